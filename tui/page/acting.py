"""From a key to a deed: the menus of what can be done with a record, and the form of what that needs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.acts.likely import done_act, is_praise_heard
from models.errors import Fault
from models.records.labels import field_label
from models.records.naming import heading, one_line, short_id
from models.records.nouns import LIVES, NOUNS
from models.verbs.pulse import HAND_OVER
from storage.writes.by_key import Able, Acts, Asks, acts_of, bring_back, do, remove
from storage.writes.lives import Done
from tui.page.menu import Group, Menu, MenuChoice
from tui.rows import numbers
from tui.text.cells import visible
from tui.text.note_words import EVERY_NOTE, NOTES, number_of, offered
from tui.text.words import called, day_month, menu_word, veil, verb_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.records.pair import Pair
    from models.verbs.meetings import Verb
    from storage.log import Log
    from storage.reads.opened import Link, Opened, Target
    from tui.forms.asking import Asking
    from tui.page.shell import Host

ADDED = (
    "commitment",
    "topic",
    "feedback",
    "disagreement",
    "note",
    "decision",
    "meeting",
    "criterion",
    "customer",
    "placement",
    "pulse",
    "alliance",
)
"""What a form adds, in the order of its numbers in the menu."""

_ACT, _VERB, EDIT, CORRECT, REMOVE = "act ", "verb ", "edit", "correct", "remove"

_NO_KEY = " " * 3
"""In the place of a key, so that whose act it is stands in a column."""


async def ask_for(place: Host, found: object) -> None:
    """Say what was done; or ask for the words that it needs."""
    if isinstance(found, Done):
        await place.after(found)
    elif isinstance(found, Asks) and found.verb:
        open_verb(place, found.target, found.verb)
    elif isinstance(found, Asks):
        open_act(place, found.target, found.act)


def offer(place: Host, target: Target) -> None:
    """Open the menu of everything that can be done with a record now."""
    place.run_worker(_offer(place, target), group="asking", exclusive=True)


async def _offer(place: Host, target: Target) -> None:
    pair = place.shown_pair
    assert pair is not None
    try:
        acts = await place.visavis.on_log(partial(acts_of, shown=pair, target=target))
    except Fault as fault:
        place.say(str(fault))
        return
    hidden = place.visavis.veiled and acts.record.private
    title = veil() if hidden else visible(one_line(heading(acts.noun, acts.record, acts.pair, place.visavis.today())))
    code = short_id(acts.noun, acts.record.id)
    place.app.push_screen(Menu(title, groups(acts), code), partial(picked, place, acts))


def groups(acts: Acts) -> Sequence[Group]:
    """What can be done with a record, as a menu offers it."""
    able = [_choice(acts, item) for item in acts.able]
    able += [_verb_choice(acts, verb) for verb in acts.verbs]
    record = [MenuChoice(EDIT, "edit its fields", "e", numbers.EDIT)]
    if acts.noun in LIVES:
        record.append(MenuChoice(CORRECT, "put its date or person right", "", numbers.CORRECT))
    if acts.noun not in ("person", "alliance"):
        record.append(MenuChoice(REMOVE, "remove it", "", numbers.REMOVE))
    return [Group("", able), Group("THE RECORD", record)]


def _choice(acts: Acts, able: Able) -> MenuChoice:
    """An act, who may do it, and the key that does it too."""
    act = able.rule.act
    whose = "either" if len(able.actors) > 1 else called(acts.pair, able.actors[0])
    by_key = act == done_act(acts.noun, acts.step) and not is_praise_heard(acts.noun, acts.record)
    key = "  d" if by_key else _NO_KEY
    words, number = menu_word(acts.noun, act, acts.step), numbers.number_of_act(acts.noun, act)
    return MenuChoice(_ACT + act, words, f"by {whose}{key}", number)


def _verb_choice(acts: Acts, verb: Verb) -> MenuChoice:
    """A verb, whose answers it takes, and its number."""
    words, number = verb_word(acts.noun, verb.name), numbers.number_of_verb(acts.noun, verb.name)
    return MenuChoice(_VERB + verb.name, words, _whose(acts, verb), number)


def _whose(acts: Acts, verb: Verb) -> str:
    """Whose answers a verb of the pulse takes, and the key that does the likelier of the two."""
    if acts.noun != "pulse":
        return ""
    uid = (acts.pair.other if verb == HAND_OVER else acts.pair.me).uid
    return f"by {called(acts.pair, uid)}" + ("  d" if verb == acts.verbs[0] else _NO_KEY)


def picked(place: Host, acts: Acts, key: str | None) -> None:
    """Do what was picked of `groups`, or ask for what that needs; None: nothing was."""
    target = (acts.noun, acts.record.id)
    if key is None:
        return
    if key == EDIT:
        edit(place, target)
    elif key == CORRECT:
        correct(place, target)
    elif key == REMOVE:
        place.carry_out(target, partial(remove, target=target))
    elif key.startswith(_VERB):
        _picked_verb(place, acts, key.removeprefix(_VERB))
    else:
        open_act(place, target, key.removeprefix(_ACT))


def _picked_verb(place: Host, acts: Acts, name: str) -> None:
    target = (acts.noun, acts.record.id)
    verb = next(item for item in acts.verbs if item.name == name)
    if verb.asks:
        open_verb(place, target, verb)
    else:
        place.carry_out(target, partial(do, noun=target[0], number=target[1], verb=verb, values={}))


def offer_removed(place: Host) -> None:
    """Offer what was removed, so that one of it comes back."""
    place.run_worker(_offer_removed(place), group="asking", exclusive=True)


async def _offer_removed(place: Host) -> None:
    from storage.reads.removed import removed  # not for the first picture

    pair = place.shown_pair
    assert pair is not None
    try:
        found = await place.visavis.on_log(partial(removed, shown=pair))
    except Fault as fault:
        place.say(str(fault))
        return
    if not found:
        place.say("Nothing was removed that could come back")
        return
    today, veiled = place.visavis.today(), place.visavis.veiled
    choices = [
        MenuChoice(
            f"{item.noun} {item.id}",
            veil() if veiled and item.private else visible(item.title),
            f"{item.noun}, {day_month(item.on, today)}",
        )
        for item in found
    ]
    menu = Menu("What is to come back?", [Group("", choices)], "with the day it was removed")
    place.app.push_screen(menu, partial(_picked_removed, place))


def _picked_removed(place: Host, key: str | None) -> None:
    if key is not None:
        noun, number = key.split()
        target = (noun, int(number))
        place.carry_out(target, partial(bring_back, target=target))


def open_verb(place: Host, target: Target, verb: Verb) -> None:
    """Open the form of what a verb asks for."""
    if target[0] == "pulse":
        place.visavis.ways.answer_pulse(place, target, verb.name)
        return
    from tui.forms.verb import of_verb  # not for the first picture

    open_form(place, partial(of_verb, target=target, verb=verb))


def open_act(place: Host, target: Target, act: str) -> None:
    """Open the form of an act."""
    from tui.forms.act import of_act  # not for the first picture

    open_form(place, partial(of_act, target=target, act=act))


def edit(place: Host, target: Target) -> None:
    """Open the form of a record's fields."""
    from tui.forms.edit import of_record  # not for the first picture

    open_form(place, partial(of_record, target=target))


def correct(place: Host, target: Target) -> None:
    """Open the form of what was recorded wrong."""
    from tui.forms.correct import of_correction  # not for the first picture

    open_form(place, partial(of_correction, target=target))


def ask_new(place: Host, nouns: Sequence[str], picked: Callable[[str | None], None]) -> None:
    """Ask what is to be added: the same menu in every place, with what that place holds under the cursor.

    So a noun has one number everywhere, and `enter` adds what one looks at.
    """
    choices = [MenuChoice(noun, NOUNS[noun].name) for noun in ADDED]
    at = nouns[0] if nouns[0] in ADDED else "note"
    place.app.push_screen(Menu("What is to be added?", [Group("", choices)], at=at), picked)


def add(place: Host, noun: str | None, likely: Sequence[str] = ()) -> None:
    """Open the form of a new record of a noun, or of a note of one kind; of notes alone ask which."""
    if noun == "note":
        _ask_kind(place, [key for key in likely if key in EVERY_NOTE] or NOTES)
    else:
        _add(place, noun)


def _ask_kind(place: Host, notes: Sequence[str]) -> None:
    pair = place.shown_pair
    assert pair is not None
    kinds = Group("", [MenuChoice(key, offered(key, pair), "", number_of(key)) for key in notes])
    place.app.push_screen(Menu("What is worth noting?", [kinds]), partial(_add, place))


def _add(place: Host, noun: str | None) -> None:
    from tui.forms.new import of_new  # not for the first picture

    if noun in EVERY_NOTE:
        from tui.forms.notes import of_note  # not for the first picture

        _, kind, side = noun.split()
        open_form(place, partial(of_note, kind=kind, side=side), new=True)
    elif noun == "pulse":  # nothing of a round is typed but its answers
        place.visavis.ways.open_pulse(place)
    elif noun is not None:
        open_form(place, partial(of_new, noun=noun, before=_LIKELY.get((place.place_name, noun))), new=True)


_LIKELY = {("alliance", "decision"): {"kind": "guideline"}}
"""What a new record of a noun says at first, by the place in which it is added: what that place shows."""


def open_form(place: Host, read: Callable[[Log, Pair], Asking], *, new: bool = False) -> None:
    """Open a form that is read from the log; with `new` what it adds is shown afterwards."""
    place.run_worker(_read_and_open(place, read, new=new), group="asking", exclusive=True)


async def _read_and_open(place: Host, read: Callable[[Log, Pair], Asking], *, new: bool) -> None:
    from tui.page.form_screen import FormScreen  # not for the first picture

    pair = place.shown_pair
    assert pair is not None
    try:
        asking = await place.visavis.on_log(lambda log: read(log, pair))
    except Fault as fault:
        place.say(str(fault))
        return
    place.app.push_screen(FormScreen(asking, place.place_name), place.added if new else place.after)


# From an opened record to those that it links to


def linked(record: Opened, code: str = "") -> list[Link]:
    """The links of a record, each to another one; with a code the one that it names."""
    found = {link.target: link for link in reversed(record.links)}
    links = [link for link in record.links if found[link.target] is link]
    return [link for link in links if not code or short_id(*link.target) == code]


def link_choices(links: Sequence[Link], *, veiled: bool) -> list[Group]:
    """The same as a menu, under the labels that they stand under in the record; each is picked by its turn."""
    groups: dict[str, list[MenuChoice]] = {}
    for number, link in enumerate(links):
        code, _, words = link.title.partition("  ")
        shown = veil() if veiled and link.private else visible(words)
        words = f"{link.kind}: {shown}" if link.kind else shown
        groups.setdefault(field_label(link.field).upper(), []).append(MenuChoice(str(number), words, code))
    return [Group(label, found) for label, found in groups.items()]
