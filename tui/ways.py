"""Who opens whom: the one file that knows every page which lies over another, each loaded when it is gone first."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from models.errors import Fault
from tui.text.cells import visible
from tui.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from models.records.pair import Pair
    from storage.log import Clock, Log
    from storage.outside.offer import Offer
    from storage.reads.opened import Target
    from tui.page.shell import Host, ListHost, Shell, Teller


def welcome(path: Path, clock: Clock) -> Screen[Any]:
    """Return what asks for the log that is to lie at `path`, and brings back what is left of one that was there."""
    from storage.care.backup import restore  # not where a log is there
    from storage.care.earlier import earlier, way_back
    from tui.places.welcome import Before, Welcome

    left = earlier(path)
    if left is None:
        return Welcome(path, clock)
    return Welcome(path, clock, Before(way_back(left, "^b"), left.name, partial(restore, path, left)))


class AppWays:
    """The ways of one app."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def walk(self, host: ListHost, pair: Pair) -> None:
        """Walk through what is late."""
        from tui.places.walk.screen import Walk  # not for the first picture

        host.app.push_screen(Walk(pair, host.place_name), host.walked)

    def hold(self, host: ListHost, meeting: int | None, unrecorded: int | None = None) -> None:
        """Hold that meeting; without one that of today, or ask which one is meant, `unrecorded` too."""
        from tui.places.live.holding import hold  # not for the first picture

        hold(host, meeting, unrecorded)

    def hand_over(self, host: ListHost, pair: Pair, meeting: int | None) -> None:
        """Ask how the agenda or recap of a meeting is to be handed over."""
        from tui.places.agenda.export import export  # not for the first picture

        export(host, pair, meeting)

    def copies(self, host: ListHost, pair: Pair, meeting: int | None) -> None:
        """Show both copies of an agenda or a recap as they will read."""
        from tui.places.agenda.preview import preview  # not for the first picture

        preview(host, pair, meeting)

    def copy_text(self, host: Teller, text: str, says: str) -> None:
        """Copy a text, and say so."""
        from tui.handing.copying import copy_text  # not for the first picture

        copy_text(host, text, says)

    def copy_record(self, host: Host, target: Target | None, row: str) -> None:
        """Copy a record as a line, else what its row says."""
        from tui.handing.copying import copy_record  # not for the first picture

        copy_record(host, target, row)

    def agenda(self, host: ListHost, pair: Pair, meeting: int | None) -> None:
        """Open the agenda of a meeting, of the next one where none is given."""
        from tui.places.agenda.screen import AgendaScreen  # not for the first picture

        host.app.push_screen(AgendaScreen(pair, meeting, host.place_name), partial(_read_anew, host))

    def history(self, host: ListHost, record: Target | None = None) -> None:
        """Show every change, or those of one record."""
        from tui.places.history import History  # not for the first picture

        host.app.push_screen(History(host.place_name, record), partial(_read_anew, host))

    def open_pulse(self, host: Host) -> None:
        """Begin a round of the pulse."""
        from tui.places.pulse import open_round  # not for the first picture

        open_round(host)

    def answer_pulse(self, host: Host, target: Target, verb: str) -> None:
        """Open one side's answers to a round of the pulse."""
        from tui.places.pulse import open_turn  # not for the first picture

        open_turn(host, target, verb)

    def show_pulse(self, host: ListHost, pair: Pair, number: int) -> None:
        """Show a round of the pulse that both have answered, on the whole page."""
        from tui.places.pulse_round import show_round  # not for the first picture

        show_round(host, pair, number)

    def propose(self, host: Host, pair: Pair, meeting: int) -> None:
        """Ask for a text of a meeting, and show what it proposes."""
        from tui.places.ballot.opening import ask_file  # not for the first picture

        ask_file(host, pair, meeting)

    async def ballot(self, pair: Pair, meeting: int, text: str, place: str) -> Screen[str | None] | None:
        """Make the page of what a pasted text proposes; None where it proposes nothing."""
        from tui.places.ballot.opening import of_paste  # not for the first picture
        from tui.places.ballot.screen import Ballot

        found = await self._shell.on_log(partial(of_paste, pair=pair, meeting=meeting, text=text))
        return None if found is None else Ballot(pair, found, place)

    def back_up(self, host: Host) -> None:
        """Make a copy of the log beside it, checked, and say where it is."""
        host.run_worker(_tended(host, _back_up), group="tending", exclusive=True)

    def check(self, host: Host) -> None:
        """Look whether the log is whole, and say so."""
        host.run_worker(_tended(host, _check), group="tending", exclusive=True)

    def restore(self, host: Host) -> None:
        """Offer the logs that are kept, so that one of them takes the place of this one."""
        host.run_worker(_offer_kept(host), group="asking", exclusive=True)

    def preview(self, host: Host, offer: Offer) -> None:
        """Show what a file offers, before it is taken."""
        from tui.places.bringing import BroughtScreen  # not for the first picture

        host.app.push_screen(BroughtScreen(offer, host.place_name), host.after)

    def tend(self, after: float) -> None:
        """Look at the calendar of the config; in `after` seconds through the log, and back up from then on."""
        from tui.tending import tend  # not for the first picture

        tend(self._shell, after)

    def last_quarter(self) -> None:
        """Show the review of the last quarter."""
        self._shell.action_go("review")
        self._shell.call_later(self._show_last_quarter)

    def _show_last_quarter(self) -> None:
        from tui.places.review import PERIODS, ReviewPlace  # not for the first picture

        screen = self._shell.screen
        if isinstance(screen, ReviewPlace):
            screen.show_period(PERIODS[1])


async def _tended(host: Host, work: Callable[[Log], str]) -> None:
    try:
        host.say(await host.visavis.on_log(work))
        await host.visavis.changed()  # Today may say that there is no backup
    except Fault as fault:
        host.say(str(fault))


def _back_up(log: Log) -> str:
    from storage.care.backup import make  # not for the first picture

    return f"Backed up to {visible(make(log.connection, log.path, 'by-hand').name)}, and checked"


def _check(log: Log) -> str:
    from storage.care.check import problems  # not for the first picture

    found = len(problems(log.connection))
    return f"The log is not whole, {counted(found, 'fault')}; see: visavis check" if found else "The log is whole"


async def _offer_kept(host: Host) -> None:
    from storage.care.earlier import sound_logs  # not for the first picture
    from tui.page.menu import Group, Menu, MenuChoice
    from tui.text.kept import made_at, what_differs

    shell = host.visavis
    host.say("Looking through the backups")
    kept = await asyncio.to_thread(sound_logs, shell.session.path)
    host.say("")
    if not kept:
        host.say("There is no backup yet; ctrl+p makes one")
        return
    choices = [
        MenuChoice(str(number), f"{day}  {visible(item.why)}", what_differs(item))
        for number, (day, item) in enumerate(zip(made_at(kept, shell.today()), kept, strict=True))
    ]
    menu = Menu("Which takes the place of the log?", [Group("", choices)], "it stays, put aside")
    host.app.push_screen(menu, lambda key: _restore(host, kept[int(key)].path) if key is not None else None)


def _restore(host: Host, backup: Path) -> None:
    host.run_worker(_restored(host, backup), group="tending", exclusive=True)


async def _restored(host: Host, backup: Path) -> None:
    from storage.care.backup import restore  # not for the first picture

    shell = host.visavis
    try:
        aside = await asyncio.wrap_future(shell.session.replace(partial(restore, backup=backup)))
    except Fault as fault:
        host.say(str(fault))
        return
    kept = f"; the log as it was is kept as {visible(aside.name)}" if aside else ""
    host.say(f"Restored {visible(backup.name)}{kept}")
    await shell.changed()


def _read_anew(host: ListHost, _nothing: None) -> None:
    host.read_anew()
