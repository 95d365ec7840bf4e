"""Pages on paper as pictures: of the sample and of what strains a page, each set by the template of the PDF."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import typst

from models.pages.document import Column, Document, Line, Part
from models.pages.review_measured import measure
from models.pages.review_page import review_page
from storage.disk.notices import take
from storage.documents.formats import Paper, render
from storage.documents.pdf import _OTHER_SCRIPTS, _TEMPLATE, NO_FONT, _page
from storage.log import Log
from storage.reads.agenda import agenda_for
from storage.reads.review import gather, window_of
from storage.reads.today import meetings
from tests.ui.logs import NOW, TODAY

PPI = 120
"""At 100 typst draws the words within a drawing with letters that are cut."""

SHOWN = ("*-a4.png", "agenda-letter.png")
"""What docs/pages.md shows of them, and is committed."""


class Sheet(NamedTuple):
    """A page that there is a picture of: how it is called, how it is made of a log, on which paper."""

    name: str
    make: Callable[[Log], Document]
    paper: Paper = "a4"

    @property
    def file(self) -> str:
        """What its picture is called, without what it ends in."""
        return f"{self.name}-{self.paper}"


def _agenda(log: Log, *, mine: bool) -> Document:
    return agenda_for(log, log.pairs()[0], TODAY, mine=mine)


def _theirs(log: Log) -> Document:
    return _agenda(log, mine=False)


def _own(log: Log) -> Document:
    return _agenda(log, mine=True)


def _recap(log: Log) -> Document:
    pair = log.pairs()[0]
    held = [item for item in meetings(log, pair, TODAY) if item.state == "held"]
    return agenda_for(log, pair, TODAY, held[-1], mine=False)


def _review(log: Log) -> Document:
    pair = log.pairs()[0]
    return review_page(measure(gather(log, pair, TODAY), window_of(TODAY, None, None)))


def _empty(log: Log) -> Document:
    return replace(_theirs(log), parts=())


def _twelve(log: Log) -> Document:
    texts = [f"{text}, part {part}" for part in ("one", "two") for text in _SIX]
    return replace(_theirs(log), parts=(_topics(texts),))


def _forty(log: Log) -> Document:
    parts = (_topics(_SIX[:3]), _listed("Late", "left", 22), _listed("Awaited", "right", 18))
    return replace(_theirs(log), parts=parts)


def _scripts(log: Log) -> Document:
    found = _theirs(log)
    two = (found.people[0]._replace(name="יעל מורן"), found.people[1]._replace(name="李娜"))
    late = Part("Late", tuple(Line(text, who=who, day=NOW.date()) for who, text in _NAMED), column="left")
    awaited = tuple(Line(text, "Jay's acceptance is awaited, since Thu 19 Nov", who=who) for who, text in _NAMED[1:])
    parts = (_topics(_SCRIPTS), late, Part("Awaited", awaited, column="right"))
    return replace(found, people=two, parts=parts)


def _topics(texts: list[str]) -> Part:
    lines = tuple(
        Line(text, "projects", who=("Jay", "Dana")[at % 2], minutes=10, box=True) for at, text in enumerate(texts)
    )
    return Part("Topics", lines, f"{10 * len(texts)} minutes", room=True)


def _listed(heading: str, column: Column, count: int) -> Part:
    due = NOW.date()
    lines = tuple(Line(f"{_SIX[at % 6]}, {at + 1}", who=("Jay", "Dana")[at % 2], day=due) for at in range(count))
    return Part(heading, lines, column=column)


_SIX = [
    "A repair van in front of the flagship shop",
    "What the shops hear about the till delay",
    "Second exchange: who, and from when",
    "Chat tool on the product pages, and who answers there on Saturdays and in the weeks before the holidays",
    "Joint budget line: who signs for it",
    "Machine-written texts: where we draw the line",
]
_SCRIPTS = [
    "פגישה עם צוות השיווק בירושלים!",
    "مراجعة عقد الوكالة الجديد (قبل نهاية الشهر)",
    "Mixed: פגישה עם צוות השיווק! and then Latin 2026",
    "谁来决定客户数据平台的预算，以及从什么时候开始？谁来决定客户数据平台的预算，以及从什么时候开始？",
    "Καλημέρα, Привет, Türkçe İı, naïve",
    "한국어 회의 주제",
]
_NAMED = [("דנה", _SCRIPTS[0]), ("ليلى", _SCRIPTS[1]), ("李", _SCRIPTS[3])]

SHEETS = (
    Sheet("agenda", _theirs),
    Sheet("agenda-own", _own),
    Sheet("recap", _recap),
    Sheet("review", _review),
    Sheet("agenda-empty", _empty),
    Sheet("agenda-twelve", _twelve),
    Sheet("agenda-forty", _forty),
    Sheet("agenda-scripts", _scripts),  # as far as this machine has fonts for them
    Sheet("agenda", _theirs, "letter"),
    Sheet("agenda-own", _own, "letter"),
    Sheet("review", _review, "letter"),
)


def draw(log: Path, out: Path, before: str, only: list[str] | None) -> list[Path]:
    """Write a PNG of every sheet of paper that those pages take; what follows the first one is numbered."""
    found: list[Path] = []
    with Log(log, lambda: NOW) as opened:
        for sheet in SHEETS:
            if sheet.file in (only or [sheet.file]):
                page = sheet.make(opened)
                if not _has_fonts(page):
                    print(f"no {sheet.file}: {NO_FONT}")
                    continue
                for number, data in enumerate(pictures(page, sheet.paper), 1):
                    path = out / f"{before}{sheet.name}{f'-{number}' if number > 1 else ''}-{sheet.paper}.png"
                    path.write_bytes(data)
                    found.append(path)
    return found


def _has_fonts(page: Document) -> bool:
    render("pdf", page)
    return NO_FONT not in take()


def pictures(page: Document, paper: Paper) -> list[bytes]:
    """A page as PNGs, one a sheet of paper, set as the PDF is."""
    data = json.dumps(_page(page, paper), ensure_ascii=False)
    own_fonts = not _OTHER_SCRIPTS.search(data)
    made: Any = typst.compile(
        _TEMPLATE,
        format="png",
        ppi=PPI,
        root=_TEMPLATE.parent,
        sys_inputs={"page": data},
        ignore_system_fonts=own_fonts,
    )
    return made if isinstance(made, list) else [made]
