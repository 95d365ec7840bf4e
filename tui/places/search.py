"""Search over everything: a line to type in, and what holds its words in one list, which acts as every list does."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.binding import Binding, BindingType
from textual.containers import Container

from models.finding import Needles, haystack, holds, needles
from models.records.naming import one_line
from models.records.nouns import LIVES, NOUNS
from storage.reads.search import Hit, search
from tui.page.frame import WIDE
from tui.page.list_page import NOTHING
from tui.page.list_place import ListPlace
from tui.text.cells import cut_words, visible
from tui.text.glyphs import glyphs
from tui.text.words import called, day_in_column, does, veil
from tui.widgets.fields.entry import Full, LineField
from tui.widgets.line_list import LineList
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.widget import Widget

    from models.records.pair import Pair
    from storage.log import Log
    from tui.text.spans import Spans

MOST = 200
"""How many finds are shown, the best of them."""

_COLUMNS, _LEAST_TITLE = 33, 16
"""The cells of a row that are not *what*, and the least that stands of a title where the words around a find follow."""

_SIGNS = re.compile(r"^\s*(#{1,6}\s+|[-*+]\s+|>\s+)+")
"""Signs of Markdown before the words of a line."""

_TO_TYPE: tuple[Spans, ...] = (
    [("Words of anything in the log; each may be the beginning of a word.", "aside")],
    [("All of them are needed; the best find stands first.", "aside")],
)
_NO_WORDS: tuple[Spans, ...] = (
    [("There is no word in this.", "aside")],
    [("A letter or a digit is enough to begin with.", "aside")],
)
_NONE: tuple[Spans, ...] = (
    [("Nothing in the log holds all these words.", "aside")],
    [("Fewer of them find more, and so do their beginnings.", "aside")],
)


class SearchAnswer(NamedTuple):
    """What was found for some words, best first; `more`: there is more than is shown. `pairs` are by their uids."""

    words: str
    pair: Pair | None
    pairs: Mapping[str, Pair]
    hits: Sequence[Hit]
    more: bool


class SearchLine(LineField):
    """The line in which one types what is sought."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "found", "to what was found", id="search.found", tooltip="to what was found"),
        Binding("down", "found", "to what was found", show=False, id="search.down", tooltip="to what was found"),
        Binding("escape", "close", "close", id="search.close", tooltip="close the search"),
    ]

    @property
    def _search(self) -> Search:
        return cast("Search", self.screen)

    def on_focus(self) -> None:
        """Whatever is open beside the list closes: what is found now may be something else."""
        self._search.close_record()

    def action_found(self) -> None:
        """Go to what was found."""
        self._search.go_to_found()

    def action_close(self) -> None:
        """Leave the search."""
        self._search.dismiss(None)


class Finds(LineList):
    """The list of what was found; from its first row `up` leads back to the line above."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "up", "up", show=False, id="search.up", tooltip="move by a row, from the first one to the words"),
    ]

    def action_up(self) -> None:
        """Move up by a row, out of the list from the first one."""
        before = self._cursor
        self.action_move(-1)
        if self._cursor == before:
            cast("Search", self.screen).action_words()


class Search(ListPlace):
    """What holds the typed words, anywhere in the log. It lies over the place that it was opened from."""

    NAME = "search"
    AUTO_FOCUS = "#sought"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "words", "other words", id="search.words", tooltip="type other words to search for"),
    ]

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place
        self._answer = SearchAnswer("", None, {}, (), more=False)
        self._typed = ""
        self._goes_there = False

    @property
    def place_name(self) -> str:
        """The place that the search was opened from."""
        return self._place

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown; what is found may belong to another."""
        return self._answer.pair

    def above(self) -> Iterable[Widget]:
        """Where one types."""
        with Container(id="to-search"):
            yield SearchLine(hint="Search everything", id="sought")

    def page(self) -> Iterable[Widget]:
        """The list, over the whole width while nothing is open beside it."""
        yield Finds(id="list")
        yield Sheet(id="figures")
        yield Sheet(id="foot")

    def on_mount(self) -> None:
        """Read at once who the two are."""
        self.show_who_of_app()
        self.read_anew()

    # Typing

    def on_input_changed(self, message: LineField.Changed) -> None:
        """Search for what stands there now; what is typed into a filter is its own."""
        if isinstance(message.input, SearchLine):
            self._typed = message.value
            self._goes_there = False
            self.read_anew()

    def on_full(self, message: Full) -> None:
        """Say that not all of a paste was taken."""
        self.say(f"Only the first {message.limit:,} characters were taken".replace(",", " "))

    def go_to_found(self) -> None:
        """Go to the list: now, or when what was typed last is found."""
        self._goes_there = self._answer.words != self._typed
        if not self._goes_there and self._answer.hits:
            self.listed.focus()

    def action_words(self) -> None:
        """Back to the line in which one types."""
        self.query_one(SearchLine).focus()

    # Reading

    async def read(self) -> None:
        """Search and show it, unless something else was typed by then."""
        found = await self.visavis.on_log(partial(self._find, self._typed))
        if found is None or not self.is_attached:  # the search may have been left by now
            return
        others = found.words != self._answer.words
        self._answer = found
        self.show_who(found.pair, self.visavis.shown[1], self.visavis.today())
        self.redraw()
        if others:
            self.listed.action_move(-MOST)  # the best find is under the cursor
        if self._goes_there:
            self.go_to_found()

    def _find(self, words: str, log: Log) -> SearchAnswer | None:
        """Runs on the log's thread. None where other words were typed before this came to its turn."""
        if words != self._typed:
            return None
        pair = self.visavis.session.read_pair(log)
        if pair is None:
            return SearchAnswer(words, None, {}, (), more=False)
        hits = search(log, words, self.visavis.as_of or log.today(pair), limit=MOST + 1)
        pairs = {each.uid: each for each in log.pairs()}
        return SearchAnswer(words, pair, pairs, hits[:MOST], more=len(hits) > MOST)

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """That there is more, where there is."""
        return [[(f"The best {MOST} of them; one more word leaves fewer", "aside")]] if self._answer.more else NOTHING

    def sections(self) -> list[Section]:
        """What was found, best first."""
        rows = Rows(
            self._answer.hits,
            key=lambda hit: (hit.noun, hit.id),
            make=self._row,
            text=lambda hit: f"{self._who(hit)} {_title(hit)} {hit.noun}",
        )
        return [Section("FOUND", rows, None if self._answer.more else "aside")]

    def empty(self) -> Sequence[Spans]:
        """What can be found, or how to find something."""
        if not self._answer.words.strip():
            return _TO_TYPE
        return _NONE if needles(self._answer.words) else _NO_WORDS

    def _row(self, hit: Hit) -> Row:
        day = self.visavis.as_of or self.visavis.today()
        return Row(
            key=(hit.noun, hit.id),
            who=self._who(hit),
            when=day_in_column(hit.on, day) if hit.on else "",
            what=self._what(hit),
            state=f"{hit.noun}, private" if self._is_private(hit) else hit.noun,
            sought=needles(self._answer.words),
            does=self._does(hit),
        )

    def _does(self, hit: Hit) -> str:
        pair = self._answer.pairs.get(getattr(hit.record, "alliance", ""))
        return does(hit.noun, hit.record, pair, self.visavis.today()) if pair and hit.noun in LIVES else ""

    def _who(self, hit: Hit) -> str:
        """Whose it is; in a log of several alliances with whom. Nobody's where it belongs to no alliance."""
        record: Any = hit.record
        uid = record.uid if hit.noun == "alliance" else getattr(record, "alliance", "")
        pair = self._answer.pairs.get(uid)
        if pair is None:
            return ""
        if self.visavis.session.several:
            return called(pair, pair.other.uid)
        uid = next(filter(None, (getattr(record, name) for name in _WHOSE.get(hit.noun, ()))), "")
        return "" if not uid and self._is_private(hit) else called(pair, uid)

    def _is_private(self, hit: Hit) -> bool:
        """Whether nobody else sees it: the record, or the words of it that were found."""
        if hit.record.private or not _has_private(hit):
            return bool(hit.record.private)
        by_eyes: dict[bool, str] = {True: "", False: _title(hit)}
        for field in NOUNS[hit.noun].fields:
            by_eyes[field.private] += f" {getattr(hit.record, field.column) or ''}"
        return any(
            _holds(by_eyes[True], word) and not _holds(by_eyes[False], word) for word in needles(self._answer.words)
        )

    def _what(self, hit: Hit) -> str:
        """The title; behind it the words around the find where it does not hold them all.

        These alone where they are words of the title itself.
        """
        if self.visavis.veiled and hit.record.private:
            return veil()
        title = _title(hit)
        lacking = [word for word in needles(self._answer.words) if not _holds(title, word)]
        if not lacking or (self.visavis.veiled and _has_private(hit)):
            return title
        before = 2 if self.size.width >= WIDE else 0
        words = around(hit.beyond, lacking, before)
        if not words or hit.noun == "meeting":  # its title is its day, which the columns tell
            return words or around(hit.snippet, lacking, before) or title
        room = max(_LEAST_TITLE, (self.size.width - _COLUMNS) // 2)
        return f"{cut_words(title, room, glyphs().cut)} {glyphs().dot} {words}"

    # Stepping back

    def close_record(self) -> None:
        """Close the opened record, and leave the focus where it is."""
        self._opened = self._record = None
        self.remove_class("-detail")

    def action_back(self) -> None:
        """One step back: from the opened record to the list, from the filtered list to the whole, out of the search."""
        if super().works("back"):
            super().action_back()
        else:
            self.dismiss(None)

    def works(self, action: str) -> bool:
        """As in every place; a search can always be left, and one types already while one types."""
        if action == "words":
            return not isinstance(self.focused, SearchLine)
        return action == "back" or super().works(action)


_WHOSE = {
    "commitment": ("from_",),
    "feedback": ("from_",),
    "note": ("about", "by"),
    "topic": ("raised_by",),
}
"""Columns that say whose a record is or whom it is about, of the nouns that have one; the first that is filled."""


def _title(hit: Hit) -> str:
    return plain(visible(one_line(hit.title)))


def plain(line: str) -> str:
    """A line without the signs of Markdown: those at its beginning, and the stars of what is strong."""
    return _SIGNS.sub("", line).replace("**", "").strip()


def _holds(text: str, word: Needles) -> bool:
    return holds(haystack(text), [word])


def _has_private(hit: Hit) -> bool:
    """Whether words of a private field may stand around a find."""
    return any(field.private and getattr(hit.record, field.column) for field in NOUNS[hit.noun].fields)


def around(snippet: str, lacking: Sequence[Needles], before: int) -> str:
    """The words around a find in one line, from so many before the first that the title lacks; its end may be cut.

    A dot stands between lines, and so between fields. Empty where the snippet holds none of the words.
    """
    dot = glyphs().dot
    lines = [plain(" ".join(visible(line).split())) for line in snippet.split("\n")]
    words = [word for word in f" {dot} ".join(filter(None, lines)).split(" ") if haystack(word).strip() or word == dot]
    first = next((at for at, word in enumerate(words) if any(_holds(word, each) for each in lacking)), None)
    if first is None:
        return ""
    start = max(0, first - before)
    start += words[start] == dot
    text = " ".join(words[start:])
    return text if text.startswith("…") or (start == 0 and not snippet.startswith("…")) else f"…{text}"
