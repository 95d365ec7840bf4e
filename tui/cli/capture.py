"""visavis capture: lines typed up after a meeting, each a record by its mark."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING, cast

from models.acts.capture import MARKS
from models.errors import BadValue, Unclear
from models.records.naming import short_id
from models.records.values import is_blank
from models.time.dates import say_date
from storage.core.records import find
from storage.reads.sitting import refuse_coming
from tui.cli.context import Context, say
from tui.cli.output import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.log import Log
    from storage.writes.capture import TypedUp
    from tui.cli.parser import Parser

MOST_LINES = 2000
MOST_CHARACTERS = 1 << 20


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    marks = "\n".join(f"  {mark.example:<42} {mark.help}" for mark in MARKS)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"marks:\n{marks}\n  anything else, or a leading space          a note of the meeting\n"
    parser.epilog += (
        "What is captured may stand in the partner's copy; keep it out with: visavis NOUN edit ID --private"
    )
    parser.add_argument(
        "lines", nargs="*", metavar="LINE", help="a line each; without any they are read from the input"
    )
    parser.add_argument("--meeting", metavar="ID", help="M3, 3 or a uid; the last one that has begun unless told")
    parser.add_argument("--again", action="store_true", help="record lines that are captured already once more")


def run(context: Context) -> int:
    """Record the lines; 0."""
    from storage.writes.capture import capture  # not for every command

    # Nobody types lines first and hears then that no meeting takes them; nor does the log wait for whoever types.
    with context.writing() as log:
        pair, where = _where(context, log)
    lines = _lines(context)
    if all(is_blank(text) for text in lines):
        raise Unclear("no line was given; give lines as words, or on the standard input")
    with context.writing() as log:
        if not isinstance(where, datetime):
            where = cast("Meeting", find(log.connection, "meeting", where.uid))
        found = capture(log, pair, where, lines, again=context.args.again)
        day = say_date(pair.day(found.meeting.starts_at), log.today(pair))
        reads_like = _reads_like(log, pair, lines)
    _tell(found, day)
    if reads_like and found.done:
        say(
            f"this reads like a {reads_like}: visavis propose would find promises in it; visavis undo takes the "
            f"notes back"
        )
    return 0


def _reads_like(log: Log, pair: Pair, lines: Sequence[str]) -> str:
    """A mail or a talk, where the lines read like one that promises something; else empty."""
    from models.proposals.people import KnownNames  # not for every command
    from models.proposals.proposing import propose
    from storage.outside.texts import given_of
    from storage.reads.handlers import handlers

    found = propose(given_of("\n".join(lines)), KnownNames.of(pair, handlers(log, pair)), log.today(pair))
    return found.what if found.what in ("mail", "talk") and found.proposals else ""


def _where(context: Context, log: Log) -> tuple[Pair, Meeting | datetime]:
    """The alliance, and the meeting that takes the lines, or the moment of one that is added with them."""
    from storage.writes.capture import meeting_to_type_up  # not for every command

    if context.args.meeting:
        meeting = cast("Meeting", find(log.connection, "meeting", context.args.meeting))
        pair = context.pair_of(log, "meeting", meeting)
        refuse_coming(log, pair, meeting)
        return pair, meeting
    pair = context.the_pair(log)
    return pair, meeting_to_type_up(log, pair)


def _tell(found: TypedUp, day: str) -> None:
    """Say what became of each line, and which of them were there already."""
    count = sum(item.noun != "meeting" or item.id is None for item in found.done)
    lines = f"{count} line{'' if count == 1 else 's'}" if count else "nothing new"
    there = f", {len(found.there)} captured already" if found.there else ""
    line(f"{short_id('meeting', found.meeting.id):<4}  {lines} for the meeting of {day}{there}")
    for item in found.done:
        line(f"{short_id(item.noun, item.id) if item.id else '':<4}  {item.told}")
    for text in found.there:
        line(f"      captured already: {text.strip()}")
    if found.there:
        line("      what is captured already was left out; --again records it once more")


def _lines(context: Context) -> list[str]:
    """The lines given as words, else those on the input."""
    text = "\n".join(context.args.lines) if context.args.lines else _typed()
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(found) > MOST_LINES:
        raise BadValue(f"there are {len(found)} lines; at most {MOST_LINES} at a time")
    return found


def _typed() -> str:
    if sys.stdin.isatty():
        say("type the lines, then press ctrl+d")
    data = sys.stdin.buffer.read(MOST_CHARACTERS + 1)
    if len(data) > MOST_CHARACTERS:
        raise BadValue("the input is longer than 1 MiB; type up one meeting at a time")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadValue(f"the input is not UTF-8 at byte {error.start + 1}; save it as UTF-8") from None
