"""What the screens ask of the log. Each function runs on the log's own thread and gives back plain rows."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, cast

from models.acts.event import Event
from models.errors import NotFound, Refused
from models.naming import short_id, title_of
from models.nouns import NOUNS
from models.pair import Pair, choose
from models.rows import ROWS, Commitment, Living
from models.today import Today
from storage.log import Log
from storage.today import soonest, today


class Opened(NamedTuple):
    """An opened record: the row and its events as they stood on the day, and the names of what it links to."""

    pair: Pair
    as_of: date
    noun: str
    record: Living
    events: tuple[Event, ...]
    links: tuple[tuple[str, str], ...]


def read_today(log: Log, alliance: str | None, as_of: date | None) -> Today | None:
    """Today of the named alliance, else of the one that meets next; None where the log holds none yet."""
    pairs = log.pairs()
    if not pairs or not log.owner():
        return None

    def day(pair: Pair) -> date:
        return as_of or log.today(pair)

    if alliance is not None:
        pair = choose(pairs, alliance)
    else:
        pair = pairs[0] if len(pairs) == 1 else soonest(log, pairs, day)
    return today(log, pair, day(pair))


def read_record(log: Log, pair: Pair, as_of: date, noun: str, number: int) -> Opened:
    """One record with its life. NotFound where it is gone by now."""
    from storage.acts import series_of
    from storage.records import lives

    row = cast(type[Living], ROWS[noun])
    found = lives(log.connection, row, noun, as_of, "r.id = ?", (number,))
    if not found:
        raise NotFound(f"{short_id(noun, number)} is no longer here")
    record = found[0]
    events = tuple(event for event in series_of(log, noun, record.uid) if event.on <= as_of)
    return Opened(pair, as_of, noun, record, events, tuple(_links(log, noun, record)))


def _links(log: Log, noun: str, record: Any) -> list[tuple[str, str]]:
    """Field and title of every record that this one points to, people and its alliance left out."""
    from storage.records import find

    found = []
    for field in NOUNS[noun].fields:
        uid = getattr(record, field.column) if field.kind == "ref" else None
        if uid and field.ref not in ("person", "alliance"):
            try:
                found.append((field.name, title_of(field.ref, find(log.connection, field.ref, uid))))
            except NotFound:  # removed since
                continue
    return found


# What a key does

_BEFORE_DONE = {
    "requested": ("is asked for, not promised yet", "promise"),
    "offered": ("is offered, not accepted yet", "accept"),
    "countered": ("waits for an answer to what was offered instead", "accept"),
}
_OTHERWISE = {
    "feedback": ("is feedback; once it is given", "give"),
    "disagreement": ("is settled, not done", "resolve"),
}


def mark_done(log: Log, pair: Pair, noun: str, number: int, *, accepted: bool) -> str:
    """`d`, or `D` (`accepted`), on a record; gives what is so now. Refused, with what would help, where it cannot."""
    from storage.acts import done_events, perform
    from storage.records import find

    record = find(log.connection, noun, short_id(noun, number))
    title = title_of(noun, record)
    if not isinstance(record, Commitment):
        raise Refused(_instead(title, noun, number, *_OTHERWISE[noun]))
    if record.state in _BEFORE_DONE:
        raise Refused(_instead(title, noun, number, *_BEFORE_DONE[record.state]))
    mine = record.from_ == pair.me.uid
    if record.state == "reported" and mine and not accepted:
        raise Refused(f"{title}: said to be done; the word is {pair.short(record.to)}'s, and D records it")
    events = done_events(record, pair, log.today(pair).isoformat(), accepted=accepted)
    return perform(log, pair, noun, number, events).says


def _instead(title: str, noun: str, number: int, words: str, act: str) -> str:
    return f"{title} {words}: visavis {noun} {act} {short_id(noun, number)}"


def import_writing() -> None:
    """Load what the first write needs. For a thread of its own, once something stands on the screen."""
    import storage.acts
    import storage.journal
    import storage.writer  # noqa: F401
