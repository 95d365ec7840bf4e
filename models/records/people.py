"""How people are called, and how a name and a role are told apart in what was typed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from models.errors import Refused

if TYPE_CHECKING:
    from models.records.rows import Person

_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "sir"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq"})


def first_name(person: Person) -> str:
    """What a person is called: as they say, else the first word of the name that is no title."""
    if person.called and person.called.strip():
        return person.called.strip()
    # A comma belongs to no word: "Ruiz, PhD" is called Ruiz.
    words = person.name.replace(",", " ").split() or [person.name]
    return next((word for word in words if _plain(word) not in _TITLES), words[0])


def plain_name(name: str) -> str:
    """A name in small plain letters, digits and dashes, for other programs; empty where nothing of it is left."""
    letters = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in letters).split())


def name_and_role(text: str) -> tuple[str, str]:
    """Name and role of "NAME, ROLE": the role begins behind the first comma that no suffix of a name follows."""
    first, *rest = text.split(",")
    name = [first]
    while rest and _is_suffix(rest[0]):
        name.append(rest.pop(0))
    return ",".join(name).strip(), ",".join(rest).strip()


def with_role(name: str, role: str | None) -> str:
    """A name with the role behind it, where there is one."""
    return f"{name}, {role}" if role else name


def same_person(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names with their roles are the same, case and spaces aside."""
    return [closed(text) for text in one] == [closed(text) for text in other]


def refuse_same(me: tuple[str, str], other: tuple[str, str]) -> None:
    """Refuse two people that are one: the same name and role, case and spaces aside."""
    if same_person(me, other):
        raise Refused(
            f"{with_role(*me)} stands on both sides; name two people, or give them roles that tell them apart"
        )


def _is_suffix(text: str) -> bool:
    words = text.split()
    return bool(words) and all(_plain(word) in _SUFFIXES for word in words)


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


def closed(text: str) -> str:
    """Close the spaces of a name and its case, by which no two names differ."""
    return "".join(text.split()).casefold()
