"""The facade: all that can be done with a library, for the command line and the screen alike.

Everything here is synchronous and may take time; the screen calls it from worker threads. A `Newsroom` may be
used from several threads at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.config import Config
from reader.model import (
    Article,
    Bookmark,
    Counts,
    Cut,
    Headline,
    Place,
    Related,
    Resolution,
    ScanReport,
    Source,
    SourceStatus,
)
from reader.paths import Home
from reader.query import Query

__all__ = ["Change", "Finding", "Listing", "Newsroom", "Progress", "open_newsroom"]

Progress = Callable[[int, int], None]
"""Told (done, total) as work goes on; total 0 while unknown. Raise `Cancelled` from it to stop."""


class Cancelled(Exception):
    """Raised out of a Progress callback to stop long work; what was done so far stays."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a list, newest first, as bare numbers so that 100,000 of them cost little."""

    rows: Sequence[int]
    """Row numbers to hand to `Newsroom.headlines`."""
    instants: Sequence[float]
    """For each row the seconds since the epoch it is ordered by (for day groups)."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something done to the library that can be undone."""

    label: str
    """What was done, past tense, for a toast: "Marked 12 articles read"."""
    undo: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What `doctor` found, and what it did about it."""

    text: str
    repaired: bool = False
    problem: bool = False


class Newsroom:
    """A library one can read, search and keep things in."""

    notices: list[str]
    """What went wrong while opening (a damaged store set aside, say), for people."""

    def close(self) -> None: ...

    # sources
    def add(self, locations: Iterable[str], progress: Progress | None = None) -> tuple[list[Source], ScanReport]:
        """Remember files and folders and read them; one bad location never stops the rest (see `ScanReport.skipped`)."""
    def rescan(self, sources: Sequence[str] | None = None, progress: Progress | None = None) -> ScanReport:
        """Look again at all sources, or those with these ids."""
    def import_file(self, path: str, progress: Progress | None = None) -> ScanReport:
        """Take in a JSON Lines file of articles, once."""
    def sources(self) -> list[SourceStatus]: ...
    def remove(self, source: str) -> Source:
        """Forget a source (by id, unique prefix, location or name) and its articles, bookmarked ones aside."""
    def watched(self) -> list[str]:
        """The folders and files to watch for changes."""

    # lists
    def counts(self) -> Counts: ...
    def listing(self, query: Query) -> Listing:
        """What matches, newest first."""
    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """The rows of a listing, in that order; rows that have gone since are left out."""
    def headline(self, article: str) -> Headline | None: ...
    def search(self, query: Query, limit: int = 50) -> list[Headline]:
        """Best match first, with snippets."""
    def version(self) -> int:
        """A number that changes when anyone, another process too, changes the library."""

    # one article
    def find(self, target: str) -> str:
        """The id of the article meant by an id, a unique prefix, an address or a path; raises NotFoundError."""
    def article(self, article: str) -> Article:
        """An article held, its restored cuts in place."""
    def read(self, target: str) -> Article:
        """Like `article(find(target))`, and a file that is not in the library is read without being added."""
    def clean(self, data: bytes, name: str) -> Article:
        """Clean bytes that are not in the library (standard input)."""
    def related(self, target: str, limit: int = 20) -> list[Related]: ...
    def resolve(self, headlines: Iterable[str]) -> Iterable[Resolution]: ...

    # reading state: the Archive
    def mark(self, articles: Sequence[str], *, read: bool) -> Change: ...
    def mark_all(self, query: Query) -> Change:
        """Mark everything a query matches read."""
    def place(self, article: str) -> Place | None: ...
    def remember(self, article: str, place: Place) -> None: ...

    # what the user made: the Shelf
    def bookmark(self, article: str, *, text: bool = False) -> Change:
        """Keep an article; on return it is on the disk."""
    def unbookmark(self, article: str) -> Change: ...
    def bookmarks(self) -> list[Bookmark]:
        """Newest first."""
    def restore(self, article: str, cut: Cut) -> Change:
        """Put a cut line back into its article for good."""
    def session(self, name: str) -> object: ...

    # care
    def doctor(self, *, dry_run: bool = False) -> list[Finding]: ...


def open_newsroom(home: Home, config: Config | None = None, *, now: Callable[[], datetime] | None = None) -> Newsroom:
    """Open the library under `home`, made if there is none."""
