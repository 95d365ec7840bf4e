"""The quiet line of a new promise: how many of one's own with as few days were kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from models.errors import Fault
from models.measures.own_past import Band, own_past, past_line
from models.records.fields import Field
from tui.forms.asking import Desk, read
from tui.text.words import called

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.measures.promises import Kept
    from storage.log import Log
    from tui.widgets.fields.form import Question

_DUE = Field("due", "date")


@dataclass(slots=True)
class Past:
    """One's own promises until today, by how many days they had; and what the form says of the new one so far."""

    desk: Desk
    kept: dict[Band, Kept]
    chosen: dict[str, str] = field(default_factory=dict)

    def choose(self, name: str, value: str) -> str:
        """Take notice of what is chosen; there is nothing to say beside it."""
        self.chosen[name] = value
        return ""

    def line(self, typed: str) -> str:
        """The line for a date as it is typed; empty where it is not one's own promise, or no date yet."""
        if self.chosen.get("who", "me") != "me" or self.chosen.get("how") == "ask":
            return ""
        try:
            found = read(_DUE, typed, self.desk)
        except Fault:
            return ""
        if not found:
            return ""
        due = date.fromisoformat(found)
        me = self.desk.pair.me.uid
        return past_line(self.kept, (due - self.desk.today).days, called(self.desk.pair, me))


def with_past(log: Log, desk: Desk, asked: Iterable[Question]) -> list[Question]:
    """The questions of a new commitment, the one for its date with the line; one's own past is read here, once."""
    from storage.reads.promises import own_promises  # not for the first picture

    pair = desk.pair
    past = Past(desk, own_past(own_promises(log, pair), pair.me.uid, pair.other.uid, desk.today))
    return [_told(item, past) for item in asked] if past.kept else list(asked)


def _told(item: Question, past: Past) -> Question:
    if item.name in ("who", "how"):
        return replace(item, understand=lambda value: past.choose(item.name, value))
    return replace(item, below=past.line) if item.name == "due" else item
