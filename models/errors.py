"""The faults a person can meet, each told in one line: what is wrong; what to do."""

from __future__ import annotations


class Fault(Exception):
    """An expected fault. Its text is one line for the person; nothing was changed."""


class Unclear(Fault):
    """The words make no command: something is missing, or named where it cannot stand."""


class Refused(Fault):
    """The words are fine and what they say is not: an unknown id, an act not allowed, a file that is there already."""


class BadDate(Refused):
    """A date, moment or rhythm that cannot be read, or could be read in two ways."""


class UnsureYear(BadDate):
    """A date without its year that may be of two; the line ends with one of them written out."""


class BadValue(Refused):
    """A value that its field does not take."""


class IllegalAct(Refused):
    """An act that is not allowed from the state a record is in, or not by that person."""


class NotFound(Refused):
    """No record has that id."""


class LogUnusable(Fault):
    """The log cannot be opened or written: not ours, newer, damaged, locked or not there."""


class LogMissing(LogUnusable):
    """There is no log at a path."""


class NoLog(LogUnusable):
    """What lies at a path is no log that can be opened: another program's, a newer one, half made, or no database."""


class Damaged(LogUnusable):
    """What stands in a log is not what was written, or cannot have been: in which place, and what is wrong there.

    It is told with the backup that brings the log back (`storage.care.earlier.with_way_back`).
    """

    def __init__(self, what: str = "", path: object = None) -> None:
        self.what = f": {what}" if what else ""
        super().__init__(
            f"{path} is damaged{self.what}" if path else f"the log is damaged{self.what}; see: visavis check"
        )


class DiskFails(LogUnusable):
    """The disk does not give or take what is asked of it: what is stored is not in question."""
