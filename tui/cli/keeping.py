"""visavis NOUN add | edit | remove | bring-back | purge: any record, by its declared fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.records.naming import short_id
from models.records.nouns import NOUNS
from storage.core.records import find
from storage.writes import any_record
from tui.cli.context import Context, say
from tui.cli.options import (
    TypedValues,
    collect_record,
    declare_fields,
    declare_id,
    declare_private,
    declare_record,
    split_role,
)
from tui.cli.verbs import declare_heard, heard_in
from tui.cli.writing import Call, Result, need_any, need_field, result, write
from tui.text.typed import merged, settable

if TYPE_CHECKING:
    import argparse

    from storage.log import Log

_KNOWN = ("starts_at",)
"""What is required, and follows from the rhythm where it is not told."""


def declare(noun: str, name: str, parser: argparse.ArgumentParser) -> None:
    """Declare the fields that can be told, and which record is meant."""
    if name == "add":
        declare_record(parser, noun)
        if noun == "alliance":
            parser.add_argument("--partner", required=True, metavar='"NAME, ROLE"', help="the counterpart")
        return
    declare_id(parser, noun)
    if name == "edit":
        declare_fields(parser, noun, settable(NOUNS[noun]))
        declare_private(parser)
        if noun == "meeting":
            declare_heard(parser)
    if name == "purge":
        parser.add_argument("--backups", action="store_true", help="take the backups away too: they still hold it")


def run(context: Context, noun: str, name: str) -> int:
    """Add, change or take out a record; 0."""
    if name == "purge":
        return _purge(context, noun)
    return write(context, noun, name, _ADD.get(noun, _add) if name == "add" else _DEEDS[name])


def _add(call: Call) -> Result:
    noun, typed = NOUNS[call.noun], call.new()
    values = collect_record(call.args, settable(noun), typed)
    for field in settable(noun):
        if field.required and field.name not in (*values, *_KNOWN):
            raise need_field(call, field)
    done = any_record.add(call.log, typed.pair, noun.name, values, call.change)
    if noun.name == "meeting" and "starts_at" not in values:  # the rhythm's date, so it is told
        planned: Any = find(call.log.connection, noun.name, str(done.id))
        values = {**values, "starts_at": planned.starts_at.isoformat()}
    return result(done, noun.fields, values, typed)


def _person(call: Call) -> Result:
    log, change = call.log, call.change
    values = collect_record(call.args, settable(NOUNS["person"]), _of_nobody(log))
    _warn_look_alike(log, str(values.get("name") or ""))
    row = change.add("person", values)
    change.title = f"{values['name']}: added"
    return Result("person", row, change.title)


def _alliance(call: Call) -> Result:
    """An alliance of the owner with a new counterpart."""
    name, role = split_role(call.args.partner, "--partner")
    fields, typed = settable(NOUNS["alliance"]), _of_nobody(call.log)
    values = collect_record(call.args, fields, typed)
    _warn_look_alike(call.log, name)
    return result(any_record.add_alliance(call.log, name, role, values, call.change), fields, values, typed)


def _of_nobody(log: Log) -> TypedValues:
    """What is needed to understand what is typed of no alliance in particular."""
    today = log.today()
    return TypedValues(log, log.pairs()[0], today, today)


_ADD = {"person": _person, "alliance": _alliance}
"""What adds a record that belongs to no alliance."""


def _edit(call: Call) -> Result:
    record, typed = call.found()
    fields = settable(NOUNS[call.noun])
    values = merged(record, collect_record(call.args, fields, typed), fields)
    if call.noun == "meeting":
        values |= heard_in(call.args, record, typed)
    need_any(call, values)
    if call.noun == "person":
        _warn_look_alike(call.log, str(values.get("name") or ""), record.uid)
    done = any_record.edit(call.log, typed.pair, call.noun, record.id, values, call.change)
    return result(done, fields, values, typed)


def _warn_look_alike(log: Log, name: str, besides: str = "") -> None:
    """Say so where a name looks like that of another person, `besides` the one whose name it is."""
    for person in any_record.look_alikes(log.people().values(), name, besides):
        say(f'"{name}" looks like {short_id("person", person.id)}, who is there already')


def _remove(call: Call) -> Result:
    record, typed = call.found()
    done = any_record.remove(call.log, typed.pair, call.noun, record.id, call.change)
    return result(done, (), {}, typed, "; undo brings it back")


def _bring_back(call: Call) -> Result:
    record, typed = call.removed()
    return result(any_record.bring_back(call.log, typed.pair, call.noun, record.id, call.change), (), {}, typed)


_DEEDS = {"edit": _edit, "remove": _remove, "bring-back": _bring_back}


def _purge(context: Context, noun: str) -> int:
    """Take a record out for good, which is no change that could be taken back; 0."""
    from tui.cli.purging import purge_record  # not for every command

    return purge_record(context, noun)
