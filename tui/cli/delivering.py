"""A document on the output or in a file, in the format that is asked for."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from models.errors import Refused, Unclear
from storage.disk.beside import own_places
from storage.documents.formats import How, Paper, render
from storage.documents.names import file_name
from storage.interchange.writing import write_file
from tui.cli.context import say
from tui.cli.output import line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from models.pages.document import Document
    from storage.documents.entry import CalendarEntry
    from storage.log import Log
    from tui.cli.context import Context

READ_HERE = ("md", "txt", "html")
"""The formats that a terminal can show."""

PRINTED = ("pdf", "docx", "eml")
"""Those that hold pages of a paper."""

SENT = ("eml", "ics")
"""Those that go to the other unless told."""

ATTACHED = ("pdf", "docx", "none")


def arguments(parser: argparse.ArgumentParser, forms: Sequence[str]) -> None:
    """Declare the format, the file, the paper and what a mail holds."""
    parser.add_argument("--format", choices=forms, help="md unless told, or as the file's name ends")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to a file, or into a folder")
    parser.add_argument("--force", action="store_true", help="replace the file that is there")
    parser.add_argument("--paper", choices=("a4", "letter"), help="unless told the config's, else what is usual here")
    parser.add_argument("--attach", choices=ATTACHED, help="what a mail holds beside its text; pdf unless told")
    parser.add_argument("--open", action="store_true", help="open the file that was written")
    parser.epilog = (
        "A mail (eml) is a draft that Outlook and Thunderbird open, to be sent from there; Apple Mail only shows it."
    )


def form_of(args: argparse.Namespace, forms: Sequence[str]) -> str:
    """The format that is asked for: by --format, else as the file's name ends, else Markdown."""
    if args.output == "":
        raise Unclear("--output names no file; name one, or a folder, or leave it out")
    named = "" if args.output is None or _is_folder(args.output) else _ending(args.output, forms)
    form = args.format or named or "md"
    if form not in forms:
        name = Path(args.output).name
        raise Unclear(f"{name} ends in no known format; say which with --format ({', '.join(forms)})")
    if args.attach and form != "eml":
        raise Unclear("--attach is for a mail; say so with --format eml, or leave it out")
    return str(form)


def _ending(output: str, forms: Sequence[str]) -> str:
    """How a file's name ends, in any capitals; Unclear for one that is nothing but the end of a name."""
    name = Path(output).name
    if name.removeprefix(".").lower() in forms and name.startswith("."):
        raise Unclear(f"{name} is only how a name ends; name a file, as in agenda{name}, or a folder")
    return Path(output).suffix.removeprefix(".").lower()


def deliver(context: Context, log: Log, page: Document, form: str, entry: CalendarEntry | None = None) -> None:
    """Print or write the document. `entry` is what a calendar is told of the meeting, where one is planned.

    What a terminal cannot show, and what is to be opened, goes into a file of its usual name in the present folder.
    """
    args = context.args
    paper = _paper(context) if form in PRINTED else "a4"
    data = render(form, page, How(paper, args.attach or ATTACHED[0], entry))
    if form == "eml":
        _tell_missing(page, entry)
    if args.output is None and not args.open and (form in READ_HERE or not sys.stdout.isatty()):
        _print(data)
        if form in SENT:
            say(_whose(page))
        return
    target = Path(args.output or ".")
    if args.output is None or _is_folder(args.output):
        target /= file_name(page, form)
    write_file(target, [data], force=args.force, never=own_places(log.path))
    words = _whose(page) if form in SENT else "" if page.own else _WITHOUT
    line(", ".join(filter(None, (f"Wrote {target}", words))))
    if args.open:
        _open(target)


def _is_folder(output: str) -> bool:
    """Whether what is named is a folder; Refused for one that is named as such and is not there."""
    found = False
    with suppress(OSError):  # of what is no name of a file, which is told when it is written
        found = Path(output).is_dir()
    if output.endswith("/") and not found:
        raise Refused(f"there is no folder {output}; make it first, or name another")
    return found


def _paper(context: Context) -> Paper:
    """The paper: that of --paper, else the config's, else what is usual where this machine is."""
    from tui.config import config_path, load_or_say  # not for every command
    from tui.machine import usual_paper

    if context.args.paper:
        return cast("Paper", context.args.paper)
    config, wrong = load_or_say(config_path())
    if wrong:
        say(wrong)
    return cast("Paper", config.paper) if config.paper else usual_paper()


_WITHOUT = "without what is private"


def _whose(page: Document) -> str:
    """To whom the copy goes, and what is not on it."""
    return f"for {page.own}, with what is private" if page.own else f"for {page.people[1].short}, {_WITHOUT}"


def _tell_missing(page: Document, entry: CalendarEntry | None) -> None:
    """Say what a mail goes without."""
    from storage.documents.eml import without_address  # not for another format

    for person in without_address(page):
        add = f"visavis person edit {person.code} --email ADDRESS"
        say(f"no address of {person.name} is known, so the mail names none; add it with: {add}")
    if page.kind == "agenda" and entry is None:
        say("no entry for a calendar goes with it, since no meeting is planned; see: visavis meeting add --help")


def _open(target: Path) -> None:
    from tui.machine import open_file  # not for every command

    if not open_file(target):
        say(f"nothing here opens a file; it is {target.absolute()}")


def _print(data: bytes) -> None:
    """Print a document; into a pipe or a file byte for byte, since a page says itself that it is UTF-8."""
    if sys.stdout.isatty():
        sys.stdout.write(data.decode())
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
