"""What keys change: done, done and accepted, undo, redo; what they refuse, and what the status line says."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from models.records.rows import ROWS, Commitment
from storage.core.records import select
from storage.log import Log
from storage.reads.lives import series_of
from tests.ui.driving import Driven, driven, on_records
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    TODAY,
    commitment,
    day,
    disagreement,
    drawn,
    event,
    feedback,
    people,
    promise,
    write,
)
from tests.ui.quiet import GIVEN_UP
from tui.app import VisavisApp
from tui.config import Config
from tui.page.acting import ADDED
from tui.page.menu import Menu
from tui.places.palette.commands import ADDED as ADDED_BY_FORM

MINE, THEIRS = "Consent feed into the CRM", "Persona list for the portal"


def acts(found: Driven, number: int = 1) -> list[tuple[str, str, str]]:
    """The life of a commitment as it stands in the file: act, whose, when."""
    with Log(found.path, lambda: NOW) as log:
        record = select(log.connection, Commitment, "commitment", "WHERE r.id = ?", (number,))[0]
        names = {JAY: "Jay", DANA: "Dana"}
        return [(item.act, names[item.by], str(item.on)) for item in series_of(log, "commitment", record.uid)]


def history(found: Driven, noun: str) -> list[str]:
    """The acts of the first record of a noun."""
    with Log(found.path, lambda: NOW) as log:
        record = select(log.connection, ROWS[noun], noun, "WHERE r.id = 1")[0]
        return [item.act for item in series_of(log, noun, record.uid)]


async def test_d_on_mine_reports(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(MINE, JAY, -4)]) as found:
        await found.press("d")
        assert acts(found)[1:] == [("report", "Jay", "2026-11-21")]
        assert found.status == f"{MINE}: said to be done. u takes it back"
        assert "LATE" not in found.text
        assert f"Dana        today   {MINE}" in found.text
        assert "accept?" in found.text


async def test_d_on_theirs_means_delivered_and_accepted(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4)]) as found:
        await found.press("d")
        assert acts(found)[1:] == [("report", "Dana", "2026-11-21"), ("satisfied", "Jay", "2026-11-21")]
        assert found.status == f"{THEIRS}: done and accepted. u takes it back"
        assert "LATE" not in found.text
        await found.press("u")
        assert len(acts(found)) == 1


async def test_what_is_settled_offers_no_done(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4)]) as found:
        await found.press("enter")
        assert "d done" in found.keys
        await found.press("d")
        assert "done and accepted" in found.text
        assert "d done" not in found.keys
        await found.press("d")
        assert "final" in found.status


async def test_shift_d_on_mine_records_the_acceptance_too(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(MINE, JAY, -4)]) as found:
        await found.press("D")
        assert [act for act, *_ in acts(found)] == ["promise", "report", "satisfied"]
        assert acts(found)[2][1] == "Dana"


async def test_d_accepts_what_waits_for_me(tmp_path: Path) -> None:
    life = [event("promise", DANA, day(-30), due=day(3)), event("report", DANA, day(-2))]
    async with on_records(tmp_path, [*people(), commitment(THEIRS, DANA, *life)]) as found:
        await found.press("d")
        assert acts(found)[2:] == [("satisfied", "Jay", "2026-11-21")]
        assert found.status == f"{THEIRS}: done and accepted. u takes it back"


async def test_what_waits_for_the_other_is_not_mine_to_accept(tmp_path: Path) -> None:
    life = [event("promise", JAY, day(-30), due=day(3)), event("report", JAY, day(-2))]
    async with on_records(tmp_path, [*people(), commitment(MINE, JAY, *life)]) as found:
        await found.press("d")
        assert len(acts(found)) == 2
        assert found.status == f"{MINE}: said to be done; the word is Dana's, and D records it"
        await found.press("D")
        assert acts(found)[2:] == [("satisfied", "Dana", "2026-11-21")]


@pytest.mark.parametrize(
    ("record", "word", "act"),
    [
        (
            commitment("Sandbox", DANA, event("offer", DANA, day(-4), due=day(9))),
            "accept",
            "accept",
        ),
        (
            commitment(
                "Sandbox",
                DANA,
                event("request", JAY, day(-9)),
                event("counter", DANA, day(-4), due=day(9), reason="busy"),
            ),
            "accept",
            "accept",
        ),
        (feedback("Board", DANA, event("give", DANA, day(-4)), worked="The opening"), "heard", "acknowledge"),
    ],
)
async def test_d_is_the_next_word(tmp_path: Path, record: dict[str, object], word: str, act: str) -> None:
    async with on_records(tmp_path, [*people(), record]) as found:
        if record["type"] == "feedback":
            await found.press("4")
        assert f"d {word}" in found.keys
        await found.press("d")
        assert history(found, str(record["type"]))[-1] == act
        assert found.status.endswith(". u takes it back")


@pytest.mark.parametrize(
    ("record", "word", "title"),
    [
        (commitment("Sandbox", JAY, event("request", DANA, day(-4))), "promise", "Sandbox: promise it"),
        (feedback("Board", DANA, event("request", JAY, day(-4))), "give", "Board: give the feedback"),
        (disagreement("Owner", -4), "settle", "Owner: settle it"),
    ],
)
async def test_d_asks_for_the_words_that_it_needs(
    tmp_path: Path, record: dict[str, object], word: str, title: str
) -> None:
    async with on_records(tmp_path, [*people(), record]) as found:
        before = found.path.read_bytes()
        assert f"d {word}" in found.keys
        await found.press("d")
        assert title in found.lines[3]
        await found.press("escape")
        assert found.path.read_bytes() == before
        assert f"d {word}" in found.keys


async def test_undo_and_redo_say_what_they_took(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("d")
        assert THEIRS not in "\n".join(found.lines[:-2])
        await found.press("u")
        assert found.status == f"Taken back: {THEIRS}: done and accepted. U does it again"
        assert f"Dana      12 days   {THEIRS}" in found.text
        await found.press("U")
        assert found.status == f"Done again: {THEIRS}: done and accepted. u takes it back"
        assert THEIRS not in "\n".join(found.lines[:-2])
        await found.press("U")
        assert found.status == "there is nothing to redo"


async def test_shift_u_in_terminals_that_say_so(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("d", "u", "shift+u")
        assert found.status.startswith("Done again")


async def test_undo_survives_a_restart(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), promise(THEIRS, DANA, -4)])
    async with driven(path) as found:
        await found.press("d")
    async with driven(path) as found:
        assert "LATE" not in found.text
        await found.press("u")
        assert "LATE  1" in found.text


async def test_the_next_row_takes_the_place_of_one_that_is_done(tmp_path: Path) -> None:
    records = [*people(), *(promise(f"Promise {number:02}", DANA, -number) for number in range(1, 60))]
    async with on_records(tmp_path, records) as found:
        await found.press("pagedown", "pagedown")
        row = found.lines.index(next(line for line in found.lines if "›" in line))
        after = found.list._outline.row(found.list._cursor + 1)
        await found.press("d")
        assert "›" in found.lines[row]
        assert after is not None
        assert found.list.selected == after


async def test_the_selected_record_stays_selected_where_it_moves(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(MINE, JAY, -4), promise(THEIRS, DANA, -3)]) as found:
        await found.press("d")
        assert found.selected == MINE
        await found.press("u")
        assert found.selected == MINE


async def test_an_opened_record_changes_with_what_is_done_to_it(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(MINE, JAY, -4)]) as found:
        await found.press("enter")
        assert "promised" in found.text
        await found.press("d")
        assert "said to be done" in found.text
        assert "21 Nov done" in found.text
        await found.press("u", "escape")
        assert found.selected == MINE


async def test_pressing_d_twice_does_it_once(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4), promise(MINE, JAY, -2)]) as found:
        await found.pilot.press("d", "d")
        await found.settle()
        assert [act for act, *_ in acts(found, 1)] == ["promise", "report", "satisfied"]
        assert len(acts(found, 2)) <= 2


async def test_read_only_refuses_quietly(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), promise(MINE, JAY, -4)])
    before = path.read_bytes()
    async with driven(path, as_of=TODAY - timedelta(1)) as found:
        assert "done" not in found.keys
        assert "undo" not in found.keys
        for key in ("d", "D", "u", "U"):
            found.place.say("")
            await found.press(key)
            assert found.status == "Read only, as of Fri 20 November; leave --as-of out to change anything"
        await found.press("enter")
        assert "LIFE" in found.text
    assert path.read_bytes() == before


async def test_a_fault_of_the_log_stands_in_the_status_line(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(MINE, JAY, -4)]) as found:
        with Log(found.path, lambda: NOW) as other:
            other.connection.execute("BEGIN IMMEDIATE")
            found.app.session.submit(lambda log: log.connection.execute("PRAGMA busy_timeout = 10")).result()
            await found.press("d")
            assert "another program is writing to" in found.status
            other.connection.execute("ROLLBACK")
        await found.press("d")
        assert "said to be done" in found.status


async def test_long_work_is_told(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(MINE, JAY, -4)]) as found:
        held = threading.Event()
        found.app.session.submit(lambda _log: held.wait(GIVEN_UP))
        await found.pilot.press("enter")
        await found.until(lambda: found.status == "Working on the log")
        held.set()
        await found.settle()
        assert found.status == ""
        assert "LIFE" in found.text


async def test_a_key_that_is_given_to_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[VisavisApp] = []
    really = VisavisApp._check_keys

    def look(app: VisavisApp) -> None:
        really(app)
        looked.append(app)

    monkeypatch.setattr(VisavisApp, "_check_keys", look)
    path = write(tmp_path / "log.visavis", drawn())
    async with driven(path, config=Config(keys={"undoo": "z"})) as found:
        await found.until(lambda: "undoo" in found.status)
    async with driven(path, config=Config(keys={"undo": "z"})) as found:
        await found.until(lambda: found.app in looked)
        assert found.status == ""
        await found.press("d", "z")
        assert found.status.startswith("Taken back: ")


async def test_what_is_added_has_one_number_in_every_place(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), (80, 24)) as found:
        menus, firsts = [], []
        for keys in (("1",), ("2",), ("slash", *"names", "enter")):
            await found.press(*keys, "a")
            assert isinstance(found.app.screen, Menu)
            menus.append([choice.key for choice in found.app.screen.choices])
            firsts.append(found.list.selected.key if found.list.selected else None)
            await found.press("escape")
        assert menus == [list(ADDED)] * 3
        assert set(ADDED_BY_FORM) == set(ADDED)
        assert firsts[:2] == ["commitment", "meeting"]  # what the place is for stands under the cursor


async def test_the_menu_of_a_promise_reads_the_same_whose_ever_it_is(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(THEIRS, DANA, -4), promise(MINE, JAY, -3)]) as found:
        for _ in range(2):
            await found.press("m")
            assert isinstance(found.app.screen, Menu)
            keys = [choice.key for choice in found.app.screen.choices]
            assert keys[:4] == ["act report", "act propose", "act revoke", "act cancel"]
            numbers = re.findall(r"(\d)  (?:done|new date|give it up|no longer needed)", found.text)
            assert numbers == ["1", "2", "3", "4"]
            await found.press("escape", "down")


async def test_what_is_asked_for_says_when_it_is_wanted(tmp_path: Path) -> None:
    asked = event("request", DANA, day(-4), wanted_by=day(20))
    async with on_records(tmp_path, [*people(), commitment("Sandbox", JAY, asked)]) as found:
        assert "answer by 11 Dec?" in next(line for line in found.lines if "Sandbox" in line)
        await found.press("3")
        assert "Sandbox" in found.selected
        assert "by 11 Dec?" in found.text
        await found.press("enter")
        assert "wanted by Fri 11 December, in 20 days" in found.text
        await found.press("d", *"fri", "ctrl+s")  # once it is promised, the promised day counts
        assert "wanted by" not in found.text
        assert "due Fri 27 November" in found.text


async def test_all_ways_to_settle_stand_there(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), disagreement("Owner", -4)], (80, 24)) as found:
        await found.press("d")
        ways = ("agreed", "compromise", "as you saw it", "as Dana saw it", "disagree and commit", "decided above")
        assert all(way in found.text for way in (*ways, "test agreed"))
        assert "none" not in found.text
        await found.press("right", "space", "d")
        assert found.form.values["kind"] == "agreed"
        await found.press("space")
        assert found.form.values["kind"] == "disagree-and-commit"


async def test_a_menu_stands_over_the_middle_of_the_page(tmp_path: Path) -> None:
    for width, left in ((200, 68), (134, 35), (80, 8), (50, 0)):
        folder = tmp_path / str(width)
        folder.mkdir()
        async with on_records(folder, drawn(), (width, 24)) as found:
            await found.press("m")
            assert found.app.screen.query_one("#dialog").region.x == left


@pytest.mark.parametrize(("from_", "both"), [(DANA, "both"), (JAY, "alone")])
async def test_the_form_of_what_is_done_stands_where_d_would(tmp_path: Path, from_: str, both: str) -> None:
    async with on_records(tmp_path, [*people(cadence=None), promise("Persona list", from_, 3)]) as found:
        await found.press("3", "m", "enter")
        assert found.form._fields["both"].typed == both
        await found.press("ctrl+s")
        (row,) = stored(found)
        assert row.state == ("satisfied" if both == "both" else "reported")


def stored(found: Driven) -> list[Commitment]:
    """The commitments of the log."""
    with Log(found.path, found.app.clock) as log:
        return select(log.connection, Commitment, "commitment")
