"""Subscriptions as something a person keeps: naming, tagging and pausing sources, and whole lists of them in and out.

All of it is on the Shelf, and all of it can be undone. Nothing here fetches anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from reader.address import masked
from reader.errors import NotFoundError, SourceError
from reader.guard import Worker
from reader.model import Pages, Skipped, Source, SourceKind, article_id
from reader.newsroom.values import IMPORTED, Change
from reader.paths import absolute
from reader.sources.subscriptions.subscription import Subscription, SubscriptionList
from reader.sources.subscriptions.subscription import tags as tidy
from reader.store.archive import Archive
from reader.store.shelf import Shelf
from reader.text import clip, safe, squash

__all__ = ["OpmlText", "Subscriptions", "Taken", "free_id", "place"]

_QUOTED = 50
"""Characters of a name that a sentence about it repeats."""
_LONGEST = 300
_UNKNOWN = "{name}: is no source any more; 'reader sources' lists them"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a list of subscriptions."""

    change: Change
    """The whole, to be undone as one."""
    added: tuple[Source, ...] = ()
    held: tuple[Source, ...] = ()
    """Those that were there already, as they are now."""
    refused: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class OpmlText:
    """All feeds as a file for other programs, or for another time."""

    text: str
    feeds: int
    masked: int
    """In how many addresses something is masked, so that they lead nowhere."""
    pages: int
    """How many single pages are kept, which are no feeds and not in it."""


class Subscriptions:
    """The sources of one library. Everything may raise StoreError; NotFoundError where a source is gone."""

    def __init__(self, archive: Archive, shelf: Shelf, worker: Worker, now: Callable[[], datetime]) -> None:
        """Lists are read in `worker`."""
        self._archive = archive
        self._shelf = shelf
        self._worker = worker
        self._now = now

    # one source

    def rename(self, source: Source, name: str) -> Change:
        """Call a source something else, whatever it calls itself. Raises SourceError for a name that says nothing."""
        name = clip(squash(safe(name)), _LONGEST)
        if not name:
            raise SourceError("a source needs a name")
        before = self._revise(source, lambda held: replace(held, name=name, named=True))
        label = f"Renamed {_quoted(before.name)} to {_quoted(name)}"
        return self._undone(label, source, lambda held: replace(held, name=before.name, named=before.named))

    def tag(self, source: Source, tags: Iterable[str]) -> Change:
        """File a source under these tags and no others; they count for its articles too."""
        wanted = tidy(tags)
        before = self._revise(source, lambda held: replace(held, tags=wanted))
        done = f"Tagged {_quoted(before.name)} {', '.join(wanted)}" if wanted else f"Untagged {_quoted(before.name)}"
        return self._undone(done, source, lambda held: replace(held, tags=before.tags))

    def pause(self, source: Source, paused: bool) -> Change:  # noqa: FBT001 - the state it is to have
        """Leave a source alone until it is resumed, or resume it."""
        before = self._revise(source, lambda held: replace(held, paused=paused))
        label = f"{'Paused' if paused else 'Resumed'} {_quoted(before.name)}"
        return self._undone(label, source, lambda held: replace(held, paused=before.paused))

    def pages(self, source: Source, pages: Pages) -> Change:
        """Say whether the pages that a feed's entries link to are fetched."""
        before = self._revise(source, lambda held: replace(held, pages=pages))
        label = f"The pages of {_quoted(before.name)} are fetched: {pages}"
        return self._undone(label, source, lambda held: replace(held, pages=before.pages))

    def called(self, titles: Mapping[str, str]) -> None:
        """Note what sources, by id, call themselves now; they go by that unless somebody gave them a name."""
        names = {ident: clip(squash(safe(title)), _LONGEST) for ident, title in titles.items()}

        def other(source: Source) -> bool:
            name = names.get(source.id)
            return bool(name) and name != source.name and not source.named

        def change(held: list[Source]) -> list[Source]:
            return [replace(one, name=names[one.id]) for one in held if other(one)]

        if any(map(other, self._shelf.sources())):
            self._shelf.revise(change)

    def move(self, source: Source, address: str) -> str | None:
        """Ask a feed at another address from now on, unless that is subscribed to already; what was done, in words."""
        if any(place(one.location) == place(address) for one in self._shelf.sources() if one.id != source.id):
            return None
        self._revise(source, lambda held: replace(held, location=address))
        return f"has moved for good; from now on it is asked at {masked(address)}"

    def _revise(self, source: Source, change: Callable[[Source], Source]) -> Source:
        """Keep a source otherwise; as it was before. Raises NotFoundError."""
        if source.id == IMPORTED:
            raise SourceError("what was imported once came from no source that could be changed")
        before: list[Source] = []

        def changed(held: list[Source]) -> list[Source]:
            before.extend(one for one in held if one.id == source.id)
            return [change(one) for one in before]

        self._shelf.revise(changed)
        if not before:
            raise NotFoundError(_UNKNOWN.format(name=safe(source.name)))
        return before[0]

    def _undone(self, label: str, source: Source, change: Callable[[Source], Source]) -> Change:
        def undo() -> None:
            self._revise(source, change)

        return Change(label, undo)

    # lists of them

    def read(self, path: str) -> SubscriptionList | None:
        """The list that a file is (OPML, newsboat's `urls`); None where it is JSON Lines of articles.

        Raises SourceError for a file that is none of these, is broken or cannot be read.
        """
        from reader.sources.subscriptions.lists import read_file

        place = absolute(path)
        if not place.exists():
            raise SourceError(f"{safe(path)}: there is no such file")
        return read_file(place, safe(path), self._worker)

    def opml(self, *, secrets: bool = False) -> OpmlText:
        """All feeds as OPML 2.0; what looks like a token in their addresses is masked unless `secrets` are wanted."""
        from reader.sources.subscriptions.opml import write_opml

        sources = self._shelf.sources()
        kept = [source for source in sources if source.kind is SourceKind.FEED]
        feeds = [Subscription(one.location, one.name, one.tags, one.site) for one in kept]
        shown = feeds if secrets else [_masked(one) for one in feeds]
        hidden = sum(one != known for one, known in zip(shown, feeds, strict=True))
        pages = sum(source.kind is SourceKind.PAGE for source in sources)
        return OpmlText(write_opml(shown, self._now()), len(feeds), hidden, pages)

    def take(self, listed: SubscriptionList) -> Taken:
        """Remember the feeds of a list, without fetching any.

        One that is there already gets the tags it lacks, and the list's name for it unless somebody has named it.
        """
        taking = _Taking(self._now())
        self._shelf.revise(lambda held: taking.run(held, listed.subscriptions))
        added = tuple(taking.added.values())
        held = tuple(taking.held.values())
        many = "1 feed" if len(added) == 1 else f"{len(added)} feeds"
        change = Change(f"Added {many}", lambda: self._take_back(taking))
        return Taken(change, added, held, listed.refused)

    def _take_back(self, taking: _Taking) -> None:
        self._shelf.revise(taking.undone)
        if not taking.added:
            return
        self._shelf.forget(*taking.added)
        fetched = self._archive.origins().keys() & taking.added.keys()
        for source in fetched:
            self._archive.forget(source, self._shelf.kept())


def _masked(feed: Subscription) -> Subscription:
    return replace(feed, url=masked(feed.url), site=feed.site and masked(feed.site))


@dataclass(slots=True)
class _Taking:
    """A list on its way to the Shelf."""

    now: datetime
    added: dict[str, Source] = field(default_factory=dict)
    """By id."""
    held: dict[str, Source] = field(default_factory=dict)
    before: dict[str, Source] = field(default_factory=dict)
    """Those of `held` that have changed, as they were."""

    def run(self, sources: Sequence[Source], subscriptions: Iterable[Subscription]) -> list[Source]:
        """The sources that are new or changed."""
        original = {source.id: source for source in sources}
        by_place = {place(source.location): source for source in sources}
        for one in subscriptions:
            known = by_place.get(place(one.url))
            source = _merged(known, one) if known else self._new(one, original)
            by_place[place(one.url)] = source
            (self.held if source.id in original else self.added)[source.id] = source
        self.before = {ident: original[ident] for ident, source in self.held.items() if source != original[ident]}
        return [*(self.held[ident] for ident in self.before), *self.added.values()]

    def undone(self, sources: Sequence[Source]) -> list[Source]:
        """Those that were changed, with the names and tags they had, whatever else was done to them since."""
        return [
            replace(one, name=was.name, named=was.named, tags=was.tags, site=was.site)
            for one in sources
            if (was := self.before.get(one.id))
        ]

    def _new(self, one: Subscription, original: dict[str, Source]) -> Source:
        ident = free_id(one.url, original.keys() | self.added.keys())
        host = _host(one.url)
        name = one.title or host
        named = name != host  # a list written before the feed was first fetched has no better name for it
        return Source(ident, SourceKind.FEED, one.url, name, self.now, one.tags, named=named, site=one.site)


def free_id(url: str, taken: Collection[str]) -> str:
    """An id for a new source that none has.

    Of 32 bits two are the same one time in a hundred with ten thousand feeds; and one that has moved keeps its own.
    """
    ident, attempt = article_id(f"source:{url}")[:8], 1
    while ident in taken:
        attempt += 1
        ident = article_id(f"source:{url}\n{attempt}")[:8]
    return ident


def _merged(held: Source, one: Subscription) -> Source:
    name = held.name if held.named or one.title is None else one.title
    tags = tidy([*held.tags, *one.tags])
    return replace(held, name=name, named=held.named or name != held.name, tags=tags, site=held.site or one.site)


def place(location: str) -> str:
    """What two addresses of one feed have in common: not the scheme, the host's capitals, the default port, a mark."""
    if not location.lower().startswith(("http://", "https://")):
        return location
    try:
        parts = urlsplit(location)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return location
    return f"{parts.hostname}{port}{parts.path or '/'}?{parts.query}"


def _host(url: str) -> str:
    return safe(urlsplit(url).hostname or url).removeprefix("www.")


def _quoted(name: str) -> str:
    return f"“{clip(name, _QUOTED)}”"
