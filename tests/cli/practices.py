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
    """A row of the document: its practice, where it is in the app and the keys named for it, its command, and the
    command by which it is met again, so many days later; `asked`: only where one asks for it."""

    practice: str
    place: str
    keys: list[str]
    command: list[str]
    back: list[str]
    later: int
    asked: bool


class Case(NamedTuple):
    """What a row needs first, what is seen of it where it is met again, and by what word it is found (none: nothing of
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
        days = int(later[1]) if later else 0
        keys = re.findall(r"`([^`]+)`", place)
        found.append(Row(practice, place, keys, words(command), words(back), days, back.startswith("asked: ")))
    return found


def told() -> list[list[str]]:
    """What each article says, in lines."""
    _, text = DOCS.read_text().split("## Where they come from")
    return [
        [" ".join(line.split()) for line in re.split(r"\n- ", article)[1:]]
        for article in re.split(r"\n\*\*\d{3}_", text)[1:]
    ]


def words(cell: str) -> list[str]:
    """The words of the command in a cell, without the program's name."""
    found = re.search(r"`visavis ([^`]+)`", cell)
    assert found, cell
    return shlex.split(found[1])


NOTE = 'note add "Members who come back" --kind success-measure --about partner --on 2026-01-05'
QUESTION = 'note add "Who repairs within the week" --kind question --by partner'
EXPECTED = 'note add "Bad news on the day" --kind expectation --about partner'
INTRODUCED = 'note add "Breakfast with Helen Marsh" --kind introduction --whom "Helen Marsh"'
SHOWN = 'note add "One member record" --kind showing --whom "Nora Beck, its champion"'
SUGGESTED = 'note add "A Saturday in a shop" --kind suggestion --by partner'
PLANNED = 'note add "A boot camp" --kind learning --due-on 2026-11-30'
PROMISE = 'commitment add "Consent feed" --due 2026-11-23'
DOMAIN = 'note add "Which survey tool is used" --kind domain --about me --on 2026-01-05'
SANDBOX = 'commitment add "Sandbox" --ask --by me'
CARD = 'customer add "People who own things"'
AGREED = f"{CARD}\ncustomer agree U1"
TOLD = "feedback add --from partner --about Deck --worked opening"
CRITERION = 'criterion add "Days from brief to live" --target 8 --unit days'
MEASURED = f"{NOTE}\n{CRITERION}"
MET = f"{CRITERION}\ncriterion check-in K1 --value 8 --status done"
DISAGREE = 'disagreement add "Who owns the data model"'

CASES = {
    "A rhythm is agreed and kept: regular meetings, deliberately":
        Case("by your rhythm", first="meeting cancel M6"),
    "A common vision, the house first: what the two are in it for": Case("In it for: Members for life", "credit"),
    "Current projects, the competition, future plans have their place":
        Case("What the competition learned", "competition"),
    "The other is kept in the loop": Case("The agency contract ends in May — for information", "agency contract"),
    "Out of the office: lunch, coffee, a walk": Case("walk", first="meeting cancel M6"),
    "What is personal, for your eyes alone: family, interests, hobbies, hopes": Case("Rows on Sundays", "rows"),
    "Trust: a question for it": Case("Where can you not rely on me yet?", "rely"),
    "How the other's success is measured": Case("**Dana** Members who come back", "members"),
    "Which challenges they have": Case("**Dana** A new finance chief", "finance"),
    "Which opportunities they see": Case("**Dana** The shops are asked nothing", "shops"),
    "What is known is confirmed (ours)": Case("success measure, confirmed Sat 21 Nov", first=NOTE),
    '"How can I help you succeed?" Ask, listen, play back what was heard':
        Case("Dana, last time: Numbers before the board", "numbers"),
    "Commit to specific actions, and be predictable": Case("Jay 1 day Consent feed", "consent"),
    "Business requirements: what is asked for, why, and when it is done":
        Case("Sign-up on one page, answer?", "half leave"),
    "Time and technical resources are made available: who does it":
        Case("Two analysts until March", "analysts", PROMISE),
    "Time and people that are not there: said, and counted (counting is ours)":
        Case("missed for nobody free 1", "people out", PROMISE),
    "A request that cannot be met: transparent about the reason, and alternatives":
        Case("A shared workspace — offered by Jay instead of: Sandbox", "workspace", SANDBOX),
    "Responsiveness: answers, and how fast they come": Case("answer", first=SANDBOX),
    "Flexibility, easy to do business with: something else is offered":
        Case("Sandbox, take the new offer?", "shared", SANDBOX),
    "Speed up, from years to months and from months to weeks":
        Case("was 60 days, should be 5, is 9 so far", "sandbox"),
    "Guidelines for buying outside software, with a date to look at them again (ours)":
        Case("guideline, review Tue 24 Nov", "SSO"),
    "Technology that came in past IT's standards":
        Case("tool bought by Marketing, review Tue 24 Nov: Past our standards", "standards"),
    "What they would like to know about the target market": Case("Who repairs within the week", "repairs"),
    "The answer, and the outside source it comes from": Case("One in nine", "survey", QUESTION),
    "Data without IT in between: who may use which": Case("data, review Tue 24 Nov", "sandbox"),
    "Outside software that was bought (SaaS): by whom, what it holds, until when (ours)":
        Case("The survey tool — tool bought by Marketing, contract ends Sat 26 Dec", "names"),
    "The risk of an outside tool: security, and what it is integrated with":
        Case("The survey tool writes into the CRM — tool, review Tue 24 Nov: Nobody watches", "file every night"),
    "Who picks up the pieces: whose a risk is": Case("**Jay** The nightly file into the CRM", "nightly"),
    "No chief digital officer: who covers what would else be a third role":
        Case("Head of digital — covered by nobody", "digital"),
    "Clear roles, each other's expertise relied on: who decides what": Case("**Dana** Dana decides on tone", "tone"),
    "Total control is given up: what the other decides alone from now on":
        Case("**Dana** Which survey tool is used", "survey tool", DOMAIN),
    "Whose metric it is: the chief executive's, or the team's own": Case("team", first=NOTE),
    "A shared customer vision: who they are, and their journey from end to end":
        Case("the journey breaks at 1 of 1 step", "walkers"),
    "The customer hat: the journey is walked, and what breaks is written down":
        Case("The card is not agreed by both yet; the journey breaks at 1 of 1 step", "eleven fields", AGREED),
    "Chief experience officer: who answers for the customer's whole experience":
        Case("**Dana** The customer's whole experience", "whole experience"),
    "Internal processing opened to the customer: a question for it":
        Case("Which of our own steps could they see or do?", "own steps"),
    "Customer loyalty, what would bind them more closely: a question for it":
        Case("What would bind them more closely?", "bind"),
    "Customers prioritized by group, and surveyed": Case("The card is not agreed by both yet", "field team", AGREED),
    "The card is agreed by both (ours)": Case("Agreed by both since Sat 21 Nov", first=CARD),
    "Shared success criteria: ours, neither mine nor theirs": Case("Days from brief to live", "brief"),
    "What the customer has from it": Case("A repair within the week", "repair", CRITERION),
    "Each depends on the other: whose promises a criterion rests on":
        Case("**Dana** One-page brief — Days from brief to live rests on it", "brief", CRITERION),
    "Success is measured: the number, and how it was arrived at":
        Case("15 days, target 8, off course", "campaigns", CRITERION),
    "Hard dollars for soft benefits: what the house has, beside what would have been otherwise (how sure is ours)":
        Case("1,200.50 EUR estimate", "towns", CRITERION),
    "Metrics aligned: what serves, and what hurts, what each is measured by":
        Case("hurts a measure of Dana", first=MEASURED),
    "Priorities of both, known and respected, and how theirs serve yours":
        Case("**Dana** One voice from shelf to app", "fewer tools"),
    "Individual agendas are seen through: a question for it":
        Case("Where do our goals pull against each other?", "goals pull"),
    "What was met is celebrated: glory for both teams": Case("credit to Loyalty and web teams", "loyalty", MET),
    "A joint strategy for innovation: initiatives of both": Case("Repairs booked", "repair service"),
    "A high bar for each other: what each expects": Case("Bad news on the day — of Dana", "bad news"),
    "A high bar for both teams: what each expects of the other's":
        Case("A brief before any date — of Dana, the brand team", "brand team"),
    "Each other held accountable: was it met, or missed?":
        Case("of Dana, missed Sat 21 Nov: The board", "heard first", EXPECTED),
    '"Did I get that right?" Feedback is asked for, as after a board meeting':
        Case("Dana today Board deck, feedback", "board deck"),
    "Nine of ten, and the one thing to rework": Case("| Feedback given | 1 |", "opening"),
    "Feedback is heard": Case("| Feedback heard | 1 |", first=TOLD),
    "Feedback is acted on": Case("| Feedback acted on | 1 |", first=f"{TOLD} --rework close\nfeedback acknowledge F1"),
    "Teams cross over: my people on yours, and yours on mine": Case("what was learned?", "mia"),
    "What was learned there": Case("How segments are cut", "segments", 'placement add "Mia Lund" --to-team Data'),
    "Learn from each other every week": Case("**Jay** Why brand lift is late", "brand lift"),
    "A boot camp, cross-training: a day that is planned for it":
        Case("Jay Tue 24 Nov A boot camp on social media, learned?", "boot camp"),
    "A mentor: the other is asked to be it, or somebody of theirs":
        Case("Jay Tue 24 Nov Media buying, the first hour", "first hour"),
    "Social media, and whatever else the other works with, used oneself":
        Case("**Jay** A week of posts from the shop", "posts"),
    "What was planned is learned (ours)": Case("**Jay** A boot camp", first=PLANNED),
    "Cross-training has levels: to use, to explain (to design with it is ours)":
        Case("explain", first='note add "Brand lift" --kind learning'),
    "Acknowledge the other's expertise": Case("| Recognition | 1 |", "draft"),
    "Be the other's advocate before the rest of the C-suite": Case("1 word said for the other", "waves"),
    "Get to know an expert, and introduce the two": Case("**Dana** Breakfast with Helen Marsh", "helen"),
    "An introduction is offered, made, met (the steps are ours)":
        Case("They rebuild the booking page", "booking", INTRODUCED),
    "Evangelise, market one's own: a use case, shown by an article, a talk or a game":
        Case("**Jay** One member record, as a game at the till — to Store managers", "record"),
    "Champions, by word of mouth: who speaks for it, by name":
        Case("**Jay** One member record — to Nora Beck, its champion in the regions", "champion"),
    "Champions: what came of it (ours)": Case("its champion; Three shops asked", "shops asked", SHOWN),
    "Take suggestions": Case("**Jay** A Saturday in a shop — suggestion of", "saturday"),
    "Suggestions are answered (ours)": Case("In March", "march", SUGGESTED),
    "Tough conversations: both positions are heard, each in the other's words (these are ours)":
        Case("Who owns the data model", "daily"),
    "One team lets the other down: said, and tolerated": Case("The late tag review", "tag review"),
    "What was let down is repaired (ours)": Case("Jay 1 day A tag review before each release", "release", DISAGREE),
    "Move beyond disagreements quickly": Case("Who owns the data model", "owns it", DISAGREE),
    "A shared customer is the anchor": Case("1 disagreement went back to it", first=f"{CARD}\n{DISAGREE}"),
    "Mutual respect, even in disagreement (its score, and the dissent that is kept, are ours)":
        Case("A quality risk", "quality", DISAGREE),
    "The two see it differently, say surveys: a round of both, each blind (the round, and the guess, are ours)":
        Case("Pulse of Sat 21 Nov — not answered yet"),
    "Do our teams follow their leaders? Each says it of both (the score is ours)":
        Case("Jay Moran: 4", first="pulse open"),
    "Collaboration across the teams is recognised":
        Case("**Jay** Two teams, one stage — to Web and store teams", "one stage"),
    "A system of rewards for it": Case("Half the bonus counts what both teams met", "bonus"),
    "Any office with which IT works": Case("Kim Vale", "kim"),
}  # fmt: skip
