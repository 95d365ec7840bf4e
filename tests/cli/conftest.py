"""The worked example as a log, imported once and copied for every test."""

from __future__ import annotations

import gettext
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.cli.desk import Desk, make_first, prepare
from tests.properties import in_suite
from tests.ready import empty_logs_copied


@pytest.fixture(scope="session", autouse=True)
def _found_out_once() -> Iterator[None]:
    """What each command finds out anew is the same for all: how an empty log looks, that no words are translated."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gettext, "find", cache(gettext.find))
        if in_suite():
            empty_logs_copied(patch)
        yield


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


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log that was only just begun; to be copied only."""
    path = tmp_path_factory.mktemp("begun") / "log.visavis"
    prepare(path, ['init --me "Jay Moran, CIO" --partner "Dana Reyes, CMO" --timezone Europe/London'])
    return path


@pytest.fixture
def empty(begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A log of one's own that was only just begun, by Jay with Dana."""
    path = tmp_path / "log.visavis"
    shutil.copy(begun, path)
    return Desk(path, capsys)
