"""The verbs of nouns without a life of acts, from their declarations: hold, carry, confirm, check in, agree, end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.verbs.every import named, taken
from models.verbs.meetings import HOLD, Verb
from models.verbs.upkeep import CHECK_IN, REVISE
from storage.writes.every_verb import carry_out
from storage.writes.meeting_verbs import Heard, with_heard
from tui.cli.options import TypedValues, collect_record, declare_fields, declare_id, declare_private
from tui.cli.writing import Call, Result, need_any, need_field, result, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from models.records.event import Values
    from models.records.fields import Field
    from tui.cli.context import Context

_HELP: Mapping[tuple[str, str], str] = {("meeting", "reason"): "why"}
"""Where an option says less than the field of a form."""


def declare(noun: str, name: str, parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    verb = named(noun, name)
    declare_id(parser, noun)
    declare_fields(parser, noun, _fields(noun, verb))
    if verb == REVISE:
        declare_private(parser)
    if verb == HOLD:
        declare_heard(parser)


def declare_heard(parser: argparse.ArgumentParser) -> None:
    """Declare what was heard in a meeting when one of the two was asked how to help."""
    parser.add_argument("--heard", metavar="TEXT", help="what was heard when asked: how can I help you succeed?")
    parser.add_argument(
        "--of", choices=("me", "partner"), default="partner", help="who was asked; the partner unless told"
    )
    parser.add_argument("--played-back", action="store_true", help="what was heard was played back")


def _fields(noun: str, verb: Verb) -> tuple[Field, ...]:
    """The options of a verb; those of a check-in in the order in which it is kept."""
    found = tuple(replace(field, help=_HELP.get((noun, field.name), field.help)) for field in taken(noun, verb))
    return tuple(sorted(found, key=lambda field: field.name != "on")) if verb == CHECK_IN else found


def run(context: Context, noun: str, name: str) -> int:
    """Carry out the verb; 0."""
    return write(context, noun, name, _do)


def _do(call: Call) -> Result:
    verb = named(call.noun, call.verb)
    record, typed = call.found()
    fields = _fields(call.noun, verb)
    values = collect_record(call.args, fields, typed)
    if verb == REVISE:
        need_any(call, values)
    elif missing := next((item for item in fields if item.name in verb.needs and not values.get(item.name)), None):
        raise need_field(call, missing)
    if verb == HOLD:
        values |= heard_in(call.args, record, typed)
    done = carry_out(call.log, typed.pair, call.noun, record, verb, values, call.change)
    return result(done, fields, values, typed)


def heard_in(args: argparse.Namespace, meeting: Any, typed: TypedValues) -> Values:
    """What was heard in a meeting, where anything was."""
    if args.heard is None and not args.played_back:
        return {}
    return {"help_asked": with_heard(meeting, Heard(typed.pair.side(args.of).uid, args.heard, args.played_back))}
