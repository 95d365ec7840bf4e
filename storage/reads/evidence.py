"""Gathers what an alliance rests on: the evidence of its benefits, its notes and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.pages.benefits import YEAR, Evidence
from models.records.as_it_stood import all_as_they_stood
from models.records.rows import Commitment, Customer, Disagreement, Feedback, Note, Placement
from storage.core.records import all_of, lives
from storage.reads.review import gather
from storage.reads.today import meetings

if TYPE_CHECKING:
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log

_LATELY = "r.alliance = ? AND (r.closed_on IS NULL OR r.closed_on >= ?)"
"""What is open, or was closed in the twelve months that count: the rest of a long life is no evidence of them."""


def evidence(log: Log, pair: Pair, as_of: date) -> Evidence:
    """Everything that the six benefits of an alliance are measured from."""
    of, since = (pair.uid,), str(as_of - YEAR)
    return Evidence(
        found=gather(log, pair, as_of),
        meetings=meetings(log, pair, as_of),
        disagreements=lives(log.connection, Disagreement, "disagreement", as_of, "r.alliance = ?", of),
        customers=all_as_they_stood(all_of(log.connection, Customer, "customer", pair.uid), pair, as_of),
        placements=all_of(log.connection, Placement, "placement", pair.uid),
        commitments=lives(log.connection, Commitment, "commitment", as_of, _LATELY, (*of, since)),
        feedback=lives(log.connection, Feedback, "feedback", as_of, _LATELY, (*of, since)),
    )


def notes_of(log: Log, pair: Pair) -> list[Note]:
    """The notes of an alliance, in order."""
    return all_of(log.connection, Note, "note", pair.uid)
