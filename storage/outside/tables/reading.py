"""A table of promises as somebody keeps it, read into what it tells: its head, its rows, and what is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.errors import BadDate, BadValue, NotFound, Refused, Unclear
from models.records.pair import choose
from models.records.values import record_fields, uid
from storage.core.records import select
from storage.outside.brought import Coming
from storage.outside.promises.plan import Source, by_whom, whose
from storage.outside.promises.told import Asked, Faults, Numbering, Told
from storage.outside.tables.cells import ORDER, Days, UnclearOrder, is_empty, state_of, tick
from storage.outside.tables.heads import NOT_READ, TAKEN, columns_of, plain_head
from storage.outside.tables.lines import (
    TableRow,
    decoded,
    delimiter_of,
    head_among,
    refuse_strange,
    refuse_text,
    rows_of,
)
from storage.outside.tables.links import LINKS, Titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.event import Values
    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.log import Log

_FIELDS = record_fields("commitment")
_TOTAL = re.compile(r"(grand |sub)?-?(total|sum|summe|gesamt|anzahl|count)\b", re.IGNORECASE).match
_AMOUNT = re.compile(r"[\d.,%\s]*").fullmatch
TOTAL_WORDS = 4
_OUR_ID = re.compile(r"C(\d{1,9})").fullmatch
_BREAK = re.compile(r"[ \t]*[\r\n\t]+[ \t]*")
_STATEMENTS = ("from", "state", "due")
_MOVED = "moved in the table"


def read_table(log: Log, name: str, data: bytes, asked: Asked) -> Source:
    """What a table tells; FileRefused where it has no rows, or its head says nothing that could be read."""
    refuse_strange(data, name)
    faults = Faults()
    text, delimiter = decoded(data, asked.encoding, faults), delimiter_of(asked.delimiter)
    if delimiter is None:
        refuse_text(text, name)
    rows, _ = rows_of(text, delimiter, faults)
    if not rows:
        faults.add(1, "the file is empty") if not faults else None
        raise faults.refusal(name)
    return _Table(log, name, rows, asked, faults).read()


class _Table:
    """One run over the rows of a table."""

    def __init__(self, log: Log, name: str, rows: Sequence[TableRow], asked: Asked, faults: Faults) -> None:
        self.log, self.name, self.asked, self.faults = log, name, asked, faults
        head = head_among(rows)
        self.above, self.rows = rows[:head], rows[head + 1 :]
        self.columns = columns_of(rows[head].line, rows[head].cells, asked.words, faults)
        self.told: list[Told] = []
        self.left_out = [_left_out(row, "it stands above the head line") for row in self.above]
        self.numbering = Numbering()
        self.days: dict[str, Days] = {}
        self.owners: dict[tuple[str, str], str] = {}
        self.pairs: dict[str, Pair | None] = {}
        self.titles = Titles(log)
        self.ours = self._named_by_id()
        self.met: set[int] = set()

    def read(self) -> Source:
        """Read every row."""
        self._check_head()
        for row in self.rows:
            if why := self._no_promise(row):
                self.left_out.append(_left_out(row, why))
            elif self._fits(row):
                self._row(row)
        for word in self.asked.words.unused:
            self.faults.add(self.columns.line, f'--map names "{word}", which stands nowhere in the table')
        self.left_out += self._gone()
        return Source(self.name, self.told, self.left_out, self.faults, _MOVED, self.columns.understood)

    # The head, and rows that are none

    def _check_head(self) -> None:
        strange = [text for text, read_as in self.columns.understood if read_as == NOT_READ]
        named = strange or [text for text in self.columns.heads if text.strip()] or ["HEAD"]
        listed = ", ".join(self._with_example(text) for text in named)
        if "text" not in self.columns.read_as:
            self.faults.add(
                self.columns.line,
                f'no column says what is promised; say which one does, as in --map "{named[0]}=text" '
                f"(not understood: {listed})",
            )
        if not self._says_who() and self.asked.by is None:
            said = "no column says who promises; say it with --by me or --by partner"
            if strange:
                said += f', or which column does, as in --map "{strange[-1]}=from" (not understood: {listed})'
            self.faults.add(self.columns.line, said)

    def _says_who(self) -> bool:
        return "from" in self.columns.read_as or "to" in self.columns.read_as

    def _with_example(self, head: str) -> str:
        """A head with the first text that stands below it."""
        number = list(self.columns.heads).index(head) if head in self.columns.heads else 0
        cells = (row.cells[number].strip() for row in self.rows if number < len(row.cells))
        example = next((cell for cell in cells if cell), "")
        return f'"{head}" with "{example[:20]}"' if example else f'"{head}"'

    def _no_promise(self, row: TableRow) -> str:
        """Why a row is none of the table's: the head again, a total, a heading over rows; empty where it is one."""
        filled, heads = row.filled, self.columns.heads
        if [plain_head(cell) for cell in row.cells] == [plain_head(head) for head in heads]:
            return "it is the head line again"
        first = filled[0].strip()
        says_more = any(not _AMOUNT(self._cell(row, name).strip()) for name in _STATEMENTS)
        if _TOTAL(first) and len(first.split()) <= TOTAL_WORDS and not says_more:
            return "it is a total"
        alone = len(filled) == 1 and len(row.cells) in (1, len(heads)) and len(heads) > 2
        taken = self.asked.by is not None and self._cell(row, "text").strip()
        return "nothing else stands in its row" if alone and not taken and self._says_who() else ""

    def _fits(self, row: TableRow) -> bool:
        """Whether a row has the columns of the head; those behind it that hold nothing are passed over."""
        here, there = len(row.cells), len(self.columns.heads)
        if here == there or (here > there and not any(cell.strip() for cell in row.cells[there:])):
            return True
        more = "; a text that holds the delimiter stands in quotes" if here > there else ""
        self.faults.add(row.line, f"it has {here} cells where the head has {there}{more}")
        return False

    def _cell(self, row: TableRow, name: str) -> str:
        return self.columns.cell(row.cells, name)

    # One row

    def _row(self, row: TableRow) -> None:
        """Read a row; what is wrong in it is noted, all of it."""
        pair = self._pair(row)
        text = _BREAK.sub(" ", self._cell(row, "text"))
        if "text" in self.columns.read_as and not text.strip():
            self.faults.add(row.line, "it does not say what is promised")
        from_ = self._owner(row, pair, text) if pair else None
        told = Told(row.line, "", pair or self.log.pairs()[0], from_ or "", text, values=self._values(row))
        self._dates(row, told)
        self._state(row, told)
        if pair is None or from_ is None:
            return
        if self.asked.only is not None and self.asked.only.uid != pair.uid:
            self.left_out.append(_left_out(row, f"it is of the alliance with {pair.name}"))
            return
        self._links(row, told)
        told.uid = self._uid(row, told)
        self.told.append(told)

    def _pair(self, row: TableRow) -> Pair | None:
        name = self._cell(row, "alliance").strip()
        name = self.asked.words.said(name) or name
        if self.pairs.get(name) is None:
            try:
                self.pairs[name] = choose(self.log.pairs(), name) if name else self.asked.usual()
            except Unclear as error:
                self.faults.add_unclear(row.line, error)
                return None
            except Refused as error:
                self.faults.add(row.line, str(error))
                return None
        return self.pairs[name]

    def _owner(self, row: TableRow, pair: Pair, text: str) -> str | None:
        """The uid of the one who promises; None, with the fault noted, where that is not known."""
        cell = self._cell(row, "from").strip()
        word = self.asked.words.said(cell) or cell
        if is_empty(word):
            return self._unowned(row, pair, text)
        key = (pair.uid, word)
        if key not in self.owners:
            try:
                self.owners[key] = whose(pair, word)
            except (NotFound, Refused) as error:
                two = f"{pair.me.name} and {pair.other.name}"
                said = f"both of {two}" if not isinstance(error, NotFound) else f"neither of {two}"
                self.faults.add(
                    row.line, f'"{word}" names {said}; say who it is, as in --map "{word}=me" or --map "{word}=partner"'
                )
                return None
        return self.owners[key]

    def _unowned(self, row: TableRow, pair: Pair, text: str) -> str | None:
        """Who promises where no owner stands there: the other one than it is for, else the one that was named."""
        for_whom = self._cell(row, "to").strip()
        try:
            if for_whom and not is_empty(for_whom):
                return pair.across(whose(pair, for_whom)).uid
        except (NotFound, Refused):
            pass
        if self.asked.by is not None:
            return by_whom(pair, self.asked.by)
        if self._says_who():
            said = f'nobody is named who promises "{text[:40]}"; say it with --by me or --by partner'
            self.faults.add(row.line, said, "unowned")
        return None

    def _values(self, row: TableRow) -> Values:
        found: Values = {}
        for name in TAKEN[1:]:
            cell = self._cell(row, name)
            if cell.strip() and name in self.columns.read_as:
                found[name] = self._value(row, _FIELDS[name], cell)
        return {name: value for name, value in found.items() if value is not None}

    def _links(self, row: TableRow, told: Told) -> None:
        """Lead to the records that a row names by their titles; what leads nowhere is told, and the rest is taken."""
        for name in LINKS:
            if (title := self._cell(row, name)).strip():
                found, why = self.titles.link(name, told.pair, title)
                if found is None:
                    told.notes.append(why)
                else:
                    told.values[name] = found

    def _value(self, row: TableRow, declared: Field, cell: str) -> Any:
        if declared.kind == "flag":
            return tick(cell) or None
        if declared.kind != "integer":
            return cell
        if cell.strip().isascii() and cell.strip().isdecimal():
            return int(cell)
        self.faults.add(row.line, f'{declared.name} is "{cell.strip()[:20]}"; expected a whole number')
        return None

    def _dates(self, row: TableRow, told: Told) -> None:
        days = self.days.get(told.pair.uid)
        if days is None:
            today = self.log.today(told.pair)
            days = self.days[told.pair.uid] = Days(today, told.pair.zone, self.asked.order, self.asked.words)
        told.dated = "due" in self.columns.read_as
        for name in ("due", "first_due", "on", "done_on", "ended_on"):
            cell = self._cell(row, name)
            if not cell or (name == "done_on" and tick(cell) is not None):
                continue
            try:
                setattr(told, name, days.read(cell, past=name in ("on", "done_on", "ended_on")))
            except UnclearOrder as error:
                self.faults.add(row.line, str(error), ORDER)
            except BadDate as error:
                self.faults.add(row.line, f"{name}: {error}")

        if told.on and told.on > days.today:
            head = self.columns.head("on")
            hint = f'if it is the day on which it is due, say --map "{head}=due"'
            self.faults.add(row.line, f'"{head}" is {told.on}, which is still to come; {hint}', "begun")
            told.on = None

    def _state(self, row: TableRow, told: Told) -> None:
        """The state that a row says; without one what its day of completion says."""
        cell, ticked = self._cell(row, "state").strip(), tick(self._cell(row, "done_on"))
        word = self.asked.words.said(cell) or cell
        if not is_empty(word):
            try:
                told.state = state_of(word)
            except BadValue as error:
                self.faults.add(row.line, str(error))
        elif ticked or told.done_on:
            told.state = "satisfied"
        if told.state in ("reported", "satisfied") and not (told.done_on or told.ended_on):
            told.notes.append("the table does not say when, so today")
        if told.done_on and told.state not in ("reported", "satisfied"):
            if told.state in ("cancelled", "revoked", "declined", "withdrawn"):
                told.ended_on = told.ended_on or told.done_on
            else:
                told.notes.append(f"that it was done on {told.done_on} is not taken, as it is not done")
            told.done_on = None

    # What it is known by

    def _named_by_id(self) -> dict[str, Any]:
        """The commitments of the log by the short ids that stand in the table."""
        if "id" not in self.columns.read_as:
            return {}
        from models.records.rows import Commitment  # not for a table of others

        found = select(self.log.connection, Commitment, "commitment", "ORDER BY r.id")
        return {f"C{record.id}": record for record in found}

    def _uid(self, row: TableRow, told: Told) -> str:
        """The uid that a row says, that of the commitment which its id names and its text confirms, else one made."""
        derived = self.numbering.uid(told.pair, told.text, told.from_)
        said = self._cell(row, "uid").strip()
        if said:
            try:
                return uid(said)
            except BadValue:
                self.faults.add(row.line, f'"{said[:40]}" is no uid')
        number = self._cell(row, "id").strip()
        record = self.ours.get(number)
        if record is None or (record.alliance, record.from_) != (told.pair.uid, told.from_):
            return derived
        if record.text != told.text and record.opened_on != told.on:
            return derived
        self.met.add(record.id)
        return str(record.uid)

    def _gone(self) -> list[Coming]:
        """The open commitments whose rows a table of ours has no more: those between the first and the last of it."""
        if not self.met:
            return []
        private = "private" in self.columns.read_as
        pairs = {told.pair.uid for told in self.told}
        gone = [
            record
            for record in self.ours.values()
            if record.id < max(self.met) and record.id not in self.met and record.alliance in pairs
            if record.removed_at is None and record.closed_on is None and (private or not record.private)
        ]
        last = self.rows[-1].line + 1
        return [Coming("kept", item.text, item.due, _gone(f"C{item.id}"), last) for item in gone]


def _gone(code: str) -> str:
    return f"{code}: its row is gone from the table; it stays, until: visavis commitment cancel {code} --reason WORDS"


def _left_out(row: TableRow, why: str) -> Coming:
    return Coming("left out", " ".join(row.filled[0].split()), None, why, row.line)
