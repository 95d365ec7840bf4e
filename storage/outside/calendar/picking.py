"""Which entries of a calendar are meetings of the two: by who takes part, else by title or series as one names them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.records.pair import Pair
    from storage.outside.calendar.lines import CalendarProperty, Entry

_SPLIT = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)", re.ASCII)
_NOBODY = "calendar.google.com"
"""Where calendars, rooms and imported entries have addresses that are nobody's."""

LIKELIEST = 3
"""So many series are named where none was picked."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose meetings are wanted, by address, or else by words of the title or by series.

    Without my own address the one other who takes part counts as me. `known` are the UIDs of meetings of the two: what
    we send out names nobody, and comes back by them.
    """

    other: str
    me: str
    title: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """Whether somebody has said which ones are wanted."""
        return bool(self.title or self.series)


class Guest(NamedTuple):
    """One who takes part: the addresses, whether they declined, and whether it is a room or a thing."""

    addresses: tuple[str, ...]
    declined: bool
    room: bool
    name: str


class LikelySeries(NamedTuple):
    """A series that may be meant: its UID, its title, and how many entries it has."""

    uid: str
    title: str
    entries: int


def wanted(pair: Pair, title: str | None, series: Iterable[str], known: Iterable[str] = ()) -> Wanted:
    """What is wanted of a calendar for an alliance."""
    words = tuple((title or "").casefold().split())
    named = tuple(base_of(uid) for uid in series)
    return Wanted(_plain(pair.other.email), _plain(pair.me.email), words, named, frozenset(map(base_of, known)))


def base_of(uid: str) -> str:
    """The UID of a series without what Google Calendar adds where one is split: both parts are one series."""
    return _SPLIT.sub("", uid.strip())


def picked(entries: Sequence[Entry], meant: Wanted) -> tuple[list[Entry], list[tuple[Entry, str]]]:
    """The entries that are wanted, and those of the other one that are not, each with why.

    Who takes part in a series is what its own entry says: one who was asked along once makes it nobody else's.
    """
    own, rest = _grouped(entries)
    out: list[tuple[Entry, str]] = []
    found: list[Entry] = []
    for group in own:
        master = next((entry for entry in group if "RECURRENCE-ID" not in entry.lines), group[0])
        why = _unwanted(master, group, meant)
        if why is None:
            found += group
        elif why:
            out.append((master, why))
    out += [
        (entry, "it has no UID, by which it would be known again")
        for entry in rest
        if _unwanted(entry, [entry], meant) is None
    ]
    return found, out


def declined(entry: Entry, meant: Wanted) -> bool:
    """Whether one of the two said no to it."""
    guests = [guest for guest in _guests(entry) if not guest.room]
    return any(guest.declined for guest in guests if meant.other in guest.addresses or _is_me(guest, guests, meant))


def likeliest(entries: Sequence[Entry], pair: Pair, today: str) -> list[LikelySeries]:
    """The series that may be meant: those that name the other, or have two people, the longest-lived first."""
    names = {word for word in pair.other.name.casefold().split() if len(word) > 2}
    marks: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for entry in entries:
        if not entry.uid or not ("RRULE" in entry.lines or entry.text("DTSTART") >= today):
            continue
        base = base_of(entry.uid)
        titles.setdefault(base, entry.text("SUMMARY"))
        people = [guest for guest in _guests(entry) if not guest.room]
        named = " ".join([entry.text("SUMMARY"), *(guest.name for guest in people)]).casefold()
        mark = 4 * any(word in named for word in names) + 2 * (len(people) == 2) + ("RRULE" in entry.lines)
        marks[base] = max(marks[base], mark)
    count = Counter(base_of(entry.uid) for entry in entries)
    best = sorted((uid for uid in marks if marks[uid] > 1), key=lambda uid: (-marks[uid], -count[uid], titles[uid]))
    return [LikelySeries(uid, titles[uid], count[uid]) for uid in best[:LIKELIEST]]


def _grouped(entries: Sequence[Entry]) -> tuple[list[list[Entry]], list[Entry]]:
    """The entries by their UID, in the order of the file, and those that have none."""
    groups: dict[str, list[Entry]] = {}
    rest = []
    for entry in entries:
        if entry.uid:
            groups.setdefault(entry.uid, []).append(entry)
        else:
            rest.append(entry)
    return list(groups.values()), rest


def _unwanted(master: Entry, group: Sequence[Entry], meant: Wanted) -> str | None:
    """Why an entry is not wanted, empty where it has nothing to do with the other one; None where it is."""
    if meant.named:
        in_title = bool(meant.title) and any(_named(entry, meant.title) for entry in group)
        return None if in_title or base_of(master.uid) in meant.series else ""
    if base_of(master.uid) in meant.known and all(meant.me in guest.addresses for guest in _guests(master)):
        return None
    if not meant.other or not _mentions(master, meant.other):
        return ""
    guests = [guest for guest in _guests(master) if not guest.room]
    if not any(meant.other in guest.addresses for guest in guests):
        return ""
    others = [guest for guest in guests if meant.other not in guest.addresses and not _is_me(guest, guests, meant)]
    return "others take part" if others else None


def _mentions(entry: Entry, address: str) -> bool:
    """Whether an address may be among those who take part, seen without taking the lines apart."""
    lines = (*entry.lines.get("ATTENDEE", ()), *entry.lines.get("ORGANIZER", ()))
    return any(address in line.casefold() or "%" in line for line in lines)


def _named(entry: Entry, words: Iterable[str]) -> bool:
    title = entry.text("SUMMARY").casefold()
    return all(word in title for word in words)


def _is_me(guest: Guest, guests: Sequence[Guest], meant: Wanted) -> bool:
    if meant.me:
        return meant.me in guest.addresses
    others = {one.addresses for one in guests if meant.other not in one.addresses}
    return len(others) == 1 and guest.addresses in others


def _guests(entry: Entry) -> Iterator[Guest]:
    """Everybody who takes part, the one who asked to it among them. A calendar's own address is nobody."""
    for name in ("ORGANIZER", "ATTENDEE"):
        for found in entry.every(name):
            addresses = tuple(dict.fromkeys(filter(None, _addresses(found))))
            if any(address.endswith(_NOBODY) for address in addresses):
                continue
            said = found.parameters
            room = said.get("CUTYPE", "").upper() in ("ROOM", "RESOURCE") or said.get("ROLE", "").upper() == _NOT_THERE
            yield Guest(addresses, said.get("PARTSTAT", "").upper() == "DECLINED", room, said.get("CN", ""))


_NOT_THERE = "NON-PARTICIPANT"


def _addresses(found: CalendarProperty) -> Iterator[str]:
    yield _plain(found.parameters.get("EMAIL"))
    scheme, colon, rest = found.value.strip().partition(":")
    if colon and scheme.casefold() == "mailto":
        yield _plain(unquote(rest).partition("?")[0])


def _plain(address: str | None) -> str:
    return (address or "").strip().casefold().removeprefix("mailto:")
