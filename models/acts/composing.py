"""From what was typed for an act to the events it makes: one, or two where one person types for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from models.acts.rules import RULES, Rule
from models.records.choices import REASON_CODES
from models.records.values import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.event import Values

Begin = Literal["promise", "ask", "ask-promised", "offer"]
"""How a commitment begins: promised at once, asked for, asked for and promised on the spot, or offered."""

AND_THEN = {("commitment", "propose"): "agree", ("commitment", "report"): "satisfied"}
"""The act of the other that may be recorded with an act, since the two settled it face to face."""


def begin_commitment(
    how: Begin, from_: str, to: str, given: Mapping[str, Any], common: Mapping[str, Any]
) -> list[Values]:
    """The first events of a commitment; `common` is what every event of it carries, its day (`on`) at least.

    The day of something asked for is the day it is wanted by; asked and promised at once, it is the promise's.
    """
    own = {name: value for name, value in given.items() if value is not None}
    if how in ("promise", "offer"):
        return [{"act": how, "by": from_, **own, **common}]
    due = own.pop("due", None)
    if due and how == "ask":
        own.setdefault("wanted_by", due)
    series = [{"act": "request", "by": to, **own, **common}]
    if how == "ask-promised":
        series.append({"act": "promise", "by": from_, "on": common["on"], **({"due": due} if due else {})})
    return series


def and_then(noun: str, event: Values, other: str) -> Values:
    """The event of the other one that goes with an event, on the same day."""
    return {"act": AND_THEN[noun, event["act"]], "by": other, "on": event["on"]}


def with_code(noun: str, act: str, values: Values) -> Values:
    """A reason that is one of the codes is the code as well; one that is none, where a code is needed, is `other`.

    A code without a reason, where a reason is needed, is the reason in words.
    """
    rules = [rule for (_, found), rule in RULES[noun].items() if found == act]
    if not any("reason_code" in rule.takes for rule in rules):
        return values
    reason, code = values.get("reason"), values.get("reason_code")
    if code and reason is None and any("reason" in rule.needs for rule in rules):
        return {**values, "reason": code.replace("-", " ")}
    if reason is None or code is not None:
        return values
    if reason in REASON_CODES:
        return {**values, "reason_code": reason}
    needed = any("reason_code" in rule.needs for rule in rules)
    return {**values, "reason_code": "other"} if needed else values


def lacking(names: tuple[str, ...], values: Mapping[str, Any], *, any_of: bool = False) -> list[str]:
    """Which of the names hold nothing; with `any_of` all of them, or none where one holds something."""
    found = [name for name in names if is_blank(str(values.get(name) or ""))]
    return [] if any_of and len(found) < len(names) else found


def lacks(noun: str, rule: Rule, values: Mapping[str, Any]) -> list[str]:
    """The fields, in the order of the form, that an act still needs; of those of which one is enough, the first."""
    found = [*lacking(rule.needs, values), *lacking(rule.one_of, values, any_of=True)[:1]]
    if (noun, rule.act) == ("feedback", "give"):
        found += lacking(("worked", "rework"), values, any_of=True)[:1]
    return found
