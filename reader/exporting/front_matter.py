"""What stands above a Markdown text: the facts of an article and what its reader put on it, as YAML."""

from __future__ import annotations

import yaml

from reader.exporting.clipping import Clipping
from reader.text import safe, safe_lines

__all__ = ["front_matter"]

_WIDE = 1 << 20
"""Characters before PyYAML would break a line; a value stays on its own."""
Value = object


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as such."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists below their name, as people do."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def front_matter(clipping: Clipping) -> str:
    """The lines between dashes, those too; what is not known is not named."""
    article = clipping.article
    fields: dict[str, Value] = {
        "title": safe(article.title),
        "byline": article.byline and safe(article.byline),
        "published": article.published,
        "source": article.source and safe(article.source),
        "url": article.url,
        "language": article.language and safe(article.language),
        "tags": [safe(tag) for tag in clipping.tags],
        "note": safe_lines(clipping.note).strip(),
        "bookmarked": clipping.bookmarked and clipping.bookmarked.replace(microsecond=0),
        "categories": [safe(one) for one in article.categories],
        "attachments": [one.url for one in article.attachments],
    }
    said = {name: value for name, value in fields.items() if value or name == "title"}
    # Anchors would stand for what is said twice; every list here is its own.
    inside = yaml.dump(said, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE)
    return f"---\n{inside}---\n"
