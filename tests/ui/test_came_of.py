"""What stands first in an opened record: what came of it, or what is missing; told once, and only where it is so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.driving import NARROW, Driven, on_records
from tests.ui.logs import DANA, JAY, commitment, day, disagreement, event, people

PROMISE = event("promise", DANA, day(-40), due=day(-9))
ASKED = event("request", JAY, day(-9))
REPORT = event("report", DANA, day(-6), evidence="All in")
SENT_BACK = event("unsatisfied", JAY, day(-5), missing="The last two")


def opened(found: Driven) -> str:
    """What the opened record says, in one line."""
    return " ".join(" ".join(line.strip(" │") for line in found.lines[5:]).split())


CLOSED = ("ACCEPTED", "DECLINED", "GIVEN UP", "NO LONGER NEEDED")
"""What comes of a promise that is closed by it: it stands in the last view."""


@pytest.mark.parametrize(
    ("acts", "first"),
    [
        ([PROMISE], None),
        ([event("request", JAY, day(-4))], None),
        ([PROMISE, REPORT], "DONE 15 Nov, Dana, 3 days late All in LIFE"),
        ([PROMISE, event("report", DANA, day(-10))], "DONE 11 Nov, Dana LIFE"),
        ([PROMISE, event("report", DANA, day(-1), done_on=day(-10))], "DONE 11 Nov, Dana LIFE"),
        ([PROMISE, REPORT, SENT_BACK], "STILL MISSING 16 Nov, you The last two LIFE"),
        (
            [PROMISE, REPORT, SENT_BACK, event("propose", DANA, day(-4), due=day(4), reason="Two more days")],
            "STILL MISSING 16 Nov, you The last two LIFE",
        ),
        (
            [PROMISE, REPORT, event("satisfied", JAY, day(-3))],
            "ACCEPTED 18 Nov, you, 3 days late All in LIFE",
        ),
        (
            [event("request", JAY, day(-9)), event("decline", DANA, day(-8), reason="No hands", alternative="In May")],
            "DECLINED 13 Nov, Dana No hands In May LIFE",
        ),
        *(
            (
                [ASKED, event("counter", DANA, day(-8), terms="A video tour", reason="No hands", due=day(9)), *more],
                "OFFERED INSTEAD 13 Nov, Dana A video tour No hands LIFE",
            )
            for more in ([], [event("accept", JAY, day(-7))])
        ),
        (
            [PROMISE, event("revoke", DANA, day(-8), reason_code="resources", reason="Nobody is free")],
            "GIVEN UP 13 Nov, Dana Nobody is free LIFE",
        ),
        (
            [PROMISE, event("cancel", JAY, day(-8), reason="The launch is off")],
            "NO LONGER NEEDED 13 Nov, you The launch is off LIFE",
        ),
    ],
)
async def test_what_came_of_a_promise(tmp_path: Path, acts: list[dict[str, Any]], first: str | None) -> None:
    async with on_records(tmp_path, [*people(), commitment("Persona list", DANA, *acts)], NARROW) as found:
        await found.press("3", *(["left"] if first and first.startswith(CLOSED) else []), "enter")
        told = opened(found)
        before = told.partition("LIFE")[0]
        if first is None:
            assert not any(label in before for label in ("DONE", "ACCEPTED", "MISSING"))
        else:
            assert first in told
        for words in ("All in", "The last two", "No hands"):
            assert told.count(words) <= 1


HOLD: dict[str, Any] = {"positions": {JAY: "IT does", DANA: "Marketing does"}}


@pytest.mark.parametrize(
    ("more", "acts", "first"),
    [
        ({}, [], "NO DECISION YET Missing: what you hold; what Dana holds LIFE"),
        (HOLD, [], "NO DECISION YET Missing: what you hold, in Dana's words; what Dana holds, in your words YOU IT"),
        (
            {**HOLD, "restated": {JAY: "One owner", DANA: "Speed"}},
            [],
            "NO DECISION YET YOU IT does in Dana's words: One",
        ),
        (
            {"kind": "let-down", "team_of": DANA},
            [],
            "NO DECISION YET Missing: a promise that repairs it; what was learned LIFE",
        ),
        (
            HOLD,
            [event("park", DANA, day(-3), revisit_on=day(30), reason="Budget first")],
            "NO DECISION YET Parked until Mon 21 December: Budget first Missing:",
        ),
        (
            HOLD,
            [event("escalate", DANA, day(-3), decider="Pat", question="Who owns it", by_when=day(3))],
            "NO DECISION YET Pat is to decide by Tue 24 November: Who owns it Missing:",
        ),
        (
            HOLD,
            [
                event("resolve", JAY, day(-9), kind="agreed", decision="IT owns it"),
                event("reopen", DANA, day(-2), new_fact="Two owners"),
            ],
            "NO DECISION YET Open again: Two owners Missing:",
        ),
        (
            HOLD,
            [event("resolve", JAY, day(-9), kind="partner-view", decision="Marketing owns it")],
            "DECISION 12 Nov, after 14 days, as Dana saw it Marketing owns it YOU IT does",
        ),
        (HOLD, [event("lapse", JAY, day(-9), reason="Nobody asks")], "LAPSED 12 Nov, after 14 days Nobody asks YOU"),
    ],
)
async def test_the_decision_of_a_disagreement_or_what_is_missing(
    tmp_path: Path, more: dict[str, Any], acts: list[dict[str, Any]], first: str
) -> None:
    one = disagreement("Who owns the data model", -23, **more)
    one["events"] += acts
    async with on_records(tmp_path, [*people(), one], (80, 50)) as found:
        await found.press("5", "enter")
        told = opened(found)
        assert first in told
        for words in ("Budget first", "Two owners", "Marketing owns it", "Nobody asks"):
            assert told.count(words) <= 1


@pytest.mark.parametrize(
    ("heat", "acts", "said"),
    [
        ({}, [], ""),
        ({JAY: 4, DANA: 4}, [], "Hot for both (4 of 5)"),
        ({DANA: 1}, [], "Calm for Dana (1 of 5)"),
        (
            {},
            [event("discuss", DANA, day(-3), heat=5), event("discuss", JAY, day(-2), heat=5)],
            "Then boiling (5 of 5)",
        ),
    ],
)
async def test_heat_and_respect_are_told_in_words(
    tmp_path: Path, heat: dict[str, int], acts: list[dict[str, Any]], said: str
) -> None:
    one = disagreement("Who owns the data model", -23, heat=heat, **HOLD)
    one["events"] += acts
    async with on_records(tmp_path, [*people(), one], (80, 50)) as found:
        await found.press("5", "enter")
        assert f"Marketing does {said + ' ' if said else ''}LIFE" in opened(found)


async def test_from_a_hundred_days_on_the_day_stands_beside_the_months(tmp_path: Path) -> None:
    for days, says in ((-99, "99 days open"), (-100, "3 months open since Thu 13 August")):
        folder = tmp_path / str(-days)
        folder.mkdir()
        async with on_records(folder, [*people(), disagreement("Who owns it", days)], NARROW) as found:
            await found.press("5", "enter")
            assert says in opened(found)
