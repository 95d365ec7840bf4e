"""A sample of each kind here, the whole catalogue in `make prove`."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import pytest
from _pytest.mark import ParameterSet

LONG = 500


def kind(text: str) -> str:
    """Give what it is that makes a text hard to show; texts of one kind stand for one another."""
    for name, is_so in _KINDS.items():
        if is_so(text):
            return name
    return "of our own grammar" if text.strip()[:1] in ("-", '"', "'", "(", "%") else "letters"


_KINDS: dict[str, Callable[[str], bool]] = {
    "title or clipboard": lambda text: "\x1b]" in text,
    "escape sequence": lambda text: "\x1b[" in text,
    "sequence in one byte": lambda text: any("\x80" <= char <= "\x9f" for char in text),
    "several lines": lambda text: "\n" in text,
    "control characters": lambda text: any(unicodedata.category(char) == "Cc" for char in text),
    "line separator": lambda text: "\u2028" in text,
    "turned around": lambda text: any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in text),
    "joined": lambda text: "\u200d" in text,
    "of no width": lambda text: "\u200b" in text,
    "a pile of accents": lambda text: "\u0301\u0301" in text,
    "an accent alone": lambda text: unicodedata.combining(text[:1] or " ") > 0,
    "right to left": lambda text: any(unicodedata.bidirectional(char) in ("R", "AL") for char in text),
    "wide": lambda text: any(unicodedata.east_asian_width(char) == "W" for char in text),
    "very long": lambda text: len(text) >= LONG,
    "spaces": lambda text: text != text.strip(),
    "letters that fold": lambda text: len(text.casefold()) != len(text) or any(map(unicodedata.combining, text)),
    "a click": lambda text: "[@" in text,
    "a link": lambda text: "[link" in text,
    "closing markup": lambda text: "[/" in text,
    "broken markup": lambda text: text.count("[") != text.count("]"),
    "markup": lambda text: "[" in text,
    "a format": lambda text: "{" in text,
}


_GROUPS = {
    "it drives the terminal": ("title or clipboard", "escape sequence", "sequence in one byte", "control characters"),
    "it has lines": ("several lines", "line separator"),
    "it runs the other way": ("turned around", "right to left"),
    "it is as wide as it seems not": ("joined", "of no width", "a pile of accents", "an accent alone", "wide"),
    "it is markup": ("a click", "a link", "closing markup", "broken markup", "markup", "a format"),
    "it looks like letters": ("spaces", "letters that fold"),
}
_GROUP = {kind: group for group, kinds in _GROUPS.items() for kind in kinds}


def few(whole: Iterable[str]) -> list[str]:
    """Give a text of each group of kinds, of the kind that is named first: for a test that starts an app for each."""
    kinds = list(_KINDS)
    found: dict[str, str] = {}
    for text in sorted(sample(whole), key=lambda one: kinds.index(kind(one)) if kind(one) in kinds else len(kinds)):
        found.setdefault(_GROUP.get(kind(text), kind(text)), text)
    return list(found.values())


def sample(whole: Iterable[str]) -> list[str]:
    """Give the first text of each kind."""
    return list({kind(text): text for text in reversed(list(whole))}.values())[::-1]


def each(whole: Sequence[Any], sampled: Sequence[Any]) -> list[ParameterSet]:
    """Give every case for a test of one case: the sample runs always, the rest in the proofs alone."""
    return [
        pytest.param(*_values(one), marks=pytest.mark.sampled if one in sampled else pytest.mark.slow) for one in whole
    ]


def texts(whole: Sequence[str]) -> list[ParameterSet]:
    """Give every text for a test of one text: one of each group runs always, the rest in the proofs alone."""
    return each(whole, few(whole))


def sizes(whole: Sequence[tuple[int, int]]) -> list[ParameterSet]:
    """Give every size for a test of one size: the smallest and the most usual always, the rest in the proofs alone."""
    usual = min(whole, key=lambda size: abs(size[0] - 80) + abs(size[1] - 24))
    return each([(size,) for size in whole], [(min(whole),), (usual,)])


def two_by_two(whole: Sequence[str]) -> list[ParameterSet]:
    """Give two texts for a test of two: of the sample always two, in the proofs each text as both."""
    some = few(whole)
    two = list(zip(some, [*some[1:], *some], strict=False))[::2]
    return each([*two, *zip(whole, whole, strict=True)], two)


def walk(whole: Sequence[Any], sampled: Sequence[Any]) -> list[ParameterSet]:
    """Give a catalogue that one test walks through: the sample always, the whole in the proofs."""
    return [pytest.param(sampled, id="sample"), pytest.param(whole, id="whole", marks=pytest.mark.slow)]


def counted(sample: int | None, full: int) -> pytest.MarkDecorator:
    """Give a proof its `count`: a few in `make test` unless None, in `make prove` all or, where it is set, COUNT."""
    few = [] if sample is None else [pytest.param(sample, id="sample")]
    whole = pytest.param(int(os.environ.get("COUNT") or full), id="whole", marks=pytest.mark.slow)
    return pytest.mark.parametrize("count", [*few, whole])


def covering(whole: Iterable[Any], kinds: Callable[[Any], Iterable[Hashable]]) -> list[Any]:
    """Give as few cases as each kind asks for, those of many kinds first; a case may be of several."""
    left = [(one, set(kinds(one))) for one in whole]
    found = []
    while left:
        one, new = max(left, key=lambda case: len(case[1]))  # the first of those that are of most
        if not new:
            break
        found.append(one)
        left = [(other, rest - new) for other, rest in left]
    return found


def _values(one: Any) -> tuple[Any, ...]:
    return one if type(one) is tuple else (one,)  # a row that is named is one value
