"""The verbs of the nouns as one table: each act is a verb, and the words of one noun load nothing of the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

from models.acts.rules import acts_of
from models.records.nouns import LIVES, NOUNS
from models.verbs.every import MET, named
from models.verbs.meetings import MOVE
from storage.writes.every_verb import DEEDS
from tests.cli.desk import Desk
from tests.cli.test_commands import verbs_of

BY_ADD = {"commitment": {"offer"}, "feedback": set(), "disagreement": {"raise"}}


@pytest.mark.parametrize("noun", LIVES)
def test_every_act_is_a_verb(noun: str) -> None:
    acts = {act.replace("_", "-") for act in acts_of(noun)} - BY_ADD[noun]
    assert acts <= {verb for verb, _ in verbs_of(noun)}


def test_every_declared_verb_is_carried_out_and_is_a_command() -> None:
    for noun, name in DEEDS:
        assert named(noun, name).name == name
        # Another day is told by `meeting edit M3 --on`.
        assert name == MOVE.name or name in dict(verbs_of(noun))
    assert set(MET) < {noun for noun, _ in DEEDS} < set(NOUNS)


ACTS_WITH_HEAT = [
    "discuss D1",
    'park D1 --revisit-on "in 2 weeks"',
    'escalate D1 --decider "The board" --question "Whose is it?"',
    'resolve D1 --kind agreed --decision "Both"',
    'reopen D1 --new-fact "It costs more"',
]


@pytest.mark.parametrize("act", ACTS_WITH_HEAT)
def test_how_hot_it_is_now_is_told_with_any_act(empty: Desk, act: str) -> None:
    """A disagreement has a heat for each of the two, its acts have one: they share their name alone."""
    empty.lines('disagreement add "Who pays"')
    if act.startswith("reopen"):
        empty.lines("disagreement resolve D1 --kind agreed --decision Both")
    empty.lines(f"disagreement {act} --heat 3")
    assert empty.json("disagreement", "show", "D1")["events"][-1]["heat"] == 3


def test_the_words_of_a_noun_load_nothing_of_the_others() -> None:
    code = "import sys; from tui.cli.parser import build; build('').parse_args(['topic', 'list']); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert "tui.cli.listing" in found
    others = ("acts", "verbs", "keeping", "beginning", "pulse", "stats", "alliance", "capture", "overdue", "today")
    assert [name for name in others if f"tui.cli.{name}" in found] == []
