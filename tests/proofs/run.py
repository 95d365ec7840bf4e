"""Prove what is promised: `python -m tests.proofs.run`, or with numbers, `python -m tests.proofs.run 6,9`."""

from __future__ import annotations

import argparse
import sys

import pytest

from tests.proofs.promises import chosen

LONG = "slow or sampled or hypothesis"
PROMISED, ALL = "promised", "all"
"""The promises, each whole; those, and every catalogue and property that the suite has a sample of."""


def main(words: list[str]) -> int:
    """Run the proofs that the words ask for; gives 0 where all of them hold."""
    parser = argparse.ArgumentParser(prog="make prove", description=__doc__)
    parser.add_argument(
        "what", nargs="?", default=PROMISED, help=f"{PROMISED}, numbers like 6,9, {ALL}, or a part of tests/"
    )
    parser.add_argument("--workers", default="2", help="how many tests run at once")
    parser.add_argument("--tell-docs", action="store_true", help="write what was counted into docs/safety.md")
    asked = parser.parse_args(words)
    numbers = asked.what if asked.what.replace(",", "").isdigit() else ""
    try:
        promises = chosen(numbers)
    except ValueError as error:
        parser.error(str(error))
    own = ["-n", asked.workers, "--dist", "worksteal", "--hypothesis-profile=proofs"]
    if not numbers and asked.what not in (PROMISED, ALL):
        return pytest.main([*own, "-m", LONG, "-rP", asked.what])
    proved = ALL if asked.what == ALL else ",".join(str(promise.number) for promise in promises)
    own += ["-q", "--no-header", "-p", "tests.proofs.plugin", f"--prove={proved}"]
    own += ["--tell-docs"] if asked.tell_docs else []
    files = {part.split("::")[0] for promise in promises for part in (promise.file, *promise.also)}
    return pytest.main([*own, *(["tests"] if asked.what == ALL else sorted(files))])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
