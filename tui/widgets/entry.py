"""Where a person types: one line, or several. Whatever is typed or pasted is made visible before it is held or shown.

Textual's own `Input` and `TextArea` with our limits; nothing that the first picture needs imports this module.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document._document import EditResult, Location
from textual.document._edit import Edit
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, TextArea

from tui.text import cell_width, cut, visible
from tui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from textual.widget import Widget as Entry
else:
    Entry = object  # Textual goes by the first base that is a widget, which is to be its own

LINE_LIMIT, EDITOR_LIMIT = 2_000, 100_000
"""The most characters that a person can put into each. What was there before is never cut."""

_BREAKS = re.compile(r"[\r\n]+")
_RETURNS = re.compile(r"\r\n?")
"""Ends of lines as terminals send them when somebody pastes."""


class Full(Message):
    """Something typed or pasted did not fit and was left out."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


def one_line(text: str) -> str:
    """Several lines as one, with a space where a line ended; a tab is a space too."""
    lines = _BREAKS.split(text) if "\n" in text or "\r" in text else ()
    return (" ".join(filter(None, (line.strip() for line in lines))) if lines else text).replace("\t", " ")


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


class Line(Hinted, Input):
    """One line to type in. `Submitted` is posted for `enter`, `Changed` whenever its value is another."""

    def __init__(self, value: str = "", *, hint: str = "", id: str | None = None) -> None:  # noqa: A002
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
        """Draw the line: Textual's while somebody types, else its beginning, with `…` where it is longer."""
        width = self.scrollable_content_region.width
        if y or self.has_focus or cell_width(self.value) <= width:
            return super().render_line(y)
        shown = Segment(cut(self.value, width, glyphs().cut), self.rich_style)
        return Strip([shown]).adjust_cell_length(width, self.rich_style)

    def _follow_cursor(self) -> None:
        if self.has_focus:
            at = Region(self._position_to_cell(self.cursor_position), 0, 2, 1)
            self.scroll_to_region(at, animate=False, force=True)

    def _show_hint(self, words: str) -> None:
        self.placeholder = words

    def validate_value(self, value: str) -> str:
        """Hold nothing that a terminal would obey."""
        return visible(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of what stands between: every key, paste and deletion comes through here."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        before, after = self.value[:start], self.value[end:]
        text = one_line(text)
        whole = visible(before + text[: LINE_LIMIT + 1])  # an accent typed behind its letter stays on it
        shown = whole[len(before) :] if whole.startswith(before) else visible(text[: LINE_LIMIT + 1])
        room = max(0, LINE_LIMIT - len(before) - len(after))
        if len(shown) > room or len(text) > LINE_LIMIT:
            self.post_message(Full(LINE_LIMIT))
        self.value = before + shown[:room] + after
        self.cursor_position = start + len(shown[:room])

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

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            visible(value, one_line=False),
            id=id,
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.text

    def put(self, text: str) -> None:
        """Replace what stands in it, the cursor at its end."""
        self.load_text(visible(text, one_line=False))
        self.move_cursor(self.document.end)

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
        (row, column), (last_row, last_column) = edit.top, edit.bottom
        before, after = self.document.get_line(row)[:column], self.document.get_line(last_row)[last_column:]
        text = _RETURNS.sub("\n", edit.text[: EDITOR_LIMIT + 1])
        whole = visible(before + text + after, one_line=False)
        if not (whole.startswith(before) and whole[len(before) :].endswith(after)):
            # What is left around it means something else now, as an accent that has lost its letter.
            edit.from_location, edit.to_location = (row, 0), (last_row, last_column + len(after))
            before = after = ""
        shown = whole[len(before) : len(whole) - len(after)]
        room = max(0, EDITOR_LIMIT - len(self.text) + len(self.document.get_text_range(edit.top, edit.bottom)))
        if len(shown) > room or len(edit.text) > EDITOR_LIMIT:
            self.post_message(Full(EDITOR_LIMIT))
        edit.text = shown[:room]
        return super().edit(edit)

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
