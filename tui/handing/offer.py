"""Handing a document over: whose copy, the other's first, the format, the file, and what is done with the file."""

from __future__ import annotations

import asyncio
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Fault
from storage.documents.formats import How, Paper, render
from storage.documents.names import file_name
from tui.forms.export import shortened
from tui.handing.copying import copied, text_of
from tui.handing.folder import beside, documents, holds, put
from tui.handing.handed import NAMES, Handed, copy_of
from tui.handing.written import OPEN, PATH, FileWritten
from tui.machine import open_file, usual_paper
from tui.page.menu import Group, Menu, MenuChoice
from tui.text.cells import visible

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from models.pages.document import Document
    from storage.documents.entry import CalendarEntry
    from storage.log import Log
    from tui.page.shell import Teller

_THEIRS, _MINE, _FURTHER, _REPLACE, _BESIDE = "theirs", "mine", "further", "replace", "beside"
_HOLDS = {False: "nothing private", True: "what is private too"}


class _Chosen(NamedTuple):
    """What was chosen of it: whose copy; the page, the bytes of its format, and what these go without."""

    handed: Handed
    mine: bool
    page: Document
    content: bytes
    lacks: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is, and whose."""
        return f"{self.handed.title}, {copy_of(self.handed.pair, mine=self.mine)}"

    @property
    def holds(self) -> str:
        """For whose eyes it is, behind a comma."""
        return ", with what is private" if self.mine else ", without what is private"


def offer(host: Teller, handed: Handed) -> None:
    """Ask whose copy is handed over; where there is one only, in which format."""
    whose = [mine for mine, there in ((False, handed.shared), (True, handed.own)) if there]
    choices = [
        MenuChoice(_MINE if mine else _THEIRS, copy_of(handed.pair, mine=mine), _HOLDS[mine], 1 + mine)
        for mine in whose
    ]
    choices += [MenuChoice(_FURTHER, handed.further[0], "", 3)] if handed.further else []
    if len(choices) == 1:
        _ask_form(host, handed, mine=whose[0])
    else:
        menu = Menu(handed.title, [Group("", choices)])
        host.app.push_screen(menu, partial(_whose_picked, host, handed))


def _whose_picked(host: Teller, handed: Handed, key: str | None) -> None:
    if key == _FURTHER and handed.further:
        handed.further[1]()
    elif key is not None:
        _ask_form(host, handed, mine=key == _MINE)


def _ask_form(host: Teller, handed: Handed, *, mine: bool) -> None:
    """Ask for the format; the cursor stands on the one that was taken last, and each keeps its number."""
    last = host.visavis.session.last_form
    several = len(handed.forms) > 1
    choices = [
        MenuChoice(form, NAMES[form], f".{form}", [*NAMES].index(form) + 1 if several else 1) for form in handed.forms
    ]
    title = f"{handed.title}, {copy_of(handed.pair, mine=mine)}"
    menu = Menu(title, [Group("", choices)], at=last if last in handed.forms else "")
    host.app.push_screen(menu, partial(_form_picked, host, handed, mine))


def _form_picked(host: Teller, handed: Handed, mine: bool, form: str | None) -> None:
    if form is not None:
        host.visavis.session.last_form = form
        _run(host, _make(host, handed, mine, form))


def _run(host: Teller, work: Coroutine[None, None, None]) -> None:
    """Do it beside the page; what keeps it from being done is said in a line."""
    host.run_worker(_told(host, work), group="handing", exclusive=True)


async def _told(host: Teller, work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except Fault as fault:
        host.say(str(fault))


async def _make(host: Teller, handed: Handed, mine: bool, form: str) -> None:
    """Make the document, and put it into the person's folder; in a browser give it to that."""
    shell = host.visavis
    paper: Paper = "letter" if (shell.config.paper or usual_paper()) == "letter" else "a4"

    def made(log: Log) -> _Chosen:
        page, entry = handed.make(log, mine, form)
        content = render(form, page, How(paper, entry=entry))
        return _Chosen(handed, mine, page, content, _lacking(page, entry) if form == "eml" else ())

    chosen = await shell.on_log(made)
    name = file_name(chosen.page, form)
    if host.app.is_web:
        host.app.deliver_binary(BytesIO(chosen.content), save_filename=name)
        host.say(f"Sent {name} to the browser{chosen.holds}")
        return
    path = await asyncio.to_thread(documents, shell.config) / name
    same = await asyncio.to_thread(holds, path, chosen.content)
    if same is False:
        _ask_place(host, chosen, path)
    elif same:
        _tell(host, chosen, path)
    else:
        await _put(host, chosen, path, replace=False)


def _lacking(page: Document, entry: CalendarEntry | None) -> tuple[str, ...]:
    """What a mail goes without, in sentences."""
    from storage.documents.eml import without_address  # not for another format

    names = [
        f"No address of {visible(person.name)} is known: the draft names none." for person in without_address(page)
    ]
    planned = entry is not None or page.kind != "agenda"
    return (*names, *([] if planned else ["No meeting is planned: no entry for a calendar goes with it."]))


def _ask_place(host: Teller, chosen: _Chosen, path: Path) -> None:
    """Ask what becomes of another document of that name: it stays unless one says otherwise."""
    choices = [MenuChoice(_BESIDE, "keep it, and write beside it"), MenuChoice(_REPLACE, "replace it")]
    menu = Menu("There already", [Group("", choices)], path.name)
    host.app.push_screen(menu, partial(_place_picked, host, chosen, path))


def _place_picked(host: Teller, chosen: _Chosen, path: Path, key: str | None) -> None:
    if key == _REPLACE:
        _run(host, _put(host, chosen, path, replace=True))
    elif key == _BESIDE:
        _run(host, _put_beside(host, chosen, path))


async def _put_beside(host: Teller, chosen: _Chosen, path: Path) -> None:
    await _put(host, chosen, await asyncio.to_thread(beside, path), replace=False)


async def _put(host: Teller, chosen: _Chosen, path: Path, *, replace: bool) -> None:
    await asyncio.to_thread(put, path, chosen.content, host.visavis.session.path, replace=replace)
    _tell(host, chosen, path)


def _tell(host: Teller, chosen: _Chosen, path: Path) -> None:
    """Say where it is, and offer what can be done with it."""
    title = f"Written, {copy_of(chosen.handed.pair, mine=chosen.mine)}{chosen.holds}"
    told = FileWritten(title, visible(shortened(path)), chosen.lacks)
    host.app.push_screen(told, partial(_file_picked, host, chosen, path))


def _file_picked(host: Teller, chosen: _Chosen, path: Path, key: str | None) -> None:
    if key is None:
        host.say(f"Wrote {shortened(path)}{chosen.holds}")
    elif key == OPEN:
        _run(host, _open(host, path))
    elif key == PATH:
        _run(host, copied(host, str(path), f"Copied the path {shortened(path)}"))
    elif chosen.mine and host.visavis.veiled:
        host.say(f"Wrote {shortened(path)}; what is veiled is not copied")
    else:
        _run(host, copied(host, text_of(chosen.page), f"Copied as text: {chosen.name}{chosen.holds}"))


async def _open(host: Teller, path: Path) -> None:
    """Have it opened by the program that this machine has for it; nobody waits for that."""
    opened = await asyncio.to_thread(open_file, path)
    host.say(f"Opened {shortened(path)}" if opened else f"Nothing here opens files; it is {shortened(path)}")
