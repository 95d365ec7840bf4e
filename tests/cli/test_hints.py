"""What a message says to type runs as it stands there, but for the words in capitals that a person puts in."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.desk import Desk, prepare

BEGUN = """
init --me "Jay Moran, CIO" --partner "Dana Reyes, CMO" --timezone Europe/London --since 2026-01-05
commitment add "Consent feed" --due 2026-03-20
meeting add --on "2026-01-12 09:00"
"""
ENDED = ("alliance end A1 --on 2026-02-06", 'alliance add --partner "Tom Okafor, CMO"')
WORDS = {"ADDRESS": "person{}@example.com", "NAME": "Tom"}
"""What a person puts in for what stands in capitals."""

CASES = {
    "a meeting that nobody recorded": ((), "today"),
    "a mail without an address": ((), "agenda --format eml"),
    "an alliance that has not ended": (ENDED[1:], "commitment carry-over C1 --alliance Tom"),
    "one that ended already": (ENDED, "alliance end A1 --on 2026-02-07"),
    "a first day behind the last": (ENDED, "alliance edit A1 --since 2026-02-09"),
    "what the one before left": (ENDED, "today --alliance Tom"),
    "what goes on": (ENDED[1:], "alliance end A1 --on 2026-02-06"),
    "no meeting planned": ((), "agenda --format ics"),
}


@pytest.mark.parametrize(("before", "command"), CASES.values(), ids=CASES.keys())
def test_what_a_message_says_to_type_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: tuple[str, ...], command: str
) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    prepare(desk.path, BEGUN.strip().splitlines(), "2026-01-06")
    desk.lines("\n".join(before))
    said = desk.run(*shlex.split(command))
    hints = re.findall(r"visavis ([a-z-]+ [a-z-]+ .*?)(?:$|; |, or )", said.out + said.err, re.MULTILINE)
    assert hints, said
    for number, hint in enumerate(hints):
        typed = [WORDS.get(word, word).format(number) for word in shlex.split(hint)]
        assert desk.run(*typed).code == 0, hint
