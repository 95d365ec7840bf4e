"""The form in which an alliance ends: its last day, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.records.event import day
from models.records.naming import short_id
from models.records.nouns import NOUNS
from models.time.dates import full_date
from storage.writes.ending import BeforeItBegan, end
from tui.forms.asking import Asking, Desk, WrongField, questions, values_of
from tui.text.cells import visible
from tui.widgets.fields.field import NEEDED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.opened import Target
    from storage.writes.lives import Done

CHANGE_ALLIANCE = "change this alliance"
"""The command of the palette that changes its rhythm and its first day."""

_FIELDS = tuple(NOUNS["alliance"].field(name) for name in ("ended_on", "ended_reason"))


def of_end(log: Log, pair: Pair) -> Asking:
    """The form of the end of an alliance."""
    desk = Desk(pair, log.today(pair))
    target: Target = ("alliance", pair.alliance.id)
    asked = questions(_FIELDS, desk, {}, required=("ended_on",))
    title = f"The alliance with {visible(pair.name)} ends"
    return Asking(title, f"end {short_id(*target)}", asked, partial(_save, desk=desk))


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, desk: Desk) -> Done:
    values = values_of(_FIELDS, typed, desk)
    if not values.get("ended_on"):
        raise WrongField("ended_on", NEEDED)
    try:
        with log.change("") as change:
            return end(log, desk.pair, day(values["ended_on"]), values.get("ended_reason"), change)
    except BeforeItBegan as fault:
        raise WrongField("ended_on", f"It began on {full_date(fault.day)}; ctrl+p, {CHANGE_ALLIANCE}") from None
