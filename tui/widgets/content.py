"""Stored text as Textual's content, which no markup parser ever reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.visible import visible

if TYPE_CHECKING:
    from textual.content import Content


def to_content(*parts: str | tuple[str, str]) -> Content:
    """Content for a widget from texts, each alone or with a style of ours; no text in it meets a markup parser."""
    from textual.content import Content  # not for the first picture

    shown = (visible(part) if isinstance(part, str) else (visible(part[0]), part[1]) for part in parts)
    return Content.assemble(*shown)
