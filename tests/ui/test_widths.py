"""Titles win: on the sample hardly one is cut; figures stand beside the list, below it or behind a key, never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures.taking import sample
from tests.sampling import each
from tests.ui.driving import Driven, driven
from tests.ui.logs import JAY, people, promise, write
from tui.text.glyphs import glyphs
from tui.widgets.sections import More

PLACES = {"1": "Today", "2": "Meetings", "3": "Commitments", "4": "Feedback", "5": "Disagreements"}

BESIDE, ONE_COLUMN = (116, 40), (115, 40)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample(tmp_path_factory.mktemp("widths") / "log.visavis")


def cut_titles(found: Driven) -> list[str]:
    """The titles of all rows that do not stand there whole, as they are drawn; facts may be left out."""
    listed = found.list
    cells = listed.scrollable_content_region.width
    rows = [listed._outline.row(place) for place in range(listed._outline.clamp(1 << 30) + 1)]
    cut = []
    for row in rows:
        if row is None or isinstance(row, More) or row.facts:
            continue
        drawn = "".join(text for text, _ in listed._grid.spans(row, cells, False))
        if row.what not in drawn:
            assert glyphs().cut in drawn
            cut.append(row.what)
    return cut


@pytest.mark.parametrize(("size", "most"), [((100, 30), 0), ((120, 40), 2)])
async def test_hardly_a_title_is_cut(two_years: Path, size: tuple[int, int], most: int) -> None:
    async with driven(two_years, size) as found:
        for key, name in PLACES.items():
            await found.press(key)
            titles = cut_titles(found)
            assert len(titles) <= most, (name, titles)


ALL = [(60, 20), (80, 24), (100, 30), ONE_COLUMN, BESIDE, (120, 40), (150, 40), (200, 60)]
SOME = [(80, 24), ONE_COLUMN, BESIDE, (150, 40)]


@pytest.mark.parametrize("size", each([(size,) for size in ALL], [(size,) for size in SOME]))
async def test_columns_are_as_wide_as_they_are_meant(two_years: Path, size: tuple[int, int]) -> None:
    async with driven(two_years, size) as found:
        await found.press("5")
        page, listed = found.app.screen.query_one("#page"), found.list
        margin = 2 if size[0] >= 100 else 1
        left = (size[0] - 134) // 2 if size[0] >= 150 else 0
        assert listed.region.x == left + margin
        assert listed.region.right <= left + 132
        if size[0] >= 116:
            figures = found.app.screen.query_one("#figures")
            assert figures.region.width == 36
            assert figures.region.right == min(size[0], left + 134) - margin
            await found.press("enter")
            assert found.app.screen.query_one("#detail").region.width == 56
        else:
            assert listed.region.width == min(88, page.size.width)
            await found.press("enter")
            assert found.app.screen.query_one("#detail").region.x == margin
            assert not listed.display


async def test_figures_that_do_not_fit_are_a_key_away_and_back(two_years: Path) -> None:
    async with driven(two_years, (100, 30)) as found:
        await found.press("5")
        assert "tab figures" in found.keys
        assert "AGEING" not in found.text
        await found.press("tab")
        assert "AGEING" in found.text
        assert "OPEN" not in found.text
        await found.press("tab")
        assert "OPEN" in found.text
        await found.press("tab", "escape")
        assert "OPEN" in found.text
        assert "AGEING" not in found.text


async def test_figures_that_fit_stand_under_the_list_and_not_behind_a_key(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), promise("Consent feed", JAY, -3)])
    async with driven(path, (100, 40)) as found:
        await found.press("3")
        assert "DUE BY WEEK" in found.text
        assert found.text.count("DUE BY WEEK") == 1
        assert "tab figures" not in found.keys
        listed, figures = found.list.region, found.app.screen.query_one("#figures").region
        assert figures.y == listed.bottom + 1
    many = [promise(f"Promise {number}", JAY, -number) for number in range(1, 30)]
    async with driven(write(tmp_path / "many.visavis", [*people(), *many]), (100, 40)) as found:
        await found.press("3")
        assert "DUE BY WEEK" not in found.text
        assert "tab figures" in found.keys


async def test_what_stands_above_the_list_stands_nowhere_else(two_years: Path) -> None:
    async with driven(two_years, (100, 60)) as found:
        await found.press("2")
        assert found.text.count("RHYTHM") == 1
        assert "tab figures" not in found.keys
