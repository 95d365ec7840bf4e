"""docs/practices.md as the tests walk it: its rows, what each needs first, and the log that they begin from."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs" / "practices.md"
DAY = "2026-11-21"

BEGUN = """
init --me "Jay Moran, CIO" --partner "Dana Reyes, CMO" --timezone Europe/London
meeting add --on "2026-09-15 14:00"
meeting add --on "2026-09-29 14:00"
meeting add --on "2026-10-13 14:00"
meeting add --on "2026-10-27 14:00"
meeting add --on "2026-11-10 14:00"
meeting add --on "2026-11-21 14:00"
meeting hold M1
meeting hold M2
meeting hold M3
meeting hold M4
meeting hold M5
"""
"""A log in which enough meetings were held that it asks for something."""


class Row(NamedTuple):
    """A row of the document: its practice, the keys named for it, its command, and the command by which it comes back,
    so many days later."""

    practice: str
    keys: list[str]
    command: list[str]
    back: list[str]
    later: int


class Case(NamedTuple):
    """What a row needs first, what is seen of it where it comes back, and by what word it is found (none: nothing of
    it is text)."""

    seen: str
    word: str = ""
    first: str = ""


def rows() -> list[Row]:
    """Every row of the document."""
    found = []
    for line in DOCS.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if not line.startswith("| ") or len(cells) != 4 or cells[0] in ("practice", "---"):
            continue
        practice, place, command, back = cells
        later = re.search(r"after (\d+) days?", back)
        found.append(
            Row(practice, re.findall(r"`([^`]+)`", place), words(command), words(back), int(later[1]) if later else 0)
        )
    return found


def words(cell: str) -> list[str]:
    """The words of the command in a cell, without the program's name."""
    found = re.search(r"`visavis ([^`]+)`", cell)
    assert found, cell
    return shlex.split(found[1])


NOTE = 'note add "Members who come back" --kind success-measure --about partner --on 2026-01-05'
QUESTION = 'note add "Who repairs within the week" --kind question --by partner'
EXPECTED = 'note add "Bad news on the day" --kind expectation --about partner'
INTRODUCED = 'note add "Breakfast with Helen Marsh" --kind introduction --whom "Helen Marsh"'
SHOWN = 'note add "One member record, live" --kind showing --whom "Store managers"'
PLANNED = 'note add "A boot camp" --kind learning --due-on 2026-11-30'
PROMISE = 'commitment add "Consent feed" --due 2026-11-23'
DOMAIN = 'note add "Which survey tool is used" --kind domain --about me --on 2026-01-05'
SANDBOX = 'commitment add "Sandbox" --ask --by me'
CARD = 'customer add "People who own things"'
CRITERION = 'criterion add "Days from brief to live" --target 8 --unit days'
MEASURED = f"{NOTE}\n{CRITERION}"
MET = f"{CRITERION}\ncriterion check-in K1 --value 8 --status done"
DISAGREE = 'disagreement add "Who owns the data model"'

CASES = {
    "A rhythm is agreed and kept": Case("by your rhythm", first="meeting cancel M6"),
    "A common vision, the house first: what the two are in it for": Case("In it for: Members for life", "credit"),
    "Projects, competition, future plans have their place": Case("What the competition learned", "competition"),
    "The other is kept in the loop": Case("The agency contract ends in May — for information", "agency contract"),
    "Out of the office: lunch, coffee, a walk": Case("walk", first="meeting cancel M6"),
    "What is personal, for your eyes alone": Case("Rows on Sundays", "rows"),
    "Trust: where it is not there yet": Case("Where can you not rely on me yet?", "rely"),
    "How the other's success is measured": Case("Members who come back", "members"),
    "Which challenges they have": Case("A new finance chief", "finance"),
    "Which opportunities they see": Case("The shops are asked nothing", "shops"),
    "What is known is confirmed": Case("NOT SPOKEN OF", first=NOTE),
    "Ask how to help, listen, play back": Case("Numbers before the board", "numbers"),
    "Commit to specific actions, and be predictable": Case("Consent feed", "consent"),
    "Requirements: what is asked for, what it is good for, when it is done":
        Case("Sign-up on one page, answer?", "half leave"),
    "Time and people are made available: who does it": Case("Two analysts until March", "analysts", PROMISE),
    "Time and people that are not there: said, and counted": Case("missed for nobody free 1", "people out", PROMISE),
    "A request that cannot be met: the reason, and an alternative": Case("A shared workspace", "workspace", SANDBOX),
    "Answers, and how fast they come": Case("answer", first=SANDBOX),
    "Speed: what it took, what it should take, what it takes": Case("was 60 days, should be 5, is 9 so far", "sandbox"),
    "Guidelines, with a date to look at them again": Case("guideline, review Tue 24 Nov", "SSO"),
    "What one would like to know about the market": Case("Who repairs within the week", "repairs"),
    "The answer, and where it comes from": Case("One in nine", "survey", QUESTION),
    "Data without IT in between: who may use which": Case("data, review Tue 24 Nov", "sandbox"),
    "Outside software that was bought: by whom, what it holds, until when": Case("tool, review Tue 24 Nov", "names"),
    "The risk of an outside tool: what it touches, who mends it":
        Case("The survey tool writes into the CRM — tool, review", "file every night"),
    "Clear roles: who covers what would else be a third one": Case("covered by nobody", "digital"),
    "Clear roles: who decides what": Case("Dana decides on tone", "tone"),
    "Control is given up: what the other decides alone from now on":
        Case("**Dana** Which survey tool is used", "survey tool", DOMAIN),
    "Whose a measure is: the chief executive's, or the team's own": Case("team", first=NOTE),
    "A shared picture of the customer, and of the journey from end to end":
        Case("the journey breaks at 1 of 1 step", "walkers"),
    "The customer's hat: their way is walked, and what breaks is written down":
        Case("the journey breaks at 1 of 1 step", "eleven fields", CARD),
    "Who answers for the customer's whole experience":
        Case("The whole way of a customer — covered by both", "whole way"),
    "One's own processing is opened to the customer": Case("Which of our own steps could they see or do?", "own steps"),
    "Groups of customers in their order, and asked": Case("120", "field team", CARD),
    "The card is agreed by both": Case("Agreed by both since Sat 21 Nov", first=CARD),
    "Criteria that are ours": Case("Days from brief to live", "brief"),
    "The customer and the house have something from it": Case("A repair within the week", "repair", CRITERION),
    "Each depends on the other: whose promises a criterion rests on": Case("One-page brief", "brief", CRITERION),
    "Numbers, and how they were arrived at": Case("15 days, target 8, off course", "campaigns", CRITERION),
    "Soft benefits get hard numbers, beside what would have been otherwise":
        Case("1,200.50 EUR estimate", "towns", CRITERION),
    "Metrics aligned: what serves, and what hurts, what each is measured by":
        Case("hurts a measure of Dana", first=MEASURED),
    "Priorities of both, and how mine serve yours": Case("One voice from shelf to app", "fewer tools"),
    "Agendas of one's own are laid open": Case("Where do our goals pull against each other?", "goals pull"),
    "What was met is celebrated, credit to both teams": Case("credit to Loyalty and web teams", "loyalty", MET),
    "Joint initiatives, and one strategy for what is new": Case("Repairs booked", "repair service"),
    "What each expects of the other": Case("Bad news on the day", "bad news"),
    "What each expects of the other's team": Case("A brief before any date — of Dana, the brand team", "brand team"),
    "Was it met? Both ways, and never a score": Case("missed Sat 21 Nov: The board", "heard first", EXPECTED),
    '"Did I get that right?"': Case("Board deck", "board deck"),
    "What worked, and the one thing to rework": Case("1", "opening"),
    "Heard, and acted on": Case("1 piece of feedback acted on",
                                first='feedback add --from partner --about Deck --worked opening'),
    "Teams cross over: my people on yours, and yours on mine": Case("what was learned?", "mia"),
    "What was learned there": Case("How segments are cut", "segments", 'placement add "Mia Lund" --to-team Data'),
    "Learn from each other": Case("Why brand lift is late", "brand lift"),
    "Be taught: a day that is planned for it": Case("A boot camp on media buying", "boot camp"),
    "A mentor: the other, or somebody of the other's team": Case("Media buying, an hour a month", "lena"),
    "Social media, and whatever else the other works with, used oneself":
        Case("**Jay** A week of posts from the shop", "posts"),
    "What was planned is learned": Case("**Jay** A boot camp", first=PLANNED),
    "Levels: use it, explain it, design with it": Case("explain", first='note add "Brand lift" --kind learning'),
    "Acknowledge the other's expertise": Case("1 word said for the other", "lena"),
    "Be the other's advocate": Case("1 word said for the other", "waves"),
    "Introduce experts": Case("Breakfast with Helen Marsh", "helen"),
    "An introduction is offered, made, met": Case("They rebuild the booking page", "booking", INTRODUCED),
    "Evangelise by use cases that fit: a talk, an article, a game": Case("to Store managers", "record"),
    "Champions: who speaks for it": Case("1 word said for the other", "every region"),
    "Champions: what came of it": Case("Three shops asked", "shops asked", SHOWN),
    "Take suggestions, and answer them": Case("A Saturday in a shop", "saturday"),
    "Both positions are heard, each in the other's words": Case("Who owns the data model", "daily"),
    "One team lets the other down: tolerated, and repaired": Case("The late tag review", "tag review"),
    "Move beyond disagreements quickly": Case("Who owns the data model", "owns it", DISAGREE),
    "The customer is the anchor": Case("1 disagreement went back to it", first=f"{CARD}\n{DISAGREE}"),
    "Respect, and dissent that is kept": Case("A quality risk", "quality", DISAGREE),
    "A pulse survey: both answer the same statements, each blind": Case("Pulse of Sat 21 Nov — not answered yet"),
    "Do our teams follow? Each says it of both": Case("Jay Moran: 4", first="pulse open"),
    "Reward those who work together": Case("1 word said for the other", "one stage"),
    "A reward is agreed for it": Case("Half the bonus counts what both teams met", "bonus"),
    "Any office with which yours works": Case("Kim Vale", "kim"),
}  # fmt: skip
