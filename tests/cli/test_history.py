"""The history: whose each change is, which records it touched, and each taken back alone."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk
from tests.cli.test_bring_back import ADDS, REMOVABLE, number

LATER = "topic add Later"


def newest(desk: Desk) -> str:
    return str(desk.json("history")[0]["id"])


def numbers(desk: Desk) -> list[str]:
    """The numbers of all changes, oldest first."""
    return [str(item["id"]) for item in desk.json("history")][::-1]


def without_moments(records: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{key: value for key, value in record.items() if key != "updated_at"} for record in records]


@pytest.mark.parametrize("noun", REMOVABLE)
def test_what_was_added_goes_alone_and_comes_back(empty: Desk, noun: str) -> None:
    before = empty.exported()
    empty.lines(ADDS[noun])
    added, change = empty.exported(), newest(empty)
    empty.lines(LATER)
    assert "Taken back: " in empty.ok("undo", change)
    left = [record for record in empty.exported() if record.get("text") != "Later" and "removed_at" not in record]
    assert left == before
    assert empty.json("search", "zebra") == []
    assert "whole" in empty.ok("check")
    assert number(noun) in empty.json("history")[0]["records"]
    assert "Later" in empty.ok("topic", "list")
    assert f"Change {change} taken back" in empty.ok("undo")
    assert [record for record in empty.exported() if record.get("text") != "Later"] == added


CHANGES = [
    ("an edit", "commitment add zebra --due eom", "commitment edit C1 --text lion"),
    (
        "an act in the middle of a life",
        "commitment add zebra --due eom",
        "commitment propose C1 --due 2026-12-20 --reason vendor",
    ),
    ("a correction", "commitment add zebra --due eom", "commitment correct C1 --due 2026-12-20"),
    ("a removal", "note add zebra --kind learning", "note remove N1"),
    ("a return", "note add zebra --kind learning\nnote remove N1", "note bring-back N1"),
    ("a rhythm", "topic add zebra", 'alliance edit A1 --cadence "every tuesday"'),
    ("a name", "topic add zebra", "person edit H2 --called Reyes"),
    ("lines of a meeting", 'meeting add --on "2026-02-09 9:00"', "capture --meeting M1 zebra"),
]


@pytest.mark.parametrize(("before", "changed"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_what_was_changed_is_put_back_alone(empty: Desk, before: str, changed: str) -> None:
    empty.lines(before)
    there = empty.exported()
    empty.lines(changed)
    after, change = empty.exported(), newest(empty)
    assert after != there
    empty.lines(LATER)
    empty.ok("undo", change)
    left = [record for record in empty.exported() if record.get("text") != "Later"]
    assert without_moments(left) == without_moments(there)
    assert "whole" in empty.ok("check")
    empty.lines("undo")
    assert [record for record in empty.exported() if record.get("text") != "Later"] == after


def test_lines_captured_together_go_together(empty: Desk) -> None:
    empty.lines('meeting add --on "2026-02-09 9:00"')
    empty.ok("capture", "--meeting", "M1", "> zebra by fri", "! lion", "? tiger", "plain")
    change = newest(empty)
    assert set(empty.json("history")[0]["records"]) == {"M1", "C1", "C2", "D1"}
    empty.lines(LATER)
    empty.ok("undo", change)
    for word in ("zebra", "lion", "tiger", "plain"):
        assert empty.json("search", word) == []


REFUSED = [
    ("changed since", "commitment add zebra\ncommitment edit C1 --text lion", 0, "has touched the same since"),
    ("its life went on", "commitment add zebra --due eom\ncommitment report C1", 0, "has touched the same since"),
    (
        "what came later needs it",
        "commitment add zebra --due eom\ncommitment report C1\ncommitment satisfied C1",
        1,
        "what came later needs it",
    ),
    (
        "who was brought in",
        'alliance add --partner "Tom Okafor, CMO"\ntopic add Later --alliance Tom',
        0,
        "only while it is the newest",
    ),
]


@pytest.mark.parametrize(("lines", "at", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_would_not_stand_without_it_is_refused(empty: Desk, lines: str, at: int, said: str) -> None:
    empty.lines(lines)
    change = numbers(empty)[at]
    before, told = empty.exported(), empty.json("history")
    assert said in empty.refused("undo", change)
    assert empty.exported() == before
    assert empty.json("history") == told


def test_the_newest_is_undone_so_that_redo_does_it_again(empty: Desk) -> None:
    empty.lines("topic add zebra")
    change = newest(empty)
    empty.ok("undo", change)
    assert empty.json("history")[0]["undone"] is True
    assert "is taken back already" in empty.refused("undo", change)
    empty.lines("redo")
    assert "zebra" in empty.ok("topic", "list")


@pytest.mark.parametrize("words", ["x", "", "C1", "1.5", "-1", "٣", "9" * 30])
def test_what_is_no_number_of_a_change_is_told(empty: Desk, words: str) -> None:
    empty.refused("undo", "--", words, code=2)


def test_an_unknown_change_is_told(empty: Desk) -> None:
    assert "there is no change 77; see: visavis history" in empty.refused("undo", "77")


def test_whose_act_it_was_and_since_when(empty: Desk) -> None:
    empty.lines("commitment add mine --due eom\ncommitment add theirs --by partner --due eom\ncriterion add n")
    mine, theirs = empty.json("history", "--by", "me"), empty.json("history", "--by", "partner")
    assert [item["records"] for item in mine] == [["C1"]]
    assert [item["records"] for item in theirs] == [["C2"]]
    assert len(empty.json("history", "--since", "today")) == 3
    assert empty.json("history", "--since", "tomorrow", "--limit", "5") == []
    assert "Nothing was changed that fits." in empty.ok("history", "--since", "tomorrow")
    assert empty.json("history", "C1")[0]["by"] == mine[0]["by"]


def test_what_came_later_is_told(empty: Desk) -> None:
    empty.lines("commitment add zebra --due eom\ntopic add lion\ncommitment report C1")
    assert [item["later"] for item in empty.json("history")] == [None, None, int(newest(empty))]


def test_an_import_goes_alone(empty: Desk) -> None:
    empty.lines("topic add zebra\ncommitment add lion --due eom")
    path = empty.path.with_name("all.visavis.jsonl")
    empty.ok("export", str(path))
    empty.lines("undo\nundo")
    empty.ok("import", str(path))
    change = newest(empty)
    empty.lines(LATER)
    empty.ok("undo", change)
    assert empty.json("search", "zebra") == empty.json("search", "lion") == []
    assert "whole" in empty.ok("check")


# Taken back alone


def test_what_was_taken_back_alone_says_so_until_that_is_taken_back(empty: Desk) -> None:
    empty.lines("topic add zebra\ntopic add lion\ntopic add tiger")
    zebra, lion, _ = numbers(empty)
    empty.ok("undo", zebra)
    taker = newest(empty)

    def marks() -> dict[str, tuple[object, object]]:
        return {str(item["id"]): (item["taken_back"], item["takes_back"]) for item in empty.json("history")}

    assert marks()[zebra] == (int(taker), None)
    assert marks()[taker] == (None, int(zebra))
    assert marks()[lion] == (None, None)
    said = [line for line in empty.ok("history").splitlines() if "zebra" in line]
    assert said[0].endswith(f"Change {zebra} taken back: zebra: added")
    assert said[1].endswith(f"zebra: added (taken back by {taker})")
    assert empty.json("history", "T1")[-1]["taken_back"] == int(taker)
    assert f"change {zebra} is taken back already, by change {taker}" in empty.refused("undo", zebra)
    empty.ok("undo")
    assert marks()[zebra] == (None, None)
    empty.ok("redo")
    empty.ok("topic", "add", "later")
    empty.ok("undo", taker)
    assert marks()[zebra] == (None, None)
    assert marks()[taker] == (int(newest(empty)), None)


def test_a_title_that_only_reads_like_it_marks_nothing(empty: Desk) -> None:
    empty.lines("topic add zebra")
    number_ = newest(empty)
    empty.ok("topic", "add", f"Change {number_} taken back: zebra")
    assert [item["taken_back"] for item in empty.json("history")] == [None, None]


# Of which alliance


def test_undo_says_with_whom_it_was(empty: Desk) -> None:
    empty.lines('topic add zebra\nalliance add --partner "Tom Okafor, CMO"\ntopic add lion --alliance Tom')
    said = empty.run("undo")
    assert (said.out, said.err) == ("Taken back: lion: added\n", "visavis: that was with Tom Okafor\n")
    said = empty.run("redo")
    assert (said.out, said.err) == ("Done again: lion: added\n", "visavis: that was with Tom Okafor\n")
    empty.lines("commitment add tiger --due eom --alliance Tom\ncommitment report C1\ntopic add last --alliance Tom")
    report = str(empty.json("history")[1]["id"])
    assert empty.run("undo", report).err == "visavis: that was with Tom Okafor\n"


def test_with_one_alliance_there_is_nothing_to_say(empty: Desk) -> None:
    empty.lines("topic add zebra")
    assert empty.run("undo").err == ""
