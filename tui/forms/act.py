"""The form of an act: what it needs, what it may have, who does it, and whether the other's word goes with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from models.acts.composing import AND_THEN, lacks, with_code
from models.errors import IllegalAct
from models.records.labels import field_label
from models.records.naming import one_line, short_id, title_of
from models.records.nouns import EVENT_COMMON, NOUNS
from models.records.values import fields_of_event
from storage.writes.by_key import Able, act_on, acts_of
from storage.writes.lives import Done, as_word
from tui.forms.asking import Asking, Desk, WrongField, questions, values_of
from tui.text.cells import visible
from tui.text.words import called, menu_word
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.acts.rules import Rule
    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.opened import Target

_COMMON = ("on", "note")
"""What every act may carry; who attests to it is for a command to say, and for a file."""

_WHY = ("reason", "decision", "note")
"""The text of an act, to which words belong that are typed onto one of its choices: the first that it has."""

_BOTH, _UNTOLD = "both", "other"
_GIVEN = ("worked", "rework", "situation", "behaviour", "impact")


def of_act(log: Log, shown: Pair, target: Target, act: str) -> Asking:
    """The form of an act on a record as it stands; IllegalAct where it is not allowed by now."""
    found = acts_of(log, shown, target)
    able = next((item for item in found.able if item.rule.act == act), None)
    if able is None:
        raise IllegalAct(f"{title_of(found.noun, found.record)}: {as_word(act)} is not allowed any more")
    desk = Desk(found.pair, log.today(found.pair))
    asked = [*_own(found.noun, able.rule, desk), *_who(found.noun, able, desk), *_both(found.noun, able, desk)]
    if act == "propose":
        asked = _date_first(asked)
    if (found.noun, act) == ("feedback", "give"):
        before = {name: getattr(found.record, name) for name in _GIVEN}
        asked = [*questions(_given(), desk, before, asked=("worked", "rework")), *asked]
    title = f"{visible(one_line(title_of(found.noun, found.record)))}: {menu_word(found.noun, act, found.step)}"
    why = next(name for name in _WHY if any(item.name == name for item in asked))
    asked = [replace(item, words=why) if item.kind == "choice" else item for item in asked]
    save = partial(_save, target=target, able=able, desk=desk)
    key = f"act {short_id(*target)} {act}"
    return Asking(title, key, sorted(asked, key=lambda item: item.more), save, bool(found.record.private))


def _fields(noun: str, rule: Rule) -> list[Field]:
    own = {field.name: field for field in fields_of_event(noun).values() if field.name in rule.takes}
    common = {field.name for field in EVENT_COMMON}
    # What is offered comes before its date, and the kind of a reason behind its words, for which it can stand.
    order = {"terms": -1, "reason": 1, "reason_code": 2}
    names = sorted((*rule.needs, *rule.one_of, *rule.may), key=lambda name: order.get(name, 0))
    named = [own[name] for name in names]
    rest = [field for name, field in own.items() if field not in named and name not in common]
    return list(dict.fromkeys([*named, *rest, *(own[name] for name in _COMMON)]))


def _given() -> list[Field]:
    return [NOUNS["feedback"].field(name) for name in _GIVEN]


def _own(noun: str, rule: Rule, desk: Desk) -> list[Question]:
    shown = (*rule.needs, *rule.one_of, *rule.may)
    # A reason may be told by its words or by its kind: of the two one is enough.
    either = _REASON if "reason_code" in rule.needs else ()
    needed = [name for name in rule.needs if name not in _REASON or "reason_code" not in rule.takes]
    asked = questions(_fields(noun, rule), desk, {}, required=needed, asked=(*shown, *([] if shown else ["note"])))
    return [_one_of(item, (*rule.one_of, *either)) for item in asked]


_REASON = ("reason", "reason_code")


def _one_of(asked: Question, names: Sequence[str]) -> Question:
    """The question; where it is one of two of which one is enough, the first says so before anything is saved."""
    if asked.name not in names:
        return asked
    other = next(name for name in names if name != asked.name)
    is_first = asked.name in ("terms", "reason")
    told = f"{asked.hint}, or {field_label(other)} below; one is needed" if is_first else asked.hint
    return replace(asked, one_of=True, hint=told)


def _who(noun: str, able: Able, desk: Desk) -> list[Question]:
    if len(able.actors) < 2:
        return []
    two = sorted(able.actors, key=lambda uid: uid != desk.pair.me.uid)
    choices = tuple((uid, called(desk.pair, uid)) for uid in two)
    return [Question("by", _WHO[noun, able.rule.act], "choice", choices=choices, may_be_empty=False)]


_WHO = {
    ("commitment", "propose"): "who asks for it",
    ("commitment", "withdraw"): "who withdraws it",
    ("feedback", "lapse"): "who drops it",
    ("feedback", "follow_up"): "who says so",
    ("disagreement", "discuss"): "who spoke first",
    ("disagreement", "park"): "who parks it",
    ("disagreement", "escalate"): "who hands it on",
    ("disagreement", "resolve"): "who settled it",
    ("disagreement", "lapse"): "who drops it",
    ("disagreement", "reopen"): "who reopens it",
}
"""How it is asked who of the two an act is recorded as one of, where either may."""


def _date_first(asked: list[Question]) -> list[Question]:
    """The questions of a new date: which, and whether it is agreed; the rest behind `more`."""
    by_name = {item.name: replace(item, more=True) for item in asked}
    shown = [replace(by_name.pop(name), more=False) for name in ("due", "both")]
    return [*shown, *by_name.values()]


def _both(noun: str, able: Able, desk: Desk) -> list[Question]:
    if (noun, able.rule.act) not in AND_THEN:
        return []
    reports = able.rule.act == "report"
    other = called(desk.pair, desk.pair.across(able.actors[0]).uid if reports else desk.pair.other.uid)
    ways = {
        "propose": ((_BOTH, f"agreed with {other}"), ("alone", "not asked yet")),
        "report": (("alone", "not accepted yet"), (_BOTH, "accepted too")),
    }
    # As by `d`: of what the other delivered to me it is usually known at once that it is accepted.
    usual = _BOTH if reports and desk.pair.me.uid not in able.actors else ""
    choices = ways[able.rule.act]
    return [Question("both", f"and {other}", "choice", choices=choices, value=usual, may_be_empty=False)]


def _save(
    log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, target: Target, able: Able, desk: Desk
) -> Done:
    noun, rule = target[0], able.rule
    values = {name: value for name, value in values_of(_fields(noun, rule), typed, desk).items() if value is not None}
    if rule.act == "propose" and not (values.get("reason") or values.get("reason_code")):
        values |= {"reason": _UNTOLD, "reason_code": _UNTOLD}  # the form asks for none, nor does the walk
    edits = values_of(_given(), typed, desk) if (noun, rule.act) == ("feedback", "give") else {}
    if missing := lacks(noun, rule, {**with_code(noun, rule.act, values), **edits}):
        raise WrongField("reason" if missing[0] == "reason_code" else missing[0], "This is needed")
    by = typed.get("by") or (desk.pair.me.uid if desk.pair.me.uid in able.actors else able.actors[0])
    return act_on(log, desk.pair, target, rule.act, by, values, edits=edits, both=typed.get("both") == _BOTH)
