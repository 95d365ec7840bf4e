"""The form of what is done with a meeting: why it did not happen, or where it is moved to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from models.errors import Refused
from models.gatherings import MOVE, Verb
from models.naming import heading, one_line, short_id
from models.nouns import NOUNS
from models.pair import Pair
from storage import gatherings
from storage.acts import Done
from storage.log import Log
from tui.forms.asking import Asking, Desk, WrongField, questions, values_of
from tui.screens.doing import acts_of
from tui.screens.reading import Target
from tui.screens.words import verb_word
from tui.text import visible


def of_verb(log: Log, shown: Pair, target: Target, verb: Verb) -> Asking:
    """The form of what a verb asks for; Refused where it cannot be done any more."""
    found = acts_of(log, shown, target)
    desk = Desk(found.pair, log.today(found.pair))
    title = visible(one_line(heading(found.noun, found.record, found.pair, desk.today)))
    if verb not in found.verbs:
        raise Refused(f"{title}: {verb_word(found.noun, verb.name)} is not possible any more")
    fields = [NOUNS[found.noun].field(name) for name in verb.asks]
    before = {item.name: getattr(found.record, item.column) for item in fields} if verb == MOVE else {}
    asked = questions(fields, desk, before, required=verb.asks[:1] if verb == MOVE else (), asked=verb.asks)
    save = partial(_save, target=target, verb=verb, desk=desk)
    key = f"verb {short_id(*target)} {verb.name}"
    return Asking(f"{title}: {verb_word(found.noun, verb.name)}", key, asked, save, bool(found.record.private))


def _save(
    log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, target: Target, verb: Verb, desk: Desk
) -> Done:
    fields = [NOUNS[target[0]].field(name) for name in verb.asks]
    values = values_of(fields, typed, desk)
    if verb == MOVE and not values.get("starts_at"):
        raise WrongField("starts_at", "This is needed")
    return gatherings.do(log, desk.pair, *target, verb, values)
