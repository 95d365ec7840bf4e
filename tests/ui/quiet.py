"""Waiting until an app has done all that it was asked: for what it does, never for a clock.

Textual's own pilot takes a process that uses little of the processor for one that has nothing left to do. Beside other
programs that is wrong both ways: a process that has to wait for its turn looks idle, and a busy one is waited for long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

GIVEN_UP = 120.0
"""Seconds after which an app that finds no rest is said to hang; no test is made to wait for them."""


async def turned(*_: float) -> None:
    """Wait until every callback of the loop has run, and those that they have asked for in turn."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    while True:
        await asyncio.sleep(0)
        if not ready:
            return


async def quiet(pilot: Pilot[Any]) -> None:
    """Wait until all messages are handled, all workers have ended, and the screen is drawn; no timer is waited for.

    What Textual leaves to its own timers, drawing, a new size and another place, is done at once.

    Raises TimeoutError where that does not come to pass.
    """
    async with asyncio.timeout(GIVEN_UP):
        while await _did_something(pilot):
            pass


async def press(pilot: Pilot[Any], keys: Iterable[str]) -> None:
    """Press keys as fast as they come, and wait until they have had their effect.

    The pilot's own way asks each widget to answer, which `quiet` needs no more.
    """
    await pilot.app._press_keys(keys)
    await quiet(pilot)


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds that only a timer, a thread or another process brings about.

    Raises TimeoutError where it does not come to hold.
    """
    async with asyncio.timeout(GIVEN_UP):
        while not holds():
            await asyncio.sleep(0.01)
            await turned()
            for screen in _seen(pilot.app):
                screen._on_timer_update()


async def _did_something(pilot: Pilot[Any]) -> bool:
    """Let the app go one step on; gives whether there may be more to do."""
    app = pilot.app
    animator: Any = app.animator
    await turned()
    if app._exit or app._exception is not None:
        return False
    if running := [worker for worker in app.workers if not worker.is_finished]:
        with suppress(WorkerCancelled):  # a newer reading took the place of one that was waited for
            await app.workers.wait_for_complete(running)
        return True
    widgets = [widget for screen in _seen(app) for widget in screen.walk_children(with_self=True)]
    if any(map(_at_work, [app, *widgets])):
        await pilot._wait_for_screen(GIVEN_UP)
        return True
    if not animator._complete_event.is_set():  # a scroll without animation is one of a single step
        await animator.wait_until_complete()
        return True
    return _resized(app) or _shown(app) or _drew(app)


def _at_work(pump: MessagePump) -> bool:
    """Whether it handles a message, or one waits for it: else it is it that waits for the next."""
    queue: Any = pump._message_queue
    return pump.is_running and not (queue.empty() and queue.ready_event._waiters)


def _resized(app: App[Any]) -> bool:
    """Tell the screen of a new size now, if it would be told by a timer; gives whether."""
    if app._resize_event is None:
        return False
    app._check_resize()
    return True


def _shown(app: App[Any]) -> bool:
    """Show what a change of places has put off for a moment, if a timer would show it; gives whether there was any."""
    timers: list[Any] = [timer for timer in app._timers if timer.name == "delay_update"]
    due = [timer for timer in timers if timer._task is not None and not timer._task.done()]
    for timer in due:
        timer.stop()
        timer._callback()
    return bool(due)


def _drew(app: App[Any]) -> bool:
    """Draw each screen that is to be seen now, if it would be at its next timer; gives whether there was any."""
    return sum(map(_drew_one, _seen(app))) > 0  # each of them, also behind one that was drawn


def _seen(app: App[Any]) -> list[Screen[Any]]:
    """The screen in front, and before it those that are seen behind it."""
    return [*app._background_screens, app.screen]


def _drew_one(screen: Screen[Any]) -> bool:
    waits = _waits(screen)
    if not any(waits) or screen.app._batch_count:
        return False
    screen._on_timer_update()
    # What cannot be seen behind another screen waits on, however often it is drawn.
    return screen is screen.app.screen or bool(screen._callbacks) or _waits(screen) != waits


def _waits(screen: Screen[Any]) -> tuple[Any, ...]:
    """What waits for the next time that a screen is drawn."""
    return (
        screen._layout_required,
        screen._scroll_required,
        screen._repaint_required and screen is screen.app.screen,  # one behind it says so of itself for ever
        screen._recompose_required,
        frozenset(screen._dirty_widgets),
        len(screen._callbacks),
    )
