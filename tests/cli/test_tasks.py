"""Lists of tasks out and in, with what Taskwarrior 2.6.2 made of one of ours."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.cli.desk import Desk
from tests.cli.outside_lives import EVERY_STATE, lives_of

DATA = Path(__file__).with_name("data")
OURS, BACK = DATA / "taskwarrior-out.json", DATA / "taskwarrior-2.6.2.json"
"""What we wrote, and what `task export` wrote after it was taken in and worked on."""

LATER = "2026-11-30"
ONE = "11111111-1111-4111-8111-111111111111"


def put(desk: Desk, *tasks: dict[str, Any] | str) -> str:
    """Write tasks beside the log, one a line; gives the path."""
    path = desk.path.with_name("in.json")
    path.write_text("\n".join(task if isinstance(task, str) else json.dumps(task) for task in tasks))
    return str(path)


def task(**more: Any) -> dict[str, Any]:
    """A task as Taskwarrior has it."""
    return {"uuid": ONE, "description": "Send it", "status": "pending", "entry": "20260105T120000Z", **more}


def test_a_promise_as_a_task(empty: Desk, tmp_path: Path) -> None:
    empty.lines(EVERY_STATE)
    target = tmp_path / "out.json"
    empty.ok("export", str(target), "--format", "taskwarrior", "--scope", "full")
    tasks = {item["description"]: item for item in json.loads(target.read_text())}
    uids = {item["text"]: item["uid"] for item in empty.json("commitment", "list")}
    assert tasks["Promised"] == {
        "uuid": uids["Promised"],
        "description": "Promised",
        "status": "pending",
        "entry": "20260105T120000Z",
        "modified": "20260120T120000Z",
        "project": "visavis.dana-reyes",
        "visavisfrom": "Jay Moran",
        "visavisto": "Dana Reyes",
        "visavisstate": "promised",
        "due": "20260309T235959Z",
        "visavisfirstdue": "20260301T235959Z",
        "tags": ["promised"],
        "annotations": [
            {"entry": "20260105T120000Z", "description": "why: so that"},
            {"entry": "20260105T120001Z", "description": "done means: said, twice"},
            {"entry": "20260120T120002Z", "description": "new date 2026-03-09: vendor; late"},
        ],
    }
    told = {name: (item["status"], item.get("tags"), item.get("end")) for name, item in tasks.items()}
    assert told == {
        "Promised": ("pending", ["promised"], None),
        "Requested": ("pending", ["requested"], None),
        "Offered": ("pending", ["offered"], None),
        "Countered": ("pending", ["countered"], None),
        "Declined": ("deleted", None, "20260109T120000Z"),
        "Withdrawn": ("deleted", None, "20260110T120000Z"),
        "Reported": ("pending", ["reported"], None),
        "Satisfied": ("completed", None, "20260203T120000Z"),
        "Revoked": ("deleted", None, "20260115T120000Z"),
        "Cancelled": ("deleted", None, "20260116T120000Z"),
        "Undated": ("pending", ["promised"], None),
        "Private": ("pending", ["promised", "private"], None),
    }
    assert tasks["Requested"]["due"] == "20260302T235959Z"


def test_a_day_is_that_of_the_alliance(empty: Desk, tmp_path: Path) -> None:
    empty.lines("alliance edit A1 --timezone America/New_York\ncommitment add A --by me --due 2026-07-01")
    target = tmp_path / "out.json"
    empty.ok("export", str(target), "--format", "taskwarrior")
    assert json.loads(target.read_text())[0]["due"] == "20260702T035959Z"
    empty.ok(
        "import", put(empty, task(due="20260702T035959Z", end="20260202T020000Z", status="completed")), "--by", "me"
    )
    (found,) = [item for item in empty.json("commitment", "list") if item["uid"] == ONE]
    assert found["due"] == "2026-07-01"
    assert lives_of(empty)["Send it"][2][-1].isoformat() == "2026-02-01"


def test_what_taskwarrior_made_of_ours(empty: Desk) -> None:
    """A task completed, moved, deleted, tagged and annotated there; one of its own, one that recurs."""
    assert "Added 4 commitments" in empty.ok("import", str(OURS), on=LATER)
    assert "--by me or --by partner" in empty.refused("import", str(BACK), on=LATER)
    before = empty.json("commitment", "list", on=LATER)
    said = empty.ok("import", str(BACK), "--by", "me", "--dry-run", on=LATER)
    assert empty.json("commitment", "list", on=LATER) == before
    assert said.replace("Would add", "Added").replace("Would move", "Moved").replace(
        "Would change", "Changed"
    ) == empty.ok("import", str(BACK), "--by", "me", on=LATER)
    assert said.splitlines() == [
        "Would add 2 commitments",
        "  Own thing, due Thu 24 Dec 2026 (by Jay, promised; not kept: priority, tags)",
        "  Weekly figures, due Fri 4 Dec 2026 (by Jay, promised; not kept: imask, parent, recur, rtype)",
        "Would move 1 commitment",
        "  Analytics sandbox, due Tue 15 Dec 2026 (its new date is agreed; its note is not kept: waiting for legal)",
        "Would change 2 commitments",
        "  Consent wording, due Sun 20 Dec 2026 (it is said to be done now)",
        '  Persona list, "final" [x], due Fri 4 Dec 2026 (it is done and accepted now)',
        "2 left out",
        "  Weekly figures, due Fri 4 Dec 2026 (line 5, it is the pattern of a recurring task; its single tasks are "
        "taken)",
        "  Brand tracker, due Fri 8 Jan 2027 (line 8, it was deleted in Taskwarrior; here C3 stays, until: "
        "visavis commitment cancel C3 --reason WORDS)",
    ]
    found = {item["text"]: item for item in empty.json("commitment", "list", on=LATER)}
    assert found['Persona list, "final" [x]']["state"] == "satisfied"
    assert (found["Analytics sandbox"]["due"], found["Analytics sandbox"]["first_due"]) == ("2026-12-15", "2026-12-11")
    assert found["Brand tracker"]["state"] == "promised"
    assert "Nothing new" in empty.ok("import", str(BACK), "--by", "me", on=LATER)
    empty.ok("undo", on=LATER)
    assert empty.json("commitment", "list", on=LATER) == before


def test_one_task_a_line_is_the_same(empty: Desk) -> None:
    """As `rc.json.array=off` writes them."""
    tasks = json.loads(BACK.read_text())
    assert "Added 5 commitments" in empty.ok("import", put(empty, *tasks), "--by", "me", on=LATER)
    assert "Nothing new" in empty.ok("import", str(BACK), "--by", "me", on=LATER)


def test_only_what_moved_on(empty: Desk) -> None:
    """The task is brought in again each time; what the log has gone beyond stays."""
    file = put(empty, task(due="20260302T235959Z"))
    empty.ok("import", file, "--by", "partner")
    empty.lines("commitment propose C1 --due 2026-03-20 --reason vendor --agreed")
    steps: tuple[tuple[dict[str, Any], str], ...] = (
        (task(due="20260302T235959Z"), "2026-03-02 was its date before"),
        (task(due="20260327T235959Z", modified="20260106T120000Z"), "its date was changed here after the file"),
        (task(due="20260320T235959Z", description="Sent"), "its what is another in the file"),
        (task(), "its date is gone in the file and stays here"),
        (task(due="20260327T235959Z", modified="20260210T120000Z"), "Moved 1 commitment"),
        (task(due="20260327T235959Z", status="completed", end="20260210T090000Z"), "Changed 1 commitment"),
        (task(due="20260327T235959Z"), "it is done and accepted here, the file says promised"),
        (task(due="20260327T235959Z", status="deleted"), "here C1 is over too"),
    )
    for item, wanted in steps:
        assert wanted in empty.ok("import", put(empty, item), "--by", "partner")
    (life,) = lives_of(empty).values()
    assert [str(day) for day in life[2]] == [
        "2026-01-05",
        "2026-03-27",
        "2026-03-02",
        "None",
        "2026-02-10",
        "2026-02-10",
    ]


REFUSED: dict[str, tuple[str | dict[str, Any], str]] = {
    "truncated": ('[{"uuid": "x", "description": "A"},', "line 1: the list is not closed"),
    "no JSON": ('{"description": "A", "entry": }', "line 1: is not JSON"),
    "deep": ('{"description": ' + "[" * 50 + "]" * 50 + "}", "line 1: it is nested deeper than 32"),
    "a long number": ('{"description": "A", "urgency": ' + "9" * 5000 + "}", "line 1: holds a number too long"),
    "NaN": ('{"description": "A", "urgency": NaN}', "line 1: holds NaN"),
    "doubled": ('{"description": "A", "description": "B"}', 'line 1: holds "description" twice'),
    "more behind": ('[{"description": "A"}] x', "line 1: behind the list stands more"),
    "no task": ("[1, 2]", "lines? 1.*: is no task"),
    "empty": ("[]", "line 1: the file holds no task"),
    "no text": (task(description="  "), "line 1: the task has no description"),
    "another status": (task(status="done"), 'line 1: the status "done" is none of'),
    "no uuid": (task(uuid="17"), "line 1: is not a uid"),
    "no moment": (task(due="2026-12-01"), 'line 1: due is "2026-12-01" is no moment'),
    "no text but a number": (task(project=3), "line 1: project is no text"),
    "a line with an escape": (task(description="A\x1b[2J"), "line 1: text holds the control character U[+]001B"),
    "somebody else": (task(visavisfrom="Bob"), 'line 1: visavisfrom is "Bob", which is not one of .*--map "Bob=me"'),
    "begun tomorrow": (task(entry="20260211T120000Z"), "line 1: it is begun on 2026-02-11, which is still to come"),
}


def test_what_is_wrong_is_refused_by_its_line(empty: Desk) -> None:
    for name, (item, wanted) in REFUSED.items():
        said = empty.run("import", put(empty, item), "--by", "me", "--format", "taskwarrior")
        assert said.code == 3, (name, said)
        assert re.search(wanted, said.err), (name, said.err)
    told = empty.refused("import", put(empty, task(), task()), "--by", "me")
    assert "line 2: has the uid of line 1" in told
    assert empty.json("commitment", "list") == []


def test_a_task_is_of_the_alliance_of_its_project(empty: Desk) -> None:
    empty.lines('alliance add --partner "Ravi Iyer, COO"')
    ours = task(project="visavis.ravi-iyer", visavisfrom="Ravi Iyer", depends=[ONE], annotations=[])
    said = empty.ok("import", put(empty, ours))
    assert "(by Ravi, promised, since Mon 5 Jan 2026; not kept: depends)" in said
    assert "name one with --alliance" in empty.refused("import", put(empty, task(project="home")), code=2)
    said = empty.ok("import", put(empty, ours), "--alliance", "Dana")
    assert "it is of the alliance with Ravi Iyer" in said


def test_notes_of_a_task_of_others_say_why(empty: Desk) -> None:
    notes = [{"entry": "20260106T120000Z", "description": text} for text in ("First", "why: second\nline")]
    empty.ok("import", put(empty, task(annotations=notes)), "--by", "me")
    assert lives_of(empty)["Send it"][3] == ("First\nwhy: second\nline", None, None)
