"""Every line that the commands' description shows as typed, each as a process, on a log in which it makes sense."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.desk import Desk, Said, prepare
from tests.sampling import covering, each

STAGE = """
init --me "Jay Moran, CIO" --partner "Dana Reyes, CMO" --timezone Europe/London
meeting add --on "2026-01-06 14:00"
meeting hold M1
meeting add --on "2026-02-03 14:00"
meeting hold M2
meeting add --on "2026-02-10 09:00"
commitment add "Persona list" --by partner --due 2026-02-06 --on 2026-01-06
commitment add "Second" --ask
commitment add "Third" --ask
commitment add "Agency logins" --ask --by me
commitment add "Direct access" --ask --by me
topic add one
topic add two
topic add three
topic add "Names for the exchange"
criterion add "Leads that arrive" --target 90
pulse open
disagreement add "Release dates" --on 2026-01-20
feedback add --about "Launch mail" --worked "the first line"
"""

PROPOSED = 'commitment propose C1 --due 2026-02-20 --reason "agency late" --by partner'
REPORTED = "commitment report C1"


class Typed(NamedTuple):
    """A line, what has to come before it, and what it prints."""

    line: str
    says: str
    before: str = ""


TYPED = [
    Typed(
        'commitment add "Persona list" --by partner --due "next friday" --why "portal launch" '
        '--done-means "12 personas, signed off"',
        "C6  Persona list: Dana promises, due Fri 20 February, in 10 days",
    ),
    Typed('commitment add "Analytics sandbox" --ask --by me', "C6  Analytics sandbox: Dana asks"),
    Typed(
        'commitment add "Analytics sandbox" --ask --by partner --due eom',
        "C6  Analytics sandbox: Jay asks, wanted by Sat 28 February, in 18 days",
    ),
    Typed(
        'commitment add "Analytics sandbox" --offer --due eom',
        "C6  Analytics sandbox: Jay offers it, due Sat 28 February, in 18 days",
    ),
    Typed(
        'commitment add "Analytics sandbox" --ask --promised --due eom',
        "C6  Analytics sandbox: Jay promises, due Sat 28 February, in 18 days",
    ),
    Typed(
        'commitment counter C4 --due eom --reason "two people out"',
        "C4  Agency logins: something else offered, due Sat 28 February, in 18 days",
    ),
    Typed(
        'commitment propose C1 --due "3 dec" --reason vendor',
        "C1  Persona list: Jay proposes Thu 3 December, in 296 days",
    ),
    Typed(
        'commitment propose C1 --due "3 dec" --reason vendor --agreed',
        "C1  Persona list: now due Thu 3 December, in 296 days",
    ),
    Typed("commitment agree C1", "C1  Persona list: now due Fri 20 February, in 10 days", PROPOSED),
    Typed(
        "commitment refuse C1",
        "C1  Persona list: date kept, due Fri 6 February, 4 days ago (that day is past)",
        PROPOSED,
    ),
    Typed(
        "commitment report C1 --on 2026-01-19",
        "C1  Persona list: said to be done on Mon 19 January, 22 days ago",
    ),
    Typed(
        "commitment report C1 --on 2026-01-19 --accepted",
        "C1  Persona list: done and accepted (on Mon 19 January, 22 days ago)",
    ),
    Typed("commitment satisfied C1", "C1  Persona list: done and accepted", REPORTED),
    Typed(
        'commitment unsatisfied C1 --missing "segments"',
        "C1  Persona list: sent back, due Fri 6 February, 4 days ago (that day is past)",
        REPORTED,
    ),
    Typed(
        'commitment decline C5 --reason "no licence" --alternative "shared workspace until March"',
        "C5  Direct access: Jay declines",
    ),
    Typed(
        'meeting add --on "2026-03-03 14:00" --place coffee',
        "M4  Meeting of Tue 3 Mar, 14:00: added (Tue 3 March, in 21 days)",
    ),
    Typed("meeting hold M3", "M3  Meeting of Tue 10 Feb, 09:00: held"),
    Typed("meeting miss M3 --reason travel", "M3  Meeting of Tue 10 Feb, 09:00: did not happen (travel)"),
    Typed("meeting miss M3 --reason 'travel\n'", "M3  Meeting of Tue 10 Feb, 09:00: did not happen (travel)"),
    Typed('meeting cancel M3 --reason "both away"', "M3  Meeting of Tue 10 Feb, 09:00: cancelled (both away)"),
    Typed('topic add "Sandbox"', "T5  Sandbox: added"),
    Typed('topic add "Sandbox" --meeting M3 --private', "T5  Sandbox: added"),
    Typed("topic discuss T4", "T4  Names for the exchange: spoken of"),
    Typed("topic carry T4", "T4  Names for the exchange: carried to the next meeting"),
    Typed("topic drop T4", "T4  Names for the exchange: dropped"),
    Typed(
        'criterion check-in K1 --value 41 --how "portal analytics"',
        "K1  Leads that arrive: checked in (41)",
    ),
    Typed(
        "pulse open",
        "P2  Pulse opened with 10 statements: alignment, in-the-loop, requirements, collaborate, data, outside, "
        "standards, my-team, your-team, reward",
    ),
    Typed("pulse answer P1 data --score 4 --guess 2", "P1  Pulse of Tue 10 Feb 2026: data answered by Jay"),
    Typed("pulse show P1", "P1  Pulse of Tue 10 Feb 2026"),
    Typed(
        'disagreement add "Who owns the data model" --kind process --mine "IT" --theirs "Marketing"',
        "D2  Who owns the data model: raised by Jay",
    ),
    Typed(
        'disagreement resolve D1 --kind disagree-and-commit --decision "Marketing owns it" --dissent "quality risk"',
        "D1  Release dates: settled, disagree and commit: Marketing owns it",
    ),
    Typed(
        'feedback add --from me --about "Board deck" --worked "the opening" --rework "the close"',
        "F2  Board deck: feedback given by Jay",
    ),
    Typed('feedback request --about "Board deck"', "F2  Board deck: Jay asks for feedback"),
    Typed("feedback acknowledge F1", "F1  Launch mail: heard by Dana"),
    Typed("feedback will-act F1", "F1  Launch mail: Dana will act on it"),
    Typed('feedback wont-act F1 --reason "no time"', "F1  Launch mail: Dana will not act on it"),
    Typed('note add "Brand lift" --kind learning', "N1  Brand lift: added"),
    Typed(
        'decision add "Agency accounts go through SSO" --kind guideline', "G1  Agency accounts go through SSO: added"
    ),
    Typed('commitment edit C1 --text "Persona list, final"', "C1  Persona list, final: wording changed"),
    Typed("commitment remove C1", "C1  Persona list: removed; undo brings it back"),
    Typed("commitment purge C1", "C1: purged, for good"),
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log that every line finds."""
    path = tmp_path_factory.mktemp("stage") / "log.visavis"
    prepare(path, STAGE.strip().splitlines())
    return path


@pytest.fixture(scope="module")
def said(stage: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """What every line said, each a process on a log of its own."""
    folder = tmp_path_factory.mktemp("typed")

    def typed(number: int) -> Said:
        path = folder / f"{number}.visavis"
        shutil.copy(stage, path)
        prepare(path, [TYPED[number].before] if TYPED[number].before else [])
        return Desk(path, None).process(*shlex.split(TYPED[number].line))

    return {item.line: typed(number) for number, item in enumerate(TYPED)}


@pytest.mark.parametrize("item", TYPED, ids=lambda item: item.line)
def test_as_typed(item: Typed, said: dict[str, Said]) -> None:
    told = said[item.line]
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == item.says
    if not item.line.startswith("pulse show"):
        assert told.out == item.says + "\n"


@pytest.mark.parametrize("item", [item for item in TYPED if item.line != "pulse show P1"], ids=lambda item: item.line)
def test_nothing_of_it_is_written_in_the_past(item: Typed, stage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = Desk(stage, capsys).refused(*shlex.split(item.line), "--as-of", "2026-02-01", code=2)
    assert found == "nothing can be changed in the past; leave --as-of (or VISAVIS_AS_OF) out"


UNDONE = [item for item in TYPED if not item.line.startswith(("pulse show", "commitment purge"))]


def kinds_of(item: Typed) -> list[object]:
    """What a line is an example of: its noun, and whether something has to come before it."""
    return [item.line.split()[0], bool(item.before)]


@pytest.mark.parametrize("item", each(UNDONE, covering(UNDONE, kinds_of)))
def test_every_one_can_be_taken_back(
    item: Typed, stage: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.visavis"
    shutil.copy(stage, path)
    prepare(path, [item.before] if item.before else [])
    desk = Desk(path, capsys)
    before = desk.exported()
    desk.ok(*shlex.split(item.line))
    after = desk.exported()
    assert after != before
    desk.ok("undo")
    assert desk.exported() == before
    desk.ok("redo")
    assert desk.exported() == after
    assert desk.json("check")["ok"]


def test_the_entry_point_is_installed() -> None:
    entry = Path(sys.executable).with_name("visavis")
    assert subprocess.run([entry, "--version"], capture_output=True, check=True).stdout.startswith(b"visavis ")
