"""What a command loads: nothing that writes, draws or measures more than it has to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from models.records.nouns import LIVES, NOUNS
from tests.cli.desk import DAY, Desk, environment

HEAVY = {"sqlalchemy", "sqlmodel", "pydantic", "textual", "typst", "docx", "lxml", "icalendar"}

_LOADED = """
import sys
from tui.__main__ import main
code = main(sys.argv[1:])
sys.stdout.flush()
print(" ".join(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""

_LOADED_BY_EACH = """
import io, sys
from contextlib import redirect_stdout
from tui.__main__ import main
known = set()
for line in sys.stdin.read().split("\\n"):
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
        code = main([*sys.argv[1:], *line.split()])
    print(line, code, *{name.partition(".")[0] for name in sys.modules} - known, sep="\\t")
    known = {name.partition(".")[0] for name in sys.modules}
"""

READING = [
    "overdue",
    "overdue --json",
    "today",
    "today --json",
    "status",
    "remind",
    "agenda",
    "agenda --for partner --format html",
    "search portal",
    "propose {}.md",
    "history",
    "history C1",
    "check",
    "export out.jsonl --force",
    "backup {}",
    *(f"{noun} list" for noun in NOUNS),
    "commitment list --json --overdue",
    "commitment show C1",
    "disagreement show D1 --json",
    *(f"{noun} stats" for noun in (*LIVES, "meeting")),
    "--help",
    "commitment propose --help",
    "import --help",
    "--version",
    "",
]


def loaded(desk: Desk, *words: str, code: str = _LOADED) -> set[str]:
    """The packages that a command loads, in a process of its own."""
    found = subprocess.run(
        [sys.executable, "-c", code, "--log", str(desk.path), *words],
        capture_output=True,
        cwd=desk.path.parent,
        env=environment(desk.path.parent),
        timeout=300,
        check=False,
    )
    assert found.returncode in (0, 1), found.stderr.decode()[-2000:]
    return {name.partition(".")[0] for name in found.stderr.decode().splitlines()[-1].split()}


def test_a_reading_command_loads_nothing_heavy(desk: Desk) -> None:
    """One process runs them all: what one of them loads stays, and is told of the first."""
    lines = [words.format(desk.path.with_name("copy.visavis")) for words in READING]
    desk.path.with_name("copy.visavis.md").write_text("ACTION: Tom to send the list")
    said = subprocess.run(
        [sys.executable, "-c", _LOADED_BY_EACH, "--log", str(desk.path)],
        input="\n".join(lines),
        capture_output=True,
        cwd=desk.path.parent,
        env=environment(desk.path.parent),
        text=True,
        timeout=300,
        check=False,
    )
    found = [line.split("\t") for line in said.stdout.splitlines()]
    assert [words for words, *_ in found] == lines, said.stderr[-2000:]
    assert [words for words, code, *_ in found if code not in ("0", "1")] == []
    # rich draws tables, and where there is no terminal there are none
    assert [(words, name) for words, _, *new in found for name in new if name in HEAVY | {"rich"}] == []


def test_a_writing_command_loads_no_app(desk: Desk) -> None:
    found = loaded(desk, "topic", "add", "x")
    assert "sqlmodel" in found  # or else this test sees nothing
    assert "textual" not in found


def test_words_that_make_no_command_are_told_without_loading_what_writes(desk: Desk) -> None:
    code = _LOADED.replace("sys.exit(code)", "sys.exit(code != 2)")
    assert loaded(desk, "commitment", "add", code=code) & HEAVY == set()


def test_a_prompt_is_answered_at_once(desk: Desk) -> None:
    """`status` stands in prompts: its user time, bytecode compiled, stays far below what is felt."""
    desk.visavis("status", "--as-of", DAY)
    before = os.times()
    for _ in range(3):
        desk.visavis("status", "--as-of", DAY)
    after = os.times()
    assert (after.children_user - before.children_user) / 3 < 0.5


def test_every_module_of_a_command_is_there() -> None:
    from tui.cli.commands import COMMANDS

    folder = Path(__file__).parents[2] / "tui" / "cli"
    assert all((folder / f"{command.module}.py").is_file() for command in COMMANDS.values())
