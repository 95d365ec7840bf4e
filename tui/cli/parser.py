"""The parser: shared options before or after the command, and only the chosen command's parser built."""

from __future__ import annotations

import argparse
import re
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from models.errors import Unclear
from tui.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DESCRIPTION = "A local log for two executives who must work as one. Without a command it opens the app."


class Parser(argparse.ArgumentParser):
    """Raises Unclear, as one line, where argparse would print usage and leave.

    One that is given `declare`, which adds its arguments, is built when it is first asked for anything: of all commands
    and verbs a command line uses one, and to build them all costs more than most commands take.
    """

    _words: Sequence[str] = ()

    def __init__(self, *, declare: Callable[[Parser], None] | None = None, **options: Any) -> None:
        if declare:
            self._later = (declare, options)
        else:
            super().__init__(**options)

    def __getattr__(self, name: str) -> Any:
        """Build what was put off; until then it has no attribute of its own."""
        later = self.__dict__.pop("_later", None)
        if later is None:
            raise AttributeError(name)
        declare, options = later
        super().__init__(**options)
        declare(self)
        return getattr(self, name)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Remember the words, to say more of them where they are refused; whatever is left over is refused here."""
        self._words = args or ()
        found, strange = super().parse_known_args(args, namespace)
        if strange:
            self._refuse_left(strange)
        return found, strange

    @property
    def _see(self) -> str:
        return f"see: {self.prog} --help"

    @property
    def _behind(self) -> dict[str, Parser]:
        """The commands, or the verbs of a noun, by their words."""
        found = (item.choices for item in self._actions if isinstance(item, argparse._SubParsersAction))  # noqa: SLF001 (it has no public name)
        return dict(next(found, {}))

    def of_word(self, word: str) -> Parser:
        """The parser of a command or verb; Unclear where there is none such."""
        known = self._behind
        if word not in known:
            raise Unclear(f'"{shown(word)}" is no {"verb" if " " in self.prog else "command"}; {self._known(word)}')
        return known[word]

    def error(self, message: str) -> NoReturn:
        """Refuse the words."""
        strange = [word for word in self._words if word.partition("=")[0] not in self._option_string_actions]
        option = next((word for word in strange if re.match("-.", word)), "")
        likely = self._option_like(option)
        dashed = DASH if not likely and re.match("-[^-]", option) else ""
        raise Unclear(f"{message}{dashed}; {likely}{self._see}")

    def _option_like(self, word: str) -> str:
        """The options that were likely meant, as a question; empty where none are."""
        known = [name for name in self._option_string_actions if name.startswith("--")]
        likely = near(word.partition("=")[0], known) if word.startswith("--") else ""
        return f"did you mean {likely}? " if likely else ""

    def _refuse_left(self, words: Sequence[str]) -> NoReturn:
        """Refuse words that are too much here, with what was likely meant."""
        first, dashed = words[0], ""
        if first.startswith("-"):
            hint = self._option_like(first)
            dashed = "" if hint else DASH
        elif is_file_name(first):
            option = next(name for name in ("--output", "--write", "--log") if name in self._option_string_actions)
            hint = f"a file is named by {option}, as in {option} {shown(first)}; "
        else:
            hint = "words that belong together stand in quotes; "
        raise Unclear(f"unrecognized arguments: {' '.join(words)}{dashed}; {hint}{self._see}")

    def _known(self, word: str) -> str:
        """What is known in the place of a command or verb that is none, the likely ones first."""
        known = list(self._behind)
        if " " not in self.prog and is_file_name(word):
            command = "visavis import" if word.endswith((".jsonl", ".json", ".csv")) else "visavis --log"
            return f"a file is named as in: {command} {shown(word)}"
        likely = near(word, known)
        hint = f"did you mean {likely}? " if likely else ""
        if len(known) <= FEW:
            hint += f"expected {', '.join(known)}; "
        elif not likely and " " not in self.prog and (words := _behind_a_noun(word)):
            hint = f"a verb stands behind its noun, as in: visavis {words}; "
        return hint + self._see

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a word that is none of the choices; of many choices only the likely ones are told."""
        if action.choices is None or value in action.choices:
            return
        if str(action.metavar) in ("COMMAND", "VERB"):
            self.of_word(str(value))
        known = [str(choice) for choice in action.choices]
        likely = near(str(value), known)
        hint = f"did you mean {likely}? " if likely else ""
        if len(known) <= FEW:
            hint += f"expected {', '.join(known)}; "
        name = "/".join(action.option_strings) or action.dest
        raise Unclear(f'"{shown(str(value))}" is no {name}; {hint}{self._see}')


FEW = 12
"""So many choices are told in full."""

DASH = " (text that begins with a dash stands after --, a value behind =, as in --due=-3d)"

_ALSO = {
    "add": ("new", "create", "make", "insert"),
    "edit": ("change", "update", "modify", "set", "rename"),
    "remove": ("rm", "delete", "del", "drop"),
    "bring-back": ("restore", "unremove", "undelete", "recover"),
    "list": ("ls", "all"),
    "show": ("view", "open", "get", "cat"),
    "done": ("finish", "complete", "finished", "completed"),
    "correct": ("fix", "amend"),
    "hold": ("held",),
    "miss": ("missed",),
    "settle": ("settled", "close"),
    "move": ("reschedule", "postpone"),
}
"""Words of other programs, by the verb that they mean here."""


def near(word: str, known: Sequence[str]) -> str:
    """What a word that is not known was likely meant to be: those that begin so, sound so or mean so, at most two."""
    from difflib import get_close_matches  # not for every command

    sought, names = word.lower().lstrip("-"), {name.lstrip("-"): name for name in known}
    begin = [name for name in names if len(sought) > 1 and name.startswith(sought)]
    means = [name for name in names if sought in _ALSO.get(name, ())]
    found = dict.fromkeys([*means, *begin, *get_close_matches(sought, names, n=2)])
    return " or ".join([names[name] for name in found][:2])


def is_file_name(word: str) -> bool:
    """Whether a word looks like the name of a file."""
    return bool(re.search(r"[/\\]|\.[A-Za-z]\w{0,9}$", word))


def shown(word: str) -> str:
    """A word, as long as a message can hold it."""
    return word if len(word) <= 40 else word[:39] + "…"


def _behind_a_noun(word: str) -> str:
    """A noun with the verb that a word is, or is likely meant to be; empty where it is none."""
    from models.records.nouns import NOUNS  # only where a word was refused
    from tui.cli.nouns import verbs_of

    verbs = {verb: name for name in reversed(COMMANDS) if name in NOUNS for verb in verbs_of(name)}
    verb = word if word in verbs else near(word, list(verbs)).partition(" or ")[0]
    return f"{verbs[verb]} {verb}" if verb else ""


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


def limit_option(parser: argparse.ArgumentParser) -> None:
    """Give a list its --limit."""
    parser.add_argument("--limit", type=_count, default=50, metavar="N", help="at most so many; 50 unless told")


def _count(text: str) -> int:
    if (found := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{found} lists nothing; give 1 or more")
    return found


_count.__name__ = "int"  # by which argparse says what a word that is no number should be


def veil_option(parser: argparse.ArgumentParser) -> None:
    """Give what opens the app its --veil."""
    parser.add_argument(
        "--veil", action="store_true", default=argparse.SUPPRESS, help="open the app with everything private veiled"
    )


def build(version: str) -> Parser:
    """The parser of every command."""
    shared = shared_options(version)
    parser = Parser(prog="visavis", description=DESCRIPTION, parents=[shared], allow_abbrev=False)
    veil_option(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, command in COMMANDS.items():
        declare = partial(_declare, name, shared)
        commands.add_parser(
            name, help=command.help, description=command.help, parents=[shared], allow_abbrev=False, declare=declare
        )
    return parser


def _declare(name: str, shared: Parser, parser: Parser) -> None:
    """Give a command its own arguments."""
    module: Any = import_module(f"tui.cli.{COMMANDS[name].module}")
    module.arguments(name, parser, shared)
