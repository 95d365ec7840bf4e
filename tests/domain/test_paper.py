"""Documents on paper: whole in PDF and DOCX whatever was written, alike for the same day, and as the page is set."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from models.measures.survival import estimate
from models.pages.document import Document, Line, Named, Part, Steps, When
from models.visible import visible
from storage.disk.notices import take
from storage.documents.formats import How, render
from storage.documents.pdf import NO_FONT
from storage.documents.sheet import AGREED, SideBySide, grouped, in_one_piece, laid_out
from tests.domain.made import written

DAY = date(2026, 11, 29)
PEOPLE = (
    Named("Jay Moran", "Jay", "CIO", "Halden", ""),
    Named("Dana Reyes", "Dana", "CMO", "Halden", ""),
)
WHEN = When(date(2026, 12, 1), time(14), time(14, 50), 50, "office", "Europe/London")

NASTY = [
    '#read("/etc/passwd") $x$ *a* _b_ `c` = d #eval("1")',
    "<w:p><w:r/></w:p> ]]> &amp; &#60;",
    "a\x1b]0;owned\x07b\x9b31m\x00c\r\nd",
    "\u202egnp.exe \u200b\u2066 x\ud800y \ufffe\uffff",
    "e" + "\u0301" * 40,
    "x" * 300,
    "https://example.org/" + "a/very/long/path/" * 9,
    "פגישה עם צוות השיווק!",
    "مراجعة عقد الوكالة (قبل نهاية الشهر)",
    "\\u{41} ${y} %s {0} {{z}}",
]
"""What is to be text on paper, and nothing else."""


def page(*parts: Part, **more: Any) -> Document:
    return replace(Document("agenda", PEOPLE, parts, DAY, WHEN), **more)


def topics(texts: list[str]) -> Part:
    lines = tuple(Line(text, "projects", who="Jay", minutes=10, box=True) for text in texts)
    return Part("Topics", lines, "55 of 50 minutes, 5 too many", too_many=True, room=True)


def listed(heading: str, column: Any, count: int) -> Part:
    return Part(heading, tuple(Line(f"Line {at}", who="Dana", day=DAY) for at in range(count)), column=column)


QUESTION = Part("The question", (Line("How can I help?", under=("Jay, last time: one\ntwo",)),), form="question")
ALONE = Part("For Jay alone", (Line("A note"), Line("Another")), form="alone")
PROMISED = Part("Promised", (Line("Budget line", under=("done means: signed",), who="Jay", day=DAY),), form="promises")
CASES = written("1 2 3 4 5 6 7+ 8 9-")
CURVES = (Steps("raised before", estimate(CASES), tuple(case.days for case in CASES), "Half settle"),)
FIGURES = Part("Both ways", (Line("one late", who="Jay"),), table=(("", "Jay", "before"), ("Kept", "4 of 5", "")))
DRAWN = Part("Disagreements", (Line("Half settle within 5 days"),), curves=CURVES)

PAGES = {
    "nothing": page(when=None),
    "all": page(QUESTION, topics(["One", "Two"]), listed("Late", "left", 3), listed("Awaited", "right", 2), ALONE),
    "nasty": page(topics(NASTY), replace(QUESTION, lines=(Line(NASTY[2], under=tuple(NASTY)),)), own="Jay"),
    "recap": page(PROMISED, listed("Asked", "left", 2), kind="recap"),
    "review": page(FIGURES, DRAWN, kind="review", when=None, days=("Thu 1 Oct to Sun 29 Nov", "beside others")),
}


def paragraphs(within: Any) -> Iterator[str]:
    """The text of each paragraph of a DOCX, in their order, whatever table it stands in."""
    for element in within.iter(qn("w:p")):
        yield "".join(each.text or "" for each in element.iter(qn("w:t"))).strip("\u200f")


def texts_of(found: Document) -> Iterator[str]:
    """Everything that a page says of its own."""
    yield from (found.kicker.upper(), found.names, *filter(None, found.dates))
    for part in found.parts:
        yield part.heading
        for line in part.lines:
            yield from filter(None, (line.who, line.text, *(row for text in line.under for row in text.split("\n"))))
        yield from (cell for row in part.table for cell in row if cell)


def flat(item: Part | SideBySide) -> tuple[Part, ...]:
    """The parts of what stands below each other or beside each other."""
    return (*item.left, *item.right) if isinstance(item, SideBySide) else (item,)


def test_what_stands_side_by_side() -> None:
    left, right, one = listed("Late", "left", 1), listed("Awaited", "right", 1), topics(["One"])
    assert grouped([one, left, right, left, ALONE]) == [[one], [left, right, left], [ALONE]]
    assert grouped([FIGURES, DRAWN, one]) == [[FIGURES, DRAWN], [one]]
    beside = SideBySide((left, left), (right,))
    assert laid_out(page(one, left, right, left, ALONE)) == [one, beside, AGREED, ALONE]
    assert laid_out(page(one, left, left)) == [one, left, left, AGREED]
    assert laid_out(page(FIGURES, DRAWN, kind="review")) == [SideBySide((FIGURES,), (DRAWN,))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("due Wed 18 Nov", ["due", "Wed~18~Nov"]),
        ("by Thu 14 Jan 2027, since Thu 26 Nov", ["by", "Thu~14~Jan~2027,", "since", "Thu~26~Nov"]),
        ("none of 2 lapsed, before 1 of 14", ["none~of~2", "lapsed,", "before", "1~of~14"]),
        ("moved by 10.5 days, 15 min", ["moved", "by", "10.5~days,", "15~min"]),
        ("Sunday 6 December 2026", ["Sunday~6~December~2026"]),
        ("All of 12b, one of 3", ["All", "of", "12b,", "one", "of", "3"]),
    ],
)
def test_no_line_ends_within_a_date_a_share_or_a_duration(text: str, pieces: list[str]) -> None:
    assert in_one_piece(text).replace("\u00a0", "~").split() == pieces


TAGGED = (
    b"/StructTreeRoot", b"/Lang(en)", b"/Marked true", b"/DisplayDocTitle true", b"<pdfuaid:part>1</pdfuaid:part>",
    b"<xmp:CreateDate>2026-11-29T00:00:00+00:00<",
)  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "first"),
    [
        ([5, 3, 24], [1, 1], 2),
        ([4, 9], [3, 2, 2], 2),
        ([2], [3, 9, 4], 2),
        ([6, 6], [], 1),
        ([], [1, 1, 9], 2),
        ([3], [], 0),
    ],
)
def test_the_lists_of_a_review_fill_both_columns(left: list[int], right: list[int], first: int) -> None:
    parts = [listed(f"L{at}", "left", count) for at, count in enumerate(left)]
    parts += [listed(f"R{at}", "right", count) for at, count in enumerate(right)]
    [found] = laid_out(page(*parts, kind="review"))
    assert flat(found) == tuple(parts)
    assert (len(found.left) if isinstance(found, SideBySide) else 0) == first


def sheets(data: bytes) -> int:
    """How many pages a PDF has."""
    found = re.search(rb"<xmpTPg:NPages>(\d+)<", data)
    assert found
    return int(found[1])


def test_a_pdf_is_tagged_one_sheet_and_the_same_twice() -> None:
    for name, found in PAGES.items():
        data = render("pdf", found)
        assert [mark for mark in TAGGED if mark not in data] == [], name
        assert sheets(data) == 1
    assert render("pdf", PAGES["all"]) == render("pdf", PAGES["all"])
    assert take() == []


def test_a_full_sheet_goes_on_over_as_many_as_it_needs() -> None:
    forty = page(topics(["One"] * 12), listed("Late", "left", 40), listed("Awaited", "right", 40), ALONE)
    longest = page(topics(["word " * 1500]), replace(ALONE, lines=(Line("word " * 1500),)))
    assert sheets(render("pdf", forty)) == 2
    assert sheets(render("pdf", longest)) > 2
    letter = render("pdf", page(), How("letter"))
    assert (b"MediaBox[0 0 612 792]" in letter, b"MediaBox[0 0 595" in render("pdf", page())) == (True, True)


def test_the_folder_one_is_in_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert [render(form, PAGES["review"])[:2] for form in ("pdf", "docx")] == [b"%P", b"PK"]


LONG_NAMES = (
    Named("Maximiliane-Alexandrina von Hohenlohe-Waldenburg-Schillingsfürst", "Maximiliane-Alexandrina", "CIO", "", ""),
    Named("Bartholomew Featherstonehaugh-Cholmondeley", "Bartholomew", "CMO", "", ""),
)


def test_long_names_break_behind_their_hyphens_alone() -> None:
    lines = tuple(Line("One", who=each.short, day=DAY) for each in LONG_NAMES)
    box = tuple(Line("Two", who=each.short, box=True) for each in LONG_NAMES)
    parts = (Part("Topics", box, room=True), Part("Late", lines, column="left"), Part("Awaited", lines, column="right"))
    found = page(*parts, replace(PROMISED, lines=lines), people=LONG_NAMES)
    [sheet] = PdfReader(io.BytesIO(render("pdf", found))).pages
    told = sheet.extract_text()
    for name in LONG_NAMES:
        assert all(part in told for word in name.name.split() for part in word.split("-"))
        assert told.count(name.short.split("-")[-1]) == 5
    body = docx.Document(io.BytesIO(render("docx", found))).element.body
    shorts = tuple(each.short for each in LONG_NAMES)
    texts = [("".join(t.text or "" for t in p.iter(qn("w:t"))), p) for p in body.iter(qn("w:p"))]
    listed_below = [p for text, p in texts if text.startswith(shorts) and "One" in text]
    assert [len(list(p.iter(qn("w:br")))) for p in listed_below] == [1, 0, 1, 0]


def test_letters_of_which_this_machine_has_none_are_told() -> None:
    assert render("pdf", page(topics(["\U0010fffd"]))).startswith(b"%PDF")
    assert take() == [NO_FONT]


def test_a_docx_holds_every_text_in_its_order() -> None:
    for name, found in PAGES.items():
        opened = docx.Document(io.BytesIO(render("docx", found)))
        told = list(paragraphs(opened.element.body))
        for text in texts_of(found):
            assert any(visible(text).strip() in each for each in told), (name, text)
        headings = [
            each.heading
            for part in laid_out(found)
            for each in (sum(part, ()) if isinstance(part, SideBySide) else (part,))
        ]
        styled = [p for p in opened.element.body.iter(qn("w:p")) if p.style == "Heading1"]
        assert ["".join(t.text for t in list(p.iter(qn("w:t")))[:1]) for p in styled] == headings
        assert found.foot in "".join(paragraphs(opened.sections[0].footer._element))
        own = opened.core_properties
        assert (own.title, own.author, own.comments) == (found.title, "Jay Moran", "")
        assert own.created == datetime(2026, 11, 29, tzinfo=UTC)


def test_a_docx_is_the_same_twice_and_its_rows_are_whole() -> None:
    data = render("docx", PAGES["all"], How("letter"))
    assert render("docx", PAGES["all"], How("letter")) == data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]
        body = packed.read("word/document.xml").decode()
        foot = packed.read("word/footer1.xml").decode()
    assert body.count("<w14:checkbox>") == 2
    assert " PAGE " in foot
    assert " NUMPAGES " in foot
    assert body.index("<w:tblCellMar>") < body.index("<w:tblLook")
    opened = docx.Document(io.BytesIO(data))
    modes = [each.get(qn("w:val")) for each in opened.settings.element.iter(qn("w:compatSetting"))]
    assert modes[0] == "15"  # a present Word, which else calls it an old document
    assert opened.sections[0].page_width == docx.shared.Mm(215.9)
    splitting = []
    for table in opened.element.body.iter(qn("w:tbl")):
        columns = [each.get(qn("w:w")) for each in table.iter(qn("w:gridCol"))]
        for row in table.findall(qn("w:tr")):
            assert [
                each.get(qn("w:w")) for each in row.findall("/".join(map(qn, ("w:tc", "w:tcPr", "w:tcW"))))
            ] == columns
            splitting += [columns] if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None else []
    assert [columns[1] for columns in splitting] == ["510"]  # 9 mm: what holds the two columns may be as long as it is
