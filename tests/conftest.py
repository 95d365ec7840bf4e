"""What the tests draw and what they cost: nothing here changes what they hold to be true."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping

import pytest

from storage.disk import notices
from tests import properties

properties.declare()

# Six workers read the same test files: they keep what they compiled, whatever the environment says.
sys.dont_write_bytecode = False


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """By now it is known which profile was asked for."""
    properties.draw_from_strategies_alone()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was loaded until now stays, so it is never looked through again, as in the app itself.

    Each start of the app leaves much behind that is freed together: looking less often finds more at once.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def untold() -> None:
    """Begin with nothing to tell, as a process does: what a test left untold is not for the next one's screen."""
    notices.take()


Tell = Callable[[Mapping[str, int]], None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Tell what a proof has counted, which `make prove` adds up and prints."""
    return lambda counts: record_property("counted", dict(counts))
