"""The verbs that begin a life: visavis commitment | feedback | disagreement add, and visavis feedback request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.composing import Begin, begin_commitment
from models.errors import Unclear
from models.records.nouns import NOUNS
from models.records.values import fields_of_event
from storage.writes.lives import begin
from tui.cli.acts import COMMON, declare_act, told
from tui.cli.options import TypedValues, collect, collect_record, declare_fields, declare_private, declare_record, flag
from tui.cli.writing import Call, Result, need, write
from tui.text.typed import settable

if TYPE_CHECKING:
    import argparse

    from models.records.event import Values
    from tui.cli.context import Context

_TERMS = ("due", "wanted_by", "terms")
"""What of the first act of a commitment is typed beside the fields of the record."""

_ASKED = ("about", "about_on", "meeting")
"""What is said of feedback that is asked for."""


def declare(noun: str, name: str, parser: argparse.ArgumentParser) -> None:
    """Declare the fields of the record, and what is told of its first act."""
    if name == "request":
        declare_act(parser, noun, name)
        declare_fields(parser, noun, (NOUNS[noun].field(name) for name in _ASKED))
        declare_private(parser)
        return
    declare_record(parser, noun)
    if noun == "feedback":
        parser.add_argument("--from", dest="from_", choices=("me", "partner"), default="me", help="who gives it")
    else:
        does = "promises" if noun == "commitment" else "raises it"
        parser.add_argument("--by", choices=("me", "partner"), default="me", help=f"who {does}; me unless told")
    if noun == "commitment":
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--ask", action="store_true", help="it is a request, not yet a promise")
        how.add_argument("--offer", action="store_true", help="it is an offer, to be accepted")
        parser.add_argument("--promised", action="store_true", help="with --ask: asked and promised at once")
        declare_fields(parser, noun, (fields_of_event(noun)[name] for name in _TERMS))
    declare_fields(parser, noun, COMMON)


def run(context: Context, noun: str, name: str) -> int:
    """Begin a life; 0."""
    return write(context, noun, name, _request if name == "request" else _ADD[noun])


def _typed(call: Call) -> tuple[TypedValues, Values, Values]:
    """Whose life begins, the fields of the record, and what its first event carries."""
    typed = call.new()
    values = collect_record(call.args, settable(NOUNS[call.noun]), typed)
    return typed, values, {"on": typed.today.isoformat(), **collect(call.args, COMMON, typed)}


def _between(typed: TypedValues, giver: str) -> Values:
    return {"from": giver, "to": typed.pair.across(giver).uid}


def _begin(call: Call, typed: TypedValues, values: Values, series: list[Values]) -> Result:
    first = fields_of_event(call.noun)
    done = begin(call.log, typed.pair, call.noun, values, series, call.change)
    fields = {**first, **{field.name: field for field in NOUNS[call.noun].fields}}
    return told(done, fields.values(), {**values, **collect(call.args, first.values(), typed)}, typed)


def _commitment(call: Call) -> Result:
    typed, values, common = _typed(call)
    giver = typed.pair.side(call.args.by)
    values = {**values, **_between(typed, giver.uid)}
    return _begin(call, typed, values, _first_of_commitment(call, typed, values, common))


def _first_of_commitment(call: Call, typed: TypedValues, values: Values, common: Values) -> list[Values]:
    args, fields = call.args, fields_of_event(call.noun)
    given = collect(args, (fields[name] for name in _TERMS), typed)
    own = {name: value for name, value in given.items() if value is not None}
    if args.promised and not args.ask:
        raise Unclear("--promised goes with --ask: asked and promised at once")
    if not args.ask:
        if stray := [name for name in ("wanted_by", "terms") if name in own]:
            raise Unclear(f"{flag(stray[0])} goes with --ask")
        if args.offer:
            need(call, ("due",), own, option="--offer")
        return begin_commitment("offer" if args.offer else "promise", values["from"], values["to"], own, common)
    how: Begin = "ask-promised" if args.promised else "ask"
    return begin_commitment(how, values["from"], values["to"], own, common)


def _feedback(call: Call) -> Result:
    typed, values, common = _typed(call)
    giver = typed.pair.side(call.args.from_).uid
    need(call, ("worked", "rework"), values, any_of=True)
    return _begin(call, typed, {**values, **_between(typed, giver)}, [{"act": "give", "by": giver, **common}])


def _disagreement(call: Call) -> Result:
    typed, values, common = _typed(call)
    return _begin(call, typed, values, [{"act": "raise", "by": typed.pair.side(call.args.by).uid, **common}])


_ADD = {"commitment": _commitment, "feedback": _feedback, "disagreement": _disagreement}


def _request(call: Call) -> Result:
    """`feedback request --about ...`: I ask the other, or with --by partner the other asks me."""
    typed, values, common = _typed(call)
    need(call, ("about",), values)
    asker = typed.pair.side(call.args.by or "me").uid
    values = {**values, **_between(typed, typed.pair.across(asker).uid)}
    return _begin(call, typed, values, [{"act": "request", "by": asker, **common}])
