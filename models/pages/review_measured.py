"""From the rows of one alliance to its review: measured without a log, on any thread."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.measures.balance import Contribution, balance
from models.measures.disagreements import SettlingCase, settling_cases, settling_figures
from models.measures.feedback import feedback_figures
from models.measures.logrank import log_rank
from models.measures.promises import done_on, promise_figures
from models.measures.rhythm import Held, rhythm_figures
from models.measures.settling_words import after_text
from models.measures.window import Window, gone_by, quarter, year
from models.pages.review_page import Direction, Period, Review, Story
from models.records.freshness import is_of_teams, learned_on, standing, whose
from models.records.naming import one_line
from models.records.note_defaults import whom_told
from models.time.dates import short_date
from models.verbs.upkeep import UNTIL_FURTHER_NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.acts.replay import Life
    from models.measures.lived import Lived
    from models.pages.today import Today
    from models.records.pair import Pair
    from models.records.rows import Criterion, Decision, KeptRecord, Note, Topic
    from models.time.course import Course

_WORKED_ON = ("raised", "discussing", "parked", "escalated", "reopened")


class ReviewRows(NamedTuple):
    """The rows of one alliance that a review reads; `held` tells of its meetings, `course` of its rhythms.

    `private` are lives.
    """

    pair: Pair
    as_of: date
    held: list[Held]
    course: Course
    lives: dict[str, list[Lived]]
    private: frozenset[tuple[str, int]]
    decisions: list[Decision]
    notes: list[Note]
    topics: list[Topic]
    criteria: list[Criterion]
    today: Today


def before(window: Window, as_of: date | None = None) -> Window:
    """The period right before: of a quarter or a year the one before it, else as many days.

    Where the window is not over by `as_of`, as many days of it as have gone by: counts of a part stand beside no whole.
    """
    since, until = window
    assert since is not None
    assert until is not None
    gone = gone_by(window, as_of) if as_of is not None else None
    last = since - timedelta(1)
    for whole in (quarter, year):
        if whole(since) == (since, until):
            first, end = whole(last)
            return Window(first, min(end, first + timedelta(gone - 1)) if gone else end)
    return Window(last - timedelta((gone or (until - since).days + 1) - 1), last)


def measure(found: ReviewRows, window: Window) -> Review:
    """The review of a window, as the log stood on the day of the gathering."""
    assert window.since is not None
    cases = settling_cases(found.lives["disagreement"], found.as_of, ends_on=found.pair.alliance.ended_on)
    earlier = [case for case in cases if case.raised_on < window.since]
    own = [case for case in cases if window.holds(case.raised_on)]
    hidden = _Hidden(found)
    return Review(
        pair=found.pair,
        as_of=found.as_of,
        now=_period(found, window, cases),
        before=_period(found, before(window, found.as_of), cases),
        earlier=settling_figures(earlier),
        faster=log_rank((case.case for case in own), (case.case for case in earlier)),
        lasted=(tuple(case.days for case in own), tuple(case.days for case in earlier)),
        decided=_decided(found, window, hidden),
        done=_done(found, window, hidden),
        promised=_promised(found, window, hidden),
        settled=_settled(found, window, hidden),
        reopened=_reopened(found, window, hidden),
        still_open=_still_open(found, window, hidden),
        celebrated=_celebrated(found, window, hidden),
        learned=_learned(found, window, hidden),
        expected=_expected(found, hidden),
        shown=_shown(found, window, hidden),
        covered=_covered(found, hidden),
        today=found.today,
        hidden=len(hidden.seen),
    )


def _period(found: ReviewRows, window: Window, cases: Sequence[SettlingCase]) -> Period:
    pair, as_of = found.pair, found.as_of
    given = list(_given(found))

    def side(uid: str) -> Direction:
        other = pair.across(uid).uid
        return Direction(
            uid,
            promise_figures(found.lives["commitment"], uid, other, as_of, *window, pair.alliance.ended_on),
            feedback_figures(found.lives["feedback"], uid, other, as_of, *window),
            balance(found.lives["commitment"], given, uid, as_of, window),
        )

    return Period(
        window,
        (side(pair.me.uid), side(pair.other.uid)),
        rhythm_figures(found.course, found.held, pair.seen_until(as_of), *window),
        settling_figures([case for case in cases if window.holds(case.raised_on)]),
    )


def _given(found: ReviewRows) -> Iterable[Contribution]:
    for topic in found.topics:
        if topic.raised_by and topic.created_at:
            yield Contribution("topic", topic.raised_by, found.pair.day(topic.created_at))
    for note in found.notes:
        on = learned_on(note) if note.kind == "learning" else note.on
        if note.by and on:
            yield Contribution(note.kind, note.by, on)


# What became of what


class _Hidden:
    """Private records go unnamed, and are counted."""

    def __init__(self, found: ReviewRows) -> None:
        self._private = found.private
        self.seen: set[tuple[str, int]] = set()

    def of_life(self, lived: Lived) -> bool:
        """Whether a life must not be named."""
        return self._seen((lived.noun, lived.id), (lived.noun, lived.id) in self._private)

    def of_record(self, noun: str, record: KeptRecord) -> bool:
        """Whether a record must not be named."""
        return self._seen((noun, record.id), bool(record.private))

    def _seen(self, key: tuple[str, int], private: bool) -> bool:
        if private:
            self.seen.add(key)
        return private


def _lives(found: ReviewRows, noun: str) -> Iterable[tuple[Lived, Life]]:
    for lived in found.lives[noun]:
        life = lived.at(found.as_of)
        if life is not None:
            yield lived, life


def _was(on: date | None, found: ReviewRows, window: Window) -> bool:
    """Whether a day is one of the window, and has been: what is written of a later one is not told yet."""
    return on is not None and on <= found.as_of and window.holds(on)


def _decided(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    known = [item for item in found.decisions if _was(item.decided_on, found, window)]
    shown = [item for item in known if not hidden.of_record("decision", item)]
    kinds = [item.kind if item.kind in UNTIL_FURTHER_NOTICE else "" for item in shown]
    return tuple(
        Story(one_line(item.text), kind or "") for item, kind in zip(reversed(shown), reversed(kinds), strict=True)
    )


def _done(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    ended = [
        (day, lived) for lived, life in _lives(found, "commitment") if (day := done_on(life)) and window.holds(day)
    ]
    ended.sort(key=lambda item: item[0], reverse=True)
    return tuple(_of_side(found, lived) for _, lived in ended if not hidden.of_life(lived))


def _of_side(found: ReviewRows, lived: Lived, aside: str = "") -> Story:
    return Story(one_line(lived.title), aside, found.pair.short(lived.from_))


def _promised(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    still = [
        (life.due or date.max, lived, life)
        for lived, life in _lives(found, "commitment")
        if life.state == "promised" and life.promised_on and window.holds(life.promised_on)
    ]
    still.sort(key=lambda item: (item[0], item[1].id))
    due = [(lived, f"due {short_date(day, found.as_of)}" if life.due else "no date") for day, lived, life in still]
    return tuple(_of_side(found, lived, aside) for lived, aside in due if not hidden.of_life(lived))


def _settled(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    told = []
    for lived, life in _lives(found, "disagreement"):
        if life.state == "resolved" and window.holds(life.resolutions[-1]) and not hidden.of_life(lived):
            assert life.opened_on is not None
            days = (life.resolutions[-1] - life.opened_on).days
            told.append((life.resolutions[-1], Story(one_line(lived.title), after_text(days))))
    return tuple(item for _, item in sorted(told, key=lambda item: item[0], reverse=True))


def _reopened(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    """What came back and is settled again; of what is not, its line among the unsettled says so."""
    again = [
        lived
        for lived, life in _lives(found, "disagreement")
        if life.state not in _WORKED_ON and _came_back(life, window)
    ]
    return tuple(Story(one_line(lived.title)) for lived in again if not hidden.of_life(lived))


def _came_back(life: Life, window: Window) -> bool:
    return any(window.holds(day) for day in life.reopenings)


def _still_open(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    still = [(life.opened_on, lived, life) for lived, life in _lives(found, "disagreement") if life.state in _WORKED_ON]
    still.sort(key=lambda item: (item[0] or date.max, item[1].id))
    return tuple(
        Story(one_line(lived.title), ", ".join([_since(day, found.as_of), *_back(life, window)]))
        for day, lived, life in still
        if day and (window.until is None or day <= window.until) and not hidden.of_life(lived)
    )


def _since(day: date, as_of: date) -> str:
    return f"since {short_date(day, as_of)}" if day < as_of else "since today"


def _back(life: Life, window: Window) -> list[str]:
    return ["came back"] if _came_back(life, window) else []


def _celebrated(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    """What was met, with whose work it was, and who was recognised for working together."""
    met = [item for item in found.criteria if item.met_on and window.holds(item.met_on)]
    notes = [note for note in found.notes if is_of_teams(note) and _was(note.on, found, window)]
    return (
        *(
            Story(one_line(item.name), f"credit to {one_line(item.credit)}" if item.credit else "met")
            for item in met
            if not hidden.of_record("criterion", item)
        ),
        *_noted(found, notes, hidden),
    )


def _noted(found: ReviewRows, notes: Iterable[Note], hidden: _Hidden) -> Iterable[Story]:
    """Notes by whose they are, each with who else is named in it."""
    shown = [note for note in notes if not hidden.of_record("note", note)]
    return (Story(one_line(note.text), whom_told(note), _by(found, note)) for note in shown)


def _learned(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    notes = [item for item in found.notes if item.kind == "learning" and _was(learned_on(item), found, window)]
    return tuple(_noted(found, notes, hidden))


def _shown(found: ReviewRows, window: Window, hidden: _Hidden) -> tuple[Story, ...]:
    """What was shown to whom, and what came of it."""
    notes = [item for item in found.notes if item.kind == "showing" and _was(item.on, found, window)]
    return tuple(
        Story(
            one_line(note.text),
            "; ".join(filter(None, (whom_told(note), one_line(note.came_of) if note.came_of else ""))),
            _by(found, note),
        )
        for note in notes
        if not hidden.of_record("note", note)
    )


def _by(found: ReviewRows, note: Note) -> str:
    return found.pair.short(note.by) if note.by else ""


def _covered(found: ReviewRows, hidden: _Hidden) -> tuple[Story, ...]:
    """What nobody covers, and what both do: a third role that is missing, and one that may be done twice."""
    notes = [note for note in standing(found.notes, found.as_of) if note.kind == "domain"]
    ordered = [(by, note) for by in ("nobody", "both") for note in notes if note.covered_by == by]
    return tuple(
        Story(one_line(note.text), f"covered by {by}") for by, note in ordered if not hidden.of_record("note", note)
    )


def _of_whom(note: Note, found: ReviewRows) -> str:
    """Of which of the two something is expected, and of which team where it says one."""
    uid = whose(note, found.pair)
    named = ", ".join(filter(None, (found.pair.short(uid) if uid else "", one_line(note.whom or ""))))
    return f"of {named}" if named else ""


def _judged(note: Note, found: ReviewRows) -> str:
    """Whether what is expected was met or missed when it was last said, and the word that went with it."""
    days = [("met", note.met_on), ("missed", note.missed_on)]
    told = [f"{word} {short_date(on, found.as_of)}" for word, on in days if on and on <= found.as_of]
    return ": ".join([*told, one_line(note.came_of)]) if told and note.came_of else "".join(told)


def _expected(found: ReviewRows, hidden: _Hidden) -> tuple[Story, ...]:
    """What each expects of the other, as it stands on the day: what a review is to be held against."""
    notes = [note for note in standing(found.notes, found.as_of) if note.kind == "expectation"]
    return tuple(
        Story(
            one_line(note.text),
            ", ".join(filter(None, (_of_whom(note, found), _judged(note, found)))),
        )
        for note in notes
        if not hidden.of_record("note", note)
    )
