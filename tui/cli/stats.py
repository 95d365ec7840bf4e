"""visavis commitment | disagreement | meeting | feedback stats: the measures, each with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from models.measures.disagreements import SettlingCase, SettlingFigures, settling_cases, settling_figures
from models.measures.feedback import FeedbackFigures, feedback_figures
from models.measures.praise import told
from models.measures.promises import Kept, PromiseFigures, TimeTaken, promise_figures
from models.measures.settling_words import (
    after_text,
    interval_text,
    marks_text,
    most_text,
    raised_by,
    settles,
    within_text,
)
from models.measures.survival import never
from models.pages.review_page import notice_text
from models.records.choices import DISAGREEMENT_KINDS
from models.records.naming import short_id
from models.records.pair import Pair
from models.records.rows import Feedback
from models.time.words import days_text, reason_text
from storage.core.records import select
from storage.core.with_events import lived
from storage.log import Log
from storage.reads.today import meetings, next_meeting, open_topics, rhythm
from tui.cli.context import Context
from tui.cli.output import line, print_json
from tui.cli.parser import json_option
from tui.pictures.bars import ageing_bar, count_bar, marks_named, scale_end, share_bar
from tui.pictures.lines import Line, printed, said
from tui.pictures.settling import LEVELS, curve_of, explained

if TYPE_CHECKING:
    import argparse

WIDTH, ROWS = 76, 10
"""Cells and rows of a picture, on a terminal and in a pipe alike."""

BAR = 20
DOTS = 26
"""Of the rhythm so many of the last expected dates are drawn: a year of every other week."""


def declare(noun: str, _name: str, parser: argparse.ArgumentParser) -> None:
    """Declare the window, and what is measured."""
    parser.add_argument("--since", metavar="DATE", help="the window's first day; open unless told")
    parser.add_argument("--until", metavar="DATE", help="the window's last day; open unless told")
    if noun == "disagreement":
        parser.add_argument("--measure", choices=("lasting", "first"), default="lasting", help="lasting unless told")
        parser.add_argument("--kind", choices=DISAGREEMENT_KINDS)
    json_option(parser)


def run(context: Context, noun: str, _name: str) -> int:
    """Print the measures of a noun; 0."""
    with context.reading() as log:
        pair = context.soonest_pair(log)
        as_of = context.as_of(log, pair)
        since, until = context.window(as_of)
        _MEASURES[noun](context, log, pair, as_of, since, until)
    return 0


def _window(as_of: date, since: date | None, until: date | None) -> dict[str, Any]:
    return {"as_of": as_of, "since": since, "until": until}


def _both(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair.me.uid, pair.other.uid), (pair.other.uid, pair.me.uid)


# Commitments


def _commitments(context: Context, log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> None:
    lives = lived(log.connection, "commitment", "a.uid = ?", (pair.uid,))
    ends = pair.alliance.ended_on
    found = [(from_, to, promise_figures(lives, from_, to, as_of, since, until, ends)) for from_, to in _both(pair)]
    if context.args.json:
        directions = [
            {"from": pair.person(from_).name, "to": pair.person(to).name, **_promise_json(figures)}
            for from_, to, figures in found
        ]
        print_json({**_window(as_of, since, until), "directions": directions})
        return
    for from_, to, figures in found:
        line(f"{pair.person(from_).name} to {pair.person(to).name}")
        for text in _promise_lines(figures):
            line(f"  {text}")


def _promise_json(figures: PromiseFigures) -> dict[str, Any]:
    return asdict(figures) | {
        "kept_first_date": _kept_json(figures.kept_first_date),
        "kept_as_agreed": _kept_json(figures.kept_as_agreed),
        "time_to_done": _taken_json(figures.time_to_done, "done", "dropped"),
        "answer_time": _taken_json(figures.answer_time, "answered", "withdrawn"),
    }


def _kept_json(kept: Kept) -> dict[str, Any]:
    return {"kept": kept.kept, "known": kept.known, "ci": kept.ci}


def _taken_json(found: TimeTaken, reached: str, given_up: str) -> dict[str, Any]:
    return {
        "n": found.n,
        reached: found.reached,
        given_up: found.given_up,
        "median_days": found.median_days,
        "median_ci": found.median_ci,
    }


def _promise_lines(figures: PromiseFigures) -> list[str]:
    first, agreed, moved = figures.kept_first_date, figures.kept_as_agreed, figures.renegotiated
    done, answered = figures.time_to_done, figures.answer_time
    lines = [
        f"kept on the first date   {_kept(first)}",
        f"kept as agreed           {_kept(agreed)}",
        f"renegotiated             {moved.changed} of {moved.promised}"
        + (f", moved by {days_text(figures.median_slip_days)}" if moved.changed else "")
        + (f", told {notice_text(figures.median_notice_days)}" if moved.changed else ""),
        f"undated                  {figures.undated}",
    ]
    if done.n:
        lines.append(f"time to done             {_taken(done, 'done', 'dropped')}")
    if answered.n:
        lines.append(f"time to an answer        {_taken(answered, 'answered', 'withdrawn')}")
    if figures.reasons:
        lines.append(
            "missed for               " + ", ".join(f"{reason_text(code)} {n}" for code, n in figures.reasons.items())
        )
    return lines


def _kept(kept: Kept) -> str:
    """A share in numbers, and as a bar."""
    told = f"{kept.kept} of {kept.known}"
    return f"{told:<12}{_bar(kept.kept, kept.known, BAR)}".rstrip()


def _bar(part: int, whole: int, cells: int) -> str:
    return said(share_bar(part, whole, cells, printed())) if whole else ""


def ago(days: int) -> str:
    """How long ago: "3 days ago", "today"."""
    return f"{days_text(days)} ago" if days else "today"


def _taken(found: TimeTaken, reached: str, given_up: str) -> str:
    """Within which time half of them came to it, and the counts."""
    rest = f", {found.given_up} {given_up}" if found.given_up else ""
    return f"{_half(found)}{found.reached} of {found.n} {reached}{rest}"


def _half(found: TimeTaken) -> str:
    """Within which time half did; empty where too few have ended."""
    if not found.enough:
        return ""
    if never(50, found.given_up, found.n):
        return "half never, "
    if found.median_days is None:
        return "half not reached, "
    band = interval_text(found.median_ci, found.median_days)
    return f"half {within_text(found.median_days)}" + (f" ({band}), " if band else ", ")


# Disagreements


def _disagreements(context: Context, log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> None:
    args = context.args
    lives = lived(log.connection, "disagreement", "a.uid = ?", (pair.uid,))
    cases = settling_cases(lives, as_of, since, until, args.measure, args.kind, pair.alliance.ended_on)
    figures = settling_figures(cases)
    if context.args.json:
        print_json({**_window(as_of, since, until), "measure": args.measure, **_settling_json(figures)})
        return
    line(f"{figures.n} raised, {figures.resolved} resolved, {figures.open} open, {figures.lapsed} lapsed")
    if not figures.enough:
        _list_cases(cases)
    else:
        line(settles(figures, raised_by(pair)))
        line(most_text(figures))
        within = (f"{_share(share)} within {days} days" for days, share in figures.resolved_within.items())
        line(", ".join(within))
    if figures.ever_resolved:
        line(f"{figures.reopened} of {figures.ever_resolved} came back")
    if figures.enough:
        _draw(explained(curve_of(cases, figures), WIDTH, ROWS, printed(), tinted=False))  # a command prints no colour
        _list_open(figures)


def _draw(picture: list[Line]) -> None:
    """A picture with an empty line above and below it."""
    for text in ("", *map(said, picture), ""):
        line(text)


def _list_open(figures: SettlingFigures) -> None:
    """The open ones, the oldest first; where a curve says how long it takes, each age as a bar against it."""
    watch, late, items = figures.watch_days, figures.late_days, figures.ageing
    end = scale_end(max((item.days for item in items), default=0), watch, late)
    age = max((len(days_text(item.days)) for item in items), default=0)
    if items and watch is not None:
        line(f"  {'':5} {'':{age}}  {marks_named(watch, late, end, BAR)}")
    for item in items:
        level = LEVELS.get(item.level, ("", ""))[0]
        bar = f"  {said(ageing_bar(item.days, watch, late, end, BAR, printed()))}" if watch is not None else ""
        behind = f"  {level:<5}" if any(each.level in LEVELS for each in items) else ""
        code = f"{short_id('disagreement', item.id):<5}"
        line(f"  {code} {days_text(item.days):>{age}}{bar}{behind}  {item.topic}")
    if items and watch is not None:
        line(f"  {marks_text(figures)}")


def _share(value: float | None) -> str:
    return "not known" if value is None else f"{value * 100:.0f} in 100"


def _list_cases(cases: tuple[SettlingCase, ...]) -> None:
    """Fewer than five ended make no curve: they are listed."""
    for item in cases:
        ended = f"open {days_text(item.days)}" if item.ending == "open" else f"{item.ending} {after_text(item.days)}"
        line(f"  {short_id('disagreement', item.id)}  {ended}  {item.topic}")


def _settling_json(figures: SettlingFigures) -> dict[str, Any]:
    return {
        "n": figures.n,
        "resolved": figures.resolved,
        "open": figures.open,
        "lapsed": figures.lapsed,
        "median_days": figures.median_days,
        "median_ci": figures.median_ci,
        "p85_days": figures.p85_days,
        "resolved_within": {str(days): share for days, share in figures.resolved_within.items()},
        "ever_resolved": figures.ever_resolved,
        "reopened": figures.reopened,
        "lapsed_share": figures.lapsed_share,
        "watch_days": figures.watch_days,
        "late_days": figures.late_days,
        "curve": [
            {
                "day": point.day,
                "at_risk": point.at_risk,
                "resolved": point.resolved,
                "lapsed": point.lapsed,
                "unresolved": point.unresolved,
                "open": point.open,
                "se": point.se,
                "ci": [point.low, point.high],
            }
            for point in figures.curve
        ],
        "ageing": [
            {
                "id": short_id("disagreement", item.id),
                "topic": item.topic,
                "days": item.days,
                "level": item.level,
            }
            for item in figures.ageing
        ],
    }


# Meetings and feedback


def meeting_json(log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> dict[str, Any]:
    """The rhythm under its stable names."""
    found = meetings(log, pair, as_of)
    figures = asdict(rhythm(pair, found, as_of, since, until))
    del figures["dates"]
    carried = len(open_topics(log, pair, found, as_of, next_meeting(log, pair, found, as_of))[1])
    return {"as_of": as_of, **figures, "topics_carried": carried}


def _meetings(context: Context, log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> None:
    found = meeting_json(log, pair, as_of, since, until)
    if context.args.json:
        print_json(found)
        return
    first, *rest = rhythm_lines(found)
    dates = rhythm(pair, meetings(log, pair, as_of), as_of, since, until).dates[-DOTS:]
    glyphs = printed()
    dots = " ".join(glyphs.met if met else glyphs.not_met for _, met in dates)
    for text in (first, *([dots] if dots else []), *rest):
        line(text)


def rhythm_lines(found: dict[str, Any]) -> list[str]:
    """The rhythm in sentences."""
    lines = [f"Met {found['satisfied']} of {found['expected']} expected dates, {found['held']} meetings held"]
    if found["gap_days"] is not None:
        often = f", expected every {found['interval_days']:g} days" if found["interval_days"] else ""
        lines.append(f"Last met {ago(found['gap_days'])}{often}")
    lines.append(f"{found['streak']} in a row")
    if found["out_of_office_days"] is not None:
        lines.append(f"Out of the office {ago(found['out_of_office_days'])}")
    if found["topics_carried"]:
        lines.append(f"{found['topics_carried']} topic{'' if found['topics_carried'] == 1 else 's'} carried over")
    return lines


def _feedback(context: Context, log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> None:
    lives = lived(log.connection, "feedback", "a.uid = ?", (pair.uid,))
    flows = [(from_, to, feedback_figures(lives, from_, to, as_of, since, until)) for from_, to in _both(pair)]
    if context.args.json:
        directions = [
            {"from": pair.person(from_).name, "to": pair.person(to).name, **asdict(figures)}
            for from_, to, figures in flows
        ]
        print_json({**_window(as_of, since, until), "directions": directions})
        return
    most = max(count for _, _, figures in flows for count in asdict(figures).values())
    words = {
        item.id: item for item in select(log.connection, Feedback, "feedback", "WHERE r.alliance = ?", (pair.uid,))
    }
    for from_, to, figures in flows:
        line(f"{pair.person(from_).name} to {pair.person(to).name}")
        line("  " + ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in asdict(figures).items()))
        for text in _flow(figures, most):
            line(f"  {text}")
        heard = told(lives, words, from_, as_of, since, until)
        if heard.given:
            line(f"  of {heard.given} given {heard.worked} tell what worked, {heard.rework} what to rework")


_FLOW = ("asked", "given", "acknowledged", "will_act", "followed_up")


def _flow(figures: FeedbackFigures, most: int) -> list[str]:
    """How much of it went on, step by step, all bars on one scale."""
    counts = {name: getattr(figures, name) for name in _FLOW}
    bars = {name: count_bar(count, most, BAR, printed()) for name, count in counts.items() if count}
    return [f"{name.replace('_', ' '):<14}{counts[name]:>4}  {bar}" for name, bar in bars.items()]


_Measure = Callable[[Context, Log, Pair, date, date | None, date | None], None]
_MEASURES: dict[str, _Measure] = {
    "commitment": _commitments,
    "disagreement": _disagreements,
    "meeting": _meetings,
    "feedback": _feedback,
}
