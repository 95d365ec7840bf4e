"""The rhythm as lines: in words, and each expected date of the last years as met or not, month by month."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from models.time.words import MONTHS
from tui.rows.levels import LEVELS
from tui.text.cells import cell_width, visible
from tui.text.glyphs import glyphs
from tui.text.words import ago, counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.measures.rhythm import RhythmFigures
    from models.records.pair import Pair
    from tui.text.spans import Span, Spans

_LABEL = 8
_YEAR = 6
_MOST_A_MONTH = 5
"""A rhythm with more dates than so in one month is told in words alone."""

_YEARS_AT_RIGHT = 2


def rhythm_lines(pair: Pair, figures: RhythmFigures, width: int, unrecorded: int = 0) -> list[Spans]:
    """Above a list: the rhythm and how it was kept, then the last year; nothing where there is neither.

    `unrecorded` dates lately are in no meeting of the log.
    """
    facts = _facts(pair, figures, unrecorded)
    if not facts:
        return []
    first, *rest = _in_words(facts, width - _LABEL - 4)
    indent: Span = (" " * _LABEL, "body")
    drawn = [*rest, *_map(figures, 1, width - _LABEL)]
    return [[("RHYTHM", "label"), ("  ", "body"), *first], *([indent, *line] for line in drawn)]


def rhythm_block(pair: Pair, figures: RhythmFigures, width: int, unrecorded: int = 0) -> list[Spans]:
    """The same at the right of a list, below its label and of the last two years."""
    facts = _facts(pair, figures, unrecorded)
    if not facts:
        return []
    drawn = _map(figures, _YEARS_AT_RIGHT, width)
    return [[("RHYTHM", "label")], *_in_words(facts, width), *([(), *drawn] if drawn else [])]


def _facts(pair: Pair, figures: RhythmFigures, unrecorded: int) -> list[Span]:
    facts: list[Span] = []
    if pair.alliance.cadence:
        from models.time.cadence import say_cadence  # not for the first picture

        words = visible(say_cadence(pair.alliance.cadence))
        facts.append((words[:1].upper() + words[1:], "body"))
    if figures.expected:
        facts.append((f"met {figures.satisfied} of {figures.expected}", "body"))
    elif figures.held:
        facts.append((f"met {counted(figures.held, 'time')}", "body"))
    if figures.streak > 1:
        facts.append((f"{figures.streak} in a row", "body"))
    if figures.gap_days is not None:
        facts.append((f"last {ago(figures.gap_days)}", LEVELS.get(figures.level or "", "aside")))
    if figures.out_of_office_days is not None:
        facts.append((f"out of the office {ago(figures.out_of_office_days)}", "aside"))
    if unrecorded:
        # Nobody knows whether they met then, so nothing is told to be missing; but it says how that is put down.
        facts.append((f"of {counted(unrecorded, 'date')} nothing is recorded", "aside"))
        facts.append(("a types one up", "aside"))
    return facts


def _in_words(facts: Sequence[Span], room: int) -> list[Spans]:
    """The facts with a dot between; those that do not fit stand on a further line."""
    lines: list[list[Span]] = [[]]
    used = 0
    for text, voice in facts:
        wide = cell_width(text) + (3 if lines[-1] else 0)
        if lines[-1] and used + wide > room:
            lines.append([])
            used, wide = 0, cell_width(text)
        lines[-1] += [*([(f" {glyphs().dot} ", "quiet")] if lines[-1] else []), (text, voice)]  # type: ignore[list-item]
        used += wide
    return list(lines)


def _map(figures: RhythmFigures, years: int, width: int) -> list[Spans]:
    """A head of months, and below it a line a year; of a year that is too long for that, each part below its months.

    Nothing where a month has more dates than can be shown.
    """
    by_year = {year: list(days) for year, days in groupby(figures.dates, key=lambda item: item[0].year)}
    shown = dict(list(by_year.items())[-years:])
    counts = [sum(day.month == month for day, _ in days) for days in shown.values() for month in range(1, 13)]
    most = max(counts, default=0)
    if not 0 < most <= _MOST_A_MONTH:
        return []
    cells = most + 1
    long = next((number for number in (12, 6, 4, 3) if _YEAR + number * cells - 1 <= width), 0)
    if not long:
        return []
    parts = [range(first, first + long) for first in range(1, 13, long)]
    lines: list[Spans] = []
    for at, (year, days) in enumerate(shown.items()):
        for part in parts:
            named = str(year) if part == parts[0] else ""
            if len(parts) > 1:
                lines += [_head(named, part, cells), _met("", days, part, cells)]
            else:
                lines += [*([_head("", part, cells)] if at == 0 else []), _met(named, days, part, cells)]
    return lines


def _head(year: str, months: range, cells: int) -> Spans:
    letters = min(3, cells - 1)
    names = "".join(MONTHS[month - 1][:letters].ljust(cells) for month in months)
    return [(year.ljust(_YEAR), "aside"), (names.rstrip(), "aside")]


def _met(year: str, days: Sequence[tuple[date, bool]], months: range, cells: int) -> Spans:
    spans: list[Span] = [(year.ljust(_YEAR), "aside")]
    for month in months:
        met = [was_met for day, was_met in days if day.month == month]
        spans += [(glyphs().met, "body") if one else (glyphs().not_met, "aside") for one in met]
        spans.append((" " * (cells - len(met)), "body"))
    return spans
