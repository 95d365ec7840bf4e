"""Which kind of file was given, by what it holds."""

from __future__ import annotations

import pytest

from storage.outside.kind import kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b'{"type": "visavis", "version": 4}\n', "log"),
        (b'\xef\xbb\xbf{"type": "visavis", "version": 4}\n', "log"),
        (b'[{"type": "visavis", "version": 4}]', "log"),
        (b'{"type": "visa', "log"),
        (b'{"uuid": "x", "description": "Send it"}\n', "tasks"),
        (b'[\n{"uuid": "x", "description": "Send it"}\n]', "tasks"),
        (b"[]", "tasks"),
        (b"BEGIN:VCALENDAR\r\n", "calendar"),
        (b"\xef\xbb\xbf\r\nbegin:vcalendar\n", "calendar"),
        (b"text;from;due\n", "table"),
        (b'"BEGIN:VCALENDAR",from\n', "table"),
        (b"", "table"),
        (b"\xff\xfe", "table"),
    ],
)
def test_a_file_is_known_by_what_it_holds(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind
