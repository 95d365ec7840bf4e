"""Every key leads to something: unknown actions are silent in Textual, so each binding is held against its action."""

from __future__ import annotations

from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

import tui.bound
from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import DANA, disagreement, drawn, people, promise
from tui.app import VisavisApp
from tui.page.dialog import Over
from tui.page.frame import EVERYONE, PLACES, _fitting
from tui.page.keys_row import _types
from tui.page.list_place import WALKED
from tui.widgets.bar import Bar


def ours() -> list[type[DOMNode]]:
    """Every class of the app that declares keys."""
    found = {
        kind
        for module in tui.bound.modules()
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, DOMNode) and kind.__module__ == module.__name__
    }
    return sorted((kind for kind in found if kind.__dict__.get("BINDINGS")), key=lambda kind: kind.__name__)


def bindings(node: type[DOMNode]) -> list[Binding]:
    return [item if isinstance(item, Binding) else Binding(*item) for item in node.__dict__.get("BINDINGS", ())]


def test_every_binding_has_its_action() -> None:
    assert len(ours()) > 8
    for node in ours():
        for binding in bindings(node):
            name = binding.action.partition("(")[0]
            owner: type[DOMNode] = VisavisApp if name.startswith("app.") else node
            assert callable(getattr(owner, f"action_{name.removeprefix('app.')}", None)), (node, binding)


def test_every_binding_can_be_remapped_and_is_explained() -> None:
    seen: set[str] = set()
    for node in ours():
        for binding in bindings(node):
            assert binding.id is not None
            assert binding.id not in seen
            assert binding.description
            assert binding.tooltip
            seen.add(binding.id)


def test_no_letter_is_a_priority_key_or_needs_alt() -> None:
    for node in ours():
        for binding in bindings(node):
            assert not binding.priority or binding.key.startswith("ctrl+") or binding.key in ("tab", "shift+tab")
            assert "alt+" not in binding.key


async def test_the_keys_row_holds_what_works_with_help_last(tmp_path: Path) -> None:
    for size, most in ((WIDE, 8), (NARROW, 5)):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with on_records(folder, drawn(), size) as found:
            _check(found, most)
            await found.press("enter")
            _check(found, most)


def _check(found: Driven, most: int) -> None:
    keys = found.keys.split("  ")
    assert len(keys) <= most
    assert keys[-1] == "? keys"
    assert not any("palette" in key for key in keys)


def row(found: Driven) -> str:
    return found.app.screen.query_one("#keys", Bar).says


def test_signs_and_letters_are_typed_and_other_keys_are_not() -> None:
    assert all(_types(key) for key in ("slash", "question_mark", "comma", "space", "a", "U", "shift+u", "1", "plus"))
    assert not any(_types(key) for key in ("enter", "escape", "tab", "up", "pageup", "ctrl+p", "f1", "backspace"))


async def test_while_one_types_no_sign_is_a_key(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("f")
        assert found.keys == "enter keep the filter  esc show everything"
        await found.press("slash")
        assert "FILTER  /  nothing here has these words" in found.text


async def test_the_head_says_the_words_of_the_filter(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), NARROW) as found:
        await found.press("f", *"POR", "enter")
        assert "FILTER  POR  1 found" in found.text
        await found.press("v")
        assert "FILTER  ·····  " in found.text
        await found.press("escape")
        assert "FILTER" not in found.text


async def test_where_nothing_stands_nothing_is_opened_filtered_or_walked(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(cadence=None)) as found:
        for key in ("1", "3", "5"):
            await found.press(key)
            assert not {"enter", "f", "w", "m", "d"} & {word.split()[0] for word in found.keys.split("  ")}
            assert found.keys.endswith("? keys")
        await found.press("slash", *"nothing")
        assert found.keys == "esc close"


async def test_more_where_there_is_no_done_and_the_walk_where_the_late_stand(tmp_path: Path) -> None:
    settled = [*people(), disagreement("One", -30, 3), promise("Portal", DANA, -3)]
    async with on_records(tmp_path, settled, NARROW) as found:
        assert found.keys == "enter open  d done  w walk the late  x agenda  ? keys"
        await found.press("5")
        assert found.selected == "One"
        assert found.keys == "enter open  m more  x agenda  a add  ? keys"
        await found.press("3")
        assert "w walk the late" in found.keys


async def test_what_lies_over_a_place_has_its_own_keys(tmp_path: Path) -> None:
    for size in ((120, 40), NARROW, (60, 15)):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with on_records(folder, drawn(), size) as found:
            for key, keys in (("m", "enter choose  esc back"), ("ctrl+p", "enter run  esc back"), ("?", "esc back")):
                await found.press("question_mark" if key == "?" else key)
                assert isinstance(found.app.screen, Over)
                assert row(found) == keys
                assert found.lines[-1].strip() == keys
                await found.click(found.lines[-1].index("esc") + 1, size[1] - 1)
                assert not isinstance(found.app.screen, Over)


async def test_what_does_not_fit_a_dialog_scrolls_with_a_sign_of_it(tmp_path: Path) -> None:
    for size, key in ((NARROW, "question_mark"), ((60, 15), "question_mark"), ((40, 9), "m")):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with on_records(folder, drawn(), size) as found:
            await found.press(key)
            shown = found.app.screen.query_one("#menu" if key == "m" else "#keys-sheet")
            assert shown.show_vertical_scrollbar
            dialog = found.app.screen.query_one("#dialog").region
            assert dialog.bottom <= size[1] - (size[0] >= 60)
            assert shown.region.bottom <= dialog.bottom
            await found.press("end")
            assert ("remove it" if key == "m" else "all keys") in found.text


def test_names_of_places_give_way_and_never_all() -> None:
    every = [*PLACES, EVERYONE]
    for present in (mode for _, mode, _ in every):
        found = _fitting(every, present, 79, 1)
        assert sum(map(len, found.values())) + len(found) - 1 <= 79
        assert not any(name.isdigit() for name in found.values())
        for width in range(30, 120):
            found = _fitting(every, present, width, 1)
            assert not found[present].isdigit()
            assert found["everyone"] in ("0 Everyone", "0 All")
    assert _fitting(PLACES, "today", 79, 1)["disagreements"] == "5 Disagreements"


def test_what_is_walked_stands_under_labels_of_the_lists() -> None:
    from models.time import weeks
    from tui.places.commitments import place
    from tui.places.today import rows

    labels = {label for _, label, _ in rows._LABELS} | {place._WAITING}
    assert set(WALKED) - {"UNDATED"} <= labels
    assert "UNDATED" in Path(weeks.__file__).read_text(encoding="utf-8")
