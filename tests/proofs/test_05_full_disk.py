"""5. A full disk does not eat what is being typed.

Done: the folder beside the log takes nothing, once for a form that is typed into in the app, and for drafts alone with
each way in which a disk refuses; then a new process is asked for the draft.
Disproved by: a draft that is not offered again whole.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Tell
from tests.proofs.test_04_typing import _own_places
from tests.sampling import counted
from tests.ui.logs import people, write
from tests.ui.test_typing_survives import TEXT, on_a_full_disk

__all__ = ["_own_places"]

ALSO = (
    "tests/db/test_drafts.py::test_a_full_or_read_only_disk_does_not_eat_a_draft",
    "tests/db/test_drafts.py::test_twenty_full_disks_twenty_drafts",
    "tests/db/test_drafts.py::test_where_nothing_takes_it_that_is_told_in_one_line",
    "tests/ui/test_typing_survives.py::test_a_full_disk_does_not_eat_what_is_typed",
)


@counted(sample=None, full=20)
async def test_full_disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, tell: Tell) -> None:
    for number in range(count):
        folder = tmp_path / str(number)
        folder.mkdir()
        await on_a_full_disk(write(folder / "log.visavis", people()), f"{TEXT} {number}", monkeypatch)
    tell({"full disks": count, "recovered": count})
