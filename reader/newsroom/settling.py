"""What follows when articles came, changed or went, or when something was said about them: all that is derived."""

from __future__ import annotations

from collections.abc import Callable, Collection

from reader.model import ScanReport
from reader.newsroom.copying import Copying
from reader.newsroom.corrections import Corrections
from reader.newsroom.learning import Learning
from reader.newsroom.linking import MANY, Linking
from reader.newsroom.resolving import Resolving
from reader.newsroom.values import Progress
from reader.store.archive import Archive

__all__ = ["Settling"]


class Settling:
    """Brings copies, stories, learned lines and pointers of one Archive up to date. Everything may raise StoreError."""

    def __init__(
        self,
        archive: Archive,
        copying: Copying,
        learning: Learning,
        resolving: Resolving,
        corrections: Callable[[], Corrections],
    ) -> None:
        self._archive = archive
        self._copying = copying
        self._learning = learning
        self._resolving = resolving
        self._corrections = corrections
        self._linking = Linking(archive, corrections)

    def after(self, report: ScanReport, progress: Progress | None = None) -> None:
        """After a look at the sources; `progress` counts the articles that are linked."""
        self._copying.catch_up()
        most = self._archive.kin.waiting()

        def between(waiting: int) -> None:
            if progress:
                progress(max(most - waiting, 0), most)

        self._linking.catch_up(between)
        if report.changed:
            self._learning.review()
        if report.new or report.changed:
            self._resolving.settle(self._corrections().strangers)

    def corrected(self, articles: Collection[str]) -> None:
        """After a word about articles, by id, or one taken back: they may be copies no more, or again.

        Where very many articles wait to be linked, a look at the sources is at work on them, and heeds the word itself.
        """
        self._archive.copies.reconsider(self._doubtful(articles))
        self._copying.catch_up()
        if self._archive.kin.waiting() < MANY:
            self._linking.catch_up()
        self._linking.regroup(articles)

    def _doubtful(self, articles: Collection[str]) -> list[str]:
        """Those that are copies of others of these, and those that are copies of nothing but might be."""
        beside = {one: self._archive.copies.beside(one) for one in articles}
        return [one for one, others in beside.items() if not others or not set(others).isdisjoint(articles)]
