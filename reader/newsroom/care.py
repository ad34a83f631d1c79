"""Looking after the stores: what is wrong, and what was done about it."""

from __future__ import annotations

from reader.newsroom.values import Finding
from reader.store.archive import Archive
from reader.store.shelf import Shelf

__all__ = ["examine"]


def examine(archive: Archive, shelf: Shelf, *, dry_run: bool) -> list[Finding]:
    """Check both stores, and unless `dry_run` mend what can be mended."""
    findings = [Finding(notice, repaired=True, problem=True) for notice in [*archive.notices, *shelf.notices]]
    findings += [Finding(f"Shelf: {problem}", problem=True) for problem in shelf.check()]
    problems = archive.check()
    if problems and not dry_run:
        archive.rebuild()
    findings += [Finding(f"Archive: {problem}", repaired=not dry_run, problem=True) for problem in problems]
    if not dry_run:
        archive.flag_bookmarks(shelf.bookmarked())
    counts = archive.counts()
    kept = len(shelf.bookmarked())
    findings.append(Finding(f"Archive: {counts.all} articles, {counts.unread} unread"))
    findings.append(Finding(f"Shelf: {kept} bookmarks, {len(shelf.sources())} sources"))
    return findings
