"""What `make prove` asks of pytest: only what proves the chosen promises, a line for each, with what it counted."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.proofs import written
from tests.proofs.promises import Promise, chosen, of

REST = Promise(0, "every property with new examples, every catalogue whole", "", ())
"""What belongs to no promise and is too long for `make test`."""

_LONG = ("slow", "sampled", "hypothesis")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take which promises to prove: their numbers, or `all`; and whether the docs are told."""
    parser.addoption("--prove", default="all")
    parser.addoption("--tell-docs", action="store_true")


def _chosen(config: pytest.Config) -> list[Promise]:
    asked = str(config.getoption("--prove"))
    return chosen("" if asked == "all" else asked)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what is part of a chosen proof, in a run of all whatever else is long; samples make way for the whole."""
    promises, everything = _chosen(config), config.getoption("--prove") == "all"
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        long = everything and any(item.get_closest_marker(name) for name in _LONG)
        wanted = (long or of(item.nodeid, promises)) and not _is_sample(item)
        (kept if wanted else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _is_sample(item: pytest.Item) -> bool:
    spec = getattr(item, "callspec", None)
    return spec is not None and "sample" in spec.id.split("-")


def pytest_configure(config: pytest.Config) -> None:
    """Gather the reports where they all arrive."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Gathering(_chosen(config), bool(config.getoption("--tell-docs"))))


@dataclass(slots=True)
class Proof:
    """What is known by now of the proof of one promise."""

    promise: Promise
    waits: set[str] = field(default_factory=set)
    passed: int = 0
    seconds: float = 0
    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def take(self, report: pytest.TestReport) -> None:
        """Take what one step of a test reports."""
        self.seconds += report.duration
        if report.failed:
            self.failed.append(report.nodeid)
        elif report.skipped:
            self.left_out.append(_reason(report))
        elif report.when == "call":
            self.passed += 1
            for name, counted in report.user_properties:
                if name == "counted" and isinstance(counted, dict):
                    self.counts.update(counted)
        if report.when == "teardown":
            self.waits.discard(report.nodeid)

    @property
    def proved(self) -> bool:
        """Whether everything that belongs to it ran and held."""
        return self.passed > 0 and not (self.failed or self.left_out)

    @property
    def counted(self) -> str:
        """What was counted, and how many tests that took."""
        told = [f"{number:,} {what}" for what, number in self.counts.items()]
        return ", ".join([*told, "1 test" if self.passed == 1 else f"{self.passed:,} tests"])

    @property
    def line(self) -> str:
        """The one line that tells of it."""
        found = f"{self.counted}, {self.seconds:.0f} s"
        if self.failed:
            found = f"FAILED: {', '.join(self.failed)}"
        elif self.left_out:
            found = f"NOT PROVED, left out: {'; '.join(sorted(set(self.left_out)))}"
        elif not self.passed:
            found = "NOT PROVED"
        return f"{self.promise.number or '':>2}  {self.promise.words}: {found}"


def _reason(report: pytest.TestReport) -> str:
    told = report.longrepr
    return str(told[2]).removeprefix("Skipped: ") if isinstance(told, tuple) else str(told)


class Gathering:
    """Gathers the reports of all workers, tells each proof when it is done, and decides how the run ends."""

    def __init__(self, promises: list[Promise], tell_docs: bool) -> None:
        self.promises, self.tell_docs = promises, tell_docs
        self.proofs = {promise.number: Proof(promise) for promise in (*promises, REST)}
        self.began = time.monotonic()
        self.known: set[str] = set()

    def _proofs_of(self, test: str) -> list[Proof]:
        return [self.proofs[promise.number] for promise in of(test, self.promises) or [REST]]

    def _expect(self, tests: list[str]) -> None:
        for test in set(tests) - self.known:
            for proof in self._proofs_of(test):
                proof.waits.add(test)
        self.known.update(tests)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: list[str]) -> None:
        """Know what is to come, from a worker."""
        self._expect(ids)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Know what is to come, where there are no workers."""
        self._expect([item.nodeid for item in session.items])

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str]:
        """Print nothing for a test alone."""
        return report.outcome if report.when == "call" or not report.passed else "", "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a report; tell each proof of which it was the last."""
        for proof in self._proofs_of(report.nodeid):
            proof.take(report)
            if report.when == "teardown" and not proof.waits:
                print(proof.line, flush=True)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End with 1 where a promise is not proved, and say which."""
        own = [self.proofs[promise.number] for promise in self.promises]
        rest = self.proofs[0]
        for proof in own:
            if not proof.passed and not proof.failed:
                print(proof.line)
        missing = [str(proof.promise.number) for proof in own if not proof.proved]
        minutes = (time.monotonic() - self.began) / 60
        told = f"{len(own) - len(missing)} of {len(own)} promises proved in {minutes:.1f} minutes"
        print(f"{told}; not proved: {', '.join(missing)}" if missing else told)
        if self.tell_docs:
            written.tell({proof.promise.number: proof.counted for proof in own if proof.proved})
        if session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED if missing or rest.failed else pytest.ExitCode.OK
