"""An opened record as lines: its name, where it stands, its life line, its fields, and what was said on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from models.acts.replay import replay
from models.acts.sentences import resolution
from models.acts.speed import say_speed, speed
from models.records.labels import state_word
from models.records.naming import heading, short_id
from models.records.nouns import CALENDAR, NOUNS
from models.records.rows import Commitment, Disagreement, Feedback
from models.time.dates import distance, long_date
from models.time.words import MONTHS, MONTHS_FROM, days_text
from tui.rows.came_of import CameOf, Told, came_of
from tui.rows.pulse import round_lines
from tui.rows.sides import sides, tone_lines
from tui.text.cells import cell_width, padded, visible, wrap
from tui.text.field_words import field_texts, value_of
from tui.text.glyphs import glyphs
from tui.text.prose import prose, written
from tui.text.spans import Span, Spans, Voice, width_of
from tui.text.words import act_word, called, counted, day_month, label_of, veil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.records.event import Event
    from models.records.fields import Field
    from storage.reads.opened import Link, Opened

PROSE = 76
_LIFT = "v lifts the veil"
_LEAST_TEXT = 20
_HANGING = 2

_TOLD_ABOVE = {
    "commitment": ("from", "to", "was_days", "should_be_days"),
    "feedback": ("from", "to", "about_on"),
    "disagreement": ("kind", "positions", "restated", "heat"),
    "meeting": ("state",),
    "topic": ("state",),
    "decision": ("kind",),
    "pulse": ("statements",),
    "note": ("kind",),
}
"""Fields that the head and the columns of a record tell."""

_SAID = (
    "reason",
    "terms",
    "alternative",
    "evidence",
    "missing",
    "decision",
    "dissent",
    "new_fact",
    "question",
    "decider",
    "note",
)
_SAID_AS = {"alternative": "instead", "missing": "still missing", "new_fact": "new", "decider": "who decides"}


def detail_lines(opened: Opened, width: int, *, veiled: bool = False) -> list[Spans]:
    """All lines of an opened record, for a width in cells; `veiled`: private words do not show."""
    width = min(width, PROSE)
    if veiled and opened.record.private:
        facts: list[Span] = [(short_id(opened.noun, opened.record.id), "aside"), ("private", "body")]
        return [[(veil(), "quiet")], *_flowing([[fact] for fact in facts], width), (), [(_LIFT, "aside")]]
    if veiled:
        opened = _without_private(opened)
    first = came_of(opened, width)
    blocks = [
        _head(opened, width),
        _outcome(first, width) if first else [],
        *_two_sides(opened, width),
        _block("LIFE", _life(opened, width)),
        round_lines(opened.rounds, opened.pair, width) if opened.rounds else [],
        _fields(opened, width),
        _block("SAID", _said(opened, width, first.told if first else ())),
    ]
    return [line for block in blocks if block for line in (*block, ())][:-1]


def _without_private(opened: Opened) -> Opened:
    """The same record without its private fields, and with private records that it links to veiled."""
    hidden = {field.column: veil() for field in NOUNS[opened.noun].fields if field.private}
    shown = {name: text for name, text in hidden.items() if getattr(opened.record, name)}
    links = tuple(link._replace(title=_veiled(link)) if link.private else link for link in opened.links)
    return opened._replace(record=replace(opened.record, **shown), links=links)


def _veiled(link: Link) -> str:
    """What a private record is called behind the veil: its code alone tells nothing."""
    return f"{link.title.partition('  ')[0]}  {veil()}"


def _block(label: str, lines: Sequence[Spans]) -> list[Spans]:
    return [[(label, "label")], *lines] if lines else []


def _outcome(first: CameOf, width: int) -> list[Spans]:
    """What came of it: its lines under their label, beside which stands when that was, or below where it is long."""
    head: list[Span] = [(first.label, "label"), (f"  {first.aside}" if first.aside else "", "aside")]
    if width_of(head) <= width:
        return [head, *first.lines]
    return [head[:1], *prose(first.aside, width, "aside"), *first.lines]


def _two_sides(opened: Opened, width: int) -> list[list[Spans]]:
    """What each of the two holds in a disagreement, and how they spoke of it."""
    record = opened.record
    if not isinstance(record, Disagreement):
        return []
    return [*sides(opened, record, width), tone_lines(opened, record, width)]


def _flowing(pieces: Iterable[Sequence[Span]], width: int) -> list[Spans]:
    """Facts in a row with a dot between them, broken only between two facts."""
    lines: list[list[Span]] = []
    for piece in pieces:
        if lines and width_of(lines[-1]) + 3 + width_of(piece) <= width:
            lines[-1] += [(f" {glyphs().dot} ", "quiet"), *piece]
        elif width_of(piece) <= width:
            lines.append(list(piece))
        else:
            lines += [[(line, voice)] for text, voice in piece for line in wrap(text.strip(), width)]
    return list(lines)


# The head


def _head(opened: Opened, width: int) -> list[Spans]:
    record: Any = opened.record
    title = heading(opened.noun, record, opened.pair, opened.as_of)
    # The id, since commands take it; muted, since the eye seeks the rest.
    facts: list[list[Span]] = [[(short_id(opened.noun, record.id), "aside")]]
    facts += [[(words, voice)] for words, voice in _facts(opened)]
    if record.private:
        facts.append([("private", "body")])
    return [*written(title, width, "strong"), *_flowing(facts, width)]


def _facts(opened: Opened) -> Iterator[Span]:
    record, today = opened.record, opened.as_of
    asked = isinstance(record, Commitment) and record.state == "requested"
    if isinstance(record, Commitment | Feedback):
        giver, taker = (called(opened.pair, uid) for uid in (record.from_, record.to))
        yield f"{taker} ask{'' if taker == 'you' else 's'} {giver}" if asked else f"{giver} to {taker}", "body"
    if (state := getattr(record, "state", "")) and not asked:
        yield state_word(state, opened.noun), "body"
    if isinstance(record, Commitment):
        yield from _due(record, opened)
    elif isinstance(record, Disagreement):
        if record.closed_on is None:
            yield from _open(record, opened.pair.seen_until(today))
    elif isinstance(record, Feedback) and record.about_on:
        yield f"about {long_date(record.about_on, today)}", "body"
    if kind := getattr(record, "kind", ""):
        yield (kind if opened.noun == "disagreement" else kind.replace("-", " ")), "body"


def _open(record: Disagreement, today: date) -> Iterator[Span]:
    """How long it is open; since when as well, where that is told in months."""
    days = (today - record.opened_on).days
    since = f" since {long_date(record.opened_on, today)}" if days >= MONTHS_FROM else ""
    yield f"{days_text(days)} open{since}", "body"


def _due(record: Commitment, opened: Opened) -> Iterator[Span]:
    today = opened.as_of
    if record.state == "promised":
        over = opened.pair.ended(today)
        late: Voice = "late" if record.due and record.due < today and not over else "body"
        away = f", {distance(record.due, today)}" if record.due and not over else ""
        yield f"due {long_date(record.due, today)}{away}" if record.due else "without a date", late
    if record.wanted_by:
        yield f"wanted by {long_date(record.wanted_by, today)}, {distance(record.wanted_by, today)}", "body"
    if record.pending_due:
        yield f"new date {long_date(record.pending_due, today)}, no word yet", "body"


# The life line


def _life(opened: Opened, width: int) -> list[Spans]:
    pieces: list[list[Span]] = []
    promised = False
    for event in opened.events:
        words = act_word(opened.noun, event, opened.as_of, promised=promised)
        promised = promised or event.act in ("promise", "accept")
        pieces.append([(f"{day_month(event.on, opened.as_of)} ", "aside"), (words, "body")])
    return _flowing(pieces, width)


# Fields and words


def _fields(opened: Opened, width: int) -> list[Spans]:
    """Every field that holds something: its label in one column, its text in the other."""
    found: list[tuple[str, str, str]] = []
    for field in NOUNS[opened.noun].fields:
        if field.name in (*_TOLD_ABOVE.get(opened.noun, ()), NOUNS[opened.noun].title) and opened.noun != "alliance":
            continue
        label = label_of(field.name, opened.pair).upper()
        texts = _texts(field, value_of(opened.record, field), opened)
        found += [(label, text, "") for text in texts if text]
        linked = [_linked(link, opened.as_of) for link in opened.links if link.field == field.name]
        found += [(label, *each) for each in linked]
    if told := _speed(opened):
        found.append(("SPEED", told, ""))
    own = {field.name for field in NOUNS[opened.noun].fields}
    found += [(link.field.upper(), *_linked(link, opened.as_of)) for link in opened.links if link.field not in own]
    column = max((cell_width(label) + 2 for label, *_ in found), default=0)
    lines: list[Spans] = []
    for label, several in groupby(found, itemgetter(0)):
        each = [(text, code) for _, text, code in several]
        lines += _field(label, each, column, width)
    return lines


def _speed(opened: Opened) -> str:
    """How long a commitment takes beside how long it should, where somebody said so."""
    record = opened.record
    if not isinstance(record, Commitment):
        return ""
    life = replay("commitment", opened.events, record.from_, record.to)
    found = speed(record, life.done_on, opened.as_of)
    return say_speed(found) if found else ""


def _linked(link: Link, today: date) -> tuple[str, str]:
    """What a linked record is called, and its code. Of a meeting the day, where the label says that it is one."""
    code, _, words = link.title.partition("  ")
    if not words:
        return link.title, ""
    if link.kind:
        return f"{link.kind}: {words}", code
    names_it = code.startswith(NOUNS["meeting"].letter) and link.field in ("meeting", "carried")
    return (_day_of_meeting(words, today) if names_it else words), code


def _day_of_meeting(title: str, today: date) -> str:
    """The day that a meeting's title tells, as it is told elsewhere."""
    parts = title.removeprefix("Meeting of ").split()
    months = [name[:3] for name in MONTHS]
    if len(parts) != 4 or parts[2] not in months:
        return title
    return long_date(date(int(parts[3]), months.index(parts[2]) + 1, int(parts[1])), today)


def _texts(field: Field, value: Any, opened: Opened) -> list[str]:
    """The texts of a field; of the answers to a round none, since one's own stand beside the other's elsewhere."""
    if value == veil():
        return [value]
    if value in (None, "", []) or field.name in ("alliance", "answers", *CALENDAR):
        return []
    linked = field.kind in ("ref", "refs") and field.ref != "person"
    if linked or any(part.kind == "ref" and part.ref != "person" for part in field.parts):
        return []  # a link, with its code
    if field.name.endswith("_days"):
        return [counted(value, "day")]
    return field_texts(field, value, lambda _noun, uid: called(opened.pair, uid), opened.pair, opened.as_of)


def _field(label: str, each: Sequence[tuple[str, str]], column: int, width: int) -> list[Spans]:
    """One field with all its texts, each with the code at its end; of several what goes on stands indented.

    Where the second column would be too narrow, the texts stand below the label.
    """
    if width - column < _LEAST_TEXT:
        return [[(label, "label")], *_texts_of(each, 0, width)]
    first, *rest = _texts_of(each, column, width)
    return [[(padded(label, column), "label"), *first[1:]], *rest]


def _texts_of(each: Sequence[tuple[str, str]], indent: int, width: int) -> list[Spans]:
    hanging = _HANGING if len(each) > 1 else 0
    lines: list[Spans] = []
    for text, code in each:
        first, *rest = _with_code(text, code, width, indent + hanging)
        lines += [[(" " * indent, "body"), *first[1:]], *rest]
    return lines


def _with_code(text: str, code: str, width: int, indent: int = 0) -> list[Spans]:
    lines = written(text, width, "quiet" if text == veil() else "body", indent)
    if not code:
        return lines
    *before, last = lines
    if width_of(last) + 2 + len(code) <= width:
        return [*before, [*last, ("  ", "body"), (code, "link")]]
    return [*lines, [(" " * indent, "body"), (code, "link")]]


def _said(opened: Opened, width: int, told: Sequence[Told]) -> list[Spans]:
    """Every word that an act carried and that is not told above, with its day and whose it was."""
    lines: list[Spans] = []
    for event in opened.events:
        for name in _SAID:
            if (text := event.values.get(name)) and (event, name) not in told and not _unsaid(event, name):
                kind = _how(opened, event) if name == "decision" else _SAID_AS.get(name, "")
                lines += _saying(opened, event, kind, str(text), width)
    return lines


def _unsaid(event: Event, name: str) -> bool:
    """Whether a reason is none: a form that asks for none leaves what the log needs."""
    return name == "reason" and event.values[name] == event.values.get("reason_code") == "other"


def _how(opened: Opened, event: Event) -> str:
    return resolution(str(event.values.get("kind", "")), opened.pair, partial(called, opened.pair))


def _saying(opened: Opened, event: Event, kind: str, text: str, width: int) -> list[Spans]:
    head = f"{day_month(event.on, opened.as_of)}  {called(opened.pair, event.by)}" + (f", {kind}" if kind else "")
    words = visible(text, one_line=False)
    if "\n" not in words and cell_width(head) + 2 + cell_width(words) <= width:
        return [[(head, "aside"), ("  ", "body"), (words, "said")]]
    return [[(head, "aside")], *written(text, width, "said", indent=2)]
