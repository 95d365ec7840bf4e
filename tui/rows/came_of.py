"""What came of an opened promise or disagreement: what was decided or delivered, or what is missing for that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from models.acts.replay import replay
from models.acts.sentences import resolution
from models.measures.settling_words import after_text
from models.records.event import Event
from models.records.rows import Commitment, Disagreement
from models.time.dates import long_date
from models.time.words import days_text
from storage.reads.opened import REPAIR
from tui.text.cells import visible
from tui.text.prose import prose, written
from tui.text.words import called, day_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.reads.opened import Opened
    from tui.text.spans import Spans

LET_DOWN = "let-down"

Told = tuple[Event, str]
"""A word of an act that is told already: the act, and its field."""


class CameOf(NamedTuple):
    """What stands first in an opened record: a label, what is muted beside it, and lines; and which words these are."""

    label: str
    aside: str
    lines: Sequence[Spans]
    told: Sequence[Told] = ()


_CAME: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "commitment": {
        "satisfied": ("ACCEPTED", ()),
        "report": ("DONE", ("evidence",)),
        "unsatisfied": ("STILL MISSING", ("missing",)),
        "counter": ("OFFERED INSTEAD", ("terms", "reason")),
        "decline": ("DECLINED", ("reason", "alternative")),
        "withdraw": ("WITHDRAWN", ("reason",)),
        "revoke": ("GIVEN UP", ("reason",)),
        "cancel": ("NO LONGER NEEDED", ("reason",)),
    },
    "disagreement": {"resolve": ("DECISION", ("decision",)), "lapse": ("LAPSED", ("reason",))},
}
"""The acts that something came of: what that is called, and which of their words tell it."""

_PASSED_OVER = {"commitment": ("propose", "agree", "refuse", "accept")}
"""Acts after which what came of it before still holds: what was offered instead is promised by being accepted."""

_OPEN = "NO DECISION YET"


def came_of(opened: Opened, width: int) -> CameOf | None:
    """What came of a record, in so many cells; None where there is nothing to tell yet."""
    found = _last(opened)
    if found is not None:
        return _came(opened, found, width)
    return _undecided(opened, width) if isinstance(opened.record, Disagreement) else None


def _last(opened: Opened) -> Event | None:
    """The last act, where something came of it."""
    over = _PASSED_OVER.get(opened.noun, ())
    last = next((event for event in reversed(opened.events) if event.act not in over), None)
    return last if last is not None and last.act in _CAME.get(opened.noun, {}) else None


def _came(opened: Opened, event: Event, width: int) -> CameOf:
    label, fields = _CAME[opened.noun][event.act]
    told = [(event, name) for name in fields if event.values.get(name)]
    if event.act == "satisfied":  # what was accepted is what was reported
        reports = [each for each in opened.events if each.act == "report" and each.values.get("evidence")]
        told += [(each, "evidence") for each in reports[-1:]]
    lines = [line for each, name in told for line in written(str(each.values[name]), width)]
    on = event.date("done_on") or event.on
    return CameOf(label, ", ".join([day_month(on, opened.as_of), *_beside(opened, event)]), lines, told)


def _beside(opened: Opened, event: Event) -> list[str]:
    """Who did it, or how it was settled and after how long; of what was delivered how late that was, if it was."""
    record = opened.record
    if isinstance(record, Disagreement):
        kind = str(event.values.get("kind") or "")
        how = [resolution(kind, opened.pair, partial(called, opened.pair))] if kind else []
        return [after_text((event.on - record.opened_on).days), *how]
    assert isinstance(record, Commitment)
    who = [called(opened.pair, event.by)]
    done_on = replay("commitment", opened.events, record.from_, record.to).done_on
    if event.act not in ("report", "satisfied") or done_on is None or record.due is None or done_on <= record.due:
        return who
    return [*who, f"{days_text((done_on - record.due).days)} late"]


# What is missing for a decision


def _undecided(opened: Opened, width: int) -> CameOf:
    last = next((event for event in reversed(opened.events) if event.act != "discuss"), None)
    waits, told = _waits(opened, last) if last is not None else ("", [])
    missing = _missing(opened)
    lines: list[Spans] = [*written(waits, width)] if waits else []
    lines += prose(f"Missing: {'; '.join(missing)}", width, "aside") if missing else []
    return CameOf(_OPEN, "", lines, told)


def _waits(opened: Opened, last: Event) -> tuple[str, list[Told]]:
    """What a decision waits for, in a sentence, and the words of the act that are told by it."""
    day, values = partial(long_date, today=opened.as_of), last.values
    match last.act:
        case "escalate":
            by = last.date("by_when")
            asked = f"{values['decider']} is to decide{f' by {day(by)}' if by else ''}: {values['question']}"
            return asked, [(last, "decider"), (last, "question")]
        case "park":
            until = last.date("revisit_on")
            assert until is not None
            why = str(values.get("reason") or "")
            return f"Parked until {day(until)}{f': {why}' if why else ''}", [(last, "reason")]
        case "reopen":
            return f"Open again: {values['new_fact']}", [(last, "new_fact")]
    return "", []


def _missing(opened: Opened) -> list[str]:
    """What is not written down yet of what helps to settle it."""
    record, pair = opened.record, opened.pair
    if record.kind == LET_DOWN:
        repaired = any(link.field == REPAIR for link in opened.links)
        return [*([] if repaired else ["a promise that repairs it"]), *([] if record.lesson else ["what was learned"])]
    missing = []
    for person in (pair.me, pair.other):
        who, across = called(pair, person.uid), called(pair, pair.across(person.uid).uid)
        holds = f"what {who} {'hold' if who == 'you' else 'holds'}"
        if not (record.positions or {}).get(person.uid):
            missing.append(holds)
        elif not (record.restated or {}).get(person.uid):
            missing.append(f"{holds}, {in_words_of(across)}")
    return missing


def in_words_of(who: str) -> str:
    """In Dana's words, in your words."""
    return "in your words" if who == "you" else f"in {visible(who)}'s words"
