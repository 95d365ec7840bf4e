"""The rows of a ballot: tick, who, what, the date at the right; below the row under the cursor what it rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.acts.capture import DATED, feedback_told
from models.time.dates import short_date
from tui.text.cells import cell_width, cut, cut_words, padded, visible, wrap
from tui.text.glyphs import glyphs, veil
from tui.text.words import called
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from datetime import date

    from models.acts.capture import Captured
    from models.records.pair import Pair
    from tui.places.ballot.votes import Vote, Votes
    from tui.text.spans import Span, Spans, Voice

NO_DATE, WHOSE = "no date", "whose?"
NOTES = "notes"
"""The key of the row that keeps the whole text."""

_TICK, _GAP, _LEAST_WHAT = 4, 2, 14
_MOST_WHO = 10
_MOST_QUOTE = 3


def ballot_sections(votes: Votes, pair: Pair, here: object, *, veiled: bool) -> list[Section]:
    """What is sure, what may be, folded behind what is sure, and last whether the text is kept as notes."""
    layout = partial(_lines, here=here, veiled=veiled)
    day = votes.found.day
    sure = [_row(vote, pair, day, sure=True) for vote in votes.sure]
    maybe = [_row(vote, pair, day, sure=False) for vote in votes.maybe]
    found = [
        Section("SURE", Rows.of(sure), layout=layout),
        Section("MAYBE", Rows.of(maybe), layout=layout, most=0 if sure else None),
    ]
    if votes.notes is not None:
        row = Row(NOTES, "", "", "keep the whole text as notes of the meeting", cells=(_tick(ticked=votes.notes),))
        found.append(Section("THE TEXT", Rows.of([row]), None, layout=layout))
    return [section for section in found if len(section.rows)]


def _row(vote: Vote, pair: Pair, day: date, *, sure: bool) -> Row:
    said = vote.said(day)
    dated = said.kind in DATED
    state = short_date(said.due, day) if said.due else NO_DATE if dated and sure else ""
    return Row(
        vote.number,
        visible(_who(vote, said, pair)),
        "",
        visible(_what(vote, said, pair)),
        state,
        state_voice="body" if said.due else "aside",
        below=(visible(_rests(vote)), visible(_why(vote))),
        cells=(_tick(ticked=vote.ticked),),
    )


def _tick(*, ticked: bool) -> str:
    return "[x]" if ticked else "[ ]"


def _who(vote: Vote, said: Captured, pair: Pair) -> str:
    """Who does it; of a decision nobody in particular."""
    if vote.open:
        return WHOSE
    if said.kind in ("decision", "note"):
        return ""
    mine = said.mine != (said.kind == "request")
    return called(pair, (pair.me if mine else pair.other).uid)


_KINDS = {"decision": "decided: ", "disagreement": "disagreed: ", "feedback": "feedback: "}


def _what(vote: Vote, said: Captured, pair: Pair) -> str:
    """What is proposed. Beside who would do what is asked for it says who asks: "asked" alone reads the wrong way."""
    asks = called(pair, (pair.me if said.mine else pair.other).uid)
    kind = f"asked by {asks}: " if said.kind == "request" else _KINDS.get(said.kind, "")
    words = feedback_told(said) if said.kind == "feedback" else said.text
    handled = f" ({vote.item.handled_by})" if vote.item.handled_by else ""
    return f"{kind}{words}{handled}"


def _rests(vote: Vote) -> str:
    who = f"{vote.item.speaker}: " if vote.item.speaker else ""
    return f'{who}"{vote.item.quote}"'


def _why(vote: Vote) -> str:
    at = f", at {vote.item.at}" if vote.item.at else ""
    return f"line {vote.item.line}{at}, {vote.item.why}"


def _lines(row: Row, cells: int, lit: bool, *, here: object, veiled: bool) -> list[Spans]:
    """A row, and where the cursor stands on it, the sentence that it rests on and why."""
    if veiled:
        return [[(veil(), "quiet")]]
    end = glyphs().cut
    who = min(_MOST_WHO, max(0, cells - _TICK - _LEAST_WHAT)) if cells >= _TICK + _MOST_WHO + _LEAST_WHAT else 0
    room = cells - _TICK - who
    state = row.state if room - cell_width(row.state) - _GAP >= _LEAST_WHAT else ""
    what = room - (cell_width(state) + _GAP if state else 0)
    voice: Voice = "strong" if lit else "body"
    line: list[Span] = [
        (padded(row.cells[0], _TICK), "key" if row.cells[0] == "[x]" else "aside"),
        (padded(cut(row.who, max(0, who - 1), end), who), "late" if row.who == WHOSE else row.who_voice),
        (padded(cut_words(row.what, what, end), what), voice),
        (" " * _GAP + state if state else "", row.state_voice),
    ]
    lines: list[Spans] = [line]
    if row.key == here and row.below:
        lines += _below(row, cells, _TICK + who)
    return lines


def _below(row: Row, cells: int, indent: int) -> list[Spans]:
    """The sentence in italic, and why it was proposed."""
    left = " " * indent
    room = max(10, cells - indent)
    quote, why = row.below
    told = wrap(quote, room)
    if len(told) > _MOST_QUOTE:
        told = [*told[: _MOST_QUOTE - 1], cut(" ".join(told[_MOST_QUOTE - 1 :]), room, glyphs().cut)]
    lines: list[Spans] = [[(left, "body"), (text, "said")] for text in told]
    return [*lines, [(left, "body"), (cut(why, room, glyphs().cut), "aside")]]
