"""Every colour of the app: the only place with hex values. Plain data; a test computes the contrasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.theme import Theme

CURSOR_SHARE = 0.12
"""How much of primary lies on the ground of the row under the cursor."""


class Palette(NamedTuple):
    """One theme's colours by role: three grounds and that of a curve's band, three weights of text, the scrollbar, and
    the signals.
    """

    name: str
    dark: bool
    page: str
    surface: str
    panel: str
    band: str
    text: str
    muted: str
    quiet: str
    bar: str
    primary: str
    warning: str
    error: str


DARK = Palette(
    "visavis-dark",
    True,
    page="#14161a",
    surface="#1b1e24",
    panel="#23272f",
    band="#22303f",
    text="#dcdfe4",
    muted="#a0a6b0",
    quiet="#737a86",
    bar="#3a404b",
    primary="#7fa8d1",
    warning="#d9a441",
    error="#e5786d",
)
LIGHT = Palette(
    "visavis-light",
    False,
    page="#fbfaf7",
    surface="#f3f1eb",
    panel="#e9e6de",
    band="#cbdbea",
    text="#22252b",
    muted="#555b66",
    quiet="#7b818c",
    bar="#cac6bc",
    primary="#245a8d",
    warning="#8a5a00",
    error="#b3261e",
)
CONTRAST = Palette(
    "visavis-high-contrast",
    True,
    page="#000000",
    surface="#121212",
    panel="#1a1a1a",
    band="#3a3a3a",
    text="#ffffff",
    muted="#c8c8c8",
    quiet="#8c8c8c",
    bar="#6a6a6a",
    primary="#ffffff",
    warning="#ffffff",
    error="#ffffff",
)
PALETTES = (DARK, LIGHT, CONTRAST)


def theme_of(palette: Palette) -> Theme:
    """The Textual theme of a palette. Nothing but these colours: success and accent are plain text."""
    from textual.theme import Theme  # not for the first picture

    return Theme(
        palette.name,
        primary=palette.primary,
        secondary=palette.primary,
        accent=palette.primary,
        success=palette.text,
        warning=palette.warning,
        error=palette.error,
        foreground=palette.text,
        background=palette.page,
        surface=palette.surface,
        panel=palette.panel,
        dark=palette.dark,
        variables={
            # Said again, because Textual computes its shades of them and comes out a digit off.
            "primary": palette.primary,
            "warning": palette.warning,
            "error": palette.error,
            "foreground": palette.text,
            "background": palette.page,
            "surface": palette.surface,
            "panel": palette.panel,
            "band": palette.band,
            "muted": palette.muted,
            "quiet": palette.quiet,
            "cursor-ground": f"{palette.primary} {CURSOR_SHARE:.0%}",
            "scrollbar": palette.bar,
            "scrollbar-hover": palette.quiet,
            "scrollbar-active": palette.quiet,
            "scrollbar-background": palette.page,
            "scrollbar-background-hover": palette.page,
            "scrollbar-background-active": palette.page,
            "scrollbar-corner-color": palette.page,
        },
    )
