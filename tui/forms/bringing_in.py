"""The form that brings in a file: which one, and what counts where a record differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.sentences import Became
from models.errors import Refused
from storage.interchange.importing import ImportRefused, import_file
from storage.writes.lives import Done
from tui.forms.asking import Asking, WrongField
from tui.forms.export import meant, shortened
from tui.text.cells import visible
from tui.text.imported import import_lines
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.log import Log

_DIFFERS = (("", "leave the file"), ("theirs", "take what the file says"))


def of_import() -> Asking:
    """The form that takes what an interchange file holds into the log."""
    questions = [
        Question("file", "file", "line", required=True, hint="usually *.visavis.jsonl", understand=_understood),
        Question("differs", "what differs", "choice", choices=_DIFFERS, may_be_empty=False, more=True),
    ]
    return Asking("Bring in a file", "bring in", questions, _save)


def _understood(text: str) -> str:
    path = meant(text)
    if path.is_dir():
        raise Refused("is a folder; name a file in it")
    if not path.exists():
        raise Refused(f"there is no such file in {visible(shortened(path.parent))}")
    return f"in {visible(shortened(path.parent))}"


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str]) -> Done:
    """Import it, on the log's thread; the import has a connection of its own."""
    try:
        _understood(typed["file"])
        report = import_file(log.path, meant(typed["file"]), log.clock, overwrite=typed["differs"] == "theirs")
    except ImportRefused as fault:
        raise WrongField("file", f"{fault.problems[0]}; nothing was changed") from None
    except Refused as fault:
        raise WrongField("file", str(fault)) from None
    return Done("import", 0, "", Became("; ".join(import_lines(report))), log.today(), changed=report.anything)
