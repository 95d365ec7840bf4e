"""What topics add up to, and how a page is fitted."""

from __future__ import annotations

from typing import Any

import pytest

from models.pages.agenda import say_minutes
from models.pages.document import PAGE, Document, Line, fitted, part
from models.records.rows import Topic
from storage.documents.rendering import RENDERERS, plain


def topic(minutes: int | None) -> Topic:
    values: dict[str, Any] = dict.fromkeys(Topic.__dataclass_fields__)
    return Topic(**{**values, "id": 1, "uid": "u", "alliance": "a", "text": "t", "minutes": minutes})


@pytest.mark.parametrize(
    ("minutes", "room", "said"),
    [
        ([15, 40], 60, "55 of 60 minutes"),
        ([60], 60, "60 of 60 minutes"),
        ([15, 60], 60, "75 of 60 minutes, 15 too many"),
        ([15, None, None], 60, "15 of 60 minutes, 2 without minutes"),
        ([15, 60, None], 60, "75 of 60 minutes, 15 too many, 1 without minutes"),
        ([15, 40], None, "55 minutes"),
        ([1], None, "1 minute"),
        ([None], 60, ""),
        ([], 60, ""),
    ],
)
def test_minutes_add_up(minutes: list[int | None], room: int | None, said: str) -> None:
    assert say_minutes([topic(item) for item in minutes], room) == said


def lines(number: int, text: str = "Line") -> list[Line]:
    return [Line(f"{text} {at}") for at in range(number)]


def test_what_gives_way_does_so_evenly_and_keeps_three_lines() -> None:
    parts = [part("Topics", lines(7)), part("Late", lines(9), gives_way=True), part("Due", lines(5), gives_way=True)]
    found = fitted(parts, 24)
    assert [(len(item.lines), item.more) for item in found] == [(7, 0), (5, 4), (5, 0)]
    assert sum(item.height for item in found) <= 24
    assert [(len(item.lines), item.more) for item in fitted(parts, 19)] == [(7, 0), (2, 7), (2, 3)]
    assert [(len(item.lines), item.more) for item in fitted(parts, 5)] == [(3, 4), (1, 8), (1, 4)]
    assert fitted(parts, 99) == parts


def test_a_fitted_page_is_no_longer_than_a_page() -> None:
    long = "some words that have to be wrapped since they are far too many for one line of a page"
    parts = [part(f"Part {at}", lines(20, long if at % 2 else "x"), gives_way=True) for at in range(6)]
    page = plain(Document("Title", "When", "", tuple(fitted(parts, PAGE - 4))))
    assert len(page.splitlines()) <= PAGE


def test_every_format_says_what_the_topics_add_up_to() -> None:
    page = Document("Title", parts=(part("Topics", [Line("One")], lead="55 of 60 minutes"),))
    for render in RENDERERS.values():
        assert "55 of 60 minutes" in render(page).decode()
    assert "TOPICS  55 of 60 minutes\n- One" in plain(page).decode()
