"""The verbs of every noun, as one table: a verb is a line with the module that carries it out, and its help.

The module has `declare(noun, verb, parser)`, which gives the verb its options, and `run(context, noun, verb)`, which
carries it out and gives the exit code.
"""

from __future__ import annotations

from models.acts.rules import acts_of
from models.records.nouns import LIVES, NOUNS
from models.verbs.every import CARRIED
from storage.writes.lives import as_word
from tui.cli.commands import Command

Verbs = dict[str, Command]

_OTHER_ADD = {"alliance": "add an alliance"}

_KEPT_FOR_GOOD = ("person", "alliance")
"""Nouns that are not removed: everything else hangs on them."""

_MEASURED = ("commitment", "disagreement", "meeting", "feedback")
"""Nouns that are measured by `stats`."""

_ACTS = {
    "request": "ask again, with new terms",
    "promise": "promise what was asked for",
    "counter": "offer something else",
    "decline": "say no, with the reason and an alternative",
    "withdraw": "take the ask or offer back",
    "accept": "take what was offered; of what is reported the same as satisfied",
    "refuse": "refuse an offer, or keep the date",
    "propose": "propose a new date",
    "agree": "agree to the proposed date",
    "report": "report it done",
    "satisfied": "accept it as done",
    "unsatisfied": "send it back",
    "revoke": "take the promise back",
    "cancel": "no longer needed",
    "give": "give the feedback that was asked for",
    "lapse": "let it lapse",
    "acknowledge": "it was heard",
    "will_act": "will act on it",
    "wont_act": "will not act on it",
    "follow_up": "say what came of it",
    "discuss": "it was spoken of",
    "park": "leave it until a day",
    "escalate": "let somebody else decide",
    "resolve": "it is settled",
    "reopen": "it is open again, by a new fact",
}
"""The help of each act of a life, whatever its noun."""

SAME: dict[str, dict[str, str]] = {
    "meeting": {"move": "edit"},
    "commitment": {"done": "report", "move": "propose"},
    "feedback": {"ask": "request"},
    "disagreement": {"settle": "resolve"},
}
"""The app's words that are verbs here too, by noun: each is the verb beside it, with all its options."""

MEANT = {("commitment", "accept", "reported"): "satisfied"}
"""The act that a verb means of a record in a state, where the app's one word stands for two acts."""

_BY_ADD = ("offer", "raise")
"""Acts that only begin a life: `add` does them."""

_OWN: dict[str, Verbs] = {
    "meeting": {
        "hold": Command("verbs", "it took place"),
        "miss": Command("verbs", "it did not happen"),
        "cancel": Command("verbs", "it was called off"),
    },
    "topic": {
        "discuss": Command("verbs", "it was spoken of"),
        "carry": Command("verbs", "it goes on to the next meeting"),
        "drop": Command("verbs", "it is not needed"),
    },
    "decision": {"confirm": Command("verbs", "it still holds; when to look at it again")},
    "feedback": {"request": Command("beginning", _ACTS["request"])},
    "criterion": {
        "check-in": Command("verbs", "where it stands, and how that was found"),
        "celebrate": Command("verbs", "it is met: the credit, to both teams"),
    },
    "pulse": {
        "open": Command("pulse", "open a round of statements for both"),
        "answer": Command("pulse", "score a statement from 1 to 5, and guess the other's score"),
    },
    "note": {
        "confirm": Command("verbs", "it is still true today"),
        "answer": Command("verbs", "the question, introduction or suggestion was answered"),
        "level": Command("verbs", "how well it is mastered by now"),
        "learned": Command("verbs", "what was planned was learned"),
        "made": Command("verbs", "the introduction that was offered was made"),
        "met": Command("verbs", "what is expected was met; or the two who were introduced have met"),
        "missed": Command("verbs", "what is expected was missed"),
        "outcome": Command("verbs", "what came of something that was shown"),
    },
    "alliance": {
        "end": Command("ending", "it holds until a day, ahead or behind, and counts against nobody after it"),
        "reopen": Command("ending", "it goes on as if it had never ended"),
    },
    "placement": {"end": Command("verbs", "it is over, and what was learned")},
    "customer": {
        "agree": Command("verbs", "one of the two agrees to it, or both"),
        "revise": Command("verbs", "a new version, with what is not told as it was; nobody has agreed to it yet"),
    },
}
"""The verbs that a noun has beside those of every noun and the acts of its life, or in the place of one of these."""


def verbs_of(noun: str) -> Verbs:
    """The verbs of a noun in the order in which help lists them."""
    acts = [act for act in acts_of(noun) if act not in _BY_ADD] if noun in LIVES else []
    found = {**_of_every(noun), **{as_word(act): Command("acts", _ACTS[act]) for act in acts}, **_OWN.get(noun, {})}
    if noun in LIVES:
        found["correct"] = Command("correcting", "put a day, a date or a person right that was recorded wrong")
    if noun in CARRIED:
        found["carry-over"] = Command("ending", "go on with it in another alliance, once its own has ended")
    if noun in _MEASURED:
        found["stats"] = Command("stats", "the measures, both ways, each with its numbers")
    said = {
        word: found[verb]._replace(help=f"the same as {verb}: {found[verb].help}")
        for word, verb in SAME.get(noun, {}).items()
    }
    return {**found, **said}


def named_so(noun: str, word: str) -> str:
    """The verb that a typed word names: the word itself, unless it is the app's word for another one."""
    return SAME.get(noun, {}).get(word, word)


def _of_every(noun: str) -> Verbs:
    shown = "its six benefits, each with its evidence; with an id the alliance itself too"
    found = {
        "list": Command("listing", f"the {NOUNS[noun].plural} of the log"),
        "show": Command("opening", shown if noun == "alliance" else f"one {noun}, whole"),
        "add": Command("beginning" if noun in LIVES else "keeping", _OTHER_ADD.get(noun, f"add a {noun}")),
        "edit": Command("keeping", "change fields; an empty text takes a field away"),
        "remove": Command("keeping", "take it out; bring-back or undo brings it back"),
        "bring-back": Command("keeping", "put back what was removed, as it was"),
        "purge": Command("keeping", "take it out for good, undo and history included"),
    }
    if noun == "pulse":
        found["show"] = Command("pulse", found["show"].help)
        del found["add"]  # a round is opened: `pulse open`
    if noun in _KEPT_FOR_GOOD:
        del found["remove"], found["bring-back"], found["purge"]
    return found
