"""Whom a text names: one of the two, somebody whose side the log knows, somebody else, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from models.proposals.verbs import words_of
from models.records.people import first_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.proposals.text import Side
    from models.records.pair import Pair
    from models.records.rows import Person


class Owner(NamedTuple):
    """Who is named: the side, None where it is open, and by `handled_by` who it is, where that is neither of the two.

    `known`: the log knows the name, so that it may be ticked.
    """

    side: Side | None = None
    handled_by: str = ""
    known: bool = False


NOBODY = Owner()

_EVERYBODY = words_of(
    "both all everyone everybody team group we us they nobody none someone somebody anyone tbd tbc n/a na others "
    "chair chairs the it this that you he she there who whoever participants attendees members"
)
_I = frozenset(("me", "i", "myself"))
_JOINED = re.compile(r"\s*(?:[,;/&+]|\band\b|\bwith\b)\s*")
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|cllr|sir|dame)\b\.? +(?=\S)", re.IGNORECASE)
"""What stands before a name and is none of it."""
_TITLED = re.compile(r"([^,()]+?)\s*(?:\((?P<role>[^()]*)|, ?[A-Z]{2,5})$")
_MORE = re.compile(r"(?:or|not|with|and|cc|via|for|by|on|due|if)\b|[&+/?]|.*\d", re.IGNORECASE)
"""What stands in the bracket behind a name and is no role: somebody else, or a day."""
_TEAM = re.compile(r"(.+?)['’]s? (?:team|office|people|side|group|department|lot)$", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:the )?(?P<who>group|team|all|everyone|everybody|both|chair|secretary|treasurer|clerk|committee|board|members"
    r"|staff|parties)$",
    re.IGNORECASE,
)
_AROUND = " \t.,:;*_`~@#()[]<>\"'–—-"
_NOT_INITIALS = words_of("AI IT PR HR QA OK ID TV UX UI AP TD CC PS US UK EU")
_PARTS_OF_NAMES = words_of("de da del der den di du la le van von zu bin al st mac")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names that a log knows: of its owner, of the partner, and of those who handle something for one of them."""

    sides: Mapping[str, Side]
    initials: Mapping[str, Side]
    handlers: Mapping[str, Side | None]

    @classmethod
    def of(cls, pair: Pair, handlers: Mapping[str, Side | None] | None = None) -> KnownNames:
        """The names of a pair; `handlers` gives the side of each name that stands as `handled_by`."""
        mine, theirs = set(_names(pair.me)), set(_names(pair.other))
        sides: dict[str, Side] = dict.fromkeys(mine - theirs, "me")
        sides |= dict.fromkeys(theirs - mine, "partner")
        one, two = initials_of(pair.me), initials_of(pair.other)
        initials: dict[str, Side] = {} if one == two else {one: "me", two: "partner"}
        known = {name.casefold().strip(_AROUND): side for name, side in (handlers or {}).items()}
        firsts = [name.split()[0] for name in known if " " in name]
        known |= {first: known[name] for name in list(known) if (first := name.split()[0]) and firsts.count(first) == 1}
        return cls(sides, initials, {name: side for name, side in known.items() if name and name not in sides})

    def named(self, words: str, *, speaker: Side | None = "me") -> Owner:
        """Who is meant by words that stand where an owner does; `speaker` is who says "me"."""
        whole = self._one(words, speaker)
        if whole != NOBODY and (whole.known or not _JOINED.search(words)):
            return whole
        parts = [part for part in _JOINED.split(words) if part.strip(_AROUND)]
        if len(parts) < 2:
            return whole
        each = [self._one(part, speaker) for part in parts]
        if any(one == NOBODY and not _is_everybody(part) for one, part in zip(each, parts, strict=True)):
            return NOBODY
        two: set[Side] = {item.side for item in each if item.side and not item.handled_by}
        if len(two) == 1:
            return Owner(two.pop(), "", known=True)
        if two or not all(item.handled_by for item in each):
            return NOBODY
        sides = {item.side for item in each}
        side = sides.pop() if len(sides) == 1 else None
        return Owner(side, ", ".join(item.handled_by for item in each), side is not None)

    def are_both(self, words: str) -> bool:
        """Whether words name several people, each of whom the log knows."""
        parts = [part for part in _JOINED.split(words) if part.strip(_AROUND)]
        return len(parts) > 1 and all(self._one(part, "me").known for part in parts)

    def is_known(self, words: str) -> bool:
        """Whether words are a name that the log knows."""
        return self.named(words).known

    def _one(self, words: str, speaker: Side | None) -> Owner:
        bare = words.strip(_AROUND)
        bare = _TITLE.sub("", bare, count=1) if " " in bare else bare
        key = " ".join(bare.casefold().split())
        if not key or key in _EVERYBODY:
            return NOBODY
        if key in _I:
            return Owner(speaker, "", speaker is not None)
        side = self.sides.get(key) or self.initials.get(bare)
        if side:
            return Owner(side, "", known=True)
        if key in self.handlers:
            side = self.handlers[key]
            return Owner(side, bare, side is not None)
        if (
            ("'" in bare or "’" in bare)
            and (team := _TEAM.match(bare))
            and (found := self.sides.get(team[1].casefold()))
        ):
            return Owner(found, bare)
        titled = _TITLED.match(bare) if "(" in bare or "," in bare else None
        found = self.sides.get(titled[1].casefold()) if titled else None
        if titled and found and self._is_role(titled["role"] or "", found):
            return Owner(found, "", known=True)
        return Owner(None, bare) if looks_like_name(bare) or words.lstrip(" *_").startswith("@") else NOBODY

    def _is_role(self, words: str, side: Side) -> bool:
        """Whether a bracket behind a name says what that one is, and not who else does it, or by when."""
        if self.sides.get(words.casefold()) == side or words.isupper():
            return True
        return not looks_like_name(words) and _MORE.match(words) is None


def group_in(words: str) -> str:
    """The group or the office that words name, as "the committee"; empty where they name none."""
    found = _GROUP.match(words.strip())
    return found["who"].capitalize() if found else ""


def _is_everybody(words: str) -> bool:
    return words.strip(_AROUND).casefold() in _EVERYBODY


def looks_like_name(words: str) -> bool:
    """Whether words are written as a name is: up to four of them, each with a capital."""
    parts = words.split()
    if not 1 <= len(parts) <= 4 or not parts[0][:1].isupper() or words.casefold() in _EVERYBODY:
        return False
    if parts[0].casefold() in _NO_NAMES:
        return False
    return all(part[:1].isupper() or part.casefold() in _PARTS_OF_NAMES for part in parts) and not re.search(
        r"[\d:/=]", words
    )


_NO_NAMES = words_of(
    "thanks thank great perfect sure okay ok also finally otherwise meanwhile then first second third sorry hello hi "
    "hey well again lastly separately actually proposal proposals motion vote request goal goals option options intent "
    "attempt suggestion agreement approval commitment desire idea ideas opportunity permission recommendation "
    "reminder requirement right reason ability chance effort today tomorrow yesterday "
    "need needs have having want try how plan able going happy due ready up agreed decided easy hard nice "
    "important good great "
    "use used "
    "action actions decision decisions note notes agenda budget topic website status date time place present absent "
    "location next open done new old key summary update question questions risk risks issue issues result results "
    "info information other the this that these those a an it if when please also q1 q2 q3 q4 todo tbd legal launch "
    "phase part item items step steps who what discussion points background context high medium low short long "
    "immediate priority overview general monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december in on at by for from with no yes and but or "
    "so there here we you they he she i my our your"
)


def _names(person: Person) -> Iterable[str]:
    """How one of the two may be named, in small letters."""
    name, first = person.name.casefold(), first_name(person).casefold()
    words = [word for word in re.sub(r"[.,]", " ", name).split() if len(word) > 1]
    yield from (name, first)
    if person.role and len(person.role) <= 30:
        yield person.role.casefold()
    if person.email:
        email = person.email.casefold()
        yield from (email, email.split("@")[0])
    if len(words) > 1:
        last = words[-1]
        begin = first if first in words else words[0]
        if len(last) > 2:
            yield last
        yield from (
            f"{begin} {last}",
            f"{begin}.{last}",
            f"{last}, {begin}",
            f"{begin} {last[0]}",
            f"{begin} {last[0]}.",
        )
        yield from (
            f"{begin[0]}. {last}",
            f"{begin[0]} {last}",
            f"{begin[0]}.{last}",
            f"{begin[0]}{last}",
            f"{begin}{last}",
        )
        yield from (f"{begin}_{last}", f"{begin}-{last}", f"{last} {begin}")


def initials_of(person: Person) -> str:
    """The capitals of a name, where nothing else is written so."""
    found = "".join(word[0] for word in person.name.split() if word[:1].isupper())
    return found if len(found) > 1 and found not in _NOT_INITIALS else person.name
