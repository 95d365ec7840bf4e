"""What a field that is a choice may hold."""

from __future__ import annotations

PLACES = ("office", "video", "phone", "lunch", "coffee", "walk", "other")
OUTSIDE = ("lunch", "coffee", "walk")
MEETING_STATES = ("planned", "held", "cancelled", "missed")
ATTESTED_BY = ("self", "other", "both")
WANTS = ("decide", "discuss", "inform")
TOPIC_STATES = ("open", "discussed", "dropped")
DISAGREEMENT_KINDS = ("task", "process", "relationship", "let-down")
RESOLUTIONS = (
    "agreed",
    "compromise",
    "principal-view",
    "partner-view",
    "disagree-and-commit",
    "decided-above",
    "test-agreed",
)
NOTE_KINDS = (
    "personal",
    "priority",
    "success-measure",
    "challenge",
    "opportunity",
    "domain",
    "learning",
    "recognition",
    "advocacy",
    "introduction",
    "suggestion",
    "expectation",
    "question",
    "showing",
)
DECISION_KINDS = ("decision", "guideline", "data", "tool")
COVERED_BY = ("principal", "partner", "both", "nobody")
EFFECT = ("serves", "hurts")
SET_BY = ("chief-executive", "team")
SURENESS = ("guess", "estimate", "measured")
REASON_CODES = (
    "priority-changed",
    "waiting-on-other-side",
    "requirements",
    "resources",
    "underestimated",
    "technical",
    "vendor",
    "budget",
    "forgot",
    "no-longer-needed",
    "other",
)

OTHER = PLACES[-1]
"""The place of a meeting whose own word stands in its notes."""

_TOLD = "- Place: "


def with_word(notes: str | None, word: str) -> str:
    """Notes with the word of a place that is not known, as their last line."""
    return f"{notes}\n{_TOLD}{word}" if notes else f"{_TOLD}{word}"


def place_word(place: str | None, notes: str | None) -> str:
    """Where a meeting is, in a word: that of its notes where its place is any; empty where nothing says it."""
    if place != OTHER:
        return place or ""
    return next((word for line in reversed((notes or "").split("\n")) if (word := _word(line))), "")


def notes_alone(place: str | None, notes: str | None) -> str:
    """What was noted, without the line that only names the place."""
    if place != OTHER:
        return notes or ""
    return "\n".join(line for line in (notes or "").split("\n") if not _word(line))


def _word(line: str) -> str:
    return line.removeprefix(_TOLD).strip() if line.startswith(_TOLD) else ""
