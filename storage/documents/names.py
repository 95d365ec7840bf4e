"""What a document is called unless told."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.pages.document import Document

_LONGEST = 40


def file_name(page: Document, form: str) -> str:
    """The file of a page: agenda-2026-12-01-dana-reyes.pdf. My own copy's begins with private-, which tells the two
    apart whatever the rest is cut to.
    """
    days = page.span or ((page.when.day,) if page.when else ())
    whom = folded_name(page.people[1].name) or f"a{page.alliance}"
    return "-".join(["private"] * bool(page.own) + [page.kind, *map(str, days), whom]) + f".{form}"


def folded_name(name: str) -> str:
    """A name in a to z, 0 to 9 and dashes; empty where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in plain).split())[:_LONGEST].rstrip("-")
