"""What was removed comes back as it was, whatever it is, and what was changed meanwhile stays."""

from __future__ import annotations

import pytest

from models.records.nouns import LIVES, NOUNS
from tests.cli.desk import Desk

ADDS = {
    "meeting": 'meeting add --on "fri 9:00" --notes zebra',
    "topic": "topic add zebra --wants decide --private",
    "decision": "decision add zebra --kind guideline",
    "commitment": "commitment add zebra --due eom",
    "feedback": "feedback add --from me --about zebra --worked much",
    "disagreement": "disagreement add zebra --mine IT",
    "criterion": "criterion add zebra --target 5",
    "pulse": 'pulse open --statement "zebra; Zebra holds"',
    "note": "note add zebra --kind learning",
    "placement": "placement add zebra --from-team IT",
    "customer": "customer add zebra --segment 'zebra; food'",
}
REMOVABLE = [noun for noun in NOUNS if noun not in ("person", "alliance")]


def test_every_noun_is_tried() -> None:
    assert set(ADDS) == set(REMOVABLE)


def number(noun: str) -> str:
    return f"{NOUNS[noun].letter}1"


@pytest.mark.parametrize("noun", REMOVABLE)
def test_it_comes_back_as_it_was_and_undo_takes_it_away(empty: Desk, noun: str) -> None:
    empty.lines(ADDS[noun])
    before, shown = empty.exported(), empty.json(noun, "show", number(noun))
    empty.lines(f"{noun} remove {number(noun)}\ntopic add Later")
    assert empty.json("search", "zebra") == []
    assert "brought back" in empty.ok(noun, "bring-back", number(noun))
    assert empty.json(noun, "show", number(noun)) == shown
    assert [record for record in empty.exported() if record.get("text") != "Later"] == before
    assert len(empty.json("search", "zebra")) == 1
    assert "Later" in empty.ok("topic", "list")
    assert "whole" in empty.ok("check")
    removed = empty.refused(noun, "bring-back", number(noun))
    assert "is there already" in removed
    empty.lines("undo")
    assert number(noun) in empty.refused(noun, "show", number(noun))
    empty.lines("redo")
    assert empty.json(noun, "show", number(noun)) == shown
    assert "brought back" in empty.json("history", number(noun))[0]["title"]


@pytest.mark.parametrize("noun", REMOVABLE)
def test_purged_or_unknown_is_refused(empty: Desk, noun: str) -> None:
    empty.lines(f"{ADDS[noun]}\n{noun} remove {number(noun)}\n{noun} purge {number(noun)}")
    for words in (number(noun), "77", "H1", "zebra", ""):
        assert f"is no {noun} here" in empty.refused(noun, "bring-back", words)
    empty.refused(noun, "bring-back", code=2)
    empty.refused(noun, "bring-back", number(noun), "--as-of", "yesterday", code=2)


def test_by_number_and_by_uid(empty: Desk) -> None:
    empty.lines(ADDS["note"])
    uid = empty.json("note", "show", "N1")["uid"]
    for words in ("n1", "1", uid, uid.upper()):
        empty.lines("note remove N1")
        empty.ok("note", "bring-back", words)


@pytest.mark.parametrize("noun", ["person", "alliance"])
def test_what_is_never_removed_never_comes_back(empty: Desk, noun: str) -> None:
    empty.refused(noun, "bring-back", number(noun), code=2)


def test_links_stand_as_before(empty: Desk) -> None:
    empty.lines(ADDS["meeting"] + "\ntopic add Linked --meeting M1\ncommitment add Promise --meeting M1")
    before = [empty.json("topic", "show", "T1"), empty.json("commitment", "show", "C1")]
    empty.lines("meeting remove M1\ncommitment remove C1\ncommitment bring-back C1\nmeeting bring-back M1")
    assert [empty.json("topic", "show", "T1"), empty.json("commitment", "show", "C1")] == before
    assert "Linked" in empty.ok("agenda", "--meeting", "M1")
    assert "whole" in empty.ok("check")


def test_a_life_goes_on_and_a_removal_that_came_by_a_file_comes_back_too(empty: Desk) -> None:
    empty.lines("\n".join(ADDS[noun] for noun in LIVES))
    empty.lines("commitment remove C1\ncommitment bring-back C1\ncommitment report C1")
    assert empty.json("commitment", "show", "C1")["state"] == "reported"
    empty.lines("commitment remove C1")
    target = empty.path.with_name("out.jsonl")
    empty.ok("export", str(target))
    other = Desk(empty.path.with_name("other.visavis"), empty.captured)
    other.ok("import", str(target))
    assert other.json("commitment", "list") == []
    other.ok("commitment", "bring-back", "C1")
    assert other.json("commitment", "show", "C1")["state"] == "reported"
