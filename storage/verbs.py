"""Something done with a record whose life is no series of acts, whatever its noun: one way in for the screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.gatherings import Verb
from models.pair import Pair
from models.verbs import MET
from storage import gatherings, upkeep
from storage.acts import Done
from storage.log import Log


def do(log: Log, pair: Pair, noun: str, row: int, verb: Verb, values: Mapping[str, Any]) -> Done:
    """Do it, as one change, with the values of the fields that the verb asks for. Refused where it cannot be done."""
    use_case = gatherings.do if noun in MET else upkeep.do
    return use_case(log, pair, noun, row, verb, values)
