"""The ballot taken: one change, one undo, each record with its sentence, which stays private and goes with a purge."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.errors import BadValue
from models.proposals.ballot import Taken
from models.records.rows import Commitment, Decision
from storage.core.records import select
from storage.interchange.exporting import jsonl, records
from storage.log import Log
from storage.reads.handlers import handlers
from storage.writes.capture import Basis, TakenUp, take
from storage.writes.purge import purge
from tests.ui.logs import NOW, people, write

DAY = date(2026, 11, 20)
QUOTE = "I'll send you the zebra brief by Thursday"
LINES = [
    Taken(1, "< send the brief by 26 Nov", "Tom", QUOTE, 14, "12:05"),
    Taken(2, "= one intake form", quote="DECISION: one intake form", line=20),
]


def taken(log: Log, lines: list[Taken] = LINES) -> TakenUp:
    return take(log, log.pairs()[0], Basis(None, DAY, "call.vtt"), lines)


def promise(log: Log) -> Any:
    return select(log.connection, Commitment, "commitment", "")[0]


def test_each_record_keeps_its_sentence_and_one_undo_takes_all_back(tmp_path: Path) -> None:
    with Log(write(tmp_path / "log.visavis", people()), lambda: NOW) as log:
        assert len(taken(log).done) == 2
        made = promise(log)
        assert made.source == {"quote": QUOTE, "file": "call.vtt", "line": 14, "at": "12:05", "on": "2026-11-20"}
        assert (made.text, str(made.due), made.handled_by, made.meeting) == (
            "send the brief",
            "2026-11-26",
            "Tom",
            None,
        )
        assert handlers(log, log.pairs()[0]) == {"Tom": "partner"}
        assert taken(log) == TakenUp([], [item.typed for item in LINES])
        log.undo()
        assert not select(log.connection, Commitment, "commitment", "")
        assert not select(log.connection, Decision, "decision", "")
        assert len(taken(log).done) == 2


def test_a_sentence_is_in_no_shared_copy_and_purge_takes_it_along(tmp_path: Path) -> None:
    with Log(write(tmp_path / "log.visavis", people()), lambda: NOW) as log:
        taken(log)
        shared = b"".join(jsonl(records(log, log.pairs()[0])))
        assert b"send the brief" in shared
        assert b"zebra" not in shared
        assert "zebra" in json.dumps([*map(str, b"".join(jsonl(records(log, None))).split())])
        purge(log, "commitment", promise(log).id)
    assert b"zebra" not in (tmp_path / "log.visavis").read_bytes()


@pytest.mark.parametrize("typed", ["no mark here", "> " + "x" * 3, "< \x07bell"])
def test_what_cannot_be_kept_is_named_and_nothing_is_recorded(tmp_path: Path, typed: str) -> None:
    with Log(write(tmp_path / "log.visavis", people()), lambda: NOW) as log:
        if typed == "> xxx":
            assert len(taken(log, [LINES[0], Taken(7, typed)]).done) == 2  # without a sentence it is taken as well
            return
        with pytest.raises(BadValue, match="line 7"):
            taken(log, [LINES[0], Taken(7, typed)])
        assert not select(log.connection, Commitment, "commitment", "")
