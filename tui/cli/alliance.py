"""visavis alliance show: the six benefits of an alliance with their evidence, what is neglected, and what is stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from models.measures.money import Sum, say_sum, sums
from models.measures.neglect import MEETINGS_FIRST, Neglected
from models.pages.benefits import Benefit, benefits
from models.records.freshness import Known, stale, whose
from models.records.naming import one_line, short_id
from models.time.dates import long_date, short_date
from storage.reads.evidence import evidence
from storage.reads.neglect import neglected_by
from tui.cli.output import line, print_json
from tui.pictures.benefits import picture
from tui.pictures.lines import printed, said
from tui.text.cells import wrap

if TYPE_CHECKING:
    from datetime import date

    from models.records.pair import Pair
    from models.records.rows import Note
    from storage.log import Log
    from tui.cli.context import Context

_PROSE = 76
_INDENT = "  "


class Stands(NamedTuple):
    """What `alliance show` tells of one alliance at the end of a day."""

    pair: Pair
    as_of: date
    benefits: tuple[Benefit, ...]
    neglected: tuple[Neglected, ...]
    stale: tuple[Known, ...]
    money: tuple[Sum, ...]


def stands(log: Log, pair: Pair, as_of: date) -> Stands:
    """Read and measure it. Before `MEETINGS_FIRST` meetings were held nothing is neglected or stale."""
    found = evidence(log, pair, as_of)
    ripe = sum(item.state == "held" for item in found.meetings) >= MEETINGS_FIRST
    old = stale(found.found.notes, as_of) if ripe and not pair.ended(as_of) else ()
    traces, brought = neglected_by(log, pair, found.meetings, as_of), sums(found.found.criteria, as_of)
    return Stands(pair, as_of, benefits(found), traces, tuple(old), tuple(brought))


def show(context: Context) -> int:
    """Print the benefits of the alliance that is chosen, of the one that meets next unless told; 0."""
    with context.reading() as log:
        pair = context.soonest_pair(log)
        found = stands(log, pair, context.as_of(log, pair))
        if context.args.json:
            print_json({"as_of": found.as_of, "alliance": pair.name, **as_json(found)})
        else:
            line(f"{pair.me.name} and {pair.other.name}, {long_date(found.as_of, found.as_of)}")
            if pair.alliance.purpose:
                line(f"In it for: {one_line(pair.alliance.purpose)}")
            print_benefits(found)
    return 0


def as_json(found: Stands) -> dict[str, Any]:
    """The benefits under their stable names."""
    pair = found.pair
    return {
        "benefits": [_benefit_json(item, pair) for item in found.benefits],
        "neglected": [
            {"subject": item.subject.key, "last_on": item.last_on, "meetings": item.meetings}
            for item in found.neglected
        ],
        "stale": [_stale_json(item, pair) for item in found.stale],
        "money": [{**item._asdict(), "amount": str(item.amount)} for item in found.money],
    }


def _benefit_json(item: Benefit, pair: Pair) -> dict[str, Any]:
    return {
        "benefit": item.key,
        "begun": item.begun,
        "says": item.says,
        "directions": [
            {"of": pair.person(side.uid).name, "what": side.what, "count": side.done, "known": side.of}
            for side in item.sides
        ],
        "dots": list(item.dots),
        "series": list(item.series),
        "records": [short_id(trace.noun, trace.id) for trace in item.traces],
    }


def _stale_json(item: Known, pair: Pair) -> dict[str, Any]:
    note: Note = item.note
    uid = whose(note, pair)
    return {
        "id": short_id("note", note.id),
        "kind": note.kind,
        "text": note.text,
        "of": pair.person(uid).name if uid else None,
        "confirmed_on": item.since,
        "days": item.days,
    }


def print_benefits(found: Stands) -> None:
    """Print the benefits, each with its small picture, then what is neglected and what is stale."""
    glyphs = printed()
    for item in found.benefits:
        line("")
        line(item.name.upper())
        _say(item.says)
        for drawn in picture(item, found.pair.short, _PROSE - len(_INDENT), glyphs):
            line(_INDENT + said(drawn))
    if found.money:
        line("")
        line("BROUGHT")
        for brought in found.money:
            line(f"{_INDENT}{one_line(brought.initiative) or 'no initiative'}: {say_sum(brought)}")
    if found.neglected:
        line("")
        first = found.neglected[0]
        line(f"NOT SPOKEN OF  {min(item.meetings for item in found.neglected)} meetings")
        _say(f"{', '.join(item.subject.name for item in found.neglected)}. To begin with: {first.subject.question}")
    if found.stale:
        line("")
        line(f"STILL SO?  {len(found.stale)}")
        for known in found.stale:
            line(
                f"{_INDENT}{short_id('note', known.note.id)}  {_since(known, found.as_of)}  {one_line(known.note.text)}"
            )


def _since(known: Known, as_of: date) -> str:
    return short_date(known.since, as_of) if known.since else "never confirmed"


def _say(text: str) -> None:
    for told in wrap(text, _PROSE - len(_INDENT)):
        line(_INDENT + told)
