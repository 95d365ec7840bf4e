"""The use cases of meetings and their topics: held, did not happen, called off; spoken of, carried, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from models.errors import Refused
from models.records.naming import one_line, short_id
from models.records.rows import Meeting, Topic
from models.time.dates import say_date
from storage.core.records import find
from storage.reads.today import meetings, next_meeting
from storage.writes import any_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.event import Values
    from models.records.pair import Pair
    from storage.core.change import Change
    from storage.log import Log
    from storage.writes.lives import Deed, Done


class Heard(NamedTuple):
    """What one of the two answered when asked how to help them succeed: the uid of who was asked, and the answer."""

    of: str
    words: str | None
    played_back: bool = False


# Meetings


def hold(log: Log, pair: Pair, meeting: Meeting, values: Mapping[str, Any], change: Change) -> Done:
    """Say that a meeting took place, with fields of it, what was heard among them. Refused before its day."""
    _refuse_coming(log, pair, meeting, "held")
    edits = {**values, "state": "held", "reason": None}
    return any_record.change_fields(log, pair, "meeting", meeting.id, edits, "held", change)


def with_heard(meeting: Meeting, heard: Heard) -> list[Values]:
    """What was heard in a meeting, with this answer in the place of an earlier one of the same person."""
    said: Values = {"of": heard.of}
    if heard.words:
        said["heard"] = heard.words
    if heard.played_back:
        said["played_back"] = True
    return [*(item for item in meeting.help_asked or [] if item["of"] != heard.of), said]


def move(log: Log, pair: Pair, meeting: Meeting, values: Mapping[str, Any], change: Change) -> Done:
    """Put a planned meeting on another day, at another time or place. Its topics stay on it."""
    says = any_record.moved_from(log, pair, meeting)
    return any_record.change_fields(log, pair, "meeting", meeting.id, values, says, change)


def miss(log: Log, pair: Pair, meeting: Meeting, values: Mapping[str, Any], change: Change) -> Done:
    """Say that a meeting did not happen, and why; its topics go on to the next one. Refused before its day."""
    _refuse_coming(log, pair, meeting, "missed")
    return _called_off(log, pair, meeting, "missed", "did not happen", values, change)


def cancel(log: Log, pair: Pair, meeting: Meeting, values: Mapping[str, Any], change: Change) -> Done:
    """Say that a meeting will not happen, and why; its topics go on to the next one. Refused where it was held."""
    if meeting.state == "held":
        raise Refused(f"{short_id('meeting', meeting.id)} was held, so it cannot be cancelled")
    return _called_off(log, pair, meeting, "cancelled", "cancelled", values, change)


def _called_off(
    log: Log, pair: Pair, meeting: Meeting, state: str, says: str, values: Mapping[str, Any], change: Change
) -> Done:
    given = {name: value for name, value in values.items() if value not in (None, "")}
    told = f"{says} ({one_line(str(given['reason']))})" if "reason" in given else says
    return any_record.change_fields(log, pair, "meeting", meeting.id, {**given, "state": state}, told, change)


def _refuse_coming(log: Log, pair: Pair, meeting: Meeting, what: str) -> None:
    day, today = pair.day(meeting.starts_at), log.today(pair)
    if day > today:
        raise Refused(
            f"{short_id('meeting', meeting.id)} is still to come ({say_date(day, today)}), so it cannot be {what}; "
            "cancel or edit it"
        )


def recorded_next(log: Log, pair: Pair, change: Change) -> Meeting:
    """The next meeting; the rhythm's next date is recorded by that. Refused where neither is there."""
    today = log.today(pair)
    coming = next_meeting(log, pair, meetings(log, pair, today), today)
    if coming is None:
        raise Refused("no meeting is planned, and no rhythm says when the next one is; plan one first")
    row = coming.id
    if row is None:
        row = any_record.add(log, pair, "meeting", {}, change).id
    found = find(log.connection, "meeting", str(row))
    assert isinstance(found, Meeting)
    return found


# Topics


def settle_topic(log: Log, pair: Pair, topic: Topic, state: Literal["discussed", "dropped"], change: Change) -> Done:
    """Say that a topic was spoken of, or that it is not needed any more."""
    says = "spoken of" if state == "discussed" else "dropped"
    return any_record.change_fields(log, pair, "topic", topic.id, {"state": state}, says, change)


def discuss(log: Log, pair: Pair, topic: Topic, _values: Mapping[str, Any], change: Change) -> Done:
    """Say that a topic was spoken of."""
    return settle_topic(log, pair, topic, "discussed", change)


def drop(log: Log, pair: Pair, topic: Topic, _values: Mapping[str, Any], change: Change) -> Done:
    """Say that a topic is not needed any more."""
    return settle_topic(log, pair, topic, "dropped", change)


def carry(log: Log, pair: Pair, topic: Topic, _values: Mapping[str, Any], change: Change) -> Done:
    """Let a topic go on to the next meeting, from its own or from the one held last; it remembers which those were.

    Refused where there was none yet.
    """
    last = topic.meeting or _last_held(log, pair)
    if last is None:
        raise Refused(f"{short_id('topic', topic.id)} was on no meeting yet, so there is nothing to carry it from")
    carried = [*(uid for uid in topic.carried or [] if uid != last), last]
    values = {"carried": carried, "meeting": None, "state": None}
    return any_record.change_fields(log, pair, "topic", topic.id, values, "carried to the next meeting", change)


def _last_held(log: Log, pair: Pair) -> str | None:
    held = [item.uid for item in meetings(log, pair, log.today(pair)) if item.state == "held"]
    return held[-1] if held else None


def reorder(log: Log, pair: Pair, order: Sequence[Topic], moved: Topic, change: Change) -> Done:
    """Give topics the positions of that order, 1 the first; `moved` is the one that was moved."""
    for position, topic in enumerate(order, 1):
        if topic.position != position:
            change.edit("topic", topic.id, {"position": position})
    at = [topic.id for topic in order].index(moved.id) + 1
    return any_record.told(log, pair, "topic", moved.id, f"now number {at} of {len(order)}", change)


DEEDS: dict[tuple[str, str], Deed] = {
    ("meeting", "hold"): hold,
    ("meeting", "miss"): miss,
    ("meeting", "cancel"): cancel,
    ("meeting", "move"): move,
    ("topic", "discuss"): discuss,
    ("topic", "carry"): carry,
    ("topic", "drop"): drop,
}
"""What carries out each verb of a noun."""
