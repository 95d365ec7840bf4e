"""Forms of new and changed records: what is typed is what a command would have made of it, kept until it is saved."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Fault
from models.records.fields import Field
from models.records.nouns import NOUNS
from models.records.pair import Pair
from models.records.values import check_field
from storage.log import Log
from tests.sampling import covering, each
from tests.ui.driving import NARROW, Driven, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, TODAY, drawn, meeting, people, promise, write
from tests.ui.quiet import GIVEN_UP
from tests.ui.test_every_act import exported, fill
from tests.ui.texts import LINE, TEXT
from tui.__main__ import main
from tui.forms.asking import Desk, as_typed, read
from tui.page.draft import AFTER, AT_LEAST
from tui.text.typed import settable

WHO = {"me": JAY, "other": DANA}

# What is typed, and what the same words leave as a command.
NEW: list[tuple[str, dict[str, str], list[str]]] = [
    ("commitment", {"text": "Persona list", "due": "fri"}, ["Persona list", "--due", "fri"]),
    (
        "commitment",
        {"text": "Persona list", "who": "other", "how": "ask", "due": "eom", "why": "The portal"},
        ["Persona list", "--ask", "--by", "partner", "--due", "eom", "--why", "The portal"],
    ),
    (
        "commitment",
        {"text": "Sandbox", "how": "ask-promised", "due": "2026-12-03", "private": "yes"},
        ["Sandbox", "--ask", "--promised", "--due", "3 dec", "--private"],
    ),
    ("commitment", {"text": "Sandbox", "how": "offer", "due": "3 dec"}, ["Sandbox", "--offer", "--due", "3 dec"]),
    (
        "feedback",
        {"about": "Board deck", "about_on": "yesterday", "worked": "The opening", "rework": "The close"},
        ["--about", "Board deck", "--about-on", "yesterday", "--worked", "The opening", "--rework", "The close"],
    ),
    ("feedback", {"how": "request", "who": "other", "about": "Board deck"}, ["request", "--about", "Board deck"]),
    (
        "disagreement",
        {"topic": "Who owns it", "kind": "process", "positions.me": "IT", "positions.other": "Marketing"},
        ["Who owns it", "--kind", "process", "--mine", "IT", "--theirs", "Marketing"],
    ),
    (
        "topic",
        {"text": "Sandbox", "wants": "decide", "minutes": "15"},
        ["Sandbox", "--wants", "decide", "--minutes", "15"],
    ),
    ("decision", {"text": "SSO for all", "kind": "guideline"}, ["SSO for all", "--kind", "guideline"]),
    ("note", {"text": "Brand lift"}, ["Brand lift", "--kind", "learning"]),
    ("meeting", {"starts_at": "tue 14:00", "place": "coffee"}, ["--on", "tue 14:00", "--place", "coffee"]),
    ("meeting", {}, []),
    ("criterion", {"name": "Repeat rate", "target": "42"}, ["Repeat rate", "--target", "42"]),
    (
        "customer",
        {"text": "Who owns things for long", "segments": "Menders; parts"},
        ["Who owns things for long", "--segment", "Menders; parts"],
    ),
    ("placement", {"who": "Grace", "to_team": "Marketing"}, ["Grace", "--to-team", "Marketing"]),
]


def kinds_of(case: tuple[str, dict[str, str], list[str]]) -> list[str | None]:
    """What a new record is an example of: how it begins, and the kinds of the fields that are typed into."""
    noun, typed, _words = case
    return [typed.get("how"), *(field.kind for field in NOUNS[noun].fields if field.name in typed)]


@pytest.mark.parametrize(
    ("noun", "typed", "words"),
    each(NEW, covering(NEW, kinds_of)),
    ids=[f"{row[0]}-{number}" for number, row in enumerate(NEW)],
)
async def test_a_new_record_is_what_the_command_makes(
    tmp_path: Path, noun: str, typed: dict[str, str], words: list[str]
) -> None:
    path = write(tmp_path / "log.visavis", people())
    beside = tmp_path / "beside.visavis"
    shutil.copy(path, beside)
    verb = [] if words[:1] == ["request"] else ["add"]
    assert main(["--log", str(beside), noun, *verb, *words], lambda: NOW) == 0
    async with driven(path) as found:
        await open_new(found, noun)
        await fill(found, typed)
        await found.press("ctrl+s")
        assert found.status.endswith("u takes it back"), found.text
        assert without_uids(exported(path)) == without_uids(exported(beside))
        await found.press("u")
        assert [record["type"] for record in exported(path)] == ["visavis", "person", "person", "alliance"]


async def open_new(found: Driven, noun: str) -> None:
    """Open the form of a new record, from whatever place adds it."""
    from tui.page.acting import add

    # Of notes it is asked which kind.
    add(found.place, "note learning me" if noun == "note" else noun)
    await found.settle()


def without_uids(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same records, without the uids that are made anew in every run."""
    return [{name: value for name, value in record.items() if name != "uid"} for record in records]


SIZES = [(118, 30), (80, 24), (40, 12), (20, 5)]


@pytest.mark.parametrize("size", each([(size,) for size in SIZES], [((80, 24),), ((20, 5),)]))
async def test_every_form_opens_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, people(), size) as found:
        for noun in NOUNS:
            if noun not in ("person", "alliance", "pulse"):
                await open_new(found, noun)
                assert found.form.is_mounted, noun
                await found.press("tab", "down", "up", "shift+tab", "x", "escape")
                assert found.place.NAME == "today", noun


async def test_nothing_is_saved_before_it_is_right(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        before = found.path.read_bytes()
        await open_new(found, "commitment")
        await found.press("ctrl+s")
        assert "This is needed" in found.text
        await fill(found, {"text": "Persona list", "due": "someday"})
        await found.press("enter")
        assert '"someday" is not a date' in found.text
        assert found.path.read_bytes() == before


async def test_an_offer_without_its_date_is_told_beside_it(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await open_new(found, "commitment")
        await fill(found, {"text": "Persona list", "how": "offer"})
        await found.press("ctrl+s")
        assert "an offer needs its date" in found.text


async def test_the_date_understood_shows_while_it_is_typed(tmp_path: Path) -> None:
    for size in ((118, 30), NARROW):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with on_records(folder, people(), size) as found:
            await open_new(found, "commitment")
            await fill(found, {"due": "fri"})
            assert "Fri 27 November, in 6 days" in found.text


# Editing


async def test_only_what_was_changed_is_written(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Persona list", DANA, -3, why="The portal")]) as found:
        await found.press("e", "end", "comma", "x", "ctrl+s")
        record = exported(found.path)[-1]
        assert record["text"] == "Persona list,x"
        assert record["why"] == "The portal"


async def test_the_same_field_changed_elsewhere_shows_both_texts(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Persona list", DANA, -3, why="The portal")]) as found:
        await found.press("e", "end", "!")
        assert (
            main(
                ["--log", str(found.path), "commitment", "edit", "1", "--text", "Theirs", "--why", "Other"], lambda: NOW
            )
            == 0
        )
        await found.press("ctrl+s")
        assert "meanwhile it says: Theirs" in found.text
        assert "Persona list!" in found.text
        assert exported(found.path)[-1]["text"] == "Theirs"
        await found.press("ctrl+s")
        record = exported(found.path)[-1]
        assert (record["text"], record["why"]) == ("Persona list!", "Other")


async def test_a_field_that_is_emptied_is_taken_away(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Persona list", DANA, -3, why="Portal")]) as found:
        await found.press("e", "tab", *["right"] * 9, *["backspace"] * 9, "ctrl+s")
        assert "why" not in exported(found.path)[-1]


# What is typed is kept


async def test_what_was_typed_is_offered_again(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await open_new(found, "commitment")
        await found.type("Persona list")
        await found.press("escape")
        await open_new(found, "commitment")
        assert found.form.values["text"] == "Persona list"
        assert found.status == "Taken up as it was left just now; ^r starts anew"
        await found.press("ctrl+r")
        assert found.form.values["text"] == ""
        await found.press("escape")
        await open_new(found, "commitment")
        assert found.status == ""


async def test_what_was_saved_is_not_offered_again(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await open_new(found, "commitment")
        await found.type("Persona list")
        await found.press("ctrl+s")
        assert found.app.session.drafts.all() == []


async def test_typing_is_kept_within_a_second_without_any_key(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await open_new(found, "note")
        await fill(found, {"text": "x"})
        await found.until(lambda: [draft.fields for draft in found.app.session.drafts.all()] == [{"text": "x"}])
    assert max(AFTER, AT_LEAST) <= 1


async def test_the_veil_covers_what_is_typed_and_keeps_it(tmp_path: Path) -> None:
    async with on_records(tmp_path, people()) as found:
        await open_new(found, "commitment")
        await found.type("Secret plan")
        await found.press("ctrl+l")
        assert "Secret" not in found.text
        assert "·····" in found.text
        assert found.app.session.drafts.all()[0].fields["text"] == "Secret plan"
        await found.press("ctrl+l", "s")
        assert found.form.values["text"] == "Secret plans"


async def test_the_veil_covers_what_is_private_and_nothing_else(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("v")
        assert "Persona list" not in found.text
        assert "› Dana      12 days   ·····" in found.text
        assert "Consent feed" in found.text
        await found.press("enter")
        assert "The portal launches" not in found.text
        await found.press("v")
        assert "The portal launches" in found.text


# From values to what is typed and back

DAYS = st.dates(min_value=TODAY - timedelta(3000), max_value=TODAY + timedelta(3000)).map(str)
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "line": LINE,
    "text": TEXT,
    "date": DAYS,
    "flag": st.just(True),
    "words": st.lists(LINE.filter(bool), min_size=1, max_size=3),
    "moment": st.datetimes(NOW.replace(tzinfo=None) - timedelta(900), NOW.replace(tzinfo=None)).map(
        lambda moment: moment.replace(second=0, microsecond=0).isoformat() + "+00:00"
    ),
    "rule": st.sampled_from(
        [
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=14;BYMINUTE=0",
            "FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=30",
            "FREQ=WEEKLY;BYDAY=FR",
        ]
    ),
    "zone": st.sampled_from(["Europe/London", "America/New_York"]),
}
FIELDS = [
    field
    for noun in NOUNS.values()
    for field in (*settable(noun), *noun.events)
    if field.kind not in ("ref", "refs", "by_person", "entries")
]


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values that a field may hold, in their file form."""
    if field.kind in ("choice", "side"):
        return st.sampled_from(field.choices)
    if field.kind == "integer":
        return st.integers(field.low or 0, field.high or 10_000)
    if field.kind == "number":
        return st.integers(-10_000, 10_000) | st.decimals(-99, 99, places=3).map(float)
    return BY_KIND[field.kind]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = write(tmp_path_factory.mktemp("desk") / "log.visavis", [*people(), meeting("2026-11-10", "held")])
    with Log(path, lambda: NOW) as log:
        pair: Pair = log.pairs()[0]
    return Desk(pair, TODAY)


@given(data=st.data())
def test_what_stands_in_a_field_is_read_as_it_was(desk: Desk, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    try:
        value = check_field(field, data.draw(values_of(field)))
    except Fault:
        return
    shown = as_typed(field, value, desk)
    if shown:
        assert read(field, shown, desk) == value, (field.name, shown)


# Found by somebody who used it


async def test_the_veil_covers_every_place_and_not_only_the_one_in_front(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("3", "1", "v", "3")
        assert "Persona list" not in found.text
        assert "VEILED" in found.lines[0]
        await found.press("v", "1")
        assert "Persona list" in found.text
        assert "VEILED" not in found.lines[0]


async def test_saving_what_was_not_changed_changes_nothing(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        before = found.path.read_bytes()
        await found.press("e", "ctrl+s")
        assert found.place.NAME == "today"
        assert found.status == ""
        assert found.path.read_bytes() == before


async def test_what_was_done_is_told_until_another_place_or_record(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("d")
        assert found.status.endswith("u takes it back")
        await found.press("down", "1")
        assert found.status.endswith("u takes it back")
        await found.press("3")
        assert found.status == ""
        await found.press("u")  # it works all the same
        assert found.status.startswith("Taken back: ")
        await found.press("enter")
        assert found.status == ""
        await found.press("escape", "1")
        assert found.status == ""


def _wait(_log: Log, event: threading.Event) -> None:
    event.wait(GIVEN_UP)


async def test_a_slow_reading_gives_back_what_stood_there_but_never_elsewhere(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("d")
        said = found.status
        for keys, after in ((("r",), said), (("3",), "")):
            held = [threading.Event(), threading.Event()]
            for each in held:
                found.app.session.submit(partial(_wait, event=each))
                found.app.call_later(found.place.reload)
            await found.pilot.press(*keys)
            await found.until(lambda: found.status == "Working on the log")
            for each in held:
                each.set()
            await found.settle()
            assert found.status == after


async def test_what_is_typed_first_falls_into_words_and_not_into_a_choice(tmp_path: Path) -> None:
    for noun, name in (("feedback", "about"), ("note", "text"), ("commitment", "text")):
        folder = tmp_path / noun
        folder.mkdir()
        async with on_records(folder, people()) as found:
            await open_new(found, noun)
            await found.type("Board")
            assert found.form.values[name] == "Board"


async def test_a_today_without_anything_pressing_says_that_promises_are_open(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Persona list", DANA, 60)]) as found:
        assert "Nothing is late, and nothing waits for a word." in found.text
        assert "3 shows 1 promise still to come" in found.text
