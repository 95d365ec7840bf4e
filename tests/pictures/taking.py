"""Taking pictures: the app on a log, driven to a scene, at a size and in a theme, on a day that is always the same."""

from __future__ import annotations

from pathlib import Path

from storage.log import start
from storage.sample.building import make
from tests.pictures.drawing import Picture, draw
from tests.pictures.scenes import PATH, Scene
from tests.ui import logs
from tests.ui.driving import driven
from tests.ui.logs import DANA, JAY, NOW, TODAY, day


def sample(path: Path, years: int = 2, alliances: int = 1) -> Path:
    """The sample as of the fixed day."""
    make(path, lambda: NOW, today=TODAY, years=years, alliances=alliances)
    return path


def empty(path: Path) -> Path:
    """A log in which nothing is yet but the two people and their rhythm."""
    start(
        path,
        lambda: NOW,
        ("Jay Moran", "CIO"),
        ("Dana Reyes", "CMO"),
        timezone="Europe/London",
        started_on=str(TODAY),
        cadence="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=14;BYMINUTE=0",
    )
    return path


def month(path: Path) -> Path:
    """A log of one month: they met three times, and what came of it."""
    return logs.write(
        path,
        [
            *logs.people(started_on=day(-32)),
            *(logs.meeting(day(days), "held") for days in (-25, -18, -11)),
            logs.meeting(day(3), "planned"),
            *(logs.topic(text) for text in ("Budget for the member app", "Who speaks to the agency")),
            logs.topic("One calendar for launches", "decide"),
            _promised("Persona list for the portal", DANA, day(-4)),
            _promised("Consent feed into the CRM", JAY, day(2)),
            _promised("Names for the exchange", DANA, day(13)),
            _promised("Shorter brief for the agency", DANA, day(-14), logs.event("satisfied", JAY, day(-14))),
            logs.commitment("Analytics sandbox", JAY, logs.event("request", DANA, day(-3), wanted_by=day(20))),
            logs.commitment("Read the brand book", JAY, logs.event("promise", JAY, day(-18))),
            logs.feedback("the board presentation", DANA, logs.event("request", JAY, day(-6))),
            logs.feedback("the launch mail", JAY, logs.event("give", JAY, day(-9)), worked="Short, and early enough"),
            logs.disagreement("Who owns the data model", -16, kind="process"),
            _note("success-measure", "Her team lives by cost per new member"),
            _note("expectation", "Short answers by message, long ones in the room"),
        ],
    )


def _promised(text: str, from_: str, due: str, *more: logs.Record) -> logs.Record:
    """A promise of the second meeting; what came after it was kept."""
    done = [logs.event("report", from_, due)] if more else []
    return logs.commitment(text, from_, logs.event("promise", from_, day(-18), due=due), *done, *more)


def _note(kind: str, text: str) -> logs.Record:
    who = {"by": JAY, "about": DANA, "on": day(-18)}
    return {"type": "note", "uid": logs.uid(text), "alliance": logs.PAIR, "kind": kind, "text": text, **who}


async def take(log: Path, scene: Scene, size: tuple[int, int], theme: str) -> Picture:
    """The picture of a scene."""
    name, content = scene.file
    beside = log.with_name(name) if name else log
    if name:
        beside.write_text(content, encoding="utf-8")
    async with driven(log, size) as found:
        found.app.theme = f"visavis-{theme}"
        await found.settle()
        for key in scene.keys:
            await (found.type(str(beside)) if key == PATH else found.press("space" if key == " " else key))
        return draw(found.app)
