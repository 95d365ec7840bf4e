"""The form of what a person decides for themselves and the app can write: the rest stands in the file it names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.acts.sentences import Became
from storage.writes.lives import Done
from tui.config import THEMES, Config, keep
from tui.forms.asking import Asking
from tui.forms.export import shortened
from tui.text.cells import visible
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from storage.log import Log

_VEIL = (("", "no"), ("yes", "yes"))
_FILE = "keys and questions of your own stand in that file"


def of_settings(path: Path, now: Config) -> Asking:
    """The form of the settings in the config at `path`; `now` is what it says."""
    themes = tuple((name, name.replace("-", " ")) for name in THEMES)
    questions = [
        Question("theme", "theme", "choice", choices=themes, may_be_empty=False, value=now.theme),
        Question("veil", "open veiled", "choice", choices=_VEIL, may_be_empty=False, value="yes" if now.veil else ""),
    ]
    title = f"Settings, kept in {visible(shortened(path))}; {_FILE}"
    return Asking(title, "settings", questions, partial(_save, path=path), edits=True)


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, path: Path) -> Done:
    keep(path, theme=typed["theme"], veil=typed["veil"] == "yes")
    return Done("settings", 0, "", Became("The settings are kept"), log.today(), changed=False)
