"""From a file to its ballot: which one is asked for in a form, read, and shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.acts.capture import mark_of
from models.acts.sentences import Became
from models.errors import Fault
from models.proposals.people import KnownNames
from models.proposals.proposing import propose
from models.records.rows import Meeting
from storage.outside.texts import given_of, name_of, read_text
from storage.reads.found import record_of
from storage.reads.handlers import handlers
from storage.reads.sitting import day_of, refuse_coming
from storage.writes.lives import Done
from tui.forms.asking import Asking, WrongField
from tui.forms.bringing_in import completed
from tui.forms.export import meant
from tui.page.form_screen import FormScreen
from tui.places.ballot.screen import Ballot, BallotText
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.proposals.text import GivenText
    from models.records.pair import Pair
    from storage.log import Log
    from tui.page.shell import Host

FEWEST = 3
"""Lines of a pasted text from which on it may be a mail or a talk, and not what somebody types."""

_NOTHING = "says nothing that reads as a promise, a request, a decision or a disagreement"


def ask_file(host: Host, pair: Pair, meeting: int) -> None:
    """Ask for the file of a meeting's notes or talk, and show its ballot."""
    found: list[BallotText] = []

    def save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str]) -> Done:
        try:
            path = str(meant(typed["file"]))
            given = read_text(path)
        except Fault as fault:
            raise WrongField("file", str(fault)) from None
        read = _read(log, pair, meeting, given)._replace(file=name_of(path))
        if not read.found.proposals:
            raise WrongField("file", _NOTHING)
        found.append(read)
        return Done("meeting", meeting, "", Became(""), log.today(pair), changed=False)

    questions = [
        Question(
            "file",
            "file",
            "line",
            required=True,
            hint="notes.md, a mail as .eml, a talk as .vtt or .docx",
            complete=completed,
        )
    ]
    asking = Asking("What does a text propose?", "read it", questions, save, saves="read it")
    show = partial(_shown, host, pair, found)
    host.app.push_screen(FormScreen(asking, host.place_name), show)


def _shown(host: Host, pair: Pair, found: list[BallotText], done: Done | None) -> None:
    if done is not None and found:
        host.app.push_screen(Ballot(pair, found[0], host.place_name), partial(_recorded, host))


async def _recorded(host: Host, says: str | None) -> None:
    """Say what was recorded, and show what is so now."""
    if says is not None:
        await host.visavis.changed()
        host.say(says, ". u takes it back")


def of_paste(log: Log, pair: Pair, *, meeting: int, text: str) -> BallotText | None:
    """The ballot of a text that was pasted into a meeting; None where it is short, has a mark or proposes nothing."""
    given = given_of(text)
    filled = [line for line in given.lines if line.strip()]
    if len(text.strip().splitlines()) < FEWEST or any(mark_of(line) is not None for line in filled):
        return None
    read = _read(log, pair, meeting, given)
    return read._replace(lines=tuple(text.splitlines())) if read.found.proposals else None


def _read(log: Log, pair: Pair, meeting: int, given: GivenText) -> BallotText:
    """What a text proposes that belongs to a meeting; runs on the log's thread."""
    record = record_of(log, "meeting", meeting, Meeting)
    refuse_coming(log, pair, record)
    day = day_of(log, pair, record.starts_at)
    return BallotText(meeting, propose(given, KnownNames.of(pair, handlers(log, pair)), day))
