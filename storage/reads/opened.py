"""What the screens read of the log. Each function runs on the log's own thread and gives back plain rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from models.errors import NotFound
from models.records.naming import heading, one_line, short_id
from models.records.nouns import LIVES, NOUNS
from models.records.pair import Pair, choose
from models.records.rows import ROWS, Commitment, Disagreement, KeptRecord, Living, Pulse
from storage.reads.everyone import soonest
from storage.reads.today import today

if TYPE_CHECKING:
    from models.pages.today import Today
    from models.records.event import Event
    from models.records.fields import Field
    from storage.log import Log

Target = tuple[str, int]
"""A record: its noun and its number."""


MADE_OF, BECAME, CAME_OF_IT, REPAIR, REPLACED = "made of", "topic", "came of it", "repair", "replaced by"
SERVED_BY, WENT_BACK = "served by", "leant on by"
"""Links that no field of a record holds: what a topic was made of, a topic of it, what was settled in a meeting, what
was promised out of a disagreement, what repairs a let-down, and what stands in the place of a record."""


class Link(NamedTuple):
    """A field that points to a record, what that record is called, whether it is private, and which one it is.

    `kind` says in a word what came of a meeting by it.
    """

    field: str
    title: str
    private: bool
    target: Target
    kind: str = ""


class Opened(NamedTuple):
    """An opened record: the row and its events as they stood on the day, and what it links to."""

    pair: Pair
    as_of: date
    noun: str
    record: Any
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    rounds: tuple[Pulse, ...] = ()
    """Of a round of the pulse: those before it, and itself as the last."""


class Listing(NamedTuple):
    """The records of some nouns in one alliance, as they stood at the end of a day, by noun."""

    pair: Pair
    as_of: date
    records: dict[str, list[Any]]

    @property
    def ended(self) -> bool:
        """Whether the alliance had ended before that day."""
        return self.pair.ended(self.as_of)


def the_pair(log: Log, alliance: str | None, as_of: date | None) -> Pair | None:
    """The named alliance, else the one that meets next; None where the log holds none yet."""
    pairs = log.pairs()
    if not pairs or not log.owner():
        return None
    if alliance is not None:
        return choose(pairs, alliance)
    return pairs[0] if len(pairs) == 1 else soonest(log, pairs, lambda pair: as_of or log.today(pair))


def read_today(log: Log, alliance: str | None, as_of: date | None) -> Today | None:
    """Today of the named alliance, else of the one that meets next; None where the log holds none yet."""
    pair = the_pair(log, alliance, as_of)
    return today(log, pair, as_of or log.today(pair)) if pair else None


def read_list(log: Log, pair: Pair, as_of: date | None, nouns: tuple[str, ...]) -> Listing:
    """The records of those nouns in one alliance, in each noun's own order. People are everybody's."""
    from storage.reads.listing import ListFilter, listed  # not for the first picture

    day = as_of or log.today(pair)
    wanted = ListFilter(alliance=pair)
    return Listing(pair, day, {noun: listed(log, noun, lambda _pair: day, wanted) for noun in nouns})


def read_record(log: Log, pair: Pair, as_of: date, target: Target) -> Opened:
    """One record, with its life where it has one. NotFound where it is gone by now, or not there yet.

    Damaged where its life cannot have been: whoever shows it may replay it.
    """
    from models.acts.replay import stored_life  # not for the first picture
    from storage.core.records import find, lives
    from storage.reads.lives import series_of, sides_of

    noun, number = target
    if noun not in LIVES:
        record: KeptRecord = find(log.connection, noun, str(number))
        of = pair_of(log, record, pair)
        links = tuple(_links(log, noun, record, as_of, of))
        return Opened(of, as_of, noun, record, (), links, _rounds(log, of, record))
    found = lives(log.connection, cast("type[Living]", ROWS[noun]), noun, as_of, "r.id = ?", (number,))
    if not found:
        raise NotFound(f"{short_id(noun, number)} is no longer here")
    events = tuple(event for event in series_of(log, noun, found[0].uid) if event.on <= as_of)
    of = pair_of(log, found[0], pair)
    stored_life(noun, number, events, *sides_of(found[0], of))
    return Opened(of, as_of, noun, found[0], events, tuple(_links(log, noun, found[0], as_of, of)))


def _rounds(log: Log, pair: Pair, record: KeptRecord) -> tuple[Pulse, ...]:
    from storage.reads.pulse import rounds_up_to  # not for the first picture

    return tuple(rounds_up_to(log, pair, record)) if isinstance(record, Pulse) else ()


def pair_of(log: Log, record: Any, shown: Pair) -> Pair:
    """The alliance that a record belongs to: most often the one that is shown."""
    uid = getattr(record, "alliance", shown.uid)
    return shown if uid == shown.uid else next(pair for pair in log.pairs() if pair.uid == uid)


def _links(log: Log, noun: str, record: Any, as_of: date, pair: Pair) -> list[Link]:
    """Every record that this one points to, people and its alliance left out, and those that are removed.

    Then what has replaced it, what a topic was made of, the topics that something else became, and what came of a
    meeting.
    """
    from storage.core.records import find, replaced_by  # not for the first picture

    found = []
    for field in NOUNS[noun].fields:
        if field.ref in ("person", "alliance"):
            continue
        for ref, uid, kind in _pointed_to(field, getattr(record, field.column)):
            try:
                other = find(log.connection, ref, uid)
            except NotFound:
                continue
            found.append(_link(field.name, ref, other, pair)._replace(kind=kind))
    newer = replaced_by(log.connection, noun, record)
    found += [_link(REPLACED, noun, newer, pair)] if newer else []
    return [*found, *_further(log, noun, record, as_of, pair)]


def _link(field: str, noun: str, record: Any, pair: Pair) -> Link:
    title = f"{short_id(noun, record.id)}  {one_line(heading(noun, record, pair, date.min))}"
    return Link(field, title, bool(record.private), (noun, record.id))


def _further(log: Log, noun: str, record: Any, as_of: date, pair: Pair) -> list[Link]:
    from models.records.raised import RAISED  # not for the first picture
    from storage.reads.raised import source_of, topics_of

    if noun == "meeting":
        from storage.reads.agenda import agreed_at  # not for the first picture

        agreed = agreed_at(log, record, as_of)
        came = {
            "decision": agreed.decisions,
            "commitment": agreed.commitments,
            "disagreement": agreed.disagreements,
            "feedback": agreed.feedback,
            "topic": agreed.topics,
        }
        links = [(item, _link(CAME_OF_IT, name, item, pair)) for name, items in came.items() for item in items]
        return [link._replace(kind=_kind(item)) for item, link in links]
    if noun == "topic":
        source = source_of(log, record)
        return [_link(MADE_OF, *source, pair)] if source else []
    became = [_link(BECAME, "topic", topic, pair) for topic in topics_of(log, record.uid)] if noun in RAISED else []
    return [*led_to(log, noun, record, as_of, pair), *became]


def _kind(record: Any) -> str:
    """What a record is that came of a meeting, in a word."""
    if isinstance(record, Commitment):
        return {"requested": "request", "offered": "offer", "countered": "offer"}.get(record.state, "promise")
    return type(record).__name__.lower()


def led_to(log: Log, noun: str, record: Any, as_of: date, pair: Pair) -> list[Link]:
    """The lives that name this record, each with where it stands: what was promised out of a disagreement or serves a
    criterion, which disagreements went back to a customer card.
    """
    from models.records.labels import state_word  # not for the first picture
    from storage.core.records import lives

    if noun not in _NAMED_BY:
        return []
    by, row, field = _NAMED_BY[noun]
    if getattr(record, "kind", "") == "let-down":
        field = REPAIR
    found: list[Any] = lives(log.connection, row, by, as_of, f"r.{noun} = ?", (record.uid,))
    links = [(item, _link(field, by, item, pair)) for item in found]
    return [link._replace(title=f"{link.title}, {state_word(item.state)}") for item, link in links]


_NAMED_BY: dict[str, tuple[str, type[Living], str]] = {
    "disagreement": ("commitment", Commitment, CAME_OF_IT),
    "criterion": ("commitment", Commitment, SERVED_BY),
    "customer": ("disagreement", Disagreement, WENT_BACK),
}
"""Nouns that a life names in a field of the same name: its noun and row, and what the link is called."""


def _pointed_to(field: Field, value: Any) -> list[tuple[str, str, str]]:
    """The noun and uid of each record that a field points to, and what it does to it where the field says so."""
    if not value or field.kind not in ("ref", "refs", "entries"):
        return []
    if field.kind != "entries":
        return [(field.ref, uid, "") for uid in ([value] if field.kind == "ref" else value)]
    parts = [part for part in field.parts if part.kind == "ref" and part.ref not in ("person", "alliance")]
    return [(part.ref, entry[part.name], entry.get("effect", "")) for entry in value for part in parts]
