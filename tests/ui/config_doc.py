"""The table of keys in docs/config.md, made of what the app's classes declare. Run it to write the table anew."""

from __future__ import annotations

from pathlib import Path

from tui.bound import app_bindings

PAGE = Path(__file__).parents[2] / "docs" / "config.md"
HEADING = "| id | keys | what |\n| --- | --- | --- |\n"
COMMAND = ".venv/bin/python -m tests.ui.config_doc"


def table() -> str:
    """A line an id, in the order of the alphabet."""
    found: dict[str, str] = {}
    for binding in app_bindings():
        what = binding.tooltip or binding.description
        found.setdefault(str(binding.id), f"| `{binding.id}` | `{binding.key}` | {what} |\n")
    return HEADING + "".join(found[name] for name in sorted(found))


def split(page: str) -> tuple[str, str, str]:
    """The page before its table, the table, and what follows."""
    before, _, rest = page.partition(HEADING)
    rows = [line for line in rest.splitlines(keepends=True) if line.startswith("|")]
    return before, HEADING + "".join(rows), rest[len("".join(rows)) :]


if __name__ == "__main__":
    head, _, foot = split(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(head + table() + foot, encoding="utf-8")
