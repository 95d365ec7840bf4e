"""One way to write, one place that tells the time: held against the sources themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import models
import storage
import tui

ROOMS = [Path(str(room.__file__)).parent for room in (models, storage, tui)]
SOURCES = {f"{room.name}/{path.relative_to(room)}": path for room in ROOMS for path in sorted(room.rglob("*.py"))}

_WRITES = re.compile(r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+[\w\"{}]+\s+SET|DELETE\s+FROM|REPLACE\s+INTO)\b", re.I)
_SHAPES = re.compile(r"\b(CREATE|DROP|ALTER)\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b", re.I)

WRITERS = {"storage/core/writer.py"}
INDEX_ALONE = {"storage/care/check.py"}
"""What asks the search index whether it holds together: FTS5 spells that question as an INSERT."""

WITH_SQLALCHEMY = {"storage/core/writer.py": "", "storage/log.py": "sqlalchemy.exc sqlalchemy.engine"}
CLOCKS = {"tui/__main__.py", "storage/care/backup.py"}

_TELLS_TIME = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "strftime"),
    ("time", "ctime"),
}


@cache
def parsed(name: str) -> ast.Module:
    """The syntax tree of a source."""
    return ast.parse(SOURCES[name].read_text(encoding="utf-8"))


def in_sources(*, steps: bool, find: Callable[[ast.Module], Iterable[object]]) -> dict[str, list[object]]:
    """What is found in the sources, by their names; in the steps of the schema only where they are asked for."""
    found = {name: list(find(parsed(name))) for name in SOURCES if steps or not is_step(name)}
    return {name: some for name, some in found.items() if some}


@cache
def nodes(tree: ast.Module) -> list[ast.AST]:
    """Everything that a source is made of."""
    return list(ast.walk(tree))


@cache
def texts(tree: ast.Module) -> list[tuple[int, str]]:
    """Every text in a source that is no docstring, with its line; the holes of an f-string as {}."""
    return list(_texts(tree))


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    documented = {
        id(node.value) for node in nodes(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    within = {id(part) for node in nodes(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | within:
            yield node.lineno, node.value


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that a source imports, wherever it does."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_step(name: str) -> bool:
    """Whether a source holds a migration or a table, which say what is, not what changes."""
    return name.startswith(("storage/disk/migrations/", "models/tables/"))


def test_there_are_sources() -> None:
    assert len(SOURCES) > 60
    assert WRITERS | INDEX_ALONE | CLOCKS | set(WITH_SQLALCHEMY) <= set(SOURCES)


def test_rows_are_written_by_the_writer_alone() -> None:
    def writes(tree: ast.Module) -> list[object]:
        return [(line, text) for line, text in texts(tree) if _WRITES.search(text)]

    found = in_sources(steps=False, find=writes)
    assert found.keys() >= WRITERS
    assert [text for name in INDEX_ALONE for text in found[name] if "'integrity-check'" not in str(text)] == []
    assert {name: some for name, some in found.items() if name not in WRITERS | INDEX_ALONE} == {}


def test_the_schema_is_changed_by_migrations_alone() -> None:
    def shapes(tree: ast.Module) -> list[object]:
        return [(line, text) for line, text in texts(tree) if _SHAPES.search(text)]

    assert in_sources(steps=False, find=shapes) == {}
    assert any(map(is_step, in_sources(steps=True, find=shapes)))


def test_sqlalchemy_is_imported_where_rows_are_written() -> None:
    found = in_sources(steps=False, find=lambda tree: filter(_is_sqlalchemy, imported(tree)))
    for name, allowed in WITH_SQLALCHEMY.items():
        modules = set(found.pop(name))
        assert not allowed or modules <= set(allowed.split())
    assert found == {}


def _is_sqlalchemy(module: str) -> bool:
    return module.split(".")[0] in ("sqlalchemy", "sqlmodel")


@pytest.mark.parametrize("name", ["storage/log.py"])
def test_opening_a_log_imports_no_sqlalchemy(name: str) -> None:
    top = [node for node in parsed(name).body if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = set(imported(ast.Module(list(top), [])))
    assert not set(filter(_is_sqlalchemy, modules))
    assert not modules & {"models.tables", "storage.core.writer", "storage.core.change", "storage.core.journal"}


def attributes(tree: ast.Module, wanted: Container[tuple[str, str]]) -> Iterator[str]:
    """Each of the wanted attributes that a source asks a name for, with its line."""
    for node in nodes(tree):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            continue
        if (node.value.id, node.attr) in wanted:
            yield f"line {node.lineno}: {node.value.id}.{node.attr}"


def test_nothing_but_the_entry_and_the_backup_reads_the_clock() -> None:
    found = in_sources(steps=True, find=lambda tree: attributes(tree, _TELLS_TIME))
    assert found.keys() >= CLOCKS
    assert {name: some for name, some in found.items() if name not in CLOCKS} == {}


def test_no_database_function_tells_the_time() -> None:
    told = re.compile(r"CURRENT_(DATE|TIME|TIMESTAMP)|\b(date|datetime|julianday|strftime|unixepoch)\s*\(\s*'", re.I)
    assert in_sources(steps=True, find=lambda tree: (text for _, text in texts(tree) if told.search(text))) == {}


def test_nothing_connects_but_the_one_place_that_opens_a_database() -> None:
    found = in_sources(steps=True, find=lambda tree: attributes(tree, {("sqlite3", "connect")}))
    assert "storage/disk/connection.py" in found
    assert found.keys() <= {"storage/disk/connection.py", "storage/care/backup.py"}


@pytest.mark.parametrize(
    ("text", "writes"),
    [
        ("INSERT INTO note VALUES (1)", True),
        ("insert or replace into note VALUES (1)", True),
        ("UPDATE {} SET x = 1", True),
        ('UPDATE "note" SET x = 1', True),
        ("DELETE\n FROM note", True),
        ("REPLACE INTO note VALUES (1)", True),
        ("SELECT replace(a, b, c) FROM note", False),
        ("update visavis to open it", False),
        ("Insert it into the list", False),
    ],
)
def test_what_writes_is_recognised(text: str, writes: bool) -> None:
    assert bool(_WRITES.search(text)) == writes


def test_texts_are_found_in_pieces_and_not_in_docstrings() -> None:
    tree = ast.parse('"""DELETE FROM a"""\ndef f(t):\n    "DELETE FROM b"\n    return f"DELETE FROM {t}" + "x"\n')
    assert [text for _, text in texts(tree)] == ["DELETE FROM {}", "x"]
