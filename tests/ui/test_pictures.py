"""The pictures: what they hold, that they load nothing, and which of them are committed."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.pictures import chromium, paper
from tests.pictures.scenes import SCENES, SHOWN, SHOWN_SIZE, SIZES, THEMES
from tests.pictures.taking import empty, sample, take
from tests.ui.driving import NARROW
from tui.palette import LIGHT

ROOT = Path(__file__).parents[2]
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


async def test_a_scene_becomes_an_svg_that_loads_nothing(tmp_path: Path) -> None:
    picture = await take(sample(tmp_path / "log.visavis"), SCENES[0], NARROW, "light")
    said = html.unescape(picture.svg).replace("\u00a0", " ")
    assert "Sat 21 November" in said
    assert "LATE" in said
    assert f'fill="{LIGHT.page}"' in said
    assert said.startswith(f'<svg viewBox="0 0 {picture.wide} {picture.high}"')
    assert not re.search(r"https?:|@import|@font-face|src:|href", said.replace(NAMESPACE, ""))


async def test_the_same_log_is_the_same_picture(tmp_path: Path) -> None:
    log = empty(tmp_path / "log.visavis")
    assert await take(log, SCENES[0], NARROW, "dark") == await take(log, SCENES[0], NARROW, "dark")


def test_the_shown_pictures_are_made_and_committed() -> None:
    made = {
        f"{scene.name}-{wide}x{high}-{theme}.png"
        for scene in SCENES
        for wide, high in (SHOWN_SIZE, *SIZES)
        for theme in THEMES
    }
    assert set(SHOWN) <= made
    kept = (ROOT / ".gitignore").read_text().split("docs/pictures/*\n")[1].splitlines()
    shown = [line for line in kept if line.startswith("!docs/pictures/")]
    assert shown == [f"!docs/pictures/{name}" for name in (*SHOWN, *paper.SHOWN)]  # screens, then pages on paper


def test_scenes_have_names_of_their_own() -> None:
    names = [scene.name for scene in SCENES] + [sheet.file for sheet in paper.SHEETS]
    assert len(set(names)) == len(names)


def test_pages_on_paper_become_pictures_and_docs_show_them(tmp_path: Path) -> None:
    only = ["agenda-empty-a4", "agenda-own-letter"]
    made = paper.draw(sample(tmp_path / "log.visavis"), tmp_path, "", only)
    assert sorted(path.name for path in made) == [
        "agenda-empty-a4.png",
        "agenda-own-2-letter.png",
        "agenda-own-letter.png",
    ]
    assert chromium.png_size(tmp_path / "agenda-empty-a4.png") == (992, 1403)
    shown = re.findall(r"\(pictures/([\w-]+)\.png\)", (ROOT / "docs" / "pages.md").read_text())
    assert set(shown) <= {sheet.file for sheet in paper.SHEETS}


def test_a_picture_that_does_not_come_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"false made no today\.png of 10x10 \(exit code 1\)"):
        chromium.render("false", {tmp_path / "today.svg": (10, 10)})
