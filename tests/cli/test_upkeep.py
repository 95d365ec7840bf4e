"""The commands that keep up what the two know of each other and share, one after the other, as typed."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Desk, prepare

STAGE = """
init --me "Jay Moran, CIO" --partner "Dana Reyes, CMO" --timezone Europe/London
note add "Cost per member" --kind success-measure
note add "Read the log aloud" --kind suggestion --on 2026-02-01
note add "Brand lift" --kind learning
note add "Sings alto" --kind personal
criterion add "Repeat rate" --target 42 --due 2026-12-01
customer add "Menders" --segment "At home; parts" --step "Buys; Shops; late \\\\; wrong"
decision add "Logins go through SSO" --kind guideline --on 2026-01-06
placement add Grace --to-team Marketing --from 2026-01-06
"""

# What is typed, and what it prints; the lines stand in the order in which they are run.
TYPED = [
    ("note confirm N1", "N1  Cost per member: still true"),
    ("note confirm 1", "N1  it is so already; nothing was changed"),
    ("note answer N2 --on yesterday", "N2  Read the log aloud: answered on Mon 9 February, yesterday"),
    ("note level N3 --level explain", "N3  Brand lift: mastered well enough to explain it"),
    ("criterion check-in K1 --value 41 --how portal", "K1  Repeat rate: checked in (41)"),
    (
        "criterion check-in K1 --status done --value 43 --on yesterday",
        "K1  Repeat rate: checked in (43, done) (on Mon 9 February, yesterday)",
    ),
    ('criterion celebrate K1 --credit "IT wired it, Marketing filled it"', "K1  Repeat rate: celebrated"),
    ("customer agree U1 --by partner", "U1  Menders: agreed by Dana, not yet by Jay"),
    ("customer agree U1", "U1  Menders: agreed by both"),
    (
        'customer revise U1 --text "Menders and makers"',
        "U2  Menders and makers: a new version of U1, not agreed yet",
    ),
    (
        "decision confirm G1",
        "G1  Logins go through SSO: still holds, to be looked at again on Wed 10 February 2027, in 365 days",
    ),
    (
        "decision confirm G1 --review-on 2026-08-01",
        "G1  Logins go through SSO: still holds, to be looked at again on Sat 1 August, in 172 days",
    ),
    ('placement end X1 --until yesterday --learned "Keys"', "X1  Grace: ended on Mon 9 February, yesterday"),
]
REFUSED = [
    ("note level N3", 2, "note level needs --level: use, explain, design"),
    ("criterion celebrate K1", 2, "criterion celebrate needs --credit"),
    ("customer revise U1", 2, "nothing to change was given; see: visavis customer revise --help"),
    ("note confirm N9", 3, '"N9" is no note here; see: visavis note list'),
    ("note confirm N2", 3, "N2 is a note of kind suggestion"),
    ('criterion celebrate K1 --credit "Both"', 3, "K1 is not met yet"),
    ("customer agree U1 --by all", 3, 'by is "all"; expected one of me, partner, both'),
]


@pytest.fixture
def staged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    path = tmp_path / "log.visavis"
    prepare(path, STAGE.strip().splitlines())
    return Desk(path, capsys)


def test_one_after_the_other(staged: Desk) -> None:
    for words, says in TYPED:
        assert staged.ok(*shlex.split(words)).splitlines() == [says]
    new = staged.json("customer", "show", "U2")
    assert new["supersedes"] == "U1"
    assert new["agreed"] is None
    assert new["journey"] == [{"step": "Buys", "owner": "Shops", "breaks": "late ; wrong"}]
    assert staged.json("criterion", "show", "K1")["met_on"] == "2026-02-09"
    for _ in TYPED[:-1]:  # one of them changed nothing
        staged.ok("undo")
    assert [staged.json("note", "show", "N1")[name] for name in ("confirmed_on", "private")] == [None, False]
    assert staged.json("customer", "list")[0]["agreed"] is None


@pytest.mark.parametrize(("words", "code", "why"), REFUSED)
def test_what_cannot_be_done(staged: Desk, words: str, code: int, why: str) -> None:
    assert staged.refused(*shlex.split(words), code=code).startswith(why)


def test_whose_a_note_is_and_that_a_personal_one_is_private(staged: Desk) -> None:
    found = [(note["by"], note["about"], note["private"]) for note in staged.json("note", "list")]
    assert sorted(set(found)) == [("Jay Moran", "Dana Reyes", False), ("Jay Moran", "Dana Reyes", True)]
    staged.ok("note", "add", "Two may leave", "--kind", "challenge", "--by", "partner")
    staged.ok("note", "add", "Plays chess", "--kind", "personal", "--no-private")
    staged.ok("note", "add", "One member", "--kind", "priority", "--by", "partner")
    new = [(note["by"], note["about"], note["private"]) for note in map(staged_note(staged), ("N5", "N6", "N7"))]
    assert new == [
        ("Dana Reyes", "Jay Moran", False),
        ("Jay Moran", "Dana Reyes", False),
        ("Dana Reyes", None, False),
    ]


def staged_note(desk: Desk) -> Callable[[str], Any]:
    return lambda short: desk.json("note", "show", short)


@pytest.mark.parametrize(("words", "says"), [TYPED[0], TYPED[3], TYPED[7]])
def test_as_a_process(staged: Desk, words: str, says: str) -> None:
    told = staged.process(*shlex.split(words))
    assert (told.code, told.out, told.err) == (0, f"{says}\n", "")


@pytest.mark.parametrize(
    ("me", "word", "whose"),
    [
        ("Dana Moran", "Dana", ""),
        ("Dana", "Dana", "me"),
        ("Dana Moran", "dana reyes", "partner"),
        ("Jay", "DANA", "partner"),
    ],
)
def test_a_name_that_both_bear_names_neither(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], me: str, word: str, whose: str
) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    desk.ok("init", "--me", me, "--partner", "Dana Reyes")
    words = ("note", "add", "Leads", "--kind", "priority", "--by", word)
    if not whose:
        assert desk.refused(*words) == 'by is "Dana", which both are called; say me or partner'
        return
    desk.ok(*words)
    assert desk.json("note", "list", "--by", whose)


def test_the_help_of_what_each_side_says(staged: Desk) -> None:
    told = " ".join(staged.ok("customer", "add", "--help").split())
    assert "--my-agreed DATE the day I agreed --their-agreed DATE the day the partner agreed" in told
    assert '--segment "NAME; NEED" may be repeated' in told
    told = " ".join(staged.ok("disagreement", "add", "--help").split())
    assert "--mine TEXT what I hold --theirs TEXT what the partner holds" in told
