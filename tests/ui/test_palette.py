"""The colours: contrasts as promised on every ground, and hex in one place only."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import tui
from tests.ui.driving import on_records
from tests.ui.logs import drawn
from tui.palette import CONTRAST, CURSOR_SHARE, DARK, LIGHT, PALETTES, Palette, theme_of

TUI = Path(tui.__file__).parent
Rgb = tuple[float, float, float]


def rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: Rgb) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lit(ground: Rgb, primary: Rgb) -> Rgb:
    """The ground of the row under the cursor."""
    red, green, blue = (
        one * (1 - CURSOR_SHARE) + other * CURSOR_SHARE for one, other in zip(ground, primary, strict=True)
    )
    return red, green, blue


def grounds(palette: Palette) -> dict[str, Rgb]:
    """Every ground that words stand on: the three, and the row under the cursor of a list on the page."""
    found = {name: rgb(getattr(palette, name)) for name in ("page", "surface", "panel")}
    return {**found, "cursor": lit(found["page"], rgb(palette.primary))}


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize(
    ("roles", "least"),
    [(("text",), 10.0), (("muted", "primary", "warning", "error"), 4.5), (("quiet",), 3.0)],
)
def test_contrasts(palette: Palette, roles: tuple[str, ...], least: float) -> None:
    for role in roles:
        for name, ground in grounds(palette).items():
            found = contrast(rgb(getattr(palette, role)), ground)
            assert found >= least, f"{role} on {name}: {found:.2f}"


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_the_ground_of_a_band_is_seen_and_the_curve_on_it(palette: Palette) -> None:
    band = rgb(palette.band)
    assert contrast(rgb(palette.text), band) >= 10
    assert contrast(band, rgb(palette.page)) >= 1.3


def test_high_contrast_is_black_white_and_greys_between() -> None:
    for value in CONTRAST:
        assert not isinstance(value, str) or not value.startswith("#") or value[1:3] == value[3:5] == value[5:7]
    assert (CONTRAST.page, CONTRAST.text) == ("#000000", "#ffffff")


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_roles_differ(palette: Palette) -> None:
    """Three grounds and three weights of text, each told from the next one; the scrollbar is calmer than any word."""
    assert len({palette.page, palette.surface, palette.panel}) == 3
    page = rgb(palette.page)
    weights = [contrast(rgb(colour), page) for colour in (palette.text, palette.muted, palette.quiet, palette.bar)]
    assert all(more > 1.3 * less for more, less in pairwise(weights))
    for ground in (palette.page, palette.surface, palette.panel):
        assert contrast(rgb(palette.bar), rgb(ground)) >= 1.3


def test_the_themes_of_the_design() -> None:
    assert (DARK.page, DARK.text, DARK.primary, DARK.error) == ("#14161a", "#dcdfe4", "#7fa8d1", "#e5786d")
    assert (LIGHT.page, LIGHT.text, LIGHT.primary, LIGHT.error) == ("#fbfaf7", "#22252b", "#245a8d", "#b3261e")


def test_hex_lives_in_the_palette_alone() -> None:
    for path in (*TUI.rglob("*.py"), *TUI.rglob("*.tcss")):
        if path.name != "palette.py":
            assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text()), path


def test_no_blink_reverse_or_dim_in_the_styles() -> None:
    for path in TUI.rglob("*.tcss"):
        assert not re.search(r"blink|reverse|text-style:[^;]*dim", path.read_text()), path


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
async def test_words_have_the_colours_of_their_roles(tmp_path: Path, palette: Palette) -> None:
    """Drawn, in every theme and after a change of theme: late words in error, the cursor's row on its ground."""
    async with on_records(tmp_path, drawn()) as found:
        found.app.theme = palette.name
        await found.settle()
        strips = found.app.screen._compositor.render_strips()
        segments = [segment for segment in strips[6] if segment.text.strip()]
        styles = {segment.text.strip(): segment.style for segment in segments}
        late = styles["12 days"]
        assert late is not None
        assert late.color is not None
        assert late.color.triplet is not None
        assert late.color.triplet.hex == palette.error
        ground = late.bgcolor
        assert ground is not None
        assert ground.triplet is not None
        expected = [round(part * 255) for part in lit(rgb(palette.page), rgb(palette.primary))]
        assert all(abs(one - other) <= 1 for one, other in zip(ground.triplet, expected, strict=True))
        what = styles["Persona list for the portal"]
        assert what is not None
        assert what.bold


def test_themes_know_nothing_but_the_palette() -> None:
    for palette in PALETTES:
        theme = theme_of(palette)
        assert theme.dark == palette.dark
        own = {value for value in palette if isinstance(value, str) and value.startswith("#")}
        assert {theme.primary, theme.secondary, theme.accent, theme.success, theme.warning, theme.error} <= own
