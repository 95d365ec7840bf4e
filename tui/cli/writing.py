"""A verb that writes: what it works with, what it did as data, and the one line that says so at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from models.acts.composing import lacking
from models.errors import Unclear
from models.records.naming import short_id
from storage.core.records import find
from storage.reads.listing import find_any
from tui.cli.options import TypedValues, flag, said_on
from tui.cli.output import line
from tui.text.typed import understood

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from models.records.event import Values
    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.core.change import Change
    from storage.log import Log
    from storage.writes.lives import Done
    from tui.cli.context import Context


class Result(NamedTuple):
    """What a verb did: to which record, and in which words."""

    noun: str
    id: int
    says: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a verb that writes, within the change that it makes."""

    context: Context
    log: Log
    noun: str
    verb: str
    change: Change

    @property
    def args(self) -> argparse.Namespace:
        """The words of the call, as argparse read them."""
        return self.context.args

    @property
    def command(self) -> str:
        """The verb behind its noun, as it is typed."""
        return f"{self.noun} {self.verb}"

    def new(self) -> TypedValues:
        """What is needed to understand what is typed of a record that is added; Unclear where its alliance is open."""
        return self._typed(self.context.the_pair(self.log))

    def record(self) -> Any:
        """The record with the id that was typed, whatever --alliance names; NotFound without one."""
        return find(self.log.connection, self.noun, self.args.id)

    def found(self) -> tuple[Any, TypedValues]:
        """The record with the id that was typed, and what is needed to understand the rest; NotFound without one."""
        record = find(self.log.connection, self.noun, self.args.id)
        return record, self._typed(self.context.pair_of(self.log, self.noun, record))

    def removed(self) -> tuple[Any, TypedValues]:
        """The same of a record that may have been removed."""
        record = find_any(self.log, self.noun, self.args.id)
        if record is None:
            return self.found()
        return record, self._typed(self.context.pair_of(self.log, self.noun, record))

    def _typed(self, pair: Pair) -> TypedValues:
        today = self.log.today(pair)
        return TypedValues(self.log, pair, today, said_on(self.args, today))


def write(context: Context, noun: str, verb: str, deed: Callable[[Call], Result]) -> int:
    """Carry out a verb as one change, and print what it did; 0."""
    with context.writing() as log:
        # One transaction from the first look on: what is read is still so when it is written.
        with log.change("") as change:
            done = deed(Call(context, log, noun, verb, change))
            told = done.says if change.touched else "it is so already; nothing was changed"
        line(f"{short_id(done.noun, done.id)}  {told}")
    return 0


def result(done: Done, fields: Iterable[Field], values: Values, typed: TypedValues, more: str = "") -> Result:
    """What a use case did, with the dates and rhythms among the typed values, but for the one that it tells."""
    return Result(done.noun, done.id, done.says + more + understood(fields, values, typed, done.became.day))


# What was not said


def need(call: Call, names: tuple[str, ...], values: Values, *, any_of: bool = False, option: str = "") -> None:
    """Unclear, naming the options, where what an act needs was not said; `option` is the one by which it is needed."""
    if missing := lacking(names, values, any_of=any_of):
        options = (" or " if any_of else " and ").join(
            "--reason" if name == "reason_code" else flag(name) for name in missing
        )
        said = f"{call.command} {option}" if option else call.command
        raise Unclear(f"{said} needs {options}; see: visavis {call.command} --help")


def need_field(call: Call, field: Field) -> Unclear:
    """That a field was not said, with what it can be."""
    choices = f": {', '.join(field.choices)}" if field.choices else ""
    return Unclear(f"{call.command} needs {flag(field.name)}{choices}")


def need_any(call: Call, values: Values) -> None:
    """Unclear where nothing was said of what can be changed."""
    if not values:
        raise Unclear(f"nothing to change was given; see: visavis {call.command} --help")
