"""What is the same in every test is found out once: how an empty log looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.disk import connection


def empty_logs_copied(patch: pytest.MonkeyPatch) -> None:
    """Make the first empty log by its migrations, as always, and copy it for all that are begun after it."""
    made: list[bytes] = []
    make_empty = connection._make_empty

    def copied(draft: Path) -> None:
        if made:
            draft.write_bytes(made[0])
        else:
            make_empty(draft)
            made.append(draft.read_bytes())

    patch.setattr(connection, "_make_empty", copied)
