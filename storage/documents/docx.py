"""Documents as DOCX: the same order as on paper, and everything in it can be written on."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from docx import api
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from models.visible import visible
from storage.documents.docx_markup import (
    ASIDE,
    BREAK,
    FAINT,
    INK,
    PLAIN,
    RED,
    SOFT,
    TAB,
    TICK,
    Below,
    Cell,
    CellRow,
    Edge,
    Face,
    ParagraphForm,
    Side,
    field,
    paragraph,
    run,
    table,
)  # fmt: skip
from storage.documents.drawing import PAPER, svg
from storage.documents.sheet import SideBySide, heads, in_one_piece, laid_out, rows_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as Template

    from models.pages.document import Document, Line, Part

_SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
_TOP, _BOTTOM, _SIDE, _GUTTER = 16, 18, 20, 9
_FIGURE = 11.5
"""The width of a column of figures."""
_ROOM = 16
"""The points below a topic: room to write."""
_EMPTY = 7.5
_NAME, _NAME_MOST = 13.0, 28.0
"""The millimetres that the names of a list take, at least and at most; text follows a longer one in the next row."""
_LETTER = 2.2
"""About the millimetres of a bold letter of a list."""
_NAME_LETTERS = 9
"""The letters of a name that stand whole beside a topic in the usual size."""
_SHORT = 22
"""The characters of an aside that stands at the right of a text; a longer one stands below it."""

_ALONE: tuple[Edge, str] = ("left", RED)
"""The rule beside what is private."""

_TOGETHER = "\u00a0"
"""The space within what stands at the right, which is not to be broken over two lines."""

_SPACE = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_STYLES = {
    "Normal": ('<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>', "Georgia", 10.5, INK, ""),
    "Title": ('<w:spacing w:before="40" w:after="40"/>', "Georgia", 19, INK, "<w:b/><w:bCs/>"),
    "Heading 1": (
        '<w:keepNext/><w:keepLines/><w:spacing w:before="260" w:after="80"/><w:outlineLvl w:val="0"/>',
        "Arial", 8.5, SOFT, "<w:b/><w:bCs/><w:caps/>",
    ),
}  # fmt: skip
"""Of each style how its paragraphs stand, its font, size and colour, and what else its words are."""

_CURVE = Path(__file__).with_name("curve.typ")


def docx(page: Document, paper: str) -> bytes:
    """The document as DOCX; the only clock in it is the day on which its words hold."""
    wide, high = _SIZES[paper]
    template = api.Document()
    _set_styles(template)
    _set_page(template, page, wide, high)
    _set_properties(template, page)
    _set_age(template)
    body = "".join([_head(page, wide - 2 * _SIDE), *_blocks(template, page, wide - 2 * _SIDE), paragraph("")])
    last = template.element.body.sectPr
    for element in list(parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')} {_SPACE}>{body}</w:body>")):
        last.addprevious(element)
    return _packed(template)


def _packed(template: Template) -> bytes:
    """The package, each of its files with the same time."""
    rels = template.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del rels[key]
    saved, found = io.BytesIO(), io.BytesIO()
    template.save(saved)
    with zipfile.ZipFile(saved) as packed, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name)  # of 1980, the first day that a zip can tell
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, packed.read(name))
    return found.getvalue()


def _set_styles(template: Template) -> None:
    for name, (stands, font, size, colour, also) in _STYLES.items():
        element = template.styles[name].element
        for child in (element.pPr, element.rPr):
            if child is not None:
                element.remove(child)
        words = (
            f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="Arial"/>{also}<w:color w:val="{colour}"/>'
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
        )
        element.append(parse_xml(f"<w:pPr {nsdecls('w')}>{stands}</w:pPr>"))
        element.append(parse_xml(f"<w:rPr {nsdecls('w')}>{words}</w:rPr>"))


def _set_page(template: Template, page: Document, wide: float, high: float) -> None:
    section = template.sections[0]
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.header_distance, section.footer_distance = Mm(8), Mm(8)
    soft = Face(8, SOFT)
    told = run(page.foot, Face(8, RED) if page.own else soft)
    counted = field("PAGE", soft) + run(" of ", soft) + field("NUMPAGES", soft)
    set_as = ParagraphForm(stops=((wide - 2 * _SIDE, "right"),), rule=("top", FAINT))
    foot = section.footer._element  # noqa: SLF001 (python-docx has no other way to a footer's own content)
    for child in list(foot):
        foot.remove(child)
    foot.append(parse_xml(paragraph(told + TAB + counted, set_as).replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def _set_properties(template: Template, page: Document) -> None:
    own = template.core_properties
    own.title, own.author, own.last_modified_by = visible(page.title)[:255], visible(page.people[0].name)[:255], ""
    own.comments, own.keywords, own.language, own.revision = "", "", "en", 1
    own.created = own.modified = datetime.combine(page.as_of, time())


def _set_age(template: Template) -> None:
    """Say that it is a document of a present Word: else that opens it as an old one, and says so."""
    for setting in template.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _head(page: Document, wide: float) -> str:
    right = 66
    left = [
        paragraph(run(page.kicker.upper(), Face(8.5, SOFT))),
        paragraph(run(page.names, Face(19, bold=True)), ParagraphForm("Title", 2, 3)),
        paragraph(run(page.offices, Face(9.5, SOFT)), ParagraphForm(after=4)),
    ]
    faces = (Face(11.5, bold=True), Face(10), ASIDE)
    dates = [(text, face) for text, face in zip(page.dates, faces, strict=False) if text]
    told = [
        paragraph(run(text, face), ParagraphForm(after=4 if face == ASIDE else 2, align="right"))
        for text, face in dates
    ]
    cells = [Cell("".join(each), Below("single", 6, INK), "bottom") for each in (left, told)]
    return table((wide - right, right), [CellRow(cells)])


def _blocks(template: Template, page: Document, wide: float) -> Iterable[str]:
    for item in laid_out(page):
        if not isinstance(item, SideBySide):
            yield _part(template, item, page, wide, narrow=False)
            continue
        half = (wide - _GUTTER) / 2
        sides = ["".join(_part(template, each, page, half, narrow=True) for each in side) for side in item]
        low = paragraph("")  # a cell ends with a paragraph, and one that begins with a heading would not be split
        cells = [Cell(low + sides[0] + low), Cell(low), Cell(low + sides[1] + low)]
        yield low + table((half, _GUTTER, half), [CellRow(cells, splits=True)])


def _part(template: Template, item: Part, page: Document, wide: float, *, narrow: bool) -> str:
    found = [_heading(item, wide)]
    if item.form == "promises":
        found.append(_promises(item, page, wide))
    elif item.room:
        found.append(_topics(item, page, wide))
    elif item.form == "question":
        found += [_question(line) for line in item.lines]
    else:
        found += [_measures(item.table, wide)] if item.table else []
        found += [_line(line, item, page, wide if narrow else 0) for line in item.lines]
        found += [_curves(template, item, wide)] if item.curves else []
    return "".join(found)


def _heading(item: Part, wide: float) -> str:
    lead = TAB + run(item.lead, Face(9, RED if item.too_many else SOFT, beside=True)) if item.lead else ""
    words = run(item.heading, Face(8.5, SOFT, bold=True)) + lead
    how = ParagraphForm("Heading1", 13, 4, keep=True, stops=((wide, "right"),))
    return paragraph(words, how._replace(rule=_ALONE) if item.form == "alone" else how)


def _question(line: Line) -> str:
    asked = paragraph(run(line.text, Face(12, italic=True)), ParagraphForm(keep=bool(line.under)))
    return asked + "".join(paragraph(run(row, ASIDE), ParagraphForm(before=2)) for row in rows_below(line))


def _topics(item: Part, page: Document, wide: float) -> str:
    widths = (6, wide - 6 - 22 - 13, 22, 13)
    return table(widths, [_topic(line, page) for line in item.lines])


def _topic(line: Line, page: Document) -> CellRow:
    beside = line.beside(page.as_of, minutes=False)
    low = ParagraphForm(before=3)
    told = [
        run(line.text) + (run(f"  {beside}", ASIDE) if beside else ""),
        *(run(row, ASIDE) for row in rows_below(line)),
    ]
    contents = (
        paragraph(TICK if line.box else "", low._replace(rule=_ALONE) if line.private else low),
        paragraph(BREAK.join(told), low._replace(after=_ROOM)),
        paragraph(run(line.who, ASIDE._replace(colour=INK) if _is_long(line.who) else PLAIN), low),
        paragraph(run(f"{line.minutes} min", ASIDE) if line.minutes else "", low._replace(align="right")),
    )
    gaps = (0, 2, 2, 0)
    return CellRow([Cell(each, Below("dotted", 4, FAINT), gap=gap) for each, gap in zip(contents, gaps, strict=True)])


def _line(line: Line, item: Part, page: Document, column: float) -> str:
    """One line of a list; in a column what stands beside it is at the right where it is short, else below."""
    beside, small = line.beside(page.as_of), Face(10.5 if page.kind == "recap" and not column else 9.5)
    names = [_wide(each.who) for each in item.lines if each.who]
    hang = min(max(_NAME, *names), _NAME_MOST) if names else 6.0 if line.box else 0.0
    begins = BREAK if line.who and _wide(line.who) > hang else TAB if hang else ""
    words = run(line.who, small._replace(bold=True)) + (TICK if line.box else "") + begins
    words += run(line.text, small)
    below = [run(row, ASIDE) for row in rows_below(line)]
    if column and len(beside) > _SHORT:
        below.insert(0, run(in_one_piece(beside), Face(8.5, SOFT)))
    elif column and beside:
        words += TAB + run(beside.replace(" ", _TOGETHER), Face(8.5, SOFT))
    elif beside:
        words += run(f"  {beside}", ASIDE)
    stops: list[tuple[float, Side]] = [(hang, "left")] if hang else []
    stops += [(column, "right")] if column else []
    rule = _ALONE if line.private or item.form == "alone" else None
    keep = item.form == "alone" and line is not item.lines[-1]
    return paragraph(
        BREAK.join([words, *below]), ParagraphForm(after=3, keep=keep, stops=tuple(stops), hang=hang, rule=rule)
    )


def _wide(name: str) -> float:
    """About the millimetres that a name takes in a list, with what is free behind it."""
    return _LETTER * len(name) + 2


def _is_long(name: str) -> bool:
    """Whether a part of a name is too long for its column beside a topic, so that it is set smaller."""
    return any(len(word) > _NAME_LETTERS for word in name.replace("-", "- ").split())


def _promises(item: Part, page: Document, wide: float) -> str:
    head = CellRow([Cell(paragraph(run(words, ASIDE)), Below("single", 4, SOFT)) for words in heads(item)], head=True)
    return table((26, wide - 26 - 30, 30), [head, *(_promise(line, page) for line in item.lines)])


def _promise(line: Line, page: Document) -> CellRow:
    below = "".join(paragraph(run(row, ASIDE), ParagraphForm(after=3)) for row in rows_below(line))
    apart = ParagraphForm(before=3, after=3)
    contents = (
        paragraph(run(line.who), apart._replace(rule=_ALONE) if line.private else apart),
        paragraph(run(line.text), apart._replace(after=0) if below else apart) + below,
        paragraph(run(line.by_when(page.as_of)), apart),
    )
    return CellRow([Cell(each, Below("single", 4, FAINT), gap=2) for each in contents], 0 if line.text else _EMPTY)


def _measures(rows: Sequence[Sequence[str]], wide: float) -> str:
    """The figures: what they tell at the left, each column of them at the right of its own."""
    columns = len(rows[0]) - 1
    first: list[Side] = ["left"]
    rest: list[Side] = ["right"] * columns
    found = []
    for at, row in enumerate(rows):
        face, below = (Face(9.5), None) if at else (Face(8.5, SOFT), Below("single", 4, FAINT))
        told = [
            paragraph(run(cell, face), ParagraphForm(after=2, align=side))
            for cell, side in zip(row, first + rest, strict=True)
        ]
        found.append(CellRow([Cell(each, below) for each in told], head=not at))
    return table((wide - _FIGURE * columns, *[_FIGURE] * columns), found) + paragraph("", ParagraphForm(after=4))


def _curves(template: Template, item: Part, wide: float) -> str:
    """The curves as a picture of dots, which every Word shows."""
    import typst  # where there is a curve to draw

    dots = typst.compile(
        _CURVE,
        format="png",
        ppi=300,
        root=_CURVE.parent,  # else the folder one is in, which may be gone
        sys_inputs={"drawn": svg(item.curves, PAPER)},
        ignore_system_fonts=True,
    )
    inline = template.part.new_pic_inline(io.BytesIO(dots), Mm(min(wide, 80)), None)
    inline.docPr.set("descr", "; ".join(visible(curve.name) for curve in item.curves))
    inline.set("distL", "0")
    inline.set("distR", "0")
    return paragraph(f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>", ParagraphForm(before=4))
