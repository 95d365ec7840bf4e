"""Every key leads to something: unknown actions are silent in Textual, so each binding is held against its action."""

from __future__ import annotations

from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import drawn
from tui.app import VisavisApp
from tui.screens.help import Help
from tui.screens.today import TodayScreen
from tui.widgets.line_list import LineList
from tui.widgets.sheet import Reader

OURS: tuple[type[DOMNode], ...] = (VisavisApp, TodayScreen, Help, LineList, Reader)


def bindings(node: type[DOMNode]) -> list[Binding]:
    return [item if isinstance(item, Binding) else Binding(*item) for item in node.__dict__.get("BINDINGS", ())]


def test_every_binding_has_its_action() -> None:
    for node in OURS:
        assert bindings(node), node
        for binding in bindings(node):
            name = binding.action.partition("(")[0]
            owner: type[DOMNode] = VisavisApp if name.startswith("app.") else node
            assert callable(getattr(owner, f"action_{name.removeprefix('app.')}", None)), (node, binding)


def test_every_binding_can_be_remapped_and_is_explained() -> None:
    seen: set[str] = set()
    for node in OURS:
        for binding in bindings(node):
            assert binding.id is not None
            assert binding.id not in seen
            assert binding.description
            seen.add(binding.id)


def test_no_letter_is_a_priority_key_or_needs_alt() -> None:
    for node in OURS:
        for binding in bindings(node):
            assert not binding.priority
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
