"""Gathers what Today shows: a few narrow reads, measured by models."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from models.acts.promised import ONCE_PROMISED
from models.measures.disagreements import settling_cases, settling_figures
from models.measures.promises import Kept, promise_figures
from models.measures.rhythm import Held, RhythmFigures, coming_date, rhythm_figures
from models.measures.window import quarter
from models.pages.today import (
    NextMeeting,
    Today,
    Unrecorded,
    before_lines,
    find_out_lines,
    late_lines,
    unsettled_lines,
    waiting_lines,
)
from models.records.rhythms import course_of
from models.records.rows import USUAL_MINUTES, Commitment, Disagreement, Feedback, Living, Meeting, Note, Topic
from models.time.course import known, time_of
from storage.core.records import lives, select
from storage.core.statements import fetch
from storage.core.with_events import lived
from storage.disk.beside import backed_up
from storage.reads.neglect import neglected_by
from storage.reads.promises import ended_quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.records.pair import Pair
    from models.records.rows import Entries
    from models.time.course import Course
    from storage.log import Log

L = TypeVar("L", bound=Living)

_THESE = "r.alliance IN (SELECT value FROM json_each(?))"


def open_at(log: Log, row: type[L], noun: str, as_of: date, pairs: Iterable[Pair]) -> list[L]:
    """What may be open of some alliances at the end of a day, as it stood then, oldest id first: one read for all.

    Of one that has ended nothing is: what was left there waits for nobody.
    Of feedback only what may wait for an answer: most of it is never closed, and nobody asks for it here.
    """
    # Each side of the OR names the alliances, so that one index finds both kinds.
    where = f"(({_THESE} AND r.closed_on IS NULL) OR ({_THESE} AND r.closed_on > ?))"
    uids, day = json.dumps([pair.uid for pair in pairs if not pair.ended(as_of)]), str(as_of)
    values = [uids, uids, day]
    if noun == "feedback":
        # The cached state serves where nothing came after the day.
        where, values = f"{where} AND (r.state = 'requested' OR r.last_on > ?)", [*values, day]
    return lives(log.connection, row, noun, as_of, where, values)


def meetings(log: Log, pair: Pair, as_of: date) -> list[Meeting]:
    """The meetings of an alliance in order of time. One after `as_of` that was held or missed is still planned."""
    rest = "WHERE r.alliance = ? AND r.removed_at IS NULL ORDER BY r.starts_at, r.id"
    found = select(log.connection, Meeting, "meeting", rest, (pair.uid,))
    return [replace(item, state="planned") if still_planned(pair, item, as_of) else item for item in found]


class Slot(Protocol):
    """What the next meeting is found by: a meeting, or as much of it as a list of many alliances reads."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""

    @property
    def minutes(self) -> int | None:
        """How long it takes, where it says."""

    @property
    def moved_from(self) -> Entries | None:
        """The days from which it was moved away."""

    @property
    def place(self) -> str | None:
        """Where it takes place."""

    @property
    def where(self) -> str:
        """The same in a word."""

    @property
    def state(self) -> str | None:
        """What became of it."""


def still_planned(pair: Pair, item: Slot, as_of: date) -> bool:
    """Whether a meeting counts as planned at the end of a day whatever was written of it since."""
    return item.state is None or (item.state in ("held", "missed") and pair.day(item.starts_at) > as_of)


def rhythm(pair: Pair, held: list[Meeting], as_of: date, since: date | None, until: date | None) -> RhythmFigures:
    """The rhythm of an alliance's meetings; see MEASURES in docs/measures.md."""
    days = [Held(pair.day(item.starts_at), item.place) for item in held if item.state == "held"]
    return rhythm_figures(rhythm_course(pair, held, as_of), days, pair.seen_until(as_of), since, until)


def rhythm_course(pair: Pair, found: Iterable[Slot], as_of: date) -> Course:
    """The rhythms of an alliance; one that has no first day begins with the first meeting, else on `as_of`."""
    return course_of(pair.alliance, min((pair.day(item.starts_at) for item in found), default=as_of))


def next_meeting(log: Log, pair: Pair, found: Sequence[Slot], as_of: date) -> NextMeeting | None:
    """The earlier of the first planned meeting that is not over and the rhythm's first date that nothing takes up.

    None where neither is there, and once the alliance has ended. Of one day the planned meeting goes before the date.
    """
    if pair.ended(as_of):
        return None
    return earlier(planned(pair, found, as_of, log.now(pair, as_of)), by_rhythm(log, pair, found, as_of))


def earlier(planned: NextMeeting | None, proposed: NextMeeting | None) -> NextMeeting | None:
    """The one of the two that comes first, the planned one where they come together."""
    if planned is None or proposed is None:
        return planned or proposed
    return proposed if proposed.on < planned.on else planned


def planned(pair: Pair, found: Iterable[Slot], as_of: date, now: datetime | None = None) -> NextMeeting | None:
    """The first meeting in order of time that is planned and not over by `now`; None where there is none."""
    for item in found:
        day = pair.day(item.starts_at)
        if item.state == "planned" and (end_of(item) > now if now else day >= as_of):  # one may run past midnight
            return NextMeeting(item.id, day, item.starts_at, item.place, item.minutes, item.where)
    return None


def end_of(item: Slot) -> datetime:
    """When a meeting is over: after its minutes, or after an hour where it names none."""
    return item.starts_at + timedelta(minutes=item.minutes or USUAL_MINUTES)


def unrecorded(pair: Pair, found: Iterable[Slot], as_of: date, now: datetime | None) -> tuple[Unrecorded, ...]:
    """The meetings of which nobody has said what became of them, the oldest first, however old."""
    return tuple(
        Unrecorded(item.id, pair.day(item.starts_at), item.starts_at, item.place, item.where)
        for item in found
        if item.state == "planned" and (end_of(item) <= now if now else pair.day(item.starts_at) < as_of)
    )


def by_rhythm(log: Log, pair: Pair, found: Iterable[Slot], as_of: date) -> NextMeeting | None:
    """The rhythm's first date on or after `as_of` that nothing takes up and that is not over; None without a rhythm."""
    slots = list(found)
    return rhythm_date(pair, slots, rhythm_course(pair, slots, as_of), as_of, log.now(pair, as_of))


def rhythm_date(
    pair: Pair, found: Iterable[Slot], course: Course, as_of: date, now: datetime | None = None
) -> NextMeeting | None:
    """The same, of a rhythm that is known already; `found` holds all meetings that may take up a date from then on."""
    days = [day for item in found for day in _days(pair, item)]

    def proposed(from_day: date) -> NextMeeting | None:
        on = coming_date(course, days, from_day)
        if on is None:
            return None
        return NextMeeting(None, on, pair.moment(on, time_of(known(course, as_of), on), as_of), None)

    coming = proposed(as_of)
    if now and coming and coming.starts_at and coming.starts_at + timedelta(minutes=USUAL_MINUTES) <= now:
        return proposed(as_of + timedelta(days=1))
    return coming


def _days(pair: Pair, item: Slot) -> Iterator[date]:
    """The day of a meeting, and those from which it was moved away."""
    yield pair.day(item.starts_at)
    yield from (date.fromisoformat(entry["on"]) for entry in item.moved_from or ())


def today(log: Log, pair: Pair, as_of: date, coming: NextMeeting | None = None) -> Today:
    """Everything that Today shows of one alliance at the end of a day; `coming` is another meeting than the next."""
    found = meetings(log, pair, as_of)
    coming = coming or next_meeting(log, pair, found, as_of)
    going_on_still = [] if pair.ended(as_of) else [pair]
    commitments = open_at(log, Commitment, "commitment", as_of, [pair])
    feedback = open_at(log, Feedback, "feedback", as_of, [pair])
    disagreements = open_at(log, Disagreement, "disagreement", as_of, [pair])
    disputes = lived(log.connection, "disagreement", "a.uid = ?", (pair.uid,))
    settling = settling_figures(settling_cases(disputes, as_of, ends_on=pair.alliance.ended_on))
    lines = (
        *late_lines(commitments, as_of),
        *waiting_lines(pair, commitments, feedback, as_of),
        *before_lines(commitments, as_of, coming.on if coming else None),
        *find_out_lines(pair, _wanted_by(log, going_on_still, as_of), as_of),
        *unsettled_lines(disagreements, settling, as_of),
    )
    topics, carried = open_topics(log, pair, found, as_of, coming)
    return Today(
        pair=pair,
        as_of=as_of,
        next_meeting=coming,
        topics=len(topics),
        to_decide=sum(topic.wants == "decide" for topic in topics),
        topics_carried=len(carried),
        lines=lines,
        rhythm=rhythm(pair, found, as_of, None, None),
        kept=kept_this_quarter(log, pair, as_of),
        settling=settling,
        promised=sum(item.state == "promised" for item in commitments),
        going_on=going_on(found if going_on_still else (), log.clock()),
        neglected=neglected_by(log, pair, found, as_of),
        before=_before(log, pair, as_of),
        unrecorded=unrecorded(pair, found if going_on_still else (), as_of, log.now(pair, as_of)),
        unkept=_unkept(log),
        ended=ended_quarter(log, pair, as_of, (pair.day(item.starts_at) for item in found if item.state == "held")),
    )


def _wanted_by(log: Log, pairs: Iterable[Pair], as_of: date) -> list[Note]:
    """The notes that name a day until the end of `as_of`, and what has replaced one of them."""
    dated = "r.due_on <= ? OR r.supersedes IN (SELECT uid FROM note WHERE due_on <= ?)"
    rest = f"WHERE r.alliance = ? AND r.removed_at IS NULL AND ({dated}) ORDER BY r.id"
    return [
        note
        for pair in pairs
        for note in select(log.connection, Note, "note", rest, (pair.uid, str(as_of), str(as_of)))
    ]


def _before(log: Log, pair: Pair, as_of: date) -> tuple[Pair, list[tuple[str, int]]] | None:
    """The ended alliance that a new one follows, and what it left; nothing is carried over in the past."""
    if log.as_of is not None or log.alliances() == 1:
        return None
    from storage.reads.going_on import predecessor  # most logs hold one alliance

    found = predecessor(log, pair, as_of)
    return (found.pair, [(item.noun, item.id) for item in found.left]) if found else None


def _unkept(log: Log) -> date | None:
    """The day of the first change that no backup holds, where that is more than a week ago.

    A look at the names of the backups is enough on any usual day.
    """
    now = log.clock()
    week_ago = now - timedelta(days=7)
    if log.as_of is not None or any(week_ago < at < now + timedelta(days=1) for at in backed_up(log.path)):
        return None
    (first,) = fetch(log.connection, "SELECT min(at) FROM change WHERE NOT undone")[0]
    if first is None or datetime.fromisoformat(first) > week_ago:
        return None
    from storage.care.earlier import unkept_since  # there is a backup of this week on any usual day

    since = unkept_since(log.connection, log.path)
    return None if since is None or since > week_ago else since.astimezone(log.local_zone()).date()


def going_on(found: Iterable[Meeting], now: datetime) -> Meeting | None:
    """The meeting whose time it is, from a little before it until it should be over; None where it is none's.

    What was written down in it makes it a held one at once: whether that is closed, its draft tells.
    """
    for item in found:
        length = timedelta(minutes=item.minutes or USUAL_MINUTES)
        if item.state in (None, "planned", "held") and item.starts_at - _BEFORE <= now < item.starts_at + length:
            return item
    return None


_BEFORE = timedelta(minutes=10)


def open_topics(
    log: Log, pair: Pair, found: list[Meeting], as_of: date, coming: NextMeeting | None
) -> tuple[list[Topic], list[Topic]]:
    """The open topics that stand on the agenda of `coming`, and those of them whose meeting is past: they are carried.

    A topic of a meeting that was missed or cancelled is carried like one that was not spoken of. Of an alliance that
    has ended nothing is to be spoken of any more.
    """
    if pair.ended(as_of):
        return [], []
    rest = "WHERE r.alliance = ? AND r.removed_at IS NULL AND coalesce(r.state, 'open') = 'open'"
    topics = select(log.connection, Topic, "topic", f"{rest} ORDER BY coalesce(r.position, 1000000), r.id", (pair.uid,))
    others = [item for item in found if coming is None or item.id != coming.id]
    past = {item.uid for item in others if pair.day(item.starts_at) < as_of or item.state != "planned"}
    later = {item.uid for item in others} - past
    listed = [topic for topic in topics if topic.meeting not in later]
    return listed, [topic for topic in listed if topic.meeting in past]


def kept_this_quarter(log: Log, pair: Pair, as_of: date) -> tuple[Kept, Kept]:
    """What each of the two kept as agreed, mine first, of the promises due this quarter whose outcome is known."""
    since, until = quarter(as_of)
    # A promise of an older date that nothing has happened to since cannot count for this quarter.
    # The plus keeps SQLite from going through the whole alliance where two narrow indexes serve.
    where = f"(r.last_on >= ? OR (r.state IN ({_ONCE_PROMISED}) AND r.due >= ?)) AND +r.alliance = ?"
    chosen = lived(log.connection, "commitment", where, (str(since), str(since), pair.uid))

    def kept(giver: str) -> Kept:
        return promise_figures(
            chosen, giver, pair.across(giver).uid, as_of, since, until, pair.alliance.ended_on
        ).kept_as_agreed

    return kept(pair.me.uid), kept(pair.other.uid)


_ONCE_PROMISED = ", ".join(f"'{state}'" for state in ONCE_PROMISED)
