"""Where a person types: one line, or several. What is held is the text, what is drawn is its picture.

Textual's own `Input` and `TextArea` with our limits. Every character is taken and kept as it came, but for controls
that no field may hold, which come in as their signs. The cursor goes, and takes away, by whole graphemes.
Nothing that the first picture needs imports this module.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from tui.text.cells import cell_width, cut, visible
from tui.text.glyphs import glyphs
from tui.text.graphemes import Pictured, ceiling, first, floor
from tui.widgets.fields.kept import KeptDocument
from tui.widgets.textual_private import DocumentNavigator, Edit, EditResult, Location, WrappedDocument
from tui.widgets.textual_private import Selection as Selected

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget as Entry
else:
    Entry = object  # Textual goes by the first base that is a widget, which is to be its own

LINE_LIMIT, EDITOR_LIMIT = 2_000, 100_000
"""The most characters that a person can put into each. What was there before is never cut."""

_BREAKS = re.compile(r"[\r\n]+")
_RETURNS = re.compile(r"\r\n?")
"""Ends of lines as terminals send them when somebody pastes."""

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""What no one line may hold, and what no text may. All of it comes in by pasting alone."""


class Full(Message):
    """Something typed or pasted did not fit and was left out."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


def one_line(text: str) -> str:
    """Several lines as one, with a space where a line ended; a tab is a space too."""
    lines = _BREAKS.split(text) if "\n" in text or "\r" in text else ()
    return (" ".join(filter(None, (line.strip() for line in lines))) if lines else text).replace("\t", " ")


def _held(text: str, refused: re.Pattern[str]) -> str:
    """A text as it is held: with signs for what is refused."""
    return refused.sub(lambda found: visible(found[0]), text)


def is_typed(character: str | None) -> bool:
    """Whether a key types a character: any that is no control. A joiner or a blank of another width is one too."""
    return character is not None and character != "" and not _CONTROLS.search(character)


class Hinted(Entry):
    """What both entries share: letters type themselves, and words stand in an empty one.

    Of several hints it is the first that fits whole, the longest being the first; else the beginning of the last.
    """

    TAKES_LETTERS = True
    """Keys that are letters type them, whatever else they are bound to."""

    _hints: tuple[str, ...] = ("",)

    @property
    def hint(self) -> str:
        """Words that stand in it while it is empty."""
        return self._hints[0]

    @hint.setter
    def hint(self, words: str) -> None:
        self._hints = (visible(words),)
        self._fit_hint()

    def _fit_hint(self) -> None:
        width = self.scrollable_content_region.width
        whole = (hint for hint in self._hints if cell_width(hint) <= width)
        self._show_hint(next(whole, cut(self._hints[-1], width, glyphs().cut)))

    def _show_hint(self, words: str) -> None:
        raise NotImplementedError

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002 (as Textual calls it)
        """Whether a key types something here, whatever else it is bound to."""
        return is_typed(character)

    def on_key(self, event: events.Key) -> None:
        """Type what Textual drops, since it takes it for no letter: joiners, marks of direction, other blanks."""
        if event.character and not event.is_printable and is_typed(event.character):
            event.stop()
            event.prevent_default()
            self._type(event.character)

    def _type(self, character: str) -> None:
        raise NotImplementedError


class LineField(Hinted, Input):
    """One line to type in. `Submitted` is posted for `enter`, `Changed` whenever its value is another."""

    def __init__(self, value: str = "", *, hint: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        self._hints = (visible(hint),)
        super().__init__(value, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.value

    def put(self, text: str) -> None:
        """Replace what stands in it, the cursor at its end."""
        self.value = text
        self.cursor_position = len(self.value)

    def add(self, text: str) -> None:
        """Type a text behind what stands in it."""
        self.replace(text, len(self.value), len(self.value))

    def on_resize(self) -> None:
        """Fit the hint to the new width."""
        self._fit_hint()
        self._follow_cursor()

    def on_focus(self) -> None:
        """Show the part with the cursor."""
        self._follow_cursor()

    def on_blur(self) -> None:
        """Show the beginning again."""
        self.scroll_to(x=0, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Draw the picture: the part with the cursor while somebody types, else its beginning, with `…` if longer."""
        width, line = self.scrollable_content_region.width, self._line
        if y or not self.value:
            return super().render_line(y)
        if not self.has_focus and line.cells[-1] > width:
            shown = Segment(cut(line.shown, width, glyphs().cut), self.rich_style)
            return Strip([shown]).adjust_cell_length(width, self.rich_style)
        strip = Strip(self._segments(line))
        begin = self.scroll_offset.x
        return strip.crop(begin, begin + width + 1).extend_cell_length(width + 1).apply_style(self.rich_style)

    def _segments(self, line: Pictured) -> list[Segment]:
        """The picture, and in it the selection and the cursor, which both take whole graphemes."""
        if not self.has_focus:
            return [Segment(line.shown)]
        count = len(line.graphemes)
        begin, end = sorted(bisect_left(line.starts, at) for at in self.selection)
        cursor = bisect_left(line.starts, self.cursor_position)
        selected, under = (self.get_component_rich_style(f"input--{name}") for name in ("selection", "cursor"))
        found = []
        for at, until in pairwise(sorted({0, begin, end, cursor, min(cursor + 1, count), count})):
            style = Style.null() if not begin <= at < end else selected
            found.append(Segment("".join(line.pictures[at:until]), style + under if at == cursor else style))
        return [*found, Segment(" ", under)] if cursor == count else found

    @property
    def content_width(self) -> int:
        """The cells of the picture, and one for the cursor behind it."""
        return self._line.cells[-1] + 1 if self.value else super().content_width

    def _follow_cursor(self) -> None:
        if self.has_focus:
            at = Region(self._position_to_cell(self.cursor_position), 0, 2, 1)
            self.scroll_to_region(at, animate=False, force=True)

    def _show_hint(self, words: str) -> None:
        self.placeholder = words

    # Whole graphemes

    _pictured = Pictured("", one_line=True)

    @property
    def _line(self) -> Pictured:
        """What stands in it, with its picture."""
        if self._pictured.text != self.value:
            self._pictured = Pictured(self.value, one_line=True)
        return self._pictured

    def validate_selection(self, selection: Selection) -> Selection:
        """Let the cursor stand between graphemes: behind one that it goes into, or before it if it comes from there."""
        starts = self._line.starts
        end = (ceiling if selection.end > self.selection.end else floor)(starts, selection.end)
        return Selection(end if selection.start == selection.end else floor(starts, selection.start), end)

    def _position_to_cell(self, position: int) -> int:
        return self._line.cells[bisect_right(self._line.starts, max(0, position)) - 1]

    def _cell_offset_to_index(self, offset: int) -> int:
        line = self._line
        return line.starts[max(0, bisect_right(line.cells, offset + self.scroll_offset.x) - 1)]

    def _type(self, character: str) -> None:
        self.replace(character, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of what stands between: every key, paste and deletion comes through here."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        start, end = floor(self._line.starts, start), ceiling(self._line.starts, end)
        before, after = self.value[:start], self.value[end:]
        text = _held(one_line(text), _CONTROLS)
        taken = first(text, max(0, LINE_LIMIT - len(before) - len(after)))
        if taken != text:
            self.post_message(Full(LINE_LIMIT))
        self.value = before + taken + after
        self.cursor_position = ceiling(self._line.starts, start + len(taken))

    def _on_paste(self, event: events.Paste) -> None:
        """Take all of what is pasted, where Textual takes its first line."""
        event.prevent_default()
        event.stop()
        self.replace(event.text, *self.selection)


class Editor(Hinted, TextArea):
    """Several lines to type in. It is as high as its lines, as far as the stylesheet lets it grow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # TextArea takes the key itself; it is bound so that the keys row says what it does, as it saves nothing here.
        Binding("enter", "new_line", "new line", id="form.line", tooltip="a new line, in a text of several lines"),
    ]

    _kept = KeptDocument("")

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(
            id=id,
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self._kept = KeptDocument(value)
        self.document = self._kept
        self.wrapped_document = WrappedDocument(self._kept, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor(self._kept.end)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.text

    def put(self, text: str) -> None:
        """Replace what stands in it, the cursor at its end."""
        super().edit(Edit(text, self._kept.start, self._kept.end, maintain_selection_offset=False))
        self.history.clear()

    def add(self, text: str) -> None:
        """Type a text behind what stands in it."""
        self.move_cursor(self._kept.end)
        self.insert(text)

    def load_text(self, text: str) -> None:
        """As `put`: the lines are ours, and not those that Textual would make."""
        self.put(text)

    def on_resize(self) -> None:
        """Fit the hint to the new width."""
        self._fit_hint()

    def on_focus(self) -> None:
        """Show the part with the cursor."""
        self.scroll_cursor_visible()

    def _show_hint(self, words: str) -> None:
        self.placeholder = Content(words)  # which reads no markup

    def edit(self, edit: Edit) -> EditResult:
        """Change the text: every key, paste and deletion comes through here."""
        kept, replaced = self._kept, self._kept.get_text_range(edit.top, edit.bottom)
        text = _held(_RETURNS.sub("\n", edit.text), _UNKEEPABLE)
        taken = first(text, max(0, EDITOR_LIMIT - len(kept.text) + len(replaced)))
        if taken != text:
            self.post_message(Full(EDITOR_LIMIT))
        change = kept.whole(edit.top, edit.bottom, taken)
        edit.from_location, edit.to_location, edit.text = change.start, change.end, change.text
        super().edit(edit)
        row, before = change.start[0] + change.down, 0 if change.down else kept.position(change.start)
        behind = kept.behind(row, before + change.along)
        if not edit.maintain_selection_offset:
            self.selection = Selected.cursor(behind)
        return EditResult(behind, replaced)

    def get_line(self, line_index: int) -> Text:
        """The picture of a line, to be drawn."""
        return _Shown(self._kept.pictured(line_index))

    def validate_selection(self, selection: Selected) -> Selected:
        """Let the cursor stand between graphemes: behind one that it goes into, or before it if it comes from there."""
        if self.document is not self._kept:  # while Textual makes its own
            return selection
        end = self._kept.reachable(selection.end, onwards=selection.end > self.selection.end)
        return Selected(end if selection.start == selection.end else self._kept.reachable(selection.start), end)

    def get_target_document_location(self, event: events.MouseEvent) -> Location:
        """The place that was clicked at: before the grapheme that stands there."""
        return self._kept.reachable(super().get_target_document_location(event))

    def _type(self, character: str) -> None:
        self.replace(character, *self.selection, maintain_selection_offset=False)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:  # noqa: ARG002
        """None: prose has no brackets to match, and looking for them reads the whole text at every move."""
        return None

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up by a row; out of the editor from the first one."""
        if not select and self._cursor_row == 0:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down by a row; out of the editor from the last one."""
        if not select and self._cursor_row == self.wrapped_document.height - 1:
            raise SkipAction
        super().action_cursor_down(select)

    @property
    def _cursor_row(self) -> int:
        return self.wrapped_document.location_to_offset(self.cursor_location).y


class _Shown(Text):
    """A picture of a line. What is marked in it, as by the cursor, is marked in whole graphemes."""

    def __init__(self, line: Pictured) -> None:
        super().__init__(line.shown, no_wrap=True, end="")
        self._columns = line.columns

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Mark the graphemes between two columns."""
        if start < self._columns[-1]:
            start = floor(self._columns, start)
            end = end if end is None else ceiling(self._columns, end)
        super().stylize(style, start, end)
