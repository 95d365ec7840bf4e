"""What reads give: one frozen class a noun, its fields as declared in nouns.py, dates as dates, links as uids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.records.choices import place_word

Entries = list[dict[str, Any]]
Entry = dict[str, Any]
ByPerson = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """What every record has. `id` is the number in its short id, `uid` is the same in every log."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True)
class KeptRecord(Record):
    """The fields that every record may carry, after its own."""

    private: bool | None
    created_at: datetime | None
    updated_at: datetime | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Living(KeptRecord):
    """Where a life stands. `opened_on` is the day of its first event, `closed_on` None while it is open."""

    state: str
    opened_on: date
    closed_on: date | None
    last_on: date


@dataclass(frozen=True, slots=True)
class Person(KeptRecord):
    """One of those the log is about."""

    name: str
    role: str | None
    organisation: str | None
    email: str | None
    called: str | None


@dataclass(frozen=True, slots=True)
class Alliance(KeptRecord):
    """Two people who must work as one."""

    principal: str
    partner: str
    cadence: str | None
    timezone: str | None
    started_on: date | None
    purpose: str | None
    rhythms: Entries | None
    ended_on: date | None
    ended_reason: str | None


USUAL_MINUTES = 60
"""How long a meeting takes where it does not say."""


@dataclass(frozen=True, slots=True)
class Meeting(KeptRecord):
    """A one-on-one. Without a state it is planned."""

    alliance: str
    starts_at: datetime
    minutes: int | None
    place: str | None
    state: str | None
    reason: str | None
    notes: str | None
    private_notes: str | None
    help_asked: Entries | None
    rating: int | None
    calendar_uid: str | None
    calendar_sequence: int | None
    moved_from: Entries | None
    calendar_came: int | None
    calendar_modified: datetime | None

    @property
    def where(self) -> str:
        """Where it is, in a word; empty where nothing is known."""
        return place_word(self.place, self.notes)


@dataclass(frozen=True, slots=True)
class Topic(KeptRecord):
    """Something to speak of. Without a state it is open."""

    alliance: str
    text: str
    meeting: str | None
    section: str | None
    raised_by: str | None
    wants: str | None
    minutes: int | None
    position: int | None
    state: str | None
    carried: list[str] | None
    continues: str | None


@dataclass(frozen=True, slots=True)
class Decision(KeptRecord):
    """What both decided. Without a kind it is a decision."""

    alliance: str
    text: str
    kind: str | None
    decided_on: date | None
    meeting: str | None
    rationale: str | None
    review_on: date | None
    supersedes: str | None
    bought_by: str | None
    holds: str | None
    contract_until: date | None
    source: Entry | None


@dataclass(frozen=True, slots=True)
class Commitment(Living):
    """What `from_` promises `to`, or is asked to. `due` is the date in force, None where undated or not promised.

    `wanted_by` is when it is wanted, while it is only asked for: a wish, which nobody has promised yet.
    """

    alliance: str
    from_: str
    to: str
    text: str
    why: str | None
    done_means: str | None
    handled_by: str | None
    was_days: int | None
    should_be_days: int | None
    meeting: str | None
    criterion: str | None
    disagreement: str | None
    continues: str | None
    source: Entry | None
    due: date | None
    first_due: date | None
    pending_due: date | None
    pending_by: str | None
    wanted_by: date | None


@dataclass(frozen=True, slots=True)
class Feedback(Living):
    """What `from_` tells `to` about how something went."""

    alliance: str
    from_: str
    to: str
    about: str | None
    about_on: date | None
    worked: str | None
    rework: str | None
    situation: str | None
    behaviour: str | None
    impact: str | None
    meeting: str | None
    source: Entry | None


@dataclass(frozen=True, slots=True)
class Disagreement(Living):
    """Where the two do not see it alike."""

    alliance: str
    topic: str
    kind: str | None
    tags: list[str] | None
    positions: ByPerson | None
    restated: ByPerson | None
    heat: ByPerson | None
    customer: str | None
    team_of: str | None
    lesson: str | None
    meeting: str | None
    continues: str | None
    source: Entry | None


@dataclass(frozen=True, slots=True)
class Criterion(KeptRecord):
    """A measure of success that is ours."""

    alliance: str
    name: str
    initiative: str | None
    measure: str | None
    unit: str | None
    baseline: float | None
    target: float | None
    due_on: date | None
    for_customer: str | None
    for_principal: str | None
    for_partner: str | None
    check_ins: Entries | None
    met_on: date | None
    credit: str | None
    effects: Entries | None


@dataclass(frozen=True, slots=True)
class Pulse(KeptRecord):
    """A round of statements that both answer."""

    alliance: str
    opened_on: date
    statements: Entries | None
    answers: Entries | None


@dataclass(frozen=True, slots=True)
class Note(KeptRecord):
    """Something worth knowing about the other, or learned from the other."""

    alliance: str
    kind: str
    text: str
    by: str | None
    about: str | None
    whom: str | None
    serves: str | None
    on: date | None
    confirmed_on: date | None
    rank: int | None
    level: str | None
    answered_on: date | None
    supersedes: str | None
    effects: Entries | None
    set_by: str | None
    covered_by: str | None
    due_on: date | None
    answer: str | None
    sources: str | None
    done_on: date | None
    met_on: date | None
    missed_on: date | None
    came_of: str | None
    source: Entry | None


@dataclass(frozen=True, slots=True)
class Customer(KeptRecord):
    """Who our customer is, as both see it."""

    alliance: str
    text: str
    segments: Entries | None
    journey: Entries | None
    questions: str | None
    sources: str | None
    agreed: ByPerson | None
    supersedes: str | None


@dataclass(frozen=True, slots=True)
class Placement(KeptRecord):
    """Somebody of one team who works in the other."""

    alliance: str
    who: str
    from_team: str | None
    to_team: str | None
    from_on: date | None
    until_on: date | None
    learned: str | None


ROWS: dict[str, type[KeptRecord]] = {
    "person": Person,
    "alliance": Alliance,
    "meeting": Meeting,
    "topic": Topic,
    "decision": Decision,
    "commitment": Commitment,
    "feedback": Feedback,
    "disagreement": Disagreement,
    "criterion": Criterion,
    "pulse": Pulse,
    "note": Note,
    "customer": Customer,
    "placement": Placement,
}
"""The row class of every noun."""
