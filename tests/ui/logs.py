"""Small logs for the app's tests, written as interchange files and brought in the ordinary way."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from storage.interchange.header import VERSION
from storage.interchange.importing import import_file

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = NOW.date()

Record = dict[str, Any]


def uid(name: str) -> str:
    """A uid that is the same in every run."""
    return str(uuid5(NAMESPACE_URL, name))


JAY, DANA, PAIR = uid("jay"), uid("dana"), uid("pair")


def day(days: int) -> str:
    """A date so many days from today."""
    return str(TODAY + timedelta(days))


def people(jay: str = "Jay Moran", dana: str = "Dana Reyes", role: str = "CMO", **alliance: Any) -> list[Record]:
    """The two and their alliance; they meet every other Tuesday."""
    cadence = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=14;BYMINUTE=0"
    return [
        {"type": "visavis", "version": VERSION, "by": JAY},
        {"type": "person", "uid": JAY, "name": jay, "role": "CIO"},
        {"type": "person", "uid": DANA, "name": dana, "role": role},
        {
            "type": "alliance",
            "uid": PAIR,
            "principal": JAY,
            "partner": DANA,
            "timezone": "Europe/London",
            "cadence": cadence,
            **alliance,
        },
    ]


def meeting(on: str, state: str, place: str = "office") -> Record:
    """A meeting at 14:00 in London, in winter."""
    starts = f"{on}T14:00:00+00:00"
    return {
        "type": "meeting",
        "uid": uid(f"m{on}"),
        "alliance": PAIR,
        "starts_at": starts,
        "state": state,
        "place": place,
    }


def topic(text: str, wants: str = "discuss") -> Record:
    """An open topic for the next meeting."""
    return {"type": "topic", "uid": uid(text), "alliance": PAIR, "text": text, "wants": wants}


def event(act: str, by: str, on: str, **more: Any) -> Record:
    """One act of a life."""
    return {"act": act, "by": by, "on": on, **more}


def commitment(text: str, from_: str, *events: Record, **more: Any) -> Record:
    """What one of the two promises the other."""
    to = JAY if from_ == DANA else DANA
    found = {"type": "commitment", "uid": uid(f"c{text}"), "alliance": PAIR, "from": from_, "to": to, "text": text}
    return {**found, "events": list(events), **more}


def promise(text: str, from_: str, due: int, **more: Any) -> Record:
    """A promise made 40 days ago, due so many days from today."""
    return commitment(text, from_, event("promise", from_, day(-40), due=day(due)), **more)


def disagreement(topic: str, raised: int, settled: int | None = None, **more: Any) -> Record:
    """A disagreement raised so many days from today, settled after so many days."""
    events = [event("raise", DANA, day(raised))]
    if settled is not None:
        events.append(event("resolve", JAY, day(raised + settled), kind="agreed", decision="As Dana says"))
    return {"type": "disagreement", "uid": uid(f"d{topic}"), "alliance": PAIR, "topic": topic, "events": events, **more}


def _lapsed(topic: str, raised: int, days: int) -> Record:
    """A disagreement raised so many days from today, which lapsed after so many."""
    found = disagreement(topic, raised)
    found["events"].append(event("lapse", JAY, day(raised + days), reason="nobody needs it any more"))
    return found


def ended(settled: str = "", lapsed: str = "", still: str = "", raised: int = -300) -> list[Record]:
    """Disagreements by the days after which they settled or lapsed, or for which they are open."""
    return [
        *(disagreement(f"Settled {raised} {at}", raised, int(days)) for at, days in enumerate(settled.split())),
        *(_lapsed(f"Lapsed {raised} {at}", raised, int(days)) for at, days in enumerate(lapsed.split())),
        *(disagreement(f"Open {raised} {at}", -int(days)) for at, days in enumerate(still.split())),
    ]


def feedback(about: str, from_: str, *events: Record, **more: Any) -> Record:
    """What one of the two tells the other of how something went."""
    to = JAY if from_ == DANA else DANA
    found = {"type": "feedback", "uid": uid(f"f{about}"), "alliance": PAIR, "from": from_, "to": to, "about": about}
    return {**found, "events": list(events), **more}


def drawn() -> list[Record]:
    """A log whose Today is the one that the design of the screens draws."""
    tuesdays = [date(2026, 11, 10) - timedelta(14 * number) for number in range(12)]
    held = [meeting(str(on), "missed" if at == 8 else "held") for at, on in enumerate(tuesdays)]
    held[3]["place"] = "lunch"
    settled = (2, 3, 4, 5, 6, 8, 9, 9, 10, 12, 14, 15, 16, 20)
    return [
        *people(started_on=str(tuesdays[-1])),
        *held,
        meeting("2026-11-24", "planned", "coffee"),
        *(topic(f"Topic {number}", "decide" if number < 2 else "discuss") for number in range(9)),
        promise("Persona list for the portal", DANA, -12, why="The portal launches in January", private=True),
        promise("Consent feed into the CRM", JAY, -4),
        commitment("analytics sandbox", JAY, event("request", DANA, day(-4), wanted_by=day(20))),
        commitment(
            "SSO for the agency",
            JAY,
            event("promise", JAY, day(-30), due=day(-1)),
            event("report", JAY, day(-2), evidence="All eleven can log in"),
        ),
        feedback("the board presentation", DANA, event("request", JAY, day(-6))),
        promise("Draft of the outside-software guideline", JAY, 2),
        promise("Names for the exchange", DANA, 3),
        disagreement(
            "Who owns the data model",
            -23,
            kind="process",
            positions={JAY: "IT does, for one definition of a customer", DANA: "Marketing does, for speed"},
            restated={JAY: "Without one owner every campaign counts differently"},
        ),
        disagreement("Agency accounts past our standards", -5),
        *(disagreement(f"Settled matter {number}", -200 - number, days) for number, days in enumerate(settled)),
        *_kept(JAY, 7, 2),
        *_kept(DANA, 9, 0),
    ]


def _kept(from_: str, kept: int, missed: int) -> list[Record]:
    """Promises due this quarter whose outcome is known, beside those that stand on Today."""
    to = JAY if from_ == DANA else DANA
    found = []
    for number in range(kept + missed):
        done = day(-16 if number < kept else -10)
        found.append(
            commitment(
                f"Kept {number} of {from_}",
                from_,
                event("promise", from_, day(-50), due=day(-15)),
                event("report", from_, done),
                event("satisfied", to, done),
            )
        )
    return found


def write(path: Path, records: list[Record]) -> Path:
    """A log at `path` that holds these records."""
    text = "".join(json.dumps(record) + "\n" for record in records)
    path.with_suffix(".visavis.jsonl").write_text(text, encoding="utf-8")
    if path.exists():
        import_file(path, path.with_suffix(".visavis.jsonl"), lambda: NOW)
    else:
        content, mode = _imported(text)
        path.write_bytes(content)
        path.chmod(mode)
    return path


@lru_cache(maxsize=64)
def _imported(text: str) -> tuple[bytes, int]:
    """The log that these lines become, as bytes, and the mode of its file: many tests begin with the same one."""
    with TemporaryDirectory() as folder:
        path, source = Path(folder, "log.visavis"), Path(folder, "log.visavis.jsonl")
        source.write_text(text, encoding="utf-8")
        import_file(path, source, lambda: NOW)
        return path.read_bytes(), path.stat().st_mode
