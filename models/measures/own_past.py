"""What a new promise is held against: how many of one's own with about as many days were kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from models.measures.promises import Kept, done_on
from models.measures.window import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from models.acts.replay import Life
    from models.measures.lived import Lived


class Band(NamedTuple):
    """Promises with at most so many days from the promise to its first date; None: with any number more."""

    most: int | None
    words: str


BANDS = (
    Band(3, "three days or less"),
    Band(7, "four to seven days"),
    Band(31, "one to four weeks"),
    Band(None, "more than a month"),
)
"""By days ahead, the shortest first: each begins where the one before ends."""


def band_of(days: int) -> Band:
    """The band of a promise that is due so many days after it was made."""
    return next(band for band in BANDS if band.most is None or days <= band.most)


def own_past(lives: Iterable[Lived], from_: str, to: str, as_of: date) -> dict[Band, Kept]:
    """Of what `from_` promised `to`, by band, how many were kept on their first date of those whose outcome is known.

    Kept and known as in the percent plan complete of models/measures/promises.py.
    """
    known: Counter[Band] = Counter()
    kept: Counter[Band] = Counter()
    for lived in lives:
        if (lived.noun, lived.from_, lived.to) != ("commitment", from_, to):
            continue
        judged = _judged(lived.at(as_of), as_of)
        if judged is not None:
            days, was_kept = judged
            known[band_of(days)] += 1
            kept[band_of(days)] += was_kept
    return {band: Kept(kept[band], known[band]) for band in known}


def _judged(life: Life | None, as_of: date) -> tuple[int, bool] | None:
    """The days that a promise was given, and whether it was kept; None where it has no date, or nobody can know."""
    if life is None or life.first_due is None or life.promised_on is None:
        return None
    due, done = life.first_due, done_on(life)
    if life.state == "cancelled" and life.closed_on is not None and life.closed_on <= due:
        return None
    kept = done is not None and done <= due
    return ((due - life.promised_on).days, kept) if kept or due < as_of else None


def past_line(past: Mapping[Band, Kept], days: int, who: str) -> str:
    """One line of one's own past: "of 9 promises with three days or less you kept 4"; empty where there are few."""
    band = band_of(days)
    found = past.get(band, Kept(0, 0))
    if days < 0 or found.known < ENOUGH:
        return ""
    return f"of {found.known} promises with {band.words} {who} kept {found.kept}"
