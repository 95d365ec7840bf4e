"""How property tests draw: the same examples in every run of the suite, new ones and more of them in the proofs.

No property test decides that for itself, and how busy the machine is decides nothing: there is no deadline.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

SUITE, PROOFS = "suite", "proofs"
USUAL = 50
"""Examples that a property is tried on where it asks for no other number."""

TIMES = 10
"""How many times as many the proofs draw."""


def in_suite() -> bool:
    """Give whether this is the suite, and not the proofs."""
    return settings.get_current_profile_name() == SUITE


def declare() -> None:
    """Register both profiles and take up the suite's; `--hypothesis-profile=proofs` takes up the other."""
    unhurried = settings(
        settings.get_profile("default"),
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.register_profile(SUITE, unhurried, max_examples=USUAL, derandomize=True)
    settings.register_profile(PROOFS, unhurried, max_examples=USUAL * TIMES, derandomize=False)
    settings.load_profile(SUITE)


def draw_from_strategies_alone() -> None:
    """Leave out, in the suite, what Hypothesis mixes in: constants of those modules of the product that are loaded.

    Which ones are depends on the tests before, and with them the examples would.
    """
    if in_suite():
        none = Constants()
        providers._get_local_constants = lambda: none


def examples(count: int, steps: int = 50) -> settings:
    """Give the settings of a property tried `count` times in the suite and `TIMES` as often in the proofs.

    A series of acts is at most `steps` long.
    """
    return settings(max_examples=count * settings().max_examples // USUAL, stateful_step_count=steps)
