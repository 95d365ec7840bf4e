"""Every figure of the worked example, through the commands' JSON; and what the partner must never see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import DAY, EXPECTED, Desk


def picked(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The part of `found` that `wanted` speaks of."""
    return {
        name: picked(found[name], value) if isinstance(value, dict) else found[name] for name, value in wanted.items()
    }


@pytest.mark.parametrize("day", EXPECTED["overdue"])
def test_overdue(desk: Desk, day: str) -> None:
    found = desk.json("overdue", "--as-of", day, on="2026-06-01")
    assert [[item[name] for name in EXPECTED["overdue_columns"]] for item in found] == EXPECTED["overdue"][day]
    assert found == desk.json("overdue", on=day)
    assert [item["id"] for item in desk.json("commitment", "list", "--overdue", on=day)] == [
        item["id"] for item in found
    ]


def test_today(desk: Desk) -> None:
    found = desk.json("today")
    wanted = dict(EXPECTED[f"today {DAY}"])
    assert found["next_meeting"]["starts_at"][:10] == wanted.pop("next_meeting")
    assert picked(found, wanted) == wanted
    assert found == desk.json("today", "--as-of", DAY, on="2026-06-01")


@pytest.mark.parametrize("measure", ["lasting", "first"])
def test_disagreements(desk: Desk, measure: str) -> None:
    found = desk.json("disagreement", "stats", "--measure", measure)
    wanted = {
        name: value for name, value in EXPECTED[f"disagreement stats {DAY}, {measure}"].items() if name != "times"
    }
    assert picked(found, wanted) == wanted
    times = EXPECTED[f"disagreement stats {DAY}, {measure}"]["times"]
    resolved = sorted(days for days, ended in times if ended)
    assert [point["day"] for point in found["curve"]] == resolved
    assert sorted(item["days"] for item in found["ageing"]) == sorted(days for days, ended in times if not ended)


def test_meetings(desk: Desk) -> None:
    wanted = EXPECTED[f"meeting stats {DAY}"]
    assert picked(desk.json("meeting", "stats"), wanted) == wanted
    assert picked(desk.json("today")["rhythm"], wanted) == wanted


@pytest.mark.parametrize("name", ["Priya", "Tom"])
def test_commitments(desk: Desk, name: str) -> None:
    wanted = EXPECTED[f"commitment stats {DAY} from {name}"]
    directions = {item["from"].split()[0]: item for item in desk.json("commitment", "stats")["directions"]}
    assert picked(directions[name], wanted) == wanted


@pytest.mark.parametrize("text", EXPECTED["never in the partner's copy"])
def test_never_in_the_partners_copy(desk: Desk, tmp_path: Path, text: str) -> None:
    for form in ("md", "txt", "html"):
        assert text in desk.ok("agenda", "--format", form)
        assert text not in desk.ok("agenda", "--format", form, "--for", "partner")
    shared = tmp_path / "shared.jsonl"
    desk.ok("export", str(shared), "--scope", "shared")
    assert text not in shared.read_text()
    assert text in desk.ok("search", text)
