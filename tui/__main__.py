"""The entry: one command, or the app; faults told in one line, with an honest exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from models.errors import Fault, LogUnusable, Refused, Unclear
from storage.connection import owner_only
from storage.log import Clock
from tui.cli.commands import COMMANDS
from tui.cli.context import Context, say
from tui.cli.parser import build

VERSION = "0.1.0"


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def main(argv: Sequence[str] | None = None, clock: Clock = now) -> int:
    """Run one command line; gives the exit code (see docs/commands.md)."""
    owner_only()
    # A command makes many small objects and ends: collecting them half-way costs more than it frees.
    gc.set_threshold(100_000, 50, 1000)
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        return _run(words, clock)
    except Unclear as fault:
        return _tell(fault, 2)
    except LogUnusable as fault:
        return _tell(fault, 4)
    except Refused as fault:
        return _tell(fault, 3)
    except BrokenPipeError:
        # Whoever read the results has gone; nothing more can be said, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130


def _tell(fault: Fault, code: int) -> int:
    say(str(fault))
    return code


def _run(words: list[str], clock: Clock) -> int:
    if bad := next((word for word in words if not _readable(word)), None):
        at = next(index for index, char in enumerate(bad) if not _readable(char)) + 1
        raise Refused(f"a word holds bytes that are no text, at character {at}; type it again as UTF-8")
    args = build(words, VERSION).parse_args(words)
    context = Context(args, clock)
    if args.command is None:
        from tui.cli.starting import open_app

        return open_app(context)
    module: Any = import_module(f"tui.cli.{COMMANDS[args.command].module}")
    try:
        code: int = module.run(context)
        sys.stdout.flush()
    except Exception as error:
        found = _of_sqlite(error, context)
        if found is None:
            raise
        raise found from None
    return code


def _readable(word: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in word)


def _of_sqlite(error: Exception, context: Context) -> LogUnusable | None:
    import sqlite3

    if not isinstance(error, sqlite3.Error) or isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return None
    from storage.log import describe

    return describe(error, context.log_path)


if __name__ == "__main__":
    sys.exit(main())
