"""visavis commitment | feedback | disagreement correct: what was recorded wrong, put right as if it never had been."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.acts.correcting import corrects
from models.errors import BadValue
from models.records.values import fields_of_event
from storage.writes.lives import correct
from tui.cli.options import collect, declare_fields, declare_id, flag
from tui.cli.writing import Call, Result, need_any, result, write

if TYPE_CHECKING:
    import argparse

    from models.records.fields import Field
    from tui.cli.context import Context

_HELP = {"due": "the date as it should have been", "on": "the day of the last act"}


def declare(noun: str, _name: str, parser: argparse.ArgumentParser) -> None:
    """Declare what can be put right."""
    declare_id(parser, noun)
    declare_fields(parser, noun, _dates(noun))
    parser.add_argument(
        "--by", choices=("me", "partner"), help="who did the last act; of a first promise, who promises"
    )


def _dates(noun: str) -> list[Field]:
    known = fields_of_event(noun)
    return [replace(known[name], help=_HELP[name]) for name in corrects(noun) if name in _HELP]


def run(context: Context, noun: str, name: str) -> int:
    """Put it right; 0."""
    return write(context, noun, name, _do)


def _do(call: Call) -> Result:
    record, typed = call.found()
    fields = _dates(call.noun)
    values = collect(call.args, fields, typed)
    if empty := next((name for name, value in values.items() if value is None), None):
        raise BadValue(f"{flag(empty)} is empty; give the day as it should have been")
    if call.args.by:
        values["by"] = typed.pair.side(call.args.by).uid
    need_any(call, values)
    done = correct(call.log, typed.pair, call.noun, record.id, values, call.change)
    return result(done, fields, {name: value for name, value in values.items() if name == "due"}, typed)
