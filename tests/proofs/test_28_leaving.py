"""28. You can leave: everything goes out into a file, and that comes in again.

Done: random logs with every field of every record filled, and the sample of ten years, are exported whole and brought
into an empty log; what that exports is compared.
Disproved by: one line that is another.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from storage.care import check
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import import_file
from storage.log import Log
from tests.conftest import Tell
from tests.db.test_shared_copy import clock, filled
from tests.pictures.taking import sample
from tests.sampling import counted

ALSO = ("tests/db/test_import_rules.py::test_export_and_import_into_an_empty_log_give_the_same_log",)


def leaves_and_returns(folder: Path, path: Path) -> int:
    """Export a log, bring that into an empty one and export it again; gives how many lines there were."""
    with Log(path, clock) as log:
        (folder / "out.jsonl").write_bytes(b"".join(jsonl(records(log))))
    import_file(folder / "again.visavis", folder / "out.jsonl", clock)
    with Log(folder / "again.visavis", clock) as log:
        assert check.problems(log.connection) == []
        again = b"".join(jsonl(records(log))).splitlines()
    lines = (folder / "out.jsonl").read_bytes().splitlines()
    assert again[1:] == lines[1:]
    return len(lines)


@counted(sample=2, full=200)
def test_random_logs(tmp_path: Path, count: int, tell: Tell) -> None:
    lines = 0
    for seed in range(count):
        (here := tmp_path / str(seed)).mkdir()
        import_file(here / "log.visavis", filled(Random(seed)).file(here / "in.jsonl"), clock)
        lines += leaves_and_returns(here, here / "log.visavis")
        shutil.rmtree(here)
    tell({"logs": count, "lines": lines, "lines that differ": 0})


@pytest.mark.slow
def test_ten_years_of_forty_alliances(tmp_path: Path, tell: Tell) -> None:
    lines = leaves_and_returns(tmp_path, sample(tmp_path / "log.visavis", years=10, alliances=40))
    tell({"logs": 1, "lines": lines})
