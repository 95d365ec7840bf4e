"""What people are called, and where a name ends and a role begins."""

from __future__ import annotations

from datetime import UTC

import pytest

from models.errors import Refused
from models.records.pair import Pair, choose, labels
from models.records.people import first_name, name_and_role, refuse_same
from models.records.rows import Alliance, Person
from tests.domain.made import row


@pytest.mark.parametrize(
    ("name", "called", "wanted"),
    [
        ("Dana Reyes", None, "Dana"),
        ("Dr Dana Reyes", None, "Dana"),
        ("dr. Dana Reyes", None, "Dana"),
        ("PROF. DR. Anna Weber", None, "Anna"),
        ("Mrs Ann Lee", None, "Ann"),
        ("Ms. Ann Lee", None, "Ann"),
        ("Mr Lee", None, "Lee"),
        ("Sir Ian Roth", None, "Ian"),
        ("Sir", None, "Sir"),
        ("Drake Hall", None, "Drake"),
        ("Dana", None, "Dana"),
        ("山田 太郎", None, "山田"),
        ("Ruiz, PhD", None, "Ruiz"),
        ("Dr. Ruiz, PhD", None, "Ruiz"),
        ("Dr., Jane Roe", None, "Jane"),
        ("Reyes, Dana", None, "Reyes"),
        (",", None, ","),
        ("Robert Hall", "Bob", "Bob"),
        ("Robert Hall", " J. R. ", "J. R."),
        ("Robert Hall", "  ", "Robert"),
    ],
)
def test_what_somebody_is_called(name: str, called: str | None, wanted: str) -> None:
    assert first_name(row(Person, name=name, called=called)) == wanted


@pytest.mark.parametrize(
    ("typed", "name", "role"),
    [
        ("Dana Reyes, CMO", "Dana Reyes", "CMO"),
        ("Dana Reyes", "Dana Reyes", ""),
        ("Dana Reyes,", "Dana Reyes", ""),
        ("Martin King, Jr., CEO", "Martin King, Jr.", "CEO"),
        ("Martin King, jr, CEO", "Martin King, jr", "CEO"),
        ("Ann Lee, PhD, MBA, CIO", "Ann Lee, PhD, MBA", "CIO"),
        ("Ann Lee, Ph.D., CIO", "Ann Lee, Ph.D.", "CIO"),
        ("Ann Lee, M.D.", "Ann Lee, M.D.", ""),
        ("Henry Ford, II, President", "Henry Ford, II", "President"),
        ("Henry Ford, IV", "Henry Ford, IV", ""),
        ("Ann Lee, Esq., Head of Legal, EMEA", "Ann Lee, Esq.", "Head of Legal, EMEA"),
        ("Ann Lee, SVP, Marketing", "Ann Lee", "SVP, Marketing"),
        ("Ann Lee, MD of Sales", "Ann Lee", "MD of Sales"),
        ("Ann Lee, Srini's deputy", "Ann Lee", "Srini's deputy"),
        (" Ann Lee , CIO ", "Ann Lee", "CIO"),
    ],
)
def test_where_the_role_begins(typed: str, name: str, role: str) -> None:
    assert name_and_role(typed) == (name, role)


@pytest.mark.parametrize("other", [("Jay Moran", "CIO"), ("jay  moran", "cio"), ("JayMoran", " CIO ")])
def test_one_person_is_not_two(other: tuple[str, str]) -> None:
    with pytest.raises(Refused, match="stands on both sides"):
        refuse_same(("Jay Moran", "CIO"), other)
    refuse_same(("Jay Moran", "CIO"), (other[0], "CFO"))


def pairs(*people: tuple[str, str | None]) -> list[Pair]:
    me = row(Person, id=1, uid="me", name="Jay Moran", role="CIO")
    return [
        Pair(
            row(Alliance, id=at, uid=f"pair{at}", principal="me", partner=f"p{at}"),
            me,
            row(Person, id=at + 1, uid=f"p{at}", name=name, role=role),
            UTC,
        )
        for at, (name, role) in enumerate(people, 1)
    ]


KNOWN = pairs(("Dana Reyes", "CMO"), ("Dana Reyes", "CFO"), ("Dr Tom Okafor", "COO"), ("Tom Baker", "COO"))


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("A1", 1),
        ("a2", 2),
        ("pair3", 3),
        ("CMO", 1),
        ("cfo", 2),
        ("Dana Reyes, CMO", 1),
        ("dana reyes, cfo", 2),
        ("okafor", 3),
        ("Baker", 4),
        ("Tom Baker", 4),
        ("Tom Baker, COO", 4),
        ("dana reyes,cmo", 1),
        ("DANA  REYES , CFO", 2),
        ("danareyes,cfo", 2),
        ("tom  baker", 4),
    ],
)
def test_an_alliance_is_named(named: str, wanted: int) -> None:
    assert choose(KNOWN, named).alliance.id == wanted


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("Dana", "names several alliances; known: Dana Reyes, CMO, Dana Reyes, CFO"),
        ("Dana Reyes", "names several alliances; known: Dana Reyes, CMO, Dana Reyes, CFO"),
        ("COO", "names several alliances; known: Dr Tom Okafor, Tom Baker"),
        ("tom", "names several alliances; known: Dr Tom Okafor, Tom Baker"),
        ("", "names no alliance"),
        ("A9", "names no alliance; known: Dana Reyes, CMO, Dana Reyes, CFO, Dr Tom Okafor, Tom Baker"),
    ],
)
def test_an_unclear_one_is_refused_with_what_tells_them_apart(named: str, known: str) -> None:
    with pytest.raises(Refused) as refused:
        choose(KNOWN, named)
    assert known in str(refused.value)


def test_twins_are_told_apart_by_id() -> None:
    assert labels(pairs(("Ann Lee", "CFO"), ("Ann Lee", "CFO"))) == ["Ann Lee, CFO (A1)", "Ann Lee, CFO (A2)"]
