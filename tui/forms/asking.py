"""From declared fields to the questions of a form, and from what was typed back to values."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from models.acts.sentences import resolution
from models.errors import BadValue, Fault, NotFound, Refused
from models.records.labels import field_label
from models.records.naming import heading, short_id
from models.records.nouns import NOUNS
from models.records.values import check_field
from models.time.words import reason_text
from storage.reads.found import of_alliance
from tui.text.cells import visible
from tui.text.field_words import side_word
from tui.text.typed import OWN_DAY, Typing, parts_of, said_back, understand
from tui.text.typed_entries import joined, split
from tui.text.words import called, label_of
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from models.records.event import Values
    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done


@dataclass(slots=True)
class Desk:
    """What is needed to understand a form: whose alliance, the day, and what a link may lead to.

    `day` is the one that the form tells of, as typed by now: its other dates are read from there.
    `links` holds, by noun and by short id in small letters, the uid and title of each record that can be meant.
    """

    pair: Pair
    today: date
    links: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    day: date | None = None

    @property
    def said_on(self) -> date:
        """The day from which dates are read."""
        return self.day or self.today

    def find(self, noun: str, text: str) -> str:
        """The uid of the record that an id, or words of its title, name; NotFound where none or several do."""
        return self._found(noun, text)[0]

    def title(self, noun: str, text: str) -> str:
        """The title of that record."""
        return self._found(noun, text)[1]

    def _found(self, noun: str, text: str) -> tuple[str, str]:
        known = self.links.get(noun, {})
        wanted = text.strip().casefold()
        if wanted in known:
            return known[wanted]
        fitting = [item for item in known.values() if wanted in item[1].casefold()]
        if len(fitting) == 1:
            return fitting[0]
        raise NotFound(f"names no {noun}" if not fitting else f"names {len(fitting)} of them")


def questions(
    fields: Iterable[Field],
    desk: Desk,
    before: Mapping[str, Any],
    *,
    required: Iterable[str] = (),
    asked: Iterable[str] | None = None,
) -> list[Question]:
    """A question for each field, two for one with a value for each of the two.

    `before` holds the values at the beginning, in their file form. Those that are neither required nor among `asked`
    (by default the fields that say so themselves) stand behind `more`.
    """
    needed, first = set(required), None if asked is None else set(asked)
    found: list[Question] = []
    for item in fields:
        more = item.name not in needed and not (item.asked if first is None else item.name in first)
        found += _questions(item, desk, before.get(item.name), required=item.name in needed, more=more)
    return found


def _questions(item: Field, desk: Desk, value: Any, *, required: bool, more: bool) -> list[Question]:
    if item.kind == "by_person":
        return [
            _question(
                item.parts[0],
                desk,
                (value or {}).get(person.uid),
                name=f"{item.name}.{who}",
                label=field_label(item.name, called(desk.pair, person.uid)),
                more=more,
            )
            for who, person in (("me", desk.pair.me), ("other", desk.pair.other))
        ]
    return [
        _question(item, desk, value, name=item.name, label=label_of(item.name, desk.pair), required=required, more=more)
    ]


def _question(
    item: Field, desk: Desk, value: Any, *, name: str, label: str, required: bool = False, more: bool = False
) -> Question:
    return Question(
        name=name,
        label=label,
        kind="choice" if _choices(item, desk) else "text" if item.kind in ("text", "entries") else "line",
        required=required,
        choices=_choices(item, desk),
        may_be_empty=item.kind != "flag",
        more=more,
        whole=item.kind == "line",
        hint=_hint(item, label, required=required),
        value=as_typed(item, value, desk),
        understand=partial(_understood, item, desk),
        heed=partial(_heed_day, item, desk) if item.name in OWN_DAY else None,
    )


def _hint(item: Field, label: str, *, required: bool) -> str:
    """What belongs in a field, where that is more than its label says, and that it is needed, before it is saved."""
    says = f"one a line: {parts_of(item)}" if item.kind == "entries" else item.help
    says = "" if says.removeprefix("the ") == label else says
    return ", ".join(filter(None, (says, "needed" if required else "")))


def _heed_day(item: Field, desk: Desk, text: str) -> None:
    """Read the other dates of a form from the day that it tells of; from today where that is not understood yet."""
    desk.day = None
    with suppress(Fault):
        value = read(item, text, desk)
        desk.day = date.fromisoformat(value) if value else None


def _choices(item: Field, desk: Desk) -> tuple[tuple[str, str], ...]:
    if item.kind == "choice":
        say = reason_text if item.name == "reason_code" else partial(_choice_word, pair=desk.pair)
        return tuple((choice, say(choice)) for choice in item.choices)
    if item.kind == "side":
        return tuple((choice, visible(side_word(choice, desk.pair))) for choice in item.choices)
    if item.kind == "flag":
        return (("", "no"), ("yes", "yes"))
    if item.kind == "ref" and item.ref == "person":
        return tuple((person.uid, called(desk.pair, person.uid)) for person in (desk.pair.me, desk.pair.other))
    return ()


def _choice_word(choice: str, pair: Pair) -> str:
    """An option in plain words; whose view it was is told by the name, as in an opened record."""
    return _CHOICES.get(choice) or resolution(choice, pair, partial(called, pair))


_CHOICES = {
    "on": "on course",
    "off": "off course",
    "let-down": "let-down",
    "chief-executive": "the chief executive's",
    "team": "the team's own",
    "data": "who may use which data",
    "tool": "a tool that was bought",
}


def _understood(item: Field, desk: Desk, text: str) -> str:
    """What a text was understood as, in words; raises the Fault that says why it was not."""
    if not text.strip():
        return ""
    value = read(item, text, desk)
    if item.kind == "ref" and item.ref != "person":
        return visible(desk.title(item.ref, text).removeprefix("Meeting of "))  # the label says what it is
    time = f", {desk.pair.local(_moment(value)):%H:%M}" if item.kind == "moment" else ""
    return visible(said_back(item, value, desk) + time)


def read(item: Field, text: str, typing: Typing) -> Any:
    """One text of a form as a checked value in its file form, None where it is empty."""
    typed: Any = text
    if item.kind == "flag":
        return True if text == "yes" else None
    if item.kind == "side":
        return text or None  # what was chosen has its file form already
    if item.kind == "entries":
        typed = [line for line in text.split("\n") if line.strip()]
    elif item.kind == "words":
        typed = [word for word in split(text, ",") if word]
    value = understand(item, typed, typing)
    return None if value in (None, "", []) else check_field(item, value)


def as_typed(item: Field, value: Any, desk: Desk) -> str:
    """A value as a person would type it, its text as it came; what is typed so is read as the same value again."""
    if value is None or value is False:
        return ""
    if item.kind == "flag":
        return "yes"
    if item.kind == "words":
        return joined(value, ",")
    if item.kind == "entries":
        return "\n".join(joined([as_typed(part, entry.get(part.name), desk) for part in item.parts]) for entry in value)
    if item.kind == "moment":
        local = desk.pair.local(_moment(value))
        return f"{local:%Y-%m-%d %H:%M}"
    if item.kind == "rule":
        from models.time.cadence import say_cadence  # not for the first picture

        return say_cadence(str(value))
    if item.kind == "ref" and item.ref != "person":
        return next((key for key, (uid, _) in desk.links.get(item.ref, {}).items() if uid == value), "")
    return str(value)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def values_of(fields: Iterable[Field], typed: Mapping[str, str], desk: Desk) -> Values:
    """The values of the fields that were typed, None for one that was emptied; raises what is wrong with the first."""
    found: Values = {}
    fields = tuple(fields)
    desk = replace(desk, day=None)
    for item in fields:
        if item.name in OWN_DAY:
            _heed_day(item, desk, typed.get(item.name, ""))
    for item in fields:
        if item.kind == "by_person":
            both = {
                person.uid: read(item.parts[0], typed[f"{item.name}.{who}"], desk)
                for who, person in (("me", desk.pair.me), ("other", desk.pair.other))
                if f"{item.name}.{who}" in typed
            }
            if both:
                found[item.name] = both
        elif item.name in typed:
            found[item.name] = read(item, typed[item.name], desk)
    return found


def desk_of(log: Log, pair: Pair, noun: str) -> Desk:
    """What is needed to understand a form about a noun: the records of the alliance that its fields can lead to."""
    today = log.today(pair)
    fields = [part for item in NOUNS[noun].fields for part in (item, *item.parts)]
    refs = {item.ref for item in fields if item.kind in ("ref", "refs")} - {"person", "alliance"}
    return Desk(pair, today, {ref: _linkable(log, pair, ref, today) for ref in refs})


def _linkable(log: Log, pair: Pair, noun: str, today: date) -> dict[str, tuple[str, str]]:
    known = of_alliance(log, pair, noun)
    return {short_id(noun, item.id).lower(): (item.uid, heading(noun, item, pair, today)) for item in known}


@dataclass(slots=True)
class Asking:
    """A form before it is opened: its title, its questions, and what saving it does.

    `key` names what is typed, for its draft. `save` gets all values as typed and those that were changed, runs on the
    log's thread, and raises the Fault that says what is wrong. `private`: the record is, so the veil covers its title.
    `edits`: it changes a record that is there, so where nothing was changed nothing is saved. `saves` is the word of
    the key that saves it, where that saves nothing yet.
    """

    title: str
    key: str
    questions: list[Question]
    save: Callable[[Log, Mapping[str, str], Mapping[str, str]], Done]
    private: bool = False
    edits: bool = False
    saves: str = "save"


class Conflict(Refused):
    """Fields that somebody else has changed while they were being changed here, each with what it says there."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        self.theirs = dict(theirs)
        super().__init__("it was changed elsewhere meanwhile; ctrl+s again keeps what stands here")


class WrongField(BadValue):
    """A field, by its name in the form, that cannot be saved as it stands."""

    def __init__(self, field: str, words: str) -> None:
        self.field = field
        super().__init__(words)
