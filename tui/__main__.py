"""The entry: one command, or the app; faults told in one line, with an honest exit code."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Damaged, Fault, LogUnusable, Refused, Unclear
from storage.disk import notices
from storage.disk.connection import owner_only
from tui.cli.commands import COMMANDS
from tui.cli.context import Context, say
from tui.cli.parser import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.log import Clock

VERSION = "0.1.0"

UNEXPECTED = 70
"""The exit code of a fault of ours (EX_SOFTWARE)."""

NO_OUTPUT = 74
"""The exit code where the results could not be written (EX_IOERR)."""


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def main(argv: Sequence[str] | None = None, clock: Clock = now) -> int:
    """Run one command line; gives the exit code (see docs/commands.md)."""
    _ready_streams()
    owner_only()
    # A command makes many small objects and ends: looking for cycles half-way costs time and frees nothing.
    if argv is None:
        gc.disable()
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        code = _run(words, clock, keeps=argv is None)
        sys.stdout.flush()
    except SystemExit as end:  # argparse has printed help or the version
        code = end.code if isinstance(end.code, int) else 0
    except Unclear as fault:
        code = _tell(fault, 2)
    except LogUnusable as fault:
        code = _tell(fault, 4)
    except Refused as fault:
        code = _tell(fault, 3)
    except BrokenPipeError:
        code = 141  # whoever read the results has gone
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        code = _tell_system(error)
    except Exception as error:  # noqa: BLE001
        code = _tell_unexpected(error)
    if argv is None:
        gc.freeze()  # nor does it at the very end, when everything goes away anyway
    return _flushed(code)


def _ready_streams() -> None:
    """Put something harmless where a stream was closed, and let no character that a stream does not know end us."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _flushed(code: int) -> int:
    """The exit code, once the results are out; where they cannot be, the interpreter must not try again at its end."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # With nothing to show for it, what was done was not done well.
        code = code or (141 if isinstance(error, BrokenPipeError) else _tell_system(error))
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _tell(fault: Fault, code: int) -> int:
    say(str(fault))
    return code


def _tell_system(error: OSError) -> int:
    if error.filename is None:
        say(f"the results could not be written: {error.strerror or error}")
        return NO_OUTPUT
    say(f"{os.fsdecode(error.filename)}: {error.strerror or 'it cannot be used'}")
    return 4


def _tell_unexpected(error: Exception) -> int:
    """Tell a fault of ours by its kind and place alone: its text may hold what was typed in confidence."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else "an unknown place"
    say(f"a fault in visavis itself ({type(error).__name__} in {where}); please report it. See: visavis check")
    return UNEXPECTED


def _run(words: list[str], clock: Clock, *, keeps: bool) -> int:
    """Carry out one command; `keeps` what it changed backed up beside, which no process does that goes on."""
    if bad := next((word for word in words if not _readable(word)), None):
        at = next(index for index, char in enumerate(bad) if not _readable(char)) + 1
        raise Refused(f"a word holds bytes that are no text, at character {at}; type it again as UTF-8")
    args = build(VERSION).parse_args(words)
    context = Context(args, clock)
    notices.take(done=False)  # of what the process did before, in which this command is not the only one
    done = False
    try:
        if args.command is None:
            from tui.cli.starting import open_app  # not for every command

            code = open_app(context)
        else:
            module: Any = import_module(f"tui.cli.{COMMANDS[args.command].module}")
            code = module.run(context)
            sys.stdout.flush()  # what was done is told before anything else is
            if keeps:
                context.keep_backup()
        done = True
    except BrokenPipeError:
        raise
    except Exception as error:
        if found := _cause(error, context):
            raise found from None
        raise
    finally:
        for sentence in notices.take(done=done):
            say(sentence)
    return code


def _readable(word: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in word)


def _cause(error: Exception, context: Context) -> LogUnusable | None:
    """What is wrong with the log where that is what an error comes from; whatever fails at looking is no reason."""
    if isinstance(error, LogUnusable) and not isinstance(error, Damaged):
        return None
    from storage.care.judging import cause  # nothing has failed in most commands

    with suppress(Unclear):  # of --log
        return cause(error, context.log_path)
    return None


if __name__ == "__main__":
    sys.exit(main())
