"""The ballot in the app: from a paste into a live meeting, and from a file; nothing is recorded before ctrl+s."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.records.rows import Commitment
from storage.core.records import select
from storage.log import Log
from tests.ui.driving import NARROW, WIDE, Driven, driven
from tests.ui.logs import NOW
from tests.ui.test_live import content, held, log_at, notes
from tui.places.ballot.screen import Ballot

MAIL = """Hi Jay,

thanks for today. I'll send you the brief by Thursday.
Could you open the sandbox by 1 December? And can you look at the banner text?
I will talk to the agency about tracking. I'll send out the plan once it is there.

Best regards,
Dana
"""


def ballot_of(found: Driven) -> Ballot:
    """The ballot, which is in front."""
    screen = found.app.screen
    assert isinstance(screen, Ballot)
    return screen


def promises(path: Path) -> list[Any]:
    """The commitments of a log."""
    with Log(path, lambda: NOW) as log:
        return list(select(log.connection, Commitment, "commitment", ""))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_pasted_mail_opens_the_ballot_and_only_what_is_ticked_is_recorded(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with held(log_at(tmp_path), size) as (found, here):
        before = content(found.path)
        await here.paste(MAIL)
        ballot = ballot_of(found)
        assert "3 sure, 2 maybe, of 8 lines" in found.text
        assert 'Dana: "I\'ll send you the brief by Thursday."' in found.text
        assert "line 3, says: I'll" in found.text
        assert "and 2 more" in found.text
        assert "look at the banner" not in found.text
        assert "no date" in found.text
        await found.press("down", "space", "up", "n", "f", "r", "i", "enter")
        assert [vote.ticked for vote in ballot.votes.votes[:3]] == [True, False, True]
        assert "Fri 27 Nov" in found.text
        assert "line 5" in found.text  # the next one without a date
        await found.press("delete")
        assert content(found.path) == before
        await found.press("ctrl+s")
        assert "Recorded 1 line" in found.status
        (made,) = promises(found.path)
        assert (made.text, str(made.due)) == ("send the brief", "2026-11-27")
        assert made.source == {"quote": "I'll send you the brief by Thursday.", "line": 3, "on": "2026-11-21"}
        assert not notes(found.path)


async def test_the_ballot_is_edited_line_by_line_and_may_keep_the_text(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.paste("Actions:\n- Tom to check the licence count\n- Dana: send the list")
        ballot = ballot_of(found)
        await found.press("down", "enter", "space")  # unfolded: there is one maybe, which shows
        assert "whose?" in found.text
        await found.press("escape", "space")
        assert "Nobody has said whose promise that is" in found.status
        await found.press("o", "o", "space")
        assert ballot.votes.votes[1].typed == "< check the licence count"
        await found.press("end", "space", "ctrl+s")
        assert "Recorded 5 lines" in found.status  # two promises, three lines of notes
        assert notes(found.path).count("\n") == 2
        assert [item.handled_by for item in promises(found.path)] == [None, "Tom"]
        # Pasted again, what was taken is told and left out; whose Tom handles it for is known by now.
        await here.paste("Actions:\n- Tom to check the licence count\n- Dana: send the list")
        await found.press("ctrl+s")
        assert "Nothing new, 2 taken before" in found.status


async def test_what_is_asked_for_says_who_does_it_and_who_asks(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.paste(MAIL)
        await found.press("down", "down")
        rows = [" ".join(line.split()) for line in found.lines]
        assert any("[x] you asked by Dana: open the sandbox" in row for row in rows)
        while "sandbox" not in found.selected:
            await found.press("up")
        await found.press("o")
        assert "[x] Dana asked by you: open the sandbox" in " ".join(found.text.split())


async def test_where_nothing_is_sure_what_may_be_stands_open(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.paste("Dana will check the licence count.\nIt rained.\nJay will call the agency.")
        assert "0 sure, 2 maybe, of 3 lines" in found.text
        assert "and 2 more" not in found.text
        assert "check the licence count" in found.selected
        await found.press("escape")
        assert found.status == "The text is left out; paste it again to see it again"


@pytest.mark.parametrize(
    "text", ["one\ntwo", "> list by fri\nI'll send it\nby Friday", "It rained.\nWe had coffee.\nIt was good."]
)
async def test_what_is_short_has_a_mark_or_proposes_nothing_is_previewed_as_before(tmp_path: Path, text: str) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.paste(text)
        assert "to record" in found.text
        await found.press("escape")
        assert "left out" in found.status


async def test_a_file_is_read_for_a_meeting_and_undo_takes_it_back(tmp_path: Path) -> None:
    path = log_at(tmp_path)
    (tmp_path / "mail.txt").write_text(MAIL, encoding="utf-8")
    async with driven(path) as found:
        await found.press("2")
        await found.press("P")
        await found.type(str(tmp_path / "none.txt"))
        await found.press("enter")
        assert "there is no such file" in " ".join(found.text.split())
        await found.press(*["backspace"] * len("none.txt"))
        await found.type("mail.txt")
        await found.press("enter")
        ballot_of(found)
        assert "mail.txt" in found.text
        assert "keep the whole text" not in found.text
        await found.press("v")
        assert "brief" not in found.text
        await found.press("v", "ctrl+s")
        assert "Recorded 3 lines" in found.status
        assert len(promises(path)) == 3
        await found.press("3", "enter")
        assert "SAID" in found.text
        assert "(mail.txt, line" in found.text
        await found.press("v")
        assert "mail.txt" not in found.text
        await found.press("v", "escape", "u")
        assert promises(path) == []
