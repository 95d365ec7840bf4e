"""The verbs of single nouns: hold a meeting, carry a topic, start an alliance."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from models.naming import short_id
from models.nouns import NOUNS
from storage import gatherings, keeping
from storage.acts import Done
from storage.log import Log
from storage.records import find
from tui.cli import pulse
from tui.cli.context import Context, say
from tui.cli.lives import Verb
from tui.cli.options import Typed, collect, collect_record, declare, split_role
from tui.typed import settable, understood

if TYPE_CHECKING:
    from storage.change import Change

Act = Callable[[Context, Log, "Change"], str]
"""What carries out a verb within a change; it gives the line that says what was done."""

_HELD = ("place", "minutes", "notes", "private_notes", "rating")


def declare_verbs(noun: str, verb: Verb) -> None:
    """Declare the verbs of a noun whose life is no series of acts."""
    letter = NOUNS[noun].letter
    if noun == "meeting":
        hold = verb("hold", "it took place")
        hold.add_argument("id", metavar="ID", help=f"{letter}3, 3 or a uid")
        declare(hold, noun, (NOUNS[noun].field(name) for name in _HELD))
        hold.add_argument("--heard", metavar="TEXT", help="what was heard when asked: how can I help you succeed?")
        hold.add_argument(
            "--of", choices=("me", "partner"), default="partner", help="who was asked; the partner unless told"
        )
        hold.add_argument("--played-back", action="store_true", help="what was heard was played back")
        for word, text in (("miss", "it did not happen"), ("cancel", "it was called off")):
            found = verb(word, text)
            found.add_argument("id", metavar="ID", help=f"{letter}3, 3 or a uid")
            found.add_argument("--reason", metavar="TEXT", default=argparse.SUPPRESS, help="why")
    elif noun == "topic":
        for word, text in (
            ("discuss", "it was spoken of"),
            ("carry", "it goes on to the next meeting"),
            ("drop", "it is not needed"),
        ):
            verb(word, text).add_argument("id", metavar="ID", help=f"{letter}3, 3 or a uid")
    elif noun == "pulse":
        pulse.declare(verb)


def handles(noun: str, verb: str) -> bool:
    """Whether a verb of a noun is carried out here."""
    return verb in _VERBS.get(noun, {})


def run(context: Context, log: Log, noun: str, verb: str, change: Change) -> str:
    """Carry out the verb; gives the line that says what was done."""
    return _VERBS[noun][verb](context, log, change)


def _found(context: Context, log: Log, noun: str) -> tuple[Any, Typed]:
    record = find(log.connection, noun, context.args.id)
    pair = context.pair_of(log, noun, record)
    return record, Typed(log, pair, log.today(pair))


# Meetings and topics


def _hold(context: Context, log: Log, change: Change) -> str:
    record, typed = _found(context, log, "meeting")
    args = context.args
    values = collect(args, (NOUNS["meeting"].field(name) for name in _HELD), typed)
    asked = args.heard is not None or args.played_back
    heard = gatherings.Heard(typed.pair.side(args.of).uid, args.heard, args.played_back) if asked else None
    return _line(gatherings.hold(log, typed.pair, record, values, change, heard))


def _call_off(state: Literal["missed", "cancelled"]) -> Act:
    def act(context: Context, log: Log, change: Change) -> str:
        record, typed = _found(context, log, "meeting")
        reason = getattr(context.args, "reason", None)
        return _line(gatherings.call_off(log, typed.pair, record, state, reason, change))

    return act


def _settle_topic(state: Literal["discussed", "dropped"]) -> Act:
    def act(context: Context, log: Log, change: Change) -> str:
        record, typed = _found(context, log, "topic")
        return _line(gatherings.settle_topic(log, typed.pair, record, state, change))

    return act


def _carry(context: Context, log: Log, change: Change) -> str:
    record, typed = _found(context, log, "topic")
    return _line(gatherings.carry(log, typed.pair, record, change))


def _line(done: Done) -> str:
    return f"{short_id(done.noun, done.id)}  {done.says}"


# People and alliances


def add_person(context: Context, log: Log, change: Change) -> str:
    """Add a person; gives the line that says so. A name that looks like another is warned of."""
    typed = Typed(log, log.pairs()[0], log.today())
    values = collect_record(context.args, settable(NOUNS["person"]), typed)
    warn_look_alike(log, str(values.get("name") or ""))
    row = change.add("person", values)
    change.title = f"{values['name']}: added"
    return f"{short_id('person', row)}  {change.title}"


def add_alliance(context: Context, log: Log, change: Change) -> str:
    """Add an alliance of the owner with a new counterpart; gives the line that says so."""
    name, role = split_role(context.args.partner, "--partner")
    fields, typed = settable(NOUNS["alliance"]), Typed(log, log.pairs()[0], log.today())
    values = collect_record(context.args, fields, typed)
    warn_look_alike(log, name)
    done = keeping.add_alliance(log, name, role, values, change)
    return f"{short_id('alliance', done.id)}  {done.says}" + understood(fields, values, typed)


def warn_look_alike(log: Log, name: str, besides: str = "") -> None:
    """Say so where a name looks like that of another person, `besides` the one whose name it is."""
    for person in keeping.look_alikes(log.people().values(), name, besides):
        say(f'"{name}" looks like {short_id("person", person.id)}, who is there already')


_VERBS: dict[str, Mapping[str, Act]] = {
    "meeting": {"hold": _hold, "miss": _call_off("missed"), "cancel": _call_off("cancelled")},
    "topic": {
        "discuss": _settle_topic("discussed"),
        "carry": _carry,
        "drop": _settle_topic("dropped"),
    },
    "pulse": pulse.VERBS,
}
