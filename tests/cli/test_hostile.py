"""Bad input that reaches a command, and bad company for a process: shown or refused, never obeyed, never a trace."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from models.records.fields import Field
from models.records.nouns import LIVES, NOUNS, event_fields
from models.visible import visible
from storage.interchange.header import VERSION
from storage.interchange.importing import import_file
from tests.cli.desk import DAY, Desk, Said, clock_of, environment
from tests.sampling import each

TEXT = (
    "a\x1b]0;owned\x07b\x1b[2Jc\x1b[?1049hd\x1b[6ne\x9b31mf\x9dg\x1bP1$r\x1b\\h\x1b]52;c;eA==\x07i\x7fj\x08k\rl\n"
    "second\x1bline\tend\u202e\u2066\u2028\u200b[/] [@click=app.quit]x[/] [link=file:///x]y[/] [red"
)
"""What a text of several lines may hold: everything that a terminal obeys, but for NUL."""

LINE = "[/red] [@click=app.quit]x[/] [$foo] \u202egnp.exe \u200b<script>alert(1)</script> e\u0301" + "\u0301" * 30
"""What a line may hold: no control character, and everything else that could be taken for more than text."""

CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
STYLE = re.compile(rb"\x1b\[[0-9;]*m")

READS = [
    "",
    "today",
    "overdue",
    "status",
    "remind",
    "agenda",
    "agenda --for partner --format txt",
    "agenda --format html",
    "agenda --meeting M1",
    "search second",
    "search gnp",
    "history",
    "history C1",
    "check",
    *(f"{noun} list" for noun in NOUNS),
    *(f"{noun} show 1" for noun in NOUNS),
    *(f"{noun} stats" for noun in (*LIVES, "meeting")),
]
JSON = [f"{words} --json" for words in READS if words and not words.startswith("agenda")]


def value_of(field: Field, number: int) -> Any:
    """A hostile value where the field takes text, else something harmless."""
    person = f"0b8a1f5e-0000-4000-8000-00000000000{1 + number % 2}"
    match field.kind:
        case "line":
            return LINE
        case "text":
            return TEXT
        case "words":
            return [LINE]
        case "entry":
            return {part.name: value_of(part, number) for part in field.parts}
        case "entries":
            parts = {part.name: value_of(part, number) for part in field.parts}
            if any(part.required and parts[part.name] is None for part in field.parts):
                return None
            return [{name: value for name, value in parts.items() if value is not None}]
        case "by_person":
            return {person: value_of(field.parts[0], number)}
        case "integer":
            return 3
        case "number":
            return 4.5
        case "decimal":
            return "1200.50"
        case "currency":
            return "EUR"
        case "date":
            return "2026-01-05"
        case "choice" | "side":
            return field.choices[0]
        case "ref" if field.ref == "person":
            return person
        case _:
            return None


def hostile_records() -> list[dict[str, Any]]:
    """A log in which every text is hostile, as interchange records."""
    me, other, alliance = (f"0b8a1f5e-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))
    found: list[dict[str, Any]] = [{"type": "visavis", "version": VERSION, "by": me}]
    for number, uid in enumerate((me, other), 1):
        found.append({"type": "person", "uid": uid, "name": f"Person{number} {LINE}", "role": LINE})
    found.append({"type": "alliance", "uid": alliance, "principal": me, "partner": other, "purpose": TEXT})
    for number, (name, noun) in enumerate(NOUNS.items()):
        if name in ("person", "alliance"):
            continue
        record: dict[str, Any] = {field.name: value_of(field, 0) for field in noun.fields}
        record |= {"type": name, "uid": f"0b8a1f5e-0000-4000-9000-0000000000{number:02}", "alliance": alliance}
        record |= {"from": me, "to": other} if "from" in record else {}
        record |= {"starts_at": "2026-01-06T14:00:00Z", "state": "held"} if name == "meeting" else {}
        if noun.has_life:
            record["events"] = [{"act": act, "by": me, "on": "2026-01-06", **more} for act, more in ACTS[name]]
        found.append({key: value for key, value in record.items() if value is not None})
    return found


ACTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "commitment": [
        ("promise", {"due": "2026-01-09", "note": TEXT}),
        ("propose", {"due": "2026-01-10", "reason": TEXT}),
    ],
    "feedback": [("give", {"note": TEXT})],
    "disagreement": [("raise", {"note": TEXT}), ("escalate", {"decider": TEXT, "question": TEXT})],
}


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log in which every text is hostile."""
    folder = tmp_path_factory.mktemp("poisoned")
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, hostile_records())))
    import_file(folder / "log.visavis", folder / "in.jsonl", clock_of(DAY))
    return folder / "log.visavis"


@pytest.fixture
def hostile(poisoned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    shutil.copy(poisoned, tmp_path / "log.visavis")
    return Desk(tmp_path / "log.visavis", capsys)


# Stored text and the terminal


@pytest.mark.parametrize("words", [*READS, *JSON])
def test_stored_text_never_drives_the_terminal_through_a_pipe(hostile: Desk, words: str) -> None:
    said = hostile.run(*words.split())
    assert said.code in (0, 1), said.err
    assert CONTROL.search((said.out + said.err).encode()) is None
    assert not re.search("[\u200b\u202a-\u202e\u2028\u2066-\u2069]", said.out + said.err)


def test_stored_text_never_drives_the_terminal(hostile: Desk) -> None:
    hostile.lines("note edit N1 --rank 2")
    for words in (
        "today",
        "commitment list",
        "note list",
        "topic show 1",
        "meeting show 1",
        "search second",
        "history",
    ):
        code, seen = hostile.terminal("--as-of", DAY, *words.split())
        assert code == 0
        assert CONTROL.search(STYLE.sub(b"", seen.replace(b"\r\n", b"\n"))) is None, words
        assert re.search(b"Person1|second|gnp|owned", seen)


def test_stored_text_is_shown_whole(hostile: Desk) -> None:
    shown = hostile.ok("note", "show", "N1")
    assert "a␛]0;owned␇b␛[2Jc" in shown
    assert "␛]52;c;eA==␇i␡j␈k␍l" in shown
    assert "second␛line\tend" in shown
    assert "<U+202E>" in shown
    assert "[@click=app.quit]x[/]" in shown
    assert hostile.json("note", "show", "N1")["text"] == TEXT
    assert visible(LINE) in hostile.ok("topic", "list")
    assert "<+23>" in hostile.ok("topic", "list")


def test_every_text_of_events_is_searched_and_safe(hostile: Desk) -> None:
    searched = {field.name for noun in LIVES for field in event_fields(noun) if field.searched}
    assert {"note", "reason", "decider", "question"} <= searched
    assert [item["id"] for item in hostile.json("search", "secondline")] == []
    assert {item["type"] for item in hostile.json("search", "second")} >= {"commitment", "disagreement", "note"}


# Words of a command


@pytest.mark.parametrize("code", [*range(1, 32), *range(127, 160)])
def test_a_control_character_in_a_line_is_refused_with_its_place(desk: Desk, code: int) -> None:
    assert f"U+{code:04X} at character 3" in desk.refused("topic", "add", f"ab{chr(code)}cd")


def test_control_characters_in_a_text_are_kept_and_shown(desk: Desk) -> None:
    told = desk.ok("note", "add", TEXT, "--kind", "learning")
    assert CONTROL.search(told.encode()) is None
    assert desk.json("note", "show", "N3")["text"] == TEXT
    said = desk.run("meeting", "cancel", "M4", "--reason", TEXT)
    assert said.code == 0
    assert CONTROL.search(said.out.encode()) is None


def test_refusals_show_what_was_typed_safely(desk: Desk) -> None:
    for words in (
        ("commitment", "show", TEXT),
        (TEXT,),
        ("commitment", TEXT),
        ("overdue", "--as-of", TEXT),
        ("overdue", f"--{TEXT}"),
        ("today", "--alliance", TEXT),
        ("export", TEXT),
        ("import", TEXT),
        ("commitment", "list", "--state", TEXT),
        ("history", TEXT),
        ("meeting", "add", "--on", TEXT),
        ("criterion", "add", "x", "--target", TEXT),
        ("disagreement", "resolve", "D1", "--decision", "x", "--kind", TEXT),
        ("--log", TEXT, "today"),
    ):
        said = desk.run(*words)
        assert said.code in (2, 3, 4), words
        assert CONTROL.search(said.err.encode()) is None, words
        assert said.fault


def test_bytes_that_are_no_text(desk: Desk) -> None:
    assert "at character 3" in desk.refused("topic", "add", "ab\udcff")
    said = desk.visavis("topic", "add", os.fsdecode(b"ab\xff\xfe"))
    assert said.code == 3
    assert said.fault == "a word holds bytes that are no text, at character 3; type it again as UTF-8"


@pytest.mark.parametrize("title", ["", " ", "\u00a0", "\u200b", "\u202e \u2066", "\u3000"])
def test_what_looks_empty_is_empty(desk: Desk, title: str) -> None:
    for words in (("topic",), ("commitment",), ("disagreement",), ("decision",), ("criterion",), ("person",)):
        assert re.search("is (empty|missing)", desk.refused(*words, "add", title))


BAD_WORDS = [
    '"', "a AND", "-x", "NEAR(", "c:x", "(" * 2000, "%_", "'; DROP TABLE search", "*", "^a", "{a b}: c", "a OR", "NOT",
    "+", "\\", "perso*", '"perso', "title:persona", "rowid", "a" * 100_000, "perso " * 3000, "\u0301", "\x1b[2J",
]  # fmt: skip


@pytest.mark.parametrize("words", BAD_WORDS, ids=lambda words: words[:20])
def test_any_words_are_searched_as_words(desk: Desk, words: str) -> None:
    said = desk.run("search", "--", words)
    assert (said.code, said.err) == (0, "")
    assert desk.json("check")["ok"]
    if "perso" in words and ":" not in words:
        assert "Persona list" in said.out


def test_search_finds_both_forms_of_an_accent(desk: Desk) -> None:
    desk.lines("topic add 'Café Zürich'")
    for words in ("cafe", "CAFE\u0301", "Zu\u0308rich", "zuri"):
        assert [item["id"] for item in desk.json("search", words)] == ["T3"]


BAD_DAYS = [
    "2026-02-29",
    "30 Feb",
    "12:60",
    "9999-01-01",
    "0000-01-01",
    "Mars/Base",
    "12",
    "3/12",
    "2026-13-01",
    "x" * 9999,
]


@pytest.mark.parametrize("day", BAD_DAYS, ids=lambda day: day[:12])
def test_bad_days_are_refused_with_a_hint(desk: Desk, day: str) -> None:
    for words in (("overdue", "--as-of", day), ("commitment", "add", "x", "--due", day), ("agenda", "--on", day)):
        found = desk.refused(*words)
        assert len(found) < 300
        assert ";" in found


def test_huge_numbers(desk: Desk) -> None:
    huge = "9" * 5000
    for words in (
        ("history", "--limit", "9" * 30),
        ("search", "x", "--limit", "9" * 30),
    ):
        assert desk.run(*words).code == 0
    for line in (
        f"commitment show {huge}",
        f"commitment show C{huge}",
        f"criterion add x --target {huge}",
        f"meeting edit M1 --minutes {huge}",
    ):
        assert desk.run(*line.split()).code == 3
    assert desk.run("history", "--limit", huge).code == 2


# Where an export may go


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_export_targets(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "link").symlink_to("there")
    (tmp_path / "logs").symlink_to(tmp_path)
    (tmp_path / "hard").hardlink_to(desk.path)
    os.mkfifo(tmp_path / "pipe")
    refused = [
        "there",
        "folder",
        "folder/",
        ".",
        "..",
        "/",
        "dangling",
        "link",
        "pipe",
        "/dev/null",
        "/dev/full",
        "nowhere/x",
        "there/x",
        "-rf",
        "./-rf",
        "a\nb",
        "a\x1bb",
        "a\u202eb",
        "x" * 300,
        "log.visavis",
        "hard",
        "logs/log.visavis",
        "log.visavis-journal",
        "logs/log.visavis-journal",
        str(desk.path),
        f"{desk.path}-journal",
        "",
    ]
    before = names(tmp_path)
    log = desk.path.read_bytes()
    for name in refused:
        for words in (("export",), ("agenda", "--format", "html", "-o"), ("backup",)):
            if words == ("backup",) and not name:
                continue  # without a name it goes to the folder of the backups
            said = desk.run(*words[:-1], *((words[-1], name) if words[-1] == "-o" else (words[-1], "--", name)))
            assert said.code in (2, 3), (words, name, said)
            assert said.fault
    for name in ("folder", "link", "dangling", "pipe", "log.visavis", "hard", "log.visavis-journal", "-rf", "a\nb"):
        assert desk.run("export", "--force", "--", name).code == 3, name
    assert names(tmp_path) == before
    assert (tmp_path / "there").read_text() == "mine"
    assert desk.path.read_bytes() == log
    assert desk.json("check")["ok"]


def test_export_writes_where_it_may(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    (tmp_path / "there").write_text("mine")
    desk.ok("export", "../there", "--force")
    desk.ok("export", "new name ?%#é.jsonl")
    desk.ok("export", "x" * 250)
    assert (tmp_path / "there").stat().st_mode & 0o777 == 0o600
    assert names(tmp_path / "folder") == sorted(["new name ?%#é.jsonl", "x" * 250])


@pytest.mark.parametrize("name", ["EPERM", "EOPNOTSUPP"])
def test_export_to_where_there_are_no_links(desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def no_link(*_: object) -> None:
        raise OSError(getattr(errno, name), "no links here")

    monkeypatch.setattr(os, "link", no_link)
    target = desk.path.with_name("out.jsonl")
    desk.ok("export", str(target))
    before = target.read_bytes()
    assert len(before.splitlines()) == 23
    assert "is there already" in desk.run("export", str(target)).fault
    assert target.read_bytes() == before


def test_export_to_a_folder_that_takes_no_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    before = names(tmp_path)
    monkeypatch.setattr(os, "open", shut)
    assert "cannot be written" in desk.refused("export", str(tmp_path / "x"))
    assert names(tmp_path) == before


def test_an_export_that_fails_half_way_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = names(tmp_path)
    assert "No space left on device" in desk.refused("export", str(tmp_path / "x"), code=4)
    assert names(tmp_path) == before


# Bad company for a process


def shell(desk: Desk, line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line in which `visavis` is the command on this log."""
    own = f'visavis() {{ "{sys.executable}" -m tui --log "{desk.path}" --as-of {DAY} "$@"; }}\n'
    env = environment(desk.path.parent, more)
    return subprocess.run(
        ["bash", "-c", own + line],
        capture_output=True,
        text=True,
        env=env,
        timeout=300,
        cwd=desk.path.parent,
        check=False,
    )


LONG = ["commitment list", "today --json", "history", "--help", "agenda --format html"]


@pytest.mark.parametrize("words", each(LONG, [LONG[0], LONG[-1]]))
def test_a_reader_that_leaves_early(desk: Desk, words: str) -> None:
    said = shell(desk, f"visavis {words} | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}")
    assert said.stderr == ""
    assert said.returncode in (0, 141)
    said = shell(desk, f"visavis {words} | true; exit ${{PIPESTATUS[0]}}")
    assert said.stderr == ""
    assert said.returncode in (0, 141)


def test_results_that_cannot_be_written(desk: Desk) -> None:
    for words in ("overdue", "today --json", "agenda", "--version", "commitment --help"):
        said = shell(desk, f"visavis {words} >/dev/full")
        assert said.returncode == 74, words
        assert said.stderr == "visavis: the results could not be written: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(desk: Desk, closed: str) -> None:
    assert shell(desk, f"visavis overdue {closed}").returncode == 0
    said = shell(desk, f"visavis overdue --foo {closed}")
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert shell(desk, f"VISAVIS_AS_OF= visavis check {closed}").returncode == 0


def test_no_input(desk: Desk) -> None:
    said = shell(desk, f'"{sys.executable}" -m tui --log "{desk.path}" capture --meeting M3 <&-')
    assert said.returncode == 2
    assert said.stderr.startswith("visavis: no line was given")


def test_without_colours_and_on_a_dumb_terminal(desk: Desk) -> None:
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "dumb", "NO_COLOR": ""}):
        code, seen = desk.terminal("overdue", "--as-of", DAY, env=env)
        assert code == 0
        assert b"Lead capture fixed on the portal" in seen
        assert not re.search(rb"\x1b\[[0-9;]*(3[0-9]|4[0-9]|9[0-7])[;m]", seen)
    assert b"\x1b" not in seen
    code, seen = desk.terminal("--as-of", DAY, env={"TERM": "dumb"})
    assert code == 0
    assert b"open the app by running visavis in a terminal" in seen


@pytest.mark.parametrize("size", [(5, 20), (1, 1), (24, 40), (0, 0)])
def test_a_terminal_of_any_size(desk: Desk, size: tuple[int, int]) -> None:
    code, seen = desk.terminal("commitment", "list", "--as-of", DAY, size=size)
    assert code == 0
    assert b"Traceback" not in seen
    if size[1] >= 40:
        assert all(f"C{number} ".encode() in seen for number in range(1, 7))


PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


ENVIRONMENTS = [{"LC_ALL": "C"}, PLAIN, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}]


@pytest.mark.parametrize("env", each(ENVIRONMENTS, ENVIRONMENTS[::3]))
def test_a_locale_that_knows_no_accents(desk: Desk, env: dict[str, str]) -> None:
    desk.lines("topic add 'Zürich – 東京'")
    for words in ("topic list", "agenda", "search z", "today", "topic list --json", "topic add x --foo"):
        said = subprocess.run(
            [sys.executable, "-m", "tui", "--log", str(desk.path), "--as-of", DAY, *shlex.split(words)],
            capture_output=True,
            env=environment(desk.path.parent, env),
            check=False,
        )
        assert said.returncode == (2 if "--foo" in words else 0), said.stderr
        assert b"Traceback" not in said.stderr
        if words == "agenda":
            assert "Zürich – 東京" in said.stdout.decode()  # a document is UTF-8 anywhere
        if words.endswith("--json"):
            assert [item["text"] for item in json.loads(said.stdout.decode("latin-1").encode("latin-1"))][2:] == [
                "Zürich – 東京"
            ]


def test_the_terminal_of_a_plain_locale(desk: Desk) -> None:
    desk.lines("topic add 'Zürich – 東京'")
    code, seen = desk.terminal("agenda", "--as-of", DAY, env=PLAIN)
    assert code == 0
    assert seen.isascii()
    code, seen = desk.terminal("topic", "list", "--as-of", DAY, env=PLAIN)
    assert code == 0
    assert seen.isascii()


def test_interrupted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.overdue.overdue", stop)
    assert desk.run("overdue") == Said(130, "", "")


# Documents


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.items: list[str] = []
        self._in: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        self._in.append(tag)
        if tag == "li":
            self.items.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] == "li":
            self.items[-1] += data


NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "[a](javascript:alert(1))",
    "![a](http://example.org/a.png)",
    "<http://example.org>",
    "javascript:alert(1)",
    "data:text/html,x",
    "&lt;b&gt; &amp; &#60;",
    "</li></ul></body>",
    "<!-- x -->",
    "<?php x ?>",
    "# title",
    "- item",
    "1. one",
    "1) one",
    "> quote",
    "```",
    "~~~",
    "    code",
    "\tcode",
    "***",
    "---",
    "===",
    "| a | b |",
    "[ref]: http://example.org",
    "[^1]: note",
    "*a* _b_ `c` ~~d~~ $e$",
    "\\",
    "a\\",
    "+ plus",
    ": term",
    "[x] done",
    "https://example.org/?a=b",
    "mailto:a@example.org",
]


@pytest.fixture
def nasty(desk: Desk) -> Desk:
    """The worked example with a hostile topic a line, seven on the agenda at a time."""
    desk.lines("topic drop T1\ntopic drop T2")
    return desk


@pytest.mark.parametrize("texts", [NASTY[start : start + 7] for start in range(0, len(NASTY), 7)])
def test_documents_carry_text_and_no_code(nasty: Desk, texts: list[str]) -> None:
    for text in texts:
        if "\t" in text:
            nasty.refused("topic", "add", text)
        else:
            nasty.ok("topic", "add", "--", text)
    kept = [text for text in texts if "\t" not in text]
    for whom in ("me", "partner"):
        page = Page(nasty.ok("agenda", "--format", "html", "--for", whom))
        assert {tag for tag, _ in page.tags} <= {
            "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "div", "span", "b"
        }  # fmt: skip
        assert {name for _, attrs in page.tags for name, _ in attrs} <= {
            "lang",
            "charset",
            "http-equiv",
            "content",
            "class",
        }
        assert [item.strip() for item in page.items if item.strip() in {text.strip() for text in kept}] == [
            text.strip() for text in kept
        ]
        tokens = MarkdownIt("commonmark", {"html": True}).parse(nasty.ok("agenda", "--for", whom))
        inline = [token for block in tokens for token in (block.children or [])]
        kinds = {token.type for token in (*tokens, *inline)}
        assert kinds <= {
            "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "text_special",
            "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "strong_open", "strong_close",
        }, kinds  # fmt: skip
        read = ["".join(token.content for token in block.children or []) for block in tokens if block.type == "inline"]
        for text in kept:
            assert any(text.strip() in item for item in read)
        plain = nasty.ok("agenda", "--format", "txt", "--for", whom)
        assert all(f"[ ] Priya {text.strip()}" in " ".join(plain.split()) for text in kept)


def test_a_hostile_log_as_documents(hostile: Desk) -> None:
    for words in ("agenda", "agenda --meeting M1"):
        text = hostile.ok(*words.split(), "--format", "html")
        page = Page(text)
        assert "script" not in {tag for tag, _ in page.tags}
        assert "href" not in {name for _, attrs in page.tags for name, _ in attrs}
        assert not re.search("<[^>]*(src|href|onload|onerror)=", text)
        tokens = MarkdownIt("commonmark", {"html": True}).parse(hostile.ok(*words.split()))
        kinds = {token.type for block in tokens for token in (block, *(block.children or []))}
        assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence"}
