"""visavis today, status and remind: what is late, what waits, what comes before the next meeting."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from models.dates import say_date, short_date
from models.measures.window import ENOUGH
from models.naming import short_id
from models.today import Line, NextMeeting, Section, Today, say_next
from storage.log import Log
from storage.today import today
from tui.cli.context import Context
from tui.cli.output import line, print_json, table
from tui.cli.parser import Parser, json_option
from tui.cli.stats import ago, days_text, meeting_json

HEADINGS: tuple[tuple[Section, str], ...] = (
    ("late", "LATE"),
    ("waiting", "WAITING FOR A WORD"),
    ("before", "BEFORE YOU MEET"),
    ("unsettled", "UNSETTLED"),
)


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    json_option(parser)


def run(context: Context) -> int:
    """Print the picture of the alliance that meets next; 0."""
    with context.reading() as log:
        pair = context.soonest_pair(log)
        as_of = context.as_of(log, pair)
        found = today(log, pair, as_of)
        if context.args.json:
            print_json(as_json(log, found))
        else:
            print_today(context, found)
    return 0


def moment_text(found: Today, coming: NextMeeting) -> str:
    """The moment of a meeting in the alliance's zone, its day alone where the time is not known."""
    if coming.starts_at is None:
        return coming.on.isoformat()
    return coming.starts_at.astimezone(found.pair.zone).isoformat()


def as_json(log: Log, found: Today) -> dict[str, Any]:
    """Today under its stable names."""
    coming, pair = found.next_meeting, found.pair
    return {
        "as_of": found.as_of,
        "alliance": pair.name,
        "next_meeting": {
            "id": short_id("meeting", coming.id) if coming.id else None,
            "starts_at": moment_text(found, coming),
            "place": coming.place,
        }
        if coming
        else None,
        "overdue": {"me": found.late_of(pair.me.uid), "partner": found.late_of(pair.other.uid)},
        "due_before_next": len(found.section("before")),
        "awaiting_answer": len(found.section("waiting")),
        "disagreements": {"open": len(found.section("unsettled")), "oldest_days": found.oldest_days},
        "rhythm": meeting_json(log, pair, found.as_of, None, None),
    }


def print_today(context: Context, found: Today) -> None:
    """Print Today as text."""
    pair = found.pair
    line(f"{pair.me.name} and {pair.other.name}, {say_date(found.as_of, found.as_of).rpartition(',')[0]}")
    line(f"NEXT  {next_text(found)}")
    for section, heading in HEADINGS:
        lines = found.section(section)
        if lines:
            line("")
            line(f"{heading}  {len(lines)}")
            table(context, ["id", "who", "when", "what"], [_cells(item, found) for item in lines], right=("when",))
    sentences = figures(found)
    if sentences:
        line("")
    for text in sentences:
        line(text)


def next_text(found: Today) -> str:
    """The next meeting in one sentence."""
    coming = found.next_meeting
    if coming is None:
        return 'no date yet; plan one with: visavis meeting add --on "tue 14:00"'
    topics = f"; {_count(found.topics, 'topic')}" if found.topics else ""
    decide = f", {found.to_decide} to decide" if found.to_decide else ""
    return say_next(coming, found.pair, found.as_of) + topics + decide


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _cells(item: Line, found: Today) -> list[str]:
    who = found.pair.short(item.who) if item.who else "both"
    days = _count(item.days, "day") if item.days else "today"
    when = short_date(item.on, found.as_of) if item.section == "before" and item.on else days
    return [short_id(item.noun, item.id), who, when, item.what + (f" ({item.state})" if item.state else "")]


def figures(found: Today) -> list[str]:
    """Rhythm, promises and disagreements, a sentence each."""
    rhythm, (mine, theirs), pair = found.rhythm, found.kept, found.pair
    lines = []
    if rhythm.expected:
        last = f", last {ago(rhythm.gap_days)}" if rhythm.gap_days is not None else ""
        lines.append(f"Met {rhythm.satisfied} of {rhythm.expected}{last}")
    if mine.known or theirs.known:
        sides = ((pair.me, mine), (pair.other, theirs))
        kept = (f"{pair.short(person.uid)} {figure.kept} of {figure.known}" for person, figure in sides)
        lines.append(f"Kept this quarter: {', '.join(kept)}")
    settling = found.settling
    if settling.resolved >= ENOUGH and settling.median_days is not None:
        lines.append(f"Half of the disagreements settle within {days_text(settling.median_days)}")
    return lines


# One line for a prompt, and for cron


def run_status(context: Context) -> int:
    """Print one short line; 0."""
    return _for_all(context, _status)


def _for_all(context: Context, say: Callable[[Context, Log, list[Today]], int]) -> int:
    with context.reading() as log:
        chosen = context.chosen(log)
        pairs = [chosen] if chosen else log.pairs()
        return say(context, log, [today(log, pair, context.as_of(log, pair)) for pair in pairs])


def _counts(found: list[Today]) -> dict[str, Any]:
    late_me = sum(item.late_of(item.pair.me.uid) for item in found)
    late = sum(len(item.section("late")) for item in found)
    waiting = sum(line.who == item.pair.me.uid for item in found for line in item.section("waiting"))
    coming = [(item.next_meeting.on, item) for item in found if item.next_meeting]
    soonest = min(coming, key=lambda pair: pair[0])[1] if coming else None
    return {
        "late": {"me": late_me, "partner": late - late_me},
        "waiting_for_me": waiting,
        "next_meeting": moment_text(soonest, soonest.next_meeting) if soonest and soonest.next_meeting else None,
        "with": soonest.pair.name if soonest else None,
    }


def _status(context: Context, _log: Log, found: list[Today]) -> int:
    counts = _counts(found)
    if context.args.json:
        print_json(counts)
        return 0
    parts = []
    late = counts["late"]["me"] + counts["late"]["partner"]
    if late:
        parts.append(f"{late} late ({counts['late']['me']} mine)")
    if counts["waiting_for_me"]:
        parts.append(f"{counts['waiting_for_me']} waiting for me")
    if counts["next_meeting"]:
        item = next(item for item in found if item.pair.name == counts["with"])
        first = item.pair.short(item.pair.other.uid)
        day = item.next_meeting.on if item.next_meeting else item.as_of
        parts.append(f"{first} {'today' if day == item.as_of else short_date(day, item.as_of)}")
    line(" · ".join(parts) or "nothing late")
    return 0


def run_remind(context: Context) -> int:
    """Print what is late or due within two days; 1 when there is any, else 0."""
    return _for_all(context, _remind)


def _remind(context: Context, _log: Log, found: list[Today]) -> int:
    rows = []
    for item in found:
        soon = [row for row in item.section("before") if row.level == "watch"]
        rows += [(item, row) for row in (*item.section("late"), *soon)]
    if context.args.json:
        print_json([_remind_json(item, row) for item, row in rows])
    else:
        for item, row in rows:
            when = f"{_count(row.days or 0, 'day')} late" if row.section == "late" else f"due {_due_text(row, item)}"
            line(f"{short_id(row.noun, row.id)}  {item.pair.short(row.who)}  {when}  {row.what}")
    return 1 if rows else 0


def _due_text(row: Line, item: Today) -> str:
    return say_date(row.on, item.as_of) if row.on else ""


def _remind_json(item: Today, row: Line) -> dict[str, Any]:
    return {
        "id": short_id(row.noun, row.id),
        "text": row.what,
        "from": item.pair.person(row.who).name,
        "due": row.on,
        "days_overdue": row.days if row.section == "late" else None,
        "alliance": item.pair.name,
    }
