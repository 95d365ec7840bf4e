"""What a person is to know though the deed was done: kept until whoever speaks to the person tells it, once."""

from __future__ import annotations

_UNSURE = (
    "it is written, but the disk reported an error after that; do not repeat it, and keep a copy of the log on "
    "another disk"
)

_waiting: list[str] = []


def note(words: str) -> None:
    """Keep a sentence that is to be told."""
    if words not in _waiting:
        _waiting.append(words)


def note_unsure() -> None:
    """Have it told that what was done is written, and that the disk reported an error only after that."""
    note(_UNSURE)


def take(*, done: bool = True) -> list[str]:
    """The sentences that are to be told, in the order in which they came; from now on they are told.

    Where not all was `done`, none says that it is written.
    """
    found = [words for words in _waiting if done or words != _UNSURE]
    _waiting.clear()
    return found
