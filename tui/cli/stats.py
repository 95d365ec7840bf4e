"""visavis commitment | disagreement | meeting | feedback stats: the measures, each with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from models.measures.disagreements import SettlingCase, SettlingFigures, settling_cases, settling_figures
from models.measures.feedback import feedback_figures
from models.measures.promises import PromiseFigures, promise_figures
from models.measures.window import ENOUGH
from models.naming import short_id
from models.nouns import DISAGREEMENT_KINDS
from models.pair import Pair
from storage.lived import lived
from storage.log import Log
from storage.today import meetings, next_meeting, open_topics, rhythm
from tui.cli.context import Context
from tui.cli.lives import Verb
from tui.cli.output import line, print_json
from tui.cli.parser import json_option

MEASURED = ("commitment", "disagreement", "meeting", "feedback")


def declare(noun: str, verb: Verb) -> None:
    """Declare `stats` for the nouns that are measured."""
    if noun not in MEASURED:
        return
    parser = verb("stats", "the measures, both ways, each with its numbers")
    parser.add_argument("--since", metavar="DATE", help="the window's first day; open unless told")
    parser.add_argument("--until", metavar="DATE", help="the window's last day; open unless told")
    if noun == "disagreement":
        parser.add_argument("--measure", choices=("lasting", "first"), default="lasting", help="lasting unless told")
        parser.add_argument("--kind", choices=DISAGREEMENT_KINDS)
    json_option(parser)


def run(context: Context, noun: str) -> int:
    """Print the measures of a noun; 0."""
    with context.reading() as log:
        pair = context.soonest_pair(log)
        as_of = context.as_of(log, pair)
        since, until = context.bound("since", as_of), context.bound("until", as_of)
        _MEASURES[noun](context, log, pair, as_of, since, until)
    return 0


def _window(as_of: date, since: date | None, until: date | None) -> dict[str, Any]:
    return {"as_of": as_of, "since": since, "until": until}


def _both(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair.me.uid, pair.other.uid), (pair.other.uid, pair.me.uid)


# Commitments


def _commitments(context: Context, log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> None:
    lives = lived(log.connection, "commitment", "a.uid = ?", (pair.uid,))
    found = [(from_, to, promise_figures(lives, from_, to, as_of, since, until)) for from_, to in _both(pair)]
    if context.args.json:
        directions = [
            {"from": pair.person(from_).name, "to": pair.person(to).name, **asdict(figures)}
            for from_, to, figures in found
        ]
        print_json({**_window(as_of, since, until), "directions": directions})
        return
    for from_, to, figures in found:
        line(f"{pair.person(from_).name} to {pair.person(to).name}")
        for text in _promise_lines(figures):
            line(f"  {text}")


def _promise_lines(figures: PromiseFigures) -> list[str]:
    first, agreed, moved = figures.kept_first_date, figures.kept_as_agreed, figures.renegotiated
    done, answered = figures.time_to_done, figures.answer_time
    lines = [
        f"kept on the first date   {first.kept} of {first.known}",
        f"kept as agreed           {agreed.kept} of {agreed.known}",
        f"renegotiated             {moved.changed} of {moved.promised}"
        + (f", moved by {days_text(figures.median_slip_days)}" if moved.changed else "")
        + (f", told {days_text(figures.median_notice_days)} before" if moved.changed else ""),
        f"undated                  {figures.undated}",
    ]
    if done.n:
        half = _median(done.median_days, done.median_ci)
        lines.append(f"time to done             {half}, {done.done} of {done.n} done")
    if answered.n:
        half = _median(answered.median_days, answered.median_ci)
        lines.append(f"time to an answer        {half}, {answered.answered} of {answered.n} answered")
    if figures.reasons:
        lines.append("missed for               " + ", ".join(f"{code} {n}" for code, n in figures.reasons.items()))
    return lines


def days_text(value: float | None) -> str:
    """A number of days in words."""
    if value is None:
        return "not reached"
    text = f"{value:g}"
    return f"{text} day" if text == "1" else f"{text} days"


def ago(days: int) -> str:
    """How long ago: "3 days ago", "today"."""
    return f"{days_text(days)} ago" if days else "today"


def _median(value: float | None, interval: tuple[float | None, float | None]) -> str:
    if value is None:
        return "half of them not yet"
    if interval == (None, None):
        return f"half within {days_text(value)}"
    low, high = (f"{limit:g}" if limit is not None else "not reached" for limit in interval)
    return f"half within {days_text(value)} ({low} to {high})"


# Disagreements


def _disagreements(context: Context, log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> None:
    args = context.args
    lives = lived(log.connection, "disagreement", "a.uid = ?", (pair.uid,))
    cases = settling_cases(lives, as_of, since, until, args.measure, args.kind)
    figures = settling_figures(cases)
    if context.args.json:
        print_json({**_window(as_of, since, until), "measure": args.measure, **_settling_json(figures)})
        return
    line(f"{figures.n} raised, {figures.resolved} resolved, {figures.open} open, {figures.lapsed} lapsed")
    if figures.resolved < ENOUGH:
        _list_cases(cases)
    else:
        half = _median(figures.median_days, figures.median_ci).capitalize()
        line(f"{half}; 85 in 100 within {days_text(figures.p85_days)}")
        within = (f"{_share(share)} within {days} days" for days, share in figures.resolved_within.items())
        line(", ".join(within))
    line(f"{figures.reopened} of {figures.ever_resolved} came back")
    for item in figures.ageing:
        level = f"  {item.level}" if item.level in ("watch", "late") else ""
        line(f"  {short_id('disagreement', item.id)}  open {days_text(item.days)}  {item.topic}{level}")


def _share(value: float | None) -> str:
    return "not known" if value is None else f"{value * 100:.0f} in 100"


def _list_cases(cases: tuple[SettlingCase, ...]) -> None:
    """Fewer than five resolved make no curve: they are listed."""
    for item in cases:
        line(f"  {short_id('disagreement', item.id)}  {item.ending} after {days_text(item.days)}  {item.topic}")


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
        "curve": [
            {
                "day": point.day,
                "at_risk": point.at_risk,
                "resolved": point.resolved,
                "unresolved": point.unresolved,
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
    carried = len(open_topics(log, pair, found, as_of, next_meeting(pair, found, as_of))[1])
    return {"as_of": as_of, **figures, "topics_carried": carried}


def _meetings(context: Context, log: Log, pair: Pair, as_of: date, since: date | None, until: date | None) -> None:
    found = meeting_json(log, pair, as_of, since, until)
    if context.args.json:
        print_json(found)
        return
    for text in rhythm_lines(found):
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
    directions = [
        {
            "from": pair.person(from_).name,
            "to": pair.person(to).name,
            **asdict(feedback_figures(lives, from_, to, as_of, since, until)),
        }
        for from_, to in _both(pair)
    ]
    if context.args.json:
        print_json({**_window(as_of, since, until), "directions": directions})
        return
    for found in directions:
        line(f"{found.pop('from')} to {found.pop('to')}")
        line("  " + ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in found.items()))


_Measure = Callable[[Context, Log, Pair, date, date | None, date | None], None]
_MEASURES: dict[str, _Measure] = {
    "commitment": _commitments,
    "disagreement": _disagreements,
    "meeting": _meetings,
    "feedback": _feedback,
}
