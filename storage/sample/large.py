"""The composed part of a big made-up log: further alliances, and years before the story. Told as story.toml says.

Two things differ from the story: a meeting has `day` in place of `slot` and `shift`, and no date names a meeting, all
are days from today. Every function draws from the generator it is given: same generator, same records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.sample import phrases, phrases_talk
from storage.sample.lives import (
    COMMITMENTS,
    DISAGREEMENTS,
    FEEDBACK,
    MOST_OVERDUE,
    TWO,
    Dispute,
    Occasion,
    Promise,
    Record,
    SampleLife,
    Told,
    drawn,
    subject_of,
    told_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from random import Random

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
        return TWO if self._often(0.5) else (TWO[1], TWO[0])

    def _fresh(self, make: Callable[[Random], str]) -> str:
        """A text that this alliance has not used yet, as far as a few tries find one."""
        tries = (make(self.rng) for _ in range(20))
        text = next((text for text in tries if text not in self._said), None) or make(self.rng)
        self._said.add(text)
        return text

    def _meeting(self, day: int) -> Record:
        rng = self.rng
        state = "planned" if day >= 0 else drawn(rng, _STATES)
        place = drawn(rng, _PLACES)
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
                for side in rng.choice((("me",), ("partner",), TWO))
            ]
        return {**said, "rating": drawn(rng, _RATINGS)} if self._often(0.65) else said

    def _topic(self, day: int) -> Record:
        rng = self.rng
        return {
            "text": self._fresh(phrases.topic_text),
            "section": rng.choice(phrases.SECTIONS),
            "raised_by": rng.choice(TWO),
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
        rationale = told_of(subject_of(record["text"]), phrases.why(self.rng))
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
            record["why"] = told_of(life.subject, phrases.why(rng))
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

    def _promise(self, text: str, sides: tuple[str, str], day: int) -> Promise:
        life = Promise(self.rng, subject_of(text), sides, day, self.late)
        life.go(self.rng.choice(COMMITMENTS))
        return life

    def _serves(self, day: int) -> Record:
        """The criterion a commitment serves or the disagreement it came out of; most have neither."""
        noun, days = self.rng.choice((("criterion", 330), ("disagreement", 30)))
        recent = [key for begun, key in self.begun.get(noun, ()) if day - days < begun < day]
        return {noun: recent[-1]} if recent and self._often(0.12) else {}

    def _feedback(self, day: int) -> Record:
        rng = self.rng
        about, sides = self._fresh(phrases_talk.feedback_event), self._sides()
        life = SampleLife(rng, subject_of(about), sides, day)
        life.go(rng.choice(FEEDBACK))
        record: Record = {"from": sides[0], "to": sides[1], "about": about, "about_on": day - rng.randint(0, 4)}
        if life.did("give"):
            rework_alone = self._often(0.15)
            if not rework_alone:
                record["worked"] = told_of(life.subject, phrases_talk.worked(rng))
            if rework_alone or self._often(0.7):
                record["rework"] = told_of(life.subject, phrases_talk.rework(rng))
        return {**record, "events": life.events}

    def _disagreement(self, day: int) -> Record:
        rng = self.rng
        kind = drawn(rng, _KINDS)
        subject, topic, *positions = self._dispute(kind)
        life = Dispute(rng, subject, TWO, day)
        life.go(rng.choice(DISAGREEMENTS))
        record: Record = {"topic": topic, "kind": kind, "tags": rng.sample(phrases.TAGS, rng.randint(1, 2))}
        record["positions"] = dict(zip(self._sides(), positions, strict=True))
        record["heat"] = {side: rng.randint(1, 5) for side in TWO}
        if kind == "let-down":
            record["team_of"] = rng.choice(TWO)
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
        by, about = TWO if kind == "personal" else self._sides()
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
        for side in TWO:
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
