"""Changes of every kind, each in its own process: undone one by one they give the start, redone the end."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from tests.cli.desk import Desk

CHANGES = """
commitment add "Segments for the portal" --by partner --due 2026-03-06 --private
commitment propose C1 --due 2026-02-27 --reason vendor --agreed
commitment report C2 --on 2026-02-09 --accepted
commitment edit C3 --text "Guideline, signed" --why "" --handled-by Ines
commitment remove C6
feedback give F1 --worked "the numbers" --rework "the order"
disagreement resolve D1 --kind principal-view --decision "IT owns it" --respect 4
meeting hold M4 --place walk --notes "All of it" --heard "quicker answers" --played-back
topic carry T1
criterion add "Leads" --target 90
criterion check-in K1 --value 41
pulse open
pulse answer P1 data --score 4
person edit H2 --email tom@example.org
alliance add --partner "Uma Dubois, COO" --cadence "every friday 9:00"
note add "Sings alto" --kind personal --alliance okafor
capture --meeting M3 "> consent feed by eom" "! who pays" "free words" --alliance okafor
import {}
"""

ADDED: list[dict[str, Any]] = [
    {"type": "visavis", "version": 1},
    {
        "type": "decision",
        "uid": "0b8a1f5e-0000-4000-8000-000000000009",
        "alliance": "44704877-76fb-58c7-8fa4-bec1d6212adf",
        "text": "Agency accounts through SSO",
    },
    {
        "type": "commitment",
        "uid": "0b8a1f5e-0000-4000-8000-00000000000a",
        "alliance": "44704877-76fb-58c7-8fa4-bec1d6212adf",
        "from": "3547b343-84a6-5f31-89a7-638a34cc711d",
        "to": "3818c696-576b-5bae-81d1-65ecd4318200",
        "text": "Brought in",
        "events": [{"act": "promise", "by": "3547b343-84a6-5f31-89a7-638a34cc711d", "on": "2026-02-01"}],
    },
]


def test_undone_one_by_one_and_redone(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "more.visavis.jsonl"
    file.write_text("\n".join(map(json.dumps, ADDED)))
    desk.day = "2026-02-17"
    states = [desk.exported()]
    titles = []
    for line in CHANGES.strip().splitlines():
        said = desk.process(*shlex.split(line.format(file)))
        assert said.code == 0, said.err
        states.append(desk.exported())
        assert states[-1] != states[-2], line
        titles.append(desk.json("history")[0]["title"])
    for state, title in zip(reversed(states[:-1]), reversed(titles), strict=True):
        said = desk.process("undo") if state is states[0] else desk.run("undo")
        assert said.out == f"Taken back: {title}\n"
        assert desk.exported() == state
    assert desk.json("check")["ok"]
    for state, title in zip(states[1:], titles, strict=True):
        said = desk.process("redo") if state is states[-1] else desk.run("redo")
        assert said.out == f"Done again: {title}\n"
        assert desk.exported() == state
    assert desk.json("check")["ok"]
    assert [item["title"] for item in desk.json("history")][::-1][1:] == titles


def test_a_new_change_ends_what_could_be_redone(desk: Desk) -> None:
    desk.lines("topic drop T1\nundo\ntopic add x")
    assert desk.refused("redo") == "there is nothing to redo"
    assert desk.ok("undo") == "Taken back: x: added\n"


def test_what_was_refused_leaves_no_entry(desk: Desk) -> None:
    before = desk.json("history")
    desk.refused("commitment", "report", "C4")
    desk.refused("topic", "add", " ")
    desk.refused("capture", "> fine", "> not \x1b fine")
    desk.refused("commitment", "counter", "C6", code=2)
    assert desk.json("history") == before


def test_history_of_one_record(desk: Desk) -> None:
    desk.lines("topic drop T1\ncommitment report C1\ncommitment satisfied C1\ncommitment edit C2 --why x")
    titles = [item["title"] for item in desk.json("history", "C1")]
    assert titles[:2] == [
        "Lead capture fixed on the portal: done and accepted",
        "Lead capture fixed on the portal: said to be done",
    ]
    assert len(desk.json("history", "--limit", "2")) == 2
    desk.lines("topic remove T1")
    assert [item["title"] for item in desk.json("history", "T1")][:2] == [
        "Names for the exchange: removed",
        "Names for the exchange: dropped",
    ]
    desk.lines("undo")
    assert [item["undone"] for item in desk.json("history", "T1")][:2] == [True, False]
    assert "(undone)" in desk.ok("history", "T1")
