"""A record as one line that stands by itself in a mail: all its words, then whose it is by first name, and its day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.pages.agenda_page import STANDS, promised
from models.pages.document import Line
from models.records.naming import heading
from models.time.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from models.records.pair import Pair


def as_text(noun: str, record: Any, pair: Pair, as_of: date) -> str:
    """The line: "Persona list for the portal (Dana, due Mon 9 Nov)"."""
    line = _LINES[noun](record, pair, as_of) if noun in _LINES else Line(heading(noun, record, pair, as_of))
    # Whoever copies it has chosen to hand it on.
    beside = ", ".join(filter(None, (line.who, replace(line, private=False).beside(as_of))))
    return " ".join((f"{line.text} ({beside})" if beside else line.text).split())


def _feedback(record: Any, pair: Pair, _as_of: date) -> Line:
    said = [f"{label}: {text}" for label, text in (("worked", record.worked), ("to rework", record.rework)) if text]
    return Line("; ".join(filter(None, (record.about, *said))) or "feedback", who=pair.short(record.from_))


def _disagreement(record: Any, _pair: Pair, as_of: date) -> Line:
    stands = STANDS.get(record.state, "open")
    on = record.closed_on or record.opened_on
    return Line(record.topic, f"{stands} {'' if record.closed_on else 'since '}{short_date(on, as_of)}")


def _meeting(record: Any, pair: Pair, as_of: date) -> Line:
    return Line(heading("meeting", record, pair, as_of), record.where, minutes=record.minutes)


def _topic(record: Any, pair: Pair, _as_of: date) -> Line:
    return Line(record.text, who=pair.short(record.raised_by) if record.raised_by else "", minutes=record.minutes)


def _decision(record: Any, _pair: Pair, as_of: date) -> Line:
    return Line(record.text, _on("decided ", record.decided_on, as_of))


def _note(record: Any, _pair: Pair, as_of: date) -> Line:
    return Line(record.text, _on("", record.on, as_of))


def _criterion(record: Any, _pair: Pair, as_of: date) -> Line:
    met = _on("met ", record.met_on, as_of)
    return Line(record.name, met, day=None if met else record.due_on)


def _on(words: str, day: date | None, as_of: date) -> str:
    return words + short_date(day, as_of) if day else ""


_LINES: dict[str, Callable[[Any, Pair, date], Line]] = {
    "commitment": promised,
    "feedback": _feedback,
    "disagreement": _disagreement,
    "meeting": _meeting,
    "topic": _topic,
    "decision": _decision,
    "note": _note,
    "criterion": _criterion,
}
"""The nouns whose records say more than what they are called."""
