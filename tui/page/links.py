"""From an opened record to those that it links to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.records.labels import field_label
from models.records.naming import short_id
from tui.page.menu import Group, MenuChoice
from tui.text.cells import visible
from tui.text.words import veil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.reads.opened import Link, Opened


def linked(record: Opened, code: str = "") -> list[Link]:
    """The links of a record, each to another one; with a code the one that it names."""
    found = {link.target: link for link in reversed(record.links)}
    links = [link for link in record.links if found[link.target] is link]
    return [link for link in links if not code or short_id(*link.target) == code]


def choices(links: Sequence[Link], *, veiled: bool) -> list[Group]:
    """The same as a menu, under the labels that they stand under in the record; each is picked by its turn."""
    groups: dict[str, list[MenuChoice]] = {}
    for number, link in enumerate(links):
        code, _, words = link.title.partition("  ")
        shown = veil() if veiled and link.private else visible(words)
        words = f"{link.kind}: {shown}" if link.kind else shown
        groups.setdefault(field_label(link.field).upper(), []).append(MenuChoice(str(number), words, code))
    return [Group(label, found) for label, found in groups.items()]
