"""Which time zone a calendar means: its IANA name, else its Windows name, else as the file itself defines it."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

from models.errors import BadDate, BadValue
from models.time.moments import zone as iana_zone

if TYPE_CHECKING:
    from datetime import tzinfo

    from storage.outside.calendar.lines import CalendarHead

_MOST_LINES = 2_000
_RULE = re.compile(r"(?:RR|EXR)ULE[^:]*:(.*)", re.IGNORECASE)
_YEARLY = re.compile(
    r"(?:(?:FREQ=YEARLY|INTERVAL=\d|COUNT=\d{1,3}|UNTIL=[\dTZ]+|WKST=[A-Z]{2}|BYMONTH=\d\d?|BYDAY=[+-]?\d?[A-Z]{2}"
    r"|BYMONTHDAY=[-,\d]{1,80})(?:;|$))+",
    re.ASCII | re.IGNORECASE,
)
_ENDLESS = re.compile(r"(UNTIL=\d{8}T\d{6})Z", re.IGNORECASE)


class FileZones:
    """The zones of one calendar, each found once. `own` is that of the alliance, for whatever names none."""

    def __init__(self, head: CalendarHead, own: tzinfo) -> None:
        self._head, self._own = head, own
        self._known: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo:
        """The zone of a TZID. BadValue where neither its name nor the file says which it is."""
        if name not in self._known:
            self._known[name] = self._find(name)
        found = self._known[name]
        if found is None:
            raise BadValue(f"its time zone {name[:60]} is not known")
        return found

    @property
    def floating(self) -> tzinfo:
        """The zone of a time that names none: that of the calendar, else the alliance's."""
        try:
            return self.named(self._head.zone) if self._head.zone else self._own
        except BadValue:
            return self._own

    def _find(self, name: str) -> tzinfo | None:
        return _by_name(name) or _windows(name) or _defined(self._head.zones.get(name, []))


def _by_name(name: str) -> tzinfo | None:
    """The zone of an IANA name, which may stand behind a prefix, as in /mozilla.org/20050126_1/Europe/London."""
    parts = name.strip().split("/")
    for first in range(max(0, len(parts) - 3), len(parts)) if name.startswith("/") else (0,):
        try:
            return iana_zone("/".join(parts[first:]))
        except BadDate:
            continue
    return None


def _windows(name: str) -> tzinfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # most calendars name zones as everybody does

    known = WINDOWS_TO_OLSON.get(name.strip())
    return _by_name(known) if known else None


def _defined(lines: list[str]) -> tzinfo | None:
    """The zone that the file defines; None where it defines none, or one that no clock keeps."""
    if not lines or len(lines) > _MOST_LINES or not all(map(_is_yearly, lines)):
        return None
    from dateutil.tz import tzical  # as above

    text = "\n".join(["BEGIN:VTIMEZONE", *(_ENDLESS.sub(r"\1", line) for line in lines), "END:VTIMEZONE", ""])
    try:
        return tzical(StringIO(text)).get()
    except (ValueError, KeyError, IndexError, TypeError, OverflowError):  # what it raises of what it cannot read
        return None


def _is_yearly(line: str) -> bool:
    """Whether a line asks for nothing that could take for ever: a clock changes on days of a year."""
    rule = _RULE.match(line)
    return rule is None or bool(_YEARLY.fullmatch(rule[1].strip()))
