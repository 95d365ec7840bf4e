"""Forms of new records: their fields, and for a life how it begins and on which day."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from models.acts.composing import Begin, begin_commitment, lacking
from models.errors import Unclear
from models.records.fields import Field
from models.records.nouns import LIVES, NOUNS
from models.records.values import fields_of_event
from storage.writes import any_record
from storage.writes.lives import Done, begin
from tui.forms.asking import Asking, Desk, WrongField, desk_of, questions, values_of
from tui.text.typed import settable
from tui.text.words import called
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.event import Values
    from models.records.pair import Pair
    from storage.log import Log

PRIVATE = Field("private", "flag", help="keep it out of every shared copy")
_ASIDE = ("on", "note")
_LATER = ("meeting", "reason")
"""Why a meeting did not take place is told when it is missed or called off, and not when it is planned."""


def of_new(log: Log, pair: Pair, noun: str, before: Mapping[str, Any] | None = None) -> Asking:
    """The form of a new record of a noun; `before` is what it says at first, where that is likely."""
    if noun == "alliance":
        from tui.forms.alliance import of_alliance  # not for the first picture

        return of_alliance(log, pair)
    desk = desk_of(log, pair, noun)
    fields = _fields(noun)
    own = questions(fields, desk, before or {}, required=_required(noun))
    found = [*_beginning(noun, desk, own), *questions([PRIVATE], desk, {})]
    if noun == "commitment":
        from tui.forms.past import with_past  # not for the first picture

        found = with_past(log, desk, found)
    # What stands behind `more` comes last, so that its row does not part the fields that show.
    ordered = sorted(found, key=lambda item: item.more)
    return Asking(f"New {noun}", f"add {noun} A{pair.alliance.id}", ordered, partial(_save, noun=noun, desk=desk))


def _fields(noun: str) -> tuple[Field, ...]:
    own = tuple(field for field in settable(NOUNS[noun]) if (noun, field.name) != _LATER)
    if noun not in LIVES:
        return own
    events = fields_of_event(noun)
    aside = tuple(events[name] for name in _ASIDE)
    return (*own, events["due"], events["terms"], *aside) if noun == "commitment" else (*own, *aside)


def _required(noun: str) -> list[str]:
    by_rhythm = ("meeting", "starts_at")
    return [field.name for field in settable(NOUNS[noun]) if field.required and (noun, field.name) != by_rhythm]


def _beginning(noun: str, desk: Desk, own: list[Question]) -> list[Question]:
    """The questions, those of the beginning put where they belong."""
    words = (("me", "me"), ("other", "partner"))
    sides = tuple((key, called(desk.pair, desk.pair.side(word).uid)) for key, word in words)
    if noun == "commitment":
        by_name = {item.name: item for item in own}
        first = [by_name.pop("text"), _chosen("who", "who promises", sides), _chosen("how", "how", _COMMITS)]
        return [*first, replace(by_name.pop("due"), more=False), *by_name.values()]
    if noun == "feedback":
        return [_chosen("how", "how", _FEEDS_BACK), _chosen("who", "who gives it", sides), *own]
    if noun == "disagreement":
        return [*own, replace(_chosen("who", "who raises it", sides), more=True)]
    return own


_COMMITS = (("promise", "promised"), ("ask", "asked for"), ("ask-promised", "asked and promised"), ("offer", "offered"))
_FEEDS_BACK = (("give", "given"), ("request", "asked for"))


def _chosen(name: str, label: str, choices: tuple[tuple[str, str], ...]) -> Question:
    return Question(name, label, "choice", choices=choices, may_be_empty=False)


def values_told(noun: str, typed: Mapping[str, str], changed: Mapping[str, str], desk: Desk) -> Values:
    """The values of a new record that say something; that it is not private says something where it was chosen."""
    values = {name: value for name, value in values_of((*_fields(noun), PRIVATE), typed, desk).items() if value}
    return {"private": None, **values} if "private" in changed else values


def _save(log: Log, typed: Mapping[str, str], changed: Mapping[str, str], *, noun: str, desk: Desk) -> Done:
    values = values_told(noun, typed, changed, desk)
    if noun not in LIVES:
        try:
            with log.change("") as change:
                return any_record.add(log, desk.pair, noun, values, change)
        except Unclear:
            raise WrongField("starts_at", "no rhythm says when; give a day and time") from None
    common = {"on": desk.today.isoformat(), **{name: values.pop(name) for name in _ASIDE if name in values}}
    who, other = _two(desk.pair, typed["who"])
    if noun == "disagreement":
        return begin(log, desk.pair, noun, values, [{"act": "raise", "by": who, **common}])
    values |= {"from": who, "to": other}
    if noun == "feedback":
        return _feedback(log, desk.pair, values, typed["how"], common)
    given: Values = {name: values.pop(name) for name in ("due", "terms") if name in values}
    how = cast("Begin", typed["how"])
    if how == "offer" and "due" not in given:
        raise WrongField("due", "an offer needs its date")
    if how in ("promise", "offer") and "terms" in given:
        raise WrongField("terms", "terms go with something asked for")
    return begin(log, desk.pair, noun, values, begin_commitment(how, who, other, given, common))


def _two(pair: Pair, who: str) -> tuple[str, str]:
    both = (pair.me.uid, pair.other.uid)
    return both if who == "me" else (both[1], both[0])


def _feedback(log: Log, pair: Pair, values: Values, how: str, common: dict[str, Any]) -> Done:
    if how == "give" and lacking(("worked", "rework"), values, any_of=True):
        raise WrongField("worked", "say what worked, or what to rework")
    if how == "request":
        if lacking(("about",), values):
            raise WrongField("about", "say what it is asked about")
        if said := next((name for name in ("worked", "rework") if values.get(name)), ""):
            raise WrongField(said, "that is said when it is given; say above what it is about")
    by = values["from"] if how == "give" else values["to"]
    return begin(log, pair, "feedback", values, [{"act": how, "by": by, **common}])
