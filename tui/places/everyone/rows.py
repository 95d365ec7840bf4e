"""Alliances as rows of the list Everyone, and the figures beside it: of all together, and of the one at the cursor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from models.measures.rhythm import AMBER_PAST
from models.pages.today import say_next
from models.records.people import first_name
from models.time.recurrence import interval_days
from tui.places.everyone.columns import COLUMNS, NO_DATE, NOT_MET
from tui.text.cells import cell_width, visible
from tui.text.glyphs import glyphs
from tui.text.prose import prose
from tui.text.words import age, ago, called, day_in_column
from tui.widgets.row import Row
from tui.widgets.sections import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.pages.everyone import Standing
    from models.records.pair import Pair
    from tui.text.spans import Spans

_WHOLE = "the others"


class Totals(NamedTuple):
    """Everybody together: what is late and waited for, by whose it is, and how many were met within their rhythm."""

    me: str
    late: tuple[int, int]
    waiting: tuple[int, int]
    disagreements: int
    oldest_days: int
    within: int
    with_rhythm: int


def totals(found: Sequence[Standing]) -> Totals:
    """The sums over every alliance; `me` is what the log's owner is called."""
    paces = [pace for item in found if (pace := in_rhythm(item)) is not None]
    return Totals(
        me=called(found[0].pair, found[0].pair.me.uid) if found else "",
        late=(sum(item.late_mine for item in found), sum(item.late_theirs for item in found)),
        waiting=(sum(item.waiting_mine for item in found), sum(item.waiting_theirs for item in found)),
        disagreements=sum(item.open_disagreements for item in found),
        oldest_days=max((item.oldest_days or 0 for item in found), default=0),
        within=sum(paces),
        with_rhythm=len(paces),
    )


def in_rhythm(item: Standing) -> bool | None:
    """Whether no more than the rhythm's interval has gone by since the last meeting.

    Where none was held yet: False once that long has gone by since the rhythm began. None where nothing tells.
    """
    rule, since = item.pair.alliance.cadence, item.last_met or item.pair.alliance.started_on
    if not rule or since is None:
        return None
    within = (item.as_of - since).days <= AMBER_PAST * interval_days(rule, since, item.as_of)
    return None if within and item.last_met is None else within


# Rows


def rows_of(found: Sequence[Standing]) -> Rows[Standing]:
    """A row an alliance."""
    names = _names(found)
    return Rows(
        found,
        key=lambda item: ("alliance", item.pair.alliance.id),
        make=lambda item: Row(
            ("alliance", item.pair.alliance.id), "", "", visible(names[item.pair.uid]), cells=_cells(item)
        ),
        text=lambda item: " ".join((item.pair.other.name, item.pair.other.role or "", *_cells(item))),
    )


def heads_of(found: Sequence[Standing]) -> tuple[str, ...]:
    """The heads of the columns; late is told of the log's owner by name where it is kept for somebody."""
    me = called(found[0].pair, found[0].pair.me.uid) if found else ""
    return tuple(name.format(me=me) for name in COLUMNS)


def _cells(item: Standing) -> tuple[str, ...]:
    """What stands in the columns: the next meeting, late both ways, waiting, the oldest open one, the last meeting."""
    waiting = item.waiting_mine + item.waiting_theirs
    return (
        day_in_column(item.next_meeting.on, item.as_of) if item.next_meeting else NO_DATE,
        *(str(count) if count else "" for count in (item.late_mine, item.late_theirs, waiting)),
        "" if item.oldest_days is None else age(item.oldest_days),
        age((item.as_of - item.last_met).days) if item.last_met else NOT_MET,
    )


def _names(found: Sequence[Standing]) -> Mapping[str, str]:
    """What each counterpart is called, by the alliance's uid: the first name; where several share it, role or name."""
    firsts = Counter(first_name(item.pair.other) for item in found)
    roles = Counter(item.pair.other.role for item in found)

    def name(pair: Pair) -> str:
        other = pair.other
        if firsts[first_name(other)] == 1:
            return pair.short(other.uid)
        return other.role if other.role and roles[other.role] == 1 else other.name

    return {item.pair.uid: name(item.pair) for item in found}


def _sides(item: Standing, mine: int, theirs: int) -> str:
    """You 2, Dana 1; empty where neither has any."""
    sides = ((item.pair.me, mine), (item.pair.other, theirs))
    return ", ".join(f"{called(item.pair, person.uid)} {count}" for person, count in sides if count)


def _shared(what: str, item: Standing, mine: int, theirs: int) -> str:
    """Late: you 2, Dana 1."""
    said = _sides(item, mine, theirs)
    return f"{what}: {said}" if said else ""


def _met(item: Standing) -> str:
    return f"met {ago((item.as_of - item.last_met).days)}" if item.last_met else "not met yet"


# Figures


def total_lines(found: Totals) -> list[Spans]:
    """The figures of everybody together, empty ones left out."""
    blocks: list[list[Spans]] = [
        _sum("LATE", found, found.late),
        _sum("WAITING FOR A WORD", found, found.waiting),
        [[("RHYTHM", "label")], [(_within(found), "body")]] if found.with_rhythm else [],
        [[("DISAGREEMENTS", "label")], [(_open(found.disagreements, found.oldest_days), "body")]]
        if found.disagreements
        else [],
    ]
    return [line for block in blocks if block for line in (*block, ())]


def _sum(label: str, found: Totals, counts: tuple[int, int]) -> list[Spans]:
    if not any(counts):
        return []
    said = ", ".join(f"{who} {count}" for who, count in zip((found.me, _WHOLE), counts, strict=True) if count)
    return [[(label, "label"), (f"  {sum(counts)}", "body")], [(said, "body")]]


def _within(found: Totals) -> str:
    return f"{found.within} of {found.with_rhythm} met within their rhythm"


def _open(count: int, oldest: int) -> str:
    return f"{count} open, {_oldest(oldest)}"


def _oldest(days: int) -> str:
    return f"the oldest {age(days) if days else 'from today'}"


def standing_lines(item: Standing, width: int) -> list[Spans]:
    """Where the alliance at the cursor stands, a line a fact, with all that its row may cut."""
    pair, meeting = item.pair, item.next_meeting
    name = f"{pair.other.name}, {pair.other.role}" if pair.other.role else pair.other.name
    facts = [
        visible(say_next(meeting, pair, item.as_of)) if meeting else "No meeting planned",
        _shared("Late", item, item.late_mine, item.late_theirs),
        _shared("Waiting for a word", item, item.waiting_mine, item.waiting_theirs),
        f"Unsettled: {item.open_disagreements}, {_oldest(item.oldest_days or 0)}" if item.open_disagreements else "",
        _met(item).capitalize(),
    ]
    lines = [line for fact in facts if fact for line in prose(fact, width)]
    return [*prose(visible(name), width, "strong"), *lines]


def foot_line(found: Totals, width: int) -> list[Spans]:
    """The figures of everybody in one sentence; what has no room in it is left out."""
    sums = ((sum(found.late), "late"), (sum(found.waiting), "waiting for a word"))
    parts = [f"{count} {what}" for count, what in sums if count] + ([_within(found)] if found.with_rhythm else [])
    sentence = ""
    for part in parts:
        longer = f"{sentence} {glyphs().dot} {part}" if sentence else part
        if sentence and cell_width(longer) > width:
            break
        sentence = longer
    return [[(sentence, "body")]] if sentence else []
