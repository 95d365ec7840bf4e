"""visavis import and export of what other programs keep: tables (CSV) and the tasks of Taskwarrior."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Unclear
from models.records.nouns import NOUNS
from storage.disk.beside import own_places
from storage.interchange.writing import write_file
from storage.outside.tables.writing import OUT
from tui.cli.context import say
from tui.cli.output import line, progress, taken
from tui.text.brought import brought_lines

if TYPE_CHECKING:
    import argparse

    from models.records.pair import Pair
    from storage.log import Log
    from storage.outside.kind import FileKind
    from storage.outside.tables.writing import Outgoing
    from tui.cli.context import Context

WRITTEN = ("csv", "taskwarrior")
"""The formats of an export that other programs read."""

_FAULTS = 50
"""So many faults of a file are told."""

_KINDS: dict[FileKind, str] = {
    "log": "an interchange file",
    "calendar": "a calendar",
    "tasks": "a list of tasks",
    "table": "a table",
}

_ONLY_FOR: dict[str, tuple[FileKind, ...]] = {
    "me": ("log",),
    "by": ("table", "tasks"),
    "map": ("table", "tasks"),
    "order": ("table",),
    "encoding": ("table",),
    "delimiter": ("table",),
    "of": ("table",),
}
"""Options that only some kinds of files have."""


def declare_bringing(parser: argparse.ArgumentParser) -> None:
    """Give import the options that files of other programs have."""
    parser.add_argument("--by", metavar="WHO", help="who promises, where a table or a task does not say: me or partner")
    parser.add_argument(
        "--map",
        action="append",
        metavar='"WORD=MEANING"',
        help='what a head, a name, a status or a date means: "IT=me", "Aufgabe=text", "Parked=open"; may be repeated',
    )
    parser.add_argument("--order", choices=("dmy", "mdy"), help="how the numbers of a table's dates stand: 3/12")
    parser.add_argument("--encoding", metavar="NAME", help="how a table is written, where not in UTF-8: cp1252")
    parser.add_argument("--delimiter", metavar="SIGN", help="what parts the cells of a table: ';', ',' or tab")


def declare_writing(parser: argparse.ArgumentParser) -> None:
    """Give export the options that tables have."""
    parser.add_argument("--of", choices=OUT, help="csv: of which records; commitment unless told")
    parser.add_argument("--delimiter", metavar="SIGN", help="csv: what parts the cells; a comma unless told")


def refuse_strange(args: argparse.Namespace, kind: FileKind) -> None:
    """Unclear where an option was given that this kind of file has not."""
    for name, kinds in _ONLY_FOR.items():
        if kind not in kinds and getattr(args, name, None) is not None:
            raise Unclear(f"--{name} is for {' or '.join(_KINDS[each] for each in kinds)}, and this is {_KINDS[kind]}")


# In


def bring(context: Context, kind: FileKind) -> int:
    """Bring a table or a list of tasks in, or say what it would bring; 0."""
    from storage.outside.file import read_file
    from storage.outside.promises.offering import asked_of, planning  # loads SQLModel
    from storage.outside.promises.plan import bring as bring_in
    from storage.outside.promises.told import FileRefused

    args, path = context.args, Path(context.args.file)
    data = read_file(path)
    with context.writing() as log:
        asked = asked_of(vars(args), partial(context.the_pair, log), context.chosen(log))
        plan = partial(planning(kind, path.name, data, asked), log)
        try:
            if args.dry_run:
                brought, backup = plan().brought, None
            else:
                with progress(taken) as told:
                    brought, backup = bring_in(log, path.name, plan, told)
        except FileRefused as fault:
            if len(fault.problems) > 1:
                for problem in fault.problems[:_FAULTS]:
                    say(f"{path.name}, {problem}")
            raise
    for words in brought_lines(brought, dry_run=args.dry_run):
        line(words)
    if backup:
        say(f"the log as it was is kept in {backup}")
    return 0


# Out


def write(context: Context) -> int:
    """Write a table or a list of tasks; 0."""
    args, target = context.args, Path(context.args.file)
    if args.format == "taskwarrior":
        refuse_strange(args, "tasks")
    with context.reading() as log:
        found = _outgoing(context, log, _pairs(context, log))
        write_file(target, found.chunks, force=args.force, never=own_places(log.path))
    noun = NOUNS[args.of or "commitment"]
    line(f"Wrote {target}: {found.count} {noun.name if found.count == 1 else noun.plural}")
    if found.kept_back:
        stay = "1 private one is" if found.kept_back == 1 else f"{found.kept_back} private ones are"
        line(f"{stay} left out" + ("" if args.scope == "shared" else "; --scope full takes what is private too"))
    return 0


def _pairs(context: Context, log: Log) -> list[Pair]:
    """The alliances that go out: for the partner one, else the one that is named, else all."""
    if context.args.scope == "shared":
        return [context.one_pair(log)]
    chosen = context.chosen(log)
    return [chosen] if chosen else log.pairs()


def _outgoing(context: Context, log: Log, pairs: list[Pair]) -> Outgoing:
    from storage.outside.tables.lines import delimiter_of  # most exports are of the log
    from storage.outside.tables.writing import write_table
    from storage.outside.tasks.writing import write_tasks

    args = context.args
    private = args.scope == "full"
    if args.format == "taskwarrior":
        return write_tasks(log, pairs, private=private)
    return write_table(log, args.of or "commitment", pairs, delimiter_of(args.delimiter) or ",", private=private)
