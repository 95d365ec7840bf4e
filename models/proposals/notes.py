"""Notes read by their structure: what stands under which heading, in lists and tables, behind which mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.proposals.blocks import Block, blocks
from models.proposals.dates import cell_day, names_day
from models.proposals.headings import Section, is_heading_word, plain_heading, section_of
from models.proposals.items import (
    DAILY,
    Task,
    TextMark,
    aside,
    begins_with_mark,
    is_done,
    is_negated,
    is_nothing,
    is_report,
    is_undecided,
    mark_in,
    parted,
    plain,
    read_task,
)
from models.proposals.people import NOBODY, Owner, group_in
from models.proposals.sentences import Piece, Sentence, sentences
from models.proposals.speech import Speech, has_condition, said_in, shortened
from models.proposals.tables import columns_of, row_of
from models.proposals.text import MOST_QUOTED, Proposal
from models.proposals.verbs import begins_with_verb, may_be_noun, may_be_verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.proposals.tables import TaskColumns


@dataclass(slots=True)
class _Place:
    """Where in the notes one is: under which heading, whose, in which table; and who is not there."""

    section: Section = "other"
    heading: str = ""
    level: int = 0
    owner: str = ""
    parent: str = ""
    parent_indent: int = -1
    columns: TaskColumns | None = None
    in_table: bool = False
    absent: set[str] = field(default_factory=set)


def proposed_in_notes(lines: Sequence[str], first: int, speaking: Speech) -> Iterator[Proposal]:
    """What notes propose, or the lines of a mail: `speaking` says whose words they are."""
    place = _Place()
    for block in blocks(lines, first):
        if block.what == "heading":
            _go_under(place, block, speaking)
            yield from _of_heading(place, block, speaking)
        elif block.what == "row":
            yield from _row(place, block, speaking)
        else:
            place.columns, place.in_table = None, False
            if block.what == "item":
                yield from _item(place, block, speaking)
            elif block.what == "prose":
                yield from _prose(place, block, speaking)


# Headings


def _go_under(place: _Place, block: Block, speaking: Speech) -> None:
    words = plain_heading(block.text)
    place.columns, place.in_table, place.parent, place.parent_indent = None, False, "", -1
    # A line of words that ends in a colon is a heading of the lines below only where nothing else stands in it.
    is_line = block.level == 8 and len(words.split()) > 5
    found = section_of(words) if not is_line or is_heading_word(words) else "other"
    within = found == "other" and place.section in ("next", "last", "decisions")
    deeper = block.level > place.level
    if not within and found == "other" and speaking.known.is_known(words):
        place.section, place.heading, place.level, place.owner = "other", words, block.level, words
        return
    if within and (speaking.known.is_known(words) or (deeper and _is_owner(words, speaking))):
        place.owner = words
        return
    place.owner = ""
    if within and deeper and not _LEAVES.match(words):
        return  # "High priority" under "Action items"
    place.section, place.heading, place.level = found, words, block.level


def _is_owner(words: str, speaking: Speech) -> bool:
    """Whether a heading below that of things to do says whose they are."""
    named = len(words.split()) <= 2 and speaking.known.named(words).handled_by != ""
    return words.casefold() in _SHARED or speaking.known.is_known(words) or named


_LEAVES = re.compile(
    r"(?:notes?|discussions?|summary|background|context|next meeting|parking lot|agenda|(?:open )?questions?"
    r"|risks?|issues?|updates?|progress"
    r"|date|time|location|place|links?|references?|appendix|any other business|aob|other)\b",
    re.IGNORECASE,
)


_SHARED = frozenset(("both", "all", "everyone", "everybody", "joint", "together", "team"))


def _of_heading(place: _Place, block: Block, speaking: Speech) -> Iterator[Proposal]:
    """A heading that is a mark itself: "### TODO Prepare the deck", "ACTION: ..." in bold."""
    mark = mark_in(block.text)
    if place.section in ("present", "absent", "last") or is_done(block.text):
        return
    if mark is not None:
        yield from _marked(place, block, mark, speaking)
    elif place.section == "next" and block.text != place.heading and _is_thing_to_do(block.text):
        yield from _to_do(place, block, block.text, f"under {place.heading}", speaking)


def _is_thing_to_do(heading: str) -> bool:
    """Whether a heading below that of things to do is one of them itself: it begins with a verb, and goes on."""
    return len(heading.split()) > 2 and begins_with_verb(plain(heading)) and section_of(heading) == "other"


# Lines of lists


def _item(place: _Place, block: Block, speaking: Speech) -> Iterator[Proposal]:
    text = block.text
    if place.section in ("present", "absent"):
        _note_people(place, text)
        return
    if block.level <= place.parent_indent:
        place.parent, place.parent_indent = "", -1
    if block.box == "done" or place.section == "last" or is_nothing(plain(text)) or is_done(text):
        return
    if block.level > place.parent_indent >= 0 and section_of(place.parent) == "last":
        return
    if _is_parent(text, speaking) and not block.box:
        place.parent, place.parent_indent = plain(text).strip(" :"), block.level
        return
    if (said := DAILY.match(plain(text))) and block.level > place.parent_indent:
        yield from _daily(place, block, said, speaking)
        return
    mark = mark_in(text)
    if mark is not None:
        yield from _marked(place, block, mark, speaking)
    elif place.section == "decisions" and not block.box:
        yield from _decided(block, plain(text), f"under {place.heading}")
    elif place.section == "disagreements":
        yield _made(block, Proposal("disagreement", None, shortened(plain(text)), "", 0, 0, f"under {place.heading}"))
    elif (
        block.box == "open"
        or place.section == "next"
        or (place.parent and _to_do_head(place.parent))
        or (place.owner and _TO_DO.match(text) and begins_with_verb(plain(text)[3:], after_to=True))
    ):
        why = "an open check box" if block.box else f"under {place.heading or place.parent or place.owner}"
        yield from _to_do(place, block, text, why, speaking)
    else:
        yield from _free(place, block, speaking)


_TO_DO = re.compile(r"to\s+[a-z]")


def _is_parent(text: str, speaking: Speech) -> bool:
    """Whether an item only names whose those below it are, or heads them: "Dana", "Action items:"."""
    bare = plain(text).rstrip(":").strip()
    if is_heading_word(bare):
        return section_of(bare) in ("next", "last")
    return len(bare) < 40 and (speaking.known.is_known(bare) or (text.rstrip().endswith(":") and _to_do_head(bare)))


def _daily(place: _Place, block: Block, said: re.Match[str], speaking: Speech) -> Iterator[Proposal]:
    """Read "Today: send the list", as somebody says it who stands above; what was done or stands in the way is none."""
    if not said["coming"]:
        return
    owner = place.parent if speaking.known.is_known(place.parent) else place.owner
    task = read_task(said["what"], speaking.known, speaking.day, owner)
    if task.deed:
        yield replace(_of_task(place, block, task, f"says: {said['coming']}"), sure=False, weight=2)


def _to_do_head(words: str) -> bool:
    return section_of(words) == "next"


def _note_people(place: _Place, text: str) -> None:
    if place.section == "absent":
        place.absent |= {
            name.strip(" .*_").casefold() for name in re.split(r"[,;&(]| and ", plain(text)) if name.strip()
        }


# What is marked


def _marked(place: _Place, block: Block, mark: TextMark, speaking: Speech) -> Iterator[Proposal]:
    if place.section == "last" or is_nothing(mark.rest):
        return
    if mark.what == "action" and is_report(mark.rest):
        return
    why = f"marked {mark.word.upper() if len(mark.word) < 5 or mark.word.isupper() else mark.word.capitalize()}"
    if mark.what == "decision":
        yield from _decided(block, mark.rest, why)
    elif mark.what == "disagreement":
        yield _made(block, Proposal("disagreement", None, shortened(mark.rest), "", 0, 0, why, sure=True))
    else:
        yield from _to_do(place, block, mark.rest, why, speaking)


def _decided(block: Block, text: str, why: str) -> Iterator[Proposal]:
    if text.rstrip().endswith("?") or is_nothing(text) or len(text.split()) < 2 or is_undecided(text):
        return
    text = re.sub(
        r"^(?:(?:that|to)\s+)(?=\w)", "", re.sub(r"^(?:decision|resolved|agreed)\s*:\s*", "", text, flags=re.IGNORECASE)
    )
    yield _made(block, Proposal("decision", None, shortened(text), "", 0, 0, why, sure=True))


def _to_do(place: _Place, block: Block, text: str, why: str, speaking: Speech) -> Iterator[Proposal]:
    """An item that is to be done: ticked where the log knows whose it is, and it begins with a verb."""
    bare = aside(text, speaking.known) or plain(text)
    if has_condition(bare):
        return
    for part in parted(bare, speaking.known):
        yield from _one_to_do(place, block, part, why, speaking)


def _one_to_do(place: _Place, block: Block, text: str, why: str, speaking: Speech) -> Iterator[Proposal]:
    owner = place.parent if place.parent and speaking.known.is_known(place.parent) else place.owner
    task = read_task(text, speaking.known, speaking.day)
    if owner and not task.named:
        task = read_task(text, speaking.known, speaking.day, owner)
    asks = why.startswith("under") and task.text.endswith("?")
    if is_nothing(task.text) or is_negated(task) or (not task.deed and (asks or _A_MEETING.match(task.text))):
        return
    if not task.deed and not task.named and block.what != "row" and is_report(text):
        yield from _free(replace(place, section="other"), block, speaking)
        return
    yield _of_task(place, block, task, why)


_A_MEETING = re.compile(
    r"(?:next|weekly|monthly|regular|upcoming)\b.{0,40}\b(?:meeting|call|session)s?\b", re.IGNORECASE
)


def _of_task(place: _Place, block: Block, task: Task, why: str) -> Proposal:
    sure = task.who.known and task.deed and not _is_absent(place, task)
    made = Proposal(
        "promise", task.who.side, shortened(task.text), "", 0, 0, why, task.who.handled_by, task.due, sure,
        weight=5 + bool(task.named) + bool(task.deed),
    )  # fmt: skip
    return _made(block, made)


def _is_absent(place: _Place, task: Task) -> bool:
    return bool(place.absent) and task.who.handled_by.casefold() in place.absent


def _made(block: Block, proposal: Proposal) -> Proposal:
    """A proposal with the lines that it rests on."""
    return replace(proposal, quote=" ".join(block.text.split())[:MOST_QUOTED], line=block.line, end=block.end)


# Rows of tables


def _row(place: _Place, block: Block, speaking: Speech) -> Iterator[Proposal]:
    if not block.cells:
        return
    if not place.in_table:
        place.in_table, place.columns = True, columns_of(block.cells)
        return
    row = row_of(block.cells, place.columns) if place.columns else None
    if row is None or place.columns is None or row.done or place.section in ("last", "present", "absent"):
        return
    if row.type[:1].casefold() == "d" and not row.owner.strip(" -"):
        yield from _decided(block, row.what, "a row of the table, of type decision")
        return
    if row.type[:1].casefold() in ("d", "i") or is_done(row.what) or is_nothing(row.what) or has_condition(row.what):
        return
    task = read_task(row.what, speaking.known, speaking.day, row.owner or "-")
    due = task.due or (cell_day(row.when, speaking.day) if row.when else None)
    if due is None and names_day(f"by {row.when}"):
        # A day that nobody can be sure of stays in the words.
        task = task._replace(text=f"{task.text} by {row.when}")
    if place.columns.tasks or place.section == "next" or (task.deed and not may_be_noun(task.text)):
        yield _of_task(
            place, block, task._replace(due=due, named=bool(row.owner)), f"a row of the table{_of(row.owner)}"
        )


def _of(owner: str) -> str:
    return f", of {owner}" if owner.strip(" -") else ""


# Other lines


def _free(place: _Place, block: Block, speaking: Speech) -> Iterator[Proposal]:
    """A line that no structure marks: "Dana to send ..." at its beginning, else what its sentences say."""
    if place.section == "last":
        return
    for sentence in sentences(block.pieces):
        bare = plain(sentence.text)
        first, *others = parted(aside(bare, speaking.known) or bare, speaking.known)
        made = _name_to_do(place, first, speaking)
        marked = mark_in(bare) if made is None else None
        if marked is not None:
            yield from _marked(place, _block_of(sentence), marked, speaking)
            continue
        found = [made, *(_name_to_do(place, part, speaking) for part in others)]
        if made is None and (has_condition(first) or not any(found)):
            yield from _spoken(bare, sentence, speaking)
            continue
        if made is None:
            yield from _spoken(first, sentence, speaking)
        quote, line, end = sentence.text[:MOST_QUOTED], sentence.line, sentence.end
        yield from (replace(part, quote=quote, line=line, end=end) for part in found if part is not None)


def _block_of(sentence: Sentence) -> Block:
    """A sentence by itself, so that nothing else of its paragraph speaks for what it says."""
    ends = [Piece(sentence.end, "")] if sentence.end != sentence.line else []
    return Block("prose", [Piece(sentence.line, sentence.text), *ends])


_SAID_BY = re.compile(r"(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})\s*:\s+(?=\S)")


def _spoken(text: str, sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    """What a sentence says; of notes that tell who said it, in that one's words: "Dana: I'll send it"."""
    found = _SAID_BY.match(text) if speaking.where == "notes" else None
    who = speaking.known.named(found["who"]) if found else NOBODY
    if found is not None and who != NOBODY:
        own = replace(speaking, who=who._replace(known=False), speaker=found["who"])
        yield from said_in(sentence._replace(text=text[found.end() :]), own)
    else:
        yield from said_in(sentence._replace(text=text), speaking)


_NAME_TO = re.compile(
    r"(?P<who>@?[A-Z][^:;()]{0,50}?(?: \([^()]{1,30}\))?)(?:\s*[-–—:,])?\s+(?:is |are )?to\s+(?P<what>[a-z].*)$"
)


def _name_to_do(place: _Place, text: str, speaking: Speech) -> Proposal | None:
    """Read "Dana to send the list": ticked where Dana is one of the two, or known, and there."""
    found = _NAME_TO.match(plain(text)) if " to " in text else None
    if found is None or text.rstrip().endswith("?") or has_condition(text):
        return None
    who = speaking.known.named(found["who"], speaker=speaking.who.side)
    verb = begins_with_verb(found["what"], after_to=True)
    if who == NOBODY and verb:
        who = Owner(None, group_in(found["who"]))
    if who == NOBODY or begins_with_verb(found["who"]) or not (verb or (who.known and may_be_verb(found["what"]))):
        return None
    task = read_task(found["what"], speaking.known, speaking.day, found["who"])._replace(who=who)
    sure = who.known and verb and who.handled_by.casefold() not in place.absent
    return Proposal(
        "promise", who.side, shortened(task.text), "", 0, 0, f"says: {found['who']} to ...",
        who.handled_by, task.due, sure, weight=4,
    )  # fmt: skip


def _prose(place: _Place, block: Block, speaking: Speech) -> Iterator[Proposal]:
    if place.section == "absent":
        _note_people(place, block.text)
    if place.section in ("present", "absent"):
        return
    if len(block.pieces) == 1 and _is_owner(block.text.strip(" :"), speaking) and place.section != "last":
        place.owner = block.text.strip(" :")
        return
    if place.section in ("next", "decisions") and all(len(piece.text) < 200 for piece in block.pieces):
        yield from _lines_of(place, block, speaking)
        return
    for piece in block.pieces[:1]:
        _absent_line(place, piece.text)
    for group in _parted(block):
        yield from _free(place, group, speaking)


def _parted(block: Block) -> Iterator[Block]:
    """A paragraph, parted before each line that begins with a mark or "Dana to send", and behind one that did."""
    kept: list[Piece] = []
    for piece in block.pieces:
        begins = _begins_anew(piece.text)
        ends = kept and _begins_anew(kept[0].text) and not piece.text.lstrip()[:1].islower()
        labelled = _HEADED.match(piece.text) is not None and piece.text.lstrip()[:1].isupper()
        if kept and (begins or ends or labelled):
            yield replace(block, pieces=kept)
            kept = []
        kept.append(piece)
    if kept:
        yield replace(block, pieces=kept)


def _begins_anew(text: str) -> bool:
    return (" to " in text and _NAME_TO.match(text.strip()) is not None) or begins_with_mark(text)


def _absent_line(place: _Place, text: str) -> None:
    label, parted, names = plain(text).partition(":")
    if parted and section_of(label) == "absent":
        place.absent |= {name.strip(" .").casefold() for name in re.split(r"[,;&(]| and ", names)}


_HEADED = re.compile(r"\s*@?[\w.'’-]+(?: [\w.'’-]+){0,3}\s*:\s+\S")
"""A line that begins with what may be a name."""


def _lines_of(place: _Place, block: Block, speaking: Speech) -> Iterator[Proposal]:
    """Lines without bullets under a heading: each is one, where it names somebody, begins with a verb or has a mark."""
    for one in _unwrapped(block):
        if is_done(one.text) or is_nothing(plain(one.text)):
            continue
        task = read_task(one.text, speaking.known, speaking.day)
        to_do = place.section == "next" and (task.named or task.deed or place.owner or _HEADED.match(one.text))
        decided = place.section == "decisions" and not one.text.rstrip().endswith(":")
        spoken = [] if mark_in(one.text) else list(_free(place, one, speaking))
        if (to_do or decided or mark_in(one.text)) and not (spoken and speaking.where == "mail"):
            yield from _item(place, one, speaking)
        else:
            yield from spoken


def _unwrapped(block: Block) -> Iterator[Block]:
    """The lines of a paragraph, those that go on in the next one joined: it begins with a small letter and no name."""
    kept: list[Piece] = []
    for piece in block.pieces:
        goes_on = kept and piece.text.lstrip()[:1].islower() and not _HEADED.match(piece.text)
        if kept and not goes_on:
            yield replace(block, pieces=kept)
            kept = []
        kept.append(piece)
    if kept:
        yield replace(block, pieces=kept)
