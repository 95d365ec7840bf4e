"""What two people have not spoken of for a while: the last trace of each subject, in one statement."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from models.measures.neglect import OF_NOTE, OF_SECTION, Neglected, neglected
from models.records.choices import OUTSIDE
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.log import Log


def neglected_by(
    log: Log, pair: Pair, found: Sequence[Meeting], as_of: date, *, mine: bool = True
) -> tuple[Neglected, ...]:
    """What the two have not spoken of for a while; `found` are their meetings. For the other's eyes (`mine` False)
    nothing private counts. Nothing once their alliance has ended.
    """
    if pair.ended(as_of):
        return ()
    held = [item for item in found if item.state == "held"]
    days = [pair.day(item.starts_at) for item in held]
    last = last_traces(log, pair, as_of, mine=mine)
    outside = [day for item, day in zip(held, days, strict=True) if item.place in OUTSIDE and day <= as_of]
    if outside:
        last["outside"] = max(outside)
    return neglected(last, days, as_of)


def last_traces(log: Log, pair: Pair, as_of: date, *, mine: bool = True) -> dict[str, date]:
    """The day of the last trace of each subject that left one by the end of `as_of`."""
    told, met = ("", "") if mine else ("AND r.private IS NULL", "AND m.private IS NULL")
    values = {"alliance": pair.uid, "day": str(as_of), "end": _end_of(pair, as_of)}
    rows = fetch(log.connection, _TRACES.format(told=told, met=met), values)
    found: dict[str, date] = {}
    for source, key, text in rows:
        if text is None:
            continue  # an aggregate over nothing
        subject = {"note": OF_NOTE, "topic": OF_SECTION}.get(source, {}).get(str(key).casefold(), key)
        day = pair.day(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)
        if day <= as_of and (subject not in found or found[subject] < day):
            found[subject] = day
    return found


def _end_of(pair: Pair, day: date) -> str:
    """The moment at which a day ends, in the form in which the log keeps moments."""
    return datetime.combine(day + timedelta(days=1), time(0), pair.zone_on(day)).astimezone(UTC).isoformat()


_OF = "r.alliance = :alliance AND r.removed_at IS NULL {told}"
_ON_NOTE = 'SELECT \'note\', r.kind, max(r."{column}") FROM note r WHERE {of} AND r."{column}" <= :day GROUP BY r.kind'
_OF_LIFE = (
    "SELECT '{noun}', '{subject}', max(e.\"on\") FROM {noun} r JOIN {noun}_event e ON e.{noun} = r.uid "
    'WHERE {of} AND e."on" <= :day'
)
_TRACES = " UNION ALL ".join(
    (
        # What a note tells happened on its day, again when it was confirmed, and when it was answered.
        *(_ON_NOTE.replace("{column}", column) for column in ("on", "confirmed_on", "answered_on")),
        "SELECT 'customer', 'customer', max(a.value) FROM customer r, json_each(r.agreed) a "
        "WHERE {of} AND a.value <= :day",
        "SELECT 'customer', 'customer', max(r.created_at) FROM customer r WHERE {of} AND r.created_at < :end",
        "SELECT 'customer', 'customer', max(r.opened_on) FROM disagreement r "
        "WHERE {of} AND r.customer IS NOT NULL AND r.opened_on <= :day",
        "SELECT 'criterion', 'criteria', max(json_extract(c.value, '$.on')) FROM criterion r, json_each(r.check_ins) c "
        "WHERE {of} AND json_extract(c.value, '$.on') <= :day",
        "SELECT 'criterion', 'criteria', max(r.created_at) FROM criterion r WHERE {of} AND r.created_at < :end",
        "SELECT 'placement', 'learning', max(r.from_on) FROM placement r WHERE {of} AND r.from_on <= :day",
        "SELECT 'pulse', 'pulse', max(r.opened_on) FROM pulse r WHERE {of} AND r.opened_on <= :day",
        _OF_LIFE.replace("{noun}", "feedback").replace("{subject}", "feedback"),
        _OF_LIFE.replace("{noun}", "disagreement").replace("{subject}", "conflict"),
        "SELECT 'topic', r.section, max(m.starts_at) FROM topic r JOIN meeting m ON m.uid = r.meeting "
        "WHERE {of} {met} AND r.state = 'discussed' AND m.state = 'held' AND m.starts_at < :end GROUP BY r.section",
    )
).replace("{of}", _OF)
"""Each row: where it is from, what of, and the last day or moment."""
