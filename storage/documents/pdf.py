"""Documents as PDF: tagged, its fonts within it, set by one template that gets every text as data."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from models.visible import visible
from storage.disk.notices import note
from storage.documents.drawing import PAPER, svg
from storage.documents.sheet import FROM_THE_RIGHT, SideBySide, heads, in_one_piece, laid_out, rows_below

if TYPE_CHECKING:
    from models.pages.document import Document, Line, Part

_TEMPLATE = Path(__file__).with_name("page.typ")
_PAPERS = {"a4": "a4", "letter": "us-letter"}
_OTHER_SCRIPTS = re.compile("[\u0600-\u1cff\u2de0-\ufaff\ufb50-\U0010ffff]")
"""What the fonts within typst hold badly or not at all: Arabic, the scripts of India and East Asia, emoji."""

_ISOLATE, _END = "\u2068", "\u2069"

_NAMED = {0x2400 + code: f"<U+{code:04X}>" for code in range(0x20)} | {0x2421: "<U+007F>"}
"""The pictures of control characters, which hardly a font has, by their names."""

NO_FONT = "this machine has no font for some characters of the page; in the PDF they are boxes"


def pdf(page: Document, paper: str) -> bytes:
    """The document as PDF/UA; the only clock in it is the day on which its words hold."""
    data = json.dumps(_page(page, paper), ensure_ascii=False)
    at = datetime.combine(page.as_of, time(), UTC)
    for own_fonts in (True, False)[bool(_OTHER_SCRIPTS.search(data)) :]:
        try:
            return _compiled(data, at, own_fonts=own_fonts, standards=["ua-1"])
        except typst.TypstError as failed:
            if "could not be displayed" not in failed.message:
                raise
    note(NO_FONT)
    return _compiled(data, at, own_fonts=False, standards=[])


def _compiled(data: str, at: datetime, *, own_fonts: bool, standards: list[Any]) -> bytes:
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        root=_TEMPLATE.parent,  # else the folder one is in, which may be gone
        sys_inputs={"page": data},
        ignore_system_fonts=own_fonts,
        pdf_standards=standards,
        timestamp=at,
    )


def _say(text: str) -> str:
    """A text as it is seen; one that is written from the right keeps its order to itself."""
    shown = in_one_piece(visible(text).translate(_NAMED))
    return f"{_ISOLATE}{shown}{_END}" if FROM_THE_RIGHT.search(shown) else shown


def _page(page: Document, paper: str) -> dict[str, Any]:
    return {
        "paper": _PAPERS[paper],
        "title": visible(page.title),
        "kicker": page.kicker,
        "names": " and ".join(_say(person.name) for person in page.people),
        "offices": _say(page.offices),
        "kind": page.kind,
        "dates": [_say(text) for text in page.dates],
        "foot": _say(page.foot),
        "own": bool(page.own),
        "blocks": [_block(item, page) for item in laid_out(page)],
    }


def _block(item: Part | SideBySide, page: Document) -> dict[str, Any]:
    if isinstance(item, SideBySide):
        return {"form": "beside", "sides": [[_part(each, page) for each in side] for side in item]}
    return _part(item, page)


def _part(item: Part, page: Document) -> dict[str, Any]:
    return {
        "form": item.form,
        "heading": _say(item.heading),
        "lead": _say(item.lead),
        "many": item.too_many,
        "room": item.room,
        "heads": heads(item) if item.form == "promises" else (),
        "lines": [_promise(line, page) if item.form == "promises" else _line(line, item, page) for line in item.lines],
        "table": [[_say(cell) for cell in row] for row in item.table],
        "curves": svg(item.curves, PAPER),
        "says": "; ".join(visible(curve.name) for curve in item.curves),
    }


def _line(line: Line, item: Part, page: Document) -> dict[str, Any]:
    return {
        "who": _say(line.who),
        "text": _say(line.text),
        "aside": _say(line.beside(page.as_of, minutes=not item.room)),
        "minutes": f"{line.minutes} min" if line.minutes and item.room else "",
        "under": [_say(row) for row in rows_below(line)],
        "box": line.box,
        "private": line.private,
    }


def _promise(line: Line, page: Document) -> dict[str, Any]:
    return {
        "who": _say(line.who),
        "text": _say(line.text),
        "under": [_say(row) for row in rows_below(line)],
        "when": _say(line.by_when(page.as_of)),
        "private": line.private,
    }
