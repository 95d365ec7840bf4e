"""Makes an SVG and a PNG of every scene, and a PNG of every page on paper, into docs/pictures.

With options: of fewer of them, or of another log.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pictures import chromium, paper
from tests.pictures.scenes import SCENES, SHOWN_SIZE, SIZES, THEMES
from tests.pictures.taking import empty, month, sample, take
from tui import config

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


_NAMES = {scene.name for scene in SCENES} | {sheet.file for sheet in paper.SHEETS}


def _size(words: str) -> tuple[int, int]:
    wide, _, high = words.partition("x")
    return int(wide), int(high)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", choices=sorted(_NAMES))
    parser.add_argument("--size", action="append", type=_size, metavar="WxH", help="in cells, as in 60x15")
    parser.add_argument("--theme", action="append", choices=config.THEMES)
    parser.add_argument("--years", type=int, default=2, metavar="N", help="a sample of so many years")
    parser.add_argument("--alliances", type=int, default=1, metavar="N", help="a sample of so many alliances")
    log = parser.add_mutually_exclusive_group()
    log.add_argument("--empty", action="store_true", help="a log that was only begun")
    log.add_argument("--month", action="store_true", help="a log of one month")
    parser.add_argument("--svg", action="store_true", help="no PNG")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="FOLDER")
    return parser.parse_args()


def _log(args: argparse.Namespace, folder: Path) -> tuple[Path, str]:
    """The log that is meant, and what the names of its pictures begin with."""
    path = folder / "log.visavis"
    if args.empty:
        return empty(path), "empty-"
    if args.month:
        return month(path), "month-"
    usual = (args.years, args.alliances) == (2, 1)
    return sample(path, args.years, args.alliances), "" if usual else f"{args.years}y-{args.alliances}a-"


def _copied(log: Path) -> Path:
    """A copy of the log: some scenes write to theirs."""
    copy = log.with_name("scene.visavis")
    shutil.copy(log, copy)
    shutil.rmtree(copy.with_name(copy.name + ".drafts"), ignore_errors=True)
    return copy


async def _draw(args: argparse.Namespace, log: Path, before: str) -> dict[Path, tuple[int, int]]:
    """Write the SVGs; gives each with its size in pixels."""
    found = {}
    for scene in SCENES:
        for size in args.size or (SHOWN_SIZE, *SIZES) if scene.name in (args.only or [scene.name]) else ():
            for theme in args.theme or THEMES:
                picture = await take(_copied(log), scene, size, theme)
                path = args.out / f"{before}{scene.name}-{size[0]}x{size[1]}-{theme}.svg"
                path.write_text(picture.svg, encoding="utf-8")
                found[path] = (picture.wide, picture.high)
    return found


def main() -> int:
    """Make the pictures; the exit code."""
    args = _arguments()
    os.environ.update(TERM="xterm-256color", TZ="Europe/London")
    os.environ.pop("NO_COLOR", None)
    time.tzset()
    args.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="visavis-pictures-") as folder:
        log, before = _log(args, Path(folder))
        sheets = paper.draw(log, args.out, before, args.only) if not args.size else []
        drawn = asyncio.run(_draw(args, log, before))
    program = None if args.svg else chromium.find()
    if program:
        chromium.render(program, drawn)
    elif not args.svg:
        print(f"none of {', '.join(chromium.NAMES)} is installed: no PNG, only SVG")
    print(f"{len(drawn) + len(sheets)} pictures in {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
