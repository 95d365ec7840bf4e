"""Taking pictures: the app on a log, driven to a scene, at a size and in a theme, on a day that is always the same."""

from __future__ import annotations

from pathlib import Path

from storage.log import start
from storage.sample.building import make
from tests.pictures.drawing import Picture, draw
from tests.pictures.scenes import Scene
from tests.ui.driving import driven
from tests.ui.logs import NOW, TODAY


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


async def take(log: Path, scene: Scene, size: tuple[int, int], theme: str) -> Picture:
    """The picture of a scene."""
    async with driven(log, size) as found:
        found.app.theme = f"visavis-{theme}"
        await found.settle()
        await found.press(*scene.keys)
        return draw(found.app)
