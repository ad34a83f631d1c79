"""What promotion, share bars, credits and "Read more" lines say, language by language, as data.

Each `*.toml` file is one language; `common.toml` holds names used in all of them. Each key is a text with a phrase
a line, within `'''`, which also reads five times as fast as an array. The keys:

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
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from reader.model import Reason
from reader.text import fold, fold_all

__all__ = ["UNSPACED", "Found", "Lexicon", "Openings", "Phrases", "bare", "lexicon", "runs_of_letters", "unnumbered"]

_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
UNSPACED = re.compile(f"[{_UNSPACED}]")
"""Letters of scripts written without spaces, and Hangul, whose words take endings."""
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(rf"[^\W_0-9{_UNSPACED}]+")
_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_EDGE = ".,;:!?…·•|/\\-–—»«›‹\"'“”„‘’()[]{}<>→►▶*#_~+=。、：！？「」『』（）【】《》 \t"
Entry = tuple[str, str, str]
"""A phrase, the language it is of, and what it says."""
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


class _Phrase(NamedTuple):
    """A phrase, so that of those at one place the longest comes first when they are sorted."""

    length: int
    """Below zero."""
    written: str
    language: str
    tag: str
    text: str
    """Folded."""

    def found(self, start: int) -> Found:
        return Found(start, start + len(self.text), self.text, self.language, self.tag)


class Openings:
    """Many phrases that a line is tried for at its beginning: by their first word, or their first mark."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_mark: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in _folded(entries):
            first = _WORD.match(phrase.text)
            if first and not _unspaced(phrase.text):
                self._by_word[first.group()].append(phrase)
            else:
                self._by_mark[phrase.text[0]].append(phrase)
        for phrases in (*self._by_word.values(), *self._by_mark.values()):
            phrases.sort()

    def at_start(self, line: str) -> Found | None:
        """The longest phrase a folded line begins with."""
        first = _WORD.match(line)
        for phrases in (self._by_word.get(first.group()) if first else None, self._by_mark.get(line[:1])):
            for phrase in phrases or ():
                if line.startswith(phrase.text) and not _runs_on(line, len(phrase.text)):
                    return phrase.found(0)
        return None


class Phrases:
    """Many phrases looked for at once anywhere in a line.

    Each is looked for only in lines that hold its longest run of letters: of a thousand phrases two or three. In
    scripts without spaces there is none to go by, and each is.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_longest: dict[str, list[_Phrase]] = defaultdict(list)
        self._marked: list[_Phrase] = []
        self._unspaced: list[_Phrase] = []
        for phrase in _folded(entries):
            if _unspaced(phrase.text):
                self._unspaced.append(phrase)
            elif _WORD.match(phrase.text):
                self._by_longest[max(_LETTERS.findall(phrase.text), key=len)].append(phrase)
            else:
                self._marked.append(phrase)
        self._marked.sort()
        self._unspaced.sort()

    def within(self, line: str, runs: AbstractSet[str] | None = None) -> list[Found]:
        """Every phrase in a folded line, in order. `runs` are its runs of letters, for who has them at hand."""
        hits = [
            (start, phrase)
            for run in self._by_longest.keys() & (runs_of_letters(line) if runs is None else runs)
            for phrase in self._by_longest[run]
            for start in _places(line, phrase.text)
        ]
        found = [phrase.found(start) for start, phrase in sorted(hits)]
        for phrase in [*self._marked, *self._unspaced] if _unspaced(line) else self._marked:
            start = line.find(phrase.text)
            if start >= 0:
                found.append(phrase.found(start))
        return found


def _unspaced(text: str) -> bool:
    return not text.isascii() and UNSPACED.search(text) is not None


def _folded(entries: Iterable[Entry]) -> Iterator[_Phrase]:
    chosen = set(entries)
    for (phrase, language, tag), text in zip(chosen, fold_all(phrase for phrase, _, _ in chosen), strict=True):
        yield _Phrase(-len(phrase), phrase, language, tag, text)


def _places(line: str, phrase: str) -> Iterator[int]:
    """Where a phrase begins in a line, with the line's words."""
    start = line.find(phrase)
    while start >= 0:
        if not (start and _WORD.match(line, start - 1)) and not _goes_on(line, start + len(phrase), phrase):
            yield start
        start = line.find(phrase, start + 1)


def _goes_on(line: str, end: int, phrase: str) -> bool:
    """Whether a phrase is only the beginning of the words that end it; one word is not to be glued to any other."""
    return bool(_WORD.match(line, end)) if _WORD.fullmatch(phrase) else _runs_on(line, end)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All languages together."""

    calls: Phrases
    """Calls, channels, letters, brands, the words for "our", and the verbs of reported speech."""
    related: frozenset[str]
    """Whole openers of a related list, bare."""
    related_starts: Mapping[str, tuple[str, ...]]
    """How short openers begin that go on with a name ("more from …"), by the first letter, the longest first."""
    related_words: Mapping[str, frozenset[str]]
    """For each language the words openers are made of."""
    stopwords: Mapping[str, frozenset[str]]
    """For each language its commonest words."""
    whole: Mapping[str, tuple[Reason, str]]
    """A bare line, to its reason and language."""
    buttons: frozenset[str]
    """Those that are a button of a share bar."""
    starts: Openings
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


def runs_of_letters(line: str) -> frozenset[str]:
    """What letters stand together in a folded line, without those of scripts that have no spaces."""
    return frozenset(line.translate(_NO_LETTERS).split() if line.isascii() else _LETTERS.findall(line))


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
    whole = _whole(tables)
    return Lexicon(
        calls=Phrases(
            (phrase, code, part)
            for code, table in tables.items()
            for part in _CALL_PARTS
            for phrase in _phrases(table, part)
        ),
        related=_all(tables, "related"),
        related_starts=_by_first_letter(_all(tables, "related_starts")),
        related_words={code: frozenset(_bare(_phrases(table, "related_words"))) for code, table in tables.items()},
        stopwords={code: frozenset(fold_all(_phrases(table, "stopwords"))) for code, table in tables.items()},
        whole=whole,
        buttons=frozenset(line for line, (reason, _) in whole.items() if reason is Reason.SHARE),
        starts=Openings(_unnumbered(tables, "starts")),
        holds=Phrases(_unnumbered(tables, "holds")),
        brief=Phrases(_unnumbered(tables, "brief")),
        bylines=_all(tables, "bylines"),
        credits=_all(tables, "credits"),
        agencies=_all(tables, "agencies"),
        times=_all(tables, "times"),
        stamps=_all(tables, "stamps"),
    )


def _tables() -> Iterator[tuple[str, Mapping[str, object]]]:
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))


def _phrases(table: Mapping[str, object], key: str) -> list[str]:
    return _lines(_text(table, key))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _text(table: Mapping[str, object], key: str) -> str:
    text = table.get(key, "")
    if not isinstance(text, str):
        raise TypeError(f"{key} is to be a text with a phrase a line")
    return text


def _bare(phrases: Iterable[str]) -> list[str]:
    return [phrase.strip(_EDGE) for phrase in fold_all(phrases)]


def _all(tables: Mapping[str, Mapping[str, object]], key: str) -> frozenset[str]:
    return frozenset(_bare(phrase for table in tables.values() for phrase in _phrases(table, key)))


def _by_first_letter(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    ordered = sorted(phrases, reverse=True)
    return {letter: tuple(group) for letter, group in groupby(ordered, key=lambda phrase: phrase[0])}


def _whole(tables: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[Reason, str]]:
    entries = [(phrase, reason, code) for reason, code, text in _by_reason(tables, "whole") for phrase in _lines(text)]
    entries.reverse()  # what comes first counts
    lines = _bare(phrase for phrase, _, _ in entries)
    return {line: (reason, code) for line, (_, reason, code) in zip(lines, entries, strict=True)}


def _unnumbered(tables: Mapping[str, Mapping[str, object]], part: str) -> Iterator[Entry]:
    for reason, code, text in _by_reason(tables, part):
        tag = reason.value
        yield from ((phrase, code, tag) for phrase in _lines(unnumbered(text)))


def _by_reason(tables: Mapping[str, Mapping[str, object]], part: str) -> Iterator[tuple[Reason, str, str]]:
    for code, table in tables.items():
        section = table.get(part)
        if isinstance(section, dict):
            yield from ((Reason(name), code, _text(section, name)) for name in section)


def _runs_on(line: str, end: int) -> bool:
    """Whether a word that ended here would really go on."""
    if end >= len(line) or not line[end - 1].isalnum():
        return False
    return line[end].isalnum() and not UNSPACED.match(line[end])
