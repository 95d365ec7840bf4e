"""visavis overdue: what is promised and past due, on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.records.naming import short_id
from models.time.dates import short_date
from storage.reads.overdue import Overdue, overdue
from tui.cli.output import line, print_json, table
from tui.cli.parser import Parser, json_option

if TYPE_CHECKING:
    import argparse

    from models.records.pair import Pair
    from tui.cli.context import Context


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--by", choices=("me", "partner"), help="only what that side promised")
    json_option(parser)


def run(context: Context) -> int:
    """Print what is overdue; 0."""
    with context.reading() as log:
        chosen = context.chosen(log)
        pairs = {pair.uid: pair for pair in log.pairs()}
        found = overdue(log, pairs, lambda pair: context.as_of(log, pair), chosen, context.args.by)
        if context.args.json:
            print_json([as_json(item, pairs[item.alliance]) for item in found])
            return 0
        _print(context, found, pairs)
    return 0


def as_json(item: Overdue, pair: Pair) -> dict[str, Any]:
    """A promise under the stable names."""
    return {
        "id": short_id("commitment", item.id),
        "uid": item.uid,
        "text": item.text,
        "from": pair.person(item.from_).name,
        "to": pair.person(item.to).name,
        "state": "promised",
        "due": item.due,
        "first_due": item.first_due,
        "days_overdue": item.days,
        "pending_due": item.pending_due,
        "alliance": pair.name,
        "private": item.private,
    }


def _print(context: Context, found: list[Overdue], pairs: dict[str, Pair]) -> None:
    if not found:
        line("Nothing is overdue.")
        return
    several = len({item.alliance for item in found}) > 1 or len(pairs) > 1
    columns = ["id", "who", "days", "due", "text", *(["alliance"] if several else [])]
    rows = [
        [
            short_id("commitment", item.id),
            pairs[item.alliance].short(item.from_),
            item.days,
            short_date(item.due_day, item.as_of),
            item.text,
            *([pairs[item.alliance].name] if several else []),
        ]
        for item in found
    ]
    table(context, columns, rows, right=("days",))
