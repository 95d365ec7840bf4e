"""What topics add up to, and what a page says whatever its format."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.pages.agenda import minutes_of
from models.pages.document import Document, Line, Named, Part
from models.records.rows import Topic
from storage.documents.formats import render
from storage.documents.names import file_name
from storage.documents.rendering import plain


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
    found = minutes_of([topic(item) for item in minutes], room)
    assert (", ".join(filter(None, (found.says, found.warns, found.leaves_out))) if found else "") == said


def page(*parts: Part, own: str = "") -> Document:
    two = (Named("Jay Moran", "Jay", "CIO", "Org", ""), Named("Dana Reyes", "Dana", "CMO", "Org", ""))
    return Document("agenda", two, parts, date(2026, 11, 21), own=own)


def test_every_format_says_what_the_topics_add_up_to() -> None:
    made = page(Part("Topics", (Line("One", who="Jay", minutes=5, day=date(2027, 1, 4)),), lead="55 of 60 minutes"))
    for form in ("md", "txt", "html"):
        assert "55 of 60 minutes" in render(form, made).decode()
    assert "TOPICS  55 of 60 minutes\n- Jay  One (due Mon 4 Jan 2027, 5 min)" in plain(made).decode()


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("CIO", "Org"), ("CMO", "Org"), "CIO and CMO, Org"),
        (("CIO", "Org"), ("CMO", "Agency"), "CIO, Org; CMO, Agency"),
        (("CIO", ""), ("", ""), "CIO"),
        (("", ""), ("", ""), ""),
    ],
)
def test_what_the_two_are(first: tuple[str, str], second: tuple[str, str], said: str) -> None:
    two = (Named("Jay Moran", "Jay", *first, ""), Named("Dana Reyes", "Dana", *second, ""))
    assert Document("agenda", two, (), date(2026, 11, 21)).offices == said


def test_a_file_is_named_so_that_the_two_copies_differ_in_more_than_the_end() -> None:
    assert file_name(page(), "pdf") == "agenda-dana-reyes.pdf"
    assert file_name(page(own="Jay"), "pdf") == "private-agenda-dana-reyes.pdf"
