"""Names of Textual that are private: each is there, or the release that drops it is told here and not on a screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from textual.dom import DOMNode
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Input

from tui.widgets.textual_private import OF_THE_DRIVER, TAKEN

MADE: dict[type[Any], Any] = {App: App(), DOMNode: Input(), Input: Input()}
"""Of some classes one, since what they set when they are made stands in no class."""


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in TAKEN.items() for name in names])
def test_it_is_there(owner: type[Any], name: str) -> None:
    assert hasattr(MADE.get(owner, owner), name)


@pytest.mark.parametrize("name", OF_THE_DRIVER)
def test_the_driver_of_a_terminal_has_it(name: str) -> None:
    assert hasattr(LinuxDriver, name)
