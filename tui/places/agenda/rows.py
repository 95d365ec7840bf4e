"""The lines of an agenda as rows of the list, and what stands above and beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.pages.agenda import HELP_ASK, About, Agenda, HelpAsked, Suggested, minutes_of
from models.pages.recall import Recalled
from models.pages.today import NextMeeting, TodayLine
from models.records.naming import one_line
from models.records.rows import Commitment, Decision, Topic
from models.time.dates import distance, long_date
from tui.rows.records import rows_of
from tui.rows.today_line import row_of as row_of_today
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.text.prose import prose
from tui.text.words import called, counted, day_in_column, day_month, does, veil
from tui.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.records.pair import Pair
    from storage.reads.opened import Target
    from tui.text.spans import Span, Spans

QUESTION = "question"
"""What stands for a noun in the key of a question that is on no agenda yet."""

_LABEL = "AGENDA"

NO_DATE: tuple[Spans, ...] = (
    [(_LABEL, "label"), ("  ", "body"), ("No meeting is planned, and no rhythm is agreed", "aside")],
)


# The head


def head_lines(found: Agenda) -> list[Spans]:
    """When and where, and what the topics add up to."""
    if found.coming is None:
        when: Sequence[Spans] = NO_DATE
    else:
        by_rhythm: list[Span] = [(", by your rhythm", "aside")] if found.coming.id is None else []
        words = when_words(found.coming, found.today.pair, found.today.as_of)
        when = [[(_LABEL, "label"), ("  ", "body"), (words, "body"), *by_rhythm]]
    summed = _summed(found)
    return [*when, *([[(" " * (len(_LABEL) + 2), "body"), *summed]] if summed else [])]


def when_words(coming: NextMeeting, pair: Pair, as_of: date) -> str:
    """Tue 24 November, 14:00, coffee, in 3 days."""
    time = f"{pair.local(coming.starts_at):%H:%M}" if coming.starts_at else ""
    words = (long_date(coming.on, as_of), time, visible(coming.where), distance(coming.on, as_of))
    return ", ".join(filter(None, words))


def _summed(found: Agenda) -> list[Span]:
    """9 topics, 55 of 60 minutes; what is too much stands out."""
    if not found.topics:
        return []
    count, summed = counted(len(found.topics), "topic"), minutes_of(found.topics, found.room)
    if summed is None:
        return [(count, "body")]
    told: list[Span] = [(f"{count}, {summed.says}", "body")]
    if summed.warns:
        told += [(", ", "body"), (summed.warns, "watch")]
    return [*told, (f", {summed.leaves_out}", "aside")] if summed.leaves_out else told


# The rows


def as_rows(lines: Sequence[About]) -> list[About]:
    """The lines that have a row each: what was heard stands below what is asked every time."""
    found: list[About] = []
    for line in lines:
        found += [HelpAsked(None, ()), *([line] if line.heard else [])] if isinstance(line, HelpAsked) else [line]
    return found


def key_of(line: About, found: Agenda) -> Target:
    """What a line of the list is known by: its record, or the question that it is."""
    match line:
        case HelpAsked():
            return ("meeting", line.meeting.id) if line.meeting else ("alliance", found.today.pair.alliance.id)
        case Suggested():
            sections = list(found.bank)
            return (QUESTION, sections.index(line.section) if line.section in sections else len(sections))
        case TodayLine() | Recalled():
            return (line.noun, line.id)
    return (type(line).__name__.lower(), line.id)


def row_of(line: About, found: Agenda, *, veiled: bool) -> Row:
    """One line of the agenda in the grid."""
    pair, today = found.today.pair, found.today.as_of
    match line:
        case HelpAsked():
            return _asked(line, found, veiled=veiled)
        case Suggested():
            return Row(key_of(line, found), "", "", visible(line.text), does="put it on")
        case Topic():
            return _topic(line, found, veiled=veiled)
        case TodayLine():
            return row_of_today(line, pair, today, veiled=veiled)
        case Recalled():
            return _recalled(line, pair, veiled=veiled)
    row = rows_of(type(line).__name__.lower(), [line], pair, today, veiled=veiled)[0]
    return row._replace(when="", state="decided") if isinstance(line, Decision) else row


def _asked(line: HelpAsked, found: Agenda, *, veiled: bool) -> Row:
    """What is asked every time; or, in a row of its own, what was heard the last time."""
    pair, meeting = found.today.pair, line.meeting
    if not line.heard or meeting is None:
        return Row(key_of(line, found), "", "", HELP_ASK)
    (uid, words), *others = line.heard
    if others:
        words = "; ".join(f"{pair.short(each)}: {one_line(said)}" for each, said in line.heard)
    hidden = veiled and bool(meeting.private)
    return Row(
        key=key_of(line, found),
        who=called(pair, "" if others else uid),
        when=day_in_column(pair.day(meeting.starts_at), found.today.as_of),
        what=veil() if hidden else visible(one_line(words)),
        state="last time",
        when_voice="aside",
    )


def _recalled(line: Recalled, pair: Pair, *, veiled: bool) -> Row:
    """What comes back, and where there is room for it why; that stands beside the list in any case."""
    if veiled and line.private:
        return Row((line.noun, line.id), called(pair, line.who), "", veil())
    words = f"{visible(line.what)} {glyphs().dot} {visible(line.aside)}"
    return Row((line.noun, line.id), called(pair, line.who), "", words, facts=True)


def _topic(topic: Topic, found: Agenda, *, veiled: bool) -> Row:
    """A topic; where it is carried or only to be told of, that is its state."""
    pair, since = found.today.pair, found.carried_since.get(topic.id)
    carried = f"since {day_month(since, found.today.as_of)}" if since else ""
    return Row(
        key=("topic", topic.id),
        who=called(pair, topic.raised_by) if topic.raised_by else "",
        when=f"{topic.minutes} min" if topic.minutes else "",
        what=veil() if veiled and topic.private else visible(topic.text),
        state=", ".join(filter(None, (carried, "inform" if topic.wants == "inform" else ""))),
        does=does("topic", topic, pair, found.today.as_of),
    )


def words_of(line: About) -> str:
    """What a line is about, for seeking what was said of it; empty for the question of every meeting."""
    match line:
        case HelpAsked():
            return ""
        case TodayLine():
            return line.what
        case Recalled():
            return line.what
        case Decision() | Commitment() | Topic() | Suggested():
            return line.text


def is_private(line: About) -> bool:
    """Whether the words of a line are for me alone."""
    return bool(getattr(line, "private", None))


def filter_text(line: About, pair: Pair) -> str:
    """The words by which the filter finds a line."""
    about: Any = line
    uid = getattr(about, "raised_by", None) or getattr(about, "from_", None) or getattr(about, "who", "")
    words = (called(pair, uid or ""), words_of(line) or HELP_ASK, getattr(about, "section", ""))
    return " ".join(filter(None, words))


# Beside them


def question_lines(section: str, questions: Sequence[str], width: int) -> list[Spans]:
    """The questions of a section of the bank, and which key draws one."""
    lines: list[Spans] = [[("QUESTIONS", "label"), (f"  {visible(section)}", "aside")]]
    for text in questions:
        lines += _hanging(visible(text), width)
    return [*lines, (), [("b puts one on the agenda", "aside")]]


def _hanging(text: str, width: int) -> list[Spans]:
    first, *rest = prose(text, width - 2)
    return [first, *([("  ", "body"), *line] for line in rest)]
