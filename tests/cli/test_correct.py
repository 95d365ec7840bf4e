"""What was recorded wrong is put right as if it never had been: every value and refusal, and no figure counts it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.sampling import covering, each

TWO = 'commitment add "Persona list" --by partner --due "3 mar" --on 2026-02-02'
MOVED = [TWO, "commitment propose C1 --due '9 mar' --reason vendor --agreed --on 2026-02-03"]
DONE = [TWO, "commitment report C1 --on 2026-02-05"]
ASKED = 'commitment add "Sandbox" --ask --by me --wanted-by "3 mar" --on 2026-02-02'
GIVEN = 'feedback add --from me --about Deck --worked "the opening" --on 2026-02-02'
WANTED = "feedback request --about Deck --on 2026-02-02"
RAISED = 'disagreement add "Who pays" --on 2026-02-02'
SETTLED = [RAISED, "disagreement resolve D1 --kind agreed --decision Both --on 2026-02-05"]

RIGHT = [
    # made so, put right, what it comes to by writing it right from the beginning
    ([TWO], "commitment correct C1 --due '5 mar'", [TWO.replace("3 mar", "5 mar")]),
    ([TWO], "commitment correct C1 --due '5 jan'", [TWO.replace("3 mar", "5 jan")]),
    ([TWO], "commitment correct C1 --on 2026-01-30", [TWO.replace("2026-02-02", "2026-01-30")]),
    ([TWO], "commitment correct C1 --by me", [TWO.replace("--by partner", "--by me")]),
    ([TWO], "commitment correct C1 --by me --due '5 mar' --on 2026-01-30",
     ['commitment add "Persona list" --by me --due "5 mar" --on 2026-01-30']),
    ([*MOVED[:1], MOVED[1].replace(" --agreed", "")], "commitment correct C1 --by partner --due '10 mar'",
     [TWO, "commitment propose C1 --due '10 mar' --reason vendor --by partner --on 2026-02-03"]),
    (MOVED, "commitment correct C1 --due '10 mar'", [MOVED[0], MOVED[1].replace("9 mar", "10 mar")]),
    (DONE, "commitment correct C1 --on 2026-02-02", [TWO, "commitment report C1 --on 2026-02-02"]),
    (DONE, "commitment correct C1 --due '5 mar'", [TWO.replace("3 mar", "5 mar"), DONE[1]]),
    ([ASKED], "commitment correct C1 --due '5 mar'", [ASKED.replace("3 mar", "5 mar")]),
    ([ASKED], "commitment correct C1 --by me", [ASKED.replace("--by me", "--by partner")]),
    (['commitment add x --offer --due "3 mar"'], "commitment correct C1 --by partner",
     ['commitment add x --offer --due "3 mar" --by partner']),
    ([GIVEN], "feedback correct F1 --by partner", [GIVEN.replace("--from me", "--from partner")]),
    ([GIVEN], "feedback correct F1 --on 2026-01-05", [GIVEN.replace("2026-02-02", "2026-01-05")]),
    ([WANTED], "feedback correct F1 --by partner", [WANTED + " --by partner"]),
    ([GIVEN, "feedback acknowledge F1"], "feedback correct F1 --on 2026-02-03",
     [GIVEN, "feedback acknowledge F1 --on 2026-02-03"]),
    ([RAISED], "disagreement correct D1 --by partner --on 2026-01-05",
     [RAISED.replace("2026-02-02", "2026-01-05") + " --by partner"]),
    (SETTLED, "disagreement correct D1 --on 2026-02-03 --by partner",
     [RAISED, SETTLED[1].replace("2026-02-05", "2026-02-03") + " --by partner"]),
]  # fmt: skip

STATS = ("commitment stats", "feedback stats", "disagreement stats", "overdue", "today", "commitment list")


def content(desk: Desk) -> list[object]:
    """Everything that the log holds, but for uids, numbers and moments of recording."""
    told: list[object] = []
    for noun in ("commitment", "feedback", "disagreement"):
        for record in desk.json(noun, "list"):
            whole = desk.json(noun, "show", record["id"])
            for name in ("uid", "created_at", "updated_at"):
                whole.pop(name)
            for event in whole["events"]:
                event.pop("recorded_at")
            told.append(whole)
    return told


def figures(desk: Desk) -> list[object]:
    """The figures and lists of several days."""
    days = ("2026-01-31", "2026-02-02", "2026-02-04", "2026-02-10", "2026-03-04")
    found = [desk.json(*words.split(), "--as-of", on, on="2026-03-20") for words in STATS for on in days]
    for listed in found:
        for item in listed if isinstance(listed, list) else ():
            item.pop("uid")
    return found


def kinds_of(case: tuple[list[str], str, list[str]]) -> list[object]:
    """What a case is an example of: the noun, the act that is put right, and each value of it."""
    made, right, _ = case
    noun, *words = right.split()
    return [(noun, len(made)), *((noun, word) for word in words if word.startswith("--"))]


@pytest.mark.parametrize(("made", "right", "meant"), each(RIGHT, covering(RIGHT, kinds_of)))
def test_it_is_as_if_it_had_been_written_right(
    empty: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], made: list[str], right: str, meant: list[str]
) -> None:
    other = Desk(tmp_path / "meant.visavis", capsys, empty.day)
    other.path.write_bytes(empty.path.read_bytes())
    empty.lines("\n".join(made))
    before = empty.exported()
    said = empty.ok(*shlex.split(right))
    other.lines("\n".join(meant))
    assert content(empty) == content(other)
    assert figures(empty) == figures(other)
    assert "put right" in said
    assert "put right" in empty.json("history")[0]["title"]
    assert "whole" in empty.ok("check")
    after = empty.exported()
    empty.lines("undo")
    assert empty.exported() == before
    empty.lines("redo")
    assert empty.exported() == after
    assert "whole" in empty.ok("check")


NOT_SO = [
    ([TWO], "commitment correct C1 --due nonsense", "is not a date"),
    ([TWO], "commitment correct C1 --due ''", "--due is empty"),
    ([TWO], "commitment correct C1 --on ''", "--on is empty"),
    ([TWO], "commitment correct C1 --on 2026-02-11", "is still to come"),
    ([TWO], "commitment correct C9 --due eom", "is no commitment here"),
    (["commitment add x"], "commitment correct C1 --due eom", "no date was ever given"),
    (DONE, "commitment correct C1 --on 2026-02-01", "before the act before it"),
    (DONE, "commitment correct C1 --by me", "is for the other side to do"),
    (MOVED, "commitment correct C1 --by me", "is for the other side to do"),
    ([TWO, "commitment report C1 --done-on 2026-02-09"], "commitment correct C1 --on 2026-02-05", "done_on 2026-02-09"),
    ([TWO, "commitment remove C1"], "commitment correct C1 --due eom", "is no commitment here"),
    ([GIVEN, "feedback acknowledge F1"], "feedback correct F1 --by me", "is for the other side to do"),
    (SETTLED, "disagreement correct D1 --on 2026-01-31", "before the act before it"),
]


@pytest.mark.parametrize(("made", "words", "says"), NOT_SO)
def test_what_would_not_hold_is_refused(empty: Desk, made: list[str], words: str, says: str) -> None:
    empty.lines("\n".join(made))
    assert says in empty.refused(*shlex.split(words), code=3)


@pytest.mark.parametrize(
    "words",
    ["commitment correct C1", "commitment correct", "commitment correct C1 --by Dana", "feedback correct F1",
     "feedback correct F1 --due eom", "disagreement correct D1", "commitment correct C1 --due eom --as-of yesterday"],
)  # fmt: skip
def test_words_that_make_no_correction(empty: Desk, words: str) -> None:
    empty.lines("\n".join([TWO, GIVEN, RAISED]))
    empty.refused(*shlex.split(words), code=2)


def test_what_is_so_already_changes_nothing(empty: Desk) -> None:
    empty.lines(TWO)
    before = empty.json("history")
    assert "nothing was changed" in empty.ok("commitment", "correct", "C1", "--by", "partner", "--due", "3 mar")
    assert empty.json("history") == before


def test_it_goes_out_and_comes_in_and_an_old_file_does_not_undo_it(
    empty: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty.lines("\n".join(MOVED))
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    empty.ok("export", str(old))
    empty.lines("commitment correct C1 --due '12 mar'")
    empty.ok("export", str(new))
    other = Desk(tmp_path / "other.visavis", capsys, empty.day)
    other.ok("import", str(new))
    assert other.json("commitment", "show", "C1") == empty.json("commitment", "show", "C1")
    empty.ok("import", str(old))
    assert empty.json("commitment", "list")[0]["due"] == "2026-03-12"
