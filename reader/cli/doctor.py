"""`reader doctor`: check the library and repair it."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import table
from reader.cli.console import Console
from reader.cli.library import library
from reader.newsroom import Finding
from reader.newsroom.rehearsal import rehearse
from reader.paths import home

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print what was found and done; the exit status is 1 if a problem remains."""
    findings = rehearse(home(args.home)) if args.dry_run else _found(args, console)
    for finding in findings:
        if args.json:
            console.record({"text": finding.text, "problem": finding.problem, "repaired": finding.repaired})
        else:
            table.line(console, (_verdict(finding), finding.text))
    return 1 if any(finding.problem and not finding.repaired for finding in findings) else 0


def _found(args: Namespace, console: Console) -> list[Finding]:
    with library(args, console) as newsroom:
        return newsroom.doctor()


def _verdict(finding: Finding) -> str:
    if finding.repaired:
        return "repaired:"
    return "problem:" if finding.problem else "fine:"
