"""The form of what was recorded wrong: the date, the day of the last act, and who did it, as they stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from models.acts.correcting import places
from models.records.naming import one_line, short_id, title_of
from models.records.rows import ROWS
from models.records.values import fields_of_event
from storage.reads.found import record_of
from storage.reads.lives import life_of, series_of
from storage.reads.opened import Target, pair_of
from storage.writes.lives import correct
from tui.forms.asking import Asking, Desk, WrongField, questions, values_of
from tui.text.cells import visible
from tui.widgets.fields.field import NEEDED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done


def of_correction(log: Log, shown: Pair, target: Target) -> Asking:
    """The form of what can be put right of a record. NotFound where it is gone."""
    noun, number = target
    record: Any = record_of(log, noun, number, ROWS[noun])
    pair = pair_of(log, record, shown)
    series = series_of(log, noun, record.uid)
    where = places(noun, series, life_of(log, noun, record, pair).step)
    desk, fields = Desk(pair, log.today(pair)), [fields_of_event(noun)[name] for name in where]
    before = {name: series[place.at].values[place.field] for name, place in where.items()}
    asked = questions(fields, desk, before, required=where)
    title = f"{visible(one_line(title_of(noun, record)))}: put right"
    save = partial(_save, target=target, desk=desk, fields=fields)
    return Asking(title, f"correct {short_id(*target)}", asked, save, bool(record.private), edits=True)


def _save(
    log: Log,
    _typed: Mapping[str, str],
    changed: Mapping[str, str],
    *,
    target: Target,
    desk: Desk,
    fields: Sequence[Field],
) -> Done:
    values = values_of(fields, changed, desk)
    if empty := next((name for name, value in values.items() if value is None), None):
        raise WrongField(empty, NEEDED)
    with log.change("") as change:
        return correct(log, desk.pair, *target, values, change)
