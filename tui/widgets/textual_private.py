"""The names that Textual keeps to itself and that we need all the same: no other file asks for one.

What is imported here fails at import on the release that drops it. What is asked of an object is asked by a function
here, and what our classes override or set of Textual's stands in `TAKEN`: a test tells which release drops one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.document._document import DocumentBase, EditResult, Location, Newline, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.binding import Binding, BindingsMap

__all__ = [
    "DocumentBase",
    "DocumentNavigator",
    "Edit",
    "EditResult",
    "Location",
    "Newline",
    "Selection",
    "WrappedDocument",
]

OVERRIDDEN = ("_position_to_cell", "_cell_offset_to_index")
"""What `LineField` overrides of `Input`, so that cells are those of the picture."""

TAKEN: dict[type[Any], tuple[str, ...]] = {
    App: (
        "_close_messages_no_wait",
        "_current_mode",
        "_disable_notifications",
        "_exception",
        "_exception_event",
        "_exit_renderables",
        "_handle_exception",
        "_keymap",
        "_return_code",
        "_screen_stacks",
    ),
    DOMNode: ("_bindings",),
    Input: (*OVERRIDDEN, "_on_key", "_on_paste"),
    Screen: ("_binding_chain",),
}
"""By Textual's class what ours override, set or ask for."""


def bindings_at_work(node: DOMNode) -> BindingsMap:
    """Return the bindings of a node with the keys that the person has given them."""
    bindings = node._bindings.copy()
    bindings.apply_keymap(node.app._keymap)
    return bindings


def bindings_in_focus(node: DOMNode, key: str) -> list[Binding]:
    """Return the bindings of a key where this node is the innermost that keys go to; none where another one is."""
    innermost, bindings = node.screen._binding_chain[0]
    return list(bindings.key_to_bindings.get(key, ())) if innermost is node else []
