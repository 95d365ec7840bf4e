"""One open log: its people and alliances, its records, and the one way to change them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, cast

from models.errors import Damaged, IllegalAct, LogUnusable, Refused
from models.records.pair import Pair, zone_of
from models.records.people import refuse_same
from models.records.rhythms import former_zones
from models.records.rows import Alliance, Person
from storage.care.opening import opened
from storage.core.records import select
from storage.core.statements import fetch
from storage.disk import connection as opening
from storage.disk.failures import gone, may_have_moved, replaced
from storage.disk.transaction import commit, roll_back

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy.engine import Engine

    from storage.core.change import Change
    from storage.core.writer import Writer

Clock = Callable[[], datetime]
"""Gives the present moment, aware. Passed in, so that tests decide what time it is."""


class Elsewhere(Refused):
    """Another window or command has made the newest change; its title."""


class Log:
    """An open log. Reads are plain SQL; the first write loads what writing needs."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """Open the log at `path`; LogUnusable where that is not possible."""
        self.path = path
        self.clock = clock
        self.connection = opened(path)
        self._identity = opening.identity(path)
        self._engine: Engine | None = None
        self.as_of: date | None = None
        """The day as of whose end the log is read, where one was named."""
        self.left: tuple[int, str] | None = None
        """What undo would have taken back when this connection had written last; None before, or where nothing."""
        self.written = False
        """Whether something was written by this connection."""

    def close(self) -> None:
        """Close the log. Nothing is pending: every change was committed or taken back."""
        opening.disconnect(self.connection, self._identity)

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Who the log is about

    def owner(self) -> str:
        """The uid of the person whose log it is; empty where the log has no owner yet."""
        return self.setting("owner")

    def setting(self, name: str) -> str:
        """Something that holds for the log as a whole; empty where it was never said."""
        found = fetch(self.connection, "SELECT value FROM setting WHERE name = ?", (name,))
        return str(found[0][0]) if found else ""

    def people(self) -> dict[str, Person]:
        """Everybody in the log by uid, in the order of their ids."""
        return {person.uid: person for person in select(self.connection, Person, "person", "ORDER BY r.id")}

    def pairs(self) -> list[Pair]:
        """Every alliance as the owner sees it, in the order of their ids."""
        people, owner, own = self.people(), self.owner(), not self.setting("kept")
        rest = "WHERE r.removed_at IS NULL ORDER BY r.id"
        return [
            _pair(item, people, owner, own, self.local_zone)
            for item in select(self.connection, Alliance, "alliance", rest)
        ]

    def alliances(self) -> int:
        """How many alliances the log holds."""
        return int(fetch(self.connection, "SELECT count(*) FROM alliance WHERE removed_at IS NULL")[0][0])

    def local_zone(self) -> tzinfo:
        """The machine's own time zone, for alliances that name none."""
        return _local_zone()

    def today(self, pair: Pair | None = None) -> date:
        """The present day in the pair's time zone, else on this machine."""
        now = self.clock()
        return pair.day(now) if pair else now.astimezone(self.local_zone()).date()

    def begun(self, alliance: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a new alliance; a rhythm without a first day begins on the day that it is in its zone."""
        if not alliance.get("cadence") or alliance.get("started_on"):
            return dict(alliance)
        return {**alliance, "started_on": day_there(self.clock, alliance.get("timezone")).isoformat()}

    def now(self, pair: Pair, as_of: date) -> datetime | None:
        """The present moment where a day is the present one, and was not named; else None: no clock counts then."""
        return self.clock() if self.as_of is None and as_of == self.today(pair) else None

    def version(self) -> int:
        """A number that is another once another connection has committed to the log; our own commits leave it.

        It says nothing by itself: only two answers of one open log can be held against each other.
        """
        return int(fetch(self.connection, "PRAGMA data_version")[0][0])

    def stands(self) -> bool | None:
        """Whether the file that is open is still the one at its path: False where another is, None where none is."""
        try:
            return opening.identity(self.path) == self._identity
        except OSError:
            return None

    # Changing it

    @contextmanager
    def change(self, title: str) -> Iterator[Change]:
        """One use case in one transaction: `with log.change("Moved Persona list") as c`.

        Commits and journals at the end of the block, takes everything back where the block or the settling raises.
        `c.title` may be set in the block where the name is only known then.
        """
        from storage.core.change import Change  # not for the first picture

        with self.writing() as writer:
            found = Change(writer, self.clock(), title)
            yield found
            found.finish()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A writer on one transaction; for `change`, undo and redo, and repairs."""
        from sqlalchemy.exc import DBAPIError  # loads SQLModel

        from storage.core.writer import Writer, engine_on

        if self._engine is None:
            from storage.disk.leftover import sweep  # most logs are only read

            sweep(self.path)
            self._engine = engine_on(self.connection)
        # SQLAlchemy greets a new connection with a rollback, so the writer is made before the transaction begins.
        writer = Writer(self.connection, self._engine)
        before = self.connection.total_changes
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.execute("PRAGMA defer_foreign_keys = ON")
            yield writer
            left = self.newest()
            commit(self.connection)
            self.left, self.written = left, self.written or self.connection.total_changes > before
        except sqlite3.Error as error:
            raise self.unusable(error) from None
        except DBAPIError as error:
            raise self.unusable(cast("sqlite3.Error", error.orig)) from None
        except Damaged as found:
            raise self.damaged(found) from None
        except IllegalAct:
            roll_back(self.connection)
            self._refuse_impossible(writer.touched_lives)
            raise
        finally:
            roll_back(self.connection)
            writer.close()

    def _refuse_impossible(self, lives: Iterable[tuple[str, int]]) -> None:
        """Raise LogUnusable where one of those lives cannot have been as it stands: so no act could carry it on."""
        from storage.care.check import impossible  # every write that is fine needs nothing of it

        for noun, row in lives:
            if damage := impossible(self.connection, noun, row):
                raise self.damaged(damage)

    def take_back(self) -> str:
        """Take the newest change back; gives its title. Refused where there is none.

        Elsewhere, once, where that is another one than when this connection wrote last.
        """
        from storage.core import journal  # not for the first picture

        with self.writing() as writer:
            before, self.left = self.left, self.newest()
            if before is not None and self.left is not None and before != self.left:
                raise Elsewhere(self.left[1])
            return journal.undo(writer)

    def unusable(self, error: sqlite3.Error) -> LogUnusable:
        """What a failure of SQLite means for the person; raises it where it is a fault of ours."""
        found = self.cause(error)
        if found is None:
            raise error  # the values were checked before
        return found

    def cause(self, error: Exception) -> LogUnusable | None:
        """What is wrong with the log where that is what an error comes from; None where it is told as it is."""
        from storage.care.judging import cause  # nothing has failed at the first picture

        with suppress(sqlite3.ProgrammingError):  # it is closed already
            roll_back(self.connection)
        stands = self.stands()
        if not stands and may_have_moved(error):
            return LogUnusable(gone(self.path) if stands is None else replaced(self.path))
        return cause(error, self.path, self.connection)

    def damaged(self, found: Damaged) -> LogUnusable:
        """What was found altered in the log, for the person."""
        from storage.care.earlier import with_way_back  # nothing is damaged at the first picture

        return with_way_back(found, self.path)

    def newest(self) -> tuple[int, str] | None:
        """The number and title of the change that `undo` would take back; None where there is none."""
        sql = "SELECT id, title FROM change WHERE NOT undone ORDER BY id DESC LIMIT 1"
        return next(((int(number), str(title)) for number, title in fetch(self.connection, sql)), None)

    def undo(self) -> str:
        """Take the newest change back; gives its title. Refused where there is nothing to undo."""
        from storage.core import journal  # not for the first picture

        with self.writing() as writer:
            return journal.undo(writer)

    def redo(self) -> str:
        """Do the last undone change again; gives its title. Refused where there is nothing to redo."""
        from storage.core import journal  # not for the first picture

        with self.writing() as writer:
            return journal.redo(writer)


def _pair(alliance: Alliance, people: dict[str, Person], owner: str, own: bool, local: Callable[[], tzinfo]) -> Pair:
    principal, partner = people[alliance.principal], people[alliance.partner]
    me, other = (partner, principal) if owner == partner.uid else (principal, partner)
    former = tuple((until, zone_of(name, local)) for until, name in former_zones(alliance))
    return Pair(alliance, me, other, zone_of(alliance.timezone, local), own, former)


def _local_zone() -> tzinfo:
    from dateutil.tz import tzlocal  # not for the first picture

    return tzlocal()


def day_there(clock: Clock, zone: str | None) -> date:
    """The present day in a time zone, on this machine where it is not named."""
    return clock().astimezone(zone_of(zone, _local_zone)).date()


def start(
    path: Path,
    clock: Clock,
    me: tuple[str, str],
    other: tuple[str, str],
    kept: bool = False,
    /,
    **alliance: str | None,
) -> list[Path]:
    """Make a new log at `path` for `me` and `other`, each a name and a role, with the alliance's own values.

    `kept`: somebody else keeps it for me, so it speaks of me by name. Gives where whatever SQLite kept there of another
    log was put aside. Raises Refused where a log is there already, BadValue where a name or value is wrong.
    """
    refuse_same(me, other)
    aside: list[Path] = []
    with opening.creating(path, aside.append) as draft, Log(draft, clock) as log:
        with log.change("Started the log") as c:
            mine, theirs = (c.add("person", {"name": name, "role": role or None}) for name, role in (me, other))
            uids = {row: c.uid("person", row) for row in (mine, theirs)}
            c.add("alliance", {"principal": uids[mine], "partner": uids[theirs], **log.begun(alliance)})
            c.set("owner", uids[mine])
            if kept:
                c.set("kept", "yes")
        begin_here(log)
    return aside


def begin_here(log: Log) -> None:
    """Make this the beginning that undo goes back to: what came before would only leave an empty log."""
    with log.writing() as writer:
        entries = [entry for (entry,) in fetch(log.connection, "SELECT id FROM change")]
        writer.forget("changed_row", "change", entries)
        writer.forget("change", "id", entries)


def require_owner(log: Log) -> str:
    """The owner's uid; Refused where the log is empty."""
    owner = log.owner()
    if not owner:
        raise Refused("the log is empty; start it with: visavis init, or bring one in with: visavis import FILE")
    return owner
