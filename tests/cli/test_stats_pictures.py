"""`stats` prints pictures, on a terminal and into a pipe alike; its JSON holds none."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.ui.logs import DANA, JAY, NOW, day, drawn, event, feedback, people, write
from tui.__main__ import main


def printed(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(["--log", str(path), *words], lambda: NOW) == 0
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write(tmp_path / "log.visavis", drawn())


def test_the_curve_is_76_by_10_with_the_open_ones_below(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(log, capsys, "disagreement", "stats")
    assert lines[0] == "16 raised, 14 resolved, 2 open, 0 lapsed"
    top = next(number for number, line in enumerate(lines) if line.startswith("all "))
    assert lines[top - 1] == ""
    assert lines[top + 9].startswith("none ")
    assert lines[top + 10].split() == ["0", "9", "days", "23", "days"]
    assert lines[top + 11 : top + 13] == ["dotted: how sure that is", ""]
    assert max(map(len, lines[top : top + 11])) == 76
    named, first, second, said = lines[top + 13 :]
    assert named.split() == ["7", "in", "10", "85", "in", "100"]
    assert first.startswith("  D1    23 days  ━━")
    assert "┿" in first
    assert first.endswith("  late   Who owns the data model")
    assert second.endswith("         Agency accounts past our standards")
    assert said == "  7 in 10 settle within 14 days, 85 in 100 within 16 days"


def test_under_five_the_cases_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = write(tmp_path / "few.visavis", drawn()[:-28])
    text = "\n".join(printed(few, capsys, "disagreement", "stats", "--kind", "process"))
    assert "D1  open 23 days  Who owns the data model" in text
    assert "none " not in text


def test_praise_stands_beside_rework(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [
        feedback("One", JAY, event("give", JAY, day(-9)), worked="Short", rework="The close"),
        feedback("Two", JAY, event("give", JAY, day(-8)), worked="Early"),
        feedback("Three", JAY, event("request", DANA, day(-8))),
    ]
    path = write(tmp_path / "given.visavis", [*people(), *given])
    told = [line for line in printed(path, capsys, "feedback", "stats") if "what worked" in line]
    assert told == ["  of 2 given 2 tell what worked, 1 what to rework"]
    later = printed(path, capsys, "feedback", "stats", "--since", day(-8))
    assert "  of 1 given 1 tell what worked, 0 what to rework" in later


@pytest.mark.parametrize(
    ("noun", "wanted"),
    [("commitment", "━━"), ("meeting", "● ● ● ○ ● ● ● ● ● ● ● ●"), ("feedback", "asked            1  ━")],
)
def test_the_others_too(log: Path, capsys: pytest.CaptureFixture[str], noun: str, wanted: str) -> None:
    assert wanted in "\n".join(printed(log, capsys, noun, "stats"))


@pytest.mark.parametrize("noun", ["commitment", "disagreement", "meeting", "feedback"])
def test_an_empty_log_has_no_picture_and_json_is_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], noun: str
) -> None:
    path = write(tmp_path / "log.visavis", people(cadence=None))
    assert not set("━┼●○⠉") & set("".join(printed(path, capsys, noun, "stats")))
    assert json.loads("".join(printed(path, capsys, noun, "stats", "--json")))


def test_without_utf8_it_is_ascii(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for noun in ("commitment", "disagreement", "meeting", "feedback"):
        out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["--log", str(log), noun, "stats"], lambda: NOW) == 0
        out.flush()
