"""From SVG to PNG in Chromium, which places every glyph as a browser does; rsvg-convert does not."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from struct import unpack
from tempfile import TemporaryDirectory

NAMES = ("chromium", "chromium-browser", "google-chrome")
AT_ONCE = 2
SECONDS = 60

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


def find() -> str | None:
    """The program, None where none is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def render(program: str, pictures: dict[Path, tuple[int, int]]) -> None:
    """Make a PNG beside each SVG, of its size in pixels; raises RuntimeError where one does not come out so."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda found: _render(program, *found), pictures.items()))


def _render(program: str, svg: Path, size: tuple[int, int]) -> None:
    target = svg.with_suffix(".png")
    target.unlink(missing_ok=True)
    with TemporaryDirectory(prefix="visavis-pictures-") as profile:
        words = [program, *QUIET, f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}"]
        words += [f"--screenshot={target.resolve()}", svg.resolve().as_uri()]
        run = subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)
    if not target.exists() or png_size(target) != size:
        raise RuntimeError(f"{program} made no {target.name} of {size[0]}x{size[1]} (exit code {run.returncode})")


def png_size(path: Path) -> tuple[int, int]:
    """Width and height, as the file's first chunk says."""
    with path.open("rb") as file:
        wide, high = unpack(">II", file.read(24)[16:])
    return wide, high
