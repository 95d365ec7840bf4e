"""What promises came to, as the lines beside their list: kept both ways, moved, answered, done, and why missed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.measures.promises import Kept, PromiseFigures, TimeTaken, promise_figures
from models.measures.survival import never
from models.measures.window import quarter
from models.records.choices import REASON_CODES
from models.time.words import FEWEST, days_text, of_text, reason_text
from tui.text.cells import cell_width, cut, padded
from tui.text.columns import WHO
from tui.text.glyphs import glyphs
from tui.text.words import called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.measures.lived import Lived
    from models.records.pair import Pair
    from tui.text.spans import Spans, Voice

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
    return of_text(kept.kept, kept.known)


def kept_lines(pair: Pair, sides: tuple[GiverFigures, GiverFigures]) -> list[Spans]:
    """Kept both ways, this quarter and the last; of whom nothing can be told there is no line."""
    told = [(called(pair, side.giver), _share(side.now.kept_as_agreed), _before(side)) for side in sides]
    told = [item for item in told if item[1] or item[2]]
    if not told:
        return []
    who = max(WHO, *(cell_width(name) for name, _, _ in told)) + 1
    number = max(len(now) for _, now, _ in told)
    lines: list[Spans] = [[("KEPT", "label"), ("  this quarter, and the last one", "aside")]]
    for name, now, before in told:
        between = ", " if now and before else ""
        lines.append([(padded(name, who), "body"), (now.rjust(number), "body"), (between + before, "aside")])
    return lines


def _before(side: GiverFigures) -> str:
    share = _share(side.before.kept_as_agreed)
    return f"before {share}" if share else ""


def quarter_lines(pair: Pair, sides: tuple[GiverFigures, GiverFigures], width: int) -> list[Spans]:
    """Kept on the first date, dates moved, how long an answer and the work took: a column for each of the two.

    What can be told of neither has no line.
    """
    names = [called(pair, side.giver) for side in sides]
    columns = _columns(names, width)
    told = [(label, [cell(side.now) for side in sides]) for label, cell in _CELLS]
    rows = [_row(label, cells, columns) for label, cells in told if any(cells)]
    return [_row("THIS QUARTER", names, columns, "label", "aside"), *rows] if rows else []


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
    return of_text(moved.changed, moved.promised)


def _slip(figures: PromiseFigures) -> str:
    return days_text(figures.median_slip_days) if figures.renegotiated.changed >= FEWEST else ""


def _notice(figures: PromiseFigures) -> str:
    days = figures.median_notice_days
    if days is None or figures.renegotiated.changed < FEWEST:
        return ""
    return "on the day" if not days else f"{abs(days):g} {'before' if days > 0 else 'after'}"


def _answered(figures: PromiseFigures) -> str:
    return of_text(figures.answer_time.reached, figures.answer_time.n)


def _answer(figures: PromiseFigures) -> str:
    return _half(figures.answer_time)


def _done(figures: PromiseFigures) -> str:
    return of_text(figures.time_to_done.reached, figures.time_to_done.n)


def _work(figures: PromiseFigures) -> str:
    return _half(figures.time_to_done)


def _half(found: TimeTaken) -> str:
    """Within how many days half are; empty where half are not reached, and where too few have ended to tell."""
    if not found.enough:
        return ""
    if never(50, found.given_up, found.n):
        return "never"
    return days_text(found.median_days) if found.median_days is not None else ""


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
    """Kept: you 8 of 11, Dana 9 of 10; who has no figure is left out, and all of it where neither has one."""
    told = [(called(pair, side.giver), _share(side.now.kept_as_agreed)) for side in sides]
    said = ", ".join(f"{name} {share}" for name, share in told if share)
    return f"Kept this quarter: {said}" if said else ""
