"""The form: what is typed is held and shown safely, keys do what they say, faults stand beside their fields."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar
from unicodedata import category

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from models.errors import BadDate
from tests.sampling import sizes, texts
from tests.ui.quiet import press, quiet
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP
from tui.palette import CONTRAST, DARK, LIGHT, PALETTES, theme_of
from tui.widgets.drawn import Drawn
from tui.widgets.fields.choice import Choice
from tui.widgets.fields.entry import EDITOR_LIMIT, LINE_LIMIT, Editor, Full, LineField, one_line
from tui.widgets.fields.field import NEEDED, FormField, Room
from tui.widgets.fields.form import Form, Question

SIZES = [(118, 30), (80, 24), (40, 12), (20, 5)]
WIDE, NARROW, SMALL, TINY = SIZES
HOSTILE = [*MARKUP, *HIDDEN, *DRIVING]

UNDERSTOOD = "Fri 4 December, in 13 days"
AMBIGUOUS = '"3/12" could be 3 December or 12 March; write 3 dec or 12 mar'


def due(text: str) -> str:
    """Understands days that begin with fri."""
    if text.startswith("fri"):
        return UNDERSTOOD
    raise BadDate(AMBIGUOUS if text == "3/12" else f'"{text}" is no day')


def fields(**given: str) -> list[Question]:
    """A form with a field of every kind."""
    return [
        Question("text", "What", "line", required=True, value=given.get("text", "")),
        Question("due", "Due", "line", hint="as in next fri", value=given.get("due", ""), understand=due),
        Question("why", "Why", "text", hint="what it is good for", value=given.get("why", "")),
        Question(
            "side", "Whose promise", "choice", choices=(("a", "I promise"), ("b", "Dana does")), may_be_empty=False
        ),
        Question("kind", "Kind", "choice", choices=KINDS, value=given.get("kind", "")),
        Question("handled", "Handled by", "line", more=True, value=given.get("handled", "")),
        Question("note", "Note", "text", more=True, value=given.get("note", "")),
    ]


KINDS = tuple((word, word) for word in ("personal", "priority", "challenge", "opportunity", "domain", "learning"))


class Sheet(Screen[None]):
    COMPONENT_CLASSES: ClassVar[set[str]] = Drawn.VOICES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "note('left')", "leave"),
        Binding("q", "note('quit')", "quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield Form()

    def action_note(self, what: str) -> None:
        self.told.append(what)

    def on_form_saved(self, event: Message) -> None:
        self.told.append("saved")

    def on_form_changed(self, event: Message) -> None:
        self.told.append("changed")

    def on_form_untaken(self) -> None:
        self.told.append("untaken")

    def on_full(self, event: Full) -> None:
        self.told.append(f"full {event.limit}")


class Paper(App[None]):
    CSS_PATH: ClassVar[Any] = ["../../tui/styles/app.tcss", "../../tui/styles/form.tcss"]

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.animation_level = "none"
        for palette in PALETTES:
            self.register_theme(theme_of(palette))
        self.theme = theme

    def get_default_screen(self) -> Screen[None]:
        return Sheet()


@dataclass
class Filling:
    """A form on a screen of its own."""

    app: Paper
    pilot: Pilot[None]
    asked: Sequence[Question] = field(default_factory=list)

    @property
    def form(self) -> Form:
        return self.app.screen.query_one(Form)

    @property
    def told(self) -> list[str]:
        assert isinstance(self.app.screen, Sheet)
        return self.app.screen.told

    @property
    def at(self) -> str:
        """The name of the field that has the focus."""
        focused = self.app.screen.focused
        parent = focused.parent if focused else None
        return parent.asked.name if isinstance(parent, FormField) else type(focused).__name__

    @property
    def wrong(self) -> list[str]:
        return [name for name, one in self.form._fields.items() if one.is_wrong]

    @property
    def lines(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def entry(self, name: str) -> LineField | Editor | Choice:
        return self.form._fields[name].entry

    async def settle(self) -> None:
        """Wait until what was asked for is drawn: a field is first shown, then gone to, then scrolled to."""
        await quiet(self.pilot)

    async def press(self, *keys: str) -> None:
        await press(self.pilot, keys)

    async def type(self, *keys: str) -> None:
        """Press keys as fast as they come."""
        for key in keys:
            self.app.post_message(Key(key, {"space": " "}.get(key, key if len(key) == 1 else None)))
        await self.settle()

    async def paste(self, text: str) -> None:
        self.app.post_message(Paste(text))
        await self.settle()

    async def go(self, name: str) -> None:
        self.entry(name).focus()
        await self.settle()

    def assert_safe(self) -> None:
        shown = "".join(self.lines).replace("\u200d", "").replace("\u00a0", " ")
        assert shown.isprintable()
        assert all(cell_len(line) == self.app.size.width for line in self.lines)
        styles = [part.style for strip in self.app.screen._compositor.render_strips() for part in strip]
        assert not any(style and (style.link or style.meta.get("@click")) for style in styles)


@asynccontextmanager
async def filling(
    asked: Sequence[Question], size: tuple[int, int] = WIDE, theme: str = DARK.name
) -> AsyncIterator[Filling]:
    app = Paper(theme)
    async with app.run_test(size=size) as pilot:
        found = Filling(app, pilot, asked)
        await found.form.show(asked)
        found.form.focus()
        await found.settle()
        yield found


# What it looks like


async def test_everything_of_a_field_stands_in_one_row() -> None:
    async with filling(fields(due="fri", kind="domain"), WIDE) as found:
        rows = [line.rstrip() for line in found.lines]
        assert rows[0] == "What            ▎"
        assert rows[1] == "Due             ▎ fri" + " " * 40 + UNDERSTOOD
        assert rows[2] == "Why             ▎ what it is good for"
        assert rows[3] == "Whose promise   ▎ › I promise    Dana does"
        assert rows[4] == "Kind            ▎   none    personal    priority    challenge    opportunity  › domain"
        assert rows[5] == "                ▎   learning"
        assert rows[6] == "                ▎ more: 2 further fields"


async def test_at_eighty_columns_what_was_understood_fits() -> None:
    async with filling(fields(due="fri"), NARROW) as found:
        assert found.lines[1].rstrip() == "Due             ▎ fri" + " " * 32 + UNDERSTOOD
        assert found.lines[4].rstrip() == "Kind            ▎ › none    personal    priority    challenge    opportunity"
        assert found.lines[5].rstrip() == "                ▎   domain    learning"
        assert found.lines[6].strip().endswith("more: 2 further fields")


async def test_what_does_not_fit_beside_a_field_stands_below_it_whole() -> None:
    async with filling(fields(), NARROW) as found:
        await found.go("due")
        await found.press("3", "slash", "1", "2")
        assert found.lines[1].rstrip() == "Due             ▎ 3/12"
        assert found.lines[2].strip() == AMBIGUOUS


async def test_all_fields_end_at_one_edge() -> None:
    for size in (WIDE, NARROW):
        async with filling(fields(), size) as found:
            at, rest = (found.entry(name).background_colors[1].rich_color for name in ("text", "due"))
            edge = found.form.region.right
            last = [list(strip.crop(0, edge))[-1] for strip in found.app.screen._compositor.render_strips()[:5]]
            assert [segment.style and segment.style.bgcolor for segment in last] == [at, *[rest] * 4]
            assert at != rest


async def test_a_choice_marks_its_option_by_more_than_a_shade() -> None:
    async with filling(fields(), WIDE) as found:
        await found.go("side")
        assert "▎ › I promise    Dana does" in found.text
        await found.press("tab")
        assert "▎ › I promise    Dana does" in found.text


async def test_in_little_room_the_words_stand_below() -> None:
    async with filling(fields(due="fri"), (60, 15)) as found:
        assert found.lines[1].rstrip() == "Due             ▎ fri"
        assert found.lines[2].rstrip() == " " * 18 + UNDERSTOOD
    async with filling(fields(due="fri"), SMALL) as found:
        assert [line.strip() for line in found.lines[:5]] == ["What", "▎", "Due", "▎ fri", UNDERSTOOD]
    async with filling(fields(due="fri"), TINY) as found:
        assert [line.strip("▄▆▇ ") for line in found.lines[:4]] == ["What", "▎", "Due", "▎ fri"]


async def test_a_hint_stands_where_the_answer_will_be_understood() -> None:
    async with filling(fields(), WIDE) as found:
        assert found.lines[1].rstrip().endswith("▎ as in next fri")
        await found.go("due")
        await found.press("f")
        assert "as in next fri" not in found.text
    async with filling(fields(), SMALL) as found:
        assert "▎ as in next fri" in found.lines[3]


async def test_an_editor_grows_to_six_rows() -> None:
    async with filling([Question("why", "Why", "text"), Question("due", "Due", "line")]) as found:
        heights = []
        for _ in range(8):
            heights.append(found.entry("why").outer_size.height)
            assert found.lines[heights[-1]].startswith("Due")
            await found.press("x", "enter")
        assert heights == [1, 2, 3, 4, 5, 6, 6, 6]
        assert found.lines[0].startswith("Why             ▎ x")


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name, CONTRAST.name])
async def test_exactly_one_edge_is_lit(theme: str) -> None:
    async with filling(fields(), WIDE, theme) as found:
        for _ in range(6):
            edges = [found.entry(name).styles.border_left[1] for name in found.form.values]
            lit = [edge for edge in edges if edge.hex.lower() == found.app.theme_variables["primary"].lower()]
            assert len(lit) == (found.at != "MoreFields")
            await found.press("tab")


ODD_SIZES = [(1, 1), (2, 40), (33, 9), (34, 9), (71, 20), (72, 20), (96, 9), (300, 3)]


@pytest.mark.parametrize("size", sizes([*SIZES, *ODD_SIZES]))
async def test_any_size(size: tuple[int, int]) -> None:
    async with filling(fields(text="x" * 300, due="3/12", why="line\n" * 9), size) as found:
        await found.press("x", "down", "down", "up", "enter", "tab", "tab", "right", "tab", "tab", "enter", "tab", "y")
        found.form.check()
        await found.settle()
        assert len(found.lines) == size[1]
        found.assert_safe()
        await found.pilot.resize_terminal(118, 30)
        await found.settle()
        assert found.lines[0].startswith("What            ▎ xxx")


@pytest.mark.parametrize("width", range(1, 140))
def test_room_is_divided_so_that_nothing_overlaps(width: int) -> None:
    room = Room.of(width)
    assert 0 < room.field <= width - room.left
    assert room.left + room.field + room.gap + room.beside(room.field) <= width or not room.gap
    assert not room.gap or room.beside(room.field) >= len(UNDERSTOOD)


# Saving and leaving


async def test_enter_and_ctrl_s_save() -> None:
    async with filling(fields()) as found:
        for name, key, saves in [
            ("text", "enter", True),
            ("side", "enter", False),
            ("why", "enter", False),
            ("text", "ctrl+s", True),
            ("why", "ctrl+s", True),
            ("kind", "ctrl+s", True),
        ]:
            await found.go(name)
            found.told.clear()
            await found.press(key)
            assert ("saved" in found.told) == saves, (name, key)
        assert found.form.values["why"] == "\n"


async def test_escape_is_the_screens() -> None:
    async with filling(fields()) as found:
        for name in ("text", "why", "side"):
            await found.go(name)
            await found.press("escape")
        assert found.told == ["left"] * 3


async def test_letters_never_reach_the_place() -> None:
    async with filling(fields()) as found:
        for _ in range(6):
            await found.press("q", "tab")
        assert "quit" not in found.told
        shown = {key for key, active in found.app.screen.active_bindings.items() if active.binding.show}
        assert "q" not in shown


async def test_only_saving_and_what_the_focus_does_are_shown_as_keys() -> None:
    async with filling(fields()) as found:
        await found.go("why")
        active = found.app.screen.active_bindings.values()
        assert [one.binding.description for one in active if one.binding.show and not one.binding.system] == [
            "new line",
            "save",
            "next",
            "leave",
        ]


def test_every_key_of_ours_is_named_and_explained() -> None:
    from tui.widgets.fields.field import MoreFields

    for owner in (Form, Choice, Editor, MoreFields):
        for binding in owner.BINDINGS:
            assert isinstance(binding, Binding)
            assert (binding.id or "").startswith("form.")
            assert binding.description
            assert binding.tooltip


# Moving


async def test_tab_goes_round_and_arrows_stop_at_the_ends() -> None:
    names = ["text", "due", "why", "side", "kind", "MoreFields"]
    async with filling(fields()) as found:
        for key, expected in [("tab", [*names, "text"]), ("shift+tab", ["text", *names[::-1]])]:
            seen = []
            for _ in expected:
                seen.append(found.at)
                await found.press(key)
            assert seen == expected
            await found.go("text")
        for key, expected in [
            ("down", [*names[:-1], "kind", "MoreFields", "MoreFields"]),
            ("up", [*names[::-1], "text"]),
        ]:
            seen = []
            for _ in expected:
                seen.append(found.at)
                await found.press(key)
            assert seen == expected


async def test_arrows_leave_an_editor_only_at_its_ends() -> None:
    async with filling(fields(why="one\ntwo")) as found:
        await found.press("down", "down")
        seen = []
        for key in ("up", "down", "down", "up", "up", "up"):
            await found.press(key)
            seen.append(found.at)
        assert seen == ["why", "why", "side", "why", "why", "due"]


@pytest.mark.parametrize("size", [NARROW, SMALL, TINY])
async def test_the_focused_field_is_in_view(size: tuple[int, int]) -> None:
    many = [Question(f"f{number}", f"Field {number}", "line") for number in range(20)]
    async with filling(many, size) as found:
        for number in range(20):
            assert f"Field {number} " in found.text.replace("\n", " ")
            assert found.at == f"f{number}"
            await found.press("tab")
        assert "Field 0 " in found.text


@pytest.mark.parametrize("size", [SMALL, TINY])
async def test_the_cursor_of_a_long_text_is_in_view(size: tuple[int, int]) -> None:
    async with filling([*fields(), Question("last", "Last", "line")], size) as found:
        await found.go("why")
        for letter in "abcdefghij":
            await found.press(letter, "enter")
            await found.settle()
            assert f" {letter} " in found.text
        for letter in "jihgfedcba":
            await found.press("up")
            await found.settle()
            assert f" {letter} " in found.text


async def test_a_click_on_a_label_goes_to_its_field() -> None:
    async with filling(fields()) as found:
        await found.pilot.click(offset=(2, 1))
        await found.settle()
        assert found.at == "due"


# More


async def test_more_opens_by_key_and_by_click() -> None:
    for act in ("enter", "space", "click"):
        async with filling(fields()) as found:
            assert "Handled by" not in found.text
            await found.press("up", "shift+tab")
            assert found.at == "MoreFields"
            if act == "click":
                await found.pilot.click(offset=(20, 6))
                await found.settle()
            else:
                await found.press(act)
            assert found.at == "handled"
            assert "further" not in found.text
            assert "Handled by" in found.text
            assert "saved" not in found.told


async def test_one_field_is_one_field() -> None:
    async with filling([Question("a", "A", "line"), Question("b", "B", "line", more=True)]) as found:
        assert "more: 1 further field " in found.text


# Choices


async def test_nothing_is_chosen_by_moving() -> None:
    async with filling(fields()) as found:
        await found.go("kind")
        for key in (
            "right",
            "right",
            "left",
            "p",
            "p",
            "o",
            "z",
            "left",
            "right",
            "right",
            "right",
            "right",
            "down",
            "up",
        ):
            await found.press(key)
            assert not found.form.changed
        await found.go("kind")
        await found.press("p", "tab", "shift+tab", "space")
        assert not found.form.changed  # what was left without taking it is not where one comes back to


async def test_space_takes_and_stays_and_enter_takes_and_goes_on() -> None:
    async with filling(fields()) as found:
        await found.go("kind")
        seen = []
        for key in ("right", "right", "left", "p", "p", "o", "left", "right", "right", "right", "right"):
            await found.press(key, "space", "space")
            assert found.at == "kind"
            seen.append(found.form.values["kind"])
        assert seen == [
            *("personal", "priority", "personal", "priority", "personal", "opportunity"),
            *("challenge", "opportunity", "domain", "learning", "learning"),
        ]
        await found.press("p", "enter")
        assert (found.form.values["kind"], found.at) == ("personal", "MoreFields")
        await found.go("side")
        await found.press("right", "enter")
        assert (found.form.values["side"], found.at) == ("b", "kind")
        await found.press("enter")
        assert found.form.values["kind"] == "personal"


async def test_what_one_is_at_and_what_is_chosen_look_different() -> None:
    async with filling(fields(kind="priority")) as found:
        await found.go("kind")
        assert "› priority" in found.text
        await found.press("right")
        assert "› priority" in found.text
        assert "○ challenge" in found.text
        await found.press("space")
        assert "› challenge" in found.text
        assert "○" not in found.text


async def test_choosing_by_click() -> None:
    async with filling(fields()) as found:
        await found.pilot.click(offset=(35, 3))
        await found.settle()
        assert found.form.values["side"] == "b"
        assert "I promise  › Dana does" in found.text
    async with filling(fields(), NARROW) as found:
        seen = []
        for x, y in ((34, 4), (34, 5), (22, 5), (60, 5)):
            await found.pilot.click(offset=(x, y))
            await found.settle()
            seen.append(found.form.values["kind"])
        assert seen == ["personal", "learning", "domain", "domain"]
    async with filling(fields(), TINY) as found:  # too many rows: the chosen one alone, between its two marks
        await found.go("kind")
        seen = []
        y = next(at for at, line in enumerate(found.lines) if "none" in line)
        for x in (9, 9, 2):
            await found.pilot.click(offset=(x, y))
            await found.settle()
            seen.append(found.form.values["kind"])
        assert seen == ["personal", "priority", "personal"]
        assert "‹ pers… ›  2 of 7" in found.text


async def test_choosing_in_the_row_above_and_below() -> None:
    async with filling(fields(), NARROW) as found:
        await found.go("kind")
        await found.press("right", "right", "down", "space")
        assert (found.at, found.form.values["kind"]) == ("kind", "learning")
        await found.press("up", "space")
        assert (found.at, found.form.values["kind"]) == ("kind", "personal")
        await found.press("up")
        assert (found.at, found.form.values["kind"]) == ("side", "personal")
        await found.press("down", "down", "space", "down")
        assert (found.at, found.form.values["kind"]) == ("MoreFields", "learning")


async def test_a_value_that_is_no_option_any_more_is_kept() -> None:
    async with filling(fields(kind="gone")) as found:
        assert found.form.values["kind"] == "gone"
        assert not found.form.changed


async def test_a_choice_without_options_is_nothing() -> None:
    async with filling([Question("kind", "Kind", "choice", may_be_empty=False)]) as found:
        await found.press("right", "space", "x")
        assert found.form.values == {"kind": ""}


# Values


@pytest.mark.parametrize("text", texts(["", "a b", "ends in a space ", *HIDDEN, *DRIVING]))
async def test_right_after_it_is_shown_nothing_is_changed(text: str) -> None:
    async with filling(fields(text=text, why=text, kind="domain", handled=text)) as found:
        assert not found.form.unsaved
        assert found.form.changed == {}
        assert found.form.values["text"] == found.form.values["why"] == found.form.values["handled"] == text
        assert found.form.values["kind"] == "domain"
        assert not found.told


async def test_changed_is_told_for_what_the_person_does() -> None:
    async with filling(fields(text="a")) as found:
        for name, *keys in (("text", "b"), ("why", "c"), ("kind", "p", "space")):
            await found.go(name)
            await found.press(*keys)
        assert found.told == ["changed"] * 3
        assert found.form.changed == {"text": "ab", "why": "c", "kind": "personal"}
        found.told.clear()
        await found.go("text")
        await found.press("left", "home", "end", "escape")
        assert found.told == ["left"]
        await found.press("backspace")
        assert "text" not in found.form.changed


async def test_a_draft_is_taken_up_again() -> None:
    async with filling(fields(text="a")) as found:
        found.form.set({"text": "ab", "due": "fri", "kind": "domain", "no such field": "x"})
        await found.settle()
        assert found.form.changed == {"text": "ab", "due": "fri", "kind": "domain"}
        assert UNDERSTOOD in found.text
        assert not found.told
        assert "2 further fields" in found.text
        found.form.set({"note": "one\ntwo"})
        await found.settle()
        assert found.form.changed["note"] == "one\ntwo"
        assert "further" not in found.text
        assert not found.told


async def test_showing_other_fields_forgets_the_first() -> None:
    async with filling(fields(text="a")) as found:
        await found.press("x")
        await found.form.show([Question("b", "B", "line", value="y")])
        await found.settle()
        assert found.form.values == {"b": "y"}
        assert not found.form.unsaved
        await found.form.show([])
        await found.settle()
        found.form.focus()
        assert found.form.check()


async def test_a_form_can_be_made_with_its_fields() -> None:
    class Ready(Sheet):
        def compose(self) -> ComposeResult:
            yield Form(fields(due="fri"))

    class ReadyPaper(Paper):
        CSS_PATH: ClassVar[Any] = Paper.CSS_PATH

        def get_default_screen(self) -> Screen[None]:
            return Ready()

    app = ReadyPaper(DARK.name)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        found = Filling(app, pilot)
        assert found.at == "text"
        assert found.lines[1].rstrip().endswith(UNDERSTOOD)


# What is understood, and what is wrong


async def test_only_the_changed_field_is_understood_again() -> None:
    asked: list[str] = []

    def note(name: str) -> Callable[[str], str]:
        def understand(text: str) -> str:
            asked.append(name)
            return text.upper()

        return understand

    both = [Question(name, name, "line", value="x", understand=note(name)) for name in "ab"]
    async with filling(both) as found:
        asked.clear()
        await found.press("y")
        assert asked == ["a"]
        assert found.form.says("a") == "XY"


async def test_a_fault_is_calm_while_typing_and_red_when_left() -> None:
    async with filling(fields()) as found:
        await found.go("due")
        await found.press("n")
        assert found.form.says("due") == '"n" is no day'
        assert found.wrong == []
        await found.press("tab")
        assert found.wrong == ["due"]
        await found.go("due")
        await found.press("backspace", "f", "r", "i")
        assert found.form.says("due") == UNDERSTOOD
        assert found.wrong == []


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_a_long_fault_is_read_whole(size: tuple[int, int]) -> None:
    async with filling(fields(due="3/12"), size) as found:
        left = 17 if size == NARROW else 0
        words = " ".join("".join(line[left:] for line in found.lines[1:8]).split())
        for word in AMBIGUOUS.split():
            assert word in words


async def test_checking_tells_all_faults_and_goes_to_the_first() -> None:
    async with filling(fields(due="3/12")) as found:
        await found.go("kind")
        assert not found.form.check()
        await found.settle()
        assert found.at == "text"
        assert found.lines[0].rstrip().endswith(NEEDED)
        assert AMBIGUOUS in found.text
        await found.press("x")
        assert NEEDED not in found.text
        assert not found.form.check()
        await found.settle()
        assert found.at == "due"
        found.form.set({"due": ""})
        assert found.form.check()


async def test_a_fault_of_the_screen_is_shown_behind_more_too() -> None:
    async with filling(fields(text="a"), TINY) as found:
        found.form.fault("handled", "Nobody is called that")
        await found.settle()
        assert found.at == "handled"
        assert "Handled by" in found.text
        assert "Nobody is" in found.text
        await found.press("x")
        assert "Nobody is" not in found.text
        assert found.form.check()


async def test_a_required_choice() -> None:
    asked = [Question("kind", "Kind", "choice", choices=KINDS, required=True)]
    async with filling(asked) as found:
        assert "none" not in found.text  # it would be no answer
        assert (found.form.values, found.form.unsaved) == ({"kind": ""}, False)
        assert not found.form.check()
        await found.press("left", "space")
        assert found.form.values == {"kind": "personal"}
        assert found.form.check()
        await found.press("right", "space")
        assert found.form.values == {"kind": "priority"}
    async with filling([Question("kind", "Kind", "choice", choices=KINDS, required=True)], TINY) as found:
        assert "one of 6" in found.text


async def test_an_option_that_was_lit_and_left_is_told() -> None:
    asked = [Question("kind", "Kind", "choice", choices=KINDS, required=True), Question("note", "Note", "text")]
    async with filling(asked) as found:
        await found.press("right", "right", "tab")
        assert found.form.values["kind"] == ""
        assert "priority: not taken; space takes it" in found.text
        found.form.check()
        await found.settle()
        assert "This is needed; space takes the lit one" in found.text
        await found.go("kind")
        await found.press("right", "space", "tab")
        assert found.form.values["kind"] == "personal"
        assert "not taken" not in found.text


# Safe text


@pytest.mark.parametrize("text", texts(HOSTILE))
async def test_hostile_text_is_held_as_text_and_shown_visibly(text: str) -> None:
    def refuse(typed: str) -> str:
        raise BadDate(f"no day: {text}")

    asked = [
        Question("line", text, "line", hint=text, understand=refuse),
        Question("text", text, "text", hint=text),
        Question("choice", text, "choice", hint=text, choices=(("a", text), ("b", f"x{text}"))),
        Question("one", text, "choice", choices=(("a", text),), may_be_empty=False, value=text),
        Question("given", text, "line", value=text, understand=lambda typed: typed + text),
        Question("lines", text, "text", value=text),
    ]
    async with filling(asked) as found:
        found.assert_safe()
        for name in ("line", "text", "given", "lines"):
            await found.go(name)
            await found.paste(text)
            found.assert_safe()
            await found.type("home", "x", "end", "left", "backspace")
            found.assert_safe()
            await found.type("shift+home", "y", "ctrl+a", "delete")
            found.assert_safe()
        for name in ("choice", "one"):
            await found.go(name)
            await found.type("right", "space", "x")
            found.assert_safe()
        assert not any(category(char) in ("Cc", "Cs") for char in found.form.values["line"])
        found.form.check()
        for size in (SMALL, TINY):
            await found.pilot.resize_terminal(*size)
            await found.settle()
            found.assert_safe()
        assert not found.app._exit


@pytest.mark.parametrize("text", texts(["[@click=app.quit]x[/]", "[/", *DRIVING, *HIDDEN[:4]]))
async def test_hostile_text_typed_key_by_key(text: str) -> None:
    async with filling([Question("line", "Line", "line"), Question("text", "Text", "text")]) as found:
        for name in ("line", "text"):
            await found.go(name)
            for letter in text:
                widget = found.entry(name)
                assert isinstance(widget, LineField | Editor)
                widget.replace(letter, *widget.selection) if isinstance(widget, LineField) else widget.insert(letter)
            await found.settle()
            found.assert_safe()
            await found.pilot.click(offset=(18, 0))
            await found.pilot.click(offset=(20, 1))
        assert not found.app._exit


async def test_an_accent_stays_on_its_letter() -> None:
    async with filling([Question("line", "Line", "line"), Question("text", "Text", "text")]) as found:
        for name in ("line", "text"):
            await found.go(name)
            await found.type(*"e\u0301x")
            assert found.form.values[name] == "e\u0301x"


async def test_several_pasted_lines_become_one() -> None:
    assert one_line(" a\r\n\tb\n\nc \rd\n") == "a b c d"
    assert one_line(" kept ") == " kept "
    async with filling(fields()) as found:
        await found.paste("first\r\nsecond\nthird\n")
        assert found.form.values["text"] == "first second third"
        await found.go("why")
        await found.paste("first\r\nsecond\rthird\n")
        assert found.form.values["why"] == "first\nsecond\nthird\n"


async def test_what_does_not_fit_is_told() -> None:
    async with filling(fields(handled="h" * 3000)) as found:
        await found.paste("x" * (LINE_LIMIT - 1))
        assert "full" not in " ".join(found.told)
        await found.paste("yz")
        assert found.told[-2:] == [f"full {LINE_LIMIT}", "changed"]
        assert found.form.values["text"] == "x" * (LINE_LIMIT - 1) + "y"
        await found.press("z")
        assert len(found.form.values["text"]) == LINE_LIMIT
        assert found.form.values["handled"] == "h" * 3000
        await found.go("why")
        await found.paste("word " * 30_000)
        assert f"full {EDITOR_LIMIT}" in found.told
        assert len(found.form.values["why"]) == EDITOR_LIMIT
        await found.press("ctrl+z")
        assert found.form.values["why"] == ""


async def test_what_was_cut_out_can_be_put_in_again() -> None:
    async with filling(fields(text="a\u0301b")) as found:
        await found.press("shift+home", "ctrl+x", "ctrl+v", "ctrl+v")
        assert found.form.values["text"] == "a\u0301b" * 2
        found.app._clipboard = "x\x1b]52;c;eA==\x07\ny"
        await found.press("ctrl+v")
        found.assert_safe()
        assert found.form.values["text"].endswith("bx␛]52;c;eA==␇ y")


async def test_no_widget_blinks_or_opens_links() -> None:
    async with filling(fields(text="[link=https://x.example]y[/link]")) as found:
        for name in ("text", "why"):
            entry = found.entry(name)
            assert isinstance(entry, Widget)
            assert isinstance(entry, LineField | Editor)
            assert not entry.cursor_blink
        assert "[link=https://x.example]y[/link]" in found.text


# Words that are typed onto a choice


def with_reason(value: str = "", why: str = "") -> list[Question]:
    """A choice that has a text, one that has none, and a row for more."""
    return [
        Question("reason", "Reason", "text", value=why),
        Question("code", "Kind", "choice", choices=CODES, words="reason", value=value),
        Question("who", "Who", "choice", choices=(("me", "Jay"), ("other", "Dana")), may_be_empty=False),
        Question("note", "Note", "text", more=True),
    ]


CODES = tuple((word, word) for word in ("vendor", "nobody free", "not needed", "no longer needed", "other"))

SENTENCES = (
    "they left us no people",
    "vendor left us",
    "no longer needed by them",
    "not needed, says Jay",
    "a new plan",
    "o well",
    "nn",
    "Other plans  came  up",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("value", "why"), [("", ""), ("other", "So it is:")])
async def test_words_typed_onto_a_choice_go_to_its_text(sentence: str, value: str, why: str) -> None:
    keys = ["space" if char == " " else char for char in sentence]
    for fast in (True, False):
        async with filling(with_reason(value, why)) as found:
            await found.go("code")
            await (found.type(*keys) if fast else found.press(*keys))
            if sentence == "nn":  # goes on from one to the next, which is no word yet
                assert found.form.values["code"] == value
                continue
            assert found.form.values == {
                "reason": f"{why} {sentence}".strip(),
                "code": value,
                "who": "me",
                "note": "",
            }
            assert found.at == "reason"


async def test_words_typed_onto_a_choice_without_a_text_choose_nothing_and_are_told() -> None:
    for sentence in ("Dana asked me to", "my own idea", "  so it is", "da"):
        async with filling(with_reason()) as found:
            await found.go("who")
            await found.press(*("space" if char == " " else char for char in sentence))
            assert found.form.values["who"] == "me", sentence
            assert ("untaken" in found.told) == (sentence != "da")
            assert found.at == "who"
            await found.press("enter")
            assert found.form.values["who"] == ("other" if sentence == "da" else "me")
    async with filling(with_reason()) as found:
        await found.go("who")
        await found.press("tab", *"so", "space", *"it")
        assert found.at == "MoreFields"  # a space between letters opens nothing


async def test_a_paste_onto_a_choice_goes_to_its_text() -> None:
    async with filling(with_reason()) as found:
        await found.go("code")
        await found.paste("vendor left")
        assert found.form.values["reason"] == "vendor left"
        assert found.form.values["code"] == ""


async def test_letters_go_to_an_option_by_as_many_as_it_takes() -> None:
    async with filling(with_reason()) as found:
        for letters, code in (("v", "vendor"), ("not", "not needed"), ("no l", "no longer needed"), ("o", "other")):
            await found.go("code")
            await found.press(*("space" if char == " " else char for char in letters), "enter")
            assert found.form.values["code"] == code
        await found.go("code")
        await found.press("v", "space")
        assert (found.at, found.form.values["code"], found.form.values["reason"]) == ("code", "vendor", "")
    async with filling(with_reason()) as found:
        await found.go("code")
        await found.press("n", "o", "space")  # words of options go on so, but it is lit, and a space takes it
        assert found.form.values["code"] in ("not needed", "no longer needed", "nobody free")
        await found.press(*"longer", "space")
        assert found.form.values["code"] == "no longer needed"
