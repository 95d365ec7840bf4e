"""The form of a note of one kind: only what that kind asks for, and whose it is, set as the kind has it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from models.records.freshness import ANSWERED
from models.records.note_defaults import PRIVATE as PRIVATE_KINDS
from models.records.nouns import NOUNS
from storage.writes import any_record
from tui.forms.asking import Asking, Desk, desk_of, questions
from tui.forms.new import PRIVATE, values_told
from tui.text.note_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done
    from tui.widgets.fields.form import Question

_SAYS_SO = "who says so"
_LABELS = {
    ("question", "about"): "who finds out",
    ("question", "whom"): "who looks for it",
    ("question", "due_on"): "answer by",
    ("expectation", "whom"): "of which team",
    ("recognition", "whom"): "which teams",
    ("learning", "due_on"): "planned for",
    ("learning", "whom"): "taught by",
    ("learning", "done_on"): "learned on",
    ("introduction", "done_on"): "made on",
}
"""What a field is of a note of that kind, where its own name says less."""


def of_note(log: Log, pair: Pair, kind: str, side: str) -> Asking:
    """The form of a new note of a kind; `side`, me or other, is whose it is unless the form says otherwise."""
    desk, what = desk_of(log, pair, "note"), KINDS[kind]
    person = pair.me if side == "me" else pair.other
    shown = (what.side, "text", *what.asks)
    names = [*shown, *_further(kind)]
    fields = [PRIVATE if name == "private" else NOUNS["note"].field(name) for name in names]
    before = {what.side: person.uid, "private": kind in PRIVATE_KINDS}
    asked = labelled(kind, questions(fields, desk, before, required=(what.side, "text"), asked=shown))
    key = f"add note A{pair.alliance.id} {kind} {side}"
    return Asking(what.title, key, asked, partial(_save, kind=kind, desk=desk))


def _further(kind: str) -> list[str]:
    """What stands behind `more`."""
    what = KINDS[kind]
    says = ["by"] if what.side == "about" else []
    answered = ["answered_on"] if kind in ANSWERED else []
    return [*says, "on", *what.more, *answered, "supersedes", *([] if "private" in what.asks else ["private"])]


def told_of(kind: str) -> tuple[str, ...]:
    """The fields that a note of a kind may tell of, its private mark left out."""
    what = KINDS[kind]
    names = ("kind", "text", "by", "about", "confirmed_on", *what.asks, *_further(kind))
    return tuple(name for name in names if name != "private")


def labelled(kind: str, asked: Iterable[Question]) -> list[Question]:
    """The questions of a note, whose it is asked as its kind has it."""
    what = KINDS[kind]
    found = []
    for item in asked:
        if item.name == what.side:
            item = replace(item, label=what.whose, may_be_empty=not item.required)
        elif item.name == "by":
            item = replace(item, label=_SAYS_SO)
        elif (kind, item.name) in _LABELS:
            item = replace(item, label=_LABELS[kind, item.name])
        found.append(item)
    return found


def _save(log: Log, typed: Mapping[str, str], changed: Mapping[str, str], *, kind: str, desk: Desk) -> Done:
    values = {"kind": kind, **values_told("note", typed, changed, desk)}
    with log.change("") as change:
        return any_record.add(log, desk.pair, "note", values, change)
