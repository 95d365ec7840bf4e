"""visavis today, status and remind: what is late, what waits, what comes before the next meeting."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from models.measures.settling_words import half_is_known, half_text, raised_by
from models.pages.today import (
    NextMeeting,
    Section,
    Today,
    TodayLine,
    Unrecorded,
    before_lines,
    beyond_the_end,
    late_lines,
    review_is_ready,
    say_next,
)
from models.records.naming import short_id
from models.time.dates import long_date, say_date, short_date
from models.time.words import folded
from storage.reads.everyone import everyone, gathered
from storage.reads.today import today
from tui.cli.output import line, print_json, table
from tui.cli.parser import Parser, json_option
from tui.cli.stats import ago, meeting_json

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from models.measures.promises import Kept
    from models.pages.everyone import Standing
    from models.records.pair import Pair
    from storage.log import Log
    from tui.cli.context import Context

HEADINGS: tuple[tuple[Section, str], ...] = (
    ("late", "LATE"),
    ("waiting", "WAITING FOR A WORD"),
    ("before", "BEFORE YOU MEET"),
    ("find_out", "TO FIND OUT OR LEARN"),
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


def moment_text(pair: Pair, coming: NextMeeting | Unrecorded) -> str:
    """The moment of a meeting in the alliance's zone, its day alone where the time is not known."""
    if coming.starts_at is None:
        return coming.on.isoformat()
    return pair.local(coming.starts_at).isoformat()


def as_json(log: Log, found: Today) -> dict[str, Any]:
    """Today under its stable names."""
    coming, pair = found.next_meeting, found.pair
    return {
        "as_of": found.as_of,
        "alliance": pair.name,
        "next_meeting": _meeting_json(pair, coming) if coming else None,
        "overdue": {"me": found.late_of(pair.me.uid), "partner": found.late_of(pair.other.uid)},
        "due_before_next": len(found.section("before")),
        "awaiting_answer": len(found.section("waiting")),
        "disagreements": {"open": len(found.section("unsettled")), "oldest_days": found.oldest_days},
        "rhythm": meeting_json(log, pair, found.as_of, None, None),
        "unrecorded": [_meeting_json(pair, item) for item in found.unrecorded],
    }


def _meeting_json(pair: Pair, meeting: NextMeeting | Unrecorded) -> dict[str, Any]:
    return {
        "id": short_id("meeting", meeting.id) if meeting.id else None,
        "starts_at": moment_text(pair, meeting),
        "place": meeting.place,
    }


def print_today(context: Context, found: Today) -> None:
    """Print Today as text."""
    pair = found.pair
    line(f"{pair.me.name} and {pair.other.name}, {long_date(found.as_of, found.as_of)}")
    line(f"NEXT  {next_text(found)}")
    if found.before:
        line(f"BEFORE  {before_text(found)}")
    if found.unrecorded:
        line(f"NOT RECORDED  {unrecorded_text(found)}")
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
    if found.unkept:
        line(f"NO BACKUP  {unkept_text(found.unkept, found.as_of)}")


def next_text(found: Today) -> str:
    """The next meeting in one sentence."""
    coming = found.next_meeting
    if found.pair.ended(found.as_of):
        return f"none: the alliance ended on {long_date(found.pair.alliance.ended_on or found.as_of, found.as_of)}"
    if coming is None:
        return 'no date yet; plan one with: visavis meeting add --on "tue 14:00"'
    topics = f"; {_count(found.topics, 'topic')}" if found.topics else ""
    decide = f", {found.to_decide} to decide" if found.to_decide else ""
    beyond = f"; {beyond_the_end(found)} of the alliance" if beyond_the_end(found) else ""
    return say_next(coming, found.pair, found.as_of) + topics + decide + beyond


def unrecorded_text(found: Today) -> str:
    """The meetings of which nobody has said what became of them: the first ones, and which words say it."""
    told = [f"{short_id('meeting', item.id)} {long_date(item.on, found.as_of)}" for item in found.unrecorded]
    shown = folded(len(told), 3)
    listed = ", ".join(told[:shown]) + (f" and {len(told) - shown} more" if told[shown:] else "")
    first = short_id("meeting", found.unrecorded[0].id)
    return f"{listed}; say what became of it: visavis meeting hold {first}, or miss, cancel, move"


def before_text(found: Today) -> str:
    """What the alliance that a new one follows left open, and which words take it along."""
    assert found.before is not None
    pair, left = found.before
    noun, number = left[0]
    hint = f"visavis {noun} carry-over {short_id(noun, number)} --alliance {shlex.quote(found.pair.name)}"
    return f"the alliance with {pair.name} left {len(left)} open; what goes on, one by one: {hint}"


def unkept_text(since: date, as_of: date) -> str:
    """That nothing of a week and more is in a backup, and what makes one."""
    return f"holds what was changed since {long_date(since, as_of)}; make one with: visavis backup"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _cells(item: TodayLine, found: Today) -> list[str]:
    who = found.pair.short(item.who) if item.who else "both"
    days = _count(item.days, "day") if item.days else "today"
    dated = item.section in ("before", "find_out")
    when = short_date(item.on, found.as_of) if dated and item.on else days
    state = item.asked(lambda day: short_date(day, found.as_of)) or item.state
    return [short_id(item.noun, item.id), who, when, item.what + (f", {state}" if state else "")]


def figures(found: Today) -> list[str]:
    """Rhythm, promises and disagreements, a sentence each."""
    rhythm, (mine, theirs), pair = found.rhythm, found.kept, found.pair
    lines = []
    if rhythm.expected:
        last = f", last {_since(found, rhythm.gap_days)}" if rhythm.gap_days is not None else ""
        lines.append(f"Met {rhythm.satisfied} of {rhythm.expected}{last}")
    if mine.known or theirs.known:
        sides = ((pair.me, mine), (pair.other, theirs))
        kept = (f"{pair.short(person.uid)} {_share(figure)}" for person, figure in sides)
        lines.append(f"Kept this quarter: {', '.join(kept)}")
    if half_is_known(found.settling):
        lines.append(half_text(found.settling, raised_by(pair))[0])
    if found.ended:
        since, until = found.ended
        lines.append(f"{review_is_ready(found.ended)}: visavis review --since {since} --until {until}")
    return lines


def _since(found: Today, days: int) -> str:
    """How long ago they met last; of an alliance that has ended, on which day."""
    on = found.last_seen(days)
    return f"on {short_date(on, found.as_of)}" if on else ago(days)


def _share(figure: Kept) -> str:
    return f"{figure.kept} of {figure.known}" if figure.known else "none due"


# One line for a prompt, and for cron


def run_status(context: Context) -> int:
    """Print one short line; 0."""
    with context.reading() as log:
        found = everyone(log, lambda pair: context.as_of(log, pair), context.chosen(log))
    soonest = found[0] if found and found[0].next_meeting else None
    counts = _counts(found, soonest)
    if context.args.json:
        print_json(counts)
    else:
        line(_status(counts, soonest, found[0].pair if found else None))
    return 0


def _counts(found: list[Standing], soonest: Standing | None) -> dict[str, Any]:
    coming = soonest.next_meeting if soonest else None
    return {
        "late": {"me": sum(item.late_mine for item in found), "partner": sum(item.late_theirs for item in found)},
        "waiting_for_me": sum(item.waiting_mine for item in found),
        "next_meeting": moment_text(soonest.pair, coming) if soonest and coming else None,
        "with": soonest.pair.name if soonest else None,
    }


def _status(counts: dict[str, Any], soonest: Standing | None, pair: Pair | None) -> str:
    """The line; in a log that is kept for somebody, of whom it tells."""
    me = "me" if pair is None or pair.own else pair.short(pair.me.uid)
    whose = "mine" if me == "me" else f"{me}'s"
    parts = []
    mine, late = counts["late"]["me"], sum(counts["late"].values())
    if late:
        parts.append(f"{late} late ({mine} {whose})")
    if counts["waiting_for_me"]:
        parts.append(f"{counts['waiting_for_me']} waiting for {me}")
    if soonest and soonest.next_meeting:
        day, as_of = soonest.next_meeting.on, soonest.as_of
        first = soonest.pair.short(soonest.pair.other.uid)
        parts.append(f"{first} {'today' if day == as_of else short_date(day, as_of)}")
    return " · ".join(parts) or "nothing late"


def run_remind(context: Context) -> int:
    """Print what is late or due within two days, and meetings nobody has recorded; 1 when there is any, else 0."""
    with context.reading() as log:
        rows = _reminders(context, log)
    if context.args.json:
        print_json([_remind_json(pair, row) for pair, _, row in rows])
        return 1 if rows else 0
    for pair, as_of, row in rows:
        if isinstance(row, Unrecorded):
            who, day = pair.short(pair.other.uid), say_date(row.on, as_of)
            line(f"{short_id('meeting', row.id)}  {who}  {day}  not recorded")
            continue
        late = f"{_count(row.days or 0, 'day')} late"
        due = f"due {say_date(row.on, as_of)}" if row.on else ""
        when = late if row.section == "late" else due
        line(f"{short_id(row.noun, row.id)}  {pair.short(row.who)}  {when}  {row.what}")
    return 1 if rows else 0


def _reminders(context: Context, log: Log) -> list[tuple[Pair, date, TodayLine | Unrecorded]]:
    rows: list[tuple[Pair, date, TodayLine | Unrecorded]] = []
    for item in gathered(log, lambda pair: context.as_of(log, pair), context.chosen(log)):
        meeting = item.next_meeting.on if item.next_meeting else None
        soon = [row for row in before_lines(item.commitments, item.as_of, meeting) if row.level == "watch"]
        rows += [(item.pair, item.as_of, row) for row in (*late_lines(item.commitments, item.as_of), *soon)]
        rows += [(item.pair, item.as_of, meeting) for meeting in item.unrecorded]
    return rows


def _remind_json(pair: Pair, row: TodayLine | Unrecorded) -> dict[str, Any]:
    if isinstance(row, Unrecorded):
        told: dict[str, Any] = {"id": short_id("meeting", row.id), "text": "not recorded", "from": None}
        return {**told, "due": row.on, "days_overdue": None, "alliance": pair.name}
    return {
        "id": short_id(row.noun, row.id),
        "text": row.what,
        "from": pair.person(row.who).name,
        "due": row.on,
        "days_overdue": row.days if row.section == "late" else None,
        "alliance": pair.name,
    }
