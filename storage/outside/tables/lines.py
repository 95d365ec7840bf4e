"""A CSV file as rows of cells, each with the line on which it begins; what cannot be read is noted with its line."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from models.errors import Refused
from storage.outside.tables.heads import recognised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.outside.promises.told import Faults

MOST_ROWS = 100_000
MOST_IN_CELL = csv.field_size_limit()
BEFORE_HEAD = 20
FEW_KB = 65_536
"""Among how many rows the head line is looked for: titles may stand above it."""

DELIMITERS = (",", ";", "\t")
_OTHERS = ("|", "^", "~", ":")
"""Those that nobody has to name, and those that are seen and have to be named."""
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
_GUESS = "cp1252"
"""What a table that is no UTF-8 is most often: as Excel writes it on Windows in the West."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line on which it begins, counted from 1, and its cells."""

    line: int
    cells: Sequence[str]

    @property
    def filled(self) -> list[str]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.strip()]


def delimiter_of(text: str | None) -> str | None:
    """The delimiter that was named; Refused where it is none."""
    if text is None:
        return None
    found = _NAMED.get(text.casefold(), text)
    if len(found) != 1 or found.isalnum() or found in "\"'\r\n " or not (found.isprintable() or found == "\t"):
        raise Refused(f'"{text[:20]}" is no delimiter; say --delimiter ";", "," or tab')
    return found


_STRANGE: dict[bytes, str] = {
    b"SQLite format 3\0": "a log; open it with: visavis --log NAME, or take it for yours with: visavis restore NAME",
    b"PK\3\4": "a workbook or another packed file; save the sheet as CSV",
    b"\xd0\xcf\x11\xe0": "an old workbook; save the sheet as CSV",
    b"%PDF": "a PDF; name the table that it was made of",
    b"<!doctype": "a page of the web; export the file anew",
    b"<html": "a page of the web; export the file anew",
    b"<?xml": "XML; save the table as CSV",
}


def refuse_strange(data: bytes, name: str) -> None:
    """Refused where a file is none of lines, as its first signs say."""
    begin = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.lower().endswith(_TEXTS) or _MAIL.match(begin):
        raise _text(name)
    for signs, what in _STRANGE.items():
        if begin.lower().startswith(signs.lower()):
            raise Refused(f"{name} is {what.replace('NAME', name)}")
    if b"B\0E\0G\0I\0N\0:\0V\0C" in data[:64]:
        raise Refused(f"{name} is a calendar in UTF-16; save it as UTF-8")
    if name.lower().endswith((".ics", ".ical")):
        raise Refused(f"{name} holds no calendar; export it anew")


_TEXTS = (".md", ".markdown", ".eml", ".vtt", ".srt", ".docx")
_PLAIN = ".txt"
"""How a text is called, and a table too: Excel writes tables of tabs so."""
_MAIL = re.compile(rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type): ", re.I)


def refuse_text(text: str, name: str) -> None:
    """Refused where what is called a plain text has nothing of a table."""
    head = text.lstrip().partition("\n")[0]
    plain = name.lower().endswith(_PLAIN) and not any(sign in head for sign in "\t;|")
    if plain and not any(_heads(text, each)[0] for each in DELIMITERS):
        raise _text(name)


def _text(name: str) -> Refused:
    return Refused(f"{name} is a text, and no table; see what it promises with: visavis propose {name}")


def decoded(data: bytes, encoding: str | None, faults: Faults) -> str:
    """The text of a file. One that is no UTF-8 is a fault, and is read as it most likely is, to tell what else is."""
    try:
        if encoding is not None:
            return data.decode(encoding).removeprefix("\ufeff")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            faults.add(1, "is not UTF-8; say --encoding utf-16")
            return data.decode("utf-16", "replace")
        for zeros, name in ((data[1:200:2], "utf-16-le"), (data[:200:2], "utf-16-be")):
            if len(zeros) > 3 and zeros.count(0) * 10 > len(zeros) * 9:
                faults.add(1, f"is not UTF-8; say --encoding {name}")
                return data.decode(name, "replace")
        return data.decode("utf-8-sig")
    except LookupError:
        raise Refused(f'"{encoding}" is no encoding; say for example --encoding {_GUESS}, or utf-16') from None
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        said = f"is not {encoding or 'UTF-8'} at byte {start + 1}"
        faults.add(data.count(b"\n", 0, start) + 1, f"{said}; say how it is written, as in --encoding {_GUESS}")
        return data.decode(_GUESS, "replace")


def rows_of(text: str, delimiter: str | None, faults: Faults) -> tuple[list[TableRow], str]:
    """Every row that is not empty, and the delimiter that parts their cells."""
    first, _, rest = text.partition("\n")
    skipped = 0
    if said := re.fullmatch(r"sep=(.)\r?", first):
        text, skipped, delimiter = rest, 1, delimiter or said[1]
    if nul := text.find("\0") + 1:
        faults.add(text.count("\n", 0, nul) + 1 + skipped, "holds a NUL character, which no text may hold")
        return [], delimiter or ","
    delimiter = delimiter or _likeliest(text, faults)
    return list(_parsed(text, delimiter, skipped, faults)), delimiter


def _parsed(text: str, delimiter: str, skipped: int, faults: Faults) -> Iterator[TableRow]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins, count = 1, 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                count += 1
                if count > MOST_ROWS:
                    faults.add(begins + skipped, f"the table has more than {MOST_ROWS:,} rows; split it")
                    return
                yield TableRow(begins + skipped, cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        faults.add(begins + skipped, _told(str(error)))


def _told(error: str) -> str:
    if "unexpected end" in error:
        return "a quote is opened and never closed"
    if "field larger" in error:
        return f"a cell holds more than {MOST_IN_CELL:,} characters"
    return "behind a closing quote stands more text; a quote within a text is doubled"


def _likeliest(text: str, faults: Faults) -> str:
    """The delimiter of which the head line makes the most columns that are known, else the most columns."""
    tried = {each: _heads(text, each) for each in DELIMITERS}
    ranked = sorted(tried.values(), reverse=True)
    if not ranked[0][0] and (other := max(_OTHERS, key=lambda each: _heads(text, each))) and _heads(text, other)[0]:
        faults.add(1, f'the cells seem to be parted by "{other}"; say --delimiter "{other}"')
        return other
    if ranked[0] == ranked[1] and ranked[0][1] > 1:
        faults.add(1, 'the head line may be parted in two ways; say --delimiter ";", "," or tab')
    return max(DELIMITERS, key=tried.__getitem__)


def _heads(text: str, delimiter: str) -> tuple[int, int]:
    """How many heads are known in the best of the first rows, and of how many columns that row is."""
    reader = csv.reader(StringIO(text[:FEW_KB], newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    with suppress(csv.Error):  # told when the table is read
        rows.extend(cells for _, cells in zip(range(BEFORE_HEAD), reader, strict=False) if any(cells))
    best = max(rows, key=recognised, default=[])
    return recognised(best), len(best)


def head_among(rows: Sequence[TableRow]) -> int:
    """Which row is the head line: the first of which two heads are known, else one, else the first."""
    known = [recognised(row.cells) for row in rows[:BEFORE_HEAD]]
    return next((number for number, count in enumerate(known) if count > 1), _first(known))


def _first(known: Sequence[int]) -> int:
    return next((number for number, count in enumerate(known) if count), 0)
