"""How far a walk has come, as plain data: where it stands, and what was done, left and passed over on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from storage.reads.walk import Stop, WalkStand, still
from tui.places.walk.words import sentence

if TYPE_CHECKING:
    from storage.reads.opened import Opened
    from storage.writes.walk import Newest


class Deed(NamedTuple):
    """Something done on the way: at which stop, what it was, and the change by which it is taken back."""

    at: int
    what: str
    entry: Newest | None


@dataclass
class Way:
    """The stops of a walk, None before they are read; where it stands; its deeds, and the stops that had none.

    `left` are the stops that were left as they are, `gone` those whose record stands elsewhere by now.
    """

    queue: tuple[Stop, ...] | None = None
    here: WalkStand = field(default_factory=lambda: WalkStand(0, None))
    deeds: list[Deed] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    @property
    def opened(self) -> Opened | None:
        """The record that is shown; None behind the last stop, and before anything is read."""
        return self.here.opened

    def stand(self, found: WalkStand) -> None:
        """Stand at another stop."""
        self.here = found
        self.gone.discard(found.at)

    def leave(self) -> None:
        """Leave the record as it is, if it still stands where it stood when the walk began."""
        if self.queue and self.opened is not None:
            left = still(self.opened, self.queue[self.here.at])
            (self.left if left else self.gone).add(self.here.at)

    @property
    def says(self) -> str:
        """What the walk came to, in a sentence; empty where that is nothing."""
        told = [(deed.at, deed.what) for deed in self.deeds]
        return sentence(told, self.left, self.gone, len(self.queue or ()))
