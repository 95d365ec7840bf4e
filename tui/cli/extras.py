"""The verbs of single nouns: hold a meeting, carry a topic, check a criterion in, answer a pulse, start an alliance."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from models.acts.event import Values
from models.errors import BadValue, Refused, Unclear
from models.naming import short_id
from models.nouns import NOUNS
from models.rows import Criterion, Pulse
from models.statements import STATEMENTS
from storage import gatherings, keeping
from storage.acts import Done
from storage.log import Log
from storage.records import find
from tui.cli.context import Context, say
from tui.cli.lives import Verb
from tui.cli.options import Typed, collect, collect_record, declare, split_role
from tui.cli.output import line, print_json
from tui.cli.showing import Shown, answers_shown, heading
from tui.typed import settable, side, understood

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
    elif noun == "criterion":
        found = verb("check-in", "where it stands, and how that was found")
        found.add_argument("id", metavar="ID", help=f"{letter}3, 3 or a uid")
        declare(found, noun, NOUNS[noun].field("check_ins").parts)
    elif noun == "pulse":
        _declare_pulse(verb)


def _declare_pulse(verb: Verb) -> None:
    opened = verb("open", "open a round of statements for both")
    opened.add_argument("--on", default=argparse.SUPPRESS, metavar="DATE", help="the day; today unless told")
    opened.add_argument("--statement", action="append", metavar='"KEY; TEXT"', help="instead of the usual statements")
    answer = verb("answer", "score a statement from 1 to 5, and guess the other's score")
    answer.add_argument("id", metavar="ID", help="P3, 3 or a uid")
    answer.add_argument("key", metavar="KEY", help="the statement's key")
    answer.add_argument("--score", required=True, metavar="1-5")
    answer.add_argument("--guess", metavar="1-5")
    answer.add_argument("--by", choices=("me", "partner"), default="me", help="who answers; me unless told")


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


def _change(typed: Typed, noun: str, record: Any, values: Values, says: str, change: Change) -> str:
    """Write fields of one record; gives the line that says what is so now."""
    return _line(keeping.change_fields(typed.log, typed.pair, noun, record.id, values, says, change))


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


# Criteria and pulses


def _check_in(context: Context, log: Log, change: Change) -> str:
    record: Criterion
    record, typed = _found(context, log, "criterion")
    fields = NOUNS["criterion"].field("check_ins").parts
    values = collect(context.args, fields, typed)
    entry = {"on": typed.today.isoformat(), **{name: value for name, value in values.items() if value is not None}}
    if entry["on"] > typed.today.isoformat():
        raise Refused("a check-in tells of what has been measured; its day cannot be still to come")
    edits: Values = {"check_ins": sorted([*(record.check_ins or []), entry], key=lambda item: str(item["on"]))}
    if entry.get("status") == "done" and record.met_on is None:
        edits["met_on"] = entry["on"]
    shown = ", ".join(str(entry[name]) for name in ("value", "status") if name in entry)
    told = _change(typed, "criterion", record, edits, f"checked in{f' ({shown})' if shown else ''}", change)
    return told + understood(fields, values, typed)


def _open_pulse(context: Context, log: Log, change: Change) -> str:
    pair = context.the_pair(log)
    typed = Typed(log, pair, log.today(pair))
    on = [NOUNS["note"].field("on")]
    given = collect(context.args, on, typed)
    statements: list[Values] = [{"key": key, "text": text} for key, text in STATEMENTS]
    if context.args.statement:
        statements = [_statement(text) for text in context.args.statement]
    values = {"alliance": pair.uid, "opened_on": given.get("on") or typed.today.isoformat(), "statements": statements}
    change.title = f"Pulse opened with {len(statements)} statement{'' if len(statements) == 1 else 's'}"
    row = change.add("pulse", values)
    keys = ", ".join(statement["key"] for statement in statements)
    return f"{short_id('pulse', row)}  {change.title}: {keys}" + understood(on, given, typed)


def _statement(text: str) -> Values:
    key, _, words = text.partition(";")
    if not key.strip() or not words.strip():
        raise Unclear('--statement takes "KEY; TEXT"')
    return {"key": key.strip(), "text": words.strip()}


def _answer(context: Context, log: Log, change: Change) -> str:
    record: Pulse
    record, typed = _found(context, log, "pulse")
    args, by = context.args, side(context.args.by, typed.pair, "by")
    keys = [item["key"] for item in record.statements or []]
    if args.key not in keys:
        raise BadValue(f'"{args.key[:40]}" is no statement of this round; known: {", ".join(keys)}')
    entry: Values = {"by": by, "key": args.key, "score": _score(args.score, "score")}
    if args.guess is not None:
        entry["guess"] = _score(args.guess, "guess")
    others = [item for item in record.answers or [] if (item["by"], item["key"]) != (by, args.key)]
    # The score itself stays out of the line: the other must not read it in the history.
    says = f"{args.key} answered by {typed.pair.short(by)}"
    return _change(typed, "pulse", record, {"answers": [*others, entry]}, says, change)


def _score(text: str, name: str) -> int:
    if text not in ("1", "2", "3", "4", "5"):
        raise BadValue(f'{name} is "{text[:20]}"; expected a number from 1 to 5')
    return int(text)


def show_pulse(context: Context) -> int:
    """Print a round: one's own answers, and the other's once both are in, with gap and guess error."""
    with context.reading() as log:
        record, typed = _found(context, log, "pulse")
        shown = Shown.of(log, context.as_of(log, typed.pair))
        answers = answers_shown(record, shown)
        if context.args.json:
            from tui.cli.showing import record_json

            print_json(record_json("pulse", record, shown))
            return 0
        line(f"{short_id('pulse', record.id)}  {heading('pulse', record, shown)}")
        for statement in record.statements or []:
            line(f"  {statement['key']:<12}  {statement['text']}")
            for person in (typed.pair.me, typed.pair.other):
                said = _said(answers, statement["key"], person.name, mine=person is typed.pair.me)
                line(f"  {'':<12}  {said}")
    return 0


def _said(answers: list[Values], key: str, name: str, *, mine: bool) -> str:
    own = next((item for item in answers if item["by"] == name and item["key"] == key), None)
    if own is None:
        return f"{name}: {'not answered yet' if mine else 'shown once both have answered'}"
    other = next((item for item in answers if item["by"] != name and item["key"] == key), None)
    guess = f", guessed {own['guess']} of the other" if "guess" in own else ""
    error = f" (off by {abs(own['guess'] - other['score'])})" if other and "guess" in own else ""
    return f"{name}: {own['score']}{guess}{error}"


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


_VERBS: dict[str, dict[str, Act]] = {
    "meeting": {"hold": _hold, "miss": _call_off("missed"), "cancel": _call_off("cancelled")},
    "topic": {
        "discuss": _settle_topic("discussed"),
        "carry": _carry,
        "drop": _settle_topic("dropped"),
    },
    "criterion": {"check-in": _check_in},
    "pulse": {"open": _open_pulse, "answer": _answer},
}
