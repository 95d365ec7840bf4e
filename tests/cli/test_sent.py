"""What is sent: a mail, an entry in a calendar and a calendar, read back by programs that are not ours."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from random import Random
from typing import Any

import pytest
from icalendar import Calendar

from models.errors import Refused
from models.pages.document import Document, Line, Named, Part, When
from models.pages.review_measured import measure
from models.pages.review_page import review_page
from models.records.pair import Pair
from models.visible import visible
from storage.documents import eml, ics
from storage.documents.calendar import log_calendar
from storage.documents.entry import CalendarEntry, entry_of
from storage.documents.formats import FORMATS, How, render
from storage.documents.rendering import html, plain
from storage.interchange.importing import import_file
from storage.log import Log
from storage.reads.agenda import agenda_for, for_calendar
from storage.reads.review import gather, window_of
from storage.reads.today import meetings
from tests.cli.desk import Desk
from tests.db.test_shared_copy import SENTINEL, clock, filled
from tests.ui.logs import DANA, JAY, NOW, PAIR, meeting, people, promise, topic, uid, write
from tests.ui.logs import day as day_of

PDF = b"%PDF a stand-in"
HOSTILE = 'Dana\r\nBcc: eve@evil.example, \u202e "x" <eve@evil.example> =?utf-8?q?Eve=0D=0ABcc:_y?= \x1b[2J \u00dc'


@pytest.fixture
def sent(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A log with mail addresses, and a PDF that is made at once."""
    monkeypatch.setitem(FORMATS, "pdf", lambda _page, _how: PDF)
    monkeypatch.chdir(tmp_path)
    two = people()
    two[1]["email"], two[2]["email"] = "jay@example.com", "dana@example.com"
    met = [{**meeting(day_of(-11), "held"), "minutes": 50}, {**meeting(day_of(3), "planned"), "minutes": 50}]
    records = [*two, *met, topic("Budget, line; \\n"), {**topic("Hidden"), "private": True}]
    return Desk(write(tmp_path / "log.visavis", records), capsys, str(NOW.date()))


def mail_of(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def text_of(part: object) -> str:
    """A text of a mail, whose lines end as they do in every mail."""
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n")


def parts_of(mail: EmailMessage) -> list[tuple[str, str | None]]:
    return [(part.get_content_type(), part.get_filename()) for part in mail.walk()]


def event_of(data: bytes) -> Any:
    [found] = Calendar.from_ical(data).walk("VEVENT")
    return found


def person(name: str, email: str = "") -> Named:
    return Named(name, name.split(maxsplit=1)[0], "CMO", "", email)


def page_of(**more: Any) -> Document:
    two = (person("Jay Moran", "jay@example.com"), person("Dana Reyes", "dana@example.com"))
    return Document(**{"kind": "agenda", "people": two, "parts": (), "as_of": date(2026, 11, 21), **more})


# The mail


def test_a_mail_is_a_draft_with_the_page_in_it_and_attached(sent: Desk) -> None:
    said = sent.run("agenda", "--format", "eml", "-o", "a.eml")
    assert said.out == "Wrote a.eml, for Dana, without what is private\n"
    data = Path("a.eml").read_bytes()
    assert sent.ok("agenda", "-o", "b.eml")
    assert Path("b.eml").read_bytes() == data
    assert b"\n" not in data.replace(b"\r\n", b"")
    mail = mail_of(data)
    heads = {"X-Unsent": "1", "Subject": "Agenda, Tue 24 November 2026, 14:00", "MIME-Version": "1.0"}
    heads |= {"From": "Jay Moran <jay@example.com>", "To": "Dana Reyes <dana@example.com>"}
    assert {name: text for name, text in mail.items() if name != "Content-Type"} == heads
    name = "agenda-2026-11-24-dana-reyes"
    assert parts_of(mail) == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("application/pdf", f"{name}.pdf"),
        ("text/calendar", f"{name}.ics"),
    ]
    _, _, text, page, paper, entry = mail.walk()
    for part, form in ((text, "txt"), (page, "html")):
        assert text_of(part) == sent.ok("agenda", "--for", "partner", "--format", form)
    assert paper.get_payload(decode=True) == PDF
    assert entry.get_param("method") == "PUBLISH"
    sent.ok("agenda", "-o", "a.ics")
    assert entry.get_payload(decode=True) == Path("a.ics").read_bytes()
    assert "Hidden" not in text_of(text)


def test_ones_own_mail_a_recap_and_a_review(sent: Desk) -> None:
    sent.ok("agenda", "--for", "me", "--format", "eml", "-o", ".")
    mine = mail_of(Path("private-agenda-2026-11-24-dana-reyes.eml").read_bytes())
    assert (mine["From"], mine["To"]) == ("Jay Moran <jay@example.com>", "Jay Moran <jay@example.com>")
    assert "private-agenda-2026-11-24-dana-reyes.pdf" in [name for _, name in parts_of(mine)]
    for words, subject, files in [
        (["agenda", "--meeting", "M1"], "Recap, Tue 10 November 2026, 14:00", ["application/pdf"]),
        (["agenda", "--attach", "none"], "Agenda, Tue 24 November 2026, 14:00", ["text/calendar"]),
        (["review"], "Review, Thu 1 October 2026 to Thu 31 December 2026", ["application/pdf"]),
        (["review", "--attach", "none"], "Review, Thu 1 October 2026 to Thu 31 December 2026", []),
    ]:
        sent.ok(*words, "--format", "eml", "-o", "x.eml", "--force")
        mail = mail_of(Path("x.eml").read_bytes())
        assert (mail["Subject"], mail["To"]) == (subject, "Dana Reyes <dana@example.com>")
        assert [kind for kind, name in parts_of(mail) if name] == files


NAMES = [
    HOSTILE,
    "Reyes, Dana",
    '"Dana" \\ Reyes',
    "=?utf-8?q?Eve?=",
    "田中, 花子",
    "Dana <eve@evil.example>",
    "Ünal; :Özge",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_one_header_and_one_address(name: str) -> None:
    """Whatever a name holds: nobody else gets the mail, and no header is added."""
    under = (f"{name}\n--=_visavis_0\n--=_visavis_1--",)
    page = page_of(
        people=(person("Jay", "jay@example.com"), person(name, "dana@example.com")),
        parts=(Part("Topics", (Line(name, under=under, who=name),)),),
    )
    mail = mail_of(render("eml", page, How(attach="none")))
    assert mail.keys() == ["X-Unsent", "Subject", "From", "To", "MIME-Version", "Content-Type"]
    [to] = mail["To"].addresses
    assert to.addr_spec == "dana@example.com"
    assert to.display_name.replace("= ?", "=?") == " ".join(visible(name).split())
    texts = [text_of(part) for part in mail.walk() if not part.is_multipart()]
    assert texts == [plain(page).decode(), html(page).decode()]


ADDRESSES = [
    "",
    " ",
    "dana",
    "dana@",
    "a@b.c, d@e.f",
    "a@b.c\nBcc: d@e.f",
    "Dana <a@b.c>",
    "d\u00e4@b.c",
    "a b@c.d",
    "a@" + "b" * 260,
]


def test_what_is_no_plain_address_is_left_out() -> None:
    for address in ADDRESSES:
        page = page_of(people=(person("Jay"), person("Dana", address)))
        assert "To" not in mail_of(render("eml", page, How(attach="none"))).keys(), address  # noqa: SIM118 (it lists the headers)
        assert [each.name for each in eml.without_address(page)] == ["Jay", "Dana"]


def test_a_mail_says_what_it_goes_without(desk: Desk) -> None:
    desk.ok("meeting", "cancel", "M4", "--reason", "ill", on="2026-02-10")
    said = desk.run("agenda", "--format", "eml", "-o", str(desk.path.with_name("a.eml")))
    assert (
        "visavis: no address of Tom Okafor is known, so the mail names none; add it with: "
        "visavis person edit H2 --email ADDRESS" in said.err
    )
    assert "visavis: no entry for a calendar goes with it, since no meeting is planned" in said.err


# The entry in a calendar


def test_an_entry_holds_the_meeting_and_the_agenda(sent: Desk) -> None:
    sent.ok("meeting", "edit", "M2", "--place", "coffee")
    said = sent.run("agenda", "--format", "ics", "-o", "a.ics")
    assert said.out == "Wrote a.ics, for Dana, without what is private\n"
    data = Path("a.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    whole, event = Calendar.from_ical(data), event_of(data)
    assert (whole["METHOD"], whole["VERSION"]) == ("PUBLISH", "2.0")
    told = {name: str(event[name]) for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "CLASS", "SEQUENCE")}
    assert told == {
        "UID": uid(f"m{day_of(3)}"),
        "SUMMARY": "One-on-one: Jay Moran and Dana Reyes",
        "LOCATION": "Coffee",
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
        "SEQUENCE": told["SEQUENCE"],
    }
    assert str(event["DESCRIPTION"]) == sent.ok("agenda", "--for", "partner", "--format", "txt")
    start = datetime(2026, 11, 24, 14, tzinfo=UTC)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (start, start + timedelta(minutes=50))
    assert event["DTSTAMP"].dt == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert {"ORGANIZER", "ATTENDEE", "RECURRENCE-ID"} & set(event) == set()
    assert Calendar.from_ical(data).walk("VALARM") == []
    sent.ok("agenda", "--format", "ics", "--for", "me", "-o", "me.ics")
    assert "Hidden" in str(event_of(Path("me.ics").read_bytes())["DESCRIPTION"])


def test_what_was_sent_comes_back_as_what_is_there(sent: Desk) -> None:
    for words in (["agenda", "--format", "ics", "-o", "a.ics"], ["export", "a.ics"]):
        sent.ok(*words, "--force")
        assert "1 there already" in sent.ok("import", "a.ics", "--series", uid(f"m{day_of(3)}"))


SERIES = "AB;c@x;RECURRENCE-ID=20261124T140000Z"
KEYS: list[tuple[dict[str, Any], str, datetime | None, int]] = [
    ({}, uid(f"m{day_of(3)}"), None, 0),
    ({"calendar_uid": "040000\\;x,@out\nlook", "calendar_sequence": 4}, "040000\\;x,@out\nlook", None, 4),
    ({"calendar_uid": SERIES, "calendar_sequence": 1}, "AB;c@x", datetime(2026, 11, 24, 14, tzinfo=UTC), 1),
    ({"calendar_uid": "x;RECURRENCE-ID=soon"}, "x;RECURRENCE-ID=soon", None, 0),
    ({"calendar_uid": "x;RECURRENCE-ID=20261399T000000Z"}, "x;RECURRENCE-ID=20261399T000000Z", None, 0),
]


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_an_entry_is_known_by_the_calendars_key(state: str, tmp_path: Path) -> None:
    for number, (more, key, occurrence, sequence) in enumerate(KEYS):
        planned = {**meeting(day_of(3), state), **more}
        path = write(tmp_path / f"{number}.visavis", [*people(), planned])
        with Log(path, lambda: NOW) as log:
            [pair] = log.pairs()
            [found] = meetings(log, pair, NOW.date())
            page = for_calendar(log, pair, NOW.date(), found, mine=False)
            event = event_of(render("ics", page, How(entry=entry_of(log, found))))
        assert (event.get("RECURRENCE-ID") and event["RECURRENCE-ID"].dt) == occurrence
        assert (str(event["UID"]), event["SEQUENCE"], event["STATUS"]) == (
            key.replace("\n", "␊"),
            sequence,
            "CANCELLED" if state == "cancelled" else "CONFIRMED",
        )
        assert str(event["SUMMARY"]).startswith("Cancelled: One-on-one") is (state == "cancelled")
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)  # nobody said how long it takes


def test_what_is_not_planned_has_no_entry(sent: Desk) -> None:
    sent.ok("meeting", "miss", "M2", "--reason", "travel", on="2026-11-24")
    assert "neither agenda nor recap" in sent.refused("agenda", "--meeting", "M2", "--format", "ics", on="2026-11-25")
    fault = sent.refused("agenda", "--format", "ics", on="2026-11-25")
    assert fault.startswith("Tuesday 8 December 2026 is a date of the rhythm and not planned yet; add it first: ")
    sent.ok(
        *fault.partition(": visavis ")[2].replace('"', "").split(maxsplit=3)[:3], "2026-12-08 14:00", on="2026-11-25"
    )
    sent.ok("agenda", "--format", "ics", on="2026-11-25")
    with pytest.raises(Refused, match="no meeting is planned; add it first: visavis meeting add"):
        render("ics", page_of(), How())


def test_a_text_too_long_for_a_calendar_ends_and_says_so() -> None:
    long = "\n".join(f"- line {number} \U0001f600" for number in range(2000))
    cut = ics.shortened(long)
    assert len(cut) <= ics.LONGEST
    assert cut.endswith(ics.CUT)
    assert long.startswith(cut.removesuffix(ics.CUT))
    assert ics.shortened(long[:8000]) == long[:8000]


def test_hostile_texts_come_back_from_a_calendar_equal() -> None:
    text = HOSTILE + "; , \\ \\n : BEGIN:VEVENT " + "\U0001f469\u200d\U0001f4bb" * 60
    page = page_of(parts=(Part("Topics", (Line(text, under=(text,)),)),), when=When(date(2026, 11, 24)))
    entry = CalendarEntry(text, None, 0, NOW, 30, text, False, NOW)
    event = event_of(render("ics", page, How(entry=entry)))
    assert str(event["DESCRIPTION"]) == plain(page).decode()
    assert (str(event["UID"]), str(event["LOCATION"])) == (visible(text), visible(text))


# The calendar of a log


def test_a_calendar_holds_what_is_planned_and_promised(sent: Desk) -> None:
    more = [
        promise("Budget, line", JAY, 5),
        promise("Late one", DANA, -4),
        {**promise("Hidden", DANA, 4), "private": True},
        {"type": "commitment", "uid": uid("u"), "alliance": PAIR, "from": JAY, "to": DANA, "text": "Some day",
         "events": [{"act": "promise", "by": JAY, "on": day_of(-3)}]},
        {**meeting(day_of(17), "planned"), "private": True},
        meeting(day_of(31), "cancelled"),
    ]  # fmt: skip
    write(sent.path, [people()[0], *more])
    said = sent.run("export", "out.ICS")
    assert said.out == "Wrote out.ICS, 1 meeting and 2 promises, without what is private\n"
    assert said.err == "visavis: 1 promise without a date is not in it\n"
    whole: Any = Calendar.from_ical(Path("out.ICS").read_bytes())
    assert (str(whole["X-WR-CALNAME"]), whole["REFRESH-INTERVAL"].dt) == (
        "Jay Moran and Dana Reyes",
        timedelta(hours=12),
    )
    assert whole["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert {part.name for part in whole.walk()} == {"VCALENDAR", "VEVENT"}
    events = {str(event["SUMMARY"]): event for event in whole.walk("VEVENT")}
    assert list(events) == ["One-on-one: Jay Moran and Dana Reyes", "Due: Jay, Budget, line", "Due: Dana, Late one"]
    due = events["Due: Jay, Budget, line"]
    assert (str(due["UID"]), due["TRANSP"], due["DTSTART"].dt) == (
        uid("cBudget, line"),
        "TRANSPARENT",
        date(2026, 11, 26),
    )
    assert sent.ok("export", "b.ics", "--format", "ics", "--scope", "shared").startswith("Wrote b.ics")
    assert Path("b.ics").read_bytes() == Path("out.ICS").read_bytes()
    sent.ok("export", "all.ics", "--format", "jsonl")
    assert json.loads(Path("all.ics").read_text().splitlines()[0])["type"] == "visavis"
    sent.refused("export", "out.ICS")


# Nothing private


@pytest.mark.parametrize("seed", range(4))
def test_nothing_private_is_sent(seed: int, tmp_path: Path) -> None:
    """Every private field of random logs holds a word that stands in no format of any page of the partner's."""
    maker = filled(Random(seed))
    import_file(tmp_path / "log.visavis", maker.file(tmp_path / "all.jsonl"), clock)
    with Log(tmp_path / "log.visavis", clock) as log:
        pair = next(pair for pair in log.pairs() if pair.uid == maker.ours)
        assert SENTINEL not in log_calendar(log, [pair]).data.decode()
        for page, how in partner_pages(log, pair):
            assert SENTINEL not in repr(page)  # PDF and DOCX are made of nothing else
            for form in ("md", "txt", "html", "ics") if how.entry else ("md", "txt", "html"):
                data = render(form, page, how).replace(b"\r\n ", b"")
                assert SENTINEL.encode() not in data
            for part in mail_of(render("eml", page, how)).walk():
                held = part.get_payload(decode=True)
                assert not isinstance(held, bytes) or SENTINEL.encode() not in held.replace(b"\r\n ", b"")


def partner_pages(log: Log, pair: Pair) -> list[tuple[Document, How]]:
    """Every page that the partner may get of a log, each with what a calendar is told."""
    as_of = log.today(pair)
    found = [(agenda_for(log, pair, as_of, mine=False), How(attach="none"))]
    for item in meetings(log, pair, as_of):
        if not item.private and item.state != "missed":
            how = How(attach="none", entry=entry_of(log, item))
            found.append((for_calendar(log, pair, as_of, item, mine=False), how))
    return [*found, (review_page(measure(gather(log, pair, as_of), window_of(as_of, None, None))), How(attach="none"))]
