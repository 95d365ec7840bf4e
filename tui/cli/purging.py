"""visavis NOUN purge ID: a record out of the log for good, and out of the copies beside it where that is wanted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from models.errors import LogUnusable, NotFound
from models.records.naming import short_id
from models.records.nouns import NOUNS
from storage.care import backup
from storage.care.claim import left_alone
from storage.care.copies import PurgedRecord, copies_with, remove
from storage.core.records import find
from storage.reads.listing import find_any
from storage.writes.purge import purge, unfinished
from tui.cli.context import Context, say
from tui.cli.output import line
from tui.machine import on_terminal
from tui.text.words import counted

if TYPE_CHECKING:
    from storage.log import Log

EXPORTS = "the log keeps no list of what was exported, printed or sent; look for copies of it there yourself"


def purge_record(context: Context, noun: str) -> int:
    """Take a record out for good, and say which copies hold it still; 0."""
    with context.writing() as log, left_alone(log.path):
        trace = _meant(context, log, noun)
        named, removes = short_id(noun, trace.row), context.args.backups
        holding = copies_with(log.path, trace)
        if trace.uid is not None:
            purged = purge(log, noun, trace.row, backups=removes)
            if purged is None:  # what is left to do is told
                line(f"{named}: out of the log")
                return 0
            left = purged
        elif removes and holding:  # it is out of the log, and now out of its copies as well
            left = remove(log.path, holding)
        else:
            raise NotFound(f'"{context.args.id[:40]}" is no {noun} here; see: visavis {noun} list')
        kept = f"{left} backups or copies" if left > 1 else "a backup"
        more = f"; {kept} beside the log may still hold it (--backups takes them away)" if left else ""
        line(f"{named}: purged, for good{more}")
        if on_terminal():
            say(EXPORTS)
        if left and on_terminal() and _wanted(left):
            stay = remove(log.path, copies_with(log.path, trace))
            line(f"{named}: gone from {counted(left - stay, 'backup')}")
            removes = True
        if removes and holding:
            _back_up(context, log)
    return 0


def _meant(context: Context, log: Log, noun: str) -> PurgedRecord:
    """The record that is meant. Without a uid it is out of the log, and nothing more is known of it.

    What was removed is still there for undo, and can be purged as well.
    """
    typed = context.args.id
    if record := find_any(log, noun, typed):
        context.pair_of(log, noun, record)
        return PurgedRecord(noun, record.id, record.uid)
    number = typed.strip().lower().removeprefix(NOUNS[noun].letter.lower())
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        find(log.connection, noun, typed)
    begun, row = unfinished(log), int(number)
    return begun if begun and begun[:2] == (noun, row) else PurgedRecord(noun, row, None)


def _wanted(count: int) -> bool:
    """Whether the person wants the copies gone too."""
    sys.stdout.write(f"Take {'them' if count > 1 else 'it'} away too? A new backup is made at once. [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _back_up(context: Context, log: Log) -> None:
    """Make a backup at once where others went; the record is gone in any case."""
    try:
        made = backup.make(log.connection, log.path, "after-purge", context.clock())
    except LogUnusable as fault:
        say(f"no backup was made: {fault}")
    else:
        say(f"a new backup was made: {made}")
