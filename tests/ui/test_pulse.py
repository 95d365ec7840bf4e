"""The pulse in the app: my turn, the other's behind the veil, and nothing on any screen that hangs on blind scores."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from models.records.rows import Pulse
from models.verbs.pulse import ScoreGiven
from models.verbs.pulse_statements import STATEMENTS
from storage.core.records import select
from storage.interchange.exporting import jsonl, records
from storage.log import Log
from tests.sampling import walk
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, PAIR, Record, people, promise, uid, write
from tui.page.menu import Menu
from tui.page.views_place import ViewedPlace
from tui.places.pulse import PulseTurn
from tui.places.pulse_round import PulseRound
from tui.widgets.scores import Scores

SECRET = "Sings alto in the choir"
MINE, THEIRS = "4321543211", "1234512342"
GUESSED = [key for digit in MINE for key in (digit, "3")]


def round_of(name: str, on: str, *given: tuple[str, str]) -> Record:
    """A round with the usual statements; of each side its uid and a digit a statement."""
    answers = [
        {"by": by, "key": item.key, "score": int(score), "guess": 6 - int(score)}
        for by, scores in given
        for item, score in zip(STATEMENTS, scores, strict=False)
    ]
    statements = [{"key": item.key, "text": item.text} for item in STATEMENTS]
    line = {"type": "pulse", "uid": uid(name), "alliance": PAIR, "opened_on": on}
    return {**line, "statements": statements, "answers": answers}


def log_of(*given: tuple[str, str]) -> list[Record]:
    """A round that both have answered, a newer one with these answers, and something private."""
    note = {"type": "note", "uid": uid("n"), "alliance": PAIR, "kind": "personal", "text": SECRET, "private": True}
    seen = round_of("seen", "2026-03-03", (JAY, MINE), (DANA, THEIRS))
    return [*people(), seen, round_of("blind", "2026-11-20", *given), note, promise("Persona list", DANA, -3)]


def answers(found: Driven, row: int = 2) -> list[dict[str, Any]]:
    """The answers of a round, as the log has them."""
    with Log(found.path, lambda: NOW) as log:
        pulse = select(log.connection, Pulse, "pulse", "WHERE r.id = ?", (row,))[0]
        return list(pulse.answers or ())


def scores(found: Driven, by: str) -> str:
    """The scores of one side, a digit a statement."""
    given = {item["key"]: str(item["score"]) for item in answers(found) if item["by"] == by}
    return "".join(given.get(item.key, "-") for item in STATEMENTS)


async def at_round(found: Driven) -> None:
    """Go to the newer round, which stands first among the rounds."""
    await found.press("6")
    assert isinstance(found.place, ViewedPlace)
    for _ in found.place.VIEWS:
        if found.place.view != "pulse":
            await found.press("right")
    await found.press("home")
    assert found.list.selected is not None
    assert found.list.selected.key == ("pulse", 2)


# My turn


async def test_my_turn_by_number_keys(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of((DANA, THEIRS)), NARROW) as found:
        await at_round(found)
        assert "d answer" in found.keys
        await found.press("d")
        assert found.lines[3].strip() == "Your answers  Pulse of Fri 20 Nov 2026  0 of 10 scored, 0 guessed"
        assert found.lines[6] == f" › {STATEMENTS[0].text:<53} 1 2 3 4 5   · · · · ·"
        assert "Surveys: Alignment matters to over three quarters of CIOs, to 56 % of CMOs" in found.text
        assert found.keys == "enter keep  1-5 score  esc back"
        await found.press("4", "2")
        assert found.lines[6] == f"   {STATEMENTS[0].text:<53} · · · 4 ·   · 2 · · ·"
        assert found.lines[7] == f" › {STATEMENTS[1].text:<53} 1 2 3 4 5   · · · · ·"
        await found.press(*GUESSED[2:], "enter")
        assert found.status == "Pulse of Fri 20 Nov 2026: both have answered, enter shows it. u takes it back"
        assert scores(found, JAY) == MINE
        assert {item["guess"] for item in answers(found) if item["by"] == JAY} == {2, 3}
        await found.press("enter")
        assert isinstance(found.app.screen, PulseRound)
        assert found.lines[3].strip() == "Pulse of Fri 20 Nov 2026  alike on 1 of 10, 1 of 10 the time before"
        assert found.lines[7] == " FURTHEST APART FIRST"
        assert found.lines[8].startswith(f" › {STATEMENTS[0].text}")
        assert found.lines[8].endswith("   3 apart")
        assert "d " not in found.keys.split("  ")
        await found.press("u")
        assert found.status == "Taken back: Pulse of Fri 20 Nov 2026: answered by Jay, and both are in. U does it again"
        assert "Dana answered, you not yet" in found.text
        assert scores(found, JAY) == "----------"


async def test_a_missing_score_is_gone_to_and_a_missing_guess_is_not(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of(), NARROW) as found:
        await at_round(found)
        await found.press("d", *"11223344", "down", "5", "down", "5", "down", "5", "down", "5", "down", "5")
        await found.press("enter")
        assert found.status == "1 statement has no score yet"
        assert found.selected == STATEMENTS[4].text
        await found.press("3")
        assert found.status == ""
        await found.press("ctrl+s")
        assert found.status == "Kept; d hands the keyboard to Dana. u takes it back"
        assert scores(found, JAY) == "1234355555"
        assert sum("guess" in item for item in answers(found)) == 4


async def test_moving_clearing_and_answering_anew(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of((JAY, MINE)), WIDE) as found:
        await at_round(found)
        await found.press("m")
        told = " ".join(found.text.split())
        assert "› 2 answer behind the veil by Dana d" in told
        assert "1 answer by you" in told  # each keeps its number, wherever it stands
        await found.press("1")
        scale = found.app.screen.query_one(Scores)
        assert scale.given == {**scale.given, "alignment": ScoreGiven(4, 2)}
        await found.press("right", "backspace")
        assert scale.given == {**scale.given, "alignment": ScoreGiven(4)}
        await found.press("backspace")
        assert "alignment" not in scale.given
        await found.press("5", "1", "up", "left", "2", "ctrl+s")
        assert scores(found, JAY) == "2" + MINE[1:]


async def test_my_turn_by_mouse(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of((DANA, THEIRS)), NARROW) as found:
        await at_round(found)
        await found.click(found.lines[-1].index("d answer") + 1, 23)
        assert isinstance(found.app.screen, PulseTurn)
        column = found.lines[5].index("SCORE")
        for number in range(10):
            await found.click(column + 4, 6 + number)  # the third number
            await found.click(found.lines[5].index("GUESS") + 8, 6 + number)
        assert found.app.screen.query_one(Scores).given["reward"] == (3, 5)
        await found.click(5, 8)
        assert found.selected == STATEMENTS[2].text
        await found.click(found.lines[-1].index("keep"), 23)
        assert scores(found, JAY) == "3333333333"


async def test_what_is_not_kept_is_told_and_no_draft_holds_it(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of(), NARROW) as found:
        await at_round(found)
        await found.press("d", "4", "5", "escape")
        assert found.status == "Nothing is kept yet: enter keeps it, esc again throws it away"
        found.app.keep_typed()
        await found.press("escape")
        assert not isinstance(found.app.screen, PulseTurn)
        assert list(found.app.session.drafts.all()) == []
        await found.press("d")
        assert found.app.screen.query_one(Scores).given == {}
        await found.press("escape")
        assert not isinstance(found.app.screen, PulseTurn)


async def test_the_veil_covers_my_turn_whole(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of((JAY, MINE)), NARROW) as found:
        await at_round(found)
        await found.press("m", "1")
        assert "· · · 4 ·" in found.text
        await found.press("ctrl+l")
        assert "·····" in found.text
        assert STATEMENTS[0].text not in found.text
        await found.press("ctrl+s", "3", "ctrl+l")
        assert "· · · 4 ·" in found.text
        assert scores(found, JAY) == MINE


# The other's turn


async def test_the_others_turn_behind_the_veil(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of(), NARROW) as found:
        await at_round(found)
        await found.press("m", "2")
        assert "Dana's turn: hand over the keyboard" in found.text
        assert "VEILED" in found.lines[0]
        assert SECRET not in found.text
        assert found.status == ""
        assert found.keys == "enter begin  esc back"
        await found.press("3")
        assert "hand over the keyboard" in found.text
        await found.press("enter", *GUESSED)
        assert found.lines[3].strip() == "Dana's turn  Pulse of Fri 20 Nov 2026  10 of 10 scored, 10 guessed"
        assert "Guess what Jay scores" in found.text
        await found.press("enter")
        assert found.status == "Dana's answers are kept; v lifts the veil. u takes it back"
        assert scores(found, DANA) == MINE
        assert "VEILED" in found.lines[0]
        assert "Dana answered, you not yet" in found.text
        await found.press("u")
        assert found.status == "Taken back: ·····. U does it again"
        await found.press("v", "U")
        assert found.status == "Done again: Pulse of Fri 20 Nov 2026: answered by Dana. u takes it back"


async def test_what_was_done_before_is_not_told_on_the_others_turn(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of((JAY, MINE)), NARROW) as found:
        await found.press("d")
        assert "Persona list" in found.status
        await at_round(found)
        await found.press("d")
        assert "hand over the keyboard" in found.text
        assert "Persona list" not in found.text
        await found.press("escape")
        assert found.status == "Nothing was kept; v lifts the veil"
        assert "VEILED" in found.lines[0]


async def test_the_veil_key_covers_what_the_other_types_and_lifts_nothing_else(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of((JAY, MINE)), NARROW) as found:
        await at_round(found)
        await found.press("d", "enter", "5", "ctrl+l")
        assert "·····" in found.text
        assert STATEMENTS[0].text not in found.text
        assert "1 of 10" not in found.text
        assert found.app.veiled
        await found.press("ctrl+s", "ctrl+l")
        assert "· · · · 5" in found.text
        assert found.app.veiled
        await found.press("escape", "escape")
        assert SECRET not in found.text
        assert "VEILED" in found.lines[0]


async def test_the_others_turn_begins_empty_whatever_the_other_answered(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of((DANA, "55555555")), NARROW) as found:
        await at_round(found)
        await found.press("m", "2", "enter")
        assert found.app.screen.query_one(Scores).given == {}
        await found.press(*GUESSED, "enter")
        assert scores(found, DANA) == MINE


# Both in


@pytest.mark.parametrize("sizes", walk((NARROW, WIDE, (40, 12)), (NARROW,)))
async def test_a_round_opens_once_both_are_in(tmp_path: Path, sizes: Sequence[tuple[int, int]]) -> None:
    for number, size in enumerate(sizes):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with on_records(folder, log_of((JAY, "5555555555"), (DANA, "5555515555")), size) as found:
            await at_round(found)
            assert "d " not in found.keys.split("  ")
            await found.press("enter")
            told = " ".join(found.text.split())
            assert "○ you ● Dana ◉ alike" in told
            assert "I hear in good time what the other plans" in told
            await found.press("end")
            told = " ".join(found.text.split())
            assert "guessed right" in told
            assert "OVER TIME" in told or size == (40, 12)
            assert "Surveys:" not in told
            await found.press("home", "down")
            told = " ".join(found.text.split())
            assert told.count("Surveys:") == (0 if size == (40, 12) else 1)
        async with driven(found.path, size) as again:
            await at_round(again)
            await again.press("d")
            assert not isinstance(again.app.screen, PulseTurn)


async def test_a_round_is_opened_by_a_and_answered_at_once(tmp_path: Path) -> None:
    async with on_records(tmp_path, log_of(), NARROW) as found:
        await at_round(found)
        await found.press("a")
        if isinstance(found.app.screen, Menu):
            await found.press("enter")
        assert found.status == "Pulse opened with 10 statements. u takes it back"
        assert found.list.selected is not None
        assert found.list.selected.key == ("pulse", 3)
        await found.press("d", *GUESSED, "enter", "d", "enter", *GUESSED, "enter")
        assert found.status == "Pulse of Sat 21 Nov 2026: both have answered, enter shows it. u takes it back"
        await found.press("enter")
        assert "alike on 10 of 10" in found.text
        assert not [line for line in found.lines if line.endswith(" apart")]


# Nothing hangs on what is blind


LOOKS: Sequence[Sequence[str]] = (
    *((place,) for place in "123457"),
    *(("6", *["right"] * view) for view in range(6)),
    ("6", "right", "f", "text:pulse"),
    ("6", "f", "text:5"),
    ("slash", "text:plans"),
    ("slash", "text:score"),
    ("ctrl+p", "text:pulse"),
)
SOME_LOOKS = [LOOKS[0], LOOKS[5], ("6", *["right"] * 4), ("6", "f", "text:5"), ("slash", "text:score"), LOOKS[-1]]
"""A place, the year, the rounds, what is filtered, what is searched for, and the commands."""

AT_ROUND: Sequence[Sequence[str]] = (("enter",), ("enter", "end"), ("m",), ("e",), ("t",), ("v",), ("u",))
Ways = tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]]
WAYS: Ways = (LOOKS, AT_ROUND)
SOME_WAYS: Ways = (SOME_LOOKS, [("enter", "end"), ("m",), ("u",)])


async def press(app: Driven, keys: Sequence[str]) -> None:
    """Press keys, and type what is a text."""
    for key in keys:
        await (app.type(key[5:]) if key.startswith("text:") else app.press(key))


async def looks(log: Path, size: tuple[int, int], ways: Ways, *, turn: bool = False) -> list[str]:
    """What each screen says, one after the other; `turn`: from the other's turn on, which is taken first."""
    found: list[str] = []
    async with driven(log, size) as app:
        if turn:
            await at_round(app)
            await app.press("d")
            found.append(app.text)
            await app.press("enter", "1", "2", "escape")
            found.append(app.text)
            await app.press("escape")
        for keys in ways[0]:
            await press(app, keys)
            found.append(app.text)
            await app.press("escape", "escape")
        for keys in ways[1]:
            await at_round(app)
            await press(app, keys)
            found.append(app.text)
            await app.press("escape", "escape")
    found += [path.read_text() for path in sorted(log.parent.rglob("*.json*")) if "drafts" in str(path)]
    return found


@pytest.mark.parametrize("ways", walk(WAYS, SOME_WAYS))
@pytest.mark.parametrize(
    ("size", "mine"), [pytest.param(NARROW, "", marks=pytest.mark.slow), pytest.param(WIDE, "43215432")]
)
async def test_no_screen_hangs_on_what_the_other_answered_before_both_are_in(
    tmp_path: Path, size: tuple[int, int], mine: str, ways: Ways
) -> None:
    """Two logs that differ in the other's blind answers alone look the same, key by key."""
    told = []
    for name, theirs in (("one", "1111111111"), ("two", "5354243555")):
        (tmp_path / name).mkdir()
        log = write(tmp_path / name / "log.visavis", log_of((JAY, mine), (DANA, theirs)))
        told.append(await looks(log, size, ways))
    assert told[0] == told[1]
    assert any("Dana answered, you not yet" in text for text in told[0])


@pytest.mark.parametrize("ways", walk(WAYS, SOME_WAYS))
async def test_from_the_others_turn_on_no_screen_hangs_on_what_i_answered(tmp_path: Path, ways: Ways) -> None:
    told = []
    for name, mine in (("one", "1111111111"), ("two", "5354243555")):
        (tmp_path / name).mkdir()
        log = write(tmp_path / name / "log.visavis", log_of((JAY, mine)))
        told.append(await looks(log, NARROW, ways, turn=True))
    assert told[0] == told[1]
    assert any("You answered, Dana not yet" in text for text in told[0])
    assert not any(SECRET in text for text in told[0][:2])


def test_the_tests_own_logs_differ(tmp_path: Path) -> None:
    """What the two tests above compare is there: the whole log of each holds other answers."""
    wholes = []
    for name, theirs in (("one", "1111111111"), ("two", "5354243555")):
        (tmp_path / name).mkdir()
        with Log(write(tmp_path / name / "log.visavis", log_of((DANA, theirs))), lambda: NOW) as log:
            wholes.append([json.loads(line) for line in jsonl(records(log))])
    assert wholes[0] != wholes[1]
