"""22. What is private never leaves.

Done: random logs with a secret in every private place; and each of them once more as it would be had nobody ever
written down anything private: from both comes the same shared copy, the same agenda for the other and the same recap,
byte for byte. Then the copy comes into a log of the other, and nothing there finds the secret.
Disproved by: the secret, the uid of a private record, or any difference that something private makes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.records.fields import Field
from models.records.nouns import NOUNS
from storage.interchange.importing import import_file
from storage.log import Log
from tests.cli.desk import Desk
from tests.conftest import Tell
from tests.db.test_shared_copy import OPEN, SENTINEL, Maker, clock, filled, shared
from tests.sampling import counted

ALSO = ("tests/db/test_shared_copy.py",)

DAY = "2026-02-10"
PARTS = 4
"""So many tests share the logs among themselves, since they run side by side."""

PAGES_OF_EVERY = 4
"""Of every fourth log the pages are looked at as well as the copy."""

PAGES = ("agenda --for partner --format md", "agenda --for partner --format html", "agenda --for partner --format txt")


class OfTheTwo(Maker):
    """Makes a file in which nobody but the two of an alliance has a part in it, as the product lets one write it."""

    def value(self, field: Field, word: str, alliance: str, two: tuple[str, str], noun: str) -> Any:
        """Give a value for a field; of people the two alone."""
        found = super().value(field, word, alliance, two, noun)
        return {uid: found[uid] for uid in two} if field.kind == "by_person" else found

    def link(self, ref: str, alliance: str, two: tuple[str, str], noun: str) -> str | None:
        """Give a uid to lead to."""
        return self.random.choice(two) if ref == "person" else super().link(ref, alliance, two, noun)


def without(maker: Maker) -> list[dict[str, Any]]:
    """The lines of a file in which nothing private was ever written down: no such record, field, person or link."""
    found = []
    for line in maker.lines:
        if line["uid"] in maker.secret or line.get("alliance") in maker.secret:
            continue
        private = {field.name for field in NOUNS[line["type"]].fields if field.private}
        kept = {name: _without(value, maker.secret) for name, value in line.items() if name not in private}
        found.append({name: value for name, value in kept.items() if value is not None})
    return found


def _without(value: Any, secret: set[str]) -> Any:
    """A value without what leads to a secret record; None where nothing is left of it."""
    if isinstance(value, list):
        return [
            one for one in value if secret.isdisjoint(map(str, one.values()) if isinstance(one, dict) else [str(one)])
        ]
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name not in secret}
    return None if isinstance(value, str) and value in secret else value


def told(log: Path, maker: Maker, pages: Iterable[str]) -> dict[str, str]:
    """Everything of a log that is for the other: the shared copy and the pages."""
    with Log(log, clock) as opened:
        header, *lines = shared(opened, maker.ours).decode().splitlines()
    stated = json.loads(header)
    stated.pop("exported_at")
    found = {"copy": "\n".join([json.dumps(stated), *lines])}
    desk = Desk(log, None, DAY)
    return found | {words: desk.process("--alliance", "Tom", *words.split()).out for words in pages}


def look(folder: Path, seed: int) -> int:
    """Try one random log; gives how many bytes of it were for the other."""
    maker = filled(Random(seed), OfTheTwo)
    folder.mkdir()
    file = maker.file(folder / "all.jsonl")
    import_file(folder / "mine.visavis", file, clock)
    header, pages = file.read_text().splitlines()[0], PAGES if seed % PAGES_OF_EVERY == 0 else ()
    (folder / "twin.jsonl").write_text("\n".join([header, *map(json.dumps, without(maker))]))
    import_file(folder / "twin.visavis", folder / "twin.jsonl", clock)
    mine, twin = (told(folder / name, maker, pages) for name in ("mine.visavis", "twin.visavis"))
    assert OPEN in mine["copy"]
    for name, text in mine.items():
        assert text
        assert SENTINEL not in text, (seed, name)
        assert not [uid for uid in maker.secret if uid in text], (seed, name)
        assert text == twin[name], (seed, name)
    _comes_in(folder, mine["copy"])
    return sum(map(len, mine.values()))


def _comes_in(folder: Path, copy: str) -> None:
    """Bring the copy into a log of the other's, and look for the secret there."""
    (folder / "copy.jsonl").write_text(copy)
    import_file(folder / "theirs.visavis", folder / "copy.jsonl", clock)
    assert SENTINEL.encode() not in (folder / "theirs.visavis").read_bytes()
    said = Desk(folder / "theirs.visavis", None, DAY).process("search", SENTINEL)
    assert SENTINEL not in said.out.replace(f'"{SENTINEL}"', ""), said


def prove(folder: Path, seeds: Iterable[int], tell: Tell) -> None:
    """Try random logs one after another."""
    for seed in seeds:
        number = look(folder / str(seed), seed)
        shutil.rmtree(folder / str(seed))
        tell({"random logs": 1, "bytes for the other": number, "secrets in them": 0})


def test_from_a_few_logs_and_their_twins_comes_the_same(tmp_path: Path, tell: Tell) -> None:
    prove(tmp_path, range(2), tell)


@pytest.mark.parametrize("part", range(PARTS))
@counted(sample=None, full=1_000)
def test_from_a_log_and_its_twin_comes_the_same(tmp_path: Path, count: int, part: int, tell: Tell) -> None:
    prove(tmp_path, range(2 + part, 2 + count, PARTS), tell)
