"""Texts that were once altered by opening them, each with why; and any text at all, made of what joins and hides."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP

ODD = {
    "right-to-left mark": "a\u200fb",
    "left-to-right mark": "\u200ea",
    "override": "a\u202eb\u202c",
    "isolate": "a\u2066b\u2069",
    "joiner between letters": "a\u200db",
    "joiner at the end": "می\u200d",
    "non-joiner": "می\u200cخواهم",
    "non-joiner at the end": "می\u200c",
    "zero-width space": "Da\u200bna",
    "soft hyphen": "co\u00adoperate",
    "byte-order mark within": "a\ufeffb",
    "word joiner": "a\u2060b",
    "Arabic number sign": "\u0600\u0661 x",
    "old Hangul": "\u1112\u119e\u11ab 나랏말\u110a\u119e\u11b7",
    "Hangul filler": "\u115f\u1161x\u3164",
    "Khmer": "ក្ខ\u17b4ម\u17b5",
    "Devanagari": "क्ष नमस्ते क्\u200dष",
    "Bengali": "ক্ষ বাংলা",
    "Tamil": "நி தமிழ்",
    "Thai": "กำ ไทย",
    "Mongolian": "ᠮᠣᠩ\u180eᠭᠣᠯ\u180b",
    "flags": "🇩🇪🇫🇷🇬🇧",
    "half a flag": "🇩🇪🇫",
    "flag by tags": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "family": "👨\u200d👩\u200d👧\u200d👦",
    "heart on fire": "❤\ufe0f\u200d🔥",
    "keycap": "1\ufe0f\u20e3",
    "skin tone": "👍🏽",
    "a mark alone": "\u0301alone",
    "a pile of marks": "e" + "\u0301" * 30 + "x",
    "grapheme joiner": "a\u034f\u0301b",
    "line separators": "a\u2028b\u2029c",
    "blanks of other widths": "\u3000a\u2009b\u00a0",
    "private use": "\ue000\U000f0000",
    "unassigned": "\u0378\U000e0fff",
    "decomposed": "e\u0301 I\u0307 カ\u3099",
    "wide": "日本語",
}
"""Of one line, and no control character in them."""

OF_LINES = {
    "CRLF": "one\r\ntwo\r\n\r\nthree",
    "mixed ends": "one\r\ntwo\nthree\rfour\n\r\n",
    "ends with CRLF": "one\r\n",
    "only ends": "\r\n\n\r\n",
    "other breaks": "a\x0bb\x0cc\x85d\u2028e\x1cf",
    "tabs": "\ta\tb\t",
    "escape": "a\x1b[2Jb\x07\x08\x7f\x9b31m",
    "marks at the beginning of lines": "a\n\u0301b\r\n\u200dc",
}
"""Of several lines: what the fields of texts hold, and what stands in no other."""

CATALOGUE = [*MARKUP, *HIDDEN, *ODD.values()]
LINES = [*CATALOGUE, *DRIVING, *OF_LINES.values()]

_PIECES = st.sampled_from(
    "ab1;\\ ,\u200d\u200c\u200f\u00ad\u3000\u034f\u0301\u20e3\ufe0f\u0600\u115f\u17b4"
    "ب日क\u094dष\u1100\u1161\u11a8가🇩🇪👨👩🏽❤"
)
_ANY = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
LINE = st.lists(_PIECES | _ANY, max_size=24).map("".join)
"""Any line, most of it of what joins, hides or parts in an odd way."""

TEXT = st.lists(
    _PIECES | _ANY | st.sampled_from(["\r\n", "\n", "\r", "\t", "\x1b", "\x85", "\x0b", "\u2028"]), max_size=24
).map("".join)
"""Any text of several lines."""
