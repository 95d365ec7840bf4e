"""The PDF as a screen reader finds it, read by a program that is not ours: tags, their order, fonts, and no action."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from models.pages.document import Document
from storage.documents.formats import How, render
from storage.documents.sheet import laid_out
from tests.domain.test_paper import CURVES, PAGES, flat, listed, page, topics

LONG = page(topics(["One"] * 12), listed("Late", "left", 40), listed("Awaited", "right", 40))
ALL = {**PAGES, "two sheets": LONG}


def read(found: Document, how: How | None = None) -> PdfReader:
    return PdfReader(io.BytesIO(render("pdf", found, how)), strict=True)


def below(node: Any) -> list[Any]:
    """What stands below a tag: tags, and the numbers of what they mark."""
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]


def tags(node: Any) -> Iterator[Any]:
    """Every tag below one, and every number of what is marked, in the order of reading."""
    for kid in below(node):
        yield kid
        if isinstance(kid, dict) and "/MCID" not in kid:
            yield from tags(kid)


def everything(node: Any, seen: set[int]) -> Iterator[Any]:
    """Every object of a file, each once."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, dict | list) and id(node) not in seen:
        seen.add(id(node))
        yield node
        for each in node.values() if isinstance(node, dict) else node:
            yield from everything(each, seen)


@pytest.mark.parametrize("name", ALL)
def test_a_pdf_is_tagged_in_the_order_in_which_it_is_read(name: str) -> None:
    found = ALL[name]
    pdf = read(found)
    root: Any = pdf.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == found.title
    every: list[Any] = list(tags(root["/StructTreeRoot"]))
    told: list[Any] = [tag for tag in every if isinstance(tag, dict) and "/S" in tag]
    assert told[0]["/S"] == "/Document"
    parts = [part for item in laid_out(found) for part in flat(item)]
    assert [tag["/T"] for tag in told if tag["/S"] == "/H1"] == [part.heading for part in parts]
    assert sum(tag["/S"] == "/Table" for tag in told) == sum(
        bool(part.table) or part.form == "promises" for part in parts
    )
    # What is marked is told in the order in which it stands in the file, and nothing of it is left out.
    marked = [
        tag if isinstance(tag, int) else int(tag["/MCID"]) for tag in every if isinstance(tag, int) or "/MCID" in tag
    ]
    if len(pdf.pages) == 1:
        assert marked == sorted(marked) == list(range(len(marked)))
    sheets: list[Any] = list(pdf.pages)
    assert all(each["/Tabs"] == "/S" and "/StructParents" in each for each in sheets)


def named(found: Document) -> list[Any]:
    """The tags of a page, without what they mark."""
    every = tags(read(found).root_object["/StructTreeRoot"])
    return [tag for tag in every if isinstance(tag, dict) and "/S" in tag]


def test_a_table_tells_its_heads_and_a_curve_what_it_shows() -> None:
    heads = [tag["/A"] for tag in named(PAGES["recap"]) if tag["/S"] == "/TH"]
    assert [each["/Scope"] for told in heads for each in told if "/Scope" in each] == ["/Column"] * 3
    assert [tag["/Alt"] for tag in named(PAGES["review"]) if tag["/S"] == "/Figure"] == [CURVES[0].name]


@pytest.mark.parametrize("name", ALL)
def test_a_pdf_carries_its_fonts_and_runs_and_fetches_nothing(name: str) -> None:
    pdf = read(ALL[name], How("letter"))
    objects = list(everything(pdf.trailer, set()))
    fonts = [each for each in objects if isinstance(each, dict) and each.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert all("/FontFile3" in each or "/FontFile2" in each for each in fonts)
    outer = [
        each
        for each in objects
        if isinstance(each, dict) and each.get("/Type") == "/Font" and "/DescendantFonts" in each
    ]
    assert outer
    assert all("/ToUnicode" in each for each in outer)
    keys = {key for each in objects if isinstance(each, dict) for key in each}
    assert not keys & {
        "/JS",
        "/JavaScript",
        "/OpenAction",
        "/AA",
        "/Annots",
        "/URI",
        "/EmbeddedFiles",
        "/AcroForm",
        "/F",
    }
