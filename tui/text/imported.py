"""What an import did, or would do, in sentences: the same by command and in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.records.nouns import NOUNS
from tui.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.interchange.importing import Report

NOTHING_NEW = "Nothing new in the file; the log is as it was."


def import_lines(report: Report, *, dry_run: bool = False) -> list[str]:
    """What was added and changed, each in a sentence; with `dry_run` what would be."""
    if not report.anything:
        return [NOTHING_NEW]
    would, lines = "Would add" if dry_run else "Added", []
    if report.added:
        lines.append(f"{would} {_counts(report.added)}")
    if report.events:
        lines.append(f"{would} {counted(report.events, 'event')} to records that were there")
    if report.changed:
        lines.append(f"{'Would change' if dry_run else 'Changed'} {_counts(report.changed)}")
    if report.same:
        lines.append(f"{report.same} records were there already")
    return lines


def _counts(found: Mapping[str, int]) -> str:
    ordered = ((noun, found[noun]) for noun in NOUNS if found.get(noun))
    return ", ".join(f"{count} {noun if count == 1 else NOUNS[noun].plural}" for noun, count in ordered)
