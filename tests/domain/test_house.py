"""The shape of the house, held against its own sources: rings, names, sizes, and why an import is deferred."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp

import models
import storage
import tui

ROOMS = [Path(str(room.__file__)).parent for room in (models, storage, tui)]
SOURCES = sorted(path for room in ROOMS for path in room.rglob("*.py"))

MOST_FILES = 16
ONE_EACH = ("tui/cli", "storage/reads")
"""Folders with a file a command, a file a question."""

MOST_LINES = 450
FIRST_MIGRATION = "m0001.py"

ALONE = {"models/tables"}
"""Tables bear the names of their rows."""


def named(path: Path) -> str:
    """A source as a path from the top of the project."""
    return path.relative_to(ROOMS[0].parent).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a source."""
    return ast.parse(path.read_text(encoding="utf-8"))


def rings(imports: dict[str, set[str]]) -> Iterator[list[str]]:
    """Modules that import each other in a ring, by taking away again and again what nothing or nobody imports."""
    left = {name: names - {name} for name, names in imports.items()}
    while True:
        imported = {name for names in left.values() for name in names}
        ends = [name for name, names in left.items() if name not in imported or not names & left.keys()]
        if not ends:
            break
        for name in ends:
            del left[name]
    if left:
        yield sorted(left)


def test_no_ring_is_left() -> None:
    """Deferred and type-only imports count as any other: they are read in the sources."""
    graph = grimp.build_graph("models", "storage", "tui", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert list(rings(imports)) == []


def test_a_ring_is_found() -> None:
    assert list(rings({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}, "e": set()})) == [["b", "c"]]


def test_no_two_public_classes_share_a_name() -> None:
    names = Counter(
        node.name
        for path in SOURCES
        if named(path.parent) not in ALONE
        for node in parsed(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_a_folder_is_seen_at_one_glance() -> None:
    held = Counter(named(path.parent) for path in SOURCES if path.name != "__init__.py")
    assert {folder: n for folder, n in held.items() if n > MOST_FILES and folder not in ONE_EACH} == {}


def test_a_file_is_read_in_one_go() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {named(path): n for path, n in lines.items() if n > MOST_LINES and path.name != FIRST_MIGRATION} == {}


def deferred(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """Each run of imports that are not made when the module is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module) or (node in tree.body and not isinstance(node, ast.FunctionDef | ast.ClassDef)):
            continue
        for body in (getattr(node, "body", ()), getattr(node, "orelse", ())):
            run: list[ast.stmt] = []
            for statement in body if isinstance(body, list) else ():
                if isinstance(statement, ast.Import | ast.ImportFrom):
                    run.append(statement)
                elif run:
                    yield run
                    run = []
            if run:
                yield run


def without_reason(path: Path) -> list[int]:
    """The lines of deferred imports that have no comment beside them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for run in deferred(parsed(path)):
        above, within = lines[run[0].lineno - 2], lines[run[0].lineno - 1 : run[-1].end_lineno]
        if not (above.lstrip().startswith("#") or any("#" in line for line in within)):
            found.append(run[0].lineno)
    return found


def test_a_deferred_import_has_its_reason_beside_it() -> None:
    found = {named(path): without_reason(path) for path in SOURCES}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_deferred_import_without_a_reason_is_found(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text("def one():\n    import a\n\ndef two():\n    # not for every command\n    import b\n")
    assert without_reason(source) == [2]
