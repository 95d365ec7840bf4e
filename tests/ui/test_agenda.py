"""The agenda as a screen: its order, its topics moved and added, its questions, what was said, and how it is left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from rich.cells import cell_len

from models.pages.agenda import HELP_ASK
from models.pages.question_bank import QUESTIONS
from models.records.rows import Topic
from storage.core.records import select
from storage.log import Log
from tests.sampling import sizes, texts, two_by_two
from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import DANA, JAY, PAIR, commitment, day, drawn, event, meeting, people, promise, topic, uid
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP, bytes_of, hostile
from tui.page.form_screen import FormScreen
from tui.page.menu import Menu
from tui.places.agenda.preview import Preview
from tui.places.agenda.screen import AgendaScreen
from tui.places.today.place import TodayScreen
from tui.widgets.sections import More
from tui.widgets.sheet import Sheet

PROMISED = event("promise", DANA, day(-11), due=day(2))
SIZES = [(118, 30), (80, 24), (40, 12), (20, 5)]
LABELS = [
    "LAST TIME", "THE QUESTION", "TO DECIDE", "TOPICS", "LATE", "DUE BEFORE WE MEET", "WAITING FOR A WORD", "UNSETTLED",
    "FEEDBACK", "NOT SPOKEN OF",
]  # fmt: skip


def told(text: str, **more: Any) -> dict[str, Any]:
    """A topic with its fields."""
    return {**topic(text), **more}


def busy() -> list[dict[str, Any]]:
    """The log of the design, with what was agreed last, minutes and a carried topic."""
    records = drawn()
    by_uid = {record.get("uid"): record for record in records}
    by_uid[uid("m2026-11-10")] |= {"help_asked": [{"of": DANA, "heard": "The numbers before the board"}]}
    by_uid[uid("m2026-11-24")] |= {"minutes": 60}
    for number in range(9):
        by_uid[uid(f"Topic {number}")] |= {"minutes": 5, "raised_by": DANA, "position": number}
    by_uid[uid("Topic 2")] |= {"carried": [uid("m2026-11-10")], "section": "customer", "wants": "inform"}
    by_uid[uid("Topic 3")] |= {"private": True}
    agreed = {"type": "decision", "uid": uid("agreed"), "alliance": PAIR, "text": "Sandbox first"}
    return [*records, {**agreed, "meeting": uid("m2026-11-10"), "decided_on": "2026-11-10"}]


def new() -> list[dict[str, Any]]:
    """An alliance in which nothing has happened yet."""
    return people(started_on=day(0))


@asynccontextmanager
async def agenda(
    folder: Path,
    records: list[dict[str, Any]],
    size: tuple[int, int] = WIDE,
    number: int | None = None,
    as_of: date | None = None,
) -> AsyncIterator[Driven]:
    """The app with the agenda open over Today."""
    async with on_records(Path(mkdtemp(dir=folder)), records, size, as_of) as found:
        pair = found.place.shown_pair
        assert pair is not None
        found.app.push_screen(AgendaScreen(pair, number, "today"))
        await found.settle()
        await found.settle()
        yield found


def screen(found: Driven) -> AgendaScreen:
    assert isinstance(found.app.screen, AgendaScreen)
    return found.app.screen


def rows(found: Driven, label: str) -> list[str]:
    """What the rows of a section say, the folded ones too."""
    section = next((item for item in screen(found).sections() if item.label == label), None)
    return [section.rows[at].what for at in range(len(section.rows))] if section else []


def states(found: Driven, label: str) -> list[str]:
    """The states of the rows of a section."""
    section = next(item for item in screen(found).sections() if item.label == label)
    return [section.rows[at].state for at in range(len(section.rows))]


def topics(found: Driven) -> list[Topic]:
    with Log(found.path, found.app.clock) as log:
        return select(log.connection, Topic, "topic", "WHERE r.removed_at IS NULL ORDER BY r.id")


async def go_to(found: Driven, what: str) -> None:
    """Put the cursor on a row."""
    await found.press("home")
    for _ in range(60):
        if found.selected.startswith(what):
            return
        await found.press("down")
    raise AssertionError(what)


# What it shows


async def test_its_sections_in_the_order_of_speaking(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy(), (134, 80)) as found:
        assert [section.label for section in screen(found).sections()] == LABELS
        assert found.lines[3].startswith("  AGENDA  Tue 24 November, 14:00, coffee, in 3 days")
        assert "9 topics, 45 of 60 minutes" in found.lines[4]
        assert "1 Today" in found.lines[1]
        assert rows(found, "LAST TIME") == ["Sandbox first"]
        assert rows(found, "THE QUESTION") == [HELP_ASK, "The numbers before the board"]
        assert rows(found, "TO DECIDE") == ["Topic 0", "Topic 1"]
        assert rows(found, "TOPICS")[0] == "Topic 2"
        assert states(found, "TOPICS")[0] == "since 10 Nov, inform"
        assert "both" not in found.text.split("LAST TIME WE SAID")[0]
        assert "COPY" not in found.text


async def test_what_was_last_said_of_the_row_stands_beside_it(tmp_path: Path) -> None:
    records = [*busy(), told("Who pays for the sandbox", position=0, section="customer")]
    async with agenda(tmp_path, records, (132, 60)) as found:
        for what, said in (("Who pays", "10 Nov  decision"), ("Topic 4", "No earlier meeting")):
            await go_to(found, what)
            right = beside(found)
            assert right[0] == "LAST TIME WE SAID"
            assert right[1].startswith(what)
            assert any(line.startswith(said) for line in right)
        await go_to(found, "Who pays")
        assert "customer" in beside(found)
        await go_to(found, "The numbers before")
        assert beside(found)[:3] == ["LAST TIME WE HEARD  10 Nov", "Dana", "  The numbers before the board"]
        await go_to(found, HELP_ASK)
        assert beside(found)[0].startswith("QUESTIONS  ")
        assert "h last time we said" not in found.keys
        assert "p preview" in found.keys


async def test_one_thing_is_told_once(tmp_path: Path) -> None:
    last = {"meeting": uid("m2026-11-10")}
    records = [
        *people(),
        meeting("2026-11-10", "held"),
        *({**promise(what, JAY, due), **last} for what, due in (("Late one", -2), ("Due one", 2), ("Later one", 9))),
        promise("Due too", DANA, 2),
        {**commitment("Asked one", DANA, event("request", JAY, day(-11))), **last},
        {**commitment("New date", DANA, PROMISED, event("propose", DANA, day(-1), due=day(9), reason="ill")), **last},
    ]
    async with agenda(tmp_path, records) as found:
        assert rows(found, "LAST TIME") == ["Later one"]
        assert rows(found, "LATE") == ["Late one"]
        assert rows(found, "DUE BEFORE WE MEET") == ["Due one", "Due too"]
        assert rows(found, "WAITING FOR A WORD") == ["New date", "Asked one"]


async def test_what_was_agreed_last_time_says_whether_it_is_done(tmp_path: Path) -> None:
    last = {"meeting": uid("m2026-11-10")}
    done = [event("promise", JAY, day(-11), due=day(0)), event("report", JAY, day(0)), event("satisfied", DANA, day(0))]
    records = [
        *people(),
        meeting("2026-11-10", "held"),
        {**commitment("Prototype", JAY, *done), **last},
        {**commitment("Given up", JAY, done[0], event("revoke", JAY, day(0), reason_code="vendor")), **last},
        {**promise("Consent feed", JAY, 0), **last},
        {**promise("Later one", JAY, 20), **last},
    ]
    async with agenda(tmp_path, records) as found:
        told = dict(zip(rows(found, "LAST TIME"), states(found, "LAST TIME"), strict=True))
        assert told == {"Prototype": "done", "Given up": "given up", "Later one": ""}


async def test_the_agenda_of_a_past_meeting_counts_from_its_day(tmp_path: Path) -> None:
    past, on = uid("m2026-10-20"), {"meeting": uid("m2026-10-20")}
    records = [
        *people(started_on="2026-09-01", cadence="FREQ=WEEKLY;BYDAY=TU"),
        *(meeting(f"2026-{on}", "held") for on in ("09-08", "09-15", "09-22", "09-29", "10-06", "11-17")),
        {**promise("Of October", JAY, 9), "meeting": uid("m2026-10-06")},
        {**promise("Of November", JAY, 9), "meeting": uid("m2026-11-17")},
        {**meeting("2026-10-20", "planned"), "uid": past},
        {**topic("Just added"), **on},
        {**topic("Carried"), **on, "carried": [uid("m2026-10-06")]},
    ]
    async with agenda(tmp_path, records, (134, 80), number=7) as found:
        assert rows(found, "LAST TIME") == ["Of October"]
        assert dict(zip(rows(found, "TOPICS"), states(found, "TOPICS"), strict=True)) == {
            "Just added": "",
            "Carried": "since 6 Oct",
        }
        assert "14 days since the last meeting" in found.text


def beside(found: Driven) -> list[str]:
    """What stands beside the list."""
    sheet = screen(found).query_one("#figures", Sheet)
    return ["".join(text for text, _ in line).rstrip() for line in sheet._lines]


async def test_below_100_columns_it_is_one_column(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy(), NARROW) as found:
        assert "LAST TIME WE SAID" not in found.text
        assert found.lines[3].startswith(" AGENDA  Tue 24 November")


async def test_minutes_that_do_not_fit_are_said(tmp_path: Path) -> None:
    records = [*people(), {**meeting(day(3), "planned"), "minutes": 60}]
    async with agenda(tmp_path, [*records, told("Long", minutes=45), told("Longer", minutes=30)]) as found:
        assert "2 topics, 75 of 60 minutes, 15 too many" in found.text
    async with agenda(tmp_path, [*records, told("Long", minutes=45), told("Silent")]) as found:
        assert "2 topics, 45 of 60 minutes, 1 without minutes" in found.text


async def test_a_section_shows_seven_rows_and_how_many_more(tmp_path: Path) -> None:
    records = [*people(), *(told(f"Topic {at}") for at in range(12)), *(promise(f"P {at}", JAY, -3) for at in range(9))]
    async with agenda(tmp_path, records) as found:
        assert "and 5 more" in found.text
        await go_to(found, "Topic 6")
        await found.press("down")
        assert found.selected == ""
        await found.press("enter", "down")
        assert found.selected == "Topic 8"


async def test_the_agenda_of_another_meeting_than_the_next(tmp_path: Path) -> None:
    later = meeting(day(17), "planned", "lunch")
    records = [*busy(), later, told("For later", meeting=later["uid"])]
    async with agenda(tmp_path, records) as found:
        assert "For later" not in rows(found, "TOPICS")
    async with agenda(tmp_path, records, number=14) as found:
        assert "Tue 8 December, 14:00, lunch, in 17 days" in found.lines[3]
        assert rows(found, "TOPICS")[-1] == "For later"
        await found.press("a", "enter")
        await found.type("Added there")
        await found.press("enter")
        assert topics(found)[-1].text == "Added there"
        assert topics(found)[-1].meeting == later["uid"]
        assert rows(found, "TOPICS")[-1] == found.selected == "Added there"
        await found.press("b", "2", "1")
        assert topics(found)[-1].meeting == later["uid"]


async def test_a_held_meeting_has_a_recap_instead(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy(), number=1) as found:
        assert "The meeting of Tue 10 November was held." in found.text
        assert "x exports its recap" in found.text
        for key in ("b", "h", "p", "J", "d", "enter"):
            await found.press(key)
        assert isinstance(found.app.screen, AgendaScreen)


async def test_no_rhythm_and_no_meeting(tmp_path: Path) -> None:
    async with agenda(tmp_path, [*people(cadence=None), told("Still there")]) as found:
        assert "No meeting is planned, and no rhythm is agreed" in found.text
        assert "Still there" in found.text


# A new alliance


async def test_a_new_alliance_begins_with_a_question_of_each_section(tmp_path: Path) -> None:
    async with agenda(tmp_path, new()) as found:
        assert "in 3 days, by your rhythm" in found.text
        labels = [section.label for section in screen(found).sections()]
        assert labels == ["THE QUESTION", *(name.upper() for name in QUESTIONS)]
        first, third = QUESTIONS["current projects"], QUESTIONS["customer"]
        await found.press("down", "down", "down")
        assert "QUESTIONS  customer" in found.text
        await found.press("m", "e", "t", "h", "escape")
        assert isinstance(found.app.screen, AgendaScreen)
        await go_to(found, first[0])
        await found.press("enter")
        assert found.status == f"{first[0]}: added. u takes it back"
        assert [item.section for item in topics(found)] == ["current projects"]
        assert found.selected.startswith(first[0])
        assert "by your rhythm" not in found.text  # something is put on it: it is recorded
        assert third[0] not in found.text
        await found.press("u")
        assert "by your rhythm" in found.text
        assert topics(found) == []


# Topics


async def test_a_topic_is_moved_and_stays_under_the_cursor(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        await go_to(found, "Topic 5")
        await found.press("K")
        assert rows(found, "TOPICS")[2:4] == ["Topic 5", "Topic 4"]
        assert found.selected == "Topic 5"
        assert found.status == "Topic 5: now number 5 of 9. u takes it back"
        await found.press("shift+down", "J", "shift+up")
        assert rows(found, "TOPICS")[2:5] == ["Topic 4", "Topic 5", "Topic 6"]
        await found.press("u", "u", "u", "u")
        assert rows(found, "TOPICS")[2:4] == ["Topic 4", "Topic 5"]
        assert [item.position for item in topics(found)] == list(range(9))


async def test_it_does_not_leave_those_it_stands_with(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        before = found.path.read_bytes()
        await go_to(found, "Topic 1")
        await found.press("J")
        assert found.status == "What is to be decided comes first; e changes what a topic wants"
        await go_to(found, "Topic 2")
        await found.press("K")
        assert found.status.startswith("What is to be decided comes first")
        await go_to(found, "Topic 0")
        await found.press("K")
        assert found.status == "It is the first one already"
        await go_to(found, "The numbers before")
        await found.press("J")
        assert found.path.read_bytes() == before


async def test_moving_unfolds_its_section(tmp_path: Path) -> None:
    records = [*people(), *(told(f"Topic {at}") for at in range(12)), *(promise(f"P {at}", JAY, -3) for at in range(9))]
    async with agenda(tmp_path, records) as found:
        await go_to(found, "Topic 6")
        await found.press("J", "J")
        assert found.selected == "Topic 6"
        assert rows(found, "TOPICS").index("Topic 6") == 8
        assert any(isinstance(found.list._outline.row(at), More) for at in range(40))  # the late ones stay folded


async def test_a_topic_is_spoken_of(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        await go_to(found, "Topic 4")
        assert "d spoken of" in found.keys
        await found.press("d")
        assert found.status == "Topic 4: spoken of. u takes it back"
        assert "Topic 4" not in rows(found, "TOPICS")
        await found.press("u")
        assert "Topic 4" in rows(found, "TOPICS")


async def test_other_records_act_as_everywhere(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        await go_to(found, "Consent feed")
        await found.press("enter")
        assert "LIFE" in found.text
        await found.press("escape", "m")
        assert isinstance(found.app.screen, Menu)
        await found.press("escape", "d")
        assert "Consent feed into the CRM" not in rows(found, "LATE")


async def test_a_topic_of_the_next_meeting_waits_for_whichever_that_is(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        await found.press("a", "enter")
        assert isinstance(found.app.screen, FormScreen)
        await found.type("A new one")
        await found.press("enter")
        added = topics(found)[-1]
        assert (added.text, added.meeting, added.raised_by) == ("A new one", None, JAY)
        assert found.selected == "A new one"


async def test_a_postponed_or_cancelled_meeting_loses_no_topic(tmp_path: Path) -> None:
    mine = uid("m2026-11-24")
    records = [{**record, "meeting": mine} if record.get("type") == "topic" else record for record in busy()]
    async with agenda(tmp_path, records) as found:
        for to in ("25 nov 15:00", "30 nov 9:00"):
            await _edit_meeting(found, starts_at=to)
            assert "9 topics, 45 of 60 minutes" in found.text
        assert "Mon 30 November, 09:00" in found.text
        await _edit_meeting(found, state="cancelled")
        assert "Tue 8 December, 14:00, in 17 days, by your rhythm" in found.text
        assert "9 topics, 45 minutes" in found.text
    async with agenda(tmp_path, [*records[:4], meeting(day(-4), "missed"), *_on(records, uid(f"m{day(-4)}"))]) as found:
        assert "9 topics, " in found.text
        assert states(found, "TOPICS")[1] == "since 17 Nov"


def _on(records: list[dict[str, Any]], meeting: str) -> list[dict[str, Any]]:
    """The topics, on that meeting."""
    found = [record for record in records if record.get("type") == "topic"]
    return [{**record, "meeting": meeting, "carried": None} for record in found]


async def _edit_meeting(found: Driven, **values: str) -> None:
    from storage.core.records import find
    from storage.writes import any_record

    def write(log: Log) -> None:
        pair = log.pairs()[0]
        given: dict[str, Any] = dict(values)
        if "starts_at" in given:
            moments = {"25 nov 15:00": "2026-11-25T15:00:00+00:00", "30 nov 9:00": "2026-11-30T09:00:00+00:00"}
            given["starts_at"] = moments[given["starts_at"]]
        record = find(log.connection, "meeting", uid("m2026-11-24"))
        with log.change("") as change:
            any_record.edit(log, pair, "meeting", record.id, given, change)

    await found.app.on_log(write)
    await found.app.changed()
    await found.settle()


# Questions


async def test_a_question_is_drawn_from_the_bank(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        await found.press("b")
        assert isinstance(found.app.screen, Menu)
        assert all(name in found.text for name in QUESTIONS)
        assert "1 on the agenda" in found.text
        await found.press("3", "2")
        added = topics(found)[-1]
        asked = (QUESTIONS["customer"][1], "customer", "discuss", None)
        assert (added.text, added.section, added.wants, added.meeting) == asked
        assert found.selected.startswith(QUESTIONS["customer"][1])
        await found.press("b", "escape", "b", "1", "escape")
        assert len(topics(found)) == 10


# What was said


async def test_last_time_we_said_is_one_key_away(tmp_path: Path) -> None:
    async with agenda(tmp_path, [*busy(), told("Who pays for the sandbox", position=0)], NARROW) as found:
        await go_to(found, "Who pays")
        assert "LAST TIME WE SAID" not in found.text
        await found.press("h")
        assert "LAST TIME WE SAID" in found.text
        assert "10 Nov  decision" in found.text
        await found.press("v")
        assert "Who pays for the sandbox" in found.text
        await found.press("v", "escape")
        assert "LAST TIME WE SAID" not in found.text
        assert found.selected.startswith("Who pays")
        await go_to(found, "Topic 4")
        await found.press("h")
        assert "speaks of this." in " ".join(found.text.split())
        await found.press("escape", "escape")
        assert isinstance(found.app.screen, TodayScreen)


async def test_a_record_opens_in_its_place(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        await go_to(found, "Sandbox first")
        await found.press("h")
        assert "LAST TIME WE SAID" in found.text
        assert "Sandbox first" not in "\n".join(line[72:] for line in found.lines[6:])  # not what it is itself
        screen(found).open(("decision", 1))
        await found.settle()
        assert "LAST TIME WE SAID" not in found.text
        await found.press("escape")
        assert isinstance(found.app.screen, AgendaScreen)


# Both copies


async def test_both_copies_as_they_will_read(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy(), (118, 70)) as found:
        await found.press("p")
        assert isinstance(found.app.screen, Preview)
        assert "Agenda: Jay Moran and Dana Reyes" in found.text
        assert "Topic 3" not in found.text
        assert "Persona list" not in found.text
        await found.press("tab")
        assert "Own copy of Jay: holds what is private." in found.text
        assert "Topic 3" in found.text
        await found.press("ctrl+l")
        assert "Topic 3" not in found.text
        assert "·····" in found.text
        await found.press("tab", "escape")
        assert isinstance(found.app.screen, AgendaScreen)


# The veil, the past, other alliances


async def test_the_veil_covers_private_topics(tmp_path: Path) -> None:
    async with agenda(tmp_path, [*busy(), told("Zebra matter", private=True, section="secret")], (118, 70)) as found:
        await found.press("v")
        assert "Topic 3" not in found.text
        assert "Zebra" not in found.text
        assert "secret" not in found.text
        assert "·····" in rows(found, "TOPICS")
        row = rows(found, "TOPICS").index("·····")
        await go_to(found, "Topic 2")
        await found.press(*["down"] * row, "h")
        assert "Topic 3" not in found.text
        assert "Zebra" not in found.text


async def test_the_past_can_be_read_and_not_changed(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy(), as_of=date(2026, 11, 21)) as found:
        before = found.path.read_bytes()
        await go_to(found, "Topic 4")
        for key in ("J", "K", "b", "a", "d", "e"):
            await found.press(key)
            assert isinstance(found.app.screen, AgendaScreen)
            assert found.status.startswith("Read only")
        await found.press("h", "escape", "p", "escape")
        assert found.path.read_bytes() == before


async def test_another_alliance_shows_its_own_agenda(tmp_path: Path) -> None:
    third, other = uid("third"), uid("other pair")
    records = [
        *busy(),
        {"type": "person", "uid": third, "name": "Uma Dubois"},
        {"type": "alliance", "uid": other, "principal": JAY, "partner": third},
        {"type": "topic", "uid": uid("uma's"), "alliance": other, "text": "Of Uma"},
    ]
    async with agenda(tmp_path, records) as found:
        await found.press("right_square_bracket")
        assert rows(found, "TOPICS") == ["Of Uma"]
        assert "Uma Dubois" in found.lines[0]


async def test_escape_leaves_it_for_its_place(tmp_path: Path) -> None:
    async with agenda(tmp_path, busy()) as found:
        await found.press("f", "9")
        await found.press("escape")
        assert isinstance(found.app.screen, AgendaScreen)
        await found.press("escape")
        assert isinstance(found.app.screen, TodayScreen)


# Any size, any text


@pytest.mark.parametrize("size", sizes(SIZES))
@pytest.mark.parametrize("records", [busy, new])
async def test_any_size(tmp_path: Path, size: tuple[int, int], records: Any) -> None:
    async with agenda(tmp_path, records(), size) as found:
        for keys in (("down", "enter"), ("escape",), ("end", "h"), ("escape", "p"), ("escape", "b"), ("escape", "x")):
            await found.press(*keys)
            assert all(cell_len(line) <= size[0] for line in found.lines)
            assert len(found.lines) == size[1]


@pytest.mark.parametrize(("text", "other"), two_by_two([*MARKUP, *HIDDEN]))
async def test_every_text_is_shown_as_it_stands(tmp_path: Path, text: str, other: str) -> None:
    more: list[Any] = hostile(text, other)
    more[4] |= {"section": text, "raised_by": DANA, "minutes": 1440, "carried": [uid(f"m{day(-3)}")]}
    asked = {"help_asked": [{"of": DANA, "heard": text}, {"of": JAY, "heard": other}]}
    notes = {"notes": text, "private_notes": other, **asked}
    records = [*more, {**meeting(day(-3), "held"), **notes}]
    async with agenda(tmp_path, records) as found:
        for keys in ((), ("down", "down", "h"), ("escape", "p"), ("tab",), ("escape", "b")):
            await found.press(*keys)
            assert bytes_of(found.app).isprintable()
            assert all(cell_len(line) <= 118 for line in found.lines)


@pytest.mark.parametrize("text", texts(DRIVING))
async def test_no_text_drives_the_terminal(tmp_path: Path, text: str) -> None:
    held = {**meeting(day(-3), "held"), "notes": f"{text} sandbox", "help_asked": [{"of": DANA, "heard": text}]}
    async with agenda(tmp_path, [*people(), held, told("Sandbox")]) as found:
        await go_to(found, "Sandbox")
        for keys in ((), ("h",), ("escape", "p"), ("tab",)):
            await found.press(*keys)
            assert bytes_of(found.app).isprintable()
