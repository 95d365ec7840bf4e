"""The worked example as a log, imported once and copied for every test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.desk import Desk, make_first


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISAVIS_LOG", "VISAVIS_AS_OF", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example; to be read and copied only."""
    return make_first(tmp_path_factory.mktemp("first") / "log.visavis")


@pytest.fixture
def desk(first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A log of one's own with the worked example in it."""
    path = tmp_path / "log.visavis"
    shutil.copy(first, path)
    return Desk(path, capsys)


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A log that was only just begun, by Jay with Dana."""
    desk = Desk(tmp_path / "log.visavis", capsys)
    desk.ok("init", "--me", "Jay Moran, CIO", "--partner", "Dana Reyes, CMO", "--timezone", "Europe/London")
    return desk
