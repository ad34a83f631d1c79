"""The runs of a block: its text as it is shown, each part with its roles and its link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reader.model import Block, BlockKind, Span, Style
from reader.ui.typesetting.line import Line, LinkSpan, Piece

__all__ = ["Run", "Runs", "is_bare", "runs_of"]

_STYLES = {Style.EMPHASIS: "emphasis", Style.STRONG: "strong", Style.CODE: "code"}
_ROLES = {BlockKind.QUOTE: "quote", BlockKind.CAPTION: "caption"}
_HYPHEN = "-"
_WHOLE = "\u2011"
"""A hyphen at which no line ends."""
_MINOR = 4
"""Level from which on a heading is a small one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a block."""

    start: int
    end: int
    roles: str
    href: str | None = None
    added: bool = False
    """Whether it is the number of a link, and not of the block's text."""


class Runs:
    """A text in parts that follow one another."""

    def __init__(self, block: int, text: str, runs: tuple[Run, ...]) -> None:
        self.block = block
        self.text = text
        self.runs = runs
        self._starts = [run.start for run in runs]
        self.measured = "".join([_unbroken(text[run.start : run.end], run.roles) for run in runs])
        """The same text, but with nothing in code that a line may end at for its look."""
        self._simple = len(runs) == 1 and runs[0].href is None

    def line(
        self, a: int, b: int, lead: tuple[Piece, ...] = (), *, hyphen: bool = False, goes_on: bool = False
    ) -> Line:
        """The characters from `a` to `b` as a line, behind a lead and maybe before a hyphen."""
        first = sum([len(text) for text, _ in lead]) if lead else 0
        if self._simple and not hyphen:
            pieces = (*lead, (self.text[a:b], self.runs[0].roles)) if a < b else lead
            return Line(pieces, self.block, a, first, open=goes_on)
        shown, links, extra = [*lead], [], []
        for run, start, end in self._within(a, b):
            shown.append((self.text[start:end], run.roles))
            at = (first + start - a, first + end - a)
            if run.href:
                links.append((*at, run.href))
            if run.added:
                extra.append(at)
        if hyphen:
            shown.append((_HYPHEN, shown[-1][1]))
            extra.append((first + b - a, first + b - a + 1))
        return Line(
            tuple(shown),
            self.block,
            self.own(a),
            first,
            links=tuple(_joined(links)),
            extra=tuple(extra),
            open=goes_on,
        )

    def own(self, at: int) -> int:
        """Which character of the block's own text stands at `at`, or follows there."""
        return at - sum(min(at, run.end) - run.start for run in self.runs if run.added and run.start < at)

    def is_code(self, a: int, b: int) -> bool:
        """Whether any of the characters from `a` to `b` is code or in an address."""
        return any("code" in run.roles.split() or run.added for run, _, _ in self._within(a, b))

    def _within(self, a: int, b: int) -> Iterator[tuple[Run, int, int]]:
        for run in self.runs[max(bisect_right(self._starts, a) - 1, 0) : bisect_right(self._starts, max(b - 1, a))]:
            start, end = max(run.start, a), min(run.end, b)
            if start < end:
                yield run, start, end


def runs_of(index: int, block: Block, links: str, numbers: Mapping[str, int]) -> Runs:
    """A block's runs; links look as the setting has it, those that have a number with it behind them."""
    base = _ROLES.get(block.kind, "text")
    if block.kind is BlockKind.HEADING:
        base = "heading-small" if block.level >= _MINOR else "heading"
    if len(block.spans) == 1 and not block.spans[0].style and not block.spans[0].href:
        text = block.spans[0].text
        return Runs(index, text, (Run(0, len(text), base),))
    marks = links == "underlined" and block.kind is not BlockKind.CAPTION  # a picture's address stands below it
    text, runs = "", []
    for number, span in enumerate(block.spans):
        runs.append(Run(len(text), len(text) + len(span.text), _roles(base, span, marks=marks), span.href))
        text += span.text
        after = block.spans[number + 1].href if number + 1 < len(block.spans) else None
        known = numbers.get(span.href or "")
        if known and span.href != after and not is_bare(span):
            sign = f"[{known}]"
            runs.append(Run(len(text), len(text) + len(sign), f"{base} link-number", span.href, added=True))
            text += sign
    return Runs(index, text, tuple(runs))


def _unbroken(text: str, roles: str) -> str:
    return text.replace("-", _WHOLE) if "code" in roles and "-" in text else text


def is_bare(span: Span) -> bool:
    """Whether a link's text is its address."""
    plain = span.text.strip().rstrip("/").lower()
    return span.href is not None and span.href.rstrip("/").lower() in (plain, f"https://{plain}", f"http://{plain}")


def _roles(base: str, span: Span, *, marks: bool) -> str:
    styles = [name for style, name in _STYLES.items() if style & span.style]
    return " ".join([base, *styles, *(["link"] if marks and span.href else [])])


def _joined(links: list[LinkSpan]) -> Iterator[LinkSpan]:
    """Links with neighbours to the same place joined: a link's words and its number are one."""
    held: LinkSpan | None = None
    for start, end, href in links:
        if held and held[1] == start and held[2] == href:
            held = (held[0], end, href)
            continue
        if held:
            yield held
        held = (start, end, href)
    if held:
        yield held
