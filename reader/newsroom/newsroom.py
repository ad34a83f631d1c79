"""One library, and what can be done with it.

Everything here is synchronous and may take time; the screen calls it from worker threads. A `Newsroom` may be
used from several threads at once. What the user makes is written to the Shelf first; the marks the Archive
keeps of it are a cache that is set right at each scan and by `doctor`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.address import spellings
from reader.errors import NotFoundError, StoreError
from reader.model import (
    Article,
    Bookmark,
    Counts,
    Cut,
    Document,
    Edition,
    Headline,
    Media,
    Place,
    Related,
    Resolution,
    ScanReport,
    Source,
    SourceKind,
    SourceStatus,
)
from reader.newsroom.composition import Composition
from reader.newsroom.naming import meant
from reader.newsroom.values import Change, Finding, Listing, Progress
from reader.paths import absolute
from reader.query import Query
from reader.text import safe

if TYPE_CHECKING:
    from reader.feed import Offer
    from reader.newsroom.exporting import Exporting
    from reader.store.listing import Tagged

__all__ = ["Newsroom"]

_AMBIGUOUS = "{target}: {count} articles are meant; give more of the id"
_TOO_SHORT = re.compile(r"[0-9a-fA-F]{1,3}")
"""What nothing is found by though ids may begin so: it would soon mean another."""
_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")


class Newsroom(Composition):
    """A library one can read, search and keep things in."""

    @property
    def notices(self) -> list[str]:
        """What went wrong while opening (a damaged store set aside, say), for people."""
        return [*self.mishaps, *([] if self._archive.notices else self._lost())]

    @property
    def mishaps(self) -> list[str]:
        """What happened to either store until now, for people."""
        return [*self._archive.notices, *self._shelf.notices]

    def _lost(self) -> list[str]:
        """A word about an archive that nothing was ever read into, although sources are remembered."""
        try:
            held = self._archive.total() or self._archive.origins()
        except StoreError:  # a damaged one says so as soon as something is asked of it
            return []
        if held:
            return []
        sources = sum(source.kind in (SourceKind.FILE, SourceKind.FOLDER) for source in self._shelf.sources())
        if not sources:
            return []
        many = f"{sources} sources are" if sources > 1 else "1 source is"
        return [f"{safe(str(self._home.archive_file))}: is new and empty, but {many} remembered; run 'reader refresh'"]

    def close(self) -> None:
        """Stop the workers and close the stores."""
        self._guard.close()
        self._archive.close()

    # sources

    def add(self, locations: Iterable[str], progress: Progress | None = None) -> tuple[list[Source], ScanReport]:
        """Remember files, folders, feeds and pages, and read them; what cannot be had is told and stops nothing."""
        return self._gathering.add(locations, progress)

    def take_on(self, locations: Iterable[str], progress: Progress | None = None) -> tuple[list[Source], ScanReport]:
        """Remember sources and read them, so that what is in them can be listed; what follows is left to `settle`."""
        return self._gathering.take_on(locations, progress)

    def rescan(self, sources: Sequence[str] | None = None, progress: Progress | None = None) -> ScanReport:
        """Look again at all sources, or those with these ids, and bring everything up to date."""
        report = self.look(sources, progress)
        self.fetch_pages(progress)
        self.settle(report, progress)
        return report

    def look(self, sources: Sequence[str] | None = None, progress: Progress | None = None) -> ScanReport:
        """Look again at sources, so that what is new can be listed and read; what follows is left to `settle`."""
        return self._gathering.look(sources, progress)

    def look_at_due(self, progress: Progress | None = None) -> ScanReport:
        """Ask the feeds whose time it is."""
        return self._gathering.due(progress)

    def ask_feeds(
        self,
        feeds: Sequence[str],
        asked: bool,  # noqa: FBT001 - as it is called from another process
        named: bool,  # noqa: FBT001
        progress: Progress | None = None,
    ) -> ScanReport:
        """Ask feeds, by id: because a person wants it (`asked`), and these very ones (`named`), or as it is time."""
        return self._gathering.ask(feeds, progress, asked=asked, named=named)

    def fetch_pages(self, progress: Progress | None = None) -> int:
        """Fetch the pages that summaries belong to, after a look; how many came."""
        return self._gathering.pages(progress)

    def settle(self, report: ScanReport, progress: Progress | None = None) -> None:
        """What follows a look: making texts, copies, links. What waits from before is done too."""
        self._gathering.settle(report, progress)

    def catch_up(self, patience: float = -1, progress: Progress | None = None) -> bool:
        """Settle what waits, in the background of every look; False where another process is at it for so long."""
        return self._gathering.catch_up(patience, progress)

    def backlog(self) -> int:
        """How many articles wait for `settle`."""
        return self._archive.entries.count_waiting() + self._archive.kin.waiting()

    def offer(self, address: str) -> Offer:
        """What there is to subscribe to at an address. Raises SourceError."""
        return self._online.subscribing.offer(address)

    def subscribe(self, url: str, name: str | None = None, *, page: bool = False) -> Source:
        """Remember a feed that was offered, or a page; `look` at it brings what it has."""
        return self._online.subscribing.remember(url, name, SourceKind.PAGE if page else SourceKind.FEED)

    def import_file(self, path: str, progress: Progress | None = None) -> ScanReport:
        """Take in a JSON Lines file of articles, once."""
        return self._gathering.take(path, progress)

    def sources(self) -> list[SourceStatus]:
        """All sources by name, and last what was imported without one."""
        return self._register.all()

    def source(self, name: str) -> Source:
        """The source meant by an id or the start of one, a location or a name. Raises NotFoundError."""
        return self._register.named(name)

    def source_of(self, article: str) -> Source | None:
        """The source an article came through, as far as that is remembered."""
        return self._register.of(self._archive.origin(article))

    def remove(self, source: str) -> Source:
        """Forget a source (named as for `source`) and its articles; those with a bookmark, tag or note stay."""
        return self._gathering.forget(source)

    def watch(self, stop: threading.Event, on_change: Callable[[], None]) -> None:
        """Wait for changes in the sources' files, read them, tell; until `stop` is set."""
        self._gathering.watch(stop, on_change)

    # lists

    def counts(self) -> Counts:
        """How many articles there are, how many unread, how many bookmarked."""
        return self._archive.counts()

    def listing(self, query: Query, *, whole: bool = False) -> Listing:
        """What matches, newest first; copies of what else does are folded away, unless the `whole` is asked for."""
        return Listing(*self._archive.listing(self._meant(query), self._tagged(query), whole=whole))

    def head(self, count: int = 500) -> tuple[Listing, int]:
        """The newest rows of all, and how many there are: what a screen shows while `listing` brings the rest."""
        rows, instants, folded = self._archive.head(count)
        return Listing(rows, instants), self.counts().all - folded

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """The rows of a listing, in that order; rows that have gone since are left out."""
        return self.annotating.marked(self._archive.headlines(rows))

    def headline(self, article: str) -> Headline | None:
        """The row of one article."""
        held = self._archive.headline(article)
        return self.annotating.marked([held])[0] if held else None

    def search(self, query: Query, limit: int = 50, *, whole: bool = False) -> list[Headline]:
        """Best match first, with snippets; copies folded as in a listing."""
        return self.annotating.marked(self._archive.search(self._meant(query), limit, self._tagged(query), whole=whole))

    def count(self, query: Query, most: int) -> Counts:
        """How many articles a query matches, copies too; of more than `most` it counts that many."""
        return self._archive.count(self._meant(query), most, self._tagged(query))

    def newest(self, query: Query, limit: int = 50, *, whole: bool = False) -> list[Headline]:
        """Newest match first and without snippets: at once in any library, while `search` is still ranking."""
        return self.annotating.marked(self._archive.newest(self._meant(query), limit, self._tagged(query), whole=whole))

    def version(self) -> tuple[int, int]:
        """Something that differs after anyone, another process too, has changed the library."""
        return self._archive.version(), self._shelf.version()

    # one article

    def find(self, target: str) -> str:
        """The id of the article meant by an id, a unique prefix, an address or a path. Raises NotFoundError."""
        found = self._archive.find(target) or self._archive.find(str(absolute(target)))
        if not found:
            found = self._keeping.meant_by(target)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(_AMBIGUOUS.format(target=safe(target), count=len(found)))
        if target and absolute(target).is_dir():
            raise NotFoundError(f"{safe(target)}: it is a folder; 'reader add' takes folders")
        from reader.sources import kind_problem

        if target and (problem := kind_problem(absolute(target))):
            raise NotFoundError(f"{safe(target)}: {problem}")
        if _TOO_SHORT.fullmatch(target):
            raise NotFoundError(f"{target}: no such file, and too little of an id; give four of its digits or more")
        raise NotFoundError(f"{safe(target)}: no such file, and no article held answers to it")

    def by_address(self, address: str) -> str | None:
        """The id of the article held of an address, written in one of the usual ways; None where there is none."""
        ways = spellings(address)
        held = self._archive.by_url(ways)
        return next((held[way] for way in ways if way in held), None)

    def article(self, article: str) -> Article:
        """An article held, as the rules of now would have it, its pointers resolved. Raises NotFoundError."""
        self._preparing.one(article)
        held = self._archive.article(article)
        if held is None:
            return self._keeping.snapshot(article)
        edited = self._archive.entries.edited(article)
        return self._shown(held if edited is None else replace(held, notices=(*held.notices, _edited(edited))))

    def read(self, target: str) -> Article:
        """Like `article(find(target))`; a file that is not in the library is read without being added."""
        place = absolute(target)
        if not place.is_file():
            return self.article(self.find(target))
        found = self._archive.find(str(place))
        return self.article(found[0]) if len(found) == 1 else self._unheld(place)

    def clean(self, data: bytes, name: str) -> Article:
        """Clean bytes that are not in the library (standard input); HTML is told from plain text by its looks."""
        from reader.newsroom.intake import clean_one

        looks = data[:1024].lstrip().lower()
        media = Media.HTML if looks.startswith(_HTML_STARTS) else Media.PLAIN
        return self._shown(clean_one(Document(f"bytes:{name}", data, media, name), self._guard))

    def editions(self, article: str) -> list[Edition]:
        """What an article was at each time its feed carried it otherwise, each compared with the one before."""
        from reader.newsroom.editions import editions

        return editions(self._archive, self._guard, article)

    def related(self, target: str, limit: int = 20) -> list[Related]:
        """What belongs to an article, with reasons; see `find` for `target`."""
        article = self.read(target)
        return self.novelty.counted(article, self._relating.related(article, limit))

    def resolve(self, headlines: Iterable[str]) -> Iterator[Resolution]:
        """For each headline the article it means, as far as that is sure."""
        return self._relating.resolving.resolve(headlines)

    # reading state: the Archive

    def mark(self, articles: Sequence[str], *, read: bool, copies: bool = False) -> Change:
        """Mark read or unread, with `copies` all that is the same text as well."""
        beside = [other for one in articles for other in self._archive.copies.beside(one)] if copies else []
        return self._marked(self._archive.mark([*articles, *beside], read), read=read)

    def mark_all(self, query: Query) -> Change:
        """Mark everything a query matches read."""
        return self._marked(self._archive.mark_matching(self._meant(query), self._tagged(query)), read=True)

    def place(self, article: str) -> Place | None:
        """How far an article was read."""
        return self._archive.place(article)

    def remember(self, article: str, place: Place) -> None:
        """Note how far an article is read."""
        self._archive.remember(article, place)

    # what the user made: the Shelf

    def bookmark(self, article: str, *, text: bool = False) -> Change:
        """Keep an article; on return it is on the disk. With `text` its text is kept too."""
        return self._keeping.bookmark(article, self.article(article).text if text else None)

    def unbookmark(self, article: str) -> Change:
        """Keep an article no more; undone, it is kept as it was. Raises NotFoundError where it was not kept."""
        return self._keeping.unbookmark(article)

    def bookmarks(self) -> list[Bookmark]:
        """What is kept, newest first."""
        return self._shelf.bookmarks()

    def restore(self, article: str, cut: Cut) -> Change:
        """Put a cut line back into its article for good."""
        return self._keeping.restore(article, cut)

    def kept(self, name: str) -> str | None:
        """A small value kept from an earlier time, e.g. the theme."""
        return self._shelf.value(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a small value for another time."""
        self._shelf.keep(name, value)

    # going out

    @cached_property
    def exporting(self) -> Exporting:
        """Articles written for other programs, or for another time."""
        from reader.newsroom.exporting import Exporting

        return Exporting(self, self._now, self._annotated, (self._home.shelf_file, self._home.archive_file))

    # care

    def doctor(self) -> list[Finding]:
        """Check both stores, and mend what can be mended."""
        from reader.newsroom.care import examine

        findings = examine(self._archive, self._shelf)
        self._settling.after(ScanReport())
        return findings

    # within

    def _annotated(self, article: str) -> tuple[tuple[str, ...], str]:
        note = self.annotating.note_of(article)
        return self.annotating.tags_of(article), note.text if note else ""

    def _meant(self, query: Query) -> Query:
        return meant(query, self._shelf)

    def _tagged(self, query: Query) -> Sequence[Tagged]:
        return self._shelf.asked(query) if query.asks_shelf else ()

    def _unheld(self, place: Path) -> Article:
        from reader.newsroom.intake import read_one

        return self._shown(read_one(place, self._guard))

    def _shown(self, article: Article) -> Article:
        shown = self.teaching.shown(article)
        return self._relating.resolving.pointed(shown, self._apart()) if shown.pointers else shown

    def _marked(self, changed: list[str], *, read: bool) -> Change:
        many = f"{len(changed)} articles" if len(changed) != 1 else "1 article"
        label = f"Marked {many} {'read' if read else 'unread'}"
        return Change(label, lambda: self._unmark(changed, read=read), nothing=not changed)

    def _unmark(self, changed: list[str], *, read: bool) -> None:
        self._archive.mark(changed, not read)


def _edited(when: datetime) -> str:
    return f"Its publisher has edited it since it came in, the last time before {when.astimezone():%Y-%m-%d %H:%M}."
