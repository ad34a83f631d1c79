"""What `add`, `refresh` and `import` say about what they read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from reader.address import is_address
from reader.cli.console import Console
from reader.model import ScanReport

__all__ = ["complaints", "summary"]

_TOLD = 20
"""What is told of one file or address, line by line."""
_LINE = re.compile(r" line \d+\Z")


def complaints(report: ScanReport, console: Console, *, verbose: bool) -> int:
    """Tell what failed or was left alone, and which files were passed over, each if `verbose`; the exit status."""
    passed = [skipped for skipped in report.skipped if not skipped.failed and not is_address(skipped.path)]
    failed = [skipped for skipped in report.skipped if skipped.failed]
    told: Counter[str] = Counter()
    for skipped in report.skipped:
        if skipped.failed or is_address(skipped.path):
            place = _LINE.sub("", skipped.path)
            told[place] += 1
            if told[place] <= _TOLD:
                console.complain(skipped.told)
    for place, count in told.items():
        if count > _TOLD:
            console.complain(f"{place}: {count - _TOLD:,} more in it like these")
    for skipped in passed if verbose else ():
        console.complain(replace(skipped, reason=f"passed over: {skipped.reason}").told)
    if passed and not verbose:
        console.complain(f"{_files(len(passed))} passed over (--verbose says which and why)")
    return 1 if failed else 0


def summary(report: ScanReport) -> str:
    """What came of it, in numbers."""
    counts = {"new": report.new, "changed": report.changed, "gone": report.gone, "unchanged": report.unchanged}
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count or name == "new")


def _files(count: int) -> str:
    return "1 file was" if count == 1 else f"{count} files were"
