"""One row of a list, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from models.finding import Needles
    from tui.text.spans import Voice


class Row(NamedTuple):
    """One line of a list. `key` names the record, so that it is found again after a reload; texts are visible.

    `does` is what the key *d* does to it, in a word; empty where it does nothing. `late` are the characters at the
    beginning of *what* that say so; `facts`: it is facts with a dot between, the last of which may be left out. `below`
    are further words, where a row is as high as its words; `cells` stand in columns, where a list has its own.
    Words of *what* that hold something `sought` are set bold.
    """

    key: Hashable
    who: str
    when: str
    what: str
    state: str = ""
    when_voice: Voice = "body"
    state_voice: Voice = "aside"
    does: str = ""
    late: int = 0
    facts: bool = False
    below: tuple[str, ...] = ()
    who_voice: Voice = "body"
    sought: Sequence[Needles] = ()
    cells: tuple[str, ...] = ()
