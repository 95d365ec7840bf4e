"""How results are printed: a Rich table on a terminal, plain columns into a pipe, JSON where asked."""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from tui.text.cells import cell_width, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tui.cli.context import Context

SHORT = 17
"""Cells up to which a column is not broken where there is room: a state or a date is of little use in pieces."""

_UNSAFE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def print_json(value: Any) -> None:
    """Print JSON with nothing in it that a terminal could take for a command."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=ascii_only, default=_plain, indent=None if _long(value) else 2)
    sys.stdout.write(_UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n")


def _long(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 200


@contextmanager
def progress(say: Callable[[int, int], str]) -> Iterator[Callable[[int, int], None] | None]:
    """Give what tells at a terminal how far something is, as `say` has it; None where nobody looks. Gone at the end."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(done: int, size: int) -> None:
        sys.stderr.write(f"\r  {say(done, size)}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")


def taken(done: int, size: int) -> str:
    """How many of a file are in: 500 of 10000 taken."""
    return f"{done} of {size} taken"


def line(text: str) -> None:
    """Print one line of a result."""
    sys.stdout.write(visible(text) + "\n")


def lines(text: str) -> None:
    """Print a text of several lines."""
    sys.stdout.write(visible(text, one_line=False) + "\n")


def table(
    context: Context,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    right: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> None:
    """Print rows under their columns; `right` names those whose values stand right, `whole` those never broken."""
    listed = [[visible(_cell(value)) for value in row] for row in rows]
    if sys.stdout.isatty():
        _rich_table(context, columns, listed, right, whole)
    else:
        _plain_table(columns, listed, right)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _plain_table(columns: Sequence[str], rows: list[list[str]], right: Sequence[str]) -> None:
    widths = [max(map(cell_width, values)) for values in zip(columns, *rows, strict=True)]
    for row in ([*columns], *rows):
        cells = []
        for value, width, column in zip(row, widths, columns, strict=True):
            fill = " " * (width - cell_width(value))
            cells.append(fill + value if column in right else value + fill)
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def _rich_table(
    context: Context, columns: Sequence[str], rows: list[list[str]], right: Sequence[str], unbroken: Sequence[str]
) -> None:
    from rich import box  # not for every command
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(no_color=not context.colours, highlight=False)
    widths = [max(map(cell_width, values)) for values in zip(columns, *rows, strict=True)]
    short = [width for width in widths if width <= SHORT]
    roomy = sum(short) + 3 * len(widths) + 20 * (len(widths) - len(short)) <= console.width
    found = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for number, (column, width) in enumerate(zip(columns, widths, strict=True)):
        whole = number == 0 or column in unbroken or (roomy and width <= SHORT)
        justify: Literal["left", "right"] = "right" if column in right else "left"
        found.add_column(column, justify=justify, no_wrap=whole, min_width=width if whole else None, overflow="fold")
    for row in rows:
        found.add_row(*(Text(value) for value in row))
    console.print(found)
