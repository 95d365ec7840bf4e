"""What comes in, beyond one fault a file: long files, odd lines, links, lives that meet, and whose log it becomes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from models.errors import Refused
from models.records.rows import Commitment, Criterion
from models.records.values import content as canonical
from storage.care import check
from storage.core.records import select
from storage.interchange.exporting import as_json, jsonl, records
from storage.interchange.header import VERSION
from storage.interchange.importing import BATCH, ImportRefused, import_file
from storage.interchange.lines import MAX_LINE
from storage.log import Log
from storage.reads.history import history

Lines = list[dict[str, Any]]


def clock() -> datetime:
    return datetime(2026, 2, 10, 9, 0, tzinfo=UTC)


def uid(number: int) -> str:
    """The same uid for the same number."""
    return str(UUID(int=number, version=4))


ME, OTHER, THIRD, OURS, THEIRS = (uid(number) for number in range(90_001, 90_006))
PEOPLE: Lines = [
    {"type": "person", "uid": ME, "name": "Priya Nair"},
    {"type": "person", "uid": OTHER, "name": "Tom Okafor"},
    {"type": "alliance", "uid": OURS, "principal": ME, "partner": OTHER, "timezone": "Europe/London"},
]


def promise(number: int, *more: dict[str, Any], **values: Any) -> dict[str, Any]:
    first = {"act": "promise", "by": ME, "on": "2026-01-05", "due": "2026-03-01"}
    record = {"type": "commitment", "uid": uid(number), "alliance": OURS, "from": ME, "to": OTHER}
    return {**record, "text": f"Promise {number}", "events": [first, *more], **values}


def note(number: int, **values: Any) -> dict[str, Any]:
    return {
        "type": "note",
        "uid": uid(number),
        "alliance": OURS,
        "kind": "learning",
        "text": f"Note {number}",
        **values,
    }


class Desk:
    """A folder with a log, and the files that are brought into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "log.visavis"
        self.files = 0

    def file(self, *lines: dict[str, Any] | str, people: Lines = PEOPLE, **header: Any) -> Path:
        self.files += 1
        inbox = self.folder.parent / f"{self.folder.name}-inbox"
        inbox.mkdir(exist_ok=True)
        path = inbox / f"{self.files}.jsonl"
        first = {"type": "visavis", "version": VERSION, "by": ME, **header}
        path.write_text(
            "\n".join(line if isinstance(line, str) else json.dumps(line) for line in [first, *people, *lines])
        )
        return path

    def bring(self, *lines: dict[str, Any] | str, **options: Any) -> Any:
        return import_file(self.path, self.file(*lines), clock, **options)

    def refuses(self, *lines: dict[str, Any] | str, **options: Any) -> str:
        """What a file of these lines is refused with; nothing changes by it, and nothing is left beside the log."""
        before = self.standing()
        with pytest.raises(Refused) as refused:
            self.bring(*lines, **options)
        assert self.standing() == before
        if isinstance(refused.value, ImportRefused):
            return "\n".join(map(str, refused.value.problems))
        return str(refused.value)

    def standing(self) -> dict[str, str]:
        """Every file of the folder, by its content."""
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return {str(file): sha256(file.read_bytes()).hexdigest() for file in files}

    def exported(self) -> list[Any]:
        with Log(self.path, clock) as log:
            assert check.problems(log.connection) == []
            found = [json.loads(line) for line in jsonl(records(log))]
        found[0].pop("exported_at")
        return found

    def one(self, number: int) -> dict[str, Any]:
        return next(line for line in self.exported()[1:] if line["uid"] == uid(number))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(folder)


# Long files


def long(count: int) -> Iterator[dict[str, Any]]:
    return (promise(1000 + number, {"act": "report", "by": ME, "on": "2026-01-09"}) for number in range(count))


def test_a_long_file_comes_in_whole_and_goes_in_one_step(desk: Desk) -> None:
    report = desk.bring(*long(2 * BATCH + 7))
    assert dict(report.added) == {"person": 2, "alliance": 1, "commitment": 2 * BATCH + 7}
    before = desk.exported()
    assert len(before) == 1 + 3 + 2 * BATCH + 7
    with Log(desk.path, clock) as log:
        assert len(history(log)) == 1
        log.undo()
        assert check.problems(log.connection) == []
        assert log.connection.execute("SELECT count(*) FROM commitment_event").fetchone() == (0,)
        log.redo()
    assert desk.exported() == before


def test_a_fault_after_whole_batches_changes_nothing(desk: Desk) -> None:
    late = note(9, supersedes=uid(10))
    assert "supersedes leads to no note" in desk.refuses(*long(BATCH + 1), late)
    assert not desk.path.exists()
    desk.bring()
    assert "supersedes leads to no note" in desk.refuses(*long(BATCH + 1), late)


def test_an_alliance_may_stand_after_everything_that_is_its(desk: Desk) -> None:
    lines = [*long(BATCH + 1), *PEOPLE]
    import_file(desk.path, desk.file(*lines, people=[]), clock)
    assert len(desk.exported()) == 1 + len(lines)
    faulty = [promise(1, {"act": "satisfied", "by": OTHER, "on": "2026-01-06"}), *PEOPLE]
    with pytest.raises(ImportRefused, match="line 2, commitment"):
        import_file(desk.path, desk.file(*faulty, people=[]), clock)


def test_an_export_as_a_json_list_comes_in_again(desk: Desk, tmp_path: Path) -> None:
    desk.bring(*long(3))
    before = desk.exported()
    with Log(desk.path, clock) as log:
        data = b"".join(as_json(records(log)))
    file, again = tmp_path / "log.json", Desk(tmp_path / "again")
    last = data.rfind(b",", 0, data.rfind(b"{"))
    for wrong, why in ((data[:last], "before the ]"), (json.dumps(json.loads(data)).encode(), "JSON list on one line")):
        file.write_bytes(wrong)
        with pytest.raises(ImportRefused, match=why):
            import_file(again.path, file, clock)
    file.write_bytes(data)
    import_file(again.path, file, clock)
    assert again.exported() == before


def test_how_far_it_is_is_told(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    file = desk.file(*long(2 * BATCH))
    import_file(desk.path, file, clock, progress=lambda done, size: told.append((done, size)))
    assert told == sorted(told)
    assert told[-1] == (file.stat().st_size, file.stat().st_size)
    assert len(told) > 2


def test_the_first_fifty_faults_are_kept_and_all_are_counted(desk: Desk) -> None:
    lines = [note(100 + number, rank=0) for number in range(80)]
    with pytest.raises(ImportRefused, match="80 faults") as refused:
        desk.bring(*lines)
    assert [problem.line for problem in refused.value.problems] == list(range(5, 55))


# Backups


def test_only_what_changes_a_filled_log_makes_a_backup(desk: Desk) -> None:
    assert desk.bring(promise(1)).backup is None
    before = desk.standing()
    assert desk.bring(promise(1)).backup is None
    assert desk.standing() == before
    report = desk.bring(promise(2))
    assert report.backup is not None
    with Log(report.backup, clock) as kept:
        assert [item.text for item in select(kept.connection, Commitment, "commitment")] == ["Promise 1"]


def test_a_dry_run_leaves_no_backup_and_no_folder(desk: Desk) -> None:
    desk.bring(promise(1))
    before = desk.standing()
    report = desk.bring(promise(2), dry_run=True)
    assert dict(report.added) == {"commitment": 1}
    assert desk.standing() == before
    new = desk.folder / "not" / "there" / "log.visavis"
    assert import_file(new, desk.file(promise(1)), clock, dry_run=True).created
    assert not (desk.folder / "not").exists()


# Lines


@pytest.mark.parametrize("raw", ["", "\n\n", "  \r\n"])
def test_an_empty_file_is_refused(desk: Desk, raw: str) -> None:
    file = desk.folder / "empty.jsonl"
    file.write_text(raw)
    with pytest.raises(ImportRefused, match="line 1: the file is empty"):
        import_file(desk.path, file, clock)
    assert not desk.path.exists()


def test_empty_lines_and_crlf_are_no_records(desk: Desk) -> None:
    file = desk.file(promise(1))
    file.write_bytes(b"\r\n\n".join(file.read_bytes().splitlines()) + b"\r\n\r\n")
    import_file(desk.path, file, clock)
    assert len(desk.exported()) == 5


def test_a_line_of_just_one_mebibyte_is_read(desk: Desk) -> None:
    frame = len(json.dumps(note(1, text="")))
    desk.bring(note(1, text="x" * (MAX_LINE - frame)))
    assert "longer than 1 MiB" in desk.refuses(note(2, text="x" * (MAX_LINE - frame + 1)))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("[" * 40 + '"' + '\\"' * 200_000, "nested deeper"),
        ("{" + ", ".join(f'"k{number}": 1' for number in range(50_000)) + ', "k49999": 2}', 'holds "k49999" twice'),
        ('{"type": "note", "text": "' + "[{" * 50_000, "not JSON"),
        ('{"type": "criterion", "target": 1e999}', "uid is missing"),
        ('{"type": ["note"]}', "is unknown"),
        ('{"type": "note", "uid": 5}', "uid is missing or no UUID"),
        ("\ufeff" + json.dumps(note(1)), "not JSON"),
    ],
)
def test_a_line_made_to_do_harm_is_refused(desk: Desk, line: str, what: str) -> None:
    found = desk.refuses(line)
    assert found.startswith("line 5")
    assert what in found


BROKEN = {
    '{"a": 1 "b": 2}': "is not JSON at character 9: a comma or a closing bracket is missing; write it",
    '{"a" 1}': "is not JSON at character 6: there is no colon behind the name; write it",
    "{'a': 1}": "is not JSON at character 2: no name in double quotes stands here; write one, or delete the comma",
    '{"a": nope}': "is not JSON at character 7: no value stands here; write one, a text in double quotes",
    '{"a": "b\tc"}': "is not JSON at character 9: a sign that cannot be seen stands here; write a new line as",
    '{"a": "\\q"}': "is not JSON at character 8: a \\ means nothing here; write it twice",
    '{"a": 1} {}': "is not JSON at character 10: more stands behind the record; put it on a line of its own",
    '{"a": "b': "is not JSON: it breaks off behind character 8; write each record whole on one line",
    '{"a":': "is not JSON: it breaks off behind character 5; write each record whole on one line",
    "[1]": "is not a JSON object; write one record a line, between { and }",
    '{"a": NaN}': "holds NaN, which is no number; leave it out",
    '{"a": ' + "1" * 5_000 + "}": "holds a number too long to read; shorten it",
}


def test_what_is_wrong_in_a_line_is_said_in_words_of_ours_with_what_to_do(desk: Desk) -> None:
    file = desk.file(*BROKEN)
    with pytest.raises(ImportRefused) as refused:
        import_file(desk.path, file, clock)
    found = [(problem.line, problem.what) for problem in refused.value.problems]
    assert [line for line, _ in found] == [*range(5, 5 + len(BROKEN))]
    assert all(what.startswith(wanted) for (_, what), wanted in zip(found, BROKEN.values(), strict=True)), found
    assert not any("Expecting" in what or "Invalid" in what for _, what in found)


def test_a_uid_is_the_same_however_it_is_written(desk: Desk) -> None:
    desk.bring(promise(1))
    upper = json.loads(json.dumps(promise(1)).replace(uid(1), uid(1).upper()).replace(ME, ME.upper()))
    assert not desk.bring(upper).anything
    assert "twice" in desk.refuses(promise(2), {**promise(2), "uid": uid(2).replace("-", "")})


def test_absent_null_and_not_private_are_the_same(desk: Desk) -> None:
    desk.bring(promise(1))
    assert not desk.bring(promise(1, why=None, private=False, updated_at=None)).anything


@pytest.mark.parametrize(
    ("values", "when"),
    [
        ({"private_notes": "Mine alone"}, "2026-01-05"),
        ({"notes": "For both"}, "2026-02-01"),
        ({"notes": "For both", "private_notes": "Mine alone"}, "2026-02-01"),
    ],
)
def test_what_is_private_alone_moves_no_moment(desk: Desk, values: dict[str, Any], when: str) -> None:
    meeting = {"type": "meeting", "uid": uid(7), "alliance": OURS, "starts_at": "2026-01-05T14:00:00+00:00"}
    desk.bring({**meeting, "state": "planned", "updated_at": "2026-01-05T09:00:00+00:00"})
    later = {**meeting, "state": "planned", "updated_at": "2026-02-01T09:00:00+00:00", **values}
    for _ in range(2):
        desk.bring(later, overwrite=True)
        (found,) = [line for line in desk.exported() if line["type"] == "meeting"]
        assert found["updated_at"][:10] == when
    assert values.items() <= found.items()


def test_a_person_is_named_once_in_a_map(desk: Desk) -> None:
    talk = {"type": "disagreement", "uid": uid(7), "alliance": OURS, "topic": "x"}
    events = [{"act": "raise", "by": ME, "on": "2026-01-05"}]
    found = desk.refuses({**talk, "events": events, "heat": {ME: 1, ME.upper(): 2}})
    assert "heat names a person twice" in found


@pytest.mark.parametrize("number", [1e17, -1e17, 2.0**53, 2.0**60, 2**60 + 1, 1e19, 1.5, -0.0, 1e-9, 1e300, 41, 41.0])
def test_numbers_come_back_as_they_were_kept(desk: Desk, number: float) -> None:
    line = {"type": "criterion", "uid": uid(7), "alliance": OURS, "name": "Leads", "baseline": number}
    desk.bring({**line, "check_ins": [{"on": "2026-01-05", "value": number}]})
    found = desk.one(7)
    assert found["baseline"] == float(number)
    assert found["check_ins"][0]["value"] == float(number)
    with Log(desk.path, clock) as log:
        assert select(log.connection, Criterion, "criterion")[0].baseline == float(number)
    assert not import_file(desk.path, desk.file(found), clock).anything


def test_a_removed_record_comes_in_and_out_and_is_not_found(desk: Desk) -> None:
    desk.bring(note(1, text="gone", removed_at="2026-02-01T10:00:00Z"))
    assert desk.one(1)["removed_at"] == "2026-02-01T10:00:00+00:00"
    with Log(desk.path, clock) as log:
        assert log.connection.execute("SELECT count(*) FROM search WHERE search MATCH 'gone'").fetchone() == (0,)


# Links


def test_a_link_into_another_alliance_is_refused(desk: Desk) -> None:
    third = {"type": "person", "uid": THIRD, "name": "Lena Brandt"}
    theirs = {"type": "alliance", "uid": THEIRS, "principal": ME, "partner": THIRD}
    there = note(1, alliance=THEIRS)
    found = desk.refuses(third, theirs, there, note(2, supersedes=uid(1)))
    assert found == f"line 8, note {uid(2)[:8]}: supersedes leads to a note of another alliance: {uid(1)}"
    desk.bring(third, theirs, there)
    assert "of another alliance" in desk.refuses(note(2, supersedes=uid(1)))
    assert "not the alliance's two people" in desk.refuses(promise(3, alliance=THEIRS))


def test_a_circle_of_records_that_replace_each_other_is_refused(desk: Desk) -> None:
    ring = [note(number, supersedes=uid(number % 3 + 1)) for number in (1, 2, 3)]
    assert desk.refuses(*ring).count("leads back to the record itself") == 3
    desk.bring(note(1), note(2, supersedes=uid(1)))
    assert "leads back" in desk.refuses(note(1, supersedes=uid(2)), overwrite=True)


def test_the_people_of_an_alliance_stay(desk: Desk) -> None:
    desk.bring(promise(1))
    third = {"type": "person", "uid": THIRD, "name": "Lena Brandt"}
    other = {**PEOPLE[2], "partner": THIRD}
    before = desk.standing()
    with pytest.raises(ImportRefused, match="an alliance keeps them"):
        import_file(desk.path, desk.file(third, other, people=PEOPLE[:2]), clock, overwrite=True)
    assert desk.standing() == before


# Events


def test_a_derived_uid_is_that_of_the_event_under_its_record(desk: Desk) -> None:
    twice = {"act": "discuss", "by": OTHER, "on": "2026-01-06", "note": "Größe"}
    talk = {"type": "disagreement", "uid": uid(7), "alliance": OURS, "topic": "x"}
    raised = {"act": "raise", "by": ME, "on": "2026-01-05"}
    desk.bring({**talk, "events": [raised, twice, twice]})
    text = canonical({"act": "discuss", "by": OTHER, "on": "2026-01-06", "note": "Größe"})
    found = [event["uid"] for event in desk.one(7)["events"]]
    assert found[1:] == [str(uuid5(UUID(uid(7)), text)), str(uuid5(UUID(uid(7)), f"{text}#1"))]
    # The order of an event's fields and what is absent make no difference.
    turned = dict(reversed(twice.items())) | {"at": None}
    assert not desk.bring({**talk, "events": [raised, turned, twice]}).anything


def test_a_uid_belongs_to_one_event_of_a_record(desk: Desk) -> None:
    key = str(uuid4())
    report = {"act": "report", "by": ME, "on": "2026-01-06", "uid": key}
    found = desk.refuses(promise(1, report, {"act": "satisfied", "by": OTHER, "on": "2026-01-07", "uid": key}))
    assert "events, number 3: has the uid of another event" in found
    desk.bring(promise(1, report), promise(2, report))


def test_the_events_of_a_day_go_by_when_they_were_recorded(desk: Desk) -> None:
    report = {"act": "report", "by": ME, "on": "2026-01-06", "recorded_at": "2026-01-06T10:00:00+01:00"}
    word = {"act": "satisfied", "by": OTHER, "on": "2026-01-06", "recorded_at": "2026-01-06T09:30:00Z"}
    desk.bring(promise(1, word, report))
    assert [event["act"] for event in desk.one(1)["events"]] == ["promise", "report", "satisfied"]
    early = {**report, "on": "2026-01-04"}
    assert "before the act that precedes it" in desk.refuses(promise(2, early, word))


def test_a_moment_counts_on_its_day_where_the_alliance_is(desk: Desk) -> None:
    late = {"act": "report", "by": ME, "at": "2026-06-30T23:30:00Z"}
    desk.bring(promise(1, late))
    assert desk.one(1)["events"][1] == {
        **late,
        "at": "2026-06-30T23:30:00+00:00",
        "uid": desk.one(1)["events"][1]["uid"],
    }
    with Log(desk.path, clock) as log:
        assert select(log.connection, Commitment, "commitment")[0].last_on.isoformat() == "2026-07-01"
    assert not desk.bring(promise(1, late)).anything


def test_a_life_that_went_on_in_the_log_takes_only_what_fits(desk: Desk) -> None:
    desk.bring(promise(1, {"act": "report", "by": ME, "on": "2026-01-09"}))
    found = desk.refuses(promise(1, {"act": "revoke", "by": ME, "on": "2026-01-10", "reason_code": "vendor"}))
    assert found.startswith(f"line 5, commitment {uid(1)[:8]}: events, with those that the log holds already: revoke")
    report = desk.bring(
        promise(1, {"act": "propose", "by": OTHER, "on": "2026-01-08", "due": "2026-04-01", "reason": "x"})
    )
    assert report.events == 1
    assert [event["act"] for event in desk.one(1)["events"]] == ["promise", "propose", "report"]


def test_what_is_overwritten_keeps_its_events_and_comes_back(desk: Desk) -> None:
    desk.bring(promise(1), note(2))
    before = desk.exported()
    changed = promise(1, {"act": "report", "by": ME, "on": "2026-01-09"}, text="Another text")
    assert "another text; --overwrite takes" in desk.refuses(changed)
    report = desk.bring(changed, note(2), overwrite=True)
    assert (dict(report.changed), report.events, report.same) == ({"commitment": 1}, 1, 4)
    assert desk.one(1)["text"] == "Another text"
    with Log(desk.path, clock) as log:
        log.undo()
    assert desk.exported() == before


# Whose log it becomes


def test_several_principals_need_a_name(desk: Desk) -> None:
    third = {"type": "person", "uid": THIRD, "name": "Tom"}
    theirs = {"type": "alliance", "uid": THEIRS, "principal": THIRD, "partner": ME}
    with pytest.raises(Refused, match="say it with --me"):
        import_file(desk.path, desk.file(third, theirs, by=None), clock)
    with pytest.raises(Refused, match="several people"):
        import_file(desk.path, desk.file(third, theirs, by=None), clock, me="o")
    import_file(desk.path, desk.file(third, theirs, by=None), clock, me=" tom ")
    with Log(desk.path, clock) as log:
        assert log.owner() == THIRD  # the whole name goes before a part of another


@pytest.mark.parametrize("me", [None, "Tom"])
def test_a_shared_copy_of_neither_of_the_two_is_refused(desk: Desk, me: str | None) -> None:
    third = {"type": "person", "uid": THIRD, "name": "Lena Brandt"}
    with pytest.raises(Refused, match="which of its alliance's two people"):
        import_file(desk.path, desk.file(third, by=THIRD, scope="shared"), clock, me=me)
    assert not desk.path.exists()


def test_by_has_to_be_somebody_of_the_file(desk: Desk) -> None:
    with pytest.raises(Refused, match="leads to no person"):
        import_file(desk.path, desk.file(by=uid(99)), clock)
    assert not desk.path.exists()
