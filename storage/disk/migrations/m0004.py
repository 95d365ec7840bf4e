"""Version 4: more kinds of notes and decisions with what they hold, links to measures, a hash on the journal."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

SQL = """
CREATE TABLE note_new (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    "by" VARCHAR,
    about VARCHAR,
    whom VARCHAR,
    serves VARCHAR,
    "on" TEXT,
    confirmed_on TEXT,
    rank INTEGER,
    level VARCHAR,
    answered_on TEXT,
    supersedes VARCHAR,
    effects TEXT,
    set_by VARCHAR,
    covered_by VARCHAR,
    due_on TEXT,
    answer VARCHAR,
    sources VARCHAR,
    done_on TEXT,
    met_on TEXT,
    missed_on TEXT,
    came_of VARCHAR,
    CONSTRAINT kind_known CHECK ("kind" IS NULL OR "kind" IN (
        'personal', 'priority', 'success-measure', 'challenge', 'opportunity', 'domain', 'learning',
        'recognition', 'advocacy', 'introduction', 'suggestion', 'expectation', 'question', 'showing'
    )),
    CONSTRAINT level_known CHECK ("level" IS NULL OR "level" IN ('use', 'explain', 'design')),
    CONSTRAINT set_by_known CHECK ("set_by" IS NULL OR "set_by" IN ('chief-executive', 'team')),
    CONSTRAINT covered_by_known CHECK (
        "covered_by" IS NULL OR "covered_by" IN ('principal', 'partner', 'both', 'nobody')
    ),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY("by") REFERENCES person (uid),
    FOREIGN KEY(about) REFERENCES person (uid),
    FOREIGN KEY(supersedes) REFERENCES note_new (uid)
);

CREATE TABLE decision_new (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR NOT NULL,
    hash BLOB NOT NULL,
    private BOOLEAN,
    created_at TEXT,
    updated_at TEXT,
    removed_at TEXT,
    alliance VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    kind VARCHAR,
    decided_on TEXT,
    meeting VARCHAR,
    rationale VARCHAR,
    review_on TEXT,
    supersedes VARCHAR,
    bought_by VARCHAR,
    holds VARCHAR,
    contract_until TEXT,
    CONSTRAINT kind_known CHECK ("kind" IS NULL OR "kind" IN ('decision', 'guideline', 'data', 'tool')),
    UNIQUE (uid),
    FOREIGN KEY(alliance) REFERENCES alliance (uid),
    FOREIGN KEY(meeting) REFERENCES meeting (uid),
    FOREIGN KEY(supersedes) REFERENCES decision_new (uid)
);

ALTER TABLE criterion ADD COLUMN effects TEXT;

ALTER TABLE change ADD COLUMN hash BLOB;

ALTER TABLE changed_row ADD COLUMN hash BLOB;
"""

_REBUILT = ("note", "decision")
"""Tables whose list of kinds has grown: SQLite changes no CHECK, so what they hold moves into new ones."""


def fill(connection: sqlite3.Connection) -> None:
    """Move what the rebuilt tables hold, and give each entry of the journal its hash."""
    for table in _REBUILT:
        _move(connection, table)
    for table, columns in _SEALED.items():
        rows = connection.execute(f"SELECT id, {', '.join(map(_quoted, columns))} FROM {table}").fetchall()
        sealed = [(_seal(table, dict(zip(columns, stored, strict=True))), number) for number, *stored in rows]
        connection.executemany(f"UPDATE {table} SET hash = ? WHERE id = ?", sealed)


def _move(connection: sqlite3.Connection, table: str) -> None:
    """Put a table's rows, its indexes and the last number it gave into the new one, which takes its name."""
    known = connection.execute(f"PRAGMA table_info({table})").fetchall()
    columns = ", ".join(_quoted(name) for _, name, *_ in known)
    indexes = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
        (table,),
    ).fetchall()
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    # A row may replace a later one, so all are in before the links among them are held to lead somewhere.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute(f"INSERT INTO {table}_new ({columns}) SELECT {columns} FROM {table}")
    connection.execute(f"DROP TABLE {table}")
    connection.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    connection.execute("DELETE FROM sqlite_sequence WHERE name IN (?, ?)", (table, f"{table}_new"))
    if last is not None:
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, *last))
    for (sql,) in indexes:
        connection.execute(sql)


def _quoted(name: str) -> str:
    return f'"{name}"'


_SEALED = {
    "change": ("title", "at", "undone"),
    "changed_row": ("change", "place", "row", "last", "before", "hash_after", "replaced"),
}
"""What the hash of an entry of the journal is of, by its table, as version 4 has it."""


def _seal(table: str, values: dict[str, Any]) -> bytes:
    """The hash of an entry of the journal, as version 4 has it."""
    own = {name: value.hex() if isinstance(value, bytes) else value for name, value in values.items()}
    if table == "change":
        own["undone"] = bool(own["undone"])
    text = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
    return blake2b(f"{table}\n{text}".encode(), digest_size=16).digest()
