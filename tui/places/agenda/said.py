"""What was last said of a line of the agenda: sought one line at a time, and told beside the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from models.pages.recall import Recalled
from models.records.naming import one_line
from models.records.rows import Topic
from storage.reads.last_said import Mention, last_said
from tui.places.agenda.rows import is_private, key_of, words_of
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.text.prose import prose
from tui.text.words import called, day_month, veil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from models.pages.agenda import About, Agenda, HelpAsked
    from storage.reads.agenda import AgendaRead
    from tui.page.shell import Shell
    from tui.text.spans import Spans

MOST_SAID = 12
"""How many finds are told of one line."""


class LastSaid:
    """What was found of the lines of one agenda, as long as it is not read anew."""

    def __init__(self, visavis: Shell) -> None:
        self._visavis = visavis
        self._read: AgendaRead | None = None
        self._known: dict[str, tuple[Mention, ...]] = {}
        self._seeking = False

    def of(self, read: AgendaRead) -> None:
        """Begin anew with an agenda as it was read."""
        self._read, self._known = read, {}

    async def seek(self, line: About) -> None:
        """Find what was said of a line."""
        while (read := self._read) is not None and (text := words_of(line)) and text not in self._known:
            work = partial(last_said, pair=read.pair, text=text, as_of=read.as_of, most=MOST_SAID + 1)
            found = await self._visavis.on_log(work)
            if read is self._read:  # else it was read anew meanwhile
                self._known[text] = found

    async def follow(self, present: Callable[[], About | None]) -> None:
        """Find what was said of the present line, and of the one that is present by then: one search at a time."""
        if self._seeking:
            return
        self._seeking = True
        try:
            while (line := present()) is not None and (text := words_of(line)) and text not in self._known:
                await self.seek(line)
        finally:
            self._seeking = False

    def lines(self, line: About, width: int, *, veiled: bool) -> Sequence[Spans]:
        """What was found of a line, but for its own record."""
        read = self._read
        if read is None or read.found is None:
            return ()
        known, own = self._known.get(words_of(line)), key_of(line, read.found)
        others = None if known is None else tuple(item for item in known if (item.noun, item.id) != own)[:MOST_SAID]
        said = SaidOf(words_of(line), aside_of(line), is_private(line), others)
        return said_lines(said, read.as_of, width, veiled=veiled)


def heard_lines(line: HelpAsked, found: Agenda, width: int, *, veiled: bool) -> list[Spans]:
    """What was heard when the question was asked last, whole."""
    pair, meeting = found.today.pair, line.meeting
    assert meeting is not None
    when = day_month(pair.day(meeting.starts_at), found.today.as_of)
    lines: list[Spans] = [[("LAST TIME WE HEARD", "label"), (f"  {when}", "aside")]]
    if veiled and meeting.private:
        return [*lines, [(veil(), "quiet")]]
    for uid, words in line.heard:
        lines += [[(called(pair, uid), "strong")], *_indented(visible(one_line(words)), width)]
    return lines


class SaidOf(NamedTuple):
    """What was said of a matter: what it is, what else there is to know of it, and what was found.

    `found` is None while it is sought; `private`: the matter is for me alone.
    """

    title: str
    aside: str
    private: bool
    found: tuple[Mention, ...] | None


def said_lines(said: SaidOf, as_of: date, width: int, *, veiled: bool) -> list[Spans]:
    """What was said of a matter, a block a record."""
    hidden = veiled and said.private
    lines: list[Spans] = [[("LAST TIME WE SAID", "label")]]
    lines += [[(veil(), "quiet")]] if hidden else prose(visible(said.title), width, "strong")
    lines += prose(visible(said.aside), width, "aside") if said.aside and not hidden else []
    if said.found == ():
        nothing = "No earlier meeting, decision, promise or disagreement speaks of this."
        return [*lines, (), *prose(nothing, width, "aside")]
    for item in said.found or ():
        lines += [(), *_saying(item, as_of, width, hidden=veiled and item.private)]
    return lines


def aside_of(line: About) -> str:
    """What else is to be known of a line than its row says: the section of a topic, why something comes back."""
    match line:
        case Topic():
            return line.section or ""
        case Recalled():
            return line.aside
    return ""


def _saying(item: Mention, as_of: date, width: int, *, hidden: bool) -> list[Spans]:
    when = day_month(item.on, as_of) if item.on else ""
    kind: Spans = [(when, "body"), ("  " if when else "", "body"), (item.noun, "aside")]
    if hidden:
        return [kind, [(veil(), "quiet")]]
    title = [] if item.noun == "meeting" else prose(visible(one_line(item.title)), width)
    parts = (" ".join(part.split()).removeprefix("- ") for part in item.snippet.split("\n"))
    snippet = visible(f" {glyphs().dot} ".join(filter(None, parts)))
    return [kind, *title, *(_indented(snippet, width) if snippet else [])]


def _indented(said: str, width: int) -> list[Spans]:
    return [[("  ", "body"), *line] for line in prose(said, max(1, width - 2), "said")]
