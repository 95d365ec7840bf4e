"""The screen of a live meeting, as what records in it and what goes through its topics know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from tui.places.live.writing import Writing, WritingHost

if TYPE_CHECKING:
    from textual.app import App

    from storage.reads.sitting import RecordLine, Sitting
    from tui.places.live.line import LiveLine


class LiveHost(WritingHost, Protocol):
    """A live meeting: its line, its record, its course, and who writes."""

    found: Sitting | None
    """The meeting as it was read; None before."""
    writing: Writing

    @property
    def app(self) -> App[Any]:
        """The app, as Textual knows it."""

    @property
    def place_name(self) -> str:
        """The place that the meeting was opened from."""

    @property
    def line(self) -> LiveLine:
        """The line in which everything is typed."""

    def show_keys(self) -> None:
        """Show what the keys do now."""

    def show_record(self) -> None:
        """Show the record, with a mark on the line that is corrected."""

    def show_course(self) -> None:
        """Show the topics, with the cursor on the present one."""

    def keep(self) -> None:
        """Keep what is typed now."""

    def open_entry(self, entry: RecordLine) -> None:
        """Open the form that a line of the record came from, where it was not typed as a line."""

    async def wrote(self, says: str) -> None:
        """Show the log that is another one now, and say what was done."""
