"""What came of a meeting, counted: nothing that was only asked for is called a promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storage.log import Log
from storage.reads.meeting_outcomes import Outcome, outcomes
from tests.ui.logs import DANA, JAY, NOW, TODAY, commitment, day, disagreement, event, meeting, people, uid, write

HELD = meeting(day(-11), "held")
AT: dict[str, Any] = {"meeting": HELD["uid"]}
ASK, PROMISE = event("request", DANA, day(-11)), event("promise", JAY, day(-11), due=day(9))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([commitment("a", JAY, PROMISE, **AT)], Outcome(promised=1)),
        ([commitment("a", JAY, ASK, **AT)], Outcome(asked=1)),
        ([commitment("a", JAY, ASK, PROMISE, **AT)], Outcome(promised=1)),
        (
            [commitment("a", JAY, ASK, event("decline", JAY, day(-10), reason="no", alternative="none"), **AT)],
            Outcome(asked=1),
        ),
        # What is answered later changes nothing of what came of the meeting.
        ([commitment("a", JAY, ASK, event("promise", JAY, day(-10), due=day(9)), **AT)], Outcome(asked=1)),
        (
            [commitment("a", JAY, event("offer", JAY, day(-11), due=day(1)), event("accept", DANA, day(-9)), **AT)],
            Outcome(asked=1),
        ),
        (
            [commitment("a", JAY, event("offer", JAY, day(-11), due=day(1)), event("accept", DANA, day(-11)), **AT)],
            Outcome(promised=1),
        ),
        ([commitment("a", JAY, PROMISE, event("report", JAY, day(-2)), **AT)], Outcome(promised=1)),
        ([disagreement("d", -11, **AT), commitment("a", JAY, PROMISE)], Outcome(unsettled=1)),
    ],
)
def test_what_came_of_a_meeting(tmp_path: Path, records: list[dict[str, Any]], expected: Outcome) -> None:
    path = write(tmp_path / "log.visavis", [*people(), HELD, *records])
    with Log(path, lambda: NOW) as log:
        assert outcomes(log, log.pairs()[0], TODAY) == {uid(f"m{day(-11)}"): expected}
