"""The question bank: short, good to read in a menu, and the person's own to change."""

from __future__ import annotations

from datetime import date, timedelta

from models.pages.question_bank import MOST_QUESTIONS, MOST_SECTIONS, QUESTIONS, bank, openers, section_of


def test_ours_is_short_and_can_be_read_in_a_menu() -> None:
    assert list(QUESTIONS)[:4] == ["current projects", "competition", "customer", "future plans"]
    assert len(QUESTIONS) <= MOST_SECTIONS
    for section, questions in QUESTIONS.items():
        assert len(section.split()) <= 3
        assert 1 <= len(questions) <= 5 <= MOST_QUESTIONS
        assert all(len(text) <= 48 and text.endswith("?") and text.isascii() for text in questions)
    every = [text for questions in QUESTIONS.values() for text in questions]
    assert len(set(every)) == len(every)


def test_a_section_is_replaced_added_or_taken_away() -> None:
    own = {"Customer": ("Who left?",), "competition": (), "budget": ("Less of what?",)}
    found = bank(own)
    assert list(found) == [name for name in QUESTIONS if name != "competition"] + ["budget"]
    assert found["customer"] == ("Who left?",)
    assert found["future plans"] == QUESTIONS["future plans"]
    assert bank({}) == QUESTIONS


def test_each_section_opens_with_its_first_question() -> None:
    assert openers(QUESTIONS) == [(name, questions[0]) for name, questions in QUESTIONS.items()]


def test_another_section_every_week() -> None:
    days = [date(2026, 11, 16) + timedelta(7 * week) for week in range(len(QUESTIONS))]
    drawn = [section_of(QUESTIONS, day) for day in days]
    assert {name for name, _ in filter(None, drawn)} == set(QUESTIONS)
    assert section_of({}, days[0]) is None
