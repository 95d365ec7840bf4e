"""How feedback flows both ways, as the lines beside its list, and as one sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.measures.feedback import FeedbackFigures, feedback_figures
from models.measures.praise import PraiseCount, told
from tui.text.cells import cell_width, cut, padded
from tui.text.glyphs import glyphs
from tui.text.words import called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.measures.lived import Lived
    from models.records.pair import Pair
    from models.records.rows import Feedback
    from tui.text.spans import Span, Spans

DAYS = 365
"""Days, up to the one that is shown, over which feedback is counted."""

_LABEL, _COLUMN = 16, 9

_ALWAYS = (("asked for", "asked"), ("given", "given"), ("heard", "acknowledged"), ("will act on it", "will_act"))
_WHERE_ANY = (("will not act", "wont_act"), ("said no", "declined"), ("lapsed", "lapsed"))


class Flow(NamedTuple):
    """What one side gives the other: whose it is, the acts, and the words."""

    giver: str
    acts: FeedbackFigures
    told: PraiseCount


def flows_of(lives: Sequence[Lived], records: Sequence[Feedback], pair: Pair, as_of: date) -> tuple[Flow, Flow]:
    """Both directions over the last year, mine first."""
    since = as_of - timedelta(DAYS - 1)
    words = {item.id: item for item in records}

    def flow(giver: str) -> Flow:
        acts = feedback_figures(lives, giver, pair.across(giver).uid, as_of, since)
        return Flow(giver, acts, told(lives, words, giver, as_of, since))

    return flow(pair.me.uid), flow(pair.other.uid)


def flow_lines(pair: Pair, flows: tuple[Flow, Flow], width: int) -> list[Spans]:
    """A line an act, a column a giver; below it praise beside rework."""
    names = [called(pair, flow.giver) for flow in flows]
    most = max(_COLUMN, (width - _LABEL) // 2)
    columns = [min(most, max(_COLUMN, cell_width(name) + 2)) for name in names]
    names = [cut(name, cells - 2, glyphs().cut) for name, cells in zip(names, columns, strict=True)]
    rows = [(label, [getattr(flow.acts, name) for flow in flows]) for label, name in (*_ALWAYS, *_WHERE_ANY)]
    rows = [row for row in rows if any(row[1]) or row[0] in dict(_ALWAYS)]
    rows.append(("followed up", [flow.acts.followed_up for flow in flows]))
    head: list[Spans] = [
        [("BOTH WAYS", "label"), ("  the last 12 months", "aside")],
        _row("given by", names, columns, heading=True),
    ]
    lines = [*head, *(_row(label, list(map(str, counts)), columns) for label, counts in rows)]
    return [*lines, (), *_praise(flows, names, columns)]


def _row(label: str, cells: Sequence[str], columns: Sequence[int], *, heading: bool = False) -> Spans:
    spans: list[Span] = [(padded(label, _LABEL), "aside" if heading else "body")]
    voice = "aside" if heading else "body"
    return [*spans, *((padded(text, size, right=True), voice) for text, size in zip(cells, columns, strict=True))]  # type: ignore[list-item]


def _praise(flows: tuple[Flow, Flow], names: Sequence[str], columns: Sequence[int]) -> list[Spans]:
    """What worked beside what is to be reworked; nothing where nothing was given."""
    if not any(flow.told.given for flow in flows):
        return []
    counts = {"what worked": [flow.told.worked for flow in flows], "to rework": [flow.told.rework for flow in flows]}
    head: list[Span] = [(padded("WHAT IT SAYS", _LABEL), "label")]
    head += [(padded(name, size, right=True), "aside") for name, size in zip(names, columns, strict=True)]
    return [head, *(_row(label, list(map(str, both)), columns) for label, both in counts.items())]


def flow_sentence(pair: Pair, flows: tuple[Flow, Flow], width: int) -> str:
    """Given: you 7, Dana 9 · heard 6, 8 · will act 4, 5; what has no room is left out."""
    mine, theirs = flows
    me, other = (called(pair, flow.giver) for flow in flows)
    parts = [f"Given in 12 months: {me} {mine.acts.given}, {other} {theirs.acts.given}"]
    for word, name in (("heard", "acknowledged"), ("will act", "will_act"), ("followed up", "followed_up")):
        parts.append(f"{word} {getattr(mine.acts, name)} and {getattr(theirs.acts, name)}")
    said = parts[0]
    for part in parts[1:]:
        longer = f"{said} {glyphs().dot} {part}"
        if cell_width(longer) > width:
            break
        said = longer
    return cut(said, width, glyphs().cut)
