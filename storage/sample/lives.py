"""Composed lives for a big sample: how commitments, feedback and disagreements run, event by event.

Dates are days from today, as in the story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from models.acts.rules import NOTHING, PENDING, RULES, Rule
from models.records.choices import REASON_CODES, RESOLUTIONS
from storage.sample import phrases, phrases_talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

Record = dict[str, Any]
Told = tuple[str, Record]
"""A noun and a record of it, as the story writes it."""

Occasion = tuple[int, str]
"""A day on which something begins, and the key of the meeting it comes from, empty where there is none."""

MOST_OVERDUE = 4
"""How many promises of one alliance may be overdue now."""

TWO = ("me", "partner")


def _courses(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which lives go, each a series of acts, as often as the number before it says."""
    rows = [row.split() for row in text.strip().splitlines()]
    return tuple(tuple(acts) for times, *acts in rows for _ in range(int(times)))


COMMITMENTS = _courses("""
    38 promise report satisfied
    13 request promise report satisfied
     6 offer accept report satisfied
     9 promise propose agree report satisfied
     3 request promise propose agree report satisfied
     2 promise propose refuse report satisfied
     1 promise propose report satisfied
     5 request counter accept report satisfied
     2 request counter request promise report satisfied
     5 promise report unsatisfied report satisfied
     3 promise revoke
     2 promise propose agree revoke
     2 promise cancel
     1 promise report cancel
     3 request decline
     2 request withdraw
     1 request counter withdraw
     1 offer refuse
     1 offer withdraw
""")
FEEDBACK = _courses("""
    28 give acknowledge
    26 give acknowledge will_act
    14 give acknowledge will_act follow_up
     6 give acknowledge follow_up
     5 give will_act
     3 give wont_act
     3 give acknowledge wont_act
     8 request give acknowledge will_act
     4 request give acknowledge will_act follow_up
     2 request decline
     1 request lapse
""")
DISAGREEMENTS = _courses("""
    30 raise resolve
    27 raise discuss resolve
     9 raise discuss discuss resolve
     8 raise discuss park resolve
     4 raise park discuss resolve
     5 raise escalate resolve
     4 raise discuss escalate resolve
     4 raise resolve reopen resolve
     2 raise discuss resolve reopen discuss resolve
     4 raise lapse
     3 raise discuss lapse
""")

_LAGS = {
    act: (int(low), int(high))
    for act, low, high in (
        entry.split()
        for entry in phrases.listed("""
            promise 1 6; counter 1 6; decline 1 7; withdraw 3 14; request 1 4; accept 0 5; refuse 1 5; agree 0 5;
            report 3 14; satisfied 0 7; unsatisfied 1 5; cancel 1 5; give 1 7; acknowledge 0 5; will_act 0 3;
            wont_act 0 3; follow_up 14 60; discuss 1 9; park 1 7; escalate 1 8; resolve 1 16; reopen 25 200; lapse 20 60
        """)
    )
}
"""Days from the act before, least and most; the quick ones are the many."""

_BEFORE_DUE = {"report": (0, 6), "propose": (2, 9), "revoke": (1, 12), "cancel": (2, 14)}
"""Days before the due date, for acts that follow it rather than the act before."""

_CODE_WEIGHTS = (6, 9, 7, 8, 9, 5, 6, 3, 5, 1, 2)
_ENDING_WEIGHTS = (30, 25, 8, 8, 12, 4, 13)
_DECIDERS = ("Marta Lindqvist, CEO", "Birgit Sand, CFO", "Helen Marsh, data-protection officer")
_QUESTIONS = phrases.listed("Who has the last word on #?; Which of the two ways does # go?; May # change this year?")


_Drawn = TypeVar("_Drawn")
_NAMES = "|".join(sorted(phrases.SUBJECTS, key=len, reverse=True))
_SUBJECT = re.compile(f"(?:{_NAMES})(?! is taken)", re.IGNORECASE)  # a test site that is taken is a reason, no subject


def subject_of(text: str) -> str:
    """What the text is about."""
    found = _SUBJECT.search(text)
    return found.group().lower() if found else phrases.SUBJECTS[0]


def told_of(subject: str, text: str) -> str:
    """The text told of that subject and not of the one it drew, so that all of a record is about one thing."""
    found = _SUBJECT.sub(subject, text)
    return found[0].upper() + found[1:]


def drawn(rng: Random, weights: Mapping[_Drawn, int]) -> _Drawn:
    """Draw one of several, each as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def _reason(rng: Random, subject: str) -> str:
    return told_of(subject, phrases.reason(rng))


def _reason_code(rng: Random, _subject: str = "") -> str:
    return rng.choices(REASON_CODES, _CODE_WEIGHTS)[0]


_WORDS: dict[str, Callable[[Random, str], str]] = {
    "reason": _reason,
    "reason_code": _reason_code,
    "alternative": lambda rng, _: phrases.alternative(rng),
    "missing": lambda rng, _: phrases.missing(rng),
    "note": lambda rng, subject: f"Next time round: {told_of(subject, phrases_talk.worked(rng))}",
}
"""What an act needs to say, by the name of the field; dates come from the life's own course."""


class SampleLife:
    """One life on its way: which act comes when, by whom, and what it says."""

    noun = "feedback"

    def __init__(self, rng: Random, subject: str, sides: tuple[str, str], first: int) -> None:
        self.rng, self.subject, self.day = rng, subject, first
        self.from_, self.to = sides
        self.state = NOTHING
        self.events: list[Record] = []

    def go(self, acts: Sequence[str]) -> None:
        """Add the events of these acts, as far as they have happened by yesterday."""
        for act in acts:
            rule = RULES[self.noun][self.state, act]
            day = self.when(act) if self.events else self.day
            if day >= 0:
                return
            self.events.append({"act": act, "by": self._by(rule), "on": day, **self.says(rule, day)})
            self.state, self.day = rule.to, day

    def when(self, act: str) -> int:
        """The day of an act that is not the first."""
        return self.day + self.span(*_LAGS[act])

    def says(self, rule: Rule, day: int) -> Record:  # noqa: ARG002 (a promise's dates hang on the day)
        """What the act carries beside its author and its day."""
        return {name: make(self.rng, self.subject) for name, make in _WORDS.items() if name in rule.needs}

    def span(self, low: int, high: int) -> int:
        """A number of days between the two, nearer to the lower one."""
        return round(self.rng.triangular(low, high, low))

    def often(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    def did(self, act: str) -> bool:
        """Whether the act has happened."""
        return any(event["act"] == act for event in self.events)

    def _by(self, rule: Rule) -> str:
        match rule.by:
            case "from":
                return self.from_
            case "to" | "author or to":
                return self.to
            case "other":
                return self.to if self.events[-1]["by"] == self.from_ else self.from_
            case _:
                return self.rng.choice((self.from_, self.to))


class Promise(SampleLife):
    """The life of a commitment, which turns on its due date. `late` is the share that is not done by then."""

    noun = "commitment"

    def __init__(self, rng: Random, subject: str, sides: tuple[str, str], first: int, late: float) -> None:
        super().__init__(rng, subject, sides, first)
        self.due: int | None = None
        self.forward: int | None = None
        self.late, self.undated = self.often(late), self.often(0.03)

    @property
    def overdue(self) -> bool:
        """Whether it is promised, and its date is past."""
        return self.state in ("promised", PENDING) and self.due is not None and self.due < 0

    def when(self, act: str) -> int:
        """Return the day of an act."""
        if act not in _BEFORE_DUE or self.events[-1]["act"] in ("report", "unsatisfied"):
            return super().when(act)
        if self.due is None:
            return self.day + self.span(10, 60)
        if act == "report" and self.late:
            return max(self.day, self.due + self.span(1, 40))
        return max(self.day, self.due - self.span(*_BEFORE_DUE[act]))

    def says(self, rule: Rule, day: int) -> Record:
        """Return what an act says."""
        said = super().says(rule, day)
        act = rule.act
        if act in ("offer", "counter") or (act == "promise" and not self.undated):
            said["due"] = self.forward = day + self.span(7, 60)
        elif act == "propose":
            said["due"] = self.forward = max(day, self.due or day) + self.span(5, 35)
        elif act == "request":
            said["wanted_by"] = day + self.span(10, 50)
        elif act == "report":
            said |= self._report(day)
        if act in ("promise", "accept", "agree"):
            self.due = self.forward
        if self.state == "countered" and act == "request":
            said["terms"] = phrases.alternative(self.rng)
        return said if act != "propose" or self.often(0.3) else {**said, "reason_code": _reason_code(self.rng)}

    def _report(self, day: int) -> Record:
        said: Record = {}
        if self.often(0.8):
            said["evidence"] = phrases.evidence(self.rng)
        if self.often(0.15):
            said["done_on"] = max(self.day, day - self.span(0, 4))
        if self.due is not None and day > self.due and self.often(0.75):
            said["reason_code"] = _reason_code(self.rng)
        return said


class Dispute(SampleLife):
    """The life of a disagreement."""

    noun = "disagreement"

    def when(self, act: str) -> int:
        """Return the day of an act."""
        after = super().when(act)
        return max(after, self.events[-1].get("revisit_on", after)) if act == "resolve" else after

    def says(self, rule: Rule, day: int) -> Record:
        """Return what an act says."""
        rng, subject = self.rng, self.subject
        match rule.act:
            case "park":
                return {"revisit_on": day + self.span(7, 40), "reason": _reason(rng, subject)}
            case "escalate":
                question = phrases.filled(rng, _QUESTIONS, subject)
                return {"decider": rng.choice(_DECIDERS), "question": question, "by_when": day + self.span(5, 21)}
            case "resolve":
                return self._ending(day)
            case "reopen":
                return {"new_fact": phrases_talk.new_fact(rng, subject)}
            case "lapse":
                return {"reason": phrases_talk.lapsed_reason(rng, subject)}
            case _:
                return {"heat": rng.randint(1, 5)} if self.often(0.3) else {}

    def _ending(self, day: int) -> Record:
        rng = self.rng
        kind = rng.choices(RESOLUTIONS, _ENDING_WEIGHTS)[0]
        if self.events[-1]["act"] == "escalate" and self.often(0.7):
            kind = "decided-above"
        said: Record = {"kind": kind, "decision": phrases_talk.settled(rng, self.subject)}
        if kind == "disagree-and-commit":
            said["dissent"] = phrases_talk.position(rng, self.subject)
        if self.often(0.2):
            said["review_on"] = day + self.span(30, 120)
        return {**said, "respect": rng.randint(2, 5)} if self.often(0.7) else said
