"""Looking after the stores: what is wrong, and what was done about it."""

from __future__ import annotations

from pathlib import Path

from reader.newsroom.values import Finding
from reader.store import lock
from reader.store.archive import Archive
from reader.store.shelf import Shelf

__all__ = ["examine", "locks_at_fault"]


def examine(archive: Archive, shelf: Shelf) -> list[Finding]:
    """Check both stores, and mend what can be mended."""
    locks = _locks(shelf.file, archive.file)
    slips = shelf.check()
    notices = [notice for notice in [*archive.notices, *shelf.notices] if notice not in slips]
    findings = [*locks, *(Finding(notice, repaired=True, problem=True) for notice in notices)]
    findings += [Finding(f"Shelf: {slip}", problem=True) for slip in slips]
    findings += _copied(shelf)
    problems = archive.check()
    if problems:
        findings += _mended(archive, problems)
    archive.trust()
    archive.flag_bookmarks(shelf.bookmarked())
    archive.muted.settle()
    counts = archive.counts()
    kept, links = len(shelf.bookmarked()), len(shelf.corrections())
    findings.append(Finding(f"Archive: {counts.all} articles, {counts.unread} unread"))
    findings.append(Finding(f"Shelf: {kept} bookmarks, {len(shelf.sources())} sources"))
    written = shelf.annotations
    tagged, notes, searches = len(written.tags()), len(written.noted()), len(shelf.searches())
    findings.append(Finding(f"Shelf: {tagged} articles tagged, {notes} notes, {searches} saved searches"))
    findings.append(Finding(f"Shelf: {len(shelf.follows())} stories followed, {links} corrections to stories"))
    return findings


def locks_at_fault(*files: Path) -> list[Finding]:
    """Why the locks of these cannot be had, for those that cannot."""
    return [Finding(fault, problem=True) for fault in map(lock.fault, files) if fault]


def _locks(*files: Path) -> list[Finding]:
    """The same after what can be set right was."""
    faulty = [file for file in files if lock.fault(file)]
    mended = [file for file in faulty if lock.mend(file)]
    said = [f"{lock.beside(file)}: its permissions kept everybody from it; its owner has it again" for file in mended]
    return [*(Finding(one, repaired=True, problem=True) for one in said), *locks_at_fault(*faulty)]


def _copied(shelf: Shelf) -> list[Finding]:
    if shelf.has_copy():
        return []
    shelf.copy_again()
    return [Finding("Shelf: its copy was missing or another", repaired=shelf.has_copy(), problem=True)]


def _mended(archive: Archive, problems: list[str]) -> list[Finding]:
    """What was wrong and is not any more, and what is still."""
    if not archive.rebuild():
        told = Finding(archive.renew(), repaired=True, problem=True)
        return [*_as_problems(problems, repaired=True), told]
    left = archive.check()
    return [*_as_problems([one for one in problems if one not in left], repaired=True), *_as_problems(left)]


def _as_problems(problems: list[str], *, repaired: bool = False) -> list[Finding]:
    said = [f"Archive: {problem.removeprefix('archive: ')}" for problem in problems]
    return [Finding(text, repaired=repaired, problem=True) for text in said]
