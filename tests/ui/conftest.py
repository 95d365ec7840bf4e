"""Every test starts an app of its own: style sheets are read once for all, and nothing waits for the clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual import app, pilot
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tests.properties import in_suite
from tests.ui.quiet import turned

_KNOWN: dict[tuple[Any, ...], list[RuleSet]] = {}


@pytest.fixture(scope="session", autouse=True)
def _styles_read_once() -> Iterator[None]:
    """Textual keeps the rules it has read for as long as one app runs; here they are kept for the next as well.

    The rules follow from the text of the style sheet and from the theme's variables alone, and nothing changes them.
    """
    read = Stylesheet._parse_rules

    def parse_rules(sheet: Stylesheet, *args: Any, **options: Any) -> list[RuleSet]:
        key = (frozenset(sheet._variables.items()), args, tuple(sorted(options.items())))
        if key not in _KNOWN:
            _KNOWN[key] = read(sheet, *args, **options)
        return _KNOWN[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_rules)
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
