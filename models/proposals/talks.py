"""A talk as turns: who speaks, and what, from subtitles, transcripts, and notes written like a play."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.proposals.sentences import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class TalkTurn:
    """What one person says until another one speaks; nobody's where the text does not say whose it is."""

    speaker: str
    pieces: list[Piece] = field(default_factory=list)


_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_CUE = re.compile(rf"\s*({_TIME})\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|</?\d{1,2}:[\d:.]+>|</v>")
_NAME = (
    r"(?:[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ(][\w.'’()-]*|de|da|del|den|der|la|le|van|von|zu|\d{1,2})){0,4}|Speaker "
    r"\d{1,2}|SPEAKER_\d{1,2})"
)
_SPOKEN = re.compile(
    rf"(?:[\[(]?(?P<at>{_TIME})[\])]?\s*[-–]?\s*)?\*{{0,2}}(?P<who>{_NAME})\*{{0,2}}\s*(?:[\[(](?P<later>{_TIME})[\])])?\s*:\*{{0,2}}\s+(?P<text>\S.*)$"
)
_SPEAKER_LINE = re.compile(
    rf"\*{{0,2}}(?P<who>{_NAME})\*{{0,2}}(?:\s{{2,}}|\s+|\t|,\s*)[\[(]?(?P<at>{_TIME})[\])]?(?: ?[AP]M)?\s*:?\s*$"
)
_TIMED_SPEAKER = re.compile(rf"[\[(]?(?P<at>{_TIME})[\])]?\s+(?P<who>{_NAME}):?\s*$")
_TALKING = re.compile(r"\b(?:I|I['’]\w+|you|we|yeah|yes|okay|ok|my|your|us|me)\b", re.IGNORECASE)


_LONGEST = 4000
"""Characters of a line up to which it may begin with a speaker's name and nothing else."""


def turns_of(lines: Sequence[str], first: int = 1) -> list[TalkTurn] | None:
    """The turns of a talk; None where the lines are none."""
    if _is_subtitles(lines):
        return _joined(_cues(lines, first))
    return _joined(_spoken(lines, first)) if _is_transcript(lines) else None


def _is_subtitles(lines: Sequence[str]) -> bool:
    head = [line for line in lines[:60] if line.strip()]
    if head and head[0].lstrip("\ufeff").startswith("WEBVTT"):
        return True
    return sum(_CUE.match(line) is not None for line in head) >= 2 or (
        len(head) > 1 and _CUE.match(head[1]) is not None
    )


def _is_transcript(lines: Sequence[str]) -> bool:
    """Whether lines are what people said in turn: with times, or written like a play and spoken to somebody."""
    filled = [line.strip()[:_LONGEST] for line in lines if line.strip()]
    headed = sum(_SPEAKER_LINE.match(line) is not None or _TIMED_SPEAKER.match(line) is not None for line in filled)
    if headed >= 2 and headed * 8 >= len(filled):
        return True
    spoken = [found for line in filled if (found := _SPOKEN.match(line))]
    if len(spoken) < 3:
        return False
    if sum(bool(found["at"] or found["later"]) for found in spoken) * 2 > len(spoken):
        return True
    talking = sum(_TALKING.search(found["text"]) is not None for found in spoken)
    speakers = {found["who"] for found in spoken}
    return (
        len(spoken) * 5 >= len(filled) * 3
        and 2 <= len(speakers) <= max(2, len(spoken) // 2)
        and talking * 3 >= len(spoken)
    )


def _cues(lines: Sequence[str], first: int) -> list[TalkTurn]:
    found: list[TalkTurn] = []
    at, voice, inside = "", "", False
    for number, line in enumerate(lines, first):
        cue = _CUE.match(line)
        if cue:
            at, voice, inside = _moment(cue[1]), "", True
        elif not line.strip():
            inside = False
        elif inside:
            named = _VOICE.search(line)
            voice = named[1].strip() if named else voice
            text = _TAG.sub("", _VOICE.sub("", line)).strip()
            spoken = None if named else _SPOKEN.match(text)
            who, text = (spoken["who"], spoken["text"]) if spoken else (voice, text)
            voice = who
            found.append(TalkTurn(who, [Piece(number, text, at)]))
    return found


def _spoken(lines: Sequence[str], first: int) -> list[TalkTurn]:
    found: list[TalkTurn] = []
    for number, raw in enumerate(lines, first):
        line = raw.strip()
        if len(line) > _LONGEST and found:
            found[-1].pieces.append(Piece(number, line, found[-1].pieces[-1].at))
            continue
        headed = _SPEAKER_LINE.match(line) or _TIMED_SPEAKER.match(line)
        spoken = None if headed else _SPOKEN.match(line)
        if headed:
            found.append(TalkTurn(headed["who"], [Piece(number, "", _moment(headed["at"]))]))
        elif spoken:
            at = _moment(spoken["at"] or spoken["later"] or "")
            found.append(TalkTurn(spoken["who"], [Piece(number, spoken["text"], at)]))
        elif line and found:
            found[-1].pieces.append(Piece(number, line, found[-1].pieces[-1].at))
    return found


def _joined(turns: Sequence[TalkTurn]) -> list[TalkTurn]:
    """The turns, with what one speaker says in several cues behind each other made one; nobody's words stay apart."""
    found: list[TalkTurn] = []
    for turn in turns:
        if found and turn.speaker and found[-1].speaker == turn.speaker:
            found[-1].pieces += turn.pieces
        else:
            found.append(turn)
    return found


def _moment(text: str) -> str:
    """A moment without its fractions and without the hours where they are none: 12:05."""
    bare = re.split(r"[.,]", text)[0]
    parts = bare.split(":")
    return ":".join(parts[1:]) if len(parts) == 3 and not int(parts[0]) else bare


def hours_of(turns: Sequence[TalkTurn]) -> float:
    """How long a talk lasted: by its last moment, else by its words, of which an hour has some nine thousand."""
    last = next((piece.at for turn in reversed(turns) for piece in reversed(turn.pieces) if piece.at), "")
    if last:
        seconds = 0
        for part in last.split(":"):
            seconds = seconds * 60 + int(part)
        return seconds * (60 if last.count(":") == 0 else 1) / 3600
    return sum(len(piece.text.split()) for turn in turns for piece in turn.pieces) / 9000
