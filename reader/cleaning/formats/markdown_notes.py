"""Footnotes of a Markdown text: `[^name]: what it says`, going on in lines that are indented."""

from __future__ import annotations

import re

__all__ = ["split_notes"]

_NOTE = re.compile(r" {0,3}\[\^([^\s\[\]]{1,80})\]:[ \t]*(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_INDENT = re.compile(r"(?: {4}|\t| {2,3}(?=\S))")


def split_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without its notes, and what each says; of two with one name the first counts, the other stays."""
    body: list[str] = []
    notes: dict[str, list[str]] = {}
    fence, note = "", None
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        found = None if fence else _NOTE.match(line)
        if found and found[1] not in notes:
            note = notes.setdefault(found[1], [found[2]])
        elif note is not None and (not line.strip() or _INDENT.match(line)):
            note.append(_INDENT.sub("", line, count=1))
        else:
            note = None
            body.append(line)
            if mark and not fence:
                fence = mark[1]
            elif mark and line.strip().startswith(fence):
                fence = ""
    return "\n".join(body), {name: "\n".join(lines).strip() for name, lines in notes.items()}
