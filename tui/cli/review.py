"""visavis review: a period on one page, to be forwarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import Unclear
from models.pages.review_measured import measure
from models.pages.review_page import review_page
from storage.documents.formats import FORMATS
from storage.reads.review import gather, window_of
from tui.cli import delivering

if TYPE_CHECKING:
    import argparse

    from tui.cli.context import Context
    from tui.cli.parser import Parser

_FORMS = tuple(form for form in FORMATS if form != "ics")
"""A review is no meeting, so a calendar takes none."""


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--since", metavar="DATE", help="the first day; that of this quarter unless told")
    parser.add_argument("--until", metavar="DATE", help="the last day; today unless told")
    delivering.arguments(parser, _FORMS)


def run(context: Context) -> int:
    """Print or write the review; 0."""
    form = delivering.form_of(context.args, _FORMS)
    with context.reading() as log:
        pair = context.soonest_pair(log)
        as_of = context.as_of(log, pair)
        window = window_of(as_of, *context.window(as_of))
        assert window.since is not None
        assert window.until is not None
        if window.since > window.until:
            raise Unclear("the review would end before it begins; give --since before --until")
        delivering.deliver(context, log, review_page(measure(gather(log, pair, as_of), window)), form)
    return 0
