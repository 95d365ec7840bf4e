"""Every key of the app, as its classes declare them, and which key names there are at all."""

from __future__ import annotations

import string
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from textual.binding import Binding
from textual.keys import Keys

import tui

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_NEVER_SENT = ("return", "ctrl-at")
_APART = ("tui.__main__", "tui.cli")


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


def app_bindings() -> list[Binding]:
    """Every binding with an id that a class under tui/ declares itself. Imports every screen, so not at start."""
    found = []
    for module in modules():
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__ == module.__name__:
                declared = vars(kind).get("BINDINGS", ())
                found += [binding for binding in declared if isinstance(binding, Binding) and binding.id]
    return found


def modules() -> Iterator[ModuleType]:
    """Every module of the app, imported; the commands are left out."""
    for info in walk_packages(tui.__path__, "tui."):
        if not info.name.startswith(_APART):
            yield import_module(info.name)
