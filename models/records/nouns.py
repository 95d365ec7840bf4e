"""Every noun of the log with its fields, declared once: files, tables, commands, forms and search all read this."""

from __future__ import annotations

from typing import Any

from models.records.choices import (
    ATTESTED_BY,
    COVERED_BY,
    DECISION_KINDS,
    DISAGREEMENT_KINDS,
    EFFECT,
    MEETING_STATES,
    NOTE_KINDS,
    PLACES,
    REASON_CODES,
    RESOLUTIONS,
    SET_BY,
    SURENESS,
    TOPIC_STATES,
    WANTS,
)
from models.records.fields import Field, Kind, Noun


def _line(name: str, **more: Any) -> Field:
    return Field(name, "line", searched=True, **more)


def _text(name: str, **more: Any) -> Field:
    return Field(name, "text", searched=True, **more)


def _ref(name: str, ref: str, **more: Any) -> Field:
    return Field(name, "ref", ref=ref, **more)


def _choice(name: str, choices: tuple[str, ...], **more: Any) -> Field:
    return Field(name, "choice", choices=choices, **more)


def _score(name: str, **more: Any) -> Field:
    return Field(name, "integer", low=1, high=5, **more)


def _entries(name: str, *parts: Field, **more: Any) -> Field:
    return Field(name, "entries", parts=parts, **more)


def _by_person(name: str, kind: Kind, **more: Any) -> Field:
    low, high = (1, 5) if kind == "integer" else (None, None)
    return Field(name, "by_person", parts=(Field(name, kind, low=low, high=high),), searched=kind == "text", **more)


ACROSS = ("continues",)
"""Fields that lead into another alliance than that of their record; all others stay within it."""


def _continues(noun: str) -> Field:
    """The record of an alliance that ended which this one goes on with."""
    return _ref("continues", noun, since=2)


EFFECTS = _entries(
    "effects",
    _ref("measure", "note", required=True),
    _choice("effect", EFFECT, required=True),
    Field("on", "date"),
    since=3,
)
"""What a criterion or a priority does to the success measures of either side, and since when that is known."""

ALLIANCE = _ref("alliance", "alliance", required=True)
MEETING = _ref("meeting", "meeting", help="the meeting it came from")

COMMON = (
    Field("private", "flag", withholds="any", help="keep it out of every shared copy"),
    Field("created_at", "moment"),
    Field("updated_at", "moment"),
    Field("removed_at", "moment", withholds="any"),
)
"""What every record may carry beside its own fields and its uid."""

EVENT_COMMON = (
    Field("act", "line", required=True),
    _ref("by", "person", required=True),
    Field("on", "date", help="today unless told"),
    Field("at", "moment"),
    _text("note", help="anything worth keeping about this step"),
    _choice("attested_by", ATTESTED_BY, help="who says so"),
    Field("recorded_by", "line"),
    Field("recorded_at", "moment"),
)
"""What every event may carry beside what its act needs."""

_COMMITMENT_EVENTS = (
    Field("due", "date", help="when it will be done"),
    Field("wanted_by", "date", help="when it is wanted"),
    _text("terms", help="what is offered or asked instead"),
    _text("reason", help="why"),
    _choice("reason_code", REASON_CODES, help="the kind of reason"),
    _text("alternative", help='what is offered in its place, or "none"'),
    Field("done_on", "date", help="when it was in fact done"),
    _text("evidence", help="how one can see that it is done"),
    _text("missing", help="what is still missing"),
)
_FEEDBACK_EVENTS = (_text("reason", help="why"),)
_DISAGREEMENT_EVENTS = (
    _score("heat", help="how hot it is, 1 to 5"),
    Field("revisit_on", "date", help="when to look at it again"),
    _text("reason", help="why"),
    _text("decider", help="who decides"),
    _text("question", help="what is to be decided"),
    Field("by_when", "date", help="when an answer is needed"),
    _choice("kind", RESOLUTIONS, help="how it was settled"),
    _text("decision", help="what was settled"),
    _text("dissent", help="what one of the two still holds against it"),
    Field("review_on", "date", help="when to look at it again"),
    _score("respect", help="shown on the way, 1 to 5"),
    _text("new_fact", help="what is new since it was settled"),
)

_ALL = (
    Noun(
        "person",
        "H",
        "people",
        "name",
        (
            _line("name", required=True, asked=True),
            _line("role", asked=True),
            _line("organisation"),
            _line("email"),
            _line("called", since=2, help="what they are called, where it is not the first word of the name"),
        ),
    ),
    Noun(
        "alliance",
        "A",
        "alliances",
        "purpose",
        (
            _ref("principal", "person", required=True),
            _ref("partner", "person", required=True),
            Field("cadence", "rule", asked=True, help="every other tuesday 14:00"),
            Field("timezone", "zone", help="as Europe/London"),
            Field("started_on", "date", asked=True, help="since when the two meet; today unless told"),
            _text("purpose", asked=True, help="what the two are in it for"),
            _entries(
                "rhythms",
                Field("until", "date", required=True),
                Field("cadence", "rule"),
                Field("timezone", "zone"),
                Field("started_on", "date"),
                since=2,
            ),
            Field("ended_on", "date", since=2, help="the last day on which it holds"),
            _text("ended_reason", since=2, asked=True, private=True),
        ),
    ),
    Noun(
        "meeting",
        "M",
        "meetings",
        "starts_at",
        (
            ALLIANCE,
            Field("starts_at", "moment", required=True, asked=True, help='as in "tue 14:00"'),
            Field("minutes", "integer", low=1, high=1440, asked=True, help="how long it takes"),
            _choice("place", PLACES, asked=True, help="where"),
            _choice("state", MEETING_STATES),
            _text("reason", help="why it did not happen"),
            _text("notes", help="what was said, as Markdown"),
            _text("private_notes", private=True, help="notes for oneself"),
            _entries(
                "help_asked",
                _ref("of", "person", required=True),
                _text("heard"),
                Field("played_back", "flag"),
                searched=True,
                help="how can I help you succeed?",
            ),
            _score("rating", help="how good it was, 1 to 5"),
            Field("calendar_uid", "text"),
            Field("calendar_sequence", "integer", low=0),
            _entries("moved_from", Field("on", "date", required=True), since=2),
        ),
    ),
    Noun(
        "topic",
        "T",
        "topics",
        "text",
        (
            ALLIANCE,
            _line("text", required=True, asked=True),
            _ref("meeting", "meeting", help="the next unless told"),
            _line("section", help="the part of the agenda it belongs to"),
            _ref("raised_by", "person", help="who raised it"),
            _choice("wants", WANTS, asked=True, help="what is wanted"),
            Field("minutes", "integer", low=1, high=1440, asked=True, help="how long it takes"),
            Field("position", "integer", low=0, help="its place on the agenda"),
            _choice("state", TOPIC_STATES),
            Field("carried", "refs", ref="meeting"),
            _continues("topic"),
        ),
    ),
    Noun(
        "decision",
        "G",
        "decisions",
        "text",
        (
            ALLIANCE,
            _line("text", required=True, asked=True),
            _choice("kind", DECISION_KINDS, asked=True),
            Field("decided_on", "date", asked=True, help="today unless told"),
            MEETING,
            _text("rationale", asked=True, help="why"),
            Field("review_on", "date", help="when to look at it again"),
            _ref("supersedes", "decision", help="the decision it replaces"),
            _line("bought_by", since=3, help="who bought the tool"),
            _text("holds", since=3, help="which data it holds, and what it touches"),
            Field("contract_until", "date", since=3, help="until when its contract runs"),
        ),
    ),
    Noun(
        "commitment",
        "C",
        "commitments",
        "text",
        (
            ALLIANCE,
            _ref("from", "person", required=True, help="who promises"),
            _ref("to", "person", required=True, help="who relies on it"),
            _line("text", required=True, asked=True),
            _text("why", asked=True, help="what it is good for"),
            _text("done_means", asked=True, help="how both will know that it is done"),
            _text("handled_by", help="who in the team does it"),
            Field("was_days", "integer", low=0, help="days it took until now"),
            Field("should_be_days", "integer", low=0, help="days it should take"),
            MEETING,
            _ref("criterion", "criterion", help="the criterion it serves"),
            _ref("disagreement", "disagreement", help="what it came out of"),
            _continues("commitment"),
        ),
        _COMMITMENT_EVENTS,
    ),
    Noun(
        "feedback",
        "F",
        "feedback",
        "about",
        (
            ALLIANCE,
            _ref("from", "person", required=True, help="who gives it"),
            _ref("to", "person", required=True, help="who receives it"),
            _line("about", asked=True, help="the event it is about"),
            Field("about_on", "date", asked=True, help="when that was"),
            _text("worked", asked=True, help="what worked"),
            _text("rework", asked=True, help="the one thing to rework"),
            _text("situation"),
            _text("behaviour"),
            _text("impact"),
            MEETING,
        ),
        _FEEDBACK_EVENTS,
    ),
    Noun(
        "disagreement",
        "D",
        "disagreements",
        "topic",
        (
            ALLIANCE,
            _line("topic", required=True, asked=True),
            _choice("kind", DISAGREEMENT_KINDS, asked=True),
            Field("tags", "words", searched=True),
            _by_person("positions", "text", asked=True, help="what each of the two holds"),
            _by_person("restated", "text", help="each position, in the words of the other"),
            _by_person("heat", "integer", help="at the start, 1 to 5"),
            _ref("customer", "customer", help="the card it is about"),
            _ref("team_of", "person", help="whose let the other down"),
            _text("lesson", help="what was learned"),
            MEETING,
            _continues("disagreement"),
        ),
        _DISAGREEMENT_EVENTS,
    ),
    Noun(
        "criterion",
        "K",
        "criteria",
        "name",
        (
            ALLIANCE,
            _line("name", required=True, asked=True),
            _text("initiative", help="the joint initiative it belongs to"),
            _text("measure", asked=True, help="what is measured"),
            _text("unit"),
            Field("baseline", "number", help="where it stood"),
            Field("target", "number", asked=True, help="where it is to be"),
            Field("due_on", "date", asked=True, help="by when"),
            _text("for_customer", help="what the company's customer has from it"),
            _text("for_principal", help="what the principal has from it"),
            _text("for_partner", help="what the partner has from it"),
            _entries(
                "check_ins",
                Field("on", "date", required=True),
                Field("value", "number"),
                _choice("status", ("on", "off", "done")),
                _text("how"),
                _text("note"),
                Field("amount", "decimal", needs="currency", since=3, help="what it brought since the last one"),
                Field("currency", "currency", needs="amount", since=3, help="as EUR"),
                _text("compared_with", since=3, help="what would have been otherwise"),
                _choice("sureness", SURENESS, since=3, help="how sure it is"),
                searched=True,
            ),
            Field("met_on", "date", help="when it was met"),
            _text("credit", help="whose work it was"),
            EFFECTS,
        ),
    ),
    Noun(
        "pulse",
        "P",
        "pulses",
        "opened_on",
        (
            ALLIANCE,
            Field("opened_on", "date", required=True),
            _entries("statements", _text("key", required=True), _text("text", required=True), searched=True),
            _entries(
                "answers",
                _ref("by", "person", required=True),
                _text("key", required=True),
                _score("score"),
                _score("guess"),
            ),
        ),
    ),
    Noun(
        "note",
        "N",
        "notes",
        "text",
        (
            ALLIANCE,
            _choice("kind", NOTE_KINDS, withholds=("personal",), required=True, asked=True),
            _text("text", required=True, asked=True),
            _ref("by", "person", help="whose note it is"),
            _ref("about", "person", help="whom it is about"),
            _text(
                "whom",
                help="to whom it was said or shown, who was introduced, finds out or teaches, or which team",
            ),
            _text("serves", help="how mine serves yours"),
            Field("on", "date", help="the day; today unless told"),
            Field("confirmed_on", "date", help="when it was last true"),
            Field("rank", "integer", low=1),
            _choice("level", ("use", "explain", "design"), help="how well it is mastered"),
            Field("answered_on", "date"),
            _ref("supersedes", "note", help="the note it replaces"),
            EFFECTS,
            _choice("set_by", SET_BY, since=3, help="who set the measure"),
            Field("covered_by", "side", choices=COVERED_BY, since=3, help="who covers it"),
            Field("due_on", "date", since=3, help="by when it is to be answered, or learned"),
            _text("answer", since=3, help="what the answer is"),
            _text("sources", since=3, help="where the answer comes from"),
            Field("done_on", "date", since=3, help="when it was learned, or the introduction made"),
            Field("met_on", "date", since=3, help="when it was met, or the two met"),
            Field("missed_on", "date", since=3, help="when it was missed"),
            _text("came_of", since=3, help="what came of it, in a word"),
        ),
    ),
    Noun(
        "customer",
        "U",
        "customer cards",
        "text",
        (
            ALLIANCE,
            _text("text", required=True, asked=True, help="who our customer is"),
            _entries(
                "segments",
                _line("name", required=True),
                _text("need"),
                Field("asked_on", "date", since=3),
                Field("asked", "integer", low=0, since=3),
                _line("asked_by", since=3),
                searched=True,
                asked=True,
            ),
            _entries(
                "journey",
                _text("step", required=True),
                _text("owner"),
                _text("breaks"),
                searched=True,
                asked=True,
            ),
            _text("questions"),
            _text("sources"),
            _by_person("agreed", "date", help="when they agreed"),
            _ref("supersedes", "customer", help="the version it replaces"),
        ),
    ),
    Noun(
        "placement",
        "X",
        "placements",
        "who",
        (
            ALLIANCE,
            _line("who", required=True, asked=True),
            _line("from_team", asked=True),
            _line("to_team", asked=True),
            Field("from_on", "date", asked=True, help="since when"),
            Field("until_on", "date", help="until when"),
            _text("learned", help="what was learned"),
        ),
    ),
)

NOUNS: dict[str, Noun] = {noun.name: noun for noun in _ALL}
"""Every noun by its name, in the order in which an export writes them."""

BY_LETTER: dict[str, Noun] = {noun.letter: noun for noun in _ALL}
"""Every noun by the letter of its short ids."""

LIVES = tuple(noun.name for noun in _ALL if noun.has_life)
"""The nouns whose life is a series of acts."""

_LIFE = (Field("state", "line"), Field("opened_on", "date"), Field("closed_on", "date"), Field("last_on", "date"))
_DUES = (Field("due", "date"), Field("first_due", "date"), Field("pending_due", "date"), Field("pending_by", "line"))

DERIVED: dict[str, tuple[Field, ...]] = {
    **dict.fromkeys(LIVES, _LIFE),
    "commitment": (*_LIFE, *_DUES),
    "topic": (Field("raised_from", "line"),),
}
"""What the log keeps of a record beside its content, by noun: it follows from its events, or from the uids of other
records, and stands in no file."""


def event_fields(noun: str) -> tuple[Field, ...]:
    """All fields that an event of that noun may carry, the common ones first."""
    return (*EVENT_COMMON, *NOUNS[noun].events)
