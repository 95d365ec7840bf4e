"""The promises of the product, as the files beside this one tell them: a file each, its first line the promise."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its number and words, the file of its proof, and the tests elsewhere that are part of it."""

    number: int
    words: str
    file: str
    also: tuple[str, ...]

    def holds(self, test: str) -> bool:
        """Whether a test, by its id, is part of the proof."""
        return any(test == of or test.startswith((f"{of}::", f"{of}[")) for of in (self.file, *self.also))


def promises() -> list[Promise]:
    """Every promise, in the order of their numbers."""
    return [_read(path) for path in sorted(HERE.glob("test_[0-9][0-9]_*.py"))]


def _read(path: Path) -> Promise:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    number, _, words = (ast.get_docstring(tree) or "").partition("\n")[0].partition(". ")
    also = next((found for node in tree.body if (found := _also(node))), ())
    return Promise(int(number), words.rstrip("."), path.relative_to(ROOT).as_posix(), also)


def _also(node: ast.stmt) -> tuple[str, ...]:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "ALSO":
        return tuple(ast.literal_eval(node.value))
    return ()


def chosen(words: str) -> list[Promise]:
    """The promises of a list of numbers like "6,9"; all where it is empty. ValueError where one is unknown."""
    every = promises()
    if not words:
        return every
    numbers = {int(word) for word in words.split(",")}
    if unknown := numbers - {promise.number for promise in every}:
        raise ValueError(f"there is no promise {min(unknown)}")
    return [promise for promise in every if promise.number in numbers]


def of(test: str, among: Iterable[Promise]) -> list[Promise]:
    """Which of the promises a test, by its id, helps to prove."""
    return [promise for promise in among if promise.holds(test)]
