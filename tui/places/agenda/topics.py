"""The list of an agenda: its sections show seven rows each, and all of their topics once one was moved or added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.pages.agenda import DECIDE, TOPICS
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.text.spans import Spans
    from tui.widgets.sections import Section


_MOST_ROWS = 7


class AgendaList(LineList):
    """The list of an agenda. Where not everything fits a section shows seven rows, and then how many more there are."""

    def show(
        self,
        head: Sequence[Spans],
        sections: Sequence[Section],
        _most: int | None = None,
        *,
        whole: Sequence[Section] | None = None,
    ) -> None:
        """Replace the content."""
        super().show(head, sections, _MOST_ROWS, whole=whole)

    def unfold_topics(self) -> None:
        """Show all topics from now on: one of them was moved or added."""
        self._unfolded |= {DECIDE.upper(), TOPICS.upper()}
