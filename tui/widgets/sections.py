"""What stands on which line of a list: a head, then sections with a label, their rows and an empty line between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from models.finding import Needles, haystacks
from models.time.words import folded
from tui.text.spans import Span, Spans, Voice

if TYPE_CHECKING:
    from tui.widgets.row import Row


T = TypeVar("T")


class Rows(Generic[T]):
    """Rows that are made of records when they are seen: 40,000 of them cost no more than those on the screen.

    `key` names the record of an item, `make` gives its row, and `text` the words by which a filter finds it.
    """

    def __init__(
        self,
        items: Sequence[T],
        key: Callable[[T], Hashable],
        make: Callable[[T], Row],
        text: Callable[[T], str] = lambda _item: "",
    ) -> None:
        self._items, self._key, self._make, self._text = items, key, make, text
        self._kept: Sequence[int] = range(len(items))
        self._whole = self

    @staticmethod
    def of(rows: Sequence[Row]) -> Rows[Row]:
        """Rows that are made already."""
        return Rows(rows, lambda row: row.key, lambda row: row, lambda row: f"{row.who} {row.what} {row.state}")

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, at: int) -> Row:
        return self._make(self._items[self._kept[at]])

    @cached_property
    def where(self) -> dict[Hashable, int]:
        """Where each record stands, by its key."""
        return {self._key(item): at for at, item in enumerate(self._items)}

    @cached_property
    def _folded(self) -> list[str]:
        return haystacks([self._text(self._items[at]) for at in self._kept])

    def index(self, key: Hashable) -> int | None:
        """Where the record with that key stands, None where it does not."""
        place = self._whole.where.get(key)
        if place is None or self is self._whole:
            return place
        at = bisect_left(self._kept, place)
        return at if at < len(self._kept) and self._kept[at] == place else None

    def matching(self, sought: Sequence[Needles]) -> Rows[T]:
        """Those whose text holds every word, as a search finds it."""
        kept, texts = self._kept, self._folded
        for word in sought:
            holds = [any(needle in text for needle in word) for text in texts]
            kept, texts = list(compress(kept, holds)), list(compress(texts, holds))
        found = Rows(self._items, self._key, self._make, self._text)
        found._kept, found._folded, found._whole = kept, texts, self._whole
        return found

    def with_made(self, change: Callable[[Row], Row]) -> Rows[T]:
        """The same rows, each changed when it is made."""
        make = self._make
        found = Rows(self._items, self._key, lambda item: change(make(item)), self._text)
        found._kept, found._whole = self._kept, self._whole
        return found

    def get_ready(self) -> None:
        """Fold the texts, which takes a while where there are many, so that the first word is found at once."""
        self._folded, self.where  # noqa: B018 (to read them is to make them)


Layout = Callable[["Row", int, bool], Sequence[Spans]]
"""Gives the lines of a row that is as high as its words, without their mark, in so many cells; whether it is lit."""


class Headed(Protocol):
    """Columns of one list, with their heads."""

    def head(self, label: Spans, cells: int) -> Spans:
        """The label of a section with the heads of its columns, in so many cells."""


class Section(NamedTuple):
    """Rows under one label. The label is ours, in capitals; its count is their number, muted where none presses.

    Where the count says nothing it has no voice. A section with a `layout` has rows of several lines, `apart` from each
    other where everything fits, and laid out `tight` where it does not. `most`: it shows so many rows, then "and N
    more". A `bare` one has no line for its label, which its only row tells.
    """

    label: str
    rows: Rows[Any]
    count_voice: Voice | None = "aside"
    layout: Layout | None = None
    tight: Layout | None = None
    apart: bool = False
    most: int | None = None
    bare: bool = False
    columns: Headed | None = None
    """Whose heads stand beside the label, where the rows have columns of their own."""


class More(NamedTuple):
    """The place of the rows that a section does not show."""

    label: str
    hidden: int


class Outline:
    """Lines and places: a place is where the cursor can stand, counted across the sections."""

    def __init__(
        self,
        head: Sequence[Spans],
        sections: Sequence[Section],
        most: int | None = None,
        unfolded: frozenset[str] = frozenset(),
        cells: int = 0,
    ) -> None:
        self.head = head
        self.cells = cells
        self.sections = [section for section in sections if len(section.rows)]
        self._shown = [_shown(section, most, unfolded) for section in self.sections]
        self._starts = [self._starts_of(number) for number in range(len(self.sections))]
        self._first_lines: list[int] = []
        self._first_places: list[int] = []
        line, place = len(head), 0
        for number in range(len(self.sections)):
            line += (1 if line else 0) - self.sections[number].bare
            self._first_lines.append(line)
            self._first_places.append(place)
            line += 1 + self._starts[number][-1]
            place += self._count(number)
        self.height = line
        self.places = place

    def _starts_of(self, number: int) -> Sequence[int]:
        """On which line of its section each place begins, and last how many lines there are."""
        section, count = self.sections[number], self._count(number)
        if section.layout is None:
            return range(count + 1)
        shown = self._shown[number]
        heights = [len(section.layout(section.rows[at], self.cells, False)) for at in range(shown)]
        heights += [1] * (count - shown)
        if section.apart:
            heights[:-1] = [height + 1 for height in heights[:-1]]
        return [*accumulate(heights, initial=0)]

    def _count(self, number: int) -> int:
        """How many places a section has, the one for what is folded away included."""
        folded = self._shown[number] < len(self.sections[number].rows)
        return self._shown[number] + folded

    def clamp(self, place: int) -> int:
        """The nearest place there is; 0 where there is none."""
        return max(0, min(place, self.places - 1))

    def row(self, place: int) -> Row | More | None:
        """What stands at a place."""
        if not 0 <= place < self.places:
            return None
        number = bisect_right(self._first_places, place) - 1
        section, at = self.sections[number], place - self._first_places[number]
        if at < self._shown[number]:
            return section.rows[at]
        return More(section.label, len(section.rows) - at)

    def line_of(self, place: int) -> int:
        """The line of a place."""
        if not self.places:
            return 0
        number = bisect_right(self._first_places, place) - 1
        return self._first_lines[number] + 1 + self._starts[number][place - self._first_places[number]]

    def block(self, place: int, lit: bool) -> Sequence[Spans] | None:
        """The lines of a place that is as high as its words, without their mark; None for a place of one line."""
        number = bisect_right(self._first_places, place) - 1
        section, at = self.sections[number], place - self._first_places[number]
        if section.layout is None or at >= self._shown[number]:
            return None
        return section.layout(section.rows[at], self.cells, lit)

    def lines_of(self, place: int) -> int:
        """How many lines a place has."""
        block = self.block(place, False) if self.places else None
        return 1 if block is None else len(block)

    def place_at(self, line: int) -> int | None:
        """The place on a line, None on labels and between sections."""
        number = bisect_right(self._first_lines, line) - 1
        if number < 0:
            return None
        at, starts = line - self._first_lines[number] - 1, self._starts[number]
        return self._first_places[number] + bisect_right(starts, at) - 1 if 0 <= at < starts[-1] else None

    def label_above(self, line: int) -> int:
        """The line above where that is a label, else the line itself."""
        return line - 1 if line and line - 1 in self._first_lines else line

    def words(self, line: int) -> Spans | None:
        """The words of a line that is no place: of the head, a label or nothing; None for a place."""
        if 0 <= line < len(self.head):
            return self.head[line]
        if self.place_at(line) is not None:
            return None
        number = bisect_right(self._first_lines, line) - 1
        if number < 0 or self._first_lines[number] != line:
            return ()
        section = self.sections[number]
        if section.bare:
            return ()
        label: list[Span] = [(section.label, "label")]
        if section.count_voice is not None:
            label += [("  ", "body"), (str(len(section.rows)), section.count_voice)]
        return section.columns.head(label, self.cells) if section.columns else label

    def label_of(self, place: int) -> str:
        """The label of the section that a place is in; empty where there is none."""
        return self.sections[bisect_right(self._first_places, place) - 1].label if self.places else ""

    def find(self, key: Hashable, label: str) -> int | None:
        """The place of the row with that key, in that section if it is there; None where none shows it."""
        numbers = sorted(range(len(self.sections)), key=lambda number: self.sections[number].label != label)
        for number in numbers:
            at = self.sections[number].rows.index(key)
            if at is not None and at < self._shown[number]:
                return self._first_places[number] + at
        return None


def _shown(section: Section, most: int | None, unfolded: frozenset[str]) -> int:
    """How many rows of a section show."""
    count, limits = len(section.rows), [limit for limit in (most, section.most) if limit is not None]
    return folded(count, min(limits)) if limits and section.label not in unfolded else count
