"""The palette: every command of a place is offered by its words, and does what its key does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.events import Paste

from storage.log import Log
from storage.reads.opened import the_pair
from tests.sampling import each, few, sizes, texts, walk
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, drawn, people, promise, uid, write
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP, bytes_of, hostile
from tui import config
from tui.forms.new import of_new
from tui.page.form_screen import FormScreen
from tui.page.frame import Place
from tui.page.keys_row import shown_key
from tui.page.menu import Menu
from tui.places.palette.commands import ADDED, ORDER, PaletteCommand, fitting
from tui.places.palette.screen import Commands, PaletteLine
from tui.places.today.place import TodayScreen
from tui.text.note_words import NOTES
from tui.widgets.bar import Bar
from tui.widgets.fields.form import Form

PORTAL, CONSENT = "Persona list for the portal", "Consent feed into the CRM"
PLACES = ("1", "2", "3", "4", "5", "6")


def palette(found: Driven) -> Commands:
    assert isinstance(found.app.screen, Commands)
    return found.app.screen


def offered(found: Driven) -> list[PaletteCommand]:
    """Every command, whatever is typed."""
    return palette(found)._commands


def words(found: Driven, group: str) -> list[str]:
    return [command.words for command in offered(found) if command.group == group]


def status(found: Driven) -> str:
    return found.app.screen.query_one("#status", Bar).says


async def type_in(found: Driven, text: str) -> None:
    found.app.screen.query_one(PaletteLine).post_message(Paste(text))
    await found.pilot.pause()
    await found.settle()


async def run(found: Driven, text: str) -> None:
    """Run what those words find first."""
    await found.press("ctrl+p")
    await type_in(found, text)
    await found.press("enter")


def new(folder: Path) -> Path:
    return Path(mkdtemp(dir=folder))


# What is offered


def working(place: Place) -> list[Binding]:
    """Every binding that the place, its list and the app have and that would do something now, as Textual has them."""
    active = place.active_bindings.values()
    return [item.binding for item in active if item.binding.id and place.works(item.binding.action)]


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("key", each(PLACES, [*PLACES][:2]))
async def test_every_key_of_every_place_is_offered(tmp_path: Path, key: str, opened: bool) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press(*([key] if key != "1" else []), *(["enter"] if opened else []))
        place = found.app.screen
        assert isinstance(place, Place)
        bindings = [binding for binding in working(place) if binding.id != "palette"]
        assert len(bindings) > 20
        await found.press("ctrl+p")
        known = {key: command for command in offered(found) for key in command.keys.split()}
        for binding in bindings:
            assert shown_key(binding) in known, binding
            assert binding.description in known[shown_key(binding)].known
        assert len({command.words for command in offered(found)}) == len(offered(found))
        assert {command.group for command in offered(found)} <= set(ORDER)


async def test_a_key_of_ones_own_is_the_one_that_is_taught(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", drawn())
    async with driven(path, config=config.Config(keys={"undo": "z", "view.next": "n"})) as found:
        await found.press("3", "ctrl+p")
        known = {command.words: command.keys for command in offered(found)}
        assert known["undo: take the last change back"] == "z"
        assert "n" in known.values()


async def test_acts_on_the_record_are_those_of_its_menu_without_its_words(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("ctrl+p")
        assert words(found, "THE RECORD") == [
            "done",
            "new date",
            "give it up",
            "no longer needed",
            "put its date or person right",
        ]
        assert words(found, "REMOVE") == ["remove it"]
        assert not any("Persona" in command.words for command in offered(found))
        await found.press("escape")
        await found.press("end", "ctrl+p")
        assert "settle it" in words(found, "THE RECORD")


async def test_every_noun_that_a_form_makes_is_offered(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", drawn())
    with Log(path, lambda: NOW) as log:
        pair = the_pair(log, None, None)
        assert pair is not None
        assert all(of_new(log, pair, noun).questions for noun in ADDED)
    async with driven(path) as found:
        await found.press("ctrl+p")
        assert len(words(found, "ADD")) == len(ADDED) + len(NOTES)
        assert {"add a commitment", "add feedback", "add a disagreement"} <= set(words(found, "ADD"))


async def test_read_only_offers_no_change(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), as_of=date(2026, 11, 1)) as found:
        await found.press("ctrl+p")
        assert not [command for command in offered(found) if command.group in ("THE RECORD", "ADD", "TAKE UP")]
        assert not {"d", "e", "a", "m", "u"} & {key for command in offered(found) for key in command.keys.split()}


async def test_groups_come_in_their_order_and_the_first_is_under_the_cursor(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), (120, 40)) as found:
        await found.press("ctrl+p")
        groups = [ORDER.index(command.group) for command in offered(found)]
        assert groups == sorted(groups)
        assert palette(found).listed.selected is not None
        assert "› done" in found.text


# Finding


def command(words: str, keys: str = "", known: str = "") -> PaletteCommand:
    return PaletteCommand("HERE", words, lambda: None, keys, known)


def test_each_typed_word_begins_some_word() -> None:
    commands = [command("go to Today"), command("undo: take it back"), command("take it back"), command("x", "", "Tak")]
    assert [each.words for each in fitting(commands, "ta")] == ["take it back", "undo: take it back", "x"]
    assert [each.words for each in fitting(commands, "BACK ta")] == ["undo: take it back", "take it back"]
    assert [each.words for each in fitting(commands, "tod")] == ["go to Today"]
    assert [each.words for each in fitting(commands, "take it")] == ["take it back", "undo: take it back"]
    assert fitting(commands, "zz") == []
    assert fitting(commands, "  ") == commands
    assert fitting(commands, "[/]") == commands


def test_of_two_the_one_on_a_key_comes_first() -> None:
    assert [each.keys for each in fitting([command("done"), command("done, too", "d")], "don")] == ["d", ""]


async def test_the_list_follows_what_is_typed(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), NARROW) as found:
        await found.press("ctrl+p", "t", "h", "e", "m")
        assert "COMMANDS  3" in found.text
        assert "› theme: dark" in found.text
        await found.press("down")
        assert "› theme: light" in found.text
        await found.press("x")
        assert "No command has these words." in found.text
        await found.press("enter", "backspace")
        assert "› theme: dark" in found.text


async def test_escape_and_the_veil(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("ctrl+p", "ctrl+l")
        assert found.app.veiled
        assert PORTAL not in found.text
        await found.press("ctrl+p", "escape")
        assert isinstance(found.app.screen, TodayScreen)


async def test_enter_is_remembered_while_the_commands_are_read(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.pilot.press("ctrl+p", "h", "i", "g", "h")
        await found.pilot.press("enter")
        await found.settle()
        assert found.app.theme == "visavis-high-contrast"


async def test_a_click_runs_and_leaves_the_focus_to_the_line(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("ctrl+p")
        row = next(at for at, line in enumerate(found.lines) if "HERE" in line)
        await found.pilot.click(offset=(50, row))
        await found.settle()
        assert isinstance(found.app.focused, PaletteLine)
        row = next(at for at, line in enumerate(found.lines) if "new date" in line)
        await found.pilot.click(offset=(50, row))
        await found.settle()
        assert isinstance(found.app.screen, FormScreen)


# Doing what the key does


def state(found: Driven) -> tuple[object, ...]:
    """What can be seen of where the app stands."""
    screen = found.app.screen
    focused = found.app.focused
    form = getattr(screen, "_asking", None)
    return (
        type(screen).__name__,
        getattr(screen, "place_name", ""),
        found.text,
        focused.id if focused else "",
        form.key if form else "",
        found.app.veiled,
        found.app._exit,
        len(found.app.screen_stack),
    )


SAME: list[tuple[tuple[str, ...], str, str]] = [
    ((), "d", "done; of"),
    ((), "D", "accepted"),
    ((), "e", "edit"),
    ((), "m", "more"),
    ((), "a", "add something"),
    ((), "f", "filter"),
    ((), "v", "veil"),
    ((), "enter", "open the"),
    (("enter",), "escape", "back"),
    (("d",), "u", "undo"),
    (("d", "u"), "U", "redo"),
    (("3",), "4", "go to feedback"),
    (("3",), "right", "another page"),
    ((), "slash", "search"),
    ((), "question_mark", "all keys"),
    ((), "end", "to the end"),
    ((), "j", "down"),
    ((), "q", "quit"),
]


SOME_KEYS = [row for row in SAME if row[1] in ("d", "e", "escape", "U", "4", "slash", "j", "q")]
"""What does something, opens a form, goes back, does again, goes elsewhere, opens over a place, moves, leaves."""


@pytest.mark.parametrize(("before", "key", "text"), each(SAME, SOME_KEYS), ids=[key for _, key, _ in SAME])
async def test_a_command_does_what_its_key_does(tmp_path: Path, before: tuple[str, ...], key: str, text: str) -> None:
    seen = []
    for by_key in (True, False):
        async with on_records(new(tmp_path), drawn()) as found:
            await found.press(*before)
            if by_key:
                await found.press(key)
            else:
                await run(found, text)
            seen.append(state(found))
    assert seen[0] == seen[1]


async def test_the_search_has_the_commands_of_its_list_while_one_types(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("slash", *"consent")
        await run(found, "done; of")
        assert status(found).startswith(f"{CONSENT}: said to be done")
        await run(found, "go to commit")
        assert getattr(found.app.screen, "place_name", "") == "commitments"
        assert len(found.app.screen_stack) == 1


async def test_adding_and_acting_open_their_forms_and_tell_the_place(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await run(found, "add a top")
        form = found.app.screen
        assert isinstance(form, FormScreen)
        assert form._asking.key == "add topic A1"
        form.query_one(Form).set({"text": "Whose budget it is"})
        await found.press("ctrl+s")
        assert isinstance(found.app.screen, TodayScreen)
        assert "Whose budget it is" in status(found)
        await run(found, "new date")
        assert isinstance(found.app.screen, FormScreen)
        await found.press("escape")
        await run(found, "remove")
        assert status(found).startswith(f"{PORTAL}: ") or PORTAL in status(found)
        assert PORTAL not in "\n".join(found.lines[:-2])


async def test_several_nouns_are_asked_as_by_the_key(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await run(found, "add something")
        assert isinstance(found.app.screen, Menu)


# Themes


async def test_a_theme_is_shown_at_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text('# mine\ntheme = "dark"\n', encoding="utf-8")
    monkeypatch.setenv("VISAVIS_CONFIG", str(path))
    async with on_records(tmp_path, drawn()) as found:
        await run(found, "light")
        assert found.app.theme == "visavis-light"
        assert config.load(path).theme == "light"
        assert path.read_text(encoding="utf-8").startswith("# mine")
        assert status(found) == ""


async def test_a_theme_that_cannot_be_kept_is_shown_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text("theme = [", encoding="utf-8")
    monkeypatch.setenv("VISAVIS_CONFIG", str(path))
    async with on_records(tmp_path, drawn()) as found:
        await run(found, "light")
        assert found.app.theme == "visavis-light"
        assert "is not TOML" in status(found)


# Drafts


async def test_a_form_that_was_left_is_taken_up(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await run(found, "add a commitment")
        await found.press(*"Half", "escape")
        await found.press("e", *"more", "escape")
        await run(found, "new date")
        await found.press(*"fri", "escape", "ctrl+p")
        assert set(words(found, "TAKE UP")) == {
            "take up: new commitment, typed just now",
            "take up: changes to C1, typed just now",
            "take up: C1, new date, typed just now",
        }
        assert not any("Half" in command.words for command in offered(found))
        await found.press("escape")
        await run(found, "take new commit")
        form = found.app.screen
        assert isinstance(form, FormScreen)
        assert form._form.changed == {"text": "Half"}
        await found.press("escape")
        for text, key in (("take changes", "edit C1"), ("take c1 date", "act C1 propose")):
            await run(found, text)
            form = found.app.screen
            assert isinstance(form, FormScreen)
            assert form._asking.key == key
            await found.press("escape")


async def test_drafts_that_no_form_made_are_left_out(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        for key in ("", "add", "add person A1", "add topic A9", "edit", "edit Z1", "edit C1 x", "act C1 fly", "[/] x"):
            found.app.session.drafts.keep(key, {"text": "x"})
        await found.press("ctrl+p")
        assert words(found, "TAKE UP") == []


async def test_what_is_gone_by_now_is_told(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        found.app.session.drafts.keep("edit C99", {"text": "x"})
        await run(found, "take up")
        assert "is no commitment here" in status(found)


async def test_a_draft_of_another_alliance_is_taken_up_there(tmp_path: Path) -> None:
    sam, pair = uid("sam"), uid("pair 2")
    records: list[dict[str, Any]] = [
        *people(),
        {"type": "person", "uid": sam, "name": "Sam Okafor", "role": "CFO"},
        {"type": "alliance", "uid": pair, "principal": JAY, "partner": sam, "timezone": "Europe/London"},
        promise("Budget", DANA, 3),
    ]
    path = write(tmp_path / "log.visavis", records)
    async with driven(path, alliance="Dana") as found:
        found.app.session.drafts.keep("add topic A2", {"text": "Budget"})
        await found.press("ctrl+p")
        assert words(found, "TAKE UP") == ["take up: new topic with Sam, typed just now"]
        await found.press("escape")
        await run(found, "take up")
        form = found.app.screen
        assert isinstance(form, FormScreen)
        assert form._asking.key == "add topic A2"
        assert "Sam Okafor" in found.lines[0]


# Whatever is typed, at any size

ALL = [*MARKUP, *HIDDEN, *DRIVING]


@pytest.mark.parametrize("typed", walk(ALL, few(ALL)))
async def test_no_typed_text_is_an_error(tmp_path: Path, typed: list[str]) -> None:
    async with on_records(tmp_path, hostile("[red]x"), WIDE) as found:
        for text in typed:
            await found.press("ctrl+p")
            assert not palette(found).query_one(PaletteLine).typed, repr(text)
            await type_in(found, text)
            assert bytes_of(found.app).isprintable(), repr(text)
            assert all(cell_len(line) <= WIDE[0] for line in found.lines), repr(text)
            await found.press("escape")
            assert isinstance(found.app.screen, TodayScreen), repr(text)


@pytest.mark.parametrize("text", texts(MARKUP))
async def test_hostile_names_are_shown_as_they_stand(tmp_path: Path, text: str) -> None:
    async with on_records(tmp_path, hostile(text)) as found:
        await found.press("ctrl+p", "end", "pagedown", "pageup")
        assert bytes_of(found.app).isprintable()


@pytest.mark.parametrize("size", sizes([(80, 24), (120, 40), (40, 12), (20, 5), (1, 1)]))
async def test_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, drawn(), size) as found:
        await found.press("ctrl+p", "u", "n", "d")
        assert len(found.lines) == size[1]
        assert max(map(cell_len, found.lines)) <= size[0]
        if size != (1, 1):
            assert "und" in found.text
            assert "› undo" in found.text
        await found.press("escape", "ctrl+p", "pagedown", "pagedown", "escape")
        assert isinstance(found.app.screen, TodayScreen)
