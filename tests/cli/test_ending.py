"""An alliance ends: what is told of it then and before, what goes on with somebody else, how it is taken up again."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Desk, prepare

END = "2026-02-06"
BEFORE = ("2026-01-10", "2026-02-05", END)


BEGUN = 'init --me "Jay Moran, CIO" --partner "Dana Reyes, CMO" --timezone Europe/London --cadence "every monday 9:00"'
STAGE = """
commitment add "Consent feed" --due 2026-02-20 --why "growth" --private
commitment add "Persona list" --by partner --due 2026-01-20
commitment add "Due on the last day" --due 2026-02-06
commitment add "Sandbox" --ask --by me --wanted-by 2026-03-01
commitment add "Old deck" --due 2026-01-09
commitment report C5 --on 2026-01-06 --accepted
topic add "The plan for the year" --wants decide --minutes 10
topic add "Dropped"
topic drop T2
disagreement add "Who owns the data" --kind process --mine "IT" --theirs "Marketing"
disagreement add "Settled" --on 2026-01-05
disagreement resolve D2 --kind agreed --decision "Both"
feedback request --about "The board deck"
meeting add --on "2026-01-12 09:00"
"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of Jay and Dana with whatever can be late, wait, or be unsettled; to be copied only."""
    path = tmp_path_factory.mktemp("stage") / "log.visavis"
    prepare(path, [BEGUN], "2026-01-05")
    prepare(path, STAGE.strip().splitlines(), "2026-01-06")
    return path


@pytest.fixture
def left(stage: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """That log of one's own; it is 10 February."""
    return Desk(Path(shutil.copy(stage, tmp_path / "log.visavis")), capsys)


def told(desk: Desk, *days: str) -> list[Any]:
    """What reads of some days say."""
    words = (
        ["today"],
        ["overdue"],
        ["status"],
        ["commitment", "stats"],
        ["disagreement", "stats"],
        ["meeting", "stats"],
    )
    return [desk.json(*command, "--as-of", day) for day in days for command in words]


def test_after_the_end_nothing_of_it_is_told_and_before_nothing_changes(left: Desk) -> None:
    before = told(left, *BEFORE)
    assert left.run("remind").code == 1
    left.ok("alliance", "end", "A1", "--on", END, "--reason", "Dana leaves")
    assert told(left, *BEFORE) == before
    found = left.json("today")
    assert found["next_meeting"] is None
    assert (found["overdue"], found["awaiting_answer"], found["unrecorded"]) == ({"me": 0, "partner": 0}, 0, [])
    assert found["disagreements"] == {"open": 0, "oldest_days": None}
    assert left.json("overdue") == left.json("commitment", "list", "--overdue") == []
    assert left.run("remind").code == 0
    assert left.ok("status") == "nothing late\n"
    assert "none: the alliance ended on Fri 6 February" in left.ok("today")


def test_figures_are_as_of_the_end(left: Desk) -> None:
    left.ok("alliance", "end", "A1", "--on", END)
    at_end, later = (left.json("meeting", "stats", "--as-of", day) for day in (END, "2026-05-01"))
    assert {**later, "as_of": END, "topics_carried": 0} == {**at_end, "topics_carried": 0}
    mine = left.json("commitment", "stats", on="2026-05-01")["directions"][0]
    # C1 falls due after the end and is not known; what was due on the last day is, and was missed.
    assert mine["kept_first_date"]["known"] == 2
    open_days = [item["days"] for item in left.json("disagreement", "stats", on="2026-05-01")["ageing"]]
    assert open_days == [31]


def test_an_end_ahead_works_from_then(left: Desk) -> None:
    left.ok("alliance", "end", "A1", "--on", "2026-02-12")
    assert len(left.json("overdue")) == 2
    assert left.json("overdue", on="2026-02-13") == []


def test_it_is_taken_up_again(left: Desk) -> None:
    before = told(left, "2026-02-10", "2026-05-01")
    left.ok("alliance", "end", "A1", "--on", END)
    left.ok("alliance", "reopen", "A1")
    assert told(left, "2026-02-10", "2026-05-01") == before
    left.ok("undo")
    assert left.json("overdue") == []
    left.ok("undo")
    assert told(left, "2026-02-10", "2026-05-01") == before
    assert left.ok("check") == "The log is whole.\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("alliance end A1 --on 2026-01-04", 3, "cannot have ended before"),
        ("alliance end A1 --on someday", 3, "someday"),
        ("alliance end A1", 2, "--on"),
        ("alliance end A9 --on 2026-02-06", 3, "A9"),
        ("alliance reopen A1", 3, "has not ended"),
        ("commitment carry-over C1 --alliance A1", 3, "has not ended"),
    ],
)
def test_what_cannot_be_is_refused(left: Desk, words: str, code: int, says: str) -> None:
    assert says in left.refused(*shlex.split(words), code=code)


def test_a_second_end_is_refused(left: Desk) -> None:
    left.ok("alliance", "end", "A1", "--on", END)
    assert "ended on 2026-02-06 already" in left.refused("alliance", "end", "A1", "--on", "2026-02-07")


@pytest.fixture
def gone(left: Desk) -> Desk:
    """The same, once Dana has left and Tom has come."""
    left.ok("alliance", "end", "A1", "--on", END)
    left.ok("alliance", "add", "--partner", "Tom Okafor, CMO", "--cadence", "every friday 9:00")
    return left


def test_commands_that_add_take_the_only_one_that_goes_on(gone: Desk) -> None:
    gone.ok("topic", "add", "Welcome")
    assert gone.json("topic", "list", "--alliance", "Tom")[0]["text"] == "Welcome"
    assert gone.json("today")["alliance"] == "Tom Okafor"
    assert gone.run("today").err == ""


def test_commands_that_add_take_none_that_has_ended_unless_it_is_named(left: Desk) -> None:
    left.ok("alliance", "end", "A1", "--on", END)
    for words in ("topic add Welcome", "capture Welcome", "commitment add Brief", "import minutes.csv"):
        (left.path.parent / "minutes.csv").write_text("task,owner\nBrief,me\n")
        told = left.refused(*words.replace("minutes", str(left.path.parent / "minutes")).split(), code=2)
        assert "ended on 2026-02-06, and no other goes on" in told
        assert "--alliance A1" in told
    left.ok("topic", "add", "Afterwards", "--alliance", "A1")
    left.ok("export", str(left.path.parent / "shared.jsonl"), "--scope", "shared")
    left.ok("alliance", "add", "--partner", "Tom Okafor, CMO")
    left.ok("alliance", "end", "A2", "--on", "2026-02-20")
    late = left.refused("topic", "add", "Welcome", on="2026-02-23", code=2)
    assert "every alliance of the log has ended; name one with --alliance (Dana Reyes, Tom Okafor)" in late


def test_what_goes_on_is_carried_over(gone: Desk) -> None:
    for words in (
        "commitment carry-over C1",
        "commitment carry-over C4",
        "topic carry-over T1",
        "disagreement carry-over D1",
    ):
        gone.ok(*words.split(), "--alliance", "A2")
    records = {
        (record["type"], record.get("text") or record.get("topic"), "continues" in record): record
        for record in gone.exported()
    }
    promise = records["commitment", "Consent feed", True]
    assert (promise["why"], promise["private"], promise["continues"]) == (
        "growth",
        True,
        records["commitment", "Consent feed", False]["uid"],
    )
    assert [(event["act"], event["on"], event["due"]) for event in promise["events"]] == [
        ("promise", "2026-02-10", "2026-02-20")
    ]
    asked = records["commitment", "Sandbox", True]["events"]
    assert [(event["act"], event["wanted_by"]) for event in asked] == [("request", "2026-03-01")]
    topic = records["topic", "The plan for the year", True]
    assert (topic["wants"], topic["minutes"]) == ("decide", 10)
    disagreement = records["disagreement", "Who owns the data", True]
    assert [*disagreement["positions"].values()] == ["IT"]
    assert [event["act"] for event in disagreement["events"]] == ["raise"]
    assert "events" in records["commitment", "Consent feed", False]
    assert gone.ok("check") == "The log is whole.\n"
    assert "continues" in gone.ok("commitment", "show", "C6")


@pytest.mark.parametrize(
    ("words", "due", "says"),
    [
        ("commitment carry-over C1", "2026-02-20", "due Fri 20 February"),
        (
            "commitment carry-over C2",
            "2026-01-20",
            "ago (that day is past); it goes on with Tom Okafor",
        ),
        ("commitment carry-over C2 --due 'in 2 weeks'", "2026-02-24", "due Tue 24 February"),
        ("commitment carry-over C1 --due eom", "2026-02-28", "due Sat 28 February"),
        ("commitment carry-over C3", "2026-02-06", "(that day is past)"),
    ],
)
def test_the_old_date_goes_on_unless_another_is_told(gone: Desk, words: str, due: str | None, says: str) -> None:
    assert says in gone.ok(*shlex.split(words), "--alliance", "Tom")
    assert gone.json("commitment", "show", "C6")["due"] == due


@pytest.mark.parametrize(("words", "wanted"), [("", "2026-03-01"), (" --due 2026-03-20", "2026-03-20")])
def test_the_day_an_ask_is_wanted_by_goes_on_unless_another_is_told(gone: Desk, words: str, wanted: str | None) -> None:
    gone.ok(*f"commitment carry-over C4{words} --alliance Tom".split(), on="2026-03-05")
    assert gone.json("commitment", "show", "C6", on="2026-03-05")["events"][0].get("wanted_by") == wanted


def test_no_agenda_tells_what_an_ended_alliance_left(gone: Desk) -> None:
    for person in ("me", "partner"):
        text = gone.ok("agenda", "--alliance", "Dana", "--for", person)
        assert not any(words in text for words in ("Persona list", "Old deck", "Sandbox", "Who owns", "The plan for"))
    assert gone.json("meeting", "stats", "--alliance", "Dana")["topics_carried"] == 0


def test_until_its_last_day_the_next_meeting_behind_it_says_so(left: Desk) -> None:
    left.ok("alliance", "end", "A1", "--on", "2026-02-12")
    assert left.json("today")["next_meeting"]["starts_at"].startswith("2026-02-16")
    assert "after the last day of the alliance" in left.ok("today")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("commitment carry-over C1", 2, "--alliance"),
        ("commitment carry-over C5 --alliance A2", 3, "nothing of it goes on"),
        ("topic carry-over T2 --alliance A2", 3, "nothing of it goes on"),
        ("disagreement carry-over D2 --alliance A2", 3, "nothing of it goes on"),
        ("commitment carry-over C1 --alliance A1", 3, "already"),
        ("commitment carry-over C99 --alliance A2", 3, "C99"),
    ],
)
def test_what_does_not_go_on_is_refused(gone: Desk, words: str, code: int, says: str) -> None:
    assert says in gone.refused(*words.split(), code=code)


def test_it_is_carried_over_once(gone: Desk) -> None:
    gone.ok("commitment", "carry-over", "C1", "--alliance", "Tom")
    assert "C1 goes on as C6 already" in gone.refused("commitment", "carry-over", "C1", "--alliance", "Tom")
    gone.ok("undo")
    gone.ok("commitment", "carry-over", "C1", "--alliance", "Tom")


def test_ends_and_what_goes_on_survive_export_and_import(gone: Desk, tmp_path: Path) -> None:
    gone.ok("commitment", "carry-over", "C1", "--alliance", "Tom")
    gone.ok("person", "edit", "H2", "--called", "Didi")
    gone.ok("export", str(tmp_path / "all.jsonl"))
    other = Desk(tmp_path / "other.visavis", gone.captured)
    other.ok("import", str(tmp_path / "all.jsonl"))
    assert other.exported() == gone.exported()
    assert told(other, "2026-02-10") == told(gone, "2026-02-10")
    assert "Didi" in other.ok("overdue", "--as-of", END)


def test_a_shared_copy_of_the_new_one_tells_nothing_of_the_old(gone: Desk, tmp_path: Path) -> None:
    gone.ok("topic", "carry-over", "T1", "--alliance", "Tom")
    target = tmp_path / "tom.jsonl"
    gone.ok("export", str(target), "--scope", "shared", "--alliance", "Tom")
    text = target.read_text()
    assert "The plan for the year" in text
    assert "continues" not in text
    assert "Dana" not in text


def test_today_of_the_one_who_comes_tells_what_the_one_before_left(left: Desk) -> None:
    left.ok("alliance", "end", "A1", "--on", END)
    left.ok("alliance", "add", "--partner", "Tom Okafor, CMO")
    said = next(line for line in left.ok("today", "--alliance", "Tom").splitlines() if line.startswith("BEFORE"))
    assert said.startswith("BEFORE  the alliance with Dana Reyes left ")
    assert said.endswith("visavis commitment carry-over C1 --alliance 'Tom Okafor'")
    assert "BEFORE" not in left.ok("today", "--alliance", "Dana")
    assert "BEFORE" not in left.ok("today", "--alliance", "Tom", "--as-of", "2026-02-10")
    left.ok("commitment", "carry-over", "C1", "--alliance", "Tom")
    after = next(line for line in left.ok("today", "--alliance", "Tom").splitlines() if line.startswith("BEFORE"))
    assert after != said
