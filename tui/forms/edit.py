"""The form of a record that is there: only what was changed is written, and what another window changed is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from models.records.naming import heading, one_line, short_id
from models.records.nouns import NOUNS
from models.records.rows import ROWS, Customer, Meeting
from models.verbs.upkeep import REVISE
from storage.reads.found import content_of, is_replaced, record_of
from storage.reads.opened import Target, pair_of
from storage.writes import any_record, every_verb
from storage.writes.meeting_verbs import Heard, with_heard
from tui.forms.asking import Asking, Conflict, Desk, desk_of, questions, values_of
from tui.forms.new import PRIVATE
from tui.forms.notes import labelled, told_of
from tui.text.cells import visible
from tui.text.note_words import KINDS
from tui.text.typed import merged, settable
from tui.text.words import called
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.event import Values
    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done


def of_record(log: Log, shown: Pair, target: Target) -> Asking:
    """The form of a record's own fields. NotFound where it is gone."""
    noun, number = target
    record = record_of(log, noun, number, ROWS[noun])
    pair = pair_of(log, record, shown)
    desk = desk_of(log, pair, noun)
    values = content_of(log, noun, number)
    replaced = is_replaced(log, noun, record)
    fields = (PRIVATE,) if replaced else _of_kind(_fields(noun), noun, values)
    required = [field.name for field in fields if field.required]
    own = KINDS[values["kind"]].asks if noun == "note" else ()
    filled = [field.name for field in fields if replaced or field.asked or field.name in values or field.name in own]
    asked = questions(fields, desk, values, required=required, asked=filled)
    if noun == "note":
        asked = labelled(values["kind"], asked)
    if isinstance(record, Meeting):
        asked += _heard(record, pair)
    title = visible(one_line(heading(noun, record, pair, desk.today)))
    first = {field.name for field in fields if field.asked}
    ordered = sorted(asked, key=lambda item: (item.more, item.name not in first))
    seen = {item.name: item.value for item in ordered}
    save = partial(_save, target=target, desk=desk, seen=seen)
    return Asking(title, f"edit {short_id(noun, number)}", ordered, save, bool(record.private), edits=True)


_HEARD = "help_asked"


def _heard(meeting: Meeting, pair: Pair) -> list[Question]:
    """What was heard in a meeting from each who was asked how to help, as it can be put right."""
    return [
        Question(f"{_HEARD}.{item['of']}", f"{called(pair, item['of'])} said", "text", value=item["heard"])
        for item in meeting.help_asked or []
        if item.get("heard")
    ]


def _put_right(meeting: Meeting, changed: Mapping[str, str]) -> Values:
    """What was heard with the words that were changed in the place of those before; nothing where none were."""
    told = {name.partition(".")[2]: text for name, text in changed.items() if name.startswith(f"{_HEARD}.")}
    found = meeting.help_asked or []
    for item in [each for each in found if each["of"] in told]:
        heard = Heard(item["of"], told[item["of"]].strip() or None, bool(item.get("played_back")))
        found = with_heard(replace(meeting, help_asked=found), heard)
    return {_HEARD: found} if told else {}


def _of_kind(fields: tuple[Field, ...], noun: str, values: Mapping[str, Any]) -> tuple[Field, ...]:
    """Of a note what its kind may tell of, and what it tells of all the same."""
    if noun != "note":
        return fields
    names = {*told_of(values["kind"]), *values, "private"}
    return tuple(field for field in fields if field.name in names)


def _fields(noun: str) -> tuple[Field, ...]:
    return (*settable(NOUNS[noun]), PRIVATE)


def _save(
    log: Log, _typed: Mapping[str, str], changed: Mapping[str, str], *, target: Target, desk: Desk, seen: dict[str, str]
) -> Done:
    """Write what was changed, of a card that is agreed as a new version.

    Conflict, once for each state of the log, where it was changed elsewhere as well.
    """
    noun, number = target
    fields = [field for field in _fields(noun) if _touched(field, changed)]
    with log.change("") as change:
        record = record_of(log, noun, number, ROWS[noun])
        asked = questions(_fields(noun), desk, content_of(log, noun, number))
        if isinstance(record, Meeting):
            asked += _heard(record, desk.pair)
        now = {item.name: item.value for item in asked}
        theirs = {name: now.get(name, "") for name, text in changed.items() if now.get(name) not in (seen[name], text)}
        if theirs:
            seen.update(theirs)
            raise Conflict(theirs)
        values = merged(record, values_of(fields, changed, desk), fields)
        if noun == "customer" and any_record.is_agreed_to(record_of(log, noun, number, Customer), values):
            return every_verb.carry_out(log, desk.pair, noun, record, REVISE, values, change)
        if isinstance(record, Meeting):
            values |= _put_right(record, changed)
        return any_record.edit(log, desk.pair, noun, number, values, change)


def _touched(field: Field, changed: Mapping[str, str]) -> bool:
    return field.name in changed or any(name.partition(".")[0] == field.name for name in changed)
