"""The same made-up commitments for every program that is measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from storage.interchange.header import VERSION


def interchange_lines(count: int, today: date) -> Iterator[str]:
    """An interchange file of so many commitments over ten years, three events each; a tenth of them overdue today."""
    rng = Random(41_600)

    def uid() -> str:
        return str(UUID(int=rng.getrandbits(128), version=4))

    me, other, alliance = uid(), uid(), uid()
    head: list[dict[str, Any]] = [
        {"type": "visavis", "version": VERSION, "by": me},
        {"type": "person", "uid": me, "name": "Jay Moran", "role": "CIO"},
        {"type": "person", "uid": other, "name": "Dana Reyes", "role": "CMO"},
        {"type": "alliance", "uid": alliance, "principal": me, "partner": other, "timezone": "Europe/London"},
    ]
    yield from (json.dumps(record) + "\n" for record in head)
    for number in range(count):
        giver, taker = (me, other) if rng.random() < 0.5 else (other, me)
        asked = today - timedelta(days=rng.randrange(60, 3650))
        due = asked + timedelta(days=rng.randrange(5, 40))
        first = {"act": "request", "by": taker, "on": str(asked)}
        second = {"act": "promise", "by": giver, "on": str(asked + timedelta(days=2)), "due": str(due)}
        third = {"act": "report", "by": giver, "on": str(due - timedelta(days=1))}
        if rng.random() < 0.1:
            third = {
                "act": "propose",
                "by": giver,
                "on": str(asked + timedelta(days=3)),
                "due": str(due + timedelta(days=9)),
                "reason": "the agency is late",
            }
        record = {
            "type": "commitment",
            "uid": uid(),
            "alliance": alliance,
            "from": giver,
            "to": taker,
            "text": f"Draft {number} of the report on the portal",
            "done_means": "signed off by both",
            "events": [first, second, third],
        }
        yield json.dumps(record) + "\n"


def taskwarrior_tasks(lines: Path) -> list[dict[str, str]]:
    """The commitments of an interchange file as tasks: done where reported, else pending and due as promised."""
    tasks = []
    for line in lines.read_text().splitlines():
        record = json.loads(line)
        if record["type"] != "commitment":
            continue
        asked, promised, last = record["events"]
        task = {
            "uuid": record["uid"],
            "description": record["text"],
            "status": "completed" if last["act"] == "report" else "pending",
            "entry": _moment(asked["on"]),
            "due": _moment(promised["due"]),
        }
        if last["act"] == "report":
            task["end"] = _moment(last["on"])
        tasks.append(task)
    return tasks


def _moment(day: str) -> str:
    return f"{day.replace('-', '')}T000000Z"
