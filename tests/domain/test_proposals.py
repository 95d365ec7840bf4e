"""What texts propose, held against labelled ones.

A label in data/proposals is a line: M where a mark or the structure says it, else U; the sign that `capture` has
for it, or * where it is a promise of somebody else; words of its sentence; and its day. `held` was labelled before
the code was written, and not looked at until it was done.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from models.proposals.blocks import blocks
from models.proposals.headings import section_of
from models.proposals.people import KnownNames
from models.proposals.proposing import MOST, propose
from models.proposals.text import GivenText, Proposal, Proposed
from models.records.pair import Pair
from models.records.rows import Alliance, Person
from storage.outside.texts import given_of, read_text
from tests.domain.made import row

DATA = Path(__file__).parent / "data" / "proposals"
DAY = date(2026, 11, 24)
MILES, DANA = (
    row(Person, uid=name, name=name, role=role) for name, role in (("Miles Berger", "CIO"), ("Dana Okafor", "CMO"))
)
PAIR = Pair(row(Alliance, uid="a", principal=MILES.uid, partner=DANA.uid), MILES, DANA, UTC)
KNOWN = KnownNames.of(PAIR, {"Priya": "me"})

MARKS = {
    ("promise", "me"): ">", ("promise", "partner"): "<", ("promise", None): "*", ("request", "me"): "?<",
    ("request", "partner"): "?", ("decision", None): "=", ("disagreement", None): "!", ("disagreement", "me"): "!",
    ("disagreement", "partner"): "!<",
}  # fmt: skip
KIND = {">": "promise", "<": "promise", "*": "promise", "?": "request", "?<": "request"}
KIND |= {"=": "decision", "!": "disagreement", "!<": "disagreement"}


class Label(NamedTuple):
    """What is right of a text: whether a mark or the structure says it, the sign, words of its sentence, its day."""

    marked: bool
    sign: str
    words: str
    due: str


def labels(folder: Path) -> dict[str, list[Label]]:
    """The labels of each text of a folder."""
    found: dict[str, list[Label]] = {}
    name = ""
    for line in (folder / "labels.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:].strip()
        else:
            marked, sign, rest = line.split(" ", 2)
            words, _, due = rest.partition(" | ")
            found.setdefault(name, []).append(Label(marked == "M", sign, words.strip(), due.strip()))
    return found


def measured(folder: Path, *, bare: bool = False) -> Counter[str]:
    """How often what is proposed is right, by the kind of the text."""
    count: Counter[str] = Counter()
    for name, right in labels(folder).items():
        given = read_text(str(folder / name))
        if bare:
            given = replace(
                given, lines=tuple(line.replace("ACTION: ", "").replace("[ ] ", "") for line in given.lines)
            )
        found = propose(given, KNOWN, given.on or DAY)
        count[f"{found.what} lines"] += found.lines
        count[f"{found.what} marked"] += sum(label.marked for label in right)
        seen: set[Label] = set()
        for item in found.proposals:
            same = [label for label in right if label.words.casefold() in item.quote.casefold()]
            fits = [label for label in same if KIND[label.sign] == item.kind]
            exact = [label for label in fits if label.sign == MARKS[item.kind, item.owner]]
            seen |= {label for label in (exact or fits)[:1] if label.marked}
            how = "ticked" if item.sure else "maybe"
            count[f"{found.what} {how}"] += 1
            count[f"{found.what} {how} right"] += bool(fits)
            count[f"{found.what} {how} owner"] += bool(exact)
        count[f"{found.what} found"] += len(seen)
    return count


@pytest.mark.parametrize("folder", ["seen", "held"])
def test_the_figures_hold_on_labelled_texts(folder: str) -> None:
    found = measured(DATA / folder)

    def share(part: str, whole: str) -> float:
        return found[part] / max(1, found[whole])

    assert share("notes ticked right", "notes ticked") >= 0.95
    assert share("notes ticked owner", "notes ticked") >= 0.90
    assert share("notes found", "notes marked") >= 0.95
    assert share("mail ticked right", "mail ticked") >= 0.90
    assert found["talk ticked"] - found["talk ticked right"] == 0
    assert share("talk maybe right", "talk maybe") >= 0.5
    assert found["notes ticked"] > 15
    assert found["mail ticked"] > 3
    without = measured(DATA / folder, bare=True)
    assert without["notes ticked right"] >= 0.85 * without["notes ticked"]


def of(text: str, **more: Any) -> Proposed:
    return propose(GivenText(tuple(text.split("\n")), **more), KNOWN, DAY)


def told(item: Proposal) -> str:
    return f"{'x' if item.sure else ' '} {item.capture(DAY)}"


NOTES = [
    ("ACTION: Dana to send the list by Thursday", ["x < send the list by 26 Nov"]),
    ("TODO(Miles): order phones", ["x > order phones"]),
    ("AI: Okafor to confirm the budget by end of month", ["x < confirm the budget by 30 Nov"]),
    ("## Next steps\n- Miles, Dana: call the vendor", ["  >|< call the vendor"]),
    ("## Next steps\n- Call the vendor (Dana, by 4 Dec)", ["x < Call the vendor by 4 Dec"]),
    ("## Next steps\n- Dana: budget", ["  < budget"]),
    ("## Next steps\n- Tom: fix the printer", ["  >|< fix the printer"]),
    ("## Next steps\n- Priya: fix the printer", ["x > fix the printer"]),
    ("- [x] Dana: send the list", []),
    ("- [ ] ~~Dana: send the list~~", []),
    ("## Actions from last time\n- Dana: send the list", []),
    ("## Apologies\n- Dana\n## Minutes\nMiles to send the list", ["x > send the list"]),
    ("Dana to send the list before Thursday's call", ["x < send the list before Thursday's call"]),
    ("Dana will send the list", ["  < send the list"]),
    ("If it rains Dana will send the list", []),
    ("Someone should send the list", []),
    ("DECISION: We stay with one agency.", ["x = We stay with one agency"]),
    ("DECISION: none", []),
    ("We agreed to stay with one agency", ["  = stay with one agency"]),
    ("DISAGREEMENT: who pays", ["x ! who pays"]),
    ("ACTION: Dana to send the list\nDana to send the list by Friday", ["x < send the list by 27 Nov"]),
    ("ACTION: Dana to send the list; Miles to read it", ["x < send the list", "x > read it"]),
    ("[ACTION] Dana to send the list", ["x < send the list"]),
    ("- [ ] Dana sends the list", ["x < send the list"]),
    ("Dana: I'll send the list by Friday", ["  < send the list by 27 Nov"]),
    ("| Who | What | When |\n|---|---|---|\n| Dana | Send the list | Fri |", ["x < Send the list by 27 Nov"]),
    ("| Issue | Owner |\n|---|---|\n| Design review | Dana |", []),
    ("## Actions\n- Dana (4 Dec): pay the rent", ["x < pay the rent by 4 Dec"]),
    ("## Actions\n- Miles (by Friday): fix the form", ["x > fix the form by 27 Nov"]),
    ("## Actions\n- Dana (Mon 4.12.): pay the rent", ["  < pay the rent by Mon 4.12"]),
    ("## Actions\n- Miles (CIO): call Tom", ["x > call Tom"]),
    ("## Actions\n- Miles (CIO, by 4 Dec): call Tom", ["x > call Tom by 4 Dec"]),
    ("## Actions\n- Miles (Tom): call the vendor", ["  >|< Miles (Tom): call the vendor"]),
    ("## Actions\n- Miles (or Dana): call Tom", ["  >|< Miles (or Dana): call Tom"]),
    ("## Actions\n- Miles Berger (CIO) – write the memo", ["x > write the memo"]),
    ("## Actions\n- Miles, by 4 Dec: pay the tax", ["x > pay the tax by 4 Dec"]),
    ("Dana (CMO) to sign the form by 4 Dec", ["x < sign the form by 4 Dec"]),
    ("ACTION – Dana Okafor (by 4 Dec): pay the printer", ["x < pay the printer by 4 Dec"]),
    ("## Actions\n- Collect quotes. Owner: Dana. Due: 9 December 2026", ["x < Collect quotes by 9 Dec"]),
    ("Decision by Dana: agency is out", ["x = agency is out"]),
    ("- [ ] Miles: don't order lunch\n- [ ] Dana won't order lunch\nACTION: Miles not to order lunch", []),
    ("Miles to call legal (Fri 27 Nov, 10:00)", ["x > call legal by 27 Nov"]),
    ("Miles to meet Tom (tomorrow, with Ann) at ten", ["x > meet Tom (with Ann) at ten by 25 Nov"]),
    ("Miles to book flights (by 4 Dec; ask Ann)", ["x > book flights (ask Ann) by 4 Dec"]),
    ("Miles to send the deck and Tom to check it by Friday", ["  > send the deck and Tom to check it by 27 Nov"]),
    # As minutes of strangers have it: each line is a kind that was read wrongly once.
    ("- Action items\n\t- Send the list (Dana)\n- Next meeting: Friday", ["x < Send the list"]),
    (
        "* Completed actions\n    * fix the list (Dana)\n* Pending actions\n    * fix the page (Dana)",
        ["x < fix the page"],
    ),
    ("## Review action items\n- [ ] Dana to send the list", []),
    ("# ## Actions from last time\n- Dana: call\n## Welcome\nAction: Miles will put up a list", ["x > put up a list"]),
    ("2.1.3 Action: MB to call the vendor\n2.1.4 DO reported that Ann is on it.", ["x > call the vendor"]),
    ("AP1 Miles to prepare the paper\nAction 3.2 — Dana to check it", ["x > prepare the paper", "x < check it"]),
    ("The count is unclear (Dana to ask the vendor).", ["x < ask the vendor"]),
    ("Costs rise. (Action: Mr. Berger to ask the vendor by 4 Dec).", ["x > ask the vendor by 4 Dec"]),
    ("**Dana**\n- Yesterday: wrote the list\n- Today: send the list\n- Blockers: none", ["  < send the list"]),
    ("Dana Okafor\n\n- to ask the vendor\n- to be there", ["x < ask the vendor"]),
    (
        "## Actions\n- @Dana Okafor ask legal by 4 Dec\n- Close the ticket (Miles)",
        ["x < ask legal by 4 Dec", "x > Close the ticket"],
    ),
    (
        "## Actions\n- Dana: contract renewal\n- Dana: sign the contract",
        ["x < sign the contract", "  < contract renewal"],
    ),
    (
        "## Actions\n- If it fails, Dana to call\n- Dana to call if it fails\n- [ ] Miles: unless Dana objects, call"
        "\n\nDana to call if it rains\n\n| Who | What |\n|---|---|\n| Dana | check the budget if it rains |",
        [],
    ),
    (
        "## Actions\n- Dana: check if it fails\n- Dana: check with the vendor if it fails\n"
        "- Dana: ask Tom and Ann if it fails\n- Dana: call the vendor if possible",
        [
            "x < check if it fails",
            "x < check with the vendor if it fails",
            "x < ask Tom and Ann if it fails",
            "x < call the vendor if possible",
        ],
    ),
    ("## Actions\n- Dana: plan the week of w/c 7 Dec", ["x < plan the week of w/c 7 Dec"]),
    (
        "## Actions\n- **Tell support two weeks before the next launch.**",
        ["  >|< Tell support two weeks before the next launch"],
    ),
    ("## Decisions\n- Next meeting: 4 Dec, 10:00\n- No decision was made on tools\n- One owner", ["x = One owner"]),
    ("Mr. Berger said he would bring this to a vote.", ["  > bring this to a vote"]),
    ("Dana asked Miles to send the list.", ["  ?< send the list"]),
    ("The team agreed to stay with one agency.", ["  = stay with one agency"]),
    ("Proposal to change the name. The chair to call the vendor.", ["  >|< call the vendor"]),
    ("We'll publish the page by Friday.", ["  >|< publish the page by 27 Nov"]),
    ("She'll send the list. They'll see. We will keep it.", ["  >|< send the list"]),
    (
        "Who | What\nDana | Complete the guide\n\nCompleted since last time\nWho | What\nDana | Order phones",
        ["x < Complete the guide"],
    ),
]


@pytest.mark.parametrize(("text", "lines"), NOTES)
def test_notes(text: str, lines: list[str]) -> None:
    assert [told(item) for item in of(text).proposals] == lines


DAYS = [
    ("by Fri 4.12.", "x > call Tom by 4 Dec"),
    ("by 4.12.", "x > call Tom by 4 Dec"),
    ("due Fri, 4.12.", "x > call Tom by 4 Dec"),
    ("(Fri 4.12.)", "x > call Tom by 4 Dec"),
    ("by Friday 4th", "x > call Tom by 4 Dec"),
    ("by Fri the 4th", "x > call Tom by 4 Dec"),
    ("by Friday (11 Dec)", "x > call Tom by 11 Dec"),
    ("by 4 Dec (Fri)", "x > call Tom by 4 Dec"),
    ("by Fri 25.12.2026", "x > call Tom by 25 Dec"),
    ("by Friday, 15:00", "x > call Tom by 27 Nov"),
    # What contradicts itself, or may be two days, or is none that one types: no day, and no tick.
    ("by Fri 4.12.2026", "  > call Tom by Fri 4.12.2026"),
    ("by Mon 4.12.", "  > call Tom by Mon 4.12"),
    ("by Mon 4 Dec", "  > call Tom by Mon 4 Dec"),
    ("by Fri 4", "  > call Tom by Fri 4"),
    ("by Friday week", "  > call Tom by Friday week"),
    ("by Monday or Tuesday", "  > call Tom by Monday or Tuesday"),
    ("by 4 Dec or 7 Dec", "  > call Tom by 4 Dec or 7 Dec"),
    ("by 12/4", "  > call Tom by 12/4"),
    ("by 4/12/2026", "  > call Tom by 4/12/2026"),
]


@pytest.mark.parametrize(("day", "line"), DAYS)
def test_a_day_is_read_whole_or_not_at_all(day: str, line: str) -> None:
    assert [told(item) for item in of(f"## Actions\n- Miles: call Tom {day}").proposals] == [line]
    head = "| What | Who | Due |\n|---|---|---|\n"
    cell = re.sub(r"^(?:by|due) ", "", day)
    (found,) = of(f"{head}| call Tom | Miles | {cell} |").proposals
    assert (found.sure, found.due is None) == (line[0] == "x", line[0] != "x")


MAIL = "From: Dana Okafor <dana@example.com>\nTo: Miles Berger\n\nHi Miles,\n"
TALK = "[00:01] Dana: I am here.\n[00:02] Miles: So am I, we can begin.\n[00:03] "
MAILS = [
    ("I'll send you the brief by Thursday.", ["x < send the brief by 26 Nov"]),
    ("Could you open the sandbox by 1 December?", ["x ?< open the sandbox by 1 Dec"]),
    ("I'll send the plan by 4.12. Then we see.", ["x < send the plan by 4 Dec"]),
    ("Could you send the plan by Fri 4.12.?", ["x ?< send the plan by 4 Dec"]),
    ("Can you open the sandbox?", ["  ?< open the sandbox"]),
    ("If you like I'll send it.", []),
    ("I won't send it. I'd have sent it. I'm not sure I'll send it.", []),
    ("I'll let you know if anything changes.", []),
    ("> I'll send it by Friday.", []),
    ("Best regards,\nDana\nI'll always send the best offers.", []),
    ("On Mon, 23 Nov 2026, Miles wrote:\nI'll send it by Friday.", []),
    ("-----Original Message-----\nI'll send it by Friday.", []),
    ("Would you mind sending the brief again?", ["  ?< send the brief again"]),
    ("It would be great if you could send the brief by Friday.", ["  ?< send the brief by 27 Nov"]),
    (
        "I will call the agency, and will send the list afterwards.",
        ["x < call the agency", "x < send the list afterwards"],
    ),
    ("Tom, please add the agency by Friday.", ["  >|< add the agency by 27 Nov"]),
]


@pytest.mark.parametrize(("text", "lines"), MAILS)
def test_mails(text: str, lines: list[str]) -> None:
    assert [told(item) for item in of(MAIL + text).proposals] == lines


TWO_IN_ONE = [
    ("I'll send the deck on Monday and you'll have the numbers by Thursday.", ["x < send the deck by 30 Nov"]),
    (
        "I'll draft the brief tomorrow and Tom will check it by Friday.",
        ["x < draft the brief by 25 Nov", "  >|< check it by 27 Nov"],
    ),
    ("I'll send the plan by Friday and you'll review it by Monday.", ["x < send the plan by 27 Nov"]),
    (
        "I'll call legal by Wednesday, and Miles will call the vendor by Friday.",
        ["x < call legal by 25 Nov", "  > call the vendor by 27 Nov"],
    ),
    ("I'll send the plan by Wednesday and the budget by Friday.", ["x < send the plan by 25 Nov"]),
    (
        "I'll send the plan by Friday and I'll call legal by Monday.",
        ["x < send the plan by 27 Nov", "x < call legal by 30 Nov"],
    ),
    ("Could you sign the form by Friday and Tom checks it by Monday?", ["x ?< sign the form by 27 Nov"]),
    ("Could you sign the form by Wednesday, please?", ["x ?< sign the form by 25 Nov"]),
    ("I'll send the notes to Tom and you by Friday.", ["x < send the notes to Tom and you by 27 Nov"]),
    ("I'll ask Ann and Tom to review it by Friday.", ["x < ask Ann and Tom to review it by 27 Nov"]),
]


@pytest.mark.parametrize(("text", "lines"), TWO_IN_ONE)
def test_each_promise_of_a_sentence_has_its_own_day(text: str, lines: list[str]) -> None:
    assert [told(item) for item in of(MAIL + text).proposals] == lines
    assert [told(item) for item in of(f"{TALK}Dana: {text}").proposals] == [
        line
        for line in lines
        if not line.startswith("  >|<")  # of one whom nobody knows a talk says nothing
    ]


UNKNOWN = [
    ("I'll call the vendor.\n\nCheers", ["  >|< call the vendor"]),
    ("i'll fix the page by thursday.\n\ndana, can you get me the logo?\n\ntom", ["  >|< fix the page by 26 Nov"]),
    (
        "We'll publish the page by Friday. Let's drop the report.\n\nThanks",
        ["  >|< publish the page by 27 Nov", "  >|< drop the report"],
    ),
    ("Can you review the deck by Friday?\n\nThanks", ["  >|< review the deck by 27 Nov"]),
]


@pytest.mark.parametrize(("text", "lines"), UNKNOWN)
def test_a_mail_of_nobody_known_leaves_open_whose_it_is(text: str, lines: list[str]) -> None:
    found = of("Hi all,\n\n" + text)
    assert (found.what, [told(item) for item in found.proposals]) == ("mail", lines)


TALKS = [
    ("Dana: I'll send it to you by Thursday.", ["x < send it to you by 26 Nov"]),
    ("Dana: I'll pay the rent by 4.12.", ["x < pay the rent by 4 Dec"]),
    ("Dana: I'll send you the list.", ["  < send the list"]),
    ("Dana: I'll share my screen. I'll drop the link in the chat.", []),
    ("Dana: Could you send the list by Friday?", ["x ?< send the list by 27 Nov"]),
    ("Tom: I'll send the list by Friday.", ["  >|< send the list by 27 Nov"]),
]


@pytest.mark.parametrize(("text", "lines"), TALKS)
def test_talks(text: str, lines: list[str]) -> None:
    assert [told(item) for item in of(TALK + text).proposals] == lines


HEADS = [
    "Von: {dana}\nGesendet: Montag, 9. März 2026 10:12\nAn: {miles}\nBetreff: Vertrag",
    "De : {dana}\nEnvoyé : lundi 9 mars 2026 10:12\nÀ : {miles}\nObjet : Contrat",
    "Von: {dana}\nDatum: 09.03.2026\nAn: {miles}",
    "From: {dana}\nSent: 9 March 2026\nTo: {miles}\nSubject: Contract",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_heads_of_a_mail_say_whose_it_is_and_when_in_three_languages(head: str) -> None:
    older = head.format(dana="Miles Berger", miles="Dana Okafor")
    mail = given_of(f"{head.format(dana='Dana Okafor', miles='Miles Berger')}\n\nMiles,\n\nI'll send it by Monday.\n\n")
    (found,) = propose(
        replace(mail, lines=(*mail.lines, *older.split("\n"), "", "I'll call Tom.")), KNOWN, DAY
    ).proposals
    assert (mail.on, found.owner, found.text) == (date(2026, 3, 9), "partner", "send it")


def test_three_lines_of_two_are_a_talk() -> None:
    found = of("Dana: Could you sign the form by Friday?\nMiles: Could you send the list by Monday?\nDana: Yes.")
    assert [told(item) for item in found.proposals] == ["x ?< sign the form by 27 Nov", "x ? send the list by 30 Nov"]


def test_nobody_is_guessed_from_the_nearest_speaker() -> None:
    cues = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana Okafor>Hello.\n\n00:03.000 --> 00:04.000\nI'll send it by Friday."
    )
    (found,) = of(cues).proposals
    assert (found.owner, found.sure, found.at, found.line) == (None, False, "00:03", 7)


HEADINGS = {
    "next": (
        "Next steps", "Action items", "3. Actions", "To do", "TO-DOs", "Follow-ups", "Who / What / When",
        "Notes/Action Items", "**Key actions agreed**", "Action Points:", "Tasks", "What's next",
    ),
    "last": (
        "Review of actions", "Review action items", "Completed since last time", "Actions from last meeting",
        "Matters arising", "Completed actions",
    ),
    "decisions": ("Decisions", "Key decisions made", "WHAT WE AGREED"),
    "other": ("Next meeting", "Decisions needed", "Notes/Decision", "Deliverables 2019", "Launch"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "section"), [(heading, section) for section, texts in HEADINGS.items() for heading in texts]
)
def test_headings(heading: str, section: str) -> None:
    assert section_of(heading) == section


def test_a_list_of_an_assistant_is_ticked_where_its_sentence_stands_in_the_text() -> None:
    given = GivenText(("# visavis", "< send it by 26 Nov  # I’ll send it", "> lie  # nobody said this", "> none"))
    found = propose(given, KNOWN, DAY, GivenText(("Hi", "well, I'll   send it, you know")))
    assert [(told(item), item.line) for item in found.proposals] == [
        ("x < send it by 26 Nov", 2),
        ("  > lie", 3),
        ("  > none", 4),
    ]


HOSTILE = ["(", "[", "a: ", "**a ", "_", "1. ", "I'll ", "Dana to ", "Action ", "a | ", "> ", ", and ", "Dana, "]


@pytest.mark.parametrize("token", HOSTILE)
def test_a_line_of_one_token_takes_steps_of_its_length(token: str) -> None:
    """Where a step looked at all that is behind it once more, this would take minutes."""
    line = (token * 4000)[:3900]
    of("\n".join(["## Next steps", *[line] * 40, f"- {line}", f"Dana to {line}", line * 20]))


def test_what_proposes_too_much_is_read_to_a_line_that_is_told() -> None:
    found = of("\n".join(f"Dana to send list {number}." for number in range(MOST + 500)))
    assert (len(found.proposals), found.extent) == (MOST, f"the first {MOST} of {MOST + 500} lines")


def test_a_text_twice_as_long_takes_twice_the_steps() -> None:
    """Counted in blocks and pieces, since a clock says nothing of a busy machine."""
    line = "Dana to send the list. " * 400
    few, many = (len(blocks([line] * count)) for count in (50, 100))
    assert many <= 2 * few + 1
