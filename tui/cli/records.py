"""visavis NOUN list | show | add | edit | remove | purge: every record, by its declared fields."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from models.acts.event import Event
from models.acts.replay import replay
from models.acts.rules import STATES
from models.dates import say_date, short_date
from models.errors import NotFound, Unclear
from models.fields import Noun
from models.naming import dated_on, one_line, short_id, text_lines
from models.nouns import LIVES, MEETING_STATES, NOUNS, TOPIC_STATES
from models.pair import Pair
from models.rows import Commitment, Kept, Living, Meeting
from models.speed import say_speed, speed
from models.then import as_it_stood
from storage import keeping
from storage.acts import series_of
from storage.listing import Filter, find_any, listed
from storage.log import Log
from storage.records import as_they_stood, find
from storage.today import meetings
from tui.cli import extras, lives, pulse, stats, upkeep
from tui.cli.context import Context
from tui.cli.options import Typed, collect_record, declare, declare_private, flag
from tui.cli.output import line, lines, print_json, table
from tui.cli.parser import Parser, json_option
from tui.cli.showing import (
    Shown,
    commitment_json,
    event_json,
    event_line,
    field_lines,
    heading,
    label,
    record_json,
    standing,
)
from tui.typed import merged, settable, understood

if TYPE_CHECKING:
    from storage.change import Change

KNOWN = ("starts_at",)
"""What is required, and follows from the rhythm where it is not told."""

NO_POSITIONAL = ("meeting", "feedback", "pulse", "alliance")
"""Nouns whose title is no required text: all is told by options."""

KEPT_FOR_GOOD = ("person", "alliance")
"""Nouns that are not removed: everything else hangs on them."""


def arguments(name: str, parser: argparse.ArgumentParser, shared: Parser) -> None:
    """Declare the verbs of a noun with their options."""
    noun = NOUNS[name]
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)

    def verb(word: str, text: str) -> argparse.ArgumentParser:
        found: argparse.ArgumentParser = verbs.add_parser(
            word, help=text, description=text, parents=[shared], allow_abbrev=False
        )
        return found

    _declare_list(verb("list", f"the {noun.plural} of the log"), noun)
    if name == "alliance":
        show = verb("show", "its six benefits, each with its evidence; with an id the alliance itself too")
        show.add_argument("id", metavar="ID", nargs="?", help="A1, 1 or a uid; the one that meets next unless told")
    else:
        show = verb("show", f"one {name}, whole")
        _id(show, noun)
    json_option(show)
    _declare_add(verb, noun)
    edit = verb("edit", "change fields; an empty text takes a field away")
    _id(edit, noun)
    declare(edit, name, settable(noun))
    declare_private(edit)
    if name not in KEPT_FOR_GOOD:
        _id(verb("remove", "take it out; undo brings it back"), noun)
        purge = verb("purge", "take it out for good, undo and history included")
        _id(purge, noun)
        purge.add_argument("--backups", action="store_true", help="take the backups away too: they still hold it")
    if name in LIVES:
        lives.declare_acts(name, verb)
    extras.declare_verbs(name, verb)
    upkeep.declare_verbs(name, verb)
    stats.declare(name, verb)


def _id(parser: argparse.ArgumentParser, noun: Noun) -> None:
    parser.add_argument("id", metavar="ID", help=f"{noun.letter}3, 3 or a uid")


def _declare_list(parser: argparse.ArgumentParser, noun: Noun) -> None:
    states = {"meeting": MEETING_STATES, "topic": TOPIC_STATES, **STATES}.get(noun.name)
    if states:
        parser.add_argument("--state", metavar="STATE", help=", ".join(states), choices=states)
    kinds = next((field.choices for field in noun.fields if field.name == "kind"), ())
    if kinds:
        parser.add_argument("--kind", metavar="KIND", help=", ".join(kinds), choices=kinds)
    if noun.name in (*LIVES, "note", "topic"):
        parser.add_argument("--by", choices=("me", "partner"), help="only that side's")
    if noun.name == "commitment":
        parser.add_argument("--overdue", action="store_true", help="only what is past due")
    parser.add_argument("--since", metavar="DATE", help="from that day on")
    parser.add_argument("--until", metavar="DATE", help="up to that day")
    json_option(parser)


def _declare_add(verb: Callable[[str, str], argparse.ArgumentParser], noun: Noun) -> None:
    if noun.name == "pulse":
        return  # a round is opened: `pulse open`
    add = verb("add", f"add a {noun.name}" if noun.name not in ("alliance",) else "add an alliance")
    fields = settable(noun)
    if noun.name not in NO_POSITIONAL:
        add.add_argument(noun.title, metavar=noun.title.upper(), help=noun.field(noun.title).help or None)
        fields = tuple(field for field in fields if field.name != noun.title)
    declare(add, noun.name, fields)
    declare_private(add)
    if noun.name in LIVES:
        lives.declare_add(noun.name, add)
    if noun.name == "alliance":
        add.add_argument("--partner", required=True, metavar='"NAME, ROLE"', help="the counterpart")


def run(context: Context) -> int:
    """Carry out the verb; the exit code."""
    noun, verb = NOUNS[context.args.command], context.args.verb
    if verb == "list":
        return _list(context, noun)
    if verb == "show" and noun.name == "alliance" and context.args.id is None:
        from tui.cli.alliance import show

        return show(context)
    if verb == "show" and noun.name != "pulse":
        return _show(context, noun)
    if verb == "stats":
        return stats.run(context, noun.name)
    if noun.name == "pulse" and verb == "show":
        return pulse.show(context)
    with context.writing() as log:
        _write(context, log, noun, verb)
    return 0


def _write(context: Context, log: Log, noun: Noun, verb: str) -> None:
    if verb == "purge":
        line(_purge(context, log, noun))
        return
    # One transaction from the first look on: what is read is still so when it is written.
    with log.change("") as change:
        match verb:
            case "add":
                told = _add(context, log, noun, change)
            case "edit":
                told = _edit(context, log, noun, change)
            case "remove":
                told = _remove(context, log, noun, change)
            case _ if extras.handles(noun.name, verb):
                told = extras.run(context, log, noun.name, verb, change)
            case _ if upkeep.handles(noun.name, verb):
                told = upkeep.run(context, log, noun.name, verb, change)
            case _:
                told = lives.run(context, log, noun.name, verb, change)
        if not change.touched:
            told = f"{told.partition('  ')[0]}  it is so already; nothing was changed"
    line(told)


# Reading


def _list(context: Context, noun: Noun) -> int:
    args = context.args
    with context.reading() as log:
        chosen = context.chosen(log)
        as_of = context.as_of(log, chosen)
        wanted = Filter(
            alliance=chosen,
            state=getattr(args, "state", None),
            kind=getattr(args, "kind", None),
            by=getattr(args, "by", None),
            overdue=getattr(args, "overdue", False),
            since=context.bound("since", as_of),
            until=context.bound("until", as_of),
        )
        records = listed(log, noun.name, lambda pair: context.as_of(log, pair), wanted)
        shown = Shown.of(log, as_of, {pair.uid: context.as_of(log, pair) for pair in log.pairs()})
        if args.json:
            print_json([_as_json(noun.name, record, shown) for record in records])
        else:
            _print_list(context, noun, records, shown)
    return 0


def _as_json(noun: str, record: Kept, shown: Shown) -> dict[str, Any]:
    return commitment_json(record, shown) if isinstance(record, Commitment) else record_json(noun, record, shown)


def _print_list(context: Context, noun: Noun, records: list[Kept], shown: Shown) -> None:
    if not records:
        line(f"No {noun.plural}.")
        return
    several = len(shown.pairs) > 1 and noun.name not in ("person", "alliance")
    title = {"meeting": "when", "pulse": "when", "alliance": "who"}.get(noun.name, noun.title)
    columns = ["id", *(label(name) for name in _columns(noun)), title]
    rows = [
        [
            short_id(noun.name, record.id),
            *(_cell(name, record, shown) for name in _columns(noun)),
            _title_cell(noun, record, shown),
            *([shown.alliance(record)] if several else []),
        ]
        for record in records
    ]
    table(context, [*columns, *(["alliance"] if several else [])], rows)


def _title_cell(noun: Noun, record: Any, shown: Shown) -> str:
    told = one_line(heading(noun.name, record, shown))
    return f"{told}: {one_line(record.purpose)}" if noun.name == "alliance" and record.purpose else told


def _columns(noun: Noun) -> list[str]:
    by_noun = {
        "person": ["role"],
        "meeting": ["state", "place"],
        "topic": ["state", "wants", "minutes"],
        "decision": ["kind", "decided_on"],
        "commitment": ["state", "from", "due"],
        "feedback": ["state", "from", "opened_on"],
        "disagreement": ["state", "kind", "opened_on"],
        "criterion": ["target", "due_on", "met_on"],
        "pulse": [],
        "note": ["kind", "on"],
        "customer": [],
        "placement": ["from_team", "to_team", "from_on"],
    }
    return by_noun.get(noun.name, [])


def _cell(name: str, record: Any, shown: Shown) -> str:
    value = getattr(record, "from_" if name == "from" else name)
    if name == "from":
        pair = shown.pairs[record.alliance]
        return pair.short(value)
    if name == "state":
        return value or ("open" if hasattr(record, "wants") else "planned")
    if hasattr(value, "isoformat"):
        return short_date(value, shown.as_of)
    return "" if value is None else str(value)


def _show(context: Context, noun: Noun) -> int:
    with context.reading() as log:
        record = find(log.connection, noun.name, context.args.id)
        pair = context.pair_of(log, noun.name, record)
        as_of = context.as_of(log, pair)
        record = _at(log, noun, record, pair, as_of)
        shown = Shown.of(log, as_of)
        series = (
            [event for event in series_of(log, noun.name, record.uid) if event.on <= as_of] if noun.has_life else []
        )
        if context.args.json:
            found = record_json(noun.name, record, shown)
            if noun.has_life:
                found["events"] = [event_json(noun.name, event, shown) for event in series]
            if noun.name == "alliance":
                from tui.cli.alliance import as_json, stands

                found |= as_json(stands(log, pair, as_of))
            print_json(found)
            return 0
        title, *rest = text_lines(heading(noun.name, record, shown))
        line(f"{short_id(noun.name, record.id)}  {title}{standing(record, shown)}")
        for text in rest:
            lines(f"    {text}")
        for name, text in field_lines(noun.name, record, shown):
            _print_field(name, text)
        if isinstance(record, Commitment) and (told := _speed(record, series, as_of)):
            _print_field("speed", told)
        for event in series:
            line(f"  {event_line(event, pair, shown, noun.name)}")
        if noun.name == "alliance":
            from tui.cli.alliance import print_benefits, stands

            print_benefits(stands(log, pair, as_of))
    return 0


def _speed(record: Commitment, series: Sequence[Event], as_of: date) -> str:
    found = speed(record, replay("commitment", series, record.from_, record.to).done_on, as_of)
    return say_speed(found) if found else ""


def _print_field(name: str, text: str) -> None:
    lines(f"  {name:<14}  " + f"\n  {'':<14}  ".join(text_lines(text)))


def _at(log: Log, noun: Noun, record: Kept, pair: Pair, as_of: date) -> Kept:
    """The record as it stood at the end of the day; NotFound where it was not there yet."""
    if isinstance(record, Meeting):
        return next(item for item in meetings(log, pair, as_of) if item.id == record.id)
    on = dated_on(noun.name, record)
    if on is not None and on > as_of and noun.name != "alliance":
        said = say_date(on, as_of).rpartition(",")[0]
        raise NotFound(f"{short_id(noun.name, record.id)} was not there yet on {as_of}; it begins on {said}")
    if isinstance(record, Living):
        return as_they_stood(log.connection, noun.name, [record], as_of)[0]
    then = as_it_stood(record, pair, as_of)
    if then is None:
        raise NotFound(f"{short_id(noun.name, record.id)} was not there yet on {as_of}")
    return then


# Writing


def _add(context: Context, log: Log, noun: Noun, change: Change) -> str:
    if noun.name == "person":
        return extras.add_person(context, log, change)
    if noun.name == "alliance":
        return extras.add_alliance(context, log, change)
    pair = context.the_pair(log)
    typed = Typed(log, pair, log.today(pair))
    values = collect_record(context.args, settable(noun), typed)
    if noun.name in LIVES:
        return lives.add(context, typed, noun.name, values, change)
    for field in settable(noun):
        if field.required and field.name not in (*values, *KNOWN):
            choices = f": {', '.join(field.choices)}" if field.choices else ""
            raise Unclear(f"{noun.name} add needs {flag(field.name)}{choices}")
    done = keeping.add(log, pair, noun.name, values, change)
    if noun.name == "meeting" and "starts_at" not in values:  # the rhythm's date, so it is told
        planned: Any = find(log.connection, noun.name, str(done.id))
        values = {**values, "starts_at": planned.starts_at.isoformat()}
    return f"{short_id(noun.name, done.id)}  {done.says}" + understood(noun.fields, values, typed)


def _edit(context: Context, log: Log, noun: Noun, change: Change) -> str:
    record: Any = find(log.connection, noun.name, context.args.id)
    pair = context.pair_of(log, noun.name, record)
    typed = Typed(log, pair, log.today(pair))
    fields = settable(noun)
    values = merged(record, collect_record(context.args, fields, typed), fields)
    if not values:
        raise Unclear(f"nothing to change was given; see: visavis {noun.name} edit --help")
    if noun.name == "person":
        extras.warn_look_alike(log, str(values.get("name") or ""), record.uid)
    done = keeping.edit(log, pair, noun.name, record.id, values, change)
    return f"{short_id(noun.name, record.id)}  {done.says}" + understood(fields, values, typed)


def _remove(context: Context, log: Log, noun: Noun, change: Change) -> str:
    record = find(log.connection, noun.name, context.args.id)
    pair = context.pair_of(log, noun.name, record)
    done = keeping.remove(log, pair, noun.name, record.id, change)
    return f"{short_id(noun.name, record.id)}  {done.says}; undo brings it back"


def _purge(context: Context, log: Log, noun: Noun) -> str:
    from storage.purge import purge

    # What was removed is still there for undo, and can be taken out for good as well.
    record = find_any(log, noun.name, context.args.id) or find(log.connection, noun.name, context.args.id)
    context.pair_of(log, noun.name, record)
    left = purge(log, noun.name, record.id, backups=context.args.backups)
    kept = f"{left} backups or copies" if left > 1 else "a backup"
    more = f"; {kept} beside the log may still hold it (--backups takes them away)" if left else ""
    return f"{short_id(noun.name, record.id)}: purged, for good{more}"
