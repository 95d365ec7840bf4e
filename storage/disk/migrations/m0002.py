"""Version 2: a topic holds the uid of the record that it was raised from, and links are followed back by an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

SQL = """
ALTER TABLE topic ADD COLUMN raised_from VARCHAR;

CREATE INDEX ix_topic_raised_from ON topic (raised_from) WHERE raised_from IS NOT NULL;

CREATE INDEX ix_topic_meeting ON topic (meeting) WHERE meeting IS NOT NULL;

CREATE INDEX ix_decision_meeting ON decision (meeting) WHERE meeting IS NOT NULL;

CREATE INDEX ix_decision_supersedes ON decision (supersedes) WHERE supersedes IS NOT NULL;

CREATE INDEX ix_commitment_meeting ON commitment (meeting) WHERE meeting IS NOT NULL;

CREATE INDEX ix_commitment_criterion ON commitment (criterion) WHERE criterion IS NOT NULL;

CREATE INDEX ix_commitment_disagreement ON commitment (disagreement) WHERE disagreement IS NOT NULL;

CREATE INDEX ix_feedback_meeting ON feedback (meeting) WHERE meeting IS NOT NULL;

CREATE INDEX ix_disagreement_customer ON disagreement (customer) WHERE customer IS NOT NULL;

CREATE INDEX ix_disagreement_meeting ON disagreement (meeting) WHERE meeting IS NOT NULL;

CREATE INDEX ix_note_supersedes ON note (supersedes) WHERE supersedes IS NOT NULL;

CREATE INDEX ix_customer_supersedes ON customer (supersedes) WHERE supersedes IS NOT NULL;

UPDATE topic SET raised_from = '' WHERE substr(uid, 15, 1) = '5';
"""

_RAISED = (
    "commitment",
    "feedback",
    "disagreement",
    "decision",
    "criterion",
    "note",
    "customer",
    "placement",
)


def fill(connection: sqlite3.Connection) -> None:
    """Write which record each topic was raised from. Where every topic was typed no record is looked through."""
    from models.records.raised import sources  # here, because every command opens a log and few migrate one

    topics = [uid for (uid,) in connection.execute("SELECT uid FROM topic WHERE raised_from = ''").fetchall()]
    if not topics:
        return
    records = [uid for noun in _RAISED for (uid,) in connection.execute(f"SELECT uid FROM {noun}").fetchall()]
    found = [(record, topic) for topic, record in sources(topics, records).items()]
    connection.executemany("UPDATE topic SET raised_from = ? WHERE uid = ?", found)
