"""Lines typed up after a meeting: each mark makes its record, whatever else is a note, one undo takes all back."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts.capture import MARKS, Captured, read_line
from models.records.values import is_blank
from tests.cli.desk import Desk
from tests.properties import examples

# What each mark of the table makes of "MARK what ..." at the meeting of Tuesday 3 February.
MADE: dict[str, tuple[str, str, dict[str, Any]]] = {
    ">": ("> consent feed by eom", "C7    consent feed: Priya promises, due Sat 28 February, in 18 days", {
        "from": "Priya Nair", "state": "promised", "due": "2026-02-28", "meeting": "M3", "opened_on": "2026-02-03",
    }),
    "<": ("< persona list by next fri", "C7    persona list: Tom promises, due Fri 13 February, in 3 days", {
        "from": "Tom Okafor", "to": "Priya Nair", "due": "2026-02-13",
    }),
    "?": ("? analytics sandbox", "C7    analytics sandbox: Priya asks", {
        "from": "Tom Okafor", "state": "requested", "due": None,
    }),
    "?<": ("?< guideline by 20 feb", "C7    guideline: Tom asks, wanted by Fri 20 February, in 10 days", {
        "from": "Priya Nair", "state": "requested", "due": None,
    }),
    "+": ("+ deck: nine of ten; rework the close", "F3    deck: feedback given by Priya: worked and to rework", {
        "from": "Priya Nair", "about": "deck", "worked": "nine of ten", "rework": "the close", "meeting": "M3",
    }),
    "+<": ("+< mail: clear", "F3    mail: feedback given by Tom: worked", {
        "from": "Tom Okafor", "about": "mail", "worked": "clear", "rework": None,
    }),
    "!": ("! who owns the data model", "D4    who owns the data model: raised by Priya", {
        "topic": "who owns the data model", "opened_on": "2026-02-03", "meeting": "M3",
    }),
    "!<": ("!< agency accounts", "D4    agency accounts: raised by Tom", {"state": "raised"}),
    "=": ("= agency accounts through SSO", "G1    decided: agency accounts through SSO", {
        "text": "agency accounts through SSO", "decided_on": "2026-02-03", "meeting": "M3",
    }),
    "~": ("~ what brand lift means", "N3    Priya learned: what brand lift means", {
        "kind": "learning", "by": "Priya Nair", "on": "2026-02-03",
    }),
    "~<": ("~< how a release is made", "N3    Tom learned: how a release is made", {"by": "Tom Okafor"}),
}  # fmt: skip
NOUN = {"C": "commitment", "F": "feedback", "D": "disagreement", "G": "decision", "N": "note"}


def test_the_table_is_whole() -> None:
    assert list(MADE) == [mark.mark for mark in MARKS]


@pytest.mark.parametrize("mark", MADE)
def test_each_mark_makes_its_record(desk: Desk, mark: str) -> None:
    line, says, values = MADE[mark]
    before = desk.exported()
    told = desk.ok("capture", line).splitlines()
    assert told == ["M3    1 line for the meeting of Tue 3 February, 7 days ago", says]
    found = desk.json(NOUN[says[0]], "show", says.split()[0])
    assert {name: found[name] for name in values} == values
    kept = re.sub(r"([A-Z][a-z]{2} \d+ [A-Z][a-z]{2})[a-z]*, (?:in )?.*$", r"\1 2026", says.split(maxsplit=1)[1])
    assert desk.ok("undo") == f"Taken back: {kept}\n"
    assert desk.exported() == before


@pytest.mark.parametrize("mark", [mark.mark for mark in MARKS])
def test_the_examples_of_the_help_are_what_they_say(desk: Desk, mark: str) -> None:
    example = next(item for item in MARKS if item.mark == mark)
    found = read_line(example.example, date(2026, 2, 3))
    assert found is not None
    assert (found.kind, found.mine, found.hint) == (example.kind, example.mine, "")
    assert example.example in desk.ok("capture", "--help")


NOTES = [
    (" > not a promise", "> not a promise"),
    ("\t! not a disagreement", "! not a disagreement"),
    ("just words", "just words"),
    (">", ">"),
    ("?<  ", "?<"),
    (">\u200b", ">\u200b"),
    ("- a list", "- a list"),
]


@pytest.mark.parametrize(("line", "note"), NOTES)
def test_anything_else_is_a_note(desk: Desk, line: str, note: str) -> None:
    desk.ok("capture", "--meeting", "M1", "--", line)
    assert desk.json("meeting", "show", "M1")["notes"] == f"Started on the portal.\n- {note}"


def test_notes_stand_below_each_other(desk: Desk) -> None:
    desk.ok("capture", "one", "> two", " three")
    assert desk.json("meeting", "show", "M3")["notes"] == "- one\n- three"


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("> review of a book by Drucker", "review of a book by Drucker", None),
        ("> signed by legal by 20 feb", "signed by legal", "2026-02-20"),
        ("> by eom", "by eom", None),
        ("> stand by", "stand by", None),
        ("> it BY 2026-02-20", "it", "2026-02-20"),
        ("> it by 3/12", "it by 3/12", None),
    ],
)
def test_by_without_a_date_is_part_of_the_text(desk: Desk, line: str, text: str, due: str | None) -> None:
    told = desk.ok("capture", line)
    found = desk.json("commitment", "show", "C7")
    assert (found["text"], found["due"]) == (text, due)
    assert ("no date:" in told) == (due is None and " by " in text)


@pytest.mark.parametrize(
    ("line", "about", "worked", "rework"),
    [
        ("+ deck: nine of ten; rework: the close", "deck", "nine of ten", "the close"),
        ("+ deck: rework the close", "deck", None, "the close"),
        ("+ deck: clear; to rework the close", "deck", "clear", "the close"),
        ("+ well done", None, "well done", None),
        ("+ deck:", None, "deck:", None),
        ("+ ;", None, ";", None),
        ("+ deck: ;", "deck", "deck: ;", None),
        ("+ rework the close", None, None, "the close"),
        ("+ at 14:30 all was clear", None, "at 14:30 all was clear", None),
        ("+ deck:14:30 was too late", "deck", "14:30 was too late", None),
        ("+ https://a.example/b: clear", "https://a.example/b", "clear", None),
        ("+ deck: clear; the close", "deck", "clear", "the close"),
        ("+ deck: ; the close", "deck", None, "the close"),
        ("+ deck: clear;", "deck", "clear", None),
        ("+ ; the close", None, None, "the close"),
        ("+ clear;", None, "clear", None),
        ("+< clear; REWORK the close", None, "clear", "the close"),
        ("+ clear; rework: the close", None, "clear", "the close"),
        ("+ clear; the close; the end", None, "clear", "the close; the end"),
        ("+ clear; the end: late", None, "clear", "the end: late"),
        ("+ Rework, the close", None, None, "the close"),
        ("+ rework the close: late", None, None, "the close: late"),
        ("+ deck: Rework: the close", "deck", None, "the close"),
        ("+ reworked slides were clear", None, "reworked slides were clear", None),
        ("+ deck: clear; reworked once more", "deck", "clear", "reworked once more"),
        ("+ deck: rework", "deck", None, "rework"),
        ("+ please rework the close", None, "please rework the close", None),
    ],
)
def test_feedback_in_its_shapes(
    desk: Desk, line: str, about: str | None, worked: str | None, rework: str | None
) -> None:
    told = desk.ok("capture", line).rstrip()
    assert told.endswith(": " + " and ".join(word for word, it in (("worked", worked), ("to rework", rework)) if it))
    found = desk.json("feedback", "show", "F3")
    assert (found["about"], found["worked"], found["rework"]) == (about, worked, rework)


# From the input


def typed(desk: Desk, data: bytes, monkeypatch: pytest.MonkeyPatch, *words: str) -> Any:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    return desk.run("capture", *words)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_lines_from_the_input(desk: Desk, monkeypatch: pytest.MonkeyPatch, end: bytes, bom: bytes) -> None:
    lines = [b"> consent feed by eom", b"", b"   ", "! Zürich".encode(), b" free words", b""]
    said = typed(desk, bom + end.join(lines), monkeypatch)
    assert said.code == 0
    assert said.out.splitlines() == [
        "M3    3 lines for the meeting of Tue 3 February, 7 days ago",
        "C7    consent feed: Priya promises, due Sat 28 February, in 18 days",
        "D4    Zürich: raised by Priya",
        "      noted for both: free words",
    ]
    assert desk.ok("undo") == "Taken back: Captured 3 lines of a meeting\n"
    assert desk.json("meeting", "show", "M3")["notes"] is None


def test_lines_pasted_into_one_word(desk: Desk) -> None:
    assert desk.ok("capture", "> one\n! two", "three").count("\n") == 4


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"> fine\n> \xff", "the input is not UTF-8 at byte 10"),
        ("> fine".encode("utf-16"), "the input is not UTF-8 at byte 1"),
        (b"x" * (1 << 20) + b"x", "the input is longer than 1 MiB"),
        (b"x\n" * 2001, "there are 2002 lines; at most 2000 at a time"),
        (b"> fine\n\n! a\x1b[2Jb", "line 3: disagreement: topic holds the control character U+001B at character 2"),
        (b"> fine\nnote with \x00", "line 2: meeting: notes holds U+0000"),
        (b"> fine\n> vertical \x0b tab", "line 2: commitment: text holds the control character U+000B"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, says: str
) -> None:
    before = desk.exported()
    said = typed(desk, data, monkeypatch)
    assert said.code == 3
    assert says in said.fault
    assert desk.exported() == before


@pytest.mark.parametrize("data", [b"", b"\n\n", b"  \r\n\t\n", b"\xef\xbb\xbf", "\u200b\n\u00a0".encode()])
def test_nothing_to_record(desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    said = typed(desk, data, monkeypatch)
    assert (said.code, said.fault) == (2, "no line was given; give lines as words, or on the standard input")


def test_at_a_terminal_it_says_how_to_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Keyboard(io.BytesIO(b"> x\n")))
    said = desk.run("capture")
    assert (said.code, said.err) == (0, "visavis: type the lines, then press ctrl+d\n")


# Which meeting


def test_the_meeting_is_the_last_that_has_begun_and_is_held_by_that(desk: Desk) -> None:
    told = desk.ok("capture", "! a", on="2026-02-16")
    assert told.startswith("M3    1 line for the meeting of Tue 3 February, 13 days ago")
    fault = desk.refused("capture", "! a", on="2026-02-17")
    assert fault.startswith("today's meeting, at 14:00, has not begun; name one with --meeting M4")
    told = desk.ok("capture", "! a", on="2026-02-18")
    assert told.splitlines()[0] == "M4    1 line for the meeting of Tue 17 February, yesterday"
    assert told.splitlines()[-1] == "M4    the meeting was held"
    assert desk.json("meeting", "show", "M4", on="2026-02-18")["state"] == "held"
    desk.ok("undo")
    assert desk.json("meeting", "show", "M4", on="2026-02-18")["state"] == "planned"


MEETINGS = {
    "M1": ("2026-01-20 14:00", "hold"),
    "M2": ("2026-01-27 14:00", "miss"),
    "M3": ("2026-01-28 14:00", "cancel"),
    "M4": ("2026-02-09 11:00", ""),
    "M5": ("2026-02-10 11:30", ""),
    "M6": ("2026-02-10 16:00", ""),
    "M7": ("2026-03-01 16:00", ""),
}


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "here.visavis", capsys)


START = 'init --me "Jay Moran, CIO" --partner "Dana Reyes, CMO" --timezone UTC'


@pytest.mark.parametrize(
    ("there", "cadence", "day", "taken"),
    [
        ("M1", "", "2026-02-03", "M1"),  # 14 days ago
        ("M1", "", "2026-02-04", "the last meeting was more than 14 days ago"),
        ("M1 M2", "", "2026-02-03", "M2"),  # what was missed had begun
        ("M1 M3", "", "2026-02-03", "M1"),  # what was called off had not
        ("M1 M4", "", "2026-02-10", "M2"),
        ("M4 M5 M6", "", "2026-02-10", "M2"),  # M5 has begun at noon, M6 has not
        ("M4 M6", "", "2026-02-10", "today's meeting, at 16:00, has not begun"),
        ("M7", "", "2026-02-10", "there is no meeting yet to type up"),
        ("M1 M7", "", "2026-02-01", "M1"),
        ("", "every monday 9:00", "2026-02-12", "of Mon 9 February, 3 days ago"),
        ("", "every monday 9:00", "2026-02-13", "there is no meeting yet to type up"),
        ("M1", "every monday 9:00", "2026-01-29", "of Mon 26 January, 3 days ago"),
        ("M1", "every monday 9:00", "2026-01-31", "M1"),
        ("M4", "every monday 9:00", "2026-02-11", "M1"),  # M4 is that Monday's
        ("", "every day 9:00", "2026-02-11", "of Wed 11 February, today"),
        ("", "every day", "2026-02-11", "of Wed 11 February, today"),
        ("", "every wednesday 16:00", "2026-02-11", "today's meeting, at 16:00, has not begun"),
    ],
)
def test_which_meeting_takes_the_lines(
    here: Desk, monkeypatch: pytest.MonkeyPatch, there: str, cadence: str, day: str, taken: str
) -> None:
    here.lines(START + (f' --cadence "{cadence}"' if cadence else ""), on="2026-01-02")
    numbers = dict(zip(there.split(), (f"M{at}" for at in range(1, 9)), strict=False))
    for name in there.split():
        starts_at, verb = MEETINGS[name]
        here.lines(f'meeting add --on "{starts_at}"', on="2026-01-02")
        if verb:
            here.lines(
                f"meeting {verb} {numbers[name]}{'' if verb == 'hold' else ' --reason travel'}", on=starts_at[:10]
            )
    unread = io.TextIOWrapper(io.BytesIO(b"> it\n"))
    monkeypatch.setattr("sys.stdin", unread)
    said = here.run("capture", on=day)
    if taken.startswith(("M", "of")):
        assert said.code == 0, said.err
        assert taken in said.out
        return
    assert said.code == 3
    assert said.fault.startswith(taken)
    assert "--meeting" in said.fault
    assert unread.buffer.tell() == 0


@pytest.mark.parametrize("words", [["--meeting", "M99"], ["--meeting", "x"]])
def test_a_meeting_that_is_not_there_is_told_before_a_line_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    unread = io.TextIOWrapper(io.BytesIO(b"> it\n"))
    monkeypatch.setattr("sys.stdin", unread)
    assert desk.run("capture", *words).code == 3
    assert unread.buffer.tell() == 0


@pytest.mark.parametrize("on", ["2026-02-10", "2026-02-16"])
def test_nothing_was_said_yet_in_a_meeting_that_is_to_come(
    desk: Desk, on: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = io.TextIOWrapper(io.BytesIO(b"> it\n"))
    monkeypatch.setattr("sys.stdin", unread)
    for words in (("--meeting", "4"), ("--meeting", "M4", "> x")):
        assert "M4 is still to come" in desk.refused("capture", *words, on=on)
    assert unread.buffer.tell() == 0
    (desk.path.parent / "mail.txt").write_text("I'll send the calendar by Friday.\n")
    text = str(desk.path.parent / "mail.txt")
    assert "M4 is still to come" in desk.refused("propose", text, "--meeting", "M4", on=on)


def test_the_meeting_of_today_takes_lines_before_its_hour_where_it_is_named(desk: Desk) -> None:
    assert desk.ok("capture", "> x", "--meeting", "4", on="2026-02-17").startswith("M4")


def test_without_a_meeting(empty: Desk) -> None:
    assert "there is no meeting yet to type up" in empty.refused("capture", "> x")


# The same lines twice

TYPED = [
    *(mark.example for mark in MARKS),
    "+ ; the end",
    "just words",
    " > a note",
    "```",
    "> code",
    "```",
    "- a list",
]


def test_lines_that_are_captured_already_are_told_and_left_out(desk: Desk) -> None:
    desk.ok("capture", "--", *TYPED)
    before = desk.exported()
    told = desk.ok("capture", "--", *TYPED).splitlines()
    assert told[0].startswith("M3    nothing new for the meeting of Tue 3 February, 7 days ago, ")
    assert told[0].endswith(f", {len(TYPED)} captured already")
    assert told[1:-1] == [f"      captured already: {line.strip()}" for line in TYPED]
    assert "--again" in told[-1]
    assert desk.exported() == before
    told = desk.ok("capture", "--", "! a new one", *TYPED, "the end").splitlines()
    assert told[0].startswith("M3    2 lines for the meeting")
    assert [line[6:] for line in told[1:3]] == ["a new one: raised by Priya", "noted for both: the end"]
    desk.ok("undo")
    assert desk.exported() == before
    assert desk.ok("capture", "--again", "--", *TYPED).startswith(f"M3    {len(TYPED)} lines for the meeting")
    assert len(desk.exported()) == len(before) + len(MARKS) + 1


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        (["> a"], ["> a  "], 0),
        (["> a\r"], ["> a"], 0),
        (["> a by fri"], ["> a by fri."], 0),
        (["> a by fri"], ["> a by 6 feb"], 0),
        (["> a by fri"], ["> a by thu"], 1),
        (["> a by fri"], ["> a"], 1),
        (["> a"], ["< a"], 1),
        (["> a"], ["? a"], 1),
        (["> a"], ["a"], 1),
        (["```", "> a", "```"], ["```", "> b", "```"], 3),
        (["```", "> a", "```"], ["```", "> a", "```", "b", "```", "> c", "```"], 4),
        (["! a"], ["!< a"], 1),
        (["~ a"], ["~< a"], 1),
        (["+ a"], ["+< a"], 1),
        (["+ a: b; c"], ["+ a: b; rework c"], 0),
        (["+ a: b; c"], ["+ a: b; d"], 1),
        (["= a"], ["= A"], 1),
        (["a"], ["a", "a"], 0),
        (["> a", "> a"], ["> a"], 0),
    ],
)
def test_a_line_is_the_same_by_its_mark_text_and_date(desk: Desk, before: list[str], now: list[str], new: int) -> None:
    desk.ok("capture", *before)
    assert desk.ok("capture", *before).splitlines()[0].endswith(f", {len(before)} captured already")
    told = desk.ok("capture", *now)
    count = f"{new} line{'s' if new > 1 else ''}" if new else "nothing new"
    assert told.startswith(f"M3    {count} for the meeting")


def test_equal_lines_of_one_capture_are_all_kept(desk: Desk) -> None:
    assert desk.ok("capture", "> a", "> a", "b", "b").startswith("M3    4 lines")
    assert desk.json("meeting", "show", "M3")["notes"] == "- b\n- b"


def test_what_was_undone_or_taken_out_is_new_and_another_meeting_knows_nothing_of_it(desk: Desk) -> None:
    desk.ok("capture", "> a", "b")
    desk.ok("undo")
    told = desk.ok("capture", "> a", "b")
    assert told.startswith("M3    2 lines")
    desk.ok("commitment", "remove", told.splitlines()[1].split()[0])
    assert desk.ok("capture", "> a", "b").startswith("M3    1 line for the meeting")
    assert desk.ok("capture", "> a", "b", "--meeting", "M2").startswith("M2    2 lines")


@pytest.mark.parametrize(
    "since",
    [
        "commitment edit C7 --text another",
        "commitment propose C7 --due 2026-03-01 --reason vendor --agreed",
        "commitment report C7 --accepted",
        "commitment edit C7 --private",
        "commitment cancel C7 --reason other",
    ],
)
def test_what_became_of_a_line_since_does_not_make_it_new(desk: Desk, since: str) -> None:
    desk.ok("capture", "> a by fri", "? b by fri", "+ c: d; e")
    desk.lines(since)
    desk.lines("commitment promise C8 --due 2026-03-01\nfeedback acknowledge F3\nfeedback edit F3 --about f")
    assert desk.ok("capture", "> a by fri", "? b by fri", "+ c: d; e").startswith("M3    nothing new")


@examples(250)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60) | st.from_regex(r"[><?+!=~]<? ?[\w:; by]*"))
def test_no_words_are_refused(line: str) -> None:
    """Whatever a line says, it is read as something that can be recorded."""
    found = read_line(line.replace("\n", " "), date(2026, 2, 3))
    if is_blank(line):
        assert found is None
        return
    captured = cast(Captured, found)
    if captured.kind == "feedback":
        assert not is_blank(captured.worked or "") or not is_blank(captured.rework or "")
    else:
        assert not is_blank(captured.text)
