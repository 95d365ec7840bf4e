"""Walking the late: the order, what each key leaves behind, stepping back, the veil, other programs, small screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.events import Key

from models.records.pair import Pair
from storage.interchange.exporting import records
from storage.log import Log
from storage.writes import any_record
from storage.writes.by_key import act_on, mark_done
from storage.writes.lives import perform
from storage.writes.walk import read_new_date
from tests.sampling import covering, each, sizes
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    TODAY,
    commitment,
    day,
    drawn,
    event,
    feedback,
    people,
    promise,
    write,
)
from tui.app import VisavisApp
from tui.page.form_screen import FormScreen
from tui.page.menu import Menu
from tui.places.help import Help
from tui.places.walk.entry import WalkEntry
from tui.places.walk.screen import Walk
from tui.places.walk.words import OTHERWISE, sentence
from tui.widgets.bar import Bar, Keys

MINE, THEIRS = "Consent feed into the CRM", "Persona list for the portal"
ENTER = ("f", "r", "i", "enter")
FRIDAY = "2026-11-27"


def says(found: Driven, bar: str = "#status") -> str:
    return found.app.screen.query_one(bar, Bar).says


def keys(found: Driven) -> str:
    return found.app.screen.query_one("#keys", Keys).says


def walking(found: Driven) -> Walk:
    assert isinstance(found.app.screen, Walk)
    return found.app.screen


def exported(path: Path) -> list[dict[str, Any]]:
    """The whole log as it would be exported, without the uids of topics and events, which are others each time."""
    with Log(path, lambda: NOW) as log:
        found = [{**item, "uid": ""} if item["type"] == "topic" else item for item in records(log)]
    for item in found:
        item["events"] = [{**each, "uid": ""} for each in item.get("events", ())]
    return found


def elsewhere(path: Path, deed: Callable[[Log, Pair], object]) -> None:
    """Another program does something to the log."""
    with Log(path, lambda: NOW) as log:
        deed(log, log.pairs()[0])


def several() -> list[dict[str, Any]]:
    return [
        *people(),
        promise("Later", DANA, -3),
        promise("Oldest", JAY, -30),
        promise("In time", JAY, 9),
        commitment("Undated", DANA, event("promise", DANA, day(-9))),
        commitment("Asked of Dana", DANA, event("request", JAY, day(-8))),
        commitment("Asked of Jay", JAY, event("request", DANA, day(-2))),
        feedback("The board", JAY, event("request", DANA, day(-5))),
        promise("Pending", DANA, -7, events=[event("promise", DANA, day(-40), due=day(-7)), _proposed()]),
    ]


def _proposed() -> dict[str, Any]:
    return event("propose", DANA, day(-1), due=day(3), reason="vendor")


async def test_the_oldest_first_then_what_waits_then_the_undated(tmp_path: Path) -> None:
    async with on_records(tmp_path, several()) as found:
        await found.press("w")
        seen = []
        while not found.text.count("That was all"):
            lines = [line.strip() for line in found.lines if line.strip()]
            seen.append((says(found, "#walk-head"), lines[3]))
            await found.press("space")
    assert seen == [
        ("LATE  1 of 3", "Oldest"),
        ("LATE  2 of 3", "Pending"),
        ("LATE  3 of 3", "Later"),
        ("WAITING FOR A WORD  1 of 3   your word", "The board"),
        ("WAITING FOR A WORD  2 of 3   your word", "Asked of Jay"),
        ("WAITING FOR A WORD  3 of 3   Dana's word", "Asked of Dana"),
        ("UNDATED  1 of 1", "Undated"),
    ]


async def test_the_record_stands_there_in_full_with_its_life(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), NARROW) as found:
        await found.press("w")
        for words in ("LATE  1 of 2", THEIRS, "12 days ago", "LIFE", "12 Oct promised for 9 Nov", "WHY  The portal"):
            assert words in found.text
        assert keys(found) == "d done  n new date  t talk about it  space leave it  ? keys"
        await found.press("question_mark")
        assert isinstance(found.app.screen, Help)


def propose(log: Log, pair: Pair, *, both: bool, code: str = "other", reason: str = "other") -> object:
    values = {"due": FRIDAY, "reason": reason, "reason_code": code}
    return act_on(log, pair, ("commitment", 1), "propose", JAY, values, both=both)


def end(log: Log, pair: Pair, *, act: str, by: str, reason: str | None = "no longer needed") -> object:
    return act_on(log, pair, ("commitment", 1), act, by, {"reason": reason})


def lapse(log: Log, pair: Pair) -> object:
    return act_on(log, pair, ("feedback", 1), "lapse", JAY, {})


def topic(log: Log, pair: Pair, *, text: str, private: bool | None = None) -> object:
    with log.change("") as change:
        return any_record.add(log, pair, "topic", {"text": text, "wants": "discuss", "private": private}, change)


ASKED = event("request", JAY, day(-4))
OFFERED = event("offer", DANA, day(-4), due=day(9))
REPORTED = [event("promise", DANA, day(-30), due=day(3)), event("report", DANA, day(-2))]
PENDING = [event("promise", DANA, day(-40), due=day(-7)), event("propose", DANA, day(-1), due=FRIDAY, reason="busy")]
CASES: list[tuple[dict[str, Any], tuple[str, ...], Callable[[Log, Pair], object], str]] = [
    (promise(MINE, JAY, -4), ("d",), partial(mark_done, target=("commitment", 1), accepted=False), "1 done"),
    (promise(MINE, JAY, -4), ("D",), partial(mark_done, target=("commitment", 1), accepted=True), "1 done"),
    (promise(THEIRS, DANA, -4), ("d",), partial(mark_done, target=("commitment", 1), accepted=False), "1 done"),
    (
        commitment(THEIRS, DANA, *REPORTED),
        ("d",),
        partial(mark_done, target=("commitment", 1), accepted=False),
        "1 accepted",
    ),
    (commitment(THEIRS, DANA, OFFERED), ("d",), partial(end, act="accept", by=JAY, reason=None), "1 accepted"),
    (promise(THEIRS, DANA, -4), ("n", *ENTER), partial(propose, both=True), "1 new date"),
    (promise(MINE, JAY, -4), ("n", "f", "r", "i", "ctrl+s"), partial(propose, both=True), "1 new date"),
    (promise(THEIRS, DANA, -4), ("n", "f", "r", "i", "ctrl+n"), partial(propose, both=False), "1 new date"),
    (
        promise(THEIRS, DANA, -4),
        ("n", *"fri, vendor late", "enter"),
        partial(propose, both=True, reason="vendor late"),
        "1 new date",
    ),
    (
        promise(THEIRS, DANA, -4),
        ("n", *"fri, vendor", "enter"),
        partial(propose, both=True, reason="vendor", code="vendor"),
        "1 new date",
    ),
    (
        commitment(THEIRS, DANA, *PENDING),
        ("n", "enter"),
        lambda log, pair: act_on(log, pair, ("commitment", 1), "agree", JAY, {}),
        "1 new date",
    ),
    (promise(THEIRS, DANA, -4), ("t",), partial(topic, text=THEIRS), "1 to talk about"),
    (promise(THEIRS, DANA, -4, private=True), ("t",), partial(topic, text=THEIRS, private=True), "1 to talk about"),
    (promise(THEIRS, DANA, -4), ("c", "enter"), partial(end, act="cancel", by=JAY), "1 no longer needed"),
    (promise(MINE, JAY, -4), ("c", "enter"), partial(end, act="cancel", by=DANA), "1 no longer needed"),
    (
        promise(MINE, JAY, -4),
        ("c", *"moot", "enter"),
        partial(end, act="cancel", by=DANA, reason="moot"),
        "1 no longer needed",
    ),
    (commitment(THEIRS, DANA, ASKED), ("c", "enter"), partial(end, act="withdraw", by=JAY), "1 no longer needed"),
    (commitment(THEIRS, DANA, OFFERED), ("c", "enter"), partial(end, act="refuse", by=JAY), "1 no longer needed"),
    (
        commitment(THEIRS, JAY, event("offer", JAY, day(-4), due=day(9))),
        ("c", "enter"),
        partial(end, act="withdraw", by=JAY),
        "1 no longer needed",
    ),
    (
        commitment(MINE, JAY, event("request", DANA, day(-4))),
        ("c", *"none", "tab", *"no licence", "ctrl+s"),
        lambda log, pair: act_on(
            log, pair, ("commitment", 1), "decline", JAY, {"reason": "no licence", "alternative": "none"}
        ),
        "1 declined",
    ),
    (
        commitment(MINE, JAY, event("request", DANA, day(-4))),
        ("o", "tab", *"fri", "tab", *"busy", "ctrl+s"),
        lambda log, pair: act_on(log, pair, ("commitment", 1), "counter", JAY, {"due": FRIDAY, "reason": "busy"}),
        "1 offered something else",
    ),
    (
        promise(MINE, JAY, -4),
        ("r", *"up to here", "tab", "right", "enter", "ctrl+s"),
        lambda log, pair: act_on(
            log, pair, ("commitment", 1), "revoke", JAY, {"reason_code": "priority-changed", "reason": "up to here"}
        ),
        "1 given up",
    ),
    (feedback("The board", DANA, event("request", JAY, day(-5))), ("c",), lapse, "1 no longer needed"),
    (
        feedback("The board", JAY, event("request", DANA, day(-5))),
        ("c", *"was not there", "enter"),
        lambda log, pair: act_on(log, pair, ("feedback", 1), "decline", JAY, {"reason": "was not there"}),
        "1 declined",
    ),
]


def test_what_was_changed_from_the_menu_is_counted_as_one_says_it() -> None:
    assert sentence([(0, "done"), (1, OTHERWISE), (2, OTHERWISE)], (), (), 3) == "Walked 3: 1 done, 2 changed"


def kinds_of(case: tuple[dict[str, Any], tuple[str, ...], Callable[[Log, Pair], object], str]) -> list[object]:
    """What a case is an example of: the key and what it came to, and the last key of it, for each noun."""
    record, pressed, _, came_to = case
    return [(record["type"], pressed[0], came_to), (record["type"], pressed[0], pressed[-1])]


@pytest.mark.parametrize(("record", "pressed", "deed", "came_to"), each(CASES, covering(CASES, kinds_of)))
async def test_each_key_leaves_what_the_act_leaves_and_undo_takes_it_back(
    tmp_path: Path,
    record: dict[str, Any],
    pressed: tuple[str, ...],
    deed: Callable[[Log, Pair], object],
    came_to: str,
) -> None:
    same = write(tmp_path / "same.visavis", [*people(), record])
    elsewhere(same, deed)
    async with on_records(tmp_path, [*people(), record]) as found:
        before = exported(found.path)
        await found.press("w", *pressed)
        assert "That was all" in found.text
        assert f"Walked 1: {came_to}" in found.text
        assert exported(found.path) == exported(same)
        await found.press("u")
        assert says(found).startswith("Taken back: ")
        assert says(found, "#walk-head").endswith(("1 of 1", "your word", "Dana's word"))
        assert exported(found.path) == before
        await found.press(*pressed)  # a walk is left when what was begun in it is done
        await found.press("q")
        assert found.status == f"Walked 1: {came_to}. u takes the last one back"
        assert exported(found.path) == exported(same)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            commitment(MINE, JAY, event("request", DANA, day(-4))),
            "d promise  o offer something else  c say no  space leave it  ? keys",
        ),
        (promise(MINE, JAY, -4), "d done  n new date  t talk about it  space leave it  ? keys"),
        (commitment(THEIRS, DANA, ASKED), "d promise  t talk about it  space leave it  c withdraw it  ? keys"),
    ],
)
async def test_the_keys_row_names_the_answers_that_are_mine(tmp_path: Path, record: dict[str, Any], said: str) -> None:
    async with on_records(tmp_path, [*people(), record], NARROW) as found:
        await found.press("w")
        assert keys(found) == said


async def test_a_key_for_what_is_not_mine_does_nothing(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4)]) as found:
        await found.press("w", "r", "o")
        assert says(found, "#walk-head") == "LATE  1 of 1"
        assert "give it up" not in keys(found)
    mine = tmp_path / "mine"
    mine.mkdir()
    async with on_records(mine, [*people(), promise(MINE, JAY, -4)]) as found:
        await found.press("w")
        assert "r give it up" in keys(found)


async def test_a_request_asks_for_its_date_and_goes_on_when_it_is_promised(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), commitment("Sandbox", JAY, event("request", DANA, day(-4)))]) as found:
        await found.press("w")
        for key in ("n", "d"):  # its date is the one that it is promised for
            await found.press(key)
            assert isinstance(found.app.screen, FormScreen)
            assert "promise it" in found.text
            await found.press("escape")
        await found.press("d")
        await found.press("escape")
        assert says(found, "#walk-head").startswith("WAITING FOR A WORD  1 of 1")
        await found.press("d", *"fri", "ctrl+s")
        assert "Walked 1: 1 promised" in found.text
        await found.press("u")
        assert says(found, "#walk-head").startswith("WAITING FOR A WORD  1 of 1")


async def test_what_is_late_and_the_menu_and_its_fields(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4), promise(MINE, JAY, -2)]) as found:
        await found.press("w", "m")
        assert isinstance(found.app.screen, Menu)
        await found.press("escape", "e")
        assert isinstance(found.app.screen, FormScreen)
        assert found.app.screen.place_name == "today"
        await found.press(*"!!", "ctrl+s")
        assert says(found, "#walk-head") == "LATE  1 of 2"
        assert f"{THEIRS}!!" in found.text
        await found.press("m", "1", "ctrl+s")
        assert says(found, "#walk-head") == "LATE  2 of 2"
        await found.press("u", "u")
        assert says(found).startswith("Taken back: ")
        assert f"{THEIRS}!!" not in "\n".join(found.lines[:20])


async def test_ten_late_take_five_keys_each_at_most(tmp_path: Path) -> None:
    late = [promise(f"Promise {number}", DANA if number % 2 else JAY, -number - 1) for number in range(10)]
    each = (("d",), ("n", *ENTER), ("t",), ("c", "enter"), ("space",))
    assert all(len(pressed) <= 5 for pressed in each)
    async with on_records(tmp_path, [*people(), *late]) as found:
        await found.press("w")
        for pressed in each * 2:
            await found.press(*pressed)
        assert "Walked 10: 2 done, 2 new dates, 2 to talk about, 2 no longer needed, 2 left" in found.text
        assert "q leaves; u takes the last one back" in found.text
        await found.press("q")
        assert found.status.startswith("Walked 10: 2 done, 2 new dates")
        assert "LATE  4" in found.text  # two left, and two that became topics


async def test_u_steps_back_through_what_was_done(tmp_path: Path) -> None:
    late = [promise(f"Promise {number}", DANA, number - 20) for number in range(4)]
    async with on_records(tmp_path, [*people(), *late]) as found:
        before = exported(found.path)
        await found.press("w", "d", "space", "n", *ENTER)
        assert says(found, "#walk-head") == "LATE  4 of 4"
        await found.press("u")
        assert says(found, "#walk-head") == "LATE  3 of 4"
        await found.press("u")
        assert says(found, "#walk-head") == "LATE  1 of 4"
        assert exported(found.path) == before
        await found.press("u")
        assert says(found) == "There is nothing before this one"
        await found.press("space", "u")
        assert says(found, "#walk-head") == "LATE  1 of 4"
        await found.press("space", "d", "left")
        assert says(found, "#walk-head") == "LATE  1 of 4"  # the second is settled, so it is passed over
        await found.press("right")
        assert says(found, "#walk-head") == "LATE  3 of 4"


async def test_leaving_on_the_way_says_how_far_it_came(tmp_path: Path) -> None:
    late = [promise(f"Promise {number}", DANA, number - 20) for number in range(4)]
    async with on_records(tmp_path, [*people(), *late]) as found:
        await found.press("w", "escape")
        assert found.status == ""
        await found.press("w", "space", "q")
        assert found.status == "Walked 1 of 4: 1 left"
        await found.press("w", "n", "escape", "d", "space", "escape")
        assert found.status == "Walked 2 of 4: 1 done, 1 left. u takes the last one back"
        assert "LATE  3" in found.text


async def test_what_somebody_else_settles_in_between_is_passed_over(tmp_path: Path) -> None:
    late = [promise(f"Promise {number}", DANA, number - 20) for number in range(4)]
    async with on_records(tmp_path, [*people(), *late]) as found:
        await found.press("w")
        elsewhere(found.path, partial(mark_done, target=("commitment", 2), accepted=True))
        elsewhere(found.path, lambda log, pair: _remove(log, pair, 3))
        await found.press("space")
        assert says(found, "#walk-head") == "LATE  4 of 4"
        await found.press("space")
        assert "Walked 2: 2 left, 2 settled elsewhere" in found.text


async def test_what_changes_while_it_is_shown_is_shown_anew_and_not_acted_on(tmp_path: Path) -> None:
    asked = commitment("Sandbox", JAY, event("request", DANA, day(-4)))
    async with on_records(tmp_path, [*people(), asked]) as found:
        await found.press("w")
        promised = {"act": "promise", "by": JAY, "on": str(TODAY), "due": day(9)}
        elsewhere(found.path, lambda log, pair: perform(log, pair, "commitment", 1, [promised]))
        before = exported(found.path)
        await found.press("t")
        assert says(found) == "Sandbox was changed elsewhere meanwhile; this is how it stands now"
        assert "promised for 30 Nov" in found.text
        assert exported(found.path) == before
        await found.press("space")
        assert "1 settled elsewhere" in found.text


async def test_u_never_takes_back_what_another_program_did(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4), promise(MINE, JAY, -2)]) as found:
        await found.press("w", "d")
        elsewhere(found.path, partial(topic, text="Something else"))
        before = exported(found.path)
        await found.press("u")
        assert says(found) == "the log was changed elsewhere since, so u takes nothing back here"
        assert exported(found.path) == before


async def test_a_log_that_is_held_keeps_what_is_typed(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4)]) as found:
        await found.press("w", "n")
        with Log(found.path, lambda: NOW) as other:
            other.connection.execute("BEGIN IMMEDIATE")
            found.app.session.submit(lambda log: log.connection.execute("PRAGMA busy_timeout = 10")).result()
            await found.press(*ENTER)
            assert "another program is writing to" in says(found)
            assert walking(found).query_one(WalkEntry).line.value == "fri"
            other.connection.execute("ROLLBACK")
        await found.press("enter")
        assert "Walked 1: 1 new date" in found.text


async def test_the_same_topic_is_added_once(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4)]) as found:
        await found.press("w", "t", "left", "t")
        assert says(found) == f"{THEIRS} is among the topics of the next meeting already"
        await found.press("t", "space")
        assert "Walked 1: 1 to talk about" in found.text


async def test_the_veil_covers_the_record_its_name_and_what_is_typed(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("w", "n", *"fri", "ctrl+l")
        assert "fri" not in found.text.replace("friday", "")
        assert THEIRS not in found.text
        assert "d done" not in keys(found)
        before = exported(found.path)
        await found.press("d", "c", "enter", "space")
        assert says(found) == "^l lifts the veil; what is typed is kept"
        assert exported(found.path) == before
        await found.press("ctrl+l")
        assert walking(found).query_one(WalkEntry).line.value == "fri"
        assert "Fri 27 November, in 6 days" in found.text
        await found.press("escape", "v", "d")
        assert says(found).startswith("·····: done and accepted")
        await found.press("u")
        assert says(found).startswith("Taken back: ·····")
        assert THEIRS not in found.text


async def test_a_date_is_understood_or_refused_beside_the_line(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4)], NARROW) as found:
        await found.press("w", "n")
        assert keys(found) == "enter agreed with Dana  ^n not asked yet  esc back"
        for typed, told in (("fri", "Fri 27 November, in 6 days"), (", 3 dec", "3 December 2026 is a Thur")):
            await found.press(*typed)
            assert told in found.text
        before = exported(found.path)
        await found.press("enter")
        assert "is a Thursday, not a Friday" in found.text
        await found.press("ctrl+u", *"yesterday", "enter")
        assert "Fri 20 November is past; give a day to come" in found.text
        await found.press("ctrl+u", "enter")
        assert "This is needed" in found.text
        assert exported(found.path) == before
        await found.press("escape")
        assert says(found, "#walk-head") == "LATE  1 of 1"


@pytest.mark.parametrize(
    ("text", "due", "reason"),
    [
        ("fri", FRIDAY, ""),
        ("fri,", FRIDAY, ""),
        ("fri, vendor late, again", FRIDAY, "vendor late, again"),
        ("dec 3, 2026, vendor", "2026-12-03", "vendor"),
        ("thu, 3 dec", "2026-12-03", ""),
        ("today", str(TODAY), ""),
    ],
)
def test_words_after_a_comma_are_the_reason(text: str, due: str, reason: str) -> None:
    found = read_new_date(text, TODAY)
    assert (str(found.due), found.reason) == (due, reason)


async def test_letters_that_come_at_once_are_typed_and_no_keys_of_the_walk(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4)]) as found:
        await found.press("w")
        before = exported(found.path)
        for key in ("n", *"dct"):
            found.app.post_message(Key(key, key))
        await found.settle()
        assert walking(found).query_one(WalkEntry).asks
        assert exported(found.path) == before
        await found.press("escape")
        for key in "dd":
            found.app.post_message(Key(key, key))
        await found.settle()
        assert [item["act"] for item in exported(found.path)[-1]["events"]] == ["promise", "report", "satisfied"]


async def test_nothing_is_late(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(MINE, JAY, 9)]) as found:
        await found.press("w")
        assert "Nothing is late, and nothing waits" in found.text
        assert "q leaves" in found.text
        await found.press("d", "n", "t", "c", "space", "left", "u", "m", "e")
        assert "Nothing is late, and nothing waits" in found.text
        await found.press("q")
        assert found.status == ""


async def test_the_past_is_not_walked(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), promise(MINE, JAY, -4)])
    async with driven(path, as_of=TODAY - timedelta(1)) as found:
        await found.press("w")
        assert found.status == "Read only, as of Fri 20 November; leave --as-of out to change anything"


@pytest.mark.parametrize("size", sizes([WIDE, NARROW, (40, 12), (20, 5)]))
async def test_every_size_shows_the_record_and_the_line(tmp_path: Path, size: tuple[int, int]) -> None:
    long = promise("A long promise " * 9, DANA, -4, why="\n".join(f"Reason {number}" for number in range(60)))
    async with on_records(tmp_path, [*people(), long], size) as found:
        await found.press("w")
        assert "LATE  1 of 1" in found.lines[3 if size in (WIDE, NARROW) else 0]
        assert "A long promise" in found.text
        await found.press("end")
        assert "Reason 59" in found.text
        await found.press("home", "pagedown", "down", "n", *"fri")
        assert "fri" in found.text
        assert "Fri 27 Nov" in found.text
        await found.press("enter")
        assert "That was all" in found.text


async def test_the_place_it_began_in_stays_lit_and_is_come_back_to(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("3", "w")
        assert walking(found).place_name == "commitments"
        await found.press("d", "q")
        assert says(found) == "Walked 1 of 5: 1 done. u takes the last one back"
        assert says(found, "#places").startswith("1 Today   2 Meetings   3 Commitments")


def test_every_key_has_its_action_its_name_and_its_words() -> None:
    seen: set[str] = set()
    for node in (Walk, WalkEntry):
        for binding in node.__dict__["BINDINGS"]:
            assert isinstance(binding, Binding)
            name = binding.action.partition("(")[0]
            owner = VisavisApp if name.startswith("app.") else node
            assert callable(getattr(owner, f"action_{name.removeprefix('app.')}"))
            assert binding.id
            assert binding.id.startswith("walk.")
            assert binding.id not in seen
            assert binding.description
            assert binding.tooltip
            assert not binding.priority
            seen.add(binding.id)


def test_the_sentence_counts_deeds_and_what_was_left() -> None:
    assert sentence([], [], [], 10) == ""
    assert sentence([(0, "done"), (1, "new date"), (2, "new date")], [3], [4], 5) == (
        "Walked 4: 1 done, 2 new dates, 1 left, 1 settled elsewhere"
    )
    assert sentence([(0, "talk"), (0, "done")], [0, 1], [0], 9) == "Walked 2 of 9: 1 done, 1 to talk about, 1 left"
    assert sentence([], [], [0, 1], 2) == "2 settled elsewhere"


def _remove(log: Log, pair: Pair, row: int) -> None:
    with log.change("") as change:
        any_record.remove(log, pair, "commitment", row, change)
