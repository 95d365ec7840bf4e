"""What is being typed is kept from a quarter of a second after the last key, and at least every second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from models.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.timer import Timer

    from storage.drafts import Draft
    from tui.page.shell import Shell

AFTER, AT_LEAST = 0.25, 1.0


class Drafting(Protocol):
    """The screen on which one types."""

    @property
    def visavis(self) -> Shell:
        """The app, as pages know it."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call something so many seconds later."""

    def say(self, words: str, then: str = "") -> None:
        """Say one sentence in the status line."""


class TypedDraft:
    """The draft of one form. `before` is what was typed there the last time, None where nothing was."""

    def __init__(self, screen: Drafting, key: str, changed: Callable[[], Mapping[str, str]]) -> None:
        self._screen, self._key, self._changed = screen, key, changed
        self._drafts = screen.visavis.session.drafts
        self._soon: Timer | None = None
        self._at_least: Timer | None = None
        self._kept: dict[str, str] | None = None
        self.before: Draft | None = self._drafts.find(key)

    def touch(self) -> None:
        """Something was typed."""
        if self._soon is not None:
            self._soon.stop()
        self._soon = self._screen.set_timer(AFTER, self.keep)
        if self._at_least is None:
            self._at_least = self._screen.set_timer(AT_LEAST, self.keep)

    def keep(self) -> None:
        """Keep it now, if anything was typed since it was kept last."""
        for timer in (self._soon, self._at_least):
            if timer is not None:
                timer.stop()
        self._soon = self._at_least = None
        now = dict(self._changed())
        if now == self._kept or (not now and self._kept is None and self.before is None):
            return
        try:
            if now:
                self._drafts.keep(self._key, now)
            else:
                self._drafts.drop(self._key)
            self._kept = now
        except Fault as fault:
            self._screen.say(str(fault))

    def drop(self) -> None:
        """It was saved, or thrown away: keep nothing of it."""
        for timer in (self._soon, self._at_least):
            if timer is not None:
                timer.stop()
        self._soon = self._at_least = None
        self._drafts.drop(self._key)
        self._kept = None
        self.before = None
