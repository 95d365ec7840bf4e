"""Every command and verb: help, exit codes, options before and after, ids, several alliances, stable JSON names."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.records.nouns import LIVES, NOUNS
from models.records.pair import Pair
from storage.log import Log
from tests.cli.desk import DAY, FIRST, Desk, Said, environment, prepare
from tui.__main__ import VERSION, main
from tui.cli.commands import COMMANDS
from tui.cli.parser import build

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


def verbs_of(command: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The verbs of a command with their parsers; none where it has none."""
    yield from subparsers(COMMAND_PARSERS[command]).items()


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


COMMAND_PARSERS = subparsers(build(VERSION))
VERBS = [(command, verb) for command in COMMANDS for verb, _ in verbs_of(command)]


# Help


@pytest.mark.parametrize("words", [(), *((command,) for command in COMMANDS), *VERBS], ids=" ".join)
def test_everything_answers_help(desk: Desk, words: tuple[str, ...]) -> None:
    said = desk.run(*words, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"usage: visavis {' '.join(words)}".rstrip())
    assert desk.run("--help", *words).code == 0


def test_nouns_have_their_verbs() -> None:
    for noun in NOUNS:
        verbs = {verb for command, verb in VERBS if command == noun}
        kept = {"list", "show", "edit"} | ({"remove", "purge"} if noun not in ("person", "alliance") else set())
        assert verbs >= kept | ({"add"} if noun != "pulse" else {"open", "answer"})
    assert {noun for noun, verb in VERBS if verb == "stats"} == {*LIVES, "meeting"}


def test_the_manual_names_everything() -> None:
    text = DOCS.read_text()
    for command in COMMANDS:
        assert f"visavis {command}" in text, command
    for command, verb in VERBS:
        assert re.search(rf"(?<![\w-]){verb}(?![\w-])", text), (command, verb)
    options = {
        option
        for command in COMMANDS
        for parser in (COMMAND_PARSERS[command], *(found for _, found in verbs_of(command)))
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    assert [option for option in options if not re.search(rf"{option}(?![\w-])", text)] == []


# Every command as a process

READS = [
    ("", "Priya Nair and Tom Okafor"),
    ("today", "Priya Nair and Tom Okafor"),
    ("overdue", "C1  Priya    11  Fri 30 Jan  Lead capture fixed on the portal"),
    ("agenda", "# Agenda: Priya Nair and Tom Okafor"),
    ("search perso", "Persona list"),
    ("status", "2 late (1 mine) · Tom Tue 17 Feb"),
    ("meeting list", "Meeting of Tue 6 Jan, 14:00"),
    ("topic list", "Names for the exchange"),
    ("decision list", "No decisions."),
    ("commitment show C3", "C3  Guideline for outside software  (promised, due Fri 20 Feb)"),
    ("feedback stats", "asked 1, given 0"),
    ("disagreement stats", "3 raised, 1 resolved, 2 open, 0 lapsed"),
    ("criterion list", "No criteria."),
    ("pulse list", "No pulses."),
    ("note list", "What brand lift means"),
    ("placement list", "No placements."),
    ("customer list", "No customer cards."),
    ("alliance list", "Priya Nair and Tom Okafor: One customer, one journey"),
    ("person list", "CIO   Priya Nair"),
    ("history", "Imported first.visavis.jsonl"),
    ("check", "The log is whole."),
]
WRITES = [
    ("capture --meeting M3", "4 lines for the meeting of"),
    (f"import {FIRST}", "Nothing new in the file; the log is as it was."),
    ("export out.jsonl", "Wrote out.jsonl"),
    ("backup copy.visavis", "Backed up to copy.visavis, and checked"),
    ("undo", "Taken back: Imported first.visavis.jsonl"),
]


@pytest.mark.parametrize(("words", "says"), READS)
def test_every_reading_command_as_a_process(desk: Desk, words: str, says: str) -> None:
    started = desk.visavis if words in ("", "today", "search perso") else desk.process
    said = started("--as-of", DAY, *words.split())
    assert said.code == 0, said.err
    assert says in said.out
    assert said.err == ("" if words else "visavis: open the app by running visavis in a terminal\n")


@pytest.mark.parametrize(("words", "says"), WRITES)
def test_every_writing_command_as_a_process(desk: Desk, words: str, says: str) -> None:
    started = desk.visavis if words.startswith("capture") else desk.process
    said = started(*words.split(), stdin=b"> a\n? b\n! c\nd\n")
    assert (said.code, said.err) == (0, "")
    assert says in said.out


def test_a_life_of_a_log_as_processes(desk: Desk) -> None:
    desk.path.unlink()
    assert here(desk, "today") == 4
    said = desk.visavis(
        "init", "--me", "Jay Moran, CIO", "--partner", "Dana Reyes", "--cadence", "every other tue 14:00"
    )
    assert said.out == f"Started a log for Jay Moran, CIO, and Dana Reyes, every other Tuesday, 14:00: {desk.path}\n"
    # What is a process of its own in the tests above is called here.
    assert here(desk, "remind") == 0
    assert desk.visavis("commitment", "add", "Late", "--due", "2020-01-02").code == 0
    said = desk.visavis("remind")
    assert said.code == 1
    assert said.out.startswith("C1  Jay  ")
    assert here(desk, "undo") == 0
    assert desk.visavis("redo").code == 0
    assert here(desk, "backup", str(desk.path.with_name("b.visavis"))) == 0
    assert here(desk, "commitment", "remove", "1") == 0
    assert desk.visavis("restore", "b.visavis").code == 0
    assert here(desk, "remind") == 1
    said = desk.visavis("demo")
    assert said.code == 0
    assert "NEXT  " in said.out


def here(desk: Desk, *words: str) -> int:
    """The exit code of a command, called here and today."""
    return main(["--log", str(desk.path), *words])


# Exit codes

NO_COMMAND = [
    ("foo", '"foo" is no command'),
    ("overdeu", "did you mean overdue? see: visavis --help"),
    ("commitment", "VERB"),
    ("commitment foo", '"foo" is no verb'),
    ("commitment satisfed C1", "did you mean satisfied"),
    ("commitment show", "ID"),
    ("commitment add", "TEXT"),
    ("overdue --foo", "unrecognized arguments: --foo"),
    ("overdue --by somebody", "expected me, partner"),
    ("overdue --lo x", "unrecognized arguments: --lo x"),
    ("commitment list --state foo", "expected requested, offered"),
    ("history --limit x", "invalid int value"),
    ("history 3", "history needs the letter too, as C3"),
    ("--log= today", "--log names no file"),
    ("search", "WORDS"),
    ("init --me x", "--partner"),
    ('init --me ", CIO" --partner x', "--me needs a name"),
    ("topic add x --as-of 2026-01-01", "nothing can be changed in the past"),
    ("undo --as-of 2026-01-01", "nothing can be changed in the past"),
    ("redo --as-of yesterday", "nothing can be changed in the past"),
    ("capture x --as-of 2026-01-01", "nothing can be changed in the past"),
    ("import x --as-of 2026-01-01", "nothing can be changed in the past"),
    ("init --me x --partner y --as-of 2026-01-01", "nothing can be changed in the past"),
    ("restore x --as-of 2026-01-01", "holds for the log as it is"),
    ("check --repair --as-of 2026-01-01", "nothing can be changed in the past"),
    ("capture ' '", "no line was given"),
    ("commitment edit C1", "nothing to change was given"),
    ("commitment propose C1", "needs --due and --reason"),
    ("commitment propose C1 --due fri --reason ' '", "needs --reason"),
    ("commitment decline C6", "needs --reason and --alternative"),
    ("commitment counter C6 --reason x", "needs --due or --terms"),
    ("commitment revoke C1", "needs --reason"),
    ("commitment cancel C1", "needs --reason"),
    ("commitment add x --offer", "needs --due"),
    ("commitment add x --promised", "--promised goes with --ask"),
    ("commitment add x --terms y", "--terms goes with --ask"),
    ("commitment add x --ask --offer", "not allowed with"),
    ("feedback add --about x", "needs --worked or --rework"),
    ("feedback give F1", "needs --worked or --rework"),
    ("disagreement resolve D1", "needs --kind and --decision"),
    ("disagreement park D1", "needs --revisit-on"),
    ("disagreement reopen D2", "needs --new-fact"),
    ("note add x", "note add needs --kind: personal, priority"),
    ("meeting edit M1", "nothing to change was given"),
    ("pulse answer P1 data", "--score"),
    ("agenda -o x.odt", "ends in no known format"),
    ("agenda --meeting M1 --on today", "not allowed with"),
    ("demo --years 1000 --write x", "at most 50 years"),
]
NOT_SO = [
    ("commitment show C99", '"C99" is no commitment here; see: visavis commitment list'),
    ("commitment show F1", '"F1" is no commitment here'),
    ("commitment show Persona", '"Persona" is no commitment here'),
    ("commitment report C99", '"C99" is no commitment here'),
    ("history C99", '"C99" is nothing in this log'),
    ("overdue --as-of '32 foo'", "is not a date; write for example"),
    ("overdue --as-of ''", "no date is given"),
    ("overdue --as-of 2026-02-30", "February 2026 has days 1 to 28, no 30; write for example 28 feb 2026"),
    ("overdue --alliance zz", '"zz" names no alliance; known: Tom Okafor'),
    ("overdue --alliance ''", "names no alliance"),
    ("commitment add x --due 3/12", "does not say which number is the month"),
    ("commitment add x --due 'someday'", "is not a date"),
    ("commitment add x --due 9999-01-01", "9999"),
    ("meeting add --on 2026-03-03", "has no time; add one"),
    ("meeting add --on '2026-03-29 01:30'", "does not exist on Sun 29 Mar, the clock goes from 01:00 to 02:00"),
    ("meeting add --on '2026-10-25 01:30'", "comes twice on Sun 25 Oct"),
    ("meeting add --on '2026-03-03 12:60'", "is not a time"),
    ("alliance edit A1 --timezone Mars/Base", "is not a time zone"),
    ("alliance edit A1 --cadence 'now and then'", "every other tuesday 14:00"),
    ("commitment add ''", "text is missing"),
    ("commitment add ' '", "text is empty"),
    ("commitment edit C1 --text ''", "text is missing"),
    (
        "commitment satisfied C1",
        "is promised, so satisfied is not allowed; allowed now: propose, report, revoke, cancel",
    ),
    ("commitment report C4", "is satisfied, and that is final"),
    ("commitment report C1 --by partner", "report is for Priya to do, not for Tom"),
    ("commitment report C1 --on 2026-01-02", "report on Fri 2 Jan comes before the last act, on Tue 6 Jan"),
    ("commitment report C1 --on 2026-02-11", "report on Wed 11 Feb is still to come"),
    ("commitment report C1 --done-on 2026-02-11", "2026-02-11"),
    ("commitment propose C1 --due fri --reason x --reason-code foo", "expected one of priority-changed"),
    ("commitment add x --meeting M99", '"M99" is no meeting here'),
    ("feedback wont-act F2 --reason x", "so wont-act is not allowed; allowed now: follow-up"),
    ("meeting miss M4", "is still to come (Tue 17 February, in 7 days), so it cannot be missed"),
    ("meeting cancel M1", "was held, so it cannot be cancelled"),
    ("meeting add --on 'fri 9:00' --minutes x", "expected a whole number"),
    ("criterion add x --target much", "expected a number"),
    ("meeting purge M1", "C1, C2 lead to it; edit or purge that first"),
    ("agenda --meeting M2", "M2 was missed, so it has neither agenda nor recap"),
    ("agenda --on 'tomorrow'", "there is no meeting with Tom Okafor on Wed 11 February"),
    ("redo", "there is nothing to redo"),
    ("init --me x --partner y", "there is a log at"),
    ("import nowhere.jsonl", "there is no file nowhere.jsonl"),
    ("restore nowhere.visavis", "there is no file nowhere.visavis"),
    (f"restore {FIRST}", "is not a visavis log"),
    ("export /", "is not a plain file"),
    ("backup nowhere/x", "there is no folder nowhere"),
    (f"export {FIRST}", "is there already; name another file, or replace it with --force"),
    (f"backup {FIRST}", "is there already; name another file"),
]


@pytest.mark.parametrize(("words", "says"), NO_COMMAND)
def test_words_that_make_no_command(desk: Desk, words: str, says: str) -> None:
    assert says in desk.refused(*shlex.split(words), code=2)


@pytest.mark.parametrize(("words", "says"), NOT_SO)
def test_words_that_say_what_is_not_so(desk: Desk, words: str, says: str) -> None:
    assert says in desk.refused(*shlex.split(words))


def test_nothing_to_undo(empty: Desk) -> None:
    assert empty.refused("undo") == "there is nothing to undo"
    empty.ok("topic", "add", "Sandbox")
    assert empty.ok("undo") == "Taken back: Sandbox: added\n"
    assert empty.refused("undo") == "there is nothing to undo"
    assert empty.ok("redo") == "Done again: Sandbox: added\n"
    assert empty.refused("redo") == "there is nothing to redo"


@pytest.mark.parametrize("what", ["nothing", "text", "empty", "folder", "link", "foreign", "newer", "cut"])
@pytest.mark.parametrize("words", [("today",), ("topic", "add", "x"), ("check",), ("undo",), ()])
def test_a_log_that_cannot_be_opened(desk: Desk, what: str, words: tuple[str, ...]) -> None:
    log = desk.path
    whole = log.read_bytes()
    log.unlink()
    if what == "text":
        log.write_text("<html>")
    elif what == "empty":
        log.touch()
    elif what == "folder":
        log.mkdir()
    elif what == "link":
        log.with_name("other").write_bytes(whole)
        log.symlink_to("other")
    elif what == "foreign":
        with sqlite3.connect(log) as other:
            other.execute("CREATE TABLE t (x)")
        other.close()
    elif what == "newer":
        log.write_bytes(whole[:60] + (99).to_bytes(4, "big") + whole[64:])
    elif what == "cut":
        log.write_bytes(whole[: len(whole) // 2])
    before = log.read_bytes() if log.is_file() else None
    said = desk.run(*words)
    assert said.code == 4
    assert said.fault
    assert (log.read_bytes() if log.is_file() else None) == before


def test_check_finds_what_was_altered(desk: Desk) -> None:
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE commitment SET text = 'Persona lists' WHERE id = 2")
    connection.commit()
    connection.close()
    said = desk.run("check", "--json")
    assert said.code == 1
    assert said.json["ok"] is False
    assert [(set(item), item["where"]) for item in said.json["problems"]] == [({"what", "where", "repair"}, "C2")]
    said = desk.run("check")
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith("C2: ")


def test_remind_says_when_there_is_any(desk: Desk) -> None:
    said = desk.run("remind")
    assert (said.code, len(said.out.splitlines())) == (1, 2)
    assert desk.run("remind", "--json").code == 1
    assert desk.run("remind", on="2026-01-10").code == 0


# Options before and after


def test_options_stand_before_or_after(desk: Desk, tmp_path: Path) -> None:
    other = ("--log", str(tmp_path / "nowhere.visavis"))
    wanted = desk.ok("overdue", on=DAY)
    late = ("--as-of", DAY, "--alliance", "tom")
    words = [
        (*late, "overdue"),
        ("overdue", *late),
        (*late[:2], "overdue", *late[2:]),
        ("overdue", f"--as-of={DAY}", "--alliance=TOM OKAFOR", "--no-color"),
    ]
    for item in words:
        assert desk.ok(*item, on="2026-05-05") == wanted
    listed = desk.ok("commitment", "list", on=DAY)
    for position in range(3):
        mixed = ["commitment", "list"]
        mixed[position:position] = ["--as-of", DAY]
        assert desk.ok(*mixed, on="2026-05-05") == listed
    assert desk.run(*other, "today").code == 4  # the last one counts
    assert desk.run("today", *other).code == 4
    for line in ("--version", "today --version", "commitment list --version", "--version today"):
        assert desk.ok(*line.split()) == f"visavis {VERSION}\n"


def test_the_environment_stands_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_AS_OF", DAY)
    wanted = desk.ok("overdue", on="2026-05-05")
    assert wanted == desk.ok("overdue", "--as-of", DAY, on="2026-05-05")
    assert desk.ok("overdue", "--as-of", "2026-01-16", on="2026-05-05") == "Nothing is overdue.\n"
    assert "VISAVIS_AS_OF" in desk.refused("topic", "add", "x", code=2)
    monkeypatch.setenv("VISAVIS_LOG", str(desk.path))
    assert main(["overdue"]) == 0
    assert desk.captured is not None
    assert desk.captured.readouterr().out == wanted
    said = desk.visavis("overdue", env={"VISAVIS_LOG": "/nowhere", "VISAVIS_AS_OF": DAY})
    assert said.out == wanted


def test_the_persons_own_log_is_the_default(desk: Desk) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tui", "init", "--me", "a", "--partner", "b"],
        env=environment(desk.path.parent),
        capture_output=True,
        check=True,
    )
    assert found.stdout.decode().endswith("data/visavis/log.visavis\n")
    made = desk.path.parent / "data" / "visavis"
    assert (made.stat().st_mode & 0o777, (made / "log.visavis").stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_day_in_words_is_said_back(desk: Desk) -> None:
    said = desk.run("overdue", "--as-of", "last fri")
    assert said.err == "visavis: as of Fri 6 February, 4 days ago\n"
    said = desk.run("commitment", "list", "--since", "1 jan", "--until", "eom")
    assert said.err == "visavis: since Thu 1 January, 40 days ago\nvisavis: until Sat 28 February, in 18 days\n"
    assert desk.run("overdue", "--as-of", DAY).err == ""


# Ids


def test_ids_in_any_shape(desk: Desk) -> None:
    desk.lines(
        """
        decision add "Agency accounts through SSO" --on 2026-02-03
        criterion add Leads
        pulse open
        placement add Mia
        customer add "Who buys"
        """
    )
    for noun, spec in NOUNS.items():
        found = desk.json(noun, "list")[0]
        wanted = desk.ok(noun, "show", found["id"])
        number = found["id"].removeprefix(spec.letter)
        for name in (found["id"].lower(), number, found["uid"], found["uid"].upper(), f" {found['id']} "):
            assert desk.ok(noun, "show", name) == wanted, name
        assert desk.ok(noun, "show", found["id"]).startswith(f"{spec.letter}{number}  ")
        assert desk.json(noun, "show", found["uid"])["uid"] == found["uid"]
        assert desk.ok("history", found["uid"]) == desk.ok("history", found["id"].lower())


def test_a_uid_does_wherever_an_id_does(desk: Desk) -> None:
    meeting = desk.json("meeting", "list")[0]["uid"]
    promise = next(item for item in desk.json("commitment", "list") if item["id"] == "C2")["uid"]
    alliance = desk.json("alliance", "list")[0]["uid"]
    assert desk.ok("agenda", "--meeting", meeting) == desk.ok("agenda", "--meeting", "m1")
    assert desk.ok("overdue", "--alliance", alliance) == desk.ok("overdue", "--alliance", "a1") == desk.ok("overdue")
    assert desk.ok("topic", "add", "x", "--meeting", meeting).startswith("T3")
    assert desk.json("topic", "show", "T3")["meeting"] == "M1"
    assert desk.ok("capture", "> y", "--meeting", meeting).startswith("M1")
    assert desk.ok("commitment", "report", promise, "--accepted").startswith("C2  Persona list: done and accepted")
    assert desk.ok("commitment", "edit", promise, "--why", "launch").startswith("C2")
    assert desk.ok("commitment", "remove", promise).startswith("C2")
    assert "Persona list: removed" in desk.ok("history", promise)


# Several alliances


@pytest.fixture
def several(desk: Desk) -> Desk:
    """The worked example with two more alliances."""
    desk.lines(
        """
        alliance add --partner "Tom Baker, CFO" --cadence "every wednesday 9:00"
        alliance add --partner "Uma Dubois, COO"
        commitment add "Budget lines" --by partner --due 2026-02-09 --alliance baker
        topic add "Costs" --alliance baker
        """
    )
    return desk


@pytest.mark.parametrize(
    "words",
    [
        ("commitment", "add", "x"),
        ("topic", "add", "x"),
        ("meeting", "add", "--on", "fri 9:00"),
        ("feedback", "request", "--about", "x"),
        ("pulse", "open"),
        ("capture", "> x"),
        ("export", "x.jsonl", "--scope", "shared"),
    ],
)
def test_a_write_needs_the_alliance(several: Desk, words: tuple[str, ...]) -> None:
    found = several.refused(*words, code=2)
    assert found == "the log holds several alliances; name one with --alliance (Tom Okafor, Tom Baker, Uma Dubois)"


def test_reads_take_the_next_one_or_all(several: Desk) -> None:
    for words in (("today",), ("agenda",), ("commitment", "stats"), ("meeting", "stats")):
        said = several.run(*words)
        assert said.code == 0
        assert said.err == "visavis: Tom Baker, who is met next; --alliance names another\n"
        assert several.run(*words, "--alliance", "okafor").err == ""
    assert several.json("today", "--alliance", "oka")["alliance"] == "Tom Okafor"
    assert [item["alliance"] for item in several.json("overdue")] == ["Tom Okafor", "Tom Okafor", "Tom Baker"]
    assert "Tom Baker" in several.ok("overdue").splitlines()[-1]
    assert len(several.json("commitment", "list")) == 7
    assert len(several.json("commitment", "list", "--alliance", "baker")) == 1
    assert [item["id"] for item in several.json("search", "costs")] == ["T3"]
    assert several.json("search", "costs", "--alliance", "uma") == []
    assert several.run("status").out.startswith("3 late (1 mine)")


def test_names_that_name_several_or_another(several: Desk) -> None:
    assert (
        several.refused("today", "--alliance", "tom") == '"tom" names several alliances; known: Tom Okafor, Tom Baker'
    )
    assert "belongs to the alliance with Tom Baker, not Tom Okafor" in several.refused(
        "commitment", "report", "C7", "--alliance", "okafor"
    )
    assert several.ok("commitment", "report", "C7").startswith("C7")


# Stable names

PROMISE = {
    "id", "uid", "text", "from", "to", "state", "due", "first_due", "days_overdue", "pending_due", "alliance", "private"
}  # fmt: skip
RHYTHM = {
    "as_of", "expected", "satisfied", "held", "gap_days", "interval_days", "level", "streak", "out_of_office_days",
    "topics_carried",
}  # fmt: skip


def test_json_of_promises(desk: Desk) -> None:
    for words in (("overdue",), ("commitment", "list")):
        for item in desk.json(*words):
            assert set(item) == PROMISE
    found = {item["id"]: item for item in desk.json("commitment", "list")}
    assert list(found) == ["C4", "C1", "C2", "C3", "C5", "C6"]  # earliest due first, then id
    assert found["C1"]["from"] == "Priya Nair"
    assert found["C1"]["to"] == found["C1"]["alliance"] == "Tom Okafor"
    assert (found["C6"]["due"], found["C6"]["days_overdue"], found["C6"]["private"]) == (None, None, False)
    desk.lines("commitment propose C1 --due 2026-03-01 --reason x")
    assert desk.json("overdue")[0]["pending_due"] == "2026-03-01"


def test_json_of_the_measures(desk: Desk) -> None:
    found = desk.json("disagreement", "stats")
    assert set(found) == {
        "as_of", "since", "until", "measure", "n", "resolved", "open", "lapsed", "median_days", "median_ci", "p85_days",
        "resolved_within", "ever_resolved", "reopened", "lapsed_share", "watch_days", "late_days", "curve", "ageing",
    }  # fmt: skip
    assert set(found["resolved_within"]) == {"14", "30", "90"}
    assert set(found["curve"][0]) == {"day", "at_risk", "resolved", "lapsed", "unresolved", "open", "se", "ci"}
    assert set(found["ageing"][0]) == {"id", "topic", "days", "level"}
    assert (found["since"], found["until"], len(found["median_ci"])) == (None, None, 2)

    found = desk.json("commitment", "stats", "--since", "2026-01-01", "--until", "2026-02-01")
    assert set(found) == {"as_of", "since", "until", "directions"}
    assert (found["since"], found["until"]) == ("2026-01-01", "2026-02-01")
    assert [(item["from"], item["to"]) for item in found["directions"]] == [
        ("Priya Nair", "Tom Okafor"),
        ("Tom Okafor", "Priya Nair"),
    ]
    for item in found["directions"]:
        assert set(item) == {
            "from", "to", "kept_first_date", "kept_as_agreed", "undated", "renegotiated", "median_slip_days",
            "median_notice_days", "reasons", "time_to_done", "answer_time",
        }  # fmt: skip
        assert set(item["kept_first_date"]) == set(item["kept_as_agreed"]) == {"kept", "known", "ci"}
        assert set(item["renegotiated"]) == {"changed", "promised"}
        assert set(item["time_to_done"]) == {"n", "done", "dropped", "median_days", "median_ci"}
        assert set(item["answer_time"]) == {"n", "answered", "withdrawn", "median_days", "median_ci"}

    found = desk.json("feedback", "stats")
    assert set(found) == {"as_of", "since", "until", "directions"}
    for item in found["directions"]:
        assert set(item) == {
            "from", "to", "asked", "given", "declined", "lapsed", "acknowledged", "will_act", "wont_act", "followed_up"
        }  # fmt: skip

    assert set(desk.json("meeting", "stats")) == RHYTHM


def test_json_of_today_search_and_check(desk: Desk) -> None:
    found = desk.json("today")
    assert set(found) == {
        *("as_of", "alliance", "next_meeting", "overdue", "due_before_next", "awaiting_answer", "disagreements"),
        *("rhythm", "unrecorded"),
    }  # fmt: skip
    assert set(found["next_meeting"]) == {"id", "starts_at", "place"}
    assert set(found["overdue"]) == {"me", "partner"}
    assert set(found["disagreements"]) == {"open", "oldest_days"}
    assert set(found["rhythm"]) == RHYTHM
    assert set(desk.json("search", "persona")[0]) == {"id", "type", "title", "snippet", "on"}
    assert desk.json("check") == {"ok": True, "problems": []}


def test_the_next_meeting_by_the_rhythm_and_without_one(empty: Desk) -> None:
    assert empty.json("today")["next_meeting"] is None
    assert empty.ok("agenda").splitlines()[2] == "No date yet"
    empty.lines('alliance edit A1 --cadence "every other tuesday 14:00" --started-on 2026-01-06')
    found = empty.json("today")["next_meeting"]
    assert found == {"id": None, "starts_at": "2026-02-17T14:00:00+00:00", "place": None}
    assert empty.ok("meeting", "add") == "M1  Meeting of Tue 17 Feb, 14:00: added (Tue 17 February, in 7 days)\n"
    assert empty.json("today")["next_meeting"]["id"] == "M1"
    assert empty.json("today")["due_before_next"] == 0
    empty.lines("commitment add x --due 2026-02-17\ncommitment add y --due 2026-02-18\ncommitment add z --due today")
    assert empty.json("today")["due_before_next"] == 2


def test_json_of_everything_else_is_json(desk: Desk) -> None:
    for noun in NOUNS:
        found = desk.json(noun, "list")
        assert isinstance(found, list)
        for item in found[:1]:
            assert {"id", "uid"} <= set(desk.json(noun, "show", item["id"]))
    assert set(desk.json("history")[0]) == {"id", "title", "at", "rows", "undone", "records", "by", "later"} | {
        "taken_back",
        "takes_back",
    }
    assert set(desk.json("status")) == {"late", "waiting_for_me", "next_meeting", "with"}


# Lists


def test_lists_are_filtered(desk: Desk) -> None:
    def ids(*words: str) -> list[str]:
        return [item["id"] for item in desk.json(*words)]

    assert ids("commitment", "list", "--state", "promised") == ["C1", "C2", "C3"]
    assert ids("commitment", "list", "--by", "partner") == ["C2", "C6"]
    assert ids("commitment", "list", "--overdue") == ["C1", "C2"]
    assert ids("commitment", "list", "--overdue", "--by", "me") == ["C1"]
    assert ids("commitment", "list", "--since", "2026-01-30", "--until", "2026-02-06") == ["C1", "C2", "C6"]
    assert ids("meeting", "list", "--state", "held") == ["M1", "M3"]
    assert ids("meeting", "list", "--since", "2026-02-03") == ["M3", "M4"]
    assert ids("disagreement", "list", "--kind", "let-down") == ["D3"]
    assert ids("disagreement", "list", "--state", "resolved") == ["D2"]
    assert ids("disagreement", "list", "--as-of", "2026-01-17") == ["D1", "D2", "D3"]
    assert ids("note", "list", "--kind", "personal") == ["N2"]
    assert ids("note", "list", "--by", "me") == ["N1"]
    assert ids("topic", "list", "--by", "partner") == ["T1"]
    assert ids("feedback", "list", "--state", "requested") == ["F1"]
    assert ids("feedback", "list", "--as-of", "2026-01-28") == ["F2"]


def test_what_is_just_recorded_is_listed_in_any_zone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.lines("alliance edit A1 --timezone Pacific/Kiritimati")  # noon in London is the next day there
    desk.lines("commitment add Now --due today")
    found = {item["text"]: item for item in desk.json("commitment", "list")}
    assert found["Now"]["due"] == "2026-02-11"
    assert found["Persona list"]["days_overdue"] == 5
    assert [item["days_overdue"] for item in desk.json("overdue")] == [12, 5]
    desk.lines('meeting add --on "2026-02-11 00:30"')
    desk.lines("meeting edit M5 --notes zebra")
    assert desk.json("search", "zebra")[0]["on"] == "2026-02-11"
    assert "Meeting of Wed 11 Feb" in desk.ok("search", "zebra")


def test_lists_of_several_thousand_meetings_read_the_alliances_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []
    pairs = Log.pairs

    def counted(log: Log) -> list[Pair]:
        calls.append(log)
        return pairs(log)

    monkeypatch.setattr(Log, "pairs", counted)
    desk.ok("meeting", "list")
    few = len(calls)
    for day in range(1, 8):
        desk.lines(f'meeting add --on "2026-03-{day:02} 9:00"')
    calls.clear()
    desk.ok("meeting", "list")
    assert len(calls) == few


# What a person would stumble over


def test_an_act_that_changes_nothing_says_so(desk: Desk) -> None:
    desk.lines("topic drop T1")
    before = desk.ok("history")
    assert desk.ok("topic", "drop", "T1") == "T1  it is so already; nothing was changed\n"
    assert desk.ok("commitment", "edit", "C1", "--text", "Lead capture fixed on the portal").startswith("C1  it is so")
    assert desk.ok("history") == before


def test_dates_that_were_typed_are_said_back(desk: Desk) -> None:
    told = desk.ok("disagreement", "add", "x", "--on", "3 feb")
    assert told == "D4  x: raised by Priya (on Tue 3 February, 7 days ago)\n"
    told = desk.ok("decision", "add", "x", "--on", "last tue", "--review-on", "1 mar")
    assert told == "G1  x: added (decided on Tue 3 February, 7 days ago; review on Sun 1 March, in 19 days)\n"
    told = desk.ok("disagreement", "park", "D4", "--revisit-on", "fri")
    assert told == "D4  x: parked until Fri 13 February, in 3 days\n"
    told = desk.ok("criterion", "check-in", *criterion(desk), "--value", "4", "--on", "yesterday")
    assert told == "K1  Leads: checked in (4) (on Mon 9 February, yesterday)\n"
    told = desk.ok("alliance", "edit", "A1", "--cadence", "first monday of the month 9:30")
    assert "first Monday of the month, 9:30" in told.replace("09:30", "9:30")
    told = desk.ok("commitment", "add", "late", "--due", "2026-01-02")
    assert told == "C7  late: Priya promises, due Fri 2 January, 39 days ago (that day is past)\n"


def criterion(desk: Desk) -> tuple[str]:
    desk.lines("criterion add Leads")
    return ("K1",)


def test_show_tells_how_it_stands(desk: Desk) -> None:
    assert desk.ok("topic", "show", "T2").splitlines()[0] == "T2  His budget worry  (private)"
    desk.lines("commitment propose C1 --due 2026-03-01 --reason x")
    first = desk.ok("commitment", "show", "C1").splitlines()[0]
    assert first == "C1  Lead capture fixed on the portal  (promised, due Fri 30 Jan, Sun 1 Mar proposed)"
    found = desk.ok("commitment", "show", "C1", "--as-of", "2026-01-10")
    assert "propose" not in found
    assert "was not there yet on 2026-01-01; it begins on Tue 6 January" in desk.refused(
        "commitment", "show", "C1", "--as-of", "2026-01-01"
    )
    assert "state           planned" in desk.ok("meeting", "show", "M3", "--as-of", "2026-02-01")
    assert "played back" in desk.ok("meeting", "show", "M1")


def test_texts_of_several_lines_stay_out_of_lists_and_history(desk: Desk) -> None:
    desk.ok("note", "add", "first line\nsecond line", "--kind", "learning")
    assert "first line …" in desk.ok("note", "list")
    assert "second" not in desk.ok("note", "list") + desk.ok("history")
    assert desk.ok("note", "show", "N3").splitlines()[:2] == ["N3  first line", "    second line"]
    assert desk.json("note", "show", "N3")["text"] == "first line\nsecond line"


def test_an_agenda_by_a_day_that_is_past(desk: Desk) -> None:
    assert desk.ok("agenda", "--on", "6 jan").startswith("# Recap")
    assert desk.ok("agenda", "--on", "17 feb").startswith("# Agenda")


def test_pulse_keeps_the_other_answers_back(desk: Desk) -> None:
    desk.ok("pulse", "open", "--statement", "a; We agree", "--statement", "b; We talk")
    desk.lines("pulse answer P1 a --score 5 --guess 2\npulse answer P1 a --by partner --score 1")
    shown = desk.ok("pulse", "show", "P1")
    assert "Priya Nair: 5, guessed 2 of the other" in shown
    assert shown.count("Priya Nair: not answered yet") == 1
    assert "Tom Okafor has not answered yet" in shown
    for words in (("pulse", "show", "P1"), ("pulse", "list")):
        assert '"score": 1' not in json.dumps(desk.json(*words))
    desk.lines("pulse answer P1 b --score 3")
    desk.lines("pulse answer P1 b --score 3 --by partner --guess 1")
    shown = desk.ok("pulse", "show", "P1")
    assert [row.split() for row in shown.splitlines() if row.startswith(("  We agree", "  We talk"))] == [
        ["We", "agree", "●━━━━━━━○", "4", "apart"],
        ["We", "talk", "·", "·", "◉", "·", "·", "alike"],
    ]


def test_look_alike_names_are_warned_of(desk: Desk) -> None:
    said = desk.run("person", "add", "Tom  Okafor\u200b")
    assert said.code == 0
    assert said.err == 'visavis: "Tom  Okafor<U+200B>" looks like H2, who is there already\n'
    said = desk.run("person", "edit", "H1", "--name", "TOM OKÁFOR")
    assert [line.split()[5] for line in said.err.splitlines()] == ["H2,", "H3,"]
    assert desk.run("person", "edit", "H1", "--name", "Priya Nair").err == ""


def test_the_two_of_an_alliance_stay_two(empty: Desk) -> None:
    empty.ok("person", "edit", "H2", "--email", "dana@example.com")
    for words, why in (
        ('--name "Dana Reyes" --role cmo', "stands on both sides"),
        ("--email Dana@Example.com", "is the address of Dana Reyes, on the other side"),
    ):
        assert why in empty.run("person", "edit", "H1", *shlex.split(words)).err.splitlines()[-1]
    empty.ok("person", "edit", "H1", "--name", "Dana Reyes")  # another role tells them apart
    assert "stands on both sides" in empty.refused("person", "edit", "H1", "--role", "CMO")
    assert empty.json("person", "list")[0]["role"] == "CIO"


def test_what_is_no_address_is_refused(empty: Desk) -> None:
    for text in ("dana", "dana @example.com", "dana@", "@example.com", "a@b@c"):
        assert "which is no address" in empty.refused("person", "edit", "H2", "--email", text)
    assert "which is no address" in empty.refused("person", "add", "Tom", "--email", "Tom Okafor")
    empty.ok("person", "edit", "H2", "--email", "dörte@büro.example")


def test_a_list_of_nothing_and_days_that_end_before_they_begin_are_refused(desk: Desk) -> None:
    for words in ("search brief --limit 0", "search brief --limit -1", "history --limit 0"):
        assert "lists nothing; give 1 or more" in desk.refused(*words.split(), code=2)
    days = ("--since", "2026-02-05", "--until", "2026-02-01")
    nouns = ("commitment", "disagreement", "meeting", "feedback")
    for words in [*(f"{noun} stats" for noun in nouns), "meeting list", "commitment list", "review"]:
        told = desk.refused(*words.split(), *days, code=2)
        assert "--since 2026-02-05 is after --until 2026-02-01" in told


def test_words_that_begin_with_a_dash(desk: Desk) -> None:
    assert "text that begins with a dash stands after --" in desk.refused("topic", "add", "-10%", code=2)
    assert desk.ok("topic", "add", "--", "-10%") == "T3  -10%: added\n"
    assert desk.ok("topic", "add", "-10% churn") == "T4  -10% churn: added\n"
    assert desk.ok("topic", "edit", "T4", "--text=-9%") == "T4  -9%: wording changed\n"


def test_two_check_ins_at_once_lose_neither(desk: Desk) -> None:
    """What is read to be extended is read in the transaction that writes it."""
    from threading import Thread

    desk.lines("criterion add Leads")
    threads = [
        Thread(target=desk.visavis, args=("criterion", "check-in", "K1", "--value", str(value))) for value in (1, 2, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = desk.visavis("criterion", "show", "K1", "--json").json
    assert sorted(item["value"] for item in found["check_ins"]) == [1, 2, 3]


# Care of the log


def test_backup_and_restore(desk: Desk, tmp_path: Path) -> None:
    before = desk.exported()
    assert desk.ok("backup", str(tmp_path / "copy.visavis")).endswith("copy.visavis, and checked\n")
    assert "log.visavis.backups/" in desk.ok("backup")
    desk.lines("topic drop T1")
    told = desk.ok("restore", str(tmp_path / "copy.visavis"))
    assert "the log as it was is kept as" in told
    assert desk.exported() == before
    assert desk.refused("restore", str(desk.path)).endswith("is the log itself; name a backup")


def test_import_says_what_it_would_do(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "new.visavis"
    said = desk.run("--log", str(target), "import", str(FIRST), "--dry-run")
    assert (said.code, said.out.splitlines()[0]) == (
        0,
        "Would add 2 people, 1 alliance, 4 meetings, 2 topics, 6 commitments, 2 feedback, 3 disagreements, 2 notes",
    )
    assert not target.exists()
    bad = tmp_path / "bad.jsonl"
    bad.write_text(FIRST.read_text().replace('"satisfied"', '"revoke"'))
    said = desk.run("import", str(bad))
    assert said.code == 3
    assert said.err.splitlines()[-1].endswith("nothing was changed")


def test_export_and_import_make_the_same_log(desk: Desk, tmp_path: Path) -> None:
    file, other = tmp_path / "all.jsonl", tmp_path / "other.visavis"
    desk.ok("export", str(file))
    copy = Desk(other, desk.captured)
    copy.ok("import", str(file))
    assert copy.exported() == desk.exported()
    assert copy.ok("import", str(file)) == "Nothing new in the file; the log is as it was.\n"


def test_purge_leaves_nothing_and_undo_still_works(desk: Desk, tmp_path: Path) -> None:
    desk.lines(
        """
        meeting add --on "2026-03-05 9:00"
        meeting edit M5 --notes "Sesame opens"
        topic add "Stays" --meeting M5
        topic add "Goes" --meeting M5
        backup
        topic edit T3 --meeting ""
        topic remove T4
        """
    )
    assert desk.refused("meeting", "purge", "M5") == "T4 leads to it; edit or purge that first"
    desk.lines("undo")
    desk.lines("topic purge T4")
    assert desk.ok("meeting", "purge", "M5", "--backups") == "M5: purged, for good\n"
    assert not any(b"Sesame" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    while (said := desk.run("undo")).code == 0:
        assert desk.json("check")["ok"]
    assert said.code == 3
    assert desk.json("check")["ok"]


def test_purge_of_what_was_removed(desk: Desk) -> None:
    desk.lines("topic remove T1")
    assert desk.ok("topic", "purge", "T1") == "T1: purged, for good\n"
    assert "is no topic here" in desk.refused("topic", "purge", "T1")
    assert desk.json("check")["ok"]


def test_check_repairs_what_can_be_made_anew(desk: Desk) -> None:
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE commitment SET state = 'revoked' WHERE id = 2")
    connection.commit()
    connection.close()
    said = desk.run("check")
    assert (said.code, "visavis check --repair" in said.out) == (1, True)
    assert desk.run("check", "--repair").code == 0
    assert desk.json("check")["ok"]


def test_purge_counts_the_copies_that_still_hold_it(desk: Desk, tmp_path: Path) -> None:
    desk.lines("backup\nbackup b.visavis".replace("b.visavis", str(tmp_path / "b.visavis")))
    desk.ok("restore", str(tmp_path / "b.visavis"))
    told = desk.ok("topic", "purge", "T1")
    assert (
        told
        == "T1: purged, for good; 2 backups or copies beside the log may still hold it (--backups takes them away)\n"
    )


def test_a_made_up_log_is_written_apart(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "sample.visavis"
    assert desk.ok("demo", "--write", str(target)) == f"Wrote the sample to {target}\n"
    assert "is there already" in desk.refused("demo", "--write", str(target))
    sample = Desk(target, desk.captured)
    assert sample.json("check")["ok"]
    assert len(sample.json("commitment", "list")) > 50


def test_faults_of_our_own_tell_neither_text_nor_trace(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("His budget worry")

    monkeypatch.setattr("tui.cli.overdue.overdue", broken)
    said: Said = desk.run("overdue")
    assert said.code == 70
    assert "RuntimeError in test_commands.py, line" in said.fault
    assert "budget" not in said.err


def test_the_first_run_says_how_to_begin(desk: Desk) -> None:
    desk.path.unlink()
    assert "visavis init" in desk.refused(code=4)
    assert "visavis init" in desk.refused("today", code=4)


def test_stage_lines_are_checked() -> None:
    with pytest.raises(AssertionError):
        prepare(Path("/nowhere"), ["today"])
