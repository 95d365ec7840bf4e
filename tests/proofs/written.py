"""The page of the promises, docs/safety.md: a row each, and in it what the last run counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "safety.md"
ROW = re.compile(r"^\| (\d+) \| (.*?) \| `(.*?)` \| (.*?) \|$", re.M)


def rows() -> dict[int, tuple[str, str, str]]:
    """The words, the file and the counts of each promise on the page, by its number."""
    return {int(row[1]): (row[2], row[3], row[4]) for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def tell(counted: Mapping[int, str]) -> None:
    """Write what was counted into the rows of those promises."""

    def told(row: re.Match[str]) -> str:
        return f"| {row[1]} | {row[2]} | `{row[3]}` | {counted.get(int(row[1]), row[4])} |"

    PAGE.write_text(ROW.sub(told, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
