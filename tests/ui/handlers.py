"""Who handles a message, found out once for a class and a kind of message, and how much it takes, read off its code.

Textual looks through all bases of a widget for each message that it gets, and asks of each new function what
`inspect` can tell of it. Neither changes while the tests run.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import FunctionType, MethodType
from typing import Any

import pytest
from textual import _callback
from textual.message_pump import MessagePump

_ask = _callback._count_parameters
_look = MessagePump._get_dispatch_methods


def count_by_code(patch: pytest.MonkeyPatch) -> None:
    """Count what a function takes by its code."""
    patch.setattr(_callback, "_count_parameters", _count)


def _count(function: Any) -> int:
    if isinstance(function, MethodType):
        return _count(function.__func__) - 1
    if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
        return _ask(function)
    code = function.__code__
    more = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
    return code.co_argcount + code.co_kwonlyargcount + more


def find_once(patch: pytest.MonkeyPatch) -> None:
    """Look only through those bases of a class that have a handler of that name."""
    known: dict[tuple[type, str], list[tuple[type, str]] | None] = {}

    def bases(kind: type, name: str) -> list[tuple[type, str]] | None:
        if any(base.__dict__.get("_decorated_handlers") for base in kind.__mro__):
            return None  # it goes by more than the name
        named = (
            (base, next((one for one in (f"_{name}", name) if base.__dict__.get(one)), "")) for base in kind.__mro__
        )
        return [(base, one) for base, one in named if one]

    def found(pump: Any, method_name: str, message: Any) -> Iterator[tuple[type, Any]]:
        kind = type(pump)
        key = kind, method_name
        if key not in known:
            known[key] = bases(kind, method_name)
        some = known[key]
        if some is None:
            yield from _look(pump, method_name, message)
            return
        for base, name in some:
            if message._no_default_action:
                break
            yield base, base.__dict__[name].__get__(pump, base)

    patch.setattr(MessagePump, "_get_dispatch_methods", found)
