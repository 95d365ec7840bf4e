"""visavis NOUN show ID: one record, whole, as it stands or stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.acts.replay import stored_life
from models.acts.speed import say_speed, speed
from models.errors import NotFound
from models.records.as_it_stood import as_it_stood
from models.records.naming import dated_on, short_id, text_lines
from models.records.nouns import NOUNS
from models.records.rows import Commitment, KeptRecord, Living, Meeting
from models.time.dates import long_date
from storage.core.records import as_they_stood, find
from storage.reads.lives import series_of
from storage.reads.opened import led_to
from storage.reads.today import meetings
from tui.cli.options import declare_id
from tui.cli.output import line, lines, print_json
from tui.cli.parser import json_option
from tui.cli.showing import Shown, event_json, event_line, field_lines, heading, record_json, standing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from models.records.event import Event
    from models.records.pair import Pair
    from storage.log import Log
    from tui.cli.context import Context


def declare(noun: str, _name: str, parser: argparse.ArgumentParser) -> None:
    """Declare which record is meant; of the alliances it need not be told."""
    if noun == "alliance":
        parser.add_argument("id", metavar="ID", nargs="?", help="A1, 1 or a uid; the one that meets next unless told")
    else:
        declare_id(parser, noun)
    json_option(parser)


def run(context: Context, noun: str, _name: str) -> int:
    """Print the record; 0."""
    if context.args.id is None:
        from tui.cli.alliance import show  # not for every command

        return show(context)
    with context.reading() as log:
        record = find(log.connection, noun, context.args.id)
        pair = context.pair_of(log, noun, record)
        as_of = context.as_of(log, pair)
        record = _at(log, noun, record, pair, as_of)
        shown, series = Shown.of(log, as_of), _series(log, noun, record, as_of)
        if context.args.json:
            print_json({**_as_json(noun, record, series, shown), **_benefits_json(log, noun, pair, as_of)})
            return 0
        _print(noun, record, series, pair, shown)
        for link in led_to(log, noun, record, as_of, pair):
            _print_field(link.field, link.title)
        if noun == "alliance":
            from tui.cli.alliance import print_benefits, stands  # not for every command

            print_benefits(stands(log, pair, as_of))
    return 0


def _at(log: Log, noun: str, record: KeptRecord, pair: Pair, as_of: date) -> KeptRecord:
    """The record as it stood at the end of the day; NotFound where it was not there yet."""
    if isinstance(record, Meeting):
        return next(item for item in meetings(log, pair, as_of) if item.id == record.id)
    named, on = short_id(noun, record.id), dated_on(noun, record, pair)
    if on is not None and on > as_of and noun != "alliance":
        raise NotFound(f"{named} was not there yet on {as_of}; it begins on {long_date(on, as_of)}")
    if isinstance(record, Living):
        return as_they_stood(log.connection, noun, [record], as_of)[0]
    then = as_it_stood(record, pair, as_of)
    if then is None:
        raise NotFound(f"{named} was not there yet on {as_of}")
    return then


def _series(log: Log, noun: str, record: KeptRecord, as_of: date) -> list[Event]:
    if not NOUNS[noun].has_life:
        return []
    return [event for event in series_of(log, noun, record.uid) if event.on <= as_of]


def _as_json(noun: str, record: KeptRecord, series: Sequence[Event], shown: Shown) -> dict[str, Any]:
    found = record_json(noun, record, shown)
    if NOUNS[noun].has_life:
        found["events"] = [event_json(noun, event, shown) for event in series]
    return found


def _benefits_json(log: Log, noun: str, pair: Pair, as_of: date) -> dict[str, Any]:
    if noun != "alliance":
        return {}
    from tui.cli.alliance import as_json, stands  # not for every command

    return as_json(stands(log, pair, as_of))


def _print(noun: str, record: KeptRecord, series: Sequence[Event], pair: Pair, shown: Shown) -> None:
    title, *rest = text_lines(heading(noun, record, shown))
    line(f"{short_id(noun, record.id)}  {title}{standing(record, shown)}")
    for text in rest:
        lines(f"    {text}")
    for name, text in field_lines(noun, record, shown):
        _print_field(name, text)
    if isinstance(record, Commitment) and (told := _speed(record, series, shown.as_of)):
        _print_field("speed", told)
    for event in series:
        line(f"  {event_line(event, pair, shown, noun)}")


def _speed(record: Commitment, series: Sequence[Event], as_of: date) -> str:
    life = stored_life("commitment", record.id, series, record.from_, record.to)
    found = speed(record, life.done_on, as_of)
    return say_speed(found) if found else ""


def _print_field(name: str, text: str) -> None:
    lines(f"  {name:<14}  " + f"\n  {'':<14}  ".join(text_lines(text)))
