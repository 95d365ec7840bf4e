"""Moving the cursor by keys and mouse, opening a record and coming back."""

from __future__ import annotations

from pathlib import Path

from tests.ui.driving import NARROW, WIDE, on_records
from tests.ui.logs import DANA, JAY, commitment, day, drawn, event, people, promise
from tui.widgets.sheet import Reader

FIRST, SECOND, LAST = "Persona list for the portal", "Consent feed into the CRM", "Agency accounts past our standards"


async def test_the_cursor_goes_across_sections(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        assert found.selected == FIRST
        await found.press("down")
        assert found.selected == SECOND
        await found.press("j")
        assert found.selected == "analytics sandbox"
        await found.press("k", "up")
        assert found.selected == FIRST
        await found.press("up", "up", "up")
        assert found.selected.startswith("14:00 · coffee")
        await found.press("end")
        assert found.selected == LAST
        await found.press("down")
        assert found.selected == LAST
        await found.press("home")
        assert found.selected.startswith("14:00 · coffee")
        await found.press("pagedown", "pagedown")
        assert found.selected == LAST
        await found.press("pageup", "pageup")
        assert found.selected.startswith("14:00 · coffee")


async def test_the_cursor_stays_in_view_with_its_label(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), (80, 16)) as found:
        for _ in range(9):
            await found.press("down")
            assert any(line.startswith(" ›") and found.selected[:20] in line for line in found.lines)
        await found.press("home")
        assert found.lines[3].startswith(" › NEXT")


async def test_the_mouse_selects_then_opens(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        row = next(at for at, line in enumerate(found.lines) if SECOND in line)
        await found.pilot.click(offset=(30, row))
        await found.settle()
        assert found.selected == SECOND
        assert not found.place.has_class("-detail")
        await found.pilot.click(offset=(30, row))
        await found.settle()
        assert found.place.has_class("-detail")
        assert "you to Dana" in found.text


async def test_a_double_click_opens(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        row = next(at for at, line in enumerate(found.lines) if SECOND in line)
        await found.pilot.click(offset=(30, row), times=2)
        await found.settle()
        assert "you to Dana" in found.text


async def test_clicks_beside_the_rows_do_nothing(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        for offset in ((30, 3), (30, 6), (30, 9), (30, 25), (100, 5)):
            await found.pilot.click(offset=offset)
            await found.settle()
        assert found.selected == FIRST
        assert not found.place.has_class("-detail")


async def test_a_key_of_the_keys_row_can_be_clicked(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        at = found.lines[-1].index("enter")
        await found.pilot.click(offset=(at + 1, 29))
        await found.settle()
        assert found.place.has_class("-detail")


async def test_the_wheel_scrolls(tmp_path: Path) -> None:
    records = [*people(), *(promise(f"Promise {number:02}", DANA, -number) for number in range(1, 60))]
    async with on_records(tmp_path, records) as found:
        await found.pilot._post_mouse_events([_wheel()], widget=found.list, offset=(5, 5))
        await found.settle()
        assert found.list.scroll_offset.y > 0
        assert found.selected == "Promise 59"


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_opening_shows_the_record_beside_the_list(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("enter")
        text = found.text
        assert "Dana to you · promised" in text
        assert "due Mon 9 November, 12 days ago" in text
        assert "12 Oct promised for 9 Nov" in text
        assert "WHY  The portal launches in January" in text
        assert "private" in text
        assert "RHYTHM" not in text
        assert "esc back" in found.keys
        assert SECOND in text
        await found.press("escape")
        assert "RHYTHM" in found.text
        assert found.selected == FIRST
        assert found.list.has_focus


async def test_coming_back_keeps_the_cursor_and_the_place(tmp_path: Path) -> None:
    records = [*people(), *(promise(f"Promise {number:02}", DANA, -number) for number in range(1, 60))]
    async with on_records(tmp_path, records) as found:
        await found.press("pagedown", "pagedown", "up")
        before, row, scrolled = found.selected, found.lines, found.list.scroll_offset
        await found.press("enter", "down", "escape")
        assert found.selected == before
        assert found.list.scroll_offset == scrolled
        assert found.lines == row


async def test_in_one_column_the_record_takes_the_page(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), NARROW) as found:
        await found.press("end", "up", "enter")
        assert "   Who owns the data model" in found.lines
        assert "UNSETTLED" not in found.text
        assert "YOU" in found.text
        assert "DANA" in found.text
        await found.press("escape")
        assert found.selected == "Who owns the data model"


async def test_a_disagreement_shows_both_positions_whole(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("end", "up", "enter")
        assert "IT does" in found.text
        assert "Marketing does" in found.text
        assert "in Dana's words" in found.text
        assert "23 days open · process" in found.text


async def test_every_turn_of_a_life_has_its_word(tmp_path: Path) -> None:
    life = [
        event("request", DANA, day(-30), wanted_by=day(-5)),
        event("counter", JAY, day(-29), due=day(-4), reason="Legal must see it"),
        event("accept", DANA, day(-28)),
        event("propose", JAY, day(-20), due=day(-2), reason="vendor late", reason_code="vendor"),
        event("refuse", DANA, day(-19)),
        event("report", JAY, day(-9), evidence="Ten of ten arrive"),
        event("unsatisfied", DANA, day(-8), missing="segments"),
    ]
    async with on_records(tmp_path, [*people(), commitment("Portal", JAY, *life)], (132, 44)) as found:
        await found.press("enter")
        for words in (
            "asked for 16 Nov",
            "offered something else for 17 Nov",
            "accepted",
            "new date 19 Nov",
            "date kept",
            "done",
            "sent back",
            "Legal must see it",
            "STILL MISSING",
            "segments",
            "Ten of ten arrive",
        ):
            assert words in found.text, words


async def test_a_long_record_scrolls(tmp_path: Path) -> None:
    why = "\n".join(f"Line {number}" for number in range(60))
    async with on_records(tmp_path, [*people(), promise("Portal", DANA, -3, why=why)], WIDE) as found:
        await found.press("enter")
        assert "Line 59" not in found.text
        await found.press("end")
        assert "Line 59" in found.text
        await found.press("home")
        assert "Line 0" in found.text
        assert found.place.query_one(Reader).has_focus


async def test_a_record_that_went_away_closes(tmp_path: Path) -> None:
    from storage.log import Log
    from tests.ui.logs import NOW

    async with on_records(tmp_path, [*people(), promise("Portal", DANA, -3)]) as found:
        with Log(found.path, lambda: NOW) as log, log.change("Removed") as change:
            change.remove("commitment", 1)
        await found.press("enter")
        assert not found.place.has_class("-detail")
        assert found.status == "C1 is no longer here"


async def test_help_lists_every_key(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("question_mark")
        for words in ("open the record", "move by a row", "take the last change back", "leave; everything is saved"):
            assert words in found.text
        at = [found.text.index(label) for label in ("MOVING", "ACTING", "EVERYWHERE")]
        assert at == sorted(at)
        await found.press("escape")
        assert "MOVING" not in found.text
        assert found.list.has_focus


async def test_the_place_key_goes_to_today(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("1")
        assert found.selected == FIRST


async def test_q_leaves(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.pilot.press("q")
        assert found.app._exit
        assert found.app.return_code == 0


async def test_ctrl_c_does_not_leave(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("ctrl+c")
        assert found.status == "q quits"
        assert not found.app._exit
