"""A shared copy holds nothing private: random logs with a sentinel in every private place, and each rule by itself."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Refused
from models.fields import Field
from models.nouns import NOUNS
from storage import check
from storage.files.exporting import jsonl, records
from storage.files.importing import import_file
from storage.log import Log

SENTINEL = "zyxwv-sentinel"
OPEN = "as both may read"
FIRST_ACTS = {
    "commitment": {"act": "promise", "by": "from", "due": "2026-03-01"},
    "feedback": {"act": "request", "by": "to"},
    "disagreement": {"act": "raise", "by": "principal"},
}
Lines = list[dict[str, Any]]


def clock() -> datetime:
    return datetime(2026, 2, 10, 9, 0, tzinfo=UTC)


class Maker:
    """Makes a file of two alliances, every field of every record filled, and remembers whose uids must not leave."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: Lines = []
        self.by_noun: dict[tuple[str, str], list[str]] = {}
        self.secret: set[str] = set()
        self.open: set[str] = set()
        self.me, self.other, self.third = (self.person(name) for name in ("Priya Nair", "Tom Okafor", SENTINEL))
        self.secret.add(self.third)
        self.ours = self.alliance(self.me, self.other)
        self.theirs = self.alliance(self.me, self.third)
        self.secret.add(self.theirs)
        self.open |= {self.me, self.other, self.ours}

    def uid(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def person(self, name: str) -> str:
        uid = self.uid()
        self.lines.append({"type": "person", "uid": uid, "name": name})
        return uid

    def alliance(self, principal: str, partner: str) -> str:
        uid = self.uid()
        line = {"type": "alliance", "uid": uid, "principal": principal, "partner": partner, "timezone": "Europe/London"}
        self.lines.append(line)
        return uid

    def add(self, noun: str) -> None:
        alliance = self.random.choice([self.ours, self.ours, self.ours, self.theirs])
        two = (self.me, self.other if alliance == self.ours else self.third)
        uid = self.uid()
        record: dict[str, Any] = {"type": noun, "uid": uid, "alliance": alliance}
        kind = self.random.choice(["", "", "", "private", "removed"])
        if kind == "private":
            record["private"] = True
        if kind == "removed":
            record["removed_at"] = "2026-02-01T10:00:00+00:00"
        if noun == "note":
            record["kind"] = self.random.choice(["personal", "learning"])
        secret = bool(kind) or alliance == self.theirs or record.get("kind") == "personal"
        for field in NOUNS[noun].fields:
            if field.name not in record and field.name not in ("from", "to"):
                word = SENTINEL if secret or field.private else OPEN
                value = self.value(field, word, alliance, two, noun)
                if value is not None:
                    record[field.name] = value
        if noun in FIRST_ACTS:
            self.live(noun, record, two, SENTINEL if secret else OPEN)
        self.lines.append(record)
        self.by_noun.setdefault((noun, alliance), []).append(uid)
        (self.secret if secret else self.open).add(uid)

    def live(self, noun: str, record: dict[str, Any], two: tuple[str, str], word: str) -> None:
        roles = {"from": two[0], "to": two[1], "principal": two[0]}
        if noun != "disagreement":
            record["from"], record["to"] = two
        first = FIRST_ACTS[noun]
        record["events"] = [{**first, "by": roles[first["by"]], "on": "2026-01-05", "note": word}]

    def value(self, field: Field, word: str, alliance: str, two: tuple[str, str], noun: str) -> Any:
        match field.kind:
            case "line" | "text":
                return word
            case "integer":
                return field.low or 1
            case "number":
                return 1.5
            case "date":
                return "2026-01-05"
            case "moment":
                return "2026-01-05T14:00:00+00:00"
            case "choice":
                return self.random.choice(field.choices)
            case "words":
                return [word]
            case "ref":
                return self.link(field.ref, alliance, two, noun)
            case "refs":
                found = self.by_noun.get((field.ref, alliance), [])
                return self.random.sample(found, min(len(found), 3))
            case "by_person":
                return {uid: self.value(field.parts[0], word, alliance, two, noun) for uid in (*two, self.third)}
            case "entries":
                return [
                    {part.name: self.value(part, word, alliance, two, noun) for part in field.parts} for _ in range(2)
                ]
            case _:
                return None

    def link(self, ref: str, alliance: str, two: tuple[str, str], noun: str) -> str | None:
        if ref == "person":
            return self.random.choice([*two, self.third])
        found = self.by_noun.get((ref, alliance), [])
        return self.random.choice(found) if found else None

    def file(self, path: Path) -> Path:
        header = {"type": "visavis", "version": 1, "by": self.me}
        path.write_text("\n".join(json.dumps(line) for line in [header, *self.lines]))
        return path


def shared(log: Log, alliance: str) -> bytes:
    pair = next(pair for pair in log.pairs() if pair.uid == alliance)
    return b"".join(jsonl(records(log, pair)))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_private_leaves(seed: int) -> None:
    random = Random(seed)
    maker = Maker(random)
    nouns = [noun for noun in NOUNS if noun not in ("person", "alliance")]
    for _ in range(4):
        random.shuffle(nouns)
        for noun in nouns:
            maker.add(noun)
    folder = Path(tempfile.mkdtemp(prefix="visavis-test-"))
    try:
        import_file(folder / "mine.visavis", maker.file(folder / "all.jsonl"), clock)
        with Log(folder / "mine.visavis", clock) as log:
            assert check.problems(log.connection) == []
            found = shared(log, maker.ours)
        assert SENTINEL.encode() not in found
        assert [uid for uid in maker.secret if uid.encode() in found] == []
        lines = [json.loads(line) for line in found.splitlines()]
        assert {line["uid"] for line in lines[1:]} == maker.open
        (folder / "shared.jsonl").write_bytes(found)
        import_file(folder / "theirs.visavis", folder / "shared.jsonl", clock)
        with Log(folder / "theirs.visavis", clock) as log:
            assert check.problems(log.connection) == []
            assert log.owner() == maker.other
    finally:
        shutil.rmtree(folder)


# Each rule by itself


@pytest.fixture
def maker() -> Maker:
    return Maker(Random(1))


def copy_of(tmp_path: Path, maker: Maker) -> Lines:
    import_file(tmp_path / "mine.visavis", maker.file(tmp_path / "all.jsonl"), clock)
    with Log(tmp_path / "mine.visavis", clock) as log:
        return [json.loads(line) for line in shared(log, maker.ours).splitlines()]


STATEMENTS = [{"key": "a", "text": "We plan together"}, {"key": "b", "text": "We celebrate together"}]


def pulse(maker: Maker, answers: list[dict[str, Any]]) -> None:
    line = {"type": "pulse", "uid": maker.uid(), "alliance": maker.ours, "opened_on": "2026-01-05"}
    maker.lines.append({**line, "statements": STATEMENTS, "answers": answers})


def test_until_both_have_answered_only_my_answers_leave(tmp_path: Path, maker: Maker) -> None:
    mine = [{"by": maker.me, "key": key, "score": 4, "guess": 2} for key in "ab"]
    pulse(maker, [*mine, {"by": maker.other, "key": "a", "score": 1}, {"by": maker.other, "key": "b", "guess": 5}])
    assert copy_of(tmp_path, maker)[-1]["answers"] == mine


def test_once_both_have_answered_every_answer_leaves(tmp_path: Path, maker: Maker) -> None:
    both = [{"by": by, "key": key, "score": 4} for by in (maker.me, maker.other) for key in "ab"]
    pulse(maker, [*both, {"by": maker.third, "key": "a", "score": 1}])
    assert copy_of(tmp_path, maker)[-1]["answers"] == both


def test_a_round_that_only_the_other_answered_leaves_without_answers(tmp_path: Path, maker: Maker) -> None:
    pulse(maker, [{"by": maker.other, "key": key, "score": 1} for key in "ab"])
    assert "answers" not in copy_of(tmp_path, maker)[-1]


def test_only_what_names_a_stranger_is_left_out(tmp_path: Path, maker: Maker) -> None:
    positions = {maker.me: "ours", maker.other: "yours", maker.third: "theirs"}
    record = {"type": "disagreement", "uid": maker.uid(), "alliance": maker.ours, "topic": "The data model"}
    events = [{"act": "raise", "by": maker.me, "on": "2026-01-05"}]
    maker.lines.append({**record, "positions": positions, "team_of": maker.third, "events": events})
    meeting = {"type": "meeting", "uid": maker.uid(), "alliance": maker.ours, "starts_at": "2026-01-05T14:00:00Z"}
    asked = [{"of": maker.other, "heard": "more people"}, {"of": maker.third, "heard": "less noise"}]
    maker.lines.append({**meeting, "help_asked": asked})
    found = {line["type"]: line for line in copy_of(tmp_path, maker)}
    assert found["disagreement"]["positions"] == {maker.me: "ours", maker.other: "yours"}
    assert "team_of" not in found["disagreement"]
    assert found["meeting"]["help_asked"] == asked[:1]


@pytest.mark.parametrize("which", ["me", "other", "ours"])
def test_a_private_alliance_has_no_shared_copy(tmp_path: Path, maker: Maker, which: str) -> None:
    uid = getattr(maker, which)
    next(line for line in maker.lines if line["uid"] == uid)["private"] = True
    with pytest.raises(Refused, match="no shared copy"):
        copy_of(tmp_path, maker)


def test_the_copy_says_whose_log_it_came_from(tmp_path: Path, maker: Maker) -> None:
    header = copy_of(tmp_path, maker)[0]
    assert (header["scope"], header["by"]) == ("shared", maker.me)
