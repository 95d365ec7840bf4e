"""A document in the format that is asked for; what a format is made with is loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from storage.documents import rendering

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.pages.document import Document

Paper = Literal["a4", "letter"]


class How(NamedTuple):
    """What is chosen beside the format: the paper, where one is printed."""

    paper: Paper = "a4"


def _text(render: Callable[[Document], bytes]) -> Callable[[Document, How], bytes]:
    return lambda page, _how: render(page)


def _pdf(page: Document, how: How) -> bytes:
    from storage.documents.pdf import pdf  # loads typst

    return pdf(page, how.paper)


def _docx(page: Document, how: How) -> bytes:
    from storage.documents.docx import docx  # loads python-docx

    return docx(page, how.paper)


FORMATS: dict[str, Callable[[Document, How], bytes]] = {
    "md": _text(rendering.markdown),
    "txt": _text(rendering.plain),
    "html": _text(rendering.html),
    "pdf": _pdf,
    "docx": _docx,
}
"""How a document is written, by format."""


def render(form: str, page: Document, how: How | None = None) -> bytes:
    """The document in a format, on A4 unless told."""
    return FORMATS[form](page, how or How())
