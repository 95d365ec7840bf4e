"""Every key of the app, as its classes declare them, and which key names there are at all."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from textual.binding import Binding

import tui
from models.errors import Refused
from tui.config import check_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

_APART = ("tui.__main__", "tui.cli")


def app_bindings() -> list[Binding]:
    """Every binding with an id that a class under tui/ declares itself. Imports every screen, so not at start."""
    found = []
    for module in modules():
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__ == module.__name__:
                declared = vars(kind).get("BINDINGS", ())
                found += [binding for binding in declared if isinstance(binding, Binding) and binding.id]
    return found


def wrong_keys(keys: Mapping[str, str]) -> str:
    """What is wrong with the keys that a person chose, as a key for nothing that there is; empty where nothing is."""
    try:
        check_keys(keys, {str(binding.id) for binding in app_bindings()})
    except Refused as fault:
        return str(fault)
    return ""


def modules() -> Iterator[ModuleType]:
    """Every module of the app, imported; the commands are left out."""
    for info in walk_packages(tui.__path__, "tui."):
        if not info.name.startswith(_APART):
            yield import_module(info.name)
