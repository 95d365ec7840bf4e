"""What is overdue on any day: turn by turn in a table, and on random logs against a reading of the raw events."""

from __future__ import annotations

import json
import shlex
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts.replay import Life, actors, may_now, step
from models.records.event import Event
from models.records.pair import Pair
from storage.interchange.importing import import_file
from storage.log import Log
from storage.reads.listing import ListFilter, listed
from storage.reads.overdue import overdue
from tests.cli.desk import Desk, clock_of
from tests.properties import examples

START = date(2026, 1, 1)


def day(number: int) -> str:
    """Day 1 is 1 January 2026."""
    return (START + timedelta(number - 1)).isoformat()


# Each promise is mine to Dana unless told: what is done on which day, then the days on which it stands overdue.
LATE = 40
TURNS: dict[str, tuple[list[tuple[int, str]], set[int]]] = {
    "kept waiting": ([(1, "add x --due {10}")], set(range(11, LATE))),
    "due that day is not late": ([(1, "add x --due {39}")], set()),
    "undated": ([(1, "add x")], set()),
    "asked only": ([(1, "add x --ask --by me --due {5}")], set()),
    "asked and promised": ([(1, "add x --ask --by me --due {5} --promised")], set(range(6, LATE))),
    "answered later": ([(1, "add x --ask --by me"), (8, "promise C1 --due {10}")], set(range(11, LATE))),
    "offered only": ([(1, "add x --offer --due {5}")], set()),
    "offer taken": ([(1, "add x --offer --due {5}"), (9, "accept C1")], set(range(9, LATE))),
    "offer refused": ([(1, "add x --offer --due {5}"), (9, "refuse C1 --reason n")], set()),
    "countered": ([(1, "add x --ask --by me --due {5}"), (2, "counter C1 --due {10} --reason n")], set()),
    "counter taken": (
        [(1, "add x --ask --by me --due {5}"), (2, "counter C1 --due {10} --reason n"), (4, "accept C1")],
        set(range(11, LATE)),
    ),
    "counter without a date taken": (
        [(1, "add x --ask --by me --due {5}"), (2, "counter C1 --terms less --reason n"), (4, "accept C1")],
        set(),
    ),
    "declined": ([(1, "add x --ask --by me --due {5}"), (8, "decline C1 --reason n --alternative none")], set()),
    "withdrawn": ([(1, "add x --ask --by me --due {5}"), (8, "withdraw C1 --reason n")], set()),
    "moved in time": (
        [(1, "add x --due {10}"), (8, "propose C1 --due {20} --reason n"), (9, "agree C1")],
        set(range(21, LATE)),
    ),
    "moved too late": (
        [(1, "add x --due {10}"), (12, "propose C1 --due {20} --reason n"), (14, "agree C1")],
        {11, 12, 13, *range(21, LATE)},
    ),
    "moved forward": (
        [(1, "add x --due {20}"), (5, "propose C1 --due {10} --reason n --agreed")],
        set(range(11, LATE)),
    ),
    "move not agreed to": ([(1, "add x --due {10}"), (8, "propose C1 --due {20} --reason n")], set(range(11, LATE))),
    "move refused": (
        [(1, "add x --due {10}"), (8, "propose C1 --due {20} --reason n"), (15, "refuse C1")],
        set(range(11, LATE)),
    ),
    "undated, then dated": ([(1, "add x"), (8, "propose C1 --due {20} --reason n --agreed")], set(range(21, LATE))),
    "reported": ([(1, "add x --due {10}"), (15, "report C1")], {11, 12, 13, 14}),
    "reported in time": ([(1, "add x --due {10}"), (9, "report C1"), (20, "satisfied C1")], set()),
    "sent back": (
        [(1, "add x --due {10}"), (9, "report C1"), (20, "unsatisfied C1 --missing half")],
        set(range(20, LATE)),
    ),
    "sent back and done": (
        [
            (1, "add x --due {10}"),
            (9, "report C1"),
            (20, "unsatisfied C1 --missing half"),
            (25, "report C1"),
            (30, "satisfied C1"),
        ],
        set(range(20, 25)),
    ),
    "revoked": ([(1, "add x --due {10}"), (15, "revoke C1 --reason budget")], {11, 12, 13, 14}),
    "cancelled": ([(1, "add x --due {10}"), (15, "cancel C1 --reason n")], {11, 12, 13, 14}),
    "theirs": ([(1, "add x --by partner --due {10}"), (15, "report C1")], {11, 12, 13, 14}),
}


@pytest.mark.parametrize("turn", TURNS)
def test_overdue_on_any_day(empty: Desk, turn: str) -> None:
    acts, late = TURNS[turn]
    for on, words in acts:
        typed = words.replace("{", "2026-01-01+").replace("}", "")
        plain = [day(int(word.rpartition("+")[2])) if "+" in word else word for word in shlex.split(typed)]
        empty.ok("commitment", *plain, on=day(on))
    with Log(empty.path, clock_of(day(LATE))) as log:
        pairs = {pair.uid: pair for pair in log.pairs()}
        found = {n: overdue(log, pairs, always(date.fromisoformat(day(n)))) for n in range(1, LATE)}
    assert {number for number, items in found.items() if items} == late
    assert all(item.days == (date.fromisoformat(day(n)) - item.due_day).days for n in late for item in found[n])
    for number in (12, 20):
        told = empty.json("overdue", "--as-of", day(number), on=day(LATE))
        assert [(item["id"], item["due"]) for item in told] == [("C1", item.due) for item in found[number]]
        assert told == empty.json("commitment", "list", "--overdue", "--as-of", day(number), on=day(LATE))
    # The present day and the same day looked back at are one.
    assert empty.json("overdue", on=day(LATE)) == empty.json("overdue", "--as-of", day(LATE), on=day(LATE + 50))


def test_by_one_side(empty: Desk) -> None:
    empty.lines("commitment add a --due 2026-01-05\ncommitment add b --due 2026-01-04 --by partner", on=day(1))
    assert [item["id"] for item in empty.json("overdue", on=day(9))] == ["C2", "C1"]
    assert [item["id"] for item in empty.json("overdue", "--by", "me", on=day(9))] == ["C1"]
    assert [item["from"] for item in empty.json("overdue", "--by", "partner", on=day(9))] == ["Dana Reyes"]


# Random logs

ME, OTHER = "0b8a1f5e-0000-4000-8000-000000000001", "0b8a1f5e-0000-4000-8000-000000000002"
ALLIANCE = "0b8a1f5e-0000-4000-8000-000000000003"
HEAD: list[dict[str, Any]] = [
    {"type": "visavis", "version": 1, "by": ME},
    {"type": "person", "uid": ME, "name": "Jay Moran"},
    {"type": "person", "uid": OTHER, "name": "Dana Reyes"},
    {"type": "alliance", "uid": ALLIANCE, "principal": ME, "partner": OTHER, "timezone": "UTC"},
]
SAID = {
    "reason": "r", "alternative": "none", "missing": "m", "reason_code": "budget", "terms": "t", "evidence": "e"
}  # fmt: skip


@st.composite
def series(draw: st.DrawFn, from_: str, to: str) -> list[dict[str, Any]]:
    """The events of a random life, each one allowed at its turn."""
    life, on, found = Life(), draw(st.integers(1, 20)), []
    for _ in range(draw(st.integers(1, 8))):
        rules = may_now("commitment", life)
        if not rules:
            break
        rule = draw(st.sampled_from(rules))
        on += draw(st.integers(0, 6))
        event: dict[str, Any] = {
            "act": rule.act,
            "by": draw(st.sampled_from(actors(rule, life, from_, to))),
            "on": day(on),
        }
        dated = [name for name in ("due", "wanted_by") if name in rule.takes and name not in rule.needs]
        event |= {name: SAID[name] for name in rule.needs if name in SAID}
        event |= {name: day(on + draw(st.integers(-8, 20))) for name in rule.needs if name == "due"}
        event |= {name: day(on + draw(st.integers(-8, 20))) for name in dated if draw(st.booleans())}
        if rule.one_of and not set(rule.one_of) & set(event):
            event["terms"] = "t"
        step("commitment", life, Event(event["act"], event["by"], date.fromisoformat(event["on"]), event), from_, to)
        found.append(event)
    return found


@st.composite
def logs(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 12))):
        from_, to = draw(st.sampled_from([(ME, OTHER), (OTHER, ME)]))
        uid = f"0b8a1f5e-0000-4000-9000-{number:012}"
        found.append(
            {
                "type": "commitment",
                "uid": uid,
                "alliance": ALLIANCE,
                "from": from_,
                "to": to,
                "text": f"promise {number}",
            }
            | {"events": draw(series(from_, to))}
        )
    return found


def due_then(events: list[dict[str, Any]], until: str) -> str | None:
    """The due date in force of a promise that stands open at the end of a day, read from the raw events alone."""
    state, due, put = "", None, None
    pending: str | None = None
    for event in events:
        if event["on"] > until:
            break
        match event["act"]:
            case "promise":
                state, due = "promised", event.get("due")
            case "offer" | "counter":
                state, put = event["act"], event.get("due")
            case "accept":
                state, due = "promised", put
            case "propose":
                pending = event["due"]
            case "agree":
                due, pending = pending, None
            case "refuse":
                state, pending = (state, None) if pending else ("declined", None)
            case "unsatisfied":
                state = "promised"
            case act:
                state, pending = act, None
    return due if state == "promised" else None


@examples(15)
@given(logs(), st.lists(st.integers(1, 70), min_size=3, max_size=6))
def test_the_cache_says_what_a_replay_says(lives: list[dict[str, Any]], days: list[int]) -> None:
    with log_of([*HEAD, *lives]) as log:
        pairs = {pair.uid: pair for pair in log.pairs()}
        for number in days:
            as_of = date.fromisoformat(day(number))
            wanted = sorted(
                (due, index)
                for index, item in enumerate(lives, 1)
                if (due := due_then(item["events"], day(number))) and due < day(number)
            )
            found = overdue(log, pairs, always(as_of))
            assert [(item.due, item.id) for item in found] == wanted
            rows = listed(log, "commitment", always(as_of), ListFilter(overdue=True))
            assert [row.id for row in rows] == [index for _, index in wanted]


def always(on: date) -> Callable[[Pair], date]:
    return lambda _: on


@contextmanager
def log_of(records: list[dict[str, Any]]) -> Iterator[Log]:
    """A log of some records, for the length of a block."""
    with tempfile.TemporaryDirectory() as folder:
        file, path = Path(folder) / "in.jsonl", Path(folder) / "log.visavis"
        file.write_text("\n".join(map(json.dumps, records)))
        import_file(path, file, clock_of(day(100)))
        with Log(path, clock_of(day(100))) as log:
            yield log


def test_the_oracle_itself() -> None:
    assert due_then([{"act": "promise", "on": day(1), "due": day(5)}], day(9)) == day(5)
    assert due_then([{"act": "promise", "on": day(2), "due": day(5)}], day(1)) is None
