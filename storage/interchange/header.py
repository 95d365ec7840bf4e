"""The first line of an interchange file, and whose log it makes or may enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.errors import BadValue, Refused
from models.records.values import uid

if TYPE_CHECKING:
    from models.records.pair import Pair
    from storage.log import Log

VERSION = 4
_KNOWN = {"type", "version", "exported_at", "scope", "by"}


@dataclass(frozen=True, slots=True)
class FileHeader:
    """What a file says of itself: whole log or shared copy, the uid of the person whose log it was, and its version."""

    shared: bool
    by: str | None
    version: int = VERSION


def parse_header(raw: dict[str, Any]) -> FileHeader:
    """The header that the first line holds; BadValue, saying what is wrong, where it is none."""
    if raw.get("type") != "visavis":
        raise BadValue('the first line is not {"type": "visavis", "version": 1}; is this an interchange file?')
    version = raw.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise BadValue(f"version is missing or no whole number; expected 1 to {VERSION}")
    if version > VERSION:
        raise BadValue(f"the file is of version {version}, made by a newer visavis; update visavis to read it")
    if unknown := set(raw) - _KNOWN:
        raise BadValue(f"{sorted(unknown)[0][:40]} is no field of the first line; known: {', '.join(sorted(_KNOWN))}")
    if raw.get("scope") not in (None, "full", "shared"):
        raise BadValue("scope is neither full nor shared")
    by = raw.get("by")
    if by is not None and not isinstance(by, str):
        raise BadValue("by is not a uid")
    return FileHeader(raw.get("scope") == "shared", uid(by) if by else None, version)


def refuse_stranger(log: Log, header: FileHeader) -> None:
    """Refuse a file of somebody else's log; a shared copy may come from the counterpart of one of the alliances."""
    owner = log.owner()
    if not owner or header.by is None or header.by == owner:
        return
    if header.shared and any(header.by == pair.other.uid for pair in log.pairs()):
        return
    raise Refused("the file comes from somebody else's log; only a shared copy of an alliance of this log can come in")


def new_owner(log: Log, header: FileHeader, me: str | None) -> str | None:
    """The uid of the owner that a log without one gets from the file, None where it has one. Refused where unclear."""
    if log.owner():
        return None
    pairs = log.pairs()
    if header.shared and (me is None or header.by is not None):
        counterpart = _counterpart(pairs, header.by)
        return counterpart if me is None else _by_name(log, me)
    if me is not None:
        return _by_name(log, me)
    if header.by is not None:
        if header.by not in log.people():
            raise Refused("by in the first line leads to no person of the file")
        return header.by
    principals = {pair.alliance.principal for pair in pairs}
    if len(principals) == 1:
        return principals.pop()
    raise Refused("whose log the file makes is not clear from it; say it with --me NAME")


def _by_name(log: Log, name: str) -> str:
    wanted = name.strip().casefold()
    exact = [person for person in log.people().values() if person.name.casefold() == wanted]
    found = exact or [person for person in log.people().values() if wanted and wanted in person.name.casefold()]
    if len(found) != 1:
        known = ", ".join(person.name for person in found or log.people().values())
        raise Refused(f'--me "{name}" names {"several people" if found else "nobody"} of the file; known: {known}')
    return found[0].uid


def _counterpart(pairs: list[Pair], by: str | None) -> str:
    for pair in pairs:
        two = (pair.alliance.principal, pair.alliance.partner)
        if by in two:
            return two[1] if by == two[0] else two[0]
    raise Refused("the shared copy does not say in its first line which of its alliance's two people it came from")
