"""What is being typed, kept beside the log until it is saved or thrown away: files, so that no lock holds them up."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refused
from models.records.naming import short_id
from storage.disk.beside import drafts_of
from storage.disk.holder import born
from storage.disk.own_folder import names, opened, read, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.log import Clock

LONGEST = 4 * 1024 * 1024
"""Bytes that a draft takes at most; what is longer is none of ours."""

_VERSION = 1
_STALE = 24 * 60 * 60
"""Seconds after which a half-written file was left behind for good."""

_NAME = re.compile(r"([0-9a-f]{32})-(\d{1,19})\.json")
_HALF = re.compile(r"\.[0-9a-f]{32}-\d{1,19}\.json\.new")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not yet saved. `key` says of what, in our own words: "add commitment A1", "edit C31"."""

    key: str
    fields: dict[str, str]
    kept_at: datetime
    base: str = ""
    """The hash of the record it began from, in hex; empty where there is none."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of ours in one of the places. Its draft is None where it cannot be read."""

    folder: Path
    name: str
    draft: Draft | None = None
    born: str = ""
    """When the process that wrote it began."""
    shown: tuple[str, ...] = ()
    """The files that this draft came out of."""

    @property
    def in_use(self) -> bool:
        """Whether another living process writes it."""
        pid = _writer(self.name)
        return pid != os.getpid() and self.born != "" and born(pid) == self.born


def live_key(meeting: int) -> str:
    """The key of what is typed in a live meeting. Its draft stands from the moment it is opened until it is closed."""
    return f"live {short_id('meeting', meeting)}"


class Drafts:
    """The drafts of one log. They lie in a folder beside it, or in a rescue place where that folder takes no file."""

    def __init__(self, log_path: Path, clock: Clock) -> None:
        self.rescued = False
        """Whether the last `keep` went to a rescue place."""
        self._path = log_path.absolute()
        self._clock = clock
        self._shown: dict[str, set[str]] = {}
        self._swept = False

    def keep(self, key: str, fields: Mapping[str, str], base: str = "") -> None:
        """Keep what is typed, in the place of what this process kept under that key before.

        Refused where it is too long, or neither the folder nor a rescue place takes it. A lone surrogate, which no
        file can hold, becomes U+FFFD.
        """
        name = _name(key)
        data = _packed(Draft(key, dict(fields), self._clock(), base), self._shown.get(key, ()))
        if len(data) > LONGEST:
            raise Refused("this is too long to be kept while it is typed; save it now")
        why = "no folder takes it"
        # Beside the log twice: another window may take the empty folder away just when it was made.
        for place in chain([self._beside], self._places()):
            try:
                self._put(place, name, data)
            except OSError as error:
                why = error.strerror or why
                continue
            self._put_in(place, name)
            return
        raise Refused(f"what is typed here cannot be kept ({why}); save it now, or make room")

    def _put(self, place: Path, name: str, data: bytes) -> None:
        if place != self._beside:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with opened(place, make=True) as folder:
                write(folder, name, data)
                if not self._swept:
                    self._swept = True
                    _sweep(folder, older_than=self._clock().timestamp() - _STALE)
        except OSError:
            with suppress(OSError):  # a full disk has room for an empty folder, and none is to be left
                place.rmdir()
            raise

    def _put_in(self, place: Path, name: str) -> None:
        """Remember where the draft lies now; what is older in another place would only be found later."""
        before, self.rescued = self.rescued, place != self._beside
        if before or self.rescued:
            for other in self._places():
                if other != place:
                    _remove(other, [name])

    def find(self, key: str) -> Draft | None:
        """The newest draft of that key; None where there is none. What another living process is typing is its own."""
        found = self._free(_hash(key))
        if not found:
            return None
        self._shown.setdefault(key, set()).update({found[0].name, *found[0].shown})
        return found[0].draft

    def all(self) -> list[Draft]:
        """Every draft that `find` may give, newest first."""
        return [file.draft for file in self._free("") if file.draft]

    def drop(self, key: str) -> None:
        """Throw away what this process kept and found under that key; where that is nothing, what it would find.

        A draft that was never shown stays: it may be all that is left of another window.
        """
        of_key = _hash(key)
        found = self._free(of_key)
        known = self._shown.pop(key, set()) | {_name(key)}
        gone = [file for file in found if file.name in known] or found[:1]
        known.update(*(file.shown for file in gone), (file.name for file in gone))
        self._take_away(file for file in self._files(of_key) if file.name in known and not file.in_use)

    def forget(self, word: str) -> None:
        """Take away every draft, whosever, whose key holds that word, and all that cannot be read: it may hold more.

        Raises OSError where one of them stays.
        """
        files = [file for file in self._files("") if file.draft is None or word in file.draft.key.split()]
        for place in self._places():
            with suppress(OSError), opened(place) as folder:
                _sweep(folder)
        for file in files:
            (file.folder / file.name).unlink(missing_ok=True)
        self._take_away(files)

    # Where they lie

    @property
    def _beside(self) -> Path:
        return drafts_of(self._path)

    def _places(self) -> Iterator[Path]:
        """The folder beside the log, and then the rescue places, in the order in which they are tried."""
        yield self._beside
        log = _hash(str(self._path.resolve()))
        import tempfile  # not for the first picture

        from platformdirs import user_state_path

        state = user_state_path("visavis", appauthor=False)
        if state.is_absolute():
            yield state / "drafts" / log
        with suppress(OSError):
            yield Path(tempfile.gettempdir()) / f"visavis-{os.geteuid()}-{log}"

    def _files(self, of_key: str) -> list[_File]:
        """Every file of ours whose name begins so, readable or not, place after place."""
        found: list[_File] = []
        for place in self._places():
            with suppress(OSError), opened(place) as folder:
                ours = [name for name in names(folder) if name.startswith(of_key) and _NAME.fullmatch(name)]
                found += [_unpacked(folder, place, name) for name in ours]
        return found

    def _free(self, of_key: str) -> list[_File]:
        """What this process may show, newest first; of two from one moment that of the later place."""
        found = [(file.draft.kept_at, at, file) for at, file in enumerate(self._files(of_key)) if file.draft]
        return [file for *_, file in sorted(found, key=lambda item: item[:2], reverse=True) if not file.in_use]

    def _take_away(self, files: Iterable[_File]) -> None:
        gone = list(files)
        for place in self._places():
            _remove(place, [file.name for file in gone if file.folder == place])
            if place != self._beside and place.parent.name == "drafts":
                with suppress(OSError):
                    place.parent.rmdir()


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _name(key: str) -> str:
    """What this process calls its draft of that key: windows do not overwrite each other."""
    return f"{_hash(key)}-{os.getpid()}.json"


def _writer(name: str) -> int:
    """The process that wrote the draft of that name."""
    return int(name.partition("-")[2].removesuffix(".json"))


@lru_cache(maxsize=1)
def _own_birth(pid: int) -> str:
    return born(pid)


def _packed(draft: Draft, shown: Iterable[str]) -> bytes:
    content = {
        "version": _VERSION,
        "key": draft.key,
        "fields": draft.fields,
        "kept_at": draft.kept_at.isoformat(),
        "base": draft.base,
        "born": _own_birth(os.getpid()),
        "shown": sorted(shown),
    }
    return _SURROGATE.sub("\ufffd", json.dumps(content, ensure_ascii=False)).encode()


def _unpacked(folder: int, place: Path, name: str) -> _File:
    """A file with what is in it; without a draft where that is damaged, foreign or of another version."""
    try:
        found = json.loads(read(folder, name, LONGEST).decode())
        match found:
            case {
                "version": 1,
                "key": str(key),
                "fields": dict(fields),
                "kept_at": str(moment),
                "base": str(base),
                "born": str(began),
                "shown": list(shown),
            }:
                draft = Draft(key, fields, datetime.fromisoformat(moment), base)
            case _:
                return _File(place, name)
    except (OSError, ValueError, RecursionError):
        return _File(place, name)
    if not _is_sound(draft, name) or not all(isinstance(item, str) for item in shown):
        return _File(place, name)
    return _File(place, name, draft, began, tuple(shown))


def _is_sound(draft: Draft, name: str) -> bool:
    """Whether a draft that was read could have been kept under that name."""
    texts = [draft.key, *draft.fields, *draft.fields.values()]
    plain = all(isinstance(text, str) and not _SURROGATE.search(text) for text in texts)
    return plain and draft.kept_at.tzinfo is not None and name.startswith(_hash(draft.key))


def _remove(place: Path, gone: Iterable[str]) -> None:
    """Take files out of a place, and the folder with the last of them; what cannot be taken away stays."""
    with suppress(OSError):
        with opened(place) as folder:
            for name in gone:
                with suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=folder)
        place.rmdir()


def _sweep(folder: int, older_than: float | None = None) -> None:
    """Take away what was left half written: all of it, or what is older than that moment."""
    for name in filter(_HALF.fullmatch, names(folder)):
        with suppress(OSError):
            if older_than is None or os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime < older_than:
                os.unlink(name, dir_fd=folder)
