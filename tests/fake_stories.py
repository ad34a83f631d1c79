"""Stories in memory, grouped as a test says; the gates and failures of the fake newsroom hold for them too."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.model import Report, Story, instant
from reader.newsroom.timeline import in_order, reports, stated, teller
from reader.newsroom.values import Change
from reader.query import Query

if TYPE_CHECKING:
    from tests.fakes import FakeNewsroom

__all__ = ["FakeStories"]

Told = tuple[Story, list[Report]]


@dataclass
class _Group:
    id: str
    name: str
    articles: list[str]
    known: set[str] | None = None
    """What was in it when it was last looked at; None where it is not followed."""
    since: datetime | None = None


@dataclass
class FakeStories:
    """Groups of articles, by hand."""

    room: FakeNewsroom
    groups: dict[str, _Group] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    """For an article the one it is a copy of."""
    told: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For an article how many sentences its report adds, and how many are new."""

    # what tests do with it

    def group(self, story: str, name: str, *articles: str) -> None:
        self.groups[story] = _Group(story, name, list(articles))
        self.room._version += 1

    def followed(self, story: str, *known: str, ago: timedelta = timedelta(days=2)) -> None:
        """Let a story be followed, these articles known."""
        from tests.fakes import NOW

        self.groups[story].known, self.groups[story].since = set(known), NOW - ago

    # the facade

    def each(self, query: Query | None = None, limit: int = 0, *, followed: bool = False) -> Iterator[Told]:
        self.room._enter("stories", query)
        found = [one for group in self.groups.values() if len((one := self._told(group))[1]) > 1]
        found = [one for one in found if self._matches(one, query) and (one[0].followed or not followed)]
        found.sort(key=lambda one: (one[0].new > 0, instant(one[0].last) if one[0].last else 0), reverse=True)
        yield from found[: limit or None]

    def story(self, target: str) -> Told:
        self.room._enter("story", target)
        found = self._told(self.groups[target]) if target in self.groups else None
        if found is None or (len(found[1]) < 2 and not found[0].followed):
            raise NotFoundError(f"{target}: no other report of its story is held")
        return found

    def of(self, article: str) -> Story | None:
        story = self.of_articles([article]).get(article)
        return self._told(self.groups[story])[0] if story else None

    def of_articles(self, articles: Collection[str]) -> dict[str, str]:
        return {
            article: group.id
            for article in articles
            for group in self.groups.values()
            if article in group.articles and len(self._told(group)[1]) > 1
        }

    def follow(self, target: str) -> Change:
        self.room._enter("follow", target)
        return self._put(target, set(self.groups[target].articles), "Following")

    def unfollow(self, target: str) -> Change:
        if self.groups[target].known is None:
            raise NotFoundError(f"{target}: not followed")
        self.room._enter("unfollow", target)
        return self._put(target, None, "No longer following")

    def looked_at(self, story: str) -> None:
        from tests.fakes import NOW

        self.room._enter("looked_at", story)
        if self.groups[story].known is not None:
            self.groups[story].known, self.groups[story].since = set(self.groups[story].articles), NOW
            self.room._version += 1

    def news(self) -> int:
        return sum(self._told(group)[0].new for group in self.groups.values())

    def pin(self, article: str, other: str) -> Change:
        self.room._enter("pin", (article, other))
        group = self.groups[self.of_articles([article])[article]]
        return self._moved(other, group, f"“{self._title(other)}” belongs to the story of “{self._title(article)}”")

    def unlink(self, article: str, *others: str) -> Change:
        """One of two articles, or one of its story, is out of the story."""
        self.room._enter("unlink", (article, *others))
        out = others[0] if len(others) == 1 else article
        return self._moved(out, None, f"“{self._title(others[0])}” is not of the story of “{self._title(article)}”")

    # inside

    def _title(self, article: str) -> str:
        return next(held.title for held in self.room.articles if held.id == article)

    def _moved(self, article: str, group: _Group | None, label: str) -> Change:
        before = {each.id: list(each.articles) for each in self.groups.values()}
        for each in self.groups.values():
            each.articles = [one for one in each.articles if one != article]
        if group is not None:
            group.articles.append(article)
        self.room._version += 1

        def undo() -> None:
            for each in self.groups.values():
                each.articles = before[each.id]
            self.room._version += 1

        return Change(label, undo)

    def _put(self, story: str, known: set[str] | None, label: str) -> Change:
        from tests.fakes import NOW

        group = self.groups[story]
        before = group.known, group.since
        group.known, group.since = known, NOW
        self.room._version += 1

        def undo() -> None:
            group.known, group.since = before
            self.room._version += 1

        return Change(f"{label} “{group.name}”", undo)

    def _matches(self, one: Told, query: Query | None) -> bool:
        held = {article.id for report in one[1] for article in (report.headline, *report.copies)}
        return query is None or any(
            article.id in held and self.room._fits(article, query) for article in self.room.articles
        )

    def _told(self, group: _Group) -> Told:
        articles = [
            replace(self.room._headline(article), copy_of=self.copies.get(article.id))
            for article in self.room.articles
            if article.id in group.articles
        ]
        found = [self._report(report, group) for report in reports(articles)]
        times = [when for article in in_order(articles) if (when := stated(article))]
        story = Story(
            group.id,
            group.name,
            len(found),
            sum(not any(one.read for one in (report.headline, *report.copies)) for report in found),
            min(times, key=instant, default=None),
            max(times, key=instant, default=None),
            tuple(dict.fromkeys(name for article in in_order(articles) if (name := teller(article)))),
            len(articles) - len(found),
            followed=group.known is not None,
            new=sum(report.fresh for report in found),
            since=group.since,
        )
        return story, found

    def _report(self, report: Report, group: _Group) -> Report:
        added, new = self.told.get(report.headline.id, (None, None))
        known = group.known
        fresh = known is not None and known.isdisjoint(one.id for one in (report.headline, *report.copies))
        return replace(report, added=added, new=new, fresh=fresh)
