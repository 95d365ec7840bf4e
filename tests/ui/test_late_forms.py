"""A form that tells of another day than today reads its other dates from there, in whichever order they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.log import Log
from tests.sampling import each
from tests.ui.driving import Driven, driven
from tests.ui.logs import JAY, NOW, people, promise, write
from tui.widgets.fields.field import FormField

# Said on Saturday 21 November 2026, of Wednesday 4 November.
CASES = [
    ("4 nov", "fri", "2026-11-06"),
    ("wed 4 nov", "in 3 days", "2026-11-07"),
    ("2026-11-04", "eom", "2026-11-30"),
    ("4 nov", "10 nov", "2026-11-10"),
    ("", "fri", "2026-11-27"),
]


async def put(found: Driven, name: str, text: str) -> None:
    """Type into one field of the form in front."""
    field = next(field for field in found.app.screen.query(FormField) if field.asked.name == name)
    found.form._open()
    found.form._focus(field.entry)
    await found.press("ctrl+u")
    await found.type(text)


def due(path: Path) -> tuple[str, str]:
    with Log(path, lambda: NOW) as log:
        sql = "SELECT due, opened_on FROM commitment ORDER BY id DESC LIMIT 1"
        return tuple(log.connection.execute(sql).fetchone())


ORDERED = [(*case, first) for case in CASES for first in ("on", "due")]


@pytest.mark.parametrize(("on", "words", "meant", "first"), each(ORDERED, [ORDERED[1], ORDERED[2], ORDERED[-1]]))
async def test_of_a_new_promise(tmp_path: Path, on: str, words: str, meant: str, first: str) -> None:
    async with driven(write(tmp_path / "log.visavis", people())) as found:
        await found.press("3", "a", "enter")
        await put(found, "text", "Late one")
        for name, text in sorted((("on", on), ("due", words)), key=lambda item: item[0] != first):
            await put(found, name, text)
        day = int(meant[-2:])
        assert f" {day} November" in found.form.says("due")
        await found.press("ctrl+s")
        assert due(found.path) == (meant, "2026-11-04" if on else "2026-11-21")


async def test_emptied_again_the_dates_are_read_from_today(tmp_path: Path) -> None:
    async with driven(write(tmp_path / "log.visavis", people())) as found:
        await found.press("3", "a", "enter")
        await put(found, "due", "fri")
        await put(found, "on", "4 nov")
        assert "6 November" in found.form.says("due")
        await put(found, "on", "nonsense")
        assert "27 November" in found.form.says("due")
        await put(found, "on", "")
        assert "27 November" in found.form.says("due")


async def test_a_draft_is_taken_up_as_it_was_understood(tmp_path: Path) -> None:
    async with driven(write(tmp_path / "log.visavis", people())) as found:
        await found.press("3", "a", "enter")
        await put(found, "due", "fri")
        await put(found, "on", "4 nov")
        await found.press("escape", "a", "enter")
        assert "6 November" in found.form.says("due")


async def test_of_an_act(tmp_path: Path) -> None:
    async with driven(write(tmp_path / "log.visavis", [*people(), promise("Consent feed", JAY, 10)])) as found:
        await found.press("3", "m")
        for row, line in enumerate(found.lines):
            if "new date" in line:
                await found.click(line.index("new date"), row)
                break
        await put(found, "due", "fri")
        await put(found, "on", "12 nov")
        assert "13 November" in found.form.says("due")
