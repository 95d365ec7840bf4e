"""A document in the format that is asked for; what a format is made with is loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from storage.documents import rendering
from storage.documents.names import file_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.pages.document import Document
    from storage.documents.entry import CalendarEntry

Paper = Literal["a4", "letter"]


class How(NamedTuple):
    """What is chosen beside the format: the paper, where one is printed; the format that goes with a mail; and what a
    calendar is told of the meeting, None where none is planned.
    """

    paper: Paper = "a4"
    attach: str = "pdf"
    entry: CalendarEntry | None = None


def _text(render: Callable[[Document], bytes]) -> Callable[[Document, How], bytes]:
    return lambda page, _how: render(page)


def _pdf(page: Document, how: How) -> bytes:
    from storage.documents.pdf import pdf  # loads typst

    return pdf(page, how.paper)


def _docx(page: Document, how: How) -> bytes:
    from storage.documents.docx import docx  # loads python-docx

    return docx(page, how.paper)


def _mail(page: Document, how: How) -> bytes:
    """A mail with the page attached, and with its entry for the calendar while the two are still to meet."""
    from storage.documents import eml  # not for another format

    forms = [how.attach] if how.attach in FORMATS else []
    forms += ["ics"] if page.kind == "agenda" and how.entry else []
    return eml.render(page, [eml.Attached(file_name(page, form), form, render(form, page, how)) for form in forms])


def _entry(page: Document, how: How) -> bytes:
    from storage.documents import ics  # not for another format

    return ics.render(page, how.entry)


FORMATS: dict[str, Callable[[Document, How], bytes]] = {
    "md": _text(rendering.markdown),
    "txt": _text(rendering.plain),
    "html": _text(rendering.html),
    "pdf": _pdf,
    "docx": _docx,
    "eml": _mail,
    "ics": _entry,
}
"""How a document is written, by format."""


def render(form: str, page: Document, how: How | None = None) -> bytes:
    """The document in a format, on A4 unless told."""
    return FORMATS[form](page, how or How())
