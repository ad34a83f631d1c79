"""The facts written above a Markdown text, between lines of dashes (YAML) or plus signs (TOML).

Nothing is constructed from it: every value is read as text, and what could build or repeat something (tags, anchors,
aliases) is refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from reader.address import is_trap, web_address
from reader.cleaning.dates import parse_date
from reader.model import Facts
from reader.text import clip, safe, squash

__all__ = ["FrontMatter", "split_front_matter"]

_LARGEST = 64 * 1024
_LONGEST = 300
_BRACKETS = 200  # PyYAML takes 10 s over 5,000 nested ones
_BLOCK = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.*?)^(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}):[ \t]+(?P<value>[^\n]+)")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*\Z")

Value = object
"""Text, or a list or mapping of values."""


class _RefusedError(yaml.YAMLError):
    """The YAML holds what a text's facts have no use for."""


class _TextLoader(yaml.BaseLoader):
    """Makes text of every value, so that nothing in the file chooses what is constructed, and repeats nothing."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _RefusedError
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood above a text."""

    facts: Facts
    notices: tuple[str, ...]
    traps: tuple[str, ...] = ()
    """What it calls the text's address and is none of the web."""


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The facts above a text and the text below; what cannot be read is left out with a notice."""
    match = _BLOCK.match(text[:_LARGEST])
    if not match:
        return FrontMatter(Facts(), ()), text
    read = _toml if match["fence"] == "+++" else _yaml
    values, notices = read(match["inside"])
    facts, address = _facts(values)
    return FrontMatter(facts, notices, (address,) if is_trap(address) else ()), text[match.end() :]


def _yaml(inside: str) -> tuple[Mapping[str, Value], tuple[str, ...]]:
    try:
        if inside.count("[") + inside.count("{") > _BRACKETS:
            raise yaml.YAMLError
        values = yaml.load(inside, Loader=_TextLoader)  # noqa: S506 - it constructs only text, lists and mappings
    except _RefusedError:
        return {}, ("Its front matter holds YAML tags or anchors and was left out.",)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return _plain_lines(inside), ("Its front matter is not valid YAML; only its plain lines were read.",)
    if not isinstance(values, dict):
        return {}, ("Its front matter holds no fields and was left out.",) if values else ()
    return {str(key): value for key, value in values.items()}, ()


def _plain_lines(inside: str) -> Mapping[str, Value]:
    """The lines "key: value" as people write them, colons in a title and all."""
    lines = (_LINE.fullmatch(line.rstrip()) for line in inside.split("\n"))
    return {line["key"]: line["value"].strip().strip("\"'") for line in lines if line}


def _toml(inside: str) -> tuple[Mapping[str, Value], tuple[str, ...]]:
    try:
        return tomllib.loads(inside), ()
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, ("Its front matter is not valid TOML and was left out.",)


def _facts(values: Mapping[str, Value]) -> tuple[Facts, str]:
    """The facts, and the address as it is stated."""
    known = {key.strip().lower().replace("-", "_"): value for key, value in values.items()}

    def first(*keys: str) -> str:
        return next((text for key in keys if (text := _text(known.get(key)))), "")

    language = first("lang", "language", "locale")
    address = first("url", "link", "canonical", "canonical_url", "source_url", "permalink")
    facts = Facts(
        title=first("title", "headline") or None,
        byline=first("author", "authors", "byline", "by", "creator") or None,
        published=parse_date(first("date", "published", "pubdate", "publish_date", "date_published", "created")),
        source=first("source", "publisher", "site", "site_name", "publication", "newspaper") or None,
        language=language.replace("_", "-").lower() if _LANGUAGE.match(language) else None,
        url=web_address(address),
    )
    return facts, address


def _text(value: Value) -> str:
    """A value as one safe line: text, the name in a mapping, or several joined."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or ""
    if isinstance(value, list):
        return clip(", ".join(filter(None, map(_text, value[:20]))), _LONGEST)
    return clip(squash(safe(str(value)[: 4 * _LONGEST])), _LONGEST) if value is not None else ""
