"""Every key leads to something: unknown actions are silent in Textual, so each binding is held against its action."""

from __future__ import annotations

from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

import tui.bound
from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import drawn
from tui.app import VisavisApp


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
