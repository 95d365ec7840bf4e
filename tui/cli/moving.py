"""visavis import and export: the interchange file in and out; files of other programs by what brings or writes them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from models.records.naming import short_id
from storage.disk.beside import own_places
from storage.interchange import exporting
from storage.interchange.writing import write_file
from storage.outside.kind import FileKind, kind_of_file
from tui.cli import calendar_file, calendars, outside
from tui.cli.context import Context, say, tell_aside, tell_earlier
from tui.cli.output import line, progress
from tui.text.imported import import_lines

if TYPE_CHECKING:
    import argparse

    from storage.interchange.importing import Report
    from storage.log import Log
    from tui.cli.parser import Parser


_FORMATS: dict[str, FileKind] = {
    "jsonl": "log",
    "json": "log",
    "ics": "calendar",
    "csv": "table",
    "taskwarrior": "tasks",
}
"""The kind of a file whose format was named."""

_BRINGING = {"calendar": "tui.cli.calendars", "table": "tui.cli.outside", "tasks": "tui.cli.outside"}
"""The module whose `bring` takes a file of another program, by its kind."""


def arguments(name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("file", metavar="FILE", help="usually *.visavis.jsonl")
    if name == "import":
        parser.add_argument("--format", choices=tuple(_FORMATS), help="unless told, by what the file holds")
        outside.declare_bringing(parser)
        parser.add_argument("--dry-run", action="store_true", help="say what would be added, and change nothing")
        parser.add_argument("--overwrite", action="store_true", help="where a record differs, take what the file says")
        parser.add_argument("--me", metavar="NAME", help="whose log it is to be, where the file does not say it")
        calendars.declare_calendar(parser)
    else:
        parser.add_argument(
            "--scope",
            choices=("full", "shared"),
            help="shared: for the partner; full: what is private too, as jsonl and json have it unless told",
        )
        forms = (*exporting.FORMATS, "ics", *outside.WRITTEN)
        parser.add_argument("--format", choices=forms, help="jsonl unless told, or ics as the file's name ends")
        outside.declare_writing(parser)
        parser.add_argument("--force", action="store_true", help="replace the file that is there")


def run(context: Context) -> int:
    """Carry out the command; 0."""
    return _import(context) if context.args.command == "import" else _export(context)


def _import(context: Context) -> int:
    context.refuse_past()
    named, path = context.args.format, Path(context.args.file)
    kind = _FORMATS[named] if named else kind_of_file(path)
    calendars.refuse_without(context.args, kind)
    outside.refuse_strange(context.args, kind)
    if kind in _BRINGING:
        return int(import_module(_BRINGING[kind]).bring(context, kind))
    return _import_log(context)


def _import_log(context: Context) -> int:
    from storage.interchange.importing import ImportRefused, import_file  # loads SQLModel

    args = context.args
    try:
        with progress(_read) as told:
            report = import_file(
                context.log_path,
                Path(args.file),
                context.clock,
                dry_run=args.dry_run,
                overwrite=args.overwrite,
                me=args.me,
                progress=told,
            )
    except ImportRefused as fault:
        if len(fault.problems) > 1:
            for problem in fault.problems:
                say(f"{Path(args.file).name}, {problem}")
        raise
    context.changed = report.anything and not args.dry_run
    _tell(report, dry_run=args.dry_run)
    if report.created:
        tell_aside(report.aside)
        tell_earlier(context.log_path)
    return 0


def _read(done: int, size: int) -> str:
    return f"{100 * done // max(size, 1)} of 100 read"


def _tell(report: Report, *, dry_run: bool) -> None:
    for words in import_lines(report, dry_run=dry_run):
        line(words)
    if report.backup:
        say(f"the log as it was is kept in {report.backup}")


def _export(context: Context) -> int:
    args, target = context.args, Path(context.args.file)
    context.refuse_past("an export holds the log as it is")
    if calendar_file.is_meant(args.format, target):
        outside.refuse_strange(args, "calendar")
        return calendar_file.export(context)
    if args.format in outside.WRITTEN:
        return outside.write(context)
    outside.refuse_strange(args, "log")
    with context.reading() as log:
        pair = context.one_pair(log) if args.scope == "shared" else None
        records = exporting.records(log, pair)
        chunks = exporting.FORMATS[args.format or "jsonl"](records)
        blind = "" if pair else _blind(log)  # everything is read before the file stands
        write_file(target, chunks, force=args.force, never=own_places(log.path))
    line(f"Wrote {target}" + (f", without what is private, for {pair.name}" if pair else ""))
    if blind:
        say(f"{target.name} holds answers to {blind}, which not both have answered yet; show it to neither")
    return 0


def _blind(log: Log) -> str:
    """Rounds of which the whole log, which has to come back whole, holds answers that the other must not see yet."""
    from storage.reads.pulse import blind_rounds  # not for every command

    return ", ".join(short_id("pulse", item.id) for item in blind_rounds(log, log.pairs()))
