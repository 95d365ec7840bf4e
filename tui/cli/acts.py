"""The acts of commitments, feedback and disagreements as verbs, from their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.composing import AND_THEN, and_then, with_code
from models.acts.rules import RULES
from models.records.nouns import EVENT_COMMON, NOUNS
from models.records.values import fields_of_event
from storage.writes.lives import Done, actor_for, perform, rule_for
from tui.cli.nouns import MEANT
from tui.cli.options import TypedValues, collect, declare_fields, declare_id, flag
from tui.cli.writing import Call, Result, need, result, write
from tui.text.typed import settable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from models.records.event import Values
    from models.records.fields import Field
    from tui.cli.context import Context

_THEN = {("commitment", "propose"): "agreed", ("commitment", "report"): "accepted"}
"""The option that records the other's word in the same transaction."""

_GIVEN = ("worked", "rework", "situation", "behaviour", "impact")
"""What an act writes into the record itself: the words of a feedback that is given."""

COMMON = tuple(field for field in EVENT_COMMON if field.name in ("on", "note", "attested_by"))
"""What is asked of every act."""


def declare(noun: str, name: str, parser: argparse.ArgumentParser) -> None:
    """Declare what the act needs and may have."""
    act = _act(name)
    declare_id(parser, noun)
    declare_act(parser, noun, act)
    if option := _THEN.get((noun, act)):
        helped = f"record the other's word too: {AND_THEN[noun, act]}"
        parser.add_argument(flag(option), action="store_true", help=helped)
    declare_fields(parser, noun, _edited(noun, act))


def declare_act(parser: argparse.ArgumentParser, noun: str, act: str) -> None:
    """Declare the fields of an act's event, and who does it."""
    declare_fields(parser, noun, _fields(noun, act))
    parser.add_argument("--by", choices=("me", "partner"), help="who does it, where either may; me unless told")


def _act(name: str) -> str:
    return name.replace("-", "_")


def _fields(noun: str, act: str) -> tuple[Field, ...]:
    """What the act may carry from any state, the common fields last."""
    own = fields_of_event(noun)
    names = {name for (_, found), rule in RULES[noun].items() if found == act for name in rule.takes}
    picked = [field for name, field in own.items() if name in names and field not in EVENT_COMMON]
    return (*picked, *COMMON)


def _edited(noun: str, act: str) -> tuple[Field, ...]:
    fields = settable(NOUNS[noun]) if act == "give" else ()
    return tuple(field for field in fields if field.name in _GIVEN)


def run(context: Context, noun: str, name: str) -> int:
    """Carry out the act on a record; 0."""
    return write(context, noun, name, _do)


def _do(call: Call) -> Result:
    args, noun = call.args, call.noun
    record, typed = call.found()
    act, pair = MEANT.get((noun, call.verb, record.state), _act(call.verb)), typed.pair
    by = actor_for(call.log, noun, record, pair, act, pair.side(args.by).uid if args.by else None)
    given = collect(args, _fields(noun, act), typed)
    values = with_code(noun, act, {name: value for name, value in given.items() if value is not None})
    edits = collect(args, _edited(noun, act), typed)
    rule, _ = rule_for(call.log, noun, record, pair, act)
    need(call, rule.needs, values)
    need(call, rule.one_of, values, any_of=True)
    if act == "give":
        there = {name: getattr(record, name) for name in ("worked", "rework")}
        need(call, tuple(there), {**there, **edits}, any_of=True)
    series: list[Values] = [{"on": typed.today.isoformat(), **values, "act": act, "by": by}]
    if (option := _THEN.get((noun, act))) and getattr(args, option):
        series.append(and_then(noun, series[0], pair.across(by).uid))
    done = perform(call.log, pair, noun, record.id, series, edits, call.change)
    return told(done, fields_of_event(noun).values(), values, typed)


def told(done: Done, fields: Iterable[Field], values: Values, typed: TypedValues) -> Result:
    """What an act did, with every date of it that is not today's."""
    today = typed.today.isoformat()
    dated = {name: value for name, value in values.items() if (name, value) != ("on", today)}
    return result(done, fields, dated, typed)
