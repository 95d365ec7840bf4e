"""What this machine tells: its time zone, its paper, whether somebody sits before a terminal; and what opens a file."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Literal

_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""The countries that print on US Letter, as CLDR has them."""


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


def usual_paper() -> Literal["a4", "letter"]:
    """The paper that is usual where this machine is, by its locale."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_PAPER", "LANG"))), "")
    country = re.match(r"[A-Za-z]{2,3}[_-]([A-Z]{2})\b", named)
    return "letter" if country and country[1] in _LETTER else "a4"


def open_file(path: Path) -> bool:
    """Have a file opened by the program that this machine has for it; False where there is none to ask.

    Nobody waits for it, no shell reads the name, and it outlives the terminal.
    """
    program = "open" if sys.platform == "darwin" else "xdg-open"
    nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDWR, 0)
    silent = [nothing, *((os.POSIX_SPAWN_DUP2, 0, number) for number in (1, 2))]
    words = [program, os.fspath(path.absolute())]
    try:
        try:
            os.posix_spawnp(program, words, os.environ, file_actions=silent, setsid=True)
        except NotImplementedError:  # a system that begins no process so
            os.posix_spawnp(program, words, os.environ, file_actions=silent)
    except OSError:
        return False
    return True
