"""A document on the output or in a file, in the format that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Unclear
from storage.disk.beside import own_places
from storage.documents.formats import FORMATS, render
from storage.interchange.writing import write_file
from tui.cli.output import line

if TYPE_CHECKING:
    import argparse

    from models.pages.document import Document
    from storage.log import Log
    from tui.cli.context import Context


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the format and the file."""
    parser.add_argument("--format", choices=tuple(FORMATS), help="md unless told, or as the file's name ends")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to a file")
    parser.add_argument("--force", action="store_true", help="replace the file that is there")


def deliver(context: Context, log: Log, page: Document, *, shared: bool) -> None:
    """Print or write the document; `shared`: nothing private is on it, and that is said."""
    args = context.args
    if args.output is None:
        _print(render(args.format or "md", page))
        return
    target = Path(args.output)
    form = args.format or target.suffix.removeprefix(".") or "md"
    if form not in FORMATS:
        raise Unclear(f"{target.name} ends in no known format; say which with --format ({', '.join(FORMATS)})")
    write_file(target, [render(form, page)], force=args.force, never=own_places(log.path))
    line(f"Wrote {target}" + (", without what is private" if shared else ""))


def _print(data: bytes) -> None:
    """Print a document; into a pipe or a file byte for byte, since a page says itself that it is UTF-8."""
    if sys.stdout.isatty():
        sys.stdout.write(data.decode())
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
