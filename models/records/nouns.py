"""Every noun of the log with its fields, declared once: files, tables, commands, forms and search all read this."""

from __future__ import annotations

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
from models.records.fields import Field, Noun, by_person, choice, entries, line, ref, score, text

ACROSS = ("continues",)
"""Fields that lead into another alliance than that of their record; all others stay within it."""


def _continues(noun: str) -> Field:
    """The record of an alliance that ended which this one goes on with."""
    return ref("continues", noun, since=2)


EFFECTS = entries(
    "effects",
    ref("measure", "note", required=True),
    choice("effect", EFFECT, required=True),
    Field("on", "date"),
    since=3,
)
"""What a criterion or a priority does to the success measures of either side, and since when that is known."""

SOURCE = Field(
    "source",
    "entry",
    parts=(
        text("quote", required=True),
        line("file"),
        Field("line", "integer", low=1),
        line("at"),
        Field("on", "date"),
    ),
    private=True,
    since=4,
)
"""The sentence of a text that a record rests on: its words, where it stands there, and the day it was said."""

CALENDAR = ("calendar_uid", "calendar_sequence", "calendar_came", "calendar_modified")
"""What a meeting's entry in a calendar is known by, which tells a person nothing."""

ALLIANCE = ref("alliance", "alliance", required=True)
MEETING = ref("meeting", "meeting", help="the meeting it came from")

COMMON = (
    Field("private", "flag", withholds="any", help="keep it out of every shared copy"),
    Field("created_at", "moment"),
    Field("updated_at", "moment"),
    Field("removed_at", "moment", withholds="any"),
)
"""What every record may carry beside its own fields and its uid."""

EVENT_COMMON = (
    Field("act", "line", required=True),
    ref("by", "person", required=True),
    Field("on", "date", help="today unless told"),
    Field("at", "moment"),
    text("note", help="anything worth keeping about this step"),
    choice("attested_by", ATTESTED_BY, help="who says so"),
    Field("recorded_by", "line"),
    Field("recorded_at", "moment"),
)
"""What every event may carry beside what its act needs."""

_COMMITMENT_EVENTS = (
    Field("due", "date", help="when it will be done"),
    Field("wanted_by", "date", help="when it is wanted"),
    text("terms", help="what is offered or asked instead"),
    text("reason", help="why"),
    choice("reason_code", REASON_CODES, help="the kind of reason"),
    text("alternative", help='what is offered in its place, or "none"'),
    Field("done_on", "date", help="when it was in fact done"),
    text("evidence", help="how one can see that it is done"),
    text("missing", help="what is still missing"),
)
_FEEDBACK_EVENTS = (text("reason", help="why"),)
_DISAGREEMENT_EVENTS = (
    score("heat", help="how hot it is, 1 to 5"),
    Field("revisit_on", "date", help="when to look at it again"),
    text("reason", help="why"),
    text("decider", help="who decides"),
    text("question", help="what is to be decided"),
    Field("by_when", "date", help="when an answer is needed"),
    choice("kind", RESOLUTIONS, help="how it was settled"),
    text("decision", help="what was settled"),
    text("dissent", help="what one of the two still holds against it"),
    Field("review_on", "date", help="when to look at it again"),
    score("respect", help="shown on the way, 1 to 5"),
    text("new_fact", help="what is new since it was settled"),
)

_ALL = (
    Noun(
        "person",
        "H",
        "people",
        "name",
        (
            line("name", required=True, asked=True),
            line("role", asked=True),
            line("organisation"),
            line("email"),
            line("called", since=2, help="what they are called, where it is not the first word of the name"),
        ),
    ),
    Noun(
        "alliance",
        "A",
        "alliances",
        "purpose",
        (
            ref("principal", "person", required=True),
            ref("partner", "person", required=True),
            Field("cadence", "rule", asked=True, help="every other tuesday 14:00"),
            Field("timezone", "zone", help="as Europe/London"),
            Field("started_on", "date", asked=True, help="since when the two meet; today unless told"),
            text("purpose", asked=True, help="what the two are in it for"),
            entries(
                "rhythms",
                Field("until", "date", required=True),
                Field("cadence", "rule"),
                Field("timezone", "zone"),
                Field("started_on", "date"),
                since=2,
            ),
            Field("ended_on", "date", since=2, help="the last day on which it holds"),
            text("ended_reason", since=2, asked=True, private=True),
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
            choice("place", PLACES, asked=True, help="where"),
            choice("state", MEETING_STATES),
            text("reason", help="why it did not happen"),
            text("notes", help="what was said, as Markdown"),
            text("private_notes", private=True, help="notes for oneself"),
            entries(
                "help_asked",
                ref("of", "person", required=True),
                text("heard"),
                Field("played_back", "flag"),
                searched=True,
                help="how can I help you succeed?",
            ),
            score("rating", help="how good it was, 1 to 5"),
            Field("calendar_uid", "text"),
            Field("calendar_sequence", "integer", low=0),
            entries("moved_from", Field("on", "date", required=True), since=2),
            Field("calendar_came", "integer", low=0, private=True, since=4),
            Field("calendar_modified", "moment", private=True, since=4),
        ),
    ),
    Noun(
        "topic",
        "T",
        "topics",
        "text",
        (
            ALLIANCE,
            line("text", required=True, asked=True),
            ref("meeting", "meeting", help="the next unless told"),
            line("section", help="the part of the agenda it belongs to"),
            ref("raised_by", "person", help="who raised it"),
            choice("wants", WANTS, asked=True, help="what is wanted"),
            Field("minutes", "integer", low=1, high=1440, asked=True, help="how long it takes"),
            Field("position", "integer", low=0, help="its place on the agenda"),
            choice("state", TOPIC_STATES),
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
            line("text", required=True, asked=True),
            choice("kind", DECISION_KINDS, asked=True),
            Field("decided_on", "date", asked=True, help="today unless told"),
            MEETING,
            text("rationale", asked=True, help="why"),
            Field("review_on", "date", help="when to look at it again"),
            ref("supersedes", "decision", help="the decision it replaces"),
            line("bought_by", since=3, help="who bought the tool"),
            text("holds", since=3, help="which data it holds, and what it touches"),
            Field("contract_until", "date", since=3, help="until when its contract runs"),
            SOURCE,
        ),
    ),
    Noun(
        "commitment",
        "C",
        "commitments",
        "text",
        (
            ALLIANCE,
            ref("from", "person", required=True, help="who promises"),
            ref("to", "person", required=True, help="who relies on it"),
            line("text", required=True, asked=True),
            text("why", asked=True, help="what it is good for"),
            text("done_means", asked=True, help="how both will know that it is done"),
            text("handled_by", help="who in the team does it"),
            Field("was_days", "integer", low=0, help="days it took until now"),
            Field("should_be_days", "integer", low=0, help="days it should take"),
            MEETING,
            ref("criterion", "criterion", help="the criterion it serves"),
            ref("disagreement", "disagreement", help="what it came out of"),
            _continues("commitment"),
            SOURCE,
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
            ref("from", "person", required=True, help="who gives it"),
            ref("to", "person", required=True, help="who receives it"),
            line("about", asked=True, help="the event it is about"),
            Field("about_on", "date", asked=True, help="when that was"),
            text("worked", asked=True, help="what worked"),
            text("rework", asked=True, help="the one thing to rework"),
            text("situation"),
            text("behaviour"),
            text("impact"),
            MEETING,
            SOURCE,
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
            line("topic", required=True, asked=True),
            choice("kind", DISAGREEMENT_KINDS, asked=True),
            Field("tags", "words", searched=True),
            by_person("positions", "text", asked=True, help="what each of the two holds"),
            by_person("restated", "text", help="each position, in the words of the other"),
            by_person("heat", "integer", help="at the start, 1 to 5"),
            ref("customer", "customer", help="the card it is about"),
            ref("team_of", "person", help="whose let the other down"),
            text("lesson", help="what was learned"),
            MEETING,
            _continues("disagreement"),
            SOURCE,
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
            line("name", required=True, asked=True),
            text("initiative", help="the joint initiative it belongs to"),
            text("measure", asked=True, help="what is measured"),
            text("unit"),
            Field("baseline", "number", help="where it stood"),
            Field("target", "number", asked=True, help="where it is to be"),
            Field("due_on", "date", asked=True, help="by when"),
            text("for_customer", help="what the company's customer has from it"),
            text("for_principal", help="what the principal has from it"),
            text("for_partner", help="what the partner has from it"),
            entries(
                "check_ins",
                Field("on", "date", required=True),
                Field("value", "number"),
                choice("status", ("on", "off", "done")),
                text("how"),
                text("note"),
                Field("amount", "decimal", needs="currency", since=3, help="what it brought since the last one"),
                Field("currency", "currency", needs="amount", since=3, help="as EUR"),
                text("compared_with", since=3, help="what would have been otherwise"),
                choice("sureness", SURENESS, since=3, help="how sure it is"),
                searched=True,
            ),
            Field("met_on", "date", help="when it was met"),
            text("credit", help="whose work it was"),
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
            entries("statements", text("key", required=True), text("text", required=True), searched=True),
            entries(
                "answers",
                ref("by", "person", required=True),
                text("key", required=True),
                score("score"),
                score("guess"),
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
            choice("kind", NOTE_KINDS, withholds=("personal",), required=True, asked=True),
            text("text", required=True, asked=True),
            ref("by", "person", help="whose note it is"),
            ref("about", "person", help="whom it is about"),
            text("whom", help="to whom it was said or shown, who was introduced, finds out or teaches, or which team"),
            text("serves", help="how mine serves yours"),
            Field("on", "date", help="the day; today unless told"),
            Field("confirmed_on", "date", help="when it was last true"),
            Field("rank", "integer", low=1),
            choice("level", ("use", "explain", "design"), help="how well it is mastered"),
            Field("answered_on", "date"),
            ref("supersedes", "note", help="the note it replaces"),
            EFFECTS,
            choice("set_by", SET_BY, since=3, help="who set the measure"),
            Field("covered_by", "side", choices=COVERED_BY, since=3, help="who covers it"),
            Field("due_on", "date", since=3, help="by when it is to be answered, or learned"),
            text("answer", since=3, help="what the answer is"),
            text("sources", since=3, help="where the answer comes from"),
            Field("done_on", "date", since=3, help="when it was learned, or the introduction made"),
            Field("met_on", "date", since=3, help="when it was met, or the two met"),
            Field("missed_on", "date", since=3, help="when it was missed"),
            text("came_of", since=3, help="what came of it, in a word"),
            SOURCE,
        ),
    ),
    Noun(
        "customer",
        "U",
        "customer cards",
        "text",
        (
            ALLIANCE,
            text("text", required=True, asked=True, help="who our customer is"),
            entries(
                "segments",
                line("name", required=True),
                text("need"),
                Field("asked_on", "date", since=3),
                Field("asked", "integer", low=0, since=3),
                line("asked_by", since=3),
                searched=True,
                asked=True,
            ),
            entries(
                "journey",
                text("step", required=True),
                text("owner"),
                text("breaks"),
                searched=True,
                asked=True,
            ),
            text("questions"),
            text("sources"),
            by_person("agreed", "date", help="when they agreed"),
            ref("supersedes", "customer", help="the version it replaces"),
        ),
    ),
    Noun(
        "placement",
        "X",
        "placements",
        "who",
        (
            ALLIANCE,
            line("who", required=True, asked=True),
            line("from_team", asked=True),
            line("to_team", asked=True),
            Field("from_on", "date", asked=True, help="since when"),
            Field("until_on", "date", help="until when"),
            text("learned", help="what was learned"),
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
