"""The keys of a walk: which there are, when they work, and what each does to the record that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding, BindingType

from storage.writes.walk import NO_LONGER, brings_forward, ending, may_move, mine_to
from tui.places.walk.entry import DATE
from tui.text.words import called, does, menu_word

if TYPE_CHECKING:
    from storage.reads.opened import Opened

_ROWS, _FURTHER = "read on by a row", "read on by a page, or to either end"

KEYS: list[BindingType] = [
    Binding("d", "done(False)", "done", id="walk.done", tooltip="done; of the other, accepted too"),
    Binding(
        "D,shift+d", "done(True)", "accepted", show=False, id="walk.accepted", tooltip="done, and accepted by the other"
    ),
    Binding("n", "date", "new date", id="walk.date", tooltip="a new date, agreed with the other or not asked yet"),
    Binding("t", "talk", "talk about it", id="walk.talk", tooltip="make it a topic of the next meeting"),
    Binding("o", "act('counter')", "offer something else", id="walk.counter", tooltip="offer something else instead"),
    Binding("c", "end", NO_LONGER, id="walk.end", tooltip="no longer needed; say no to what is asked or offered"),
    Binding("r", "act('revoke')", "give it up", id="walk.revoke", tooltip="give a promise of one's own up"),
    Binding("space,right", "step(1)", "leave it", id="walk.leave", tooltip="leave it as it is, and go on"),
    Binding("left", "step(-1)", "the one before", show=False, id="walk.before", tooltip="the one before"),
    Binding("m", "more", "more", id="walk.more", tooltip="everything that can be done with it now"),
    Binding("e", "edit", "edit", show=False, id="walk.edit", tooltip="change its fields"),
    Binding("y", "copy", "copy", show=False, id="walk.copy", tooltip="copy it as a line, or what is selected"),
    Binding("u", "back", "undo", id="walk.undo", tooltip="take the last one back, or see the one before"),
    Binding("up,k", "read(-1)", "up", show=False, id="walk.up", tooltip=_ROWS),
    Binding("down,j", "read(1)", "down", show=False, id="walk.down", tooltip=_ROWS),
    Binding("pageup", "page(-1)", "a page up", show=False, id="walk.pageup", tooltip=_FURTHER),
    Binding("pagedown", "page(1)", "a page down", show=False, id="walk.pagedown", tooltip=_FURTHER),
    Binding("home", "read(-1000000)", "to the top", show=False, id="walk.home", tooltip=_FURTHER),
    Binding("end", "read(1000000)", "to the end", show=False, id="walk.bottom", tooltip=_FURTHER),
    Binding("v", "app.veil", "veil", show=False, id="walk.veil", tooltip="veil everything private, and unveil it"),
    Binding("q,escape", "leave", "end the walk", id="walk.quit", tooltip="back to the place; what is done is kept"),
    Binding("question_mark", "app.help", "keys", id="walk.help", tooltip="all keys"),
]

ANSWERING = ("walk.done", "walk.counter", "walk.end", "walk.leave", "walk.talk", "walk.more", "walk.undo")
"""The order of the keys where an answer of mine is awaited."""

_OF_A_RECORD = ("done", "act", "date", "talk", "end", "step", "more", "edit", "copy")


class WalkState(NamedTuple):
    """What the keys go by: the record that is shown, if one is, and what is asked for; `wrote`: something was done."""

    opened: Opened | None
    asks: str
    wrote: bool
    veiled: bool


def works(action: str, state: WalkState) -> bool:
    """Whether an action would do something now."""
    name, opened = action.partition("(")[0], state.opened
    if name == "give":
        return action == "give(True)" or state.asks == DATE
    if name == "back":
        return state.wrote
    if name not in _OF_A_RECORD:
        return True
    if opened is None:
        return action == "step(-1)"
    if state.asks and state.veiled:
        return False
    if name == "act":
        return mine_to(opened, action.split("'")[1])
    able = {"done": bool(brings_forward(opened)), "date": may_move(opened), "end": ending(opened) is not None}
    return able.get(name, True)


def word_of(action: str, state: WalkState) -> str:
    """What an action does to the record, or saves of what is typed; empty where that is always the same."""
    opened = state.opened
    if action == "leave" and state.asks:
        return "back"
    if opened is None:
        return ""
    if action == "done(False)":
        return does(opened.noun, opened.record, opened.pair, opened.as_of)
    if action == "give(True)" and state.asks == DATE:
        return f"agreed with {called(opened.pair, opened.pair.other.uid)}"
    if action == "end" or (action == "give(True)" and state.asks):
        able = ending(opened)
        return menu_word(opened.noun, able.rule.act, opened.record.state) if able else NO_LONGER
    return ""
