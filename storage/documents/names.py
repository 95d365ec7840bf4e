"""What a document is called unless told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.records.people import plain_name

if TYPE_CHECKING:
    from models.pages.document import Document

_LONGEST = 40


def file_name(page: Document, form: str) -> str:
    """The file of a page: agenda-2026-12-01-dana-reyes.pdf. My own copy's begins with private-, which tells the two
    apart whatever the rest is cut to.
    """
    days = page.span or ((page.when.day,) if page.when else ())
    whom = short_name(page.people[1].name, page.alliance)
    return "-".join(["private"] * bool(page.own) + [page.kind, *map(str, days), whom]) + f".{form}"


def short_name(name: str, alliance: int) -> str:
    """A name as it stands in the name of a file; the alliance's id where nothing of it is left."""
    return plain_name(name)[:_LONGEST].rstrip("-") or f"a{alliance}"
