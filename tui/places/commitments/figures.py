"""What promises came to, as the lines beside their list: kept both ways, moved, answered, done, and why missed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.measures.promises import Kept, PromiseFigures, TimeTaken, promise_figures
from models.measures.survival import never
from models.measures.window import quarter
from models.records.nouns import REASON_CODES
from models.time.words import days_text, reason_text
from tui.text.cells import cell_width, cut, padded
from tui.text.columns import WHO
from tui.text.glyphs import glyphs
from tui.text.words import called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.measures.lived import Lived
    from models.records.pair import Pair
    from tui.text.spans import Span, Spans, Voice

_LABEL, _COLUMN = 16, 13
_LEAST_LABEL, _LEAST_COLUMN = 12, 6
_REASONS = 3


class GiverFigures(NamedTuple):
    """What one of the two promised: the figures of this quarter, and of the last one."""

    giver: str
    now: PromiseFigures
    before: PromiseFigures


def quarters(as_of: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The quarter that holds a day, and the one before it."""
    now = quarter(as_of)
    return now, quarter(now[0] - timedelta(1))


def sides_of(lives: Sequence[Lived], pair: Pair, as_of: date) -> tuple[GiverFigures, GiverFigures]:
    """Both directions, mine first. Of the quarter before, what was known of it at the end of `as_of`."""
    now, before = quarters(as_of)

    def side(giver: str) -> GiverFigures:
        taker = pair.across(giver).uid
        found = (
            promise_figures(lives, giver, taker, as_of, *window, pair.alliance.ended_on) for window in (now, before)
        )
        return GiverFigures(giver, *found)

    return side(pair.me.uid), side(pair.other.uid)


def _share(kept: Kept) -> str:
    return f"{kept.kept} of {kept.known}" if kept.known else "none due"


def kept_lines(pair: Pair, sides: tuple[GiverFigures, GiverFigures] | None) -> list[Spans]:
    """Kept both ways, this quarter and the last; of the same height before it is measured."""
    head: Spans = [("KEPT", "label"), ("  this quarter, and the last one", "aside")]
    uids = (pair.me.uid, pair.other.uid)
    names = [called(pair, uid) for uid in uids]
    who = max(WHO, *(cell_width(name) for name in names)) + 1
    number = max((len(_share(side.now.kept_as_agreed)) for side in sides or ()), default=0)
    lines: list[Spans] = [head]
    for at, name in enumerate(names):
        line: list[Span] = [(padded(name, who), "body")]
        if sides is not None:
            now, before = sides[at].now.kept_as_agreed, sides[at].before.kept_as_agreed
            line.append((_share(now).rjust(number), "body" if now.known else "aside"))
            line.append((f", before {_share(before)}", "aside"))
        lines.append(line)
    return lines


def quarter_lines(pair: Pair, sides: tuple[GiverFigures, GiverFigures] | None, width: int) -> list[Spans]:
    """Kept on the first date, dates moved, how long an answer and the work took: a column for each of the two."""
    names = [called(pair, uid) for uid in (pair.me.uid, pair.other.uid)]
    columns = _columns(names, width)
    lines = [_row("THIS QUARTER", names, columns, "label", "aside")]
    for label, cell in _CELLS:
        cells = [cell(side.now) for side in sides] if sides is not None else ["", ""]
        lines.append(_row(label, cells, columns))
    return lines


def _columns(names: Sequence[str], width: int) -> list[int]:
    """Cells of what is said, and of each of the two: as wide as their names, as far as there is room for both."""
    most = max(_LEAST_COLUMN, (width - _LEAST_LABEL) // 2)
    columns = [min(most, max(_COLUMN, cell_width(name) + 1)) for name in names]
    return [max(_LEAST_LABEL, min(_LABEL, width - sum(columns))), *columns]


def _row(
    label: str, cells: Sequence[str], columns: Sequence[int], first: Voice = "body", rest: Voice = "body"
) -> Spans:
    """The label, and a cell for each of the two at the right of its column; a long label takes the room before it."""
    end, before = glyphs().cut, columns[0] + columns[1]
    known = cut(cells[0], columns[1] - 1, end)
    said = cut(label, before - cell_width(known) - 1, end)
    return [
        (padded(said, before - cell_width(known)), first),
        (known, rest),
        (padded(cut(cells[1], columns[2] - 1, end), columns[2], right=True), rest),
    ]


def _moved(figures: PromiseFigures) -> str:
    moved = figures.renegotiated
    return f"{moved.changed} of {moved.promised}" if moved.promised else "none due"


def _slip(figures: PromiseFigures) -> str:
    return days_text(figures.median_slip_days) if figures.renegotiated.changed else "none"


def _notice(figures: PromiseFigures) -> str:
    days = figures.median_notice_days
    if days is None:
        return "none"
    return "on the day" if not days else f"{abs(days):g} {'before' if days > 0 else 'after'}"


def _answered(figures: PromiseFigures) -> str:
    found = figures.answer_time
    return f"{found.reached} of {found.n}" if found.n else "none asked"


def _answer(figures: PromiseFigures) -> str:
    return _half(figures.answer_time)


def _done(figures: PromiseFigures) -> str:
    found = figures.time_to_done
    return f"{found.reached} of {found.n}" if found.n else "none made"


def _work(figures: PromiseFigures) -> str:
    return _half(figures.time_to_done)


def _half(found: TimeTaken) -> str:
    """Within how many days half are; where too few have ended the counts above it are all that is told."""
    if not found.enough:
        return "too few" if found.n else ""
    return "never" if never(50, found.given_up, found.n) else days_text(found.median_days)


def _first_date(figures: PromiseFigures) -> str:
    return _share(figures.kept_first_date)


_CELLS = (
    ("on first date", _first_date),
    ("dates moved", _moved),
    ("  moved by", _slip),
    ("  told, in days", _notice),
    ("answered", _answered),
    ("  half in", _answer),
    ("done", _done),
    ("  half in", _work),
)
"""What a line says of both: how many of how many, and under it how long."""


def reason_lines(pair: Pair, sides: tuple[GiverFigures, GiverFigures], width: int) -> list[Spans]:
    """The reasons that are given most often for what was missed this quarter, with whose it was."""
    both = [side.now.reasons for side in sides]
    total = {code: sum(reasons.get(code, 0) for reasons in both) for code in REASON_CODES}
    most = sorted((code for code in REASON_CODES if total[code]), key=lambda code: -total[code])[:_REASONS]
    if not most:
        return []
    names = [called(pair, side.giver) for side in sides]
    columns = _columns(names, width)
    rows = [_row(reason_text(code), [str(reasons.get(code, 0)) for reasons in both], columns) for code in most]
    return [_row("MISSED FOR", names, columns, "label", "aside"), *rows]


def kept_sentence(pair: Pair, sides: tuple[GiverFigures, GiverFigures]) -> str:
    """Kept: you 8 of 11, Dana 9 of 10; empty where nothing fell due this quarter."""
    kept = [(called(pair, side.giver), side.now.kept_as_agreed) for side in sides]
    if not any(each.known for _, each in kept):
        return ""
    return "Kept this quarter: " + ", ".join(f"{name} {_share(each)}" for name, each in kept)
