"""A calendar's file, offered and taken: one change, whatever it brings."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from models.errors import BadValue, Refused
from models.records.naming import calendar_key, one_line, split_key
from models.records.rows import Meeting
from models.records.values import check_record
from models.time.dates import full_date
from models.time.days import FIRST_YEAR
from models.time.words import quoted
from storage.core.many import add_records
from storage.core.records import select
from storage.core.statements import fetch
from storage.outside.brought import Brought, Coming
from storage.outside.calendar.expanding import DayRange, expanded
from storage.outside.calendar.lines import read_calendar
from storage.outside.calendar.meaning import start_of, title_of
from storage.outside.calendar.merging import Terms, merged
from storage.outside.calendar.picking import Wanted, declined, likeliest, picked, wanted
from storage.outside.calendar.zones import FileZones
from storage.outside.offer import NothingMeant, Offer
from storage.writes import any_record, meeting_verbs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from models.acts.replay import Life
    from models.records.event import Event, Values
    from models.records.pair import Pair
    from storage.core.change import Change
    from storage.core.writer import NewRow
    from storage.log import Log
    from storage.outside.calendar.expanding import Series
    from storage.outside.calendar.lines import CalendarFile, Entry
    from storage.outside.calendar.merging import CalendarStep
    from storage.outside.calendar.picking import LikelySeries
    from storage.outside.offer import Progress

AHEAD = timedelta(days=90)
_AROUND = timedelta(days=7)
_ONE_DAY = timedelta(days=1)
_ONWARD = timedelta(days=5 * 365)
"""So far on is looked for what goes on after the last day that is taken."""

EVERY = 200
"""So many new meetings are added at once."""

_FIRST = date(FIRST_YEAR, 1, 1)
MOST_MEETINGS = 20_000
"""So many meetings of the two are read at most: whoever has more does not mean them all."""
_UNTIL = re.compile(r"UNTIL=\d{8}")
_OTHERWISE = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH", "ADD")
"""What a calendar may be sent for that is no meeting: an answer, a wish."""


class NonePicked(NothingMeant):
    """No entry of a file is a meeting of the two; with the series that may be meant."""

    def __init__(self, name: str, pair: Pair, found: MeantEntries, likely: Sequence[LikelySeries]) -> None:
        two = f"{pair.me.name} and {pair.other.name}"
        what = "with those words or of that series" if found.meant.named else f"of {two} alone"
        if not found.meant.named and not found.meant.other:
            what += f" ({pair.other.name} has no e-mail address in the log)"
        why = Counter(why for _, why in found.left)
        told = "".join(f"; of {count} {reason}" for reason, count in why.items())
        ways = " or ".join(f"--series {shlex.quote(one.uid)} ({quoted(one.title)})" for one in likely)
        hint = f"likeliest is {ways}" if likely else "name them by --title WORDS or --series UID"
        title = f", as in {quoted(likely[0].title)}" if likely else ""
        super().__init__(
            f"{name} holds no meeting {what}{told}; {hint}",
            "title",
            f"no meeting {what}; write words of its title{title}",
        )


class _Asked(NamedTuple):
    """What was asked for, as the command names it."""

    since: date | None
    until: date | None
    past: str | None
    overwrite: bool


def offer(log: Log, pair: Pair, path: Path, given: Mapping[str, Any]) -> Offer:
    """What a calendar's file offers to an alliance. NonePicked where no entry is a meeting of the two."""
    return offer_of(read_meant(path, pair, log.today(pair), given, known_uids(log, pair)), log)


def known_uids(log: Log, pair: Pair) -> set[str]:
    """The UIDs by which calendars know the meetings of an alliance, removed ones too."""
    rows = fetch(log.connection, "SELECT coalesce(calendar_uid, uid) FROM meeting WHERE alliance = ?", (pair.uid,))
    return {split_key(key)[0] for (key,) in rows}


def read_meant(path: Path, pair: Pair, today: date, given: Mapping[str, Any], known: Iterable[str]) -> MeantEntries:
    """What of a calendar's file is meant, before it is held against the log: needs no log, and takes the time."""
    asked = _Asked(given.get("since"), given.get("until"), given.get("past"), bool(given.get("overwrite")))
    meant = wanted(pair, given.get("title"), given.get("series") or (), known)
    file = read_calendar(path)
    found = MeantEntries(file, path, pair, asked, meant)
    if not found.picked:
        raise NonePicked(path.name, pair, found, likeliest(file.entries, pair, f"{today:%Y%m%d}"))
    return found


def offer_of(found: MeantEntries, log: Log) -> Offer:
    """What such a file offers to the log as it is now."""
    return Offer(found.brought(found.steps(log), log.today(found.pair)), partial(_take, found))


def _take(found: MeantEntries, log: Log, progress: Progress | None) -> Brought:
    """Take it; held against the log once more, which may be another one by now."""
    with log.change("") as change:
        steps = found.steps(log)
        doing = [step for step in steps if step.does]
        new = [step for step in doing if step.meeting is None]
        for done in range(0, len(new), EVERY):
            if progress:
                progress(done, len(doing))
            some = [_new_meeting(found.pair, step, change) for step in new[done : done + EVERY]]
            add_records(change, "meeting", some)
        for done, step in enumerate((step for step in doing if step.meeting is not None), len(new)):
            if progress:
                progress(done, len(doing))
            _carry_out(log, found.pair, step, change)
        brought = found.brought(steps, log.today(found.pair))
        if doing:
            change.set(TAKEN, found.mark)
        change.title = f"Calendar {one_line(found.path.name)}: {brought.summary or 'nothing new'}"
    if progress:
        progress(len(doing), len(doing))
    return brought


TAKEN = "calendar"
"""The setting that says as which version a calendar's file was taken last."""


def mark_of(path: Path) -> str:
    """By what one sees cheaply whether a file was written anew; empty where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


@dataclass(frozen=True, slots=True)
class _NewMeeting:
    """A meeting to be added, as `add_records` wants it."""

    uid: str
    values: Values
    events: Sequence[Event] = ()
    rows: Sequence[NewRow] = ()
    life: Life | None = None


def _new_meeting(pair: Pair, step: CalendarStep, change: Change) -> _NewMeeting:
    given = {"created_at": change.now, "updated_at": change.now, "alliance": pair.uid, **step.values}
    values, problems = check_record("meeting", given)
    if problems:
        raise BadValue(f"{step.coming.title}: {problems[0]}")
    return _NewMeeting(str(uuid4()), values)


def _carry_out(log: Log, pair: Pair, step: CalendarStep, change: Change) -> None:
    meeting = step.meeting
    assert meeting is not None
    if step.does == "move":
        meeting_verbs.move(log, pair, meeting, step.values, change)
    elif step.does == "cancel":
        meeting_verbs.cancel(log, pair, meeting, step.values, change)
    else:
        any_record.change_fields(log, pair, "meeting", meeting.id, step.values, "changed in the calendar", change)


class MeantEntries:
    """What of a file is meant, to be held against the log."""

    def __init__(self, file: CalendarFile, path: Path, pair: Pair, asked: _Asked, meant: Wanted) -> None:
        self.path, self.pair, self.asked, self.meant, self.mark = path, pair, asked, meant, mark_of(path)
        self.zones: dict[int, FileZones] = {}
        meetings = [entry for entry in file.entries if entry.head.method.upper() not in _OTHERWISE]
        answers = [entry for entry in file.entries if entry.head.method.upper() in _OTHERWISE]
        self.picked, self.left = picked(meetings, meant)
        self.left += [(entry, NO_END) for entry in picked(file.broken, meant)[0]]
        self.left += [(entry, f"it is no meeting, but a {entry.head.method}") for entry in picked(answers, meant)[0]]
        groups: dict[str, list[Entry]] = {}
        for entry in self.picked:
            groups.setdefault(entry.uid, []).append(entry)
        self._groups = list(groups.values())
        self._expanded: dict[DayRange, list[Series]] = {}
        self._known: set[str] = set()
        self.broken = {entry.uid for entry in file.broken}
        self.cut = file.cut
        self.size = len(file.entries) + len(file.broken)

    def steps(self, log: Log) -> list[CalendarStep]:
        """What becomes of each entry, as the log is now."""
        today = log.today(self.pair)
        meetings = select(log.connection, Meeting, "meeting", "WHERE r.alliance = ?", (self.pair.uid,))
        days = self._days(today)
        self._known = set(map(calendar_key, meetings))
        known = [self.pair.day(one.starts_at) for one in meetings if one.calendar_uid]
        around = DayRange(min(days.first, today) - _AROUND, max([days.last, *known]) + _AROUND)
        terms = Terms(days, today, self.asked.past, self.asked.overwrite)
        return merged(self.pair, self._series(around), meetings, terms)

    def brought(self, steps: Sequence[CalendarStep], today: date) -> Brought:
        """The same as it is told, with what is left out."""
        days = self._days(today)
        left = [row for entry, why in self.left if (row := self._row(entry, why, days)) is not None]
        others = self.size - len(self.picked) - len(left)
        notes = ["the file ends before its END:VCALENDAR; what was whole is read"] if self.cut else []
        notes += self._outside(today)
        notes += [f"{others} other {'entry' if others == 1 else 'entries'} of the file left out"] if others else []
        return Brought(self.path.name, (*(step.coming for step in steps), *left), notes=tuple(notes))

    def _days(self, today: date) -> DayRange:
        days = DayRange(self.asked.since or (_FIRST if self.asked.past else today), self.asked.until or today + AHEAD)
        if days.first > days.last:
            raise Refused(f"{days.first} is after {days.last}; --since is the first day, --until the last one")
        return days

    def _series(self, days: DayRange) -> list[Series]:
        """What each UID says of some days; worked out once, since the same is asked for before and at the taking."""
        if days not in self._expanded:
            found, count = [], 0
            for group in self._groups:
                found.append(self._one_series(group, days))
                count += len(found[-1].instances)
                if count > MOST_MEETINGS:
                    raise Refused(
                        f"the file holds more than {MOST_MEETINGS:,} meetings of those days; see --until, --title"
                    )
            self._expanded[days] = found
        return self._expanded[days]

    def _one_series(self, group: Sequence[Entry], days: DayRange) -> Series:
        found = expanded(group, self._zones, days, self._said_no)
        head = group[0].head
        if found.uid in self.broken:
            found.covers = None
        elif found.covers is not None and (head.first or head.last):
            found.covers = DayRange(
                max(found.covers.first, _day(head.first, _FIRST)), min(found.covers.last, _day(head.last))
            )
        return found

    def _outside(self, today: date) -> Iterator[str]:
        """How much lies outside the days that are taken, and which option takes it, a line each."""
        since, until = self.asked.since or _FIRST, self._days(today).last
        if count := sum(map(len, self._dates_within(DayRange(_FIRST, since - _ONE_DAY)))):
            yield f"{count} before {full_date(since)} left out; an earlier --since takes them"
        past = DayRange(since, today - _ONE_DAY)
        if self.asked.past is None and (count := sum(map(len, self._dates_within(past)))):
            yield f"{count} before today left out; --past held or --past planned takes them"
        # A series may have no end: told is how many entries go on, not how many dates.
        if count := sum(map(bool, self._dates_within(DayRange(until + _ONE_DAY, until + _ONWARD)))):
            has = "entry has" if count == 1 else "entries have"
            yield f"{count} {has} dates after {full_date(until)}, left out; a later --until takes them"

    def _dates_within(self, days: DayRange) -> Iterator[list[date]]:
        """Of each UID the dates within some days that are not in the log."""
        if days.first > days.last:
            return
        for group in self._groups:
            if any(_may_meet(entry, days) for entry in group):
                found = self._one_series(group, days).instances
                dates = [self.pair.day(one.starts_at) for one in found if not one.off and one.key not in self._known]
                yield [day for day in dates if days.first <= day <= days.last]

    def _zones(self, entry: Entry) -> FileZones:
        head = entry.head
        if id(head) not in self.zones:
            self.zones[id(head)] = FileZones(head, self.pair.zone)
        return self.zones[id(head)]

    def _said_no(self, entry: Entry) -> bool:
        return declined(entry, self.meant)

    def _row(self, entry: Entry, why: str, days: DayRange) -> Coming | None:
        """The line of an entry that is not taken; None of one that is of another time anyway."""
        try:
            day = start_of(entry, self._zones(entry)).day
        except BadValue:
            return Coming("left out", title_of(entry), None, why, entry.line)
        if "RRULE" in entry.lines:
            until = _UNTIL.search(entry.lines["RRULE"][0])
            over = until is not None and until[0] < f"UNTIL={days.first:%Y%m%d}"
            return None if over else Coming("left out", title_of(entry), None, why, entry.line)
        return Coming("left out", title_of(entry), day, why, entry.line) if days.first <= day <= days.last else None


def _day(text: str, otherwise: date = date.max) -> date:
    """The day that a moment of the head of a calendar begins with."""
    try:
        return date.fromisoformat(text[:8])
    except ValueError:
        return otherwise


def _may_meet(entry: Entry, days: DayRange) -> bool:
    """Whether an entry may have dates within some days, seen without working them out; a zone may shift it by one."""
    begins, recurs = entry.text("DTSTART")[:8], "RRULE" in entry.lines or "RDATE" in entry.lines
    first, last = days.first - _ONE_DAY, days.last + _ONE_DAY
    return begins <= f"{last:%Y%m%d}" and (recurs or begins >= f"{first:%Y%m%d}")


NO_END = "it has no END:VEVENT"
