"""What follows from the kind of a note: whose it is, whom it is about, who else is named, whether it stays private."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.records.naming import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.pair import Pair
    from models.records.rows import Note

OF_ONE = ("priority",)
"""Kinds that are about nobody: a priority is its own person's."""

PRIVATE = ("personal",)
"""Kinds that are private unless told otherwise."""


def defaults(values: Mapping[str, Any], pair: Pair) -> dict[str, Any]:
    """What is not told of a new note and can be known.

    It is mine, unless it is told to be about me: then the other says it, expects it, or defers to me. It is about the
    one across from whose it is.
    """
    by, about = values.get("by"), values.get("about")
    one = values.get("kind") in OF_ONE
    by = by or (pair.across(about).uid if about and not one else pair.me.uid)
    found = {"by": by}
    if not one:
        found["about"] = about or pair.across(by).uid
    # Told to be no secret it stands there as None.
    if values.get("kind") in PRIVATE and "private" not in values:
        return {**found, "private": True}
    return found


_BEFORE_WHOM = {
    "advocacy": "to ",
    "expectation": "of ",
    "learning": "taught by ",
    "question": "asked: ",
    "recognition": "to ",
    "showing": "to ",
}


def whom_told(note: Note) -> str:
    """Who is named in a note beside the two: to whom it was said, who teaches it; empty where nobody is."""
    return f"{_BEFORE_WHOM.get(note.kind, '')}{one_line(note.whom)}" if note.whom else ""
