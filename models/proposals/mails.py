"""A mail without what others wrote in it: its own lines, and who speaks to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.proposals.dates import header_day
from models.proposals.text import GivenText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.proposals.people import KnownNames

_HEADER = re.compile(
    r"\*{0,2}(From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Importance|Von|An|Gesendet|Datum|Betreff|De|À|Envoyé|Objet)"
    r"\*{0,2} ?:\*{0,2}\s*(.*)$",
    re.IGNORECASE,
)
_IN_ENGLISH = {
    "von": "from",
    "de": "from",
    "an": "to",
    "à": "to",
    "gesendet": "sent",
    "datum": "sent",
    "envoyé": "sent",
}
_GREETING = re.compile(
    r"(?:hi|hello|dear|hey|good (?:morning|afternoon|evening|day)|morning|afternoon)\b[ "
    r",]*(?P<who>[^,.!:–-]{0,40})[,.!:–-]*\s*$",
    re.IGNORECASE,
)
_BARE_GREETING = re.compile(r"(?P<who>[A-Z][\w'’-]{1,20}),\s*$")
_CLOSING = re.compile(
    r"(?:(?:kind|best|warm|many|with (?:kind|best))(?:est)? (?:regards|wishes|thanks)|regards|best|all the best"
    r"|cheers|thanks(?: again| a lot| so much| in advance)?|many thanks|thank you(?: again| very much| in "
    r"advance)?"
    r"|yours(?: sincerely| truly| faithfully)?|sincerely|talk soon|speak soon|see you(?: soon| then| tomorrow)?|br"
    r"|vg|bw|ciao|take care|have a (?:good|great|nice) \w+)\s*[,.!–-]*\s*$",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(r"(?:sent from my |get outlook for |sent with |from my i?phone)", re.IGNORECASE)
_WROTE = re.compile(r"(?:on|am|le)\b.{5,200}\b(?:wrote|schrieb|a écrit)\s*:?\s*$", re.IGNORECASE)
_WROTE_BEGINS = re.compile(r"on .{5,120}(?:\d{4}|\d{1,2}:\d{2}).*$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message|forwarded by|ursprüngliche nachricht)|begin forwarded "
    r"message|_{10,}\s*$|-{10,}\s*$)",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(r"[A-Za-zÀ-þ][\w.'’-]+(?: [A-Z][\w.'’-]*){0,2}$")
_MOST_HEADERS, _LONGEST, _LONGEST_CLOSING = 12, 2000, 60


def headers_on_top(given: GivenText) -> GivenText:
    """A text that begins with the headers of a mail, as one copies it, as that mail."""
    if given.mail:
        return given
    author, to, sent, last, seen, order = "", "", "", -1, 0, None
    start = next((at for at, line in enumerate(given.lines) if line.strip()), 0)
    for at, line in enumerate(given.lines[start : start + _MOST_HEADERS], start):
        found = _HEADER.match(line.strip()[:_LONGEST])
        if found is None:
            break
        name, last, seen = _named(found), at, seen + 1
        author = found[2] if name == "from" else author
        order = "dmy" if found[1].casefold() in _IN_ENGLISH else order
        to = found[2] if name == "to" else to
        sent = found[2] if name in ("sent", "date") else sent
    if seen < 2 or not author:
        return given
    rest = given.lines[last + 1 :]
    return GivenText(
        rest, given.first + last + 1, author, tuple(_people(to)), given.on or header_day(sent, order), mail=True
    )


def _named(header: re.Match[str]) -> str:
    """What a header is called in English."""
    name = header[1].casefold()
    return _IN_ENGLISH.get(name, name)


def _people(text: str) -> list[str]:
    """The people of a header, parted where one ends."""
    return [part.strip() for part in re.split(r"[;,](?![^<]*>)(?=\s*[\"\w])", text) if part.strip()]


def is_mail(given: GivenText, known: KnownNames) -> bool:
    """Whether a text without headers reads as a mail: it greets somebody, and ends with a name."""
    if given.mail:
        return True
    own = [line.strip() for line in given.lines if line.strip()][:400]
    return len(own) > 2 and greeted(own, known) is not None and (signed(own, known) != "" or _closes(given.lines))


def _closes(lines: Sequence[str]) -> bool:
    """Whether lines end as a mail does, with a closing or a name alone, whoever's it is."""
    filled = [line.strip() for line in lines if line.strip()]
    return any(len(line) < _LONGEST_CLOSING and _CLOSING.match(line) for line in filled[-9:]) or signature(lines) != ""


def signature(lines: Sequence[str]) -> str:
    """The name that stands alone at the end of a mail, whether anybody knows it or not; empty where none does."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if len(filled) < 3:
        return ""
    last, before = lines[filled[-1]].strip(" ,.*_-–\t"), lines[filled[-1] - 1].strip()
    alone = not before or (len(before) < _LONGEST_CLOSING and _CLOSING.match(before) is not None)
    return last.title() if alone and _NAME_ALONE.match(last) and not _CLOSING.match(last) else ""


def greeted(lines: Sequence[str], known: KnownNames) -> str | None:
    """The name that a mail greets at its beginning, empty for nobody in particular; None where it greets nobody."""
    first = next((line.strip() for line in lines if line.strip()), "")
    found = _GREETING.match(first)
    if found:
        return found["who"].strip()
    bare = _BARE_GREETING.match(first)
    return bare["who"] if bare and known.is_known(bare["who"]) else None


def signed(lines: Sequence[str], known: KnownNames) -> str:
    """The known name that a mail ends with, behind its closing; empty where none does."""
    kept = [line.strip() for line in lines if line.strip()]
    for at, line in enumerate(kept):
        if _CLOSING.match(line) and at + 1 < len(kept) and known.is_known(kept[at + 1].strip(" ,.*_-–")):
            return kept[at + 1].strip(" ,.*_-–")
        inline = re.match(r"(?:best|cheers|thanks|regards|br),? [-–]? ?(?P<who>[A-Z][\w'’-]+)\.?$", line, re.IGNORECASE)
        if inline and known.is_known(inline["who"]):
            return inline["who"]
    last = kept[-1].strip(" ,.*_-–") if kept else ""
    return last if len(last.split()) <= 3 and known.is_known(last) else ""


def own_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a mail with everything that others wrote, and the signature, left empty; their numbers stay."""
    found = list(lines)
    at = next((at for at, line in enumerate(found) if line.strip()), 0)
    if found and (_GREETING.match(found[at].strip()) or _BARE_GREETING.match(found[at].strip())):
        found[at] = ""
    while at < len(found):
        line = found[at].strip()
        if line.startswith((">", "|>")):
            found[at] = ""
        elif _is_introduction(found, at):
            if not _is_answered_below(found, at):
                return _emptied(found, at)
            found[at] = ""
        elif (_OTHERS.match(line) and _is_of_others(found, at)) or (
            _HEADER.match(line) and _is_header_block(found, at)
        ):
            return _emptied(found, at)
        at += 1
    return _without_signature(found)


def _emptied(lines: list[str], begin: int) -> list[str]:
    return _without_signature([*lines[:begin], *[""] * (len(lines) - begin)])


def _is_introduction(lines: Sequence[str], at: int) -> bool:
    """Whether a line, with up to two behind it, says who wrote what follows."""
    line = lines[at].strip()[:300]
    if _WROTE.match(line):
        return True
    if not _WROTE_BEGINS.match(line):
        return False
    joined = " ".join(part.strip()[:300] for part in lines[at : at + 3])
    return _WROTE.match(joined[: joined.find("wrote") + 6] if "wrote" in joined else "") is not None


def _is_answered_below(lines: Sequence[str], at: int) -> bool:
    """Whether what is quoted is marked line by line, so that the lines between are one's own."""
    behind = [line.strip() for line in lines[at + 1 : at + 8] if line.strip()]
    return any(line.startswith(">") for line in behind[:3])


def _is_of_others(lines: Sequence[str], at: int) -> bool:
    """Whether a rule begins somebody else's mail: its words say so, or headers follow."""
    if "message" in lines[at].casefold() or "nachricht" in lines[at].casefold() or "forwarded" in lines[at].casefold():
        return True
    return any(_HEADER.match(line.strip()) for line in lines[at + 1 : at + 4])


def _is_header_block(lines: Sequence[str], at: int) -> bool:
    """Whether a line begins the headers of an earlier mail."""
    found = _HEADER.match(lines[at].strip())
    if found is None or _named(found) != "from":
        return False
    return sum(_HEADER.match(line.strip()) is not None for line in lines[at : at + 6]) >= 3


def _without_signature(lines: list[str]) -> list[str]:
    """The lines without the signature: behind "-- ", behind a closing near the end, and what a phone adds."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    for place, at in enumerate(filled):
        line = lines[at].strip()
        short = len(line) < _LONGEST_CLOSING
        near_end = len(filled) - place <= 9
        if line in ("--", "—", "-- ") or (short and _SENT_FROM.match(line)):
            return [*lines[:at], *[""] * (len(lines) - at)]
        if short and near_end and place > 0 and _CLOSING.match(line):
            return [*lines[:at], *[""] * (len(lines) - at)]
    return lines
