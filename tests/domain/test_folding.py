"""What does not fit is folded away, but never one line alone: "and 1 more" takes the place that it saves."""

from __future__ import annotations

import pytest

from models.time.words import folded
from tui.text.words import ids_of
from tui.widgets.row import Row
from tui.widgets.sections import More, Outline, Rows, Section


@pytest.mark.parametrize(
    ("count", "most", "shown"), [(0, 3, 0), (3, 3, 3), (4, 3, 4), (5, 3, 3), (1, 0, 1), (2, 0, 0), (2, 1, 2), (3, 1, 1)]
)
def test_how_many_are_shown(count: int, most: int, shown: int) -> None:
    assert folded(count, most) == shown


@pytest.mark.parametrize("own", [None, 2])
@pytest.mark.parametrize("count", range(1, 9))
def test_a_list_never_hides_one_row(count: int, own: int | None) -> None:
    section = Section("LATE", Rows.of([Row(("topic", at), "", "", f"Topic {at}") for at in range(count)]), most=own)
    outline = Outline((), [section], 3)
    places = [outline.row(place) for place in range(outline.places)]
    hidden = [item.hidden for item in places if isinstance(item, More)]
    assert hidden == ([] if count <= (own or 3) + 1 else [count - (own or 3)])
    assert outline.find(("topic", count - 1), "LATE") == (None if hidden else count - 1)


def test_ids_are_told_up_to_the_one_that_would_be_left() -> None:
    targets = [("commitment", at) for at in range(1, 7)]
    assert [ids_of(targets[:count]) for count in (1, 3, 4, 5)] == [
        "C1",
        "C1, C2, C3",
        "C1, C2, C3, C4",
        "C1, C2, C3 and 2 more",
    ]
