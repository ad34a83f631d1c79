"""Tags, notes and saved searches of the fake newsroom, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.errors import AnnotationError
from reader.model import Headline, Note, SavedSearch, article_id
from reader.newsroom.annotating import tidy_tag
from reader.newsroom.values import Change
from reader.text import safe_note

if TYPE_CHECKING:
    from tests.fakes import FakeNewsroom

__all__ = ["FakeAnnotating", "FakeSearches"]


@dataclass
class FakeAnnotating:
    """What was written about articles."""

    room: FakeNewsroom
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def tags_of(self, article: str) -> tuple[str, ...]:
        return self.tags.get(article, ())

    def note_of(self, article: str) -> Note | None:
        from tests.fakes import NOW

        self.room._enter("note_of", article)
        return Note(article, self.texts[article], NOW, NOW) if article in self.texts else None

    def known_tags(self) -> dict[str, int]:
        self.room._enter("known_tags")
        sources = [tag for source in self.room._sources for tag in source.tags]
        counted = Counter(tag for tags in self.tags.values() for tag in tags)
        return {tag: counted[tag] for tag in sorted({*counted, *sources}, key=str.casefold)}

    def marked(self, headline: Headline) -> Headline:
        return replace(headline, tags=self.tags_of(headline.id), noted=headline.id in self.texts)

    def tag(self, articles: Sequence[str], tags: Iterable[str]) -> Change | None:
        wanted = [tidy_tag(tag) for tag in tags]
        return self._put(
            articles[0], (*self.tags_of(articles[0]), *(tag for tag in wanted if not self._has(articles[0], tag)))
        )

    def untag(self, articles: Sequence[str], tags: Iterable[str]) -> Change | None:
        unwanted = {tag.casefold() for tag in tags}
        return self._put(articles[0], tuple(t for t in self.tags_of(articles[0]) if t.casefold() not in unwanted))

    def write(self, article: str, text: str) -> Change | None:
        self.room._enter("write", text)
        before, wanted = self.texts.get(article, ""), safe_note(text)

        def put(now: str) -> None:
            self.texts.pop(article, None)
            self.texts |= {article: now} if now else {}
            self.room._version += 1

        put(wanted)
        label = "Kept the note" if wanted else "Removed the note"
        return Change(label, lambda: put(before)) if wanted != before else None

    def _has(self, article: str, tag: str) -> bool:
        return any(tag.casefold() == held.casefold() for held in self.tags_of(article))

    def _put(self, article: str, tags: tuple[str, ...]) -> Change | None:
        self.room._enter("tags", tags)
        before = self.tags_of(article)

        def put(now: tuple[str, ...]) -> None:
            self.tags[article] = now
            self.room._version += 1

        put(tags)
        return Change("Tagged", lambda: put(before)) if tags != before else None


@dataclass
class FakeSearches:
    """The searches kept."""

    room: FakeNewsroom
    held: list[SavedSearch] = field(default_factory=list)

    def all(self) -> list[SavedSearch]:
        self.room._enter("searches")
        return list(self.held)

    def add(self, name: str, query: str, *, stories: bool = False) -> Change:
        from tests.fakes import NOW

        self.room._enter("keep_search", (name, query))
        if name in [one.name for one in self.held]:
            raise AnnotationError(f"there is a search “{name}” already; take another name")
        return self._put([*self.held, SavedSearch(article_id(name)[:8], name, query, NOW, stories)], f"Kept “{name}”")

    def rename(self, search: SavedSearch, name: str) -> Change:
        other = [replace(one, name=name) if one.id == search.id else one for one in self.held]
        return self._put(other, f"Renamed “{search.name}” to “{name}”")

    def remove(self, search: SavedSearch) -> Change:
        return self._put([one for one in self.held if one.id != search.id], f"Removed “{search.name}”")

    def _put(self, searches: list[SavedSearch], label: str) -> Change:
        before = self.held

        def put(now: list[SavedSearch]) -> None:
            self.held = now
            self.room._version += 1

        put(searches)
        return Change(label, lambda: put(before))
