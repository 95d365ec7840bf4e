"""visavis status."""

from __future__ import annotations

from tui.cli.today import arguments
from tui.cli.today import run_status as run

__all__ = ["arguments", "run"]
