"""Lays over an article what its readers taught and what was learned of its source; nothing stored is changed.

For each line the first that has an opinion decides: a line that was put back in this article; the user's rule
for its source; the user's rule for all; what was learned; cleaning. Whoever cuts leaves a receipt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.cleaning.blocks import Line
from reader.cleaning.boilerplate import Verdict, verdict
from reader.cleaning.likeness import begins, like, outlet_key
from reader.cleaning.phrases import bare
from reader.cleaning.pointers import find
from reader.model import Article, Block, BlockKind, Cut, LineRule, Reason, RuleAction
from reader.text import count_words

__all__ = ["Learned", "Taught", "built_in", "learned_rule", "overlay", "taught_rule"]

MOST = 0.5
"""The share of an article's words that may go by what was learned; when it is more, nothing goes by it."""
_HELD_BACK = "{lines} in other articles of {source}, which is too much of so short a text; nothing was cut for it."
_NOTHING_LEFT = "Your rules would leave nothing of this article; they were not followed here."


@dataclass(frozen=True, slots=True)
class Learned:
    """A line known to be its source's boilerplate."""

    text: str
    """Word for word; another line that is only like it stays."""
    articles: int
    """Articles held in which it stands."""


class Taught:
    """The user's rules that hold for one source."""

    def __init__(self, rules: Iterable[LineRule], outlet: str | None) -> None:
        key = outlet_key(outlet)
        fitting = [rule for rule in rules if rule.source is None or outlet_key(rule.source) == key != ""]
        fitting.sort(key=lambda rule: rule.source is not None)  # one for the source overrides one for all
        self._whole = {like(rule.text): rule for rule in fitting if not rule.begins}
        self._starts = [(like(rule.text), rule) for rule in fitting if rule.begins]
        self._starts.sort(key=lambda pair: (pair[1].source is None, -len(pair[0])))

    def rule(self, text: str) -> LineRule | None:
        """The rule for a line: of those for its source before all, the whole line before its beginning."""
        line = like(text)
        whole = self._whole.get(line)
        start = next((rule for start, rule in self._starts if begins(line, start)), None)
        if whole and start and whole.source is None and start.source is not None:
            return start
        return whole or start

    def __bool__(self) -> bool:
        return bool(self._whole or self._starts)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of an article where it stands, as it came out of cleaning."""

    line: Block | Cut
    verdict: Cut | None = None
    """The receipt where it goes now."""

    @property
    def stays(self) -> bool:
        return self.verdict is None


def taught_rule(rule: LineRule) -> str:
    """A user's rule as a receipt names it."""
    done = "cut" if rule.action is RuleAction.CUT else "kept"
    what = " (begins with it)" if rule.begins else ""
    return f"yours: {done} for {rule.source}{what}" if rule.source else f"yours: {done} everywhere{what}"


def learned_rule(learned: Learned, outlet: str) -> str:
    """What was learned as a receipt names it."""
    return f"learned: stands in {learned.articles:,} articles of {outlet}"


def built_in(text: str) -> Verdict | None:
    """What cleaning itself says of a line that stands alone; None where it stays."""
    related = find([Line(Block.of(text))])
    return Verdict(Reason.RELATED, related[0].rule) if related else verdict(text)


def overlay(
    article: Article,
    outlet: str | None,
    *,
    restored: Collection[str] = (),
    taught: Taught | None = None,
    learned: Mapping[str, Learned] | None = None,
) -> Article:
    """The article as it is to be shown.

    `restored` are texts of lines put back in this article; `learned` is by what `like` makes of a line. What was
    learned never takes more than half of an article's words, and no rule its last line; a notice says so.
    """
    if not (restored or taught or learned):
        return article
    entries = list(_entries(article))
    notices: list[str] = []
    judged = [_taught(entry, restored, taught) for entry in entries] if taught or restored else entries
    if not _has_text(judged) and _has_text(entries):
        judged = [_taught(entry, restored, None) for entry in entries]
        notices.append(_NOTHING_LEFT)
    if learned:
        going = _learned(judged, restored, taught, learned, outlet or "")
        if _too_much(judged, going):
            lines = "1 line also stands" if len(going) == 1 else f"{len(going)} lines also stand"
            notices.append(_HELD_BACK.format(lines=lines, source=outlet))
        else:
            judged = [replace(entry, verdict=going.get(at, entry.verdict)) for at, entry in enumerate(judged)]
    if judged == entries and not notices:
        return article
    blocks, cuts = _laid(judged)
    return replace(article, blocks=blocks, cuts=cuts, notices=(*article.notices, *notices))


def _entries(article: Article) -> Iterator[_Entry]:
    behind: dict[int, list[Cut]] = {}
    for cut in article.cuts:
        behind.setdefault(cut.after, []).append(cut)
    for number in range(-1, len(article.blocks)):
        if number >= 0:
            yield _Entry(article.blocks[number])
        yield from (_Entry(cut, cut) for cut in behind.get(number, ()))


def _taught(entry: _Entry, restored: Collection[str], taught: Taught | None) -> _Entry:
    text = entry.line.text
    if isinstance(entry.line, Block) and entry.line.kind is BlockKind.RULE:
        return entry
    if text in restored:
        return replace(entry, verdict=None)
    rule = taught.rule(text) if taught else None
    if rule is None:
        return entry
    if rule.action is RuleAction.KEEP:
        return replace(entry, verdict=None)
    return replace(entry, verdict=entry.verdict or Cut(text, Reason.TAUGHT, taught_rule(rule), 0))


def _learned(
    entries: Sequence[_Entry],
    restored: Collection[str],
    taught: Taught | None,
    learned: Mapping[str, Learned],
    outlet: str,
) -> dict[int, Cut]:
    """Receipts by place for what goes because it was learned. A heading goes only with all that is under it."""
    going: dict[int, Cut] = {}
    below = False
    for at in range(len(entries) - 1, -1, -1):
        line = entries[at].line
        if not entries[at].stays or not isinstance(line, Block) or line.kind is BlockKind.RULE:
            continue
        found = learned.get(like(line.text))
        settled = line.text in restored or (taught is not None and taught.rule(line.text) is not None)
        exact = found is not None and bare(found.text) == bare(line.text)
        if found and exact and not settled and not (below and line.kind is BlockKind.HEADING):
            going[at] = Cut(line.text, Reason.REPEATED, learned_rule(found, outlet), 0)
        else:
            below = True
    return going


def _too_much(entries: Sequence[_Entry], going: Mapping[int, Cut]) -> bool:
    if not going:
        return False
    words = {at: count_words(entry.line.text) for at, entry in enumerate(entries) if entry.stays}
    return sum(words[at] for at in going) > MOST * sum(words.values())


def _has_text(entries: Iterable[_Entry]) -> bool:
    return any(entry.stays and entry.line.text.strip() for entry in entries)


def _laid(entries: Iterable[_Entry]) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """What stays and what goes, each cut knowing which kept block it stands behind."""
    blocks: list[Block] = []
    cuts: list[Cut] = []
    for entry in entries:
        if entry.verdict is not None:
            cuts.append(replace(entry.verdict, after=len(blocks) - 1))
        else:
            blocks.append(entry.line if isinstance(entry.line, Block) else Block.of(entry.line.text))
    while blocks and blocks[-1].kind is BlockKind.RULE:  # it separates nothing any more
        blocks.pop()
    return tuple(blocks), tuple(replace(cut, after=min(cut.after, len(blocks) - 1)) for cut in cuts)
