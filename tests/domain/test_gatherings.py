"""What can be done with meetings and topics, as a table written by hand."""

from __future__ import annotations

import pytest

from models.verbs.meetings import done_verb, verbs

TABLE = [
    ("meeting", "planned", True, "hold miss move cancel", "hold"),
    ("meeting", None, True, "hold miss move cancel", "hold"),
    ("meeting", "planned", False, "move cancel", ""),
    ("meeting", "held", True, "", ""),
    ("meeting", "missed", True, "hold", ""),
    ("meeting", "cancelled", True, "hold", ""),
    ("meeting", "cancelled", False, "", ""),
    ("topic", None, True, "discuss carry drop", "discuss"),
    ("topic", "open", True, "discuss carry drop", "discuss"),
    ("topic", "discussed", True, "carry", ""),
    ("topic", "dropped", True, "carry", ""),
    ("decision", None, True, "", ""),
    ("commitment", "promised", True, "", ""),
]


@pytest.mark.parametrize(("noun", "state", "come", "able", "done"), TABLE)
def test_what_can_be_done(noun: str, state: str | None, come: bool, able: str, done: str) -> None:
    assert " ".join(verb.name for verb in verbs(noun, state, come=come)) == able
    found = done_verb(noun, state, come=come)
    assert (found.name if found else "") == done
