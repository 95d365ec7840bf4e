"""Reads the story: story.toml, whose head says how it is to be read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from models.errors import BadDate, Refused
from models.records.nouns import NOUNS
from storage.sample.lives import Record

FILE = Path(__file__).with_name("story.toml")

Story = Mapping[str, list[Record]]
"""The records of each type, the types in the order in which they are told."""

_DATE = re.compile(r"([a-z]\w*)([+-]\d+)?", re.ASCII)


def read_story(path: Path = FILE) -> Story:
    """Give the story that a file tells. Raises Refused where it is no TOML, or not made of the blocks of a story."""
    try:
        story = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise Refused(f"{path.name} cannot be read: {error}") from None
    if len(story.get("alliance", ())) != 1 or "meeting" not in story:
        raise Refused(f"{path.name} tells of one [[alliance]], and of each [[meeting]]")
    for noun, found in story.items():
        if noun not in NOUNS or not isinstance(found, list):
            raise Refused(f"{path.name}: {noun} is no [[block]] of a story; known: {', '.join(NOUNS)}")
        for number, record in enumerate(found, 1):
            if not isinstance(record.get("key"), str):
                raise Refused(f"{path.name}: {noun} number {number} has no key")
    return story


def day_of(told: int | str, days: Mapping[str, int]) -> int:
    """Give a date of a sample in days from today: told as that number, or as "m45+1" by the `days` of what it names.

    Raises BadDate for any other.
    """
    if isinstance(told, int):
        return told
    found = _DATE.fullmatch(str(told))
    if not found or found[1] not in days:
        raise BadDate(f'"{told}" is no date; one is "today-6", or "m45+1" by the key of a meeting')
    return days[found[1]] + int(found[2] or 0)
