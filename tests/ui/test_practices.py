"""docs/practices.md, row by row, by keyboard alone: each practice is recorded by the keys named there, and undone."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from storage.interchange.exporting import jsonl, records
from storage.log import Log
from tests.cli.desk import clock_of, prepare
from tests.cli.practices import BEGUN, CASES, DAY, Row, rows
from tests.sampling import covering, each
from tests.ui.driving import Driven, driven

CLOCK = clock_of(DAY)

KEYS = {
    "A rhythm is agreed and kept: regular meetings, deliberately": (
        "ctrl+p '=change this' enter '=every friday 9:00' ctrl+s",
        "FR",
    ),
    "A common vision, the house first: what the two are in it for": (
        "ctrl+p '=change this' enter tab tab =Members ctrl+s",
        "Members",
    ),
    "Current projects, the competition, future plans have their place": (
        "2 enter b 2 1 ctrl+s",
        "Who took a customer from us",
    ),
    "The other is kept in the loop": ("2 enter a enter '=The contract ends' tab i space ctrl+s", '"wants": "inform"'),
    "Out of the office: lunch, coffee, a walk": ("2 a 7 '=tue 9:00' tab tab w space ctrl+s", "walk"),
    "What is personal, for your eyes alone: family, interests, hobbies, hopes": (
        "6 right a enter end enter '=Rows on Sundays' ctrl+s",
        "Rows on Sundays",
    ),
    "Trust: a question for it": ("2 enter b 7 5 ctrl+s", "rely on me"),
    "How the other's success is measured": ("6 right a enter 3 '=Members who come back' ctrl+s", "success-measure"),
    "Which challenges they have": ("6 right a enter 4 '=A new finance chief' ctrl+s", "challenge"),
    "Which opportunities they see": ("6 right a enter 5 '=The shops' ctrl+s", "opportunity"),
    "What is known is confirmed (ours)": ("6 right d", "confirmed_on"),
    '"How can I help you succeed?" Ask, listen, play back what was heard': (
        "l ctrl+n '=Numbers before the board' tab y space ctrl+s escape",
        '"heard": "Numbers before the board", "played_back": true',
    ),
    "Commit to specific actions, and be predictable": ("3 a enter '=Consent feed' ctrl+s", "Consent feed"),
    "Business requirements: what is asked for, why, and when it is done": (
        "3 a enter '=Sign-up on one page' tab tab a space tab tab '=Half leave' tab '=Three fields' ctrl+s",
        "Half leave",
    ),
    "Time and technical resources are made available: who does it": (
        "3 e tab tab tab enter '=Two analysts' ctrl+s",
        "Two analysts",
    ),
    "Time and people that are not there: said, and counted (counting is ours)": (
        "3 m 2 '=3 dec' tab tab enter '=Two people out' tab n space ctrl+s",
        '"reason_code": "resources"',
    ),
    "A request that cannot be met: transparent about the reason, and alternatives": (
        "3 m 3 '=A shared workspace' tab '=No licence' ctrl+s",
        '"reason": "No licence", "alternative": "A shared workspace"',
    ),
    "Responsiveness: answers, and how fast they come": ("3 m 1 '=3 dec' ctrl+s", '"promise"'),
    "Flexibility, easy to do business with: something else is offered": (
        "3 m 2 '=A shared one' tab tab '=No licence' ctrl+s",
        '"terms": "A shared one", "reason": "No licence"',
    ),
    "Speed up, from years to months and from months to weeks": (
        "3 a enter =Sandbox tab tab a space tab tab tab tab enter tab =60 tab =5 ctrl+s",
        '"was_days": 60, "should_be_days": 5',
    ),
    "Guidelines for buying outside software, with a date to look at them again (ours)": (
        "6 right right right a 6 '=Accounts through SSO' tab g space ctrl+s",
        "SSO",
    ),
    "Technology that came in past IT's standards": (
        "6 right right right a 6 '=The chat tool' tab a space tab tab '=No single sign-on' ctrl+s",
        "No single sign-on",
    ),
    "What they would like to know about the target market": (
        "6 right a enter end up up up up enter '=Who repairs' ctrl+s",
        "question",
    ),
    "The answer, and the outside source it comes from": (
        "6 right d '=One in nine' tab '=A survey' ctrl+s",
        '"answer": "One in nine", "sources": "A survey"',
    ),
    "Data without IT in between: who may use which": (
        "6 right right right a 6 '=Brand reads it' tab w space ctrl+s",
        '"kind": "data"',
    ),
    "Outside software that was bought (SaaS): by whom, what it holds, until when (ours)": (
        "6 right right right a 6 '=The survey tool' tab a space ctrl+s",
        '"kind": "tool"',
    ),
    "The risk of an outside tool: security, and what it is integrated with": (
        "6 right right right a 6 '=The survey tool' tab a space tab tab '=Nobody watches the file' ctrl+s",
        "Nobody watches",
    ),
    "Who picks up the pieces: whose a risk is": (
        "6 right right a enter 7 '=The nightly file' tab y space ctrl+s",
        '"covered_by": "principal"',
    ),
    "No chief digital officer: who covers what would else be a third role": (
        "6 right a enter 7 '=Head of digital' tab n space ctrl+s",
        '"covered_by": "nobody"',
    ),
    "Clear roles, each other's expertise relied on: who decides what": (
        "6 right a enter 7 '=Dana decides on tone' ctrl+s",
        "domain",
    ),
    "Total control is given up: what the other decides alone from now on": (
        "6 right a enter 7 '=Which survey tool' tab d space tab enter tab tab =N1 ctrl+s",
        '"covered_by": "partner"',
    ),
    "Whose metric it is: the chief executive's, or the team's own": (
        "6 right e tab tab tab tab tab t t space ctrl+s",
        '"set_by": "team"',
    ),
    "A shared customer vision: who they are, and their journey from end to end": (
        "6 right right right a 9 '=People who own things' ctrl+s",
        "People who own",
    ),
    "The customer hat: the journey is walked, and what breaks is written down": (
        "6 right right right e tab tab '=Signs up; Marketing; eleven fields' ctrl+s",
        "eleven fields",
    ),
    "Chief experience officer: who answers for the customer's whole experience": (
        "6 right a enter 7 '=The whole experience' tab d space ctrl+s",
        '"covered_by": "partner"',
    ),
    "Internal processing opened to the customer: a question for it": ("2 enter b 3 5 ctrl+s", "own steps"),
    "Customer loyalty, what would bind them more closely: a question for it": (
        "2 enter a enter '=What would bind them?' ctrl+s",
        "bind them",
    ),
    "Customers prioritized by group, and surveyed": (
        "6 right right right e tab '=Walkers; left alone; 2025-01-10; 120; Field' ctrl+s",
        '"asked": 120',
    ),
    "The card is agreed by both (ours)": ("6 right right right d", "agreed"),
    "Shared success criteria: ours, neither mine nor theirs": (
        "6 right right right a 8 '=Days from brief to live' ctrl+s",
        "Days from brief",
    ),
    "What the customer has from it": (
        "6 right right right e tab tab tab tab tab enter tab tab '=A repair within the week' ctrl+s",
        '"for_customer":',
    ),
    "Each depends on the other: whose promises a criterion rests on": (
        "3 a enter '=One-page brief' tab d space tab tab tab tab tab enter tab tab tab tab =K1 ctrl+s",
        '"criterion":',
    ),
    "Success is measured: the number, and how it was arrived at": (
        "6 right right right d =15 tab tab '=Seven campaigns' ctrl+s",
        "Seven campaigns",
    ),
    "Hard dollars for soft benefits: what the house has, beside what would have been otherwise (how sure is ours)": (
        "6 right right right d =15 tab tab tab tab tab enter =1200.50 tab =eur ctrl+s",
        '"amount": "1200.50"',
    ),
    "Metrics aligned: what serves, and what hurts, what each is measured by": (
        "6 right right right e tab tab tab tab tab enter tab tab tab tab tab tab tab '=N1; hurts' ctrl+s",
        '"effect": "hurts"',
    ),
    "Priorities of both, known and respected, and how theirs serve yours": (
        "6 right a enter 1 '=One voice' ctrl+s",
        "priority",
    ),
    "Individual agendas are seen through: a question for it": ("2 enter b 5 4 ctrl+s", "goals pull"),
    "What was met is celebrated: glory for both teams": ("6 right right right d '=Both teams' ctrl+s", "Both teams"),
    "A joint strategy for innovation: initiatives of both": (
        "6 right right right a 8 '=Repairs booked' ctrl+s",
        "Repairs booked",
    ),
    "A high bar for each other: what each expects": (
        "6 right a enter 6 '=Bad news at once' ctrl+s",
        "expectation",
    ),
    "A high bar for both teams: what each expects of the other's": (
        "6 right a enter 6 '=A brief before any date' tab enter tab tab '=the brand team' ctrl+s",
        '"whom": "the brand team"',
    ),
    "Each other held accountable: was it met, or missed?": (
        "6 right m 4 '=The board heard first' ctrl+s",
        "missed_on",
    ),
    '"Did I get that right?" Feedback is asked for, as after a board meeting': ("4 r ctrl+s", '"request"'),
    "Nine of ten, and the one thing to rework": (
        "4 a 3 =Launch tab tab '=the opening' tab '=the close' ctrl+s",
        '"worked": "the opening", "rework": "the close"',
    ),
    "Feedback is heard": ("4 d", "acknowledge"),
    "Feedback is acted on": ("4 d", "will_act"),
    "Teams cross over: my people on yours, and yours on mine": (
        "6 right right right a end up up enter '=Mia Lund' ctrl+s",
        "Mia Lund",
    ),
    "What was learned there": ("6 right right right d tab '=How segments are cut' ctrl+s", "How segments are cut"),
    "Learn from each other every week": ("6 right right a enter 8 '=Why brand lift is late' ctrl+s", "learning"),
    "A boot camp, cross-training: a day that is planned for it": (
        "6 right right a enter 8 '=A boot camp' tab tab enter tab '=24 nov' ctrl+s",
        "due_on",
    ),
    "A mentor: the other is asked to be it, or somebody of theirs": (
        "6 right right a enter 8 '=Media buying' tab tab enter tab '=24 nov' tab =Dana ctrl+s",
        '"whom": "Dana"',
    ),
    "Social media, and whatever else the other works with, used oneself": (
        "6 right right a enter 8 '=A week of posts' tab u space ctrl+s",
        '"level": "use"',
    ),
    "What was planned is learned (ours)": ("6 right right d", "done_on"),
    "Cross-training has levels: to use, to explain (to design with it is ours)": (
        "6 right right m 1 e space ctrl+s",
        '"level": "explain"',
    ),
    "Acknowledge the other's expertise": ("6 right a enter 9 '=Dana saw it' ctrl+s", "recognition"),
    "Be the other's advocate before the rest of the C-suite": (
        "6 right a enter end up up up up up enter '=Asked for waves' tab '=The board' ctrl+s",
        '"whom": "The board"',
    ),
    "Get to know an expert, and introduce the two": (
        "6 right a enter end up up enter '=Helen Marsh' ctrl+s",
        "introduction",
    ),
    "An introduction is offered, made, met (the steps are ours)": ("6 right m 3 '=They rebuild it' ctrl+s", "met_on"),
    "Evangelise, market one's own: a use case, shown by an article, a talk or a game": (
        "6 right a enter end up up up enter '=One record, a game' ctrl+s",
        "showing",
    ),
    "Champions, by word of mouth: who speaks for it, by name": (
        "6 right a enter end up up up enter '=One record' tab '=Nora Beck, its champion' ctrl+s",
        '"whom": "Nora Beck, its champion"',
    ),
    "Champions: what came of it (ours)": ("6 right d '=Three shops asked' ctrl+s", "Three shops"),
    "Take suggestions": ("6 right right a enter end up enter '=A Saturday in a shop' ctrl+s", "suggestion"),
    "Suggestions are answered (ours)": ("6 right right d", "answered_on"),
    "Tough conversations: both positions are heard, each in the other's words (these are ours)": (
        "5 a enter '=Who owns it' ctrl+s",
        "Who owns it",
    ),
    "One team lets the other down: said, and tolerated": (
        f"5 a enter '=The late review' tab l space tab tab tab enter {'tab ' * 6}y space ctrl+s",
        '"team_of":',
    ),
    "What was let down is repaired (ours)": (
        "3 a enter '=A tag review' tab tab tab tab tab tab enter tab tab tab tab tab =D1 ctrl+s",
        '"disagreement":',
    ),
    "Move beyond disagreements quickly": ("5 d a enter '=Marketing owns it' ctrl+s", "Marketing owns it"),
    "A shared customer is the anchor": ("5 e tab tab tab tab enter tab tab tab tab tab =U1 ctrl+s", '"customer":'),
    "Mutual respect, even in disagreement (its score, and the dissent that is kept, are ours)": (
        "5 d d enter '=Marketing owns it' tab '=A quality risk' ctrl+s",
        "A quality risk",
    ),
    "The two see it differently, say surveys: a round of both, each blind (the round, and the guess, are ours)": (
        "6 right right right right a enter",
        "statements",
    ),
    "Do our teams follow their leaders? Each says it of both (the score is ours)": (
        f"6 right right right right d {'4 down ' * 10}enter",
        '"key": "my-team", "score": 4',
    ),
    "Collaboration across the teams is recognised": (
        "6 right a enter 9 '=Two teams, one stage' tab '=Web and store teams' ctrl+s",
        '"whom": "Web and store teams"',
    ),
    "A system of rewards for it": (
        "6 right right right a 6 '=Half the bonus counts both' tab g space ctrl+s",
        '"kind": "guideline"',
    ),
    "Any office with which IT works": ("ctrl+p '=add an alliance' enter '=Kim Vale' ctrl+s", "Kim Vale"),
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


_MEANT = ("type", "kind", "by", "about", "from", "to", "raised_by", "team_of", "covered_by", "set_by", "level")


def meant(lines: Iterable[str]) -> list[tuple[Any, ...]]:
    """Of records who it is that does, says or gets something, and of what kind; of their events the act and by whom."""
    records = [json.loads(line) for line in lines]
    return sorted(
        (
            *(str(record.get(name)) for name in _MEANT if (record["type"], name) != ("feedback", "about")),
            *((event["act"], event["by"]) for event in record.get("events", ())),
            "supersedes" in record,
        )
        for record in records
    )


async def drive(found: Driven, script: str) -> None:
    """Press and type: words are keys, what begins with = is typed."""
    for word in shlex.split(script):
        if word.startswith("="):
            await found.type(word[1:])
        else:
            await found.press(word)


def test_every_row_has_its_keys() -> None:
    assert [row.practice for row in rows()] == list(KEYS)


_VIEWS = ("the other's page", "your page", "shared", "pulse")
"""The views of the alliance that rows name, each one `right` further."""


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.practice)
def test_the_keys_are_those_that_the_row_names(row: Row) -> None:
    typed = shlex.split(KEYS[row.practice][0])
    named = [key for key in row.keys[: 2 if " or " in row.place or ";" in row.place else None] if key in typed]
    assert named
    assert named[0] == row.keys[0]
    at = -1
    for key in named:
        at = typed.index(key, at + 1)  # in that order
    view = next((name for name in _VIEWS if name in row.place), None)
    if view:
        assert typed[1 : 2 + _VIEWS.index(view)] == ["right"] * (1 + _VIEWS.index(view))
        assert typed[2 + _VIEWS.index(view)] == row.keys[1]


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
    prepare(path, CASES[row.practice].first.splitlines(), DAY)
    before = held(path)
    beside = Path(shutil.copy(path, tmp_path / "beside.visavis"))
    prepare(beside, [shlex.join(row.command)], DAY)
    async with driven(path, (100, 30), CLOCK) as found:
        await drive(found, script)
        shown = found.text
        after = held(path)
        new = [line for line in after if line not in before]
        assert any(holds in line for line in new), shown
        assert meant(new) == meant(line for line in held(beside) if line not in before)
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
