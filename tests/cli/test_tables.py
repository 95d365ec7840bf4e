"""Tables out and in: shapes that people keep, what is refused and how it is mended, what comes back of an export."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadDate
from storage.log import Log
from storage.outside.promises.told import Asked, Faults, Meanings
from storage.outside.tables.cells import Days
from storage.outside.tables.guarding import guarded, unguarded
from storage.outside.tables.heads import columns_of
from storage.outside.tables.reading import read_table
from tests.cli.desk import Desk, clock_of
from tests.cli.outside_lives import EVERY_STATE, lives_of
from tests.cli.tables_of_others import TABLES
from tests.properties import examples

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
FORMULAS = ("=1+1", "+1", "-2", "@SUM(A1)", "\tx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201")


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


def put(desk: Desk, text: str | bytes, name: str = "in.csv") -> str:
    """Write a table beside the log; gives its path."""
    path = desk.path.with_name(name)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def listed(desk: Desk) -> dict[str, tuple[str, str, str | None]]:
    """Every commitment by its text: who promises, its state and date."""
    found = desk.json("commitment", "list")
    return {item["text"]: (item["from"].split()[0], item["state"], item["due"]) for item in found}


# Tables of people who never saw this product


@pytest.mark.parametrize("habit", TABLES)
def test_a_table_of_others_comes_in_at_the_second_try_at_most(empty: Desk, habit: str) -> None:
    kept = TABLES[habit]
    file = put(empty, kept.data)
    if kept.second:
        told = empty.run("import", file)
        assert told.code == 3
        for option in kept.second:  # the first refusal names every option that the second try needs
            known = option.partition("=")[0] if "=" in option else option
            assert known in told.err or option == "mdy", (option, told.err)
        assert empty.json("commitment", "list") == []
    said = empty.ok("import", file, *kept.second)
    assert f"Added {kept.holds} commitments" in said
    assert len(empty.json("commitment", "list")) == kept.holds
    assert empty.ok("import", file, *kept.second).splitlines()[1].startswith("Nothing new in the file")


def test_what_the_columns_were_read_as_and_three_rows_are_shown(empty: Desk) -> None:
    file = put(empty, TABLES["a project office's action log"].data)
    before = empty.path.read_bytes()
    said = empty.ok("import", file, "--dry-run").splitlines()
    assert empty.path.read_bytes() == before
    assert said[0] == (
        "Columns: Action Item as text, Owner as from, Date raised as on, Due date as due, Status as state, "
        "Comments as why; not read: No."
    )
    assert said[1] == "Would add 4 commitments"
    assert said[2] == "  Persona list, final, due Fri 20 Feb 2026 (by Dana, promised, since Mon 12 Jan 2026)"
    assert said[5].startswith("  SSO for agency accounts (by Jay, promised")
    assert "  Total: 4 actions (line 11, it is a total)" in said


STATES = {
    "promised": "open, To Do, in progress, On Track, late, Blocked, 40%, Selected for Development, Stuck",
    "requested": "asked, New",
    "reported": "ready, Delivered",
    "satisfied": "done, Closed, COMPLETE, 100%",
    "cancelled": "cancelled, dropped, Won't Do",
    "declined": "Rejected",
}


def test_states_and_owners_as_people_write_them(empty: Desk) -> None:
    empty.ok("person", "edit", "H2", "--email", "dana@example.com")
    words = [(word, state) for state, words in STATES.items() for word in words.split(", ")]
    owners = ["Dana Reyes", "dana", "CMO", "dana@example.com", "Reyes, Dana", "partner"]
    owners += ["DR", "D.R.", "D. Reyes", "Dana R.", "Dana (2)"]
    lines = [f'{number},"{owners[number % len(owners)]}",{word}' for number, (word, _) in enumerate(words)]
    empty.ok("import", put(empty, "Task,Assignee,STATUS\n" + "\n".join(lines)))
    assert listed(empty) == {str(number): ("Dana", state, None) for number, (_, state) in enumerate(words)}


def test_heads_totals_and_headings_between_the_rows_are_told_and_left_out(empty: Desk) -> None:
    rows = "Last time\nTask,Owner,Due\nA,Dana,2026-03-01\nThis time\ntask, OWNER,Due\nB,Jay,\n"
    said = empty.ok("import", put(empty, rows + "Subtotal,1,\nGrand total,2,50%\n"))
    for why in ("Subtotal (line 7, it is a total)", "(line 8, it is a total)", "(line 5, it is the head line again)"):
        assert why in said
    assert "This time (line 4, nothing else stands in its row)" in said
    assert sorted(listed(empty)) == ["A", "B"]


def test_what_is_no_table_is_told_as_what_it_is(empty: Desk) -> None:
    pages = {b"PK\3\4\x14\0": "save the sheet as CSV", b"%PDF-1.7": "a PDF", b"\n<!DOCTYPE html>": "a page of the web"}
    for data, why in pages.items():
        assert why in empty.refused("import", put(empty, data))
    (file := empty.path.with_name("work.ics")).write_bytes("\ufeffBEGIN:VCALENDAR".encode("utf-16-le"))
    assert "a calendar in UTF-16" in empty.refused("import", str(file))
    file.write_text("Sign in")
    assert "holds no calendar" in empty.refused("import", str(file))


def test_a_text_and_a_log_are_told_with_the_command_that_takes_them(empty: Desk) -> None:
    notes = {
        "notes.md": "# Notes\n\nDana to send the list by Friday.\n",
        "todo.txt": "Send the brief\nCall Tom, then Dana\n",
        "brief.eml": "From: Dana <dana@example.com>\nSubject: Brief\n\nI will send it.\n",
        "brief": "Received: from x\nFrom: Dana <dana@example.com>\n\nI will send it.\n",
    }
    for name, text in notes.items():
        (file := empty.path.with_name(name)).write_text(text)
        assert f"{name} is a text, and no table; see what it promises with: visavis propose" in empty.refused(
            "import", str(file)
        )
    assert "is a log; open it with: visavis --log" in empty.refused("import", str(empty.path))
    (table := empty.path.with_name("table.txt")).write_text("Task\tOwner\nBrief\tme\n")
    assert "Added 1 commitment" in empty.ok("import", str(table))


def test_cells_parted_by_another_sign_are_told_with_the_option(empty: Desk) -> None:
    for sign in "|^":
        file = put(empty, f"Task{sign}Owner{sign}Due\nBrief {sign} me{sign}2026-03-02\n")
        assert f'parted by "{sign}"; say --delimiter "{sign}"; nothing was changed' in empty.refused("import", file)
        assert "Would add 1 commitment" in empty.ok("import", file, "--delimiter", sign, "--dry-run")


# What is refused, and how it is mended

HEAD = "text,from,due,state\n"
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "numbers without an order": (HEAD + "A,me,3/12/2026,", "line 2: .*--order dmy .*--order mdy"),
    "Excel's number": (HEAD + "A,me,46083,", r'line 2: due: 46083 .*2026-03-02.*--map "46083=2026-03-02"'),
    "no day": (HEAD + "A,me,2026-02-30,", "line 2: due: .*no day of the calendar"),
    "a word for a day": (HEAD + "A,me,friday,", 'line 2: due: "friday" is not one day.*--map "friday='),
    "an unknown owner": (HEAD + "A,Board,,", 'line 2: "Board" names neither .*--map "Board=me"'),
    "both": (HEAD + 'A,"Dana Reyes; JM",,', 'line 2: "Dana Reyes; JM" names both of '),
    "no owner": (HEAD + "A,,2026-03-02,", 'line 2: nobody is named who promises "A".*--by me or --by partner'),
    "an unknown status": (HEAD + "A,me,,Parked", 'line 2: the status "Parked" .*--map "Parked=open"'),
    "too few cells": (HEAD + "A,me", "line 2: it has 2 cells where the head has 4"),
    "too many cells": (HEAD + "A,me,,,x", "line 2: it has 5 cells where the head has 4"),
    "a doubled head": ("text,Owner,owner\nA,me,me", 'line 1: the head "owner" stands there twice'),
    "two heads for one": ("text,owner,due,target\nA,me,,", 'line 1: "due" and "target" .*--map "target=none"'),
    "no head": ("A,me,2026-03-02\nB,me,", 'line 1: no column says what is promised.*--map "A=text"'),
    "an open quote": (HEAD + 'A,me,,\n"B,me,,\nC,me,,\n', "line 3: a quote is opened and never closed"),
    "text behind a quote": (HEAD + '"A"x,me,,\n', "line 2: behind a closing quote"),
    "latin-1": (HEAD.encode() + b"caf\xe9,me,,", "line 2: is not UTF-8 at byte .*--encoding cp1252"),
    "UTF-16": ((HEAD + "A,me,,").encode("utf-16"), "line 1: is not UTF-8; say --encoding utf-16"),
    "UTF-16 without its mark": ((HEAD + "A,me,,").encode("utf-16-be"), "is not UTF-8; say --encoding utf-16-be"),
    "NUL": (HEAD + "A,me,,\nB\0,me,,", "line 3: holds a NUL character"),
    "U+FFFE": (HEAD + "A\ufffe,me,,", "line 2: text holds U[+]FFFE"),
    "an escape in a line": (HEAD + "A\x1b[2J,me,,", "line 2: text holds the control character U[+]001B"),
    "a long field": (HEAD + "A" * 200_000 + ",me,,", "line 2: a cell holds more than"),
    "a text of spaces": (HEAD + " ,me,2026-03-02,", "line 2: it does not say what is promised"),
    "done tomorrow": ("text,from,done\nA,me,2026-02-11", "line 2: it is done on 2026-02-11, which is still to come"),
    "a day to come": ("Task,Who,Date\nA,me,2026-03-02", 'line 2: "Date" is 2026-03-02, .*--map "Date=due"'),
    "two delimiters": ("Foo,Bar;Baz\nA,B;C", "line 1: the head line may be parted in two ways; say --delimiter"),
    "a day and a month changed over": (HEAD + "A,me,2026-25-12,", 'line 2: due: .*--map "2026-25-12=2026-12-25"'),
    "no such day": (HEAD + "A,me,2026-02-30,", 'line 2: due: .*--map "2026-02-30=none"'),
    "no such moment": (HEAD + "A,me,2026-02-30 10:00,", 'line 2: due: .*--map "2026-02-30 10:00=none"'),
    "the same uid twice": (
        "uid,text,from\n" + "11111111-1111-4111-8111-111111111111,A,me\n" * 2,
        "line 3: has the uid of line 2",
    ),
    "nothing": ("", "line 1: the file is empty"),
}


def test_what_is_wrong_is_refused_by_its_line(empty: Desk) -> None:
    for name, (data, wanted) in REFUSED.items():
        told = empty.run("import", put(empty, data), "--format", "csv")
        assert (told.code, told.out) == (3, ""), (name, told)
        assert re.search(wanted, told.err), (name, told.err)
        assert "nothing was changed" in told.err
    assert empty.json("commitment", "list") == []


def test_all_that_is_wrong_is_told_at_once_the_same_once(empty: Desk) -> None:
    rows = [f"Task {number},IT,0{number % 3 + 1}.02.2026,Parked" for number in range(30)]
    told = empty.run("import", put(empty, HEAD + "\n".join(rows)))
    assert told.err.splitlines() == [
        'visavis: in.csv, lines 2, 3, 4, 5, 6 and 25 more: "IT" names neither of Jay Moran and Dana Reyes; '
        'say who it is, as in --map "IT=me" or --map "IT=partner"',
        'visavis: in.csv, lines 2, 4, 5, 7, 8 and 15 more: "01.02.2026" does not say which number is the month; '
        "say --order dmy (the day first) or --order mdy",
        'visavis: in.csv, lines 2, 3, 4, 5, 6 and 25 more: the status "Parked" is not known; say what it means, '
        'as in --map "Parked=open" (or asked, delivered, done, cancelled, rejected)',
        "visavis: in.csv holds 3 faults, told above; nothing was changed",
    ]
    empty.ok("import", put(empty, HEAD + "\n".join(rows)), "--map", "it=me", "--map", "parked=open", "--order", "dmy")


OPTIONS = (
    (("--order", "dmy", "--format", "jsonl"), 2, "--order is for a table, and this is an interchange file"),
    (("--me", "Jay"), 2, "--me is for an interchange file, and this is a table"),
    (("--map", "IT"), 2, '--map "IT" has to be of the form "WORD=MEANING"'),
    (("--map", "Bob=me"), 3, '--map names "Bob", which stands nowhere'),
    (("--by", "Bob"), 3, '--by "Bob" is not one of Jay Moran and Dana Reyes'),
    (("--delimiter", "ab"), 3, '"ab" is no delimiter'),
    (("--encoding", "klingon"), 3, '"klingon" is no encoding'),
)


def test_options_that_do_not_fit(empty: Desk) -> None:
    file = put(empty, "text,from\nA,\nB,Dana\n,")
    for words, code, wanted in OPTIONS:
        by = () if "--by" in words else ("--by", "me") if "--me" not in words and "jsonl" not in words else ()
        assert wanted in empty.refused("import", file, *words, *by, code=code)


def test_a_million_rows_are_refused(empty: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.outside.tables.lines.MOST_ROWS", 3)
    told = empty.refused("import", put(empty, HEAD + "A,me,,\n" * 4))
    assert "line 4: the table has more than 3 rows; split it" in told


# Out, and in again


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ";"), ("taskwarrior", None)])
def test_what_goes_out_and_comes_into_an_empty_log_is_the_same(
    empty: Desk, begun: Path, tmp_path: Path, form: str, delimiter: str | None
) -> None:
    empty.lines(EVERY_STATE)
    target, more = str(tmp_path / "out.txt"), ("--delimiter", delimiter) if delimiter else ()
    empty.ok("export", target, "--format", form, "--scope", "full", *more)
    other = Desk(tmp_path / "other.visavis", empty.captured)
    other.path.write_bytes(begun.read_bytes())
    assert "Added 12 commitments" in other.ok("import", target)
    assert lives_of(other) == lives_of(empty)
    assert "Nothing new" in other.ok("import", target, on="2026-02-20")
    assert "Nothing new" in empty.ok("import", target)
    assert other.json("check") == {"ok": True, "problems": []}
    other.ok("undo")
    assert other.json("commitment", "list") == []


def test_a_table_out(desk: Desk, tmp_path: Path) -> None:
    desk.lines('commitment add "=1+1" --by me --due 2026-03-01 --why=-x\ncommitment add Hidden --by me --private')
    heads = {
        "commitment": "id,alliance,from,to,text,why,done_means,handled_by,was_days,should_be_days,meeting,criterion,"
        "disagreement,continues,state,on,due,first_due,done_on,ended_on",
        "meeting": "id,alliance,starts_at,minutes,place,state,reason,notes,help_asked,rating,moved_from",
        "feedback": "id,alliance,from,to,about,about_on,worked,rework,situation,behaviour,impact,meeting,state,on,"
        "ended_on",
        "disagreement": "id,alliance,topic,kind,tags,positions,restated,heat,customer,team_of,lesson,meeting,"
        "continues,state,on,ended_on",
    }
    for noun, head in heads.items():
        target = tmp_path / f"{noun}.csv"
        desk.ok("export", str(target), "--format", "csv", "--of", noun)
        data = target.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.removeprefix(b"\xef\xbb\xbf").decode().partition("\r\n")[0] == head
        assert not UUID.search(data.decode())
    guarded_row = rows_of(tmp_path / "commitment.csv")[-1]
    assert (guarded_row["text"], guarded_row["why"]) == ("'=1+1", "'-x")
    assert (guarded_row["from"], guarded_row["due"]) == ("Priya Nair", "2026-03-01")
    assert rows_of(tmp_path / "meeting.csv")[0]["starts_at"] == "2026-01-06 14:00"


def test_what_is_private_stays_unless_one_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.lines("commitment add Hidden --by me --private")
    for form in ("csv", "taskwarrior"):
        target = tmp_path / form
        said = desk.ok("export", str(target), "--format", form)
        assert said.splitlines()[1] == "1 private one is left out; --scope full takes what is private too"
        assert "Hidden" not in target.read_text()
        said = desk.ok("export", str(target), "--format", form, "--scope", "shared", "--force")
        assert said.splitlines()[1] == "1 private one is left out"
        said = desk.ok("export", str(target), "--format", form, "--scope", "full", "--force")
        assert len(said.splitlines()) == 1
        assert "Hidden" in target.read_text()
    assert "is there already" in desk.refused("export", str(target), "--format", "csv")
    assert "is the log itself" in desk.refused("export", str(desk.path), "--format", "csv", "--force")
    assert desk.refused("export", str(target), "--format", "taskwarrior", "--of", "meeting", code=2)


def test_a_table_of_ours_that_was_edited_in_a_spreadsheet(empty: Desk, tmp_path: Path) -> None:
    empty.lines(
        """
        commitment add Moved --by me --due 2026-03-02 --on 2026-01-05
        commitment add Done --by partner --due 2026-02-20 --on 2026-01-05
        commitment add Gone --by me --due 2026-03-03 --on 2026-01-05
        commitment add "Called off" --by partner --due 2026-03-04 --on 2026-01-05
        commitment add Renamed --by partner --due 2026-03-05 --on 2026-01-05
        commitment add Same --by me --due 2026-03-06 --on 2026-01-05
        """
    )
    target = tmp_path / "ours.csv"
    empty.ok("export", str(target), "--format", "csv", "--delimiter", ";")
    head, *lines = target.read_text("utf-8-sig").splitlines()
    rows = [line.split(";") for line in lines if not line.startswith("C3")]
    at = {name: number for number, name in enumerate(head.split(";"))}
    rows[0][at["due"]] = "2026-03-09"
    rows[1][at["state"]], rows[1][at["done_on"]] = "erledigt", "2026-02-09"
    rows[2][at["state"]] = "Cancelled"
    rows[3][at["text"]] = "Renamed; twice"
    as_excel = [[re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3.\2.\1", cell) for cell in row] for row in rows]
    quoted = [";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in as_excel]
    target.write_bytes("\r\n".join([head, *quoted, ";" * (len(at) - 1), ""]).encode("cp1252"))
    assert "--order dmy" in empty.run("import", str(target)).err
    said = empty.ok("import", str(target), "--order", "dmy")
    assert said.splitlines()[1:] == [
        "Moved 1 commitment",
        "  Moved, due Mon 9 Mar 2026 (its new date is agreed)",
        "Changed 1 commitment",
        "  Done, due Fri 20 Feb 2026 (it is done and accepted now)",
        "Ended 1 commitment",
        "  Called off, due Wed 4 Mar 2026 (it is no longer needed now)",
        "2 kept as they are",
        "  Renamed; twice, due Thu 5 Mar 2026 (line 5, its what is another in the file; --overwrite takes what the "
        "file says)",
        "  Gone, due Tue 3 Mar 2026 (line 7, C3: its row is gone from the table; it stays, until: visavis "
        "commitment cancel C3 --reason WORDS)",
        "1 there already",
    ]
    found = {item["id"]: (item["state"], item["due"], item["first_due"]) for item in empty.json("commitment", "list")}
    assert found["C1"] == ("promised", "2026-03-09", "2026-03-02")
    assert found["C2"] == ("satisfied", "2026-02-20", "2026-02-20")
    assert found["C3"][0] == "promised"
    assert found["C4"][0] == "cancelled"
    assert "done 9 Feb" in empty.ok("commitment", "show", "C2") or "9 Feb" in empty.ok("commitment", "show", "C2")
    empty.ok("import", str(target), "--order", "dmy", "--overwrite")
    assert "Renamed; twice" in listed(empty)


def test_a_date_that_the_log_has_left_behind_does_not_come_back(empty: Desk) -> None:
    file = put(empty, HEAD + "A,me,2026-03-02,\nB,me,2026-03-02,reported\n")
    empty.ok("import", file)
    empty.lines("commitment propose C1 --due 2026-03-20 --reason vendor --agreed\ncommitment satisfied C2")
    said = empty.ok("import", file)
    assert "2026-03-02 was its date before; --overwrite takes what the file says" in said
    assert "it is done and accepted here, the file says said to be done" in said
    assert listed(empty)["A"] == ("Jay", "promised", "2026-03-20")
    assert "Moved 1 commitment" in empty.ok("import", file, "--overwrite")
    assert listed(empty)["A"] == ("Jay", "promised", "2026-03-02")


def test_equal_rows_are_told_apart_by_their_number(empty: Desk) -> None:
    file = put(empty, HEAD + "Figures,me,2026-03-02,\nFigures,me,2026-04-02,\nfigures,partner,2026-04-02,\n")
    assert "Added 3 commitments" in empty.ok("import", file)
    file = put(empty, HEAD + "Figures,me,2026-03-02,\nFigures,me,2026-04-09,\nfigures,partner,2026-04-02,\n")
    assert "Moved 1 commitment" in empty.ok("import", file)


def test_progress_is_told_on_a_terminal(empty: Desk) -> None:
    code, told = empty.terminal("import", put(empty, HEAD + "A,me,,\n"))
    assert code == 0
    assert b"0 of 1 taken" in told


# Any text


def test_what_looks_like_a_formula_is_guarded() -> None:
    for text in FORMULAS:
        assert guarded(text) == f"'{text}"
        assert unguarded(guarded(text)) == text
    for text in ("'=1", "''-x", "'tis", "a=1", "", "1"):
        assert unguarded(guarded(text)) == text
    assert unguarded("'tis") == "'tis"


@examples(100)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=40),
    st.sampled_from(",;\t"),
)
def test_any_text_survives_a_table(begun: Path, text: str, delimiter: str) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["text", "from", "why"])
    writer.writerow(["A", "me", guarded(text)])
    with Log(begun, clock_of("2026-02-10")) as log:
        asked = Asked(usual=lambda: log.pairs()[0], delimiter=delimiter)
        source = read_table(log, "any.csv", ("\ufeff" + out.getvalue()).encode(), asked)
    assert not source.faults
    assert source.told[0].values.get("why", "") == (text if text.strip() else "")


# Heads and days as people write them

HEADS = {
    "Summary,Issue key,Status,Assignee,Reporter,Created,Due date": "text - state from to on due",
    "Task ID,Task Name,Progress,Assigned To,Created Date,Start date,Due date,Completed Date,Description": (
        "- text state from on - due done_on why"
    ),
    "What,Who,When": "text from due",
    "Agreed action,By whom,By when,Remarks": "text from due why",
    "Name,Aufgabe,Bis": "from text due",
    "Name,Assignee,Due": "text from due",
    "Description,Owner,Notes": "text from why",
    "Task,% Complete,Assigned To (name),DUE_DATE": "text state from due",
    "Done?,Action Item:,Responsible,Due (dd/mm)": "done_on text from due",
    "Tâche,Responsable,Échéance,Statut": "text from due state",
    "Title,Topic,Lead,Original due date,Target": "text - from first_due due",
}


def test_heads_as_people_write_them() -> None:
    for heads, wanted in HEADS.items():
        faults = Faults()
        found = columns_of(1, heads.split(","), Meanings(), faults)
        assert not faults, heads
        assert [name for _, name in found.understood] == [
            "not read" if name == "-" else name for name in wanted.split()
        ], heads


def test_days_as_people_write_them() -> None:
    today, zone = date(2026, 2, 10), ZoneInfo("Europe/London")
    days = Days(today, zone, "mdy", Meanings(["Easter=2026-04-05", "later=none"]))
    for text in [
        "Mar 2",
        "2. März 2026",
        "2 mars 2026",
        "2026.03.02",
        "2026-3-2",
        "20260302",
        "02/Mar/26 5:00 PM",
        "2-Mar",
    ]:
        assert days.read(text) == date(2026, 3, 2), text
    more = "2026-03-02 00:00:00|2026-03-02T00:30:00.000Z|Mon 2 March|Monday, March 2, 2026|2-Mar-26|03/02/26|3/2"
    for text in more.split("|"):
        assert days.read(text) == date(2026, 3, 2), text
    assert days.read("easter ") == date(2026, 4, 5)
    assert [days.read(text) for text in ("", "-", "TBD", "n/a", "asap", "Later")] == [None] * 6
    assert days.read("2026-03-02T23:30:00-05:00") == date(2026, 3, 3)
    assert (days.read("20 Dec"), days.read("20 Mar", past=True)) == (date(2025, 12, 20), date(2025, 3, 20))
    for text in ("friday", "tomorrow", "in 2 weeks", "Mar 2026", "15th", "13/13/2026", "Tue 2 March 2026", "2026"):
        with pytest.raises(BadDate):
            days.read(text)


def test_several_alliances_are_told_with_all_that_is_wrong_beside_them(empty: Desk) -> None:
    empty.lines('alliance add --partner "Ravi Iyer, COO"')
    rows = "task,owner,due,status\nA,Dana,3/12,open\nB,Dana,2026-03-01,parked\n"
    told = empty.run("import", put(empty, rows))
    assert told.code == 3
    assert "lines 2, 3: the log holds several alliances; name one with --alliance" in told.err
    assert "--order dmy" in told.err
    assert '"parked"' in told.err
    only = put(empty, "task,owner\nA,Dana\n")
    assert "name one with --alliance" in empty.refused("import", only, code=2)


LINKED = """criterion add "Days from brief to live" --target 8 --unit days
meeting add --on "2026-02-03 14:00" --minutes 50
commitment add Brief --by me --meeting M1 --criterion K1
"""


def test_what_a_promise_leads_to_comes_in_again_by_its_title(empty: Desk, tmp_path: Path) -> None:
    empty.lines(LINKED)
    target = tmp_path / "out.csv"
    empty.ok("export", str(target), "--format", "csv")
    row = rows_of(target)[0]
    assert "Nothing new" in empty.ok("import", str(target))
    empty.ok("commitment", "remove", "C1")
    again = f"text,from,meeting,criterion\nBrief again,me,{row['meeting']},{row['criterion'].upper()}\n"
    file = put(empty, again + "Other,me,Weekly sync,\n")
    said = empty.ok("import", file)
    assert 'its meeting "Weekly sync" is not here, and is left out' in said
    empty.ok("export", str(target), "--format", "csv", "--force")
    found = {each["text"]: (each["meeting"], each["criterion"]) for each in rows_of(target)}
    assert found == {"Brief again": (row["meeting"], row["criterion"]), "Other": ("", "")}
