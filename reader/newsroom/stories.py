"""Stories: listing and reading them, following them, and correcting how articles were grouped.

The Archive holds which articles tell of one event, and can find that out again; what somebody follows and has
corrected is on the Shelf, for good.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from reader.errors import NotFoundError
from reader.model import Correction, Follow, Report, Story, instant
from reader.newsroom.corrections import Corrections, corrections
from reader.newsroom.following import Followed, Following, following, is_called
from reader.newsroom.naming import meant
from reader.newsroom.novelty import Novelties
from reader.newsroom.timeline import in_order, reports, stated, teller
from reader.newsroom.values import Change
from reader.query import Query
from reader.store.archive import Archive
from reader.store.listing import Tagged
from reader.store.shelf import Shelf
from reader.store.stories import HeldStory
from reader.text import clip, safe

__all__ = ["Regroup", "Stories"]

_PAGE = 200
"""Stories read at a time."""
_MEASURED = 100
"""Reports of a story whose sentences are compared at most: 100 take about a second."""
_QUOTED = 50
"""Characters of a title that a sentence about it repeats."""
_AMBIGUOUS = "{target}: {count} stories are meant; give more of the id"
_ALONE = "{name}: no other report of its story is held"

_Told = tuple[Story, list[Report]]
Regroup = Callable[[Collection[str]], None]
"""Asked to group anew around these articles, by id, after a correction."""


class Stories:
    """The stories of one library. Every method may raise StoreError."""

    def __init__(
        self,
        archive: Archive,
        shelf: Shelf,
        now: Callable[[], datetime],
        find: Callable[[str], str],
        novelties: Novelties,
        regroup: Regroup = lambda _: None,
    ) -> None:
        """`find` is `Newsroom.find`."""
        self._archive = archive
        self._shelf = shelf
        self._now = now
        self._find = find
        self._novelties = novelties
        self._regroup = regroup

    # reading

    def all(self, query: Query | None = None, limit: int = 0, *, followed: bool = False) -> list[Story]:
        """Stories of two reports or more: followed ones with news first, then those with the newest report.

        A query leaves those with an article that matches. With `followed` only what is followed, however few reports
        of it are held (`articles` 0: none). A limit of 0 means all.
        """
        return [story for story, _ in self.each(query, limit, followed=followed)]

    def each(
        self, query: Query | None = None, limit: int = 0, *, followed: bool = False, whole: bool = False
    ) -> Iterator[tuple[Story, list[Report]]]:
        """The same with their reports, as they are read; with `whole` also what is one report and its copies."""
        query = None if query == Query() else query
        known = self._following()
        found: Iterable[_Told] = self._any(known, query, least=1 if whole else 2)
        if followed:
            found = chain(self._followed(known, query), map(_gone, known.gone) if query is None else ())
        for written, one in enumerate(found, 1):
            yield one
            if written == limit:
                return

    def story(self, target: str) -> tuple[Story, list[Report]]:
        """A story and its reports by time, those without a date last, by arrival. Raises NotFoundError.

        `target` is a story's id, the start of one, or what `Newsroom.find` takes: the story of that article. One that
        is followed is found though no report of it is held any more.
        """
        story, reported = self._meant(self._following(), target)
        return story, self._measured(reported)

    def of(self, article: str) -> Story | None:
        """The story of an article, by id; None where no other report of it is held."""
        story = self._archive.stories.ids([article]).get(article)
        return self._meant(self._following(), story)[0] if story else None

    def of_articles(self, articles: Collection[str]) -> dict[str, str]:
        """For each of these articles that is in a story of two reports or more the story's id."""
        return self._archive.stories.ids(articles)

    def _measured(self, reported: list[Report]) -> list[Report]:
        """The reports with how much each adds, and how much of each is new; of a very long story none."""
        if len(reported) > _MEASURED:
            return reported
        articles = [report.headline.id for report in reported]
        counts = zip(self._novelties.added(articles), self._novelties.new(articles), strict=True)
        return [replace(report, added=added, new=new) for report, (added, new) in zip(reported, counts, strict=True)]

    def _any(self, known: Following, query: Query | None, least: int) -> Iterator[_Told]:
        first = {story.id: (story, reported) for story, reported in self._followed(known, query) if story.new}
        yield from (one for one in first.values() if len(one[1]) >= least)
        for numbers in self._archive.stories.newest(query and meant(query, self._shelf), self._tagged(query)):
            for start in range(0, len(numbers), _PAGE):
                for held in self._archive.stories.stories(numbers[start : start + _PAGE]):
                    story, reported = _told(held, known.held.get(held.number))
                    if len(reported) >= least and story.id not in first:
                        yield story, reported

    def _followed(self, known: Following, query: Query | None) -> list[_Told]:
        """What is followed of the stories held, those with news first, then those with the newest report."""
        among: Collection[int] = known.held
        if query is not None:
            among = self._archive.stories.matching(known.held, meant(query, self._shelf), self._tagged(query))
        found = [_told(one.story, one) for number, one in known.held.items() if number in among]
        return sorted(found, key=lambda one: (one[0].new > 0, _newest(one[1])), reverse=True)

    def _meant(self, known: Following, target: str) -> _Told:
        numbers = self._archive.stories.find(safe(target).lower()) or known.named(target)
        if len(numbers) > 1:
            raise NotFoundError(_AMBIGUOUS.format(target=safe(target), count=len(numbers)))
        gone = [one for one in known.gone if is_called(one, target)]
        if gone and not numbers:
            return _gone(gone[0])
        number = numbers[0] if numbers else self._number(target)
        for held in self._archive.stories.stories([number]):
            story, reported = _told(held, known.held.get(number))
            if len(reported) > 1 or story.followed:
                return story, reported
        raise NotFoundError(_ALONE.format(name=safe(target)))

    def _number(self, target: str) -> int:
        """The number of an article's story. Raises NotFoundError."""
        try:
            article = self._find(target)
        except NotFoundError as error:
            raise NotFoundError(f"{error}; 'reader stories' lists the stories") from error
        number = self._archive.stories.numbers([article]).get(article)
        if number is None:
            raise NotFoundError(_ALONE.format(name=safe(target)))
        return number

    def _tagged(self, query: Query | None) -> Sequence[Tagged]:
        return self._shelf.asked(query) if query and query.asks_shelf else ()

    # following

    def follow(self, target: str) -> Change:
        """Follow a story, named as for `story`. Raises NotFoundError."""
        story, reported = self._meant(self._following(), target)
        label = f"Following “{clip(story.name, _QUOTED)}”"
        if story.followed:
            return Change(label, lambda: None)
        now = self._now()
        self._shelf.follow(Follow(story.id, story.name, now, now, _ids(reported)))
        return Change(label, lambda: self._drop(story.id))

    def unfollow(self, target: str) -> Change:
        """Follow a story no more; undone, it is followed as it was. Raises NotFoundError where it was not."""
        known = self._following()
        story, _ = self._meant(known, target)
        follows = known.of(story.id)
        if not follows:
            raise NotFoundError(f"{safe(target)}: not followed")
        for follow in follows:
            self._shelf.unfollow(follow.story)
        return Change(f"No longer following “{clip(story.name, _QUOTED)}”", lambda: self._put_back(follows))

    def looked_at(self, story: str) -> None:
        """Note that a followed story, by id, was looked at now: nothing in it is news any more."""
        followed = next((one for one in self._following().held.values() if one.story.id == story), None)
        if followed is None:
            return
        held, added = followed.story, min(follow.added for follow in followed.follows)
        articles = tuple(article.id for article in held.articles)
        self._shelf.follow(Follow(held.id, held.name, added, self._now(), articles))
        for follow in followed.follows:
            if follow.story != held.id:
                self._shelf.unfollow(follow.story)

    def news(self) -> int:
        """How many reports came to followed stories since these were last looked at."""
        return sum(_told(one.story, one)[0].new for one in self._following().held.values())

    def _following(self) -> Following:
        return following(self._archive, self._shelf.follows())

    def _drop(self, story: str) -> None:
        self._shelf.unfollow(story)

    def _put_back(self, follows: Sequence[Follow]) -> None:
        for follow in follows:
            self._shelf.follow(follow)

    # correcting

    def pin(self, article: str, *others: str) -> Change:
        """Have an article in one story with others, all by id, whatever they say. Raises NotFoundError."""
        verb = "belongs" if len(others) == 1 else "belong"
        return self._correct(article, others, f"{verb} to the story of", together=True)

    def unlink(self, article: str, *others: str) -> Change:
        """Have an article in no story with any of the others, all by id, whatever they say. Raises NotFoundError."""
        verb = "is" if len(others) == 1 else "are"
        return self._correct(article, others, f"{verb} not of the story of", together=False)

    def corrections(self) -> Corrections:
        """All that was said of how articles are grouped."""
        return corrections(self._shelf)

    def _correct(self, article: str, others: Sequence[str], said: str, *, together: bool) -> Change:
        """Keep the words, all or none, and have the articles grouped anew."""
        titles = [self._title(one) for one in others]
        label = f"{titles[0] if len(titles) == 1 else f'{len(titles)} articles'} {said} {self._title(article)}"
        if article in others:
            raise NotFoundError(f"{safe(article)}: it is the same article twice")
        now = self._now()
        words = [Correction((min(article, one), max(article, one)), together, now) for one in others]
        before = self._shelf.correct(words)
        self._regroup([article, *others])
        return Change(label, lambda: self._take_back(words, before))

    def _take_back(self, words: Sequence[Correction], before: Sequence[Correction]) -> None:
        pairs = {one.articles for one in words}
        if before:
            self._shelf.correct(before)
        self._shelf.uncorrect(pairs - {one.articles for one in before})
        self._regroup(sorted({article for pair in pairs for article in pair}))

    def _title(self, article: str) -> str:
        headline = self._archive.headline(article)
        if headline is None:
            raise NotFoundError(f"{safe(article)}: no such article")
        return f"“{clip(headline.title, _QUOTED)}”"


def _gone(follow: Follow) -> _Told:
    return Story(follow.story, follow.name, 0, 0, None, None, (), followed=True, since=follow.seen), []


def _told(held: HeldStory, followed: Followed | None) -> _Told:
    found = reports(held.articles)
    found = followed.marked(found) if followed else found
    articles = in_order(held.articles)
    times = [when for article in articles if (when := stated(article))]
    story = Story(
        held.id,
        held.name,
        articles=len(found),
        unread=sum(not any(one.read for one in (report.headline, *report.copies)) for report in found),
        first=min(times, key=instant, default=None),
        last=max(times, key=instant, default=None),
        sources=tuple(dict.fromkeys(name for article in articles if (name := teller(article)))),
        copies=len(articles) - len(found),
        followed=followed is not None,
        new=sum(report.fresh for report in found),
        since=followed.since if followed else None,
    )
    return story, found


def _newest(reported: Sequence[Report]) -> float:
    """When the last of them was published or came in."""
    times = (report.headline for report in reported)
    return max((instant(one.published) if one.published else one.added.timestamp() for one in times), default=0.0)


def _ids(reported: Sequence[Report]) -> tuple[str, ...]:
    return tuple(article.id for report in reported for article in (report.headline, *report.copies))
