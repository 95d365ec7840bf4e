"""What the end of a meeting goes through: what was not spoken of, what was promised and decided, the next date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from models.pages.today import NextMeeting
from storage.core.records import find
from storage.reads.agenda import agreed_at
from storage.reads.today import meetings, next_meeting, open_topics

if TYPE_CHECKING:
    from models.records.pair import Pair
    from models.records.rows import Commitment, Decision, Disagreement, Meeting, Topic
    from storage.log import Log


class Ending(NamedTuple):
    """A meeting at its end. `unspoken` are its topics that nobody has said a word about, nor put off, yet."""

    pair: Pair
    meeting: Meeting
    unspoken: tuple[Topic, ...]
    promised: tuple[Commitment, ...]
    decided: tuple[Decision, ...]
    unsettled: tuple[Disagreement, ...]
    following: NextMeeting | None


def ending(log: Log, pair: Pair, number: int) -> Ending:
    """The end of a meeting as it stands now. NotFound where it is gone."""
    today = log.today(pair)
    meeting = cast("Meeting", find(log.connection, "meeting", str(number)))
    found = meetings(log, pair, today)
    here = NextMeeting(meeting.id, pair.day(meeting.starts_at), meeting.starts_at, meeting.place)
    topics, _ = open_topics(log, pair, found, today, here)
    agreed = agreed_at(log, meeting, today)
    others = [item for item in found if item.id != meeting.id]
    after = next_meeting(log, pair, [*others, *([meeting] if meeting.state != "planned" else [])], today)
    return Ending(
        pair,
        meeting,
        tuple(topic for topic in topics if meeting.uid not in (topic.carried or [])),
        agreed.commitments,
        agreed.decisions,
        agreed.disagreements,
        after,
    )
