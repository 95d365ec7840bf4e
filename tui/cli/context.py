"""What every command works with: the words it was called with, the clock, the log, and where results go."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import LogUnusable, NotFound, Refused, Unclear
from models.records.naming import short_id
from models.records.pair import Pair, choose, labels
from models.time.dates import parse_date, say_date
from models.time.words import folded
from storage.log import Clock, Log

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from datetime import date


@dataclass(slots=True)
class Context:
    """One call of a command. `args` are its words as argparse read them."""

    args: argparse.Namespace
    clock: Clock
    sample: Path | None = None
    told: set[str] = field(default_factory=set)
    changed: bool = False
    """Whether the log was changed, so that it is to be backed up."""

    @property
    def log_path(self) -> Path:
        """The log that is meant: the sample, else --log, else $VISAVIS_LOG, else the person's own."""
        if self.sample is not None:
            return self.sample
        named = getattr(self.args, "log", None)
        if named == "":
            raise Unclear("--log names no file; name one, or leave it out for your own log")
        if named := named or os.environ.get("VISAVIS_LOG"):
            return Path(named)
        from platformdirs import user_data_path  # not for every command

        return user_data_path("visavis", appauthor=False) / "log.visavis"

    @property
    def as_of_words(self) -> str | None:
        """The --as-of that was given, or $VISAVIS_AS_OF."""
        given: str | None = getattr(self.args, "as_of", None)
        return given if given is not None else os.environ.get("VISAVIS_AS_OF") or None

    @property
    def colours(self) -> bool:
        """Whether results may be coloured."""
        wanted = not getattr(self.args, "no_color", False) and "NO_COLOR" not in os.environ
        return wanted and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @contextmanager
    def reading(self) -> Iterator[Log]:
        """The log, open, with an owner."""
        with Log(self.log_path, self.clock) as log:
            _require_owner(log)
            if self.as_of_words is not None:
                log.as_of = self.as_of(log)
            yield log

    @contextmanager
    def writing(self) -> Iterator[Log]:
        """The log, open, for a command that writes: Unclear under --as-of."""
        with self.writing_any() as log:
            _require_owner(log)
            yield log

    @contextmanager
    def writing_any(self) -> Iterator[Log]:
        """The log, open for undo and redo, which also work where the last change emptied it."""
        self.refuse_past()
        with Log(self.log_path, self.clock) as log:
            try:
                yield log
            finally:
                self.changed = self.changed or log.written

    def keep_backup(self) -> None:
        """Have what was changed backed up beside this process, where that is due; say so where it cannot be."""
        if not self.changed:
            return
        from storage.care.keeping import begin  # most commands only read

        try:
            begin(self.log_path, self.clock())
        except LogUnusable as fault:
            say(str(fault))

    def refuse_past(self, why: str = "nothing can be changed in the past") -> None:
        """Unclear under --as-of."""
        if self.as_of_words is not None:
            raise Unclear(f"{why}; leave --as-of (or VISAVIS_AS_OF) out")

    def as_of(self, log: Log, pair: Pair | None = None) -> date:
        """The day the log is read at: --as-of, else today; of several alliances the latest, which hides nothing."""
        days = [log.today(item) for item in ([pair] if pair else log.pairs())]
        today = max(days) if days else log.today()
        return today if self.as_of_words is None else self.past_day("as of", self.as_of_words, today)

    def bound(self, name: str, today: date) -> date | None:
        """The day of --since or --until, None where it is not given."""
        words = getattr(self.args, name)
        return None if words is None else self.past_day(name, words, today)

    def window(self, today: date) -> tuple[date | None, date | None]:
        """The days of --since and --until, None where one is not given; Unclear where they hold no day."""
        since, until = self.bound("since", today), self.bound("until", today)
        if since and until and since > until:
            raise Unclear(f"--since {since} is after --until {until}; give the earlier day to --since")
        return since, until

    def past_day(self, option: str, words: str, today: date) -> date:
        """The day that typed words mean for a window or the log's past; said back where they are no plain date."""
        day = parse_date(words, today, past=True)
        said = f"{option} {say_date(day, today)}"
        if words.strip() != day.isoformat() and said not in self.told:
            self.told.add(said)
            say(said)
        return day

    def chosen(self, log: Log) -> Pair | None:
        """The pair that --alliance names; None where it is not given."""
        name = getattr(self.args, "alliance", None)
        return None if name is None else choose(log.pairs(), name)

    def the_pair(self, log: Log) -> Pair:
        """The pair a write is for: the named one, else the only one that has not ended; Unclear where none is that."""
        found = self.one_pair(log)
        if getattr(self.args, "alliance", None) is None and found.ended(log.today(found)):
            known = f"A{found.alliance.id}"
            raise Unclear(
                f"the alliance with {found.name} ended on {found.alliance.ended_on}, and no other goes on; name it with"
                f" --alliance {known}, or see: visavis alliance reopen {known}, visavis alliance add"
            )
        return found

    def one_pair(self, log: Log) -> Pair:
        """The named pair, else the only one that has not ended, else the only one; Unclear where several are left."""
        found = self.chosen(log)
        if found is not None:
            return found
        pairs = log.pairs()
        if not pairs:
            raise Unclear('the log holds no alliance; add one with: visavis alliance add --partner "NAME, ROLE"')
        going_on = [pair for pair in pairs if not pair.ended(log.today(pair))]
        pairs = going_on or pairs
        if len(pairs) > 1:
            what = "the log holds several alliances" if going_on else "every alliance of the log has ended"
            shown = folded(len(pairs), 6)
            known = ", ".join(labels(pairs)[:shown]) + (", …" if pairs[shown:] else "")
            raise Unclear(f"{what}; name one with --alliance ({known})")
        return pairs[0]

    def pair_of(self, log: Log, noun: str, record: Any) -> Pair:
        """The pair a record belongs to; NotFound where --alliance names another."""
        pairs = {pair.uid: pair for pair in log.pairs()}
        pair = pairs.get(getattr(record, "alliance", "")) or pairs.get(record.uid)
        chosen = self.chosen(log)
        if pair is None:
            return chosen or next(iter(pairs.values()))
        if chosen is not None and chosen.uid != pair.uid:
            raise NotFound(f"{short_id(noun, record.id)} belongs to the alliance with {pair.name}, not {chosen.name}")
        return pair

    def soonest_pair(self, log: Log) -> Pair:
        """The named pair, else the only one, else the one that meets next, which is said on stderr."""
        found = self.chosen(log)
        pairs = log.pairs()
        going_on = [pair for pair in pairs if not pair.ended(self.as_of(log, pair))] if len(pairs) > 1 else pairs
        if found is not None or len(going_on) < 2:
            return found or (going_on[0] if going_on else pairs[-1] if pairs else self.the_pair(log))
        from storage.reads.everyone import soonest  # not for every command

        pair = soonest(log, pairs, lambda pair: self.as_of(log, pair))
        say(f"{pair.name}, who is met next; --alliance names another")
        return pair


def _require_owner(log: Log) -> None:
    if not log.owner():
        raise Refused(
            "the log is empty; bring back what was undone with: visavis redo, or fill it with: visavis import FILE"
        )


def say(text: str) -> None:
    """A message to the person, beside the results. Where nobody can hear it, that is no reason to fail."""
    from tui.text.cells import visible  # not for every command

    with suppress(OSError):
        sys.stderr.write(f"visavis: {visible(text)}\n")
        sys.stderr.flush()


def tell_aside(aside: Iterable[Path]) -> None:
    """Say where whatever SQLite kept of another log was put aside, when a log got a name of its own."""
    for file in aside:
        say(f"what another log had left there was put aside as {file}")


def tell_earlier(path: Path) -> None:
    """Say so where a log was made at `path` and there was one before, of which something can still come back."""
    from storage.care.earlier import earlier, way_back  # not for every command

    if found := earlier(path):
        say(f"there was a log at {path} before: {way_back(found)}, and the one made now is put aside then")
