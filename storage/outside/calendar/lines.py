"""The text of a calendar's file: unfolded, and cut into its entries, of which only what is needed is kept.

A calendar of years is long and most of it is nothing to us: lines are kept as they are, and taken apart when asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Refused
from storage.outside.file import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_ENTRIES = 20_000

_BOM = b"\xef\xbb\xbf"
_NO_TEXT = re.compile("[\x00\ufffe\uffff]")
_NAME = re.compile(r"([A-Za-z0-9-]{1,60})[;:]")
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+={_VALUE}(?:,{_VALUE})*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(rf";([A-Za-z0-9-]+)=({_VALUE}(?:,{_VALUE})*)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

_OF_ENTRY = frozenset(
    (
        *(
            "UID",
            "RECURRENCE-ID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "SEQUENCE",
            "LAST-MODIFIED",
        ),
        *("STATUS", "SUMMARY", "LOCATION", "CLASS", "ATTENDEE", "ORGANIZER", "CONFERENCE", "X-GOOGLE-CONFERENCE"),
        "X-MICROSOFT-CDO-ALLDAYEVENT",
    )
)
_OF_CALENDAR = {"METHOD": "method", "X-WR-TIMEZONE": "zone", "X-CALSTART": "first", "X-CALEND": "last"}


class CalendarProperty(NamedTuple):
    """One line of an entry: its name and parameters in capitals, and its value."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class CalendarHead:
    """What holds for every entry of a calendar in a file: what it is sent for, its zone, the zones that it defines.

    `first` and `last` are the days that Outlook writes where it was asked for some days only.
    """

    method: str = ""
    zone: str = ""
    first: str = ""
    last: str = ""
    zones: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """One event of a file: the line on which it begins, and its lines by their names."""

    line: int
    head: CalendarHead
    lines: dict[str, list[str]] = field(default_factory=dict)
    _read: dict[str, list[CalendarProperty]] = field(default_factory=dict)

    def every(self, name: str) -> list[CalendarProperty]:
        """The properties of that name."""
        if name not in self.lines:
            return []
        if name not in self._read:
            self._read[name] = [found for text in self.lines[name] if (found := property_of(text)) is not None]
        return self._read[name]

    def first(self, name: str) -> CalendarProperty | None:
        """The first property of that name; None where there is none."""
        found = self.every(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The text of the first property of that name, without spaces around it; empty where there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""

    @property
    def uid(self) -> str:
        """Its UID, the value as it stands."""
        found = self.first("UID")
        return found.value.strip() if found else ""


@dataclass(slots=True)
class CalendarFile:
    """The entries of a file in their order, and those that have no end; `cut` where the file itself has none."""

    entries: list[Entry] = field(default_factory=list)
    broken: list[Entry] = field(default_factory=list)
    cut: bool = False


def read_calendar(path: Path) -> CalendarFile:
    """The entries of a calendar's file. Refused where it is none, too large, or no text."""
    return entries_of(read_file(path, "let the calendar write fewer years"), path.name)


def entries_of(data: bytes, name: str) -> CalendarFile:
    """The entries of a calendar's bytes; `name` is what a refusal calls the file."""
    reader = _Reader(name)
    for number, text in _unfolded(data, name):
        reader.take(number, text)
    return reader.end()


def property_of(text: str) -> CalendarProperty | None:
    """A line as name, parameters and value; None where it is none. Of a parameter that is told twice the last holds."""
    match = _LINE.fullmatch(text)
    if match is None:
        name, colon, value = text.partition(":")
        name = name.partition(";")[0]
        return CalendarProperty(name.upper(), {}, value) if colon else None
    name, parameters, value = match.groups()
    found = {key.upper(): said.strip('"') for key, said in _PARAMETER.findall(parameters)}
    return CalendarProperty(name.upper(), found, value)


def _unfolded(data: bytes, name: str) -> Iterator[tuple[int, str]]:
    """Every line with its number, continuations joined before they are decoded: a fold may stand within a letter."""
    if data.startswith(_BOM):
        data = data[len(_BOM) :]
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    begun, parts = 0, [b""]
    for number, raw in enumerate(data.split(b"\n"), 1):
        line = raw.removesuffix(b"\r")
        if line[:1] in (b" ", b"\t") and begun:
            parts.append(line[1:])
            continue
        if begun:
            yield begun, _decoded(b"".join(parts), begun, name)
        begun, parts = number, [line]
    yield begun, _decoded(b"".join(parts), begun, name)


def _decoded(line: bytes, number: int, name: str) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise _no_text(name, number, error.start) from None
    if found := _NO_TEXT.search(text):
        raise _no_text(name, number, len(text[: found.start()].encode()))
    return text


def _no_text(name: str, number: int, at: int) -> Refused:
    return Refused(f"{name}, line {number}: is not text in UTF-8 at byte {at + 1}; let the calendar write it anew")


class _Reader:
    """Cuts lines into entries. What stands in an alarm, a task or any other part is passed over."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found = CalendarFile()
        self.head: CalendarHead | None = None
        self.entry: Entry | None = None
        self.zone: list[str] | None = None
        self.inner = 0
        """How many other parts are open within the present one."""
        self.any = False

    def take(self, number: int, text: str) -> None:
        """Take one line."""
        match = _NAME.match(text)
        if match is None:
            return
        name = match[1].upper()
        if name == "BEGIN":
            self._begin(number, text[match.end() :].strip().upper(), text)
        elif name == "END":
            self._end(text[match.end() :].strip().upper(), text)
        elif self.zone is not None:
            self.zone.append(text)
        elif self.entry is not None:
            if not self.inner and name in _OF_ENTRY:
                self.entry.lines.setdefault(name, []).append(text)
        elif self.head is not None and not self.inner and name in _OF_CALENDAR:
            self._of_calendar(name, text)

    def end(self) -> CalendarFile:
        """What was found; Refused where there was no calendar, or too much."""
        self._drop()
        if not self.any:
            raise Refused(f"{self.name} holds no calendar; a calendar begins with BEGIN:VCALENDAR")
        self.found.cut = self.head is not None
        return self.found

    def _of_calendar(self, name: str, text: str) -> None:
        found = property_of(text)
        assert self.head is not None
        if found is not None:
            setattr(self.head, _OF_CALENDAR[name], found.value.strip())

    def _begin(self, number: int, part: str, text: str) -> None:
        if part == "VCALENDAR":
            self._drop()
            self.head, self.any, self.inner = CalendarHead(), True, 0
        elif part == "VEVENT" and self.head is not None:
            self._drop()
            self.entry, self.inner = Entry(number, self.head), 0
            if len(self.found.entries) + len(self.found.broken) >= MAX_ENTRIES:
                raise Refused(f"{self.name} holds more than 20 000 events; let the calendar write fewer years")
        elif part == "VTIMEZONE" and self.head is not None and self.entry is None:
            self.zone, self.inner = [], 0
        elif self.zone is not None:
            self.zone.append(text)
        else:
            self.inner += 1

    def _end(self, part: str, text: str) -> None:
        if part == "VEVENT" and self.entry is not None:
            self.found.entries.append(self.entry)
            self.entry, self.inner = None, 0
        elif part == "VTIMEZONE" and self.zone is not None:
            self._define()
        elif part == "VCALENDAR":
            self._drop()
            self.head, self.inner = None, 0
        elif self.zone is not None:
            self.zone.append(text)
        else:
            self.inner = max(0, self.inner - 1)

    def _define(self) -> None:
        lines, self.zone = self.zone or [], None
        named = next((found for line in lines if (found := property_of(line)) and found.name == "TZID"), None)
        if named is not None and self.head is not None:
            self.head.zones[named.value.strip()] = lines

    def _drop(self) -> None:
        """An entry that has no end is none, and is told."""
        if self.entry is not None:
            self.found.broken.append(self.entry)
        self.entry, self.zone = None, None
