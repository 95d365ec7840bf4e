"""Records as rows of the list: who, when, what, and how it stands, the same grid for every noun."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from models.acts.rules import CLOSED
from models.pages.today import asked_words, asks_of, speaks_next
from models.records.choices import notes_alone
from models.records.criterion import COURSES
from models.records.labels import reason_word, state_in_list
from models.records.naming import heading, one_line
from models.records.nouns import LIVES, NOUNS
from tui.rows.pulse import row_words
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.text.words import NEAR_DAYS, age, called, day_in_column, day_month, does, past_in_column, veil
from tui.widgets.row import Row
from tui.widgets.sections import Rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from models.records.pair import Pair
    from tui.text.spans import Voice


class RowWords(NamedTuple):
    """What a row says of a record."""

    who: str
    when: str
    what: str
    state: str = ""
    when_voice: Voice = "body"
    facts: bool = False
    state_voice: Voice = "aside"


def rows_of(
    noun: str, records: list[Any], pair: Pair, as_of: date, *, veiled: bool, waiting: bool = False, late: bool = False
) -> Rows[Any]:
    """The rows of records of one noun, each made when it is seen; `waiting`, `late`: under a label that says so."""
    row = _row_waiting if waiting else _row_late if late else partial(_row, replaced=_replaced(noun, records))
    return Rows(
        records,
        key=lambda record: (noun, record.id),
        make=partial(row, noun, pair, as_of, veiled),
        text=_text_of(noun, pair, partial(speaks_next, pair) if waiting else None),
    )


def _replaced(noun: str, records: list[Any]) -> frozenset[str]:
    """The uids of what others of the records stand in the place of."""
    if all(field.name != "supersedes" for field in NOUNS[noun].fields):
        return frozenset()
    return frozenset(record.supersedes for record in records if record.supersedes)


def row_of(noun: str, record: Any, pair: Pair, as_of: date, *, veiled: bool) -> Row:
    """One record as a row."""
    return _row(noun, pair, as_of, veiled, record)


def _row(
    noun: str, pair: Pair, as_of: date, veiled: bool, record: Any, *, replaced: frozenset[str] = frozenset()
) -> Row:
    told = _TOLD[noun](record, pair, as_of)
    return Row(
        key=(noun, record.id),
        who=told.who,
        when=told.when,
        what=veil() if veiled and record.private else visible(told.what),
        state=visible(told.state),
        when_voice=told.when_voice,
        state_voice=told.state_voice,
        facts=told.facts,
        does=does(noun, record, pair, as_of, replaced=record.uid in replaced),
    )


def _row_waiting(noun: str, pair: Pair, as_of: date, veiled: bool, record: Any) -> Row:
    """A commitment under those that wait for a word: whose word it is, and since when."""
    row = _row(noun, pair, as_of, veiled, record)
    since = age((as_of - record.last_on).days)
    who, asks = called(pair, speaks_next(pair, record)), visible(_asked(record, as_of))
    return row._replace(who=who, when=since, when_voice="body", state=asks, state_voice="aside")


def _row_late(noun: str, pair: Pair, as_of: date, veiled: bool, record: Any) -> Row:
    """A commitment under those that are late: by how much, which its label names."""
    row, asks = _row(noun, pair, as_of, veiled, record), visible(_asked(record, as_of))
    return row._replace(when=age((as_of - record.due).days), when_voice="late", state=asks, state_voice="aside")


def _asked(record: Any, as_of: date) -> str:
    """What a commitment waits for, in words; empty where it waits for none."""
    on = record.pending_due or record.wanted_by
    return asked_words(asks_of(record), partial(day_month, today=as_of), on)


_WORDS = {
    "meeting": ("place", "reason", "notes", "state"),
    "placement": ("who", "from_team", "to_team"),
    "person": ("name", "role"),
    "feedback": ("about", "worked", "rework", "state"),
    "decision": ("text", "kind"),
    "alliance": ("purpose",),
    "pulse": (),
}
"""The fields by whose words a filter finds a record; else by what names it, and where it stands."""


def _text_of(noun: str, pair: Pair, waits_for: Callable[[Any], str] | None = None) -> Callable[[Any], str]:
    """What gives the words of a record, for the filter: quick, since it is asked of every record of a list.

    `waits_for` gives whose word a record waits for, where the rows tell that.
    """
    names = _WORDS.get(noun, (NOUNS[noun].title, *(("state",) if noun in LIVES else ())))
    words = attrgetter(*names) if names else lambda _record: ()
    calls = {person.uid: called(pair, person.uid) for person in (pair.me, pair.other)}
    of_one = attrgetter("from_") if noun in ("commitment", "feedback") else lambda _record: ""
    whose = waits_for or of_one

    def text(record: Any) -> str:
        found = words(record)
        return " ".join(filter(None, (calls.get(whose(record)), *(found if isinstance(found, tuple) else (found,)))))

    return text


def _commitment(record: Any, pair: Pair, as_of: date) -> RowWords:
    who, what = called(pair, record.from_), one_line(record.text)
    if record.state in CLOSED["commitment"]:
        return RowWords(who, day_in_column(record.closed_on, as_of), what, state_in_list(record.state, "commitment"))
    if pair.ended(as_of):  # nobody waits for it any more, and it is late for nobody
        return RowWords(who, day_in_column(record.due, as_of) if record.due else "", what)
    state = _asked(record, as_of)
    if record.state != "promised":
        since = past_in_column(record.last_on, as_of)
        return RowWords(called(pair, speaks_next(pair, record)), since, what, state)
    if record.due is None:
        return RowWords(who, "", what, state or "undated")
    when = day_in_column(record.due, as_of)
    if record.due < as_of:  # a bare number of days beside days to come would be taken for one of them
        told = ", ".join(filter(None, (f"{age((as_of - record.due).days)} late", state)))
        return RowWords(who, when, what, told, state_voice="late")
    return RowWords(who, when, what, state, "watch" if (record.due - as_of).days <= 2 else "body")


def _feedback(record: Any, pair: Pair, as_of: date) -> RowWords:
    what = one_line(record.about or record.worked or record.rework or "Feedback")
    state = "" if record.state == "followed-up" else state_in_list(record.state, "feedback")
    return RowWords(called(pair, record.from_), _since(record, pair, as_of), what, state)


def _since(record: Any, pair: Pair, as_of: date) -> str:
    """The age of what is open, at the end of its alliance where that is past; the day on which the rest was closed."""
    if record.state == "wont-act":
        return day_in_column(record.last_on, as_of)
    if record.closed_on:
        return day_in_column(record.closed_on, as_of)
    return age((pair.seen_until(as_of) - record.opened_on).days)


def _disagreement(record: Any, pair: Pair, as_of: date) -> RowWords:
    state = "" if record.state == "raised" else state_in_list(record.state, "disagreement")
    if record.state == "resolved":
        state = _took((record.closed_on - record.opened_on).days)
    return RowWords("", _since(record, pair, as_of), one_line(record.topic), state)


def _took(days: int) -> str:
    """In how many days it was settled; that it was is told by its section."""
    return f"in {age(days)}" if days else "the same day"


def _meeting(record: Any, pair: Pair, as_of: date) -> RowWords:
    local = pair.local(record.starts_at)
    state = state_in_list(record.state, "meeting") if record.state in ("missed", "cancelled") else ""
    near = 0 <= (local.date() - as_of).days < NEAR_DAYS
    day = day_in_column(local.date(), as_of) if near else day_month(local.date(), as_of)
    return RowWords("", day, meeting_words(record, pair), state, facts=True)


def meeting_words(record: Any, pair: Pair, *facts: str) -> str:
    """When on its day a meeting is and where, facts about it, and the beginning of what was noted.

    Or why it did not happen.
    """
    noted = notes_alone(record.place, record.notes)
    said = one_line(reason_word(record.reason or "") or noted).lstrip("#-* ").replace("**", "")
    time = f"{pair.local(record.starts_at):%H:%M}"
    return f" {glyphs().dot} ".join(filter(None, (time, record.where, *facts, said)))


def _topic(record: Any, pair: Pair, _as_of: date) -> RowWords:
    minutes = f"{record.minutes} min" if record.minutes else ""
    # To be discussed is the usual case, and that it was spoken of its section says.
    state = "dropped" if record.state == "dropped" else record.wants if record.state in (None, "open") else ""
    state = "" if state == "discuss" else state or ""
    return RowWords(called(pair, record.raised_by) if record.raised_by else "", minutes, one_line(record.text), state)


def _decision(record: Any, _pair: Pair, as_of: date) -> RowWords:
    return RowWords(
        "",
        _day(record.decided_on, as_of),
        one_line(record.text),
        "" if record.kind == "decision" else record.kind or "",
    )


def _day(day: date | None, as_of: date) -> str:
    return past_in_column(day, as_of) if day else ""


def _note(record: Any, pair: Pair, as_of: date) -> RowWords:
    whom = called(pair, record.about or record.by or "")
    return RowWords(whom, _day(record.on, as_of), one_line(record.text), record.level or "")


def _criterion(record: Any, _pair: Pair, as_of: date) -> RowWords:
    last = (record.check_ins or [{}])[-1].get("status")
    state = "met" if record.met_on else COURSES.get(last or "", "")
    return RowWords("", _day(record.met_on or record.due_on, as_of), one_line(record.name), state)


def _pulse(record: Any, pair: Pair, as_of: date) -> RowWords:
    return RowWords("", _day(record.opened_on, as_of), row_words(record, pair))


def _customer(record: Any, _pair: Pair, as_of: date) -> RowWords:
    agreed = len(record.agreed or {}) == 2
    created = record.updated_at.date() if record.updated_at else None
    return RowWords("", _day(created, as_of), one_line(record.text), "agreed" if agreed else "")


def _placement(record: Any, _pair: Pair, as_of: date) -> RowWords:
    teams = " to ".join(part for part in (record.from_team, record.to_team) if part)
    what = f"{record.who}, {teams}" if teams else record.who
    over = record.until_on is not None and record.until_on < as_of
    return RowWords("", _day(record.from_on, as_of), what, "over" if over else "")


def _person(record: Any, _pair: Pair, _as_of: date) -> RowWords:
    return RowWords("", "", f"{record.name}, {record.role}" if record.role else record.name)


def _alliance(record: Any, pair: Pair, as_of: date) -> RowWords:
    return RowWords("", _day(record.started_on, as_of), heading("alliance", record, pair, as_of))


_TOLD: dict[str, Callable[[Any, Pair, date], RowWords]] = {
    "commitment": _commitment,
    "feedback": _feedback,
    "disagreement": _disagreement,
    "meeting": _meeting,
    "topic": _topic,
    "decision": _decision,
    "note": _note,
    "criterion": _criterion,
    "pulse": _pulse,
    "customer": _customer,
    "placement": _placement,
    "person": _person,
    "alliance": _alliance,
}
