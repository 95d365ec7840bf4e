"""The pages of the partner speak plainly and never scold: who reads them does not know this program."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.measures.window import Window
from models.pages.document import Document
from models.pages.review_measured import measure
from models.pages.review_page import review_page
from storage.interchange.exporting import records
from storage.log import Log
from storage.reads.agenda import agenda_for
from storage.reads.review import gather, window_of
from storage.reads.today import meetings
from storage.sample.building import make
from tests.cli.desk import DAY, clock_of

DIALECT = re.compile(
    r"walk|watch|rhythm|played back|lapsed|counter|accept\?|answer\?|waiting for a word|reopened|escalated|parked"
    r"|requested|reported|satisfied|revoked|principal|interchange|private$",
    re.I,
)
"""Words of this program, for what they mean has plain ones."""

SCOLDING = re.compile(r"too many|forgot|missed for|not asked|overdue|\d+ days? late|failed|broke\b", re.I)
RELATIVE = re.compile(r"tomorrow|yesterday|\bin \d+ days|\d+ days? ago|next week|last week", re.I)
"""A page is read on another day than the one it was written on."""

ODD = re.compile(r"\b\d of 1\b|\b0 of \d|awaited since|\b(\d+) disagreements were raised: \1 |said back", re.I)
"""What no person would say: a share of one case, or of none; all of them told as some."""

USUAL = re.compile(r"on a walk|(\d+|none) of \d+ lapsed|[;,] \d+ lapsed|and \d+ lapsed|^0 of \d+$")
"""Where two meet, how figures count what came to nothing (docs/measures.md), and a figure of a table."""


@pytest.mark.parametrize("log_of", ["first", "sample"])
def test_a_page_speaks_plainly_and_says_nothing_twice(log_of: str, first: Path, tmp_path: Path) -> None:
    path, day = first, DAY
    if log_of == "sample":
        path, day = tmp_path / "sample.visavis", "2026-11-30"
        make(path, clock_of(day), today=date(2026, 11, 30))
    with Log(path, clock_of(day)) as log:
        written = sorted({text for record in records(log) for text in texts(record)}, key=len, reverse=True)
        pages = list(partner_pages(log))
    assert {page.kind for page in pages} == {"agenda", "recap", "review"}
    for page in pages:
        assert re.search(r" 20\d\d", page.subtitle)  # a page is read for years
        for words in ours(page):
            said = without(words, written)
            for wrong in (DIALECT, SCOLDING, RELATIVE, ODD):
                assert not wrong.search(USUAL.sub("", said)), (page.title, page.subtitle, words)
        if page.kind != "review":  # which ends with what to talk about of all that
            twice = Counter(line.text for part in page.parts for line in part.lines)
            assert [text for text, count in twice.items() if count > 1] == []


_BACK = (0, 95, 300, 378, 609)
"""Days on which the sample has something of everything: on the last two what is slow is late or due as well."""


def partner_pages(log: Log) -> Iterator[Document]:
    """The partner's pages of a log as it stood on several days, and the recap of every meeting."""
    pair = log.pairs()[0]
    today = log.today(pair)
    for days in _BACK:
        as_of = today - timedelta(days)
        yield agenda_for(log, pair, as_of, mine=False)
        since, until = window_of(as_of, None, None)
        yield review_page(measure(gather(log, pair, as_of), Window(since, until)))
    for item in meetings(log, pair, today):
        if item.state == "held" and not item.private:
            yield agenda_for(log, pair, today, item, mine=False)


def ours(page: Document) -> Iterator[str]:
    """Every word that this program puts on a page, with what people wrote between."""
    yield from (page.kicker, page.title, page.subtitle, page.notice, page.written)
    for part in page.parts:
        yield from (part.heading, part.lead, *(cell for row in part.table for cell in row))
        for line in part.lines:
            yield from (line.text, line.beside(page.as_of), *line.under)


def texts(value: Any) -> Iterator[str]:
    """Every text of a record."""
    match value:
        case str():
            yield from (row.strip().removeprefix("- ") for row in value.split("\n") if row.strip())
        case dict():
            for inner in value.values():
                yield from texts(inner)
        case list():
            for inner in value:
                yield from texts(inner)


def without(words: str, written: list[str]) -> str:
    """What is left of words when what people wrote is taken out."""
    for text in written:
        if len(text) > 3 and text in words:
            words = words.replace(text, "")
    return words
