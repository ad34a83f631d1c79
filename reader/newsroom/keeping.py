"""What people keep: bookmarks with their snapshots, and cut lines put back.

The Shelf is written first; the mark in the Archive, which only makes lists quick, follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from reader.errors import NotFoundError
from reader.model import Article, Block, Bookmark, Cut, Note, Tagging
from reader.newsroom.values import Change
from reader.store.archive import Archive
from reader.store.shelf import Shelf
from reader.text import clip, safe

__all__ = ["Keeping"]

_UNTITLED = "(untitled)"
_LEFT: Mapping[type, str] = {
    Bookmark: "Only the bookmark is left; its text was not kept.",
    Note: "Only your note is left of this article.",
    Tagging: "Only your tags are left of this article.",
}
"""What a snapshot without a text says."""


class Keeping:
    """Bookmarks and restored lines of one library."""

    def __init__(self, archive: Archive, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._shelf = shelf
        self._now = now

    def bookmark(self, article: str, text: str | None) -> Change:
        """Keep an article, with its text where one is given. Raises NotFoundError."""
        headline = self._archive.headline(article)
        if headline is None:
            raise NotFoundError(f"{safe(article)}: no such article")
        kept = Bookmark(
            article,
            headline.title,
            headline.source,
            headline.published,
            headline.url,
            headline.path,
            self._now(),
            text,
        )
        new = self._shelf.bookmark(kept)
        self._flag()
        return Change(f"Bookmarked “{clip(kept.title, 50)}”", lambda: self._drop(article) if new else None)

    def unbookmark(self, article: str) -> Change:
        """Keep an article no more; undone, it is kept as it was. Raises NotFoundError where it was not kept."""
        kept = self._shelf.unbookmark(article)
        if kept is None:
            raise NotFoundError(f"{safe(article)}: not bookmarked")
        self._flag()
        return Change(f"Removed the bookmark of “{clip(kept.title, 50)}”", lambda: self._put_back(kept))

    def restore(self, article: str, cut: Cut) -> Change:
        """Put a cut line back into its article for good."""
        new = self._shelf.restore(article, cut.text)
        return Change("Restored 1 line", lambda: self._hide(article, cut.text) if new else None)

    def snapshot(self, article: str) -> Article:
        """What a bookmark, tags or a note kept of an article that is held no more. Raises NotFoundError."""
        kept = next((kept for kept in self._snapshots() if kept.article == article), None)
        if kept is None:
            raise NotFoundError(f"{safe(article)}: no such article")
        text = kept.text if isinstance(kept, Bookmark) else None
        blocks = tuple(Block.of(part) for part in (text or "").split("\n\n") if part)
        said = "Its text was kept with the bookmark." if blocks else _LEFT[type(kept)]
        return Article(
            id=article,
            key=f"bookmark:{article}",
            title=kept.title or _UNTITLED,
            blocks=blocks,
            published=kept.published,
            source=kept.source,
            url=kept.url,
            path=kept.path,
            notices=(said,),
        )

    def meant_by(self, target: str) -> list[str]:
        """Ids of what is bookmarked, tagged or noted that answer to an id, the start of one, an address or a path."""
        return list(dict.fromkeys(kept.article for kept in self._snapshots() if _means(kept, target)))

    def _snapshots(self) -> Iterator[Bookmark | Note | Tagging]:
        yield from self._shelf.bookmarks()
        yield from self._shelf.annotations.notes()
        yield from self._shelf.annotations.taggings()

    def _flag(self) -> None:
        self._archive.flag_bookmarks(self._shelf.bookmarked())

    def _drop(self, article: str) -> None:
        self._shelf.unbookmark(article)
        self._flag()

    def _put_back(self, kept: Bookmark) -> None:
        self._shelf.bookmark(kept)
        self._flag()

    def _hide(self, article: str, text: str) -> None:
        self._shelf.hide(article, text)


def _means(kept: Bookmark | Note | Tagging, target: str) -> bool:
    return target in (kept.url, kept.path) or (len(target) >= 4 and kept.article.startswith(target))
