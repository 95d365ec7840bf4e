"""Every test starts an app of its own: style sheets are read once for all, and nothing waits for the clock."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import FunctionType
from typing import Any

import pytest
from textual import _callback, app, pilot
from textual._compositor import Compositor

from tests.properties import in_suite
from tests.ui import styling
from tests.ui.quiet import turned


@pytest.fixture(scope="session", autouse=True)
def _styles_read_and_applied_once() -> Iterator[None]:
    """What follows from the text of a style sheet alone is found out once; in the proofs each app applies it anew."""
    with pytest.MonkeyPatch.context() as patch:
        styling.read_once(patch)
        if in_suite():
            styling.apply_once(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _handlers_counted_quickly() -> Iterator[None]:
    """Textual asks each new function how much it takes, by all that Python can tell of it: its code says it too."""
    asked = _callback._count_parameters

    def count(function: Any) -> int:
        if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
            return asked(function)
        code = function.__code__
        more = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
        return code.co_argcount + code.co_kwonlyargcount + more

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_callback, "_count_parameters", count)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_waits_for_the_clock() -> Iterator[None]:
    """Where the pilot would look how busy the process is, it waits for what the app has to do."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (app, pilot):
            patch.setattr(module, "wait_for_idle", turned)
        yield


@pytest.fixture(scope="session", autouse=True)
def _drawn_when_looked_at() -> Iterator[None]:
    """An app without a terminal draws each change for nobody: here it draws what a test looks at, when it looks.

    In the proofs it draws everything as it does for a person.
    """
    drawn = Compositor.render_update

    def render_update(compositor: Compositor, full: bool = False, **options: Any) -> Any:
        if full:
            return drawn(compositor, full, **options)
        compositor._dirty_regions.clear()
        return None

    with pytest.MonkeyPatch.context() as patch:
        if in_suite():
            patch.setattr(Compositor, "render_update", render_update)
        yield
