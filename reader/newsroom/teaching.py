"""What the reader taught and what was learned, laid over articles: seeing, making and undoing rules about lines.

A rule of the user's is on the Shelf, for good. What was learned is in the Archive and can be found again; to pin
it is to make it the user's own rule, to undo it is the user's rule that such lines stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from reader.address import outlet
from reader.cleaning.likeness import article_lines, like, line_number, outlet_key, rule_id
from reader.cleaning.receipts import told
from reader.cleaning.repeated import FEW
from reader.cleaning.rules import Learned, Taught, built_in, learned_rule, overlay, taught_rule
from reader.errors import NotFoundError, RuleError
from reader.model import Article, LineRule, LineVerdict, Reason, RuleAction, RuleOrigin, RuleStatus
from reader.newsroom.learning import outlet_of
from reader.newsroom.values import Change
from reader.store.archive import Archive
from reader.store.shelf import Shelf
from reader.text import clip, count_words, safe, squash

__all__ = ["Teaching"]

_QUOTED = 50
"""Characters of a line that a sentence about it repeats."""
_LEAST_LETTERS = 6
"""Letters that the beginning of a line has at least where it is no two words: a rule must not be about everything."""


@dataclass(slots=True)
class _Held:
    """The user's rules as they were at one version of the Shelf."""

    version: int
    rules: list[LineRule]
    by_outlet: dict[str, Taught] = field(default_factory=dict)


class Teaching:
    """Rules about lines in one library."""

    def __init__(self, archive: Archive, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._shelf = shelf
        self._now = now
        self._cached: _Held | None = None

    # articles

    def shown(self, article: Article) -> Article:
        """An article as it is to be shown, by the rules of now."""
        whose = outlet_of(article)
        return overlay(
            article,
            whose,
            restored=self._shelf.restored(article.id),
            taught=self._taught(whose),
            learned=self._learned(article, outlet_key(whose)),
        )

    def _learned(self, article: Article, key: str) -> dict[str, Learned]:
        if not key or not self._archive.lines.has_learned(key):
            return {}
        lines = article_lines(article, key)
        found = self._archive.lines.learned(FEW, lines)
        return {lines[one.number]: Learned(one.text, one.articles) for one in found}

    def _taught(self, whose: str | None) -> Taught:
        version = self._shelf.version()
        held = self._cached
        if held is None or held.version != version:
            held = self._cached = _Held(version, self._shelf.rules())
        key = outlet_key(whose)
        if key not in held.by_outlet:
            held.by_outlet[key] = Taught(held.rules, whose)
        return held.by_outlet[key]

    # rules

    def all(self, source: str | None = None) -> list[RuleStatus]:
        """The user's rules in the order they were made, then what was learned and nobody has spoken of; or one's."""
        names = self._names()
        yours = [RuleStatus(rule, self._articles(rule)) for rule in self._shelf.rules()]
        whole = [*yours, *self._known(names)]
        wanted = outlet_key(source)
        return [one for one in whole if not wanted or outlet_key(one.rule.source) == wanted]

    def named(self, name: str, source: str | None = None) -> LineRule:
        """The rule meant by its id, the start of one, or its text. Raises NotFoundError."""
        rules = [status.rule for status in self.all(source)]
        line = like(squash(safe(name)))
        found = [rule for rule in rules if name == rule.id] or [rule for rule in rules if like(rule.text) == line]
        found = found or [rule for rule in rules if len(name) >= 4 and rule.id.startswith(name.lower())]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} rules are meant; name one by its id" if found else "no such rule"
        raise NotFoundError(f"{clip(safe(name), _QUOTED)}: {problem}; 'reader rules' lists them")

    def source(self, name: str) -> tuple[str, bool]:
        """A source's name as its articles write it, and whether any of its articles is held."""
        name = squash(safe(name))
        known = self._names().get(outlet_key(name))
        return known or name, known is not None

    def rule(self, text: str, action: RuleAction, source: str | None, *, begins: bool = False) -> LineRule:
        """A rule to be taught: cut or keep all lines like one, of a source or of all. Raises RuleError."""
        text, source = squash(safe(text)), squash(safe(source)) if source else None
        line = like(text)
        if not line:
            raise RuleError("a rule needs words to tell a line by")
        if begins and count_words(text) < 2 and len(line) < _LEAST_LETTERS:
            raise RuleError(f"“{text}” is too short: too many lines begin so; give more of it")
        return LineRule(rule_id(source, text, begins=begins), text, action, source, begins, added=self._now())

    def teach(self, rule: LineRule) -> Change:
        """Follow a rule from now on, in all that is held and in all that comes."""
        before = self._shelf.teach(rule)
        done = "are cut from now on" if rule.action is RuleAction.CUT else "stay from now on"
        return Change(f"{_lines_like(rule)} {done}", lambda: self._undo(rule, before))

    def pin(self, rule: LineRule) -> Change:
        """Make a rule the user's own, so that it holds whatever becomes of the articles it was learned from."""
        return self.teach(replace(rule, origin=RuleOrigin.YOURS, added=self._now()))

    def forget(self, rule: LineRule) -> Change:
        """Follow a rule no more; what was learned is not learned again. Raises NotFoundError."""
        if rule.origin is RuleOrigin.LEARNED:
            kept = self.pin(replace(rule, action=RuleAction.KEEP))
            return replace(kept, label=f"{kept.label}; that was learned, and will not be learned again")
        held = self._shelf.unteach(rule.id)
        if held is None:
            raise NotFoundError(f"{rule.id}: no such rule; 'reader rules' lists them")
        return Change(f"{_lines_like(held)} are judged again like any other", lambda: self._put_back(held))

    def standing(self, text: str, source: str | None) -> int:
        """How many articles held, of a source or of all, have such a line in their text."""
        keys = self._names() if source is None else [outlet_key(source)]
        counts = self._archive.lines.counts([line_number(key, like(text)) for key in keys])
        return sum(counts.values())

    def test(self, text: str, source: str | None) -> LineVerdict:
        """What would become of a line in an article of a source (None for one of no known source), and why."""
        text = squash(safe(text))
        if not text:
            return _verdict(text, RuleAction.KEEP, "there is nothing in it", None, None)
        rule = self._taught(source).rule(text)
        if rule is not None:
            whose = f"for {rule.source}" if rule.source else "for all sources"
            why = f"your rule {whose} says so (“{clip(rule.text, _QUOTED)}{'*' * rule.begins}”)"
            reason = Reason.TAUGHT if rule.action is RuleAction.CUT else None
            return _verdict(text, rule.action, why, reason, taught_rule(rule))
        learned = self._learned_line(text, outlet_key(source))
        if learned is not None:
            why = f"it stands in {learned.articles:,} articles of {source} that otherwise have little in common"
            return _verdict(text, RuleAction.CUT, why, Reason.REPEATED, learned_rule(learned, source or ""))
        found = built_in(text)
        if found is not None:
            return _verdict(text, RuleAction.CUT, f"{found.reason.value}, {told(found.rule)}", found.reason, found.rule)
        return _verdict(text, RuleAction.KEEP, "no rule is about it", None, None)

    def _learned_line(self, text: str, key: str) -> Learned | None:
        found = self._archive.lines.learned(FEW, [line_number(key, like(text))]) if key else []
        return Learned(found[0].text, found[0].articles) if found else None

    def _known(self, names: dict[str, str]) -> Iterator[RuleStatus]:
        """What was learned, as far as it holds: what the user said of the same line goes before it."""
        for one in self._archive.lines.learned(FEW):
            source = names.get(one.outlet)
            if source is not None and self._taught(source).rule(one.text) is None:
                ident = rule_id(source, one.text)
                rule = LineRule(ident, one.text, RuleAction.CUT, source, origin=RuleOrigin.LEARNED)
                yield RuleStatus(rule, one.articles)

    def _articles(self, rule: LineRule) -> int | None:
        if rule.begins or rule.action is RuleAction.KEEP:
            return None
        return self.standing(rule.text, rule.source)

    def _names(self) -> dict[str, str]:
        """How the sources held are called, by their keys."""
        held = {one.key: outlet(one.source, one.url, one.path) for one in self._archive.lines.outlets()}
        return {key: name for key, name in held.items() if name}

    def _undo(self, rule: LineRule, before: LineRule | None) -> None:
        if before is None:
            self._shelf.unteach(rule.id)
        else:
            self._shelf.teach(before)

    def _put_back(self, rule: LineRule) -> None:
        self._shelf.teach(rule)


def _lines_like(rule: LineRule) -> str:
    what = "that begin with" if rule.begins else "like"
    return f"Lines {what} “{clip(rule.text, _QUOTED)}” of {rule.source or 'all sources'}"


def _verdict(text: str, action: RuleAction, why: str, reason: Reason | None, rule: str | None) -> LineVerdict:
    fate = "It is cut" if action is RuleAction.CUT else "It stays"
    return LineVerdict(text, action, f"{fate}: {why}.", reason, rule)
