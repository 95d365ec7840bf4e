"""visavis NOUN list: the records of a noun as a table, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.acts.rules import STATES
from models.records.choices import MEETING_STATES, TOPIC_STATES
from models.records.labels import field_label, state_in_list
from models.records.naming import one_line, short_id
from models.records.nouns import LIVES, NOUNS
from models.records.rows import Commitment, KeptRecord
from models.time.dates import short_date
from storage.reads.listing import ListFilter, listed
from tui.cli.output import line, print_json, table
from tui.cli.parser import json_option
from tui.cli.showing import Shown, commitment_json, heading, record_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from models.records.fields import Noun
    from tui.cli.context import Context

_STATES: Mapping[str, Sequence[str]] = {"meeting": MEETING_STATES, "topic": TOPIC_STATES, **STATES}

_COLUMNS = {
    "person": ("role",),
    "alliance": ("started_on", "ended_on"),
    "meeting": ("state", "place"),
    "topic": ("state", "wants", "minutes"),
    "decision": ("kind", "decided_on"),
    "commitment": ("state", "from", "due"),
    "feedback": ("state", "from", "opened_on"),
    "disagreement": ("state", "kind", "opened_on"),
    "criterion": ("target", "due_on", "met_on"),
    "note": ("kind", "on"),
    "placement": ("from_team", "to_team", "from_on"),
}
"""What stands between a record's id and its name."""

_TITLES = {"meeting": "when", "pulse": "when", "alliance": "who"}
"""The column of the name, where it is not called as the field."""


def declare(noun: str, _name: str, parser: argparse.ArgumentParser) -> None:
    """Declare what a list can be narrowed by."""
    if states := _STATES.get(noun):
        words = {state_in_list(state, noun): state for state in states}
        parser.add_argument(
            "--state", metavar="STATE", help=", ".join(states), choices=states, type=lambda word: words.get(word, word)
        )
    if kinds := next((field.choices for field in NOUNS[noun].fields if field.name == "kind"), ()):
        parser.add_argument("--kind", metavar="KIND", help=", ".join(kinds), choices=kinds)
    if noun in (*LIVES, "note", "topic"):
        parser.add_argument("--by", choices=("me", "partner"), help="only that side's")
    if noun == "commitment":
        parser.add_argument("--overdue", action="store_true", help="only what is past due")
    parser.add_argument("--since", metavar="DATE", help="from that day on")
    parser.add_argument("--until", metavar="DATE", help="up to that day")
    json_option(parser)


def run(context: Context, noun: str, _name: str) -> int:
    """Print the records; 0."""
    args = context.args
    with context.reading() as log:
        chosen = context.chosen(log)
        as_of = context.as_of(log, chosen)
        since, until = context.window(as_of)
        wanted = ListFilter(
            alliance=chosen,
            state=getattr(args, "state", None),
            kind=getattr(args, "kind", None),
            by=getattr(args, "by", None),
            overdue=getattr(args, "overdue", False),
            since=since,
            until=until,
        )
        records = listed(log, noun, lambda pair: context.as_of(log, pair), wanted)
        shown = Shown.of(log, as_of, {pair.uid: context.as_of(log, pair) for pair in log.pairs()})
        if args.json:
            print_json([_as_json(noun, record, shown) for record in records])
        else:
            _print(context, NOUNS[noun], records, shown)
    return 0


def _as_json(noun: str, record: KeptRecord, shown: Shown) -> dict[str, Any]:
    return commitment_json(record, shown) if isinstance(record, Commitment) else record_json(noun, record, shown)


def _print(context: Context, noun: Noun, records: list[KeptRecord], shown: Shown) -> None:
    if not records:
        line(f"No {noun.plural}.")
        return
    names = _COLUMNS.get(noun.name, ())
    several = len(shown.pairs) > 1 and noun.name not in ("person", "alliance")
    columns = ["id", *map(field_label, names), _TITLES.get(noun.name, noun.title), *(["alliance"] if several else [])]
    rows = [
        [
            short_id(noun.name, record.id),
            *(_cell(noun.name, name, record, shown) for name in names),
            _title(noun, record, shown),
            *([shown.alliance(record)] if several else []),
        ]
        for record in records
    ]
    table(context, columns, rows)


def _title(noun: Noun, record: Any, shown: Shown) -> str:
    told = one_line(heading(noun.name, record, shown))
    return f"{told}: {one_line(record.purpose)}" if noun.name == "alliance" and record.purpose else told


def _cell(noun: str, name: str, record: Any, shown: Shown) -> str:
    value = getattr(record, "from_" if name == "from" else "where" if name == "place" else name)
    if noun == "commitment" and name == "due" and value is None and record.wanted_by:
        return f"wanted by {short_date(record.wanted_by, shown.as_of)}"
    if name == "from":
        return shown.pairs[record.alliance].short(value)
    if name == "state":
        return state_in_list(value or ("open" if noun == "topic" else "planned"), noun)
    if hasattr(value, "isoformat"):
        return short_date(value, shown.as_of)
    return "" if value is None else str(value)
