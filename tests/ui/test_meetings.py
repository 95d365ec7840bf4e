"""The place of meetings: its rhythm, what the menu offers for each state, topics made of records, who is held when."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.core.records import find
from storage.log import Log
from storage.reads.history import history
from storage.reads.raised import source_of, topics_of
from storage.writes.holding import which
from tests.sampling import covering, each
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    PAIR,
    commitment,
    day,
    disagreement,
    drawn,
    event,
    feedback,
    meeting,
    people,
    promise,
    topic,
    uid,
    write,
)
from tests.ui.test_every_act import exported, fill
from tui.__main__ import main
from tui.page.menu import Menu

PAST, COMING = day(-4), day(3)
STATES = [
    ("meeting", {"state": "planned", "starts_at": f"{PAST}T14:00:00+00:00"}, "hold miss move cancel"),
    ("meeting", {"state": "planned", "starts_at": f"{COMING}T14:00:00+00:00"}, "move cancel"),
    ("meeting", {"state": "missed", "starts_at": f"{PAST}T14:00:00+00:00"}, "hold"),
    ("meeting", {"state": "cancelled", "starts_at": f"{PAST}T14:00:00+00:00"}, "hold"),
    ("meeting", {"state": "held", "starts_at": f"{PAST}T14:00:00+00:00"}, ""),
    ("topic", {}, "discuss carry drop"),
    ("topic", {"state": "discussed"}, "carry"),
    ("topic", {"state": "dropped"}, "carry"),
]
TYPED = {"miss": {"reason": "travel"}, "cancel": {"reason": "travel"}, "move": {"starts_at": "2026-12-01 9:30"}}
WORDS = {"miss": ["--reason", "travel"], "cancel": ["--reason", "travel"]}


def records(noun: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """A log of one meeting held long ago, and one record in that state."""
    one = {"type": noun, "uid": uid("one"), "alliance": PAIR, **({"text": "Sandbox"} if noun == "topic" else {})}
    return [*people(cadence=None), meeting(day(-30), "held"), {**one, **values}]


async def at_the_record(found: Driven, noun: str) -> None:
    """Put the cursor on it."""
    number = 1 if noun == "topic" else 2
    await found.press("2")
    for _ in range(6):
        if found.place.target == (noun, number):
            return
        await found.press("down")
    raise AssertionError(found.text)


def kinds_of(case: tuple[str, dict[str, Any], str]) -> list[tuple[str, str]]:
    """What a case is an example of: what can be done there."""
    noun, _, wanted = case
    return [(noun, wanted)]


@pytest.mark.parametrize(("noun", "values", "wanted"), each(STATES, covering(STATES, kinds_of)))
async def test_the_menu_does_what_the_commands_do(
    tmp_path: Path, noun: str, values: dict[str, Any], wanted: str
) -> None:
    path = write(tmp_path / "log.visavis", records(noun, values))
    number = "1" if noun == "topic" else "2"
    async with driven(path) as found:
        await at_the_record(found, noun)
        await found.press("m")
        assert isinstance(found.app.screen, Menu)
        offered = [choice.key for choice in found.app.screen.choices]
        assert [key.removeprefix("verb ") for key in offered if key.startswith("verb ")] == wanted.split()
        await found.press("escape")
        for verb in wanted.split():
            before = exported(path)
            copy = path.with_name("copy.visavis")
            shutil.copy(path, copy)
            await found.press("m", *["down"] * offered.index(f"verb {verb}"), "enter")
            if verb in TYPED:
                await fill_anew(found, TYPED[verb])
                await found.press("ctrl+s")
            assert found.status.endswith("u takes it back"), found.text
            words = [noun, verb, number, *WORDS.get(verb, [])]
            if verb == "move":
                words = ["meeting", "edit", number, "--on", "2026-12-01 9:30"]
            assert main(["--log", str(copy), *words], lambda: NOW) == 0
            assert exported(path) == exported(copy)
            await found.press("u")
            assert exported(path) == before
            await at_the_record(found, noun)


async def fill_anew(found: Driven, values: dict[str, str]) -> None:
    """Type values in the place of those that are there."""
    for name in values:
        await found.press("end", *["backspace"] * len(found.form._fields[name].typed))
    await fill(found, values)


@pytest.mark.parametrize(("noun", "does"), [("topic", "spoken of"), ("meeting", "held")])
async def test_d_brings_it_to_its_end(tmp_path: Path, noun: str, does: str) -> None:
    values = {"state": "planned", "starts_at": f"{PAST}T14:00:00+00:00"} if noun == "meeting" else {}
    async with on_records(tmp_path, records(noun, values)) as found:
        await at_the_record(found, noun)
        assert f"d {'it was held' if noun == 'meeting' else 'spoken of'}" in found.keys
        await found.press("d")
        assert does in found.status


async def test_the_rhythm_stands_above(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), WIDE) as found:
        await found.press("2")
        assert found.lines[3].split()[0] == "COMING"
        right = [line[80:].split() for line in found.lines]
        assert right[3] == ["RHYTHM"]
        assert " ".join(right[4]) == "Every other Tuesday, 14:00"
        assert " ".join(right[5]).startswith("met 11 of 12")
        first = right.index(["2026", "Jan", "Feb", "Mar", "Apr", "May", "Jun"])
        assert right[first + 2] == ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        assert sum(line.count("●") for line in found.lines[first : first + 4]) == 11
        assert sum(line.count("○") for line in found.lines[first : first + 4]) == 1
        await found.press("enter", "escape", "down", "down")
        while found.place.target is None or found.place.target[0] != "meeting":
            await found.press("down")
        await found.press("enter")
        assert "RHYTHM" not in found.text  # the opened record has its place


async def test_in_one_column_the_rhythm_stands_above(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), NARROW) as found:
        await found.press("2")
        lines = [line.strip() for line in found.lines]
        assert lines[3].startswith("RHYTHM  Every other Tuesday, 14:00 · met 11 of 12")
        assert lines[5].split() == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        assert (lines[6][:4], lines[6].count("●"), lines[6].count("○")) == ("2026", 11, 1)


async def test_the_next_date_of_the_rhythm_opens_as_an_agenda(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(started_on=day(-30)), meeting(day(-11), "held")], NARROW) as found:
        await found.press("2")
        assert "by your rhythm" in found.selected
        assert found.place.target is None
        await found.press("enter")
        assert "Tue 24 November" in found.text
        await found.press("escape")
        assert "by your rhythm" in found.selected


# Talking about it


async def test_a_record_becomes_a_topic_that_leads_back_to_it(tmp_path: Path) -> None:
    log = [*people(), promise("Consent feed", JAY, -4), disagreement("Who owns the model", -9)]
    async with on_records(tmp_path, log) as found:
        await found.press("t")
        assert found.status == "Consent feed: a topic for the next meeting. u takes it back"
        await found.press("t")
        assert "among the topics of the next meeting already" in found.status
        with Log(found.path, lambda: NOW) as there:
            record = find(there.connection, "commitment", "1")
            (made,) = topics_of(there, record.uid)
            assert source_of(there, made) == ("commitment", record)  # type: ignore[arg-type]
        await found.press("enter")
        assert "TOPIC" in found.text
        assert "Consent feed  T1" in found.text
        await found.press("escape", "2", "down")
        await found.press("enter")
        assert "MADE OF" in found.text
        assert "Consent feed  C1" in found.text


# Links are followed


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_enter_in_an_opened_record_goes_to_what_it_links_to_and_esc_comes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_records(tmp_path, [*people(), promise("Consent feed", JAY, -4)], size) as found:
        await found.press("t", "2", "down", "enter")
        assert found.keys.startswith("enter go to")
        assert "MADE OF" in found.text
        await found.press("enter")
        assert found.place.target == ("commitment", 1)
        assert "LIFE" in found.text
        await found.press("enter")
        assert found.place.target == ("topic", 1)
        await found.press("escape", "escape")
        assert found.place.target == ("topic", 1)
        assert "MADE OF" in found.text
        await found.press("escape")
        assert "MADE OF" not in found.text
        await found.press("enter")
        row = next(at for at, line in enumerate(found.lines) if "Consent feed  C1" in line)
        await found.click(found.lines[row].index("  C1") + 2, row)
        assert found.place.target == ("commitment", 1)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_came_of_a_meeting_is_told_by_its_kind_and_picked(tmp_path: Path, size: tuple[int, int]) -> None:
    here: dict[str, Any] = {"meeting": uid(f"m{PAST}")}
    log = [
        *people(cadence=None),
        meeting(PAST, "held"),
        {**promise("Consent feed", JAY, 4, **here), "private": True},
        commitment("Sandbox", DANA, event("request", JAY, PAST), **here),
        feedback("Deck", DANA, event("give", DANA, PAST), worked="Short", **here),
        disagreement("The model", -4, **here),
        {"type": "decision", "uid": uid("sso"), "alliance": PAIR, "text": "SSO", "decided_on": PAST, **here},
    ]
    async with on_records(tmp_path, log, size) as found:
        await found.press("2", "enter")
        told = ["decision: SSO", "promise: Consent feed", "request: Sandbox", "feedback: Deck"]
        for words in (*told, "disagreement: The model"):
            assert words in found.text
        await found.press("enter")
        assert isinstance(found.app.screen, Menu)
        assert [choice.words for choice in found.app.screen.choices][:2] == told[:2]
        await found.press("escape", "v", "enter")
        assert isinstance(found.app.screen, Menu)
        assert "Consent feed" not in found.text
        await found.press("3")
        assert found.place.target == ("commitment", 2)
        await found.press("escape", "escape", "down", "enter")
        assert "enter go to" in found.keys  # the decision links to its meeting


async def test_a_record_without_links_leads_nowhere(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(cadence=None), promise("Consent feed", JAY, -4)], NARROW) as found:
        await found.press("enter")
        assert "go to" not in found.keys
        await found.press("enter")
        assert found.place.target == ("commitment", 1)


async def test_what_was_spoken_of_can_become_a_topic_again(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Consent feed", JAY, -4)]) as found:
        await found.press("t", "2", "down", "d", "1", "t")
        assert found.status.startswith("Consent feed: a topic for the next meeting")
        with Log(found.path, lambda: NOW) as there:
            made = list(topics_of(there, find(there.connection, "commitment", "1").uid))
            assert [item.state for item in made] == ["discussed", None]  # type: ignore[attr-defined]


# Which meeting is held


def at(hours: int) -> dict[str, Any]:
    """A planned meeting so many hours from now."""
    starts = (NOW + timedelta(hours=hours)).isoformat()
    return {"type": "meeting", "uid": uid(f"h{hours}"), "alliance": PAIR, "starts_at": starts, "state": "planned"}


@pytest.mark.parametrize(
    ("meetings", "wanted"),
    [
        ([at(5)], 1),
        ([{**at(-2), "state": "held"}, at(5)], 2),
        ([{**at(-2), "state": "held"}], 1),
        ([at(30)], None),
        ([{**at(5), "state": "cancelled"}], None),
    ],
)
def test_without_a_name_it_is_that_of_today(tmp_path: Path, meetings: list[Any], wanted: int | None) -> None:
    path = write(tmp_path / "log.visavis", [*people(cadence=None), *meetings])
    with Log(path, lambda: NOW) as log:
        found = which(log, log.pairs()[0], None)
        assert (found.meeting.id if found.meeting else None) == wanted


def test_the_date_of_the_rhythm_is_written_down_by_it(tmp_path: Path) -> None:
    tuesday = datetime(2026, 11, 24, 9, tzinfo=UTC)
    path = write(tmp_path / "log.visavis", [*people(started_on="2026-11-10")])
    with Log(path, lambda: tuesday) as log:
        found = which(log, log.pairs()[0], None).meeting
        assert found is not None
        assert found.starts_at == datetime(2026, 11, 24, 14, tzinfo=UTC)


async def test_l_without_a_meeting_asks_which(tmp_path: Path) -> None:
    log = [*people(cadence=None), meeting(day(-3), "planned"), promise("Consent feed", DANA, 3)]
    async with on_records(tmp_path, log) as found:
        await found.press("l")
        assert isinstance(found.app.screen, Menu)
        assert [choice.words for choice in found.app.screen.choices] == [
            "hold one now",
            "type up: Meeting of Wed 18 Nov, 14:00",
        ]
        await found.press("escape", "2", "l")
        assert type(found.app.screen).__name__ == "Live"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"state": "cancelled", "starts_at": f"{COMING}T14:00:00+00:00"}, "did not take place; m says that it did"),
        ({"state": "missed", "starts_at": f"{PAST}T14:00:00+00:00"}, "did not take place; m says that it did"),
    ],
)
async def test_l_says_why_a_meeting_cannot_be_held(tmp_path: Path, values: dict[str, Any], told: str) -> None:
    async with on_records(tmp_path, records("meeting", values)) as found:
        await at_the_record(found, "meeting")
        await found.press("l")
        assert told in found.status


async def test_l_on_a_coming_meeting_asks_once_and_holds_it_today(tmp_path: Path) -> None:
    log = [*people(cadence=None), meeting("2026-12-01", "planned", "coffee"), topic("Sandbox")]
    async with on_records(tmp_path, log) as found:
        await found.press("2", "l")
        assert isinstance(found.app.screen, Menu)
        assert "Planned for Tue 1 Dec: hold it today?" in found.text
        assert [choice.words for choice in found.app.screen.choices] == ["hold it today"]
        await found.press("escape")
        assert [item["starts_at"][:10] for item in meetings_of(found)] == ["2026-12-01"]
        await found.press("l", "enter")
        assert type(found.app.screen).__name__ == "Live"
        await found.type("> feed")
        await found.press("enter", "escape", "q")
        assert [(item["starts_at"][:10], item["state"]) for item in meetings_of(found)] == [("2026-11-21", "held")]
        with Log(found.path, lambda: NOW) as there:
            titles = [entry.title for entry in history(there)][::-1]
            assert titles[1] == "Meeting of Sat 21 Nov, 09:00: moved from Tue 1 Dec, 14:00"


async def test_l_on_today_offers_the_meeting_of_the_next_days(tmp_path: Path) -> None:
    log = [*people(cadence=None), meeting(day(3), "planned"), promise("Consent feed", DANA, 3)]
    async with on_records(tmp_path, log) as found:
        await found.press("l")
        assert isinstance(found.app.screen, Menu)
        assert [choice.words for choice in found.app.screen.choices] == [
            "hold that of Tue 24 Nov today",
            "hold one now",
        ]
        await found.press("1")
        assert type(found.app.screen).__name__ == "Live"
        assert [item["starts_at"][:10] for item in meetings_of(found)] == [day(0)]


@pytest.mark.parametrize(
    ("there", "keys"),
    [
        ([people(cadence=None), []], ("l", "enter")),  # hold one now
        ([people(cadence=None), [meeting(day(1), "planned")]], ("l", "enter")),  # hold tomorrow's today
        ([people(cadence=None), [meeting(day(1), "planned")]], ("l", "down", "enter")),  # beside tomorrow's, one now
        ([people(cadence=None), [meeting(day(0), "planned")]], ("l",)),
        ([people(cadence=None), [meeting(day(-3), "planned")]], ("l", "enter")),  # type that one up
        ([people(cadence="FREQ=WEEKLY;BYDAY=SA", started_on=day(-14)), []], ("l",)),  # today's date of the rhythm
    ],
)
async def test_a_meeting_in_which_nothing_is_typed_is_not_held(
    tmp_path: Path, there: list[list[dict[str, Any]]], keys: tuple[str, ...]
) -> None:
    learned = {"type": "note", "uid": uid("l"), "alliance": PAIR, "kind": "learning", "text": "Lift", "on": day(0)}
    async with on_records(tmp_path, [*there[0], *there[1], topic("Sandbox"), learned]) as found:
        before = meetings_of(found)
        await found.press(*keys)
        assert type(found.app.screen).__name__ == "Live"
        await found.press("escape")
        assert type(found.app.screen).__name__ == "TodayScreen"
        assert found.status.startswith("Nothing was written down, so ")
        assert [(item["starts_at"], item["state"]) for item in meetings_of(found)] == [
            (item["starts_at"], item["state"]) for item in before
        ]


@pytest.mark.parametrize("typed", ["> feed", "a note", "~ lift", ""])
async def test_one_line_or_one_topic_makes_it_held(tmp_path: Path, typed: str) -> None:
    async with on_records(tmp_path, [*people(cadence=None), topic("Sandbox")]) as found:
        await found.press("l", "enter")
        await (found.type(typed) if typed else found.press("tab", "end", "space"))
        await found.press("enter", "escape")
        assert type(found.app.screen).__name__ == "Closing"
        assert [item["state"] for item in meetings_of(found)] == ["held"]


def meetings_of(found: Driven) -> list[dict[str, Any]]:
    """The meetings of the log."""
    return [item for item in exported(found.path) if item["type"] == "meeting"]


# What stands where


async def test_a_meeting_that_was_called_off_stands_with_the_coming_ones_until_its_day_is_past(tmp_path: Path) -> None:
    off = {**meeting(COMING, "cancelled"), "reason": "travel"}
    log = [*people(cadence=None), off, meeting(day(9), "planned"), meeting(day(-9), "cancelled")]
    async with on_records(tmp_path, log, NARROW) as found:
        await found.press("2")
        coming, past = found.text.split("PAST")
        assert "COMING  2" in coming
        row = next(line for line in coming.splitlines() if "travel" in line)
        assert row.split() == ["›", "Tue", "24", "Nov", "14:00", "·", "office", "·", "travel", "called", "off"]
        assert past.count("called off") == 1
        await found.press("enter")
        assert "called off" in found.text
        assert "no longer needed" not in found.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_row_tells_day_time_and_place_with_what_there_is_to_speak_of_or_what_came_of_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    here = uid(f"m{PAST}")
    later = {**topic("Later"), "meeting": uid(f"m{day(9)}")}
    log = [
        *people(),
        meeting(PAST, "held", "walk"),
        meeting(COMING, "planned", "coffee"),
        meeting(day(9), "planned", "lunch"),
        *(topic(text) for text in ("Budget", "Agency")),
        later,
        promise("Consent feed", JAY, 4, meeting=here),
    ]
    async with on_records(tmp_path, log, size) as found:
        await found.press("2")
        rows = [" ".join(line[: 79 if size == WIDE else 80].split()) for line in found.lines]
        for row in (
            "› Tue 24 Nov 14:00 · coffee · 2 topics",
            "Mon 30 Nov 14:00 · lunch · 1 topic",
            "17 Nov 14:00 · walk · 1 promised",
        ):
            assert row in rows


async def test_who_opens_the_app_at_meeting_time_is_in_the_meeting(tmp_path: Path) -> None:
    for minutes, inside in ((-70, False), (-50, True), (8, True), (30, False)):
        starts = (NOW + timedelta(minutes=minutes)).isoformat()
        one = {"type": "meeting", "uid": uid("now"), "alliance": PAIR, "starts_at": starts, "state": "planned"}
        folder = tmp_path / str(minutes)
        folder.mkdir()
        async with on_records(folder, [*people(cadence=None), one, topic("Sandbox")]) as found:
            await found.settle()
            assert (type(found.app.screen).__name__ == "Live") is inside


async def test_a_meeting_without_the_question_is_marked_once_it_was_asked(tmp_path: Path) -> None:
    asked = {**meeting(day(-30), "held"), "help_asked": [{"of": DANA, "heard": "Numbers"}]}
    records = [*people(), meeting(day(-44), "held"), asked, meeting(day(-16), "held"), meeting(day(-9), "missed")]
    async with on_records(tmp_path, records) as found:
        await found.press("2")
        past = next(item for item in found.place.sections() if item.label == "PAST")
        assert [past.rows[at].state for at in range(4)] == ["missed", "", "", ""]
        assert ["help not asked" in past.rows[at].what for at in range(4)] == [False, True, False, False]


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((150, 40), "14:00 · office · 6 promised · 1 decided · 1 unsettled · 3 feedback"),
        ((80, 24), "14:00 · office · 6 promised · 1 decided · 1 unsettled"),
        ((60, 24), "14:00 · office · 6 promised"),
    ],
)
async def test_of_what_came_of_a_meeting_as_much_is_told_as_has_room(
    tmp_path: Path, size: tuple[int, int], said: str
) -> None:
    asked = {**meeting(day(-30), "held"), "help_asked": [{"of": DANA, "heard": "Numbers"}]}
    there = {"meeting": uid(f"m{day(-16)}")}
    records = [
        *people(),
        asked,
        meeting(day(-16), "held"),
        *({**promise(f"Promise {number}", JAY, 9), **there} for number in range(6)),
        {"type": "decision", "uid": uid("decided"), "alliance": PAIR, "text": "SSO first", **there},
        {**disagreement("Who pays", -16), **there},
        *(
            feedback(f"Deck {number}", DANA, event("give", DANA, day(-16)), worked="all", **there)
            for number in range(3)
        ),
    ]
    async with on_records(tmp_path, records, size) as found:
        await found.press("2")
        row = next(line for line in found.lines if "6 promised" in line)
        assert row[row.index("14:00") :].startswith(said)
        assert "feedback" in said or "feedback" not in row


async def test_what_was_heard_is_put_right_by_e(tmp_path: Path) -> None:
    asked = [{"of": DANA, "heard": "Shorter brief"}, {"of": JAY, "played_back": True}]
    log = [*people(cadence=None), {**meeting(day(-3), "held"), "help_asked": asked}]
    async with on_records(tmp_path, log) as found:
        await found.press("2")
        assert "l go on with it" in found.keys
        await found.press("e")
        assert "Dana said" in found.text
        assert "Jay said" not in found.text
        field = found.form._fields[f"help_asked.{DANA}"]
        field.entry.focus()
        await found.settle()
        await found.press("end")
        await found.type("s")
        await found.press("ctrl+s")
        assert meetings_of(found)[0]["help_asked"] == [asked[1], {"of": DANA, "heard": "Shorter briefs"}]
        await found.press("u")
        assert meetings_of(found)[0]["help_asked"] == asked


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (115, 40), (120, 40)])
async def test_what_to_do_about_dates_of_which_nothing_is_recorded_is_told_whole(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    there = people(started_on="2026-10-27", cadence="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    for held in ([], [meeting("2026-10-27", "held")], [meeting("2026-11-10", "held"), meeting("2026-10-27", "missed")]):
        folder = tmp_path / str(len(held))
        folder.mkdir()
        async with on_records(folder, [*there, *held], size) as found:
            await found.press("2")
            text = " ".join(found.text.split())
            assert "a types one up" in text or "nothing is recorded" not in text
            assert "…" not in text.partition("COMING")[0]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("states", "says"),
    [
        ({}, "of 3 dates nothing is recorded"),
        ({"2026-11-17": "held"}, "of 2 dates nothing is recorded"),
        ({"2026-11-17": "missed", "2026-11-11": "cancelled"}, "of 1 date nothing is recorded"),
        ({"2026-11-17": "missed", "2026-11-10": "planned", "2026-11-03": "held"}, ""),
    ],
)
async def test_dates_of_the_rhythm_of_which_nothing_is_recorded_are_told(
    tmp_path: Path, size: tuple[int, int], states: dict[str, str], says: str
) -> None:
    there = people(started_on="2026-11-02", cadence="FREQ=WEEKLY;BYDAY=TU")
    async with on_records(tmp_path, [*there, *(meeting(on, state) for on, state in states.items())], size) as found:
        await found.press("2")
        text = " ".join(found.text.split())
        assert ("nothing is recorded" in text) is bool(says)
        assert says in text
        await found.press("1")
        assert "NOT RECORDED" not in found.text or "planned" in states.values()
