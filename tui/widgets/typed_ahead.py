"""Keys one after the other: each is taken only when what the one before it did, or opened, is there.

Textual hands a key to whatever has the focus when it comes. What is typed fast behind a key that opens a form, or is
pasted, would then be keys of the page that is left: a letter of a title would do its deed on the record under the
cursor. Here it waits for the form.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import ScreenStackError
from textual.events import Event, Key, Paste
from textual.worker import WorkerError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.worker import Worker

PATIENCE = {"asking": 3.0, "reading": 3.0, "acting": 0.5}
"""By the groups of workers that open a page, read one for the first time, or change what a key would act on: after how
many seconds a key waits for them no more. Where another program holds the log, the app stays alive."""

_ROUNDS = 3
"""How often the way is gone: for the key, for the message in which a list says what was picked, for what that runs."""

_TRIES = 30
"""So often a page that has just come is given time to focus something; some have nothing to focus."""

_LOST = 1.0
"""Seconds after which a key that never came back, as from a page that was closed, holds nothing up any more."""


class TypedAhead:
    """The keys and pastes of one app, in their order. `take` does with one what the app does with it."""

    def __init__(self, app: App[Any], take: Callable[[Event], Awaitable[None]]) -> None:
        self._app, self._take = app, take
        self._waiting: deque[Event] = deque()
        self._busy = False
        self._since = 0.0
        self._given_up: set[Worker[Any]] = set()
        self._front: Screen[Any] | None = None
        self._tries = 0

    def is_for_us(self, event: Event) -> bool:
        """Whether an event is a key or a paste that comes from outside."""
        return isinstance(event, Key | Paste) and not event.is_forwarded

    async def add(self, event: Event) -> None:
        """Take it now, or when those before it are done."""
        if not self._busy and self._goes_at_once(event):
            await self._take(event)
            return
        self._waiting.append(event)
        opening = self._opening()
        if not self._busy and any(worker.group == "reading" for worker in opening):
            self._busy, self._since = True, monotonic()
            await self._go_on()  # the page has come without a key: at the start, or by the mouse
        elif not self._busy or (monotonic() - self._since > _LOST and not opening):
            await self._next()

    def _goes_at_once(self, event: Event) -> bool:
        """Whether nothing waits for it: a letter of a field; any key where lines are taken one after the other."""
        screen, focused = self._app.screen, self._app.focused
        letter = isinstance(event, Key) and event.is_printable and getattr(focused, "TAKES_LETTERS", False)
        return letter or (focused is not None and getattr(screen, "TAKES_LINES", False))

    async def _next(self) -> None:
        self._busy = bool(self._waiting)
        if not self._busy:
            return
        self._since = monotonic()
        with suppress(ScreenStackError):  # the app is being closed
            way = self._way()
            await self._take(self._waiting.popleft())
            self._climb(way, _ROUNDS)

    def _way(self) -> list[DOMNode]:
        """Whatever a key goes through that nothing takes, from what has the focus up to the page in front."""
        nodes = (self._app.focused or self._app.screen).ancestors_with_self
        return [node for node in nodes if node is not self._app]

    def _climb(self, way: Sequence[DOMNode], rounds: int) -> None:
        """Go the way of the key; where one comes behind it, it is handled. Then of what it has set going, in rounds."""
        for at, node in enumerate(way):
            if node.call_later(self._climb, way[at + 1 :], rounds):
                return
        self._app.call_later(self._again, rounds - 1)

    async def _again(self, rounds: int) -> None:
        if rounds:
            with suppress(ScreenStackError):
                self._climb(self._way(), rounds)
        else:
            await self._go_on()

    async def _go_on(self) -> None:
        opening = self._opening()
        if opening:
            self._app.run_worker(self._wait_for(opening), group="typed ahead", exit_on_error=False)
        elif self._is_coming():
            await self._again(_ROUNDS)
        else:
            await self._next()

    def _is_coming(self) -> bool:
        """Whether the page in front has just come, and has yet to focus something."""
        screen = self._app.screen
        self._tries = 0 if screen is self._front or screen.focused else self._tries + 1
        if 0 < self._tries < _TRIES:
            return True
        self._front = screen
        return False

    def _opening(self) -> list[Worker[Any]]:
        running = {worker for worker in self._app.workers if worker.group in PATIENCE and not worker.is_finished}
        self._given_up &= running
        return [worker for worker in running - self._given_up if worker.group != "reading" or self._is_first(worker)]

    def _is_first(self, reading: Worker[Any]) -> bool:
        """Whether the page in front cannot do before that what a key asks for."""
        page = self._app.screen
        return reading.node is page and getattr(page, "is_unread", False)

    async def _wait_for(self, workers: Sequence[Worker[Any]]) -> None:
        """Wait until they have ended, or long enough. A worker that one stops waiting for must go on by itself."""
        ends = [asyncio.ensure_future(_ended(worker)) for worker in workers]
        _, late = await asyncio.wait(ends, timeout=max(PATIENCE[worker.group] for worker in workers))
        self._given_up.update(worker for worker, end in zip(workers, ends, strict=True) if end in late)
        self._app.call_later(self._again, _ROUNDS)


async def _ended(worker: Worker[Any]) -> None:
    with suppress(WorkerError):
        await worker.wait()
