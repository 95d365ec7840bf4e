"""Stored text is shown and never obeyed; any terminal size is survived; faults end in one calm line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Resize
from textual.geometry import Size

from models.errors import LogUnusable
from tests.sampling import sizes, texts, two_by_two
from tests.ui.driving import driven, on_records
from tests.ui.logs import DANA, JAY, NOW, commitment, day, disagreement, drawn, event, feedback, people, promise, topic
from tui.app import UNEXPECTED, VisavisApp
from tui.faults import calm_line
from tui.text import words

MARKUP = [
    "[/]",
    "[/",
    "[/red]",
    '[x="',
    "[red",
    "[bold]x",
    "[@click=app.quit]x[/]",
    "[link=file:///x]y[/link]",
    "[$foo]",
    "{0} {name} %s %d",
]
HIDDEN = [
    "a\u202eb",
    "a\u2066b",
    "a\u2028b",
    "a\u200bb",
    "\u00a0x\u00a0",
    "e" + "\u0301" * 200,
    "👨‍👩‍👧 family",
    "日本語" * 60,
    "مرحبا بالعالم",
    "I\u0307stanbul",
    "x" * 5000,
    "\u0301alone",
]
DRIVING = ["a\x1b[2Jb", "\x1b]0;title\x07", "\x1b]52;c;eA==\x07", "\x9b31m", "\x07\x08\x7f", "tab\there\r\nnext\x1b"]


def hostile(text: str, other: str = "") -> list[dict[str, object]]:
    """A log with those two texts, or with the one, wherever a one-line text may stand on Today."""
    other = other or text
    return [
        *people(jay=f"{text} Moran", dana=other, role=text),
        topic(text),
        promise(text, DANA, -3, why=other, done_means=text, handled_by=other),
        commitment(
            f"{other} 2",
            JAY,
            event("promise", JAY, day(-9), due=day(1)),
            event("propose", JAY, day(-3), due=day(9), reason=text, note=other),
        ),
        disagreement(other, -9, positions={JAY: text, DANA: other}, tags=[text, other], lesson=text),
        feedback(text, DANA, event("request", JAY, day(-3), note=other)),
    ]


def bytes_of(app: VisavisApp) -> str:
    """All text of the screen, as it goes to the terminal; spaces and joiners of people's own left out."""
    text = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
    return text.replace("\u200d", "").replace("\u00a0", " ")


@pytest.mark.parametrize(("text", "other"), two_by_two([*MARKUP, *HIDDEN]))
async def test_one_line_texts_are_shown_as_they_stand(tmp_path: Path, text: str, other: str) -> None:
    async with on_records(tmp_path, hostile(text, other)) as found:
        for keys in (("enter",), ("escape", "d"), ("u", "down", "enter"), ("escape", "end", "enter")):
            await found.press(*keys)
            assert bytes_of(found.app).isprintable()
            assert all(cell_len(line) <= 118 for line in found.lines)


@pytest.mark.parametrize("text", texts(MARKUP))
async def test_markup_is_shown_literally(tmp_path: Path, text: str) -> None:
    async with on_records(tmp_path, [*people(), promise(text, DANA, -3)], (80, 24)) as found:
        assert f" › Dana       3 days   {text}" in found.lines
        await found.press("enter")
        assert f"   {text}" in found.lines


@pytest.mark.parametrize("text", texts(DRIVING))
async def test_texts_of_several_lines_never_drive_the_terminal(tmp_path: Path, text: str) -> None:
    records = [*people(), promise("Portal", DANA, -3, why=text, done_means=text)]
    async with on_records(tmp_path, records) as found:
        await found.press("enter")
        assert bytes_of(found.app).isprintable()
        assert "WHY" in found.text


async def test_nothing_on_a_hostile_screen_can_be_triggered(tmp_path: Path) -> None:
    """No word carries an action or a link, whatever it says; a few real clicks on it do nothing."""
    async with on_records(tmp_path, hostile("[@click=app.quit]x[/] [link=file:///x]y[/link]")) as found:
        for keys in ((), ("enter",)):
            await found.press(*keys)
            styles = [segment.style for strip in found.app.screen._compositor.render_strips() for segment in strip]
            assert not any(style and (style.meta or style.link) for style in styles)
            for offset in ((20, 0), (30, 7), (30, 10), (85, 5), (85, 12)):
                await found.pilot.click(offset=offset)
        assert not found.app._exit


@pytest.mark.parametrize("size", sizes([(20, 5), (1, 1), (2, 40), (59, 14), (60, 15), (100, 15), (99, 24), (300, 3)]))
async def test_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, drawn(), size) as found:
        await found.press("down", "enter", "pagedown", "escape", "d", "u", "question_mark", "escape", "end")
        assert len(found.lines) == size[1]
        assert max(map(len, found.lines)) <= size[0]


async def test_twenty_by_five_still_says_something(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), (20, 5)) as found:
        assert "LATE" in found.text
        assert " › Persona list" in found.text
        await found.press("d")
        assert "u takes it back" in found.text or "Persona" in found.lines[-1]


async def test_two_hundred_resizes(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        for number in range(200):
            found.app.post_message(Resize(size := Size(1 + number * 37 % 160, 1 + number * 13 % 50), size))
            if number % 10 == 0:
                await found.pilot.pause()
        await found.pilot.resize_terminal(118, 30)
        await found.settle()
        assert "› Dana      12 days   Persona list for the portal" in found.text
        assert "RHYTHM" in found.text


async def test_no_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_records(tmp_path, drawn()) as found:
        assert "› Dana" in found.text


async def test_a_plain_terminal_gets_plain_glyphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.text.glyphs import glyphs

    monkeypatch.setenv("TERM", "linux")
    glyphs.cache_clear()
    try:
        async with on_records(tmp_path, drawn()) as found:
            assert bytes_of(found.app).isascii()
            assert "> Dana      12 days" in found.text
            assert "o o o - o" in found.text
            assert "==============" in found.text
    finally:
        glyphs.cache_clear()


# Faults


async def test_a_log_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        found.app.session.submit(lambda log: log.connection.close()).result()
        with pytest.raises(Exception, match="cannot be used"):
            await found.app.on_log(found.app.session.read_today)


def test_a_log_that_cannot_be_opened_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    app = VisavisApp(tmp_path / "nowhere", lambda: NOW)
    with pytest.raises(LogUnusable, match="there is no log at"):
        app.session.opened()
    app.session.close()


async def test_an_unexpected_fault_ends_the_app_with_a_calm_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_args: object, **_more: object) -> str:
        secret = "Persona list for the portal"
        raise ValueError(f"odd: {secret}")

    monkeypatch.setattr("storage.writes.by_key.mark_done", fail)
    apps: list[VisavisApp] = []

    async def press_d() -> None:
        async with on_records(tmp_path, drawn()) as found:
            apps.append(found.app)
            await found.press("d")

    with pytest.raises(Exception, match="odd"):
        await press_d()
    assert apps[0].return_code == UNEXPECTED
    said = capfd.readouterr().err
    assert said.count("\n") <= 2
    assert "ValueError" in said
    assert "Persona" not in said


def test_the_calm_line_tells_kind_and_place_only() -> None:
    try:
        words.menu_word("a secret", "act", "step")
    except KeyError as error:
        line = calm_line(error)
        assert "KeyError" in line
        assert ".py, line" in line
        assert "\n" not in line


async def test_a_reading_fault_leaves_the_app_running(tmp_path: Path) -> None:
    path = tmp_path / "log.visavis"
    from tests.ui.logs import write

    write(path, drawn())
    async with driven(path, alliance="Nobody") as found:
        assert found.status == '"Nobody" names no alliance; known: Dana Reyes'
