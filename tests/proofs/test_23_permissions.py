"""23. Files are their owner's alone.

Done: under every umask that lets the owner write, everything that writes a file: a log, its journal, backups, exports,
documents, drafts, reports of faults.
Disproved by: one file or folder with which somebody else may do anything.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.conftest import Tell
from tests.db.test_opening import _others
from tests.sampling import counted

ALSO = (
    "tests/db/test_opening.py::test_everything_is_its_owners_alone",
    "tests/db/test_opening.py::test_files_that_hold_the_log_are_its_owners_whatever_the_umask",
    "tests/db/test_drafts.py::test_drafts_are_the_owners_alone_under_any_umask",
    "tests/db/test_drafts.py::test_a_folder_that_others_could_read_is_closed_to_them",
    "tests/ui/test_faults_file.py::test_reports_are_the_owners_alone_and_whole",
)

COMMANDS = (
    "init --me Jay,CIO --partner Dana,CMO --timezone Europe/London",
    "note add Portal --kind learning",
    "backup",
    "backup {0}/copies.visavis",
    "export {0}/out.jsonl",
    "agenda --format html -o {0}/agenda.html",
    "import {0}/out.jsonl",
    "undo",
)


@pytest.fixture(autouse=True)
def _umask_as_before() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@counted(sample=2, full=64)
def test_every_file_is_its_owners(tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int, tell: Tell) -> None:
    files = 0
    for mask in range(0, 64, 64 // count):  # one that keeps the owner out keeps everything from being written
        (here := tmp_path / f"{mask:03o}").mkdir(mode=0o700)
        for words in COMMANDS:
            os.umask(mask)
            Desk(here / "data" / "log.visavis", capsys).ok(*words.format(here).split())
        assert _others(here) == []
        files += len(list(here.rglob("*")))
    tell({"umasks": count, "files and folders": files, "open to others": 0})
