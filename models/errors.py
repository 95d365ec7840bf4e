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


class Damaged(LogUnusable):
    """What stands in the log is not what was written, or cannot have been: of which place, and what is wrong there.

    Where the log is known it is told with the backup that brings it back (`storage.disk.failures.damaged`).
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"the log is damaged: {what}; see: visavis check")


class DiskFails(LogUnusable):
    """The disk does not give or take what is asked of it: what is stored is not in question."""
