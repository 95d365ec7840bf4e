"""visavis pulse: until both are in, nothing that any command says hangs on what the other has scored."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from models.verbs.pulse_statements import STATEMENTS
from tests.cli.desk import Desk
from tests.ui.logs import DANA, JAY, PAIR, people, promise, topic, uid, write

DAY = "2026-11-21"
KEYS = [item.key for item in STATEMENTS]


def round_of(name: str, on: str, *given: tuple[str, str]) -> dict[str, Any]:
    """A round with the usual statements; of each side its uid and a digit a statement."""
    statements = [{"key": item.key, "text": item.text} for item in STATEMENTS]
    answers = [
        {"by": by, "key": key, "score": int(score), "guess": 6 - int(score)}
        for by, scores in given
        for key, score in zip(KEYS, scores, strict=True)
    ]
    line = {"type": "pulse", "uid": uid(name), "alliance": PAIR, "opened_on": on}
    return {**line, "statements": statements, "answers": answers}


def desk_with(path: Path, captured: pytest.CaptureFixture[str], theirs: str, mine: str = "") -> Desk:
    """A log with a round that both have answered, and one in which so much is answered."""
    given = [(DANA, theirs), *([(JAY, mine)] if mine else [])]
    seen = round_of("seen", "2026-03-03", (JAY, "4321543211"), (DANA, "1234512342"))
    blind = round_of("blind", "2026-11-20", *given)
    path.mkdir()
    found = [*people(), seen, blind, promise("Persona list", DANA, -3), topic("The pulse")]
    return Desk(write(path / "log.visavis", found), captured, DAY)


READ = """
pulse list
pulse list --json
pulse show P2
pulse show P2 --json
history
history P2
history --json
search score
search plans
search plans --json
today
today --json
status
remind
overdue --json
agenda
agenda --for me --format html
agenda --for partner
review
review --format html
meeting stats --json
feedback stats --json
commitment stats
pulse edit P2 --statement "data; I get it"
undo
redo
pulse answer P2 nothing --score 1
pulse answer P2 data --score 2 --guess 4 --by partner
history
check --json
alliance show A1
"""


@pytest.mark.parametrize("mine", ["", "43215432"])
def test_what_commands_say_does_not_hang_on_what_the_other_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mine: str
) -> None:
    """Two logs that differ in the other's blind answers alone: every command says the same of both.

    Of my own answers there are none, or all but one.
    """
    one = desk_with(tmp_path / "one", capsys, "1111111111")
    other = desk_with(tmp_path / "other", capsys, "5354243555")
    for desk in (one, other):
        for key, score in zip(KEYS, mine, strict=False):
            desk.ok("pulse", "answer", "P2", key, "--score", score)
    for text in READ.strip().splitlines():
        first, second = (desk.run(*shlex.split(text)) for desk in (one, other))
        assert first == second, text
        assert "a fault in visavis" not in first.err
    for desk in (one, other):
        desk.ok("export", str(desk.path.with_name("shared.jsonl")), "--scope", "shared")
    assert one.path.with_name("shared.jsonl").read_bytes() == other.path.with_name("shared.jsonl").read_bytes()


def test_the_whole_export_holds_both_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = desk_with(tmp_path / "desk", capsys, "5354243555")
    said = desk.run("export", str(tmp_path / "all.jsonl"))
    assert said.code == 0
    assert said.err == "visavis: all.jsonl holds answers to P2, which not both have answered yet; show it to neither\n"
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    blind = next(line for line in lines if line.get("uid") == uid("blind"))
    assert [item["score"] for item in blind["answers"]] == [5, 3, 5, 4, 2, 4, 3, 5, 5, 5]
    for key in KEYS:
        desk.ok("pulse", "answer", "P2", key, "--score", "3")
    assert desk.run("export", str(tmp_path / "then.jsonl")).err == ""
    assert desk.run("export", str(tmp_path / "shared.jsonl"), "--scope", "shared").err == ""


def test_a_round_is_shown_with_gaps_guesses_figures_and_the_rounds_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_with(tmp_path / "desk", capsys, "5354243555", "5554243555")
    shown = desk.ok("pulse", "show", "P2").splitlines()
    assert shown[:7] == [
        "P2  Pulse of Fri 20 Nov 2026",
        "  ○ Jay  ● Dana  ◉ alike                                   1       5",
        "",
        "  I hear in good time what the other plans                 · · ●━━━○   2 apart",
        "    Surveys: IT keeps marketing out of the loop, say over 30 % of CIOs and of",
        "    CMOs",
        "    Jay guessed 1, off by 2; Dana guessed 3, off by 2",
    ]
    assert shown[7] == "    Before: 1 apart in Mar 2026"
    assert shown[-1] == "  Nov 2026  alike on 9 of 10; guessed right: Jay 1 of 10, Dana 1 of 10"
    found = desk.json("pulse", "show", "P2")
    assert found["compared"][1] == {
        "key": "in-the-loop",
        "survey": STATEMENTS[1].survey,
        "score": {"me": 5, "partner": 3},
        "gap": 2,
        "guess_error": {"me": 2, "partner": 2},
        "earlier": [
            {
                "opened_on": "2026-03-03",
                "score": {"me": 3, "partner": 2},
                "gap": 1,
                "guess_error": {"me": 1, "partner": 1},
            }
        ],
    }
    assert found["compared"][-1]["survey"] is None
    assert len(found["answers"]) == 20


def test_a_blind_round_shows_my_own_answers_and_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = desk_with(tmp_path / "desk", capsys, "5354243555")
    desk.ok("pulse", "answer", "P2", "data", "--score", "4", "--guess", "2")
    shown = desk.ok("pulse", "show", "P2")
    assert "\n  Dana Reyes has answered, which is shown once both have\n" in shown
    assert "Jay Moran: 4, guessed 2 of the other" in shown
    assert shown.count("Jay Moran: not answered yet") == 9
    assert "45 % of CMOs want data without IT in between" in shown
    found = desk.json("pulse", "show", "P2")
    assert found["answers"] == [{"by": "Jay Moran", "key": "data", "score": 4, "guess": 2}]
    assert found["compared"] is None


@pytest.mark.parametrize(
    ("words", "code", "fault"),
    [
        (
            "pulse answer P1 data --score 4",
            3,
            "both have answered and seen it, so it stays as it is; open another",
        ),
        ("pulse answer P1 data --score 4 --by partner", 3, "both have answered and seen it"),
        ("pulse answer P2 nothing --score 4", 3, '"nothing" is no statement of this round; known: alignment, '),
        ("pulse answer P2 data --score 6", 3, 'score is "6"; expected a number from 1 to 5'),
        ("pulse answer P2 data --score 4 --guess no", 3, 'guess is "no"; expected a number from 1 to 5'),
        ("pulse answer P2 data --guess 4", 2, "--score"),
        ('pulse open --statement "no text"', 2, '--statement takes "KEY; TEXT"'),
        ('pulse open --statement "a; A" --statement "a; B"', 3, '"a" is the key of two statements'),
        ('pulse edit P2 --statement "data; I get it"', 3, "its statements stay; open another round"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, code: int, fault: str
) -> None:
    desk = desk_with(tmp_path / "desk", capsys, "5354243555")
    said = desk.run(*shlex.split(words))
    assert (said.code, fault in said.fault) == (code, True), said


def test_answered_and_shown_as_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = desk_with(tmp_path / "desk", capsys, "5354243555")
    said = [desk.process("pulse", "answer", "P2", key, "--score", "3", "--guess", "3") for key in KEYS]
    assert said[0].out == "P2  Pulse of Fri 20 Nov 2026: alignment answered by Jay\n"
    assert said[-1].out == "P2  Pulse of Fri 20 Nov 2026: reward answered by Jay, and both are in\n"
    shown = desk.visavis("pulse", "show", "P2", env={"PYTHONIOENCODING": "ascii"})
    assert shown.code == 0
    assert shown.out.isascii()
    assert ". . -===o   2 apart" in shown.out
