"""What is typed in a live meeting and not recorded yet: as plain data, and as the fields of a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from models.acts.capture import Captured, read_line
from storage.reads.sitting import Sitting, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sent(NamedTuple):
    """A line that is being written, and what it takes the place of, if anything: empty it takes that out."""

    text: str
    was: Spot | None = None


@dataclass
class Unsent:
    """What is typed and not recorded yet, but for the line as it stands.

    `correcting` is what the line takes the place of, `sent` the lines that are being written, the oldest first, `later`
    what comes into the line as soon as that is settled, and `pasted` the lines that are shown before they are recorded.
    Until the meeting is `closed` the draft says that it is open, whatever is typed: so the next start goes on with it.
    """

    correcting: Spot | None = None
    sent: list[Sent] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    pasted: list[str] = field(default_factory=list)
    closed: bool = False

    def fields(self, line: str) -> dict[str, str]:
        """All that would be lost now, with the line as it stands, for the draft."""
        fields = {
            "line": line,
            "sent": "\n".join(sent.text for sent in self.sent),
            "later": "\n".join(self.later),
            "pasted": "\n".join(self.pasted),
            "open": "" if self.closed else "yes",
        }
        was = self.correcting or next((sent.was for sent in self.sent if sent.was), None)
        if was is not None:
            fields |= {"was": was.line, "of": f"{was.noun} {was.id} {was.at}"}
        return {name: text for name, text in fields.items() if text}


def left_over(fields: Mapping[str, str], found: Sitting) -> Unsent:
    """What a draft holds, `later` beginning with its line; what came into the record after all is left out."""
    said = [entry.said for entry in found.entries]
    all_sent = _split(fields.get("sent", ""))
    # Quoted from a mail, a line is a note, whatever its mark.
    sent = [line for line in all_sent if read_line(line, found.day) not in said and _as_note(line) not in said]
    # A correction that was sent and is not among those that are left was written.
    was = _was(fields) if sent or not all_sent else None
    later = [*sent, *_split(fields.get("line", "")), *_split(fields.get("later", ""))]
    return Unsent(was, later=later, pasted=_split(fields.get("pasted", "")))


def _as_note(line: str) -> Captured:
    return Captured("note", True, line.strip())


def _was(fields: Mapping[str, str]) -> Spot | None:
    noun, *numbers = fields.get("of", "").split() or [""]
    if "was" not in fields or len(numbers) != 2 or not all(number.isdigit() for number in numbers):
        return None
    return Spot(noun, int(numbers[0]), int(numbers[1]), fields["was"])


def _split(text: str) -> list[str]:
    return text.split("\n") if text else []
