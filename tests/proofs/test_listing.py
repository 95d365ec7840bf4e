"""The promises, their files and their page agree; what a proof names is there; a run tells the truth of what failed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs import written
from tests.proofs.plugin import Proof
from tests.proofs.promises import HERE, ROOT, Promise, chosen, promises

COUNT = 30


def test_each_promise_has_its_file_and_its_row() -> None:
    found = promises()
    assert [promise.number for promise in found] == list(range(1, COUNT + 1))
    rows = written.rows()
    assert {number: row[:2] for number, row in rows.items()} == {
        promise.number: (promise.words, promise.file) for promise in found
    }


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: str(promise.number))
def test_a_proof_says_what_is_done_and_what_would_disprove_it(promise: Promise) -> None:
    told = ast.get_docstring(ast.parse((ROOT / promise.file).read_text(encoding="utf-8"))) or ""
    assert "\nDisproved by: " in told
    assert "\nDone: " in told or "\nNot proved yet: " in told


def defined(file: Path) -> set[str]:
    """The names of everything that stands at the top of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: str(promise.number))
def test_what_is_part_of_a_proof_is_there(promise: Promise) -> None:
    for test in promise.also:
        file, _, name = test.partition("::")
        assert (ROOT / file).is_file(), test
        assert not name or name in defined(ROOT / file), test


def test_numbers_choose() -> None:
    assert [promise.number for promise in chosen("9,6")] == [6, 9]
    with pytest.raises(ValueError, match="no promise 31"):
        chosen("31")


def report(outcome: str, when: str = "call", **counts: int) -> pytest.TestReport:
    """What pytest reports of one step of a test."""
    why = ("file", 1, "Skipped: no compiler") if outcome == "skipped" else "it failed"
    # The outcome is one of three words, which the table gives as a text.
    found = pytest.TestReport("a", ("a", 1, "a"), {}, outcome, why, when)  # type: ignore[arg-type]
    found.user_properties.append(("counted", counts))
    return found


@pytest.mark.parametrize(
    ("reports", "proved", "line"),
    [
        ([], False, "NOT PROVED"),
        ([report("passed", kills=3), report("passed", kills=4, lost=0)], True, "7 kills, 0 lost, 2 tests, 0 s"),
        ([report("passed", kills=3), report("failed")], False, "FAILED: a"),
        ([report("passed"), report("failed", "teardown")], False, "FAILED: a"),
        ([report("passed"), report("skipped", "setup")], False, "NOT PROVED, left out: no compiler"),
    ],
)
def test_a_line_tells_what_was_counted_or_why_not(reports: list[pytest.TestReport], proved: bool, line: str) -> None:
    proof = Proof(Promise(6, "Damage is found", "", ()))
    for one in reports:
        proof.take(one)
    assert proof.proved == proved
    assert proof.line == f" 6  Damage is found: {line}"


def test_a_run_with_a_promise_that_is_not_proved_ends_with_1(tmp_path: Path) -> None:
    unknown = subprocess.run(
        [sys.executable, "-m", "tests.proofs.run", "31"], cwd=ROOT, capture_output=True, check=False
    )
    assert unknown.returncode == 2
    assert b"there is no promise 31" in unknown.stderr


def test_what_was_counted_is_written_into_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "safety.md"
    page.write_text("| 1 | One | `a.py` |  |\n| 2 | Two | `b.py` | 5 kills |\n")
    monkeypatch.setattr(written, "PAGE", page)
    written.tell({1: "7 kills"})
    assert page.read_text() == "| 1 | One | `a.py` | 7 kills |\n| 2 | Two | `b.py` | 5 kills |\n"
    assert HERE.is_dir()
