"""The names that Textual keeps to itself and that we need all the same: no other file asks for one.

What is imported here fails at import on the release that drops it. What is asked of an object is asked by a function
here, and what our classes override or set of Textual's stands in `TAKEN`: a test tells which release drops one.
"""

from __future__ import annotations

import signal
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
        "_driver",
        "_exception",
        "_exception_event",
        "_exit_renderables",
        "_handle_exception",
        "_keymap",
        "_return_code",
        "_screen_stacks",
        "_suspend_signal",
    ),
    DOMNode: ("_bindings",),
    Input: (*OVERRIDDEN, "_on_key", "_on_paste"),
    Screen: ("_binding_chain",),
}
"""By Textual's class what ours override, set or ask for."""


OF_THE_DRIVER = ("_sigcont_application", "_sigtstp_application")
"""What is asked of Textual's driver of a terminal, which only a system with terminals can import."""


def stopped(app: App[Any]) -> bool:
    """Stop the process as a terminal does with one, and open the terminal again once it goes on.

    To be called between two callbacks of the loop: Textual's own handler waits for ever where it interrupts the filling
    of the queue that Textual writes from. Gives whether the driver can do that.
    """
    driver: Any = app._driver
    if driver is None or not all(hasattr(driver, name) for name in OF_THE_DRIVER):
        return False
    app._suspend_signal()
    before = signal.signal(signal.SIGCONT, driver._sigcont_application)
    try:
        driver._sigtstp_application()
    finally:
        signal.signal(signal.SIGCONT, before)
    return True


def bindings_at_work(node: DOMNode) -> BindingsMap:
    """Return the bindings of a node with the keys that the person has given them."""
    bindings = node._bindings.copy()
    bindings.apply_keymap(node.app._keymap)
    return bindings


def bindings_in_focus(node: DOMNode, key: str) -> list[Binding]:
    """Return the bindings of a key where this node is the innermost that keys go to; none where another one is."""
    innermost, bindings = node.screen._binding_chain[0]
    return list(bindings.key_to_bindings.get(key, ())) if innermost is node else []
