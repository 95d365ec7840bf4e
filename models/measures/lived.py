"""What a measure reads of a record whose life is a series of acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.acts.replay import Life, stored_life

if TYPE_CHECKING:
    from datetime import date

    from models.measures.survival import Ending
    from models.records.event import Event


@dataclass(frozen=True, slots=True)
class Lived:
    """One commitment, feedback or disagreement with its events in order. `from_` and `to` are uids (for a
    disagreement: its alliance's two), `kind` is a disagreement's kind, `title` what it is called.
    """

    noun: str
    id: int
    from_: str
    to: str
    title: str
    kind: str | None
    events: tuple[Event, ...]
    _known: dict[date, Life] = field(default_factory=dict, init=False, repr=False, compare=False)

    def at(self, as_of: date) -> Life | None:
        """Its life at the end of that day; None where it had not begun. It is replayed once, however many ask.

        Damaged where its events do not follow from each other: what is measured is what was stored.
        """
        life = self._known.get(as_of)
        if life is None:
            life = self._known[as_of] = stored_life(self.noun, self.id, self.events, self.from_, self.to, as_of)
        return life if life.opened_on is not None else None


def end_of(reached: date | None, closed: date | None, cut: date) -> tuple[date, Ending]:
    """How a wait for something ended and when: on the day it was `reached`, else on which it was closed without, which
    is final; else it is open, and seen until `cut`.
    """
    if reached:
        return reached, "resolved"
    return (closed, "lapsed") if closed else (cut, "open")
