"""Whatever is done to a log can be undone one by one to the start and redone to the end, in new processes or old."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.errors import IllegalAct, LogUnusable, Refused
from models.records.raised import topic_uid
from models.records.rows import Commitment, Disagreement, Note
from storage.care import check
from storage.core.records import select
from storage.interchange.exporting import jsonl, records
from storage.interchange.header import VERSION
from storage.interchange.importing import ImportRefused, import_file
from storage.log import Log, start
from storage.writes import lives
from storage.writes.topics import raise_topic
from tests.properties import examples

FIRST = Path(__file__).parents[1] / "domain" / "data" / "first.visavis.jsonl"
BEGINNING = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)
TEXTS = st.sampled_from(["Persona list", "Größe, naïve", "[/]", "a\u0301b", "x" * 200])
ACTS = st.sampled_from(["promise", "counter", "decline", "accept", "propose", "agree", "report", "satisfied", "cancel"])


def content(log: Log) -> tuple[list[Any], list[Any], list[Any]]:
    """Everything that the log holds: its records as exported, its search index, and what topics were raised from."""
    found = [json.loads(line) for line in jsonl(records(log))]
    found[0].pop("exported_at")
    index = log.connection.execute("SELECT rowid, title, body FROM search ORDER BY rowid").fetchall()
    return found, index, log.connection.execute("SELECT uid, raised_from FROM topic ORDER BY id").fetchall()


class Changes(RuleBasedStateMachine):
    """Random changes, each remembered with what the log held after it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="visavis-test-"))
        self.path = self.folder / "log.visavis"
        self.now = BEGINNING
        start(self.path, self.clock, ("Priya Nair", "CIO"), ("Tom Okafor", "CMO"), timezone="Europe/London")
        self.log = Log(self.path, self.clock)
        self.held = [content(self.log)]

    def clock(self) -> datetime:
        self.now += timedelta(seconds=7)
        return self.now

    @initialize()
    def reopened(self) -> None:
        self.reopen()

    def reopen(self) -> None:
        self.log.close()
        self.log = Log(self.path, self.clock)

    def there(self, noun: str) -> bool:
        """Whether the log holds a record of the noun that was not removed."""
        sql = f"SELECT count(*) FROM {noun} WHERE removed_at IS NULL"
        return bool(self.log.connection.execute(sql).fetchone()[0])

    def done(self) -> None:
        self.held.append(content(self.log))

    @rule(text=TEXTS, mine=st.booleans(), ask=st.booleans())
    def add_commitment(self, text: str, mine: bool, ask: bool) -> None:
        pair = self.log.pairs()[0]
        giver, taker = (pair.me, pair.other) if mine else (pair.other, pair.me)
        first = {"act": "request", "by": taker.uid} if ask else {"act": "promise", "by": giver.uid, "due": "2026-03-01"}
        values = {"from": giver.uid, "to": taker.uid, "text": text}
        lives.begin(self.log, pair, "commitment", values, [{**first, "on": "2026-02-10"}])
        self.done()

    @rule(text=TEXTS)
    def add_disagreement(self, text: str) -> None:
        pair = self.log.pairs()[0]
        event = {"act": "raise", "by": pair.me.uid, "on": "2026-02-10"}
        lives.begin(self.log, pair, "disagreement", {"topic": text, "positions": {pair.me.uid: text}}, [event])
        self.done()

    @rule(text=TEXTS, kind=st.sampled_from(["personal", "learning"]))
    def add_note(self, text: str, kind: str) -> None:
        pair = self.log.pairs()[0]
        with self.log.change("note") as change:
            change.add("note", {"alliance": pair.uid, "kind": kind, "text": text})
        self.done()

    @precondition(lambda self: self.there("commitment"))
    @rule(act=ACTS, data=st.data())
    def act_on_one(self, act: str, data: st.DataObject) -> None:
        pair = self.log.pairs()[0]
        item = data.draw(
            st.sampled_from(select(self.log.connection, Commitment, "commitment", "WHERE removed_at IS NULL"))
        )
        event = {"act": act, "on": "2026-02-10", "due": "2026-03-09", "reason": "two out", "alternative": "none"}
        wanted = {"propose": ("due", "reason"), "counter": ("due", "reason"), "decline": ("reason", "alternative")}
        kept = ("act", "on", *wanted.get(act, ("reason",) if act == "cancel" else ()))
        try:
            by = lives.actor_for(self.log, "commitment", item, pair, act)
        except IllegalAct:
            return
        series = [{**{name: event[name] for name in kept}, "by": by}]
        lives.perform(self.log, pair, "commitment", item.id, series)
        self.done()

    @precondition(lambda self: self.there("disagreement"))
    @rule(text=TEXTS)
    def edit_one(self, text: str) -> None:
        item = select(self.log.connection, Disagreement, "disagreement", "WHERE removed_at IS NULL")[0]
        with self.log.change("edit") as change:
            change.edit("disagreement", item.id, {"topic": text, "tags": [text], "lesson": None})
        if content(self.log) != self.held[-1]:
            self.done()

    @precondition(lambda self: self.there("note"))
    @rule()
    def remove_one(self) -> None:
        item = select(self.log.connection, Note, "note", "WHERE removed_at IS NULL")[-1]
        with self.log.change("remove") as change:
            change.remove("note", item.id)
        self.done()

    @precondition(lambda self: self.there("note"))
    @rule(spoken_of=st.booleans())
    def raise_one(self, spoken_of: bool) -> None:
        pair = self.log.pairs()[0]
        item = select(self.log.connection, Note, "note", "WHERE removed_at IS NULL")[-1]
        with suppress(Refused):  # it stands among the topics
            made = raise_topic(self.log, pair, "note", item)
            self.done()
            if spoken_of:
                with self.log.change("spoken of") as change:
                    change.edit("topic", made.id, {"state": "discussed"})
                self.done()

    @rule(number=st.integers(1, 3), topic=st.booleans())
    def bring_a_note_or_its_topic_in(self, number: int, topic: bool) -> None:
        note = f"00000000-0000-4000-8000-00000000000{number}"
        line = {"type": "note", "uid": note, "kind": "learning", "text": "Reads the last page first"}
        if topic:
            line = {"type": "topic", "uid": topic_uid(note, 2), "text": "How to write to each other"}
        file = self.folder / "one.jsonl"
        head = {"type": "visavis", "version": VERSION, "by": self.log.owner()}
        file.write_text("\n".join(map(json.dumps, (head, {**line, "alliance": self.log.pairs()[0].uid}))))
        with suppress(ImportRefused):  # it was taken out of the log since
            if import_file(self.path, file, self.clock).anything:
                self.done()

    @precondition(lambda self: len(self.log.pairs()) == 1)
    @rule()
    def bring_a_file_in(self) -> None:
        owner = self.log.owner()
        lines = [json.loads(line) for line in FIRST.read_text().splitlines()]
        lines[0].pop("by")
        file = self.folder / "in.jsonl"
        file.write_text("\n".join(json.dumps(line) for line in lines))
        import_file(self.path, file, self.clock)
        assert self.log.owner() == owner
        self.done()

    @precondition(lambda self: len(self.held) > 1)
    @rule(back=st.integers(1, 4))
    def there_and_back(self, back: int) -> None:
        steps = min(back, len(self.held) - 1)
        for number in range(steps):
            self.reopen()
            self.log.undo()
            assert content(self.log) == self.held[-2 - number]
        for number in reversed(range(steps)):
            self.reopen()
            self.log.redo()
            assert content(self.log) == self.held[-1 - number]

    @invariant()
    def whole(self) -> None:
        assert check.problems(self.log.connection) == []

    def teardown(self) -> None:
        while len(self.held) > 1:
            self.reopen()
            self.log.undo()
            self.held.pop()
            assert content(self.log) == self.held[-1]
        self.log.close()
        shutil.rmtree(self.folder)


TestChanges = pytest.mark.filterwarnings("error")(Changes.TestCase)
TestChanges.settings = examples(8, steps=12)


def test_undo_refuses_what_was_changed_underneath(tmp_path: Path) -> None:
    path = tmp_path / "log.visavis"
    start(path, lambda: BEGINNING, ("Priya Nair", "CIO"), ("Tom Okafor", "CMO"), timezone="Europe/London")
    with Log(path, lambda: BEGINNING) as log:
        with log.change("Added a note") as change:
            change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "Brand lift"})
        log.connection.execute("UPDATE note SET text = 'Brand recall', hash = x'00112233445566778899aabbccddeeff'")
        with pytest.raises(LogUnusable, match="N1: its content was altered outside visavis"):
            log.undo()
        assert [note.text for note in select(log.connection, Note, "note")] == ["Brand recall"]


def test_nothing_to_undo_is_said(tmp_path: Path) -> None:
    path = tmp_path / "log.visavis"
    start(path, lambda: BEGINNING, ("Priya Nair", "CIO"), ("Tom Okafor", "CMO"), timezone="Europe/London")
    with Log(path, lambda: BEGINNING) as log:
        with log.change("Added a note") as change:
            change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "Brand lift"})
        log.undo()
        with pytest.raises(Refused, match="nothing to undo"):
            log.undo()
        log.redo()
        with pytest.raises(Refused, match="nothing to redo"):
            log.redo()
