"""What is kept up to date, by key: each verb leaves what its command leaves, and `u` takes it back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from models.records.choices import NOTE_KINDS
from tests.sampling import covering, each
from tests.ui.driving import NARROW, Driven, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, PAIR, day, people, uid, write
from tests.ui.test_every_act import exported, fill
from tests.ui.test_forms import without_uids
from tui.__main__ import main
from tui.page.form_screen import FormScreen
from tui.page.menu import Menu
from tui.places.palette.commands import of_nouns
from tui.places.palette.screen import Commands
from tui.text.note_words import KINDS, NOTES


def record(noun: str, key: str = "one", /, **values: Any) -> dict[str, Any]:
    """One record of a noun."""
    return {"type": noun, "uid": uid(key), "alliance": PAIR, **values}


MEASURE = record("note", text="Cost per member", kind="success-measure")
SUGGESTION = record("note", text="Read the log aloud", kind="suggestion")
LEARNED = record("note", text="Brand lift", kind="learning", level="use")
CRITERION = record("criterion", name="Repeat rate")
MET = record("criterion", name="Repeat rate", met_on=day(-1))
CARD = record(
    "customer",
    text="Menders",
    segments=[{"name": "At home", "need": "parts; soon"}, {"name": "At work"}],
    journey=[{"step": "Buys", "owner": "Shops", "breaks": "late; wrong"}],
)
GUIDELINE = record("decision", text="SSO for all", kind="guideline", review_on=day(-2), decided_on=day(-90))
PLACED = record("placement", who="Grace", from_on=day(-30))

# The record; the verb, what is typed into its form (None: it has none), and the words of its command.
VERBS: list[tuple[dict[str, Any], str, dict[str, str] | None, list[str]]] = [
    (MEASURE, "confirm", None, []),
    (SUGGESTION, "answer", {}, []),
    (SUGGESTION, "answer", {"on": "yesterday"}, ["--on", "yesterday"]),
    (LEARNED, "level", {"level": "design"}, ["--level", "design"]),
    (CRITERION, "check-in", {"value": "41", "how": "portal"}, ["--value", "41", "--how", "portal"]),
    (CRITERION, "check-in", {"status": "done", "on": "yesterday"}, ["--status", "done", "--on", "yesterday"]),
    (MET, "celebrate", {"credit": "Both teams"}, ["--credit", "Both teams"]),
    (MET, "check-in", {"value": "4"}, ["--value", "4"]),
    (CARD, "agree", {}, []),
    (CARD, "agree", {"by": "partner"}, ["--by", "partner"]),
    (CARD, "revise", {"sources": "Films"}, ["--sources", "Films"]),
    (GUIDELINE, "confirm", {}, []),
    (GUIDELINE, "confirm", {"review_on": "1 mar 2028"}, ["--review-on", "1 mar 2028"]),
    (PLACED, "end", {}, []),
    (PLACED, "end", {"learned": "Keys"}, ["--learned", "Keys"]),
]


SOME_VERBS = covering(reversed(VERBS), lambda case: [(case[0]["type"], case[1])])
"""Each verb once, with the most that is typed into its form."""


@pytest.mark.parametrize(("one", "name", "typed", "words"), each(VERBS, SOME_VERBS))
async def test_a_verb_by_the_menu_is_what_its_command_does(
    tmp_path: Path, one: dict[str, Any], name: str, typed: dict[str, str] | None, words: list[str]
) -> None:
    path = write(tmp_path / "log.visavis", [*people(), one])
    beside = tmp_path / "beside.visavis"
    shutil.copy(path, beside)
    before = exported(path)
    assert main(["--log", str(beside), str(one["type"]), name, "1", *words], lambda: NOW) == 0
    async with driven(path) as found:
        await at(found, one)
        await pick(found, f"verb {name}")
        if typed is not None:
            for key, text in typed.items():
                await replace_text(found, key) if key == "review_on" else None
                await fill(found, {key: text})
            await found.press("ctrl+s")
        assert found.status.endswith("u takes it back"), found.text
        assert without_uids(exported(path)) == without_uids(exported(beside))
        assert exported(path) != before
        await found.press("u")
        assert exported(path) == before


async def at(found: Driven, one: dict[str, Any]) -> None:
    """Open the record, wherever its row stands."""
    await found.press("6")
    found.place.open((str(one["type"]), 1))
    await found.settle()


async def pick(found: Driven, key: str) -> None:
    """Choose a line of the menu of what can be done."""
    await found.press("m")
    assert isinstance(found.app.screen, Menu)
    keys = [choice.key for choice in found.app.screen.choices]
    await found.press(*["down"] * keys.index(key), "enter")


async def replace_text(found: Driven, name: str) -> None:
    """Empty a line that stands in a form."""
    field = found.form._fields[name]
    found.app.screen.set_focus(field.entry)
    await found.press("end", *["backspace"] * len(field.typed))


# d: what is likeliest, at once or by its form.
BY_D: list[tuple[dict[str, Any], str, str, dict[str, str] | None, list[str]]] = [
    (MEASURE, "still true", "confirm", None, []),
    (SUGGESTION, "it was answered", "answer", None, []),
    (CRITERION, "check it in", "check-in", {"value": "41"}, ["--value", "41"]),
    (MET, "celebrate it", "celebrate", {"credit": "Both teams"}, ["--credit", "Both teams"]),
    (CARD, "agree to it", "agree", None, []),
    (GUIDELINE, "it still holds", "confirm", {}, []),
    (PLACED, "it is over", "end", {}, []),
]


@pytest.mark.parametrize(("one", "word", "name", "typed", "words"), BY_D)
async def test_d_does_what_is_likeliest(
    tmp_path: Path, one: dict[str, Any], word: str, name: str, typed: dict[str, str] | None, words: list[str]
) -> None:
    path = write(tmp_path / "log.visavis", [*people(), one])
    beside = tmp_path / "beside.visavis"
    shutil.copy(path, beside)
    assert main(["--log", str(beside), str(one["type"]), name, "1", *words], lambda: NOW) == 0
    async with driven(path) as found:
        await at(found, one)
        assert f"d {word}" in found.keys
        await found.press("d")
        assert isinstance(found.app.screen, FormScreen) is (typed is not None)
        if typed is not None:
            await fill(found, typed)
            await found.press("ctrl+s")
        assert found.status.endswith("u takes it back"), found.text
        assert exported(path) == exported(beside)


async def test_d_does_nothing_where_nothing_waits(tmp_path: Path) -> None:
    done = {**MEASURE, "confirmed_on": day(0)}
    async with on_records(tmp_path, [*people(), done]) as found:
        await at(found, done)
        assert "still true" not in found.keys
        before = exported(found.path)
        await found.press("d")
        assert exported(found.path) == before


async def test_what_is_replaced_offers_nothing_but_itself(tmp_path: Path) -> None:
    newer = record("customer", "two", text="Makers", supersedes=CARD["uid"])
    async with on_records(tmp_path, [*people(), CARD, newer]) as found:
        await at(found, CARD)
        assert "REPLACED BY" in found.text
        assert "agree to it" not in found.keys
        await found.press("m")
        assert isinstance(found.app.screen, Menu)
        assert [choice.key for choice in found.app.screen.choices] == ["edit", "remove"]
        await found.press("escape", "d")
        assert "agreed" not in exported(found.path)[-2]
        found.place.open(("customer", 2))
        await found.settle()
        assert "d agree to it" in found.keys


async def test_the_form_of_what_is_replaced_asks_only_for_whom_it_is(tmp_path: Path) -> None:
    newer = record("customer", "two", text="Makers", supersedes=CARD["uid"])
    async with on_records(tmp_path, [*people(), CARD, newer]) as found:
        await at(found, CARD)
        await found.press("e")
        assert list(found.form.values) == ["private"]


@pytest.mark.parametrize("by", [[JAY], [JAY, DANA]])
async def test_what_changes_an_agreed_card_is_a_new_version(tmp_path: Path, by: list[str]) -> None:
    agreed = {**CARD, "agreed": {uid: day(-3) for uid in by}}
    async with on_records(tmp_path, [*people(), agreed]) as found:
        await at(found, agreed)
        before = exported(found.path)
        await found.press("e")
        await fill(found, {"sources": "Films"})
        await found.press("ctrl+s")
        *_, old, new = exported(found.path)
        assert "a new version of U1, not agreed yet" in found.status
        assert (old["agreed"], old.get("sources")) == (agreed["agreed"], None)
        assert (new["supersedes"], new["sources"], new["journey"]) == (agreed["uid"], "Films", CARD["journey"])
        assert "agreed" not in new
        await found.press("u")
        assert exported(found.path) == before


async def test_a_new_version_that_changes_nothing_is_not_made(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), CARD]) as found:
        await at(found, CARD)
        before = exported(found.path)
        await pick(found, "verb revise")
        assert found.form.values["text"] == "Menders"
        await found.press("ctrl+s")
        assert found.place.NAME == "alliance"
        assert exported(found.path) == before


async def test_what_a_form_needs_is_told(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), MET], NARROW) as found:
        await at(found, MET)
        await found.press("d")
        assert "the credit is both's" in found.text
        await found.press("ctrl+s")
        assert "This is needed" in found.text
        assert "credit" not in exported(found.path)[-1]


async def test_a_verb_is_found_by_what_its_command_is_called(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), MET]) as found:
        await at(found, MET)
        await found.press("ctrl+p")
        assert isinstance(found.app.screen, Commands)
        await found.type("check-in")
        assert found.selected == "check it in"
        await found.press("enter")
        assert "Repeat rate: check it in" in found.text


# Segments and journeys


async def test_segments_and_journey_are_typed_a_line_each_and_stand_there_again(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), CARD])
    beside = tmp_path / "beside.visavis"
    shutil.copy(path, beside)
    words = ["--segment", r"At home; parts\; soon", "--segment", "At work", "--segment", r"Online; a date\; kept"]
    assert main(["--log", str(beside), "customer", "edit", "1", *words], lambda: NOW) == 0
    async with driven(path) as found:
        await at(found, CARD)
        await found.press("e")
        assert found.form.values["segments"] == "At home; parts\\; soon\nAt work"
        assert found.form.values["journey"] == r"Buys; Shops; late\; wrong"
        found.app.screen.set_focus(found.form._fields["segments"].entry)
        await found.press("ctrl+end", "enter")
        await found.type(r"Online; a date\; kept; 2025-01-10; 9; Field; too")
        assert (
            r'has more parts than "name; need; asked_on; asked; asked_by"; a semicolon within a part is typed \;'
            in " ".join(found.text.split())
        )
        await found.press(*["backspace"] * len("; 2025-01-10; 9; Field; too"), "ctrl+s")
        assert exported(path) == exported(beside)
        assert exported(path)[-1]["segments"][-1] == {"name": "Online", "need": "a date; kept"}


# Notes by their kind


async def test_notes_are_offered_by_kind_each_with_what_it_asks(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await to_notes(found)
        assert isinstance(found.app.screen, Menu)
        assert [choice.words for choice in found.app.screen.choices][:3] == [
            "Dana's priority",
            "your priority",
            "how Dana's success is measured",
        ]
        await found.press("1")
        shown = [name for name, field in found.form._fields.items() if field.display]
        assert shown == ["by", "text", "rank", "serves"]
        assert found.form.values["by"] == DANA


async def to_notes(found: Driven, *keys: str) -> None:
    """Open the menu of the kinds of notes, and press keys there."""
    await found.press("a")
    assert isinstance(found.app.screen, Menu)
    number = [choice.key for choice in found.app.screen.choices].index("note") + 1
    await found.press(str(number), *keys)


ADDED: list[tuple[str, dict[str, str], list[str]]] = [
    ("note priority other", {"rank": "1", "serves": "Ours"}, ["--by", "partner", "--rank", "1", "--serves", "Ours"]),
    ("note priority me", {}, []),
    ("note success-measure other", {}, []),
    ("note challenge other", {"about": JAY}, ["--about", "me"]),
    ("note opportunity other", {}, []),
    ("note expectation other", {"about": JAY}, ["--by", "partner"]),
    ("note domain other", {}, []),
    (
        "note question me",
        {"due_on": "2026-12-03", "whom": "Lena"},
        ["--due-on", "2026-12-03", "--whom", "Lena"],
    ),
    ("note showing me", {"whom": "Store managers"}, ["--whom", "Store managers"]),
    ("note learning me", {"level": "use"}, ["--level", "use"]),
    ("note recognition me", {"by": DANA}, ["--by", "partner"]),
    ("note advocacy me", {"whom": "The board"}, ["--whom", "The board"]),
    ("note introduction me", {"whom": "Ann"}, ["--whom", "Ann"]),
    ("note suggestion me", {"answered_on": "yesterday"}, ["--answered-on", "yesterday"]),
    ("note personal other", {}, []),
]


@pytest.mark.parametrize(("key", "typed", "words"), each(ADDED, covering(ADDED, lambda case: [*case[1], case[0][-2:]])))
async def test_a_note_of_a_kind_is_what_the_command_makes(
    tmp_path: Path, key: str, typed: dict[str, str], words: list[str]
) -> None:
    path = write(tmp_path / "log.visavis", people())
    beside = tmp_path / "beside.visavis"
    shutil.copy(path, beside)
    _, kind, _ = key.split()
    assert main(["--log", str(beside), "note", "add", "Words", "--kind", kind, *words], lambda: NOW) == 0
    async with driven(path) as found:
        await to_notes(found, *["down"] * NOTES.index(key), "enter")
        await found.type("Words")
        if typed.get("about") == JAY:  # who stands first is left of the other
            found.app.screen.set_focus(found.form._fields["about"].entry)
            await found.press("left", "space")
        await fill(found, {name: text for name, text in typed.items() if name != "about"})
        await found.press("ctrl+s")
        assert found.status.endswith("u takes it back"), found.text
        assert without_uids(exported(path)) == without_uids(exported(beside))
        assert exported(path)[-1].get("private", False) is (kind == "personal")


def test_every_kind_has_its_form_and_is_offered() -> None:
    assert set(KINDS) == set(NOTE_KINDS)
    assert {key.split()[1] for key in NOTES} == set(NOTE_KINDS)
    assert {row[0] for row in ADDED} == set(NOTES)


async def test_something_personal_may_be_no_secret(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await to_notes(found, *["down"] * NOTES.index("note personal other"), "enter")
        assert found.form.values["private"] == "yes"
        await found.type("Plays chess")
        found.app.screen.set_focus(found.form._fields["private"].entry)
        await found.press("left", "space")
        assert found.form.values["private"] == ""
        await found.press("ctrl+s")
        assert "private" not in exported(found.path)[-1]


async def test_what_was_typed_into_a_note_of_a_kind_is_offered_again(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await to_notes(found, "1")
        await found.type("One member")
        await found.press("escape", "ctrl+p")
        await found.type("take up")
        assert found.selected.startswith("take up: new note: Dana's priority, typed just now")
        await found.press("enter")
        assert found.form.values["text"] == "One member"


async def test_the_form_of_a_note_that_is_there_asks_what_its_kind_asks(tmp_path: Path) -> None:
    one = record("note", text="One member", kind="priority", by=DANA)
    async with on_records(tmp_path, [*people(), one]) as found:
        await at(found, one)
        await found.press("e")
        shown = {name for name, field in found.form._fields.items() if field.display}
        assert {"rank", "serves", "by"} <= shown
        assert "level" not in shown


async def test_each_kind_is_a_command_of_its_own(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await found.press("6")
        offered = {command.words for command in of_nouns(found.place)}
        assert {"add Dana's priority", "add what you learned", "add a note"} <= offered
