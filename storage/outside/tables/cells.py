"""What a cell of somebody else's table means: a day, a state, one of the two. Each distinct text is read once."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from models.acts.rules import STATES
from models.errors import BadDate, BadValue
from models.time.dates import parse_date
from models.time.words import MONTH_OF, plain
from storage.outside.tables.heads import NONE

if TYPE_CHECKING:
    from datetime import tzinfo

    from storage.outside.promises.told import Meanings

ORDER = "order"
"""The kind of fault of a date of which one cannot see which number is the month."""

_SILENT = "n/a, #n/a, na, tbd, tbc, tba, asap, ongoing, continuous"
_EMPTY = ("", "-", "\u2013", "\u2014", "?", NONE, *_SILENT.split(", "))
_YES = ("yes", "y", "true", "x", "1", "\u2713", "\u2714", "\u2611", "ja", "oui", "wahr", "vrai")
_NO = ("no", "n", "false", "0", "\u2610", "nein", "non", "falsch", "faux")
"""What a check box holds in a table."""

_STATES: dict[str, str] = {
    "promised": "open, to do, todo, in progress, on track, late, blocked, not started, started, ongoing, active, "
    "doing, pending, waiting, on hold, at risk, overdue, delayed, planned, backlog, underway, under way, agreed, "
    "wip, assigned, scheduled, selected for development, ready for development, working on it, stuck, reopened, "
    "triage, next up, "
    "offen, in arbeit, in bearbeitung, laufend, begonnen, verspätet, blockiert, nicht begonnen, en cours, à faire, "
    "ouvert, en curso, abierto, pendiente, in corso, aperto, lopend, bezig",
    "requested": "asked, new, asked for, neu, angefragt, nouveau, nuevo, nuovo, nieuw",
    "reported": "ready, delivered, in review, for review, to review, code review, in qa, in testing, said to be done, "
    "geliefert, bereit, livré",
    "satisfied": "done, closed, complete, completed, finished, resolved, accepted, done and accepted, erledigt, "
    "fertig, abgeschlossen, geschlossen, terminé, fait, clos, hecho, completado, cerrado, fatto, completato, chiuso, "
    "klaar, afgerond",
    "cancelled": "dropped, canceled, no longer needed, won't do, won't fix, not planned, duplicate, obsolete, "
    "abgebrochen, entfällt, annulé, cancelado, annullato",
    "declined": "rejected, refused, abgelehnt, refusé, rechazado, rifiutato",
}


def plain_word(text: str) -> str:
    """What is compared of a state: its words in small letters, without marks."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


_KNOWN = {state: state for state in STATES["commitment"]} | {
    plain_word(word): state for state, words in _STATES.items() for word in words.split(", ")
}
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)? ?%").fullmatch


def is_empty(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().casefold() in _EMPTY


def tick(text: str) -> bool | None:
    """What a check box says; None where a cell holds none."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def state_of(text: str) -> str:
    """The state that a word means; BadValue where it is none that is known."""
    found = _KNOWN.get(plain_word(text))
    if percent := _PERCENT(text.strip()):
        found = "satisfied" if percent[1] == "100" else "promised" if int(percent[1]) < 100 else None
    if found is None and (ticked := tick(text)) is not None:
        found = "satisfied" if ticked else "promised"
    if found is None:
        raise BadValue(
            f'the status "{text.strip()}" is not known; say what it means, as in --map "{text.strip()}=open" '
            "(or asked, delivered, done, cancelled, rejected)"
        )
    return found


# Days

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)").fullmatch
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)").fullmatch
_ISO_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(Z|[+-]\d\d:?\d\d)?").fullmatch
_TIME = re.compile(r",? +\d{1,2}:\d\d(:\d\d)?( ?[ap]\.?m\.?)?$", re.IGNORECASE)
_SERIAL = re.compile(r"[2-7]\d{4}([.,]\d+)?").fullmatch
_SHORT_YEAR = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d\d)").fullmatch
_BY_NAME = re.compile(r"(\d{1,2})[-/. ]+([^\W\d_]{3,10})\.?(?:[-/ ,]+(\d\d|\d{4}))?").fullmatch
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}))?").fullmatch
_MONTHS = {
    word: name
    for name, words in {
        "jan": "januar, jänner, janvier, enero",
        "feb": "februar, février, febrero",
        "mar": "märz, mrz, mär, mars, marzo",
        "apr": "avril, abril",
        "may": "mai, mayo",
        "jun": "juni, juin, junio",
        "jul": "juli, juillet, julio",
        "aug": "août, agosto",
        "sep": "septembre, septiembre",
        "oct": "oktober, okt, octobre, octubre",
        "nov": "novembre, noviembre",
        "dec": "dezember, dez, décembre, diciembre",
    }.items()
    for word in words.split(", ")
}
"""Months as German, French and Spanish spreadsheets write them."""

_QUARTER = re.compile("q[1-4]").fullmatch
_FIRST_SERIAL = date(1899, 12, 30)


class Days:
    """Reads the days of a table. `order` says how its numbers stand, `words` what was said of one in it."""

    def __init__(self, today: date, zone: tzinfo, order: str | None, words: Meanings) -> None:
        self.today, self.zone, self.order, self.words = today, zone, order, words
        self._read: dict[tuple[str, bool], date | BadDate] = {}

    def read(self, text: str, *, past: bool = False) -> date | None:
        """The day that a cell means, None where it says nothing; BadDate where one cannot know which.

        Without a year it is the nearest such day, with `past` the last one.
        """
        text = self.words.said(text) or text
        if is_empty(text):
            return None
        key = (text, past)
        if key not in self._read:
            try:
                self._read[key] = self._day(text.strip(), past=past)
            except BadDate as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, BadDate):
            raise found
        return found

    def _day(self, text: str, *, past: bool) -> date:
        if iso := _ISO(text) or _COMPACT(text):
            return _built(text, *map(int, iso.groups()))
        if found := _ISO_MOMENT(text):
            return self._of_moment(text, *found.groups())
        if _SERIAL(text):
            day = _FIRST_SERIAL + timedelta(int(text[:5]))
            raise BadDate(
                f"{text} is a day as Excel counts them, {day}; give the column the format of a date there, "
                f'or say --map "{text}={day}"'
            )
        words = _TIME.sub("", text)
        if short := _SHORT_YEAR(words):
            words = f"{short[1]}{short[2]}{short[3]}{short[2]}20{short[4]}"
        if named := _BY_NAME(words):
            month, year = _MONTHS.get(named[2].casefold(), named[2]), named[3] or ""
            words = f"{named[1]} {month} {f'20{year}' if len(year) == 2 else year}".strip()
        self._refuse_unclear(text, words)
        return self._nearest(text, words, past=past)

    def _of_moment(self, text: str, day: str, time: str, zone: str | None) -> date:
        try:
            found = datetime.fromisoformat(f"{day}T{time}{zone or ''}")
        except ValueError:
            raise BadDate(f'"{text}" is no moment of the calendar; say --map "{text}={NONE}", or the day') from None
        return found.astimezone(self.zone).date() if found.tzinfo else found.date()

    def _refuse_unclear(self, text: str, words: str) -> None:
        """Refuse numbers of which one cannot see which is the month, unless the order was said."""
        numbers = _NUMBERS(words)
        if numbers is None or self.order is not None:
            return
        first, second = int(numbers[1]), int(numbers[3])
        if first == second or (numbers[4] and (first > 12) != (second > 12)):
            return
        raise UnclearOrder(
            f'"{text}" does not say which number is the month; say --order dmy (the day first) or --order mdy'
        )

    def _nearest(self, text: str, words: str, *, past: bool) -> date:
        hint = f'say which day it is, as in --map "{text}={self.today}" (or ={NONE})'
        try:
            found = self._readings(words)
        except BadDate as error:
            if self.order and _NUMBERS(words):
                raise BadDate(f"{error}; is it --order {'mdy' if self.order == 'dmy' else 'dmy'}?") from None
            raise BadDate(f'"{text}" is not one day of the calendar; {hint}') from None
        return found[0] if past else min(found, key=lambda day: abs((day - self.today).days))

    def _readings(self, words: str) -> list[date]:
        """The last such day and the next, or the one of them that there is; BadDate where there is none."""
        if not _names_a_day(words):  # friday, tomorrow: nobody knows when that was written
            raise BadDate("it is told from a day that is not known")
        numbers = _NUMBERS(words)
        order = self.order or ("dmy" if numbers and numbers[1] == numbers[3] else None)
        found, fault = [], BadDate("")
        for past in (True, False):
            try:
                found.append(parse_date(words, self.today, order, past=past))
            except BadDate as error:  # without a year a weekday may fit one of the two alone
                fault = error
        if not found:
            raise fault
        return found


def _names_a_day(words: str) -> bool:
    """Whether words name a day of the calendar by its numbers or its month, whenever they were written."""
    named = re.findall(r"[a-z]+\d?", plain(words))
    return bool(re.search(r"\d ?[./-] ?\d", words)) or any(word in MONTH_OF or _QUARTER(word) for word in named)


class UnclearOrder(BadDate):
    """Numbers of which one cannot see which is the month."""


def _built(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        # A year in front is read as year, month, day: most often the other two were changed over.
        meant = f"{year}-{day:02}-{month:02}" if day <= 12 < month <= 31 else NONE
        raise BadDate(f'"{text}" is no day of the calendar; say which it is, as in --map "{text}={meant}"') from None
    if not 1900 <= found.year <= 2200:
        raise BadDate(f'"{text}" is too far away; years run from 1900 to 2200')
    return found
