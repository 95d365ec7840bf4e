"""Opening a record takes as much in a long log as in a short one: every link is followed by an index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.records.nouns import LIVES, NOUNS
from models.records.raised import RAISED, topic_uid
from storage.log import Log
from storage.reads.opened import read_record
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    PAIR,
    TODAY,
    disagreement,
    event,
    feedback,
    meeting,
    people,
    promise,
    uid,
    write,
)

OWN: dict[str, dict[str, Any]] = {
    "decision": {"text": "SSO for every agency"},
    "criterion": {"name": "Accounts with consent"},
    "pulse": {"opened_on": "2026-11-10"},
    "note": {"kind": "learning", "text": "Writes on paper first"},
    "customer": {"text": "A buyer of ten"},
    "placement": {"who": "Ines Roth"},
}


def of_each_noun() -> list[dict[str, Any]]:
    """A log with one record of each noun, and three topics: one that was typed, one raised, and one left alone."""
    more = [{"type": noun, "uid": uid(noun), "alliance": PAIR, **values} for noun, values in OWN.items()]
    typed = "00000000-0000-4000-8000-000000000001"
    topics = (typed, topic_uid(uid("note"), 1), topic_uid(typed, 1))
    return [
        *people(cadence=None),
        meeting("2026-11-10", "held"),
        *({"type": "topic", "uid": key, "alliance": PAIR, "text": "The offsite"} for key in topics),
        promise("Consent feed", JAY, 4),
        feedback("The deck", DANA, event("give", DANA, "2026-11-10"), worked="Short"),
        disagreement("Who owns the data model", -9),
        *more,
    ]


def many(count: int) -> list[dict[str, Any]]:
    """As many more records of every noun that topics are raised from.

    None is a topic: what a meeting carried on is looked for among all of these.
    """
    found: list[dict[str, Any]] = []
    for number in range(count):
        found += [promise(f"Promise {number}", DANA, 4), disagreement(f"Matter {number}", -5)]
        found.append(feedback(f"Deck {number}", JAY, event("give", JAY, "2026-11-10"), worked="Short"))
        rest = (noun for noun in RAISED if noun not in LIVES)
        found += [{"type": noun, "uid": uid(f"{noun} {number}"), "alliance": PAIR, **OWN[noun]} for noun in rest]
    return found


def steps(log: Log, noun: str, number: int) -> int:
    """How many steps SQLite takes to open a record."""
    taken = [0]

    def step() -> int:
        taken[0] += 1
        return 0

    (pair,) = log.pairs()
    log.connection.set_progress_handler(step, 1)
    read_record(log, pair, TODAY, (noun, number))
    log.connection.set_progress_handler(None, 0)
    return taken[0]


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A short log and a long one that begins with it."""
    folder = tmp_path_factory.mktemp("logs")
    short, long = folder / "short.visavis", folder / "long.visavis"
    return write(short, of_each_noun()), write(long, [*of_each_noun(), *many(60)])


@pytest.mark.parametrize(("noun", "number"), [*((noun, 1) for noun in NOUNS), ("topic", 2), ("topic", 3)])
def test_a_record_is_opened_at_the_same_cost_in_a_long_log(logs: tuple[Path, Path], noun: str, number: int) -> None:
    found = []
    for path in logs:
        with Log(path, lambda: NOW) as log:
            found.append(steps(log, noun, number))
    assert found[0] > 0
    assert found[1] <= found[0] + 10  # an index of one page more
