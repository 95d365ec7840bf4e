"""9. Old backups are thinned out, and the last good ones never go.

To be done: a property over clocks that jump. What is to remain: the three newest that were verified and all that are
pinned; of the rest everything of 48 hours, 14 daily, 12 weekly, 24 monthly and the yearly ones.
Disproved by: one of these that is gone.
Not proved yet: nothing here thins out backups yet, so that none goes.
"""

from __future__ import annotations
