"""9. Old backups are thinned out, and the last good ones never go.

Done: a property over clocks that jump, far on and far back: what is to remain are the three newest that were verified
and all that are pinned; of the rest everything of 48 hours, 14 daily, 12 weekly, 24 monthly and the yearly ones.
Disproved by: one of these that is gone.
"""

from __future__ import annotations

ALSO = ("tests/db/test_retention.py",)
