"""Bring an interchange file into a log: all or nothing, in one change, with every fault named by its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO

from models.acts.replay import replay
from models.errors import BadValue, IllegalAct, Refused
from models.records.nouns import ACROSS
from models.records.pair import zone_of
from models.records.rows import Alliance
from models.records.values import references, uid
from models.verbs.sharing import taken, with_unsaid
from storage.care import backup
from storage.core.change import seen_as_before
from storage.core.layout import LAYOUTS, events_of
from storage.core.many import add_records
from storage.core.records import select
from storage.core.sealed import whole
from storage.core.statements import events, fetch
from storage.disk import connection
from storage.disk.safe_json import parse
from storage.interchange.header import FileHeader, new_owner, parse_header, refuse_stranger
from storage.interchange.incoming import Checker, Circle, FileProblem, Incoming, UnknownAlliance, record_label, turn
from storage.interchange.lines import FileLine, UnreadLine, lines, open_file
from storage.log import Clock, Log

if TYPE_CHECKING:
    from pathlib import Path

    from models.records.event import Event, Values
    from storage.core.change import Change
    from storage.core.writer import NewRow

BATCH = 500
Progress = Callable[[int, int], None]
"""Told every so often how many bytes of how many have been read."""


@dataclass(slots=True)
class Report:
    """What an import did, or would do: records by noun, and events added to records that were there."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: int = 0
    events: int = 0
    created: bool = False
    backup: Path | None = None
    aside: list[Path] = field(default_factory=list)
    """Where whatever SQLite kept of another log, beside the name that the new one has, was put aside."""

    @property
    def anything(self) -> bool:
        """Whether the log is, or would be, another one afterwards."""
        return bool(self.added or self.changed or self.events)


class ImportRefused(Refused):
    """A file that was refused, with the problems that were found in it (the first 50) and their number."""

    def __init__(self, path: Path, problems: list[FileProblem], count: int) -> None:
        self.problems = problems
        told = f"{path.name}, {problems[0]}" if count == 1 else f"{path.name} holds {count} faults, told above"
        super().__init__(f"{told}; nothing was changed")


class _Discard(Exception):
    """A dry run ends: take everything back."""


def import_file(
    log_path: Path,
    file_path: Path,
    clock: Clock,
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    me: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import a file into the log at `log_path`, which is made where there is none.

    Raises ImportRefused where the file is at fault, Refused where it is another's, LogUnusable where the log is.
    """
    report = Report()
    with open_file(file_path) as file, _target(log_path, clock, report) as log:
        job = _Import(log, file_path, file, report, overwrite=overwrite, me=me, progress=progress)
        if not report.created and not dry_run and _holds_records(log):
            report.backup = backup.make(log.connection, log_path, "before-import")
        changed = False
        try:
            with log.change(f"Imported {file_path.name}") as change:
                job.run(change)
                if dry_run:
                    raise _Discard
            changed = report.anything
        finally:
            if report.backup is not None and not changed:
                backup.discard(report.backup)
                report.backup = None
        if report.created and dry_run:
            raise _Discard
    return report


@contextmanager
def _target(path: Path, clock: Clock, report: Report) -> Iterator[Log]:
    try:
        if path.exists() or path.is_symlink():
            with Log(path, clock) as log:
                yield log
        else:
            report.created = True
            with connection.creating(path, report.aside.append) as draft, Log(draft, clock) as log:
                yield log
    except _Discard:
        pass


def _holds_records(log: Log) -> bool:
    return bool(fetch(log.connection, "SELECT 1 FROM person LIMIT 1"))


class _Import:
    """One run over one file."""

    def __init__(
        self,
        log: Log,
        path: Path,
        file: BinaryIO,
        report: Report,
        *,
        overwrite: bool,
        me: str | None,
        progress: Progress | None,
    ) -> None:
        self.log, self.path, self.file, self.report = log, path, file, report
        self.overwrite, self.me, self.progress = overwrite, me, progress
        self.size = path.stat().st_size
        self.checker = Checker(self._circles())
        self.known: dict[str, tuple[str, str]] = {}
        self.sent: set[str] = set()
        self.links: list[tuple[int, str, str, str, str, str]] = []
        self.chains: list[tuple[int, str, str]] = []
        self.batch: list[Incoming] = []
        self.fresh = not _holds_records(log)

    def _circles(self) -> dict[str, Circle]:
        local = self.log.local_zone
        found = select(self.log.connection, Alliance, "alliance")
        return {item.uid: Circle(item.principal, item.partner, zone_of(item.timezone, local)) for item in found}

    def run(self, change: Change) -> None:
        """Read, check and add every record; ImportRefused at the end where anything was wrong."""
        self.header = header = self._header()
        self.checker.version = header.version
        refuse_stranger(self.log, header)
        if header.shared and not self.fresh:
            self.sent.update(self._uids())
        waiting = [line.offset for line in self._lines() if not self._take(change, line)]
        self._take_waiting(change, waiting)
        self._flush(change)
        self._check_links()
        if not self.checker.failed:
            self._check_chains(change)
        self._refuse_if_failed()
        if owner := new_owner(self.log, header, self.me):
            change.set("owner", owner)

    def _header(self) -> FileHeader:
        first = next(self._checked_lines(), None)
        if first is None:
            raise ImportRefused(self.path, [FileProblem(1, "", "the file is empty")], 1)
        try:
            return parse_header(parse(first.data))
        except BadValue as error:
            raise ImportRefused(self.path, [FileProblem(first.number, "", str(error))], 1) from None

    def _checked_lines(self) -> Iterator[FileLine]:
        self.file.seek(0)
        try:
            yield from lines(self.file)
        except UnreadLine as error:
            raise ImportRefused(self.path, [FileProblem(error.number, "", str(error))], 1) from None

    def _lines(self) -> Iterator[FileLine]:
        for count, line in enumerate(self._checked_lines()):
            if self.progress and count % BATCH == 0:
                self.progress(line.offset, self.size)
            if count:
                yield line
        if self.progress:
            self.progress(self.size, self.size)

    def _uids(self) -> Iterator[str]:
        """The uid of every record of the file: what a shared copy does not hold, nothing in it could lead to."""
        for line in self._checked_lines():
            with suppress(BadValue):  # told when the line is read for good
                yield uid(str(parse(line.data).get("uid")))

    def _take(self, change: Change, line: FileLine) -> bool:
        """Check a line and queue its record; False where it has to wait for its alliance."""
        try:
            found = self.checker.check(line.number, parse(line.data))
        except UnknownAlliance:
            return False
        except BadValue as error:
            self.checker.fault(line.number, "", str(error))
            return True
        if found is not None:
            self._queue(change, found)
        return True

    def _take_waiting(self, change: Change, waiting: list[int]) -> None:
        """Take the lines whose alliance stood further down; one that is in no line is a fault."""
        if not waiting:
            return
        wanted = set(waiting)
        for line in self._checked_lines():
            if line.offset in wanted and not self._take(change, line):
                raw = parse(line.data)
                label = record_label(str(raw.get("type")), str(raw.get("uid")))
                self.checker.fault(line.number, label, f"alliance leads to no alliance: {raw.get('alliance')}")

    def _queue(self, change: Change, found: Incoming) -> None:
        alliance = found.values.get("alliance", "")
        if found.uid in self.known:
            self.checker.fault(found.line, found.label, "its uid stands in the file twice")
            return
        self.known[found.uid] = (found.noun, alliance)
        if found.noun == "alliance":
            self._learn_alliance(found)
        self._note_links(found, alliance)
        self.batch.append(found)
        if len(self.batch) >= BATCH:
            self._flush(change)

    def _learn_alliance(self, found: Incoming) -> None:
        values = found.values
        zone = self.log.local_zone()
        if values.get("timezone"):
            from zoneinfo import ZoneInfo  # not for the first picture

            zone = ZoneInfo(values["timezone"])
        self.checker.circles[found.uid] = Circle(values["principal"], values["partner"], zone)

    def _note_links(self, found: Incoming, alliance: str) -> None:
        circle = self.checker.circles.get(alliance)
        for name, noun, key in references(found.noun, found.values):
            if name == "alliance" or (noun == "person" and circle and key in circle[:2]):
                continue
            if name in ACROSS:
                self.links.append((found.line, found.label, name, noun, key, ""))
            elif self.known.get(key) != (noun, alliance):
                self.links.append((found.line, found.label, name, noun, key, alliance))
        if "supersedes" in found.values:
            self.chains.append((found.line, found.noun, found.uid))

    def _flush(self, change: Change) -> None:
        if not self.checker.failed:
            there = self._already_there()
            self._add([item for item in self.batch if item.uid not in there], change)
            for item in self.batch:
                if item.uid in there:
                    self._meet(item, there[item.uid], change)
        self.batch.clear()

    def _already_there(self) -> dict[str, tuple[int, Values]]:
        """Those of the batch that the log holds, with their id and values."""
        if self.fresh:
            return {}
        import json  # not for the first picture

        found: dict[str, tuple[int, Values]] = {}
        for noun in {item.noun for item in self.batch}:
            place = LAYOUTS[noun]
            uids = json.dumps([item.uid for item in self.batch if item.noun == noun])
            sql = f"SELECT {place.select} FROM {noun} WHERE uid IN (SELECT value FROM json_each(?))"
            for row in fetch(self.log.connection, sql, (uids,)):
                values = whole(place, row)
                found[values.pop("uid")] = (row[0], values)
        return found

    def _add(self, items: list[Incoming], change: Change) -> None:
        by_noun: dict[str, list[Incoming]] = {}
        for item in items:
            by_noun.setdefault(item.noun, []).append(item)
        for noun, chosen in by_noun.items():
            add_records(change, noun, chosen)
            self.report.added[noun] += len(chosen)

    def _meet(self, item: Incoming, there: tuple[int, Values], change: Change) -> None:
        """Deal with a record that the log holds already: the same, or another by its fields or its events."""
        row, values = there
        item = replace(item, values=with_unsaid(item.noun, values, item.values, self.header.version))
        if self.header.shared:
            held = taken(item.noun, values, item.values, self.sent.__contains__, self.header.by)
            item = replace(item, values=held)
        if seen_as_before(item.noun, item.values, values):
            item = replace(item, values={**item.values, "updated_at": values["updated_at"]})
        new = self._new_events(item)
        if fault := self._unfit(item, values, [event for event, _ in new]):
            self.checker.fault(item.line, item.label, fault)
            return
        if item.values != values:
            change.put(item.noun, row, {"uid": item.uid, **item.values})
            self.report.changed[item.noun] += 1
        elif not new:
            self.report.same += 1
        for event, added in new:
            change.put_event(item.noun, item.uid, added.uids[0], event.values)
        self.report.events += len(new)

    def _unfit(self, item: Incoming, log: Values, new: list[Event]) -> str:
        """Why what the file says of a record cannot stand beside what the log says of it; empty where it can."""
        if item.noun == "alliance" and _two(item.values) != _two(log):
            return "principal and partner are others than in the log; an alliance keeps them"
        if self.header.shared and item.values.get("alliance") != log.get("alliance"):
            return "the log holds it in another alliance; a shared copy is of one alone"
        names = sorted(name for name in {*item.values, *log} if item.values.get(name) != log.get(name))
        if names and not self.overwrite and not (item.noun == "pulse" and names == ["answers"]):
            return f"the log holds it with another {', '.join(names)}; --overwrite takes what the file says"
        if new:
            held = events(self.log.connection, item.noun, f'"{item.noun}" = ?', (item.uid,)).get(item.uid, [])
            try:
                replay(item.noun, sorted([*held, *new], key=turn), *self.checker.sides(item))
            except IllegalAct as error:
                return f"events, with those that the log holds already: {error}"
        return ""

    def _new_events(self, item: Incoming) -> list[tuple[Event, NewRow]]:
        if not item.events:
            return []
        sql = f'SELECT uid FROM {events_of(item.noun)} WHERE "{item.noun}" = ?'
        there = {key for (key,) in fetch(self.log.connection, sql, (item.uid,))}
        found = zip(item.events, item.rows, strict=True)
        return [(event, row) for event, row in found if row.uids[0] not in there]

    def _check_links(self) -> None:
        for line, label, name, noun, key, alliance in self.links:
            found = self.known.get(key) or self._in_log(noun, key)
            if key in self.checker.faulty:
                continue  # its own fault is told; that it is led to is none
            if found is None or found[0] != noun:
                self.checker.fault(line, label, f"{name} leads to no {noun}: {key}")
            elif alliance and found[1] and found[1] != alliance:
                self.checker.fault(line, label, f"{name} leads to a {noun} of another alliance: {key}")

    def _in_log(self, noun: str, key: str) -> tuple[str, str] | None:
        alliance = "alliance" if "alliance" in LAYOUTS[noun].columns else "''"
        found = fetch(self.log.connection, f"SELECT {alliance} FROM {noun} WHERE uid = ?", (key,))
        return (noun, found[0][0]) if found else None

    def _check_chains(self, change: Change) -> None:
        for line, noun, key in self.chains:
            if change.leads_back(noun, key):
                self.checker.fault(line, record_label(noun, key), "supersedes leads back to the record itself")

    def _refuse_if_failed(self) -> None:
        if self.checker.failed:
            raise ImportRefused(self.path, sorted(self.checker.problems), self.checker.failed)


def _two(alliance: Values) -> set[str]:
    return {alliance["principal"], alliance["partner"]}


def problems_of(error: Refused) -> list[str]:
    """Every problem of a refused import, a line each; of any other fault none."""
    return [str(problem) for problem in error.problems] if isinstance(error, ImportRefused) else []


__all__ = ["ImportRefused", "Progress", "Report", "import_file", "problems_of"]
