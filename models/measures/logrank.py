"""Whether two groups settle equally fast: the log-rank test, which counts those that are still open as well.

What lapsed is at risk until that day, and no longer: the test is one of the speed of settling, whatever else ended.
"""

from __future__ import annotations

from math import erfc, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.measures.survival import Case


class LogRank(NamedTuple):
    """The test of two groups: `z` is negative where the first one takes longer; `p` is two-sided, from 0 to 1.

    `observed` and `expected` are how many of the first group were resolved, and would have been by chance.
    """

    observed: int
    expected: float
    z: float
    p: float


def log_rank(first: Iterable[Case], second: Iterable[Case]) -> LogRank | None:
    """The log-rank test (Mantel 1966, Cancer Chemotherapy Reports 50:163), without weights or continuity correction.

    At each day with d of n at risk resolved, n1 of them in the first group: expected d n1/n, variance
    d (n1/n)(1 - n1/n)(n - d)/(n - 1); z is the sum of observed minus expected over the root of the variances.
    None where nothing can be told: no day on which both groups were at risk and not all was resolved.
    """
    cases = [(case, True) for case in first] + [(case, False) for case in second]
    observed, expected, variance = 0, 0.0, 0.0
    for day in sorted({case.days for case, _ in cases if case.ending == "resolved"}):
        at_risk = [own for case, own in cases if case.days >= day]
        resolved = [own for case, own in cases if case.ending == "resolved" and case.days == day]
        n, n1, d = len(at_risk), sum(at_risk), len(resolved)
        observed += sum(resolved)
        expected += d * n1 / n
        if n > 1:
            variance += d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1)
    if variance <= 0:
        return None
    z = (observed - expected) / sqrt(variance)
    return LogRank(observed, expected, z, erfc(abs(z) / sqrt(2)))
