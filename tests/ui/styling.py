"""Style sheets read once, and applied once to each kind of widget, for all the apps that the tests of a process start.

What a rule says follows from the text of the sheet and the variables of the theme, and which rules hold for a widget
from its path: of each widget on it the type, the id, the classes and the pseudo classes that the sheet names. Textual
finds both out anew for each app and each widget; here they are looked up. The proofs leave it to Textual.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

Path = tuple[Any, ...]
Rules = dict[str, Any]

_FLAGS = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
_READ: dict[Path, list[RuleSet]] = {}
_SHEETS: dict[tuple[int, ...], Sheet] = {}

_read = Stylesheet._parse_rules
_apply = Stylesheet.apply
_replace = Stylesheet.replace_rules
_components = Stylesheet._process_component_classes


@dataclass(eq=False, slots=True)
class Applied:
    """What applying the rules to the first widget of a path has found out."""

    flags: list[bool]
    rules: Any
    new: Rules | None
    """How the styles of a widget are kept that had none before, if the first one was such."""

    parts: dict[str, Rules] | None = None
    """How the styles of its parts are kept, by their component class."""


@dataclass(eq=False, slots=True)
class Sheet:
    """What is known of the rules that a style sheet was read into, which are the same objects in every app."""

    pseudo_classes: tuple[str, ...]
    applied: dict[Path, Applied] = field(default_factory=dict)
    checks: dict[type, tuple[Any, ...]] = field(default_factory=dict)

    def path_of(self, node: DOMNode, known: dict[Any, Any]) -> Path:
        """Give all of a widget that a selector can ask for; `known`: of others looked at with it."""
        found = []
        one: Any = node
        while isinstance(one, DOMNode):
            step = known.get(one)
            if step is None:
                step = known[one] = self._step(one)
            found.append(step)
            one = one._parent
        return tuple(found)

    def _step(self, node: Any) -> Path:
        kind = type(node)
        checks = self.checks.get(kind)
        if checks is None:
            able = node._PSEUDO_CLASSES
            checks = self.checks[kind] = tuple(able[name] for name in self.pseudo_classes if name in able)
        return kind, node._id, frozenset(node._classes), tuple([bool(check(node)) for check in checks])


class Parts(dict[str, Any]):
    """The styles of a widget's parts, each made when it is first asked for."""

    def __init__(self, node: DOMNode, rules: dict[str, Rules]) -> None:
        super().__init__()
        self._node = node
        self._rules = rules

    def __contains__(self, name: object) -> bool:
        return name in self._rules

    def __missing__(self, name: str) -> Any:
        part = DOMNode(classes=name)
        part._attach(self._node)
        part.styles.base._rules.update(self._rules[name])  # type: ignore[typeddict-item]  # any of its rules
        self[name] = part.styles
        return part.styles


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Keep the rules of a style sheet for the next app as well: nothing changes them."""

    def parse_rules(sheet: Stylesheet, *args: Any, **options: Any) -> list[RuleSet]:
        key = (frozenset(sheet._variables.items()), args, tuple(sorted(options.items())))
        if key not in _READ:
            _READ[key] = _read(sheet, *args, **options)
        return _READ[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_rules)


def apply_once(patch: pytest.MonkeyPatch) -> None:
    """Keep which rules hold for a widget, and so for those of the same path."""
    patch.setattr(Stylesheet, "apply", _looked_up)


def _looked_up(styles: Any, node: Any, *, animate: bool = False, cache: dict[Any, Any] | None = None) -> None:
    sheet = _sheet(styles)
    path = sheet.path_of(node, {} if cache is None else cache)
    found = sheet.applied.get(path)
    if found is None:
        sheet.applied[path] = _applied(styles, node, animate)
        return
    for name, flag in zip(_FLAGS, found.flags, strict=True):
        setattr(node, name, flag)
    if found.rules is not None:
        _take(node, found, animate)
    if found.parts is not None:
        if node.__dict__.get("_parts_as") != found.parts:
            node.__dict__["_parts_as"] = found.parts
            node.refresh()
        if not isinstance(node._component_styles, Parts) or node._component_styles._rules is not found.parts:
            node._component_styles = Parts(node, found.parts)


def _take(node: Any, found: Applied, animate: bool) -> None:
    """Give a widget the rules that are known to hold for it."""
    base = node.styles.base
    if node.__dict__.get("_ruled_as") == (id(found), base._updates):
        node.notify_style_update()
        return
    if found.new is not None and not base._rules and not animate:
        base._rules.update(found.new)
        base._updates += 1
        node.refresh(layout=True)
        node.notify_style_update()
    else:
        _replace(node, found.rules, animate=animate)
    if not animate:  # what is animated comes bit by bit
        node.__dict__["_ruled_as"] = id(found), base._updates


def _applied(styles: Any, node: Any, animate: bool) -> Applied:
    """Let Textual apply the rules; gives what it found out."""
    base = node.styles.base
    was_new = not base._rules
    kept: list[Any] = []

    def replace_rules(_node: DOMNode, rules: Any, animate: bool = False) -> None:
        kept.append(rules)
        _replace(_node, rules, animate=animate)

    styles.__dict__.update(replace_rules=replace_rules, _process_component_classes=lambda _node: None)
    try:
        _apply(styles, node, animate=animate)
    finally:
        del styles.replace_rules, styles._process_component_classes
    new = dict(base._rules) if was_new and not animate else None
    found = Applied([getattr(node, name) for name in _FLAGS], kept[0] if kept else None, new)
    if node._get_component_classes():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Stylesheet, "apply", _apply)
            _components(styles, node)
        found.parts = {name: dict(part.base._rules) for name, part in node._component_styles.items()}
        node.__dict__["_parts_as"] = found.parts
    return found


def _sheet(styles: Any) -> Sheet:
    rules = styles.rules
    known = styles.__dict__.get("_known")
    if known is None or known[0] is not rules:
        key = tuple(map(id, rules))
        if key not in _SHEETS:
            _SHEETS[key] = Sheet(tuple(sorted({name for rule in rules for name in rule.pseudo_classes})))
        known = styles.__dict__["_known"] = (rules, _SHEETS[key])
    found: Sheet = known[1]
    return found
