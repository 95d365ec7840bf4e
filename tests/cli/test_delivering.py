"""Where a page goes: a pipe, a terminal, a file or a folder; on which paper, and what opens it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.disk.beside import backups_of
from storage.documents.formats import FORMATS, How
from tests.cli.desk import Desk
from tui import machine

NAME = "agenda-2026-02-17-tom-okafor"


@pytest.fixture
def here(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The worked example, in the folder that one is in, with a PDF that only tells its paper."""
    monkeypatch.setitem(FORMATS, "pdf", lambda _page, how: how.paper.encode())
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VISAVIS_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    return desk


def test_a_page_goes_where_it_is_asked_for(here: Desk) -> None:
    md = here.ok("agenda", "--for", "partner")
    for words, name in [
        (["-o", "out"], f"out/private-{NAME}.md"),
        (["-o", "out", "--for", "partner"], f"out/{NAME}.md"),
        (["-o", "out/", "--format", "ics"], f"out/{NAME}.ics"),
        (["-o", "a.html", "--format", "txt"], "a.html"),
        (["-o", "a.eml"], "a.eml"),
        (["-o", "A.EML"], "A.EML"),
        (["--meeting", "M1", "--for", "partner", "-o", "."], "recap-2026-01-06-tom-okafor.md"),
    ]:
        assert here.ok("agenda", *words).startswith(f"Wrote {name}"), words
        assert Path(name).is_file()
    here.ok("review", "--format", "eml", "-o", "out")
    assert Path("out/review-2026-01-01-2026-03-31-tom-okafor.eml").is_file()
    assert Path(f"out/{NAME}.md").read_text() == md
    assert "is there already" in here.refused("agenda", "-o", "out", "--for", "partner")
    assert here.ok("agenda", "-o", "out", "--for", "partner", "--force")


_ALL_FORMS = """
import hashlib, sys
from datetime import UTC, date, datetime
from pathlib import Path
from storage.documents.formats import FORMATS, How, render
from storage.log import Log
from storage.documents.entry import entry_of
from storage.reads.agenda import agenda_for, meant
with Log(Path(sys.argv[1]), lambda: datetime.now(UTC)) as log:
    pair, day = log.pairs()[0], date(2026, 2, 10)
    how = How(entry=entry_of(log, meant(log, pair, day, None, mine=True)))
    for mine in (True, False):
        page = agenda_for(log, pair, day, mine=mine)
        for form in FORMATS:
            print(form, mine, hashlib.sha256(render(form, page, how)).hexdigest())
"""


def test_elsewhere_and_later_the_bytes_are_the_same(desk: Desk) -> None:
    desk.lines("topic add 'כותרת, naïve ﬁnal'")
    words = [sys.executable, "-c", _ALL_FORMS, str(desk.path)]
    begun = [
        subprocess.Popen(words, env={**os.environ, **more}, stdout=subprocess.PIPE, text=True)
        for more in (
            {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1"},
        )
    ]
    told = [run.communicate()[0].splitlines() for run in begun]
    assert len(told[0]) == 2 * len(FORMATS)
    assert told[0] == told[1]


def test_into_a_pipe_it_goes_as_bytes_and_at_a_terminal_into_a_file(here: Desk) -> None:
    said = here.run("agenda", "--format", "eml")
    assert said.out.startswith("X-Unsent: 1\r\nSubject: Agenda, Tue 17 February 2026")
    assert "visavis: for Tom, without what is private\n" in said.err
    code, told = here.terminal("agenda", "--on", "2026-01-06", "--format", "ics")
    assert (code, told) == (0, b"Wrote recap-2026-01-06-tom-okafor.ics, for Tom, without what is private\r\n")
    assert Path("recap-2026-01-06-tom-okafor.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_what_no_page_is_written_to(here: Desk) -> None:
    backups_of(here.path).mkdir()
    for words, code, said in [
        (["-o", ""], 2, "--output names no file"),
        (["-o", "none/"], 3, "there is no folder none/"),
        (["-o", "none/a.md"], 3, "there is no folder none"),
        (["-o", ".pdf"], 2, ".pdf is only how a name ends; name a file, as in agenda.pdf, or a folder"),
        (["-o", "out/.DOCX", "--format", "md"], 2, ".DOCX is only how a name ends"),
        (["-o", "a\nb.pdf"], 3, "a␊b.pdf is no name for a file"),
        (["-o", "a\u202efdp.md"], 3, "is no name for a file"),
        (["-o", "a.zip"], 2, "a.zip ends in no known format; say which with --format (md, txt, html, "),
        (["-o", str(here.path), "--format", "ics", "--force"], 3, "is the log itself"),
        (["-o", str(backups_of(here.path))], 3, "keeps for itself"),
        (["--attach", "docx"], 2, "--attach is for a mail"),
        (["--paper", "a5"], 2, "expected a4, letter"),
    ]:
        assert said in here.refused("agenda", *words, code=code), words
    assert "ends in no known format" in here.refused("review", "-o", "a.ics", code=2)


PAPERS = [
    ([], "", {}, "a4"),
    ([], "", {"LANG": "en_US.UTF-8"}, "letter"),
    ([], 'paper = "a4"', {"LANG": "en_US.UTF-8"}, "a4"),
    (["--paper", "letter"], 'paper = "a4"', {}, "letter"),
    ([], "paper = 1", {"LC_PAPER": "es_MX", "LANG": "en_GB"}, "letter"),
]


def test_the_paper_is_that_of_the_words_the_config_or_the_country(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, config, locale, paper in PAPERS:
        Path("config.toml").write_text(config)
        with monkeypatch.context() as patched:
            for name, value in locale.items():
                patched.setenv(name, value)
            said = here.run("agenda", "--format", "pdf", *words)
        assert said.out == paper
        assert ("paper cannot be 1" in said.err) is (config == "paper = 1")
    assert How().paper == "a4"


def test_the_usual_paper_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for locale, paper in [
        ({}, "a4"),
        ({"LANG": "C.UTF-8"}, "a4"),
        ({"LANG": "de_DE.UTF-8"}, "a4"),
        ({"LANG": "en_CA"}, "letter"),
        ({"LANG": "en_US", "LC_PAPER": "de_DE"}, "a4"),
        ({"LANG": "en_GB", "LC_PAPER": "de_DE", "LC_ALL": "fil_PH.UTF-8"}, "letter"),
        ({"LC_ALL": "", "LC_PAPER": "", "LANG": "en_US.UTF-8@x"}, "letter"),
        ({"LANG": "en_USA"}, "a4"),
    ]:
        for name in ("LC_ALL", "LC_PAPER", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in locale.items():
            monkeypatch.setenv(name, value)
        assert machine.usual_paper() == paper, locale


@pytest.mark.parametrize(("system", "program"), [("linux", "xdg-open"), ("darwin", "open")])
def test_what_was_written_is_opened(here: Desk, monkeypatch: pytest.MonkeyPatch, system: str, program: str) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(os, "posix_spawnp", lambda _name, words, *_rest, **_more: begun.append(words))
    here.ok("agenda", "--open", "--for", "partner")  # what is to be opened is written, into a pipe or not
    here.ok("agenda", "--open", "-o", "out/; rm -rf $(x).html")
    assert begun == [[program, str(Path(name).absolute())] for name in (f"{NAME}.md", "out/; rm -rf $(x).html")]


def test_where_nothing_opens_it_the_path_is_told(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(here.path.parent))
    said = here.run("agenda", "--open", "-o", "a.txt")
    assert said.code == 0
    assert said.err == f"visavis: nothing here opens a file; it is {Path('a.txt').absolute()}\n"
