"""visavis export FILE.ics: what is planned and promised, as a calendar that other programs look up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storage.disk.beside import own_places
from storage.interchange.writing import write_file
from tui.cli.context import say
from tui.cli.output import line

if TYPE_CHECKING:
    from tui.cli.context import Context

_ENDING = ".ics"


def is_meant(form: str | None, target: Path) -> bool:
    """Whether a calendar is asked for: by --format, else as the file's name ends."""
    return form == "ics" or (form is None and target.suffix.lower() == _ENDING)


def export(context: Context) -> int:
    """Write the calendar of an alliance that is named, else of all; 0."""
    from storage.documents.calendar import log_calendar  # not for another export

    args, target = context.args, Path(context.args.file)
    with context.reading() as log:
        chosen = context.one_pair(log) if args.scope == "shared" else context.chosen(log)
        found = log_calendar(log, [chosen] if chosen else log.pairs())
        write_file(target, [found.data], force=args.force, never=own_places(log.path))
    told = f"{_counted(found.meetings, 'meeting')} and {_counted(found.promises, 'promise')}"
    line(f"Wrote {target}, {told}, without what is private")
    if found.undated:
        say(f"{_counted(found.undated, 'promise')} without a date {'is' if found.undated == 1 else 'are'} not in it")
    return 0


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
