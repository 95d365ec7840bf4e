"""visavis remind."""

from __future__ import annotations

from tui.cli.today import arguments
from tui.cli.today import run_remind as run

__all__ = ["arguments", "run"]
