"""Making the text of articles that came in as they are: in the background, or at once when someone opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.errors import CleaningError
from reader.guard import Worker
from reader.model import Article, Block, BlockKind, Document, article_id
from reader.newsroom.copying import Copying
from reader.newsroom.intake import CLEANING, cleaned, digest, rescued
from reader.newsroom.learning import Learning, taken_lines
from reader.newsroom.values import Progress
from reader.store.archive import Archive, Incoming
from reader.store.entries import Kept
from reader.text import safe

__all__ = ["Preparing"]

BATCH = 64
"""Articles that go through cleaning, and into the Archive, together."""
_FROM_PAGE = "Its feed carries only a summary; this is the page it links to."


class Preparing:
    """Cleans what waits in one Archive."""

    def __init__(self, archive: Archive, worker: Worker, learning: Learning, copying: Copying) -> None:
        self._archive = archive
        self._worker = worker
        self._learning = learning
        self._copying = copying

    def one(self, article: str) -> bool:
        """Make the text of one article now, if that is still to be done; whether it was."""
        kept = self._archive.entries.one_waiting(article)
        if kept is None:
            return False
        self._prepare([kept])
        return True

    def catch_up(self, progress: Progress | None = None) -> int:
        """Make the texts of all articles that wait, the newest first; how many there were."""
        self._archive.entries.outdated(CLEANING)
        total = self._archive.entries.count_waiting()
        done = 0
        while batch := self._archive.entries.waiting(BATCH):
            if progress:
                progress(done, max(total, done + len(batch)))
            self._prepare(batch)
            self._copying.settle(len(batch))
            done += len(batch)
        return done

    def _prepare(self, batch: Sequence[Kept]) -> None:
        articles = self._articles(batch)
        incoming = [
            Incoming(article, kept.origin, digest(kept.page or kept.document), "", *taken_lines(article))
            for kept, article in zip(batch, articles, strict=True)
        ]
        self._archive.put(incoming)
        self._archive.entries.settle([kept.id for kept in batch], CLEANING)
        self._learning.learn({number for one in incoming for number in one.lines})
        for one in incoming:
            if why := rescued(one.article, alone=False):
                self._archive.checked(one.origin, why)

    def _articles(self, batch: Sequence[Kept]) -> list[Article]:
        documents = [kept.document for kept in batch]
        pages = [kept.page for kept in batch if kept.page is not None]
        found = [_article(*one) for one in cleaned([*documents, *pages], self._worker)]
        # What is harmless is cleaned first, so results are told by their documents.
        by_document = {id(document): article for document, article in found}
        articles = []
        for kept in batch:
            own = by_document[id(kept.document)]
            page = by_document[id(kept.page)] if kept.page is not None else None
            articles.append(replace(_fuller(own, page), id=kept.id, key=kept.key))
        return articles


def _article(document: Document, outcome: Article | Exception) -> tuple[Document, Article]:
    """What is without any text is an article all the same: its title, its address and its attachments are worth it."""
    if isinstance(outcome, Article):
        return document, outcome
    said = "There is no text in it." if isinstance(outcome, CleaningError) else f"{safe(str(outcome))}."
    facts = document.facts
    title = facts.title or safe(document.name)
    return document, Article(
        id=article_id(document.key),
        key=document.key,
        title=title,
        blocks=(Block.of(title, BlockKind.PARAGRAPH),),
        byline=facts.byline,
        published=facts.published,
        source=facts.source,
        language=facts.language,
        url=facts.url,
        categories=facts.categories,
        attachments=facts.attachments,
        notices=(*document.notices, said),
    )


def _fuller(own: Article, page: Article | None) -> Article:
    """The article of the page an entry links to, if that says more than the entry, else the entry's own."""
    if page is None or len(page.text) <= len(own.text):
        return own
    return replace(
        page,
        title=own.title,
        byline=own.byline or page.byline,
        published=own.published or page.published,
        dated=own.dated if own.published else page.dated,
        source=own.source or page.source,
        language=own.language or page.language,
        categories=own.categories or page.categories,
        attachments=own.attachments,
        notices=(*page.notices, _FROM_PAGE),
    )
