"""What this machine tells: its time zone, and whether somebody sits before a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def local_zone_name() -> str | None:
    """The IANA name of this machine's time zone, None where it does not tell."""
    from models.errors import BadDate  # not for the first picture
    from models.time.moments import zone

    named = os.environ.get("TZ", "").removeprefix(":")
    linked = Path("/etc/localtime")
    if not named and linked.is_symlink():
        named = str(linked.resolve()).partition("zoneinfo/")[2]
    try:
        return str(zone(named)) if named else None
    except BadDate:
        return None


def on_terminal() -> bool:
    """Whether somebody sits before a terminal that the app can use."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
