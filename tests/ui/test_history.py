"""The history in the app: opened from the palette, filtered, a record opened from it, a change taken back alone."""

from __future__ import annotations

from pathlib import Path

from storage.log import Log
from storage.writes.any_record import add_alliance
from tests.ui.driving import Driven, driven
from tests.ui.logs import JAY, NOW, people, promise, write


def log(tmp_path: Path) -> Path:
    path = write(tmp_path / "log.visavis", [*people(), promise("Consent feed", JAY, 10)])
    with Log(path, lambda: NOW) as opened:
        with opened.change("Zebra: topic") as change:
            alliance = opened.pairs()[0]
            change.add("topic", {"alliance": alliance.uid, "text": "Zebra", "raised_by": alliance.other.uid})
        with opened.change("Lion: topic") as change:
            change.add("topic", {"alliance": alliance.uid, "text": "Lion", "raised_by": alliance.me.uid})
    return path


async def command(found: Driven, words: str) -> None:
    await found.press("ctrl+p")
    await found.type(words)
    await found.press("enter")


def topics(found: Driven) -> list[str]:
    with Log(found.path, lambda: NOW) as opened:
        sql = "SELECT text FROM topic WHERE removed_at IS NULL ORDER BY id"
        return [text for (text,) in opened.connection.execute(sql)]


async def test_an_older_change_goes_alone_and_undo_takes_that_back(tmp_path: Path) -> None:
    async with driven(log(tmp_path)) as found:
        await command(found, "history")
        assert "TODAY" in found.text
        assert "Lion: topic" in found.selected
        assert "d take back" in found.keys
        await found.press("down")
        assert "Zebra: topic" in found.selected
        assert any("Dana" in line and "Zebra" in line and "T1" in line for line in found.lines)
        await found.press("d")
        assert topics(found) == ["Lion"]
        assert "Taken back: Zebra: topic. u takes that back" in found.status
        assert "Change" in found.text
        await found.press("d")
        assert topics(found) == ["Lion"]
        assert "Cannot be taken back alone" in found.status
        assert found.selected.startswith("Change")
        await found.press("u")
        assert topics(found) == ["Zebra", "Lion"]
        await found.press("escape")
        assert found.place.NAME == "today"


async def test_the_newest_is_undone(tmp_path: Path) -> None:
    async with driven(log(tmp_path)) as found:
        await command(found, "history")
        await found.press("d")
        assert ". U does it again" in found.status
        assert topics(found) == ["Zebra"]
        assert any("Lion" in line and "undone" in line for line in found.lines)
        await found.press("U")
        assert topics(found) == ["Zebra", "Lion"]


async def test_it_is_filtered_by_words_names_ids_and_since_a_day(tmp_path: Path) -> None:
    async with driven(log(tmp_path)) as found:
        await command(found, "history")
        for words, held in (("dana", "Zebra"), ("t2", "Lion"), ("zeb", "Zebra"), ("lion since monday", "Lion")):
            await found.press("f", "ctrl+u")
            await found.type(words)
            await found.press("enter")
            assert found.text.count(": topic") == 1, words
            assert held in found.text, words
            await found.press("escape")
        await found.press("f")
        await found.type("since tomorrow")
        assert ": topic" not in found.text


async def test_of_one_record_and_the_record_opened_from_it(tmp_path: Path) -> None:
    async with driven(log(tmp_path)) as found:
        await found.press("3")
        await command(found, "this record's history")
        assert "HISTORY  C1" in found.text
        assert "topic" not in found.text
        await found.press("escape")
        await command(found, "history: every")
        await found.press("enter")
        assert "RAISED BY" in found.text
        await found.press("escape", "escape")
        assert found.place.NAME == "commitments"


async def test_behind_the_veil_no_line_of_it_is_read(tmp_path: Path) -> None:
    async with driven(log(tmp_path)) as found:
        await command(found, "history")
        await found.press("v")
        assert "Zebra" not in found.text
        assert "Lion" not in found.text
        await found.press("d")
        assert "Lion" not in found.text


async def test_what_was_taken_back_alone_says_so_in_its_row(tmp_path: Path) -> None:
    async with driven(log(tmp_path)) as found:
        await command(found, "history")
        await found.press("down", "d")
        [row] = [line for line in found.lines if "Zebra: topic" in line and "aken back: Z" not in line]
        assert row.rstrip().endswith("taken back")
        assert "d see what took it back" in found.keys
        [taker] = [line for line in found.lines if "Change" in line and "taken back: Zebra: topic" in line]
        assert "T1" in taker
        await found.press("d")
        assert "Cannot be taken back alone again; this did it" in found.status
        await found.press("u")
        [row] = [line for line in found.lines if "Zebra: topic" in line and "aken back: Z" not in line]
        assert row.rstrip().endswith("T1")


async def test_undo_of_another_alliance_says_so(tmp_path: Path) -> None:
    path = log(tmp_path)
    with Log(path, lambda: NOW) as opened:
        with opened.change("") as change:
            add_alliance(opened, "Tom Okafor", "CMO", {}, change)
        with opened.change("Tiger: topic") as change:
            change.add("topic", {"alliance": opened.pairs()[1].uid, "text": "Tiger"})
    async with driven(path, alliance="Dana") as found:
        await found.press("u")
        assert found.status == "Taken back, with Tom Okafor: Tiger: topic. U does it again"
        await found.press("U")
        assert found.status == "Done again, with Tom Okafor: Tiger: topic. u takes it back"
        await found.press("right_square_bracket", "u")
        assert found.status == "Taken back: Tiger: topic. U does it again"
        await found.press("U", "0", "u")
        assert found.status == "Taken back, with Tom Okafor: Tiger: topic. U does it again"
        await found.press("U", "left_square_bracket", "1")
        await command(found, "history")
        await found.press("home", "d")
        assert "Taken back, with Tom Okafor: Tiger: topic" in found.status
