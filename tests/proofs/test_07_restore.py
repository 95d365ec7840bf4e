"""7. A restore gives the backup, and what was there before stays.

Done: logs are restored from backups of another state, beside the journals that killed writers leave, in rollback and
in write-ahead mode, empty, of another log, of a change to several databases; and restores are killed at every step.
Disproved by: a row that is not the backup's, a log that is neither old nor new, an old log or journal that is gone.
"""

from __future__ import annotations

ALSO = (
    "tests/db/test_replacing.py",
    "tests/db/test_backup.py",
)
"""Tests that are part of this proof."""
