"""How disagreements settle, as the lines beside their list: the sentence, the curve, the open ones, each kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from models.measures.disagreements import SettlingCase, SettlingFigures, settling_cases, settling_figures
from models.measures.settling_words import raised_by, settled_text, settling_sentence
from models.measures.survival import never
from models.records.choices import DISAGREEMENT_KINDS
from models.time.words import days_text
from tui.pictures.settling import Name, ageing_lines, picture
from tui.text.cells import cell_width, cut, padded
from tui.text.glyphs import glyphs
from tui.text.prose import prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.measures.lived import Lived
    from models.records.pair import Pair
    from tui.text.spans import Span, Spans

WIDEST, HIGHEST = 48, 10
"""The most cells and rows of the curve beside a list."""

_FEWEST = 5
_AGEING = 5
_KIND = 13


class Cohort(NamedTuple):
    """Disagreements raised in a period, and their figures."""

    cases: tuple[SettlingCase, ...]
    figures: SettlingFigures


class FiguresRoom(NamedTuple):
    """The cells and rows of what is drawn beside a list, and whether grounds can be tinted."""

    width: int
    height: int
    tinted: bool


class PeriodOfSettling(NamedTuple):
    """The cohort of everything (`all`) and of each kind, of one period."""

    period: str
    cohorts: dict[str, Cohort]


def settling_of(lives: Sequence[Lived], as_of: date, period: str, ends_on: date | None = None) -> PeriodOfSettling:
    """Measure what was raised this year, or ever; the newest day counts is `as_of`."""
    since = date(as_of.year, 1, 1) if period == "this year" else None
    kinds = {lived.id: lived.kind for lived in lives}
    # Replayed once, and parted by kind afterwards: a place that is entered waits for this.
    found = {"all": settling_cases(lives, as_of, since, ends_on=ends_on)}
    found |= {kind: tuple(case for case in found["all"] if kinds[case.id] == kind) for kind in DISAGREEMENT_KINDS}
    return PeriodOfSettling(period, {name: Cohort(cases, settling_figures(cases)) for name, cases in found.items()})


def sentence(pair: Pair, settling: PeriodOfSettling, kind: str) -> str:
    """What reads the curve, in one sentence, with the period where it is not everything."""
    said = settling_sentence(settling.cohorts[kind].figures, raised_by(pair))
    return said if settling.period == "everything" else f"{settling.period.capitalize()}: {said[:1].lower()}{said[1:]}"


def settling_lines(
    pair: Pair, settling: PeriodOfSettling, whole: PeriodOfSettling, kind: str, name: Name, room: FiguresRoom
) -> list[Spans]:
    """Everything in a room; the curve takes the rows that are left, and the kinds give way first.

    The open ones are held against `whole`, what was raised ever and of any kind, as their level in the list is.
    """
    width, height, tinted = room
    cases, found = settling.cohorts[kind]
    n = f"{settling.period}, {found.n} raised" if found.n else settling.period
    head: list[Spans] = [_label("SETTLING", n), *prose(_said(pair, found), width)]
    signs, wide = glyphs(), min(width, WIDEST)
    ageing = _ageing(whole, kind, width)
    kinds = _by_kind(settling) if kind == "all" else []
    left = height - len(head) - 3 - (len(ageing) + 1 if ageing else 0)
    rows = min(HIGHEST, left - (len(kinds) + 1 if kinds else 0))
    if rows < _FEWEST:
        kinds, rows = [], min(HIGHEST, max(_FEWEST, left))
    drawn: Sequence[Spans] = picture(cases, found, name, wide, rows, signs, tinted=tinted)
    blocks: Sequence[Sequence[Spans]] = [head, drawn, ageing, kinds]
    return [line for block in blocks if block for line in (*block, ())][:-1]


def _ageing(whole: PeriodOfSettling, kind: str, width: int) -> list[Spans]:
    shown, found = {case.id for case in whole.cohorts[kind].cases}, whole.cohorts["all"].figures
    items = [item for item in found.ageing if item.id in shown]
    if not found.enough:
        return []  # they are listed already, and there is nothing to hold their age against
    lines: Sequence[Spans] = ageing_lines(found, items, width, _AGEING, glyphs())
    return [_label("AGEING", f"{len(items)} open"), *lines] if lines else []


def _said(pair: Pair, found: SettlingFigures) -> str:
    return sentence(pair, PeriodOfSettling("everything", {"all": Cohort((), found)}), "all")


def _label(label: str, more: str) -> list[Span]:
    return [(label, "label"), (f"  {more}", "aside")]


def _by_kind(settling: PeriodOfSettling) -> list[Spans]:
    """A line for each kind that was raised: how many, and within which time half of them settle."""
    found = {kind: settling.cohorts[kind].figures for kind in DISAGREEMENT_KINDS}
    lines: list[Spans] = [
        [
            (padded(kind, _KIND), "body"),
            (f"{figures.n:>3}", "body"),
            (f"   {_half(figures)}", "aside"),
        ]
        for kind, figures in found.items()
        if figures.n
    ]
    return [_label("BY KIND", "raised"), *lines] if lines else []


def _half(found: SettlingFigures) -> str:
    if not found.enough:
        return settled_text(found)
    if never(50, found.lapsed, found.n):
        return "half never settles"
    if found.median_days is None:
        return "half is not reached"
    return f"half in {days_text(found.median_days)}"


def foot(pair: Pair, settling: PeriodOfSettling, kind: str, width: int) -> str:
    """The sentence in one line: whole, or without what follows its first part, without the interval, or cut."""
    said = sentence(pair, settling, kind)
    for end in ("; ", "; ", "; ", " ("):
        if cell_width(said) > width and end in said:
            said = said.rpartition(end)[0]
    return cut(said, width, glyphs().cut)
