"""The six benefits as lines: each with its evidence in a sentence, both directions and a small picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from models.records.criterion import stands
from models.records.naming import heading, one_line
from models.records.rows import Criterion, Topic
from tui.pictures.bars import share_bar
from tui.pictures.benefits import dots_line, picture, series_line, share_text
from tui.rows.records import row_of
from tui.rows.tall import section
from tui.text.cells import cell_width, cut_words, padded, visible, wrap
from tui.text.glyphs import glyphs
from tui.text.prose import WIDEST, prose
from tui.text.spans import Span, Spans, width_of
from tui.text.words import called, counted, veil
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from models.measures.neglect import Neglected
    from models.pages.benefits import Benefit, Key, Share, Trace
    from models.records.pair import Pair

BENEFIT = "benefit"
"""What the key of a benefit's row begins with, where that of a record has its noun."""

_NAME = 23
_WIDE_NAME, _WHAT = 25, 29
_WIDE = 90
"""From that width on names, figures and bars stand in columns."""
_BAR, _LEAST_BAR = 12, 4
_NUMBER = 8
_FOR, _TALL = 11, 28

BEGINS: dict[Key, tuple[str, ...]] = {
    "customer": ("customer",),
    "contact": ("meeting",),
    "measured": ("criterion",),
    "accountable": ("commitment", "feedback"),
    "skills": ("note", "placement"),
    "conflict": ("disagreement",),
}
"""What *a* adds where the cursor stands on a benefit, the likeliest first."""

_RECORDED: dict[Key, str] = {
    "customer": "a adds a card; on one of them d agrees to it, and m revises it",
    "contact": "l holds a meeting, and its agenda begins with the question how to help",
    "measured": "a adds a criterion; on one of them d says where it stands",
    "accountable": "a adds a promise or feedback; d on one of them says how it ended",
    "skills": "a adds what was learned, a word of recognition, an introduction, or who works in the other team",
    "conflict": "a adds a disagreement; in it each can put the other's view in words of their own",
}
"""How the evidence of a benefit is recorded."""


class Seen(NamedTuple):
    """A benefit as it may be shown now: behind the veil no record that is private is named, and none measured."""

    benefit: Benefit
    says: str
    series: tuple[float, ...]


def seen(benefit: Benefit, *, veiled: bool) -> Seen:
    """What may be shown of a benefit."""
    says, first = visible(benefit.says), benefit.traces[0].record if benefit.traces else None
    if not veiled or first is None or not first.private:
        return Seen(benefit, says, benefit.series)
    if isinstance(first, Criterion):
        told = visible(f"{one_line(first.name)}: {stands(first) or 'not measured yet'}")
        return Seen(benefit, says.replace(told, veil()), ())
    return Seen(benefit, veil() if benefit.key == "customer" else says, benefit.series)


def benefit_section(benefits: Sequence[Benefit], pair: Pair, *, veiled: bool) -> Section:
    """The six, a row each, as high as its evidence."""
    by_key = {item.key: seen(item, veiled=veiled) for item in benefits}
    rows = [Row((BENEFIT, item.key), "", "", f"{item.name} {item.says}") for item in benefits]
    return Section(
        "LAST TWELVE MONTHS",
        Rows.of(rows),
        None,
        layout=partial(_lines, by_key, pair, False),
        tight=partial(_lines, by_key, pair, True),
        apart=True,
    )


def _lines(by_key: dict[Key, Seen], pair: Pair, tight: bool, row: Row, cells: int, lit: bool) -> list[Spans]:
    found = by_key[cast("tuple[str, Key]", row.key)[1]]
    if not found.benefit.begun:
        return _not_begun(found, cells, lit)
    return _in_columns(found, pair, cells, lit) if cells >= _WIDE else _stacked(found, pair, cells, lit, tight)


def _name(found: Seen, cells: int, lit: bool) -> Span:
    return padded(found.benefit.name, cells), "strong" if lit else "label"


def _not_begun(found: Seen, cells: int, lit: bool) -> list[Spans]:
    """What is not there yet, and which key begins it; nothing else."""
    name = _WIDE_NAME if cells >= _WIDE else _NAME
    said: list[Span] = [(found.says, "aside"), (f" {glyphs().dot} a begins it", "quiet")]
    if width_of(said) <= cells - name:
        return [[_name(found, name, lit), *said]]
    return [[_name(found, name, lit)], said]


def _in_columns(found: Seen, pair: Pair, cells: int, lit: bool) -> list[Spans]:
    """The name and below it the picture; at their right the sentence, and below it both directions with their bars."""
    told = wrap(found.says, min(WIDEST, cells - _WIDE_NAME))
    right: list[Spans] = [[(line, "body")] for line in told]
    right += [_sides(found.benefit.sides, pair, cells - _WIDE_NAME)]
    drawn = _picture(found, _WIDE_NAME - 2)
    left: list[Spans] = [[_name(found, _WIDE_NAME, lit)], [*drawn, (" " * (_WIDE_NAME - width_of(drawn)), "body")]]
    left += [[(" " * _WIDE_NAME, "body")]] * (len(right) - len(left))
    return [[*one, *other] for one, other in zip(left, right, strict=False)]


def _sides(sides: Sequence[Share], pair: Pair, cells: int) -> list[Span]:
    """What is counted, then each direction with a bar of its share."""
    if not _counts(sides):
        return []
    spans: list[Span] = [(padded(sides[0].what, _WHAT), "aside")]
    names = [called(pair, side.uid) for side in sides]
    # The same columns for every benefit: the first bar ends where all first bars end.
    bar = min(_BAR, (cells - _WHAT - sum(map(cell_width, names)) - 3) // 2 - _NUMBER - 2)
    for name, side in zip(names, sides, strict=True):
        spans += [(f"{name} ", "body"), (_share(side).rjust(_NUMBER), "body"), (" ", "body")]
        if bar >= _LEAST_BAR:
            drawn = share_bar(side.done, side.of, bar, glyphs()) if side.of and side.of > 1 else [(" " * bar, "body")]
            spans += [*drawn]
        spans.append(("   ", "body"))
    return spans[:-1]


def _share(side: Share) -> str:
    """A direction in figures; of what happens once, whether it has."""
    return ("yes" if side.done else "not yet") if side.of == 1 else share_text(side)


def _counts(sides: Sequence[Share]) -> bool:
    """Whether there is anything of which some could be counted."""
    return any(side.of != 0 for side in sides)


def _stacked(found: Seen, pair: Pair, cells: int, lit: bool, tight: bool) -> list[Spans]:
    """The name, both directions and the picture in one line, as far as there is room; below it the sentence."""
    first: list[Span] = [_name(found, _NAME, lit)]
    for text in _short(found.benefit.sides, pair):
        if width_of(first) + cell_width(text) <= cells:
            first.append((text, "aside"))
            break
    drawn = _picture(found, cells - width_of(first) - 1)
    if drawn:
        first += [(" " * (cells - width_of(first) - width_of(drawn)), "body"), *drawn]
    if tight:
        return [first, [(_facts(found.says, cells), "body")]]
    return [first, *prose(found.says, cells)]


def _short(sides: Sequence[Share], pair: Pair) -> list[str]:
    """Both directions in one line, the fullest first: with what is counted, and without."""
    if not _counts(sides):
        return []
    names = [called(pair, side.uid) for side in sides]
    if len({side.of for side in sides}) == 1 and (sides[0].of or 0) > 1:
        texts = [f"{name} {side.done}" for name, side in zip(names, sides, strict=True)]
        both = f"{', '.join(texts)} of {sides[0].of}"
    else:
        both = ", ".join(f"{name} {_share(side)}" for name, side in zip(names, sides, strict=True))
    return [f"{sides[0].what}: {both}", both]


def _facts(says: str, cells: int) -> str:
    """As many facts of a sentence as have room in one line; the first may be cut."""
    while cell_width(says) > cells and "; " in says:
        says = says.rpartition("; ")[0]
    return cut_words(says, cells, glyphs().cut)


def _picture(found: Seen, cells: int) -> list[Span]:
    """The dots or the series of a benefit in so many cells; nothing where it has none, or no room."""
    if not found.benefit.dots:
        drawn: list[Span] = [*series_line(found.series, glyphs())]
        return drawn if width_of(drawn) <= cells else []
    drawn = [*dots_line(found.benefit.dots, glyphs())]
    if width_of(drawn) > cells:
        drawn = [("".join(glyphs().met if yes else glyphs().not_met for yes in found.benefit.dots), "body")]
    return drawn if width_of(drawn) <= cells else []


# The evidence of one


def view_head(shown: Benefit | None, pair: Pair, room: tuple[int, int], *, veiled: bool) -> list[Spans]:
    """What stands above the list: the evidence of the benefit that is open, above all six what the two are in it for.

    On a low page all six and the question below them come first.
    """
    width, height = room
    if shown is not None:
        return _evidence_head(seen(shown, veiled=veiled), pair, width)
    alliance = pair.alliance
    if not alliance.purpose or height < _TALL:
        return []
    told = veil() if veiled and alliance.private else visible(one_line(alliance.purpose))
    return [
        [("IN IT FOR", "label"), ("  ", "body"), (cut_words(told, min(width, WIDEST) - _FOR, glyphs().cut), "body")]
    ]


def _evidence_head(found: Seen, pair: Pair, width: int) -> list[Spans]:
    """What stands above the records that a benefit rests on: its sentence, its pictures, and how it is recorded."""
    benefit = found.benefit
    lines: list[Spans] = [[(benefit.name.upper(), "label")], *prose(found.says, width)]
    if benefit.begun:
        drawn = benefit._replace(series=found.series, sides=benefit.sides if _counts(benefit.sides) else ())
        pictures: list[Spans] = [*picture(drawn, partial(called, pair), min(width, WIDEST), glyphs())]
        lines += [(), *pictures] if pictures else []
    return [*lines, (), *prose(_RECORDED[benefit.key], width, "aside")]


def evidence_section(traces: Sequence[Trace], pair: Pair, as_of: date, *, veiled: bool) -> Section:
    """The records themselves, in the grid of all lists."""

    def row(trace: Trace) -> Row:
        found = row_of(trace.noun, trace.record, pair, as_of, veiled=veiled)
        return undated(found) if trace.noun == "note" else found

    def text(trace: Trace) -> str:
        return one_line(heading(trace.noun, trace.record, pair, as_of))

    return Section("RESTS ON", Rows(traces, lambda trace: (trace.noun, trace.id), row, text))


def undated(row: Row) -> Row:
    """Of a veiled note its day is veiled as well."""
    return row._replace(when="", state="") if row.what == veil() else row


# The invitation

NEGLECTED = "neglected"
"""What the key of the invitation's row begins with."""


def invitation(neglected: Sequence[Neglected], topics: Iterable[Topic]) -> Neglected | None:
    """What was not spoken of for the longest, unless it is a topic already: one invitation at a time."""
    first = next(iter(neglected), None)
    raised = {topic.text for topic in topics if topic.state in (None, "open")}
    return None if first is None or first.subject.question in raised else first


def invitation_section(found: Neglected) -> Section:
    """The question that opens it, and what it is about."""
    about = f"{found.subject.name}, for {counted(found.meetings, 'meeting')}"
    row = Row((NEGLECTED, found.subject.key), "", "", found.subject.question, below=(about,))
    return section("NOT SPOKEN OF", [row], counted=False)._replace(tight=_question)


def _question(row: Row, cells: int, lit: bool) -> list[Spans]:
    return [[(cut_words(row.what, cells, glyphs().cut), "strong" if lit else "body")]]
