"""A round of the pulse that both have answered: both people's marks on one scale, the furthest apart first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from models.measures.pulse import Compared, Guessed, RoundFigures, compared, figures, furthest_first, series
from models.time.words import MONTHS
from models.verbs.pulse import HIGH, LOW
from models.verbs.pulse_statements import survey_of
from tui.text.cells import cell_width, cut_words, padded, visible, wrap

if TYPE_CHECKING:
    from models.records.pair import Pair
    from models.records.rows import Pulse
    from tui.pictures.lines import Line, Tone
    from tui.text.glyphs import Glyphs

Name = Callable[[str], str]
"""What one of the two is called, by uid."""

_CLOSE, _SPREAD = 1, 3
"""Cells between two scores of a scale, where there is little room and where there is more."""

_ROOMY = 80
"""From that width on the scale is spread."""

_APART = len(f"{HIGH - LOW} apart")
_GAP = 3
_BESIDE = 72
"""From that width on a statement stands beside its scale; below, above it."""

OVER_TIME = "OVER TIME"
"""Stands above how alike each round was."""

_MOST_ROUNDS = 8
_MOST_BEFORE = 3


class Sides(NamedTuple):
    """What the two are called, and the glyphs to draw with."""

    mine: str
    theirs: str
    glyphs: Glyphs


class RoundRead(NamedTuple):
    """A round that both have answered: its statements, the furthest apart first, each one's way through the rounds
    until then, and each of these rounds as a whole.
    """

    items: Sequence[Compared]
    way: Mapping[str, Sequence[Compared]]
    days: Mapping[str, Sequence[str]]
    rounds: Sequence[RoundFigures]


def read_round(rounds: Sequence[Pulse], pair: Pair) -> RoundRead:
    """What there is to draw of the last of the rounds."""
    seen = [(pulse, {item.key for item in compared(pulse, pair)}) for pulse in rounds]
    items = furthest_first(compared(rounds[-1], pair))
    days = {item.key: [_month(pulse) for pulse, keys in seen if item.key in keys] for item in items}
    return RoundRead(items, series(rounds, pair), days, figures(rounds, pair))


def _month(pulse: Pulse) -> str:
    return f"{MONTHS[pulse.opened_on.month - 1][:3]} {pulse.opened_on.year}"


def sides_of(pair: Pair, name: Name, glyphs: Glyphs) -> Sides:
    """The two of an alliance, as they are called here."""
    return Sides(visible(name(pair.me.uid)), visible(name(pair.other.uid)), glyphs)


def comparison(rounds: Sequence[Pulse], pair: Pair, name: Name, width: int, glyphs: Glyphs) -> list[Line]:
    """The last of the rounds, which both have answered, with all that is known of each statement below it."""
    found, sides = read_round(rounds, pair), sides_of(pair, name, glyphs)
    lines: list[Line] = [*legend(sides, width), []]
    for item in found.items:
        lines += statement_lines(item, width, glyphs)
        lines += [[("  " + text, "aside")] for text in behind(item, found, sides, width - 2)]
    return [*lines, *over_time(found, sides, width)]


def glance(rounds: Sequence[Pulse], pair: Pair, name: Name, width: int, glyphs: Glyphs) -> list[Line]:
    """The same in brief: each statement with both marks and how far they are apart, and the rounds before."""
    found, sides = read_round(rounds, pair), sides_of(pair, name, glyphs)
    lines: list[Line] = [*legend(sides, width), []]
    for item in found.items:
        lines += statement_lines(item, width, glyphs)
    return [*lines, *over_time(found, sides, width)]


def alike_text(found: RoundRead) -> str:
    """On how many statements the two are alike, and on how many the time before."""
    *before, last = found.rounds
    said = f"alike on {last.alike} of {last.statements}"
    return said + (f", {before[-1].alike} of {before[-1].statements} the time before" if before else "")


# The scale


def legend(sides: Sides, width: int) -> list[Line]:
    """Whose each mark is, and where there is a scale beside each statement its ends; told once, above all of them."""
    glyphs = sides.glyphs
    marks = f"{glyphs.not_met} {sides.mine}  {glyphs.met} {sides.theirs}  {glyphs.both} alike"
    room = _room(width)
    if not room or cell_width(marks) >= room:
        return [[(line, "aside")] for line in wrap(marks, max(1, width))]
    ends = f"{LOW}{HIGH:>{_scale_cells(width) - 1}}"
    return [[(padded(marks, room + _GAP), "aside"), (ends, "aside")]]


def _scale_cells(width: int) -> int:
    return (HIGH - LOW) * ((_SPREAD if width >= _ROOMY else _CLOSE) + 1) + 1


def _room(width: int) -> int:
    """Cells of a statement beside its scale; 0 where it stands above it."""
    return width - _GAP - _scale_cells(width) - _GAP - _APART if width >= _BESIDE else 0


def statement_lines(item: Compared, width: int, glyphs: Glyphs, tone: Tone = "body") -> list[Line]:
    """A statement with its scale and how far the two are apart: one line, or where there is little room several."""
    text, room = visible(item.text), _room(width)
    drawn, apart = scale(item, glyphs, _SPREAD if width >= _ROOMY else _CLOSE), apart_text(item.gap)
    voice: Tone = "body" if item.gap else "aside"
    if room:
        said = padded(cut_words(text, room, glyphs.cut), room + _GAP)
        return [[(said, tone), *drawn, (" " * _GAP + apart.rjust(_APART), voice)]]
    lines: list[Line] = [[(line, tone)] for line in wrap(text, max(1, width))]
    return [*lines, [("  ", "body"), *drawn, (f"  {apart}", voice)]]


def scale(item: Compared, glyphs: Glyphs, between: int = _CLOSE) -> Line:
    """Both scores from 1 to 5, mine hollow, theirs full, and what lies between; one mark where they meet."""
    low, high = sorted((item.mine, item.theirs))
    marks: dict[int, tuple[str, Tone]] = {item.mine: (glyphs.not_met, "body"), item.theirs: (glyphs.met, "body")}
    if low == high:
        marks = {low: (glyphs.both, "body")}
    spans: Line = []
    for score in range(LOW, HIGH + 1):
        if score > LOW:
            spans.append(((glyphs.share if low < score <= high else " ") * between, "quiet"))
        empty = glyphs.share if low < score < high else glyphs.dot
        spans.append(marks.get(score, (empty, "quiet")))
    return spans


def apart_text(gap: int) -> str:
    """How far two scores are apart: "2 apart", "alike"."""
    return f"{abs(gap)} apart" if gap else "alike"


# What is known beside it


def behind(item: Compared, found: RoundRead, sides: Sides, width: int) -> list[str]:
    """What surveys found on a statement, what each of the two guessed, and how far apart they were before."""
    survey = survey_of(item.key, item.text)
    told = [f"Surveys: {survey}" if survey else "", _guessed(item, sides), _before(item, found)]
    return [line for text in told if text for line in wrap(text, max(1, width))]


def _guessed(item: Compared, sides: Sides) -> str:
    guesses = ((sides.mine, item.my_guess, item.my_error), (sides.theirs, item.their_guess, item.their_error))
    said = [
        f"{name} guessed {guess}, {f'off by {error}' if error else 'which is right'}"
        for name, guess, error in guesses
        if guess is not None
    ]
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _before(item: Compared, found: RoundRead) -> str:
    *before, _ = zip(found.way[item.key], found.days[item.key], strict=True)
    said = [f"{apart_text(each.gap)} in {day}" for each, day in before[-_MOST_BEFORE:]]
    return f"Before: {', '.join(said)}" if said else ""


def over_time(found: RoundRead, sides: Sides, width: int) -> list[Line]:
    """How alike each round was, and how many guesses were right; nothing where there is one round only."""
    blocks = each_round(found, sides, width)
    return [[], [(OVER_TIME, "label")], *(line for block in blocks for line in block)] if blocks else []


def each_round(found: RoundRead, sides: Sides, width: int) -> list[list[Line]]:
    """The same, the lines of each of the last rounds."""
    rounds = found.rounds[-_MOST_ROUNDS:] if len(found.rounds) > 1 else ()
    blocks: list[list[Line]] = []
    for item in rounds:
        day = f"{MONTHS[item.opened_on.month - 1][:3]} {item.opened_on.year}"
        guesses = f"{sides.mine} {_right(item.mine)}, {sides.theirs} {_right(item.theirs)}"
        text = f"alike on {item.alike} of {item.statements}; guessed right: {guesses}"
        first, *rest = wrap(text, max(1, width - 10))
        further: list[Line] = [[(" " * 10 + more, "body")] for more in rest]
        blocks.append([[(f"{day:<10}", "aside"), (first, "body")], *further])
    return blocks


def _right(found: Guessed) -> str:
    return f"{found.right} of {found.made}" if found.made else "none made"
