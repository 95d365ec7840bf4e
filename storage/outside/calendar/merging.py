"""What a calendar says held against what the log holds: which meeting each entry is, and what becomes of it.

Only planned meetings are changed. One is known by its key; else it is one of the same series that is in the calendar no
more, and was moved; else one that was planned by hand at that time; else it is new.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.records.naming import calendar_key, short_id, split_key
from models.records.rows import USUAL_MINUTES
from models.time.dates import short_date
from storage.outside.brought import Coming
from storage.outside.calendar.expanding import OFF
from storage.outside.calendar.meaning import Version
from storage.outside.calendar.picking import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.records.event import Values
    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.outside.brought import What
    from storage.outside.calendar.expanding import DayRange, Instance, Series

MOVED_WITHIN = timedelta(days=6)
LINKED_WITHIN = timedelta(minutes=30)

_starts_at = attrgetter("starts_at")

Does = Literal["", "add", "move", "change", "cancel"]
"""How a step is carried out; nothing where the log stays as it is."""


class Terms(NamedTuple):
    """What somebody asked for: the days from which new meetings are taken, what of the past, whose word counts."""

    days: DayRange
    today: date
    past: str | None = None
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class CalendarStep:
    """One entry: what is told of it, and what it does to which meeting."""

    coming: Coming
    does: Does = ""
    meeting: Meeting | None = None
    values: Values = field(default_factory=dict)


def merged(pair: Pair, series: Sequence[Series], meetings: Iterable[Meeting], terms: Terms) -> list[CalendarStep]:
    """What becomes of each entry, in the order of days. `meetings` are all of the alliance, removed ones too."""
    found = list(_Merge(pair, series, meetings, terms).steps())
    return sorted(found, key=lambda step: step.coming.day or date.max)


def _is_planned(meeting: Meeting) -> bool:
    return meeting.removed_at is None and meeting.state in (None, "planned")


class _Merge:
    """Holds one file against one alliance."""

    def __init__(self, pair: Pair, series: Sequence[Series], meetings: Iterable[Meeting], terms: Terms) -> None:
        self.pair, self.series, self.terms = pair, series, terms
        self.meetings = sorted(meetings, key=lambda one: one.starts_at)
        self.known: dict[str, Meeting] = {}
        for meeting in sorted(self.meetings, key=_is_planned):
            self.known[calendar_key(meeting)] = meeting
        self.met: set[int] = set()
        """The meetings that are an entry of the file already, by their ids."""

    def steps(self) -> Iterator[CalendarStep]:
        """Every step."""
        left: list[Instance] = []
        for series in self.series:
            yield from (CalendarStep(Coming("left out", *told_row)) for told_row in _told(series))
            if series.off and not any(self._of(one) for one in series.instances):
                yield from self._called_off(series)
                continue
            for instance in series.instances:
                meeting = self._of(instance)
                if meeting is not None:
                    self.met.add(meeting.id)
                    if not series.off or self._day(meeting.starts_at) >= self.terms.today:
                        yield self._step_of_known(instance, meeting)  # what is past took place, though no more will
                elif not instance.off:
                    left.append(instance)
                elif self._is_asked(self._day(instance.starts_at)):
                    yield self._tell("left out", instance, f"called off, {instance.off}")
        yield from self._vanished(left)
        for instance in left:
            if (step := self._step_of_left(instance)) is not None:
                yield step

    def _called_off(self, series: Series) -> Iterator[CalendarStep]:
        """One line for a series of which nothing takes place and nothing is known here, where it is of these days."""
        days = [day for one in series.instances if self._is_asked(day := self._day(one.starts_at))]
        if days and not any(self._is_of(series, meeting) for meeting in self.meetings):
            yield CalendarStep(Coming("left out", series.title, days[0], f"called off, {series.off}"))

    def _is_asked(self, day: date) -> bool:
        return max(self.terms.days.first, self.terms.today) <= day <= self.terms.days.last

    def _day(self, moment: datetime) -> date:
        return self.pair.day(moment)

    def _of(self, instance: Instance) -> Meeting | None:
        return self.known.get(instance.key) or self.known.get(instance.key.lower())

    def _is_of(self, series: Series, meeting: Meeting) -> bool:
        return split_key(calendar_key(meeting))[0] == series.uid and _is_planned(meeting)

    # One that is known by its key

    def _step_of_known(self, instance: Instance, meeting: Meeting) -> CalendarStep:
        differs = self._differing(instance, meeting)
        if not _is_planned(meeting):
            return self._of_the_past(instance, meeting, differs=bool(differs or instance.off))
        if instance.off:
            why = self._stays(instance.version, meeting)
            return self._tell("kept", instance, why, meeting) if why else self._cancel(instance, meeting)
        if not differs:
            newer = instance.version.against(_came(meeting)) > 0
            values = self._stamps(instance, meeting, differs={}) if newer else {}
            return CalendarStep(
                self._row("same", instance, meeting=meeting), "change" if values else "", meeting, values
            )
        why = self._stays(instance.version, meeting)
        return self._tell("kept", instance, why, meeting) if why else self._take(instance, meeting, differs)

    def _of_the_past(self, instance: Instance, meeting: Meeting, *, differs: bool) -> CalendarStep:
        if meeting.removed_at is not None:
            return self._tell("same" if instance.off else "kept", instance, "it was removed from the log")
        if meeting.state == "cancelled":
            return self._tell("same" if instance.off else "kept", instance, "it was called off in the log", meeting)
        return self._tell("kept" if differs else "same", instance, f"{meeting.state} already", meeting)

    def _stays(self, version: Version, meeting: Meeting) -> str:
        """Why a meeting stays as the log has it; empty where the calendar's word counts."""
        against = version.against(_came(meeting))
        if against < 0:
            return "the file is older than what the calendar said last"
        if against == 0 and _changed_here(meeting) and not self.terms.overwrite:
            return "changed here since; --overwrite takes what the file says"
        return ""

    def _differing(self, instance: Instance, meeting: Meeting) -> Values:
        """The fields of a meeting of which the calendar says something else. What it leaves open is no word on it."""
        found: Values = {}
        if instance.starts_at != meeting.starts_at:
            found["starts_at"] = instance.starts_at.isoformat()
        # One that went out from here without minutes comes back with the usual ones, which nobody said.
        assumed = USUAL_MINUTES if meeting.minutes is None and self._of(instance) is meeting else meeting.minutes
        if instance.minutes not in (None, assumed):
            found["minutes"] = instance.minutes
        if instance.place not in (None, meeting.place) and not (instance.place == "other" and meeting.place):
            found["place"] = instance.place
        return found

    def _take(self, instance: Instance, meeting: Meeting, differs: Values, what: What | None = None) -> CalendarStep:
        moved = "starts_at" in differs
        values = {**differs, **self._stamps(instance, meeting, differs)}
        why = self._from(meeting) if moved else _said(differs)
        row = self._row(what or ("moved" if moved else "changed"), instance, why, meeting)
        return CalendarStep(row, "move" if moved else "change", meeting, values)

    def _cancel(self, instance: Instance, meeting: Meeting) -> CalendarStep:
        values = {"reason": OFF, **self._stamps(instance, meeting, {"state": "cancelled"})}
        row = self._row("cancelled", instance, instance.off, meeting, at=meeting.starts_at)
        return CalendarStep(row, "cancel", meeting, values)

    def _stamps(self, instance: Instance, meeting: Meeting, differs: Values) -> Values:
        """By what the meeting is known from now on, and which version of it came.

        The number that goes out with it is the calendar's, unless it was changed here since: then it must not go back.
        """
        sequence, own = instance.version.sequence, meeting.calendar_sequence or 0
        known_here = self._of(instance) is meeting
        counted = known_here and (meeting.calendar_came is None or own > meeting.calendar_came)
        values: Values = {
            "calendar_sequence": max(own + bool(differs), sequence) if counted else sequence,
            "calendar_came": sequence,
        }
        if instance.version.modified is not None:
            values["calendar_modified"] = instance.version.modified.isoformat()
        if meeting.calendar_uid is not None or not known_here:
            values["calendar_uid"] = instance.key
        return values

    # Those of a series that are in it no more

    def _vanished(self, left: list[Instance]) -> Iterator[CalendarStep]:
        """What became of planned meetings that their series has no more: moved, or called off. Takes from `left`."""
        held: dict[str, list[Series]] = defaultdict(list)
        for series in self.series:
            held[base_of(series.uid)].append(series)
        gone = [(meeting, part) for meeting in self.meetings if (part := self._series_without(meeting, held))]
        moved = list(self._moved(gone, left))
        for meeting, instance in moved:
            yield self._step_of_moved(instance, meeting)
        became = {instance.key for _, instance in moved}
        left[:] = [instance for instance in left if instance.key not in became]
        for meeting, part in gone:
            if meeting.id not in self.met:
                self.met.add(meeting.id)
                yield self._step_of_gone(part, meeting)

    def _series_without(self, meeting: Meeting, held: dict[str, list[Series]]) -> Series | None:
        """The series of the file of which a planned meeting was, and is no more; None where that cannot be said."""
        if meeting.id in self.met or not _is_planned(meeting) or self._day(meeting.starts_at) < self.terms.today:
            return None
        uid, original = split_key(calendar_key(meeting))
        parts = held.get(base_of(uid), [])
        for series in [part for part in parts if part.uid == uid] or parts:
            at = original or meeting.starts_at
            covers = series.covers is not None and series.covers.first <= self._day(at) <= series.covers.last
            if covers or series.off or at in series.excluded:
                return series
        return None

    def _moved(self, gone: list[tuple[Meeting, Series]], left: list[Instance]) -> Iterator[tuple[Meeting, Instance]]:
        """Each vanished meeting with the instance that it became, the nearest first."""
        by_base: dict[str, list[Instance]] = defaultdict(list)
        for instance in left:
            if self._day(instance.starts_at) >= self.terms.today:
                by_base[base_of(instance.uid)].append(instance)
        near = [
            (apart, meeting.id, instance.key, meeting, instance)
            for meeting, _ in gone
            for instance in by_base[base_of(split_key(calendar_key(meeting))[0])]
            if (apart := abs(instance.starts_at - meeting.starts_at)) <= MOVED_WITHIN
        ]
        taken: set[str] = set()
        for _, number, key, meeting, instance in sorted(near, key=lambda one: one[:3]):
            if number not in self.met and key not in taken:
                taken.add(key)
                self.met.add(number)
                yield meeting, instance

    def _step_of_moved(self, instance: Instance, meeting: Meeting) -> CalendarStep:
        came = _came(meeting)
        # Numbers of two parts of a series say nothing of each other.
        if split_key(calendar_key(meeting))[0] != instance.uid:
            came = came._replace(sequence=instance.version.sequence)
        if instance.version.against(came) < 0:
            return self._tell("kept", instance, "the file is older than what the calendar said last", meeting)
        differs = self._differing(instance, meeting)
        return self._take(instance, meeting, differs, None if "starts_at" in differs else "linked")

    def _step_of_gone(self, series: Series, meeting: Meeting) -> CalendarStep:
        day = self._day(meeting.starts_at)
        uid = split_key(calendar_key(meeting))[0]
        why = self._stays(series.version, meeting) if series.uid == uid else ""
        if why:
            return CalendarStep(Coming("kept", series.title, day, f"{short_id('meeting', meeting.id)}, {why}"))
        values: Values = {
            "reason": OFF,
            "calendar_sequence": max(meeting.calendar_sequence or 0, series.version.sequence),
        }
        if series.uid == uid:
            values |= {"calendar_came": series.version.sequence}
            if series.version.modified is not None:
                values["calendar_modified"] = series.version.modified.isoformat()
        told = f"{short_id('meeting', meeting.id)}, {series.off or OFF}"
        return CalendarStep(Coming("cancelled", series.title, day, told), "cancel", meeting, values)

    # Those that are none of these

    def _step_of_left(self, instance: Instance) -> CalendarStep | None:
        """What becomes of an instance that the log does not know; None where it is not asked for."""
        day = self._day(instance.starts_at)
        if not self.terms.days.first <= day <= self.terms.days.last or (day < self.terms.today and not self.terms.past):
            return None
        near = self._near(instance)
        if near is None:
            return self._new(instance, day)
        self.met.add(near.id)
        if not _is_planned(near):
            return self._of_the_past(instance, near, differs=True)
        return self._take(instance, near, self._differing(instance, near), "linked")

    def _near(self, instance: Instance) -> Meeting | None:
        """The meeting of that time that no entry of the file is yet: what was planned by hand, or is held or missed."""
        first = bisect_left(self.meetings, instance.starts_at - LINKED_WITHIN, key=_starts_at)
        last = bisect_right(self.meetings, instance.starts_at + LINKED_WITHIN, key=_starts_at)
        found = [
            meeting
            for meeting in self.meetings[first:last]
            if meeting.id not in self.met
            and meeting.removed_at is None
            and (meeting.calendar_uid is None or meeting.state in ("held", "missed"))
        ]
        return min(found, key=lambda one: (not _is_planned(one), abs(one.starts_at - instance.starts_at)), default=None)

    def _new(self, instance: Instance, day: date) -> CalendarStep:
        version = instance.version
        values: Values = {
            "starts_at": instance.starts_at.isoformat(),
            "minutes": instance.minutes,
            "place": instance.place,
            "state": self.terms.past if day < self.terms.today else "planned",
            "private": True if instance.private else None,
            "calendar_uid": instance.key,
            "calendar_sequence": version.sequence,
            "calendar_came": version.sequence,
            "calendar_modified": version.modified.isoformat() if version.modified is not None else None,
        }
        told = [f"{instance.minutes} minutes" if instance.minutes else "", instance.place or ""]
        said = ["private" if instance.private else "", "held" if values["state"] == "held" else ""]
        why = ", ".join(filter(None, [*told, *said]))
        given = {name: value for name, value in values.items() if value is not None}
        return CalendarStep(self._row("new", instance, why), "add", None, given)

    # What is told

    def _tell(self, what: What, instance: Instance, why: str, meeting: Meeting | None = None) -> CalendarStep:
        return CalendarStep(self._row(what, instance, why, meeting))

    def _row(
        self,
        what: What,
        instance: Instance,
        why: str = "",
        meeting: Meeting | None = None,
        *,
        at: datetime | None = None,
    ) -> Coming:
        """The line of an entry: when it is, which meeting it is, and why."""
        local = self.pair.local(at or instance.starts_at)
        number = short_id("meeting", meeting.id) if meeting is not None else ""
        told = ", ".join(filter(None, [f"{local:%H:%M}", number, why]))
        return Coming(what, instance.title, local.date(), told, instance.line)

    def _from(self, meeting: Meeting) -> str:
        before = self.pair.local(meeting.starts_at)
        return f"from {short_date(before.date(), self.terms.today)} {before:%H:%M}"


def _told(series: Series) -> Iterator[tuple[str, date | None, str, int]]:
    yield from ((told.title, told.day, told.why, told.line) for told in series.told)


def _came(meeting: Meeting) -> Version:
    """The version that came last; of one that we sent out and that never came back, what we sent."""
    came = meeting.calendar_came
    return Version(meeting.calendar_sequence or 0 if came is None else came, meeting.calendar_modified)


def _changed_here(meeting: Meeting) -> bool:
    """Whether a meeting was changed in the log since the calendar last said something of it."""
    return meeting.calendar_came is not None and (meeting.calendar_sequence or 0) > meeting.calendar_came


def _said(differs: Values) -> str:
    """What a calendar says of a meeting, as of a new one: 60 minutes, video."""
    return ", ".join(f"{value} minutes" if name == "minutes" else str(value) for name, value in differs.items())
