"""What each of the two holds in an opened disagreement, in the words of the other as well, and how they spoke of it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tui.rows.came_of import in_words_of
from tui.text.cells import visible, wrap
from tui.text.prose import prose, written
from tui.text.words import called

if TYPE_CHECKING:
    from models.records.rows import Disagreement
    from storage.reads.opened import Opened
    from tui.text.spans import Spans

HEAT = ("calm", "mild", "warm", "hot", "boiling")
RESPECT = ("without respect", "with little respect", "with some respect", "with much respect", "with full respect")
"""What the scores from 1 to 5 are called."""


def sides(opened: Opened, record: Disagreement, width: int) -> list[list[Spans]]:
    """A block for each of the two that holds something: the position, and below it the same in the other's words."""
    found: list[list[Spans]] = []
    for person in (opened.pair.me, opened.pair.other):
        position = str((record.positions or {}).get(person.uid) or "")
        restated = str((record.restated or {}).get(person.uid) or "")
        lines: list[Spans] = [[(called(opened.pair, person.uid).upper(), "label")]]
        lines += written(position, width) if position else []
        if restated:
            other = called(opened.pair, opened.pair.across(person.uid).uid)
            lines += _restated(in_words_of(other), restated, width)
        if position or restated:
            found.append(lines)
    return found


def _restated(whose: str, text: str, width: int) -> list[Spans]:
    """Somebody's words behind whose they are, indented; all of them said where the first line has no room for that."""
    before = f"{whose}: "
    first, *rest = wrap(before + visible(text, one_line=False), max(1, width - 2))
    head: Spans = [("  ", "body"), (first, "said")]
    if first.startswith(before):
        head = [("  ", "body"), (before, "aside"), (first.removeprefix(before), "said")]
    further: list[Spans] = [[("  ", "body"), (line, "said")] for line in rest]
    return [head, *further]


def tone_lines(opened: Opened, record: Disagreement, width: int) -> list[Spans]:
    """How hot it was for each at the start and then, and with how much respect, in one sentence; nothing if unsaid."""
    said = [*_at_first(opened, record), *_later(opened), *_respect(opened)]
    text = "; ".join(said)
    return prose(text[:1].upper() + text[1:], width) if said else []


def _at_first(opened: Opened, record: Disagreement) -> list[str]:
    two = [person.uid for person in (opened.pair.me, opened.pair.other) if person.uid in (record.heat or {})]
    scores = [int((record.heat or {})[uid]) for uid in two]
    if len(two) == 2 and scores[0] == scores[1]:
        return [_scored(HEAT, scores[0], " for both")]
    each = [_scored(HEAT, score, f" for {called(opened.pair, uid)}") for uid, score in zip(two, scores, strict=True)]
    return [", ".join(each)] if each else []


def _later(opened: Opened) -> list[str]:
    """What each act says of the heat; the same one after the other is told once."""
    said = (int(event.values["heat"]) for event in opened.events if event.values.get("heat"))
    scores = [score for score, _ in groupby(said)]
    return [f"then {', '.join(_scored(HEAT, score) for score in scores)}"] if scores else []


def _respect(opened: Opened) -> list[str]:
    scores = [int(event.values["respect"]) for event in opened.events if event.values.get("respect")]
    return [_scored(RESPECT, scores[-1])] if scores else []


def _scored(words: tuple[str, ...], score: int, for_whom: str = "") -> str:
    return f"{words[score - 1]}{for_whom} ({score} of {len(words)})"
