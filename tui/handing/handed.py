"""What is handed over, as data: of whom, how it is made, whose copies there are, in which formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.text.cells import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.pages.document import Document
    from models.records.pair import Pair
    from storage.documents.entry import CalendarEntry
    from storage.log import Log

NAMES = {
    "pdf": "PDF to print",
    "docx": "Word document",
    "eml": "mail draft",
    "ics": "calendar entry",
    "html": "page in a browser",
    "txt": "plain text",
    "md": "Markdown",
}
"""What formats are called, in the order in which they are offered at first."""


class Made(NamedTuple):
    """A page, and what a calendar is told of its meeting; None where none is planned."""

    page: Document
    entry: CalendarEntry | None = None


class Handed(NamedTuple):
    """What is handed over. `make` makes it, on the log's thread, as mine or the other's and for a format.

    `shared`: the other has a copy, `own`: I have one. `further` is offered below the copies. `forms` are its formats.
    """

    pair: Pair
    title: str
    make: Callable[[Log, bool, str], Made]
    shared: bool = True
    own: bool = True
    further: tuple[str, Callable[[], None]] | None = None
    forms: tuple[str, ...] = tuple(NAMES)


def copy_of(pair: Pair, *, mine: bool) -> str:
    """Whose copy it is, as a page names it."""
    if mine and pair.own:
        return "your own copy"
    return f"{visible(pair.short((pair.me if mine else pair.other).uid))}'s {'own ' if mine else ''}copy"
