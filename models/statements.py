"""The statements of the perception pulse, each about something that the two sides are known to see differently."""

from __future__ import annotations

STATEMENTS: tuple[tuple[str, str], ...] = (
    ("alignment", "Our two functions pull in the same direction."),
    ("in-the-loop", "I hear early enough what the other side plans."),
    ("requirements", "What we ask of each other is clear enough to act on."),
    ("collaborate", "We need to work together more closely than we do."),
    ("data", "Each side gets the data it needs without waiting for the other."),
    ("outside", "We use outside services where our own would do."),
    ("standards", "New technology comes in by the way we agreed."),
    ("teams", "Our teams follow our example in working together."),
)
"""Key and text of each, in the order in which they are asked."""
