"""For every state the menu offers exactly the acts of the written tables; an act by keys leaves what the command does.

The tables and the ways to every state are those of tests/domain/test_acts.py, written by hand from the format.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from models.records.event import Event
from storage.interchange.exporting import records
from storage.log import Log
from tests.domain.test_acts import PATHS, TABLES, A, B, Way
from tests.properties import in_suite
from tests.sampling import covering, each
from tests.ui.driving import Driven, driven
from tests.ui.logs import DANA, JAY, NOW, PAIR, day, people, uid, write
from tui.__main__ import main
from tui.page.menu import Menu
from tui.widgets.fields.field import MoreFields

PLACE = {"commitment": "3", "feedback": "4", "disagreement": "5"}
STATES = [(noun, state) for noun, paths in PATHS.items() for state in paths if state]
SIDED = [case for case in STATES if case[0] != "disagreement"]
"""Where it matters who of the two stands on which side."""


def log_of(folder: Path, noun: str, series: list[Event], from_: str) -> Path:
    """A log with one record whose life is that series, `from_` standing where the tables say B."""
    to = DANA if from_ == JAY else JAY
    who = {B: from_, A: to}
    events = [{**event.values, "by": who[event.by], "on": day(-20 + number)} for number, event in enumerate(series)]
    record: dict[str, Any] = {"type": noun, "uid": uid("one"), "alliance": PAIR, "events": events}
    if noun == "disagreement":
        record |= {"topic": "Who owns the data model"}
    else:
        record |= {"from": from_, "to": to}
        record |= {"text": "Persona list"} if noun == "commitment" else {"about": "The board", "worked": "The opening"}
    return write(folder / "log.visavis", [*people(), record])


def exported(path: Path) -> list[dict[str, Any]]:
    """What an export holds, without what differs from one run to the next: the uids of events."""
    with Log(path, lambda: NOW) as log:
        found = list(records(log))
    for record in found:
        for event in record.get("events", ()):
            event.pop("uid")
    return found


CASES = [(*case, JAY) for case in STATES] + [(*case, DANA) for case in SIDED]


def kinds_of(case: tuple[str, str, str]) -> list[tuple[str, str]]:
    """What a case is an example of: each act that is allowed in the state, and the side."""
    noun, state, from_ = case
    return [(noun, from_), *((noun, way.act) for way in TABLES[noun] if way.state == state)]


SOME = covering(CASES, kinds_of)
FIRST: dict[tuple[str, str], tuple[str, str, str]] = {
    (case[0], way.act): case for case in reversed(SOME) for way in TABLES[case[0]] if way.state == case[1]
}
"""The case of the sample in which an act is done; in the proofs each is done in every one."""


@pytest.mark.parametrize(("noun", "state", "from_"), each(CASES, SOME))
async def test_every_act_from_every_state(tmp_path: Path, noun: str, state: str, from_: str) -> None:
    wanted = [way for way in TABLES[noun] if way.state == state]
    path = log_of(tmp_path, noun, PATHS[noun][state], from_)
    beside = tmp_path / "beside.visavis"
    shutil.copy(path, beside)
    async with driven(path) as found:
        await to_menu(found, noun)
        assert offered(found) == sorted({way.act for way in wanted})
        await found.press("escape")
        done_here = [way for way in wanted if not in_suite() or FIRST[noun, way.act] == (noun, state, from_)]
        for way in done_here or wanted[:1]:
            before = exported(path)
            await by_keys(found, noun, way)
            done = exported(path)
            assert done == by_command(beside, noun, way), way
            assert done != before
            await found.press("u")
            assert exported(path) == before


async def to_menu(found: Driven, noun: str) -> None:
    """Open its menu, in the view of its place in which it stands."""
    await found.press(PLACE[noun], "m")
    for _ in range(5):
        if isinstance(found.app.screen, Menu):
            return
        await found.press("right", "m")


def offered(found: Driven) -> list[str]:
    """The acts that the menu in front offers."""
    assert isinstance(found.app.screen, Menu)
    keys = [choice.key for choice in found.app.screen.choices]
    return sorted(key.removeprefix("act ") for key in keys if key.startswith("act "))


async def by_keys(found: Driven, noun: str, way: Way) -> None:
    """Do it by the menu and its form."""
    await to_menu(found, noun)
    assert isinstance(found.app.screen, Menu)
    at = [choice.key for choice in found.app.screen.choices].index(f"act {way.act}")
    await found.press(*["down"] * at, "enter")
    await fill(found, {"note": "", **way.least})
    await found.press("ctrl+s")
    assert found.status.endswith("u takes it back"), found.text


async def fill(found: Driven, values: dict[str, Any]) -> None:
    """Type those values into the form in front, field by field; the rest stays."""
    for name, value in values.items():
        if not value:
            continue
        field = found.form._fields[name]
        for _ in range(40):
            if found.app.focused is field.entry:
                break
            await found.press("enter" if isinstance(found.app.focused, MoreFields) and not field.display else "tab")
        assert found.app.focused is field.entry, name
        if field.asked.kind == "choice":
            await found.press("space")
            while field.typed != value:
                await found.press("right", "space")
        else:
            await found.type(str(value))


def by_command(path: Path, noun: str, way: Way) -> list[dict[str, Any]]:
    """What the same act by a command leaves; the copy is put back afterwards."""
    copy = path.with_name("copy.visavis")
    shutil.copy(path, copy)
    words = [noun, way.act.replace("_", "-"), "1"]
    for name, value in way.least.items():
        words += [f"--{name.replace('_', '-')}", str(value)]
    if len(way.by) > 1 and not (noun == "commitment" and way.act == "withdraw"):
        words += ["--by", "me"]
    if way.act == "propose":
        words.append("--agreed")
    assert main(["--log", str(copy), *words], lambda: NOW) == 0
    return exported(copy)
