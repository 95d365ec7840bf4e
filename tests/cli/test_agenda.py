"""The agenda: its order and limits, what is carried, the recap; and a partner's copy with nothing private in it."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.pages.question_bank import QUESTIONS, openers
from models.records.choices import NOTE_KINDS
from models.records.nouns import NOUNS
from models.records.pair import Pair
from storage.documents.formats import render
from storage.documents.rendering import plain
from storage.interchange import exporting
from storage.interchange.header import VERSION
from storage.interchange.importing import import_file
from storage.log import Log
from storage.reads.agenda import agenda_for
from storage.sample.building import make
from tests.cli.desk import Desk, clock_of, prepare
from tests.properties import examples
from tests.ui.logs import DANA, PAIR, meeting, people, promise, topic, uid, write
from tests.ui.logs import day as day_of_log

TEXTS = ("md", "txt", "html")
"""The formats that a person reads as text."""

SECTIONS = [
    "Last time", "The question", "To decide", "Topics", "Late", "Due before we meet", "Waiting for a word", "Unsettled",
    "Feedback", "For Jay alone",
]  # fmt: skip


def sections(page: str) -> dict[str, list[str]]:
    """The lines of each section of a Markdown page."""
    found: dict[str, list[str]] = {}
    for line in page.splitlines():
        if line.startswith("## "):
            found[line.removeprefix("## ").partition(" (")[0]] = []
        elif line.strip() and found:
            list(found.values())[-1].append(line)
    return found


@pytest.fixture(scope="module")
def fullest(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with something in every section, and more than seven lines in several; to be copied only."""
    empty = Desk(tmp_path_factory.mktemp("full") / "log.visavis", None)
    shutil.copy(begun, empty.path)
    empty.lines(
        """
        alliance edit A1 --cadence "every other tuesday 14:00" --started-on 2026-01-06
        meeting add --on "2026-01-20 14:00"
        meeting add --on "2026-02-03 14:00"
        """
    )
    empty.lines("meeting hold M1 --heard 'answers within a day'", on="2026-01-20")
    heard = "--heard 'the numbers before the board' --private-notes 'Tired\nAsk later'"
    prepare(empty.path, [f"meeting hold M2 {heard}"], "2026-02-03")
    for number in range(1, 4):
        empty.lines(f"decision add 'Decided {number}' --meeting M2 --on 2026-02-03")
    empty.lines("commitment add 'Promised there' --by partner --due 2026-02-06 --meeting M2 --on 2026-02-03")
    for number in range(1, 10):
        empty.lines(f"topic add 'Topic {number}' --minutes {number}")
        empty.lines(f"commitment add 'Late {number}' --due 2026-01-{10 + number} --on 2026-01-02")
        empty.lines(f"commitment add 'Soon {number}' --due 2026-02-{10 + number}")
        empty.lines(f"commitment add 'Asked {number}' --ask --on 2026-01-{20 + number}")
        empty.lines(f"disagreement add 'Open {number}' --on 2026-01-{20 + number}")
        empty.lines(f"feedback request --about 'Talk {number}' --on 2026-01-{20 + number}")
        empty.lines(f"note add 'Personal {number}' --kind personal")
    empty.lines("topic add 'Whose budget' --wants decide --meeting M1\ntopic add 'Last' --position 1")
    return empty.path


@pytest.fixture
def full(fullest: Path, empty: Desk) -> Desk:
    """A log of one's own with something in every section."""
    shutil.copy(fullest, empty.path)
    return empty


def test_its_order_and_its_limits(full: Desk) -> None:
    found = sections(full.ok("agenda"))
    assert list(found) == SECTIONS
    assert found["Last time"] == [
        "- Decided 1 — decided",
        "- Decided 2 — decided",
        "- Decided 3 — decided",
    ]
    assert found["The question"] == [
        "- How can I help you succeed?",
        "  - Dana, last time: the numbers before the board",
    ]
    assert found["To decide"] == ["- [ ] **Jay** Whose budget — since Tue 20 Jan"]
    assert found["Topics"] == [
        "- [ ] **Jay** Last",
        *(f"- [ ] **Jay** Topic {number} — {number} min" for number in range(1, 10)),
    ]
    assert found["Late"][0] == "- **Jay** Late 1 — due Sun 11 Jan"
    assert found["Due before we meet"][0] == "- **Jay** Soon 1 — due Wed 11 Feb"
    assert found["Waiting for a word"][0] == "- Asked 1 — Jay's answer is awaited, since Wed 21 Jan"
    assert found["Unsettled"][0] == "- Open 1 — since Wed 21 Jan"
    assert found["Feedback"][0] == "- Talk 1 — Dana's feedback is awaited, since Wed 21 Jan"
    assert found["For Jay alone"][:2] == ["- Tired", "- Ask later"]
    assert "## Topics (45 minutes, 1 without minutes)\n" in full.ok("agenda")


@pytest.mark.parametrize("kind", ["md", "txt", "html"])
@pytest.mark.parametrize("whom", ["me", "partner"])
def test_nothing_is_left_out(full: Desk, whom: str, kind: str) -> None:
    page = full.ok("agenda", "--format", kind, "--for", whom)
    assert not re.search("and [0-9]+ more", page)
    for what in ("Topic", "Late", "Asked", "Open", "Talk"):
        assert all(f"{what} {number}" in page for number in range(1, 10))
    assert ("Personal 9" in page) == (whom == "me")


WORDS = 480
"""What is read in two minutes."""


def of_the_sample(folder: Path, years: int, alliances: int) -> Iterator[tuple[Log, Pair]]:
    """The agendas of a sample, of the alliance that is met most first."""
    make(folder / "sample.visavis", clock_of("2026-11-21"), today=date(2026, 11, 21), years=years, alliances=alliances)
    with Log(folder / "sample.visavis", clock_of("2026-11-21")) as log:
        for pair in log.pairs():
            yield log, pair


@pytest.mark.parametrize(("years", "alliances"), [(2, 1), pytest.param(10, 40, marks=pytest.mark.slow)])
def test_the_agenda_of_a_busy_alliance_is_read_in_two_minutes(tmp_path: Path, years: int, alliances: int) -> None:
    """Nothing is left out: it is short since each thing is told once, and what comes back comes a few at a time."""
    for log, pair in of_the_sample(tmp_path, years, alliances):
        for mine in (True, False):
            page = plain(agenda_for(log, pair, date(2026, 11, 21), mine=mine)).decode()
            assert sum(any(map(str.isalnum, word)) for word in page.split()) <= WORDS


def test_minutes_add_up_to_what_the_meeting_has(full: Desk) -> None:
    full.lines('meeting edit M2 --minutes 30\nmeeting add --on "2026-02-17 14:00"')
    assert "## Topics (45 of 30 minutes, 15 too many, 1 without minutes)" in full.ok("agenda")
    full.lines("meeting edit M3 --minutes 60\ntopic edit T9 --private")
    assert "## Topics (45 of 60 minutes, 1 without minutes)" in full.ok("agenda")
    assert "## Topics (36 of 60 minutes)" in full.ok("agenda", "--for", "partner")


def test_each_heading_tells_its_own_minutes_and_the_last_one_those_of_both(full: Desk) -> None:
    full.lines('meeting add --on "2026-02-17 14:00" --minutes 60\ntopic edit T10 --minutes 25')
    headings = [line for line in full.ok("agenda").splitlines() if line.startswith(("## To decide", "## Topics"))]
    assert headings == [
        "## To decide (25 minutes)",
        "## Topics (45 minutes; in all 70 of 60 minutes, 10 too many, 1 without minutes)",
    ]


@pytest.mark.parametrize("form", TEXTS)
def test_a_page_says_from_which_day_its_words_count(desk: Desk, form: str) -> None:
    assert "As of Tue 10 Feb 2026" in desk.ok("agenda", "--format", form)
    assert "As of Tue 10 Feb 2026" in desk.ok("agenda", "--format", form, "--for", "partner")
    assert "As of Tue 10 Feb 2026" in desk.ok("agenda", "--format", form, "--meeting", "M3")
    assert "As of Tue 20 Jan 2026" in desk.ok("agenda", "--format", form, "--as-of", "2026-01-20")


def test_what_is_only_asked_for_says_when_it_is_wanted(empty: Desk) -> None:
    empty.lines('meeting add --on "2026-02-03 14:00"\nmeeting hold M1', on="2026-02-03")
    empty.lines("commitment add 'Sandbox' --ask --wanted-by 2026-02-20 --meeting M1", on="2026-02-03")
    found = sections(empty.ok("agenda"))
    assert found["Waiting for a word"] == ["- Sandbox — Jay's answer is awaited, since Tue 3 Feb, wanted by Fri 20 Feb"]
    assert "Last time" not in found  # it is told once
    recap = sections(empty.ok("agenda", "--meeting", "M1"))
    assert recap["Asked for"] == ["- **Jay** Sandbox — Dana asks, wanted by Fri 20 Feb"]
    assert "Promised" not in recap
    assert "(asked for, wanted by Fri 20 Feb)" in empty.ok("commitment", "show", "C1")
    assert "Sandbox, answer by Fri 20 Feb?" in empty.ok("today")
    # Asked again after another offer, it is wanted on another day; once promised, nothing is merely wanted.
    empty.lines("commitment counter C1 --terms half --reason busy\ncommitment request C1 --wanted-by 2026-02-27")
    assert sections(empty.ok("agenda"))["Waiting for a word"] == [
        "- Sandbox — Jay's answer is awaited, since today, wanted by Fri 27 Feb"
    ]
    assert "wanted by Fri 20 Feb" in empty.ok("agenda", "--as-of", "2026-02-09")
    empty.lines("commitment promise C1")
    assert "wanted by" not in empty.ok("agenda")


def test_what_was_agreed_last_time_is_told_once_with_its_date(empty: Desk) -> None:
    empty.lines(
        'meeting add --on "2026-02-03 14:00"\nmeeting add --on "2026-02-17 14:00"\nmeeting hold M1', on="2026-02-03"
    )
    for name, due in (("Late", "2026-02-06"), ("Soon", "2026-02-12"), ("Then", "2026-03-02")):
        empty.lines(f"commitment add '{name}' --by me --due {due} --meeting M1", on="2026-02-03")
    empty.lines("commitment add 'Another' --by me --due 2026-02-12", on="2026-02-03")
    for whom in ("me", "partner"):
        found = sections(empty.ok("agenda", "--for", whom))
        assert found["Last time"] == ["- **Jay** Then — due Mon 2 Mar"]
        assert found["Late"] == ["- **Jay** Late — due Fri 6 Feb"]
        assert found["Due before we meet"] == ["- **Jay** Soon — due Thu 12 Feb", "- **Jay** Another — due Thu 12 Feb"]


def test_promises_of_a_meeting_stand_by_date_and_those_without_one_last(empty: Desk) -> None:
    empty.lines('meeting add --on "2026-02-03 14:00"\nmeeting hold M1', on="2026-02-03")
    empty.ok("capture", "> open end", "> third by 30 mar", "< first by 2 mar", "> second by 6 mar", "--meeting", "M1")
    promised = sections(empty.ok("agenda", "--meeting", "M1"))["Promised"][2:]
    assert [line.split(" | ")[1] for line in promised] == ["first", "second", "third", "open end"]
    last = sections(empty.ok("agenda"))["Last time"]
    assert [line.split("** ")[1].partition(" —")[0] for line in last] == ["first", "second", "third", "open end"]


def test_the_partners_copy_is_the_same_but_for_what_is_private(full: Desk) -> None:
    mine, theirs = sections(full.ok("agenda")), sections(full.ok("agenda", "--for", "partner"))
    mine["Awaited"] = mine.pop("Waiting for a word")
    assert set(theirs) == set(mine) - {"For Jay alone"}
    assert {name: mine[name] for name in theirs} == theirs
    assert "Own copy of Jay: holds what is private." in full.ok("agenda")
    assert "Nothing private is on this page." in full.ok("agenda", "--for", "partner")
    assert "Own copy" not in full.ok("agenda", "--for", "partner")


def test_empty_sections_vanish(empty: Desk) -> None:
    assert list(sections(empty.ok("agenda"))) == ["The question", *(name.capitalize() for name in QUESTIONS)]
    empty.lines("topic add 'Names'")
    assert list(sections(empty.ok("agenda"))) == ["The question", "Topics"]


def test_a_new_alliance_begins_with_a_question_of_each_section(
    empty: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sections(empty.ok("agenda"))
    for name, question in openers(QUESTIONS):
        assert found[name.capitalize()] == [f"- [ ] {question}"]
    assert sections(empty.ok("agenda", "--for", "partner")) == found
    config = tmp_path / "config.toml"
    config.write_text('[questions]\ncustomer = ["Who left?"]\ncompetition = []\n')
    monkeypatch.setenv("VISAVIS_CONFIG", str(config))
    changed = sections(empty.ok("agenda"))
    assert changed["Customer"] == ["- [ ] Who left?"]
    assert list(changed) == [name for name in found if name != "Competition"]


def test_no_topic_is_lost_by_a_meeting_that_moves_or_falls_out(empty: Desk) -> None:
    empty.lines('alliance edit A1 --cadence "every tuesday 14:00" --started-on 2026-01-06')
    empty.lines('meeting add --on "2026-01-06 14:00"\nmeeting add --on "2026-01-20 14:00"', on="2026-01-05")
    empty.lines("topic add 'First' --meeting M1\ntopic add 'Second' --meeting M1\ntopic add 'Waits'", on="2026-01-05")
    empty.lines("topic add 'Other day' --meeting M2", on="2026-01-05")
    three = ["- [ ] **Jay** First", "- [ ] **Jay** Second", "- [ ] **Jay** Waits"]
    for day, to in (("2026-01-06", "2026-01-08 9:00"), ("2026-01-08", "2026-01-13 14:00")):
        empty.lines(f'meeting edit M1 --starts-at "{to}"', on=day)
        assert sections(empty.ok("agenda", on=day))["Topics"] == three
    empty.lines("meeting cancel M1 --reason travel", on="2026-01-13")
    since = ["- [ ] **Jay** First — since Tue 13 Jan", "- [ ] **Jay** Second — since Tue 13 Jan"]
    # The rhythm's date of that day is settled; on the next meeting stands what was put there, and everything else.
    assert sections(empty.ok("agenda", on="2026-01-14"))["Topics"] == [*since, *three[2:], "- [ ] **Jay** Other day"]
    empty.lines("meeting miss M2 --reason ill", on="2026-01-20")
    found = sections(empty.ok("agenda", on="2026-01-21"))["Topics"]
    assert found == [*since, *three[2:], "- [ ] **Jay** Other day — since Tue 20 Jan"]
    assert sections(empty.ok("agenda", "--for", "partner", on="2026-01-21"))["Topics"] == found


def test_carried_topics_tell_since_when(empty: Desk) -> None:
    empty.lines('alliance edit A1 --cadence "every tuesday 14:00" --started-on 2026-01-06')
    for day in ("2026-01-06", "2026-01-13", "2026-01-20"):
        empty.lines(f'meeting add --on "{day} 14:00"', on=day)
    empty.lines("topic add 'Names' --meeting M1\ntopic add 'Costs' --meeting M2\ntopic add 'New'", on="2026-01-06")
    empty.lines("meeting hold M1\ntopic carry T1", on="2026-01-06")
    assert sections(empty.ok("agenda", on="2026-01-07"))["Topics"] == [
        "- [ ] **Jay** Names — since Tue 6 Jan",
        "- [ ] **Jay** Costs",
        "- [ ] **Jay** New",
    ]
    empty.lines("topic edit T1 --meeting M2\nmeeting miss M2 --reason travel", on="2026-01-13")
    assert sections(empty.ok("agenda", on="2026-01-14"))["Topics"] == [
        "- [ ] **Jay** Names — since Tue 6 Jan",
        "- [ ] **Jay** Costs — since Tue 13 Jan",
        "- [ ] **Jay** New",
    ]
    assert empty.json("today", on="2026-01-14")["rhythm"]["topics_carried"] == 2
    empty.lines("topic discuss T1\ntopic drop T2", on="2026-01-14")
    assert sections(empty.ok("agenda", on="2026-01-14"))["Topics"] == ["- [ ] **Jay** New"]
    # What is planned for a later meeting does not stand on the next one.
    empty.lines('meeting add --on "2026-01-27 14:00"\ntopic edit T3 --meeting M4', on="2026-01-14")
    assert "Topics" not in sections(empty.ok("agenda", on="2026-01-14"))
    assert sections(empty.ok("agenda", "--meeting", "M4", on="2026-01-14"))["Topics"] == ["- [ ] **Jay** New"]


def test_the_recap_of_a_held_meeting(desk: Desk) -> None:
    desk.lines(
        """
        decision add "SSO first" --meeting M3 --kind guideline --on 2026-02-03
        decision add "Quietly" --meeting M3 --private --on 2026-02-03
        topic add "Left over" --meeting M3
        commitment add "hush" --due eom --meeting M3 --private --on 2026-02-03
        meeting edit M3 --notes "Went **well**" --private-notes "He was tired"
        """
    )
    desk.ok("capture", "> consent feed by eom", "+ deck: clear; rework the close", "! who pays", "--meeting", "M3")
    page = desk.ok("agenda", "--meeting", "M3")
    assert page.startswith(
        "# Recap: Priya Nair and Tom Okafor\n\nTuesday 3 February 2026, 14:00, over coffee, Europe/London\n"
    )
    found = sections(page)
    assert list(found) == [
        "Decided", "Promised", "Unsettled", "Feedback", "Carried to the next time", "Notes", "Next"
    ]  # fmt: skip
    assert found["Decided"] == ["- SSO first — guideline", "- Quietly — private"]
    assert found["Promised"][2:] == ["| Priya | hush | Sat 28 Feb, private |", "| Priya | consent feed | Sat 28 Feb |"]
    assert found["Unsettled"] == ["- who pays"]
    assert found["Feedback"] == ["- **Priya** deck — for Tom", "  - worked: clear", "  - to rework: the close"]
    assert found["Carried to the next time"] == ["- Left over"]
    assert found["Notes"] == ["- Went \\*\\*well\\*\\*", "- He was tired — private"]
    assert found["Next"] == ["- Tuesday 17 February 2026, 14:00, over lunch"]
    theirs = sections(desk.ok("agenda", "--meeting", "M3", "--for", "partner"))
    assert theirs["Promised"][2:] == ["| Priya | consent feed | Sat 28 Feb |"]
    assert theirs["Decided"] == ["- SSO first — guideline"]
    assert theirs["Notes"] == ["- Went \\*\\*well\\*\\*"]


def test_the_agenda_of_a_day_gone_by(desk: Desk) -> None:
    then = desk.ok("agenda", on="2026-01-20")
    desk.lines("commitment report C1 --accepted\ncommitment propose C2 --due 2026-03-01 --reason x --agreed")
    assert desk.ok("agenda", "--as-of", "2026-01-20") == then
    assert sections(desk.ok("agenda", "--as-of", "2026-02-04"))["Late"] == [
        "- **Priya** Lead capture fixed on the portal — due Fri 30 Jan"
    ]


def test_one_that_is_private_is_not_told_of(desk: Desk) -> None:
    desk.lines(
        'meeting add --on "2026-02-12 9:00" --place walk --private\ntopic add "Between us" --meeting M5 --private'
    )
    assert "Thursday 12 February 2026" in desk.ok("agenda")
    theirs = desk.ok("agenda", "--for", "partner")
    assert "Tuesday 17 February 2026, 14:00, over lunch" in theirs
    assert "12 Feb" not in theirs
    assert "M5 is private, so the partner has no copy of it" in desk.refused(
        "agenda", "--meeting", "M5", "--for", "partner"
    )


@pytest.mark.parametrize("form", TEXTS)
def test_formats_and_files(desk: Desk, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"agenda.{form}"
    shown = desk.ok("agenda", "--format", form)
    assert desk.ok("agenda", "-o", str(file)) == f"Wrote {file}\n"
    assert file.read_text() == shown
    assert file.stat().st_mode & 0o777 == 0o600
    assert "is there already" in desk.refused("agenda", "-o", str(file))
    told = desk.ok("agenda", "-o", str(file), "--force", "--for", "partner")
    assert told == f"Wrote {file}, without what is private\n"
    assert file.read_text() == desk.ok("agenda", "--format", form, "--for", "partner")
    assert sorted(item.name for item in tmp_path.iterdir()) == sorted(["log.visavis", file.name])


def test_plain_text_is_wrapped(desk: Desk) -> None:
    desk.ok("topic", "add", "word " * 60)
    page = desk.ok("agenda", "--format", "txt")
    assert max(map(len, page.splitlines())) <= 76
    assert page.startswith("Agenda: Priya Nair and Tom Okafor\n=================================\n")


# Nothing private leaves

ME, OTHER, ALLIANCE = (f"0b8a1f5e-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))
SECRET = "qzxprivateqzx"
OPEN = "open"


def random_log(random: Random) -> list[dict[str, Any]]:
    """A log in which the secret stands wherever the partner must not look, and only there."""
    found: list[dict[str, Any]] = [
        {"type": "visavis", "version": VERSION, "by": ME},
        {"type": "person", "uid": ME, "name": "Jay Moran"},
        {"type": "person", "uid": OTHER, "name": "Dana Reyes"},
        {"type": "alliance", "uid": ALLIANCE, "principal": ME, "partner": OTHER, "cadence": "FREQ=WEEKLY;BYDAY=TU"},
    ]
    uids: dict[str, list[tuple[str, bool]]] = {noun: [] for noun in NOUNS}
    nouns = [noun for noun in NOUNS if noun not in ("person", "alliance")]
    for number in range(random.randint(8, 24)):
        noun = random.choice(nouns) if number > 3 else "meeting"
        kind = random.choice(NOTE_KINDS) if noun == "note" else ""
        hidden = random.random() < 0.4
        record = record_of(noun, random, SECRET if hidden or kind == "personal" else OPEN, uids)
        record |= {"kind": kind} if noun == "note" else {}
        record["uid"] = f"0b8a1f5e-0000-4000-9000-{number:012}"
        record |= {"private": True} if hidden else {}
        uids[noun].append((record["uid"], hidden))
        found.append(record)
    return found


def record_of(noun: str, random: Random, text: str, uids: dict[str, list[tuple[str, bool]]]) -> dict[str, Any]:
    def value(kind: str, field: Any) -> Any:
        match kind:
            case "line" | "text":
                return SECRET if field.private else text
            case "words":
                return [text]
            case "integer":
                return random.randint(field.low or 1, 5)
            case "number":
                return random.randint(1, 90)
            case "decimal":
                return "1200.50"
            case "currency":
                return "EUR"
            case "date":
                return day(random)
            case "choice" | "side":
                return random.choice(field.choices)
            case "ref" if field.ref == "person":
                return random.choice((ME, OTHER))
            case "ref":
                known = [uid for uid, _ in uids[field.ref]]
                return random.choice(known) if known and field.name != "supersedes" else None
            case "refs":
                return [uid for uid, _ in uids[field.ref] if random.random() < 0.5] or None
            case "by_person":
                return {person: value(field.parts[0].kind, field.parts[0]) for person in (ME, OTHER)}
            case "entry":
                return {part.name: value(part.kind, part) for part in field.parts}
            case "entries":
                entry = {part.name: value(part.kind, part) for part in field.parts}
                whole = all(entry[part.name] is not None for part in field.parts if part.required)
                return [entry] if whole and noun != "pulse" else None
            case _:
                return None

    record = {
        field.name: value(field.kind, field) for field in NOUNS[noun].fields if random.random() < 0.8 or field.required
    }
    record |= {"type": noun, "alliance": ALLIANCE, NOUNS[noun].title: record.get(NOUNS[noun].title) or text}
    if noun == "meeting":
        state = random.choice(("held", "held", "planned", "missed"))
        record |= {"starts_at": f"{day(random)}T14:00:00Z", "state": state}
    if noun == "pulse":
        record |= {"opened_on": day(random), "statements": [{"key": "k", "text": text}]}
        record["answers"] = [{"by": random.choice((ME, OTHER)), "key": "k", "score": 3}]
    if NOUNS[noun].has_life:
        sides = random.choice(((ME, OTHER), (OTHER, ME)))
        record |= {"from": sides[0], "to": sides[1]} if noun != "disagreement" else {}
        record |= {"worked": text} if noun == "feedback" else {}
        record["events"] = random.choice(LIVES[noun])(sides, text, random)
    return {name: item for name, item in record.items() if item is not None}


def day(random: Random) -> str:
    return (date(2026, 1, 1) + timedelta(random.randrange(60))).isoformat()


Series = Callable[[tuple[str, str], str, Random], list[dict[str, Any]]]
LIVES: dict[str, list[Series]] = {
    "commitment": [
        lambda two, text, r: [{"act": "promise", "by": two[0], "on": "2026-01-05", "due": day(r), "note": text}],
        lambda two, text, r: [{"act": "request", "by": two[1], "on": "2026-01-05", "terms": text}],
        lambda two, text, r: [
            {"act": "promise", "by": two[0], "on": "2026-01-05"},
            {"act": "propose", "by": two[0], "on": "2026-01-06", "due": day(r), "reason": text},
        ],
        lambda two, text, r: [
            {"act": "promise", "by": two[0], "on": "2026-01-05", "due": day(r)},
            {"act": "report", "by": two[0], "on": "2026-01-07", "evidence": text},
        ],
    ],
    "feedback": [
        lambda two, text, r: [{"act": "request", "by": two[1], "on": "2026-01-05", "note": text}],
        lambda two, text, r: [{"act": "give", "by": two[0], "on": "2026-01-05", "note": text}],
    ],
    "disagreement": [
        lambda two, text, r: [{"act": "raise", "by": two[0], "on": day(r), "note": text}],
        lambda two, text, r: [
            {"act": "raise", "by": two[0], "on": "2026-01-05"},
            {"act": "escalate", "by": two[1], "on": "2026-01-06", "decider": text, "question": text},
        ],
    ],
}


@examples(40)
@given(st.integers(0, 2**32), st.integers(0, 59))
def test_nothing_private_stands_in_the_partners_copy(seed: int, days: int) -> None:
    random, as_of = Random(seed), date(2026, 1, 1) + timedelta(days)
    with tempfile.TemporaryDirectory() as folder:
        file, path = Path(folder) / "in.jsonl", Path(folder) / "log.visavis"
        file.write_text("\n".join(map(json.dumps, random_log(random))))
        import_file(path, file, clock_of("2026-03-01"))
        with Log(path, clock_of("2026-03-01")) as log:
            pair = log.pairs()[0]
            pages = [agenda_for(log, pair, as_of, mine=False)]
            for meeting in shown_meetings(log, as_of):
                pages.append(agenda_for(log, pair, as_of, meeting, mine=False))
            for page in pages:
                for form in TEXTS:
                    assert SECRET not in render(form, page).decode()
            shared = b"".join(exporting.jsonl(exporting.records(log, pair))).decode()
            assert SECRET not in shared
            assert (
                SECRET in b"".join(exporting.jsonl(exporting.records(log))).decode() or SECRET not in file.read_text()
            )


def test_what_is_private_has_no_weight_in_the_partners_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With and without what is private the copy is the same: in its order, in what finds room, and in its rhythm."""

    def alone(number: int, **more: Any) -> dict[str, Any]:
        return {"type": "meeting", "uid": uid(f"alone{number}"), "alliance": PAIR, "state": "held", **more}

    def decided(name: str, review_on: str, **more: Any) -> dict[str, Any]:
        return {"type": "decision", "uid": uid(name), "alliance": PAIR, "text": name, "review_on": review_on, **more}

    open_ones = [
        *(meeting(day_of_log(-60 - 7 * number), "held") for number in range(6)),
        decided("Freeze", day_of_log(-9)),
        {"type": "criterion", "uid": uid("k"), "alliance": PAIR, "name": "Leads", "met_on": day_of_log(-3)},
        {"type": "note", "uid": uid("n"), "alliance": PAIR, "kind": "challenge", "text": "CFO", "on": day_of_log(-200)},
        {"type": "placement", "uid": uid("x"), "alliance": PAIR, "who": "Mia", "until_on": day_of_log(-2)},
    ]
    private = [
        alone(1, starts_at=f"{day_of_log(-1)}T10:00:00+00:00", place="lunch"),
        decided("Hidden", day_of_log(-20)),
        decided("Hidden too", day_of_log(-21)),
        decided("Hidden three", day_of_log(90), supersedes=uid("Freeze")),
        promise("Hidden promise", DANA, -3, was_days=9, should_be_days=1),
        topic("Hidden topic", "decide"),
    ]
    pages = []
    for name, more in (("without", []), ("with", [{**item, "private": True} for item in private])):
        desk = Desk(write(tmp_path / f"{name}.visavis", [*people(), *open_ones, *more]), capsys, "2026-11-21")
        pages.append([desk.ok("agenda", "--for", "partner", "--format", form) for form in ("md", "txt", "html")])
        mine = desk.ok("agenda")
        assert ("Hidden" in mine) == (name == "with")
    assert pages[0] == pages[1]
    assert "days since the last meeting" in pages[1][0]


def test_what_comes_once_is_left_out_for_nothing_else(empty: Desk) -> None:
    """What counts as spoken of after the next meeting must stand on its agenda, however much else comes back."""
    names = ("Fewer tools", "One vendor", "No overtime", "Half the mails")
    empty.lines('note add "Members who come back" --kind success-measure --about partner', on="2026-11-02")
    for name in names:
        empty.ok("criterion", "add", name, "--effect", "N1; hurts", on="2026-11-02")
        empty.ok(
            "decision", "add", f"Rule for {name}", "--kind", "guideline", "--review-on", "2026-11-03", on="2026-11-02"
        )
    again = empty.ok("agenda", "--format", "txt", on="2026-11-05")
    assert all(name in again for name in names)
    assert again.count("Rule for") == 0
    empty.lines('meeting add --on "2026-11-06 09:00"\nmeeting hold M1', on="2026-11-06")
    after = empty.ok("agenda", "--format", "txt", on="2026-11-07")
    assert "hurts a measure" not in after
    assert after.count("Rule for") == 3


def shown_meetings(log: Log, as_of: date) -> list[Any]:
    from storage.reads.today import meetings

    found = meetings(log, log.pairs()[0], as_of)
    return [item for item in found if item.state in ("held", "planned") and not item.private]
