"""Both sides beside each other: how success is measured, what each gains from shared criteria, and what comes first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from models.records.freshness import page
from models.records.naming import one_line
from tui.places.alliance.effects import done_to, effects_on
from tui.places.alliance.person import Facts, missing, top_five, words_of
from tui.text.cells import cell_width, cut, cut_words, visible, wrap
from tui.text.glyphs import glyphs
from tui.text.prose import prose
from tui.text.spans import Span, Spans, Voice, width_of
from tui.text.words import veil

if TYPE_CHECKING:
    from models.records.pair import Pair
    from models.records.rows import Criterion, Note

_GUTTER = 3
_WIDE_ENOUGH = 30
"""Cells of a column in which what serves a measure is told below it."""

_MOST_LINES = ((3, 3, 3), (3, 2, 2), (2, 1, 2), (2, 1, 1), (1, 1, 1))
"""Lines that one success measure, criterion and priority takes in its column: the most that fit."""

Cell = Sequence[Span]
Item = Sequence[Cell]


def both_lines(facts: Facts, uid: str, width: int, height: int) -> list[Spans]:
    """Success measures, the criteria that each gains from, the priorities, and of `uid` what is not noted yet.

    What has no room gives way.
    """
    half = max(1, (width - _GUTTER) // 2)
    uids = (facts.pair.me.uid, facts.pair.other.uid)
    pages = [page(facts.notes, facts.pair, each, facts.as_of) for each in uids]
    names = [visible(facts.pair.short(each)) for each in uids]
    # Beside a list the rows themselves tell it, and a narrow column would cut it.
    wide = half >= _WIDE_ENOUGH
    done = done_to(facts.criteria, facts.notes, facts.as_of, veiled=facts.veiled) if wide else {}
    measures = [
        [_text(facts, note)._replace(below=effects_on(done, note)) for note in top_five(found, "success-measure")]
        for found in pages
    ]
    gaining = [[_named(facts, item) for item in facts.criteria if _gains(facts.pair, item, each)] for each in uids]
    priorities = [[_text(facts, note) for note in top_five(found, "priority")] for found in pages]
    last = _missing(facts, uid, width)
    for most in _MOST_LINES:
        blocks = [
            _block("SUCCESS, BOTH SIDES", names, measures, half, most[0]),
            _block("GAINS FROM", names, gaining, half, most[1]),
            _block("FIRST FIVE", names, priorities, half, most[2]),
            last,
        ]
        if sum(len(block) + 1 for block in blocks if block) - 1 <= height:
            break
    lines: list[Spans] = []
    for block in filter(None, blocks):
        if not lines or len(lines) + 1 + len(block) <= height:
            lines += [*([()] if lines else []), *block]
    return lines


def both_sentence(facts: Facts, uid: str, width: int) -> str:
    """How many criteria serve each, and what is not noted yet, in one line."""
    parts, criteria = [], facts.criteria
    if criteria:
        counts = (
            f"{sum(_gains(facts.pair, item, each.uid) for item in criteria)} for {visible(facts.pair.short(each.uid))}"
            for each in (facts.pair.me, facts.pair.other)
        )
        shared = "1 shared criterion" if len(criteria) == 1 else f"{len(criteria)} shared criteria"
        parts.append(f"{shared}: {' and '.join(counts)}")
    lacking = missing(facts, uid)
    said = _joined(parts, lacking)
    for shown in range(len(lacking) - 1, 0, -1):
        if cell_width(said) <= width:
            break
        said = _joined(parts, [*lacking[:shown], f"{len(lacking) - shown} more"])
    return cut(said, width, glyphs().cut)


def _joined(parts: Sequence[str], lacking: Sequence[str]) -> str:
    told = [*parts, *([f"not noted yet: {', '.join(lacking)}"] if lacking else [])]
    said = f" {glyphs().dot} ".join(told)
    return said[:1].upper() + said[1:]


def _missing(facts: Facts, uid: str, width: int) -> list[Spans]:
    lacking = ", ".join(missing(facts, uid))
    if not lacking:
        return []
    return [[("NOT NOTED YET", "label"), ("  a adds it", "aside")], *prose(lacking[:1].upper() + lacking[1:], width)]


class ItemWords(NamedTuple):
    """What one item says, after its rank, and what is said below it."""

    before: str
    text: str
    below: tuple[Span, ...] = ()


def _text(facts: Facts, note: Note) -> ItemWords:
    before = f"{note.rank} " if note.kind == "priority" and note.rank else ""
    return ItemWords(before, veil() if facts.veiled and note.private else words_of(note))


def _named(facts: Facts, item: Criterion) -> ItemWords:
    return ItemWords("", veil() if facts.veiled and item.private else visible(one_line(item.name)))


def _wrapped(found: ItemWords, cells: int, most: int) -> Item:
    """A text in its column, in so many lines at most."""
    before, room = found.before, max(1, cells - len(found.before))
    lines = wrap(found.text, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], cut_words(" ".join(lines[most - 1 :]), room, glyphs().cut)]
    voice: Voice = "quiet" if found.text == veil() else "body"
    own: list[Cell] = [[(" " * len(before) if at else before, "aside"), (line, voice)] for at, line in enumerate(lines)]
    return [*own, *([(cut_words(text, cells, glyphs().cut), tone)] for text, tone in found.below)]


def _gains(pair: Pair, item: Criterion, uid: str) -> bool:
    """Whether a criterion says what one of the two has from it."""
    return bool(item.for_principal if uid == pair.alliance.principal else item.for_partner)


def _block(label: str, names: Sequence[str], sides: Sequence[Sequence[ItemWords]], half: int, most: int) -> list[Spans]:
    """The items of both under their names, the first beside the first; nothing where neither has one."""
    if not any(sides):
        return []
    lines: list[Spans] = [[(label, "label")], _beside([(names[0], "aside")], [(names[1], "aside")], half)]
    for both in zip_longest(*sides):
        left, right = (_wrapped(item, half, most) if item else () for item in both)
        lines += [_beside(*cells, half) for cells in zip_longest(left, right, fillvalue=())]
    return lines


def _beside(left: Cell, right: Cell, half: int) -> Spans:
    return [*left, (" " * max(0, half + _GUTTER - width_of(left)), "body"), *right]
