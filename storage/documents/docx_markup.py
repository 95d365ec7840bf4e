"""WordprocessingML as text, its elements in the order of the schema: runs, paragraphs, tables, boxes to tick.

What a person wrote comes in by `run` alone, which makes it visible and escapes it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.visible import visible
from storage.documents.sheet import FROM_THE_RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INK, SOFT, FAINT, RED = "1F2328", "5B616B", "B9BDC4", "A3261C"

_MARK = "\u200f"
_LETTER = re.compile(r"[^\W\d_]")


class Face(NamedTuple):
    """How words look: their size in points, their colour. `beside`: they stand beside a heading and are none of it."""

    size: float = 10.5
    colour: str = INK
    bold: bool = False
    italic: bool = False
    beside: bool = False


Edge = Literal["top", "left", "bottom"]
Side = Literal["left", "right"]


class ParagraphForm(NamedTuple):
    """How a paragraph stands: its style, the points above and below, and whether it stays with the next one.

    `stops` are tab stops in millimetres, each with what is aligned there; `hang`: where the second line begins;
    `rule`: the edge that has a rule, and its colour.
    """

    style: str = ""
    before: float = 0
    after: float = 0
    align: Side = "left"
    keep: bool = False
    stops: tuple[tuple[float, Side], ...] = ()
    hang: float = 0
    rule: tuple[Edge, str] | None = None


PLAIN, ASIDE = Face(), Face(9, SOFT)
AS_IT_IS = ParagraphForm()


def twips(millimetres: float) -> int:
    """Twentieths of a point, which Word measures in."""
    return round(millimetres * 1440 / 25.4)


def run(text: str, face: Face = PLAIN) -> str:
    """A text as it is seen; of one that is written from the right it is said, and its last sign stays at its left."""
    shown = visible(text)
    if _is_from_the_right(shown) and not shown[-1].isalpha():
        shown += _MARK
    return (
        f'<w:r>{_face(face, shown)}<w:t xml:space="preserve">{escape(shown, quote=False)}</w:t></w:r>' if shown else ""
    )


def _is_from_the_right(text: str) -> bool:
    first = _LETTER.search(text)
    return bool(first and FROM_THE_RIGHT.match(first[0]))


def _face(face: Face, text: str) -> str:
    size = round(face.size * 2)
    found = [
        '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:b w:val="0"/><w:bCs w:val="0"/>' * face.beside,
        "<w:b/><w:bCs/>" * face.bold,
        "<w:i/><w:iCs/>" * face.italic,
        '<w:caps w:val="0"/>' * face.beside,
        f'<w:color w:val="{face.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        "<w:rtl/>" if _is_from_the_right(text) else "",
    ]
    return f"<w:rPr>{''.join(found)}</w:rPr>"


TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"

TICK = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
    "<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)
"""A box that is ticked by a click."""


def field(name: str, face: Face) -> str:
    """What Word counts itself: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr=" {name} "><w:r>{_face(face, "")}<w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(runs: str, how: ParagraphForm = AS_IT_IS) -> str:
    """One paragraph; without words it is as low as can be."""
    rule = ""
    if how.rule:
        edge, colour = how.rule
        size, space = (12, 8) if edge == "left" else (4, 4)
        rule = f'<w:pBdr><w:{edge} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/></w:pBdr>'
    stops = "".join(f'<w:tab w:val="{align}" w:pos="{twips(at)}"/>' for at, align in how.stops)
    line = "" if runs else ' w:line="20" w:lineRule="exact"'
    found = [
        f'<w:pStyle w:val="{how.style}"/>' if how.style else "",
        "<w:keepNext/>" * how.keep,
        "<w:keepLines/>",
        rule,
        f"<w:tabs>{stops}</w:tabs>" if stops else "",
        f'<w:spacing w:before="{round(how.before * 20)}" w:after="{round(how.after * 20)}"{line}/>',
        f'<w:ind w:left="{twips(how.hang)}" w:hanging="{twips(how.hang)}"/>' if how.hang else "",
        f'<w:jc w:val="{how.align}"/>' if how.align == "right" else "",
    ]
    return f"<w:p><w:pPr>{''.join(found)}</w:pPr>{runs}</w:p>"


class Below(NamedTuple):
    """The rule below a cell: its kind, its width in eighths of a point, its colour."""

    kind: Literal["single", "dotted"]
    width: int
    colour: str


class Cell(NamedTuple):
    """What stands in a cell: whole paragraphs and tables, a paragraph last; `gap` millimetres at its right are free."""

    content: str
    below: Below | None = None
    stands: Literal["top", "bottom"] = "top"
    gap: float = 0


class CellRow(NamedTuple):
    """Cells beside each other, at least so many millimetres high. `head`: it heads each page of the table."""

    cells: Sequence[Cell]
    high: float = 0
    head: bool = False
    splits: bool = False


def table(widths: Sequence[float], rows: Iterable[CellRow]) -> str:
    """A table without rules but those of its cells; the widths are in millimetres."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(_row(widths, item) for item in rows)}</w:tbl>"
    )


def _row(widths: Sequence[float], item: CellRow) -> str:
    found = [
        "" if item.splits else "<w:cantSplit/>",
        f'<w:trHeight w:val="{twips(item.high)}" w:hRule="atLeast"/>' if item.high else "",
        "<w:tblHeader/>" * item.head,
    ]
    cells = "".join(_cell(width, each) for width, each in zip(widths, item.cells, strict=True))
    return f"<w:tr><w:trPr>{''.join(found)}</w:trPr>{cells}</w:tr>"


def _cell(width: float, item: Cell) -> str:
    borders = ""
    if item.below:
        rule = f'w:val="{item.below.kind}" w:sz="{item.below.width}" w:space="0" w:color="{item.below.colour}"'
        borders = f"<w:tcBorders><w:bottom {rule}/></w:tcBorders>"
    gap = f'<w:tcMar><w:right w:w="{twips(item.gap)}" w:type="dxa"/></w:tcMar>' if item.gap else ""
    stands = f'<w:vAlign w:val="{item.stands}"/>' if item.stands != "top" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{borders}{gap}{stands}</w:tcPr>{item.content}</w:tc>'
    )
