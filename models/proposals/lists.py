"""A list that an assistant made: the words to ask it with, and what it answered, held against the text itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.acts.capture import mark_of, read_line
from models.proposals.text import MOST_QUOTED, GivenText, Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from models.proposals.text import Side

HEAD = "# visavis"

PROMPT = """\
Below is a text: notes, a mail, or what was said in a talk. List what the people in it promise, ask for, decide and
disagree about. Answer with nothing but lines of this shape, without a sentence before or behind them:

# visavis
> what I promise by 26 Nov  # the sentence it rests on, copied from the text

- The first line of your answer is "# visavis".
- Then one line each. It begins with a sign and a space:
  > {me} promises   < {other} promises   ? {me} asks {other}   ?< {other} asks {me}
  = both decided    ! they do not agree
- Say what is to be done in a few words that begin with a verb: "send the brief".
- Write "by" and the day at the end, as 26 Nov or 2026-11-26, only where the text says a day. Never guess one.
- Then two blanks, "#", a blank, and the sentence of the text it rests on, copied word for word.
- Write no line for which there is no such sentence.
- Leave out what is already done, what was only considered, what depends on something, and what others are to do.
"""

_PARTED = re.compile(r"\s{2,}#\s*(?P<quote>.*)$")
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


def is_list(given: GivenText) -> bool:
    """Whether a text is such a list."""
    first = next((line for line in given.lines if line.strip()), "")
    return first.lstrip("\ufeff").strip().casefold() == HEAD


def proposed_in_list(given: GivenText, source: GivenText | None, today: date) -> Iterator[Proposal]:
    """What a list proposes: ticked where its sentence stands in the source, word for word."""
    begins, text = _searched(source) if source else ([], "")
    made = []
    for number, line in enumerate(given.lines, given.first):
        words = line.strip()
        parted = _PARTED.search(words)
        typed = words[: parted.start()] if parted else words
        said = read_line(typed, today) if typed and mark_of(typed) else None
        if said is None:
            continue
        quote = parted["quote"].strip().strip('"“”') if parted else ""
        at = _found(quote, begins, text)
        owner: Side | None = None if said.kind == "decision" else _side(mine=said.mine, ask=said.kind == "request")
        why = (
            "its sentence stands in the text"
            if at
            else "its sentence is not in the text"
            if quote
            else "without a sentence"
        )
        made.append(
            Proposal(
                said.kind,
                owner,
                said.text,
                quote[:MOST_QUOTED],
                at or number,
                at or number,
                why,
                due=said.due,
                sure=bool(at),
                written=typed,
            )
        )
    yield from sorted(made, key=lambda item: not item.sure)


def _side(*, mine: bool, ask: bool) -> Side:
    """Whose it is to do: who asks has the other one do it."""
    return "me" if mine != ask else "partner"


def _searched(source: GivenText) -> tuple[list[tuple[int, int]], str]:
    """A text as one line, and where in it each of its lines begins."""
    found: list[str] = []
    begins: list[tuple[int, int]] = []
    at = 0
    for number, line in enumerate(source.lines, source.first):
        words = _closed(line)
        if words:
            begins.append((at, number))
            found.append(words)
            at += len(words) + 1
    return begins, " ".join(found)


def _found(quote: str, begins: list[tuple[int, int]], text: str) -> int:
    """The line in which a sentence begins; 0 where it stands nowhere."""
    words = _closed(quote)
    at = text.find(words) if len(words) > 3 else -1
    return max((number for begin, number in begins if begin <= at), default=0) if at >= 0 else 0


def _closed(text: str) -> str:
    return " ".join(text.translate(_SAME).split())
