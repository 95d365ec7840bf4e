"""The columns of the one grid that every list stands on."""

from __future__ import annotations

MARK, WHO, WHEN, GAP, STATE = 2, 7, 10, 3, 10

BEFORE_STATE = 2
"""Cells between what a row says and its state, which is as wide as it is: only what it says is cut."""
