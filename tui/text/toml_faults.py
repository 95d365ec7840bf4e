"""What is wrong in a TOML file, and where, in words of ours: those of its reader are for who writes readers."""

from __future__ import annotations

import re
import tomllib

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_EXAMPLE = 'theme = "light"'
_MEANT = (
    ("Expected '='", f"there is no = behind the name; write it as in {_EXAMPLE}"),
    ("Invalid value", "this is no value; write true, false, or text in quotes"),
    ("Invalid statement", f"no line begins so; write a name as in {_EXAMPLE}, or a part as [keys]"),
    ("Invalid initial character", "a name is missing here; write it, in quotes where it has signs"),
    ("Expected newline", "something stands behind the value; put it on a line of its own"),
    ("Expected ']", "a part is not closed; write it as [keys]"),
    ("Unclosed array", "a list is not closed; end it with ]"),
    ("Unclosed inline table", "a table is not closed; end it with }"),
    ("Cannot overwrite", "this is said a second time; keep one of the two"),
    ("Duplicate", "this is said a second time; keep one of the two"),
    ("Cannot", "this part was begun before; put its lines together"),
    ("Unescaped", r"a \ means nothing here; write it twice, or the text in single quotes"),
    ("Invalid hex", "this is the number of no sign; write the sign itself"),
    ("Escaped", "this is the number of no sign; write the sign itself"),
    ("Invalid date", "there is no such day or time; write it in quotes"),
    ("Illegal character '\\n'", "a text does not end on its line; close its quotes"),
    ("Illegal", "a sign that cannot be seen stands here; delete it"),
    ("Found invalid", "a sign that cannot be seen stands here; delete it"),
    ("Unterminated", "a text does not end; close its quotes"),
    ("Expected", "a text does not end on its line; close its quotes"),
)
"""What each fault of the reader means, by how it begins; the first one counts."""


def toml_fault(error: ValueError, text: str) -> str:
    """Where it is, what it means and what to do: "at line 1, column 9: this is no value; write text in quotes"."""
    if not isinstance(error, tomllib.TOMLDecodeError):  # what int() says of a number of many thousand digits
        return "it holds a number too long to read; delete it"
    found = _AT.search(str(error))
    line, column = (found[1], found[2]) if found and found[1] else _end(text)
    meant = next(
        (words for begins, words in _MEANT if str(error).startswith(begins)),
        f"this cannot be read; write lines such as {_EXAMPLE}",
    )
    return f"at line {line}, column {column}: {meant}"


def _end(text: str) -> tuple[int, int]:
    """The line and column behind the last word."""
    lines = text.rstrip().split("\n")
    return len(lines), len(lines[-1]) + 1
