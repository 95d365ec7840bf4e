"""The use cases of the pulse: open a round, answer it for one side, and read the rounds of an alliance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.sentences import Became
from models.errors import BadValue, Refused
from models.records.naming import short_id, title_of
from models.records.rows import Pulse
from models.verbs.pulse import ScoreGiven, both_answered, is_seen
from models.verbs.pulse_statements import STATEMENTS
from storage.reads.found import record_of
from storage.writes import any_record
from storage.writes.lives import Done

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.event import Values
    from models.records.pair import Pair
    from storage.core.change import Change
    from storage.log import Log


def open_round(
    log: Log, pair: Pair, change: Change, on: str | None = None, statements: Sequence[Values] | None = None
) -> Done:
    """Open a round, today and with the usual statements unless told. BadValue where a key stands twice."""
    asked = statements or [{"key": item.key, "text": item.text} for item in STATEMENTS]
    keys = [item["key"] for item in asked]
    if double := next((key for key in keys if keys.count(key) > 1), None):
        raise BadValue(f'"{double[:40]}" is the key of two statements; each needs its own')
    opened = on or log.today(pair).isoformat()
    row = change.add("pulse", {"alliance": pair.uid, "opened_on": opened, "statements": asked})
    says = f"Pulse opened with {len(asked)} statement{'' if len(asked) == 1 else 's'}"
    done = Done("pulse", row, "", Became(says), log.today(pair))
    change.title = done.noted
    return done


def answer(log: Log, pair: Pair, row: int, by: str, given: Mapping[str, ScoreGiven], change: Change) -> Done:
    """Score statements of a round for one side; what that side said of them before gives way.

    The sentence names no score: the other must not read one in the history. Raises BadValue for a statement that is not
    of the round, Refused once both are in: each has seen the other's by then.
    """
    pulse = record_of(log, "pulse", row, Pulse)
    refuse_seen(pulse, pair)
    keys = [str(item["key"]) for item in pulse.statements or ()]
    for key in given:
        if key not in keys:
            raise BadValue(f'"{key[:40]}" is no statement of this round; known: {", ".join(keys)}')
    kept = [item for item in pulse.answers or () if item["by"] != by or item["key"] not in given]
    answers = [*kept, *(_entry(by, key, item) for key, item in given.items())]
    what = f"{next(iter(given))} answered" if len(given) == 1 else "answered"
    both = both_answered(pulse.statements or (), answers, pair)
    says = f"{what} by {pair.short(by)}" + (", and both are in" if both else "")
    # Written even where it is what stands there: "nothing was changed" would tell a score that is still blind.
    edits = {"answers": answers, "updated_at": change.now}
    return any_record.change_fields(log, pair, "pulse", row, edits, says, change)


def answer_whole(log: Log, pair: Pair, row: int, by: str, given: Mapping[str, ScoreGiven]) -> Done:
    """Answer a round for one side, as one change."""
    with log.change("") as change:
        return answer(log, pair, row, by, given, change)


def refuse_seen(pulse: Pulse, pair: Pair) -> None:
    """Refuse another answer once both are in."""
    if is_seen(pulse, pair):
        named = f"{short_id('pulse', pulse.id)}  {title_of('pulse', pulse)}"
        raise Refused(f"{named}: both have answered and seen it, so it stays as it is; open another round")


def _entry(by: str, key: str, given: ScoreGiven) -> Values:
    entry: Values = {"by": by, "key": key, "score": given.score}
    return entry if given.guess is None else {**entry, "guess": given.guess}
