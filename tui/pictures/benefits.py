"""The small pictures of a benefit, in the app and in a terminal: yes or no in a row, a series, both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.pictures.bars import share_bar
from tui.text.cells import cell_width, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.pages.benefits import Benefit, Share
    from tui.pictures.lines import Line
    from tui.text.glyphs import Glyphs

BAR = 20
"""The most cells that the bar of a share takes."""

_LEAST_BAR = 4


def dots_line(dots: Sequence[bool], glyphs: Glyphs) -> Line:
    """Yes or no one after the other: met or not met."""
    return [(" ".join(glyphs.met if yes else glyphs.not_met for yes in dots), "body")]


def series_line(values: Sequence[float], glyphs: Glyphs) -> Line:
    """A small series, each value a step between the lowest and the highest of them; empty for fewer than two."""
    if len(values) < 2:
        return []
    low, high = min(values), max(values)
    top = len(glyphs.steps) - 1
    drawn = (glyphs.steps[round((value - low) / (high - low) * top) if high > low else top // 2] for value in values)
    return [("".join(drawn), "body")]


def share_text(share: Share) -> str:
    """A direction in figures: "9 of 10", or a plain count; where there is nothing to count, that."""
    if share.of == 0:
        return "none yet"
    return f"{share.done}" if share.of is None else f"{share.done} of {share.of}"


def side_lines(sides: Sequence[Share], called: Callable[[str], str], width: int, glyphs: Glyphs) -> list[Line]:
    """Both directions, a line each: who, how many, a bar of the share where there is room, and behind the last what is
    counted.
    """
    if not sides:
        return []
    who = max(cell_width(called(share.uid)) for share in sides)
    number = max(len(share_text(share)) for share in sides)
    bar = min(BAR, width - who - number - 6)
    lines: list[Line] = []
    for share in sides:
        line: Line = [(padded(called(share.uid), who), "body"), (f"  {share_text(share).rjust(number)}", "body")]
        if share.of and bar >= _LEAST_BAR:
            line += [("   ", "body"), *share_bar(share.done, share.of, bar, glyphs)]
        lines.append(line)
    return lines


def picture(benefit: Benefit, called: Callable[[str], str], width: int, glyphs: Glyphs) -> list[Line]:
    """Everything drawn of one benefit: its dots or series, then both directions under what they count."""
    drawn = dots_line(benefit.dots, glyphs) if benefit.dots else series_line(benefit.series, glyphs)
    lines: list[Line] = [drawn] if drawn else []
    if benefit.sides:
        lines += [[(benefit.sides[0].what, "aside")], *side_lines(benefit.sides, called, width, glyphs)]
    return lines
