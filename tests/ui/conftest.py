"""Every test starts an app of its own; what Textual makes of the same style sheet each time is made once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

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
