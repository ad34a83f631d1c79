"""Subscriptions and mutes in memory; the gates and failures of the fake newsroom hold for them too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.feed import Offer
from reader.model import Health, Mute, MuteStatus, Pages, Source, SourceKind, SourceStatus, article_id
from reader.newsroom.values import Change

if TYPE_CHECKING:
    from tests.fakes import FakeNewsroom

__all__ = ["FakeMuting", "FakeSubscriptions", "feed"]


def feed(name: str, url: str, **known: object) -> Source:
    """A subscription."""
    from tests.fakes import NOW

    return Source(article_id(name), SourceKind.FEED, url, name, NOW, **known)


@dataclass
class FakeSubscriptions:
    """What the newsroom's sources are, and how they are doing."""

    room: FakeNewsroom
    offers: dict[str, Offer] = field(default_factory=dict)
    """What there is at an address."""
    health: dict[str, Health] = field(default_factory=dict)
    """By the source's name."""
    notices: dict[str, str] = field(default_factory=dict)

    def status(self, source: Source) -> SourceStatus:
        from tests.fakes import NOW

        held = [one for one in self.room.articles if article_id(one.source or "") == source.id]
        unread = sum(not self.room.states[one.id].read for one in held)
        health = self.health.get(source.name, Health())
        return SourceStatus(source, len(held), unread, NOW, self.notices.get(source.name), health)

    def tagged(self, source: str) -> set[str]:
        return {tag.casefold() for one in self.room._sources if one.id == source for tag in one.tags}

    def subscribe(self, url: str, name: str | None, *, page: bool) -> Source:
        held = next((one for one in self.room._sources if one.location == url), None)
        if held is not None:
            return held
        source = feed(name or url, url)
        self.room._sources.append(replace(source, kind=SourceKind.PAGE) if page else source)
        self.room._version += 1
        return self.room._sources[-1]

    def remove(self, source: str) -> Source:
        found = self._named(source)
        self.room._sources.remove(found)
        self.room.articles = [
            one for one in self.room.articles if one.source != found.name or self.room.states[one.id].bookmarked
        ]
        self.room._version += 1
        return found

    def rename(self, source: Source, name: str) -> Change:
        return self._put(source, f"Renamed “{source.name}” to “{name}”", name=name)

    def tag(self, source: Source, tags: Iterable[str]) -> Change:
        wanted = tuple(tag.strip() for tag in tags)
        return self._put(source, f"Tagged “{source.name}” {', '.join(wanted)}", tags=wanted)

    def pause(self, source: Source, paused: bool) -> Change:
        return self._put(source, f"{'Paused' if paused else 'Resumed'} “{source.name}”", paused=paused)

    def pages(self, source: Source, pages: Pages) -> Change:
        return self._put(source, f"The pages of “{source.name}” are fetched: {pages}", pages=pages)

    def _named(self, source: str) -> Source:
        found = next((one for one in self.room._sources if one.id == source), None)
        if found is None:
            raise NotFoundError(f"{source}: no such source")
        return found

    def _put(self, source: Source, label: str, **other: object) -> Change:
        self.room._enter(next(iter(other)), next(iter(other.values())))
        before = self._named(source.id)

        def put(now: Source) -> None:
            sources = self.room._sources
            sources[[one.id for one in sources].index(source.id)] = now
            self.room._version += 1

        put(replace(before, **other))
        return Change(label, lambda: put(before))


@dataclass
class FakeMuting:
    """Rules that keep articles out of the lists; here they are only kept."""

    room: FakeNewsroom
    held: list[Mute] = field(default_factory=list)

    def all(self) -> list[MuteStatus]:
        names = {source.id: source.name for source in self.room._sources}
        return [MuteStatus(mute, 3, names.get(mute.source or "")) for mute in self.held]

    def mute(self, query: str, source: Source | None = None) -> Mute:
        from tests.fakes import NOW

        whose = source.id if source else None
        return Mute(article_id(f"{whose}{query}")[:8], query, whose, NOW)

    def apply(self, mute: Mute) -> Change:
        self.room._enter("mute", (mute.query, mute.source))
        self.held.append(mute)
        self.room._version += 1
        return Change(f"Muted “{mute.query}”", lambda: self.held.remove(mute))

    def lift(self, mute: Mute) -> Change:
        self.room._enter("unmute", mute.query)
        self.held.remove(mute)
        self.room._version += 1
        return Change(f"Shown again: “{mute.query}”", lambda: self.held.append(mute))
