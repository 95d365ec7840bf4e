"""What is written in a live meeting: one thing after the other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from models.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.timer import Timer

    from models.records.pair import Pair
    from tui.page.shell import Shell


class WritingHost(Protocol):
    """The live meeting that is written."""

    @property
    def meeting(self) -> int:
        """The meeting that is held."""

    @property
    def visavis(self) -> Shell:
        """The app, as pages know it."""

    @property
    def shown_pair(self) -> Pair:
        """The alliance whose two meet."""

    def say(self, words: str, then: str = "") -> None:
        """Say one sentence in the status line."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call something so many seconds later."""

    def run_worker(self, work: Any, *, group: str = ..., exclusive: bool = ...) -> object:
        """Run something beside the screen."""


class Writing:
    """The writer of one live meeting."""

    def __init__(self, live: WritingHost) -> None:
        self._live = live
        self._turn = asyncio.Lock()

    @property
    def busy(self) -> bool:
        """Whether something is being written now."""
        return self._turn.locked()

    def begin(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do it when everything that was begun before is done; say what was wrong where it could not be."""
        self._live.run_worker(self._in_turn(work), group="acting")

    async def _in_turn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async with self._turn:
            await self.told(work)

    async def told(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do it now, and say what was wrong where it could not be done."""
        try:
            await work()
        except Fault as fault:
            self._live.say(str(fault))

    async def do(self, deed: Callable[..., str]) -> str:
        """Do it to the meeting. Gives what was done, in words."""
        pair, meeting = self._live.shown_pair, self._live.meeting
        return await self._live.visavis.on_log(lambda log: deed(log, pair, meeting=meeting))
