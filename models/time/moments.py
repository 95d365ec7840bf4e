"""Moments as people write them: a date and a time of day in a time zone, read into UTC.

A clock that is set forward skips times and one that is set back repeats them. Both are refused with what to write
instead, because only the person knows which was meant.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from models.errors import BadDate, UnsureYear
from models.time.dates import parse_date, short_date
from models.time.days import build
from models.time.words import LONGEST, plain, quoted

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EXAMPLES = "write for example tue 14:00, 3 dec 2:30 pm or 2026-12-03 14:00"
_TIMES = "write for example 14:00 or 2:30 pm"

# A time of day needs minutes or am/pm, and stands apart from what is around it: 14:00-15:00 is no time.
_TIME = r"(?<!\S)(?:at |@ ?)?(?:(\d{1,2}):(\d{2}) ?(am|pm)?|(\d{1,2}) ?(am|pm)|(noon))(?!\S)"
_CLOCK = r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?"
_OFFSET = r"(?:(z)|([+-])(\d{2}):(\d{2})(?::(\d{2}))?)"
_RFC3339 = rf"(\d{{4}})-(\d{{2}})-(\d{{2}})[t ]{_CLOCK} ?{_OFFSET}"

# In the folder of zones, but copies of it, other time scales, or whatever this machine is set to.
_NO_PLACES = frozenset({"posix", "right", "localtime", "posixrules", "Factory"})


def parse_moment(
    text: str, today: date, zone: tzinfo, order: str | None = None, *, past: bool = False, wary: bool = False
) -> datetime:
    """The moment, in UTC, that `text` means when it is said on `today` in `zone`.

    A date and a time of day in either order ("tue 14:00", "2pm tomorrow"); a time alone is today's; RFC 3339 with an
    offset is taken as it stands, whatever the zone. `order`, `past` and `wary` are as in `parse_date`. Raises BadDate,
    one line that says what to write, for what is no date and time, for a date alone, for a time that the clock skips or
    shows twice.
    """
    words = re.sub(r"(?<=\d)t(?=\d)", " ", plain(text))
    if not words:
        raise BadDate(f"no date and time are given; {_EXAMPLES}")
    if len(words) > LONGEST:
        raise BadDate(f"{quoted(text)} is not a date and time; {_EXAMPLES}")
    if match := re.fullmatch(_RFC3339, words, re.ASCII):
        return _with_offset(match)
    clock, rest = split_time(words)
    if clock is None:
        raise _no_time(text, today, order, past)
    try:
        day = parse_date(rest, today, order, past=past, wary=wary) if rest else today
    except UnsureYear as unsure:
        raise UnsureYear(f"{unsure} {clock:%H:%M}") from None
    return _in_zone(datetime.combine(day, clock), today, zone)


def split_time(words: str) -> tuple[time | None, str]:
    """The time of day within plain words, None where there is none, and the words around it.

    Raises BadDate for two times or for one that no clock shows (12:60, 25:00).
    """
    words = re.sub(r"(\d)\.(\d\d ?[ap]m)\b", r"\1:\2", words)  # 2.30pm, as in Britain
    found = list(re.finditer(_TIME, words, re.ASCII))
    if not found:
        return None, words
    if len(found) > 1:
        raise BadDate(f"{quoted(words)} has two times; write one")
    match = found[0]
    rest = f"{words[: match.start()]} {words[match.end() :]}"
    return _time_of(match), " ".join(rest.split())


def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as Europe/London. Raises BadDate, naming the likely one, for any other."""
    from zoneinfo import ZoneInfo  # here, because most commands that read dates need no zone

    # A name is a path for zoneinfo: what is no IANA name is not even looked for.
    odd = not re.fullmatch(r"[A-Za-z][\w+-]*(/[\w+-]+){0,2}", name, re.ASCII) or len(name) > LONGEST
    if not odd and name.split("/")[0] not in _NO_PLACES:
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # not known, not a zone file, a folder
            pass
    raise BadDate(f"{quoted(name)} is not a time zone; write for example {_likely_zone(name)}")


def _likely_zone(name: str) -> str:
    """The known zone that differs in case or spaces only, or is of that town; else two well-known ones."""
    from zoneinfo import available_timezones  # not for the first picture

    wanted = "_".join(name.lower().split())
    known = sorted(available_timezones() - _NO_PLACES) if wanted else []
    same = [zone for zone in known if wanted in (zone.lower(), zone.lower().rpartition("/")[2])]
    return same[0] if same else "Europe/London or America/New_York"


def _time_of(match: re.Match[str]) -> time:
    """The time of day of a match of `_TIME`."""
    hour24, minute, half, hour12, half_alone, noon = match.groups()
    if noon:
        return time(12)
    hours, minutes, half = int(hour24 or hour12), int(minute or 0), half or half_alone
    possible = minutes < 60 and (1 <= hours <= 12 if half else hours < 24)
    if not possible:
        raise BadDate(f"{quoted(match[0].strip())} is not a time; {_TIMES}")
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    return time(hours, minutes)


def _no_time(text: str, today: date, order: str | None, past: bool) -> BadDate:
    """The fault of a text without a time: a date that lacks one, or no date either."""
    try:
        day = parse_date(text, today, order, past=past)
    except BadDate:
        return BadDate(f"{quoted(text)} is not a date and time; {_EXAMPLES}")
    return BadDate(f"{short_date(day, today)} has no time; add one, for example {quoted(text.strip() + ' 14:00')}")


def _with_offset(match: re.Match[str]) -> datetime:
    """The moment of an RFC 3339 text."""
    year, month, day, hour, minute, second, fraction, utc, sign, hours, minutes, seconds = match.groups()
    try:
        clock = time(int(hour), int(minute), int(second or 0), int((fraction or "").ljust(6, "0")))
        offset = timedelta(0)
        if not utc:
            behind = time(int(hours), int(minutes), int(seconds or 0))  # as a time, to have its numbers checked
            offset = timedelta(hours=behind.hour, minutes=behind.minute, seconds=behind.second)
    except ValueError:
        hint = "write for example 2026-12-03 14:00+01:00"
        raise BadDate(f"{quoted(match[0])} has no such time or offset; {hint}") from None
    local = datetime.combine(build(int(year), int(month), int(day)), clock)
    return local.replace(tzinfo=timezone(-offset if sign == "-" else offset)).astimezone(UTC)


def _in_zone(local: datetime, today: date, zone: tzinfo) -> datetime:
    """The UTC moment at which clocks in `zone` show `local`; BadDate where they never or twice do (PEP 495)."""
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after:
        return first.astimezone(UTC)
    day, shown = short_date(local.date(), today), f"{local:%H:%M}"
    if before < after:
        skipped, there = _gap(local, zone, before, after)
        change = f"the clock goes from {skipped:%H:%M} to {there:%H:%M}"
        raise BadDate(f"{shown} does not exist on {day}, {change}; write {there:%Y-%m-%d %H:%M} or later")
    raise BadDate(f"{shown} comes twice on {day}; write {_rfc3339(first)} or {_rfc3339(second)}")


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes")


def _gap(local: datetime, zone: tzinfo, before: timedelta, after: timedelta) -> tuple[datetime, datetime]:
    """The local times between which the clock skips `local`: the first that is missing, the first that is there."""
    early, late = local - after, local - before  # in UTC, the change lies after the one and not after the other
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        if middle.replace(tzinfo=UTC).astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    change = (early + timedelta(seconds=1)).replace(microsecond=0)
    there = change + after
    return change + before, there + timedelta(seconds=-there.second % 60)  # zones of old changed within a minute
