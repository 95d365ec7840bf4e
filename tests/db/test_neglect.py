"""The last trace of each subject in a real log: what counts as one, on which day, and for whose eyes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.measures.neglect import BY_KEY
from storage.log import Log
from storage.reads.neglect import last_traces, neglected_by
from storage.reads.today import meetings, today
from tests.ui.logs import DANA, JAY, NOW, PAIR, TODAY, day, disagreement, event, feedback, meeting, people, uid, write

HELD = (-70, -56, -42, -28, -14)


def of(noun: str, **values: Any) -> dict[str, Any]:
    return {"type": noun, "uid": uid(f"{noun} {sorted(values.items(), key=str)}"), "alliance": PAIR, **values}


def note(kind: str, **values: Any) -> dict[str, Any]:
    return of("note", kind=kind, text=f"A {kind}", **{"by": JAY, "on": day(-30), **values})


CARD = of("customer", text="Walkers", agreed={JAY: day(-20), DANA: day(-25)})


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([note("success-measure", about=DANA)], {"success": day(-30)}),
        ([note("challenge", about=DANA, confirmed_on=day(-3))], {"success": day(-3)}),
        ([note("opportunity", about=DANA, confirmed_on=day(9))], {"success": day(-30)}),
        ([note("priority")], {"priorities": day(-30)}),
        ([note("expectation")], {"expectations": day(-30)}),
        ([note("learning"), note("learning", on=day(-5))], {"learning": day(-5)}),
        ([note("recognition"), note("advocacy", on=day(-7))], {"recognition": day(-7)}),
        ([note("suggestion", answered_on=day(-2))], {"introductions": day(-2)}),
        ([note("personal"), note("domain")], {}),
        ([note("learning", on=day(3))], {}),
        ([CARD], {"customer": day(-20)}),
        ([CARD, disagreement("Whose", -4, customer=CARD["uid"])], {"customer": day(-4), "conflict": day(-4)}),
        ([disagreement("Settled", -9, 5)], {"conflict": day(-4)}),
        ([of("criterion", name="K", check_ins=[{"on": day(-8), "value": 1}, {"on": day(-6)}])], {"criteria": day(-6)}),
        ([of("placement", who="Mia", from_on=day(-11))], {"learning": day(-11)}),
        ([of("placement", who="Mia", from_on=day(11))], {}),
        ([of("pulse", opened_on=day(-12), statements=[{"key": "a", "text": "b"}])], {"pulse": day(-12)}),
        ([feedback("Deck", JAY, event("give", JAY, day(-3)), worked="all")], {"feedback": day(-3)}),
        ([of("topic", text="T", section="Customer", state="discussed", meeting=uid(f"m{day(-14)}"))],
         {"customer": day(-14)}),
        ([of("topic", text="T", section="customer", state="open", meeting=uid(f"m{day(-14)}"))], {}),
        ([of("topic", text="T", section="budget", state="discussed", meeting=uid(f"m{day(-14)}"))], {}),
    ],
)  # fmt: skip
def test_traces(tmp_path: Path, records: list[dict[str, Any]], expected: dict[str, str]) -> None:
    path = write(tmp_path / "log.visavis", [*people(), *(meeting(day(ago), "held") for ago in HELD), *records])
    with Log(path, lambda: NOW) as log:
        found = last_traces(log, log.pairs()[0], TODAY)
    assert {key: str(found[key]) for key in found if key in BY_KEY} == expected


def test_nothing_private_is_a_trace_for_the_other(tmp_path: Path) -> None:
    of_a_topic = {"text": "T", "section": "customer", "state": "discussed", "meeting": uid("alone")}
    alone = {**meeting(day(-7), "held"), "uid": uid("alone"), "private": True}
    records = [note("learning", private=True), note("priority"), alone, of("topic", **of_a_topic)]
    path = write(tmp_path / "log.visavis", [*people(), *(meeting(day(ago), "held") for ago in HELD), *records])
    with Log(path, lambda: NOW) as log:
        pair = log.pairs()[0]
        assert set(last_traces(log, pair, TODAY)) == {"learning", "priorities", "customer"}
        assert set(last_traces(log, pair, TODAY, mine=False)) == {"priorities"}


@pytest.mark.parametrize("held", [0, 4, 5, 7])
def test_nothing_is_neglected_before_the_fifth_meeting(tmp_path: Path, held: int) -> None:
    met = [meeting(day(-7 * number), "held", "walk" if number == 1 else "office") for number in range(1, held + 1)]
    path = write(tmp_path / "log.visavis", [*people(), *met, note("learning", on=day(-16))])
    with Log(path, lambda: NOW) as log:
        pair = log.pairs()[0]
        found = neglected_by(log, pair, meetings(log, pair, TODAY), TODAY)
        assert today(log, pair, TODAY).neglected == found
    named = {item.subject.key: (item.last_on, item.meetings) for item in found}
    if held < 5:
        assert named == {}
    else:
        assert named["customer"] == (None, held)
        assert {"outside", "learning"}.isdisjoint(named)
        assert found[0].subject.key == "customer"


def test_as_of_an_earlier_day(tmp_path: Path) -> None:
    met = [meeting(day(-7 * number), "held") for number in range(1, 9)]
    path = write(tmp_path / "log.visavis", [*people(), *met, note("learning", on=day(-2))])
    then = date.fromisoformat(day(-10))
    with Log(path, lambda: NOW) as log:
        pair = log.pairs()[0]
        assert "learning" in {item.subject.key for item in neglected_by(log, pair, meetings(log, pair, then), then)}


def test_a_later_trace_hides_no_earlier_one(tmp_path: Path) -> None:
    """A day is looked at as it was: of two criteria, of two cards and of two topics the second comes later."""
    days, then = (-30, -1), date.fromisoformat(day(-10))
    created = [{"created_at": f"{day(ago)}T10:00:00+00:00"} for ago in days]
    spoken = [
        {"text": "T", "section": "you and me", "state": "discussed", "meeting": uid(f"m{day(ago)}")} for ago in days
    ]
    records = [
        *(meeting(day(ago), "held") for ago in days),
        *(of("criterion", name="K", **when) for when in created),
        *(of("customer", text="C", **when) for when in created),
        *(of("topic", **topic) for topic in spoken),
    ]
    path = write(tmp_path / "log.visavis", [*people(), *records])
    with Log(path, lambda: NOW) as log:
        found = last_traces(log, log.pairs()[0], then)
    assert {key: str(on) for key, on in found.items()} == dict.fromkeys(("criteria", "customer", "feedback"), day(-30))
