"""What is said of a backup, or of a log that was put aside: the same by command and in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.time.words import WEEKDAYS
from tui.text.words import counted, day_month

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from storage.care.earlier import KeptLog


def made_at(kept: Sequence[KeptLog], today: date) -> list[str]:
    """When each was made, on this machine: "Mon 30 Nov, 11:45", with seconds where several are of one minute."""
    plain = [_at(item.at.astimezone(), today, "%H:%M") for item in kept]
    exact = [_at(item.at.astimezone(), today, "%H:%M:%S") for item in kept]
    return [long if plain.count(short) > 1 else short for short, long in zip(plain, exact, strict=True)]


def _at(at: datetime, today: date, time: str) -> str:
    return f"{WEEKDAYS[at.weekday()][:3]} {day_month(at.date(), today)}, {at:{time}}"


def what_differs(kept: KeptLog) -> str:
    """How it differs from the log; where that is not known or there is none, until when it holds changes."""
    if kept.held is None:
        return "cannot be read"
    if kept.differs is None:
        return holds_until(kept)
    parts = [f"lacks {counted(kept.differs.lacks, 'change')}"] if kept.differs.lacks else []
    if kept.differs.more:
        parts.append(f"has {kept.differs.more} {'others' if parts else 'more'}")
    return ", ".join(parts) or "as the log is"


def holds_until(kept: KeptLog) -> str:
    """The moment of the last change that it holds."""
    if kept.held is None:
        return "cannot be read"
    until = kept.held.until
    return f"changes until {until.astimezone():%Y-%m-%d %H:%M}" if until else "no change yet"


def size(count: int) -> str:
    """A size in kB or MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1000))} kB"
