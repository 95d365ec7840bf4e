"""How alike the two see it: the gap between their scores, and how well each knows what the other thinks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.verbs.pulse import answers_of, is_seen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.records.pair import Pair
    from models.records.rows import Pulse


@dataclass(frozen=True, slots=True)
class Compared:
    """One statement of a round that both have answered. `mine` is the score of the log's owner."""

    key: str
    text: str
    mine: int
    theirs: int
    my_guess: int | None
    their_guess: int | None

    @property
    def gap(self) -> int:
        """My score minus theirs."""
        return self.mine - self.theirs

    @property
    def my_error(self) -> int | None:
        """Guess error = |my guess of theirs - theirs|; None where I made no guess."""
        return None if self.my_guess is None else abs(self.my_guess - self.theirs)

    @property
    def their_error(self) -> int | None:
        """Guess error = |their guess of mine - mine|; None where they made no guess."""
        return None if self.their_guess is None else abs(self.their_guess - self.mine)


@dataclass(frozen=True, slots=True)
class Guessed:
    """How many scores of the other one side guessed, and how many of these exactly."""

    right: int
    made: int


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """A round that both have answered, as a whole. `alike` are the statements with a gap of 0."""

    opened_on: date
    statements: int
    alike: int
    mine: Guessed
    theirs: Guessed


def compared(pulse: Pulse, pair: Pair) -> tuple[Compared, ...]:
    """Each statement of a round with both scores, in its own order; nothing until both have answered."""
    if not is_seen(pulse, pair):
        return ()
    mine, theirs = (answers_of(pulse.answers or (), by) for by in (pair.me.uid, pair.other.uid))
    found = {str(item["key"]): str(item["text"]) for item in pulse.statements or ()}
    return tuple(
        Compared(key, text, mine[key].score, theirs[key].score, mine[key].guess, theirs[key].guess)
        for key, text in found.items()
    )


def furthest(items: Sequence[Compared]) -> tuple[Compared, ...]:
    """The statements with the largest gap, whichever way; nothing where every score is alike."""
    most = max((abs(item.gap) for item in items), default=0)
    return tuple(item for item in items if most and abs(item.gap) == most)


def furthest_first(items: Sequence[Compared]) -> tuple[Compared, ...]:
    """The statements by the size of their gap, the largest first; alike ones stay in their own order."""
    return tuple(sorted(items, key=lambda item: -abs(item.gap)))


def series(rounds: Sequence[Pulse], pair: Pair) -> dict[str, tuple[Compared, ...]]:
    """Each statement's way through the rounds that both have answered, the oldest first, by its key.

    A round that was not answered by both, or did not ask a statement, is left out of that statement's way.
    """
    found: dict[str, tuple[Compared, ...]] = {}
    for pulse in in_order(rounds):
        for item in compared(pulse, pair):
            found[item.key] = (*found.get(item.key, ()), item)
    return found


def figures(rounds: Sequence[Pulse], pair: Pair) -> tuple[RoundFigures, ...]:
    """Every round that both have answered as a whole, the oldest first."""
    return tuple(_figures(pulse, items) for pulse in in_order(rounds) if (items := compared(pulse, pair)))


def _figures(pulse: Pulse, items: Sequence[Compared]) -> RoundFigures:
    alike = sum(item.gap == 0 for item in items)
    mine, theirs = ([item.my_error for item in items], [item.their_error for item in items])
    return RoundFigures(pulse.opened_on, len(items), alike, _guessed(mine), _guessed(theirs))


def _guessed(errors: Sequence[int | None]) -> Guessed:
    made = [error for error in errors if error is not None]
    return Guessed(made.count(0), len(made))


def in_order(rounds: Sequence[Pulse]) -> list[Pulse]:
    """Rounds by the day on which they were opened, the oldest first."""
    return sorted(rounds, key=lambda pulse: (pulse.opened_on, pulse.id))
