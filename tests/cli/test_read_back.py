"""Each format of an agenda, a recap and a review, read back by a program that is not ours: the texts are the same."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import docx
import pytest
from docx.oxml.ns import qn
from icalendar import Calendar
from markdown_it import MarkdownIt
from pypdf import PdfReader

from models.pages.document import Document, Line, Part
from models.pages.review_measured import measure
from models.pages.review_page import review_page
from models.visible import visible
from storage.disk.notices import take
from storage.documents.entry import CalendarEntry, entry_of
from storage.documents.formats import How, render
from storage.documents.pdf import _OTHER_SCRIPTS
from storage.documents.sheet import FROM_THE_RIGHT
from storage.log import Log
from storage.outside.calendar.lines import entries_of
from storage.reads.agenda import agenda_for, meant
from storage.reads.review import gather, window_of
from storage.reads.today import meetings
from storage.sample.building import make
from tests.cli.desk import clock_of
from tests.cli.test_hostile import NASTY as SCREEN
from tests.domain.test_paper import NASTY as PAPER
from tests.domain.test_paper import page, texts_of, topics
from tests.ui.texts import ODD

CHANGED = datetime(2026, 11, 1, tzinfo=UTC)
ENTRY = CalendarEntry("u", None, 0, datetime(2026, 12, 1, 14, tzinfo=UTC), 50, "Office", False, CHANGED)
LIGATURES = "The office affiliate fixed five flagship shuffles: efficient, afflicted, first"
HOSTILE = [*PAPER, *SCREEN, *ODD.values(), LIGATURES]
DAY = "2026-11-30"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Document, CalendarEntry | None]]:
    """The agenda and the recap of the sample, both copies, and the review; of an agenda its entry for a calendar."""
    path = tmp_path_factory.mktemp("sample") / "log.visavis"
    make(path, clock_of(DAY), today=date.fromisoformat(DAY))
    with Log(path, clock_of(DAY)) as log:
        pair, as_of = log.pairs()[0], date.fromisoformat(DAY)
        held = [item for item in meetings(log, pair, as_of) if item.state == "held"][-1]
        planned = meant(log, pair, as_of, None, mine=True)
        entry = entry_of(log, planned) if planned else None
        review = review_page(measure(gather(log, pair, as_of), window_of(as_of, None, None)))
        both = [agenda_for(log, pair, as_of, of, mine=mine) for of in (None, held) for mine in (False, True)]
    return [(found, entry if found.kind == "agenda" else None) for found in both] + [(review, None)]


# Reading


def _of_markdown(data: bytes) -> str:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode())
    told = [child for token in tokens for child in token.children or []]
    assert {child.type for child in told} <= {"text", "text_special", "strong_open", "strong_close", "html_inline"}
    assert {child.content for child in told if child.type == "html_inline"} <= {"<br>"}
    return "".join(child.content for child in told if child.type != "html_inline")


class _Words(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.told, self._style = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"

    def handle_data(self, data: str) -> None:
        self.told += "" if self._style else data


def _of_html(data: bytes) -> str:
    return _Words(data.decode()).told


def _of_pdf(data: bytes) -> str:
    return "".join(each.extract_text() for each in PdfReader(io.BytesIO(data), strict=True).pages)


def _of_docx(data: bytes) -> str:
    opened = docx.Document(io.BytesIO(data))
    within = (opened.element.body, opened.sections[0].footer._element)
    return "".join(each.text or "" for part in within for each in part.iter(qn("w:t")))


READERS: dict[str, Callable[[bytes], str]] = {
    "md": _of_markdown,
    "txt": bytes.decode,
    "html": _of_html,
    "pdf": _of_pdf,
    "docx": _of_docx,
}

_NAMED = re.compile("<U\\+(00[01][0-9A-F]|007F)>")
_UNSEEN = re.compile("[\\s\u200e\u200f\u2066-\u2069\u00ad]")


def bare(text: str) -> str:
    """A text without what a line ends at and what only turns its direction; controls by their pictures."""
    pictured = _NAMED.sub(lambda found: chr(0x2400 + int(found[1], 16)).replace("\u247f", "\u2421"), text)
    return _UNSEEN.sub("", unicodedata.normalize("NFC", pictured)).casefold()


def missing(found: Document, form: str, read: str) -> list[str]:
    """What a page says and its reader did not find. What is written from the right is found word by word."""
    there, lost = bare(read), []
    for text in (*texts_of(found), *(line.aside for part in found.parts for line in part.lines)):
        if text == found.kicker.upper() and form not in ("pdf", "docx"):
            continue  # on paper alone
        shown = visible(text, one_line=form != "html")
        pieces = shown.split() if FROM_THE_RIGHT.search(shown) and form == "pdf" else [shown]
        lost += [piece for piece in pieces if bare(piece) not in there]
    return lost


# What holds


@pytest.mark.parametrize("form", READERS)
def test_the_pages_of_the_sample_are_read_back_equal(
    sample: list[tuple[Document, CalendarEntry | None]], form: str
) -> None:
    for found, _ in sample:
        assert missing(found, form, READERS[form](render(form, found))) == []


def hostile_page(form: str) -> Document:
    """A page of nothing but hostile texts; for a PDF of those that the fonts within it hold, without marks that stand
    by themselves: a reader finds these by their place, which is that of another letter.
    """
    alone = (ODD["a mark alone"], ODD["grapheme joiner"])
    kept = [text for text in HOSTILE if form != "pdf" or not (text in alone or _OTHER_SCRIPTS.search(text))]
    mine = Part("For Jay alone", tuple(Line(text, private=True) for text in kept), form="alone")
    promised = Part("Promised", tuple(Line(text, under=(text,), who="Jay") for text in kept), form="promises")
    return page(topics(kept), promised, mine, own="Jay")


@pytest.mark.parametrize("form", READERS)
def test_hostile_texts_are_read_back_equal(form: str) -> None:
    found = hostile_page(form)
    assert missing(found, form, READERS[form](render(form, found))) == []
    assert take() == []


def test_a_mail_and_its_files_are_read_back_equal(sample: list[tuple[Document, CalendarEntry | None]]) -> None:
    for found, entry in [sample[0], (hostile_page("pdf"), ENTRY)]:
        mail = message_from_bytes(render("eml", found, How(entry=entry)), policy=default)
        parts = {part.get_content_type(): part for part in mail.walk()}
        for kind, form in (("text/plain", "txt"), ("text/html", "html"), ("application/pdf", "pdf")):
            told = parts[kind].get_content()
            assert missing(found, form, READERS[form](told.encode() if isinstance(told, str) else told)) == []
        assert ("text/calendar" in parts) is (entry is not None)


def test_an_entry_is_read_back_equal(sample: list[tuple[Document, CalendarEntry | None]]) -> None:
    for found, entry in sample:
        if entry:
            data = render("ics", found, How(entry=entry))
            [event] = Calendar.from_ical(data).walk("VEVENT")
            assert missing(found, "txt", str(event["DESCRIPTION"])) == []
            [ours] = entries_of(data, "a.ics").entries
            assert ours
