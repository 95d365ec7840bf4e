"""What the two measure success by, and what serves or hurts it: criteria and priorities of either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.records.freshness import standing
from models.records.naming import one_line
from tui.text.cells import visible
from tui.text.words import veil

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from models.records.rows import Criterion, Note
    from tui.text.spans import Span

Effects = dict[str, list[tuple[str, str]]]
"""What is done to measures of success, by their uids: whether it serves or hurts, and what does."""


def done_to(criteria: Sequence[Criterion], notes: Iterable[Note], as_of: date, *, veiled: bool) -> Effects:
    """What criteria and the priorities that stand do to the success measures of either side."""
    linking: list[tuple[Criterion | Note, str]] = [(item, item.name) for item in criteria]
    linking += [(note, note.text) for note in standing(notes, as_of) if note.kind == "priority"]
    found: Effects = {}
    for item, name in linking:
        shown = veil() if veiled and item.private else visible(one_line(name))
        for effect in item.effects or ():
            found.setdefault(str(effect["measure"]), []).append((str(effect["effect"]), shown))
    return found


def effects_on(done: Effects, note: Note) -> tuple[Span, ...]:
    """What serves a measure, what hurts it, or that nothing serves it; nothing where nobody has linked any."""
    if not done or note.kind != "success-measure":
        return ()
    own = done.get(note.uid, ())
    serves: list[Span] = [(f"served by {name}", "aside") for effect, name in own if effect == "serves"]
    hurts: list[Span] = [(f"hurt by {name}", "watch") for effect, name in own if effect == "hurts"]
    return (*(serves or [("nothing serves it", "aside")]), *hurts)
