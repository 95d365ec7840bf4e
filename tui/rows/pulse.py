"""Rounds of the pulse as lines: one that was opened, what a row says of it, and the newest at a glance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.measures.pulse import compared, figures, furthest
from models.verbs.pulse import is_in, is_seen
from models.verbs.pulse_statements import survey_of
from tui.pictures.pulse import glance
from tui.text.cells import visible, wrap
from tui.text.glyphs import glyphs
from tui.text.words import called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.pair import Pair
    from models.records.rows import Pulse
    from tui.text.spans import Span, Spans


def round_lines(rounds: Sequence[Pulse], pair: Pair, width: int) -> list[Spans]:
    """The last of the rounds: compared once both have answered; before that no score, mine neither.

    Whoever sits before the screen then may be the other, whose turn comes next.
    """
    pulse = rounds[-1]
    if is_seen(pulse, pair):
        return [*glance(rounds, pair, partial(called, pair), width, glyphs())]
    lines: list[Spans] = [[(line, "body")] for line in wrap(f"{_first_up(who_is_in(pulse, pair))}.", width)]
    lines += [[(line, "aside")] for line in wrap(_BLIND, width)]
    for statement in pulse.statements or ():
        key, text = str(statement["key"]), str(statement["text"])
        lines.append(())
        lines += [[(line, "body")] for line in wrap(visible(text), width)]
        lines += [[(f"  {line}", "aside")] for line in _wrapped(survey_of(key, text), width - 2)]
    return lines


_BLIND = "Scores and guesses show once both have answered every statement, and not before."


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width) if text else []


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def who_is_in(pulse: Pulse, pair: Pair) -> str:
    """Whose answers to a blind round are in: names, and no score."""
    me, other = (called(pair, person.uid) for person in (pair.me, pair.other))
    match is_in(pulse, pair.me.uid), is_in(pulse, pair.other.uid):
        case True, False:
            return f"{me} answered, {other} not yet"
        case False, True:
            return f"{other} answered, {me} not yet"
        case _:
            return "nobody has answered yet"


def row_words(pulse: Pulse, pair: Pair) -> str:
    """What a row says of a round: who is still to answer, or how alike the two see it, and what least."""
    items = compared(pulse, pair)
    if not items:
        return _first_up(who_is_in(pulse, pair))
    alike = f"Alike on {sum(item.gap == 0 for item in items)} of {len(items)}"
    found = furthest(items)
    return f"{alike}; furthest apart: {visible(found[0].text)}" if found else alike


def view_lines(rounds: Sequence[Pulse], pair: Pair, width: int) -> list[Spans]:
    """The newest round that both have answered in brief, with those before it; nothing before there is one.

    For the right of a list of rounds, or below its label.
    """
    seen = [number for number, pulse in enumerate(rounds) if is_seen(pulse, pair)]
    if not seen:
        return []
    return [*glance(rounds[: seen[-1] + 1], pair, partial(called, pair), width, glyphs())]


def view_sentence(rounds: Sequence[Pulse], pair: Pair) -> list[Span]:
    """The same in one line, for one column: how alike the two see it, and the time before; empty where none is."""
    found = figures(rounds, pair)
    if not found:
        return []
    last = found[-1]
    before = f", {found[-2].alike} of {found[-2].statements} the time before" if len(found) > 1 else ""
    return [(f"Alike on {last.alike} of {last.statements} statements{before}", "body")]
