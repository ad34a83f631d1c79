"""Learning from the library: which lines of a source are its boilerplate.

Every article's lines are noted as it comes in; only a line that has come to stand in several articles of one
source is judged, by a sample of these, so the cost of an article does not grow with the library.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reader.address import outlet
from reader.cleaning.likeness import article_lines, outlet_key
from reader.cleaning.repeated import FEW, Reading, boilerplate, reading
from reader.model import Article
from reader.store.archive import Archive

__all__ = ["Learning", "outlet_of", "taken_lines"]

SAMPLE = 12
"""Articles a line is judged by."""
REMEMBERED = 400
"""Articles kept at hand while lines are judged: those that share one line often share another."""
BATCH = 250
CAUGHT_UP = 2_000
"""Articles from before lines were noted that are taken at one look at the sources: about two seconds."""


def outlet_of(article: Article) -> str | None:
    """Whose rules an article follows."""
    return outlet(article.source, article.url, article.path)


def taken_lines(article: Article) -> tuple[str, Collection[int]]:
    """The key of an article's outlet and the numbers of its lines; none where nobody is known to say them."""
    key = outlet_key(outlet_of(article))
    return key, article_lines(article, key).keys() if key else ()


class Learning:
    """Learns from one Archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lines = archive.lines

    def learn(self, numbers: Collection[int]) -> None:
        """Judge those of these lines that have come to stand in several articles."""
        self._judge(self._lines.pending(numbers, FEW))

    def review(self) -> None:
        """Judge anew what is known, where articles it was learned from have gone or changed."""
        self._judge(self._lines.shrunk())

    def catch_up(self) -> None:
        """Take the lines of articles that came in before lines were noted."""
        for _ in range(0, CAUGHT_UP, BATCH):
            waiting = self._lines.untaken(BATCH)
            if not waiting:
                return
            taken: dict[str, tuple[str, Collection[int]]] = dict.fromkeys(waiting, ("", ()))  # one may be unreadable
            taken |= {article.id: taken_lines(article) for article in self._archive.articles(waiting)}
            self._lines.take([(ident, *lines) for ident, lines in taken.items()])
            self.learn({number for _, numbers in taken.values() for number in numbers})

    def _judge(self, numbers: Iterable[int]) -> None:
        at_hand: dict[str, tuple[str, Reading]] = {}
        verdicts = []
        for number in numbers:
            articles, ids = self._lines.holders(number, SAMPLE)
            if len(at_hand) > REMEMBERED:
                at_hand.clear()
            self._fetch([ident for ident in ids if ident not in at_hand], at_hand)
            sample = [at_hand[ident] for ident in ids if ident in at_hand]
            key = sample[0][0] if sample else ""
            found = boilerplate(number, [one for _, one in sample]) if key else None
            verdicts.append((number, key, found, articles))
        if verdicts:
            self._lines.note(verdicts)

    def _fetch(self, ids: list[str], at_hand: dict[str, tuple[str, Reading]]) -> None:
        for article in self._archive.articles(ids):
            key = outlet_key(outlet_of(article))
            at_hand[article.id] = key, reading(article, key)
