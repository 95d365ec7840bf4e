"""Tables of commitments in the shapes that people keep who never saw this product: invented, one a kind of habit.

Each is what was saved, and what the second try says where the first one is refused. They were written before the words
of the heads were chosen.
"""

from __future__ import annotations

from typing import NamedTuple


class Kept(NamedTuple):
    """A table as a file, what the second try says beside it, and how many commitments it holds."""

    data: bytes
    second: tuple[str, ...]
    holds: int


def _text(text: str) -> bytes:
    return text.lstrip("\n").encode()


def _excel(text: str) -> bytes:
    """As Excel saves "CSV (comma delimited)" on a German Windows: its code page, CR LF."""
    return text.lstrip("\n").replace("\n", "\r\n").encode("cp1252")


# A project office's action log: a title and a blank line above the head, numbers of its own, groups, a total.
OFFICE = _text("""
Portal programme - Action log,,,,,,
,,,,,,
No.,Action Item,Owner,Date raised,Due date,Status,Comments
Data,,,,,,
1,"Persona list, final",Dana Reyes,12 Jan 2026,20 Feb 2026,In progress,"Needs ""segments"" from the agency"
2,Consent wording signed off,CMO,12-Jan-26,27-Feb-26,Not started,
,,,,,,
Platform,,,,,,
3,Analytics sandbox,CIO,19 Jan 2026,13 Feb 2026,Complete,
4,SSO for agency accounts,Jay,19 Jan 2026,,On hold,Vendor has no date yet
,Total: 4 actions,,,,,
""")

# A CMO's own list, Excel in a German locale: semicolons, the code page of Windows, the day first.
GERMAN = _excel("""
Aufgabe;Verantwortlich;Fällig am;Status;Bemerkung
Kampagnenbudget freigeben;Dana;27.02.2026;offen;für das Frühjahr
Schnittstelle zum Shop;IT;06.03.2026;in Arbeit;
Zielgruppenanalyse;Dana;02.02.2026;erledigt;"lag bei ""Nord"" & Co;
zweite Runde"
""")

# An export of a task tool: many columns, moments, mail addresses, a column for the day it was completed.
TOOL = _text("""
Task ID,Created At,Completed At,Modified,Name,Section,Assignee,Assignee Email,Start,Due Date,Tags,Notes
1209001,2026-01-05,2026-01-30,2026-01-30,Attribution report,Done,Dana Reyes,dana@example.com,,2026-01-30,,
1209002,2026-01-06,,2026-02-01,Tag clean-up,Doing,Jay Moran,jay@example.com,2026-01-10,2026-02-20,web,"Old tags first,
then the consent banner"
1209003,2026-01-07,,2026-01-07,Newsletter templates,Backlog,Dana Reyes,dana@example.com,,,,
""")

# Typed up after a workshop: who is a team, the date a word here and there, everything in capitals.
WORKSHOP = _text("""
WHAT,WHO,BY WHEN
Move the CRM fields,IT,2026-03-06
Rename the segments,Marketing,2026-03-13
One page on data ownership,IT,Easter
""")

# American numbers with a short year, a percentage for progress, a mark of its own beside it.
PERCENT = _text("""
Deliverable,Responsible,Target,Progress,RAG
Landing page,Reyes,3/2/26,40%,Amber
Cost model,Moran,1/12/26,100%,Green
Lead scoring,Reyes,2/27/26,0%,Green
""")

# Out of a tracker of requests: who asked stands in a column, the words are those of issues; tabs.
TRACKER = _text("""
Title\tRequested by\tOwner\tStatus\tCreated\tDeadline
Dashboard for the board\tDana Reyes\tJay Moran\tNew\t2026-02-02\t2026-03-02
Sample data\tDana Reyes\tJay Moran\tDelivered\t2026-01-12\t2026-01-30
Access to the survey tool\tJay Moran\tDana Reyes\tRejected\t2026-01-12\t
""")

# Two people's shared sheet: no owner column at all, check boxes, lines broken within a cell.
SHEET = _text("""
Promise,Done?,Due
"Second data feed
(daily)",FALSE,2026-02-27
Naming rules,TRUE,2026-01-16
""")

# A steering committee's list: two notes columns, a status in two words of its own, a row that nobody owns.
STEERING = _text("""
sep=;
Topic;Action;Assigned to;Deadline;Progress;Notes;Comments
Data;Catalogue of events;Jay Moran;2026-03-20;Parked;waits for legal;see minutes
Brand;Tone of voice guide;Dana Reyes;2026-03-27;In Progress;;
Brand;Photo archive;;2026-04-01;To Do;;
""")

TABLES: dict[str, Kept] = {
    "a project office's action log": Kept(OFFICE, (), 4),
    "a list from Excel in a German locale": Kept(
        GERMAN, ("--encoding", "cp1252", "--map", "IT=me", "--order", "dmy"), 3
    ),
    "an export of a task tool": Kept(TOOL, (), 3),
    "typed up after a workshop": Kept(
        WORKSHOP, ("--map", "IT=me", "--map", "Marketing=partner", "--map", "Easter=2026-04-05"), 3
    ),
    "percentages and short years": Kept(PERCENT, ("--order", "mdy", "--map", "Reyes=partner", "--map", "Moran=me"), 3),
    "a tracker of requests": Kept(TRACKER, (), 3),
    "a shared sheet without owners": Kept(SHEET, ("--by", "partner"), 2),
    "a steering committee's list": Kept(STEERING, ("--map", "Parked=open", "--by", "me"), 3),
}
"""Each by its habit."""
