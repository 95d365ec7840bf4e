"""The rhythm as lines: in words, and each expected date of the last years as met or not, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from models.measures.rhythm import RhythmFigures
from models.pair import Pair
from models.words import MONTHS
from tui.screens.figures import LEVELS
from tui.screens.words import ago
from tui.text import cell_width, visible
from tui.widgets.drawn import Span, Spans
from tui.widgets.glyphs import glyphs

_LABEL = 8
_YEAR = 6
_MOST_A_MONTH = 5
"""A rhythm with more dates than so in one month is told in words alone."""


def rhythm_lines(pair: Pair, figures: RhythmFigures, width: int, years: int) -> list[Spans]:
    """The rhythm and how it was kept, then a line a year, the last ones; nothing where there is neither."""
    facts = _facts(pair, figures)
    if not facts:
        return []
    return [*_in_words(facts, width - _LABEL - 4), *_map(figures, years)]


def _facts(pair: Pair, figures: RhythmFigures) -> list[Span]:
    facts: list[Span] = []
    if pair.alliance.cadence:
        from models.cadence import say_cadence

        words = visible(say_cadence(pair.alliance.cadence))
        facts.append((words[:1].upper() + words[1:], "body"))
    if figures.expected:
        facts.append((f"met {figures.satisfied} of {figures.expected}", "body"))
    elif figures.held:
        facts.append((f"met {figures.held} times", "body"))
    if figures.streak > 1:
        facts.append((f"{figures.streak} in a row", "body"))
    if figures.gap_days is not None:
        facts.append((f"last {ago(figures.gap_days)}", LEVELS.get(figures.level or "", "aside")))
    if figures.out_of_office_days is not None:
        facts.append((f"out of the office {ago(figures.out_of_office_days)}", "aside"))
    return facts


def _in_words(facts: Sequence[Span], room: int) -> list[Spans]:
    """The facts behind the label; those that do not fit stand on a further line."""
    lines: list[list[Span]] = [[]]
    used = 0
    for text, voice in facts:
        wide = cell_width(text) + (3 if lines[-1] else 0)
        if lines[-1] and used + wide > room:
            lines.append([])
            used, wide = 0, cell_width(text)
        lines[-1] += [*([(f" {glyphs().dot} ", "quiet")] if lines[-1] else []), (text, voice)]  # type: ignore[list-item]
        used += wide
    first: list[Spans] = [[("RHYTHM", "label"), ("  ", "body"), *lines[0]]]
    return [*first, *([(" " * _LABEL, "body"), *line] for line in lines[1:])]


def _map(figures: RhythmFigures, years: int) -> list[Spans]:
    """A head of months, and below it a line a year; nothing where a month has more dates than can be shown."""
    by_year = {year: list(days) for year, days in groupby(figures.dates, key=lambda item: item[0].year)}
    shown = dict(list(by_year.items())[-years:])
    counts = [sum(day.month == month for day, _ in days) for days in shown.values() for month in range(1, 13)]
    most = max(counts, default=0)
    if not 0 < most <= _MOST_A_MONTH:
        return []
    cells = max(most, 1) + 1
    letters = min(3, cells - 1)
    names = "".join(name[:letters].ljust(cells) for name in MONTHS)
    head: list[Span] = [(" " * (_LABEL + _YEAR), "body"), (names.rstrip(), "aside")]
    return [head, *(_year(year, days, cells) for year, days in shown.items())]


def _year(year: int, days: Sequence[tuple[date, bool]], cells: int) -> Spans:
    spans: list[Span] = [(" " * _LABEL, "body"), (f"{year}  ", "aside")]
    for month in range(1, 13):
        met = [was_met for day, was_met in days if day.month == month]
        spans += [(glyphs().met, "body") if one else (glyphs().not_met, "aside") for one in met]
        spans.append((" " * (cells - len(met)), "body"))
    return spans
