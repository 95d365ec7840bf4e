"""What is known of one of the two as rows: each note with how fresh it is, and what that one waits for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from models.pages.today import speaks_next
from models.records.freshness import ANSWERED, GOES_STALE, TOP, Known, NoteGroup, learned_on, page
from models.records.naming import one_line, text_lines
from models.records.note_defaults import whom_told
from models.time.dates import long_date
from tui.places.alliance.effects import Effects, done_to, effects_on
from tui.rows.tall import section
from tui.text.cells import visible
from tui.text.field_words import side_word
from tui.text.words import age, ago, called, day_in_column, does, veil
from tui.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from models.records.pair import Pair
    from models.records.rows import Commitment, Criterion, Note
    from tui.text.spans import Voice
    from tui.widgets.sections import Section

_LABELS = {
    "success-measure": "SUCCESS MEASURES",
    "priority": "PRIORITIES",
    "challenge": "CHALLENGES",
    "opportunity": "OPPORTUNITIES",
    "question": "{} WANTS TO KNOW",
    "expectation": "EXPECTED OF {}",
    "domain": "WHO DECIDES WHAT",
    "learning": "LEARNED",
    "suggestion": "SUGGESTED TO {}",
    "introduction": "INTRODUCED TO {}",
    "showing": "SHOWN TO {}",
    "recognition": "RECOGNITION",
    "advocacy": "SPOKEN UP FOR",
    "personal": "PERSONAL",
}
_NAMES = {
    "success-measure": "success measures",
    "priority": "priorities",
    "challenge": "challenges",
    "opportunity": "opportunities",
    "expectation": "what is expected",
    "domain": "who decides what",
    "learning": "what was learned",
    "suggestion": "suggestions",
    "introduction": "introductions",
    "recognition": "recognition",
    "advocacy": "advocacy",
}
_LEVELS = {"use": "can use it", "explain": "can explain it", "design": "can design with it"}
_WAITS_AFTER = "domain"
_MOST = 5


class Facts(NamedTuple):
    """What a page is made of: the notes of the alliance, its open commitments, and whether anything may be stale."""

    pair: Pair
    as_of: date
    notes: Sequence[Note]
    open: Sequence[Commitment]
    ripe: bool
    veiled: bool
    criteria: Sequence[Criterion] = ()


def person_sections(facts: Facts, uid: str) -> list[Section]:
    """The page of one of the two, empty sections left out."""
    name = visible(facts.pair.short(uid))
    parts = {part.kind: part for part in page(facts.notes, facts.pair, uid, facts.as_of)}
    done = done_to(facts.criteria, facts.notes, facts.as_of, veiled=facts.veiled)
    found: list[Section] = []
    for kind, label in _LABELS.items():
        if kind in parts:
            rows = [_row(facts, kind, item, done) for item in parts[kind].items]
            found.append(section(label.format(name.upper()), rows, _MOST))
        if kind == _WAITS_AFTER:
            found.append(_waits(facts, uid, name))
    return found


def missing(facts: Facts, uid: str) -> list[str]:
    """The kinds of notes that a page has none of, in words; none where it has nothing at all."""
    there = {part.kind for part in page(facts.notes, facts.pair, uid, facts.as_of)}
    return [name for kind, name in _NAMES.items() if kind not in there] if there else []


def top_five(parts: Iterable[NoteGroup], kind: str) -> list[Note]:
    """The first notes of a kind on a page."""
    return [item.note for part in parts if part.kind == kind for item in part.items[:TOP]]


def words_of(note: Note) -> str:
    """The words of a note, as one paragraph."""
    return visible(" ".join(line.strip() for line in text_lines(note.text.strip()) if line.strip()))


def _row(facts: Facts, kind: str, known: Known, done: Effects) -> Row:
    note, pair = known.note, facts.pair
    able = does("note", note, pair, facts.as_of)
    if facts.veiled and note.private:
        return Row(("note", note.id), "", "", veil(), does=able)
    state, voice = _state(facts, kind, known)
    rank = str(note.rank) if kind == "priority" and note.rank else ""
    below = (*_below(pair, note), *(text for text, _ in effects_on(done, note)))
    return Row(("note", note.id), rank, "", words_of(note), state, state_voice=voice, does=able, below=below)


def _below(pair: Pair, note: Note) -> tuple[str, ...]:
    """What a note says beside its text: how it serves the other, who was introduced or spoken to."""
    found = []
    if note.serves:
        owner = note.by or note.about or ""
        other = f"for {visible(pair.short(pair.across(owner).uid))}" if owner else "serves"
        found.append(f"{other}: {visible(note.serves)}")
    if note.whom:
        found.append(visible(whom_told(note)))
    if note.kind == "question" and note.answer:
        source = f" ({visible(one_line(note.sources))})" if note.sources else ""
        found.append(f"{visible(one_line(note.answer))}{source}")
    elif note.came_of:
        found.append(visible(one_line(note.came_of)))
    if note.set_by:
        found.append(_SET_BY[note.set_by])
    if note.covered_by:
        found.append(f"covered by {visible(side_word(note.covered_by, pair))}")
    return tuple(found)


_SET_BY = {"chief-executive": "the chief executive's measure", "team": "the team's own measure"}


def _state(facts: Facts, kind: str, known: Known) -> tuple[str, Voice]:
    """How fresh it is, or where it stands."""
    note, since = known.note, known.since
    if kind in ANSWERED:
        return _answered(facts, note)
    if kind == "learning":
        return _learned(facts, note)
    if kind not in GOES_STALE and kind != "personal":
        return _on(facts, note.on), "aside"
    judged = _judged(facts, note)
    if since is None or known.days is None:
        return ("never confirmed", "watch") if known.stale and facts.ripe else (judged, "aside")
    told = judged or f"{'confirmed' if note.confirmed_on == since else 'noted'} {ago(known.days)}"
    if known.stale and facts.ripe and kind != "personal":
        return f"{told}, still so?", "watch"
    return told, "aside"


def _learned(facts: Facts, note: Note) -> tuple[str, Voice]:
    """How well it is mastered and since when; while it is planned, for which day."""
    on = learned_on(note)
    if on is None or on > facts.as_of:
        return _planned(facts, note, "planned for")
    return ", ".join(filter(None, (_LEVELS.get(note.level or ""), _on(facts, on)))), "aside"


def _planned(facts: Facts, note: Note, word: str) -> tuple[str, Voice]:
    """A day that is to come, or that has come with nothing said of it."""
    if note.due_on is None:
        return "", "aside"
    late = note.due_on < facts.as_of and not facts.pair.ended(facts.as_of)
    return f"{word} {day_in_column(note.due_on, facts.as_of)}", "watch" if late else "aside"


def _judged(facts: Facts, note: Note) -> str:
    """Whether what is expected was met or missed when that was last said."""
    days = (("met", note.met_on), ("missed", note.missed_on))
    return "".join(f"{word} {_on(facts, on)}" for word, on in days if on and on <= facts.as_of)


def _answered(facts: Facts, note: Note) -> tuple[str, Voice]:
    for word, on in (("met", note.met_on), ("made", note.done_on), ("answered", note.answered_on)):
        if on and on <= facts.as_of:
            return f"{word} {_on(facts, on)}", "aside"
    if facts.pair.ended(facts.as_of):
        return "not answered", "aside"
    if note.due_on:
        return _planned(facts, note, "answer by")
    return (f"waits for an answer, {age((facts.as_of - note.on).days)}" if note.on else "waits for an answer"), "aside"


def _on(facts: Facts, day: date | None) -> str:
    return ago((facts.as_of - day).days) if day else ""


# What one of the two waits for


def _waits(facts: Facts, uid: str, name: str) -> Section:
    """What the other has promised and is still to do, and is asked for, the latest first."""
    mine = [item for item in facts.open if item.to == uid and item.state in ("promised", "requested")]
    rows = map(partial(_waiting, facts), sorted(mine, key=_due))
    return section(f"{name.upper()} WAITS FOR", rows, _MOST)


def _due(item: Commitment) -> tuple[bool, date, int]:
    """Promises by their dates, the late ones first; what has none, and what is only asked for, after them."""
    dated = item.state == "promised" and item.due is not None
    return not dated, (item.due if dated and item.due else item.last_on), item.id


def _waiting(facts: Facts, item: Commitment) -> Row:
    able = does("commitment", item, facts.pair, facts.as_of)
    if facts.veiled and item.private:
        return Row(("commitment", item.id), "", "", veil(), does=able)
    state, voice = _stands(facts, item)
    return Row(("commitment", item.id), "", "", visible(item.text), state, state_voice=voice, does=able)


def _stands(facts: Facts, item: Commitment) -> tuple[str, Voice]:
    days = (facts.as_of - item.last_on).days
    if item.state != "promised":
        who = called(facts.pair, speaks_next(facts.pair, item))
        return f"asked {ago(days)}, waits for {who}", "aside"
    if item.due is None:
        return "promised without a date", "aside"
    away = (item.due - facts.as_of).days
    if away < 0:
        return f"{age(-away)} late", "late"
    near: Voice = "watch" if away <= 2 else "aside"
    return f"due {day_in_column(item.due, facts.as_of) if away < 14 else long_date(item.due, facts.as_of)}", near
