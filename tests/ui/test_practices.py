"""docs/practices.md, row by row, by keyboard alone: each practice is recorded by the keys named there, and undone."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from storage.interchange.exporting import jsonl, records
from storage.log import Log
from tests.cli.desk import clock_of, prepare
from tests.cli.practices import BEGUN, CASES, DAY, Row, rows
from tests.sampling import covering, each
from tests.ui.driving import Driven, driven

CLOCK = clock_of(DAY)

KEYS = {
    "A rhythm is agreed and kept": ("6 left e '=every friday 9:00' ctrl+s", "FR"),
    "A common vision, the house first: what the two are in it for": ("6 left e tab tab =Members ctrl+s", "Members"),
    "Projects, competition, future plans have their place": ("2 enter b 2 1 ctrl+s", "Who took a customer from us"),
    "The other is kept in the loop": ("2 enter a enter '=The contract ends' tab i space ctrl+s", '"wants": "inform"'),
    "Out of the office: lunch, coffee, a walk": ("2 a 7 '=tue 9:00' tab tab w space ctrl+s", "walk"),
    "What is personal, for your eyes alone": ("6 right a enter end enter '=Rows on Sundays' ctrl+s", "Rows on Sundays"),
    "Trust: where it is not there yet": ("2 enter b 7 5 ctrl+s", "rely on me"),
    "How the other's success is measured": ("6 right a enter 2 '=Members who come back' ctrl+s", "success-measure"),
    "Which challenges they have": ("6 right a enter 3 '=A new finance chief' ctrl+s", "challenge"),
    "Which opportunities they see": ("6 right a enter 4 '=The shops' ctrl+s", "opportunity"),
    "What is known is confirmed": ("6 right d", "confirmed_on"),
    "Ask how to help, listen, play back": (
        "l enter '=Numbers before the board' ctrl+s escape",
        "Numbers before the board",
    ),
    "Commit to specific actions, and be predictable": ("3 a enter '=Consent feed' ctrl+s", "Consent feed"),
    "Requirements: what is asked for, what it is good for, when it is done": (
        "3 a enter '=Sign-up on one page' tab tab a space tab tab '=Half leave' tab '=Three fields' ctrl+s",
        "Half leave",
    ),
    "Time and people are made available: who does it": ("3 e tab tab tab enter '=Two analysts' ctrl+s", "Two analysts"),
    "Time and people that are not there: said, and counted": (
        "3 m 2 '=3 dec' tab tab enter '=Two people out' tab n space ctrl+s",
        '"reason_code": "resources"',
    ),
    "A request that cannot be met: the reason, and an alternative": (
        "3 m 3 '=No licence' tab '=A shared workspace' ctrl+s",
        "A shared workspace",
    ),
    "Answers, and how fast they come": ("3 m 1 '=3 dec' ctrl+s", '"promise"'),
    "Speed: what it took, what it should take, what it takes": ("3 a enter =Sandbox ctrl+s", "Sandbox"),
    "Guidelines, with a date to look at them again": ("6 right right right a 6 '=Accounts through SSO' ctrl+s", "SSO"),
    "What one would like to know about the market": (
        "6 right a enter end up up up up enter '=Who repairs' ctrl+s",
        "question",
    ),
    "The answer, and where it comes from": ("6 right d '=One in nine' tab '=A survey' ctrl+s", "One in nine"),
    "Data without IT in between: who may use which": (
        "6 right right right a 6 '=Brand reads it' tab w space ctrl+s",
        '"kind": "data"',
    ),
    "Outside software that was bought: by whom, what it holds, until when": (
        "6 right right right a 6 '=The survey tool' tab a space ctrl+s",
        '"kind": "tool"',
    ),
    "The risk of an outside tool: what it touches, who mends it": (
        "6 right right right a 6 '=The survey tool' tab a space tab tab '=Nobody watches the file' ctrl+s",
        "Nobody watches",
    ),
    "Clear roles: who covers what would else be a third one": (
        "6 right a enter 6 '=Head of digital' tab n space ctrl+s",
        '"covered_by": "nobody"',
    ),
    "Clear roles: who decides what": ("6 right a enter 6 '=Dana decides on tone' ctrl+s", "domain"),
    "Control is given up: what the other decides alone from now on": (
        "6 right a enter 6 '=Which survey tool' tab d space ctrl+s",
        '"covered_by": "partner"',
    ),
    "Whose a measure is: the chief executive's, or the team's own": (
        "6 right e tab tab tab tab tab t space ctrl+s",
        '"set_by": "chief-executive"',
    ),
    "A shared picture of the customer, and of the journey from end to end": (
        "6 right right right a 9 '=People who own things' ctrl+s",
        "People who own",
    ),
    "The customer's hat: their way is walked, and what breaks is written down": (
        "6 right right right e tab tab '=Signs up; Marketing; eleven fields' ctrl+s",
        "eleven fields",
    ),
    "Who answers for the customer's whole experience": (
        "6 right a enter 6 '=The whole way of a customer' tab b space ctrl+s",
        '"covered_by": "both"',
    ),
    "One's own processing is opened to the customer": ("2 enter b 3 5 ctrl+s", "own steps"),
    "Groups of customers in their order, and asked": (
        "6 right right right e tab '=Walkers; left alone; 2025-01-10; 120; Field' ctrl+s",
        '"asked": 120',
    ),
    "The card is agreed by both": ("6 right right right d", "agreed"),
    "Criteria that are ours": ("6 right right right a 8 '=Days from brief to live' ctrl+s", "Days from brief"),
    "The customer and the house have something from it": (
        "6 right right right e tab tab tab tab tab enter tab tab '=A repair within the week' ctrl+s",
        '"for_customer":',
    ),
    "Each depends on the other: whose promises a criterion rests on": (
        "3 a enter '=One-page brief' tab d space tab tab tab tab tab enter tab tab tab tab =K1 ctrl+s",
        '"criterion":',
    ),
    "Numbers, and how they were arrived at": ("6 right right right d =15 ctrl+s", "check_ins"),
    "Soft benefits get hard numbers, beside what would have been otherwise": (
        "6 right right right d =15 tab tab tab tab tab enter =1200.50 tab =eur ctrl+s",
        '"amount": "1200.50"',
    ),
    "Metrics aligned: what serves, and what hurts, what each is measured by": (
        "6 right right right e tab tab tab tab tab enter tab tab tab tab tab tab tab '=N1; hurts' ctrl+s",
        '"effect": "hurts"',
    ),
    "Priorities of both, and how mine serve yours": ("6 right a enter 1 '=One voice' ctrl+s", "priority"),
    "Agendas of one's own are laid open": ("2 enter b 5 4 ctrl+s", "goals pull"),
    "What was met is celebrated, credit to both teams": ("6 right right right d '=Both teams' ctrl+s", "Both teams"),
    "Joint initiatives, and one strategy for what is new": (
        "6 right right right a 8 '=Repairs booked' ctrl+s",
        "Repairs booked",
    ),
    "What each expects of the other": (
        "6 right a enter 5 '=Bad news at once' ctrl+s",
        "expectation",
    ),
    "What each expects of the other's team": (
        "6 right a enter 5 '=A brief before any date' tab enter tab tab '=the brand team' ctrl+s",
        '"whom": "the brand team"',
    ),
    "Was it met? Both ways, and never a score": ("6 right m 3 '=The board heard first' ctrl+s", "missed_on"),
    '"Did I get that right?"': ("4 r ctrl+s", '"request"'),
    "What worked, and the one thing to rework": ("4 a 3 =Launch tab tab '=the opening' ctrl+s", "the opening"),
    "Heard, and acted on": ("4 d", "acknowledge"),
    "Teams cross over: my people on yours, and yours on mine": (
        "6 right right right a end up up enter '=Mia Lund' ctrl+s",
        "Mia Lund",
    ),
    "What was learned there": ("6 right right right d tab '=How segments are cut' ctrl+s", "How segments are cut"),
    "Learn from each other": ("6 right a enter 7 '=Why brand lift is late' ctrl+s", "learning"),
    "Be taught: a day that is planned for it": (
        "6 right a enter 7 '=A boot camp' tab tab enter tab '=21 nov' ctrl+s",
        "due_on",
    ),
    "A mentor: the other, or somebody of the other's team": (
        "6 right a enter 7 '=Media buying' tab tab enter tab '=21 nov' tab '=Lena Ortiz' ctrl+s",
        "Lena Ortiz",
    ),
    "Social media, and whatever else the other works with, used oneself": (
        "6 right a enter 7 '=A week of posts' tab u space ctrl+s",
        '"level": "use"',
    ),
    "What was planned is learned": ("6 right right d", "done_on"),
    "Levels: use it, explain it, design with it": ("6 right right m 1 e space ctrl+s", "explain"),
    "Acknowledge the other's expertise": ("6 right a enter 8 '=Lena rang at six' ctrl+s", "recognition"),
    "Be the other's advocate": ("6 right a enter 9 '=Asked for waves' ctrl+s", "advocacy"),
    "Introduce experts": ("6 right a enter end up up enter '=Helen Marsh' ctrl+s", "introduction"),
    "An introduction is offered, made, met": ("6 right m 3 '=They rebuild it' ctrl+s", "met_on"),
    "Evangelise by use cases that fit: a talk, an article, a game": (
        "6 right a enter end up up up enter '=One record, live' ctrl+s",
        "showing",
    ),
    "Champions: who speaks for it": ("6 right a enter 9 '=Nora Beck speaks for it' ctrl+s", "advocacy"),
    "Champions: what came of it": ("6 right d '=Three shops asked' ctrl+s", "Three shops"),
    "Take suggestions, and answer them": ("6 right a enter end up enter '=A Saturday in a shop' ctrl+s", "suggestion"),
    "Both positions are heard, each in the other's words": ("5 a enter '=Who owns it' ctrl+s", "Who owns it"),
    "One team lets the other down: tolerated, and repaired": (
        "5 a enter '=The late review' tab l space ctrl+s",
        "let-down",
    ),
    "Move beyond disagreements quickly": ("5 d a enter '=Marketing owns it' ctrl+s", "Marketing owns it"),
    "The customer is the anchor": ("5 e tab tab tab tab enter tab tab tab tab tab =U1 ctrl+s", '"customer":'),
    "Respect, and dissent that is kept": (
        "5 d d enter '=Marketing owns it' tab '=A quality risk' ctrl+s",
        "A quality risk",
    ),
    "A pulse survey: both answer the same statements, each blind": ("6 right right right right a enter", "statements"),
    "Do our teams follow? Each says it of both": (
        f"6 right right right right d {'4 down ' * 10}enter",
        '"key": "my-team", "score": 4',
    ),
    "Reward those who work together": ("6 right right a enter 8 '=Two teams, one stage' ctrl+s", "Two teams"),
    "A reward is agreed for it": (
        "6 right right right a 6 '=Half the bonus counts both' tab g space ctrl+s",
        '"kind": "guideline"',
    ),
    "Any office with which yours works": ("6 a end enter '=Kim Vale' ctrl+s", "Kim Vale"),
}
"""What is pressed and typed for each, and what the log then holds."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log in which five meetings were held; to be copied only."""
    path = tmp_path_factory.mktemp("practices") / "log.visavis"
    prepare(path, BEGUN.strip().splitlines(), DAY)
    return path


def held(path: Path) -> list[str]:
    """Everything the log holds, but for the moment at which it was asked."""
    with Log(path, CLOCK) as log:
        _header, *found = jsonl(records(log))
    return [line.decode() for line in found]


async def drive(found: Driven, script: str) -> None:
    """Press and type: words are keys, what begins with = is typed."""
    for word in shlex.split(script):
        if word.startswith("="):
            await found.type(word[1:])
        else:
            await found.press(word)


def test_every_row_has_its_keys() -> None:
    assert [row.practice for row in rows()] == list(KEYS)


def kinds_of(row: Row) -> list[tuple[str, ...]]:
    """What a row is an example of: the page where it begins, and the key that begins something there."""
    keys = [word for word in shlex.split(KEYS[row.practice][0]) if not word.startswith("=")]
    at = next(at for at, key in enumerate(keys) if at and key not in ("left", "right"))
    return [tuple(keys[:at]), (keys[at],)]


@pytest.mark.parametrize(
    "row",
    each(rows(), covering(rows(), kinds_of)),
    ids=lambda row: row.practice,
)
async def test_each_practice_by_key(row: Row, ready: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(ready, tmp_path / "log.visavis"))
    script, holds = KEYS[row.practice]
    assert shlex.split(script)[0] == row.keys[0]
    prepare(path, CASES[row.practice].first.splitlines(), DAY)
    before = held(path)
    async with driven(path, (100, 30), CLOCK) as found:
        await drive(found, script)
        shown = found.text
        after = held(path)
        new = [line for line in after if line not in before]
        assert any(holds in line for line in new), shown
        await found.press("u")
        assert held(path) == before, found.text


async def test_what_serves_a_criterion_and_what_leans_on_a_card_stand_in_them(ready: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(ready, tmp_path / "log.visavis"))
    lines = (
        'criterion add "Days to live"',
        'commitment add "One-page brief" --due 2026-12-01 --criterion K1',
        'customer add "People who own things"',
        'disagreement add "Whose data" --customer U1',
    )
    prepare(path, lines, DAY)
    async with driven(path, (120, 40), CLOCK) as found:
        await found.press("6", "right", "right", "right", "enter")
        assert "SERVED BY  One-page brief, promised  C1" in found.text
        await found.press("escape", "down", "enter")
        assert "LEANT ON BY  Whose data, raised  D1" in found.text
        await found.press("enter")
        assert "CUSTOMER" in found.text
        assert "Whose data" in found.text


async def test_what_the_two_are_in_it_for_and_who_else_is_named_stand_where_one_looks(
    ready: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(ready, tmp_path / "log.visavis"))
    lines = (
        'alliance edit A1 --purpose "Members for life"',
        'note add "A brief before any date" --kind expectation --about partner --whom "the brand team"',
        'note add "Media buying" --kind learning --whom "Lena Ortiz"',
    )
    prepare(path, lines, DAY)
    async with driven(path, (100, 30), CLOCK) as found:
        await found.press("6")
        assert "IN IT FOR  Members for life" in found.text
        await found.press("right")
        assert "of the brand team" in found.text
        await found.press("right")
        assert "taught by Lena Ortiz" in found.text
        await found.press("7")
        assert "A brief before any date  of Dana, the brand team" in found.text
    async with driven(path, (80, 24), CLOCK) as found:
        await found.press("6")
        assert "IN IT FOR" not in found.text  # all six come first
