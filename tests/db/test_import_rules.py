"""Every rule of docs/interchange.md for what comes in: taken as it says, or refused with nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from models.errors import Refused
from storage.care import check
from storage.interchange.exporting import jsonl, records
from storage.interchange.header import VERSION
from storage.interchange.importing import ImportRefused, import_file
from storage.log import Log
from storage.reads.history import history

NOW = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)
FIRST = Path(__file__).parents[1] / "domain" / "data" / "first.visavis.jsonl"
Lines = list[Any]

ME, OTHER, ALLIANCE, MEETING, PROMISE, MOVED, NOTE = 1, 2, 3, 4, 10, 11, -1
"""Which line of the worked example holds what, counted from 0."""


def clock() -> datetime:
    return NOW


def worked_example() -> Lines:
    return [json.loads(line) for line in FIRST.read_text().splitlines()]


def written(path: Path, lines: Lines) -> Path:
    """A file of those lines: records as JSON, texts and bytes as they are."""
    raw = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join(raw) + b"\n")
    return path


def fingerprint(path: Path) -> tuple[str, list[str]]:
    return sha256(path.read_bytes()).hexdigest(), sorted(item.name for item in path.parent.iterdir())


def exported(path: Path) -> list[Any]:
    with Log(path, clock) as log:
        found = [json.loads(line) for line in jsonl(records(log))]
    found[0].pop("exported_at")
    return found


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    path = tmp_path / "log.visavis"
    import_file(path, FIRST, clock)
    return path


Edit = Callable[[Lines], Any]

FAULTS: dict[str, tuple[Edit, str]] = {
    "unknown type": (lambda b: b.append({"type": "memo", "uid": b[NOTE]["uid"]}), "line 24"),
    "unknown field": (lambda b: b[MEETING].update(colour="red"), "line 5"),
    "unknown event field": (lambda b: b[PROMISE]["events"][0].update(colour="red"), "line 11"),
    "unknown place": (lambda b: b[MEETING].update(place="moon"), "line 5"),
    "unknown kind": (lambda b: b[NOTE].update(kind="gossip"), "line 23"),
    "no uid": (lambda b: b[NOTE].pop("uid"), "line 23"),
    "dangling": (lambda b: b[PROMISE].update(meeting="1e3f54c5-81d1-5ae9-9ac1-892739da2aa0"), "line 11"),
    "unknown alliance": (lambda b: b[NOTE].update(alliance="1e3f54c5-81d1-5ae9-9ac1-892739da2aa0"), "line 23"),
    "illegal act": (
        lambda b: b[PROMISE]["events"].append({"act": "satisfied", "by": b[OTHER]["uid"], "on": "2026-02-01"}),
        "line 11",
    ),
    "wrong actor": (
        lambda b: b[MOVED]["events"].append({"act": "report", "by": b[ME]["uid"], "on": "2026-02-01"}),
        "line 12",
    ),
    "back in time": (
        lambda b: b[MOVED]["events"].append({"act": "report", "by": b[OTHER]["uid"], "on": "2026-01-02"}),
        "line 12",
    ),
    "on and at": (lambda b: b[PROMISE]["events"][0].update(at="2026-01-06T14:00:00+00:00"), "line 11"),
    "no events": (lambda b: b[PROMISE].update(events=[]), "line 11"),
    "to oneself": (lambda b: b[PROMISE].update(to=b[ME]["uid"]), "line 11"),
    "escape in a title": (lambda b: b[PROMISE].update(text="a\x1b[31mb"), "line 11"),
    "newline in a title": (lambda b: b[PROMISE].update(text="a\nb"), "line 11"),
    "blank title": (lambda b: b[PROMISE].update(text=" \u00a0\u200b"), "line 11"),
    "NUL in notes": (lambda b: b[MEETING].update(notes="a\x00b"), "line 5"),
    "lone surrogate": (lambda b: b[MEETING].update(notes="a\ud800b"), "line 5"),
    "broken JSON": (lambda b: b.append('{"type": "note", '), "line 24"),
    "no object": (lambda b: b.append("[1, 2]"), "line 24"),
    "doubled key": (lambda b: b.append('{"type": "note", "type": "note"}'), "line 24"),
    "NaN": (lambda b: b.append('{"type": "criterion", "target": NaN}'), "line 24"),
    "too deep": (lambda b: b.append('{"a": ' + "[" * 40 + "]" * 40 + "}"), "line 24"),
    "depth of 100,000": (lambda b: b.append('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}"), "line 24"),
    "5,000 digits": (lambda b: b.append('{"a": ' + "1" * 5000 + "}"), "line 24"),
    "too long a line": (lambda b: b.append('{"a": "' + "x" * (1 << 20) + '"}'), "line 24"),
    "bad UTF-8": (lambda b: b.append(b'{"a": "\xff"}'), "line 24"),
    "uid twice": (lambda b: b.append(deepcopy(b[NOTE])), "line 24"),
    "supersedes itself": (lambda b: b[NOTE].update(supersedes=b[NOTE]["uid"]), "line 23"),
    "later version": (lambda b: b[0].update(version=VERSION + 1), "line 1"),
    "no header": (lambda b: b.pop(0), "line 1"),
    "unknown header field": (lambda b: b[0].update(colour="red"), "line 1"),
    "bad date": (lambda b: b[PROMISE]["events"][0].update(due="2026-02-29"), "line 11"),
    "bad zone": (lambda b: b[ALLIANCE].update(timezone="Mars/Base"), "line 4"),
    "every second": (lambda b: b[ALLIANCE].update(cadence="FREQ=SECONDLY"), "line 4"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_by_its_line_and_changes_nothing(name: str, log_path: Path, tmp_path: Path) -> None:
    edit, where = FAULTS[name]
    lines = worked_example()
    edit(lines)
    file = written(tmp_path / "bad.visavis.jsonl", lines)
    before = fingerprint(log_path)
    with pytest.raises(ImportRefused) as refused:
        import_file(log_path, file, clock)
    assert any(where == f"line {problem.line}" for problem in refused.value.problems), refused.value.problems
    assert fingerprint(log_path) == before
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    with pytest.raises(ImportRefused):
        import_file(fresh / "new.visavis", file, clock)
    assert list(fresh.iterdir()) == []


def test_all_faults_are_collected(log_path: Path, tmp_path: Path) -> None:
    lines = worked_example()
    lines[MEETING]["place"], lines[NOTE]["kind"], lines[PROMISE]["text"] = "moon", "gossip", "a\tb"
    with pytest.raises(ImportRefused) as refused:
        import_file(log_path, written(tmp_path / "bad.jsonl", lines), clock)
    assert {problem.line for problem in refused.value.problems} >= {5, 11, 23}


def test_the_same_file_twice_changes_nothing(log_path: Path) -> None:
    before = exported(log_path)
    names = fingerprint(log_path)[1]
    report = import_file(log_path, FIRST, clock)
    assert not report.anything
    assert report.same == len(before) - 1
    assert exported(log_path) == before
    assert fingerprint(log_path)[1] == names
    with Log(log_path, clock) as log:
        assert len(history(log)) == 1


def test_a_dry_run_says_what_would_be_and_changes_nothing(log_path: Path, tmp_path: Path) -> None:
    lines = worked_example()
    uid = lines[NOTE]["uid"].replace("8", "9")
    lines.append({**lines[NOTE], "uid": uid})
    before = fingerprint(written(tmp_path / "more.jsonl", lines).parent / "log.visavis")
    report = import_file(log_path, tmp_path / "more.jsonl", clock, dry_run=True)
    assert report.added == {"note": 1}
    assert fingerprint(log_path) == before
    fresh = tmp_path / "fresh.visavis"
    assert import_file(fresh, FIRST, clock, dry_run=True).created
    assert not fresh.exists()


def test_order_does_not_matter(log_path: Path, tmp_path: Path) -> None:
    lines = worked_example()
    turned = [lines[0], *reversed(lines[1:])]
    other = tmp_path / "turned.visavis"
    import_file(other, written(tmp_path / "turned.jsonl", turned), clock)
    by_uid = {item["uid"]: item for item in exported(log_path)[1:]}
    assert {item["uid"]: item for item in exported(other)[1:]} == by_uid


def test_a_bom_is_taken_off(tmp_path: Path) -> None:
    file = tmp_path / "bom.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + FIRST.read_bytes())
    import_file(tmp_path / "bom.visavis", file, clock)


def test_export_and_import_into_an_empty_log_give_the_same_log(log_path: Path, tmp_path: Path) -> None:
    with Log(log_path, clock) as log:
        (tmp_path / "out.jsonl").write_bytes(b"".join(jsonl(records(log))))
    again = tmp_path / "again.visavis"
    import_file(again, tmp_path / "out.jsonl", clock)
    assert exported(again) == exported(log_path)
    with Log(again, clock) as log:
        assert check.problems(log.connection) == []


def test_another_content_under_the_same_uid(log_path: Path, tmp_path: Path) -> None:
    lines = worked_example()
    lines[NOTE]["text"] = "Rowing on Saturdays"
    file = written(tmp_path / "other.jsonl", lines)
    with pytest.raises(ImportRefused, match="another text"):
        import_file(log_path, file, clock)
    report = import_file(log_path, file, clock, overwrite=True)
    assert report.changed == {"note": 1}
    assert report.backup is not None
    assert report.backup.exists()
    assert exported(log_path)[-1]["text"] == "Rowing on Saturdays"
    with Log(log_path, clock) as log:
        log.undo()
        assert check.problems(log.connection) == []
    assert exported(log_path)[-1]["text"] == "Rowing on Sundays"


def test_new_events_of_a_known_record_are_added(log_path: Path, tmp_path: Path) -> None:
    lines = worked_example()
    report_event = {"act": "report", "by": lines[OTHER]["uid"], "on": "2026-02-05"}
    lines[MOVED]["events"].append(report_event)
    report = import_file(log_path, written(tmp_path / "more.jsonl", lines), clock)
    assert (report.events, dict(report.added)) == (1, {})
    with Log(log_path, clock) as log:
        assert check.problems(log.connection) == []
        assert log.connection.execute("SELECT state FROM commitment WHERE id = 2").fetchone() == ("reported",)


def test_equal_events_are_told_apart_by_their_number(tmp_path: Path) -> None:
    lines = worked_example()
    by = lines[OTHER]["uid"]
    again = [{"act": "discuss", "by": by, "on": "2026-01-14"}] * 2
    talked = next(line for line in lines if line["type"] == "disagreement")
    talked["events"] += again
    path = tmp_path / "log.visavis"
    file = written(tmp_path / "talked.jsonl", lines)
    import_file(path, file, clock)
    assert not import_file(path, file, clock).anything


class TestWhoseLog:
    """Whose log a file makes, and whose log it may enter."""

    def owner(self, path: Path) -> str:
        with Log(path, clock) as log:
            return log.people()[log.owner()].name

    def made(self, tmp_path: Path, edit: Edit, me: str | None = None) -> str:
        lines = worked_example()
        edit(lines)
        import_file(tmp_path / "log.visavis", written(tmp_path / "file.jsonl", lines), clock, me=me)
        return self.owner(tmp_path / "log.visavis")

    def test_by_says_it(self, tmp_path: Path) -> None:
        assert self.made(tmp_path, lambda b: b[0].update(by=b[OTHER]["uid"])) == "Tom Okafor"

    def test_without_by_it_is_the_principal(self, tmp_path: Path) -> None:
        assert self.made(tmp_path, lambda b: b[0].pop("by")) == "Priya Nair"

    def test_a_shared_copy_is_owned_by_the_other(self, tmp_path: Path) -> None:
        assert self.made(tmp_path, lambda b: b[0].update(scope="shared")) == "Tom Okafor"

    def test_me_decides_otherwise(self, tmp_path: Path) -> None:
        assert self.made(tmp_path, lambda b: None, me="tom") == "Tom Okafor"

    def test_an_unknown_me_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="nobody"):
            self.made(tmp_path, lambda b: None, me="Nobody")
        assert not (tmp_path / "log.visavis").exists()

    def test_a_strangers_log_stays_out(self, log_path: Path, tmp_path: Path) -> None:
        lines = worked_example()
        lines[0]["by"] = lines[OTHER]["uid"]
        with pytest.raises(Refused, match="somebody else"):
            import_file(log_path, written(tmp_path / "other.jsonl", lines), clock)
        lines[0]["scope"] = "shared"
        assert not import_file(log_path, written(tmp_path / "shared.jsonl", lines), clock).anything


# Files of before


def test_a_file_of_before_takes_nothing_away_that_it_cannot_say(tmp_path: Path) -> None:
    path, lines = tmp_path / "log.visavis", worked_example()[:4]
    value = {"on": "2026-01-05", "value": 3}
    money = {**value, "amount": "1200.50", "currency": "EUR", "sureness": "guess"}
    alliance = lines[ALLIANCE]["uid"]
    told = {"type": "criterion", "uid": "00000000-0000-4000-8000-0000000000c1", "alliance": alliance, "name": "Speed"}

    def bring(version: int, *entries: dict[str, Any], overwrite: bool = False) -> list[Any]:
        head = {**lines[0], "version": version}
        file = written(tmp_path / "file.jsonl", [head, *lines[1:], {**told, "check_ins": [*entries]}])
        import_file(path, file, clock, overwrite=overwrite)
        return list(exported(path)[-1]["check_ins"])

    assert bring(VERSION, money) == [money]
    assert bring(2, value) == [money]
    later = {"on": "2026-02-05", "value": 4}
    assert bring(2, value, later, overwrite=True) == [money, later]
    assert bring(VERSION, value, overwrite=True) == [value]
