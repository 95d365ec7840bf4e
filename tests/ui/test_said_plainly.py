"""What a person would misread: bare distances, days told twice, words of the machine, entries that move, cut texts."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from models.acts.capture import Captured
from models.acts.rules import RULES
from models.records.choices import REASON_CODES, notes_alone, place_word, with_word
from models.time.words import reason_text
from models.verbs import meetings as meeting_verbs
from models.verbs import upkeep
from storage.log import Log
from storage.outside.calendar.merging import _said
from storage.reads.sitting import RecordLine
from storage.writes.any_record import add_alliance
from tests.ui.driving import driven, on_records
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    TODAY,
    day,
    disagreement,
    event,
    feedback,
    meeting,
    people,
    promise,
    write,
)
from tests.ui.test_ending import command
from tests.ui.test_search import typed
from tui.forms.act import _WHO
from tui.page.menu import Menu
from tui.places.live.words import text_of
from tui.rows.numbers import CORRECT, EDIT, REMOVE, number_of_act, number_of_verb
from tui.text.cells import cell_width, wrap
from tui.text.note_words import EVERY_NOTE, NOTES, NOTES_ON, number_of
from tui.text.words import ago, away_beside

# Numbers of menus


def test_no_two_lines_of_a_records_menu_have_one_number() -> None:
    for noun, table in RULES.items():
        for state in {state for state, _ in table}:
            used = [number_of_act(noun, act) for at, act in table if at == state and state]
            assert len({*used, EDIT, CORRECT, REMOVE}) == len(used) + 3, (noun, state)
    kinds = ("expectation", "introduction", "suggestion", "question", "learning", "showing", "priority", "domain")
    days = (None, TODAY)
    for kind, answered, done, met in product(kinds, days, days, days):
        note = SimpleNamespace(
            kind=kind, answered_on=answered, done_on=done, met_on=met, due_on=met, came_of="", confirmed_on=None
        )
        used = [number_of_verb("note", verb.name) for verb in upkeep.verbs("note", note, TODAY)]
        assert len(set(used)) == len(used), kind
    for noun, state in (("meeting", "planned"), ("topic", "open")):
        verbs = meeting_verbs.verbs(noun, state)
        assert len({number_of_verb(noun, verb.name) for verb in verbs}) == len(verbs)
    for notes in (NOTES, *NOTES_ON.values()):
        assert len({number_of(key) for key in notes}) == len(notes)
    assert {number_of(key) for key in EVERY_NOTE} == set(range(1, len(NOTES) + 1))


async def test_an_act_has_one_number_whoever_promised(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Theirs", DANA, -4), promise("Mine", JAY, -3)]) as found:
        for _ in range(2):
            await found.press("m", "3")
            assert "give it up" in found.text
            await found.press("escape", "down")
    async with on_records(tmp_path, [*people(), promise("Moved", DANA, 4)]) as found:
        await found.press("3", "m", "2", *"fri", "tab", "right", "enter", "ctrl+s")  # a new date that waits for a word
        await found.press("m", "3")
        assert "give it up" in found.text


async def test_what_is_left_to_go_on_keeps_its_number_and_is_told_whole(tmp_path: Path) -> None:
    long = "Budget split for the CRM and the shop between both of our teams until the end of the next year"
    records = [*people(), promise("Later", DANA, 9), promise("Sooner", JAY, 3), disagreement(long, -20)]
    path = write(tmp_path / "log.visavis", records)
    with Log(path, lambda: NOW) as log, log.change("") as change:
        add_alliance(log, "Tom Okafor", "CMO", {}, change)
    async with driven(path, (100, 30), alliance="Dana") as found:
        await command(found, "end this alliance")
        await found.type("yesterday")
        await found.press("enter", "ctrl+s")
        await command(found, "take along")
        menu = found.app.screen
        assert isinstance(menu, Menu)
        assert [choice.words for choice in menu.choices] == ["Sooner", "Later", long]
        shown = " ".join(found.text.replace("▎", " ").split())
        assert " ".join(shown.replace(" disagreement", "").split()).count(long) == 1
        await found.press("1")
        assert "3 Budget split" in " ".join(found.text.split())
        await found.press("2")
        assert "3 Budget split" in " ".join(found.text.split())


# Forms


def test_every_act_that_either_may_do_asks_in_its_own_words_who_did() -> None:
    shared = {
        (noun, rule.act)
        for noun, table in RULES.items()
        for (at, _), rule in table.items()
        if at and rule.by == "either"
    }
    assert shared <= set(_WHO)
    assert all(cell_width(words) <= 16 and words != "who does it" for words in _WHO.values())


async def test_a_reason_is_typed_at_once_or_chosen_and_that_one_is_needed_is_said_before(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Mine", JAY, -3)]) as found:
        await found.press("m", "3")
        assert "one is needed" in found.text
        assert "the kind of reason" not in found.text
        assert reason_text("vendor") in found.text
        await found.press("ctrl+s")
        assert "This is needed" in found.text
        await found.type("the vendor left us no time")
        assert found.form.values["reason"] == "the vendor left us no time"
        assert found.form.values["reason_code"] == ""
        await found.press("ctrl+s")
        assert "gives it up" in found.status
    other = tmp_path / "other"
    other.mkdir()
    async with on_records(other, [*people(), promise("Mine", JAY, -3)]) as found:
        await found.press("m", "3", "tab")
        await found.type("no people left")  # onto the kind of reason
        assert found.form.values["reason"] == "no people left"
        assert found.form.values["reason_code"] == ""


async def test_words_typed_onto_a_choice_that_has_no_text_are_told(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await found.press("a", "1", "x", "tab")
        before = dict(found.form.values)
        await found.press(*("space" if char == " " else char for char in "what we spoke of"))
        assert found.form.values == before
        assert found.status.startswith("Words are not taken here")


async def test_nobody_is_asked_who_attests(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Mine", JAY, -3)]) as found:
        for number in "1234":
            await found.press("m", number)
            assert "attested_by" not in found.form.values
            await found.press("escape")


def test_a_reason_has_one_word_for_screen_page_and_form() -> None:
    assert len({reason_text(code) for code in REASON_CODES}) == len(REASON_CODES)
    assert reason_text("forgot") == "lost from sight"


# Distances and days


async def test_at_the_end_of_a_meeting_what_is_late_says_so(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(), (100, 30)) as found:
        await found.press("l", "enter")
        for line in ("> integration test plan by 2026-11-18", "< persona list by tomorrow"):
            await found.type(line)
            await found.press("enter")
        await found.press("escape")
        late = next(line for line in found.lines if "integration test plan" in line)
        assert "18 Nov" in late
        assert late.endswith("3 days late")
        assert "late" not in next(line for line in found.lines if "persona list" in line)


async def test_under_a_label_that_says_late_the_days_stand_alone(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Mine", JAY, -3)], (100, 30)) as found:
        await found.press("3")
        row = next(line for line in found.lines if "Mine" in line)
        assert "3 days   Mine" in row
        assert "late" not in row


@pytest.mark.parametrize(("days", "words"), [(0, ""), (1, ""), (3, "in 3 days"), (-1, "yesterday"), (-3, "3 days ago")])
def test_a_day_is_not_told_twice(days: int, words: str) -> None:
    assert away_beside(TODAY + timedelta(days), TODAY) == words


async def test_the_next_meeting_and_the_last_day_are_told_once(tmp_path: Path) -> None:
    records = [*people(ended_on=day(1)), meeting(day(1), "planned")]
    async with on_records(tmp_path, records, (100, 30)) as found:
        for label in ("NEXT", "ENDS"):
            assert next(line for line in found.lines if label in line).count("tomorrow") == 1


def test_weeks_begin_where_four_of_them_are_full() -> None:
    told = {days: ago(days) for days in (13, 14, 27, 28, 42)}
    assert told == {13: "13 days ago", 14: "14 days ago", 27: "27 days ago", 28: "4 weeks ago", 42: "6 weeks ago"}


# Words


def test_the_word_of_a_place_is_the_one_that_was_given() -> None:
    notes = with_word("Long talk", "Lakeside hotel")
    assert place_word("other", notes) == "Lakeside hotel"
    assert notes_alone("other", notes) == "Long talk"
    assert place_word("other", None) == ""
    assert place_word("coffee", "- Place: nowhere") == "coffee"
    assert notes_alone("coffee", notes) == notes


async def test_a_place_of_its_own_stands_wherever_places_do(tmp_path: Path) -> None:
    there = {"place": "other", "notes": with_word(None, "Lakeside hotel")}
    records = [*people(), {**meeting("2026-11-19", "held"), **there}, {**meeting("2026-11-24", "planned"), **there}]
    async with on_records(tmp_path, records, (100, 30)) as found:
        assert "Lakeside hotel" in next(line for line in found.lines if "NEXT" in line)
        await found.press("2")
        rows = [line for line in found.lines if "Lakeside hotel" in line]
        assert len(rows) == 2
        assert all("other" not in row and "Place:" not in row for row in rows)
        await found.press("enter")
        assert "Lakeside hotel" in found.text


async def test_a_meeting_that_left_the_calendar_says_so(tmp_path: Path) -> None:
    gone = {**meeting(day(-2), "cancelled"), "reason": "in the calendar"}
    async with on_records(tmp_path, [*people(), gone], (100, 30)) as found:
        await found.press("2")
        row = next(line for line in found.lines if "called off" in line)
        assert "removed from the calendar" in row


def test_a_preview_says_what_changes_in_words() -> None:
    assert _said({"minutes": 60, "place": "video"}) == "60 minutes, video"


async def test_praise_that_was_heard_is_over(tmp_path: Path) -> None:
    told = [event("give", JAY, day(-3)), event("acknowledge", DANA, day(-2))]
    records = [*people(), feedback("Talk", JAY, *told, worked="Clear"), feedback("Deck", JAY, *told, rework="Close")]
    async with on_records(tmp_path, records, (100, 30)) as found:
        await found.press("4")
        over = found.text.index("OVER  1")
        assert found.text.index("TO FOLLOW UP  1") < found.text.index("Deck") < over < found.text.index("Talk")
        await found.press("down")
        assert "will act" not in found.keys
        await found.press("d")
        assert found.status.startswith("Talk: m shows")


async def test_what_is_found_in_words_of_ones_own_is_marked(tmp_path: Path) -> None:
    records = [*people(), meeting("2026-11-17", "held") | {"private_notes": "tag debate", "notes": "budget"}]
    for words, private in (("debate", True), ("budget", False)):
        folder = tmp_path / words
        folder.mkdir()
        async with typed(folder, records, words) as found:
            row = next(line for line in found.lines if line.rstrip().endswith(("meeting", "private")))
            assert row.rstrip().endswith("meeting, private") is private
            assert ("both" in row) is not private


async def test_a_text_of_two_lines_stands_in_one(tmp_path: Path) -> None:
    said: Any = SimpleNamespace(said=Captured("note", True, "first\nsecond"), what="said", played_back=False)
    line: RecordLine = said
    assert text_of(line) == "first second"


def test_a_path_is_broken_behind_its_names() -> None:
    path = "/home/somebody/.local/share/visavis/log.visavis.backups/2026-11-30T180929-automatic.visavis"
    lines = wrap(f"visavis restore {path}", 60)
    assert "".join(lines[1:]) == path
    assert all(line.endswith("/") for line in lines[1:-1])
    assert lines[-1].endswith("2026-11-30T180929-automatic.visavis")
    assert max(map(cell_width, wrap("/" + "x" * 200 + "/y", 20))) <= 20


async def test_what_keys_do_is_told_whole(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(), (100, 60)) as found:
        await found.press("question_mark")
        shown = " ".join(found.text.replace("▎", " ").split())
        assert "…" not in shown
        assert "copy it as a line, or what is selected" in shown


async def test_the_file_of_a_text_completes_itself_and_is_read(tmp_path: Path) -> None:
    (tmp_path / "minutes.md").write_text("nothing")
    async with on_records(tmp_path, [*people(), meeting(day(-2), "held")], (100, 30)) as found:
        await found.press("2", "down", "P")
        await found.type(f"{tmp_path}/minu")
        await found.press("right")
        assert found.form.values["file"] == f"{tmp_path}/minutes.md"
        assert "enter read it" in found.keys
