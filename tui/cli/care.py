"""visavis backup, restore and check: care of the log."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import DiskFails, LogUnusable, Refused, Unclear
from storage.care import backup, check
from storage.care.earlier import earlier, restoring
from storage.disk.beside import backups_of, drafts_of, own_files, unsettled
from storage.disk.connection import check_file
from storage.interchange.writing import refuse_target
from storage.log import Log
from storage.writes.repair import repair
from tui.cli.backups import chosen, list_backups
from tui.cli.context import Context, tell_aside
from tui.cli.output import line, print_json
from tui.cli.parser import Parser, json_option

if TYPE_CHECKING:
    import argparse


def arguments(name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    if name == "backup":
        parser.add_argument(
            "file", nargs="?", metavar="FILE|list", help="where to, beside the log unless told; list: which there are"
        )
        json_option(parser)
    elif name == "restore":
        parser.add_argument("file", nargs="?", metavar="FILE", help="a backup; offered at a terminal unless told")
    else:
        parser.add_argument("--repair", action="store_true", help="make anew what is derived: states, the search index")
        json_option(parser)


def run(context: Context) -> int:
    """Carry out the command; 1 where `check` found something, else 0."""
    if context.args.command == "check":
        return _check(context)
    context.refuse_past("this holds for the log as it is")
    return _backup(context) if context.args.command == "backup" else _restore(context)


def _backup(context: Context) -> int:
    if context.args.file == "list":
        return list_backups(context)
    if context.args.json:
        raise Unclear("--json goes with: visavis backup list")
    aside: list[Path] = []
    with Log(context.log_path, context.clock) as log:
        if context.args.file is None:
            target = backup.make(log.connection, log.path, "by-hand", context.clock())
        else:
            target = Path(context.args.file)
            refuse_target(target, never=[*own_files(log.path), drafts_of(log.path)])
            aside = backup.write_to(log.connection, target)
    line(f"Backed up to {target}, and checked")
    tell_aside(aside)
    return 0


def _restore(context: Context) -> int:
    source = chosen(context) if context.args.file is None else Path(context.args.file)
    if not source.exists():
        raise Refused(f"there is no file {source}; the backups lie in {backups_of(context.log_path)}")
    try:
        check_file(source)
    except DiskFails:
        raise
    except LogUnusable as fault:  # the file named is no backup: the log itself is not in question
        raise Refused(str(fault)) from None
    aside = backup.restore(context.log_path, source)
    line(f"Restored {source}" + (_kept(aside) if aside else ""))
    return 0


def _kept(aside: Path) -> str:
    """What was put aside: the log, or where that was gone what it had left."""
    if aside.exists():
        return f"; the log as it was is kept as {aside}"
    return f"; what the log had left is kept as {', '.join(map(str, unsettled(aside)))}"


def _check(context: Context) -> int:
    if context.args.repair:
        context.refuse_past()
    with Log(context.log_path, context.clock) as log:
        found = repair(log) if context.args.repair else check.problems(log.connection)
        context.changed = log.written
    if any(problem.repair == check.RESTORE for problem in found):
        found = _with_file(found, context.log_path)
    if context.args.json:
        print_json({"ok": not found, "problems": [asdict(problem) for problem in found]})
    elif found:
        for problem in found:
            line(f"{problem.where}: {problem.what}; {problem.repair}")
    else:
        line("The log is whole.")
    return 1 if found else 0


def _with_file(found: list[check.Problem], path: Path) -> list[check.Problem]:
    """The problems; what brings a backup back names the newest sound one."""
    kept = earlier(path)
    words = f"restore a backup: {restoring(kept)}" if kept else "no backup lies beside it"
    return [replace(item, repair=words) if item.repair == check.RESTORE else item for item in found]
