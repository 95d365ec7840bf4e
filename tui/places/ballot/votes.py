"""A ballot as it stands: each proposal with its line, ticked or not, dropped or edited. No widget, no log."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.acts.capture import DATED, Captured, line_of, read_line
from models.proposals.ballot import Taken, is_note
from models.proposals.text import OPEN_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.proposals.text import Proposal, Proposed

_OTHER_SIDE = {OPEN_MARK: ">", ">": "<", "<": ">", "?": "?<", "?<": "?", "!": "!<", "!<": "!", "+": "+<", "+<": "+"}
_OTHER_SIDE |= {"~": "~<", "~<": "~"}
"""What a mark becomes when it is said to be of the other one."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One proposal on a ballot: its number there, the line it would be captured as, and whether it is ticked."""

    number: int
    item: Proposal
    typed: str
    ticked: bool

    @property
    def open(self) -> bool:
        """Whether nobody has said yet whose promise it is."""
        return self.typed.startswith(OPEN_MARK)

    def said(self, day: date) -> Captured:
        """What its line means; where it is open, as if it were mine."""
        typed = self.typed.removeprefix(OPEN_MARK)
        found = read_line(f"> {typed.strip()}" if self.open else self.typed, day)
        return found or Captured("note", True, self.typed)


@dataclass(slots=True)
class Votes:
    """All of a ballot, in its order. `notes`: whether the text is kept as notes; None where it cannot be."""

    found: Proposed
    votes: list[Vote] = field(default_factory=list)
    notes: bool | None = None

    @classmethod
    def of(cls, found: Proposed, *, notes: bool) -> Votes:
        """The ballot of what a text proposes: what is sure is ticked."""
        votes = [
            Vote(number, item, item.capture(found.day), item.sure) for number, item in enumerate(found.proposals, 1)
        ]
        return cls(found, votes, False if notes else None)

    def of_number(self, number: int) -> Vote | None:
        """The proposal with that number, None where it was dropped."""
        return next((vote for vote in self.votes if vote.number == number), None)

    @property
    def sure(self) -> list[Vote]:
        """Those that were sure to begin with."""
        return [vote for vote in self.votes if vote.item.sure]

    @property
    def maybe(self) -> list[Vote]:
        """The rest."""
        return [vote for vote in self.votes if not vote.item.sure]

    def put(self, number: int, *, typed: str | None = None, ticked: bool | None = None) -> None:
        """Change the line of a proposal, or its tick."""
        self.votes = [
            replace(
                vote,
                typed=vote.typed if typed is None else typed,
                ticked=vote.ticked if ticked is None else ticked,
            )
            if vote.number == number
            else vote
            for vote in self.votes
        ]

    def drop(self, number: int) -> int | None:
        """Take a proposal off the ballot; gives the number of the one that then stands in its place."""
        numbers = [vote.number for vote in self.votes]
        at = numbers.index(number)
        self.votes = [vote for vote in self.votes if vote.number != number]
        rest = numbers[at + 1 :] or numbers[:at][-1:]
        return rest[0] if rest else None

    def turn(self, number: int) -> None:
        """Say that a proposal is of the other one of the two, or first whose it is."""
        vote = self.of_number(number)
        if vote is None:
            return
        mark = OPEN_MARK if vote.open else vote.typed.partition(" ")[0]
        if mark in _OTHER_SIDE:
            self.put(number, typed=f"{_OTHER_SIDE[mark]} {vote.typed[len(mark) :].strip()}")

    def date(self, number: int, due: date | None) -> None:
        """Give a promise or a request its day, or none."""
        vote = self.of_number(number)
        said = vote.said(self.found.day) if vote else None
        if vote is None or said is None or said.kind not in DATED:
            return
        typed = line_of(replace(said, due=due, hint=""), self.found.day)
        if typed is not None:
            self.put(number, typed=f"{OPEN_MARK}{typed[1:]}" if vote.open else typed)

    def next_undated(self, number: int) -> int | None:
        """The next ticked proposal behind one that could have a day and has none, from the top again; None without."""
        numbers = [vote.number for vote in self.votes]
        at = numbers.index(number) + 1 if number in numbers else 0
        order = [*self.votes[at:], *self.votes[:at]]
        return next((vote.number for vote in order if self.lacks_date(vote)), None)

    def lacks_date(self, vote: Vote) -> bool:
        """Whether a ticked proposal could have a day and has none."""
        said = vote.said(self.found.day)
        return vote.ticked and said.kind in DATED and said.due is None

    def takes(self) -> list[Taken]:
        """The ticked lines, each with what it rests on."""
        return [
            Taken(vote.number, vote.typed, vote.item.handled_by, vote.item.quote, vote.item.line, vote.item.at)
            for vote in self.votes
            if vote.ticked
        ]

    def open_ones(self) -> Sequence[Vote]:
        """Those that are ticked and do not say whose they are, or say nothing that is recorded."""
        return [vote for vote in self.votes if vote.ticked and (vote.open or is_note(vote.typed))]
