"""How feedback flows in one direction: what was asked for, given, taken up and acted on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.measures.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.measures.lived import Lived


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """Acts counted, named as in `feedback stats --json`."""

    asked: int
    given: int
    declined: int
    lapsed: int
    acknowledged: int
    will_act: int
    wont_act: int
    followed_up: int


_ACTS = {
    "asked": "request",
    "given": "give",
    "declined": "decline",
    "lapsed": "lapse",
    "acknowledged": "acknowledge",
    "will_act": "will_act",
    "wont_act": "wont_act",
    "followed_up": "follow_up",
}


def feedback_figures(
    lives: Iterable[Lived], from_: str, to: str, as_of: date, since: date | None = None, until: date | None = None
) -> FeedbackFigures:
    """The acts on feedback that `from_` gives `to`, or is asked for by `to`: those in the window and not after `as_of`.

    Each act counts on its own day, so that what was asked in one window may be given in the next.
    """
    window = Window(since, until)
    acts = Counter(
        event.act
        for lived in lives
        if (lived.noun, lived.from_, lived.to) == ("feedback", from_, to)
        for event in lived.events
        if event.on <= as_of and window.holds(event.on)
    )
    return FeedbackFigures(**{name: acts[act] for name, act in _ACTS.items()})
