"""The verbs that keep up what the two know of each other and share: confirm, answer, check in, agree, revise, end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import Unclear
from models.fields import Field
from models.gatherings import Verb as Deed
from models.naming import short_id
from models.nouns import NOUNS
from models.upkeep import CHECK_IN, REVISE, VERBS, fields
from storage import upkeep
from storage.log import Log
from storage.records import find
from tui.cli.context import Context
from tui.cli.lives import Verb
from tui.cli.options import Typed, collect, collect_record, declare, declare_private, flag
from tui.typed import understood

if TYPE_CHECKING:
    from storage.change import Change

_HELP = {
    ("decision", "confirm"): "it still holds; when to look at it again",
    ("criterion", "check-in"): "where it stands, and how that was found",
    ("criterion", "celebrate"): "it is met: the credit, to both teams",
    ("note", "confirm"): "it is still true today",
    ("note", "answer"): "the introduction or suggestion was answered",
    ("note", "level"): "how well it is mastered by now",
    ("customer", "agree"): "one of the two agrees to it, or both",
    ("customer", "revise"): "a new version, with what is not told as it was; nobody has agreed to it yet",
    ("placement", "end"): "it is over, and what was learned",
}


def declare_verbs(noun: str, verb: Verb) -> None:
    """Declare the verbs of a noun that is kept up to date."""
    for each in VERBS.get(noun, ()):
        found = verb(each.name, _HELP[noun, each.name])
        found.add_argument("id", metavar="ID", help=f"{NOUNS[noun].letter}3, 3 or a uid")
        declare(found, noun, _fields(noun, each))
        if each == REVISE:
            declare_private(found)


def _fields(noun: str, verb: Deed) -> tuple[Field, ...]:
    """The options of a verb; those of a check-in in the order in which it is kept."""
    asked = fields(noun, verb)
    return tuple(sorted(asked, key=lambda field: field.name != "on")) if verb == CHECK_IN else asked


def handles(noun: str, verb: str) -> bool:
    """Whether a verb of a noun is carried out here."""
    return any(each.name == verb for each in VERBS.get(noun, ()))


def run(context: Context, log: Log, noun: str, name: str, change: Change) -> str:
    """Carry out the verb; gives the line that says what was done."""
    verb = next(each for each in VERBS[noun] if each.name == name)
    record = find(log.connection, noun, context.args.id)
    pair = context.pair_of(log, noun, record)
    typed, asked = Typed(log, pair, log.today(pair)), _fields(noun, verb)
    values = (collect_record if verb == REVISE else collect)(context.args, asked, typed)
    _need(noun, verb, values)
    done = upkeep.carry_out(log, pair, noun, record, verb, values, change)
    return f"{short_id(noun, done.id)}  {done.says}" + understood(asked, values, typed, done.says)


def _need(noun: str, verb: Deed, values: dict[str, object]) -> None:
    """Unclear, naming the options, where what a verb needs was not said; a new version needs anything at all."""
    if verb == REVISE:
        if not values:
            raise Unclear(f"nothing to change was given; see: visavis {noun} {verb.name} --help")
        return
    for field in fields(noun, verb):
        if field.name in verb.needs and not values.get(field.name):
            choices = f": {', '.join(field.choices)}" if field.choices else ""
            raise Unclear(f"{noun} {verb.name} needs {flag(field.name)}{choices}")
