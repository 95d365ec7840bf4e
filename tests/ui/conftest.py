"""Every test starts an app of its own: style sheets are read once for all, and nothing waits for the clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual import app, pilot
from textual._compositor import Compositor

from tests.properties import in_suite
from tests.ready import empty_logs_copied
from tests.ui import handlers, styling
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
def _handlers_found_once() -> Iterator[None]:
    """Who handles a message, and how much each takes, follows from their classes and their code."""
    with pytest.MonkeyPatch.context() as patch:
        handlers.count_by_code(patch)
        if in_suite():
            handlers.find_once(patch)
            empty_logs_copied(patch)
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
