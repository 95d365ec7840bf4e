"""Which column of a table is what: by the words that people put over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.records.values import record_fields
from storage.outside.tables.guarding import unguarded
from storage.outside.tables.links import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from storage.outside.promises.told import Faults, Meanings

NONE = "none"
"""What a column, an owner or a date is mapped to that is to be passed over."""

NOT_READ = "not read"
SEVERAL = ("why",)
"""What may stand in several columns: one text is made of them."""

PROMISED = "text"
TAKEN = ("text", "why", "done_means", "handled_by", "was_days", "should_be_days", "private")
"""The fields of a commitment that a table brings as they are declared."""

_WORDS: dict[str, str] = {
    "uid": "uuid",
    "id": "",
    "alliance": "",
    "text": "task, action, action item, item, what, title, promise, commitment, deliverable, to do item, task name, "
    "card name, agreed action, action description, description of action, next step, next steps, activity, summary, "
    "subject, content, issue title, aufgabe, maßnahme, massnahme, tätigkeit, thema, tâche, action à mener, tarea, "
    "acción, attività, taak, actie",
    "from": "owner, assignee, who, responsible, by, assigned to, action owner, task owner, lead, responsible person, "
    "person responsible, accountable, assignees, owners, members, assignee name, owner name, action by, by whom, "
    "assigned, assign, person, pic, dri, wer, verantwortlich, "
    "verantw, verantwortlicher, zuständig, bearbeiter, responsable, qui, "
    "propietario, responsabile, verantwoordelijke, eigenaar",
    "to": "for, requested by, requester, reporter, raised by, asked by, promised to, auftraggeber, für, demandeur",
    "due": "due date, date due, deadline, by when, when, target, revised due date, revised date, new due date, "
    "target date, due on, due by, when, end date, finish, eta, fällig, "
    "fällig am, termin, frist, bis, bis wann, zieldatum, échéance, date limite, fecha límite, vencimiento, scadenza, "
    "vervaldatum",
    "first_due": "first due date, original due date, baseline due, original date",
    "state": "status, progress, stand, fortschritt, zustand, statut, état, estado, stato",
    "on": "date, created, created at, created on, created date, date created, date raised, raised, raised on, opened, "
    "date opened, entered, erstellt, erstellt am, angelegt, angelegt am, datum, créé le, fecha",
    "done_on": "completed, closed, done, completed at, completed on, completed date, completion date, date completed, "
    "closed at, closed on, date closed, closed date, done date, finished, erledigt, erledigt am, abgeschlossen am, "
    "terminé le",
    "ended_on": "ended",
    "why": "notes, comments, note, comment, remarks, remark, bemerkung, bemerkungen, kommentar, notiz, notizen, "
    "anmerkung, commentaire, commentaires, notas, comentarios, note e commenti, opmerkingen",
}
"""The words over each column that is read, besides its own name."""

_EITHER: dict[str, tuple[str, ...]] = {
    "name": ("text", "from"),
    "description": ("text", "why"),
    "details": ("text", "why"),
    "beschreibung": ("text", "why"),
    "assignee email": ("from",),
    "owner email": ("from",),
    "progress": ("state",),
    "due complete": ("state",),
    "complete": ("state",),
    "percent complete": ("state",),
    "done": ("done_on", "state"),
    "completed": ("done_on", "state"),
    "closed": ("done_on", "state"),
}
"""Words that are read as the first of these that no other column is, else not at all."""


def plain_head(text: str) -> str:
    """What is compared of a head: its words in small letters, without marks and what stands in brackets."""
    words = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", words).split())


def _known() -> dict[str, str]:
    found = {
        plain_head(name): name for name in (*_WORDS, *record_fields("commitment")) if name in (*_WORDS, *TAKEN, *LINKS)
    }
    for name, words in _WORDS.items():
        found |= {plain_head(word): name for word in words.split(", ") if word}
    return found


_COLUMNS = _known()
COLUMNS = tuple(dict.fromkeys(_COLUMNS.values()))
"""Every column that is read."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head line of a table: its texts, and for each of what is read the numbers of its columns."""

    line: int
    heads: Sequence[str]
    read_as: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def understood(self) -> tuple[tuple[str, str], ...]:
        """Each head that says anything, with what its column was read as."""
        names = {number: name for name, numbers in self.read_as.items() for number in numbers}
        return tuple((text, names.get(number, NOT_READ)) for number, text in enumerate(self.heads) if text.strip())

    def head(self, name: str) -> str:
        """What stands over the column that is read as that."""
        return self.heads[self.read_as[name][0]]

    def cell(self, cells: Sequence[str], name: str) -> str:
        """The text of a row in that column; of several their texts below each other. Empty where there is none."""
        numbers = self.read_as.get(name)
        if numbers is None:
            return ""
        if len(numbers) == 1:
            return unguarded(cells[numbers[0]]) if numbers[0] < len(cells) else ""
        found = [cells[number] for number in numbers if number < len(cells)]
        return "\n".join(unguarded(cell) for cell in found if cell.strip())


def recognised(heads: Iterable[str]) -> int:
    """How many heads are known, none where no column would say what is promised."""
    words = [plain_head(text) for text in heads]
    names = {_COLUMNS.get(word) for word in words} | {name for word in words for name in _EITHER.get(word, ())[:1]}
    return len(names - {None}) if PROMISED in names else 0


def columns_of(line: int, heads: Sequence[str], words: Meanings, faults: Faults) -> TableHead:
    """What each column is read as; faults are noted where one thing would be read from two columns, or a name is twice.

    `words` has what was said of a column by its head.
    """
    found: dict[str, list[int]] = {}
    later: list[tuple[int, tuple[str, ...]]] = []
    for number, text in enumerate(heads):
        word, said = plain_head(text), words.said(text)
        if said is not None:
            if said.casefold() in COLUMNS:
                found.setdefault(said.casefold(), []).append(number)
            elif said.casefold() != NONE:
                faults.add(line, f'"{text}" is mapped to "{said}"; columns are {", ".join(COLUMNS)} or {NONE}')
        elif word in _EITHER:
            later.append((number, _EITHER[word]))
        elif word in _COLUMNS:
            found.setdefault(_COLUMNS[word], []).append(number)
    for number, names in later:
        free = next((name for name in names if name not in found or name in SEVERAL), None)
        if free:
            found.setdefault(free, []).append(number)
    _refuse_doubled(line, heads, found, faults)
    # Of what is doubled the first is read on, to find what else is wrong.
    read_as = {name: tuple(numbers if name in SEVERAL else numbers[:1]) for name, numbers in found.items()}
    return TableHead(line, heads, read_as)


def _refuse_doubled(line: int, heads: Sequence[str], found: Mapping[str, Sequence[int]], faults: Faults) -> None:
    seen: set[str] = set()
    for text in heads:
        name = " ".join(text.split()).casefold()
        if name and name in seen:
            faults.add(line, f'the head "{text}" stands there twice; name one of the two columns otherwise')
        seen.add(name)
    for name, numbers in found.items():
        names = [heads[number] for number in numbers]
        if len(names) > 1 and name not in SEVERAL and len({plain_head(text) for text in names}) > 1:
            listed, last = ", ".join(f'"{text}"' for text in names[:-1]), names[-1]
            faults.add(
                line, f'{listed} and "{last}" are both read as {name}; say which is none, as in --map "{last}={NONE}"'
            )
