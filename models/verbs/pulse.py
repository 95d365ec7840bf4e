"""A round of the pulse: whose answers are in, who may see which of them, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from models.errors import Refused
from models.records.naming import short_id, title_of
from models.verbs.meetings import Verb

if TYPE_CHECKING:
    from models.records.pair import Pair
    from models.records.rows import Pulse

LOW, HIGH = 1, 5
"""A statement is scored from not at all to wholly."""

ANSWER = Verb("answer", ("answers",), needs=("answers",))
HAND_OVER = Verb("hand-over", ("answers",), needs=("answers",))
"""The owner's turn, and the other's at the same keyboard."""

Answer = Mapping[str, Any]
"""One answer as the log keeps it: by, key, score, and the guess of the other's score where one was made."""


class ScoreGiven(NamedTuple):
    """A score, and what was guessed of the other's; None where nothing was guessed."""

    score: int
    guess: int | None = None


def answers_of(answers: Iterable[Answer], by: str) -> dict[str, ScoreGiven]:
    """What one of the two has scored, by statement; of two answers to one statement the last."""
    return {
        str(item["key"]): ScoreGiven(item["score"], item.get("guess"))
        for item in answers
        if item.get("by") == by and item.get("score") is not None
    }


def has_answered(statements: Iterable[Answer], answers: Iterable[Answer], by: str) -> bool:
    """Whether one of the two has scored every statement of a round, of which there is at least one."""
    keys = {str(statement["key"]) for statement in statements}
    return bool(keys) and keys <= answers_of(answers, by).keys()


def both_answered(statements: Sequence[Answer], answers: Sequence[Answer], pair: Pair) -> bool:
    """Whether each of the two has scored every statement of a round."""
    return all(has_answered(statements, answers, person.uid) for person in (pair.me, pair.other))


def answers_seen(statements: Sequence[Answer], answers: Sequence[Answer], pair: Pair) -> list[Answer]:
    """The answers that the log's owner may see: their own always, the rest once both have answered everything."""
    whole = both_answered(statements, answers, pair)
    return [item for item in answers if whole or item["by"] == pair.me.uid]


def with_their_answers(kept: Mapping[str, Any], sent: Mapping[str, Any], by: str | None) -> dict[str, Any]:
    """A round as it comes by a shared copy into the log that holds it already: the sender's own answers are taken.

    All other answers stay as the log has them, and the rest of the round too where nothing but answers differs.
    """
    before = list(kept.get("answers") or ())
    theirs = [item for item in sent.get("answers") or () if item["by"] == by]
    told = {item["key"] for item in theirs}
    answers = [item for item in before if item["by"] != by or item["key"] not in told] + theirs
    if all(item in before for item in theirs):
        answers = before
    rest = kept if _without_answers(kept) == _without_answers(sent) else sent
    return {name: value for name, value in {**rest, "answers": answers}.items() if value != []}


def _without_answers(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in ("answers", "updated_at")}


# A round as it was read


def is_in(pulse: Pulse, by: str) -> bool:
    """Whether that side's answers are in."""
    return has_answered(pulse.statements or (), pulse.answers or (), by)


def is_seen(pulse: Pulse, pair: Pair) -> bool:
    """Whether both sides' answers are in, and so may be seen."""
    return both_answered(pulse.statements or (), pulse.answers or (), pair)


def verbs(pulse: Pulse, pair: Pair) -> tuple[Verb, ...]:
    """What can be done with a round, the likeliest first; nothing once both are in, since each would know the other's.

    A side that has answered may answer anew until then.
    """
    if not pulse.statements or is_seen(pulse, pair):
        return ()
    return (HAND_OVER, ANSWER) if is_in(pulse, pair.me.uid) else (ANSWER, HAND_OVER)


def refuse_edit(pulse: Pulse, values: Mapping[str, object]) -> None:
    """Refuse other statements once somebody has answered: with fewer of them a round could be seen too early."""
    if "statements" in values and pulse.answers:
        named = f"{short_id('pulse', pulse.id)}  {title_of('pulse', pulse)}"
        raise Refused(f"{named}: answered already, so its statements stay; open another round")
