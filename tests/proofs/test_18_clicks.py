"""18. What is stored triggers no action and opens no link.

Done: on a log in which every text is hostile, the lists of every place and the records that open from them are clicked
in 300 cells each, but for the rows of keys and places; every cell is looked at for an action or a link.
Disproved by: a cell that carries one, a browser that is asked for, an app that ends, a log that is another.
"""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from tests.conftest import Tell
from tests.sampling import counted
from tests.ui.driving import NARROW, Driven, on_records
from tests.ui.test_text_is_data import hostile_log

ALSO = (
    "tests/ui/test_safety.py::test_nothing_on_a_hostile_screen_can_be_triggered",
    "tests/ui/test_text_is_data.py",
)

PLACES = "123456"
ABOVE, BELOW = 2, 3
"""Rows that are our own: the places above, the status line and the keys below."""


def carries_nothing(found: Driven) -> None:
    """Hold that no cell of the screen has a link or an action of a text."""
    styles = [segment.style for strip in found.app.screen._compositor.render_strips() for segment in strip]
    assert not any(style and (style.link or "@click" in (style.meta or {})) for style in styles)


@pytest.mark.parametrize("place", PLACES)
@counted(sample=None, full=300)
async def test_every_cell_is_clicked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, count: int, tell: Tell
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(webbrowser, "open", lambda *words, **_more: asked.append(words))
    width, height = NARROW
    cells = [(column, row) for row in range(ABOVE, height - BELOW) for column in range(width)]
    async with on_records(tmp_path, hostile_log(), NARROW) as found:
        await found.press(place)
        before = found.path.read_bytes()
        for column, row in cells[:: max(1, len(cells) // count)]:
            await found.click(column, row)
            carries_nothing(found)
            if len(found.app.screen_stack) > 1:
                await found.press("escape")
        assert not found.app._exit
        assert found.path.read_bytes() == before
    tell({"clicks": len(cells[:: max(1, len(cells) // count)]), "that did something": len(asked)})
    assert asked == []
