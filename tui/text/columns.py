"""The columns of the one grid that every list stands on."""

from __future__ import annotations

MARK, WHO, WHEN, GAP, STATE = 2, 7, 8, 3, 10
