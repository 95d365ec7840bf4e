"""Everyone: a line an alliance, what leads from it to the other places, and the form of a new one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from storage.log import Log
from storage.writes import any_record
from tests.sampling import few, sizes, two_by_two, walk
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    Record,
    commitment,
    day,
    disagreement,
    event,
    meeting,
    people,
    promise,
    uid,
    write,
)
from tests.ui.test_safety import HIDDEN, MARKUP, bytes_of
from tui.page.form_screen import FormScreen
from tui.places.everyone.place import EveryonePlace
from tui.places.today.place import TodayScreen

SIZES = [(80, 24), (120, 40), (40, 12), (20, 5)]


def another(name: str, role: str = "", **alliance: Any) -> list[Record]:
    """Somebody more whom Jay meets."""
    person = {"type": "person", "uid": uid(name), "name": name, **({"role": role} if role else {})}
    two = {"principal": JAY, "partner": uid(name)}
    return [person, {"type": "alliance", "uid": uid(f"with {name}"), **two, "timezone": "Europe/London", **alliance}]


def with_another(name: str, record: Record, **more: Any) -> Record:
    """A record of the alliance with somebody more, whose counterpart is Dana."""
    named = {key: uid(name) if value == DANA else value for key, value in record.items()}
    return {**named, "alliance": uid(f"with {name}"), "uid": uid(f"{name} {record['uid']}"), **more}


def three() -> list[Record]:
    """Dana, late both ways; Hana, with whom no meeting is planned; Chidi, met on Monday."""
    return [
        *people(),
        *another("Hana Fischer", "CRO"),
        *another("Chidi Eze", "CFO", cadence="FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0", started_on="2026-11-02"),
        meeting("2026-11-10", "held"),
        with_another("Chidi Eze", meeting("2026-11-09", "held")),
        promise("Persona list", DANA, -12),
        promise("Consent feed", JAY, -4),
        promise("Style guide", JAY, -2),
        commitment("Sandbox", JAY, event("request", DANA, day(-4))),
        disagreement("Who owns the data model", -23),
        with_another("Hana Fischer", disagreement("Prices", 0, events=[event("raise", JAY, day(0))])),
    ]


def place(found: Driven) -> EveryonePlace:
    assert isinstance(found.app.screen, EveryonePlace)
    return found.app.screen


def rows(found: Driven) -> list[str]:
    return [line[:71].rstrip() for line in found.lines[3:7]]


async def test_a_line_an_alliance(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0", "down")
        assert rows(found) == [
            "  ALLIANCES        next  late you  late them  waiting   oldest      met",
            "    Chidi    Mon 23 Nov                                         12 days",
            "  › Dana     Tue 24 Nov         2          1        1  23 days  11 days",
            "    Hana        no date                                  today  not yet",
        ]
        assert [line[80:] for line in found.lines[3:22]] == [
            "LATE  3",
            "you 2, the others 1",
            "",
            "WAITING FOR A WORD  1",
            "you 1",
            "",
            "RHYTHM",
            "1 of 2 met within their rhythm",
            "",
            "DISAGREEMENTS",
            "2 open, the oldest 23 days",
            "",
            "Dana Reyes, CMO",
            "Tue 24 November, 14:00, in 3 days,",
            "by your rhythm",
            "Late: you 2, Dana 1",
            "Waiting for a word: you 1",
            "Unsettled: 1, the oldest 23 days",
            "Met 11 days ago",
        ]
        await found.press("down")
        assert "Hana Fischer, CRO" in found.text
        assert "Not met yet" in found.text


async def test_one_column_tells_the_figures_in_a_sentence(tmp_path: Path) -> None:
    async with on_records(tmp_path, three(), NARROW) as found:
        await found.press("0", "down")
        assert " › Dana     Tue 24 Nov         2          1        1  23 days  11 days" in found.lines
        assert " 3 late · 1 waiting for a word · 1 of 2 met within their rhythm" in found.lines


async def test_one_alliance_has_no_such_place(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await found.press("0")
        assert isinstance(found.app.screen, TodayScreen)
        assert "0 Everyone" not in found.text


async def test_enter_shows_the_alliance_on_today(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0", "end", "enter")
        assert isinstance(found.app.screen, TodayScreen)
        assert "Jay Moran, CIO · Hana Fischer, CRO" in found.text
        assert "Prices" in found.text
        await found.press("0")
        assert "› Hana" in found.text
        await found.press("left_square_bracket")
        assert "› Dana" in found.text
        assert "Jay Moran, CIO · Dana Reyes, CMO" in found.text


async def test_the_mouse_alone_does_it(tmp_path: Path) -> None:
    async with on_records(tmp_path, three(), NARROW) as found:
        await found.pilot.click(offset=(found.lines[1].rindex("0"), 1))
        await found.settle()
        at = next(number for number, line in enumerate(found.lines) if " Hana " in line)
        await found.pilot.click(offset=(10, at))
        await found.settle()
        assert "› Hana" in found.text
        await found.pilot.click(offset=(found.lines[-1].index("e edit"), 23))
        await found.settle()
        assert "Jay Moran and Hana Fischer" in found.text
        await found.press("escape")
        await found.pilot.click(offset=(10, at))
        await found.settle()
        assert isinstance(found.app.screen, TodayScreen)
        assert "Hana Fischer" in found.lines[0]


async def test_what_needs_a_record_does_nothing(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0")
        before = found.path.read_bytes()
        assert found.lines[-1] == "  enter show  e edit  f filter  / search  a add  ? keys"
        await found.press("d", "D", "m", "w")
        place(found)
        assert found.path.read_bytes() == before
        await found.press("question_mark")
        assert "walk" not in found.text
        assert "go through what is late" not in found.text


async def test_e_changes_the_alliance_at_the_cursor(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0", "end", "e")
        await found.press(*"every fri", "enter")
        assert "Jay Moran and Hana Fischer: rhythm changed" in found.text
        assert "  › Hana     Fri 27" in found.text
        await found.press("u")
        assert "Hana        no date" in found.text


async def test_a_adds_somebody_and_the_alliance_at_once(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0", "a", "enter")
        assert "New alliance" in found.text
        await found.press(*"Uma Dubois", "tab", *"CPO", "tab", *"every other wed 9:00")
        assert "every other Wednesday, 09:00" in found.text
        await found.press("enter")
        assert "Alliance with Uma Dubois, CPO: added. u takes it back" in found.text
        assert "Uma      Wed 25 Nov" in found.text
        with Log(found.path, lambda: NOW) as log:
            added = log.pairs()[-1]
        assert (added.other.name, added.other.role, added.me.name) == ("Uma Dubois", "CPO", "Jay Moran")
        assert (added.alliance.timezone, added.alliance.started_on) == ("Europe/London", date(2026, 11, 21))
        await found.press("u")
        with Log(found.path, lambda: NOW) as log:
            assert "Uma Dubois" not in [person.name for person in log.people().values()]
            assert len(log.pairs()) == 3


async def test_a_name_that_looks_like_another_is_told_and_taken(tmp_path: Path) -> None:
    async with on_records(tmp_path, three(), NARROW) as found:
        await found.press("0", "a", "enter", *"DANA  réyes")
        assert "looks like H2, who is here" in found.text
        await found.press("enter")
        assert "Alliance with DANA  réyes: added" in found.text


async def test_what_stands_open_closes_when_another_alliance_is_shown(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("right_square_bracket", "3")
        while found.list.selected is None:
            await found.press("right_square_bracket")
        await found.press("enter")
        assert "LIFE" in found.text
        await found.press("right_square_bracket")
        assert "LIFE" not in found.text
        await found.press("left_square_bracket", "enter", "1", "right_square_bracket", "3")
        assert "LIFE" not in found.text


async def test_a_role_behind_the_name_is_a_role(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0", "a", "enter")
        await found.type("Uma Dubois, CPO")
        await found.press("ctrl+s")
        with Log(found.path, lambda: NOW) as log:
            [person] = [one for one in log.people().values() if one.name.startswith("Uma")]
    assert (person.name, person.role) == ("Uma Dubois", "CPO")


async def test_a_form_without_a_name_is_not_saved(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        before = found.path.read_bytes()
        await found.press("0", "a", "enter", "space", "ctrl+s")
        assert "This is needed" in found.text
        await found.press("tab", "tab", *"whenever", "ctrl+s")
        assert "is not a rhythm" in found.text
        assert found.path.read_bytes() == before
        await found.press("escape", "a", "enter")
        assert "Taken up as it was left" in found.text


async def test_the_alliance_that_was_shown_may_be_taken_back(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0", "a", "enter", *"Uma", "enter")
        at = next(number for number, line in enumerate(found.lines) if " Uma " in line)
        await found.click(10, at)
        assert "Jay Moran, CIO · Uma" in found.lines[0]
        await found.press("u")
        assert "Taken back: Alliance with Uma: added" in found.text
        assert "Uma" not in found.lines[0]
        assert "names no alliance" not in found.text


async def test_who_shares_a_first_name_is_called_by_the_role(tmp_path: Path) -> None:
    records = [*people(), *another("Dana Okafor", "CFO"), *another("Dana Baker"), *another("Hana Fischer", "CMO")]
    async with on_records(tmp_path, records) as found:
        await found.press("0")
        assert [line.split()[0] for line in sorted(line[4:] for line in found.lines[4:8])] == [
            "CFO",
            "Dana",
            "Dana",
            "Hana",
        ]
        assert "Dana Baker " in found.text
        assert "Dana Reyes " in found.text


async def test_a_log_kept_for_somebody_speaks_of_them_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", three())
    with Log(path, lambda: NOW) as log, log.change("Kept for Jay") as change:
        change.set("kept", "yes")
    async with driven(path) as found:
        await found.press("0")
        assert "late Jay  late them" in found.lines[3]
        assert "Jay 2, the others 1" in found.text


async def test_the_filter_finds_names_roles_and_facts(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0", "f", *"cro")
        assert "1 found" in found.text
        assert "    Dana" not in found.text
        await found.press("enter", "enter")
        assert "Hana Fischer" in found.lines[0]
        await found.press("0", "f", *"zz")
        assert "nothing here has these words" in found.text


async def test_the_past_is_shown_and_not_changed(tmp_path: Path) -> None:
    async with on_records(tmp_path, three(), as_of=date(2026, 11, 12)) as found:
        await found.press("0", "a", "e")
        place(found)
        assert "Read only, as of Thu 12 November" in found.text
        assert "a add" not in found.text
        assert "Dana     Tue 24 Nov                    1" in found.text


async def test_what_a_command_adds_is_seen(tmp_path: Path) -> None:
    async with on_records(tmp_path, three()) as found:
        await found.press("0")
        with Log(found.path, lambda: NOW) as log, log.change("") as change:
            done = any_record.add_alliance(log, "Uma Dubois", "", {}, change)
        assert done.says == "Alliance with Uma Dubois: added"
        await found.app.on_app_focus()
        await found.settle()
        assert "Uma         no date" in found.text


@pytest.mark.parametrize(("text", "other"), two_by_two([*MARKUP, *HIDDEN]))
async def test_names_are_shown_as_they_stand(tmp_path: Path, text: str, other: str) -> None:
    records = [*people(jay=text, dana=other, role=text), *another(f"{text} 2", other), *another("Hana", text)]
    async with on_records(tmp_path, records) as found:
        for keys in (("0",), ("down",), ("e",), ("escape", "a", "enter"), ("escape", "end", "enter")):
            await found.press(*keys)
            assert bytes_of(found.app).isprintable()
            assert all(cell_len(line) <= WIDE[0] for line in found.lines)


@pytest.mark.parametrize("names", walk([*MARKUP, *HIDDEN], few([*MARKUP, *HIDDEN])))
async def test_every_name_is_taken(tmp_path: Path, names: list[str]) -> None:
    async with on_records(tmp_path, three()) as found:
        for text in names:
            await found.press("0", "a", "enter")
            found.form.set({"name": text, "role": text})
            await found.press("ctrl+s")
            assert not isinstance(found.app.screen, FormScreen), (text, found.text)
            assert alliances(found) == 4, repr(text)
            await found.press("u")  # the next is the only other one again
            assert alliances(found) == 3, repr(text)


def alliances(found: Driven) -> int:
    """How many alliances the log holds."""
    with Log(found.path, lambda: NOW) as log:
        return len(log.pairs())


@pytest.mark.parametrize("size", sizes(SIZES))
async def test_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, three(), size) as found:
        await found.press("0")
        assert "Dana" in found.text or "late" in found.text
        for keys in (("down", "e"), ("escape", "a", "enter"), ("escape", "f"), ("escape", "end", "enter")):
            await found.press(*keys)
            assert len(found.lines) == size[1]
            assert max(map(cell_len, found.lines)) <= size[0]


async def test_two_hundred_alliances(tmp_path: Path) -> None:
    more = [record for number in range(199) for record in another(f"Person{number} Some")]
    async with on_records(tmp_path, [*people(), *more]) as found:
        await found.press("0", "end")
        assert "ALLIANCES  200" in "\n".join(found.lines) or "Person198" in found.text
