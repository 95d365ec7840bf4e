"""The way to the clipboard: by the terminal itself, and by the program with which this machine keeps one."""

from __future__ import annotations

import asyncio
import os
from functools import partial

from textual.app import App

_PROGRAMS = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("tmux", "load-buffer", "-w", "-"),  # unless told, tmux hears no terminal's sequence from what runs in it
)
"""What takes a text for the clipboard, in the order in which it is asked; the first that takes it is enough."""

_LONGEST_WAIT = 2.0
"""Seconds that a program may take: one without a screen to talk to may wait for it for ever."""

_MOST = 100_000
"""The bytes of a sequence that terminals take at least; beyond that some take nothing and say nothing."""

_VTE_LEARNT = 7600
"""No terminal of GNOME's library took copies before that version of it."""

_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DROPPED = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *map(ord, _TURNS), 0xFEFF, 0xFFFE, 0xFFFF))
_CLEAN = _DROPPED | {ord("\n"): "\n", ord("\t"): "\t", 0x2028: "\n", 0x2029: "\n"}
"""What would drive a terminal that the text is pasted into, or turn around what stands behind it, is left out."""


def cleaned(text: str) -> str:
    """The text itself, without what would drive a terminal or turn its words around."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)
    return plain.encode("utf-8", "ignore").decode("utf-8")


class CopyingApp(App[None]):
    """An app from which texts are copied in one way, wherever they stand."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected in a field, without a word."""
        super().copy_to_clipboard(cleaned(text))
        if not self.is_web:
            self.run_worker(asyncio.to_thread(_by_program, cleaned(text)), group="copying")

    async def copied(self, text: str) -> bool:
        """Copy a text; give whether anything is known to take it: a program, or the terminal."""
        plain = cleaned(text)
        super().copy_to_clipboard(plain)
        # In a browser the programs of this machine would copy for whoever sits before it.
        by_program = not self.is_web and await asyncio.to_thread(_by_program, plain)
        return by_program or _terminal_takes(plain)


def _terminal_takes(text: str) -> bool:
    """Whether the terminal is none of those that are known to take no copies."""
    told = os.environ.get
    version = told("VTE_VERSION", "")
    if told("TERM") in ("dumb", "linux") or told("TERM_PROGRAM") == "Apple_Terminal" or told("STY"):
        return False
    if version.isascii() and version.isdigit() and int(version) < _VTE_LEARNT:
        return False
    return len(text.encode()) * 4 // 3 < _MOST


def _by_program(text: str) -> bool:
    """Give a text to the first program there is that takes it. Runs beside the app."""
    from shutil import which  # nothing is copied at the first picture

    there = ((which(name), rest) for name, *rest in _PROGRAMS if name != "tmux" or os.environ.get("TMUX"))
    return any(map(partial(_given, text.encode()), ([path, *rest] for path, rest in there if path)))


def _given(text: bytes, command: list[str]) -> bool:
    """Whether a program took the text. No shell reads anything, and nothing of ours stands in its words."""
    import subprocess  # nothing is copied at the first picture

    nothing, utf8 = subprocess.DEVNULL, os.environ | {"LC_CTYPE": "UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - a program of our list, our words, the text by its input
            command, input=text, stdout=nothing, stderr=nothing, timeout=_LONGEST_WAIT, check=False, env=utf8
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
