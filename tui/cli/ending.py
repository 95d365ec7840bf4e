"""visavis alliance end | reopen, and NOUN carry-over: what becomes of an alliance whose other executive leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import Refused, Unclear
from models.records.naming import short_id
from models.records.pair import choose
from models.time.dates import parse_date
from storage.reads.going_on import left_open
from storage.writes import ending
from tui.cli.options import declare_id
from tui.cli.writing import Call, Result, result, write

if TYPE_CHECKING:
    import argparse

    from tui.cli.context import Context


def declare(noun: str, name: str, parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes; where something goes on is named by --alliance."""
    declare_id(parser, noun)
    if name == "end":
        parser.add_argument("--on", required=True, metavar="DATE", help="the last day on which it holds")
        parser.add_argument("--reason", metavar="TEXT", help="why it ends")
    if noun == "commitment" and name == "carry-over":
        parser.add_argument("--due", metavar="DATE", help="its date there; the old one unless told")


def run(context: Context, noun: str, name: str) -> int:
    """Carry out the verb; 0."""
    return write(context, noun, name, _DEEDS[name])


def _end(call: Call) -> Result:
    _, typed = call.found()
    on = parse_date(call.args.on, typed.today)
    try:
        done = ending.end(call.log, typed.pair, on, call.args.reason, call.change)
    except ending.BeforeItBegan as fault:
        code = short_id("alliance", typed.pair.alliance.id)
        raise Refused(f"{fault}; if it began earlier: visavis alliance edit {code} --since DATE") from None
    left = left_open(call.log, typed.pair)
    if not left:
        return Result(done.noun, done.id, done.says)
    first = f"visavis {left[0].noun} carry-over {short_id(left[0].noun, left[0].id)} --alliance NAME"
    return Result(done.noun, done.id, f"{done.says}; {len(left)} left open; what goes on, one by one: {first}")


def _reopen(call: Call) -> Result:
    _, typed = call.found()
    return result(ending.reopen(call.log, typed.pair, call.change), (), {}, typed)


def _carry_over(call: Call) -> Result:
    if getattr(call.args, "alliance", None) is None:
        raise Unclear(f"{call.command} needs --alliance: with whom it goes on")
    record = call.record()
    pairs = call.log.pairs()
    old = next(pair for pair in pairs if pair.uid == record.alliance)
    new = choose(pairs, call.args.alliance)
    words = getattr(call.args, "due", None)
    due = parse_date(words, call.log.today(new)) if words else None
    done = ending.carry_over(call.log, old, call.noun, record, new, call.change, due)
    return Result(done.noun, done.id, f"{done.says}; it goes on with {new.name}")


_DEEDS = {"end": _end, "reopen": _reopen, "carry-over": _carry_over}
