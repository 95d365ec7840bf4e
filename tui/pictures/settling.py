"""How disagreements settle, in pictures: the curve, or the cases where these are few, and the open ones by age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.measures.settling_words import after_text, marks_text
from models.time.words import days_text
from tui.pictures.bars import ageing_bar, marks_named, scale_end
from tui.pictures.curve import Curve, curve_lines, how_sure
from tui.text.cells import cut_words, padded, wrap

if TYPE_CHECKING:
    from models.measures.disagreements import Ageing, Level, SettlingCase, SettlingFigures
    from tui.pictures.lines import Line, Tone
    from tui.text.glyphs import Glyphs

Name = Callable[[int, str], str]
"""What a disagreement is called, by its id and its topic: as it may be shown."""

LEVELS: dict[Level | None, tuple[str, Tone]] = {"watch": ("watch", "watch"), "late": ("late", "late")}
"""The word of a level, and its voice; fine is silent."""

_LONGEST_NAME = 40
_BAR, _LEAST_BAR = 40, 8
_LEVEL = max(len(word) for word, _ in LEVELS.values()) + 2
"""The most and the fewest cells of a bar, and those of a level behind it."""

_ENDED = {"resolved": "settled", "lapsed": "lapsed", "open": "open"}


def curve_of(cases: Sequence[SettlingCase], found: SettlingFigures) -> Curve:
    """The curve of a cohort."""
    return Curve(found.curve, [case.days for case in cases])


def explained(curve: Curve, width: int, rows: int, glyphs: Glyphs, *, tinted: bool) -> list[Line]:
    """A curve, and below it what its band stands for; in so many rows and two more."""
    drawn = curve_lines(curve, width, rows, glyphs, tinted=tinted)
    return [*drawn, [(how_sure(tinted=tinted), "aside")]] if drawn and curve.has_band else drawn


def picture(
    cases: Sequence[SettlingCase],
    found: SettlingFigures,
    name: Name,
    width: int,
    rows: int,
    glyphs: Glyphs,
    *,
    tinted: bool,
) -> list[Line]:
    """The curve; under five ended each case instead, the longest first; in at most so many rows and two more."""
    if found.enough:
        return explained(curve_of(cases, found), width, rows, glyphs, tinted=tinted)
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
    """How a case stands: in 9 days, lapsed after 30 days, open 5 days; that it is settled the days say."""
    if case.ending == "resolved":
        return f"in {days_text(case.days)}" if case.days else "the same day"
    return f"{_ENDED[case.ending]} {days_text(case.days) if case.ending == 'open' else after_text(case.days)}"


def _fitted(text: str, cells: int, glyphs: Glyphs) -> str:
    return padded(cut_words(text, cells, glyphs.cut), cells)


def ageing_lines(found: SettlingFigures, items: Sequence[Ageing], width: int, most: int, glyphs: Glyphs) -> list[Line]:
    """A bar for each of these open ones under its age, the oldest first, against both points of `found`: their marks
    are named above, and below it is said what they stand for. Nothing where there is no point to hold an age against.
    """
    watch, late = found.watch_days, found.late_days
    if watch is None or not items:
        return []
    end = scale_end(max(item.days for item in items), watch, late)
    label = max(len(days_text(item.days)) for item in items)
    cells = min(_BAR, width - label - 2 - _LEVEL)
    if cells < _LEAST_BAR:
        return []
    lines = [_aged(item, watch, late, end, label, cells, glyphs) for item in items]
    named: Line = [(" " * (label + 2) + marks_named(watch, late, end, cells), "aside")]
    told: list[Line] = [[(line, "aside")] for line in wrap(marks_text(found), width)]
    return [named, *_at_most(lines, most), *told]


def _aged(item: Ageing, watch: float, late: float | None, end: float, label: int, cells: int, glyphs: Glyphs) -> Line:
    word, tone = LEVELS.get(item.level, ("", "aside"))
    bar = ageing_bar(item.days, watch, late, end, cells, glyphs)
    return [(f"{days_text(item.days).rjust(label)}  ", "body"), *bar, (f"  {word}" if word else "", tone)]
