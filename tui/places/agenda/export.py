"""Handing an agenda or a recap over: of which meeting, and whether the other has a copy of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.errors import Fault
from models.pages.question_bank import bank
from models.time.dates import short_date
from storage.documents.entry import entry_of
from storage.reads.agenda import agenda_for, for_calendar, gathered, meant, meeting_of
from tui.handing.handed import Handed, Made
from tui.handing.offer import offer
from tui.text.cells import visible

if TYPE_CHECKING:
    from models.records.pair import Pair
    from storage.log import Log
    from tui.page.shell import ListHost, Shell, Teller

_HERE = {"agenda": "open it here", "recap": "read it here"}


def export(place: ListHost, pair: Pair, meeting: int | None) -> None:
    """Ask how the agenda of a meeting is to be handed over, of the next one where none is given; of a held one its
    recap.

    It only reads the log, so it works in the past as well.
    """
    elsewhere = place.NAME != "agenda"
    place.run_worker(_export(place, pair, meeting, place if elsewhere else None), group="asking", exclusive=True)


def export_previewed(page: Teller, pair: Pair, meeting: int | None) -> None:
    """The same over the preview."""
    page.run_worker(_export(page, pair, meeting, None), group="asking", exclusive=True)


async def _export(page: Teller, pair: Pair, meeting: int | None, opens: ListHost | None) -> None:
    """`opens`: the place over which the agenda itself, or both copies of a recap, can be opened, where one does not
    look at them already.
    """
    try:
        handed, kind = await page.visavis.on_log(partial(_handed, pair=pair, number=meeting, shell=page.visavis))
    except Fault as fault:
        page.say(str(fault))
        return
    if opens is not None and kind in _HERE:
        ways = page.visavis.ways
        shows = ways.agenda if kind == "agenda" else ways.copies
        handed = handed._replace(further=(_HERE[kind], partial(shows, opens, pair, meeting)))
    offer(page, handed)


def _handed(log: Log, pair: Pair, number: int | None, shell: Shell) -> tuple[Handed, str]:
    """What there is to hand over, agenda or recap; Refused for a meeting that was missed.

    Of one that was called off only a calendar is told.
    """
    as_of = shell.as_of or log.today(pair)
    meeting = meeting_of(log, pair, as_of, number) if number is not None else None
    state = (meeting.state if meeting else None) or "planned"
    kind, on = _KINDS.get(state, "agenda"), pair.day(meeting.starts_at) if meeting else None
    if kind == "agenda":  # a missed one is refused here
        coming = gathered(log, pair, as_of, meeting, mine=True).coming
        on = coming.on if coming else None
    words = f" of {short_date(on, as_of)}" if on else f" with {visible(pair.short(pair.other.uid))}"
    shared = meeting is None or not meeting.private
    handed = Handed(pair, kind.capitalize() + words, partial(_made, pair, number, shell), shared=shared)
    return handed._replace(forms=("ics",)) if state == "cancelled" else handed, kind


_KINDS = {"held": "recap", "cancelled": "calling-off"}


def _made(of: Pair, number: int | None, shell: Shell, log: Log, mine: bool, form: str) -> Made:
    """The document as the log stands now, and its entry for a calendar. Runs on the log's thread."""
    pair = next((item for item in log.pairs() if item.uid == of.uid), of)
    as_of = shell.as_of or log.today(pair)
    meeting = meeting_of(log, pair, as_of, number) if number is not None else None
    make = for_calendar if form == "ics" else agenda_for
    page = make(log, pair, as_of, meeting, mine=mine, bank=bank(shell.config.questions))
    planned = meant(log, pair, as_of, meeting, mine=mine) if form in ("eml", "ics") else None
    return Made(page, entry_of(log, planned) if planned else None)
