"""A checksum in the file it is of: one changed byte of a text is still JSON, and would be taken for what was written.

The Shelf begins so, the checksum being that of all bytes but its own eight:

    {
     "version": 2,
     "checksum": "0f3b21aa",
     "bookmarks": {

A file laid out in another way was written by another program, one without that line edited by somebody who knows of it.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping

__all__ = ["CHECKSUM", "has_decayed", "sealed"]

CHECKSUM = "checksum"
_SEAL = re.compile(rb'\A(\{\n "version": \d+,\n "checksum": ")([^"]*)(".*)\Z', re.DOTALL)


def sealed(version: int, tables: Mapping[str, object]) -> bytes:
    """Tables as a file that tells whether it is as it was written."""
    text = json.dumps({"version": version, CHECKSUM: "", **tables}, ensure_ascii=False, indent=1)
    # File names may hold what is no UTF-8; its escape is what JSON has for it.
    whole = text.encode("utf-8", "backslashreplace")
    start, mark, rest = whole.partition(b'"checksum": "')
    before = start + mark
    return before + _sum(before, rest) + rest


def has_decayed(data: bytes, copy: bytes) -> bool:
    """Whether a file is not as it was written, while its copy is.

    Where its first lines are no more what they were, an equal length tells that nobody has edited it.
    """
    ours = len(data) == len(copy) or _SEAL.match(data) is not None
    return ours and not _fits(data) and _fits(copy)


def _fits(data: bytes) -> bool:
    found = _SEAL.match(data)
    return found is not None and _sum(found[1], found[3]) == found[2]


def _sum(before: bytes, after: bytes) -> bytes:
    """CRC-32 finds every change of up to 32 bits on end, and of others all but one in four thousand million."""
    return b"%08x" % zlib.crc32(after, zlib.crc32(before))
