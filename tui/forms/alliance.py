"""The form of a new alliance: somebody new, and the rhythm in which the log's owner meets them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from models.records.naming import short_id
from models.records.nouns import NOUNS
from models.records.people import name_and_role
from storage.writes import any_record
from tui.forms.asking import Asking, Desk, questions, values_of
from tui.text.typed import settable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.pair import Pair
    from models.records.rows import Person
    from storage.log import Log
    from storage.writes.lives import Done
    from tui.widgets.fields.form import Question

KEY = "add alliance"
ROLE, RHYTHM, SINCE = "as CMO", "every other tuesday 14:00", "today, if left empty"
"""Hints that fit beside their fields."""

_PERSON = tuple(NOUNS["person"].field(name) for name in ("name", "role"))
_OWN = settable(NOUNS["alliance"])


def of_alliance(log: Log, pair: Pair) -> Asking:
    """The form of a new alliance. `pair` is one that there is: the new one lives by its time zone unless told."""
    desk = Desk(pair, log.today(pair))
    name, role = questions(_PERSON, desk, {}, required=["name"])
    name = replace(name, whole=False, understand=partial(_seen, list(log.people().values())))
    own = questions(_OWN, desk, {"timezone": pair.alliance.timezone}, asked=["cadence", "started_on"])
    found: list[Question] = [name, replace(role, whole=False, hint=ROLE), *(_hinted(item) for item in own)]
    return Asking("New alliance", KEY, sorted(found, key=lambda item: item.more), partial(_save, desk=desk))


def _hinted(item: Question) -> Question:
    return replace(item, hint={"cadence": RHYTHM, "started_on": SINCE}.get(item.name, item.hint))


def _seen(people: Sequence[Person], text: str) -> str:
    """Who is there already under a name that looks like this one."""
    found = any_record.look_alikes(people, text)
    return f"looks like {short_id('person', found[0].id)}, who is here" if found else ""


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, desk: Desk) -> Done:
    values = {name: value for name, value in values_of(_OWN, typed, desk).items() if value is not None}
    name, role = typed["name"].strip(), typed["role"].strip()
    if not role:
        name, role = name_and_role(name)
    with log.change("") as change:
        return any_record.add_alliance(log, name, role, values, change)
