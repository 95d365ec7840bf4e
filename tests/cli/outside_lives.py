"""Commitments in every state, by command, and what a table or a task can carry of their lives."""

from __future__ import annotations

from typing import Any

from models.acts.replay import stored_life
from models.records.rows import Commitment
from storage.core.records import select
from storage.core.statements import events
from storage.log import Log
from tests.cli.desk import Desk, clock_of

EVERY_STATE = """
commitment add Promised --by me --due 2026-03-01 --on 2026-01-05 --why "so that" --done-means "said, twice"
commitment propose C1 --due 2026-03-09 --reason "vendor; late" --agreed --on 2026-01-20
commitment add Requested --ask --by me --wanted-by 2026-03-02 --on 2026-01-06
commitment add Offered --offer --by partner --due 2026-03-03 --on 2026-01-06
commitment add Countered --ask --by partner --on 2026-01-06
commitment counter C4 --due 2026-03-04 --reason "two people out" --on 2026-01-08
commitment add Declined --ask --by partner --on 2026-01-06
commitment decline C5 --reason "no licence" --alternative none --on 2026-01-09
commitment add Withdrawn --ask --by me --on 2026-01-06
commitment withdraw C6 --reason "not needed" --on 2026-01-10
commitment add Reported --by partner --due 2026-01-30 --on 2026-01-06
commitment report C7 --on 2026-02-02 --done-on 2026-01-29
commitment add Satisfied --by partner --due 2026-01-20 --on 2026-01-06
commitment propose C8 --due 2026-01-27 --reason budget --agreed --on 2026-01-12
commitment report C8 --on 2026-01-28 --done-on 2026-01-26
commitment satisfied C8 --on 2026-02-03
commitment add Revoked --by me --due 2026-01-20 --on 2026-01-06
commitment revoke C9 --reason-code budget --on 2026-01-15
commitment add Cancelled --by me --due 2026-01-21 --on 2026-01-06
commitment cancel C10 --reason "no more" --on 2026-01-16
commitment add Undated --by me --on 2026-01-07
commitment add Private --by me --due 2026-03-11 --on 2026-01-07 --private
"""
"""One in each state, one without a date, one that is private, and two of which the date was moved."""


def lives_of(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """Of each commitment by its text: who promises, where it stands, its days, and its texts."""
    with Log(desk.path, clock_of(desk.day)) as log:
        series = events(log.connection, "commitment", "1")
        people = log.people()
        return {
            item.text: (
                people[item.from_].name,
                life.state,
                (life.opened_on, life.due, life.first_due, life.wanted_by, life.done_on, life.closed_on),
                (item.why, item.done_means, item.private),
            )
            for item in select(log.connection, Commitment, "commitment")
            for life in [stored_life("commitment", item.id, series[item.uid], item.from_, item.to)]
        }
