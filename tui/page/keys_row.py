"""The keys row: which keys that work in what has the focus are named, in which order, and how a key is written."""

from __future__ import annotations

import string
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding
from textual.css.query import NoMatches
from textual.screen import Screen

from tui.text.words import ACCEPTED
from tui.widgets.bar import Key, Keys
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS_WIDE, KEYS_NARROW = 8, 5

ROOMY, WIDE, WIDEST = 100, 116, 150
"""Cells of the screen: from the first on margins are wide and more keys are named, from the second on figures stand
beside the list, from the third on the page stands in the middle."""

R = TypeVar("R")


class Keyed(Screen[R]):
    """A screen with a row of the keys that work in what has its focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Drawn.VOICES
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (as Textual declares it)
        (0, "-small"),
        (60, "-narrow"),
        (ROOMY, "-roomy"),
        (WIDE, "-wide"),
        (WIDEST, "-widest"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (15, "-tall")]  # noqa: RUF012

    _keys_asked = False

    def text_select_all(self) -> None:
        """Select nothing: two clicks beside all that is read are no more than that."""

    def on_mount(self) -> None:
        """Draw the keys whenever they change."""
        self.bindings_updated_signal.subscribe(self, lambda _screen: self.show_keys())

    def on_screen_resume(self) -> None:
        """The keys may be others than when this was left."""
        self.show_keys()

    def on_resize(self) -> None:
        """Some keys show only where there is room."""
        self.show_keys()

    @property
    def is_unread(self) -> bool:
        """Whether a key has to wait for what is being read: until then it finds nothing here to act on."""
        return getattr(self, "shown_pair", self) is None

    @contextmanager
    def while_open(self) -> Iterator[None]:
        """Show what was waited for, unless the page was left meanwhile: nothing stands on it any more."""
        try:
            yield
        except NoMatches:
            if self in self.app.screen_stack:
                raise

    def show_keys(self) -> None:
        """Draw the keys anew, once for all that asks for it before there is time to."""
        if not self._keys_asked:
            self._keys_asked = self.call_later(self._show_keys)

    def _show_keys(self) -> None:
        """The keys that work in what has the focus: its own first, then the place's, the app's, and ? last."""
        self._keys_asked = False
        if not self.is_mounted or not self.app.app_focus:  # another window in front changes nothing here
            return
        working = self._working()
        order = self._order({str(binding.id) for _, binding in working})
        working.sort(key=lambda item: order.get(item[1].id or "", len(order)))
        found = [self.key_for(key, binding) for key, binding in working]
        last = [key for key in found if key.key == "question_mark"]
        rest = [key for key in found if key not in last]
        most = KEYS_WIDE if self.size.width >= ROOMY else KEYS_NARROW
        for row in self.query("#keys").results(Keys):
            row.show_keys((*rest[: most - len(last)], *last))

    def _order(self, working: set[str]) -> dict[str, int]:
        """Where a key stands, by the id of its binding, of those that work."""
        first: tuple[str, ...]
        if self.has_class("-detail") and self.size.width < WIDE:
            first = _FIRST_OPENED
        elif self.size.width >= ROOMY:
            first = _FIRST
        else:
            first = _FIRST_NARROW if "done" in working else _FIRST_UNDONE
        if not working & {"list.open", "back", "review.export", "closing.next"}:
            first = ("add", *(name for name in first if name != "add"))  # an empty place says that it fills it
        return {name: number for number, name in enumerate(first)}

    def _working(self) -> list[tuple[str, Binding]]:
        seen: dict[str, tuple[str, Binding]] = {}
        typing = getattr(self.focused, "TAKES_LETTERS", False)
        for key, active in self.active_bindings.items():
            binding = active.binding
            if binding.show and active.enabled and self._is_named(binding.action) and not (typing and _types(key)):
                seen.setdefault(binding.action, (key, binding))
        return list(seen.values())

    def _is_named(self, action: str) -> bool:
        """Whether the keys row names the key of an action; that of all keys it always names."""
        return action == "app.help" or (self.works(action) and self.shows(action))

    def works(self, _action: str) -> bool:
        """Whether an action would do something here and now. Its key answers in any case."""
        return True

    def shows(self, _action: str) -> bool:
        """Whether the keys row names an action here where it works. All keys and the palette name it in any case."""
        return True

    def key_for(self, key: str, binding: Binding) -> Key:
        """A key as the keys row names it; where the other's word is all that is left, the one that records it."""
        word = self.word_for(binding)
        if binding.action == "done(False)" and word == ACCEPTED:
            able = ((other, each.binding) for other, each in self.active_bindings.items())
            key, binding = next((item for item in able if item[1].action == "done(True)"), (key, binding))
        return Key(key, shown_key(binding), word)

    def word_for(self, binding: Binding) -> str:
        """What a key does, as the keys row says it."""
        return binding.description


_SIGNS = frozenset(
    binding.key
    for sign in string.punctuation.replace(",", "")
    for binding in Binding.make_bindings([Binding(sign, "")])
) | {"comma", "space"}
"""The names of keys that type a sign."""


def _types(key: str) -> bool:
    """Whether a key types a letter or a sign where somebody is typing."""
    typed = key.removeprefix("shift+")
    return len(typed) == 1 or typed in _SIGNS


def shown_key(binding: Binding) -> str:
    """How a key is written in the keys row."""
    return binding.key_display or _NAMES.get(binding.key, binding.key.replace("ctrl+", "^"))


_OF_ONE_SCREEN = (
    "closing.carry",
    "closing.drop",
    "closing.next",
    "closing.leave",
    "review.export",
    "review.copy",
    "preview.export",
    "preview.copy",
    "everyone.edit",
    "feedback.ask",
    "figures",
)
_BEGIN = ("link.follow", "list.open", "back", "hold", "done", *_OF_ONE_SCREEN, "view.next", "walk")
_FIRST = (*_BEGIN, "more", "export", "filter", "search", "add", "help")
_IN_WALK = ("walk.done", "walk.date", "walk.talk", "walk.leave")
_FIRST_NARROW = (*_BEGIN, "export", "add", "more", "filter", "search", *_IN_WALK)
_FIRST_UNDONE = tuple("more" if name == "done" else name for name in _FIRST_NARROW if name != "more")
_FIRST_OPENED = ("link.follow", "list.open", "back", "done", "more", "edit")
"""The keys that come first in the keys row; where it has room for few; there with a record that is not to be done, or
none; and there while a record has the whole page. ? is put last."""

_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "escape": "esc",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "shift+u": "U",
    "shift+d": "D",
    "pageup": "pgup",
    "pagedown": "pgdn",
}
