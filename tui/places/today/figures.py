"""What Today tells beside its list: the next meeting, the rhythm, what was kept, how disagreements settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.measures.settling_words import half_is_known, half_text
from models.time.dates import long_date, short_date
from tui.pictures.bars import share_bar
from tui.rows.levels import LEVELS
from tui.text.cells import cell_width, padded, wrap
from tui.text.columns import WHO
from tui.text.glyphs import glyphs
from tui.text.words import age, ago, called, counted

if TYPE_CHECKING:
    from models.measures.promises import Kept
    from models.pages.today import Today
    from tui.text.spans import Span, Spans

DOTS = 12
"""The rhythm is told over so many of the last expected dates."""

BAR = 20


def no_next(today: Today) -> list[Spans]:
    """Why no meeting comes next, where none does: a line above the list."""
    label: list[Span] = [("NEXT", "label"), ("  ", "body")]
    if (ended_on := today.pair.alliance.ended_on) is not None and today.pair.ended(today.as_of):
        return [[*label, (f"None: the alliance ended on {long_date(ended_on, today.as_of)}", "aside")]]
    if today.next_meeting is None:
        return [[*label, ("No meeting is planned, and no rhythm is agreed", "aside")]]
    return []


def figure_lines(today: Today, width: int) -> list[Spans]:
    """The figures of the right column; one that has a head alone is left out as well."""
    blocks = [_rhythm(today), _kept(today, width), _settling(today, width), _neglected(today, width)]
    return [line for block in blocks if len(block) > 1 for line in (*block, ())][:-1]


def _label(label: str, more: str = "") -> list[Span]:
    return [(label, "label"), (f"  {more}" if more else "", "aside")]


# Rhythm


def _rhythm(today: Today) -> list[Spans]:
    rhythm = today.rhythm
    if rhythm.gap_days is None:
        return [_label("RHYTHM"), [("Not met yet", "body")]] if today.next_meeting else []
    last = f" last {_since(today, rhythm.gap_days)}"
    lines: list[Spans] = [_label("RHYTHM"), [(f"{_met(today)},", "body"), (last, "aside")]]
    if rhythm.dates:
        dots = (glyphs().met if met else glyphs().not_met for _, met in rhythm.dates[-DOTS:])
        lines.append([(" ".join(dots), "body")])
    if rhythm.level in LEVELS and rhythm.interval_days:
        words = f"Longer than the {rhythm.interval_days:g} days of the rhythm"
        lines.append([(words, LEVELS[rhythm.level])])
    if rhythm.out_of_office_days is not None:
        lines.append([(f"Out of the office {_since(today, rhythm.out_of_office_days)}", "body")])
    return lines


def _since(today: Today, days: int) -> str:
    """How long ago they met last; of an alliance that has ended, on which day."""
    on = today.last_seen(days)
    return f"on {short_date(on, today.as_of)}" if on else ago(days)


def _met(today: Today) -> str:
    """Met 11 of 12, over the last expected dates; without a rhythm, how often."""
    dates = today.rhythm.dates[-DOTS:]
    if not dates:
        return f"Met {counted(today.rhythm.held, 'time')}"
    return f"Met {sum(met for _, met in dates)} of {len(dates)}"


# Kept


def _sides(today: Today) -> list[tuple[str, Kept]]:
    uids = (today.pair.me.uid, today.pair.other.uid)
    return [(called(today.pair, uid), kept) for uid, kept in zip(uids, today.kept, strict=True)]


def _share(kept: Kept) -> str:
    return f"{kept.kept} of {kept.known}" if kept.known else "none due"


def _kept(today: Today, width: int) -> list[Spans]:
    sides = _sides(today)
    if not any(kept.known for _, kept in sides):
        return []
    who = max(WHO, *(cell_width(name) + 1 for name, _ in sides))
    number = max(len(_share(kept)) for _, kept in sides)
    bar = min(BAR, width - who - number - 3)
    return [
        _label("KEPT", "this quarter"),
        *([(padded(name, who), "body"), *_bar_line(kept, number, bar)] for name, kept in sides),
    ]


def _bar_line(kept: Kept, number: int, bar: int) -> list[Span]:
    if not kept.known:
        return [(_share(kept).rjust(number), "aside")]
    shown: list[Span] = [(_share(kept).rjust(number), "body")]
    return [*shown, ("   ", "body"), *share_bar(kept.kept, kept.known, bar, glyphs())] if bar >= 4 else shown


# Disagreements


def _settling(today: Today, width: int) -> list[Spans]:
    if not today.settling.n:
        return []
    ended = today.settling.resolved + today.settling.lapsed
    # While none has ended, how many are open says it all.
    lines: list[Spans] = [_label("DISAGREEMENTS"), *(_median(today, width) if ended else [])]
    if today.settling.open and today.oldest_days is not None:
        lines.append([(f"{today.settling.open} open, the oldest {age(today.oldest_days)}", "body")])
    return lines


def _median(today: Today, width: int) -> list[Spans]:
    """Half settle within 9 days (5 to 14). With too few ended there is no such figure, and it says so."""
    within, band = half_text(today.settling)
    if not band:
        return [[(line, "body")] for line in wrap(within, width)]
    if len(within) + len(band) + 3 > width:
        return [[(within, "body")], [(f"({band})", "aside")]]
    return [[(within, "body"), (f" ({band})", "aside")]]


# Not spoken of

_NAMED = 2


def _neglected(today: Today, width: int) -> list[Spans]:
    """What was not spoken of in so many meetings, the longest first; two of it are enough to begin with."""
    if not today.neglected:
        return []
    named = today.neglected[:_NAMED]
    told = ", ".join(item.subject.name for item in named)
    label = _label("NOT SPOKEN OF", counted(min(item.meetings for item in named), "meeting"))
    lines: list[Spans] = [[(line, "body")] for line in wrap(f"{told[:1].upper()}{told[1:]}", width)]
    return [label, *lines]


# The foot


def foot_line(today: Today, width: int) -> list[Spans]:
    """The figures in one sentence, where there is one column; what has no room in it is left out."""
    dot = f" {glyphs().dot} "
    parts = [_met(today) if today.rhythm.gap_days is not None else "", "review ready: 7" if today.ended else ""]
    if any(kept.known for _, kept in _sides(today)):
        parts.append("kept: " + ", ".join(f"{name} {_share(kept)}" for name, kept in _sides(today)))
    if half_is_known(today.settling):
        words, _ = half_text(today.settling)
        parts.append(f"{words[:1].lower()}{words[1:]}")
    sentence = ""
    for part in filter(None, parts):
        longer = f"{sentence}{dot}{part}" if sentence else part[:1].upper() + part[1:]
        if sentence and cell_width(longer) > width:
            break
        sentence = longer
    return [[(sentence, "body")]] if sentence else []
