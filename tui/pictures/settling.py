"""How disagreements settle, in pictures: the curve, or the cases where these are few, and the open ones by age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.measures.settling_words import after_text, marks_text
from models.time.words import days_text
from tui.pictures.bars import ageing_bar, scale_end
from tui.pictures.curve import Curve, curve_lines
from tui.text.cells import cell_width, cut_words, padded, wrap

if TYPE_CHECKING:
    from models.measures.disagreements import Ageing, Level, SettlingCase, SettlingFigures
    from tui.pictures.lines import Line, Tone
    from tui.text.glyphs import Glyphs

Name = Callable[[int, str], str]
"""What a disagreement is called, by its id and its topic: as it may be shown."""

LEVELS: dict[Level | None, tuple[str, Tone]] = {"watch": ("watch", "watch"), "late": ("late", "late")}
"""The word of a level, and its voice; fine is silent."""

_BAR, _DAYS, _LEVEL, _LEAST_NAME, _LONGEST_NAME = 16, 9, 7, 12, 40
_ENDED = {"resolved": "settled", "lapsed": "lapsed", "open": "open"}


def curve_of(cases: Sequence[SettlingCase], found: SettlingFigures) -> Curve:
    """The curve of a cohort."""
    still_open = [case.days for case in cases if case.ending == "open"]
    return Curve(found.curve, [case.days for case in cases], still_open)


def picture(
    cases: Sequence[SettlingCase], found: SettlingFigures, name: Name, width: int, rows: int, glyphs: Glyphs
) -> list[Line]:
    """The curve; under five ended each case instead, the longest first, in at most so many rows and two more."""
    if found.enough:
        return curve_lines(curve_of(cases, found), width, rows, glyphs)
    longest = sorted(cases, key=lambda case: (-case.days, case.id))
    ends = max((len(_ending(case)) for case in cases), default=0)
    room = max(1, min(_LONGEST_NAME, width - ends - 2))
    lines: list[Line] = [
        [(_fitted(name(case.id, case.topic), room, glyphs), "body"), (f"  {_ending(case)}", "aside")]
        for case in longest
    ]
    return _at_most(lines, rows + 2)


def _at_most(lines: list[Line], most: int) -> list[Line]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], [(f"and {len(lines) - most + 1} more", "aside")]]


def _ending(case: SettlingCase) -> str:
    """How a case stands: settled after 9 days, open 5 days."""
    return f"{_ENDED[case.ending]} {days_text(case.days) if case.ending == 'open' else after_text(case.days)}"


def _fitted(text: str, cells: int, glyphs: Glyphs) -> str:
    return padded(cut_words(text, cells, glyphs.cut), cells)


def ageing_lines(
    found: SettlingFigures, items: Sequence[Ageing], name: Name, width: int, most: int, glyphs: Glyphs
) -> list[Line]:
    """A line for each of these open ones, the oldest first, its age against both points of `found`; below them what
    the marks say.
    """
    watch, late = found.watch_days, found.late_days
    end = scale_end(max((item.days for item in items), default=0), watch, late)
    longest = max((cell_width(name(item.id, item.topic)) for item in items), default=0)
    columns = _columns(width, longest, has_bar=watch is not None)
    lines: list[Line] = []
    for item in items:
        word, tone = LEVELS.get(item.level, ("", "aside"))
        bar = ageing_bar(item.days, watch, late, end, columns[1], glyphs) if columns[1] else []
        days: Line = [(days_text(item.days).rjust(_DAYS), "body")] if columns[2] else []
        called = _fitted(name(item.id, item.topic), columns[0], glyphs)
        lines.append([(f"{called} ", "body"), *bar, *days, (f"  {word}" if word else "", tone)])
    return [*_at_most(lines, most), *(_marks(found, width, glyphs) if lines else [])]


def _columns(width: int, longest: int, *, has_bar: bool) -> tuple[int, int, int]:
    """Cells of the name, of the bar, and of the days, which go first where there is little room.

    Without a mark to hold an age against, a bar would tell nothing: the days stand alone.
    """
    wide = _BAR if has_bar else 0
    days = _DAYS if width >= _LEAST_NAME + 1 + wide + _DAYS + _LEVEL + (8 if has_bar else 0) else 0
    bar = wide if width >= _LEAST_NAME + 1 + wide + _LEVEL else 0
    return max(1, min(_LONGEST_NAME, longest, width - 1 - bar - days - _LEVEL)), bar, days


def _marks(found: SettlingFigures, width: int, glyphs: Glyphs) -> list[Line]:
    """What the marks on the bars stand for; nothing where there are none."""
    told = marks_text(found)
    return [[(line, "aside")] for line in wrap(f"{glyphs.mark} {told}", max(1, width))] if told else []
