"""The menus by which a question of the bank is drawn: first its sections, then the questions of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.page.menu import Group, Menu, MenuChoice
from tui.text.cells import visible

if TYPE_CHECKING:
    from textual.app import App

    from models.pages.question_bank import Bank

Draw = Callable[[str, str], None]
"""What is done with the question that is picked: its section, and its text."""


def offer_sections(app: App[Any], bank: Bank, there: Sequence[str | None], draw: Draw) -> None:
    """Offer the sections of the bank; `there` are the sections of the topics that stand on the agenda."""
    choices = [
        MenuChoice(str(at), visible(name), f"{number} on the agenda" if (number := there.count(name)) else "")
        for at, name in enumerate(bank)
    ]
    picked = partial(_section_picked, app, bank, draw)
    app.push_screen(Menu("Put a question on the agenda", [Group("SECTIONS", choices)]), picked)


def _section_picked(app: App[Any], bank: Bank, draw: Draw, key: str | None) -> None:
    if key is not None:
        section, questions = list(bank.items())[int(key)]
        choices = [MenuChoice(str(at), visible(text)) for at, text in enumerate(questions)]
        picked = partial(_question_picked, questions, partial(draw, section))
        app.push_screen(Menu(visible(section).capitalize(), [Group("QUESTIONS", choices)]), picked)


def _question_picked(questions: Sequence[str], draw: Callable[[str], None], key: str | None) -> None:
    if key is not None:
        draw(questions[int(key)])
