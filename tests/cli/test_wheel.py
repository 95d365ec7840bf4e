"""The wheel, as somebody installs it: built, put into a fresh environment, and run from there."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")


def ran(cwd: Path, *words: str | Path, **env: str) -> str:
    """What a program printed; it must end well."""
    found = subprocess.run(
        [*map(str, words)], cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **env}, timeout=300
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_the_sample_opens_from_a_wheel(tmp_path: Path) -> None:
    ran(tmp_path, sys.executable, *PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("visavis-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        beside = {name for name in packed.namelist() if name.startswith("storage/") and not name.endswith(".py")}
    assert beside == {"storage/documents/curve.typ", "storage/documents/page.typ", "storage/sample/story.toml"}
    venv.create(tmp_path / "fresh", symlinks=True)
    # What it runs on is there by the locks' hashes; the fresh environment sees that, and of ours the wheel alone.
    ran(tmp_path, sys.executable, *PIP, "install", "--no-deps", "--no-index", "--target", tmp_path / "site", wheel)
    known = [path for path in sys.path if path.endswith("site-packages")]
    told = ran(
        tmp_path,
        tmp_path / "fresh" / "bin" / "python",
        "-c",
        "import sys, tui, tui.__main__; print(tui.__file__); sys.exit(tui.__main__.main(['demo']))",
        PYTHONPATH=os.pathsep.join([str(tmp_path / "site"), *known]),
        HOME=str(tmp_path),
    )
    assert told.startswith(str(tmp_path / "site"))
    assert "LATE" in told.upper()
