"""What there is a picture of, as plain data."""

from __future__ import annotations

from typing import NamedTuple

PATH = "{path}"
"""Among keys: the path of the scene's file is typed."""


class Scene(NamedTuple):
    """A screen, and the keys that lead to it from the app's start on the sample; `file` lies beside it, by its name."""

    name: str
    keys: tuple[str, ...] = ()
    file: tuple[str, str] = ("", "")


_LINES = (
    "> consent feed by eom",
    "< persona list by next fri",
    "? analytics sandbox",
    "?< guideline for agency tools by 11 dec",
    "+< board deck: clear; one number too many",
    "! who owns the data model",
    "= agency accounts through SSO",
    "+ launch mail: short, and early enough",
    "~ what brand lift means",
    "~< how a release is made",
)
"""What two people say in a meeting."""

_MINUTES = (
    "minutes.md",
    """# Portal, weekly

Present: Jay, Dana, Miles (agency)

- The portal loads slowly on old phones. Miles showed the figures of last week.
- Dana wants the test regions before the launch, Jay after it.

Decision: members see the new page first

## Next steps

- [ ] Dana to send the persona list by Friday
- [ ] Jay: open the sandbox for the agency by 1 December
- [ ] Miles to look into old phones
- [ ] Share the figures with the board

Dana said she would ask legal about the banner text. Jay, could you name somebody for support?
""",
)
_TABLE = (
    "actions.csv",
    """Action,Owner,Deadline,Status,Sprint
Support desk reads the banner text,Dana,2026-12-04,Open,14
Sandbox for the agency,Jay,2026-12-01,In progress,14
Old phones: figures by model,Jay,,To do,15
Test regions named,Dana,2026-11-20,Done,13
""",
)


def _said(*lines: str) -> tuple[str, ...]:
    return tuple(key for line in lines for key in (*line, "enter"))


SCENES = (
    Scene("today"),
    Scene("today-opened", ("enter",)),
    Scene("menu", ("m",)),
    Scene("commitments", ("3",)),
    Scene("commitments-closed", ("3", "left")),
    Scene("commitments-mine", ("3", "right", "right", "right")),
    Scene("commitment-opened", ("3", "enter")),
    Scene("commitment-done", ("3", "left", "enter")),
    Scene("filter", ("3", "f", "p", "o", "r", "t", "a", "l")),
    Scene("meetings", ("2",)),
    Scene("feedback", ("4",)),
    Scene("feedback-opened", ("4", "enter")),
    Scene("disagreements", ("5",)),
    Scene("disagreement-opened", ("5", "enter")),
    Scene("disagreement-settled", ("5", *["down"] * 4, "enter")),
    Scene("alliance", ("6",)),
    Scene("alliance-evidence", ("6", "down", "enter")),
    Scene("alliance-partner", ("6", "right")),
    Scene("alliance-me", ("6", "right", "right")),
    Scene("alliance-shared", ("6", "right", "right", "right")),
    Scene("alliance-pulse", ("6", "left", "left")),
    Scene("pulse-opened", ("6", "left", "left", "down", "enter")),
    Scene("pulse-turn", ("6", "left", "left", "d", "4", "2")),
    Scene("pulse-handed-over", ("6", "left", "left", "m", "2")),
    Scene("alliance-all", ("6", "left")),
    Scene("add", ("a",)),
    Scene("add-commitment", ("a", "1", "P", "o", "r", "t", "a", "l", "tab", "tab", "tab", "f", "r", "i")),
    Scene("new-date", ("m", "2")),
    Scene("edit", ("e",)),
    Scene("veiled", ("v",)),
    Scene("walk", ("w",)),
    Scene("walk-new-date", ("w", "n", "f", "r", "i")),
    Scene("search", ("slash", "p", "o", "r", "t", "a", "l")),
    Scene("commands", ("ctrl+p",)),
    Scene("help", ("question_mark",)),
    Scene("agenda", ("2", "enter")),
    Scene("agenda-last-time", ("2", "enter", "down", "down", "down", "down", "h")),
    Scene("agenda-preview", ("2", "enter", "p")),
    Scene("agenda-question", ("2", "enter", "b", "enter")),
    Scene("export", ("x",)),
    Scene("everyone", ("0",)),  # with --alliances; one has no such place
    Scene("review", ("7",)),
    Scene("ballot", ("2", *["down"] * 9, "P", PATH, "enter"), _MINUTES),
    Scene("bring-in", ("ctrl+p", *"bring in a file", "enter", PATH, "enter"), _TABLE),
    # Last, since these write: a meeting that is held now.
    Scene("live", ("l", "enter", *_said(*_LINES), *"< names by next fri")),
    Scene("live-heard", ("l", "enter", "ctrl+n")),
    Scene("closing", ("l", "enter", *_said(*_LINES[:3]), "escape")),
)
SIZES = ((80, 24), (120, 40))
THEMES = ("dark", "light")

SHOWN_SIZE = (118, 28)
SHOWN = ("today-118x28-dark.png", "disagreements-118x28-dark.png", "live-118x28-light.png")
"""The pictures that the README shows, and their size: these are committed, .gitignore keeps all others out."""
