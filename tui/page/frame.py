"""The frame of every place: name and people, the places, what stands on the page, and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import Container

from models.time.dates import long_date
from tui.page.keys_row import ROOMY, Keyed
from tui.page.keys_row import WIDE as WIDE
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.widgets.bar import Bar, Keys
from tui.widgets.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

    from models.records.pair import Pair
    from models.records.rows import Person
    from tui.page.shell import Shell
    from tui.text.spans import Span

PLACES = (
    ("1", "today", "Today"),
    ("2", "meetings", "Meetings"),
    ("3", "commitments", "Commitments"),
    ("4", "feedback", "Feedback"),
    ("5", "disagreements", "Disagreements"),
    ("6", "alliance", "Alliance"),
    ("7", "review", "Review"),
)
"""The places there are, by their number keys: key, mode, name."""

EVERYONE = ("0", "everyone", "Everyone")
"""The place that is there where the log holds several alliances."""

SHORT = {"everyone": "All", "disagreements": "Disagree", "commitments": "Commit", "meetings": "Meet"}
"""Names of places where not all whole ones fit, in the order in which they give way."""

R = TypeVar("R")


class _Body(Container):
    """What holds the page. Of its own it has nothing to select."""

    ALLOW_SELECT = False


class Frame(Keyed[R]):
    """The rows around a page: who and which day, the places, the status line, the keys."""

    NAME: ClassVar[str] = ""
    TELLS: ClassVar[bool] = True
    """Whether what was said before it came to the front is told here too, and that *u* takes it back."""

    @classmethod
    def classes_for(cls, size: Size) -> str:
        """The classes that a place has on a screen of that size: known beforehand, its styles are found only once."""
        pairs = ((cls.HORIZONTAL_BREAKPOINTS, size.width), (cls.VERTICAL_BREAKPOINTS, size.height))
        return " ".join(max(step for step in steps if step[0] <= cells)[1] for steps, cells in pairs)

    @property
    def visavis(self) -> Shell:
        """The app, as its pages know it."""
        return cast("Shell", self.app)

    def compose(self) -> ComposeResult:
        """The frame, with the page in it."""
        # Before anything is laid out: a layout that is asked for while another is made would be lost.
        self.add_class(*self.classes_for(self.app.size).split())
        yield Bar(id="who")
        yield Bar(id="places")
        yield from self.above()
        with _Body(id="page"):
            yield from self.page()
        yield Status(id="status")
        yield Keys(id="keys")

    def above(self) -> Iterable[Widget]:
        """What stands between the places and the page."""
        return ()

    def page(self) -> Iterable[Widget]:
        """The widgets of the page."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Draw the places."""
        self.show_places()

    def on_screen_resume(self) -> None:
        """Something else may have been said since this place was left."""
        words, then, where = self.visavis.said
        if where is not self and self.TELLS:  # elsewhere a change is still worth telling, a hint is not
            self.say(words if then else "", then)

    def on_resize(self) -> None:
        """Places stand closer where there is little room."""
        self.show_places()
        self.call_after_refresh(self.show_places)  # with the margins that the new size brings

    def redraw(self) -> None:
        """Show what was read anew, without reading: the veil was drawn or lifted."""

    def keep(self) -> None:
        """Keep what is being typed."""

    def cover(self) -> bool:
        """Whether the veil covers what is typed here and nothing else: it has been drawn, or lifted, by that."""
        return False

    def make_way(self) -> bool:
        """Leave for something else, what is typed kept; False, and it is said why, where that cannot be now."""
        self.dismiss(None)
        return True

    def copies_selected(self) -> bool:
        """Copy what the mouse has selected, where that is anything; give whether it is."""
        selected = self.get_selected_text()
        if selected:
            self.visavis.ways.copy_text(self, selected, "Copied what was selected")
        return bool(selected)

    def action_copy_text(self) -> None:
        """Copy what the mouse has selected; where nothing is, the key does what it does everywhere."""
        if not self.copies_selected():
            raise SkipAction

    def on_text_selected(self) -> None:
        """Say what copies what was selected."""
        if self.get_selected_text():
            self.say("Selected; ^c copies it")

    def offers(self, action: str) -> bool:
        """Whether the palette holds an action here: it works, or answers though no row names it."""
        return self.works(action)

    # The frame's rows

    def show_who(self, pair: Pair | None, day: date, today: date) -> None:
        """Row 1: the name, the two people, the flags and the day."""
        self.visavis.shown = (pair, day)
        left: list[Span] = [("visavis", "strong")]
        if pair is not None:
            two = f" {glyphs().dot} ".join(_with_role(person) for person in (pair.me, pair.other))
            left += [("   ", "body"), (two, "aside")]
        flags: list[Span] = [(f"{flag}  ", "label") for flag in self.visavis.flags]
        day_at_right = [*flags, (long_date(day, today), "aside")]
        # The mouse has no ctrl+p: the name opens the palette.
        self.query_one("#who", Bar).show(left, day_at_right, flex=len(left) - 1, presses={0: "ctrl+p"})
        self.show_places()  # by now it is known whether there is Everyone

    def show_who_of_app(self) -> None:
        """Row 1 as the place below has it."""
        pair, day = self.visavis.shown
        self.show_who(pair, day, self.visavis.today())

    @property
    def place_name(self) -> str:
        """The place that one is in."""
        return self.NAME

    def show_places(self) -> None:
        """Row 2: the places that exist, the present one lit, all by their names as far as these fit."""
        bar = self.query_one("#places", Bar)
        places = [*PLACES, *([EVERYONE] if self.visavis.session.several else [])]
        roomy = self.size.width >= ROOMY and _cells(_whole(places).values(), 3) <= bar.size.width
        gap = "   " if roomy else " "
        names = _fitting(places, self.place_name, bar.size.width, len(gap))
        spans: list[Span] = []
        presses: dict[int, str] = {}
        for key, mode, _ in places:
            here = mode == self.place_name
            number, name = names[mode][:1], names[mode][1:]
            presses |= dict.fromkeys((len(spans), len(spans) + 1), key)
            spans += [(number, "place" if here else "quiet"), (name, "place" if here else "aside"), (gap, "body")]
        bar.show(spans[:-1], presses=presses)

    def say(self, words: str, then: str = "", *, passing: bool = False) -> None:
        """Say one sentence in the status line.

        `then` follows it and begins with a full stop and a key, ". u takes it back"; a click on it presses the key.
        What is only told in `passing` says nothing beside itself: another sentence stands there in a moment.
        """
        if words and not passing and (notices := self.visavis.session.notices()):
            words = "; ".join([notices[0][0].upper() + notices[0][1:], *notices[1:], words])
        row = self.query_one_optional("#status", Status)
        if row is None:  # the page is not there yet, while a read of another went on: it tells what holds once it is
            self.visavis.said = (words, then, None)
            return
        self.visavis.said = (words, then, self)
        row.tell(words, then if words else "")
        self.set_class(bool(words), "-says")


class Place(Frame[None]):
    """One of the places: a page that is read from the log, and the keys that work everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "app.search", "search", id="search", tooltip="search everything"),
        Binding("u", "app.undo", "undo", show=False, id="undo", tooltip="take the last change back"),
        Binding("U,shift+u", "app.redo", "redo", show=False, id="redo", tooltip="do what was taken back again"),
        *(
            Binding(key, f"app.go('{mode}')", name, show=False, id=f"place.{mode}", tooltip="go to a place")
            for key, mode, name in (*PLACES, EVERYONE)
        ),
        Binding(
            "left_square_bracket",
            "app.alliance(-1)",
            "the alliance before",
            show=False,
            id="alliance.before",
            tooltip="the other alliances, one after the other",
        ),
        Binding(
            "right_square_bracket",
            "app.alliance(1)",
            "the next alliance",
            show=False,
            id="alliance.next",
            tooltip="the other alliances, one after the other",
        ),
        Binding("v", "app.veil", "veil", show=False, id="veil", tooltip="veil what is private, and unveil it"),
        Binding("q", "app.quit", "quit", show=False, id="quit", tooltip="leave; everything is saved"),
        Binding("question_mark", "app.help", "keys", id="help", tooltip="all keys"),
    ]

    read_at: int | None = None
    """The app's turn at which the page was read; None before."""

    async def reload(self) -> None:
        """Read anew what the page shows."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Read anew where something was changed since this place was read."""
        super().on_screen_resume()
        if self.read_at not in (None, self.visavis.turn):
            self.call_later(self.reload)

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the page shows a day that is over."""
        return False

    def works(self, action: str) -> bool:
        """For the rest as everywhere; without several alliances there is none to switch to."""
        if action.startswith("app.alliance") or action == "app.go('everyone')":
            return self.visavis.session.several
        return action not in ("app.undo", "app.redo") or not self.visavis.read_only


def _whole(places: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """What stands for each place, by its mode: its key and its whole name."""
    return {mode: f"{key} {name}" for key, mode, name in places}


def _fitting(places: Sequence[tuple[str, str, str]], present: str, width: int, gap: int) -> dict[str, str]:
    """The same in so many cells: names give way to short ones, and then from the last on to their keys.

    The present place and Everyone keep a name.
    """
    found = _whole(places)
    keys = {mode: key for key, mode, _ in places}
    steps = [(mode, f"{keys[mode]} {name}") for mode, name in SHORT.items() if mode in keys]
    steps += [(mode, keys[mode]) for mode in reversed(keys) if mode not in (present, EVERYONE[1])]
    for mode, shorter in steps:
        if not width or _cells(found.values(), gap) <= width:
            break
        found[mode] = shorter
    return found


def _cells(names: Iterable[str], gap: int) -> int:
    cells = [len(name) + gap for name in names]
    return sum(cells) - gap


def _with_role(person: Person) -> str:
    return visible(f"{person.name}, {person.role}" if person.role else person.name)
