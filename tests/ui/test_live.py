"""A meeting held live: every line at once a record, corrections, topics, pastes, what was heard, drafts, the veil."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.events import Key, Paste

from models.acts.capture import MARKS
from models.records.pair import Pair
from models.records.rows import Meeting
from storage.care.check import problems
from storage.core.records import find
from storage.log import Log
from storage.writes import any_record
from storage.writes.capture import capture
from storage.writes.correct import GONE
from storage.writes.lives import perform
from tests.sampling import covering, each, few, sizes, walk
from tests.ui.driving import NARROW, WIDE, Driven, driven
from tests.ui.logs import DANA, JAY, PAIR, day, meeting, people, topic, uid, write
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP, bytes_of
from tests.ui.test_walk import exported
from tui.app import VisavisApp
from tui.page.menu import Group, Menu, MenuChoice
from tui.places.live.line import LiveEntry, LiveLine
from tui.places.live.pasted import MOST_LINES, Pasted
from tui.places.live.screen import Live
from tui.places.live.topics import TopicList
from tui.places.live.words import LineMeaning, time_left, title_of
from tui.widgets.bar import Bar

AT = datetime(2026, 11, 21, 14, 28, tzinfo=UTC)
"""28 minutes after the meeting began."""

MEETING = 2


def records(*more: dict[str, Any]) -> list[dict[str, Any]]:
    topics = (topic("Budget", "decide"), topic("Agency"), {**topic("Secret raise"), "private": True})
    return [*people(), meeting(day(-14), "held"), meeting(day(0), "planned"), *topics, *more]


def log_at(folder: Path, *more: dict[str, Any]) -> Path:
    return write(folder / "log.visavis", records(*more))


def in_front(found: Driven) -> str:
    """The kind of screen that is in front."""
    return type(found.app.screen).__name__


class Held:
    """A running app with Live in front, and what it was dismissed with."""

    def __init__(self, found: Driven) -> None:
        self.found = found
        self.closed: list[bool | None] = []

    async def open(self) -> None:
        pair = self.found.app.shown[0]
        assert pair is not None
        self.found.app.push_screen(Live(pair, MEETING, "meetings"), self.closed.append)
        await self.found.settle()

    @property
    def live(self) -> Live:
        assert isinstance(self.found.app.screen, Live)
        return self.found.app.screen

    @property
    def line(self) -> str:
        return self.live.query_one(LiveLine).value

    @property
    def beside(self) -> LineMeaning:
        return self.live.query_one(LiveEntry).says

    async def say(self, *lines: str) -> None:
        """Type lines as fast as they come, each with enter."""
        for line in lines:
            await self.found.type(line)
            await self.found.press("enter")

    async def read_anew(self, before: int) -> None:
        """Wait until the app, whose turn was `before`, has seen what others wrote, and the meeting shows it."""
        self.found.app.look()
        await self.found.until(lambda: self.found.app.turn > before and self.live._read_at == self.found.app.turn)
        await self.found.settle()

    async def paste(self, text: str) -> None:
        focused = self.found.app.screen.focused
        assert focused is not None
        focused.post_message(Paste(text))
        await self.found.settle()


@asynccontextmanager
async def held(path: Path, size: tuple[int, int] = WIDE, **options: Any) -> AsyncIterator[tuple[Driven, Held]]:
    # A demo, since at the time of a meeting any other log opens it by itself.
    async with driven(path, size, clock=lambda: AT, demo=True, **options) as found:
        here = Held(found)
        await here.open()
        yield found, here


def elsewhere(path: Path, deed: Callable[[Log, Pair], object]) -> None:
    with Log(path, lambda: AT) as log:
        deed(log, log.pairs()[0])


def typed_up(path: Path, lines: Sequence[str], *, at_once: bool = False) -> None:
    """What `visavis capture` makes of lines."""

    def deed(log: Log, pair: Pair) -> None:
        for some in [lines] if at_once else [[line] for line in lines]:
            capture(log, pair, cast(Meeting, find(log.connection, "meeting", str(MEETING))), some)

    elsewhere(path, deed)


def content(path: Path) -> list[dict[str, Any]]:
    """What an export holds, whatever uids and moments were made on the way."""
    made = ("created_at", "updated_at", "exported_at")
    found = [{name: value for name, value in item.items() if name not in made} for item in exported(path)]
    kept = (
        item if item["type"] in ("person", "alliance", "meeting", "visavis") else {**item, "uid": ""} for item in found
    )
    return sorted(kept, key=repr)


def standing(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is not taken out."""
    return [item for item in items if "removed_at" not in item]


def notes(path: Path) -> str:
    with Log(path, lambda: AT) as log:
        return cast(Meeting, find(log.connection, "meeting", str(MEETING))).notes or ""


# The grammar


async def test_every_mark_typed_leaves_what_the_command_leaves(tmp_path: Path) -> None:
    lines = [*(mark.example for mark in MARKS), "just words", " > a note", "> it by 3/12"]
    same = write(tmp_path / "same.visavis", records())
    typed_up(same, lines)
    async with held(log_at(tmp_path)) as (found, here):
        await here.say(*lines)
        assert content(found.path) == content(same)
        assert notes(found.path) == "- just words\n- > a note"


WORDS = [
    (">", "you promise", ""),
    ("> consent feed by eom", "you promise", "Mon 30 November, in 9 days"),
    ("<", "Dana promises", ""),
    ("?", "you ask Dana", ""),
    ("?<", "Dana asks you", ""),
    ("+ deck: fine", "feedback you give", "worked"),
    ("a", "note", ""),
    (" > a", "note", ""),
    ("", "", ""),
]


async def test_topics_are_48_wide_beside_the_record_or_not_there(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    for size, topics, record in (((120, 40), 48, 65), ((80, 24), 0, 78)):
        async with held(path, size) as (found, _here):
            await found.type("> consent feed by 4 dec")
            await found.press("enter")
            widths = [found.app.screen.query_one(name).size.width for name in ("#live-topics", "#live-said")]
            assert widths == [topics, record]
            assert ("NOW" in found.text) is not bool(topics)
            assert "4 Dec" in found.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_word_stands_beside_the_line_and_the_date_is_told(tmp_path: Path, size: tuple[int, int]) -> None:
    async with held(log_at(tmp_path), size) as (found, here):
        for typed, word, date in WORDS:
            await found.press("ctrl+u")
            await found.type(typed)
            assert here.beside[:2] == (word, date)
            assert date in found.text
            if word:
                line = next(line for line in found.lines[-4:] if line.strip().startswith(word))
                assert typed.strip() in line
        await found.press("ctrl+u")
        await found.type("> it by 3/12")
        assert here.beside.hint.startswith('no date: "3/12" does not say')
        assert "no date:" in found.text


async def test_a_log_kept_for_somebody_names_them(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    elsewhere(path, lambda log, _pair: _keep_for(log))
    async with held(path) as (found, here):
        await found.type("?< x")
        assert here.beside.word == "Dana asks Jay"


def _keep_for(log: Log) -> None:
    with log.change("") as change:
        change.set("kept", "yes")


async def test_a_mark_alone_and_nothing_are_not_recorded(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        before = content(found.path)
        await here.say("", "   ")
        await found.press("ctrl+u")
        await here.say(">")
        assert found.status == "Nothing stands behind the mark yet"
        assert content(found.path) == before


async def test_each_line_stands_in_the_record_and_the_first_one_holds_the_meeting(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        assert "Each line becomes a record" in found.text
        await here.say("> consent feed by eom")
        assert found.status == "consent feed: Jay promises, due Mon 30 Nov. up corrects it"
        await here.say("she is in Lisbon")
        assert "RECORD  2" in found.text
        shown = [line[53:].strip() for line in found.lines if "Mon 30 Nov" in line or "Lisbon" in line][:2]
        assert [" ".join(line.split()) for line in shown] == [
            "you promise consent feed Mon 30 Nov",
            "note she is in Lisbon",
        ]
        with Log(found.path, lambda: AT) as log:
            assert cast(Meeting, find(log.connection, "meeting", str(MEETING))).state == "held"
            assert log.undo() == "noted for both: she is in Lisbon"
            assert log.undo().startswith("consent feed: Jay promises")
            assert cast(Meeting, find(log.connection, "meeting", str(MEETING))).state == "planned"


async def test_lines_typed_as_fast_as_they_come_are_all_there_in_their_order(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        for number in range(8):
            for char in f"line {number}":
                found.app.post_message(Key("space" if char == " " else char, char))
            found.app.post_message(Key("enter", None))
        await found.settle()
        await found.settle()
        assert notes(found.path) == "\n".join(f"- line {number}" for number in range(8))
        assert here.line == ""


# Corrections


async def test_up_corrects_the_last_line(tmp_path: Path) -> None:
    same = write(tmp_path / "same.visavis", records())
    typed_up(same, ["> fed by fri", "? two"])
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("> fed by eom", "? tw")
        await found.press("up")
        assert here.line == "? tw"
        assert found.keys.startswith("^n ask it") or "enter replace it" in found.keys
        await found.type("o")
        await found.press("enter")
        assert found.status == "two: Jay asks"
        assert here.line == ""
        await found.press("up", "ctrl+u", "enter")
        assert found.status == "Taken out: ? two"
        await found.press("up", "ctrl+u")
        await here.say("> fed by fri", "? two")
        assert standing(content(found.path)) == content(same)


# The kinds of line, and what each is corrected to: of its kind, of the same noun, and of another one.
OTHERS = [
    ("> feed by fri", "> feeds by thu"),
    ("> feed by fri", "< feed"),
    ("> feed by fri", "?< feed by thu"),
    ("? feed", "> feed"),
    ("+ deck: nine of ten; rework the close", "+< deck: ten of ten"),
    ("! model", "!< models"),
    ("= SSO", "= SSO for all"),
    ("~ lift", "~< lift"),
    ("one", "two"),
    ("one", " > two"),
    ("> a note", " > a note"),
    ("forgot the mark by fri", "> forgot the mark by fri"),
    ("= no decision", "! no decision"),
    ("! a word", "just a word"),
]


NOUN = {">": "commitment", "?": "commitment", "+": "feedback", "=": "decision", "~": "note", "word": "line"}


def changes_of(case: tuple[str, str, bool]) -> list[tuple[str, ...]]:
    """What a correction is an example of: the noun of what goes, whether that stays, how the line came there."""
    typed, meant, pasted = case
    old, new = (NOUN.get("word" if text[0].isalnum() else text.strip()[0], "other") for text in (typed, meant))
    return [(old,), ("stays" if old == new else "becomes another",), ("pasted" if pasted else "typed",)]


CORRECTIONS = [(*case, pasted) for pasted in (False, True) for case in OTHERS]


@pytest.mark.parametrize(("typed", "meant", "pasted"), each(CORRECTIONS, covering(CORRECTIONS, changes_of)))
async def test_any_line_of_the_record_is_corrected(tmp_path: Path, typed: str, meant: str, pasted: bool) -> None:
    same = write(tmp_path / "same.visavis", records())
    before, after = ["> first by fri", "note one"], ["= last", "note two"]
    typed_up(same, [*before, meant, *after])
    typed_anew = write(tmp_path / "typed.visavis", records())
    typed_up(typed_anew, [*before, typed, *after], at_once=pasted)
    async with held(log_at(tmp_path)) as (found, here):
        if pasted:
            await here.paste("\n".join([*before, typed, *after]))
            await found.press("enter")
        else:
            await here.say(*before, typed, *after)
        shown = typed if typed[0].isalpha() else typed.replace("by fri", "by 27 Nov")
        seen = [""]
        while here.line != shown:
            await found.press("up")
            assert here.line not in seen
            seen.append(here.line)
        assert any("› " in line[46:] for line in found.lines)
        await found.press("ctrl+u")
        await here.say(meant)
        assert (here.line, here.live.lines.correcting) == ("", False)
        assert unordered(content(found.path)) == unordered(content(same))
        with Log(found.path, lambda: AT) as log:
            assert problems(log.connection) == []
            log.undo()
        assert content(found.path) == content(typed_anew)


def unordered(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is not taken out, the lines of notes in the order of the alphabet: one that became a note stands last."""
    return [
        {name: sorted(value.split("\n")) if name == "notes" else value for name, value in item.items()}
        for item in standing(items)
    ]


async def test_up_and_down_go_through_the_record_and_back_to_the_empty_line(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        await here.say(*(f"line {number}" for number in range(30)))
        await found.press("up")
        assert "up the line above" in found.keys
        await found.press(*["up"] * 28)
        assert here.line == "line 1"
        assert "› note" in found.text
        assert "up the line above" in found.keys
        await found.press("up")
        assert here.line == "line 0"
        assert "line above" not in found.keys
        await found.press("up")
        assert (here.line, found.status) == ("line 0", "No line above this one can be corrected here")
        await found.press("down", "down")
        assert here.line == "line 2"
        await found.type("x")
        await found.press("up")
        assert here.line == "line 2x"
        assert found.status == "This line was changed: enter replaces it, esc leaves it as it is"
        await found.press("enter")
        assert notes(found.path).split("\n")[2] == "- line 2x"
        assert "line 29" in found.text  # the newest is seen again
        await found.press("up", "down")
        assert (here.line, found.status) == ("", "The line stays as it was")


async def test_a_line_of_the_record_is_corrected_by_a_click(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        await here.say("> feed by fri", "one", "two")
        row = next(at for at, line in enumerate(found.lines) if "you promise" in line)
        await found.click(30, row)
        assert here.line == "> feed by 27 Nov"
        await found.click(30, row + 1)
        assert here.line == "one"
        await found.type("s")
        await found.click(30, row)
        assert here.line == "ones"
        await found.press("enter")
        assert notes(found.path) == "- ones\n- two"
        await found.type("half")
        await found.click(30, row)
        assert (here.line, found.status.split(":")[0]) == ("half", "Something is typed already")


async def test_what_was_carried_on_since_is_not_corrected_as_a_line(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        await here.say("? sandbox", "one")
        before = found.app.turn
        elsewhere(found.path, _promise_it)
        await here.read_anew(before)
        await found.press("up", "up")
        assert (here.line, found.status) == ("one", "No line above this one can be corrected here")
        await found.press("escape")
        row = next(at for at, line in enumerate(found.lines) if "sandbox" in line)
        await found.click(30, row)
        assert here.line == ""
        assert found.status.startswith("More was done with this than a line says")


def _promise_it(log: Log, pair: Pair) -> None:
    perform(log, pair, "commitment", 1, [{"act": "promise", "by": DANA, "on": day(0), "due": day(3)}])


async def test_a_correction_keeps_what_else_is_known_of_the_record(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("> feed by fri", "one")

        def more(log: Log, pair: Pair) -> None:
            with log.change("") as change:
                any_record.edit(log, pair, "commitment", 1, {"private": True, "why": "The portal"}, change)

        before = found.app.turn
        elsewhere(found.path, more)
        await here.read_anew(before)
        for typed, kept in (("> feeds", "The portal"), ("! feeds", None)):
            await found.press("up", "up", "ctrl+u")
            await here.say(typed)
            kind = "commitment" if typed[0] == ">" else "disagreement"
            (made,) = [item for item in exported(found.path) if item["type"] == kind]
            assert (made["private"], made.get("why")) == (True, kept)


async def test_a_click_on_what_was_heard_or_noted_for_oneself_opens_its_form(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    elsewhere(path, lambda log, pair: _private(log, pair))
    async with held(path, NARROW) as (found, _here):
        await found.press("ctrl+n")
        await found.type("Shorter briefs")
        await found.press("ctrl+s")
        for words, form in (("Shorter briefs", "help you succeed"), ("tired of it", "private notes")):
            await found.click(30, next(at for at, line in enumerate(found.lines) if words in line))
            assert in_front(found) == "FormScreen"
            assert form in found.text
            await found.press("escape")


async def test_escape_gives_a_correction_up(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("> feed")
        before = content(found.path)
        await found.press("up", "x", "escape")
        assert (here.line, found.status) == ("", "The line stays as it was")
        await found.press("up", "enter")
        assert (here.line, content(found.path)) == ("", before)
        assert here.closed == []


async def test_what_was_ticked_since_stays_ticked(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("> feed")
        await found.press("tab", "down", "enter", "ctrl+n")
        assert "Budget: spoken of" in found.status
        await found.press("up", "s", "enter")
        assert found.status.startswith("feeds: Jay promises")
        assert _states(found.path) == ["discussed", None, None]
        await found.press("up")
        assert here.line == "> feeds"


async def test_what_another_wrote_is_never_taken_back(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("> feed", "one")
        await found.press("up", "up", "s")
        elsewhere(found.path, _add_topic)
        await found.press("enter")
        assert found.status == "feeds: Jay promises, without a date"
        assert "From elsewhere" in [item.get("text") for item in exported(found.path)]
        await found.press("up", "up", "x")
        elsewhere(found.path, _reword)
        before = content(found.path)
        await found.press("enter")
        assert found.status == GONE
        assert here.line == "> feedsx"
        assert content(found.path) == before
        await found.press("escape")
        assert here.line == ""


def _reword(log: Log, pair: Pair) -> None:
    with log.change("") as change:
        any_record.edit(log, pair, "commitment", 1, {"text": "food"}, change)


def _add_topic(log: Log, pair: Pair) -> None:
    with log.change("") as change:
        any_record.add(log, pair, "topic", {"text": "From elsewhere"}, change)


async def test_where_there_is_no_line_to_correct_it_says_so(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        assert "correct" not in found.keys
        await found.press("up")
        assert found.status == "No line stands here yet that could be corrected"
        await found.press("down")
        assert here.line == ""


def _states(path: Path) -> list[str | None]:
    with Log(path, lambda: AT) as log:
        return [getattr(find(log.connection, "topic", str(row)), "state", None) for row in (1, 2, 3)]


# Topics


async def test_ctrl_n_ticks_and_goes_on_and_a_tick_can_be_taken_back(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        assert "TOPICS  0 of 4" in found.text
        await found.press("tab", "down", "enter", "ctrl+n")
        assert "● Budget" in found.text
        assert "spoken of" in found.text
        assert "TOPICS  1 of 4" in found.text
        row = next(line for line in found.lines if "Agency" in line)
        assert row.strip().startswith("› ○ Agency")
        assert " now " in row
        await found.press("ctrl+n")
        assert _states(found.path) == ["discussed", "discussed", None]
        await found.press("tab", "home", "down", "space")
        assert _states(found.path) == [None, "discussed", None]
        assert found.keys == "enter speak of it  space spoken of  esc to the line  ^n next topic  ? keys"
        await found.press("question_mark")
        assert in_front(found) == "Help"
        await found.press("escape")
        await found.type("a note")  # letters belong to the line
        assert here.line == "a note"
        await found.press("enter")
        assert notes(found.path) == "- a note"


async def test_after_the_last_topic_there_is_none(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        await found.press("tab", "down", "enter", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        assert in_front(found) == "FormScreen"  # the question is what is left
        await found.type("Shorter briefs")
        await found.press("ctrl+s")
        assert "All was spoken of" in found.text
        assert "4 of 4" in found.text
        await found.press("ctrl+n")
        assert found.status == "Every topic was spoken of; tab goes to them"
        assert here.closed == []


async def test_in_one_column_tab_shows_the_topics_in_its_place(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        await here.say("> feed")
        assert "NOW  How can I help you succeed?" in found.text
        assert "0 of 4" in found.text
        assert "Agency" not in found.text
        await found.press("tab")
        assert "Agency" in found.text
        assert "you promise" not in found.text
        await found.press("tab")
        assert "you promise" in found.text
        assert isinstance(found.app.screen.focused, LiveLine)


# What was heard


async def test_what_is_known_of_who_is_asked_stands_beside_the_question(tmp_path: Path) -> None:
    def note(kind: str, text: str, about: str, on: int) -> dict[str, Any]:
        own = {"type": "note", "uid": uid(text), "alliance": PAIR, "kind": kind, "text": text, "about": about}
        return {**own, "on": day(on)}

    notes = [
        note("success-measure", "Members who come back", DANA, -9),
        note("success-measure", "Cost of a member", DANA, -99),
        note("challenge", "A new finance chief", DANA, -9),
        note("opportunity", "The till contract ends", JAY, -9),
    ]
    async with held(log_at(tmp_path, *notes)) as (found, _here):
        await found.press("ctrl+n")
        shown = " ".join(found.text.split())
        assert "measured by: Members who come back; challenge: A new finance chief" in shown
        assert "Cost of a member" not in shown
        await found.press("shift+tab", "right", "space")
        shown = " ".join(found.text.split())
        assert "opportunity: The till contract ends" in shown
        assert "finance" not in shown


@pytest.mark.parametrize(
    ("of", "keys", "promiser"), [(DANA, (), JAY), (JAY, ("shift+tab", "right", "space", "tab"), DANA)]
)
async def test_the_question_is_a_step_of_its_own(tmp_path: Path, of: str, keys: tuple[str, ...], promiser: str) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await found.press("ctrl+n")
        assert in_front(found) == "FormScreen"
        await found.press(*keys)
        await found.type("Shorter briefs")
        await found.press("tab", "right", "space", "tab")
        await found.type("a brief by fri")
        assert "Fri 27 November, in 6 days" in found.text
        await found.press("ctrl+s")
        assert "heard how to help" in found.status
        made = {item["type"]: item for item in exported(found.path)}
        sat = next(
            item
            for item in exported(found.path)
            if item["type"] == "meeting" and item["state"] == "held" and "help_asked" in item
        )
        assert sat["help_asked"] == [{"of": of, "heard": "Shorter briefs", "played_back": True}]
        assert (made["commitment"]["from"], made["commitment"]["to"]) == (promiser, of)
        assert made["commitment"]["meeting"] == sat["uid"]
        assert made["commitment"]["why"] == "Shorter briefs"
        assert made["commitment"]["events"][0]["due"] == "2026-11-27"
        assert "(played back)" in found.text
        assert "● How can I help you succeed?" in found.text
        assert here.live.speaking.course.now == 1
        elsewhere(found.path, lambda log, _pair: log.undo())
        assert not any("help_asked" in item for item in exported(found.path))


async def test_leaving_the_step_keeps_what_was_typed_there(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, _here):
        await found.press("ctrl+n")
        await found.type("Shorter")
        await found.press("escape", "ctrl+n")
        assert "Shorter" in found.text


# Several lines


async def test_ten_pasted_lines_leave_what_ten_typed_lines_leave(tmp_path: Path) -> None:
    lines = [*(mark.example for mark in MARKS[:9]), "words"]
    same = write(tmp_path / "same.visavis", records())
    typed_up(same, lines)
    async with held(log_at(tmp_path)) as (found, here):
        before = content(found.path)
        await here.paste("\n\n".join(lines) + "\n")
        assert in_front(found) == "Pasted"
        assert "10 lines to record" in found.text
        assert "feedback you give" in found.text
        assert "Mon 30 Nov" in found.text
        assert content(found.path) == before
        await found.press("enter")
        assert found.status == "Recorded 10 lines; u takes it back once the meeting is left"
        assert content(found.path) == content(same)
        elsewhere(found.path, lambda log, _pair: log.undo())
        assert content(found.path) == before


async def test_pasted_lines_that_are_left_out_leave_nothing(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        before = content(found.path)
        await found.type("> mine")
        await here.paste("one\r\ntwo\rthree")
        await found.press("escape")
        assert found.status == "3 lines left out; paste them again to see them again"
        assert (here.line, content(found.path)) == ("> mine", before)


async def test_what_is_pasted_at_the_topics_belongs_to_the_line(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        await found.press("tab")
        await here.paste("> feed by fri")
        assert here.line == "> feed by fri"
        assert "Agency" not in found.text
        await found.press("tab")
        await here.paste("one\ntwo")
        assert in_front(found) == "Pasted"


async def test_a_click_on_the_line_brings_the_record_back(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        await found.press("tab")
        await found.click(30, NARROW[1] - 3)
        assert "Agency" not in found.text
        await found.type("x")
        assert here.line == "x"


async def test_one_pasted_line_is_typed(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.paste("\n> feed by fri\n\n")
        assert here.line == "> feed by fri"
        await here.paste("x" * 5000)
        assert found.status == "Only the first 2 000 characters were taken"


@pytest.mark.parametrize(
    ("text", "says"),
    [("a\n" * MOST_LINES + "a", "These are 2001 lines"), ("x" * (1 << 20) + "\ny", "This is longer than 1 MiB")],
)
async def test_too_much_is_refused_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.paste(text)
        assert found.status.startswith(says)
        assert in_front(found) == "Live"


@pytest.mark.parametrize("size", [NARROW, (40, 12), (20, 5)])
async def test_what_cannot_be_kept_is_shown_again_with_the_reason(tmp_path: Path, size: tuple[int, int]) -> None:
    async with held(log_at(tmp_path), size) as (found, here):
        before = content(found.path)
        await here.paste("> fine\n! a\x1b[2Jb")
        assert bytes_of(found.app).isprintable()
        await found.press("enter")
        assert in_front(found) == "Pasted"
        assert "line 2" in found.text
        assert content(found.path) == before
        await found.press("escape")
        assert in_front(found) == "Live"


# Drafts, and leaving


async def test_escape_closes_from_an_empty_line_and_keeps_what_is_typed(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        assert "esc close the meeting" in found.keys
        await found.type("> half a")
        assert "esc leave, it is kept" in found.keys
        await found.press("escape")
        assert here.closed == [False]
        await here.open()
        assert here.line == "> half a"
        assert found.status == "Taken up as it was left just now"
        await found.type(" line")
        await here.say("")
        assert [draft.fields for draft in found.app.session.drafts.all()] == [{"open": "yes"}]
        await found.press("escape")
        assert here.closed == [False, True]
        assert not found.app.session.drafts.all()


@pytest.mark.parametrize(
    ("typed", "closes", "minutes", "inside"),
    [
        ("> half a", False, 10, True),
        ("", False, 10, True),
        ("", False, 90, False),
        ("", True, 10, False),
    ],
)
async def test_who_opens_the_app_in_the_midst_of_a_meeting_is_in_it_again(
    tmp_path: Path, typed: str, closes: bool, minutes: int, inside: bool
) -> None:
    path = log_at(tmp_path)
    async with held(path) as (found, here):
        await here.say("> consent feed by fri")
        await found.type(typed)
        if closes:
            await found.press("escape")
        else:
            found.app.keep_typed()
    async with driven(path, clock=lambda: AT + timedelta(minutes=minutes)) as found:
        assert (in_front(found) == "Live") is inside
        assert not inside or found.app.screen.query_one(LiveLine).value == typed


async def test_a_correction_and_a_paste_are_taken_up_again(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    async with held(path) as (found, here):
        await here.say("> fed by fri")
        await found.press("up", "home", "right", "right", "right")
        await here.paste("x")
        found.app.keep_typed()
    async with held(path) as (found, here):
        assert here.line == "> fxed by 27 Nov"
        assert "enter replace it" in found.keys
        await found.press("enter")
        texts = [item["text"] for item in exported(path) if item["type"] == "commitment"]
        assert texts == ["fxed"]
        await here.paste("one\ntwo")
        assert in_front(found) == "Pasted"
        found.app.keep_typed()
    async with held(path) as (found, _here):
        assert in_front(found) == "Pasted"
        await found.press("enter")
    assert notes(path) == "- one\n- two"


async def test_a_line_that_was_sent_is_offered_again_only_where_it_did_not_arrive(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    typed_up(path, ["> arrived by fri"])
    async with driven(path, clock=lambda: AT, demo=True) as found:
        found.app.session.drafts.keep("live M2", {"sent": "> arrived by fri\n> lost by fri", "line": "> next"})
        here = Held(found)
        await here.open()
        assert here.line == "> lost by fri"
        await found.press("enter")
        assert here.line == "> next"
        await found.press("enter")
        assert [item["text"] for item in exported(path) if item["type"] == "commitment"] == ["arrived", "lost", "next"]


async def test_a_log_that_is_held_gives_every_line_back(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        found.app.session.submit(lambda log: log.connection.execute("PRAGMA busy_timeout = 10")).result()
        with Log(found.path, lambda: AT) as other:
            other.connection.execute("BEGIN IMMEDIATE")
            for char in "ab":
                found.app.post_message(Key(char, char))
                found.app.post_message(Key("enter", None))
            found.app.post_message(Key("c", "c"))
            await found.settle()
            await found.settle()
            assert "another program is writing to" in found.status
            assert here.line == "a"
            other.connection.execute("ROLLBACK")
        await found.press("enter", "enter", "enter")
        assert notes(found.path) == "- a\n- b\n- c"


async def test_a_refused_correction_leaves_the_line_as_it_was_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.errors import BadValue
    from storage.writes import correct

    async with held(log_at(tmp_path)) as (found, here):
        await here.say("> feed", "one")
        before = content(found.path)
        await found.press("up", "x")

        def refuse(*_args: object) -> None:
            raise BadValue("notes holds U+FFFE")

        with monkeypatch.context() as patched:
            patched.setattr(correct, "_edit_notes", refuse)
            await found.press("enter")
            assert found.status == "notes holds U+FFFE; nothing was changed"
            assert (here.line, content(found.path)) == ("onex", before)
        await found.press("enter")
        assert notes(found.path) == "- onex"


async def test_a_meeting_that_is_gone_keeps_the_line(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await found.type("> feed")
        elsewhere(found.path, lambda log, pair: _remove(log, pair))
        await found.press("enter")
        assert "is no meeting here" in found.status
        assert here.line == "> feed"


def _remove(log: Log, pair: Pair) -> None:
    with log.change("") as change:
        any_record.remove(log, pair, "meeting", MEETING, change)


async def test_what_changes_elsewhere_is_shown_and_what_is_typed_stays(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await found.type("> mine")
        before = found.app.turn
        typed_up(found.path, ["! from elsewhere"])
        await here.read_anew(before)
        assert "from elsewhere" in found.text
        assert here.line == "> mine"


async def test_a_second_one_of_the_same_meeting_goes_at_once_and_takes_nothing_along(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    async with held(path) as (found, here):
        await found.type("> half")
        first, said = here.live, here.live.query_one("#status", Bar)
        first.say("something said")
        await here.open()
        assert (here.live, here.closed, said.says) == (first, [False], "something said")
        await found.type(" a line")
        assert here.line == "> half a line"
        found.app.keep_typed()
        assert [draft.fields["line"] for draft in found.app.session.drafts.all()] == ["> half a line"]
        await found.press("escape")
        assert here.closed == [False, False]
    async with held(path) as (found, here):  # two at once, as a key and the hour may open them, and a draft to take up
        await found.press("escape")
        pair = found.app.shown[0]
        assert pair is not None
        for _ in range(2):
            found.app.push_screen(Live(pair, MEETING, "meetings"), here.closed.append)
        found.app.keep_typed()
        await found.settle()
        assert here.closed == [False, False]
        assert (here.line, found.status) == ("> half a line", "Taken up as it was left just now")


async def test_a_second_one_under_a_dialog_goes_when_that_has_gone(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        first, pair = here.live, found.app.shown[0]
        assert pair is not None
        found.app.push_screen(Live(pair, MEETING, "meetings"), here.closed.append)
        found.app.push_screen(Menu("Which?", [Group("", [MenuChoice("one", "one")])]))
        await found.settle()
        assert (in_front(found), here.closed) == ("Menu", [])
        await found.press("escape")
        assert (here.live, here.closed) == (first, [False])
        other = Live(pair, MEETING - 1, "meetings")  # another meeting has a draft of its own
        found.app.push_screen(other)
        await found.settle()
        assert here.live is other


async def test_up_right_behind_a_line_that_is_sent_with_another_behind_it_replaces_neither(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        for key in ("a", "enter", "up", "b", "enter"):
            found.app.post_message(Key(key, key if len(key) == 1 else None))
        await found.settle()
        await found.settle()
        assert (here.line, notes(found.path)) == ("", "- a\n- b")


# The notes, and the veil


async def test_ctrl_e_opens_the_notes(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("one")
        await found.type("half")
        await found.press("ctrl+e")
        assert in_front(found) == "FormScreen"
        assert "private notes" in found.text
        await found.press("escape")
        assert here.line == "half"


async def test_the_veil_covers_what_is_typed_and_everything_private(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    elsewhere(path, lambda log, pair: _private(log, pair))
    async with held(path) as (found, here):
        await here.say("> public")
        assert "tired of it" in found.text
        assert "Secret raise" in found.text
        await found.type("> quiet words")
        await found.press("ctrl+l")
        for words in ("quiet", "you promise  ", "tired", "Secret", "private promise"):
            assert words not in found.text.replace("you promise        public", "").replace(
                "you promise        ···", ""
            )
        assert "·····" in found.text
        assert "public" in found.text
        before = content(path)
        await found.press("x", "enter", "up", "ctrl+n")
        assert found.status == "^l lifts the veil; what is typed is kept"
        assert content(path) == before
        await found.press("ctrl+l")
        assert here.line == "> quiet words"
        await found.press("enter")
        assert found.status.startswith("quiet words")


def _private(log: Log, pair: Pair) -> None:
    with log.change("") as change:
        any_record.edit(log, pair, "meeting", MEETING, {"private_notes": "tired of it"}, change)
    typed_up_in = cast(Meeting, find(log.connection, "meeting", str(MEETING)))
    capture(log, pair, typed_up_in, ["> private promise"])
    with log.change("") as change:
        any_record.edit(log, pair, "commitment", 1, {"private": True}, change)


async def test_the_veil_is_drawn_and_lifted_over_a_form(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await found.type("> quiet")
        await found.press("ctrl+n", "ctrl+l", "escape")
        assert in_front(found) == "Live"
        assert "quiet" not in found.text
        await found.press("ctrl+l", "x")
        assert here.line == "> quietx"


async def test_what_arrived_after_all_is_not_told_to_be_taken_up(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    typed_up(path, ["> arrived by fri"])
    async with driven(path, clock=lambda: AT, demo=True) as found:
        found.app.session.drafts.keep("live M2", {"sent": "> arrived by fri"})
        here = Held(found)
        await here.open()
        assert (here.line, found.status) == ("", "")
        assert [draft.fields for draft in found.app.session.drafts.all()] == [{"open": "yes"}]


async def test_the_veil_covers_pasted_lines_and_opens_veiled(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.paste("> quiet one\n> quiet two")
        await found.press("ctrl+l")
        assert "quiet" not in found.text
        await found.press("ctrl+l")
        assert "quiet two" in found.text
        await found.press("escape")
    from tui.config import Config

    async with held(log_at(_folder(tmp_path)), config=Config(veil=True)) as (found, here):
        await found.type("x")
        assert here.line == ""
        await found.press("escape")
        assert here.closed == [False]


def _folder(path: Path) -> Path:
    (path / "second").mkdir()
    return path / "second"


# What it looks like


@pytest.mark.parametrize("size", sizes([WIDE, NARROW, (40, 12), (20, 5), (100, 14), (1, 1)]))
async def test_any_size_says_something(tmp_path: Path, size: tuple[int, int]) -> None:
    async with held(log_at(tmp_path), size) as (found, here):
        await here.say("> consent feed into the CRM by eom")
        await found.type("> names")
        assert len(found.lines) == size[1]
        assert max(map(cell_len, found.lines)) <= size[0]
        if size[0] > 1:
            assert "names" in found.text
            assert "consent" in found.text
        await found.press("tab", "pagedown", "escape", "pageup", "pagedown")
        await here.paste("one\ntwo")
        await found.press("escape")
        assert here.line == "> names"


@pytest.mark.parametrize(("minutes", "says", "voice"), [
    (-1, "", ""), (0, "60 minutes left", "aside"), (28, "32 minutes left", "aside"), (28.5, "32 minutes left", "aside"),
    (55, "5 minutes left", "watch"), (59, "1 minute left", "watch"), (60, "no time left", "watch"),
    (64, "over by 4 minutes", "late"), (61.5, "over by 1 minute", "late"), (120, "", ""),
])  # fmt: skip
def test_the_time_left(tmp_path: Path, minutes: float, says: str, voice: str) -> None:
    with Log(log_at(tmp_path), lambda: AT) as log:
        found = cast(Meeting, find(log.connection, "meeting", str(MEETING)))
    told = time_left(found, found.starts_at + timedelta(minutes=minutes))
    assert (told or ("", "")) == (says, voice)


async def test_the_time_left_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [AT]
    monkeypatch.setattr("tui.places.live.screen.TIME_EVERY", 0.05)
    async with driven(log_at(tmp_path), clock=lambda: now[0], demo=True) as found:
        here = Held(found)
        await here.open()
        title = here.live.query_one("#title", Bar)
        assert title.says == "Meeting with Dana32 minutes left"
        now[0] = AT + timedelta(minutes=40)
        await found.until(lambda: title.says == "Meeting with Danaover by 8 minutes")


def test_another_days_meeting_tells_its_day(tmp_path: Path) -> None:
    with Log(log_at(tmp_path), lambda: AT) as log:
        found, pair = cast(Meeting, find(log.connection, "meeting", "1")), log.pairs()[0]
        words = "".join(text for text, _ in title_of(found, pair, log.today(pair)))
        assert words == "Meeting with Dana   Sat 7 November"
        assert time_left(found, AT) is None


# Hostile texts

ALL = [*MARKUP, *HIDDEN, *DRIVING]


@pytest.mark.parametrize("texts", walk(ALL, few(ALL)))
async def test_every_string_typed_and_pasted_is_shown_and_obeyed_by_nothing(tmp_path: Path, texts: list[str]) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        for text in texts:
            await here.paste(f"> {text} by fri".split("\r")[0])
            assert bytes_of(found.app).isprintable()
            found.app.post_message(Key("enter", None))
            await found.settle()
            assert bytes_of(found.app).isprintable()
            assert max(map(cell_len, found.lines)) <= NARROW[0]
        await here.paste("\n".join(f"! {text}" for text in (*MARKUP, *HIDDEN)))
        assert in_front(found) == "Pasted"
        assert bytes_of(found.app).isprintable()
        await found.press("enter", "pageup", "pageup", "pageup")
        assert bytes_of(found.app).isprintable()
        assert in_front(found) == "Live"
        assert not found.app._exit


async def test_stored_hostile_texts_are_shown(tmp_path: Path) -> None:
    path = write(
        tmp_path / "log.visavis",
        [*records(), *(topic(text) for text in (*MARKUP, *HIDDEN) if text.strip("\u00a0 "))],
    )
    typed_up(path, [f"> {text}" for text in (*MARKUP, *HIDDEN)], at_once=True)
    async with held(path) as (found, _here):
        for keys in (("pageup",), ("tab", "end"), ("home",)):
            await found.press(*keys)
            assert bytes_of(found.app).isprintable()
            assert max(map(cell_len, found.lines)) <= WIDE[0]


# Keys


def test_every_key_has_its_action_its_name_and_its_words() -> None:
    seen: set[str] = set()
    for node in (Live, LiveLine, TopicList, Pasted):
        for binding in node.__dict__["BINDINGS"]:
            assert isinstance(binding, Binding)
            name = binding.action.partition("(")[0]
            owner = VisavisApp if name.startswith("app.") else node
            assert callable(getattr(owner, f"action_{name.removeprefix('app.')}"))
            assert binding.id
            assert binding.id.startswith("live.")
            assert binding.id not in seen
            assert binding.description
            assert binding.tooltip
            seen.add(binding.id)


async def test_help_tells_every_key_that_works(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, _here):
        await found.press("tab", "question_mark")
        for words in ("move by a row", "to the topics and back", "say that it was spoken of", "all keys"):
            assert words in found.text
        assert "palette" not in found.text


@pytest.mark.parametrize(
    ("width", "hint"),
    [
        (130, "> promise  < theirs  ? ask  + feedback  ! disagree  = decide  ~ learn"),
        (118, "> promise  < theirs  ? ask  + feedback  ! disagree  = decide  ~"),
        (80, "> promise  < theirs  ? ask  + feedback  ! disagree  =  ~"),
        (70, "> promise  < theirs  ? ask  +  !  =  ~"),
        (60, "> promise  < theirs  ? ask  + feedback  !  =  ~"),
    ],
)
async def test_the_hint_gives_way_by_whole_words(tmp_path: Path, width: int, hint: str) -> None:
    async with held(log_at(tmp_path), (width, 24)) as (found, _here):
        assert found.lines[-3].strip().removeprefix("▎ ") == hint


@pytest.mark.parametrize("widths", walk((64, 70, 80, 99, 118), (64, 99)))
async def test_how_to_leave_is_told_whatever_else_is(tmp_path: Path, widths: Sequence[int]) -> None:
    for width in widths:
        folder = tmp_path / str(width)
        folder.mkdir()
        async with held(log_at(folder), (width, 24)) as (found, here):
            assert "esc close the meeting" in found.lines[-1]
            await here.say("> feed")
            assert "esc close the meeting" in found.lines[-1]
            await found.type("half")
            assert "esc leave, it is kept" in found.lines[-1]
            await found.press("ctrl+u", "up")
            assert "esc leave it" in found.lines[-1]
            await found.press("escape", "tab")
            assert "esc to the line" in found.lines[-1]


async def test_the_keys_row_says_what_works(tmp_path: Path) -> None:
    async with held(log_at(tmp_path), NARROW) as (found, here):
        assert found.keys == "^n ask it  tab topics  ^e notes  esc close the meeting"
        await here.say("> feed")
        assert found.keys == "up correct a line  ^n ask it  tab topics  ^e notes  esc close the meeting"
        await found.type("x")
        assert found.keys == "enter record  ^n ask it  tab topics  ^e notes  esc leave, it is kept"
