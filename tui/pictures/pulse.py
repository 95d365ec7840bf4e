"""A round of the pulse that both have answered: each statement with both scores on one scale, and how it was before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from models.measures.pulse import Compared, Guessed, RoundFigures, compared, figures, furthest, series
from models.time.words import MONTHS
from models.verbs.pulse import HIGH, LOW
from models.verbs.pulse_statements import survey_of
from tui.text.cells import cell_width, padded, visible, wrap
from tui.text.glyphs import ASCII, Glyphs

if TYPE_CHECKING:
    from models.records.pair import Pair
    from models.records.rows import Pulse
    from tui.pictures.lines import Line, Tone

Name = Callable[[str], str]
"""What one of the two is called, by uid."""

SCALE = 2 * (HIGH - LOW) + 1
"""Cells of a scale: a mark at every second one."""

_GAP = 5
_BESIDE = 66
"""From that width on a statement stands beside its scale; below, above it."""

_LEVELS, _LEVELS_ASCII = "▁▂▃▅▇", "01234"
"""The size of a gap, 0 to 4, in one cell."""

_MOST_ROUNDS = 8

_OFF = "guess off"
"""Stands above the two columns that say by how much each guess was."""


class _Sides(NamedTuple):
    """What the two are called, and the glyphs to draw with."""

    mine: str
    theirs: str
    glyphs: Glyphs


def comparison(rounds: Sequence[Pulse], pair: Pair, name: Name, width: int, glyphs: Glyphs) -> list[Line]:
    """The last of the rounds, which both have answered, with those before it; each line in so many cells at most."""
    items = compared(rounds[-1], pair)
    sides = _Sides(visible(name(pair.me.uid)), visible(name(pair.other.uid)), glyphs)
    way = series(rounds, pair)
    lines: list[Line] = [*_told(headline(items, sides.mine, sides.theirs), width, "body"), []]
    lines += _table(items, way, sides, width) if width >= _BESIDE else _stacked(items, way, sides, width)
    lines += [[], *_told(_key(sides, several=_has_before(way)), width, "aside")]
    return [*lines, *_over_time(rounds, pair, sides, width)]


def glance(rounds: Sequence[Pulse], pair: Pair, name: Name, width: int, glyphs: Glyphs) -> list[Line]:
    """The same in brief: each statement with both scores and its gap, and the rounds before."""
    items = compared(rounds[-1], pair)
    sides = _Sides(visible(name(pair.me.uid)), visible(name(pair.other.uid)), glyphs)
    way = series(rounds, pair)
    lines: list[Line] = [*_told(headline(items, sides.mine, sides.theirs), width, "body"), []]
    for item in items:
        lines += _told(visible(item.text), width, "aside")
        lines.append(_scale_and_gap(item, way, glyphs))
    lines += [[], *_told(_marks(sides), width, "aside")]
    return [*lines, *_over_time(rounds, pair, sides, width)]


def headline(items: Sequence[Compared], mine: str, theirs: str) -> str:
    """Where the two are furthest apart, in a sentence."""
    found = furthest(items)
    two = f"{mine[:1].upper()}{mine[1:]} and {theirs}"
    if not found:
        return f"{two} gave every statement the same score"
    first, *rest = found
    more = f", and {len(rest)} more as far apart" if rest else ""
    return f"{two} see this most differently, {first.mine} and {first.theirs}: {visible(first.text)}{more}"


def scale(item: Compared, glyphs: Glyphs) -> Line:
    """Both scores from 1 to 5, mine full, theirs hollow, and what lies between; one full mark where they are alike."""
    low, high = sorted((item.mine, item.theirs))
    spans: Line = []
    for score in range(LOW, HIGH + 1):
        if score > LOW:
            spans.append((glyphs.share if low < score <= high else " ", "quiet"))
        mark: tuple[str, Tone] = (glyphs.dot, "quiet")
        if score == item.mine:
            mark = (glyphs.met, "body")
        elif score == item.theirs:
            mark = (glyphs.not_met, "body")
        elif low < score < high:
            mark = (glyphs.share, "quiet")
        spans.append(mark)
    return spans


def gap_text(gap: int) -> str:
    """A gap with its sign."""
    return f"{gap:+d}" if gap else "0"


def gaps_drawn(items: Sequence[Compared], glyphs: Glyphs) -> str:
    """The size of the gap in each of the last rounds, the oldest first: a height, or in ASCII the number."""
    levels = _LEVELS_ASCII if glyphs is ASCII else _LEVELS
    return "".join(levels[abs(item.gap)] for item in items[-_MOST_ROUNDS:])


def _has_before(way: Mapping[str, Sequence[Compared]]) -> bool:
    return any(len(items) > 1 for items in way.values())


# In one line a statement, from a width on


def _table(
    items: Sequence[Compared], way: Mapping[str, Sequence[Compared]], sides: _Sides, width: int
) -> Iterator[Line]:
    """A line for each statement under their heads, and below each what surveys found."""
    errors = [max(4, cell_width(name) + 2) for name in (sides.mine, sides.theirs)]
    drawn = {item.key: gaps_drawn(way[item.key], sides.glyphs) for item in items}
    rounds = max(map(len, drawn.values()), default=0) if _has_before(way) else 0
    room = max(20, width - SCALE - _GAP - sum(errors) - (rounds + 2 if rounds else 0))
    ends = f"{LOW}{HIGH:>{SCALE - 1}}"
    heads = "gap".rjust(_GAP) + sides.mine.rjust(errors[0]) + sides.theirs.rjust(errors[1])
    yield [((padded("", room + SCALE + _GAP) + _OFF.rjust(sum(errors))), "aside")]
    yield [(padded("", room) + ends + heads, "aside")]
    for item in items:
        first, *rest = wrap(visible(item.text), room - 1)
        numbers = gap_text(item.gap).rjust(_GAP)
        off = "".join(_error(error).rjust(cells) for error, cells in zip(_errors(item), errors, strict=True))
        before = f"  {drawn[item.key]}" if rounds else ""
        yield [(padded(first, room), "body"), *scale(item, sides.glyphs), (numbers, "body"), (off + before, "aside")]
        for text in rest:
            yield [(text, "body")]
        yield from _survey(item, width)


def _errors(item: Compared) -> tuple[int | None, int | None]:
    return item.my_error, item.their_error


def _error(error: int | None) -> str:
    return "" if error is None else str(error)


def _survey(item: Compared, width: int) -> list[Line]:
    found = survey_of(item.key, item.text)
    return [[(f"  {text}", "aside")] for text in wrap(found, max(1, width - 2))] if found else []


# In several lines a statement, where there is less room


def _stacked(
    items: Sequence[Compared], way: Mapping[str, Sequence[Compared]], sides: _Sides, width: int
) -> Iterator[Line]:
    for number, item in enumerate(items):
        if number:
            yield []
        yield from _told(visible(item.text), width, "body")
        yield _scale_and_gap(item, way, sides.glyphs)
        guesses = zip((sides.mine, sides.theirs), _errors(item), strict=True)
        off = ", ".join(f"{name} {error}" for name, error in guesses if error is not None)
        if off:
            yield from _told(f"guesses off by: {off}", width, "aside", indent=2)
        yield from _survey(item, width)


def _scale_and_gap(item: Compared, way: Mapping[str, Sequence[Compared]], glyphs: Glyphs) -> Line:
    drawn = f"  {gaps_drawn(way[item.key], glyphs)}" if _has_before(way) else ""
    return [("  ", "body"), *scale(item, glyphs), (f"  gap {gap_text(item.gap):<2}", "body"), (drawn, "aside")]


def _told(text: str, width: int, tone: Tone, indent: int = 0) -> list[Line]:
    return [[(" " * indent + line, tone)] for line in wrap(text, max(1, width - indent))]


def _marks(sides: _Sides) -> str:
    met, hollow = sides.glyphs.met, sides.glyphs.not_met
    return f"{met} {sides.mine}, {hollow} {sides.theirs}, one {met} where both are alike"


def _key(sides: _Sides, *, several: bool) -> str:
    """What the marks and the numbers stand for."""
    glyphs, mine, theirs = sides.glyphs, sides.mine, sides.theirs
    said = [
        _marks(sides),
        f"gap: {mine} less {theirs}",
        f"{mine}, {theirs}: by how much each guess of the other was off",
        *(["bars: the size of the gap, round by round"] if several and glyphs is not ASCII else []),
        *(["digits: the size of the gap, round by round"] if several and glyphs is ASCII else []),
    ]
    return "; ".join(said)


# Round by round


def _over_time(rounds: Sequence[Pulse], pair: Pair, sides: _Sides, width: int) -> list[Line]:
    """How alike each round was, and how many guesses were right; nothing where there is one round only."""
    found = figures(rounds, pair)[-_MOST_ROUNDS:]
    if len(found) < 2:
        return []
    lines: list[Line] = [[], [("OVER TIME", "label")]]
    for item in found:
        day = f"{MONTHS[item.opened_on.month - 1][:3]} {item.opened_on.year}"
        text = f"alike on {item.alike} of {item.statements}; guessed right: {_guesses(item, sides)}"
        first, *rest = wrap(text, max(1, width - 10))
        lines.append([(f"{day:<10}", "aside"), (first, "body")])
        lines += [[(" " * 10 + more, "body")] for more in rest]
    return lines


def _guesses(item: RoundFigures, sides: _Sides) -> str:
    return f"{sides.mine} {_right(item.mine)}, {sides.theirs} {_right(item.theirs)}"


def _right(found: Guessed) -> str:
    return f"{found.right} of {found.made}" if found.made else "none made"
