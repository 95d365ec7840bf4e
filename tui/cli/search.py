"""visavis search: full text over everything, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.records.naming import short_id
from models.time.dates import short_date
from storage.reads.search import Hit, search
from tui.cli.output import line, print_json, table
from tui.cli.parser import Parser, json_option, limit_option

if TYPE_CHECKING:
    import argparse

    from tui.cli.context import Context


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="each the beginning of a word; all are needed")
    limit_option(parser)
    json_option(parser)


def run(context: Context) -> int:
    """Print what was found; 0."""
    with context.reading() as log:
        chosen = context.chosen(log)
        as_of = context.as_of(log, chosen)
        words = " ".join(context.args.words)
        hits = search(log, words, as_of, chosen.uid if chosen else None, context.args.limit)
        if context.args.json:
            print_json([_as_json(hit) for hit in hits])
        elif not hits:
            line("Nothing found.")
        else:
            rows = [
                [short_id(hit.noun, hit.id), short_date(hit.on, as_of) if hit.on else "", hit.title, _more(hit)]
                for hit in hits
            ]
            table(context, ["id", "when", "title", "found"], rows)
    return 0


def _more(hit: Hit) -> str:
    snippet = " ".join(hit.snippet.split())
    return "" if snippet == hit.title else snippet


def _as_json(hit: Hit) -> dict[str, Any]:
    return {
        "id": short_id(hit.noun, hit.id),
        "type": hit.noun,
        "title": hit.title,
        "snippet": hit.snippet,
        "on": hit.on,
    }
