"""visavis help [COMMAND [VERB]]: what --help tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.parser import Parser, build

if TYPE_CHECKING:
    import argparse

    from tui.cli.context import Context


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("words", nargs="*", metavar="NOUN", help="a noun or another command, and a verb of it")


def run(context: Context) -> int:
    """Print the help; 0."""
    parser = build("")
    for word in context.args.words:
        parser = parser.of_word(word)
    parser.print_help()
    return 0
