"""What the first picture may import, told by another process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.ui.logs import drawn, write

FIRST_PICTURE = """
import asyncio, sys
import textual.app
bare = {name for name in sys.modules if name.startswith("textual.widgets")}
from datetime import UTC, datetime
from pathlib import Path
import tui.app
from tui.app import VisavisApp

tui.app.WARM_AFTER = 3600  # what is loaded behind the picture is no part of it, however long the picture takes
now = datetime(2026, 11, 21, 9, tzinfo=UTC)
app = VisavisApp(Path(sys.argv[1]), lambda: now)

def shown(strips):
    return any("Persona list" in "".join(part.text for part in strip) for strip in strips)

async def main():
    async with app.run_test(size=(118, 30)) as pilot:
        while not shown(app.screen._compositor.render_strips()):
            await pilot.pause()
        print(" ".join(sorted(set(sys.modules) - bare)))

asyncio.run(main())
app.session.close()
"""


def test_the_first_picture_imports_neither_sqlalchemy_nor_pydantic(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", drawn())
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE, str(path)], capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    modules = set(ran.stdout.split())
    tops = {name.partition(".")[0] for name in modules}
    assert not tops & {"sqlalchemy", "sqlmodel", "pydantic", "numpy", "dateparser", "icalendar", "markdown_it"}
    assert not tops & {"typst", "docx", "lxml"}
    assert not [name for name in modules if name.startswith("textual.widgets")], (
        "more widgets than Textual itself loads"
    )
    assert "storage.writes.lives" not in modules


def test_text_and_palette_import_nothing_heavy() -> None:
    code = "import sys, tui.text, tui.palette; print(' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True)
    assert not {name.partition(".")[0] for name in ran.stdout.split()} & {"textual", "rich", "sqlalchemy", "pydantic"}
