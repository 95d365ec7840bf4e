"""Copying a record as a line, or a page as text: never what is veiled, and what is private after saying so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.errors import Fault
from models.pages.record_line import as_text
from models.records.nouns import NOUNS
from storage.documents.formats import render
from storage.reads.opened import read_record
from tui.text.words import veil

if TYPE_CHECKING:
    from models.pages.document import Document
    from storage.reads.opened import Opened, Target
    from tui.page.shell import Host, Teller

TAKES_NONE = "Not copied: this terminal takes no copies"
_NOTHING = "No record stands under the cursor; what the mouse selects can be copied"
_VEILED = "What is veiled is not copied; v lifts the veil"


def copy_text(host: Teller, text: str, says: str) -> None:
    """Copy a text, and say so in a line; or that nothing takes it."""
    host.run_worker(copied(host, text, says), group="copying", exclusive=True)


async def copied(host: Teller, text: str, says: str) -> None:
    """Copy it, and say so or why not."""
    host.say(says if await host.visavis.copied(text) else TAKES_NONE)


def copy_record(host: Host, target: Target | None, row: str) -> None:
    """Copy a record as a line; what a row says where it stands for none."""
    if target is not None and target[0] in NOUNS:
        host.run_worker(_copy_record(host, target), group="copying", exclusive=True)
    elif not row:
        host.say(_NOTHING)
    elif row.startswith(veil()):
        host.say(_VEILED)
    else:
        copy_text(host, row, f'Copied "{row}"')


async def _copy_record(host: Host, target: Target) -> None:
    pair, shell = host.shown_pair, host.visavis
    assert pair is not None
    as_of = shell.as_of or pair.day(shell.clock())
    try:
        found: Opened = await shell.on_log(partial(read_record, pair=pair, as_of=as_of, target=target))
    except Fault as fault:
        host.say(str(fault))
        return
    line = as_text(found.noun, found.record, found.pair, found.as_of)
    if not getattr(found.record, "private", False):
        await copied(host, line, f'Copied "{line}"')
    elif shell.veiled:
        host.say(_VEILED)
    elif _was_told(host, asks := f'Private; y once more copies "{line}"'):
        await copied(host, line, f'Copied, though private, "{line}"')
    else:
        host.say(asks)


def copy_page(host: Teller, page: Document, name: str) -> None:
    """Copy a page as text for a mail; of one's own copy first say that it holds what is private."""
    asks = f"{name} holds what is private; y once more copies it"
    if page.own and host.visavis.veiled:
        host.say(_VEILED)
    elif page.own and not _was_told(host, asks):
        host.say(asks)
    else:
        copy_text(host, text_of(page), f"Copied {name} as text")


def text_of(page: Document) -> str:
    """A page as text ready for a mail."""
    return render("txt", page).decode()


def _was_told(host: Teller, words: str) -> bool:
    """Whether those words are what the status line says: the key was pressed a second time."""
    return host.visavis.said[0].endswith(words)
