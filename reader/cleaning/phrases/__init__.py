"""What promotion, share bars, credits and "Read more" lines say, language by language, as data.

Each `*.toml` file is one language; `common.toml` holds names used in all of them. The keys:

- `calls`: what a reader is called to do ("follow", "subscribe").
- `channels`, `letters`: what to follow: a channel, an app, a newsletter. `brands`: whose; `places`: where.
- `ours`: words by which a publisher speaks of itself; `yours`: by which it speaks to its readers.
- `reported`: verbs of reported speech ("said", "according to"): such a line is news.
- `stopwords`: the commonest words, by which a text's language is told.
- `related`: openers of a list of related articles; `related_starts`: how those begin that go on with a name
  ("more from …"); `related_words`: the words openers are made of.
- `bylines`: what stands before the name of who wrote a text.
- `credits`: what stands before the names of those who made a picture; `agencies`: who pictures come from.
- `times`: the words of lines that only say when ("at", "hours", "March"); `stamps`: those that say it of a
  publication ("updated", "min", "read").
- `[whole]`, `[starts]`, `[holds]`, `[brief]`: phrases that are a whole line, begin a short line, stand anywhere in
  a short line, or in a line of a few words, by reason.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reader.model import Reason
from reader.text import fold

__all__ = ["UNSPACED", "Found", "Lexicon", "Phrases", "bare", "lexicon", "unnumbered"]

UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of scripts written without spaces, and Hangul, whose words take endings."""
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_EDGE = ".,;:!?…·•|/\\-–—»«›‹\"'“”„‘’()[]{}<>→►▶*#_~+=。、：！？「」『』（）【】《》 \t"
_CALL_PARTS = ("calls", "channels", "letters", "ours", "yours", "brands", "places", "reported")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a line."""

    start: int
    end: int
    phrase: str
    language: str
    tag: str
    """What the phrase says: a reason's value, or a part like "calls"."""


class Phrases:
    """Many phrases looked for at once: by their first word, or as they are in scripts without spaces."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Take (phrase, language, tag) triples."""
        self._by_word: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._marked: list[tuple[str, str, str]] = []
        self._unspaced: list[tuple[str, str, str]] = []
        self._by_mark: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for phrase, language, tag in sorted(set(entries), key=lambda entry: (-len(entry[0]), entry)):
            folded = fold(phrase)
            first = _WORD.match(folded)
            if first and not UNSPACED.search(folded):
                self._by_word[first.group()].append((folded, language, tag))
            elif folded:
                (self._unspaced if UNSPACED.search(folded) else self._marked).append((folded, language, tag))
                self._by_mark[folded[0]].append((folded, language, tag))

    def at_start(self, line: str) -> Found | None:
        """The longest phrase a folded line begins with."""
        first = _WORD.match(line)
        entries = self._by_word.get(first.group(), []) if first else []
        marked = self._by_mark.get(line[:1], [])
        return next((found for found in self._at(line, 0, [*entries, *marked])), None)

    def within(self, line: str) -> Iterator[Found]:
        """Every phrase in a folded line."""
        for word in _WORD.finditer(line):
            entries = self._by_word.get(word.group())
            if entries:
                yield from self._at(line, word.start(), entries)
        for phrase, language, tag in [*self._marked, *self._unspaced] if UNSPACED.search(line) else self._marked:
            start = line.find(phrase)
            if start >= 0:
                yield Found(start, start + len(phrase), phrase, language, tag)

    @staticmethod
    def _at(line: str, start: int, entries: Iterable[tuple[str, str, str]]) -> Iterator[Found]:
        for phrase, language, tag in entries:
            end = start + len(phrase)
            if line.startswith(phrase, start) and not _runs_on(line, end):
                yield Found(start, end, phrase, language, tag)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All languages together."""

    calls: Phrases
    """Calls, channels, letters, brands, the words for "our", and the verbs of reported speech."""
    related: frozenset[str]
    """Whole openers of a related list, bare."""
    related_starts: tuple[str, ...]
    """How short openers begin that go on with a name ("more from …")."""
    related_words: Mapping[str, frozenset[str]]
    """For each language the words openers are made of."""
    stopwords: Mapping[str, frozenset[str]]
    """For each language its commonest words."""
    whole: Mapping[str, tuple[Reason, str]]
    """A bare line, to its reason and language."""
    starts: Phrases
    holds: Phrases
    brief: Phrases
    bylines: frozenset[str]
    """Words before the name of who wrote a text."""
    credits: frozenset[str]
    """Words before the names of those who made a picture."""
    agencies: frozenset[str]
    """Who pictures come from."""
    times: frozenset[str]
    """The words of lines that only say when."""
    stamps: frozenset[str]
    """Those that say it of a publication, of reading, of comments."""


def bare(text: str) -> str:
    """Folded, and without the marks and symbols around it."""
    return fold(text).strip(_EDGE)


def unnumbered(text: str) -> str:
    """With "#" for each number, so that "join 10,000" stands for any crowd."""
    return _NUMBER.sub("#", text)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The phrases of all languages, read once."""
    tables = dict(_tables())
    return Lexicon(
        calls=Phrases(
            (phrase, code, part)
            for code, table in tables.items()
            for part in _CALL_PARTS
            for phrase in _strings(table, part)
        ),
        related=frozenset(bare(phrase) for table in tables.values() for phrase in _strings(table, "related")),
        related_starts=tuple(sorted(_all(tables, "related_starts"))),
        related_words={
            code: frozenset(bare(word) for word in _strings(table, "related_words")) for code, table in tables.items()
        },
        stopwords={code: frozenset(map(fold, _strings(table, "stopwords"))) for code, table in tables.items()},
        whole={bare(phrase): (reason, code) for phrase, code, reason in reversed([*_by_reason(tables, "whole")])},
        starts=_phrases(tables, "starts"),
        holds=_phrases(tables, "holds"),
        brief=_phrases(tables, "brief"),
        bylines=_all(tables, "bylines"),
        credits=_all(tables, "credits"),
        agencies=_all(tables, "agencies"),
        times=_all(tables, "times"),
        stamps=_all(tables, "stamps"),
    )


def _tables() -> Iterator[tuple[str, Mapping[str, object]]]:
    for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text("utf-8"))


def _strings(table: Mapping[str, object], key: str) -> list[str]:
    found = table.get(key, [])
    return [value for value in found if isinstance(value, str)] if isinstance(found, list) else []


def _all(tables: Mapping[str, Mapping[str, object]], key: str) -> frozenset[str]:
    return frozenset(bare(phrase) for table in tables.values() for phrase in _strings(table, key))


def _by_reason(tables: Mapping[str, Mapping[str, object]], part: str) -> Iterator[tuple[str, str, Reason]]:
    for code, table in tables.items():
        section = table.get(part)
        if isinstance(section, dict):
            for name in section:
                yield from ((phrase, code, Reason(name)) for phrase in _strings(section, name))


def _phrases(tables: Mapping[str, Mapping[str, object]], part: str) -> Phrases:
    return Phrases((unnumbered(phrase), code, reason.value) for phrase, code, reason in _by_reason(tables, part))


def _runs_on(line: str, end: int) -> bool:
    """Whether a word that ended here would really go on."""
    if end >= len(line) or not line[end - 1].isalnum():
        return False
    return line[end].isalnum() and not UNSPACED.match(line[end])
