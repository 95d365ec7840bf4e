"""What a page needs of the app around it, and what a menu or a form needs of the page that it was opened over.

Pages, forms and menus are typed by these protocols, so that none of them imports the app or another page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from textual.app import App
    from textual.screen import Screen
    from textual.worker import Worker

    from models.records.pair import Pair
    from storage.log import Clock, Log
    from storage.outside.offer import Offer
    from storage.reads.opened import Target
    from storage.writes.lives import Done
    from tui.config import Config
    from tui.session import Session

T = TypeVar("T")


class Walked(NamedTuple):
    """What a walk came to, in a sentence, and whether it changed anything."""

    says: str
    wrote: bool


class Shell(Protocol):
    """The app as its pages know it."""

    session: Session
    clock: Clock
    config: Config
    as_of: date | None
    demo: bool
    veiled: bool
    shown: tuple[Pair | None, date]
    turn: int
    """Grows with every change of the log and of the alliance, so that a page knows whether it has to read."""
    theme: str
    said: tuple[str, str, Any]
    """What the status line says, and the frame in which it was said first."""

    @property
    def screen(self) -> Screen[Any]:
        """The page in front."""

    @property
    def ways(self) -> Ways:
        """Whatever opens another page."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""

    @property
    def flags(self) -> tuple[str, ...]:
        """What stands before the day in row 1."""

    @property
    def tints(self) -> bool:
        """Whether a ground of another colour shows."""

    def today(self) -> date:
        """Return the present day on this machine."""

    def refuses_writing(self) -> bool:
        """Return whether the app is read-only, and say so."""

    async def on_log(self, work: Callable[[Log], T]) -> T:
        """Do something on the log's thread and wait for it."""

    async def copied(self, text: str) -> bool:
        """Copy a text; give whether anything is known to take it."""

    async def changed(self) -> None:
        """Show everything anew: the log is another one now."""

    async def show_alliance(self, uid: str) -> None:
        """Show that alliance from now on."""

    def first_picture(self) -> None:
        """Load what the first write needs: something stands on the screen."""

    def begun(self, words: str = "") -> None:
        """Open the log that the welcome has made, and say what there is to say of that."""

    def action_go(self, mode: str) -> None:
        """Go to a place."""

    async def action_veil(self) -> None:
        """Veil everything private, or lift the veil."""

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call something once all messages until now were handled."""


class Teller(Protocol):
    """A page over which something is asked, done beside it, and told."""

    @property
    def app(self) -> App[Any]:
        """The app, as Textual knows it."""

    @property
    def visavis(self) -> Shell:
        """The app, as pages know it."""

    @property
    def place_name(self) -> str:
        """The place that one is in."""

    def say(self, words: str, then: str = "") -> None:
        """Say one sentence in the status line."""

    def run_worker(self, work: Any, *, group: str = ..., exclusive: bool = ...) -> Worker[Any]:
        """Run something beside the page."""


class Host(Teller, Protocol):
    """A page whose record is acted on: what a menu or a form over it needs."""

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown, None before anything was read."""

    def carry_out(self, target: Target, deed: Callable[..., object], /) -> object:
        """Do something with that record, or ask for the words that it needs."""

    def added(self, done: Done | None) -> Awaitable[None]:
        """Show the record that was added over this page, or that none was."""

    def after(self, done: Done | None) -> Awaitable[None]:
        """Say what was done over this page, if anything, and show what is so now."""


class ListHost(Host, Protocol):
    """A page that is a list, over which a meeting can be held, a walk be gone, an agenda be handed over."""

    NAME: ClassVar[str]

    def read_anew(self) -> object:
        """Read and show what the page shows."""

    async def walked(self, found: Walked | None) -> None:
        """Say what a walk came to, and show what is so now."""


class Ways(Protocol):
    """Who opens whom. They are called, not posted: a letter typed right behind the key must not reach the page left."""

    def walk(self, host: ListHost, pair: Pair) -> None:
        """Walk through what is late."""

    def hold(self, host: ListHost, meeting: int | None, unrecorded: int | None = None) -> None:
        """Hold that meeting; without one that of today, or ask which one is meant."""

    def hand_over(self, host: ListHost, pair: Pair, meeting: int | None) -> None:
        """Ask how the agenda or recap of a meeting is to be handed over."""

    def copies(self, host: ListHost, pair: Pair, meeting: int | None) -> None:
        """Show both copies of an agenda or a recap as they will read."""

    def copy_text(self, host: Teller, text: str, says: str) -> None:
        """Copy a text, and say so."""

    def copy_record(self, host: Host, target: Target | None, row: str) -> None:
        """Copy a record as a line, else what its row says."""

    def agenda(self, host: ListHost, pair: Pair, meeting: int | None) -> None:
        """Open the agenda of a meeting, of the next one where none is given."""

    def history(self, host: ListHost, record: Target | None = None) -> None:
        """Show every change, or those of one record."""

    def open_pulse(self, host: Host) -> None:
        """Begin a round of the pulse."""

    def answer_pulse(self, host: Host, target: Target, verb: str) -> None:
        """Open one side's answers to a round of the pulse."""

    def show_pulse(self, host: ListHost, pair: Pair, number: int) -> None:
        """Show a round of the pulse that both have answered, on the whole page."""

    def propose(self, host: Host, pair: Pair, meeting: int) -> None:
        """Ask for a text of a meeting, and show what it proposes."""

    async def ballot(self, pair: Pair, meeting: int, text: str, place: str) -> Screen[str | None] | None:
        """Make the page of what a pasted text proposes; None where it proposes nothing."""

    def back_up(self, host: Host) -> None:
        """Make a copy of the log beside it, checked, and say where it is."""

    def check(self, host: Host) -> None:
        """Look whether the log is whole, and say so."""

    def restore(self, host: Host) -> None:
        """Offer the logs that are kept, so that one of them takes the place of this one."""

    def preview(self, host: Host, offer: Offer) -> None:
        """Show what a file offers, before it is taken."""

    def tend(self, after: float) -> None:
        """Look at the calendar of the config; in `after` seconds through the log, and back up from then on."""

    def last_quarter(self) -> None:
        """Show the review of the last quarter."""
