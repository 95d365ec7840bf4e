"""Gathers what Today shows: a few narrow reads, measured by models."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from models.acts.promised import ONCE_PROMISED
from models.measures.disagreements import settling_cases, settling_figures
from models.measures.promises import Kept, promise_figures
from models.measures.rhythm import Held, RhythmFigures, rhythm_figures
from models.measures.window import quarter
from models.pages.today import NextMeeting, Today, before_lines, late_lines, unsettled_lines, waiting_lines
from models.records.rows import Commitment, Disagreement, Feedback, Living, Meeting, Topic
from models.time.recurrence import next_moment
from storage.core.records import lives, select
from storage.core.statements import fetch
from storage.core.with_events import lived
from storage.reads.neglect import neglected_by
from storage.reads.promises import ended_quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from models.records.pair import Pair
    from storage.log import Log

L = TypeVar("L", bound=Living)

_AHEAD = timedelta(days=800)
"""How far ahead the rhythm's next date is looked for."""

_THESE = "r.alliance IN (SELECT value FROM json_each(?))"


def open_at(log: Log, row: type[L], noun: str, as_of: date, pairs: Iterable[Pair]) -> list[L]:
    """What may be open of some alliances at the end of a day, as it stood then, oldest id first: one read for all.

    Of feedback only what may wait for an answer: most of it is never closed, and nobody asks for it here.
    """
    # Each side of the OR names the alliances, so that one index finds both kinds.
    where = f"(({_THESE} AND r.closed_on IS NULL) OR ({_THESE} AND r.closed_on > ?))"
    uids, day = json.dumps([pair.uid for pair in pairs]), str(as_of)
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
    def place(self) -> str | None:
        """Where it takes place."""

    @property
    def state(self) -> str | None:
        """What became of it."""


def still_planned(pair: Pair, item: Slot, as_of: date) -> bool:
    """Whether a meeting counts as planned at the end of a day whatever was written of it since."""
    return item.state is None or (item.state in ("held", "missed") and pair.day(item.starts_at) > as_of)


def rhythm(pair: Pair, held: list[Meeting], as_of: date, since: date | None, until: date | None) -> RhythmFigures:
    """The rhythm of an alliance's meetings; see MEASURES in docs/measures.md."""
    started = rhythm_since(pair, held)
    days = [Held(pair.day(item.starts_at), item.place) for item in held if item.state == "held"]
    return rhythm_figures(pair.alliance.cadence, started, days, as_of, since, until)


def rhythm_since(pair: Pair, found: Iterable[Slot]) -> date | None:
    """Since when the rhythm holds: as the alliance says, else since its first meeting."""
    return pair.alliance.started_on or min((pair.day(item.starts_at) for item in found), default=None)


def next_meeting(log: Log, pair: Pair, found: Sequence[Slot], as_of: date) -> NextMeeting | None:
    """The earliest planned meeting on or after `as_of`, else the rhythm's next date, else none."""
    return planned(pair, found, as_of) or by_rhythm(log, pair, found, as_of)


def planned(pair: Pair, found: Iterable[Slot], as_of: date) -> NextMeeting | None:
    """The first meeting in order of time that is still planned and not past; None where there is none."""
    for item in found:
        if item.state == "planned" and (day := pair.day(item.starts_at)) >= as_of:
            return NextMeeting(item.id, day, item.starts_at, item.place)
    return None


def by_rhythm(log: Log, pair: Pair, found: Sequence[Slot], as_of: date) -> NextMeeting | None:
    """The rhythm's next date on or after `as_of` that is still to be proposed, None where there is no rhythm."""
    return rhythm_date(pair, found, as_of, moved_away(log, as_of)) if pair.alliance.cadence else None


def rhythm_date(
    pair: Pair,
    found: Iterable[Slot],
    as_of: date,
    moved: Mapping[str, Iterable[datetime]],
    started: date | None = None,
) -> NextMeeting | None:
    """The same, where it is known already from which moments meetings were `moved` away.

    The date of a meeting that was held, missed, called off or moved to another day is not proposed again. `started`
    says since when the rhythm holds, where `found` does not reach back to its beginning.
    """
    rule = pair.alliance.cadence
    if not rule:
        return None
    slots = list(found)
    begin = started or rhythm_since(pair, slots) or as_of
    settled = {pair.day(item.starts_at) for item in slots if item.state != "planned"}
    settled |= {pair.day(moment) for moment in moved.get(pair.uid, ())}
    coming = next_moment(rule, begin, as_of, pair.zone)
    while coming and coming[0] in settled:
        coming = next_moment(rule, begin, coming[0] + timedelta(1), pair.zone)
    if coming is None or coming[0] > as_of + _AHEAD:
        return None
    return NextMeeting(None, *coming, None)


def moved_away(log: Log, as_of: date) -> dict[str, set[datetime]]:
    """From which moments, about `as_of` and later, meetings were moved, by their alliances' uids: one statement.

    A meeting tells only when it is; when it was to be is known by the journal.
    """
    begin = str(as_of - timedelta(days=1))
    found: dict[str, set[datetime]] = {}
    for uid, was, now in fetch(log.connection, _MOVED, (begin,)):
        before = datetime.fromisoformat(was)
        if before != datetime.fromisoformat(now):
            found.setdefault(uid, set()).add(before)
    return found


_MOVED = (
    "SELECT DISTINCT m.alliance, json_extract(r.before, '$.starts_at') AS was, m.starts_at FROM changed_row r "
    'JOIN change c ON c.id = r.change JOIN meeting m ON m.id = r."row" '
    "WHERE r.place = 'meeting' AND r.before IS NOT NULL AND NOT c.undone AND m.removed_at IS NULL AND was >= ?"
)


def today(log: Log, pair: Pair, as_of: date, coming: NextMeeting | None = None) -> Today:
    """Everything that Today shows of one alliance at the end of a day; `coming` is another meeting than the next."""
    found = meetings(log, pair, as_of)
    coming = coming or next_meeting(log, pair, found, as_of)
    commitments = open_at(log, Commitment, "commitment", as_of, [pair])
    feedback = open_at(log, Feedback, "feedback", as_of, [pair])
    disagreements = open_at(log, Disagreement, "disagreement", as_of, [pair])
    settling = settling_figures(settling_cases(lived(log.connection, "disagreement", "a.uid = ?", (pair.uid,)), as_of))
    lines = (
        *late_lines(commitments, as_of),
        *waiting_lines(pair, commitments, feedback, as_of),
        *before_lines(commitments, as_of, coming.on if coming else None),
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
        going_on=going_on(found, log.clock()),
        neglected=neglected_by(log, pair, found, as_of),
        ended=ended_quarter(log, pair, as_of, (pair.day(item.starts_at) for item in found if item.state == "held")),
    )


def going_on(found: Iterable[Meeting], now: datetime) -> int | None:
    """The meeting whose time it is, from a little before it until it should be over; None where it is none's.

    Once something was written down in it, it is left to its key: it may be closed already.
    """
    for item in found:
        length = timedelta(minutes=item.minutes or USUAL_MINUTES)
        if item.state in (None, "planned") and item.starts_at - _BEFORE <= now < item.starts_at + length:
            return item.id
    return None


USUAL_MINUTES = 60
"""How long a meeting takes where it does not say."""

_BEFORE = timedelta(minutes=10)


def open_topics(
    log: Log, pair: Pair, found: list[Meeting], as_of: date, coming: NextMeeting | None
) -> tuple[list[Topic], list[Topic]]:
    """The open topics that stand on the agenda of `coming`, and those of them whose meeting is past: they are carried.

    A topic of a meeting that was missed or cancelled is carried like one that was not spoken of.
    """
    rest = "WHERE r.alliance = ? AND r.removed_at IS NULL AND coalesce(r.state, 'open') = 'open'"
    topics = select(log.connection, Topic, "topic", f"{rest} ORDER BY coalesce(r.position, 1000000), r.id", (pair.uid,))
    past = {item.uid for item in found if pair.day(item.starts_at) < as_of or item.state != "planned"}
    later = {item.uid for item in found if coming is None or item.id != coming.id} - past
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
        return promise_figures(chosen, giver, pair.across(giver).uid, as_of, since, until).kept_as_agreed

    return kept(pair.me.uid), kept(pair.other.uid)


_ONCE_PROMISED = ", ".join(f"'{state}'" for state in ONCE_PROMISED)


def soonest(log: Log, pairs: list[Pair], as_of: Callable[[Pair], date]) -> Pair:
    """The alliance that meets next; the first where none does."""
    planned = _first_planned(log, pairs, as_of)

    def when(pair: Pair) -> tuple[date, int]:
        if pair.uid in planned:
            return planned[pair.uid], pair.alliance.id
        coming = next_meeting(log, pair, meetings(log, pair, as_of(pair)), as_of(pair))
        return (coming.on if coming else date.max, pair.alliance.id)

    return min(pairs, key=when)


def _first_planned(log: Log, pairs: list[Pair], as_of: Callable[[Pair], date]) -> dict[str, date]:
    """The day of each alliance's earliest planned meeting, by its uid: one narrow read for all of them."""
    days = {pair.uid: (pair, as_of(pair)) for pair in pairs}
    begin = min(day for _, day in days.values()) - timedelta(days=1)
    sql = (
        "SELECT alliance, starts_at, coalesce(state, 'planned') FROM meeting "
        "WHERE starts_at >= ? AND removed_at IS NULL AND state IS NOT 'cancelled' ORDER BY starts_at"
    )
    found: dict[str, date] = {}
    for uid, starts_at, state in fetch(log.connection, sql, (begin.isoformat(),)):
        pair, until = days.get(uid, (None, begin))
        on = pair.day(datetime.fromisoformat(starts_at)) if pair else begin
        if pair and uid not in found and (on > until or (on == until and state == "planned")):
            found[uid] = on
    return found
