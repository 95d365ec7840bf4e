"""A shared copy holds nothing private: random logs with a sentinel in every private place, and each rule by itself.

And what it does not hold is no content of it: brought in, it takes nothing of that from the log that it meets.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refused
from models.records.fields import Field
from models.records.nouns import LIVES, NOUNS
from models.records.values import record_fields
from storage.care import check
from storage.core.change import Change
from storage.core.layout import LAYOUTS
from storage.core.statements import fetch
from storage.disk.beside import backups_of
from storage.interchange.exporting import jsonl, records
from storage.interchange.header import VERSION
from storage.interchange.importing import ImportRefused, Report, import_file
from storage.log import Log
from storage.reads.history import history
from tests.properties import examples

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
            case "decimal":
                return "1200.50"
            case "currency":
                return "EUR"
            case "date":
                return "2026-01-05"
            case "moment":
                return "2026-01-05T14:00:00+00:00"
            case "choice" | "side":
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
            case "entry":
                return {part.name: self.value(part, word, alliance, two, noun) for part in field.parts}
            case "entries":
                parts = [
                    {part.name: self.value(part, word, alliance, two, noun) for part in field.parts} for _ in range(2)
                ]
                needed = [part.name for part in field.parts if part.required]
                return [entry for entry in parts if all(entry[name] is not None for name in needed)] or None
            case _:
                return None

    def link(self, ref: str, alliance: str, two: tuple[str, str], noun: str) -> str | None:
        if ref == "person":
            return self.random.choice([*two, self.third])
        found = self.by_noun.get((ref, alliance), [])
        return self.random.choice(found) if found else None

    def file(self, path: Path) -> Path:
        header = {"type": "visavis", "version": VERSION, "by": self.me}
        path.write_text("\n".join(json.dumps(line) for line in [header, *self.lines]))
        return path


def shared(log: Log, alliance: str) -> bytes:
    pair = next(pair for pair in log.pairs() if pair.uid == alliance)
    return b"".join(jsonl(records(log, pair)))


def filled(random: Random, kind: type[Maker] = Maker) -> Maker:
    """A maker that has made four records of every noun."""
    maker = kind(random)
    nouns = [noun for noun in NOUNS if noun not in ("person", "alliance")]
    for _ in range(4):
        random.shuffle(nouns)
        for noun in nouns:
            maker.add(noun)
    return maker


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of the example's own: hypothesis runs many within one test."""
    found = Path(tempfile.mkdtemp(prefix="visavis-test-"))
    try:
        yield found
    finally:
        shutil.rmtree(found)


@examples(20)
@given(seed=st.integers(0, 2**32))
def test_nothing_private_leaves(seed: int) -> None:
    maker = filled(Random(seed))
    with folder() as here:
        import_file(here / "mine.visavis", maker.file(here / "all.jsonl"), clock)
        with Log(here / "mine.visavis", clock) as log:
            assert check.problems(log.connection) == []
            found = shared(log, maker.ours)
        assert SENTINEL.encode() not in found
        assert [uid for uid in maker.secret if uid.encode() in found] == []
        lines = [json.loads(line) for line in found.splitlines()]
        assert {line["uid"] for line in lines[1:]} == maker.open
        (here / "shared.jsonl").write_bytes(found)
        import_file(here / "theirs.visavis", here / "shared.jsonl", clock)
        with Log(here / "theirs.visavis", clock) as log:
            assert check.problems(log.connection) == []
            assert log.owner() == maker.other


# What it does not hold stays as it is where it comes in


class OwnTouch:
    """Puts into every record of a log, at random, what no shared copy of the other's could say of it."""

    def __init__(self, log: Log, random: Random, alliance: str) -> None:
        self.log, self.random, self.alliance = log, random, alliance
        self.two = [self.log.pairs()[0].me.uid, self.log.pairs()[0].other.uid]
        self.own: dict[str, str] = {}

    def run(self) -> None:
        """Do it, in one change."""
        found = {noun: [row for (row,) in fetch(self.log.connection, f"SELECT id FROM {noun}")] for noun in NOUNS}
        with self.log.change("Kept to myself") as change:
            self.own["person"] = change.uid("person", change.add("person", {"name": SENTINEL}))
            for noun in NOUNS:
                if noun not in ("person", "alliance"):
                    self.own[noun] = self.private_one(change, noun)
            for noun, rows in found.items():
                for row in rows:
                    self.touch(change, noun, row)

    def private_one(self, change: Change, noun: str) -> str:
        """A new private record of a noun; its uid."""
        least = {
            field.name: "2026-01-06"
            for field in NOUNS[noun].fields
            if field.required and field.kind in ("text", "line", "date")
        }
        values = {**least, "alliance": self.alliance, "private": True}
        if noun == "meeting":
            values["starts_at"] = "2026-01-06T14:00:00+00:00"
        if noun == "note":
            values["kind"] = "learning"
        events: Lines = []
        if noun in LIVES:
            values |= {} if noun == "disagreement" else {"from": self.two[0], "to": self.two[1]}
            values |= {"topic": SENTINEL} if noun == "disagreement" else {}
            first = FIRST_ACTS[noun]
            by = self.two[1] if first["by"] == "to" else self.two[0]
            events = [{**first, "by": by, "on": "2026-01-06"}]
        return change.uid(noun, change.add(noun, values, events))

    def touch(self, change: Change, noun: str, row: int) -> None:
        """Give one record private fields, links to what is private, and perhaps a reason to stay out of every copy."""
        found = change.writer.read(noun, row)
        assert found is not None
        edits: dict[str, Any] = {}
        for field in NOUNS[noun].fields:
            value = self.added(field, found[1].get(field.name))
            if value is not None and self.random.random() < 0.7:
                edits[field.name] = value
        alone = noun not in ("person", "alliance")
        if alone and self.random.random() < 0.2:
            edits["private"] = True
        if noun == "note" and self.random.random() < 0.2:
            edits["kind"] = "personal"
        change.edit(noun, row, edits)
        if alone and self.random.random() < 0.2:
            change.remove(noun, row)

    def added(self, field: Field, value: Any) -> Any:
        """What a field holds with something of one's own added to it; None where nothing can be."""
        match field.kind:
            case "text" if field.private:
                return SENTINEL
            case "entry" if field.private:
                return {"quote": SENTINEL}
            case "ref" if value is None:
                return self.own[field.ref]
            case "refs":
                return [self.own[field.ref], *(value or [])]
            case "by_person":
                part = {"text": SENTINEL, "integer": 1, "date": "2026-01-06"}[field.parts[0].kind]
                return {**(value or {}), self.own["person"]: part}
            case "entries" if any(part.kind == "ref" for part in field.parts):
                entry = {"of": self.own["person"], "heard": SENTINEL}
                if field.name == "effects":
                    entry = {"measure": self.own["note"], "effect": "hurts"}
                if field.name == "answers":
                    entry = {"by": self.own["person"], "key": SENTINEL}
                return [entry, *(value or [])]
            case _:
                return None


def state(path: Path) -> tuple[list[bytes], list[Any], list[Path]]:
    """Everything a log holds, the changes that can be taken back, and its backups."""
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        folder = backups_of(path)
        return list(jsonl(records(log))), history(log), sorted(folder.iterdir()) if folder.exists() else []


def bring(path: Path, copy: bytes, *, overwrite: bool = True) -> Report:
    """Bring a shared copy in."""
    file = path.with_name("shared.jsonl")
    file.write_bytes(copy)
    return import_file(path, file, clock, overwrite=overwrite)


def copy_from(path: Path, alliance: str) -> bytes:
    """The shared copy of a log."""
    with Log(path, clock) as log:
        return shared(log, alliance)


@examples(13)
@given(seed=st.integers(0, 2**32), overwrite=st.booleans())
def test_a_copy_that_comes_in_takes_nothing_away_and_changes_nothing(seed: int, overwrite: bool) -> None:
    random = Random(seed)
    maker = filled(random)
    with folder() as here:
        mine, theirs = here / "mine.visavis", here / "theirs.visavis"
        import_file(mine, maker.file(here / "all.jsonl"), clock)
        copy = copy_from(mine, maker.ours)
        bring(theirs, copy)
        with Log(theirs, clock) as log:
            OwnTouch(log, random, maker.ours).run()
        # Back where it came from; into the other's log, which keeps much to itself by now; and that one's copy back.
        for path, sent in ((mine, copy), (theirs, copy), (mine, copy_from(theirs, maker.ours))):
            before = state(path)
            assert not bring(path, sent, overwrite=overwrite).anything
            assert state(path) == before


@examples(13)
@given(seed=st.integers(0, 2**32))
def test_what_the_other_changed_is_taken_and_the_rest_stays(seed: int) -> None:
    random = Random(seed)
    maker = filled(random)
    with folder() as here:
        mine, theirs = here / "mine.visavis", here / "theirs.visavis"
        import_file(mine, maker.file(here / "all.jsonl"), clock)
        bring(theirs, copy_from(mine, maker.ours))
        with Log(theirs, clock) as log:
            OwnTouch(log, random, maker.ours).run()
        changed = copy_from(mine, maker.ours).replace(OPEN.encode(), b"otherwise")
        before = {line["uid"]: line for line in map(json.loads, state(theirs)[0][1:])}
        assert bring(theirs, changed).changed
        after = state(theirs)
        sent = {line["uid"]: line for line in map(json.loads, changed.splitlines()[1:])}
        for line in map(json.loads, after[0][1:]):
            was = before[line["uid"]]
            assert SENTINEL not in json.dumps(was) or SENTINEL in json.dumps(line)
            for name, field in record_fields(line["type"]).items():
                if field.private or field.withheld(was.get(name)):
                    assert line.get(name) == was.get(name)
                elif field.kind in ("line", "text") and line["uid"] in sent:
                    assert line.get(name) == sent[line["uid"]].get(name)
        assert not bring(theirs, changed).anything
        assert state(theirs) == after


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


# Each rule of what stays by itself

WHEN = {"starts_at": "2026-01-05T14:00:00+00:00"}


class Two:
    """A log of mine with one record of each noun in it, and its shared copy as the other's log."""

    def __init__(self, here: Path, maker: Maker, *lines: dict[str, Any]) -> None:
        self.maker = maker
        maker.lines += lines
        self.mine, self.theirs = here / "mine.visavis", here / "theirs.visavis"
        import_file(self.mine, maker.file(here / "all.jsonl"), clock)
        bring(self.theirs, copy_from(self.mine, maker.ours))

    def edit(self, path: Path, noun: str, **values: Any) -> None:
        """Change the newest record of a noun in one of the logs."""
        with Log(path, clock) as log, log.change("Edited") as change:
            change.edit(noun, fetch(log.connection, f"SELECT max(id) FROM {noun}")[0][0], values)

    def add(self, path: Path, noun: str, **values: Any) -> str:
        """Add a record to one of the logs; its uid."""
        with Log(path, clock) as log, log.change("Added") as change:
            return change.uid(noun, change.add(noun, {"alliance": self.maker.ours, **values}))

    def meet(self, path: Path, *, overwrite: bool = True) -> Report:
        """Bring the copy of the other of the two logs in."""
        source = self.theirs if path == self.mine else self.mine
        return bring(path, copy_from(source, self.maker.ours), overwrite=overwrite)

    def newest(self, path: Path, noun: str) -> dict[str, Any]:
        """The newest record of a noun in one of the logs."""
        with Log(path, clock) as log:
            row = fetch(log.connection, f"SELECT {LAYOUTS[noun].select} FROM {noun} ORDER BY id DESC LIMIT 1")[0]
            return LAYOUTS[noun].values(row[2:])


def line_of(maker: Maker, noun: str, **values: Any) -> dict[str, Any]:
    return {"type": noun, "uid": maker.uid(), "alliance": maker.ours, **values}


def test_private_notes_stay_beside_what_the_other_changed(tmp_path: Path, maker: Maker) -> None:
    two = Two(tmp_path, maker, line_of(maker, "meeting", **WHEN, notes="as agreed"))
    two.edit(two.theirs, "meeting", private_notes=SENTINEL)
    two.edit(two.mine, "meeting", notes="as agreed, and more")
    with pytest.raises(ImportRefused, match="with another notes"):
        two.meet(two.theirs, overwrite=False)
    assert dict(two.meet(two.theirs).changed) == {"meeting": 1}
    found = two.newest(two.theirs, "meeting")
    assert (found["notes"], found["private_notes"]) == ("as agreed, and more", SENTINEL)
    assert not two.meet(two.theirs).anything


def test_a_private_field_in_the_copy_is_not_taken(tmp_path: Path, maker: Maker) -> None:
    two = Two(tmp_path, maker, line_of(maker, "meeting", **WHEN))
    copy = copy_from(two.mine, maker.ours).replace(b'"starts_at"', b'"private_notes": "slipped in", "starts_at"')
    assert not bring(two.theirs, copy).anything
    assert "private_notes" not in two.newest(two.theirs, "meeting")


def test_a_link_to_what_is_left_out_stays_and_another_is_taken_back(tmp_path: Path, maker: Maker) -> None:
    open_one = line_of(maker, "meeting", **WHEN)
    two = Two(tmp_path, maker, open_one, line_of(maker, "topic", text="Persona list", meeting=open_one["uid"]))
    hidden = two.add(two.theirs, "meeting", **WHEN, private=True)
    two.edit(two.theirs, "topic", carried=[hidden, open_one["uid"]], meeting=None)
    two.edit(two.mine, "topic", carried=[open_one["uid"]], meeting=None)
    assert not two.meet(two.theirs, overwrite=False).anything
    two.edit(two.theirs, "topic", meeting=hidden)
    assert not two.meet(two.theirs, overwrite=False).anything
    two.edit(two.mine, "topic", carried=None)
    two.meet(two.theirs)
    found = two.newest(two.theirs, "topic")
    assert (found["meeting"], found["carried"]) == (hidden, [hidden])
    two.edit(two.mine, "topic", meeting=open_one["uid"])
    two.meet(two.theirs)
    assert two.newest(two.theirs, "topic")["meeting"] == open_one["uid"]
    two.edit(two.mine, "topic", meeting=None)
    two.meet(two.theirs)
    assert "meeting" not in two.newest(two.theirs, "topic")


def test_a_link_to_what_became_private_there_stays_here(tmp_path: Path, maker: Maker) -> None:
    met = line_of(maker, "meeting", **WHEN)
    two = Two(tmp_path, maker, met, line_of(maker, "decision", text="One roadmap", meeting=met["uid"]))
    two.edit(two.mine, "meeting", private=True)
    assert not two.meet(two.theirs).anything
    assert two.newest(two.theirs, "decision")["meeting"] == met["uid"]


@pytest.mark.parametrize("own", [{"private": True}, {"kind": "personal"}, {"removed_at": "2026-02-10T09:00:00+00:00"}])
def test_what_stays_out_of_my_copies_goes_on_to_do_so(tmp_path: Path, maker: Maker, own: dict[str, Any]) -> None:
    two = Two(tmp_path, maker, line_of(maker, "note", kind="learning", text="Brand lift"))
    two.edit(two.theirs, "note", **own)
    assert not two.meet(two.theirs, overwrite=False).anything
    two.edit(two.mine, "note", text="Brand recall")
    two.meet(two.theirs)
    found = two.newest(two.theirs, "note")
    assert found["text"] == "Brand recall"
    assert own.items() <= found.items()


def test_a_record_of_another_alliance_is_not_taken_into_this_one(tmp_path: Path, maker: Maker) -> None:
    other = {**line_of(maker, "note", kind="learning", text="Brand lift"), "alliance": maker.theirs}
    two = Two(tmp_path, maker, other, line_of(maker, "note", kind="learning", text="Brand recall"))
    note = next(line["uid"] for line in maker.lines if line.get("text") == "Brand recall")
    copy = copy_from(two.theirs, maker.ours).replace(note.encode(), other["uid"].encode())
    before = state(two.mine)
    with pytest.raises(ImportRefused, match="in another alliance"):
        bring(two.mine, copy)
    assert state(two.mine) == before
