"""Texts of others as lines: notes, mails, subtitles, Word documents. What is no such text is told in one sentence."""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import BadValue, Refused
from models.proposals.mails import headers_on_top
from models.proposals.text import GivenText

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 1 << 20
MOST_UNPACKED = 8 << 20
"""Bytes of a text, and of all that a Word document unpacks to."""

_CHUNK = 1 << 16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
_BREAKS = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_FILES_OF_WORD = 2000


def read_text(path: str) -> GivenText:
    """The text of a file; `-` is the standard input. Refused, with nothing changed, where it is none."""
    return text_of(_bytes(path), "" if path == "-" else path)


def name_of(path: str) -> str:
    """A file's name without its folder, as it is kept; empty for the standard input."""
    name = "" if path == "-" else Path(path).name
    return _CONTROL.sub("", name.encode("utf-8", "replace").decode()).strip()[:200]


def _bytes(path: str) -> bytes:
    most = MOST_UNPACKED + 1
    if path == "-":
        return sys.stdin.buffer.read(most)
    try:
        # A pipe without a writer would be waited for without end.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not Path(path).is_file():
                raise Refused(f"{path} is no file; name the file with the text, or - for the standard input")
            return file.read(most)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {_why(error)}; name the file with the text") from None
    except ValueError:
        raise Refused("the name of the file holds what no name can; name the file with the text") from None


def _why(error: OSError) -> str:
    return "there is no such file" if isinstance(error, FileNotFoundError) else os.strerror(error.errno or 5).lower()


def text_of(data: bytes, path: str = "") -> GivenText:
    """The text that bytes are; `path` tells how they are called, and so what they should be."""
    ending = Path(path).suffix.casefold()
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06") or ending == ".docx":
        return GivenText(tuple(_lines(_of_word(data))))
    if len(data) > MOST_BYTES:
        raise BadValue("the text is longer than 1 MiB; give one meeting, mail or talk at a time")
    text = _decoded(data)
    if ending == ".eml" or (not ending and _begins_as_mail(text)):
        from storage.outside.mail_files import mail_of  # only for mails

        return mail_of(data, _lines)
    return given_of(text)


def given_of(text: str) -> GivenText:
    """The text that somebody pasted, or that stands in a file: a mail where its headers stand on top."""
    return headers_on_top(GivenText(tuple(_lines(text))))


def _begins_as_mail(text: str) -> bool:
    """Whether a text without a name is a mail as programs keep it: headers that only they write stand on top."""
    head = re.split(r"\r?\n\r?\n", text[:20_000], maxsplit=1)[0]
    return bool(re.search(r"^(?:MIME-Version|Message-ID|Received|Content-Type):", head, re.MULTILINE | re.IGNORECASE))


def _decoded(data: bytes) -> str:
    """The characters of a text: UTF-8, or UTF-16 with its mark; what is neither shows as what cannot be read."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _without_nul(data.decode(encoding, "replace"))
    return _without_nul(data.decode("utf-8", "replace"))


def _without_nul(text: str) -> str:
    at = text.find("\x00")
    if at >= 0:
        raise BadValue(
            f"the text holds a NUL byte, at character {at + 1}; it is no text, or of another encoding: save it as UTF-8"
        )
    return text


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, without what only drives a terminal; the empty one behind the last line end is none."""
    lines = _BREAKS.sub("\n", text).split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    for line in lines:
        yield _CONTROL.sub("", line)


# Word


def _of_word(data: bytes) -> str:
    """The paragraphs and tables of a Word document, a line each; what it unpacks to is counted before."""
    if len(data) > MOST_UNPACKED:
        raise BadValue("the document is larger than 8 MiB; save it without pictures, or as a text")
    _refuse_bomb(data)
    from docx import Document  # only for Word documents, and after what it would unpack was counted
    from docx.oxml.ns import qn

    try:
        body = Document(io.BytesIO(data)).element.body
        lines = [line for part in body.iterchildren() for line in _part(part, qn)]
    except Exception:  # noqa: BLE001 (whatever a broken document raises: it is none)
        raise _no_document() from None
    return _without_nul("\n".join(lines))


def _no_document() -> BadValue:
    return BadValue("this is no Word document that can be read; save it as .docx, or as a text")


def _refuse_bomb(data: bytes) -> None:
    """Refuse what unpacks to more than it may: by what it says of itself, and by what then comes out of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.infolist()
            if "word/document.xml" not in packed.namelist():
                raise _no_document()
            if len(names) > _FILES_OF_WORD or sum(info.file_size for info in names) > MOST_UNPACKED:
                raise _too_much()
            left = MOST_UNPACKED
            for info in names:
                with packed.open(info) as file:
                    while piece := file.read(_CHUNK):
                        left -= len(piece)
                        if left < 0:
                            raise _too_much()
    except BadValue:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.LargeZipFile):
        raise _no_document() from None
    except Exception as error:
        raise _no_document() from error


def _too_much() -> BadValue:
    return BadValue("the document unpacks to more than 8 MiB; save it without pictures, or as a text")


def _part(part: Any, qn: Any) -> Iterator[str]:
    """The lines of a paragraph, with the sign of a list or a heading, or of a table, its cells between bars."""
    if part.tag == qn("w:p"):
        yield from _paragraph(part, qn)
    elif part.tag == qn("w:tbl"):
        for row in part.iter(qn("w:tr")):
            cells = [" ".join(_text(cell, qn).split()) for cell in row.iterchildren(qn("w:tc"))]
            yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    else:
        for inner in part.iter(qn("w:p")):
            yield from _paragraph(inner, qn)


def _paragraph(part: Any, qn: Any) -> Iterator[str]:
    text = _text(part, qn)
    first, *rest = text.split("\n")
    style = next((found.get(qn("w:val")) or "" for found in part.iter(qn("w:pStyle"))), "").casefold()
    listed = next(part.iter(qn("w:numPr")), None) is not None or style.startswith("list")
    if first.strip() and style.startswith("heading"):
        first = f"{'#' * (int(style[-1]) if style[-1].isdigit() and style[-1] in '123456' else 2)} {first}"
    elif first.strip() and listed and not re.match(r"\s*[-*•☐☑\[]", first):
        first = f"- {first}"
    yield first
    yield from rest


def _text(part: Any, qn: Any) -> str:
    """The words of a paragraph or a cell: runs, tabs and line breaks, in their order, without what was deleted."""
    found: list[str] = []
    for node in part.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:p")):
        if node.tag == qn("w:t"):
            found.append(node.text or "")
        elif node.tag == qn("w:p"):
            found.append("\n" if found else "")
        elif node.getparent().tag == qn("w:r"):  # not the stops of tabs
            found.append("\t" if node.tag == qn("w:tab") else "\n")
    return "".join(found)
