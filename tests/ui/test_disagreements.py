"""The place of disagreements: views, levels, the figures beside the list, what an opened one tells, the veil."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from storage.sample.building import make
from tests.sampling import sizes
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, PAIR, TODAY, commitment, day, disagreement, drawn, event, people, uid, write
from tui.widgets.sheet import Sheet

SMALL = [WIDE, NARROW, (40, 12), (20, 5), (1, 1)]
HOSTILE = "[/] [@click=app.quit]x \x1b]52;c;x\x07 日本語 e\u0301 \u202eabc"


def figures(found: Driven) -> str:
    """What stands beside the list, whether it is seen or not."""
    lines = found.place.figures(found.place.query_one("#figures", Sheet).size.width or 43)
    return "\n".join("".join(text for text, _ in line) for line in lines)


def let_down(**more: Any) -> dict[str, Any]:
    """A let-down of Dana's team, settled after ten days."""
    fields = {"kind": "let-down", "team_of": DANA, "lesson": "Tell it the same day"}
    return disagreement("The feed was late", -40, 10, **fields, **more)


async def test_views_and_levels(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*drawn(), let_down()]) as found:
        await found.press("5")
        assert "all 17   open 2   settled 15   let-downs 1" in found.text
        row = next(line for line in found.lines if "Who owns the data model" in line)
        assert "   late" in row
        assert "Half of what you raise settles within 10 days (5 to 14); none of 15 came back" in " ".join(
            figures(found).split()
        )
        await found.press("right")
        assert "SETTLED" not in found.text
        await found.press("right")
        assert "OPEN" not in found.text
        await found.press("right")
        assert found.selected == "The feed was late"
        assert found.list.selected is not None
        assert found.list.selected.who == "Dana"
        assert "too few to say how fast" in " ".join(figures(found).split())
        assert "The feed was late" in figures(found)
        await found.press("right")
        assert "OPEN  2" in found.text


async def test_the_figures_hold_a_curve_bars_and_kinds(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), (120, 40)) as found:
        await found.press("5")
        told = figures(found)
        assert "SETTLING  everything, 16 raised" in told
        assert [name for name in ("all ", "half ", "none ") if f"\n{name}" in told] == ["all ", "half ", "none "]
        assert "AGEING  2 open" in told
        assert "7 in 10 settle within" in told
        assert "BY KIND  raised" in told
        assert "process" in told
        height = found.place.query_one("#figures", Sheet).size.height
        assert len(told.splitlines()) <= height


@pytest.mark.parametrize(("colours", "word"), [(True, "tinted"), (False, "dotted")])
async def test_the_band_is_a_ground_or_without_colour_dots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: bool, word: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    async with on_records(tmp_path, drawn(), (120, 40)) as found:
        for place in ("5", "7"):
            await found.press(place)
            assert f"{word}: how sure that is" in found.text
            band = found.app.theme_variables["band"]
            strips = found.app.screen._compositor.render_strips()
            grounds = {
                str(part.style.bgcolor.name) for strip in strips for part in strip if part.style and part.style.bgcolor
            }
            assert (band in grounds) is colours


async def test_what_gives_way_where_there_is_less_height(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), WIDE) as found:
        await found.press("5")
        assert "BY KIND" not in figures(found) or len(figures(found).splitlines()) <= 22
        await found.pilot.resize_terminal(118, 45)
        await found.settle()
        assert "BY KIND" in figures(found)


async def test_the_period(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*drawn(), disagreement("Old matter", -700, 30)], NARROW) as found:
        await found.press("5")
        assert "Half of what you raise settles within 10 days" in found.text
        await found.press("p")
        assert "This year: half of what you raise settles within 9 days" in found.text
        assert "17 raised" not in figures(found)
        assert "AGEING  2 open" in figures(found)
        await found.press("p", "right", "right", "right")
        assert "Neither team has let the other down." in found.text


async def test_under_five_the_cases_stand_there(tmp_path: Path) -> None:
    log = [*people(), disagreement("Who owns it", -9), disagreement("Who pays", -30, 3)]
    async with on_records(tmp_path, log) as found:
        await found.press("5")
        told = figures(found)
        assert "1 of 2 settled, too few to say how fast" in " ".join(told.split())
        assert "in 3 days" in told
        assert "⠉" not in told


async def test_an_opened_one_tells_heat_customer_promises_and_both_sides(tmp_path: Path) -> None:
    card = {"type": "customer", "uid": uid("card"), "alliance": PAIR, "text": "Families in small towns"}
    one = disagreement(
        "Who owns the data model",
        -23,
        heat={JAY: 4, DANA: 2},
        customer=uid("card"),
        positions={JAY: "IT does", DANA: "Marketing does"},
        restated={DANA: "Fast for campaigns"},
    )
    one["events"] += [
        event("discuss", JAY, day(-9), heat=3),
        event("resolve", JAY, day(-2), kind="partner-view", decision="Marketing owns it", respect=5),
    ]
    repair = commitment(
        "One page on the fields", JAY, event("promise", JAY, day(-2), due=day(9)), disagreement=one["uid"]
    )
    for size in ((120, 60), (80, 60)):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with on_records(folder, [*people(), card, one, repair], size) as found:
            await found.press("5", "enter")
            text = " ".join(line[size[0] - 58 if size[0] > 100 else 0 :].strip(" │") for line in found.lines)
            text = " ".join(text.split())
            assert "DECISION 19 Nov, after 21 days, as Dana saw it Marketing owns it" in text
            assert (
                "Hot for you (4 of 5), mild for Dana (2 of 5); then warm (3 of 5); with full respect (5 of 5)" in text
            )
            assert "Families in small towns" in text
            assert "CAME OF IT" in text
            assert "One page on the fields, promised" in text.replace("  ", " ")
            assert "YOU IT does" in text
            assert "DANA Marketing does in your words: Fast for campaigns" in text
            order = ("DECISION", "YOU", "DANA", "Hot for you", "LIFE", "CUSTOMER")
            assert [*order] == sorted(order, key=text.index)
            assert text.count("Marketing owns it") == 1


async def test_a_let_down_tells_team_repair_and_lesson(tmp_path: Path) -> None:
    one = let_down()
    repair = commitment("Feed by Monday", DANA, event("promise", DANA, day(-30)), disagreement=one["uid"])
    async with on_records(tmp_path, [*people(), one, repair], (120, 50)) as found:
        await found.press("5", "enter")
        text = " ".join(found.text.split())
        assert "REPAIR Feed by Monday, promised C1" in text
        assert "WHOSE TEAM Dana" in text
        assert "LESSON Tell it the same day" in text


async def test_the_veil_covers_names_in_pictures_too(tmp_path: Path) -> None:
    secret = "Her move to Lisbon"
    settled = [disagreement(f"Matter {number}", -200, number + 1) for number in range(6)]
    for number, more in enumerate(([], settled)):
        rest = bool(more)
        folder = tmp_path / str(number)
        folder.mkdir()
        log = [*people(), disagreement(secret, -9, private=True), *more]
        async with on_records(folder, log, (120, 40)) as found:
            await found.press("5")
            # Bars of ages name nobody; the cases that stand where there are too few for a curve do.
            assert (secret[:8] in figures(found)) is not rest
            await found.press("v")
            assert secret[:8] not in figures(found)
            assert secret[:8] not in found.text
            assert ("·····" in figures(found)) is not rest
            assert ("1 open" if rest else "open 9 days") in figures(found)


async def test_as_of_shows_the_curve_of_that_day(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), as_of=date.fromisoformat(day(-210))) as found:
        await found.press("5")
        assert "too few to say how fast" in " ".join(figures(found).split())
        assert "Who owns the data model" not in found.text


@pytest.mark.parametrize("size", sizes(SMALL))
async def test_any_size_any_text_any_log(tmp_path: Path, size: tuple[int, int]) -> None:
    hostile = HOSTILE.replace("\x1b", "").replace("\x07", "").replace("\u202e", "")
    logs = {"empty": people(), "drawn": drawn(), "hostile": [*people(), disagreement(hostile, -9)]}
    for name, log in logs.items():
        folder = tmp_path / name
        folder.mkdir()
        async with on_records(folder, log, size) as found:
            await found.press("5", "right", "p", "right", "right", "right", "enter", "escape")
            assert len(found.lines) == size[1]


async def test_a_log_kept_for_somebody_names_both(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", drawn())
    async with driven(path) as found:
        await found.press("5")
        place = found.place
        from dataclasses import replace

        assert place.listing is not None  # type: ignore[attr-defined]
        place.listing = place.listing._replace(pair=replace(place.listing.pair, own=False))  # type: ignore[attr-defined]
        assert "Half of what Jay and Dana raise settles" in " ".join(figures(found).split())


@pytest.mark.slow
async def test_ten_years(tmp_path: Path) -> None:
    make(tmp_path / "log.visavis", lambda: NOW, today=TODAY, years=10, alliances=1)
    async with driven(tmp_path / "log.visavis", (120, 40)) as found:
        await found.press("5")
        assert "came back" in figures(found)
