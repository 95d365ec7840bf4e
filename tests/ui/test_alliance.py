"""The alliance: its six benefits with their evidence, the pages of the two, what both share; keys and mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.measures.neglect import BY_KEY
from models.pages.benefits import Evidence
from storage.log import Log
from storage.sample.building import make
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    PAIR,
    TODAY,
    Record,
    commitment,
    day,
    disagreement,
    event,
    meeting,
    people,
    uid,
)
from tui.places.alliance.place import AlliancePlace
from tui.widgets.sheet import Sheet

TALL = (118, 60)
SECRET = "Her move to Lisbon"
QUESTION = BY_KEY["expectations"].question


def note(kind: str, text: str, by: str, about: str | None, on: int = -10, **more: Any) -> Record:
    """A note of one of the two about one of them."""
    found = {"type": "note", "uid": uid(f"n{text}"), "alliance": PAIR, "kind": kind, "text": text}
    return {**found, "by": by, "on": day(on), **({"about": about} if about else {}), **more}


def criterion(name: str, **more: Any) -> Record:
    return {"type": "criterion", "uid": uid(f"k{name}"), "alliance": PAIR, "name": name, **more}


def card(text: str, **more: Any) -> Record:
    return {"type": "customer", "uid": uid(f"u{text}"), "alliance": PAIR, "text": text, **more}


def placement(who: str, **more: Any) -> Record:
    return {"type": "placement", "uid": uid(f"x{who}"), "alliance": PAIR, "who": who, **more}


def guideline(text: str, **more: Any) -> Record:
    return {
        "type": "decision", "uid": uid(f"g{text}"), "alliance": PAIR, "text": text, "kind": "guideline", **more
    }  # fmt: skip


def known() -> list[Record]:
    """What the two know of each other; two of the notes are old, and one is private."""
    return [
        note("success-measure", "Members who come back", JAY, DANA, -300, confirmed_on=day(-20)),
        note("success-measure", "Hours lost in trading time", DANA, JAY, -300, confirmed_on=day(-120)),
        note("challenge", "A finance chief who believes only what can be clicked", JAY, DANA, -200),
        *(note("priority", f"Priority {n} of Dana", DANA, JAY, rank=n, serves=f"Serves {n}") for n in (2, 1)),
        note("priority", "Priority of Jay", JAY, DANA, rank=1),
        note("domain", "On tone Dana decides", JAY, None),
        note("learning", "What brand lift means", JAY, DANA, level="explain"),
        note("suggestion", "First Saturday in a shop", JAY, DANA, -12),
        note("introduction", "Jo from repairs", DANA, JAY, answered_on=day(-3), whom="Jo Tarrant"),
        note("recognition", "Ines put Grace first", JAY, DANA),
        note("advocacy", "IT is why we may ask", DANA, JAY, whom="the new CFO"),
        note("personal", SECRET, JAY, DANA, -64, private=True),
    ]


def shared() -> list[Record]:
    """What both share."""
    first, second = card("People outdoors", agreed={JAY: day(-300), DANA: day(-299)}), card("People who mend")
    second |= {
        "supersedes": first["uid"],
        "agreed": {JAY: day(-40)},
        "segments": [{"name": "Families", "need": "A list"}, {"name": "Walkers"}],
        "journey": [{"step": "Looks at stock", "owner": "IT", "breaks": "Not shown"}, {"step": "Pays"}],
    }
    ins = [{"on": day(-60), "value": 24, "status": "off"}, {"on": day(-9), "value": 15, "status": "off"}]
    return [
        first,
        second,
        criterion(
            "Days from brief to live", initiative="Faster", unit="days", target=8, check_ins=ins, for_partner="Speed"
        ),
        criterion("Members who buy again", met_on=day(-9), for_principal="Worth", for_partner="A season"),
        guideline("Named owner before money", review_on=day(5)),
        guideline("Freeze is three weeks", review_on=day(-4), decided_on=day(-300)),
        placement("Mia Lund", from_team="Analytics", to_team="Platform", from_on=day(-30), until_on=day(130)),
        placement("Grace Achebe", from_on=day(-200), until_on=day(-40), learned="Why briefs are late"),
    ]


def whole(*, meetings: int = 6) -> list[Record]:
    """A log with something of everything."""
    held = [meeting(day(-14 * number - 11), "held", "walk" if number == 1 else "office") for number in range(meetings)]
    owed = event("promise", JAY, day(-40), due=day(-4))
    return [
        *people(started_on=day(-81)),
        *held,
        meeting(day(3), "planned"),
        *known(),
        *shared(),
        commitment("Consent feed", JAY, owed),
        commitment("Sandbox", JAY, event("request", DANA, day(-3))),
        disagreement("Who owns the data model", -23),
    ]


async def at(found: Driven, view: str, *keys: str) -> None:
    """Go to a view of the place."""
    await found.press("6")
    while place(found).view != view:
        await found.press("right")
    await found.press(*keys)


def place(found: Driven) -> AlliancePlace:
    assert isinstance(found.app.screen, AlliancePlace)
    return found.app.screen


def figures(found: Driven) -> str:
    """What stands beside the list, whether it is seen or not."""
    sheet = found.place.query_one("#figures", Sheet)
    return "\n".join("".join(text for text, _ in line) for line in found.place.figures(sheet.size.width or 43))


def labels(found: Driven) -> list[str]:
    return [section.label for section in found.list._outline.sections]


def line_with(found: Driven, words: str) -> int:
    return next(number for number, line in enumerate(found.lines) if words in line)


# The six benefits


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_six_benefits_on_one_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, whole(), size) as found:
        await found.press("6")
        names = ("Shared customer", "Deliberate contact", "Measured success", "Mutual accountability")
        rows = [line_with(found, name) for name in (*names, "Skills crossing over", "Constructive conflict")]
        assert rows == sorted(rows)
        assert "The card is not agreed by both yet; the journey breaks at 1 of 2 steps" in found.text
        assert "Met 6 of 6" in found.text
        assert "Days from brief to live: 15 days, target 8, off" in " ".join(found.text.split())
        contact = found.text[found.text.index("Deliberate") : found.text.index("Measured")]
        assert "said what helps" in contact
        assert "you" in contact
        assert "Dana" in contact
        assert "● ● ● ● ● ●" in contact


async def test_the_evidence_of_a_benefit_and_the_way_back(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), TALL) as found:
        await found.press("6", "down", "enter")
        assert "DELIBERATE CONTACT" in found.text
        assert "RESTS ON  6" in found.text
        assert "l holds a meeting" in found.text
        assert "esc back" in found.keys
        await found.press("down", "enter")
        assert "OUT" not in found.keys
        assert found.place._opened == ("meeting", 2)
        await found.press("escape", "escape")
        assert "LAST TWELVE MONTHS" in found.text
        assert found.list.selected is not None
        assert found.list.selected.key == ("benefit", "contact")
        await found.press("down", "down", "enter")
        assert [row.key for row in _rows(found)] == [("commitment", 1)]
        await found.press("right")
        assert labels(found)[0] == "SUCCESS MEASURES"
        await found.press("left")
        assert "LAST TWELVE MONTHS" in found.text


def _rows(found: Driven) -> list[Any]:
    (section,) = found.list._outline.sections
    return [section.rows[at] for at in range(len(section.rows))]


async def test_a_benefit_is_no_record(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), WIDE) as found:
        await found.press("6", "d", "m", "e", "t")
        assert isinstance(found.app.screen, AlliancePlace)
        assert not any(word in found.keys for word in ("done", "more"))


@pytest.mark.parametrize(
    ("downs", "title"),
    [(0, "New customer"), (1, "Meeting"), (2, "Criterion"), (4, "What is worth noting?"), (5, "Disagreement")],
)
async def test_a_begins_what_the_cursor_stands_on(tmp_path: Path, downs: int, title: str) -> None:
    async with on_records(tmp_path, people()) as found:
        await found.press("6", *["down"] * downs, "a", "enter")
        assert title.casefold() in found.text.casefold()
        assert not isinstance(found.app.screen, AlliancePlace)


@pytest.mark.parametrize(
    ("view", "keys", "title"),
    [
        ("partner", ("a", "enter"), "What is worth noting?"),
        ("me", ("a", "enter"), "What is worth noting?"),
        ("shared", ("a",), "What is to be added?"),
        ("all", ("a",), "What is to be added?"),
    ],
)
async def test_a_offers_what_belongs_into_the_view(
    tmp_path: Path, view: str, keys: tuple[str, ...], title: str
) -> None:
    async with on_records(tmp_path, whole(), TALL) as found:
        await at(found, view, *keys)
        assert title in found.text
        first = {"partner": "Dana's priority", "me": "your priority", "shared": "criterion", "all": "note"}[view]
        assert found.selected == first


# What was not spoken of


async def test_the_invitation_becomes_a_topic_and_is_taken_back(tmp_path: Path) -> None:
    log = [item for item in whole() if item.get("kind") != "expectation"]
    for key in ("enter", "t"):
        folder = tmp_path / key
        folder.mkdir()
        async with on_records(folder, log) as found:
            await found.press("6", "end")
            assert found.text.count("NOT SPOKEN OF") == 1
            question = found.selected
            assert question.endswith("?")
            assert "enter make it a topic" in found.keys
            await found.press(key)
            assert f"{question}: a topic for the next meeting" in found.status
            assert question not in [row.what for row in _last(found)]
            assert "NOT SPOKEN OF" not in found.text
            await found.press("2", "enter")
            assert question[:40] in found.text
            await found.press("escape", "6", "u")
            assert "NOT SPOKEN OF" in found.text


def _last(found: Driven) -> list[Any]:
    section = found.list._outline.sections[-1]
    return [section.rows[at] for at in range(len(section.rows))]


async def test_silent_before_five_meetings(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(meetings=4), TALL) as found:
        await found.press("6")
        assert "NOT SPOKEN OF" not in found.text
        await at(found, "me")
        assert "confirmed 4 months ago" in found.text
        assert "still so?" not in found.text


async def test_a_new_log_asks_for_nothing(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(), NARROW) as found:
        await found.press("6")
        assert found.text.count("a begins it") == 6
        assert "NOT SPOKEN OF" not in found.text
        await found.press("enter")
        assert "The customer is not written down yet" in found.text
        assert "a adds a card" in found.text
        await found.press("escape")
        for view, words in (
            ("partner", "How Dana's success is measured"),
            ("me", "How Jay's success is measured"),
            ("shared", "What both count as success"),
            ("pulse", "Rounds that both answer"),
        ):
            await at(found, view)
            assert words in found.text
            assert "a adds the first one" in found.text


# The pages of the two


async def test_the_page_of_the_other(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), (118, 70)) as found:
        await at(found, "partner")
        assert labels(found) == [
            "SUCCESS MEASURES", "PRIORITIES", "CHALLENGES", "WHO DECIDES WHAT", "DANA WAITS FOR", "SUGGESTED TO DANA",
            "RECOGNITION", "PERSONAL",
        ]  # fmt: skip
        text = " ".join("\n".join(line[:79] for line in found.lines).split())
        assert "Members who come back confirmed 20 days ago" in text
        assert "1 Priority 1 of Dana noted 10 days ago for Jay: Serves 1 2 Priority 2" in text
        assert "only what can be clicked noted 6 months ago, still so?" in text
        assert "Consent feed 4 days late" in text
        assert "Sandbox asked 3 days ago, waits for you" in text
        assert "First Saturday in a shop waits for an answer, 12 days" in text
        assert text.index("Consent feed") < text.index("Sandbox")


async def test_my_own_page(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), TALL) as found:
        await at(found, "me")
        assert labels(found) == [
            "SUCCESS MEASURES", "PRIORITIES", "WHO DECIDES WHAT", "LEARNED", "INTRODUCED TO JAY", "SPOKEN UP FOR"
        ]  # fmt: skip
        text = " ".join("\n".join(line[:79] for line in found.lines).split())
        assert "Hours lost in trading time confirmed 4 months ago, still so?" in text
        assert "What brand lift means can explain it, 10 days ago" in text
        assert "Jo from repairs answered 3 days ago Jo Tarrant" in text
        assert "to the new CFO" in text


async def test_both_sides_beside_each_other(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), TALL) as found:
        await at(found, "partner")
        told = figures(found)
        assert [told.index(label) for label in ("SUCCESS, BOTH", "GAINS FROM", "FIRST FIVE", "NOT NOTED YET")]
        rows = [" ".join(line.split()) for line in told.splitlines()]
        assert "Hours lost in Members who come" in rows
        assert "1 Priority of 1 Priority 1 of" in rows
        assert rows[rows.index("GAINS FROM") + 2].startswith("Members who buy Days from brief")
        assert "opportunities" in " ".join(rows).lower()
        await found.pilot.resize_terminal(*NARROW)
        await found.settle()
        assert "2 shared criteria: 1 for Jay and 2 for Dana · not noted yet:" in found.text
        for height in (30, 24, 12):
            await found.pilot.resize_terminal(118, height)
            await found.settle()
            assert len(figures(found).splitlines()) <= max(found.place.query_one("#figures").size.height, 12)


async def test_a_note_is_confirmed_and_an_answer_written_where_it_stands(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), TALL) as found:
        await at(found, "me", "home")
        assert found.selected == "Hours lost in trading time"
        assert "d still true" in found.keys
        await found.press("d")
        assert "still true" in found.status
        assert "confirmed today" in found.text
        assert found.selected == "Hours lost in trading time"
        await found.press("u")
        assert "confirmed 4 months ago, still so?" in found.text


# What both share


async def test_what_both_share(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), (100, 70)) as found:
        await at(found, "shared")
        assert labels(found) == [
            "FASTER", "SHARED SUCCESS", "OUR CUSTOMER", "SEGMENTS", "JOURNEY", "GUIDELINES", "IN OTHER TEAMS",
            "BACK AGAIN", "EARLIER CARDS",
        ]  # fmt: skip
        text = " ".join(found.text.split())
        assert "Days from brief to live off course, 9 days ago █▁ 24 to 15 days, target 8 for Dana: Speed" in text
        assert "Members who buy again met 9 days ago, whose work was it?" in text
        assert "People who mend not agreed by Dana yet" in text
        assert "1 Families A list 2 Walkers" in text
        assert "○ Looks at stock IT breaks: Not shown ● Pays" in text
        assert "Freeze is three weeks review was due 4 days ago" in text
        assert "Named owner before money to be reviewed in 5 days" in text
        assert "Mia Lund, Analytics to Platform until" in text
        assert "Grace Achebe back 5 weeks ago learned: Why briefs are late" in text
        assert "People outdoors agreed by both 9 months ago" in text


def measured() -> list[Record]:
    """A measure of each, which a criterion serves and a priority hurts; and what else is told only where it is used."""
    mine, theirs = uid("nHours lost"), uid("nMembers who come back")
    return [
        note("success-measure", "Members who come back", JAY, DANA, set_by="chief-executive"),
        note("success-measure", "Hours lost", DANA, JAY, set_by="team"),
        note("success-measure", "Nights without a call", DANA, JAY),
        note("priority", "No change at the peak", JAY, None, rank=1, effects=[{"measure": theirs, "effect": "hurts"}]),
        criterion(
            "Fewer rushes",
            initiative="Calm",
            effects=[{"measure": mine, "effect": "serves", "on": day(-3)}],
            check_ins=[{"on": day(-3), "value": 3, "amount": "1200.50", "currency": "EUR", "sureness": "guess"}],
        ),
        guideline("Brand reads the sandbox") | {"kind": "data"},
        guideline("The survey tool") | {"kind": "tool", "bought_by": "Marketing", "contract_until": day(9)},
        card("Menders", segments=[{"name": "At home", "asked_on": day(-400), "asked": 120, "asked_by": "Field"}]),
        note("question", "Who repairs?", DANA, JAY, answer="One in nine", sources="A survey", answered_on=day(-1)),
        note("showing", "One record, live", JAY, DANA, whom="Store managers", came_of="Two asked for it"),
        note("expectation", "Bad news at once", JAY, DANA, missed_on=day(-1)),
        note("learning", "A boot camp", DANA, JAY, due_on=day(3)),
        note("introduction", "Helen Marsh", JAY, DANA, done_on=day(-2)),
        note("domain", "Digital", JAY, None, covered_by="partner"),
    ]


async def test_what_serves_and_what_hurts_what_each_is_measured_by(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), *measured()], TALL) as found:
        await found.press("6", "right", "right", "right")
        told = found.text
        assert "BROUGHT, IN MONEY" in told
        assert "1,200.50 EUR guess" in told
        dana, jay = told.index("DANA IS MEASURED BY  1"), told.index("JAY IS MEASURED BY  2")
        assert dana < told.index("hurt by No change at the peak") < jay
        assert jay < told.index("served by Fewer rushes") < told.index("Nights without a call")
        assert told.index("Nights without a call") < told.rindex("nothing serves it")
        assert "WHO MAY USE WHICH DATA  1" in told
        assert "bought by Marketing" in told
        assert "contract ends in 9 days" in told
        assert "asked 13 months ago, ask again?" in told
        assert "asked: 120 by Field" in told


async def test_the_pages_tell_what_came_of_what(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), *measured()], TALL) as found:
        await found.press("6", "right")
        assert "the chief executive's measure" in found.text
        assert "DANA WANTS TO KNOW  1" in found.text
        assert "One in nine (A survey)" in found.text
        assert "answered yesterday" in found.text
        assert "SHOWN TO DANA  1" in found.text
        assert "to Store managers" in found.text
        assert "Two asked for it" in found.text
        assert "missed yesterday" in found.text
        assert "planned for Tue 24 Nov" in found.text
        assert "made 2 days ago" in found.text
        assert "covered by Dana" in found.text


async def test_a_log_without_any_of_it_says_nothing_of_it(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), *known()], TALL) as found:
        for _ in range(4):
            await found.press("right" if "alliance   Dana" in found.text else "6")
            for words in ("MEASURED BY", "nothing serves", "BROUGHT", "WANTS TO KNOW", "SHOWN", "DATA", "TOOLS"):
                assert words not in found.text


async def test_a_part_of_the_card_opens_the_card(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), TALL) as found:
        await at(found, "shared", "home")
        while found.selected != "Looks at stock":
            await found.press("down")
        assert found.place.target == ("customer", 2)
        await found.press("enter")
        assert found.place._opened == ("customer", 2)


async def test_a_link_is_followed_and_left_again(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), TALL) as found:
        await at(found, "shared", "end")
        assert found.selected == "People outdoors"
        await found.press("enter")
        assert "REPLACED BY" in found.text
        await found.press("enter")
        assert found.place._opened == ("customer", 2)
        await found.press("escape")
        assert found.place._opened == ("customer", 1)
        await found.press("escape")
        assert found.place._opened is None


async def test_everything_is_within_reach(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), (118, 90)) as found:
        await at(found, "all")
        keys = {section.rows[at].key for section in found.list._outline.sections for at in range(len(section.rows))}
        counts = {"note": 13, "criterion": 2, "customer": 2, "placement": 2, "alliance": 1, "person": 2}
        assert {noun: sum(key[0] == noun for key in keys) for noun in counts} == counts  # type: ignore[index]


# The veil


async def test_the_veil_covers_words_and_days(tmp_path: Path) -> None:
    private = [criterion("Sandbox for the merger", private=True, initiative="Merger", check_ins=[], for_partner="x")]
    async with on_records(tmp_path, [*whole(), *private], (118, 80)) as found:
        await found.press("6")
        assert "Sandbox for the merger" in found.text
        await found.press("v")
        assert "merger" not in found.text.lower()
        assert "·····" in found.text
        for view in ("partner", "shared", "all"):
            await at(found, view)
            assert SECRET not in found.text
            assert "erger" not in found.text.lower().replace("merged", "")
            assert "erger" not in figures(found).lower()
            assert "18 Sep" not in found.text
            assert "·····" in found.text
        await found.press("v")
        assert SECRET in found.text
        assert "18 Sep" in found.text


# The mouse, sizes, speed


async def test_views_are_clicked_and_rows_too(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), WIDE) as found:
        await found.press("6")
        row = line_with(found, "alliance   Dana   Jay   shared   pulse   all")
        await found.click(found.lines[row].index("shared"), row)
        assert place(found).view == "shared"
        at_row = line_with(found, "24 to 15 days")
        await found.press("end")
        await found.click(20, at_row - 1)
        await found.press("home")
        await found.click(20, line_with(found, "24 to 15 days"))
        assert found.place._opened == ("criterion", 1)
        await found.press("escape")
        await found.click(found.lines[row].index("alliance"), row)
        await found.click(20, line_with(found, "said what helps"))
        assert found.list.selected is not None
        assert found.list.selected.key == ("benefit", "contact")
        await found.click(20, line_with(found, "said what helps"))
        assert "RESTS ON" in found.text


async def test_filtering_in_every_view(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), WIDE) as found:
        for view, words, there in (("alliance", "contact", "Deliberate"), ("partner", "saturday", "First Saturday")):
            await at(found, view, "f", *words, "enter")
            assert "1 found" in found.text
            assert there in found.text
            await found.press("escape")


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (1, 1)])
async def test_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, whole(), size) as found:
        await found.press("6")
        for _ in range(6):
            await found.press("down", "enter", "escape", "right")
            assert len(found.lines) == size[1]


async def test_the_past_is_read_and_not_written(tmp_path: Path) -> None:
    async with on_records(tmp_path, whole(), WIDE, as_of=TODAY) as found:
        await found.press("6")
        assert "Met 6 of 6" in found.text
        assert "NOT SPOKEN OF" not in found.text
        await found.press("a")
        assert "Read only" in found.status


async def test_it_is_read_once_for_all_views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.reads import evidence as reading

    read, evidence = [], reading.evidence

    def counted(log: Log, *args: Any) -> Evidence:
        read.append(log)
        return evidence(log, *args)

    monkeypatch.setattr(reading, "evidence", counted)
    async with on_records(tmp_path, whole(), WIDE) as found:
        await found.press("6", *["right"] * 6)
        assert len(read) == 1


async def test_what_a_file_brings_is_shown_as_text(tmp_path: Path) -> None:
    bad = "[/] [@click=app.quit]x 日本語 e\u0301"
    log = [*people(), note("challenge", bad, JAY, DANA, whom=bad, serves=bad), criterion(bad, initiative=bad)]
    log += [card(bad, segments=[{"name": bad, "need": bad}], journey=[{"step": bad, "owner": bad, "breaks": bad}])]
    log += [placement(bad, learned=bad), guideline(bad)]
    for size in (WIDE, NARROW):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with on_records(folder, log, size) as found:
            await found.press("6")
            for _ in range(6):
                await found.press("down", "right")
                assert len(found.lines) == size[1]
            await at(found, "partner")
            assert "[@click=app.quit]x" in found.text


@pytest.mark.slow
async def test_ten_years_of_forty(tmp_path: Path) -> None:
    make(tmp_path / "log.visavis", lambda: NOW, today=TODAY, years=10, alliances=40)
    async with driven(tmp_path / "log.visavis", NARROW) as found:
        await found.press("6", "right", "right", "right", "right", "right")
        assert "THE ALLIANCE  1" in found.text or "PERSONAL" in found.text
