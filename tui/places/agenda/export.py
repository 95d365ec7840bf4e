"""Sending an agenda or a recap out: whose copy and which format, then the name of the file. The other's come first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Fault
from models.pages.question_bank import bank
from models.time.dates import short_date
from storage.documents.formats import render as rendered
from storage.reads.agenda import agenda_for, gathered, meeting_of
from tui.forms.export import FORMATS
from tui.page.menu import Group, Menu, MenuChoice
from tui.text.cells import visible

if TYPE_CHECKING:
    from models.records.pair import Pair
    from storage.log import Log
    from tui.page.shell import ListHost

_OPEN = "open"
_WITHOUT = ", without what is private"


class _Sent(NamedTuple):
    """What is sent out: an agenda or a recap, of which day (empty: none is known), and whether the other gets one."""

    pair: Pair
    meeting: int | None
    kind: str
    day: str
    title: str
    shared: bool


def export(place: ListHost, pair: Pair, meeting: int | None) -> None:
    """Ask how the agenda of a meeting is to be sent out, of the next one where none is given; of a held one its recap.

    It only reads the log, so it works in the past as well.
    """
    place.run_worker(_export(place, pair, meeting), group="asking", exclusive=True)


async def _export(place: ListHost, pair: Pair, meeting: int | None) -> None:
    try:
        sent = await place.visavis.on_log(lambda log: _sent(log, pair, meeting, place))
    except Fault as fault:
        place.say(str(fault))
        return
    other, me = (visible(pair.short(person.uid)).upper() for person in (pair.other, pair.me))
    groups = [
        Group(f"FOR {other}", _choices("partner") if sent.shared else ()),
        Group("FOR YOU" if pair.own else f"FOR {me}", _choices("me")),
        # Last, so that each format has the same number everywhere.
        Group("", [MenuChoice(_OPEN, "open it here")] if sent.kind == "agenda" and place.NAME != "agenda" else ()),
    ]
    place.app.push_screen(Menu(sent.title, groups), partial(_picked, place, sent))


def _choices(whom: str) -> list[MenuChoice]:
    return [MenuChoice(f"{whom} {form}", words) for form, words in FORMATS.items()]


def _sent(log: Log, pair: Pair, number: int | None, place: ListHost) -> _Sent:
    """What there is to send; Refused for a meeting that was missed or cancelled."""
    as_of = place.visavis.as_of or log.today(pair)
    meeting = meeting_of(log, pair, as_of, number) if number is not None else None
    held = meeting is not None and meeting.state == "held"
    kind, on = ("recap" if held else "agenda"), pair.day(meeting.starts_at) if meeting else None
    if not held:  # and not called off, which is refused here
        coming = gathered(log, pair, as_of, meeting, mine=True).coming
        on = coming.on if coming else None
    words = f" of {short_date(on, as_of)}" if on else f" with {visible(pair.short(pair.other.uid))}"
    shared = meeting is None or not meeting.private
    return _Sent(pair, number, kind, str(on or ""), kind.capitalize() + words, shared)


def _picked(place: ListHost, sent: _Sent, key: str | None) -> None:
    """Ask for the file."""
    from tui.forms.export import file_name, of_export  # not for the first picture
    from tui.page.form_screen import FormScreen

    if key is None:
        return
    if key == _OPEN:
        from tui.places.agenda.screen import AgendaScreen  # not for the first picture

        place.app.push_screen(AgendaScreen(sent.pair, sent.meeting, "meetings"), partial(_read_anew, place))
        return
    whom, _, form = key.partition(" ")
    mine, pair = whom == "me", sent.pair
    name = file_name(sent.kind, sent.day, pair.short(pair.other.uid), form, mine=mine)
    render = partial(_render, place=place, sent=sent, form=form, mine=mine)
    whose = "my own copy" if mine else f"{visible(pair.short(pair.other.uid))}'s copy"
    title = f"{sent.title}, {whose}, {FORMATS[form]}"
    asking = of_export(title, name, "" if mine else _WITHOUT, place.visavis.session.path, render)
    place.app.push_screen(FormScreen(asking, place.place_name), place.after)


def _read_anew(place: ListHost, _nothing: None) -> None:
    place.read_anew()


def _render(log: Log, place: ListHost, sent: _Sent, form: str, *, mine: bool) -> bytes:
    """The document as the log stands now. Runs on the log's thread."""
    pair = next((item for item in log.pairs() if item.uid == sent.pair.uid), sent.pair)
    as_of = place.visavis.as_of or log.today(pair)
    meeting = meeting_of(log, pair, as_of, sent.meeting) if sent.meeting is not None else None
    questions = bank(place.visavis.config.questions)
    return rendered(form, agenda_for(log, pair, as_of, meeting, mine=mine, bank=questions))
