"""The parser: shared options before or after the command, and only the chosen command's own arguments built."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from models.errors import Unclear
from tui.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

DESCRIPTION = "A local log for two executives who must work as one. Without a command it opens the app."
GLOBAL_WITH_VALUE = ("--log", "--as-of", "--alliance")


class Parser(argparse.ArgumentParser):
    """Raises Unclear, as one line, where argparse would print usage and leave."""

    _words: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Remember the words, to say more of them where they are refused."""
        self._words = args or ()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Refuse the words."""
        strange = [word for word in self._words if word.partition("=")[0] not in self._option_string_actions]
        if message.startswith("unrecognized arguments") or any(re.match("-[^-]", word) for word in strange):
            message += " (text that begins with a dash stands after --, a value behind =, as in --due=-3d)"
        raise Unclear(f"{message}; see: {self.prog} --help")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a word that is none of the choices; of many choices only the likely ones are told."""
        if action.choices is None or value in action.choices:
            return
        from difflib import get_close_matches  # not for every command

        known = [str(choice) for choice in action.choices]
        likely = get_close_matches(str(value), known, n=2)
        hint = f"did you mean {' or '.join(likely)}? " if likely else ""
        if len(known) <= FEW:
            hint = f"expected {', '.join(known)}; "
        name = {"COMMAND": "command", "VERB": "verb"}.get(str(action.metavar), "/".join(action.option_strings))
        said = value if len(value) <= 40 else value[:39] + "…"
        raise Unclear(f'"{said}" is no {name or action.dest}; {hint}see: {self.prog} --help')


FEW = 12
"""So many choices are told in full."""


def shared_options(version: str) -> Parser:
    """The options that stand before or after every command; without a default, so that neither hides the other."""
    parser = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parser.add_argument_group("everywhere")
    group.add_argument("--version", action="version", version=f"visavis {version}")
    group.add_argument("--log", metavar="FILE", help="the log; else $VISAVIS_LOG, else your own")
    group.add_argument("--as-of", metavar="DATE", help="read the log as it stood at the end of that day")
    group.add_argument("--alliance", metavar="NAME", help="the counterpart's name, or an unambiguous part of it")
    group.add_argument("--no-color", action="store_true", help="no colours; $NO_COLOR does the same")
    return parser


def json_option(parser: argparse.ArgumentParser) -> None:
    """Give a command its --json."""
    parser.add_argument("--json", action="store_true", help="print JSON with stable names")


def veil_option(parser: argparse.ArgumentParser) -> None:
    """Give what opens the app its --veil."""
    parser.add_argument(
        "--veil", action="store_true", default=argparse.SUPPRESS, help="open the app with everything private veiled"
    )


def first_word(argv: Sequence[str]) -> str | None:
    """The command among the words: the first that is neither an option nor an option's value."""
    skip = False
    for word in argv:
        if skip:
            skip = False
        elif word in GLOBAL_WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def build(argv: Sequence[str], version: str) -> Parser:
    """The parser for these words: every command is named, the one that is called also has its arguments."""
    shared = shared_options(version)
    parser = Parser(prog="visavis", description=DESCRIPTION, parents=[shared], allow_abbrev=False)
    veil_option(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    chosen = first_word(argv)
    for name, command in COMMANDS.items():
        found = commands.add_parser(
            name, help=command.help, description=command.help, parents=[shared], allow_abbrev=False
        )
        if name == chosen:
            declare(name, found, shared)
    return parser


def declare(name: str, parser: Parser, shared: Parser) -> None:
    """Give a command its own arguments."""
    module: Any = import_module(f"tui.cli.{COMMANDS[name].module}")
    module.arguments(name, parser, shared)
