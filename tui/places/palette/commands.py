"""Every command that works in a place now, as plain data: its words, its keys, and what runs it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.widgets import Input

from models.finding import haystack
from models.records.nouns import LIVES, NOUNS
from models.records.pair import Pair
from models.verbs.every import asking
from tui.config import THEMES
from tui.forms.ending import CHANGE_ALLIANCE
from tui.page import acting, ending, files
from tui.page.acting_place import Acting
from tui.page.keys_row import shown_key
from tui.page.list_place import ListPlace
from tui.page.records_place import NOT_ADDED
from tui.text.note_words import EVERY_NOTE, NOTES, offered
from tui.text.words import ago_exactly, called, menu_word, verb_word
from tui.widgets.textual_private import bindings_at_work

if TYPE_CHECKING:
    from datetime import datetime

    from textual.binding import Binding
    from textual.dom import DOMNode

    from storage.drafts import Draft
    from storage.writes.by_key import Acts
    from tui.page.frame import Frame
    from tui.page.menu import MenuChoice

ADDED = tuple(noun for noun in NOUNS if noun not in NOT_ADDED)
"""What a form adds."""

THE_RECORD, TAKE_UP, HERE, ADD = "THE RECORD", "TAKE UP", "HERE", "ADD"
EVERYWHERE, GO_TO, THEME, MOVE, REMOVE = "EVERYWHERE", "GO TO", "THEME", "MOVE", "REMOVE"
ORDER = (THE_RECORD, TAKE_UP, HERE, ADD, EVERYWHERE, GO_TO, THEME, MOVE, REMOVE)
"""The labels under which commands stand, in their order: nothing is removed by an *enter* too many."""

Run = Callable[[], Awaitable[object] | None]
Known = dict[str, Pair]
"""The alliances of the log by their short ids."""

_ITSELF = "app.palette"
_UNCOUNTED = ("feedback",)


class PaletteCommand(NamedTuple):
    """One line of the palette. `known` are further words by which it is found; `keys` do the same without it, as the
    `action` of their binding.
    """

    group: str
    words: str
    run: Run
    keys: str = ""
    known: str = ""
    action: str = ""


def fitting(commands: Iterable[PaletteCommand], text: str) -> list[PaletteCommand]:
    """Those of which some word begins with each typed word.

    First those whose first words begin with the typed ones, and of these what a key does: it is the shorter way.
    """
    typed = _words(text)
    found = [command for command in commands if _fits(_words(f"{command.words} {command.known}"), typed)]
    return sorted(found, key=partial(_rank, typed)) if typed else found


def _rank(typed: Sequence[str], command: PaletteCommand) -> tuple[int, bool]:
    pairs = zip(_words(command.words), typed, strict=False)
    first = sum(1 for _ in takewhile(lambda pair: pair[0].startswith(pair[1]), pairs))
    return -first, not command.keys


def _words(text: str) -> list[str]:
    return haystack(text).split()


def _fits(words: Sequence[str], typed: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in typed)


# What keys do

_KNOWN_AS = {
    "export": "print mail email word docx pdf outlook calendar html markdown page paper send",
    "copy": "clipboard line mail paste text",
    "undo": "revert back history",
    "redo": "again repeat history",
}
"""Words by which people look for what a key does, beside its own."""


def of_bindings(place: Frame[Any]) -> list[PaletteCommand]:
    """What the keys of the place, of what has its focus and of the app do, as far as it works now."""
    found: dict[str, tuple[DOMNode, list[Binding]]] = {}
    for node, binding in _bindings(place):
        action = _whole(node, place, binding.action)
        if binding.id and action != _ITSELF and place.offers(binding.action):
            found.setdefault(action, (node, []))[1].append(binding)
    shared = _shared(bindings[0] for _, bindings in found.values())
    return [
        _of_binding(place, node, bindings, shared)._replace(action=name) for name, (node, bindings) in found.items()
    ]


def _bindings(place: Frame[Any]) -> Iterator[tuple[DOMNode, Binding]]:
    """Every binding from what has the focus outwards, a key of an inner one covering it further out.

    Where one types into a line, the list counts: letters are commands there, though not while one types.
    """
    start: DOMNode | None = place.focused
    if isinstance(start, Input) and isinstance(place, ListPlace):
        start = place.listed
    seen: set[str] = set()
    for node in start.ancestors_with_self if start else (place, place.app):
        found = bindings_at_work(node).key_to_bindings
        own = [(key, binding) for key, of_key in found.items() for binding in of_key]
        yield from ((node, binding) for key, binding in own if key not in seen)
        seen.update(key for key, _ in own)


def _whole(node: DOMNode, place: Frame[Any], action: str) -> str:
    """An action with the app named before it where it is the app's: one command, wherever its key is bound."""
    return f"app.{action}" if node is place.app else action if action.startswith("app.") else f"{node.id}.{action}"


def _shared(bindings: Iterable[Binding]) -> set[str]:
    """The tooltips that several commands have."""
    told = [binding.tooltip for binding in bindings]
    return {words for words in told if told.count(words) > 1}


def _of_binding(place: Frame[Any], node: DOMNode, bindings: Sequence[Binding], shared: set[str]) -> PaletteCommand:
    first = bindings[0]
    keys = " ".join(dict.fromkeys(map(shown_key, bindings)))
    told = (f"{binding.description} {binding.tooltip} {_KNOWN_AS.get(binding.id or '', '')}" for binding in bindings)
    known = " ".join(dict.fromkeys(told))
    run = partial(place.app.run_action, first.action, node)
    group = _group(place, node, first)
    words = f"go to {first.description}" if group == GO_TO else _said(place.word_for(first), first, shared)
    return PaletteCommand(group, words, run, keys, known)


def _said(word: str, binding: Binding, shared: set[str]) -> str:
    """The word of the keys row and what it means, said once where the meaning holds the word."""
    does = binding.tooltip or word
    if binding.tooltip not in shared and _fits(_words(does), _words(word)):
        return does
    return f"{word}: {does}"


def _group(place: Frame[Any], node: DOMNode, binding: Binding) -> str:
    if binding.action.startswith("app.go"):
        return GO_TO
    if node is place.app or binding.action.startswith("app."):
        return EVERYWHERE
    return HERE if node is place or binding.show else MOVE


# What is not on a key of its own


def of_nouns(place: Frame[Any]) -> list[PaletteCommand]:
    """Adding each noun directly, and a note of each kind."""
    if not isinstance(place, Acting) or not place.works("add"):
        return []
    pair = place.shown_pair
    notes = [(key, offered(key, pair)) for key in NOTES] if pair else []
    of_notes = [PaletteCommand(ADD, f"add {words}", partial(acting.add, place, key), known=key) for key, words in notes]
    return [*(PaletteCommand(ADD, f"add {_a(noun)}", partial(acting.add, place, noun)) for noun in ADDED), *of_notes]


def of_history(place: Frame[Any]) -> list[PaletteCommand]:
    """What was changed, in the whole log and of the record under the cursor."""
    if not isinstance(place, Acting) or place.shown_pair is None:
        return []
    show = place.visavis.ways.history
    known = "changes log journal past undo take back who when since"
    found = [
        PaletteCommand(EVERYWHERE, "history: every change, and take one back alone", partial(show, place), known=known)
    ]
    if place.target is not None:
        found.append(
            PaletteCommand(
                HERE,
                "this record's history",
                partial(show, place, place.target),
                known="changes journal who when",
            )
        )
    return found


def of_log(place: Frame[Any]) -> list[PaletteCommand]:
    """What holds for the log as a whole, has no key, and works in the past too: it goes out, and settings."""
    if not isinstance(place, Acting) or place.shown_pair is None:
        return []
    found = [
        PaletteCommand(EVERYWHERE, words, partial(run, place), known=known)
        for words, run, known in (
            ("write the shared copy for the other to a file", files.shared_copy, "export partner send jsonl"),
            ("write the whole log to a file", files.whole_log, "export jsonl save everything"),
            ("settings", files.settings, "config preferences options"),
        )
    ]
    if not isinstance(place, ListPlace):  # there *x* hands over something else
        hand_over = partial(place.visavis.ways.hand_over, place, place.shown_pair, place.meeting)
        found.append(PaletteCommand(EVERYWHERE, "hand over the agenda or recap", hand_over, known=_KNOWN_AS["export"]))
    return found


def of_care(place: Frame[Any]) -> list[PaletteCommand]:
    """What changes the log as a whole, or cares for it."""
    if not isinstance(place, Acting) or not place.works("add"):
        return []
    ways = place.visavis.ways
    offered: tuple[tuple[str, Callable[..., None], str], ...] = (
        ("bring back what was removed", acting.offer_removed, "bring-back undelete unremove restore deleted history"),
        ("bring in a file", files.bring_in, "import load jsonl merge"),
        ("make a backup of the log", ways.back_up, "copy save safe keep"),
        ("restore a backup", ways.restore, "bring back earlier replaced log"),
        ("check whether the log is whole", ways.check, "damage repair integrity sound"),
    )
    return [PaletteCommand(EVERYWHERE, words, partial(run, place), known=known) for words, run, known in offered]


def of_ends(place: Frame[Any]) -> list[PaletteCommand]:
    """What changes the alliance that is shown, and ends it; of one that has an end, what takes it up again, and what
    goes on.
    """
    if not isinstance(place, Acting) or not place.works("add"):
        return []
    pair = place.shown_pair
    if pair is None:
        return []
    edit = partial(acting.edit, place, ("alliance", pair.alliance.id))
    change = PaletteCommand(EVERYWHERE, CHANGE_ALLIANCE, edit, known="edit rhythm cadence first day since time zone")
    known = "carry-over carry over alliance successor predecessor before"
    along = PaletteCommand(EVERYWHERE, "take along what goes on", partial(ending.take_along, place), known=known)
    if pair.alliance.ended_on is None:
        run = partial(ending.end, place)
        end = PaletteCommand(EVERYWHERE, "end this alliance", run, known="leaves leave quit finish close executive")
        return [change, end, *([along] if place.visavis.session.several else [])]
    return [
        change,
        along,
        PaletteCommand(EVERYWHERE, "take this alliance up again", partial(ending.take_up, place), known="reopen"),
    ]


def _a(noun: str) -> str:
    name = NOUNS[noun].name
    article = "an" if name[0] in "aeiou" else "a"
    return name if noun in _UNCOUNTED else f"{article} {name}"


def of_themes(pick: Callable[[str], Awaitable[None]]) -> list[PaletteCommand]:
    """Each theme."""
    return [PaletteCommand(THEME, f"theme: {name.replace('-', ' ')}", partial(pick, name)) for name in THEMES]


def of_acts(place: Acting[Any], acts: Acts) -> list[PaletteCommand]:
    """What is allowed now with the record under the cursor, in the words of its menu; `e` edits it."""
    choices = [choice for group in acting.groups(acts) for choice in group.choices if choice.key != acting.EDIT]
    return [_of_choice(place, acts, choice) for choice in choices]


def _of_choice(place: Acting[Any], acts: Acts, choice: MenuChoice) -> PaletteCommand:
    """One line of the menu of a record; what commands call it finds it too."""
    _, _, called_so = choice.key.partition(" ")
    group = REMOVE if choice.key == acting.REMOVE else THE_RECORD
    return PaletteCommand(group, choice.words, partial(acting.picked, place, acts, choice.key), known=called_so)


# What was typed and not saved


def of_drafts(place: Acting[Any], drafts: Iterable[Draft], known: Known, now: datetime) -> list[PaletteCommand]:
    """Each form that waits with what was typed into it, the newest first; what no form has typed is left out."""
    found = []
    for draft in drafts:
        told = _of_draft(place, draft.key.split(" "), known)
        if told is not None:
            what, run = told
            found.append(PaletteCommand(TAKE_UP, f"take up: {what}, typed {ago_exactly(draft.kept_at, now)}", run))
    return found


def _of_draft(place: Acting[Any], key: Sequence[str], known: Known) -> tuple[str, Run] | None:
    """What was typed, in our words alone, and what opens its form again."""
    match key:
        case ["add", noun, short] if noun in ADDED and short in known:
            pair = known[short]
            whom = f" with {called(pair, pair.other.uid)}" if len(known) > 1 else ""
            return f"new {NOUNS[noun].name}{whom}", partial(_add_again, place, pair, noun)
        case ["add", noun, short, kind, side] if short in known and f"{noun} {kind} {side}" in EVERY_NOTE:
            key, pair = f"{noun} {kind} {side}", known[short]
            return f"new note: {offered(key, pair)}", partial(_add_again, place, pair, key)
        case ["correct", short] if (target := _target(short)) and target[0] in LIVES:
            return f"{short}, put right", partial(acting.correct, place, target)
        case ["edit", short] if target := _target(short):
            return f"changes to {short}", partial(acting.edit, place, target)
        case ["act", short, act] if target := _target(short):
            try:
                return f"{short}, {menu_word(target[0], act, '')}", partial(acting.open_act, place, target, act)
            except KeyError:
                return None
        case ["verb", short, name] if (target := _target(short)) and (verb := asking(target[0], name)):
            return f"{short}, {verb_word(target[0], name)}", partial(acting.open_verb, place, target, verb)
    return None


def _target(short: str) -> tuple[str, int] | None:
    found = re.fullmatch(r"([A-Z])([0-9]{1,9})", short)
    nouns = [noun.name for noun in NOUNS.values() if found and noun.letter == found[1]]
    return (nouns[0], int(found[2])) if found and nouns else None


async def _add_again(place: Acting[Any], pair: Pair, noun: str) -> None:
    """Open the form of a new record, in the alliance that it was begun in."""
    if place.shown_pair is None or place.shown_pair.uid != pair.uid:
        await place.visavis.show_alliance(pair.uid)
        await place.read()
    acting.add(place, noun)
