"""What is kept of an unexpected fault: kinds, places and versions; never a message, a value or a line of source."""

from __future__ import annotations

import os
import platform
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from storage.disk.own_folder import names, opened, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

    from storage.log import Clock

KEPT = 10
"""So many reports are kept."""

_ERRORS, _FRAMES = 20, 60
"""Of a longer chain the first are told, and of a deeper stack both ends."""

_NAME = re.compile(r"\d{4}-\d\d-\d\d-\d{6}(-\d\d)?\.txt")
_PLAIN = re.compile(r"[\w.<>/@+-]{1,200}", re.ASCII)
"""What a path of code, a function or a kind of error looks like; anything else is not told."""


def faults_folder() -> Path:
    """The folder of this person's in which reports lie, in a folder `faults`."""
    from platformdirs import user_state_path  # not for the first picture

    return user_state_path("visavis", appauthor=False)


def where(error: BaseException) -> str:
    """The kind of the error at the root of it and its place, in one line: "ValueError in today.py, line 12"."""
    cause, seen = error, {id(error)}
    while (further := _cause(cause)) is not None and id(further) not in seen:
        cause = further
        seen.add(id(cause))
    frames = _frames(cause)
    return _plain(type(cause).__name__) + (f" in {Path(frames[-1][0]).name}, line {frames[-1][1]}" if frames else "")


def report(error: BaseException, folder: Path, clock: Clock) -> Path | None:
    """Write what can be told of a fault to `faults` in that folder, for the owner alone; the newest reports are kept.

    Gives the file, None where it cannot be written. Never raises.
    """
    try:
        moment = clock().astimezone(UTC)
        text = "\n".join(_lines(error, moment)) + "\n"
        place = folder / "faults"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with opened(place, make=True) as handle:
            name = _free_name(names(handle), f"{moment:%Y-%m-%d-%H%M%S}")
            write(handle, name, text.encode())
            _drop_oldest(handle, name)
    except Exception:  # noqa: BLE001 - whoever reports a fault must not meet another
        return None
    return place / name


def _free_name(taken: list[str], stamp: str) -> str:
    possible = (f"{stamp}.txt", *(f"{stamp}-{number:02}.txt" for number in range(2, 100)))
    return next((name for name in possible if name not in taken), possible[-1])


def _drop_oldest(folder: int, newest: str) -> None:
    """Keep the last reports, the newest whatever its date: a clock may have been set back."""
    others = sorted(name.removesuffix(".txt") for name in names(folder) if _NAME.fullmatch(name) and name != newest)
    for stem in others[: max(0, len(others) - KEPT + 1)]:
        with suppress(OSError):
            os.unlink(f"{stem}.txt", dir_fd=folder)


def _lines(error: BaseException, moment: datetime) -> Iterator[str]:
    yield f"visavis {_version('visavis')}: a fault in visavis itself. Nothing that was typed or stored is told here."
    yield f"at {moment.isoformat(timespec='seconds')}"
    yield f"Python {platform.python_version()}, Textual {_version('textual')}, {platform.platform()}"
    for cause, how in _chain(error):
        yield ""
        yield how + _kind(cause)
        frames = [f"  {file}:{line} {function}" for file, line, function in _frames(cause)]
        if len(frames) > _FRAMES:
            frames[_FRAMES // 2 : -_FRAMES // 2] = [f"  … {len(frames) - _FRAMES} more"]
        yield from frames


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"


def _cause(error: BaseException) -> BaseException | None:
    """What an error was raised from, or, as Textual's workers do it, what it carries."""
    found = error.__cause__ if error.__cause__ is not None else getattr(error, "error", None)
    return found if isinstance(found, BaseException) else None


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """The error and all that led to it, each once, with how it did."""
    waiting, seen = [(error, "")], set[int]()
    while waiting and len(seen) < _ERRORS:
        found, how = waiting.pop(0)
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield found, how
        if isinstance(found, BaseExceptionGroup):
            waiting += [(item, "with ") for item in found.exceptions]
        if (cause := _cause(found)) is not None:
            waiting.append((cause, "caused by "))
        elif found.__context__ is not None and not found.__suppress_context__:
            waiting.append((found.__context__, "while handling "))


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return _plain(name)


def _frames(error: BaseException) -> list[tuple[str, int, str]]:
    """File, line and function of every frame, the one that raised last."""
    found, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append((_file(code), trace.tb_lineno or 0, _plain(code.co_qualname)))
        trace = trace.tb_next
    return found


def _file(code: CodeType) -> str:
    """The path of code from where it was imported, so that no folder of the person's is named."""
    path = code.co_filename
    roots = sorted((root for root in sys.path if root and path.startswith(root.rstrip("/") + "/")), key=len)
    return _plain(path[len(roots[-1].rstrip("/")) + 1 :] if roots else path.rpartition("/")[2])


def _plain(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else "(unnamed)"


def calm_line(error: BaseException) -> str:
    """What went wrong without what it was about: the kind of error and the place in our code, never its words."""
    from tui.faults import where  # not for the first picture

    return f"visavis: something in the app failed ({where(error)}); what was saved is safe, open it again"
