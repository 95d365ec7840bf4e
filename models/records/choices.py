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
