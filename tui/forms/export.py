"""The form of an export: the name of the file, in the folder that the person is in, and whether it may replace one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from models.acts.sentences import Became
from models.errors import Refused
from storage.disk.beside import own_places
from storage.interchange.writing import refuse_target, write_file
from storage.log import Log
from storage.writes.lives import Done
from tui.forms.asking import Asking, WrongField
from tui.text.cells import visible
from tui.widgets.fields.form import Question

Render = Callable[[Log], bytes]
"""Makes the document, on the log's own thread."""

_REPLACE = (("", "no"), ("yes", "yes"))


def of_export(title: str, name: str, without: str, log: Path, render: Render) -> Asking:
    """The form that writes a document to a file, called `name` unless told.

    `without` follows in the sentence that says where it was written; `log` is what is never written over.
    """
    never = tuple(own_places(log))
    questions = [
        Question("file", "file", "line", required=True, value=name, understand=partial(_understood, never)),
        Question("replace", "replace it", "choice", choices=_REPLACE, may_be_empty=False, more=True),
    ]
    save = partial(_save, never=never, without=without, render=render)
    return Asking(title, f"export {name}", questions, save)


def meant(text: str) -> Path:
    """The file that typed words mean: in the present folder unless a folder is named."""
    path = Path(text.strip())
    try:
        path = path.expanduser()
    except RuntimeError:
        raise Refused("there is no such home folder; name another") from None
    return path if path.is_absolute() else Path.cwd() / path


def _understood(never: tuple[Path, ...], text: str) -> str:
    path = meant(text)
    refuse_target(path, force=True, never=never)
    return "is there already" if path.exists() else f"in {visible(shortened(path.parent))}"


def shortened(path: Path) -> str:
    """A path as its owner would write it: ~ for the home folder."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def _save(
    log: Log,
    typed: Mapping[str, str],
    _changed: Mapping[str, str],
    *,
    never: tuple[Path, ...],
    without: str,
    render: Render,
) -> Done:
    path = meant(typed["file"])
    force = typed["replace"] == "yes"
    if not force and path.exists():
        raise WrongField("replace", "The file is there already; replace it, or name another")
    try:
        write_file(path, [render(log)], force=force, never=never)
    except Refused as fault:
        raise WrongField("file", str(fault)) from None
    title = shortened(path)
    return Done("export", 0, "", Became(f"Wrote {title}{without}"), log.today(), changed=False)
