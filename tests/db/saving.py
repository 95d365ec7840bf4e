"""Save a log of the present version beside the tests, once a release: later versions prove that they migrate it.

`python -m tests.db.saving` writes tests/db/data/vN.visavis and its export, vN.visavis.jsonl. Saved logs are never
written anew.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models.records.pair import Pair
from models.records.raised import RAISED, topic_uid
from models.verbs.meetings import verbs
from storage.core.records import find
from storage.disk import migrations
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import import_file
from storage.log import Log, start
from storage.writes.every_verb import do
from storage.writes.purge import purge
from storage.writes.topics import raise_question, raise_topic

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = "00000000-0000-4000-8000-0000000000{:02x}"
"""Uids of what comes by a file."""


MOVED = (
    ("2026-12-01T14:00:00", "2026-12-04T09:00:00"),
    ("2026-12-08T14:00:00", "2026-12-10T14:00:00", "2026-12-11T14:00:00"),
    ("2026-12-15T14:00:00", "2026-12-15T16:00:00"),
    ("2026-12-22T14:00:00",),
)
"""When meetings were to be, and when they were moved to."""


def clock() -> datetime:
    """The moment at which everything in a saved log happened."""
    return NOW


def _own(pair: Pair) -> dict[str, dict[str, Any]]:
    """A record of each noun that can become a topic."""
    jay, dana = pair.me.uid, pair.other.uid
    return {
        "commitment": {"from": jay, "to": dana, "text": "Consent feed"},
        "feedback": {"from": dana, "to": jay, "about": "The board deck", "worked": "Short"},
        "disagreement": {"topic": "Who owns the data model", "tags": ["data"], "heat": {jay: 3}},
        "decision": {"text": "SSO for every agency", "decided_on": "2026-11-03"},
        "criterion": {
            "name": "Accounts with consent",
            "target": 41.5,
            "check_ins": [{"on": "2026-11-03", "value": 12}],
        },
        "note": {"kind": "personal", "text": "Writes on paper first", "private": True},
        "customer": {"text": "A buyer of ten", "segments": [{"name": "Clinics"}]},
        "placement": {"who": "Ines Roth"},
    }


def _first_events(pair: Pair) -> dict[str, list[dict[str, Any]]]:
    jay, dana = pair.me.uid, pair.other.uid
    return {
        "commitment": [{"act": "promise", "by": jay, "on": "2026-11-02", "due": "2026-12-01"}],
        "feedback": [{"act": "give", "by": dana, "on": "2026-11-02"}],
        "disagreement": [{"act": "raise", "by": dana, "on": "2026-11-02"}],
    }


def _raise(log: Log, noun: str, row: int = 1) -> int:
    (pair,) = log.pairs()
    return raise_topic(log, pair, noun, find(log.connection, noun, str(row))).id


def _by_hand(log: Log) -> None:
    """One record of each noun, each a topic; one twice, one edited, one removed, and what was typed."""
    (pair,) = log.pairs()
    events = _first_events(pair)
    for noun, values in _own(pair).items():
        with log.change(f"Added a {noun}") as change:
            change.add(noun, {"alliance": pair.uid, **values}, events.get(noun, ()))
    topics = [_raise(log, noun) for noun in RAISED]
    spoken = next(verb for verb in verbs("topic", "open", come=True) if verb.name == "discuss")
    do(log, pair, "topic", topics[0], spoken, {})
    _raise(log, "commitment")
    with log.change("Reworded a topic") as change:
        change.edit("topic", topics[1], {"text": "The deck, once more"})
    with log.change("Removed a topic") as change:
        change.remove("topic", topics[2])
    with log.change("Removed a placement") as change:
        change.remove("placement", 1)
    with log.change("Typed a topic") as change:
        change.add("topic", {"alliance": pair.uid, "text": "The offsite", "minutes": 10})
    raise_question(log, pair, "Who is our customer now?")


def _by_file(log: Log, folder: Path) -> None:
    """A file with a note and its two topics, a topic of a record that is not in it, and one that was typed."""
    (pair,) = log.pairs()
    note, left_out, typed = LATER.format(1), LATER.format(2), LATER.format(3)
    topics = [topic_uid(note, 1), topic_uid(note, 2), topic_uid(left_out, 1), typed]
    lines: list[dict[str, Any]] = [
        {"type": "visavis", "version": 1, "by": pair.me.uid},
        *({"type": "topic", "uid": uid, "text": f"By file {at}"} for at, uid in enumerate(topics)),
        {"type": "note", "uid": note, "kind": "learning", "text": "Reads the last page first"},
    ]
    file = folder / "more.visavis.jsonl"
    file.write_text(
        "".join(json.dumps({**line, "alliance": pair.uid} if at else line) + "\n" for at, line in enumerate(lines))
    )
    import_file(log.path, file, clock)


def _moved(log: Log) -> None:
    """Meetings on dates of a rhythm: one moved away, one moved twice, one moved to another hour, one left alone."""
    (pair,) = log.pairs()
    with log.change("Changed the rhythm") as change:
        change.edit("alliance", pair.alliance.id, {"cadence": "FREQ=WEEKLY;BYDAY=TU;BYHOUR=14;BYMINUTE=0"})
    for day, *further in MOVED:
        with log.change("Added a meeting") as change:
            row = change.add("meeting", {"alliance": pair.uid, "starts_at": f"{day}+00:00"})
        for other in further:
            with log.change("Moved a meeting") as change:
                change.edit("meeting", row, {"starts_at": f"{other}+00:00"})


def _purged_and_undone(log: Log) -> None:
    """A topic whose record is gone for good, and changes that are undone and wait: a topic reworded, and one raised."""
    (pair,) = log.pairs()
    with log.change("Added a decision") as change:
        gone = change.add("decision", {"alliance": pair.uid, "text": "To be purged"})
    _raise(log, "decision", gone)
    purge(log, "decision", gone)
    with log.change("Added a decision") as change:
        kept = change.add("decision", {"alliance": pair.uid, "text": "One dashboard"})
    row = _raise(log, "decision", kept)
    with log.change("Reworded a topic") as change:
        change.edit("topic", row, {"text": "One dashboard for both"})
    log.undo()
    log.undo()


def save(path: Path) -> None:
    """Write a log at `path` with topics of every kind of record, and beside it what it exports."""
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"), timezone="Europe/London", purpose="One roadmap")
    with TemporaryDirectory() as folder, Log(path, clock) as log:
        _by_hand(log)
        _by_file(log, Path(folder))
        _moved(log)
        _purged_and_undone(log)
        exported = b"".join(jsonl(records(log)))
    path.with_name(f"{path.name}.jsonl").write_bytes(exported)


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    with TemporaryDirectory() as aside:
        log = Path(aside, f"v{migrations.VERSION}.visavis")
        save(log)
        for file in (log, log.with_name(f"{log.name}.jsonl")):
            with DATA.joinpath(file.name).open("xb") as saved:
                saved.write(file.read_bytes())
