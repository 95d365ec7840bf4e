"""The composed part of a big made-up log: further alliances, and years before the story. Told as story_meetings says.

Two things differ from the story: a meeting has `day` in place of `slot` and `shift`, and no date names a meeting, all
are days from today. Every function draws from the generator it is given: same generator, same records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from models.acts.rules import NOTHING, PENDING, RULES, Rule
from models.nouns import REASON_CODES, RESOLUTIONS
from storage.sample import phrases, phrases_talk

Record = dict[str, Any]
Told = tuple[str, Record]
"""A noun and a record of it, as the story writes it."""

Occasion = tuple[int, str]
"""A day on which something begins, and the key of the meeting it comes from, empty where there is none."""

MOST_OVERDUE = 4
"""How many promises of one alliance may be overdue now."""

_TWO = ("me", "partner")


def _courses(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which lives go, each a series of acts, as often as the number before it says."""
    rows = [row.split() for row in text.strip().splitlines()]
    return tuple(tuple(acts) for times, *acts in rows for _ in range(int(times)))


_COMMITMENTS = _courses("""
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
_FEEDBACK = _courses("""
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
_DISAGREEMENTS = _courses("""
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


def _subject(text: str) -> str:
    """What the text is about."""
    found = _SUBJECT.search(text)
    return found.group().lower() if found else phrases.SUBJECTS[0]


def _on(subject: str, text: str) -> str:
    """The text told of that subject and not of the one it drew, so that all of a record is about one thing."""
    found = _SUBJECT.sub(subject, text)
    return found[0].upper() + found[1:]


def _drawn(rng: Random, weights: Mapping[_Drawn, int]) -> _Drawn:
    return rng.choices(list(weights), list(weights.values()))[0]


def _reason(rng: Random, subject: str) -> str:
    return _on(subject, phrases.reason(rng))


def _reason_code(rng: Random, _subject: str = "") -> str:
    return rng.choices(REASON_CODES, _CODE_WEIGHTS)[0]


_WORDS: dict[str, Callable[[Random, str], str]] = {
    "reason": _reason,
    "reason_code": _reason_code,
    "alternative": lambda rng, _: phrases.alternative(rng),
    "missing": lambda rng, _: phrases.missing(rng),
    "note": lambda rng, subject: f"Next time round: {_on(subject, phrases_talk.worked(rng))}",
}
"""What an act needs to say, by the name of the field; dates come from the life's own course."""


class _Life:
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


class _Promise(_Life):
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
        if act not in _BEFORE_DUE or self.events[-1]["act"] in ("report", "unsatisfied"):
            return super().when(act)
        if self.due is None:
            return self.day + self.span(10, 60)
        if act == "report" and self.late:
            return max(self.day, self.due + self.span(1, 40))
        return max(self.day, self.due - self.span(*_BEFORE_DUE[act]))

    def says(self, rule: Rule, day: int) -> Record:
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


class _Dispute(_Life):
    """The life of a disagreement."""

    noun = "disagreement"

    def when(self, act: str) -> int:
        after = super().when(act)
        return max(after, self.events[-1].get("revisit_on", after)) if act == "resolve" else after

    def says(self, rule: Rule, day: int) -> Record:
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


_PLACES = {"office": 52, "video": 20, "coffee": 9, "lunch": 8, "walk": 7, "phone": 4}
_TIMES = {"lunch": "12:30", "coffee": "08:45", "walk": "16:00"}
_STATES = {"held": 84, "missed": 6, "cancelled": 4, "": 6}  # the empty word: nothing was written down of that date
_RATINGS = {2: 10, 3: 30, 4: 42, 5: 18}
_KINDS = {"task": 45, "process": 25, "relationship": 12, "let-down": 18}

_PROFILE = ("success-measure", "challenge", "opportunity", "domain", "expectation")
_EXCHANGES = ("personal", "learning", "recognition", "advocacy", "introduction", "suggestion")


class _Years:
    """Everything one alliance recorded while its expected dates were `days`; what begins, begins before `end`."""

    def __init__(self, rng: Random, days: Sequence[int], time: str, end: int, promises: float) -> None:
        self.rng, self.days, self.time, self.end, self.promises = rng, days, time, end, promises
        self.now = end == 0
        self.late = rng.uniform(0.06, 0.2)
        self.team = [phrases_talk.whom(rng) for _ in range(8)]
        self.overdue = 0
        self.met: list[Occasion] = []
        self.begun: dict[str, list[Occasion]] = {}
        self._said: set[str] = set()

    def all(self) -> Iterator[Told]:
        """Every record. Meetings come first, because the rest hangs on them."""
        past = sum(day < 0 for day in self.days)
        dates = [(day, "") for day in self.days[: past + 1]]
        meetings = list(self._each("meeting", self._meeting, dates))
        self.met = [(record["day"], record["key"]) for _, record in meetings if record["state"] == "held"]
        planned = [(record["day"], record["key"]) for _, record in meetings if record["state"] == "planned"]
        yield from meetings
        yearly = range(self.days[0] + 30, self.end, 365)
        yield from self._each("criterion", self._criterion, [(day, "") for day in yearly])
        yield from self._each("disagreement", self._disagreement, self._occasions(8))
        yield from self._each("topic", self._topic, self._agendas(planned))
        yield from self._each("decision", self._decision, self._occasions(5))
        yield from self._each("commitment", self._commitment, self._occasions(self.promises))
        yield from self._each("feedback", self._feedback, self._occasions(12))
        yield from self._each("note", self._note, self._occasions(6))
        if self.now:
            yield from self._priorities()

    def _each(self, noun: str, make: Callable[[int], Record], occasions: Iterable[Occasion]) -> Iterator[Told]:
        for number, (day, meeting) in enumerate(occasions, 1):
            if record := make(day):
                record["key"] = f"{noun}-{number}"
                if meeting and noun != "note":
                    record["meeting"] = meeting
                self.begun.setdefault(noun, []).append((day, record["key"]))
                yield noun, record

    def _occasions(self, a_year: float) -> list[Occasion]:
        """So many a year, in order; two in three come from a meeting."""
        rng, start = self.rng, self.days[0]
        number = round(a_year * (self.end - start) / 365.25 * rng.uniform(0.92, 1.08))
        return sorted(
            rng.choice(self.met) if self._often(0.66) else (rng.randrange(start, self.end), "") for _ in range(number)
        )

    def _agendas(self, planned: list[Occasion]) -> list[Occasion]:
        """The meeting of each topic, none for one that waits for the next."""
        past = [each for each in self.met for _ in range(self.rng.choice((0, 1, 1, 2, 2)))]
        ahead = [each for each in planned for _ in range(self.rng.randint(1, 3))]
        return [*past, *ahead, *([(0, "")] if self.now and self._often(0.6) else [])]

    def _often(self, share: float) -> bool:
        return self.rng.random() < share

    def _sides(self) -> tuple[str, str]:
        return _TWO if self._often(0.5) else (_TWO[1], _TWO[0])

    def _fresh(self, make: Callable[[Random], str]) -> str:
        """A text that this alliance has not used yet, as far as a few tries find one."""
        tries = (make(self.rng) for _ in range(20))
        text = next((text for text in tries if text not in self._said), None) or make(self.rng)
        self._said.add(text)
        return text

    def _meeting(self, day: int) -> Record:
        rng = self.rng
        state = "planned" if day >= 0 else _drawn(rng, _STATES)
        place = _drawn(rng, _PLACES)
        minutes = 60 if place in _TIMES else rng.choice((30, 45, 50, 60))
        record: Record = {"day": day, "time": _TIMES.get(place, self.time), "minutes": minutes, "place": place}
        match state:
            case "":
                return {}
            case "held":
                moved = min(day + rng.choice((-1, 1, 2)), -1) if self._often(0.1) else day
                return {**record, "day": moved, "state": state, **self._talk()}
            case "planned":
                return {**record, "state": state}
            case _:
                return {**record, "state": state, "reason": phrases.missed_reason(rng)}

    def _talk(self) -> Record:
        rng = self.rng
        said: Record = {}
        if self._often(0.35):
            said["notes"] = phrases.meeting_notes(rng)
        if self._often(0.8):
            said["help_asked"] = [
                {"of": side, "heard": phrases.help_heard(rng), "played_back": self._often(0.8)}
                for side in rng.choice((("me",), ("partner",), _TWO))
            ]
        return {**said, "rating": _drawn(rng, _RATINGS)} if self._often(0.65) else said

    def _topic(self, day: int) -> Record:
        rng = self.rng
        return {
            "text": self._fresh(phrases.topic_text),
            "section": rng.choice(phrases.SECTIONS),
            "raised_by": rng.choice(_TWO),
            "wants": rng.choice(("decide", "discuss", "discuss", "inform")),
            "minutes": rng.choice((5, 10, 10, 15, 20, 30)),
            "state": "open" if day >= 0 else "dropped" if self._often(0.06) else "discussed",
        }

    def _criterion(self, day: int) -> Record:
        rng = self.rng
        name, baseline = phrases_talk.criterion_name(rng), rng.randint(20, 90)
        target = round(baseline * (1.5 if name.startswith("People") else 0.6))
        record: Record = {"name": name, "initiative": phrases_talk.initiative(rng), "due_on": day + 365}
        return {**record, "baseline": baseline, "target": target, **self._check_ins(day, baseline, target)}

    def _check_ins(self, day: int, baseline: int, target: int) -> Record:
        """Up to four looks within the year, and the day on which the target was met; what lies ahead is left out."""
        rng = self.rng
        found: list[Record] = []
        for on in (on for on in range(day + 85, day + 350, 85) if on < 0):
            value = baseline + round((target - baseline) * rng.uniform(0.7, 1.25) * (on - day) / 340)
            met = abs(value - baseline) >= abs(target - baseline)
            found.append({"on": on, "value": value, "status": "done" if met else rng.choice(("on", "on", "off"))})
            if met:
                return {"check_ins": found, "met_on": on, "credit": rng.choice(self.team)}
        return {"check_ins": found}

    def _decision(self, day: int) -> Record:
        record: Record = {"text": self._fresh(phrases.decision_text), "decided_on": day, "kind": "decision"}
        if self._often(0.2):
            # A guideline is looked at once a year: the next anniversary of its day.
            record |= {"kind": "guideline", "review_on": day % 365 if self.now else day + 365}
        rationale = _on(_subject(record["text"]), phrases.why(self.rng))
        return {**record, "rationale": f"{rationale}."} if self._often(0.6) else record

    def _commitment(self, day: int) -> Record:
        rng = self.rng
        text, sides = self._fresh(phrases.commitment_text), self._sides()
        life = self._promise(text, sides, day)
        while life.overdue and self.overdue >= MOST_OVERDUE:
            life = self._promise(text, sides, day)
        self.overdue += life.overdue
        record: Record = {"from": sides[0], "to": sides[1], "text": text}
        if self._often(0.25):
            record["why"] = _on(life.subject, phrases.why(rng))
        if self._often(0.3):
            record["done_means"] = phrases.done_means(rng)
        if self._often(0.3):
            record["handled_by"] = rng.choice(self.team)
        if self._often(0.04):
            record["should_be_days"] = rng.randint(2, 12)
            record["was_days"] = record["should_be_days"] * rng.randint(2, 5)
        if self._often(0.03):
            record["private"] = True
        return {**record, **self._serves(day), "events": life.events}

    def _promise(self, text: str, sides: tuple[str, str], day: int) -> _Promise:
        life = _Promise(self.rng, _subject(text), sides, day, self.late)
        life.go(self.rng.choice(_COMMITMENTS))
        return life

    def _serves(self, day: int) -> Record:
        """The criterion a commitment serves or the disagreement it came out of; most have neither."""
        noun, days = self.rng.choice((("criterion", 330), ("disagreement", 30)))
        recent = [key for begun, key in self.begun.get(noun, ()) if day - days < begun < day]
        return {noun: recent[-1]} if recent and self._often(0.12) else {}

    def _feedback(self, day: int) -> Record:
        rng = self.rng
        about, sides = self._fresh(phrases_talk.feedback_event), self._sides()
        life = _Life(rng, _subject(about), sides, day)
        life.go(rng.choice(_FEEDBACK))
        record: Record = {"from": sides[0], "to": sides[1], "about": about, "about_on": day - rng.randint(0, 4)}
        if life.did("give"):
            rework_alone = self._often(0.15)
            if not rework_alone:
                record["worked"] = _on(life.subject, phrases_talk.worked(rng))
            if rework_alone or self._often(0.7):
                record["rework"] = _on(life.subject, phrases_talk.rework(rng))
        return {**record, "events": life.events}

    def _disagreement(self, day: int) -> Record:
        rng = self.rng
        kind = _drawn(rng, _KINDS)
        subject, topic, *positions = self._dispute(kind)
        life = _Dispute(rng, subject, _TWO, day)
        life.go(rng.choice(_DISAGREEMENTS))
        record: Record = {"topic": topic, "kind": kind, "tags": rng.sample(phrases.TAGS, rng.randint(1, 2))}
        record["positions"] = dict(zip(self._sides(), positions, strict=True))
        record["heat"] = {side: rng.randint(1, 5) for side in _TWO}
        if kind == "let-down":
            record["team_of"] = rng.choice(_TWO)
        if life.did("resolve") and (kind == "let-down" or self._often(0.35)):
            record["lesson"] = phrases_talk.lesson(rng, subject)
        return {**record, "events": life.events}

    def _dispute(self, kind: str) -> tuple[str, ...]:
        """Subject, topic, and what each of the two holds."""
        rng = self.rng
        if kind in ("task", "process"):
            return phrases_talk.clash(rng)
        subject, topic = phrases_talk.let_down(rng) if kind == "let-down" else phrases_talk.friction(rng)
        one = other = phrases_talk.position(rng, subject)
        while other == one:
            other = phrases_talk.position(rng, subject)
        return subject, topic, one, other

    def _note(self, day: int) -> Record:
        rng = self.rng
        kind = rng.choice((*_PROFILE, *_EXCHANGES) if self.now else _EXCHANGES)
        by, about = _TWO if kind == "personal" else self._sides()
        text = self._fresh(lambda rng: phrases_talk.note_text(rng, kind))
        record: Record = {"kind": kind, "by": by, "about": about, "text": text, "on": day}
        match kind:
            case "personal":
                return {**record, "private": True}
            case "learning":
                return {**record, "level": rng.choice(("use", "explain", "design"))}
            case "advocacy" | "introduction":
                return {**record, "whom": phrases_talk.whom(rng)}
            case "suggestion" if day < -40:
                return {**record, "answered_on": day + rng.randint(5, 30)}
            case "success-measure" | "challenge" | "opportunity":
                return {**record, "confirmed_on": max(day, -rng.randint(7, 200))}
            case _:
                return record

    def _priorities(self) -> Iterator[Told]:
        """What stands first for each of the two now."""
        for side in _TWO:
            for rank in range(1, 4):
                text = self._fresh(lambda rng: phrases_talk.note_text(rng, "priority"))
                record = {"key": f"{side}-{rank}", "kind": "priority", "by": side, "rank": rank, "text": text}
                yield "note", {**record, "on": self.met[-1][0]}


def composed(rng: Random, days: Sequence[int], time: str, *, end: int = 0, promises: float = 100) -> Iterator[Told]:
    """What an alliance recorded on and between the dates it expected to meet, `promises` commitments a year.

    `days` are those dates in days from today, in order; `time` is the usual time of day. Nothing begins on `end` or
    later; with `end` at today there is a present: a meeting to come, open topics, and what stands first for each.
    """
    return _Years(rng, days, time, end, promises).all()
