"""The rhythms and time zones that an alliance had, from its own fields and those that it holds of before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from models.time.course import Course, Stretch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.event import Values
    from models.records.rows import Alliance


class Setting(NamedTuple):
    """What a rhythm follows from: RRULE text, IANA zone, and the first day as ISO text."""

    cadence: str | None
    timezone: str | None
    started_on: str | None


def course_of(alliance: Alliance, begun: date) -> Course:
    """The rhythms of an alliance in order. One without a first day begins on `begun`.

    A new cadence begins on the day from which it counts, unless a first day came with it; a new zone keeps its weeks.
    """
    found: list[Stretch] = []
    before, since, start = None, None, begun
    for setting, until in _settings(alliance):
        if before is None or setting.started_on != before.started_on:
            start = date.fromisoformat(setting.started_on) if setting.started_on else begun
        elif setting.cadence != before.cadence and since is not None:
            start = since
        found.append(Stretch(setting.cadence, start, since, until))
        before, since = setting, until
    return tuple(found) if any(stretch.rule for stretch in found) else ()


def former_zones(alliance: Alliance) -> list[tuple[date, str | None]]:
    """The zones of before, each with the day from which it did not count any more, in order."""
    return [(until, setting.timezone) for setting, until in _settings(alliance) if until is not None]


def with_past(alliance: Alliance, values: Mapping[str, Any], today: date, set_on: date | None) -> Values:
    """The values of an edit, with what held until today where they change the rhythm, its zone or its first day.

    `set_on` is the day on which the alliance was written down: a change on that day, or on the day of another change,
    replaces what was written on it.
    """
    now = _setting(alliance)
    wanted = Setting(*(values.get(name, getattr(now, name)) for name in Setting._fields))
    former = list(alliance.rhythms or [])
    if wanted == now or "rhythms" in values:
        return dict(values)
    if former and former[-1]["until"] >= today.isoformat():
        if _former(former[-1]) == wanted:
            former.pop()
    elif former or set_on is None or set_on < today:
        former.append({"until": today.isoformat(), **{name: text for name, text in now._asdict().items() if text}})
    return {**values, "rhythms": former or None}


def _settings(alliance: Alliance) -> list[tuple[Setting, date | None]]:
    former = [(_former(entry), date.fromisoformat(entry["until"])) for entry in alliance.rhythms or []]
    return [*former, (_setting(alliance), None)]


def _setting(alliance: Alliance) -> Setting:
    started = alliance.started_on.isoformat() if alliance.started_on else None
    return Setting(alliance.cadence, alliance.timezone, started)


def _former(entry: Mapping[str, Any]) -> Setting:
    return Setting(*(entry.get(name) for name in Setting._fields))
