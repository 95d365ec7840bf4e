"""The person's config: which theme, whether the log opens veiled, paper and folder of documents, keys and questions.

It is a TOML file that belongs to the person; the app changes one line of it, when a theme is picked. Importing this
costs next to nothing: what reads TOML is imported where there is a file, what writes it when a theme is kept.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refused
from models.visible import visible
from tui.palette import PALETTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PREFIX = "visavis-"
THEMES = tuple(palette.name.removeprefix(_PREFIX) for palette in PALETTES)
"""The themes as a person writes them."""

MOST = 100_000
"""Bytes; whatever is longer is no config."""

_VEIL = re.compile(r"""^[ \t]*["']?veil["']?[ \t]*=[ \t]*true\b""", re.MULTILINE)
_NAMES = ("theme", "veil", "calendar", "paper", "folder", "keys", "questions")
PAPERS = ("a4", "letter")
"""The papers that a document is printed on."""

_EXAMPLE = 'undo = "z"'
_QUESTION_EXAMPLE = 'customer = ["Who are they?", "What do they need?"]'


@dataclass(frozen=True, slots=True)
class Config:
    """What a person decided for themselves.

    `keys` are by binding id, as Textual's `App.set_keymap` takes them; `questions` by section, beside our own or in
    the place of those of the same name; `calendar` is a file that a calendar keeps writing. `paper` is what documents
    are printed on, `folder` where the app writes them; empty where the machine decides.
    """

    theme: str = "dark"
    veil: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calendar: str = ""
    paper: str = ""
    folder: str = ""

    @property
    def theme_name(self) -> str:
        """The name of the theme in Textual and in tui.palette."""
        return _PREFIX + self.theme


def config_path() -> Path:
    """Where the config is: $VISAVIS_CONFIG, else the platform's folder for a person's settings."""
    if named := os.environ.get("VISAVIS_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path  # not for the first picture

    return user_config_path("visavis", appauthor=False) / "config.toml"


# Reading


def load(path: Path) -> Config:
    """The config at `path`; the defaults where there is no file.

    Raises Refused, in one line, where it cannot be read, is no TOML, or holds what a config does not hold.
    """
    text = _text(path)
    return Config() if text is None else _config(_parse(text, path), path)


def load_or_say(path: Path) -> tuple[Config, str]:
    """The config and "", or the defaults and what is wrong with it.

    Of a wrong config `veil = true` still holds: a slip elsewhere in the file must not bare a log before others.
    """
    try:
        return load(path), ""
    except Refused as fault:
        return Config(veil=_asks_for_veil(path)), str(fault)


def _asks_for_veil(path: Path) -> bool:
    try:
        return _VEIL.search(_text(path) or "") is not None
    except Refused:
        return False


def _text(path: Path) -> str | None:
    """What the file says, None where there is none; Refused where it is not a plain short file of text."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{path} is not a plain file; put the config there, or nothing")
        with path.open("rb") as file:
            raw = file.read(MOST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from None
    if len(raw) > MOST:
        raise Refused(f"{path} is too long for a config; keep only what docs/config.md names")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise Refused(f"{path} is not text in UTF-8; save it as UTF-8") from None


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomllib  # not for the first picture

    try:
        return tomllib.loads(text)
    except ValueError as error:
        from tui.text.toml_faults import toml_fault  # nor where all is well

        raise Refused(f"{path} is not TOML, {toml_fault(error, text)}") from None
    except RecursionError:
        raise Refused(f'{path} is nested too deep; write lines such as theme = "light"') from None


def _config(found: Mapping[str, Any], path: Path) -> Config:
    for name in found:
        if name not in _NAMES:
            raise Refused(f"{path}: {_said(name)} is not known{_near(name, _NAMES)}")
    theme, veil, keys = found.get("theme", "dark"), found.get("veil", False), found.get("keys", {})
    if theme not in THEMES:
        raise Refused(f'{path}: theme cannot be {_said(theme)}; write "{THEMES[0]}", "{THEMES[1]}" or "{THEMES[2]}"')
    if not isinstance(veil, bool):
        raise Refused(f"{path}: veil cannot be {_said(veil)}; write true or false, without quotes")
    if not isinstance(keys, dict):
        raise Refused(f"{path}: keys cannot be {_said(keys)}; write [keys] on a line, and below it lines as {_EXAMPLE}")
    return Config(
        theme,
        veil,
        dict(_keys(keys, path)),
        _questions(found.get("questions", {}), path),
        _whole_path("calendar", found, "~/calendars/work.ics", path),
        _paper(found.get("paper", ""), path),
        _whole_path("folder", found, "~/Documents", path),
    )


def _paper(value: object, path: Path) -> str:
    if isinstance(value, str) and value in ("", *PAPERS):
        return value
    raise Refused(f"{path}: paper cannot be {_said(value)}; write {' or '.join(map(_said, PAPERS))}")


def _whole_path(name: str, found: Mapping[str, Any], example: str, path: Path) -> str:
    """A path as it was written; empty where none was. It begins at the root or at home: the app is started anywhere."""
    value = found.get(name, "")
    if value == "" or (isinstance(value, str) and value.startswith(("/", "~/")) and visible(value) == value):
        return str(value)
    raise Refused(f"{path}: {name} cannot be {_said(value)}; write a whole path, as in {_said(example)}")


def _keys(table: Mapping[str, Any], path: Path, before: str = "") -> Iterator[tuple[str, str]]:
    """Ids with their keys. TOML reads an id with a dot and without quotes as a table of its own; that is meant too."""
    for name, keys in table.items():
        if isinstance(keys, dict):
            yield from _keys(keys, path, f"{before}{name}.")
        elif isinstance(keys, str):
            yield before + name, keys
        else:
            what = _said(before + name)
            raise Refused(f'{path}: the keys of {what} cannot be {_said(keys)}; write text, as in {what} = "z,ctrl+z"')


def _questions(table: object, path: Path) -> dict[str, tuple[str, ...]]:
    """The person's own questions by their sections; an empty list takes a section of ours away."""
    if not isinstance(table, dict):
        hint = f"write [questions] on a line, and below it lines as {_QUESTION_EXAMPLE}"
        raise Refused(f"{path}: questions cannot be {_said(table)}; {hint}")
    from models.pages.question_bank import LONGEST_SECTION, MOST_SECTIONS  # the first picture asks nothing

    if len(table) > MOST_SECTIONS:
        raise Refused(f"{path}: [questions] has {len(table)} sections; {MOST_SECTIONS} are the most")
    return {_plain(name, LONGEST_SECTION, path): _of_section(name, found, path) for name, found in table.items()}


def _of_section(name: str, found: object, path: Path) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        hint = f"write a list of texts, as in {_QUESTION_EXAMPLE}"
        raise Refused(f"{path}: the questions of {_said(name)} cannot be {_said(found)}; {hint}")
    from models.pages.question_bank import LONGEST, MOST_QUESTIONS  # not for the first picture

    if len(found) > MOST_QUESTIONS:
        raise Refused(f"{path}: {_said(name)} has {len(found)} questions; {MOST_QUESTIONS} are the most")
    return tuple(_plain(text, LONGEST, path) for text in found)


def _plain(text: str, most: int, path: Path) -> str:
    """A text of the bank, which may become a topic: one line that can be seen, and not longer than so many letters."""
    plain = text.strip()
    if not plain:
        raise Refused(f"{path}: a question or its section is empty; write words, or leave it out")
    if visible(plain) != plain:
        raise Refused(f"{path}: {_said(plain)} holds what cannot be seen; write one plain line")
    if len(plain) > most:
        raise Refused(f"{path}: {_said(plain)} has {len(plain)} letters; {most} are the most")
    return plain


def check_keys(keys: Mapping[str, str], known_ids: Iterable[str]) -> None:
    """Refused where an id is none of the known ones, or a key is none that Textual ever sends.

    One key may be given to two things: the nearer of them has it then, as with the keys of the app itself.
    """
    from tui.key_names import KEY_NAMES, is_key  # not for the first picture

    known = sorted(set(known_ids))
    for name, pressed in keys.items():
        if name not in known:
            raise Refused(f"[keys]: {_said(name)} is not known{_near(name, known)}")
        for key in pressed.split(","):
            if not is_key(key.strip()):
                near = _near(key.strip().rpartition("+")[2], KEY_NAMES)
                raise Refused(f"[keys]: {_said(name)} cannot have the key {_said(key)}, which does not exist{near}")


def _near(name: str, known: Iterable[str]) -> str:
    """What may have been meant, for the end of a sentence."""
    from difflib import get_close_matches  # not for the first picture

    likely = get_close_matches(name.lower(), known, n=3)
    return f"; did you mean {' or '.join(likely)}?" if likely else "; docs/config.md has every name"


def _said(value: object) -> str:
    """A value as the person wrote it, or nearly so, in one short line."""
    text = visible(str(value).lower() if isinstance(value, bool) else str(value))
    text = text if len(text) <= 40 else text[:39] + "…"
    return f'"{text}"' if isinstance(value, str) else text


# Writing


def keep(path: Path, *, theme: str | None = None, veil: bool | None = None) -> None:
    """Write the theme, or whether the log opens veiled, and leave everything else in the config as it is, comments too.

    The file is replaced at once and is readable by its owner alone, as is its folder where it has to be made.
    Raises Refused where the theme is unknown, the config no TOML, or the file cannot be written.
    """
    kept: dict[str, object] = {}
    if theme is not None:
        kept["theme"] = theme.removeprefix(_PREFIX)
        if kept["theme"] not in THEMES:
            raise Refused(f"there is no theme {_said(kept['theme'])}; the themes are {', '.join(THEMES)}")
    if veil is not None:
        kept["veil"] = veil
    text = _text(path) or ""
    changed = text
    for name, value in kept.items():
        changed = _with(changed, name, value, path)
    if changed != text:
        _write(path, changed)


def _with(text: str, name: str, value: object, path: Path) -> str:
    """The text of a config with that value in it; one that says what holds anyway stays as it is."""
    before = _parse(text, path)
    if before.get(name, getattr(Config(), name)) == value and (name in before or name != "theme"):
        return text
    line = f"{name} = {_said(value)}"
    if name not in before:
        return f"{line}\n{text}"
    import tomlkit  # not for the first picture
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        document[name] = value
        changed = document.as_string()
    except TOMLKitError:
        changed = ""
    if not changed or _parse(changed, path) != {**before, name: value}:
        raise Refused(f"{path} cannot be changed safely; write {line} into it yourself")
    return changed


def _write(path: Path, text: str) -> None:
    from storage.interchange.writing import write_file  # not for the first picture

    target = path.resolve()  # a config is often a link into a folder that is kept elsewhere
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"the folder {target.parent} cannot be made: {error.strerror}") from None
    write_file(target, [text.encode()], force=True)
