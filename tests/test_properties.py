"""What the machine decides is declared: property tests draw the same examples in every run, and none has a deadline."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

from tests import properties

TESTS = Path(__file__).parent
OF_THE_PROFILE = {
    *("settings", "HealthCheck", "Phase", "deadline", "derandomize", "suppress_health_check", "max_examples"),
}
DRAW = """
import sys
from tests import properties
properties.declare()
properties.draw_from_strategies_alone()
from hypothesis import given
from hypothesis import strategies as st
if sys.argv[1:]:
    import models.records.nouns, tui.cli.commands

@given(st.text(), st.integers(), st.floats())
def draw(text, whole, real):
    print(ascii((text, whole, real)))

draw()
"""


@given(st.none())
def test_the_profile_is_in_force(nothing: None) -> None:
    """In every process that tests run in, whichever asked for it."""
    now = settings()
    assert now.deadline is None
    assert now.database is None
    assert now.derandomize == properties.in_suite()
    assert HealthCheck.too_slow in now.suppress_health_check
    assert not properties.in_suite() or len(providers._get_local_constants()) == 0
    assert properties.examples(7).max_examples == 7 * (1 if properties.in_suite() else properties.TIMES)


def declared_again(file: Path) -> Iterator[str]:
    """What a test file takes from Hypothesis, or tells it, that is the profile's to decide."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "hypothesis":
            yield from OF_THE_PROFILE & {name.name for name in node.names}
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.partition(".")[0] == "hypothesis")
        elif isinstance(node, ast.keyword) and node.arg in OF_THE_PROFILE:
            yield node.arg


def test_no_test_declares_it_again() -> None:
    files = [file for file in TESTS.rglob("*.py") if file.name not in ("properties.py", "test_properties.py")]
    assert {file.name: again for file in files if (again := sorted(declared_again(file)))} == {}


def test_two_processes_draw_the_same_whatever_they_have_loaded() -> None:
    words = [sys.executable, "-c", DRAW]
    drawn, again = (
        subprocess.run([*words, *more], capture_output=True, text=True, check=True, cwd=TESTS.parent).stdout
        for more in ([], ["loaded"])
    )
    assert len(drawn.splitlines()) >= properties.USUAL
    assert drawn == again
