"""A question becomes a topic of the next meeting: once, taken back by undo, and again once it was spoken of."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import Refused
from models.verbs.meetings import verbs
from storage.core.statements import fetch
from storage.log import Log
from storage.writes.every_verb import do
from storage.writes.topics import raise_question
from tests.ui.logs import NOW, meeting, people, write

QUESTION = "Who is our customer now?"


def topics(log: Log) -> list[tuple[str, str]]:
    return [
        (text, wants)
        for text, wants in fetch(log.connection, "SELECT text, wants FROM topic WHERE removed_at IS NULL", ())
    ]


def test_a_question_becomes_a_topic_once(tmp_path: Path) -> None:
    log = Log(write(tmp_path / "log.visavis", [*people(), meeting("2026-11-24", "planned")]), lambda: NOW)
    (pair,) = log.pairs()
    done = raise_question(log, pair, QUESTION)
    assert done.says == f"{QUESTION}: a topic for the next meeting"
    assert topics(log) == [(QUESTION, "discuss")]
    with pytest.raises(Refused, match="already"):
        raise_question(log, pair, QUESTION)
    assert topics(log) == [(QUESTION, "discuss")]
    log.undo()
    assert topics(log) == []
    again = raise_question(log, pair, QUESTION)
    spoken = next(verb for verb in verbs("topic", "open", come=True) if verb.name == "discuss")
    do(log, pair, "topic", again.id, spoken, {})
    raise_question(log, pair, QUESTION)
    assert topics(log) == [(QUESTION, "discuss")] * 2
