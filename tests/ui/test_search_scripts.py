"""Words of every script: the command, the search of the app and the filter of its lists find the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from storage.log import Log
from storage.reads.search import search
from tests.ui.driving import on_records
from tests.ui.logs import DANA, NOW, TODAY, people, promise, write
from tests.ui.test_search import searching, type_in, whats

TEXTS = (
    "Straße und Smørrebrød",
    "Łódź office",
    "Call O'Brien on the co-op",
    "来期の営業計画",
    "การประชุมครั้งแรก",
    "우리고객포털",
    "ﬁrst ＣＲＭ draft",
    "Đình Nguyễn",
    "हिन्दी भाषा",
    "Persona list",
)
WORDS = {
    "strasse": [0],
    "smorre": [0],
    "lodz off": [1],
    "obrien": [2],
    "coop": [2],
    "co op": [2],
    "営業": [3],
    "ประชุม": [4],
    "고객": [5],
    "first crm": [6],
    "dinh nguyen": [7],
    "हिन्दी": [8],
    "sona": [],
    "हन्दी": [],
}


@pytest.mark.parametrize("words", WORDS)
def test_the_command_finds_it(tmp_path: Path, words: str) -> None:
    records = [*people(), *(promise(text, DANA, 5) for text in TEXTS)]
    with Log(write(tmp_path / "log.visavis", records), lambda: NOW) as log:
        assert sorted(hit.title for hit in search(log, words, TODAY)) == sorted(TEXTS[at] for at in WORDS[words])


async def test_search_and_filter_of_the_app_find_the_same(tmp_path: Path) -> None:
    records = [*people(), *(promise(text, DANA, 5) for text in TEXTS)]
    async with on_records(tmp_path, records) as found:
        await found.press("slash")
        for words, at in WORDS.items():
            searching(found).query_one("#sought", Input).value = ""
            await type_in(found, words)
            assert sorted(whats(found)) == sorted(TEXTS[number] for number in at), words
        await found.press("escape", "3")
        for words, at in WORDS.items():
            found.place.filter_by(words)
            rows = [
                section.rows[number].what for section in found.place._matching() for number in range(len(section.rows))
            ]
            assert sorted(set(rows)) == sorted(TEXTS[number] for number in at), words


def test_what_is_written_after_a_search_is_found_by_the_next(tmp_path: Path) -> None:
    records = [*people(), promise("Persona list", DANA, 5), promise("Portal", DANA, 5, why="Für die Straße")]
    with Log(write(tmp_path / "log.visavis", records), lambda: NOW) as log:
        found = search(log, "strasse", date(2026, 11, 21))
        assert [(hit.title, hit.snippet, hit.beyond) for hit in found] == [
            ("Portal", "Für die Straße", "Für die Straße")
        ]
        with log.change("x") as change:
            change.edit("commitment", 1, {"text": "Strassenfest"})
        assert [hit.title for hit in search(log, "strasse", TODAY)] == ["Strassenfest", "Portal"]
        with Log(tmp_path / "log.visavis", lambda: NOW) as other, other.change("y") as change:
            change.remove("commitment", 1)
        assert [hit.title for hit in search(log, "strasse", TODAY)] == ["Portal"]
        log.undo()
        assert len(search(log, "strasse", TODAY)) == 2
