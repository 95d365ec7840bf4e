"""What a big reading gives is put out of the collector's sight: looking through it would stop the screen each time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from storage.log import Log
from tui.session import MANY_OBJECTS, LogThread


@pytest.fixture
def thread() -> Iterator[LogThread]:
    """The thread of a log that is asked for nothing of its own."""
    thread = LogThread(lambda: cast("Log", SimpleNamespace(close=lambda: None, written=False)))
    yield thread
    thread.close()


@pytest.mark.parametrize(("objects", "frozen"), [(100, False), (2 * MANY_OBJECTS, True)])
def test_only_what_is_much_is_never_looked_through(thread: LogThread, objects: int, frozen: bool) -> None:
    def read(_log: Log) -> list[Any]:
        return [[number] for number in range(objects)]

    gc.collect()
    before = gc.get_freeze_count()
    rows = thread.submit(read).result()
    try:
        assert (gc.get_freeze_count() >= before + objects) is frozen
        assert gc.isenabled()
        assert len(rows) == objects
    finally:
        gc.collect()
