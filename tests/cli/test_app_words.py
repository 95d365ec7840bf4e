"""The app's words as verbs, help as a command, words that are nearly right, and states told in one word."""

from __future__ import annotations

import argparse
import shlex

import pytest

from models.acts.rules import STATES
from models.records.labels import state_in_list
from models.records.nouns import LIVES, NOUNS
from storage.log import Log
from tests.cli.desk import Desk, clock_of
from tests.cli.test_commands import VERBS, verbs_of
from tui.cli.commands import COMMANDS
from tui.cli.nouns import SAME

# The app's words

PROMISED = 'commitment add "Persona list" --by partner --due "in 2 weeks"'
ASKED = 'commitment add "Sandbox" --ask'
SPOKEN = 'disagreement add "Who pays"'
MEETING = 'meeting add --on "fri 9:00"'

PAIRS = [
    ([PROMISED], "commitment done C1", "commitment report C1"),
    (
        [PROMISED],
        "commitment done C1 --done-on today --evidence mail --accepted --note x --attested-by both",
        "commitment report C1 --done-on today --evidence mail --accepted --note x --attested-by both",
    ),
    (
        [PROMISED],
        "commitment move C1 --due eom --reason vendor --agreed --by partner",
        "commitment propose C1 --due eom --reason vendor --agreed --by partner",
    ),
    ([PROMISED, "commitment report C1"], "commitment accept C1 --note fine", "commitment satisfied C1 --note fine"),
    ([SPOKEN], "disagreement settle D1 --kind agreed --decision Both --respect 4 --heat 2",
     "disagreement resolve D1 --kind agreed --decision Both --respect 4 --heat 2"),
    ([], "feedback ask --about Deck --by partner --private", "feedback request --about Deck --by partner --private"),
    ([MEETING], 'meeting move M1 --on "mon 10:00" --place lunch', 'meeting edit M1 --on "mon 10:00" --place lunch'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "app", "command"), PAIRS)
def test_a_word_of_the_app_does_what_the_verb_does(empty: Desk, before: list[str], app: str, command: str) -> None:
    empty.lines("\n".join(before))
    said = empty.ok(*shlex.split(app))
    noun = command.split()[0]
    number = f"{NOUNS[noun].letter}1"
    told = stable(empty, noun, number)
    empty.lines("undo")
    assert empty.ok(*shlex.split(command)).partition("  ")[2] == said.partition("  ")[2]
    again = "F2" if "ask" in app.split()[1] else number
    assert stable(empty, noun, again) == told


def stable(desk: Desk, noun: str, number: str) -> object:
    """A record without what is another one each time."""
    found = desk.json(noun, "show", number)
    changing = ("id", "uid", "updated_at", "created_at")
    for event in found.get("events", ()):
        event.pop("recorded_at")
    return {name: value for name, value in found.items() if name not in changing}


def test_accept_still_takes_an_offer_and_refuses_the_rest(empty: Desk) -> None:
    empty.lines("commitment add Sandbox --offer --due eom\ncommitment accept C1")
    assert empty.json("commitment", "show", "C1")["state"] == "promised"
    assert "accept is not allowed" in empty.refused("commitment", "accept", "C1", code=3)


def options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings]


@pytest.mark.parametrize(("noun", "word", "verb"), [(n, w, v) for n, words in SAME.items() for w, v in words.items()])
def test_a_word_of_the_app_takes_every_option_and_its_help_says_so(desk: Desk, noun: str, word: str, verb: str) -> None:
    known = dict(verbs_of(noun))
    assert options(known[word]) == options(known[verb])
    assert f"the same as {verb}" in " ".join(desk.ok(noun, "--help").split())


# Help


@pytest.mark.parametrize("words", [(), *((command,) for command in COMMANDS), *VERBS], ids=" ".join)
def test_help_is_the_help_of_the_command(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk.ok("help", *words) == desk.ok(*words, "--help")


# Nearly right

NEAR = [
    ("commitment lst", '"lst" is no verb; did you mean list?'),
    ("commitment delete C1", "did you mean remove"),
    ("commitment new x", "did you mean add"),
    ("commitment dnoe C1", "did you mean done"),
    ("meeting reschedule M1", "did you mean move"),
    ("disagreement setle D1", "did you mean settle"),
    ("alliance lst", "did you mean list? expected list, show"),
    ("commitment add x --du eom", "unrecognized arguments: --du eom; did you mean --due?"),
    ("commitment add x --du=eom", "did you mean --due?"),
    ("commitment list --overdu", "did you mean --overdue?"),
    ("commitment add --prvate x", "did you mean --private"),
    ("today --jsn", "did you mean --json?"),
    ("today --asof yesterday", "did you mean --as-of?"),
    ("overdu", "did you mean overdue?"),
    ("commitments list", "did you mean commitment?"),
    ("add x", "a verb stands behind its noun, as in: visavis meeting add"),
    ("settle D1", "as in: visavis disagreement settle"),
    ("help commitmnt", "did you mean commitment?"),
    ("help commitment lst", "did you mean list?"),
    ("own.visavis", "a file is named as in: visavis --log own.visavis"),
    ("./notes/own.visavis", "visavis --log ./notes/own.visavis"),
    ("dana.visavis.jsonl", "visavis import dana.visavis.jsonl"),
    ("today own.visavis", "a file is named by --log, as in --log own.visavis"),
    ("commitment list notes.txt", "a file is named by --log"),
    ("agenda agenda.html", "a file is named by --output, as in --output agenda.html"),
    ("review q3.md", "a file is named by --output"),
    ("demo sample.visavis", "a file is named by --write"),
    ("commitment add Persona list", "words that belong together stand in quotes"),
    ("today -3d", "text that begins with a dash stands after --"),
]


@pytest.mark.parametrize(("words", "says"), NEAR)
def test_what_is_nearly_right_names_what_is_right(desk: Desk, words: str, says: str) -> None:
    said = desk.refused(*shlex.split(words), code=2)
    assert says in said
    assert "--help" in said or " as in: " in said


# States


def test_a_table_tells_a_state_in_the_word_of_the_app(empty: Desk) -> None:
    empty.lines("\n".join([PROMISED, "commitment done C1", ASKED, MEETING, "meeting cancel M1", SPOKEN]))
    assert "said done" in empty.ok("commitment", "list")
    assert "asked" in empty.ok("commitment", "list")
    assert "called off" in empty.ok("meeting", "list")
    assert "(said to be done" in empty.ok("commitment", "show", "C1")
    assert {item["state"] for item in empty.json("commitment", "list")} == {"reported", "requested"}


@pytest.mark.parametrize(("noun", "state"), [(noun, state) for noun in LIVES for state in STATES[noun]])
def test_a_list_is_narrowed_by_the_word_that_it_shows(desk: Desk, noun: str, state: str) -> None:
    word = state_in_list(state, noun)
    assert desk.json(noun, "list", "--state", word) == desk.json(noun, "list", "--state", state)


def test_feedback_that_is_asked_for_is_about_something(empty: Desk) -> None:
    for verb in ("request", "ask"):
        assert "needs --about" in empty.refused("feedback", verb, code=2)
        assert "needs --about" in empty.refused("feedback", verb, "--about", " ", code=2)


def test_words_that_only_a_machine_or_another_would_say_are_nowhere(empty: Desk) -> None:
    empty.lines("commitment add 'Sandbox' --ask --by partner --due 2026-02-20")
    empty.lines("commitment add 'Late' --by me --due 2026-02-01", on="2026-01-20")
    row = next(line for line in empty.ok("commitment", "list").splitlines() if "Sandbox" in line)
    assert "wanted by Fri 20 Feb" in row
    empty.lines("meeting add --on '2026-02-20 14:00' --place 'Lakeside hotel'")
    empty.lines("meeting move M1 --on '2026-02-21 14:00'")
    shown = empty.ok("meeting", "show", "M1")
    assert "calendar" not in shown
    assert "Lakeside hotel" in next(line for line in shown.splitlines() if line.strip().startswith("place"))
    assert "Lakeside hotel" in empty.ok("meeting", "list")
    page = empty.ok("agenda", "--meeting", "M1", "--for", "partner")
    assert "Lakeside hotel" in page.splitlines()[2]
    assert "1 late (1 mine)" in empty.ok("status")
    with Log(empty.path, clock_of(empty.day)) as log, log.change("Kept for somebody") as change:
        change.set("kept", "yes")
    assert "1 late (1 Jay's)" in empty.ok("status")
