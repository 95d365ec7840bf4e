"""What both share as rows: criteria by initiative, the customer card in force, guidelines, placements."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from models.measures.money import say_sum, sums
from models.pages.benefits import card_in_force
from models.pages.recall import look_again_on
from models.records.criterion import COURSES, values_of
from models.records.freshness import standing, whose
from models.records.naming import one_line
from models.time.dates import distance, long_date
from tui.pictures.benefits import series_line
from tui.places.alliance.effects import Effects, done_to, effects_on
from tui.rows.tall import section
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.text.words import NEAR_DAYS, ago, called, does, veil
from tui.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.pair import Pair
    from models.records.rows import Criterion, Customer, Decision, Note, Placement
    from tui.text.spans import Voice
    from tui.widgets.sections import Section

OURS = "SHARED SUCCESS"
"""The label of criteria that belong to no initiative."""

_LONGEST_LABEL = 40
_MOST = 5


class Shared(NamedTuple):
    """What both share, in order."""

    pair: Pair
    as_of: date
    criteria: Sequence[Criterion]
    customers: Sequence[Customer]
    decisions: Sequence[Decision]
    placements: Sequence[Placement]
    veiled: bool
    notes: Sequence[Note] = ()


def shared_sections(found: Shared) -> list[Section]:
    """Criteria by initiative, the card, guidelines, placements, and last the earlier cards."""
    now = [item for item in found.placements if not _is_over(item, found.as_of)]
    over = [item for item in found.placements if _is_over(item, found.as_of)]
    card = card_in_force(found.customers)
    earlier = [item for item in reversed(found.customers) if item is not card]
    return [
        *_by_initiative(found),
        section("BROUGHT, IN MONEY", _money(found), counted=False),
        *_measures(found),
        *(_card_sections(found, card) if card else ()),
        *(
            section(label, map(partial(_guideline, found), in_force(found.decisions, kind)), _MOST)
            for kind, label in _IN_FORCE.items()
        ),
        section("IN OTHER TEAMS", map(partial(_placement, found), reversed(now)), _MOST),
        section("BACK AGAIN", map(partial(_placement, found), reversed(over)), _MOST),
        section("EARLIER CARDS", map(partial(_earlier, found), earlier), _MOST),
    ]


_IN_FORCE = {"guideline": "GUIDELINES", "data": "WHO MAY USE WHICH DATA", "tool": "OUTSIDE TOOLS"}
"""What is decided until further notice, by its kind."""


def in_force(decisions: Sequence[Decision], kind: str = "guideline") -> list[Decision]:
    """Those of a kind that hold: no other decision replaces them. First what is looked at again the soonest."""
    replaced = {item.supersedes for item in decisions if item.supersedes}
    found = [item for item in decisions if item.kind == kind and item.uid not in replaced]
    return sorted(found, key=lambda item: (look_again_on(item) or date.max, item.id))


class _Words(NamedTuple):
    """What a row says of a record."""

    what: str
    state: str = ""
    voice: Voice = "aside"
    below: Sequence[str] = ()
    lead: str = ""


def _row(found: Shared, noun: str, record: Any, told: _Words, part: tuple[str | int, ...] = ()) -> Row:
    """A record, or a `part` of it, as a row; a private one veiled whole."""
    able = does(noun, record, found.pair, found.as_of)
    key = (noun, record.id, *part)
    if found.veiled and record.private:
        return Row(key, "", "", veil(), does=able)
    return Row(
        key,
        told.lead,
        "",
        visible(told.what),
        visible(told.state),
        state_voice=told.voice,
        does=able,
        below=tuple(map(visible, told.below)),
    )


# Criteria


def _by_initiative(found: Shared) -> list[Section]:
    """The criteria of each initiative under its name, those of none last; what is met stands after the rest."""
    groups: dict[str, list[Criterion]] = {}
    for item in sorted(found.criteria, key=lambda item: (not item.initiative, bool(item.met_on), -item.id)):
        name = visible(one_line(item.initiative))[:_LONGEST_LABEL].upper() if item.initiative else OURS
        label = veil() if found.veiled and item.private else name
        groups.setdefault(label, []).append(item)
    return [section(label, map(partial(_criterion, found), items)) for label, items in groups.items()]


def _money(found: Shared) -> list[Row]:
    """What each initiative brought in money, each sureness by itself; nothing where no check-in told any."""
    shown = [item for item in found.criteria if not (found.veiled and item.private)]
    told = sums(shown, found.as_of)
    first = {item.initiative or "": item.id for item in reversed(shown)}
    return [
        Row(
            ("criterion", first[name], "money"),
            "",
            "",
            visible(one_line(name)) or OURS.capitalize(),
            f" {glyphs().dot} ".join(say_sum(item) for item in told if item.initiative == name),
        )
        for name in dict.fromkeys(item.initiative for item in told)
    ]


def _criterion(found: Shared, item: Criterion) -> Row:
    state, voice = _course(found, item)
    served = [
        f"for {whom}: {one_line(text)}"
        for whom, text in (
            ("the customer", item.for_customer),
            (found.pair.short(found.pair.alliance.principal), item.for_principal),
            (found.pair.short(found.pair.alliance.partner), item.for_partner),
        )
        if text
    ]
    credit = [f"credit: {one_line(item.credit)}"] if item.credit else []
    below = [*filter(None, [_way(found, item)]), *served, *credit]
    return _row(found, "criterion", item, _Words(one_line(item.name), state, voice, below))


def _course(found: Shared, item: Criterion) -> tuple[str, Voice]:
    """Where it stands: on course or off it, met, or met and still to be celebrated."""
    if item.met_on and item.met_on <= found.as_of:
        met = f"met {ago((found.as_of - item.met_on).days)}"
        return (met, "aside") if item.credit else (f"{met}, whose work was it?", "watch")
    if not item.check_ins:
        return "not measured yet", "aside"
    last = item.check_ins[-1]
    day = date.fromisoformat(str(last["on"]))
    told = ago((found.as_of - day).days) if day <= found.as_of else ""
    course = COURSES.get(str(last.get("status")), "measured")
    return ", ".join(filter(None, (course, told))), "watch" if last.get("status") == "off" else "aside"


def _way(found: Shared, item: Criterion) -> str:
    """From where to where: its small series, the first value and the last, the target with its date."""
    unit = f" {one_line(item.unit)}" if item.unit else ""
    values = values_of(item)
    drawn = "".join(text for text, _ in series_line(values, glyphs()))
    facts = (
        [f"{drawn}  {_from_to(item, values)}{unit}" if drawn else f"{_from_to(item, values)}{unit}"] if values else []
    )
    by = f" by {long_date(item.due_on, found.as_of)}" if item.due_on and not item.met_on else ""
    if item.target is not None:
        facts.append(f"target {item.target:g}{'' if values else unit}{by}")
    elif by:
        facts.append(by.strip())
    return ", ".join(facts)


def _from_to(item: Criterion, values: Sequence[float]) -> str:
    first = item.baseline if item.baseline is not None else values[0]
    return f"{values[-1]:g}" if first == values[-1] and len(values) == 1 else f"{first:g} to {values[-1]:g}"


# Measures of both


def _measures(found: Shared) -> list[Section]:
    """What each of the two is measured by, with what serves and what hurts it, once anything is linked to one."""
    done = done_to(found.criteria, found.notes, found.as_of, veiled=found.veiled)
    if not done:
        return []
    notes = [note for note in standing(found.notes, found.as_of) if note.kind == "success-measure"]
    sides: dict[str, list[Note]] = {found.pair.other.uid: [], found.pair.me.uid: []}
    for note in notes:
        sides.setdefault(whose(note, found.pair), []).append(note)
    return [
        section(f"{_name(found, uid)} MEASURED BY", [_measure(found, note, done) for note in own])
        for uid, own in sides.items()
    ]


def _name(found: Shared, uid: str) -> str:
    return f"{visible(found.pair.short(uid)).upper()} IS" if uid else "BOTH ARE"


def _measure(found: Shared, note: Note, done: Effects) -> Row:
    below = [text for text, _ in effects_on(done, note)]
    return _row(found, "note", note, _Words(one_line(note.text), below=below))


# The customer card


def _card_sections(found: Shared, card: Customer) -> list[Section]:
    """Who the customer is, which groups matter most, and where the journey breaks: each a line of the same card."""
    row = partial(_row, found, "customer", card)
    state, voice = _agreed(found, card)
    asked = [f"{name}: {one_line(text)}" for name, text in (("open", card.questions), ("from", card.sources)) if text]
    sections = [section("OUR CUSTOMER", [row(_Words(one_line(card.text), state, voice, asked))], counted=False)]
    if found.veiled and card.private:
        return sections
    segments = [
        row(_Words(str(item["name"]), *_asked(found, item), lead=f"{at}"), ("segment", at))
        for at, item in enumerate(card.segments or (), 1)
    ]
    steps = [
        row(
            _Words(
                str(item["step"]),
                str(item.get("owner") or ""),
                below=_told(item.get("breaks"), "breaks: "),
                lead=glyphs().not_met if item.get("breaks") else glyphs().met,
            ),
            ("step", at),
        )
        for at, item in enumerate(card.journey or (), 1)
    ]
    return [*sections, section("SEGMENTS", segments), section("JOURNEY", steps)]


def _asked(found: Shared, segment: Mapping[str, Any]) -> tuple[str, Voice, list[str]]:
    """When a group of customers was asked, how many and by whom; older than a year is worth asking again."""
    need = _told(segment.get("need"))
    how = " ".join(
        filter(None, (str(segment.get("asked") or ""), f"by {by}" if (by := segment.get("asked_by")) else ""))
    )
    if not segment.get("asked_on"):
        return "", "aside", [*need, *_told(how, "asked: ")]
    days = (found.as_of - date.fromisoformat(str(segment["asked_on"]))).days
    old = days > _YEAR
    state = f"asked {ago(days)}{', ask again?' if old else ''}"
    return state, "watch" if old else "aside", [*need, *_told(how, "asked: ")]


_YEAR = 365
"""Days after which what a group of customers said is old."""


def _told(text: object, before: str = "") -> list[str]:
    return [f"{before}{text}"] if text else []


def _agreed(found: Shared, card: Customer) -> tuple[str, Voice]:
    """Who has agreed to a card, and since when."""
    pair = found.pair
    agreed = {uid: date.fromisoformat(str(day)) for uid, day in (card.agreed or {}).items()}
    still = [called(pair, person.uid) for person in (pair.me, pair.other) if person.uid not in agreed]
    if not still:
        return f"agreed by both {ago((found.as_of - max(agreed.values())).days)}", "aside"
    return f"not agreed by {'either' if len(still) == 2 else still[0]} yet", "aside"


def _earlier(found: Shared, card: Customer) -> Row:
    state, voice = _agreed(found, card)
    return _row(found, "customer", card, _Words(one_line(card.text), state, voice))._replace(does="")


# Guidelines and placements


def _guideline(found: Shared, item: Decision) -> Row:
    on, below = look_again_on(item), _tool(found, item)
    if on is None:
        state = f"decided {ago((found.as_of - item.decided_on).days)}" if item.decided_on else ""
        return _row(found, "decision", item, _Words(one_line(item.text), state, below=below))
    days = (on - found.as_of).days
    near = days < NEAR_DAYS
    when = distance(on, found.as_of) if near else long_date(on, found.as_of)
    if on == item.contract_until:
        state = f"contract {'ends' if days >= 0 else 'ended'} {when}"
    else:
        state = f"to be reviewed {when}" if days >= 0 else f"review was due {when}"
    voice: Voice = "watch" if days <= 2 else "aside"
    return _row(found, "decision", item, _Words(one_line(item.text), state, voice, below))


def _tool(found: Shared, item: Decision) -> list[str]:
    """Who bought a tool, which data it holds, and, where its state does not say it, until when its contract runs."""
    day = item.contract_until
    until = long_date(day, found.as_of) if day and day != look_again_on(item) else ""
    facts = (("bought by", item.bought_by), ("holds", item.holds), ("contract until", until))
    return [f"{name} {one_line(text)}" for name, text in facts if text]


def _is_over(item: Placement, as_of: date) -> bool:
    return item.until_on is not None and item.until_on < as_of


def _placement(found: Shared, item: Placement) -> Row:
    teams = " to ".join(part for part in (item.from_team, item.to_team) if part)
    what = f"{item.who}, {teams}" if teams else item.who
    if _is_over(item, found.as_of) and item.until_on:
        state = f"back {ago((found.as_of - item.until_on).days)}"
        below = f"learned: {one_line(item.learned)}" if item.learned else "what was learned is not told yet"
        return _row(found, "placement", item, _Words(what, state, below=[below]))
    since = f"since {ago((found.as_of - item.from_on).days)}" if item.from_on and item.from_on <= found.as_of else ""
    until = f"until {long_date(item.until_on, found.as_of)}" if item.until_on else ""
    learned = [f"learned: {one_line(item.learned)}"] if item.learned else []
    return _row(found, "placement", item, _Words(what, until or since, below=learned))
