"""A mail as programs keep it: its headers, and its words from plain text or HTML."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from models.errors import BadValue
from models.proposals.text import GivenText
from models.proposals.verbs import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from email.message import Message

    Mail = Message[str, str]

_LONGEST_HEADER, _MOST_PARTS = 8000, 50
"""Characters of a header that is read, and parts of a mail: what has more was made to keep a program busy."""

_BLOCKS = words_of("p div br li tr h1 h2 h3 h4 h5 h6 ul ol table blockquote pre section article header footer hr dt dd")
_HIDDEN = words_of("script style head title blockquote template select textarea")
_WITHOUT_TAGS = words_of("script style textarea title")
_EMPTY = words_of("br hr img meta link input col wbr area base source")
_QUOTED = re.compile(r"gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|gmail_signature|\bSignature\b")
_REST_QUOTED = re.compile(r"divRplyFwdMsg|appendonsend|OutlookMessageHeader")
_TAG = re.compile(r"(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30})")


def mail_of(data: bytes, lines: Callable[[str], Iterable[str]]) -> GivenText:
    """The mail that bytes are: its own words, who wrote it, to whom and when."""
    if data.count(b"boundary=") > _MOST_PARTS:
        raise _no_mail()
    try:
        mail = message_from_bytes(data)
        text, is_html = _words(mail)
        author, to, on = _header(mail, "From"), _everybody(mail), _day(mail)
    except Exception:  # noqa: BLE001 (whatever a broken mail raises: it is none)
        raise _no_mail() from None
    if "\x00" in text:
        raise BadValue("the mail holds a NUL byte; save it as UTF-8, or copy its text")
    own = tuple(lines(plain_of(text) if is_html else text))
    return GivenText(own, 1 if is_html else _first_line(data, own), author, to, on, mail=True)


def _no_mail() -> BadValue:
    return BadValue("this is no mail that can be read; save it as .eml, or copy its text")


def _words(mail: Mail) -> tuple[str, bool]:
    """The words that somebody wrote, and whether they are HTML: plain text where there is any, no attachment."""
    html: Any = None
    for part in mail.walk():
        if any(
            len(str(value)) > _LONGEST_HEADER for name, value in part.items() if name.lower().startswith("content-")
        ):
            raise _no_mail()
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            return _content(part), False
        if part.get_content_type() == "text/html" and html is None:
            html = part
    return (_content(html), True) if html is not None else ("", False)


def _content(part: Mail) -> str:
    """The words of a part, whatever it says of its encoding."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _header(mail: Mail, name: str) -> str:
    """A header as one reads it, in one line."""
    return " ".join(str(make_header(decode_header(str(mail.get(name, ""))[:_LONGEST_HEADER]))).split())


def _everybody(mail: Mail) -> tuple[str, ...]:
    """Those a mail is written to, each with name and address."""
    found = getaddresses([_header(mail, "To")])
    return tuple(f"{name} <{address}>".strip() for name, address in found if name or address)


def _day(mail: Mail) -> date | None:
    """The day a mail was written, where its writer was."""
    try:
        return parsedate_to_datetime(_header(mail, "Date")).date()
    except (ValueError, TypeError, OverflowError):
        return None


def _first_line(data: bytes, own: tuple[str, ...]) -> int:
    """The number, in the file, of the first line of what was written; 1 where the file does not hold it as it reads."""
    at, words = next(((at, line.strip()) for at, line in enumerate(own) if line.strip()), (0, ""))
    raw = [line.strip() for line in data.decode("utf-8", "replace").splitlines()]
    blank = next((number for number, line in enumerate(raw) if not line), 0)
    found = next((number for number in range(blank, len(raw)) if raw[number] == words), -1) if words else -1
    return found + 1 - at if found >= at else 1


# HTML


def plain_of(html: str) -> str:
    """The words of a page, a line for each block, without what is hidden or quoted in it."""
    page = _Page()
    for tag, text in _tokens(html):
        if tag:
            page.tag(tag)
        else:
            page.words(text)
    return re.sub(r"\n{3,}", "\n\n", unescape("".join(page.found)))


def _tokens(html: str) -> Iterator[tuple[str, str]]:
    """The tags of a page, and the words between, in one pass; a sign that begins no tag is a word."""
    at, lowered = 0, html.lower()
    while at < len(html):
        begin = html.find("<", at)
        end = html.find(">", begin) if begin >= 0 else -1
        if begin < 0 or end < 0:
            yield "", html[at:]
            return
        begin = html.rfind("<", begin, end)
        yield "", html[at:begin]
        if html.startswith("<!--", begin):
            end = html.find("-->", begin)
            if end < 0:
                return
            at = end + 3
            continue
        tag = html[begin + 1 : end]
        yield tag, ""
        at = end + 1
        name = _TAG.match(tag)
        if name and not name["end"] and name["name"].lower() in _WITHOUT_TAGS:
            closing = lowered.find(f"</{name['name'].lower()}", at)
            at = closing if closing >= 0 else len(html)


class _Page:
    """What was read of a page until now."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._hidden: list[str] = []
        self._over = False

    def tag(self, tag: str) -> None:
        """Begin or end an element."""
        read = _TAG.match(tag)
        if read is None:
            return
        name, attributes = read["name"].lower(), tag[read.end() : read.end() + 2000]
        if read["end"]:
            self._end(name)
        elif name in _EMPTY:
            self._break(name)
        else:
            self._begin(name, attributes)

    def words(self, text: str) -> None:
        """Keep words; blanks and line ends are one blank."""
        if text and not self._hidden:
            self._put(re.sub(r"\s+", " ", text))

    def _begin(self, name: str, attributes: str) -> None:
        if _REST_QUOTED.search(attributes):
            self._over = True
        hidden = name in _HIDDEN or _QUOTED.search(attributes) or "display:none" in attributes.replace(" ", "")
        if hidden or (self._hidden and name == self._hidden[-1]):
            self._hidden.append(name)
        elif self._hidden:
            return
        elif name in ("td", "th"):
            self._put(" | ")
        elif name == "li":
            self._put("\n- ")
        elif re.fullmatch("h[1-6]", name):
            self._put(f"\n\n{'#' * int(name[1])} ")
        else:
            self._break(name)

    def _end(self, name: str) -> None:
        if self._hidden:
            if name == self._hidden[-1]:
                self._hidden.pop()
            return
        if name == "tr":
            self._put(" |")
        self._break(name)

    def _break(self, name: str) -> None:
        if name in _BLOCKS and not self._hidden:
            self._put("\n\n" if name == "p" else "\n")

    def _put(self, text: str) -> None:
        if not self._over:
            self.found.append(text)
