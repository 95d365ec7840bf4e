"""visavis pulse open | answer | show: a round of statements that both score, each blind until both are in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from models.errors import BadValue, Unclear
from models.measures.pulse import Compared, compared
from models.records.naming import short_id
from models.records.nouns import NOUNS
from models.records.rows import Pulse
from models.verbs.pulse import ScoreGiven, answers_of, is_in, is_seen
from models.verbs.pulse_statements import survey_of
from storage.core.records import find
from storage.reads.pulse import rounds_up_to
from storage.writes import pulse as storage_pulse
from tui.cli.options import collect, declare_id
from tui.cli.output import line, print_json
from tui.cli.parser import json_option
from tui.cli.showing import Shown, heading, record_json
from tui.cli.writing import Call, Result, result, write
from tui.pictures.lines import printed, said
from tui.pictures.pulse import comparison
from tui.text.typed import side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.event import Values
    from models.records.pair import Pair
    from tui.cli.context import Context

WIDTH = 76


def declare(noun: str, name: str, parser: argparse.ArgumentParser) -> None:
    """Declare what a round is opened with, answered with, or shown by."""
    if name == "open":
        parser.add_argument("--on", default=argparse.SUPPRESS, metavar="DATE", help="the day; today unless told")
        how = "instead of the usual statements"
        parser.add_argument("--statement", action="append", metavar='"KEY; TEXT"', help=how)
        return
    declare_id(parser, noun)
    if name == "show":
        json_option(parser)
        return
    parser.add_argument("key", metavar="KEY", help="the statement's key")
    parser.add_argument("--score", required=True, metavar="1-5")
    parser.add_argument("--guess", metavar="1-5")
    parser.add_argument("--by", choices=("me", "partner"), default="me", help="who answers; me unless told")


def run(context: Context, noun: str, name: str) -> int:
    """Open a round, answer it, or print it; 0."""
    return _show(context) if name == "show" else write(context, noun, name, _open if name == "open" else _answer)


def _open(call: Call) -> Result:
    typed, on = call.new(), [NOUNS["note"].field("on")]
    given = collect(call.args, on, typed)
    statements = [_statement(text) for text in call.args.statement or ()]
    done = storage_pulse.open_round(call.log, typed.pair, call.change, given.get("on"), statements)
    found = find(call.log.connection, "pulse", str(done.id))
    assert isinstance(found, Pulse)
    keys = ", ".join(str(item["key"]) for item in found.statements or ())
    return result(done, on, given, typed, f": {keys}")


def _statement(text: str) -> Values:
    key, _, words = text.partition(";")
    if not key.strip() or not words.strip():
        raise Unclear('--statement takes "KEY; TEXT"')
    return {"key": key.strip(), "text": words.strip()}


def _answer(call: Call) -> Result:
    args, (record, typed) = call.args, call.found()
    pair = typed.pair
    guess = None if args.guess is None else _score(args.guess, "guess")
    given = {args.key: ScoreGiven(_score(args.score, "score"), guess)}
    done = storage_pulse.answer(call.log, pair, record.id, side(args.by, pair, "by"), given, call.change)
    return result(done, (), {}, typed)


def _score(text: str, name: str) -> int:
    if text not in ("1", "2", "3", "4", "5"):
        raise BadValue(f'{name} is "{text[:20]}"; expected a number from 1 to 5')
    return int(text)


# Showing a round


def _show(context: Context) -> int:
    """A round: one's own answers, and once both are in both sides', with gaps, guesses and earlier rounds."""
    with context.reading() as log:
        pulse = find(log.connection, "pulse", context.args.id)
        assert isinstance(pulse, Pulse)
        pair = context.pair_of(log, "pulse", pulse)
        shown = Shown.of(log, context.as_of(log, pair))
        rounds = rounds_up_to(log, pair, pulse)
        if context.args.json:
            print_json({**record_json("pulse", pulse, shown), "compared": _json(rounds, pair)})
            return 0
        line(f"{short_id('pulse', pulse.id)}  {heading('pulse', pulse, shown)}")
        if is_seen(pulse, pair):
            for text in comparison(rounds, pair, pair.short, WIDTH, printed()):
                line(f"  {said(text)}".rstrip())
        else:
            _print_blind(pulse, pair)
    return 0


def _print_blind(pulse: Pulse, pair: Pair) -> None:
    own = answers_of(pulse.answers or (), pair.me.uid)
    said = "has answered, which is shown once both have" if is_in(pulse, pair.other.uid) else "has not answered yet"
    line(f"  {pair.other.name} {said}")
    for statement in pulse.statements or ():
        key, text = str(statement["key"]), str(statement["text"])
        line(f"  {key:<12}  {text}")
        if survey := survey_of(key, text):
            line(f"  {'':<12}  {survey}")
        line(f"  {'':<12}  {pair.me.name}: {_own(own.get(key))}")


def _own(given: ScoreGiven | None) -> str:
    if given is None:
        return "not answered yet"
    return f"{given.score}" + (f", guessed {given.guess} of the other" if given.guess is not None else "")


def _json(rounds: Sequence[Pulse], pair: Pair) -> list[dict[str, Any]] | None:
    """Each statement with both scores, gap and guess errors, and the same of the earlier rounds; null while blind."""
    *earlier, pulse = rounds
    if not is_seen(pulse, pair):
        return None
    before = [(each.opened_on, item) for each in earlier for item in compared(each, pair)]
    return [
        {
            "key": item.key,
            "survey": survey_of(item.key, item.text) or None,
            **_figures(item),
            "earlier": [{"opened_on": day, **_figures(other)} for day, other in before if other.key == item.key],
        }
        for item in compared(pulse, pair)
    ]


def _figures(item: Compared) -> dict[str, Any]:
    return {
        "score": {"me": item.mine, "partner": item.theirs},
        "gap": item.gap,
        "guess_error": {"me": item.my_error, "partner": item.their_error},
    }
