"""What is followed, as the stories held are now.

A followed story is known again by its articles: the story of now that holds most of those that were in it when it was
last looked at. So it survives stories that part or join, and an Archive made anew, where it has another id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.model import Follow, Report
from reader.store.archive import Archive
from reader.store.stories import HeldStory

__all__ = ["Followed", "Following", "following", "is_called"]

_LEAST = 4


@dataclass(frozen=True, slots=True)
class Followed:
    """A story held that is followed; by more than one word where stories have joined."""

    story: HeldStory
    follows: tuple[Follow, ...]

    @property
    def since(self) -> datetime:
        """When it was last looked at."""
        return max(follow.seen for follow in self.follows)

    def new(self, reports: Sequence[Report]) -> int:
        """How many of its reports came into it since then; a new copy of what was there is no news.

        What was there then tells, not the clock: an article may be held for a while before it is grouped.
        """
        seen = {article for follow in self.follows for article in follow.articles}
        return sum(seen.isdisjoint(one.id for one in (report.headline, *report.copies)) for report in reports)


@dataclass(frozen=True, slots=True)
class Following:
    """All that is followed."""

    held: dict[int, Followed]
    """By the story's number."""
    gone: tuple[Follow, ...]
    """Those no article of which is held."""

    def of(self, story: str) -> tuple[Follow, ...]:
        """What follows the story with this id."""
        held = [follow for one in self.held.values() if one.story.id == story for follow in one.follows]
        return tuple(held or [follow for follow in self.gone if follow.story == story])

    def named(self, target: str) -> list[int]:
        """Numbers of the stories that had this id, or one that begins so, when they were last looked at."""
        return [number for number, one in self.held.items() if any(is_called(each, target) for each in one.follows)]


def is_called(follow: Follow, target: str) -> bool:
    """Whether a followed story is meant by an id or four or more signs that one begins with."""
    return len(target) >= _LEAST and follow.story.startswith(target.lower())


def following(archive: Archive, follows: Sequence[Follow]) -> Following:
    """Find what is followed among the stories held."""
    numbers = archive.stories.numbers({article for follow in follows for article in follow.articles})
    held = {story.number: story for story in archive.stories.stories(sorted(set(numbers.values())))}
    found: dict[int, list[Follow]] = {}
    gone: list[Follow] = []
    for follow in follows:
        number = _most(follow, numbers, held)
        if number is None:
            gone.append(follow)
        else:
            found.setdefault(number, []).append(follow)
    return Following({number: Followed(held[number], tuple(those)) for number, those in found.items()}, tuple(gone))


def _most(follow: Follow, numbers: dict[str, int], held: dict[int, HeldStory]) -> int | None:
    """The story that holds most of the articles; of two that hold as many the one with the id."""
    counts = Counter(numbers[article] for article in follow.articles if article in numbers)
    counts = Counter({number: count for number, count in counts.items() if number in held})
    return max(counts, key=lambda number: (counts[number], held[number].id == follow.story, number), default=None)
