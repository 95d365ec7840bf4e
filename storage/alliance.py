"""Gathers what an alliance rests on: the evidence of its benefits, its notes and criteria."""

from __future__ import annotations

from datetime import date

from models.benefits import YEAR, Evidence
from models.pair import Pair
from models.rows import Commitment, Criterion, Customer, Disagreement, Feedback, Note, Placement
from models.then import all_as_they_stood
from storage.log import Log
from storage.neglect import last_traces, neglected_by
from storage.records import lives, select
from storage.review import gather
from storage.today import meetings

_LATELY = "r.alliance = ? AND (r.closed_on IS NULL OR r.closed_on >= ?)"
"""What is open, or was closed in the twelve months that count: the rest of a long life is no evidence of them."""

_OF_PAIR = "WHERE r.alliance = ? AND r.removed_at IS NULL ORDER BY r.id"


def evidence(log: Log, pair: Pair, as_of: date) -> Evidence:
    """Everything that the six benefits of an alliance are measured from."""
    of, since = (pair.uid,), str(as_of - YEAR)
    return Evidence(
        found=gather(log, pair, as_of),
        meetings=meetings(log, pair, as_of),
        disagreements=lives(log.connection, Disagreement, "disagreement", as_of, "r.alliance = ?", of),
        customers=all_as_they_stood(select(log.connection, Customer, "customer", _OF_PAIR, of), pair, as_of),
        placements=select(log.connection, Placement, "placement", _OF_PAIR, of),
        commitments=lives(log.connection, Commitment, "commitment", as_of, _LATELY, (*of, since)),
        feedback=lives(log.connection, Feedback, "feedback", as_of, _LATELY, (*of, since)),
    )


def notes_of(log: Log, pair: Pair) -> list[Note]:
    """The notes of an alliance, in order."""
    return select(log.connection, Note, "note", _OF_PAIR, (pair.uid,))


def criteria_of(log: Log, pair: Pair) -> list[Criterion]:
    """The criteria of an alliance, in order."""
    return select(log.connection, Criterion, "criterion", _OF_PAIR, (pair.uid,))


__all__ = ["criteria_of", "evidence", "last_traces", "neglected_by", "notes_of"]
