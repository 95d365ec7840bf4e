"""The names of keys that Textual knows."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")


_NEVER_SENT = ("return", "ctrl-at")


def _names(signs: str) -> Iterator[str]:
    """The names by which Textual knows signs, as question_mark for ?."""
    return (binding.key for sign in signs for binding in Binding.make_bindings([Binding(sign, "")]))


_BARE = {key.value.rpartition("+")[2] for key in Keys if not key.value.startswith("<")}


KEY_NAMES = frozenset(
    {name for name in _BARE if len(name) > 1}.difference(_NEVER_SENT).union(
        _names(string.punctuation.replace(",", "")), ("comma",)
    )
)
"""Every key that has a name longer than one letter, without modifiers."""


def is_key(key: str) -> bool:
    """Whether Textual knows the key: a letter or sign, or a name, behind modifiers in the order of the alphabet."""
    *modifiers, last = key.split("+") if key != "+" else ("+",)
    known = last in KEY_NAMES or (len(last) == 1 and last.isprintable())
    return known and modifiers == sorted(set(modifiers)) and set(modifiers) <= set(_MODIFIERS)
