"""The acts of commitments, feedback and disagreements as commands, from their tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.acts.composing import AND_THEN, Begin, and_then, begin_commitment, lacking, with_code
from models.acts.event import Values
from models.acts.rules import RULES, acts_of
from models.errors import Unclear
from models.fields import Field
from models.naming import short_id
from models.nouns import EVENT_COMMON, NOUNS
from models.values import fields_of_event
from storage.acts import Done, actor_for, as_word, begin, perform, rule_for
from storage.log import Log
from storage.records import find
from tui.cli.context import Context
from tui.cli.options import Typed, collect, collect_record, declare, declare_private, flag
from tui.typed import settable, understood

if TYPE_CHECKING:
    from storage.change import Change

Verb = Callable[[str, str], argparse.ArgumentParser]

HELP = {
    "request": "ask again, with new terms",
    "promise": "promise what was asked for",
    "offer": "",
    "counter": "offer something else",
    "decline": "say no, with the reason and an alternative",
    "withdraw": "take the ask or offer back",
    "accept": "take what was offered",
    "refuse": "refuse an offer, or keep the date",
    "propose": "propose a new date",
    "agree": "agree to the proposed date",
    "report": "report it done",
    "satisfied": "accept it as done",
    "unsatisfied": "send it back",
    "revoke": "take the promise back",
    "cancel": "no longer needed",
    "give": "give the feedback that was asked for",
    "lapse": "let it lapse",
    "acknowledge": "it was heard",
    "will_act": "will act on it",
    "wont_act": "will not act on it",
    "follow_up": "say what came of it",
    "discuss": "it was spoken of",
    "park": "leave it until a day",
    "escalate": "let somebody else decide",
    "resolve": "it is settled",
    "reopen": "it is open again, by a new fact",
}
FIRST_ONLY = {"commitment": ("offer",), "feedback": (), "disagreement": ("raise",)}
"""Acts that only begin a life: `add` does them."""

FIRST_BY_VERB = (("feedback", "request"),)
"""Acts that only begin a life and yet have a verb of their own: it takes no id."""

THEN = {("commitment", "propose"): "--agreed", ("commitment", "report"): "--accepted"}
"""The option that records the other's word in the same transaction."""


def _common() -> tuple[Field, ...]:
    return tuple(field for field in EVENT_COMMON if field.name in ("on", "note", "attested_by"))


def _fields(noun: str, act: str) -> tuple[Field, ...]:
    """What the act may carry from any state, the common fields last."""
    own = fields_of_event(noun)
    names = {name for (_, found), rule in RULES[noun].items() if found == act for name in rule.takes}
    picked = [field for name, field in own.items() if name in names and field not in EVENT_COMMON]
    return (*picked, *_common())


def declare_acts(noun: str, verb: Verb) -> None:
    """Declare a verb for each act, with what it needs and may have."""
    for act in acts_of(noun):
        if act in FIRST_ONLY[noun]:
            continue
        parser = verb(as_word(act), HELP[act])
        if (noun, act) not in FIRST_BY_VERB:
            parser.add_argument("id", metavar="ID", help=f"{NOUNS[noun].letter}3, 3 or a uid")
        declare(parser, noun, _fields(noun, act))
        parser.add_argument("--by", choices=("me", "partner"), help="who does it, where either may; me unless told")
        if (noun, act) in THEN:
            option = THEN[noun, act]
            parser.add_argument(option, action="store_true", help=f"record the other's word too: {AND_THEN[noun, act]}")
        if noun == "feedback" and act in ("give", "request"):
            _declare_feedback(parser, act)


def _declare_feedback(parser: argparse.ArgumentParser, act: str) -> None:
    names = (
        ("worked", "rework", "situation", "behaviour", "impact") if act == "give" else ("about", "about_on", "meeting")
    )
    declare(parser, "feedback", (field for field in NOUNS["feedback"].fields if field.name in names))
    if act == "request":
        declare_private(parser)


def declare_add(noun: str, parser: argparse.ArgumentParser) -> None:
    """Declare what begins a life beside the record's own fields."""
    if noun == "commitment":
        parser.add_argument("--by", choices=("me", "partner"), default="me", help="who promises; me unless told")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--ask", action="store_true", help="it is a request, not yet a promise")
        how.add_argument("--offer", action="store_true", help="it is an offer, to be accepted")
        parser.add_argument("--promised", action="store_true", help="with --ask: asked and promised at once")
        names: tuple[str, ...] = ("due", "wanted_by", "terms")
    elif noun == "feedback":
        parser.add_argument("--from", dest="from_", choices=("me", "partner"), default="me", help="who gives it")
        names = ()
    else:
        parser.add_argument("--by", choices=("me", "partner"), default="me", help="who raises it; me unless told")
        names = ()
    declare(parser, noun, (*(fields_of_event(noun)[name] for name in names), *_common()))


# Running


def _events_common(args: argparse.Namespace, typed: Typed) -> Values:
    found = collect(args, _common(), typed)
    return {"on": typed.today.isoformat(), **found}


def add(context: Context, typed: Typed, noun: str, values: Values, change: Change) -> str:
    """Begin a life by `add`; gives the line that says what was done."""
    args, pair = context.args, typed.pair
    common = _events_common(args, typed)
    if noun == "commitment":
        giver = pair.side(args.by)
        values = {**values, "from": giver.uid, "to": pair.across(giver.uid).uid}
        series = _first_of_commitment(args, typed, values, common)
    elif noun == "feedback":
        giver = pair.side(args.from_)
        values = {**values, "from": giver.uid, "to": pair.across(giver.uid).uid}
        _need(("worked", "rework"), values, "feedback add", any_of=True)
        series = [{"act": "give", "by": giver.uid, **common}]
    else:
        series = [{"act": "raise", "by": pair.side(args.by).uid, **common}]
    done = begin(typed.log, pair, noun, values, series, change)
    return _told(done, typed, {**values, **collect(args, fields_of_event(noun).values(), typed)})


def _first_of_commitment(args: argparse.Namespace, typed: Typed, values: Values, common: Values) -> list[Values]:
    fields = fields_of_event("commitment")
    given = collect(args, (fields[name] for name in ("due", "wanted_by", "terms")), typed)
    own = {name: value for name, value in given.items() if value is not None}
    if args.promised and not args.ask:
        raise Unclear("--promised goes with --ask: asked and promised at once")
    if not args.ask:
        if stray := [name for name in ("wanted_by", "terms") if name in own]:
            raise Unclear(f"{flag(stray[0])} goes with --ask")
        if args.offer:
            _need(("due",), own, "commitment add --offer")
        return begin_commitment("offer" if args.offer else "promise", values["from"], values["to"], own, common)
    how: Begin = "ask-promised" if args.promised else "ask"
    return begin_commitment(how, values["from"], values["to"], own, common)


def run(context: Context, log: Log, noun: str, verb: str, change: Change) -> str:
    """Carry out an act on a record; gives the line that says what was done."""
    args, act = context.args, verb.replace("-", "_")
    if (noun, act) in FIRST_BY_VERB:
        return _request_feedback(context, log, change)
    record: Any = find(log.connection, noun, args.id)
    pair = context.pair_of(log, noun, record)
    typed = Typed(log, pair, log.today(pair))
    wanted = pair.side(args.by).uid if args.by else None
    by = actor_for(log, noun, record, pair, act, wanted)
    fields = _fields(noun, act)
    given = collect(args, fields, typed)
    values = with_code(noun, act, {name: value for name, value in given.items() if value is not None})
    edits = _edits(args, noun, act, typed)
    rule, _ = rule_for(log, noun, record, pair, act)
    _need(rule.needs, values, f"{noun} {verb}")
    _need(rule.one_of, values, f"{noun} {verb}", any_of=True)
    if act == "give":
        there = {name: getattr(record, name) for name in ("worked", "rework")}
        _need(tuple(there), {**there, **edits}, f"{noun} {verb}", any_of=True)
    on = str(values.get("on", typed.today.isoformat()))
    series: list[Values] = [{**values, "act": act, "by": by, "on": on}]
    option = THEN.get((noun, act), "")
    if option and getattr(args, option.removeprefix("--")):
        series.append(and_then(noun, series[0], pair.across(by).uid))
    return _told(perform(log, pair, noun, record.id, series, edits, change), typed, {**edits, **values})


def _need(names: tuple[str, ...], values: Values, words: str, *, any_of: bool = False) -> None:
    """Unclear, naming the options, where what an act needs was not said."""
    if missing := lacking(names, values, any_of=any_of):
        options = (" or " if any_of else " and ").join(
            "--reason" if name == "reason_code" else flag(name) for name in missing
        )
        raise Unclear(f"{words} needs {options}; see: visavis {words.partition(' --')[0]} --help")


def _edits(args: argparse.Namespace, noun: str, act: str, typed: Typed) -> Values:
    """What an act writes into the record itself: the words of a feedback that is given."""
    if noun != "feedback" or act not in ("give", "request"):
        return {}
    return collect(args, settable(NOUNS["feedback"]), typed)


def _request_feedback(context: Context, log: Log, change: Change) -> str:
    """`feedback request --about ...`: I ask the other, or with --by partner the other asks me."""
    args = context.args
    pair = context.the_pair(log)
    typed = Typed(log, pair, log.today(pair))
    asker = pair.side(args.by or "me")
    values = {
        **collect_record(args, settable(NOUNS["feedback"]), typed),
        "from": pair.across(asker.uid).uid,
        "to": asker.uid,
    }
    event = {"act": "request", "by": asker.uid, **_events_common(args, typed)}
    return _told(begin(log, pair, "feedback", values, [event], change), typed, {**values, **event})


def _told(done: Done, typed: Typed, values: Values) -> str:
    """What an act did, with the id, and with every date of it that is not today's."""
    today = typed.today.isoformat()
    dated = {name: value for name, value in values.items() if (name, value) != ("on", today)}
    fields = {**fields_of_event(done.noun), **{field.name: field for field in NOUNS[done.noun].fields}}
    told = understood(fields.values(), dated, typed, done.says)
    return f"{short_id(done.noun, done.id)}  {done.says}{told}"
