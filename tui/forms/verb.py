"""The form of what a verb asks for: why a meeting did not happen, where a criterion stands, a new version of a card."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from models.errors import Refused
from models.records.naming import heading, one_line, short_id
from models.verbs.every import kept, proposed, taken
from models.verbs.upkeep import AGREE, BOTH
from storage.writes import every_verb
from storage.writes.by_key import acts_of
from tui.forms.asking import Asking, Desk, WrongField, questions, values_of
from tui.text.cells import visible
from tui.text.words import called, verb_word
from tui.widgets.fields.field import NEEDED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.pair import Pair
    from models.verbs.meetings import Verb
    from storage.log import Log
    from storage.reads.opened import Target
    from storage.writes.lives import Done
    from tui.widgets.fields.form import Question


def of_verb(log: Log, shown: Pair, target: Target, verb: Verb) -> Asking:
    """The form of what a verb asks for; Refused where it cannot be done any more."""
    found = acts_of(log, shown, target)
    desk = Desk(found.pair, log.today(found.pair))
    title = visible(one_line(heading(found.noun, found.record, found.pair, desk.today)))
    able = next((item for item in found.verbs if item.name == verb.name), None)
    if able is None:
        raise Refused(f"{title}: {verb_word(found.noun, verb.name)} is not possible any more")
    verb = able  # what it asks for may hang on the record
    there, likely = kept(verb, found.record), proposed(verb, desk.today)
    asked = questions(taken(found.noun, verb), desk, {**there, **likely}, required=verb.needs, asked=verb.asks)
    if verb == AGREE:
        asked = [_whose(asked[0], found.pair)]
    save = partial(_save, target=target, verb=verb, desk=desk, likely=tuple(likely))
    # What only changes what is there is not saved where nothing was changed.
    changes = any(there.values()) and not likely
    key = f"verb {short_id(*target)} {verb.name}"
    word = verb_word(found.noun, verb.name)
    return Asking(f"{title}: {word}", key, asked, save, bool(found.record.private), edits=changes)


def _whose(asked: Question, pair: Pair) -> Question:
    """Who agrees, by name: both, since what was settled face to face is one key."""
    two = (("me", called(pair, pair.me.uid)), ("partner", called(pair, pair.other.uid)))
    return replace(asked, label="who agrees", choices=((BOTH, "both"), *two), may_be_empty=False)


def _save(
    log: Log,
    typed: Mapping[str, str],
    changed: Mapping[str, str],
    *,
    target: Target,
    verb: Verb,
    desk: Desk,
    likely: tuple[str, ...],
) -> Done:
    """Do it with what was changed, and with what the form proposed."""
    told = {name: text for name, text in typed.items() if name in changed or name in likely}
    values = values_of(taken(target[0], verb), told, desk)
    empty = [name for name in verb.needs if not typed[name].strip()]
    if empty:
        raise WrongField(empty[0], NEEDED)
    return every_verb.do(log, desk.pair, *target, verb, values)
