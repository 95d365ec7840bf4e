"""Search: what is found while one types, how it reads, and how one gets to a find and back out."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from rich.cells import cell_len
from textual.events import Paste

from models.finding import needles
from storage.log import Log
from storage.reads.search import search
from tests.sampling import each, few, sizes, walk
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, TODAY, disagreement, drawn, meeting, people, promise, topic, uid, write
from tests.ui.quiet import GIVEN_UP
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP, bytes_of, hostile
from tui.page.form_screen import FormScreen
from tui.page.menu import Menu
from tui.places.search import MOST, Search, SearchLine, around
from tui.places.today.place import TodayScreen
from tui.widgets.bar import Bar
from tui.widgets.grid import Grid
from tui.widgets.line_list import LineList
from tui.widgets.row import Row

PORTAL, CONSENT = "Persona list for the portal", "Consent feed into the CRM"
SIZES = [(80, 24), (120, 40), (40, 12), (20, 5)]


def searching(found: Driven) -> Search:
    assert isinstance(found.app.screen, Search)
    return found.app.screen


def whats(found: Driven) -> list[str]:
    """What the rows of the list say."""
    return [row.what for section in searching(found).sections() for row in rows_of(section.rows)]


def rows_of(rows: Any) -> list[Any]:
    return [rows[at] for at in range(len(rows))]


def status(found: Driven) -> str:
    return found.app.screen.query_one("#status", Bar).says


def shows(found: Driven, kind: type[object]) -> bool:
    return isinstance(found.app.screen, kind)


def selected(found: Driven) -> str:
    row = searching(found).listed.selected
    return row.what if row else ""


@asynccontextmanager
async def typed(folder: Path, records: list[dict[str, Any]], words: str, **options: Any) -> AsyncIterator[Driven]:
    """The app with that typed into its search."""
    async with on_records(Path(mkdtemp(dir=folder)), records, **options) as found:
        await found.press("slash")
        await type_in(found, words)
        yield found


async def type_in(found: Driven, words: str) -> None:
    found.app.screen.query_one(SearchLine).post_message(Paste(words))
    await found.pilot.pause()
    await found.settle()


# Finding


async def test_it_says_what_can_be_found_and_keeps_its_place_lit(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), NARROW) as found:
        await found.press("3", "slash")
        assert searching(found).place_name == "commitments"
        assert "Words of anything in the log; each may be the beginning of a word." in found.text
        assert found.lines[-1].strip() == "esc close"


async def test_what_is_typed_is_found_with_every_letter(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("slash", "p", "o", "r")
        assert PORTAL in whats(found)
        assert "FOUND  " in found.text
        await found.press("x")
        assert whats(found) == []
        assert "Nothing in the log holds all these words." in found.text
        await found.press("backspace")
        assert PORTAL in whats(found)


async def test_each_word_may_be_a_beginning_and_all_are_needed(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "per LIS") as found:
        assert whats(found) == [PORTAL]
    async with typed(tmp_path, drawn(), "persona feed") as found:
        assert whats(found) == []


async def test_words_around_a_find_show_where_the_title_lacks_them(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "launches") as found:
        assert whats(found) == [f"{PORTAL} · The portal launches in January"]
    async with typed(tmp_path, drawn(), "persona launches", size=NARROW) as found:
        assert whats(found) == ["Persona list for the… · …launches in January"]


def test_words_around_a_find() -> None:
    assert around("…he said\nthat the Café opens", needles("cafe"), 2) == "…that the Café opens"
    assert around("Café opens", needles("cafe"), 2) == "Café opens"
    assert around("…(Café) opens", needles("cafe"), 0) == "…(Café) opens"
    assert around("only a title", needles("cafe"), 2) == ""
    assert around("- a\n- b [/] café", needles("caf"), 1) == "…b café"


async def test_rows_say_whose_and_what_kind_it_is(tmp_path: Path) -> None:
    records = [*people(), promise("Shared roadmap", DANA, 5), topic("Shared roadmap 2"), disagreement("Shared 3", -9)]
    async with typed(tmp_path, records, "shared", size=NARROW) as found:
        rows = rows_of(searching(found).sections()[0].rows)
        told = {row.what: (row.who, row.when, row.state) for row in rows}
        assert told["Shared roadmap"] == ("Dana", "12 Oct", "commitment")
        assert told["Shared roadmap 2"][2] == "topic"
        assert told["Shared 3"] == ("both", "12 Nov", "disagreement")


def two_alliances() -> list[dict[str, Any]]:
    sam, pair = uid("sam"), uid("pair 2")
    with_sam = promise("Shared roadmap with Sam", JAY, 6) | {"to": sam, "alliance": pair}
    return [
        *people(),
        {"type": "person", "uid": sam, "name": "Sam Okafor", "role": "CFO"},
        {"type": "alliance", "uid": pair, "principal": JAY, "partner": sam, "timezone": "Europe/London"},
        promise("Shared roadmap", JAY, 5),
        with_sam,
        meeting("2026-11-24", "planned"),
    ]


async def test_several_alliances_are_told_apart_by_the_partner(tmp_path: Path) -> None:
    async with typed(tmp_path, two_alliances(), "road") as found:
        rows = rows_of(searching(found).sections()[0].rows)
        assert {row.what: row.who for row in rows} == {"Shared roadmap": "Dana", "Shared roadmap with Sam": "Sam"}
        await found.press("enter")
        while selected(found) != "Shared roadmap with Sam":
            await found.press("down")
        await found.press("enter")
        assert "you to Sam" in found.text


async def test_no_more_than_the_best_are_shown(tmp_path: Path) -> None:
    records = [*people(), *(promise(f"Promise {number:03}", DANA, 5) for number in range(MOST + 30))]
    async with typed(tmp_path, records, "promise") as found:
        assert len(whats(found)) == MOST
        assert f"The best {MOST} of them" in found.text
        await type_in(found, " 22")
        assert whats(found) == [f"Promise {number}" for number in range(220, 230)]
        assert "The best" not in found.text


async def test_only_the_newest_answer_lands(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("slash")
        box = found.app.screen.query_one(SearchLine)
        for text in ("p", "po", "por", "cons"):
            box.value = text
        await found.pilot.pause()
        await found.settle()
        assert all("onsent" in what for what in whats(found))
        assert searching(found)._answer.words == "cons"


async def test_as_of_finds_what_was_there_then(tmp_path: Path) -> None:
    records = [*people(), disagreement("Old matter", -90), disagreement("New matter", -9)]
    async with typed(tmp_path, records, "matter", as_of=date(2026, 10, 1)) as found:
        assert whats(found) == ["Old matter"]
        await found.press("enter", "d", "m", "a")
        assert "Read only" in status(found)


async def test_an_empty_log_is_searched_too(tmp_path: Path) -> None:
    from storage.disk.connection import creating

    path = tmp_path / "log.visavis"
    with creating(path) as draft, Log(draft, lambda: NOW):
        pass
    async with driven(path) as found:
        await found.press("slash", "a", "enter", "escape")
        assert isinstance(found.app.screen, TodayScreen)


# Going there and back


async def test_the_way_to_a_find_and_back_out(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "portal") as found:
        await found.press("enter")
        assert found.app.focused is searching(found).listed
        await found.press("enter")
        assert searching(found).has_class("-detail")
        assert "WHY  The portal launches in January" in found.text
        assert found.app.focused is not searching(found).listed
        await found.press("escape")
        assert found.app.focused is searching(found).listed
        assert not searching(found).has_class("-detail")
        await found.press("escape")
        assert isinstance(found.app.screen, TodayScreen)


async def test_enter_is_remembered_until_there_is_an_answer(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("slash")
        await found.pilot.press("p", "o", "r", "enter")
        await found.settle()
        assert found.app.focused is searching(found).listed


async def test_nothing_found_keeps_the_focus_where_one_types(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "nowhere") as found:
        await found.press("enter", "down", "x")
        assert found.app.screen.query_one(SearchLine).value == "nowherex"


async def test_up_from_the_first_row_and_the_slash_lead_back_to_the_words(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "kept") as found:
        for keys in (["down", "up"], ["enter", "down", "down", "slash"], ["enter", "enter", "slash"]):
            await found.press(*keys)
            assert isinstance(found.app.focused, SearchLine)
            assert not searching(found).has_class("-detail")
        await found.press("down", "down", "up")
        assert found.app.focused is searching(found).listed


async def test_other_words_put_the_cursor_on_the_best_find(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "kept") as found:
        await found.press("enter", "end", "slash", "space", "o", "f")
        assert selected(found) == whats(found)[0]


async def test_the_same_row_stays_selected_after_a_change(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "the") as found:
        await found.press("enter", "down", "down")
        before = selected(found)
        await found.press("v", "v")
        await found.app.changed()
        await found.settle()
        assert selected(found) == before


async def test_escape_where_one_types_closes(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "portal") as found:
        await found.press("escape")
        assert isinstance(found.app.screen, TodayScreen)
        await found.press("slash")
        assert found.app.screen.query_one(SearchLine).value == ""


@pytest.mark.parametrize(("key", "place"), [("1", "today"), ("3", "commitments"), ("6", "alliance")])
async def test_a_place_is_gone_to_without_leaving_a_search_behind(tmp_path: Path, key: str, place: str) -> None:
    async with typed(tmp_path, drawn(), "portal") as found:
        await found.press("enter", key)
        assert getattr(found.app.screen, "place_name", "") == place
        await found.press("1")
        assert isinstance(found.app.screen, TodayScreen)
        assert len(found.app.screen_stack) == 1
        await found.press("slash")
        assert isinstance(found.app.screen, Search)


async def test_a_place_can_be_clicked(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "portal") as found:
        await found.press("enter")
        at = found.lines[1].index("Meetings")
        await found.pilot.click(offset=(at + 2, 1))
        await found.settle()
        assert getattr(found.app.screen, "place_name", "") == "meetings"


async def test_q_quits_from_the_list_and_is_typed_in_the_line(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "portal") as found:
        await found.press("q")
        assert not found.app._exit
        await found.press("backspace", "enter", "q")
        assert found.app._exit


# Acting


async def test_what_was_found_is_acted_on_as_anywhere(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "consent") as found:
        await found.press("enter", "d")
        assert status(found).startswith(f"{CONSENT}: said to be done")
        await found.press("u")
        assert status(found).startswith("Taken back: ")
        await found.press("m")
        assert isinstance(found.app.screen, Menu)
        await found.press("escape", "e")
        assert isinstance(found.app.screen, FormScreen)
        assert found.app.screen.place_name == "today"
        await found.press("escape", "a")
        assert isinstance(found.app.screen, Menu)
        await found.press("escape")
        assert shows(found, Search)


async def test_what_was_found_is_filtered(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "kept") as found:
        await found.press("enter", "f", "7", "enter")
        listed = searching(found).query_one(LineList)
        assert "FILTER" in found.text
        assert listed.selected is not None
        assert "7" in listed.selected.what
        assert searching(found)._typed == "kept"
        await found.press("escape")
        assert "FILTER" not in found.text
        assert isinstance(found.app.screen, Search)


# The veil


async def test_private_finds_are_veiled(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "launches") as found:
        await found.press("ctrl+l")
        assert whats(found) == ["·····"]
        assert "launches in" not in found.text
        await found.press("ctrl+l")
        assert PORTAL in found.text


async def test_private_notes_do_not_show_around_a_find(tmp_path: Path) -> None:
    records = [*people(), meeting("2026-11-10", "held") | {"private_notes": "The merger is near"}]
    async with typed(tmp_path, records, "merger") as found:
        assert "merger is near" in found.text
        await found.press("ctrl+l")
        assert "merger is near" not in found.text
        assert "Meeting of" in found.text


# Whatever is typed

ALL = [*MARKUP, *HIDDEN, *DRIVING, '"', "a AND", "-x", "NEAR(", "c:x", "(" * 2000, "%_", "'; DROP"]


async def look_for(found: Driven, words: str) -> None:
    """From Today, type that into a search that is as new, and go to the first of what is found."""
    while not isinstance(found.app.screen, TodayScreen):
        await found.press("escape")
    await found.press("slash")
    assert not found.app.screen.query_one(SearchLine).typed, words
    await type_in(found, words)
    assert shows(found, Search)
    await found.press("enter")


@pytest.mark.parametrize("words", walk(ALL, few(ALL)))
async def test_no_typed_text_is_an_error(tmp_path: Path, words: list[str]) -> None:
    async with on_records(tmp_path, hostile("[red]x")) as found:
        for text in words:
            await look_for(found, text)
            assert bytes_of(found.app).isprintable(), repr(text)
            assert all(cell_len(line) <= WIDE[0] for line in found.lines), repr(text)


SHOWN = [*MARKUP, *HIDDEN]


LOOKED_FOR = ["find", "hidden", "found"]
THIRDS = [(words, few(SHOWN)[at::3]) for at, words in enumerate(LOOKED_FOR)]


@pytest.mark.parametrize(("words", "texts"), each([*THIRDS, *((words, SHOWN) for words in LOOKED_FOR)], THIRDS))
async def test_hostile_finds_are_shown_as_they_stand(tmp_path: Path, texts: list[str], words: str) -> None:
    records = people()
    for number, text in enumerate(texts):
        records += [promise(f"Find me no{number:02}", DANA, 3, why=f"hidden {text}")]
        records += [promise(f"{text} found no{number:02}", DANA, 3)]
    async with on_records(tmp_path, records, NARROW) as found:
        for number, text in enumerate(texts):
            await look_for(found, f"{words} no{number:02}")
            assert f"no{number:02}" in found.text, repr(text)
            assert bytes_of(found.app).isprintable(), repr(text)
            assert all(cell_len(line) <= NARROW[0] for line in found.lines), repr(text)


@pytest.mark.parametrize("size", sizes(SIZES))
async def test_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with typed(tmp_path, drawn(), "portal", size=size) as found:
        assert len(found.lines) == size[1]
        assert "portal" in found.text
        await found.press("enter", "enter", "escape", "slash", "escape")
        assert isinstance(found.app.screen, TodayScreen)


async def test_too_long_a_paste_is_told(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "portal " * 400) as found:
        assert status(found) == "Only the first 2 000 characters were taken"


async def test_nothing_typed_is_kept(tmp_path: Path) -> None:
    async with typed(tmp_path, drawn(), "zebra") as found:
        found.app.keep_typed()
        assert found.app.session.drafts.all() == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"zebra" in path.read_bytes() for path in files)


# The log behind it


def test_pages_of_finds_come_in_one_order(tmp_path: Path) -> None:
    records = [*people(), *(promise(f"Promise {number:04}", DANA, 5) for number in range(1300))]
    with Log(write(tmp_path / "log.visavis", records), lambda: NOW) as log:
        find = partial(search, log, "promise", TODAY)
        whole = find(limit=2000)
        assert len(whole) == 1300
        assert find(limit=30) == whole[:30]
        assert find(limit=1299) == whole[:1299]
        log.connection.execute("UPDATE commitment SET removed_at = '2026-11-20T00:00:00+00:00' WHERE id <= 700")
        left = [hit for hit in whole if hit.id > 700]
        assert [hit.id for hit in find(limit=250)] == [hit.id for hit in left[:250]]


def test_of_equal_finds_the_newest_stands_first_and_those_without_a_day_last(tmp_path: Path) -> None:
    records = [*people(), topic("Report t"), *(disagreement(f"Report {days}", -days) for days in (9, 2, 30))]
    with Log(write(tmp_path / "log.visavis", records), lambda: NOW) as log:
        found = search(log, "report", TODAY)
    assert [hit.title for hit in found] == ["Report 2", "Report 9", "Report 30", "Report t"]


def test_the_words_found_are_bold() -> None:
    row = Row("k", "you", "", "Brief for the portal, again", sought=needles("portal brief"))
    bold = [text for text, voice in Grid().spans(row, 80, lit=False) if voice == "strong"]
    assert bold == ["Brief", "portal"]


async def test_a_letter_is_found_without_stopping_the_screen(tmp_path: Path) -> None:
    """Where the log is slow to answer, what is typed shows all the same, and what was found before stays."""
    records = [*people(), *(promise(f"Draft {number} of the report", DANA, 5) for number in range(MOST + 30))]
    async with on_records(tmp_path, records) as found:
        await found.press("slash")
        await type_in(found, "22")
        before = whats(found)
        box, slow = found.app.screen.query_one(SearchLine), threading.Event()
        found.app.session.submit(lambda _log: slow.wait(GIVEN_UP))
        for text in ("d", "dr", "dra", "r", "re"):
            box.value = text
            await found.until(lambda: f" {text} " in found.text or f" {text}\n" in found.text)  # noqa: B023
            assert whats(found) == before
        slow.set()
        await found.settle()
        assert len(whats(found)) == MOST


def test_an_excerpt_has_no_signs_and_parts_its_fields() -> None:
    assert around("## Notes\n- **Café** opens\n> at ten", needles("cafe"), 0) == "…Café opens · at ten"
