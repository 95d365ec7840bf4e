"""docs/commands.md against the parser: every command, verb and option stands where a reader looks for it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from models.records.nouns import LIVES, NOUNS
from tests.cli.test_commands import COMMAND_PARSERS, verbs_of
from tui.cli.commands import COMMANDS

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


class Words(NamedTuple):
    """A command, or a verb of it, with its parser."""

    command: str
    verb: str
    parser: argparse.ArgumentParser


def all_words() -> Iterator[Words]:
    """Every command, and every verb of each."""
    for command in COMMANDS:
        yield Words(command, "", COMMAND_PARSERS[command])
        for verb, parser in verbs_of(command):
            yield Words(command, verb, parser)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_of_a_file_stands_in_the_row_of_its_noun(noun: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")
    [row] = re.findall(rf"^\| {noun} \| .*$", page, re.M)
    assert [field.name for field in NOUNS[noun].fields if not re.search(rf"\b{field.name}\b", row)] == []


def section(heading: str) -> str:
    """What stands below a heading, up to the next one or the table."""
    return PAGE.partition(f"\n{heading}\n")[2].partition("\n#")[0]


def told_of(command: str) -> str:
    """What the page tells of one command: its rows in the tables, and of a noun its life."""
    rows = [row for row in PAGE.splitlines() if re.match(rf"\|.*`visavis {command}\b", row)]
    acts = [section("### Acts"), section(f"### The life of a {command}")] if command in LIVES else []
    return "\n".join([*rows, *acts])


def told_of_all(verb: str) -> str:
    """What the page tells of every command, and where it has verbs of the verbs that every noun has."""
    begin = PAGE.partition("\n#")[0] + section("## Everywhere")
    return begin + (section("## Recording").partition("\n| ")[0] if verb else "")


def options(parser: argparse.ArgumentParser) -> set[str]:
    """The long options of a command, and the short ones that have no long one beside them."""
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")}


ALL = list(all_words())


@pytest.mark.parametrize("words", ALL, ids=lambda words: f"{words.command} {words.verb}".strip())
def test_a_command_its_verbs_and_its_options_are_told(words: Words) -> None:
    own, shared = told_of(words.command), told_of_all(words.verb)
    assert own.strip(), "no row of a table tells of it"
    if words.verb:
        assert re.search(rf"`{words.verb}\b", own) or re.search(rf"`{words.verb}\b", shared)
    missing = [name for name in options(words.parser) if not re.search(rf"{name}(?![\w-])", own + shared)]
    assert missing == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_told_that_there_is_none_of(command: str) -> None:
    known = {name for words in ALL if words.command == command for name in options(words.parser)}
    told = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", told_of(command)))
    # A row may send the reader on to another command.
    elsewhere = {name for words in ALL for name in options(words.parser)}
    assert told - known - (elsewhere if command in ("demo", "export") else set()) == set()
