"""What the welcome asks, and how it makes the log of it."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING

from models.acts.sentences import Became
from models.errors import LogUnusable, Refused
from models.records.labels import field_label
from models.records.people import same_person
from models.time.cadence import parse_cadence, say_cadence
from models.time.dates import say_date
from models.time.moments import zone
from storage.disk.failures import describe
from storage.log import Clock, day_there, start
from storage.writes.lives import Done
from tui.forms.alliance import RHYTHM, ROLE, SINCE
from tui.forms.asking import WrongField
from tui.text.typed import first_day
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEY = "welcome"
_WHOSE = (("own", "my own"), ("kept", "kept for somebody"))


def asked(clock: Clock, local_zone: str | None) -> list[Question]:
    """The questions. `local_zone` is the time zone that this machine tells, None where it tells none."""
    there = partial(_time_there, clock)
    return [
        Question("whose", "this log is", "choice", choices=_WHOSE, may_be_empty=False),
        Question("name", "name", "line", required=True, hint="yours, or whose log it is"),
        Question("role", "role", "line", hint="as CIO"),
        Question("other", "partner's name", "line", required=True, hint="with whom you work"),
        Question("other_role", "partner's role", "line", hint=ROLE),
        Question("cadence", "rhythm", "line", hint=RHYTHM, understand=_rhythm),
        Question("started_on", field_label("started_on"), "line", hint=SINCE, understand=partial(_since, clock)),
        Question("timezone", "time zone", "line", more=True, value=local_zone or "", understand=there),
    ]


def _rhythm(text: str) -> str:
    return say_cadence(parse_cadence(text))


def _since(clock: Clock, text: str) -> str:
    today = day_there(clock, None)
    return say_date(first_day(text, today), today) if text.strip() else ""


def _time_there(clock: Clock, text: str) -> str:
    """What the clocks show in a time zone, so that a wrong one is seen."""
    return f"{clock().astimezone(zone(text.strip())):%H:%M} there now"


def begin(path: Path, clock: Clock, _log: object, typed: Mapping[str, str], _changed: Mapping[str, str]) -> Done:
    """Make the log at `path`; there is none yet to do it in. Raises the Fault that says why it cannot be made.

    Says what was put aside for it, nothing where nothing was.
    """
    me, other = ((typed[name].strip(), typed[role].strip()) for name, role in (("name", "role"), _OTHER))
    if same_person(me, other):
        raise WrongField("other", "The same person twice; a role tells them apart")
    if path.exists():
        raise Refused("A log lies there by now and was left as it is; leave and open visavis again to see it")
    rhythm, since, zone_name = (typed.get(name, "").strip() for name in ("cadence", "started_on", "timezone"))
    alliance = {
        "timezone": zone_name or None,
        "cadence": parse_cadence(rhythm) if rhythm else None,
        "started_on": first_day(since, day_there(clock, zone_name)).isoformat() if since else None,
    }
    try:
        aside = start(path, clock, me, other, typed["whose"] == "kept", **alliance)
    except sqlite3.Error as error:
        raise describe(error, path) from None
    except OSError as error:
        raise LogUnusable(f"no log can be made there: {error.strerror or 'the folder takes no file'}") from None
    told = f"What another log had left there was put aside: {', '.join(map(str, aside))}" if aside else ""
    return Done("alliance", 1, "", Became(told), clock().astimezone().date())


_OTHER = ("other", "other_role")
