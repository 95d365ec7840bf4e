"""What is asked for or offered, and not promised: nobody may read it as a promise. The order of promises in a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.records.rows import Commitment

ONCE_PROMISED = ("promised", "reported", "satisfied", "revoked", "cancelled")
"""The states of a commitment that was promised, whatever became of it."""

NOT_PROMISED = ("requested", "offered", "countered", "declined", "withdrawn")
"""The states of a commitment that was never promised."""


def is_asked(item: Commitment) -> bool:
    """Whether it was asked for or offered, and nobody has promised it."""
    return item.state in NOT_PROMISED


def by_due(item: Commitment) -> tuple[bool, date, int]:
    """Give the key that sorts commitments by when they are due, those without a date last."""
    return item.due is None, item.due or date.max, item.id
