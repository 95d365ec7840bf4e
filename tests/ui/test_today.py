"""Today as it is drawn: line by line in two columns and in one, and what it says when there is little to say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.events import AppFocus

from storage.disk.connection import creating
from storage.log import Log
from storage.sample.building import make
from tests.ui.driving import NARROW, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, TODAY, disagreement, drawn, event, feedback, meeting, people, promise, write

WIDE_PICTURE = """\
  visavis   Jay Moran, CIO · Dana Reyes, CMO                                                         Sat 21 November
  1 Today   2 Meetings   3 Commitments   4 Feedback   5 Disagreements   6 Alliance   7 Review

    NEXT   Tue 24 Nov   14:00 · coffee · 9 topics, 2 to decide     in 3 days    RHYTHM
                                                                                Met 11 of 12, last 11 days ago
  LATE  2                                                                       ● ● ● ○ ● ● ● ● ● ● ● ●
  › Dana      12 days   Persona list for the portal                             Out of the office 7 weeks ago
    you        4 days   Consent feed into the CRM
                                                                                KEPT  this quarter
  WAITING FOR A WORD  3                                                         you    8 of 11   ━━━━━━━━━━━━━━─────
    you        4 days   analytics sandbox                  answer by 11 Dec?    Dana   9 of 10   ━━━━━━━━━━━━━━━━━──
    Dana       6 days   the board presentation                      feedback
    Dana       2 days   SSO for the agency                           accept?    DISAGREEMENTS
                                                                                Half settle within 9 days (5 to 15)
  BEFORE YOU MEET  2                                                            2 open, the oldest 23 days
    you    Mon 23 Nov   Draft of the outside-software guideline
    Dana   Tue 24 Nov   Names for the exchange                                  NOT SPOKEN OF  11 meetings
                                                                                The customer, each other's success
  UNSETTLED  2
              23 days   Who owns the data model                         late
               5 days   Agency accounts past our standards








  enter open  d done  w walk the late  m more  x agenda  f filter  / search  ? keys"""

NARROW_TOP = """\
 visavis   Jay Moran, CIO · Dana Reyes, CMO                     Sat 21 November
 1 Today 2 Meetings 3 Commitments 4 Feedback 5 Disagreements 6 Alliance 7 Review

   NEXT   Tue 24 Nov   14:00 · coffee · 9 topics, 2 to decide       in 3 days

 LATE  2
 › Dana      12 days   Persona list for the portal
   you        4 days   Consent feed into the CRM

 WAITING FOR A WORD  3
   you        4 days   analytics sandbox                    answer by 11 Dec?
   Dana       6 days   the board presentation                        feedback
   Dana       2 days   SSO for the agency                             accept?

 BEFORE YOU MEET  2
   you    Mon 23 Nov   Draft of the outside-software guideline"""

NARROW_FOOT = """\

 Met 11 of 12 · kept: you 8 of 11, Dana 9 of 10 · half settle within 9 days


 enter open  d done  tab figures  w walk the late  ? keys"""


async def test_two_columns(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        assert found.text == WIDE_PICTURE


async def test_one_column(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), NARROW) as found:
        assert "\n".join(found.lines[:16]) == NARROW_TOP
        assert "\n".join(found.lines[-5:]) == NARROW_FOOT


async def test_the_page_is_134_columns_in_the_middle_of_a_wide_screen(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn(), (200, 40)) as found:
        assert max(map(len, found.lines)) == 165


async def test_all_fits_a_tall_narrow_screen_unfolded(tmp_path: Path) -> None:
    late = [promise(f"Promise {number}", DANA, -number) for number in range(1, 8)]
    async with on_records(tmp_path, [*people(), *late], (80, 40)) as found:
        assert all(f"Promise {number}" in found.text for number in range(1, 8))


async def test_a_section_folds_in_one_column_and_unfolds_on_enter(tmp_path: Path) -> None:
    late = [promise(f"Promise {number:02}", DANA, -number) for number in range(1, 20)]
    async with on_records(tmp_path, [*people(), *late], NARROW) as found:
        assert "LATE  19" in found.text
        assert "                       and 16 more" in found.lines
        assert "Promise 15" not in found.text
        await found.press("down", "down", "down", "enter")
        assert "and 16 more" not in found.text
        assert found.selected == "Promise 16"
        assert "Promise 15" in found.text


async def test_one_row_alone_is_not_folded_away(tmp_path: Path) -> None:
    late = [promise(f"Promise {number:02}", DANA, -number) for number in range(1, 5)]
    coming = [promise(f"Other {number:02}", JAY, number) for number in range(1, 30)]
    async with on_records(tmp_path, [*people(), *late, *coming], NARROW) as found:
        assert all(f"Promise {number:02}" in found.text for number in range(1, 5))
        assert "and 1 more" not in found.text


async def test_two_columns_show_every_row(tmp_path: Path) -> None:
    late = [promise(f"Promise {number:02}", DANA, -number) for number in range(1, 40)]
    async with on_records(tmp_path, [*people(), *late]) as found:
        assert not any(line.strip().startswith("and ") for line in found.lines)
        await found.press("end")
        assert found.selected == "Promise 01"
        assert "Promise 01" in found.text


async def test_an_empty_today_says_what_belongs_there(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(), NARROW) as found:
        assert "Promises, answers and disagreements between Dana and you stand here." in found.text
        assert "a adds the first one; ? shows all keys" in found.text
        await found.press("d", "down", "u")
        assert "nothing to undo" in found.status or "Taken back" in found.status


async def test_an_empty_log_says_how_to_start(tmp_path: Path) -> None:
    path = tmp_path / "log.visavis"
    with creating(path) as draft, Log(draft, lambda: NOW):
        pass
    async with driven(path) as found:
        assert "The log is empty; U brings back what was undone" in found.text
        assert found.lines[0].endswith("Sat 21 November")
        await found.press("d", "enter", "u")
        assert found.status == "there is nothing to undo"


async def test_the_rhythm_without_a_planned_meeting(tmp_path: Path) -> None:
    records = [*people(started_on="2026-09-01"), meeting("2026-10-13", "held")]
    async with on_records(tmp_path, records) as found:
        assert "NEXT   Tue 24 Nov   14:00 · by your rhythm" in found.text
        assert "Longer than the 14 days" in found.text


async def test_neither_a_meeting_nor_a_rhythm(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(cadence=None)) as found:
        assert "NEXT  No meeting is planned, and no rhythm is agreed" in found.text


async def test_few_disagreements_draw_no_curve(tmp_path: Path) -> None:
    records = [*people(), disagreement("One", -30, 3), disagreement("Two", -9)]
    async with on_records(tmp_path, records) as found:
        assert "1 of 2 settled" in found.text
        assert "1 open, the oldest 9 days" in found.text


async def test_a_long_first_name_widens_its_column(tmp_path: Path) -> None:
    records = [*people(dana="Wilhelmina Reyes"), promise("Persona list", DANA, -12), promise("Feed", JAY, -3)]
    async with on_records(tmp_path, records) as found:
        assert "  › Wilhelmina    12 days   Persona list" in found.text
        assert "    you            3 days   Feed" in found.text


async def test_who_shares_a_first_name_goes_by_role(tmp_path: Path) -> None:
    records = [*people(dana="Jay Reyes"), promise("Persona list", DANA, -12)]
    async with on_records(tmp_path, records) as found:
        assert "› CMO       12 days   Persona list" in found.text


async def test_the_day_decides_what_is_late(tmp_path: Path) -> None:
    records = [*people(), promise("Due today", DANA, 0), promise("Due tomorrow", JAY, 1)]
    async with on_records(tmp_path, records) as found:
        assert "LATE" not in found.text
        assert "Dana        today   Due today" in found.text
        assert "you      tomorrow   Due tomorrow" in found.text


async def test_as_of_shows_the_log_as_it_stood(tmp_path: Path) -> None:
    records = [
        *people(),
        promise("Persona list", DANA, -12),
        feedback("Board", JAY, event("request", DANA, "2026-11-20")),
    ]
    async with on_records(tmp_path, records, as_of=TODAY - timedelta(10)) as found:
        assert found.lines[0].endswith("READ ONLY  AS OF  Wed 11 November")
        assert "Dana       2 days   Persona list" in found.text
        assert "Board" not in found.text


async def test_a_demo_says_so(tmp_path: Path) -> None:
    path = tmp_path / "demo.visavis"
    make(path, lambda: NOW, today=TODAY)
    async with driven(path, demo=True) as found:
        assert found.lines[0].endswith("DEMO  Sat 21 November")
        assert all(label in found.text for label in ("LATE", "WAITING FOR A WORD", "RHYTHM", "KEPT", "DISAGREEMENTS"))


async def test_a_new_day_brings_a_new_today(tmp_path: Path) -> None:
    moments = [NOW]
    path = write(tmp_path / "log.visavis", [*people(), promise("Persona list", DANA, 0)])
    async with driven(path, clock=lambda: moments[0]) as found:
        assert "LATE" not in found.text
        await found.app._on_new_minute()
        moments[0] = NOW + timedelta(1)
        await found.app._on_new_minute()
        await found.settle()
        assert "› Dana        1 day   Persona list" in found.text
        assert found.lines[0].endswith("Sun 22 November")


async def test_coming_back_to_the_window_shows_what_changed_elsewhere(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), promise("Persona list", DANA, -3)])
    async with driven(path) as found:
        with Log(path, lambda: NOW) as log, log.change("Renamed") as change:
            change.edit("commitment", 1, {"text": "Persona list, final"})
        found.app.post_message(AppFocus())
        await found.pilot.pause()
        await found.settle()
        assert "Persona list, final" in found.text


async def test_of_several_alliances_the_one_that_meets_next_is_shown_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "log.visavis"
    make(path, lambda: NOW, today=TODAY, years=2, alliances=3)
    async with driven(path) as found:
        first = found.lines[0]
        await found.press("d")
        found.app.post_message(AppFocus())
        await found.pilot.pause()
        await found.settle()
        assert found.lines[0] == first
    async with driven(path, alliance="Dana") as found:
        assert "Dana Reyes" in found.lines[0]
