"""A page as a mail that is not sent yet: a person's mail program opens it as a draft, with the page attached.

Outlook and Thunderbird do; Apple Mail only shows it. A `mailto:` would hold no attachment.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, NamedTuple

from models.time.words import MONTHS, WEEKDAYS
from models.visible import visible
from storage.documents.rendering import html, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from models.pages.document import Document, Named

_ADDRESS = re.compile(r"[^\s\"(),:;<>@\[\]\\\x00-\x1f\x7f-\U0010ffff]+@[A-Za-z0-9.-]*[A-Za-z0-9]")
"""One plain address. Whatever is more than that could name further people."""

_TYPES = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "ics": ("text", "calendar"),
}
_PARAMETERS = {"ics": {"method": "PUBLISH", "charset": "utf-8"}}


class Attached(NamedTuple):
    """A file that goes with a mail."""

    name: str
    form: str
    data: bytes


def render(page: Document, attached: Sequence[Attached]) -> bytes:
    """The mail: the page as text and as HTML, then the files.

    Nothing in it tells the hour or is made up by chance, so that the same page gives the same bytes.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = subject(page)
    for header, person in (("From", page.people[0]), ("To", recipient(page))):
        if address(person):
            mail[header] = Address(_display(person.name), addr_spec=address(person))
    # Encoded as quoted-printable no line of the texts can be taken for a boundary: each of these holds "=_".
    mail.set_content(plain(page).decode(), cte="quoted-printable")
    mail.add_alternative(html(page).decode(), subtype="html", cte="quoted-printable")
    for file in attached:
        kind, subtype = _TYPES[file.form]
        mail.add_attachment(file.data, kind, subtype, filename=file.name, params=_PARAMETERS.get(file.form))
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_visavis_{number}")
    return mail.as_bytes()


def subject(page: Document) -> str:
    """What the mail is about: "Agenda, Tue 1 December 2026, 14:00"."""
    when, what = page.when, page.kind.capitalize()
    if page.span:
        return f"{what}, {_day(page.span[0])} to {_day(page.span[1])}"
    if when is None:
        return f"{what}, no date yet"
    return ", ".join(filter(None, (what, _day(when.day), f"{when.start:%H:%M}" if when.start else "")))


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def recipient(page: Document) -> Named:
    """Whom the mail is to: the other, of my own copy me."""
    return page.people[0 if page.own else 1]


def address(person: Named) -> str:
    """The one address of a person; empty where none is known, or what is known is no plain one."""
    found = person.email.strip()
    return found if _ADDRESS.fullmatch(found) and len(found) <= _LONGEST else ""


_LONGEST = 254


def without_address(page: Document) -> Iterable[Named]:
    """Those of whom the mail names no address, each once."""
    return [person for person in dict.fromkeys((page.people[0], recipient(page))) if not address(person)]


def _display(name: str) -> str:
    """A name as a header takes it: one line, and nothing in it that a mail program would decode."""
    return " ".join(visible(name).split()).replace("=?", "= ?")
