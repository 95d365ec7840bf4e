"""The person's config: what it holds, how it is refused, and that writing a theme leaves the rest as it was."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from models.errors import Refused
from models.pages.question_bank import QUESTIONS
from tests.ui.config_doc import COMMAND, PAGE, split, table
from tests.ui.driving import driven, on_records
from tests.ui.logs import drawn, write
from tui.__main__ import main
from tui.bound import app_bindings
from tui.config import THEMES, Config, check_keys, config_path, keep, load, load_or_say
from tui.key_names import KEY_NAMES, is_key
from tui.palette import PALETTES

IDS = {str(binding.id) for binding in app_bindings()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "visavis" / "config.toml"


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# Reading


def test_no_file_is_the_defaults(path: Path) -> None:
    assert load(path) == Config("dark", False, {})
    assert load_or_say(path) == (Config(), "")


def test_all_that_a_config_holds(path: Path) -> None:
    text = 'theme = "high-contrast"\nveil = true\npaper = "letter"\nfolder = "~/Desk"\n'
    text += '[keys]\n"list.open" = "o"\nlist.up = "p,up"\nundo = "ctrl+z"\n'
    keys = {"list.open": "o", "list.up": "p,up", "undo": "ctrl+z"}
    assert load(written(path, text)) == Config("high-contrast", True, keys, paper="letter", folder="~/Desk")


def test_questions_of_ones_own(path: Path) -> None:
    text = "[questions]\ncustomer = [' Who left? ', 'Why?']\n\"future plans\" = []\n"
    found = load(written(path, text))
    assert found.questions == {"customer": ("Who left?", "Why?"), "future plans": ()}
    assert load_or_say(written(path, text + "x = ["))[0].questions == {}


def test_themes_are_those_of_the_palette() -> None:
    assert THEMES == ("dark", "light", "high-contrast")
    assert [Config(theme).theme_name for theme in THEMES] == [palette.name for palette in PALETTES]


WRONG = [
    ("theme = ", "is not TOML, at line 1, column 8: this is no value; write true, false, or text in quotes"),
    ("theme: light", "is not TOML, at line 1, column 6: there is no = behind the name; write it as in theme ="),
    (b'theme = "\xff"', "is not text in UTF-8; save it as UTF-8"),
    ("x = " + "1" * 9000, "is not TOML, it holds a number too long to read; delete it"),
    ("veil = false\ntheme = light\n", "at line 2, column 9: this is no value; write true, false, or text in quotes"),
    ('theme = "light', "at line 1, column 15: a text does not end; close its quotes"),
    ('[keys]\nundo = "z\nredo = "y"', "at line 2, column 10: a text does not end on its line; close its quotes"),
    ("theme = 'light", "at line 1, column 15: a text does not end on its line; close its quotes"),
    ('[keys]\nundo = "\\z"', r"at line 2, column 11: a \ means nothing here; write it twice, or the text in single"),
    ("[keys\n", "column 6: a part is not closed; write it as [keys]"),
    ("[keys]\n[keys]\n", "at line 2, column 6: this part was begun before; put its lines together"),
    ("veil = false\nveil = false\n", "at line 2, column 13: this is said a second time; keep one of the two"),
    ("= 3", "at line 1, column 1: no line begins so; write a name as in theme ="),
    ("veil = false theme = 3", "at line 1, column 14: something stands behind the value; put it on a line of its own"),
    ("[questions]\ncustomer = ['a'\n", "at line 2, column 16: a list is not closed; end it with ]"),
    ("keys = {undo = 'z'", "column 19: a table is not closed; end it with }"),
    ('theme = "\\ud800"', "this is the number of no sign; write the sign itself"),
    ('theme = "a\x07"', "column 11: a sign that cannot be seen stands here; delete it"),
    ("x = " + "[" * 9000, "is nested too deep"),
    ("#" * 100_001, "is too long for a config"),
    ('themes = "light"', ': "themes" is not known; did you mean theme?'),
    ("[zz]\n", ': "zz" is not known; docs/config.md has every name'),
    ('"a\\nb\\u001b" = 1', ': "a␊b␛" is not known'),
    ('theme = "blue"', ': theme cannot be "blue"; write "dark", "light" or "high-contrast"'),
    ("theme = 3", ": theme cannot be 3; write"),
    ("[theme]\n", ": theme cannot be {}; write"),
    ('veil = "yes"', ': veil cannot be "yes"; write true or false, without quotes'),
    ("veil = 1", ": veil cannot be 1; write"),
    ("keys = true", ": keys cannot be true; write [keys] on a line"),
    ('paper = "A5"', ': paper cannot be "A5"; write "a4" or "letter"'),
    ("paper = 4", ": paper cannot be 4; write"),
    ('folder = "Documents"', ': folder cannot be "Documents"; write a whole path, as in "~/Documents"'),
    ("folder = 1", ": folder cannot be 1; write a whole path"),
    ('folder = "/a\\nb"', ': folder cannot be "/a␊b"; write a whole path'),
    ("questions = 1", ": questions cannot be 1; write [questions] on a line, and below it lines as customer = ["),
    ("[questions]\ncustomer = 'Who?'", ': the questions of "customer" cannot be "Who?"; write a list of texts'),
    ("[questions]\ncustomer = [1]", ': the questions of "customer" cannot be [1]; write a list of texts'),
    ("[questions]\n" + "".join(f"s{at} = []\n" for at in range(10)), "[questions] has 10 sections; 9 are the most"),
    ("[questions]\ncustomer = [" + '"Who?",' * 10 + "]", '"customer" has 10 questions; 9 are the most'),
    ("[questions]\ncustomer = ['" + "x" * 201 + "']", " has 201 letters; 200 are the most"),
    ("[questions]\n" + "x" * 41 + " = []", " has 41 letters; 40 are the most"),
    ('[questions]\ncustomer = ["a\\u001b[2J"]', '"a␛[2J" holds what cannot be seen; write one plain line'),
    ('[questions]\ncustomer = ["a\\nb"]', '"a␊b" holds what cannot be seen'),
    ('[questions]\ncustomer = ["a\\u202eb"]', "holds what cannot be seen"),
    ('[questions]\ncustomer = [" "]', ": a question or its section is empty; write words, or leave it out"),
    ('[questions]\n" " = []', ": a question or its section is empty"),
    ("[keys]\nundo = 5", ': the keys of "undo" cannot be 5; write text, as in "undo" = "z,ctrl+z"'),
    ("[keys]\nlist.up = ['u']", ": the keys of \"list.up\" cannot be ['u']; write"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[str(text)[:20] for text, _ in WRONG])
def test_what_is_wrong_is_said_in_one_line_and_the_defaults_hold(path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(Refused) as fault:
        load(written(path, text))
    assert str(fault.value).startswith(str(path))
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)
    assert load_or_say(path) == (Config(), str(fault.value))


@pytest.mark.parametrize("text", ['thme = "light"', 'paper = "legal"\n[keys]\nundo = "d"', "theme = "])
async def test_what_is_wrong_is_told_where_the_app_opens(
    path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_CONFIG", str(written(path, text)))
    log = write(path.parent / "log.visavis", drawn())
    ran: list[tuple[Config, str]] = []

    def run(_path: Path, _clock: object, *, config: Config, wrong_config: str, **_: object) -> int:
        ran.append((config, wrong_config))
        return 0

    monkeypatch.setattr("tui.running.run_app", run)
    monkeypatch.setattr("tui.cli.starting.on_terminal", lambda: True)
    assert main(["--log", str(log)]) == 0
    [(config, wrong)] = ran
    assert (config, wrong) == load_or_say(path)
    async with driven(log, config=config) as found:
        found.app.wrong_config = wrong
        found.app._check_keys()
        assert found.status == wrong


def test_a_folder_or_a_pipe_is_no_config(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(Refused, match="is not a plain file"):
            load(place)


def test_a_path_below_a_file_cannot_be_read(path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read: Not a directory"):
        load(written(path, "") / "config.toml")


@pytest.mark.parametrize("text", ['veil = true\ntheme = "blue"', "theme = \n  veil=true # always", '"veil" = true\nx'])
def test_the_veil_outlives_a_slip(path: Path, text: str) -> None:
    found, said = load_or_say(written(path, text))
    assert found == Config(veil=True)
    assert said


def test_a_veil_that_is_not_asked_for_stays_off(path: Path) -> None:
    assert not load_or_say(written(path, "# veil = true\nveil = false\nx"))[0].veil


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VISAVIS_CONFIG", str(tmp_path / "mine"))
    assert config_path() == tmp_path / "mine"
    monkeypatch.setenv("VISAVIS_CONFIG", "")
    assert config_path().parts[-2:] == ("visavis", "config.toml")


def test_it_is_cheap_to_import() -> None:
    asked = "('tomllib', 'tomlkit', 'platformdirs', 'textual', 'sqlite3')"
    code = f"""
import sys
from pathlib import Path
from tui.config import load
load(Path("/nowhere/config.toml"))
print([name for name in {asked} if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


# Keys


def test_known_keys_pass() -> None:
    check_keys({"undo": "z, ctrl+z", "help": "?", "list.open": "enter,f2,alt+o,ctrl+shift+left"}, IDS)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"undoo": "z"}, '[keys]: "undoo" is not known; did you mean undo'),
        ({"open": "z"}, '[keys]: "open" is not known; did you mean list.open'),
        ({"xyzzy": "z"}, '[keys]: "xyzzy" is not known; docs/config.md has every name'),
        ({"undo": "esc"}, '[keys]: "undo" cannot have the key "esc", which does not exist; did you mean escape'),
        ({"undo": "z,ctrl+pgup"}, 'cannot have the key "ctrl+pgup", which does not exist; did you mean pageup'),
        ({"undo": "Enter"}, "did you mean enter"),
        ({"undo": ""}, 'cannot have the key "", which does not exist'),
        ({"undo": "strg+z"}, "does not exist"),
        ({"undo": "shift+ctrl+up"}, "does not exist"),
        ({"undo": "plus_sign"}, "did you mean"),
    ],
)
def test_unknown_keys_are_refused(keys: dict[str, str], said: str) -> None:
    with pytest.raises(Refused) as fault:
        check_keys(keys, IDS)
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_every_key_of_the_app_is_one_that_a_config_may_name() -> None:
    for binding in app_bindings():
        assert all(is_key(key.strip()) for key in binding.key.split(",")), binding


def test_a_sign_is_its_name() -> None:
    assert {"question_mark", "plus", "slash", "comma", "left_square_bracket", "f24", "space"} <= KEY_NAMES
    assert all(is_key(sign) for sign in "?+/é1U")


async def test_the_app_takes_them(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        keys = {"undo": "question_mark"}
        check_keys(keys, IDS)
        found.app.set_keymap(keys)
        await found.press("question_mark")
        assert found.status.startswith("Taken back: ")
        found.app.set_keymap({**keys, "help": "ctrl+h, ctrl+s"})
        await found.press("ctrl+s")
        assert found.app.screen.__class__.__name__ == "Help"


def test_the_table_in_the_docs_is_that_of_the_app() -> None:
    assert split(PAGE.read_text(encoding="utf-8"))[1] == table(), f"write it anew with: {COMMAND}"


def test_the_sections_in_the_docs_are_ours() -> None:
    listed = PAGE.read_text(encoding="utf-8").partition("The bank is ours")[2].partition(". A section")[0]
    assert re.findall(r"\*([^*]+)\*", listed) == list(QUESTIONS)


def test_the_example_in_the_docs_is_a_config(path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    found = load(written(path, example))
    assert found.theme == "light"
    assert list(found.questions) == ["customer", "budget"]
    check_keys(found.keys, IDS)
    untold = [item.name for item in fields(Config) if getattr(found, item.name) == getattr(Config(), item.name)]
    assert untold == []  # it shows every setting, at a value of one's own


# Writing


MINE = """\
# mine
theme = "dark"   # at night
veil = true

# as in vi
[keys]
"list.up" = "p"  # previous
"""


def test_a_theme_is_kept_and_so_is_all_else(path: Path) -> None:
    keep(written(path, MINE), theme="visavis-light")
    assert path.read_text() == MINE.replace('"dark"', '"light"')
    assert load(path) == Config("light", True, {"list.up": "p"})


def test_a_theme_that_was_not_there_stands_first(path: Path) -> None:
    rest = MINE.replace('theme = "dark"   # at night\n', "")
    keep(written(path, rest), theme="light")
    assert path.read_text() == 'theme = "light"\n' + rest


def test_a_new_config_is_its_owners_alone(path: Path) -> None:
    keep(path, theme="high-contrast")
    assert path.read_text() == 'theme = "high-contrast"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [found.name for found in path.parent.iterdir()] == ["config.toml"]


def test_what_is_kept_already_is_not_written_again(path: Path) -> None:
    before = written(path, MINE).stat()
    keep(path, theme="dark")
    assert path.stat().st_ino == before.st_ino


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    kept = written(tmp_path / "dotfiles", MINE)
    path.parent.mkdir()
    path.symlink_to(kept)
    keep(path, theme="light")
    assert path.is_symlink()
    assert load(kept).theme == "light"


def test_lines_end_as_they_did(path: Path) -> None:
    keep(written(path, 'theme = "dark"\r\nveil = true\r\n'), theme="light")
    assert path.read_bytes() == b'theme = "light"\r\nveil = true\r\n'


def test_a_broken_config_is_left_alone(path: Path) -> None:
    with pytest.raises(Refused, match="is not TOML"):
        keep(written(path, "theme = "), theme="light")
    assert path.read_text() == "theme = "


def test_an_unknown_theme_is_not_kept(path: Path) -> None:
    with pytest.raises(Refused, match='there is no theme "blue"; the themes are dark, light, high-contrast'):
        keep(path, theme="blue")
    assert not path.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot be"):
        keep(tmp_path / "file" / "visavis" / "config.toml", theme="light")
