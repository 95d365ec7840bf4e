"""The commands that keep up what the two know of each other and share, one after the other, as typed."""

from __future__ import annotations

import shlex
import shutil
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
note add "Who repairs?" --kind question --by partner --due-on 2026-02-09
note add "Boot camp" --kind learning --due-on 2026-03-01
note add "Breakfast" --kind introduction --whom "Helen Marsh"
note add "Bad news" --kind expectation --about partner --on 2026-02-01
note add "One record" --kind showing --whom "Store managers"
decision add "Survey tool" --kind tool --bought-by Marketing --holds Names
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
    (
        "customer edit U1 --step Buys --step Mends --segment 'At home; parts'",
        "U1  Menders: segments, journey (2 in the place of 1) changed",
    ),
    ("customer edit U1 --step 'Buys; Shops; late \\; wrong'", "U1  Menders: journey (1 in the place of 2) changed"),
    ("customer agree U1 --by partner", "U1  Menders: agreed by Dana, not yet by Jay"),
    ("customer agree U1", "U1  Menders: agreed by both"),
    (
        'customer revise U1 --text "Menders and makers"',
        "U2  Menders and makers: a new version of U1, not agreed yet",
    ),
    (
        "customer edit U2 --text 'Menders, makers' --segment 'At home' --segment 'At work'",
        "U2  Menders, makers: wording, segments (2 in the place of 1) changed",
    ),
    ("customer edit U1 --private", "U1  Menders: private changed"),  # what is replaced may still be kept from the other
    (
        "decision confirm G1",
        "G1  Logins go through SSO: still holds, to be looked at again on Wed 10 February 2027, in 365 days",
    ),
    (
        "decision confirm G1 --review-on 2026-08-01",
        "G1  Logins go through SSO: still holds, to be looked at again on Sat 1 August, in 172 days",
    ),
    ('placement end X1 --until yesterday --learned "Keys"', "X1  Grace: ended on Mon 9 February, yesterday"),
    ('note answer N5 --answer "One in nine" --sources Survey', "N5  Who repairs?: answered"),
    ("note learned N6 --on yesterday", "N6  Boot camp: learned on Mon 9 February, yesterday"),
    ("note made N7", "N7  Breakfast: made"),
    ('note met N7 --came-of "They talk"', "N7  Breakfast: met"),
    ('note missed N8 --came-of "The board knew first"', "N8  Bad news: missed"),
    ("note met N8 --on yesterday", "N8  Bad news: met on Mon 9 February, yesterday"),
    ('note outcome N9 --came-of "Two shops asked"', "N9  One record: what came of it is told"),
    (
        "criterion check-in K1 --value 44 --amount '12 000.50' --currency eur --sureness guess --compared-with North",
        "K1  Repeat rate: checked in (44, 12,000.50 EUR, guess)",
    ),
    ('criterion edit K1 --effect "N1; hurts"', "K1  Repeat rate: effects changed"),
    ("decision confirm G2", "G2  Survey tool: still holds, to be looked at again on Wed 10 February 2027, in 365 days"),
]
REFUSED = [
    ("note level N3", 2, "note level needs --level: use, explain, design"),
    ("criterion celebrate K1", 2, "criterion celebrate needs --credit"),
    ("customer revise U1", 2, "nothing to change was given; see: visavis customer revise --help"),
    ("note confirm N99", 3, '"N99" is no note here; see: visavis note list'),
    ("note confirm N2", 3, "N2 is a note of kind suggestion"),
    ('criterion celebrate K1 --credit "Both"', 3, "K1 is not met yet"),
    ("note answer N5", 3, "N5 is a question; say what was found, as in --answer"),
    ("note learned N6 --on 2026-03-01", 3, "learned tells of what has happened; its day cannot be still to come"),
    ("note made N8", 3, "N8 is a note of kind expectation; made are: introduction"),
    ("note missed N7", 3, "N7 is a note of kind introduction; missed are: expectation"),
    ("note outcome N9", 2, "note outcome needs --came-of"),
    ("criterion check-in K1 --amount 5", 3, "money needs both its amount and its currency"),
    (
        "criterion check-in K1 --amount 5,5 --currency EUR",
        3,
        'amount is "5,5"; expected an exact number such as 1200.50',
    ),
    ("criterion check-in K1 --amount 5 --currency euros", 3, "currency is not a currency of three capital letters"),
    ('criterion add X --effect "N8; hurts"', 3, "N8 is a note of kind expectation; name a success measure"),
    (
        'criterion add X --effect "N1; helps"',
        3,
        'criterion: effects entry 1: effect is "helps"; expected one of serves, hurts',
    ),
    ("note add X --kind domain --covered-by principal", 3, 'covered_by is "principal"; expected me, partner, both or'),
    ("customer edit U1 --step Asks", 3, "U1 is agreed as it is; a new version is made by: visavis customer revise U1"),
    ("customer edit U1 --text Makers", 3, "U1 is agreed as it is"),
    ("customer edit U1 --segment Asks --private", 3, "U1 is agreed as it is"),
    ("note edit N10 --text x", 3, "N10 is replaced by N11; that one can be kept up"),
    ("decision edit G3 --text x --private", 3, "G3 is replaced by G4; that one can be kept up"),
    (
        "note add X --kind domain --supersedes N1",
        3,
        "N1 is of kind success measure; what replaces it is of that kind too, not domain",
    ),
    ("note edit N4 --supersedes N1", 3, "N1 is of kind success measure; what replaces it is of that kind too"),
    ("note edit N11 --kind domain", 3, "N10 is of kind challenge; what replaces it is of that kind too, not domain"),
    ("decision add X --kind data --supersedes G1", 3, "G1 is of kind guideline; what replaces it is of that kind too"),
    ("customer agree U1 --by all", 3, 'by is "all"; expected one of me, partner, both'),
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log that every line finds; to be copied only."""
    path = tmp_path_factory.mktemp("stage") / "log.visavis"
    prepare(path, STAGE.strip().splitlines())
    return path


@pytest.fixture
def staged(stage: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(Path(shutil.copy(stage, tmp_path / "log.visavis")), capsys)


def test_one_after_the_other(staged: Desk) -> None:
    for words, says in TYPED:
        assert staged.ok(*shlex.split(words)).splitlines() == [says]
    new = staged.json("customer", "show", "U2")
    assert new["supersedes"] == "U1"
    assert new["agreed"] is None
    assert new["journey"] == [{"step": "Buys", "owner": "Shops", "breaks": "late ; wrong"}]
    assert staged.json("criterion", "show", "K1")["met_on"] == "2026-02-09"
    assert staged.json("note", "show", "N8")["came_of"] is None
    measured = [{"measure": "N1", "effect": "hurts", "on": "2026-02-10"}]
    assert staged.json("criterion", "show", "K1")["effects"] == measured
    for _ in TYPED[:-1]:  # one of them changed nothing
        staged.ok("undo")
    assert [staged.json("note", "show", "N1")[name] for name in ("confirmed_on", "private")] == [None, False]
    assert staged.json("customer", "list")[0]["agreed"] is None


AGREED = """
customer agree U1 --by partner
note add "A new chief" --kind challenge
note add "A newer chief" --kind challenge --supersedes N10
decision add "Five weeks" --kind guideline
decision add "Three weeks" --supersedes G3
"""
"""A card to which one of the two agrees, and what is replaced."""


@pytest.mark.parametrize(("words", "code", "why"), REFUSED)
def test_what_cannot_be_done(staged: Desk, words: str, code: int, why: str) -> None:
    staged.lines(AGREED)
    assert staged.refused(*shlex.split(words), code=code).startswith(why)


def test_whose_a_note_is_and_that_a_personal_one_is_private(staged: Desk) -> None:
    found = [(note["by"], note["about"], note["private"]) for note in staged.json("note", "list")]
    assert sorted(set(found)) == [
        ("Dana Reyes", "Jay Moran", False),
        ("Jay Moran", "Dana Reyes", False),
        ("Jay Moran", "Dana Reyes", True),
    ]
    staged.ok("note", "add", "Two may leave", "--kind", "challenge", "--by", "partner")
    staged.ok("note", "add", "Plays chess", "--kind", "personal", "--no-private")
    staged.ok("note", "add", "One member", "--kind", "priority", "--by", "partner")
    new = [(note["by"], note["about"], note["private"]) for note in map(staged_note(staged), ("N10", "N11", "N12"))]
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


@pytest.mark.parametrize(("word", "name"), [("me", "Jay Moran"), ("dana", "Dana Reyes"), ("nobody", "nobody")])
def test_who_covers_a_domain_is_told_by_name(staged: Desk, word: str, name: str) -> None:
    staged.ok("note", "add", "Digital", "--kind", "domain", "--covered-by", word)
    assert staged.json("note", "show", "N10")["covered_by"] == name


def test_today_tells_what_is_to_be_found_out_or_learned(staged: Desk) -> None:
    assert "TO FIND OUT OR LEARN  1" in staged.ok("today")
    assert staged.json("today")["awaiting_answer"] == 0
    assert "TO FIND OUT OR LEARN  2" in staged.ok("today", on="2026-03-01")
    staged.ok("note", "learned", "N6")
    staged.ok("note", "answer", "N5", "--answer", "One in nine")
    assert "TO FIND OUT" not in staged.ok("today", on="2026-03-01")


def test_the_review_tells_of_showings_and_of_what_was_expected_and_covered(staged: Desk) -> None:
    staged.ok("note", "add", "Digital", "--kind", "domain", "--covered-by", "both")
    staged.ok("note", "missed", "N8", "--came-of", "The board knew first")
    told = staged.ok("review")
    assert "| Shown | 1 |" in told
    assert "- **Jay** One record — to Store managers" in told
    assert "- Bad news — of Dana, missed Tue 10 Feb: The board knew first" in told
    assert "- Digital — covered by both" in told
    assert "Boot camp" not in told


def test_what_a_criterion_rests_on_is_told_at_both_ends(staged: Desk) -> None:
    staged.ok("commitment", "add", "One-page brief", "--by", "partner", "--due", "2026-02-12", "--criterion", "K1")
    late = "- **Dana** One-page brief — Repeat rate rests on it, due Thu 12 Feb"
    assert late in staged.ok("agenda", on="2026-02-13")
    told = " ".join(staged.ok("criterion", "show", "K1").split())
    assert "served by C1 One-page brief, promised" in told
    staged.ok("criterion", "edit", "K1", "--private")
    assert "Repeat rate" not in staged.ok("agenda", "--for", "partner", on="2026-02-13")


def test_what_was_offered_instead_of_an_ask_comes_into_the_next_agenda(staged: Desk) -> None:
    staged.ok("commitment", "add", "Analytics sandbox", "--ask", "--by", "me")
    staged.ok("meeting", "add", "--on", "2026-02-20 14:00")
    staged.ok("commitment", "decline", "C1", "--reason", "No licence", "--alternative", "A shared workspace")
    told = "- A shared workspace — offered by Jay instead of: Analytics sandbox"
    assert told in staged.ok("agenda", on="2026-02-14")
    assert told in staged.ok("agenda", "--for", "partner", on="2026-02-14")
    assert "shared workspace" not in staged.ok("agenda", "--as-of", "2026-02-09", on="2026-02-14")
    staged.ok("meeting", "hold", "M1", on="2026-02-20")
    assert "shared workspace" not in staged.ok("agenda", on="2026-02-21")


def test_who_works_together_is_recognised_apart_and_named_in_the_review(staged: Desk) -> None:
    staged.ok("note", "add", "Two teams, one stage", "--kind", "recognition", "--whom", "Web and shops")
    assert "- **Jay** Two teams, one stage — to Web and shops" in staged.ok("review")
    assert "word said" not in staged.ok("alliance", "show")


def test_the_help_of_what_each_side_says(staged: Desk) -> None:
    told = " ".join(staged.ok("customer", "add", "--help").split())
    assert "--my-agreed DATE the day I agreed --their-agreed DATE the day the partner agreed" in told
    assert '--segment "NAME; NEED; ASKED_ON; ASKED; ASKED_BY" may be repeated' in told
    told = " ".join(staged.ok("disagreement", "add", "--help").split())
    assert "--mine TEXT what I hold --theirs TEXT what the partner holds" in told


def test_what_was_heard_in_a_meeting_is_put_right(empty: Desk) -> None:
    empty.lines("meeting add --on '2026-02-09 14:00'\nmeeting hold M1 --heard 'Shorter brief' --notes 'x'")
    empty.ok("meeting", "edit", "M1", "--heard", "Shorter briefs")
    found = empty.json("meeting", "show", "M1")
    assert ([item["heard"] for item in found["help_asked"]], found["notes"]) == (["Shorter briefs"], "x")
    empty.ok("meeting", "edit", "M1", "--heard", "Later", "--of", "me", "--played-back")
    found = empty.json("meeting", "show", "M1")
    assert [item["heard"] for item in found["help_asked"]] == ["Shorter briefs", "Later"]
    assert "nothing to change" in empty.refused("meeting", "edit", "M1", code=2)
