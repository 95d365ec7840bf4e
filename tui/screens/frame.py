"""The frame of every place: name and people, the places, what stands on the page, the status line, the keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.geometry import Size
from textual.screen import Screen

from models.pair import Pair
from models.rows import Person
from tui.screens.words import day_named
from tui.text import visible
from tui.widgets.bar import Bar, Key, Keys
from tui.widgets.drawn import Drawn, Span
from tui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from tui.app import VisavisApp

PLACES = (("1", "today", "Today"),)
"""The places there are, by their number keys: key, mode, name."""

KEYS_WIDE, KEYS_NARROW, WIDE = 8, 5, 100


class Place(Screen[None]):
    """One of the places. A place fills `page` and says what its keys do; the frame around it is drawn here."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Drawn.VOICES
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (as Textual declares it)
        (0, "-small"),
        (60, "-narrow"),
        (WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (15, "-tall")]  # noqa: RUF012
    NAME: ClassVar[str] = ""

    @classmethod
    def classes_for(cls, size: Size) -> str:
        """The classes that a place has on a screen of that size: known beforehand, its styles are found only once."""
        pairs = ((cls.HORIZONTAL_BREAKPOINTS, size.width), (cls.VERTICAL_BREAKPOINTS, size.height))
        return " ".join(max(step for step in steps if step[0] <= cells)[1] for steps, cells in pairs)

    @property
    def visavis(self) -> VisavisApp:
        """The app, by its own type."""
        return cast("VisavisApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame, with the page in it."""
        yield Bar(id="who")
        yield Bar(id="places")
        with Container(id="page"):
            yield from self.page()
        yield Bar(id="status")
        yield Keys(id="keys")

    def page(self) -> Iterable[Drawn]:
        """The widgets of the page."""
        raise NotImplementedError

    async def reload(self) -> None:
        """Read anew what the page shows."""
        raise NotImplementedError

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the page shows a day that is over."""
        return False

    def on_mount(self) -> None:
        """Draw the places, and the keys whenever they change."""
        self.bindings_updated_signal.subscribe(self, lambda _screen: self.show_keys())
        self.show_places()

    def on_screen_resume(self) -> None:
        """The keys may be others than when this place was left."""
        self.show_keys()

    def on_resize(self) -> None:
        """Some keys show only where there is room, and places stand closer where there is little."""
        self.show_places()
        self.show_keys()

    # The frame's rows

    def show_who(self, pair: Pair | None, day: date, today: date) -> None:
        """Row 1: the name, the two people, the flags and the day."""
        left: list[Span] = [("visavis", "strong")]
        if pair is not None:
            two = f" {glyphs().dot} ".join(_with_role(person) for person in (pair.me, pair.other))
            left += [("   ", "body"), (two, "aside")]
        flags: list[Span] = [(f"{flag}  ", "label") for flag in self.visavis.flags]
        self.query_one("#who", Bar).show(left, [*flags, (day_named(day, today), "aside")], flex=len(left) - 1)

    def show_places(self) -> None:
        """Row 2: the places that exist, the present one lit."""
        gap = "   " if self.size.width >= WIDE else " "
        spans: list[Span] = []
        for key, mode, name in PLACES:
            spans += [(f"{key} {name}", "place" if mode == self.NAME else "aside"), (gap, "body")]
        self.query_one("#places", Bar).show(spans[:-1])

    def say(self, words: str, then: str = "") -> None:
        """One sentence in the status line. Where it has to be cut, the name of the thing is."""
        then = then if self.size.width >= 2 * len(then) else ""
        name, colon, said = visible(words).rpartition(": ")
        if not name or len(said) > self.size.width // 2:
            name, colon, said = visible(words), "", ""
        spans: list[Span] = [(name, "body"), (colon + said, "body"), (then, "body")]
        self.query_one("#status", Bar).show(spans if words else (), flex=0)
        self.set_class(bool(words), "-says")

    def show_keys(self) -> None:
        """The keys that work in what has the focus: its own first, then the place's, the app's, and ? last."""
        if not self.is_mounted or not self.app.app_focus:  # another window in front changes nothing here
            return
        most = KEYS_WIDE if self.size.width >= WIDE else KEYS_NARROW
        found = [Key(key, shown_key(binding), binding.description) for key, binding in self._working()]
        last = [key for key in found if key.key == "question_mark"]
        rest = [key for key in found if key not in last]
        self.query_one("#keys", Keys).show_keys((*rest[: most - len(last)], *last))

    def _working(self) -> list[tuple[str, Binding]]:
        seen: dict[str, tuple[str, Binding]] = {}
        for key, active in self.active_bindings.items():
            binding = active.binding
            if binding.show and active.enabled and self.works(binding.action):
                seen.setdefault(binding.action, (key, binding))
        return list(seen.values())

    def works(self, action: str) -> bool:
        """Whether an action would do something here and now. Its key answers in any case."""
        return action not in ("undo", "redo") or not self.visavis.read_only


def shown_key(binding: Binding) -> str:
    """How a key is written in the keys row."""
    names = {"question_mark": "?", "shift+u": "U", "shift+d": "D", "pageup": "pgup", "pagedown": "pgdn"}
    return binding.key_display or names.get(binding.key, binding.key)


def _with_role(person: Person) -> str:
    return visible(f"{person.name}, {person.role}" if person.role else person.name)
