"""Where a simple method draws the line: it gets the bar that is best on the kit itself."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["best_bar"]


def best_bar(answers: Iterable[tuple[float, bool]], answerable: int) -> float:
    """The lowest score worth an answer, by F1, of answers with their scores and whether they are right."""
    ranked = sorted(answers, reverse=True)
    best, bar, right = -1.0, 0.0, 0
    for place, (score, hit) in enumerate(ranked, 1):
        right += hit
        together = place < len(ranked) and ranked[place][0] == score
        f1 = 2 * right / (place + answerable)
        if not together and f1 > best:
            best, bar = f1, score
    return bar
