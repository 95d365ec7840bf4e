"""The lines of notes as blocks: headings, items of lists, rows of tables, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from models.acts.quoted import quoted
from models.proposals.headings import is_heading_word
from models.proposals.sentences import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_LINE = 4000
"""Characters of a line up to which it is looked at as a heading, an item or a row; a longer one is sentences."""

What = Literal["heading", "item", "row", "prose", "gap"]


@dataclass(slots=True)
class Block:
    """Lines that belong together. Of a heading `level` is how deep it stands, of an item how far it is indented."""

    what: What
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    box: Literal["", "open", "done"] = ""
    cells: tuple[str, ...] = ()
    numbered: bool = False

    @property
    def text(self) -> str:
        """Its words in one line."""
        if len(self.pieces) == 1:
            return self.pieces[0].text.strip()
        return " ".join(piece.text.strip() for piece in self.pieces)

    @property
    def line(self) -> int:
        """The number of its first line."""
        return self.pieces[0].line

    @property
    def end(self) -> int:
        """The number of its last line."""
        return self.pieces[-1].line


_HASHES = re.compile(r"\s{0,3}(?:#{1,6}\s+)?(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s*(?:=+|-{3,}|~{3,}|\*{3,}|_{3,}|━+|─+)\s*$")
_STRONG = re.compile(
    r"\s*(?:(\*\*|__)(?!\s)([^*_]{1,80}?)\1|[-*•]\s+(\*\*|__)(?!\s)([^*_\s]+(?: [^*_\s]+){0,4})\3)\s*:?\s*$"
)
"""A line in bold is a heading; with the sign of a list only where it is short."""
_BULLET = re.compile(
    r"(\s*)(?:[-*+•·–—◦▪●○‣➢➤→>]|\(?\d{1,3}[.)]|o(?=\s+[A-Z@\[])|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+[A-Z@*\[])"
    r"|\(?[a-zA-Z][.)])\s+(?=\S)"
)
_BOX = re.compile(r"\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?(?:\[(?P<mark>[ xX✓✔_\-~/]?)\]|(?P<sign>[☐□⬜☑☒✅✔✓]))\s+(?=\S)")
_DONE_SIGNS = frozenset("xX✓✔☑☒✅-~")
_ROW = re.compile(r"\s*\|.*\||.*\S\s*\|\s*\S.*\|?.*$")
_RULE = frozenset(" \t|:+=-")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(\S.*)$")
_COLON = re.compile(r"[^:|]{2,60}:\s*$")
_CAPITALS = re.compile(r"[^a-z|:]*[A-Z][^a-z|:]*[A-Z][^a-z|:]*:?\s*$")
_COMMENT = re.compile(r"<!--.*?-->")


def blocks(lines: Sequence[str], first: int = 1) -> list[Block]:
    """The blocks of some lines, whose first one has that number; what stands between fences is none."""
    skipped = _skipped(lines)
    found: list[Block] = []
    for at, raw in enumerate(lines):
        if len(raw) > LONGEST_LINE:
            found.append(Block("prose", [Piece(first + at, raw)]))
            continue
        line = _COMMENT.sub("", raw) if "<!--" in raw and "-->" in raw else raw
        if skipped[at] or not line.strip():
            found.append(Block("gap", [Piece(first + at, "")]))
            continue
        _take(found, line.expandtabs(4) if "|" in line or line[:1] in "\t " else line, first + at)
    return list(_with_headings(found))


def _skipped(lines: Sequence[str]) -> list[bool]:
    """Which lines are a machine's: between fences, or the front matter at the top."""
    found = quoted(lines)
    if lines and lines[0].strip() == "---":
        end = next((at for at, line in enumerate(lines[1:40], 1) if line.strip() in ("---", "...")), 0)
        found[: end + 1] = [True] * (end + 1)
    return found


def _take(found: list[Block], line: str, number: int) -> None:
    """Put a line to the blocks: one of its own, or more of the one before."""
    first = line.lstrip()[:1]
    if first == "#" and _TWO_LETTERS.search(line) is not None and (hashes := _HASHES.match(line)) is not None:
        found.append(Block("heading", [Piece(number, hashes[2])], len(hashes[1])))
    elif first in _RULES and _UNDERLINE.match(line):
        _underline(found, line, number)
    elif (cells := _cells(line)) is not None:
        found.append(Block("row", [Piece(number, line.strip())], cells=cells))
    elif _TWO_LETTERS.search(line) is None:
        found.append(Block("gap", [Piece(number, "")]))
    elif ("**" in line or "__" in line) and (strong := _STRONG.match(line)) is not None:
        found.append(Block("heading", [Piece(number, strong[2] or strong[4])], 7))
    elif _MAY_BE_BOX.search(line) is not None and (box := _BOX.match(line)) is not None:
        done = (box["mark"] or "") in _DONE_SIGNS if box["sign"] is None else box["sign"] in _DONE_SIGNS
        state: Literal["open", "done"] = "done" if done and (box["mark"] or box["sign"]) else "open"
        found.append(Block("item", [Piece(number, line[box.end() :])], _indent(line), state))
    elif (bullet := _BULLET.match(line)) is not None:
        numbered = bullet[0].strip(" (\t")[:1].isalnum() and first != "o"
        found.append(Block("item", [Piece(number, line[bullet.end() :])], _indent(line), numbered=numbered))
    elif (found and found[-1].what == "item" and _goes_on(found[-1], line)) or (found and found[-1].what == "prose"):
        found[-1].pieces.append(Piece(number, line))
    else:
        found.append(Block("prose", [Piece(number, line)]))


_RULES = frozenset("=-~*_━─")
_TWO_LETTERS = re.compile(r"[^\W_]{2}")
_MAY_BE_BOX = re.compile("[][☐□⬜☑☒✅✔✓]")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(item: Block, line: str) -> bool:
    """Whether a line without a sign of its own goes on with the item above: it is indented under it."""
    return (_indent(line) > item.level or line[:1].islower()) and not _COLON.match(line)


def _underline(found: list[Block], line: str, number: int) -> None:
    """Make the one line above a heading, where signs alone stand under it; else they part what stands around them."""
    above = found[-1] if found else None
    if (
        above
        and above.what == "prose"
        and len(above.pieces) == 1
        and line.strip()[:1] in "=-~━─"
        and len(above.text) < 80
    ):
        found[-1] = Block("heading", above.pieces, 1 if "=" in line else 2)
    else:
        found.append(Block("gap", [Piece(number, "")]))


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a row of a table; None where a line is none. A row of signs has none."""
    if "\t" in line.strip() and "|" not in line:
        parts = line.strip().split("\t")
        return tuple(part.strip() for part in parts) if len(parts) > 2 else None
    if "|" not in line or not _ROW.match(line) or line.count("|") < (1 if not line.lstrip().startswith("|") else 2):
        return None
    inner = line.strip().strip("|") if line.strip().startswith("|") else line.strip()
    parts = re.split(r"(?<!\\)\|", inner)
    return () if "-" in line and _RULE.issuperset(line) else tuple(part.replace("\\|", "|").strip() for part in parts)


def _with_headings(found: list[Block]) -> Iterator[Block]:
    """The blocks, with the lines that are headings by their words or their shape made so."""
    for block in found:
        if block.what != "prose" and not (block.what == "item" and not block.level):
            yield block
        elif block.what == "item":
            yield _as_heading(block) if _is_numbered_heading(block) else block
        else:
            yield from _prose(block) if len(block.pieces[0].text) <= LONGEST_LINE else [block]


def _is_numbered_heading(block: Block) -> bool:
    """Whether an item is a heading with its number: "4. Next steps:"."""
    alone = not block.box and len(block.pieces) == 1
    return alone and (block.numbered or block.text.rstrip().endswith(":")) and is_heading_word(block.text)


def _as_heading(block: Block) -> Block:
    return Block("heading", block.pieces, 8)


def _prose(block: Block) -> Iterator[Block]:
    """A paragraph, parted where one of its lines is a heading."""
    kept: list[Piece] = []
    for at, piece in enumerate(block.pieces):
        alone = len(block.pieces) == 1
        text = piece.text.strip()
        if _is_heading_line(text, alone=alone, first=at == 0):
            if kept:
                yield Block("prose", kept)
            kept = []
            yield Block("heading", [piece], 8)
        else:
            kept.append(piece)
    if kept:
        yield Block("prose", kept)


def _is_heading_line(text: str, *, alone: bool, first: bool) -> bool:
    words = len(text.split())
    if words > 8 or text.endswith((".", "!", "?", ",", ";")):
        return False
    if is_heading_word(text) or (_COLON.match(text) and (alone or first or words <= 4)):
        return True
    return (alone or first) and len(text) > 3 and _CAPITALS.match(text) is not None
