"""What a walk says: its head, its last page, and in one sentence what came of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.records.naming import title_of
from storage.reads.walk import LABELS, Stop, whose_word
from tui.text.words import called, veil

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from storage.reads.opened import Opened
    from tui.text.spans import Span, Spans

NEW_DATE, TALK, END, OTHERWISE = "new date", "talk", "end", "other"
DECLINED, COUNTERED, REVOKED = "no", "counter", "revoke"
"""What a walk does with a record, besides what *d* does."""

_BECAME = {
    "done": "done",
    "accept": "accepted",
    "promise": "promised",
    "give": "given",
    NEW_DATE: "new date",
    TALK: "to talk about",
    END: "no longer needed",
    COUNTERED: "offered something else",
    DECLINED: "declined",
    REVOKED: "given up",
    OTHERWISE: "changed",
}
"""What became of a record, by what was done with it, in the order in which it is told."""

NOTHING: tuple[Spans, ...] = ([("Nothing is late, and nothing waits.", "body")], [("q leaves", "aside")])


def head_line(stop: Stop, opened: Opened, *, short: bool) -> Spans:
    """The section that a stop is in, which of how many it is, and unless `short` whose word it waits for."""
    spans: list[Span] = [(LABELS[stop.section], "label"), (f"  {stop.number} of {stop.of}", "aside")]
    who = "" if short or stop.section != "waiting" else whose_word(opened)
    if who:
        name = called(opened.pair, who)
        whose = "your" if name == "you" else f"{name}'s"
        spans.append((f"   {whose} word", "aside"))
    return spans


def end_lines(said: str, *, wrote: bool) -> Sequence[Spans]:
    """The page behind the last record."""
    keys = "q leaves; u takes the last one back" if wrote else "q leaves"
    return [[("That was all", "strong")], (), [(said, "body")], [(keys, "aside")]]


def sentence(deeds: Sequence[tuple[int, str]], left: Collection[int], gone: Collection[int], total: int) -> str:
    """What a walk came to: "Walked 10: 4 done, 3 new dates, 1 to talk about, 2 left"; empty where it came to nothing.

    `deeds` are stops and what was done there; `left` and `gone` are the stops that were left as they are, and those
    that somebody else had settled, of `total` in all.
    """
    done = {at for at, _ in deeds}
    gone = set(gone) - done - set(left)
    walked = len(done | set(left))
    told = Counter(what for _, what in deeds)
    parts = [_counted(told[what], words) for what, words in _BECAME.items() if told[what]]
    parts += [f"{len(set(left) - done)} left"] if set(left) - done else []
    parts += [f"{len(gone)} settled elsewhere"] if gone else []
    of = f" of {total - len(gone)}" if walked < total - len(gone) else ""
    words = ", ".join(parts)
    return f"Walked {walked}{of}: {words}" if walked else words


def _counted(count: int, words: str) -> str:
    return f"{count} {words}s" if words == "new date" and count > 1 else f"{count} {words}"


def unveiled(text: str, opened: Opened, *, veiled: bool) -> str:
    """A sentence about a record, its name veiled where it is private and the veil is drawn."""
    if not veiled or not opened.record.private:
        return text
    told = text.replace(title_of(opened.noun, opened.record), veil())
    # What stands before the colon is a name that it had before or will have, if it is not the present one.
    _, colon, said = told.rpartition(": ")
    return f"{veil()}: {said}" if colon else told
