"""One use case, one transaction: `with log.change("...") as c` adds, edits and removes, and leaves what undo needs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from models.errors import BadValue, NotFound, Refused
from models.records.nouns import ACROSS, NOUNS
from models.records.values import check_event, check_record, content, record_fields, references
from models.verbs.meetings import sequence_after
from storage.core.layout import LAYOUTS, events_of
from storage.core.sealed import require_lines, require_whole
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.event import Values
    from storage.core.writer import NewRow, Writer


def moment(now: datetime) -> str:
    """A moment as the log keeps it."""
    return now.astimezone(UTC).isoformat()


def _raise(noun: str, problems: list[str]) -> None:
    if problems:
        raise BadValue(f"{noun}: {problems[0]}" + (f" ({len(problems) - 1} more)" if len(problems) > 1 else ""))


def _two(alliance: Mapping[str, Any]) -> set[str]:
    return {alliance["principal"], alliance["partner"]}


class Change:
    """What a use case may do to the log. Made by `Log.change`, which begins, settles, journals and commits."""

    def __init__(self, writer: Writer, now: datetime, title: str) -> None:
        self.writer = writer
        self.title = title
        self.now = moment(now)
        self._before: dict[tuple[str, int], str | None] = {}
        self._after: dict[tuple[str, int], bytes | None] = {}
        self._ids: dict[str, int] = {}
        self._entry = 0

    @property
    def touched(self) -> tuple[tuple[str, int], ...]:
        """Every (place, id) that was written, in order."""
        return tuple(self._after)

    def _next(self, place: str) -> int:
        self._ids[place] = max(self._ids.get(place, 0) + 1, self.writer.next_id(place))
        return self._ids[place]

    def _put(self, place: str, row: int, values: Values | None) -> None:
        key = (place, row)
        if key not in self._before:
            now = self.writer.read(place, row)
            self._before[key] = None if now is None else content(now[1])
        self._after[key] = self.writer.put(place, row, values)

    def add(self, noun: str, values: Mapping[str, Any], events: Sequence[Mapping[str, Any]] = ()) -> int:
        """Add a record, with the first events of its life; gives its id. BadValue where a value is wrong."""
        given = {"created_at": self.now, "updated_at": self.now, **values}
        uid = given.pop("uid", None) or str(uuid4())
        clean, problems = check_record(noun, given)
        _raise(noun, problems)
        self._check_links(noun, uid, clean)
        self._check_people(noun, clean)
        row = self._next(noun)
        self._put(noun, row, {"uid": uid, **clean})
        for event in events:
            self.act(noun, row, event)
        return row

    def act(self, noun: str, row: int, event: Mapping[str, Any]) -> int:
        """Add an event to a record's life; gives its id. Whether it is allowed shows when the change settles."""
        record = self._current(noun, row)
        clean, problems = check_event(noun, {"recorded_at": self._recorded_at(noun, record["uid"]), **event})
        if "on" not in clean:
            problems.append("on is missing")
        _raise(str(event.get("act", noun)), problems)
        place = events_of(noun)
        found = self._next(place)
        values = {"uid": str(uuid4()), noun: record["uid"], **clean}
        self._put(place, found, LAYOUTS[place].ordered(values))
        return found

    def _recorded_at(self, noun: str, uid: str) -> str:
        """Now, but never before the last event of the same life: a clock set back must not reorder it."""
        require_whole(self.writer.raw, LAYOUTS[events_of(noun)], f'"{noun}" = ?', (uid,))
        sql = f'SELECT max(recorded_at) FROM {events_of(noun)} WHERE "{noun}" = ?'
        last = fetch(self.writer.raw, sql, (uid,))[0][0]
        return max(self.now, last or "")

    def edit(self, noun: str, row: int, values: Mapping[str, Any]) -> None:
        """Change fields of a record; None makes a field absent. Does nothing where nothing would change."""
        before = self._current(noun, row)
        merged = {name: value for name, value in {**before, **values}.items() if name != "uid" and value is not None}
        clean, problems = check_record(noun, merged)
        _raise(noun, problems)
        clean = {"uid": before["uid"], **clean}
        if clean == before:
            return
        if noun == "meeting" and "calendar_sequence" not in values:
            clean = _counted(before, clean)
        self._check_links(noun, before["uid"], clean)
        self._check_people(noun, clean)
        if noun == "alliance" and _two(clean) != _two(before):
            raise Refused("the people of an alliance stay; what they did together is theirs. Add another alliance")
        if seen_by_the_other(noun, clean, before):
            clean["updated_at"] = values.get("updated_at", self.now)
        self._put(noun, row, clean)

    def remove(self, noun: str, row: int) -> None:
        """Take a record out of everything that is read; undo brings it back."""
        before = self._current(noun, row)
        self._put(noun, row, {**before, "removed_at": self.now})

    def bring_back(self, noun: str, row: int) -> None:
        """Put a record that was removed back as it was. Refused where it is there, NotFound where there is none."""
        found = self.writer.read(noun, row)
        if found is None:
            raise self._unknown(noun, row)
        if "removed_at" not in found[1]:
            raise Refused(f"{NOUNS[noun].letter}{row} is there already; nothing has to bring it back")
        self._put(noun, row, {name: value for name, value in found[1].items() if name != "removed_at"})

    def set(self, name: str, value: str) -> None:
        """Keep something that holds for the log as a whole."""
        found = fetch(self.writer.raw, "SELECT id, uid FROM setting WHERE name = ?", (name,))
        row, uid = found[0] if found else (self._next("setting"), str(uuid4()))
        self._put("setting", row, {"uid": uid, "name": name, "value": value})

    def put(self, place: str, row: int, values: Values | None) -> None:
        """Replace the content of a row by values that are checked already; None takes it away."""
        self._put(place, row, values)

    def put_event(self, noun: str, record: str, key: str, values: Values) -> None:
        """Add an event that is checked already to the record with that uid."""
        place = LAYOUTS[events_of(noun)]
        self._put(place.name, self._next(place.name), place.ordered({"uid": key, noun: record, **values}))

    def add_many(self, place: str, rows: Sequence[NewRow]) -> range:
        """Add rows that are checked, hashed and replayed already; gives their ids, for `writer.index_many`.

        Their journal entries are written at once, so that what a long import keeps in memory does not grow.
        """
        first = self._next(place)
        last = first + len(rows) - 1
        self._ids[place] = last
        self.writer.put_many(place, first, rows)
        number = self._begin_entry()
        hashes = b"".join(row.hash for row in rows)
        self.writer.note("changed_row", [_entry(number, place, first, None, hashes, last)])
        return range(first, last + 1)

    def _current(self, noun: str, row: int) -> Values:
        found = self.writer.read(noun, row)
        if found is None or "removed_at" in found[1]:
            raise self._unknown(noun, row)
        return found[1]

    def _unknown(self, noun: str, row: int) -> NotFound:
        return NotFound(f"there is no {noun} {NOUNS[noun].letter}{row}; see: visavis {noun} list")

    def _check_links(self, noun: str, uid: str, values: Values) -> None:
        """Refuse links that lead nowhere, to another alliance, or back to the record itself."""
        for name, target, key in references(noun, values):
            alliance = "alliance" if "alliance" in LAYOUTS[target].columns else "NULL"
            found = fetch(self.writer.raw, f"SELECT {alliance} FROM {target} WHERE uid = ?", (key,))
            if not found:
                raise BadValue(f"{noun}: {name} leads to no {target}")
            elsewhere = found[0][0] is not None and found[0][0] != values.get("alliance")
            if elsewhere and name not in ACROSS:
                raise Refused(f"{noun}: {name} belongs to another alliance")
            if key == uid or (name == "supersedes" and self.leads_back(noun, uid, key)):
                raise Refused(f"{noun}: {name} leads back to the record itself")

    def _check_people(self, noun: str, values: Values) -> None:
        """Refuse an alliance with oneself, and what is not between the two people of its alliance."""
        if noun == "alliance" and len(_two(values)) < 2:
            raise Refused("alliance: principal and partner are the same person")
        if "from" in values:
            sql = "SELECT principal, partner FROM alliance WHERE uid = ?"
            if {values["from"], values["to"]} != set(fetch(self.writer.raw, sql, (values["alliance"],))[0]):
                raise Refused(f"{noun}: from and to are not the alliance's two people")

    def leads_back(self, noun: str, uid: str, start: str | None = None) -> bool:
        """Whether what a record supersedes leads back to it; `start` is its first link where not written yet."""
        begin = "SELECT ?" if start else f"SELECT supersedes FROM {noun} WHERE uid = ?"
        sql = (
            f"WITH RECURSIVE chain(uid) AS ({begin} UNION SELECT supersedes FROM {noun} JOIN chain USING (uid)) "
            "SELECT 1 FROM chain WHERE uid = ?"
        )
        return bool(fetch(self.writer.raw, sql, (start or uid, uid)))

    def uid(self, noun: str, row: int) -> str:
        """The uid of a record."""
        return str(self._current(noun, row)["uid"])

    def finish(self) -> None:
        """Settle what was touched and complete the journal entry; none stays where nothing changed."""
        self.writer.settle()
        kept = [key for key, after in self._after.items() if after is not None or self._before[key] is not None]
        if not kept and not self._entry:
            return
        number = self._begin_entry()
        self.writer.renote("change", number, {"title": self.title})
        self.writer.note("changed_row", [_entry(number, *key, self._before[key], self._after[key]) for key in kept])

    def _begin_entry(self) -> int:
        if not self._entry:
            self._drop_redo()
            self._entry = self.writer.next_id("change")
            self.writer.note("change", [{"id": self._entry, "title": "", "at": self.now, "undone": False}])
        return self._entry

    def _drop_redo(self) -> None:
        undone = [row for (row,) in fetch(self.writer.raw, "SELECT id FROM change WHERE undone")]
        if undone:
            require_lines(self.writer.raw, min(undone), max(undone))  # what is not undone must not go with them
            self.writer.forget("changed_row", "change", undone)
            self.writer.forget("change", "id", undone)


def _counted(before: Values, meeting: Values) -> Values:
    """A changed meeting with the number that its entry in a calendar has by that, unless the change says it itself."""
    sequence = sequence_after(before, meeting)
    return meeting if sequence is None else LAYOUTS["meeting"].ordered({**meeting, "calendar_sequence": sequence})


def seen_by_the_other(noun: str, after: Values, before: Values) -> bool:
    """Whether two contents differ in a field that a shared copy carries."""
    fields = record_fields(noun)
    changed = (name for name in {*after, *before} if after.get(name) != before.get(name))
    return any(name not in fields or not fields[name].private for name in changed)


def seen_as_before(noun: str, after: Values, before: Values) -> bool:
    """Whether nothing that a shared copy carries differs in two contents, but for the moment when they were changed."""
    own, other = ({name: value for name, value in each.items() if name != "updated_at"} for each in (after, before))
    return "updated_at" in before and not seen_by_the_other(noun, own, other)


def _entry(
    number: int, place: str, row: int, before: str | None, after: bytes | None, last: int | None = None
) -> dict[str, Any]:
    return {
        "change": number,
        "place": place,
        "row": row,
        "last": last,
        "before": before,
        "hash_after": after,
        "replaced": None,
    }
