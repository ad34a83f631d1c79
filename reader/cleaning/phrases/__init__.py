"""What promotion, share bars, credits and "Read more" lines say, language by language, as data.

Each `*.toml` file is one language; `common.toml` holds names used in all of them. The keys:

- `calls`: what a reader is called to do ("follow", "subscribe").
- `channels`, `letters`: what to follow: a channel, an app, a newsletter.
- `ours`: words by which a publisher speaks of itself or to its readers.
- `related`: openers of a list of related articles; `related_words`: the words such openers are made of.
- `[whole]`, `[starts]`, `[holds]`: phrases that are a whole line, begin a short line, or stand anywhere in
  a short line, by reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reader.model import Reason
from reader.text import fold

__all__ = ["Language", "Lexicon", "lexicon"]

_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_EDGE = ".,;:!?…·•|/\\-–—»«›‹\"'“”„‘’()[]{}<>→►▶*#_~+=。、：！？「」『』（）【】《》 \t"


@dataclass(frozen=True, slots=True)
class Language:
    """Calls and channels of one language, as patterns over folded text."""

    code: str
    calls: re.Pattern[str]
    channels: re.Pattern[str]
    letters: re.Pattern[str]
    ours: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All languages together."""

    languages: tuple[Language, ...]
    brands: re.Pattern[str]
    targets: re.Pattern[str]
    """Any brand, channel or letter of any language: without one of these no line is a call."""
    shares: re.Pattern[str]
    """What the buttons of a share bar say."""
    related: frozenset[str]
    """Whole openers of a related list, bare."""
    related_start: re.Pattern[str]
    """An opener at the start of a line, followed by a mark."""
    related_words: tuple[frozenset[str], ...]
    """For each language the words openers are made of."""
    whole: Mapping[str, tuple[Reason, str]]
    """A bare line, to its reason and language."""
    starts: re.Pattern[str]
    """One named group a reason and language, at the start of a folded line."""
    holds: re.Pattern[str]


def bare(text: str) -> str:
    """Folded, and without the marks and symbols around it."""
    return fold(text).strip(_EDGE)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The phrases of all languages, read once."""
    tables = dict(_tables())
    common = tables.pop("common")
    openers = {bare(phrase) for table in tables.values() for phrase in _strings(table, "related")}
    return Lexicon(
        languages=tuple(
            Language(
                code,
                _pattern(_strings(table, "calls")),
                _pattern(_strings(table, "channels")),
                _pattern(_strings(table, "letters")),
                _pattern(_strings(table, "ours")),
            )
            for code, table in tables.items()
        ),
        brands=_pattern(_strings(common, "brands")),
        targets=_pattern(
            _strings(common, "brands")
            + [phrase for table in tables.values() for key in ("channels", "letters") for phrase in _strings(table, key)]
        ),
        shares=_pattern(
            phrase
            for table in [*tables.values(), common]
            for reason, phrase in _phrases(table, "whole")
            if reason is Reason.SHARE
        ),
        related=frozenset(openers),
        related_start=re.compile(rf"(?:{_alternatives(openers)})\s*(?=[:：|>»→►–—\-])"),
        related_words=tuple(frozenset(bare(word) for word in _strings(table, "related_words")) for table in tables.values()),
        whole={
            bare(phrase): (reason, code)
            for code, table in [*tables.items(), ("common", common)]
            for reason, phrase in _phrases(table, "whole")
        },
        starts=_by_reason("starts", [*tables.items(), ("common", common)]),
        holds=_by_reason("holds", [*tables.items(), ("common", common)]),
    )


def _tables() -> Iterator[tuple[str, Mapping[str, object]]]:
    for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text("utf-8"))


def _strings(table: Mapping[str, object], key: str) -> list[str]:
    found = table.get(key, [])
    return [value for value in found if isinstance(value, str)] if isinstance(found, list) else []


def _phrases(table: Mapping[str, object], part: str) -> Iterator[tuple[Reason, str]]:
    section = table.get(part, {})
    if isinstance(section, dict):
        for name in section:
            for phrase in _strings(section, name):
                yield Reason(name), phrase


def _by_reason(part: str, tables: Iterable[tuple[str, Mapping[str, object]]]) -> re.Pattern[str]:
    groups = []
    for code, table in tables:
        for reason in Reason:
            phrases = [phrase for kind, phrase in _phrases(table, part) if kind is reason]
            if phrases:
                groups.append(f"(?P<{code}_{reason.value.replace(' ', '_')}>{_alternatives(phrases)})")
    return re.compile("|".join(groups))


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_alternatives(phrases))


def _alternatives(phrases: Iterable[str]) -> str:
    """The phrases, longest first, ending and beginning at words where the script has any."""
    folded = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(_bounded(phrase) for phrase in folded if phrase)


def _bounded(phrase: str) -> str:
    before = r"\b" if phrase[0].isalnum() and not _UNSPACED.match(phrase[0]) else ""
    after = r"\b" if phrase[-1].isalnum() and not _UNSPACED.match(phrase[-1]) else ""
    return f"{before}{re.escape(phrase)}{after}"
