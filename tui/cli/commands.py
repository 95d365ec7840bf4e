"""Every command with its one-line help and the module that carries it out, as plain data."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command: the module in tui.cli that declares its arguments and runs it, and what help says of it."""

    module: str
    help: str


NOUN_HELP = {
    "meeting": "one-on-one meetings: plan, hold, miss, cancel; stats",
    "topic": "topics for the agenda: discuss, carry, drop",
    "decision": "what was decided, and guidelines; confirm",
    "commitment": "promises and requests, and every act on them; stats",
    "feedback": "feedback asked for and given, and every act on it; stats",
    "disagreement": "disagreements, and every act on them; stats",
    "criterion": "criteria of shared success: check-in, celebrate",
    "pulse": "rounds of the perception pulse: open, answer, show",
    "note": "notes: priority, learning and the other kinds: confirm, answer, level",
    "placement": "people of one team in the other: end",
    "customer": "the customer card: agree, revise",
    "alliance": "the alliances of this log",
    "person": "the people of this log",
}

COMMANDS: dict[str, Command] = {
    "today": Command("today", "the one-glance picture of an alliance"),
    "overdue": Command("overdue", "what is promised and past due"),
    "agenda": Command("agenda", "the agenda of the next meeting, or the recap of a held one"),
    "review": Command("review", "a period on one page: measures, what became of what, what to talk about next"),
    "capture": Command("capture", "lines typed up after a meeting, each a record by its mark"),
    "propose": Command("propose", "what notes, a mail or a talk seem to promise, as a ballot to tick"),
    "search": Command("search", "full text over everything, best first"),
    "status": Command("status", "one short line for a prompt"),
    "remind": Command("remind", "what is late and due, for cron; exit 1 when there is any"),
    **{noun: Command("records", text) for noun, text in NOUN_HELP.items()},
    "import": Command("moving", "bring a file in: an interchange file, a table, a list of tasks"),
    "export": Command("moving", "write the log, a shared copy, a table or a list of tasks to a file"),
    "undo": Command("journal", "take the last change back"),
    "redo": Command("journal", "do the last undone change again"),
    "history": Command("journal", "the changes, newest first"),
    "backup": Command("care", "write a checked copy of the log"),
    "restore": Command("care", "put a backup in the place of the log"),
    "check": Command("care", "look whether the log is whole; exit 1 when it is not"),
    "init": Command("starting", "start a log"),
    "demo": Command("starting", "open the app on a made-up sample log"),
    "help": Command("helping", "what a command takes, as --help tells it"),
}
