"""Version 3: alliances that end and rhythms that were, dates moved away from, what people are called, what goes on."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from datetime import tzinfo

SQL = """
ALTER TABLE person ADD COLUMN called VARCHAR;

ALTER TABLE alliance ADD COLUMN rhythms TEXT;

ALTER TABLE alliance ADD COLUMN ended_on TEXT;

ALTER TABLE alliance ADD COLUMN ended_reason VARCHAR;

ALTER TABLE meeting ADD COLUMN moved_from TEXT;

ALTER TABLE topic ADD COLUMN continues VARCHAR REFERENCES topic (uid);

ALTER TABLE commitment ADD COLUMN continues VARCHAR REFERENCES commitment (uid);

ALTER TABLE disagreement ADD COLUMN continues VARCHAR REFERENCES disagreement (uid);

CREATE INDEX ix_topic_continues ON topic (continues) WHERE continues IS NOT NULL;

CREATE INDEX ix_commitment_continues ON commitment (continues) WHERE continues IS NOT NULL;

CREATE INDEX ix_disagreement_continues ON disagreement (continues) WHERE continues IS NOT NULL;
"""

_MOVED = (
    "SELECT DISTINCT m.id, a.timezone FROM meeting m JOIN alliance a ON a.uid = m.alliance "
    "JOIN changed_row r ON r.place = 'meeting' AND r.\"row\" = m.id "
    "WHERE r.last IS NULL AND json_extract(coalesce(r.replaced, r.before), '$.starts_at') <> m.starts_at"
)
"""Meetings that were, or by an undone change are to be, at another moment than they are."""

_ROWS = (
    "SELECT r.id, r.before, r.replaced, c.undone FROM changed_row r JOIN change c ON c.id = r.change "
    "WHERE r.place = 'meeting' AND r.last IS NULL AND r.\"row\" = ? ORDER BY r.id"
)


_COLUMNS = (
    *("uid", "alliance", "starts_at", "minutes", "place", "state", "reason", "notes", "private_notes", "help_asked"),
    *("rating", "calendar_uid", "calendar_sequence", "moved_from", "private", "created_at", "updated_at", "removed_at"),
)
"""The content of a meeting in version 3, in the order in which it is hashed and kept in the journal."""


def fill(connection: sqlite3.Connection) -> None:
    """Write from which days each meeting was moved away, which until now the journal alone knew.

    The journal is brought along, so that undo and redo find what they left.
    """
    for number, timezone in connection.execute(_MOVED).fetchall():
        _fill_meeting(connection, number, _zone(timezone))


def _zone(timezone: str | None) -> tzinfo | None:
    from zoneinfo import ZoneInfo  # here, because every command opens a log and few migrate one

    return ZoneInfo(timezone) if timezone else None


def _fill_meeting(connection: sqlite3.Connection, number: int, zone: tzinfo | None) -> None:
    """Give each state of a meeting, of which a change leads from one to the next, the days it was moved away from."""
    changes = connection.execute(_ROWS, (number,)).fetchall()
    now = _now(connection, number)
    done = sum(not undone for *_, undone in changes)
    befores = [json.loads(before) if before else None for _, before, _, _ in changes]
    last = json.loads(changes[-1][2]) if changes[-1][2] else now
    states = list(_with_days([*befores, last], zone))
    for (row, *_, undone), before, after in zip(changes, states, states[1:], strict=False):
        connection.execute(
            "UPDATE changed_row SET before = ?, hash_after = ?, replaced = ? WHERE id = ?",
            (_text(before), _hash(after) if after else None, _text(after) if undone else None, row),
        )
    if (state := states[done]) and "moved_from" in state:
        connection.execute(
            "UPDATE meeting SET moved_from = ?, hash = ? WHERE id = ?",
            (_text(state["moved_from"]), _hash(state), number),
        )


def _now(connection: sqlite3.Connection, number: int) -> dict[str, Any]:
    """Return what a meeting holds."""
    columns = [name for name in _COLUMNS if name != "moved_from"]
    (stored,) = connection.execute(f"SELECT {', '.join(columns)} FROM meeting WHERE id = ?", (number,)).fetchall()
    found = {name: value for name, value in zip(columns, stored, strict=True) if value is not None}
    as_read: dict[str, Callable[[Any], Any]] = {"help_asked": json.loads, "private": bool}
    return {name: as_read[name](value) if name in as_read else value for name, value in found.items()}


def _with_days(states: list[dict[str, Any] | None], zone: tzinfo | None) -> Iterator[dict[str, Any] | None]:
    days: list[str] = []
    last = ""
    for state in states:
        if state is None:
            yield None
            continue
        day = datetime.fromisoformat(state["starts_at"]).astimezone(zone).date().isoformat()
        days = [known for known in (*days, *([last] if last != day else [])) if known not in ("", day)]
        last = day
        found = {**state, "moved_from": [{"on": known} for known in days] or None}
        yield {name: found[name] for name in _COLUMNS if found.get(name) is not None}


def _hash(state: dict[str, Any]) -> bytes:
    """The content hash of a meeting, as version 3 has it."""
    own = _text({name: value for name, value in state.items() if name != "uid"})
    return blake2b(f"meeting\n{state['uid']}\n\n{own}".encode(), digest_size=16).digest()


def _text(values: Any) -> str | None:
    from models.records.values import content  # here, because every command opens a log and few migrate one

    return content(values) if values is not None else None
