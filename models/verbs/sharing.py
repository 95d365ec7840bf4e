"""What a shared copy carries of a record, and what a log keeps of its own when one comes in: one rule, both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from models.records.values import record_fields, references
from models.verbs.pulse import answers_seen, with_their_answers

if TYPE_CHECKING:
    from models.records.event import Values
    from models.records.fields import Field
    from models.records.pair import Pair

Goes = Callable[[str], bool]
"""Whether the record with that uid goes with the copy, so that others in it may lead there."""

_EMPTY: tuple[Any, ...] = (None, [], {})


def withholding(noun: str) -> tuple[Field, ...]:
    """The fields of a noun by which a record may stay out of every shared copy."""
    return tuple(field for field in record_fields(noun).values() if field.withholds)


def carried(noun: str, values: Mapping[str, Any], goes: Goes, pair: Pair) -> Values:
    """A record as its shared copy carries it: no private field, no link to what is left out, no early answer.

    What is no field of the record, as its uid and its events, is carried as it is.
    """
    fields = record_fields(noun)
    found = {
        name: value if name not in fields else _going(fields[name], value, goes)
        for name, value in values.items()
        if name not in fields or not fields[name].private
    }
    if noun == "pulse":
        found["answers"] = answers_seen(found.get("statements") or (), found.get("answers") or (), pair)
    return _filled(found)


def taken(noun: str, own: Values, sent: Values, goes: Goes, by: str | None) -> Values:
    """What a log holds of a record once a shared copy from the log of `by` is in; `own` itself where nothing is new.

    What such a copy does not carry is no content of it: the log keeps its own. Of a round of the pulse the answers of
    the sender alone are taken.
    """
    named = {uid for _, _, uid in references(noun, sent)}

    def may_go(uid: str) -> bool:
        return uid in named or goes(uid)

    found = _filled(
        {
            name: _taken(field, own.get(name), sent.get(name), may_go)
            for name, field in record_fields(noun).items()
            if name in own or name in sent
        }
    )
    if noun == "pulse":
        return with_their_answers(own, {**found, "answers": sent.get("answers")}, by)
    # A change of what is left out moved updated_at alone.
    return own if _but_when(found) == _but_when(own) else found


def with_unsaid(noun: str, own: Values, sent: Values, version: int) -> Values:
    """What a file of that version says of a record, and what the log holds of it that such a file cannot say.

    So it takes none of that away: no later field, and no later part of an entry that is the same in the others.
    """
    if version >= _newest(noun):
        return sent
    found = dict(sent)
    for name, field in record_fields(noun).items():
        if field.since > version and name in own:
            found.setdefault(name, own[name])
        elif name in own and name in sent and any(part.since > version for part in field.parts):
            found[name] = _with_later_parts(field, own[name], sent[name], version)
    return {name: found[name] for name in record_fields(noun) if name in found}


@lru_cache(maxsize=64)
def _newest(noun: str) -> int:
    return max(field.since for whole in record_fields(noun).values() for field in (whole, *whole.parts))


def _with_later_parts(field: Field, own: Sequence[Values], sent: Sequence[Values], version: int) -> list[Values]:
    known = [part.name for part in field.parts if part.since <= version]

    def said(entry: Values) -> Values:
        return {name: entry[name] for name in known if name in entry}

    left, found = list(own), []
    for entry in sent:
        same = next((item for item in left if said(item) == entry), None)
        if same is not None:
            left.remove(same)
        found.append(entry if same is None else same)
    return found


def _filled(values: Values) -> Values:
    return {name: value for name, value in values.items() if value not in _EMPTY}


def _but_when(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "updated_at"}


def _taken(field: Field, own: Any, sent: Any, goes: Goes) -> Any:
    """What a field holds afterwards: what was sent, and of its own what a shared copy cannot say."""
    if field.private or (field.withheld(own) and not field.withheld(sent)):
        return own
    if field.kind == "ref":
        return own if sent is None and own is not None and not goes(own) else sent
    if own is None or field.kind not in ("refs", "by_person", "entries"):
        return sent
    if _going(field, own, goes) == (sent or type(own)()):
        return own  # in its own order
    staying = _going(field, own, goes, going=False)
    if field.kind == "by_person":
        return dict(sorted({**(sent or {}), **staying}.items()))
    return [*(sent or ()), *staying]


def _going(field: Field, value: Any, goes: Goes, *, going: bool = True) -> Any:
    """What is left of a value that may lead only to what goes with it; of lists and maps also the part that stays."""
    match field.kind:
        case "ref":
            return value if goes(value) else None
        case "refs":
            return [uid for uid in value if goes(uid) is going]
        case "by_person":
            return {uid: item for uid, item in value.items() if goes(uid) is going}
        case "entries":
            links = [part.name for part in field.parts if part.kind == "ref"]
            return [entry for entry in value if all(goes(entry[name]) for name in links if name in entry) is going]
        case _:
            return value
