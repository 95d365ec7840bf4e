"""Documents as Markdown, plain text and HTML: what a person wrote comes out as text, never as code."""

from __future__ import annotations

import re
import textwrap
from html import escape
from typing import TYPE_CHECKING

from models.pages.document import PROMISE_HEADS, Document, Line, Part
from models.visible import visible
from storage.documents.drawing import svg
from storage.documents.sheet import grouped, in_one_piece, rows_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MARKDOWN = re.compile(
    r"([\\`*_{}\[\]<>|~$]|&(?=[#\w])|^[#+]|#$)|^(\d+)([.)])|^([-=])|((?:https?|javascript|file|data)(?=:))", re.I
)
"""What would mean something there. Parentheses and `!` do so only beside a bracket, and no bracket is left bare."""

STYLE = """
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #22252b; background: #fbfaf7;
  max-width: 40em; margin: 2.5em auto; padding: 0 1.5em; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; font-weight: 600; line-height: 1.2; margin: 0; }
h2 { font: 600 .72em/1.2 Helvetica, Arial, sans-serif; letter-spacing: .08em; text-transform: uppercase;
  color: #555b66; margin: 1.7em 0 .5em; break-after: avoid; }
h2 span { font-weight: 400; letter-spacing: 0; text-transform: none; margin-left: 1em; }
p.subtitle, .aside { color: #555b66; } h2 span.many { color: #a3261c; } p.subtitle { margin: .2em 0 0; }
p.written { color: #555b66; font-size: .88em; margin: .2em 0 0; }
p.notice { border-left: 3px solid #b3261e; padding-left: .7em; color: #b3261e; }
.aside { font-size: .88em; margin-left: .35em; }
ul { list-style: none; margin: 0; padding: 0; }
li { position: relative; margin: .25em 0; padding-left: 1.3em; break-inside: avoid; }
li::before { content: "\\2013"; position: absolute; left: 0; color: #7b818c; }
li.box::before { content: ""; top: .36em; width: .6em; height: .6em; border: 1px solid #555b66; }
table { border-collapse: collapse; margin: .2em 0 .8em; } th { font-weight: 400; color: #555b66; }
th, td { padding: .1em 0 .1em 1.6em; text-align: right; }
th:first-child, td:first-child { padding: 0; text-align: left; }
table.promises { width: 100%; }
.promises th, .promises td { text-align: left; padding: .2em 1.2em .2em 0; vertical-align: top;
  border-bottom: 1px solid #d9d6cf; } .promises td:last-child { white-space: nowrap; }
li div { color: #555b66; white-space: pre-line; }
svg { display: block; margin: .6em 0; max-width: 100%; }
@page { size: A4; margin: 13mm 20mm; }
@media print { body { background: none; margin: 0; padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.28; }
  .beside { columns: 2; column-gap: 9mm; margin-top: 1.1em; } .beside > div { break-inside: avoid; }
  h2 { margin: 1.1em 0 .25em; } li { margin: .09em 0 0; } p.notice { margin: .6em 0 0; }
  .beside > div:first-child > h2, .whole h2 { margin-top: 0; } .whole text { font-size: 13px; }
  .whole table { width: 100%; } .whole :is(th, td) { white-space: nowrap; }
  .whole :is(th, td):not(:first-child) { padding-left: .8em; } }
"""


WIDTH = 76
"""The characters of a line of plain text."""

Table = tuple[tuple[str, ...], ...]
"""The rows of a part's table, the one that heads the columns first."""


def _md(text: str) -> str:
    """Text whose every character stands for itself in Markdown, and which opens no link."""

    def guard(found: re.Match[str]) -> str:
        if found[1] or found[4]:
            return "\\" + found[0]
        return f"{found[2]}\\{found[3]}" if found[2] else f"{found[5]}\\"

    return _MARKDOWN.sub(guard, visible(text))


def markdown(page: Document) -> bytes:
    """The document as Markdown."""
    found = [f"# {_md(page.title)}", "", _md(page.subtitle), "", _md(page.foot), ""]
    for item in page.parts:
        found += [f"## {_md(item.heading)}{f' ({_md(item.lead)})' if item.lead else ''}", ""]
        found += _md_table(item.table)
        found += _md_promises(item, page) if item.form == "promises" else _md_lines(item, page)
        found.append("")
    return "\n".join(found).rstrip().encode() + b"\n"


def _md_lines(item: Part, page: Document) -> list[str]:
    found = []
    for line in item.lines:
        who = f"**{_md(line.who)}** " if line.who else ""
        beside = line.beside(page.as_of)
        aside = f" — {_md(beside)}" if beside else ""
        found.append(f"- {'[ ] ' if line.box else ''}{who}{_md(line.text)}{aside}")
        found += [f"  - {_md(row)}" for row in rows_below(line)]
    return found


def _md_promises(item: Part, page: Document) -> list[str]:
    rows = [(_md(line.who), " <br> ".join(map(_md, _told(line))), _md(line.by_when(page.as_of))) for line in item.lines]
    head = [f"| {' | '.join(PROMISE_HEADS)} |", "| --- | --- | --- |"]
    return [*head, *(f"| {' | '.join(cell or ' ' for cell in row)} |" for row in rows)]


def _told(line: Line) -> list[str]:
    """What a promise says, row by row."""
    return [line.text, *rows_below(line)]


def _md_table(table: Table) -> list[str]:
    if not table:
        return []
    rows = ["| " + " | ".join(_md(cell) or " " for cell in row) + " |" for row in table]
    return [rows[0], "| --- |" + " ---: |" * (len(table[0]) - 1), *rows[1:], ""]


def plain(page: Document) -> bytes:
    """The document as plain text, wrapped at 76."""
    title = visible(page.title)
    found = [
        title,
        "=" * min(len(title), WIDTH),
        *_wrapped(visible(page.subtitle), ""),
        *_wrapped(visible(page.foot), ""),
    ]
    for item in page.parts:
        found += ["", visible(item.heading).upper() + (f"  {visible(item.lead)}" if item.lead else "")]
        found += columns(item.table)
        names = min(max((len(visible(line.who)) for line in item.lines), default=0), _WIDEST_NAME)
        for line in item.lines:
            who = f"{visible(line.who).ljust(names)}  " if line.who else ""
            mark = "[ ] " if line.box else "- "
            found += _wrapped(mark + who + _joined(line, page), " " * (len(mark) + len(who)))
            for text in line.under:
                indent = " " * max(len(mark) + len(who), 4)
                found += [row for under in text.split("\n") for row in _wrapped(indent + visible(under), indent)]
    return "\n".join(found).encode() + b"\n"


_WIDEST_NAME = 16
"""The characters that the column of first names takes at most."""


def columns(table: Table) -> list[str]:
    """A table in columns: what it tells at the left, the cells at the right of theirs."""
    widths = [max(len(visible(row[at])) for row in table) for at in range(len(table[0]))] if table else []
    return [
        "  ".join(
            visible(cell).ljust(width) if at == 0 else visible(cell).rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def _joined(line: Line, page: Document) -> str:
    beside = visible(line.beside(page.as_of))
    return visible(line.text) + (f" ({beside})" if beside else "")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]


def html(page: Document) -> bytes:
    """The document as one HTML file that loads and runs nothing."""

    def esc(text: str) -> str:
        return escape(visible(text, one_line=False))

    found = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{esc(page.title)}</title><style>{STYLE}</style></head><body>",
        f"<h1>{esc(page.title)}</h1>",
    ]
    found += [
        f'<p class="subtitle">{esc(page.subtitle)}</p>',
        f'<p class="{"notice" if page.own else "written"}">{esc(page.foot)}</p>',
    ]
    for group in grouped(page.parts):
        told = [_html_part(item, page, esc) for item in group]
        found += told if len(told) == 1 else [_html_beside(told, whole=not group[0].column)]
    return ("\n".join(found) + "\n</body></html>\n").encode()


def _html_beside(parts: list[str], *, whole: bool) -> str:
    """Parts that stand in two columns where they are printed; `whole`: each of them in one of the two."""
    sides = "\n".join(f"<div>{item}</div>" for item in parts)
    return f'<div class="beside{" whole" if whole else ""}">\n{sides}\n</div>'


def _html_part(item: Part, page: Document, esc: Callable[[str], str]) -> str:
    lead = f"<span{' class=many' if item.too_many else ''}>{esc(item.lead)}</span>" if item.lead else ""
    lines = _html_promises(item, page, esc) if item.form == "promises" else _html_lines(item, page, esc)
    return f"<h2>{esc(item.heading)}{lead}</h2>\n{_html_table(item.table, esc)}{lines}{svg(item.curves)}"


def _html_lines(item: Part, page: Document, esc: Callable[[str], str]) -> str:
    rows = []
    for line in item.lines:
        beside = line.beside(page.as_of)
        who = f"<b>{esc(line.who)}</b> " if line.who else ""
        aside = f' <span class="aside">{in_one_piece(esc(beside))}</span>' if beside else ""
        under = "".join(f"<div>{esc(text)}</div>" for text in line.under)
        rows.append(f"<li{' class=box' if line.box else ''}>{who}{esc(line.text)}{aside}{under}</li>")
    return "<ul>\n" + "\n".join(rows) + "\n</ul>" if rows else ""


def _html_promises(item: Part, page: Document, esc: Callable[[str], str]) -> str:
    found = ['<table class="promises">', f"<tr>{''.join(f'<th>{head}</th>' for head in PROMISE_HEADS)}</tr>"]
    for line in item.lines:
        cells = (esc(line.who), "<br>".join(map(esc, _told(line))), esc(line.by_when(page.as_of)))
        found.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return "\n".join([*found, "</table>"])


def _html_table(table: Table, esc: Callable[[str], str]) -> str:
    if not table:
        return ""
    head, *rest = ("".join(f"<{tag}>{esc(cell)}</{tag}>" for cell in row) for tag, row in _tagged(table))
    body = "\n".join(f"<tr>{row}</tr>" for row in rest)
    return f"<table>\n<tr>{head}</tr>\n{body}\n</table>\n"


def _tagged(table: Table) -> Iterable[tuple[str, tuple[str, ...]]]:
    return (("td" if at else "th", row) for at, row in enumerate(table))
