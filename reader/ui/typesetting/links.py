"""The links that lines show: which there are, and letters to call them by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.ui.typesetting.layout import Line

__all__ = ["Hints", "Link", "labels", "link_at", "links_in", "words_of"]

_LETTERS = "fjdkslaghrueiwoqptyvncmxbz"
"""The home row first, the strongest fingers before the others."""

Part = tuple[int, int, int]
"""Line, first character, the one after the last."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands on one line or goes on over several."""

    href: str
    parts: tuple[Part, ...]


def links_in(lines: Sequence[Line], first: int, end: int) -> list[Link]:
    """The links on the lines from `first` to before `end`, as far as they stand there."""
    found: list[Link] = []
    for number in range(max(first, 0), min(end, len(lines))):
        for start, stop, href in lines[number].links:
            part = (number, start, stop)
            if found and found[-1].href == href and _goes_on(lines, found[-1].parts[-1], part):
                found[-1] = Link(href, (*found[-1].parts, part))
            else:
                found.append(Link(href, (part,)))
    return found


def link_at(lines: Sequence[Line], line: int, column: int) -> Link | None:
    """The link that a character of a line belongs to, with what of it stands on the lines around."""
    if not 0 <= line < len(lines) or not lines[line].links:
        return None
    block = lines[line].block
    first, end = line, line + 1
    while first > 0 and lines[first - 1].block == block >= 0:
        first -= 1
    while end < len(lines) and lines[end].block == block >= 0:
        end += 1
    around = links_in(lines, first, end)
    return next((link for link in around for at, a, b in link.parts if at == line and a <= column < b), None)


def words_of(lines: Sequence[Line], link: Link) -> str:
    """What a link is made of, a name that goes on with the next line in one."""
    return "".join(
        lines[at].text[start:stop] + ("" if lines[at].open else " ") for at, start, stop in link.parts
    ).strip()


def _goes_on(lines: Sequence[Line], before: Part, part: Part) -> bool:
    """Whether a part of a link follows on another, which ends where a style changes or a line is full."""
    (line, _, stop), (number, start, _) = before, part
    if number == line:
        return start == stop
    one, other = lines[line], lines[number]
    same = number == line + 1 and (one.block, one.cut) == (other.block, other.cut)
    return same and start <= other.lead and stop >= len(one.text.rstrip())


def labels(count: int) -> list[str]:
    """As many labels of one or two letters, none the beginning of another; at most 676."""
    most = len(_LETTERS)
    pairs = next((pairs for pairs in range(most + 1) if most - pairs + pairs * most >= count), most)
    single = list(_LETTERS[: most - pairs])
    double = [first + second for first in _LETTERS[most - pairs :] for second in _LETTERS]
    return [*single, *double][:count]


class Hints:
    """Labels at links, and what of one has been typed."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        found = list(links)
        self._links = dict(zip(labels(len(found)), found, strict=False))
        self.typed = ""

    def __bool__(self) -> bool:
        return bool(self._links)

    def type(self, letter: str) -> Link | None:
        """Type one more letter; the link it names, where the label is whole. No label fits: there are none left."""
        self.typed += letter
        chosen = self._links.get(self.typed)
        self._links = {label: link for label, link in self._links.items() if label.startswith(self.typed)}
        return chosen

    def on(self, line: int) -> list[tuple[int, str]]:
        """The labels on a line: at which character, and what of it is still to be typed."""
        begins = ((label, link.parts[0]) for label, link in self._links.items())
        return [(start, label[len(self.typed) :]) for label, (number, start, _) in begins if number == line]
