"""What the proofs take from the tests of commands and of the app: a log to work on, and an app that nothing delays."""

from __future__ import annotations

from tests.cli.conftest import _own_environment, begun, desk, empty, first
from tests.ui.conftest import _drawn_when_looked_at, _nothing_waits_for_the_clock, _styles_read_and_applied_once

__all__ = [
    "_drawn_when_looked_at",
    "_nothing_waits_for_the_clock",
    "_own_environment",
    "_styles_read_and_applied_once",
    "begun",
    "desk",
    "empty",
    "first",
]
