"""visavis NOUN VERB: every record, by the verbs of its noun (`nouns.py`)."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tui.cli.nouns import named_so, verbs_of
from tui.cli.parser import Parser

if TYPE_CHECKING:
    import argparse

    from tui.cli.commands import Command
    from tui.cli.context import Context


def arguments(noun: str, parser: argparse.ArgumentParser, shared: Parser) -> None:
    """Declare the verbs of a noun with their options."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    for name, verb in verbs_of(noun).items():
        declare = partial(_declare, verb, noun, named_so(noun, name))
        verbs.add_parser(
            name, help=verb.help, description=verb.help, parents=[shared], allow_abbrev=False, declare=declare
        )


def _declare(verb: Command, noun: str, name: str, parser: Parser) -> None:
    """Give a verb its options."""
    _module(verb).declare(noun, name, parser)


def run(context: Context) -> int:
    """Carry out the verb; the exit code."""
    noun, name = context.args.command, named_so(context.args.command, context.args.verb)
    code: int = _module(verbs_of(noun)[name]).run(context, noun, name)
    return code


def _module(verb: Command) -> Any:
    return import_module(f"tui.cli.{verb.module}")
