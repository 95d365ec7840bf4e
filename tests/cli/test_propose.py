"""visavis propose: the ballot printed, edited and taken; what is no text; the formats."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from models.errors import BadValue
from storage.outside.texts import text_of
from tests.cli.desk import Desk

DAY = "2026-02-10"
NOTES = """# Sync
## Next steps
- Dana to send the list by Thursday
- Jay: order phones
- Tom: fix the printer
- Dana: budget
"""


def told(desk: Desk, *words: str) -> list[str]:
    """What a command prints, line by line."""
    said = desk.run("propose", *words)
    assert said.code == 0, said.err
    return said.out.splitlines()


@pytest.fixture
def notes(empty: Desk) -> Path:
    path = empty.path.with_name("notes.md")
    path.write_text(NOTES, encoding="utf-8")
    return path


def test_a_ballot_is_printed_edited_and_taken(empty: Desk, notes: Path) -> None:
    before = empty.path.read_bytes()
    ballot = told(empty, str(notes), "--on", DAY)
    assert ballot == [
        '[x] < send the list by 12 Feb   # 3: "Dana to send the list by Thursday"',
        '[x] > order phones   # 4: "Jay: order phones"',
        '[ ] >|< fix the printer   # 5: "Tom: fix the printer"',
        '[ ] < budget   # 6: "Dana: budget"',
    ]
    assert empty.path.read_bytes() == before
    edited = notes.with_name("ballot.txt")
    open_one = ballot[2].replace("[ ]", "[x]")
    edited.write_text("\n".join([ballot[0], open_one]), encoding="utf-8")
    assert "does not say whose promise it is" in empty.run("propose", str(notes), "--take", str(edited)).fault
    assert empty.path.read_bytes() == before
    edited.write_text("\n".join(["", ballot[0], open_one.replace(">|<", "<"), *ballot[3:]]), encoding="utf-8")
    said = empty.run("propose", str(notes), "--on", DAY, "--take", str(edited))
    assert [line.partition(":")[0] for line in said.out.splitlines()] == [
        "C1    send the list",
        "C2    fix the printer",
    ]
    shown = empty.run("commitment", "show", "C2").out
    assert "Tom" in shown
    assert 'said            "Tom: fix the printer" (notes.md, line 5, 10 Feb)' in shown
    assert "taken before: < send the list" in empty.run("propose", str(notes), "--take", str(edited), "--on", DAY).out
    assert [line[:3] for line in told(empty, str(notes))] == ["[x]", "[x]", "[x]", "[ ]"]  # Tom is known by now
    assert empty.run("undo").code == 0
    assert empty.run("commitment", "list", "--json").json == []


def test_json_has_every_name(empty: Desk, notes: Path) -> None:
    found = empty.run("propose", str(notes), "--json", "--on", DAY).json
    assert (found["day"], found["file"], found["lines"], len(found["proposals"])) == (DAY, "notes.md", 6, 4)
    assert found["proposals"][0] == {
        "kind": "promise", "capture": "< send the list by 12 Feb", "owner": "Dana Reyes", "handled_by": None,
        "text": "send the list", "due": "2026-02-12", "sure": True, "line": 3, "end": 3, "at": None,
        "quote": "Dana to send the list by Thursday", "why": "under Next steps",
    }  # fmt: skip
    assert found["proposals"][2]["owner"] is None
    assert found["proposals"][2]["handled_by"] == "Tom"


def test_a_list_of_an_assistant_is_held_against_its_text(empty: Desk, notes: Path) -> None:
    answer = notes.with_name("answer.txt")
    answer.write_text("# visavis\n> order phones  # Jay: order phones\n> lie  # never said\n", encoding="utf-8")
    assert [line[:5] for line in told(empty, str(answer), "--source", str(notes))] == ["[x] >", "[ ] >"]
    assert "# visavis" in empty.run("propose", "--prompt").out


def packed(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in files.items():
            found.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


BAD = [
    ("a.txt", b"a\x00b", "NUL"),
    ("a.txt", b"a" * ((1 << 20) + 1), "1 MiB"),
    ("a.docx", b"no", "no Word document"),
    ("a.docx", packed(a=b"x"), "no Word document"),
    ("a.docx", packed(word__document_xml=b"<w"), "no Word document"),
    ("a.docx", packed(word__document_xml=b"a" * (9 << 20)), "8 MiB"),
]


@pytest.mark.parametrize(("name", "data", "why"), BAD)
def test_what_is_no_text_is_told_in_one_sentence(empty: Desk, name: str, data: bytes, why: str) -> None:
    path = empty.path.with_name(name)
    path.write_bytes(data)
    said = empty.run("propose", str(path))
    assert said.code == 3
    assert why in said.fault


WRONG = [
    ((), 2, "no text is named"),
    (("-", "--take", "-"), 2, "only one of"),
    (("{}", "--on", "fri", "--meeting", "M1"), 2, "not allowed"),
    (("{}", "--take", "{}"), 3, "has no box"),
    (("none.md",), 3, "no such file"),
    (("{}", "--meeting", "M9"), 3, "M9"),
]


@pytest.mark.parametrize(("words", "code", "why"), WRONG)
def test_wrong_words(empty: Desk, notes: Path, words: tuple[str, ...], code: int, why: str) -> None:
    said = empty.run("propose", *(word.format(notes) for word in words))
    assert said.code == code
    assert why in said.fault


def test_formats() -> None:
    for data in ("ACTION: é".encode(), "ACTION: é".encode("utf-16"), b"\xef\xbb\xbfACTION: \xc3\xa9\x1b[2J"):
        assert text_of(data).lines[0].startswith("ACTION: é")
    document: Any = Document()
    document.add_heading("Next steps", 1)
    document.add_paragraph("Dana to call", style="List Bullet")
    document.add_paragraph("Dana Reyes   0:03")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Who", "What"
    saved = io.BytesIO()
    document.save(saved)
    assert text_of(saved.getvalue()).lines == ("# Next steps", "- Dana to call", "Dana Reyes   0:03", "| Who | What |")
    mail = b"From: Dana <d@x.y>\nTo: j@x.y\nDate: Tue, 10 Feb 2026 09:00:00 +0100\nContent-Type: text/html\n\n"
    html = b"<p>I&#39;ll call</p><style>x</style><ul><li>one</ul><blockquote>I'll lie</blockquote><!-- no -->"
    found = text_of(mail + html, "a.eml")
    assert [line for line in found.lines if line] == ["I'll call", "- one"]
    assert (found.author, str(found.on)) == ("Dana <d@x.y>", DAY)
    with pytest.raises(BadValue):
        text_of(b"Content-Type: multipart/mixed; boundary=a\n" * 60, "a.eml")


def test_capture_says_that_its_input_reads_like_a_mail(empty: Desk) -> None:
    assert empty.run("meeting", "add", "--on", "2026-02-10 09:00").code == 0
    mail = "Hi Jay,\n\nI'll send you the brief by Thursday.\n\nBest,\nDana"
    said = empty.run("capture", *mail.split("\n"))
    assert "reads like a mail" in said.err
    assert "reads like" not in empty.run("capture", "> brief by fri", "a note").err
