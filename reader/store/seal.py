"""A checksum in the file it is of: one changed byte of a text is still JSON, and would be taken for what was written.

The Shelf begins so, the checksum being that of all bytes but its own eight:

    {
     "version": 2,
     "checksum": "0f3b21aa",
     "bookmarks": {

Who edits the file by hand takes that line out: without it a file is taken as it is.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping

__all__ = ["CHECKSUM", "is_broken", "sealed"]

CHECKSUM = "checksum"
_SEAL = re.compile(rb'\A(\{\s*"version":\s*\d+,\s*"checksum":\s*")([^"]*)(".*)\Z', re.DOTALL)

_HEAD = 64
"""Bytes that the beginning up to the checksum fits in."""


def sealed(version: int, tables: Mapping[str, object]) -> bytes:
    """Tables as a file that tells whether it is as it was written."""
    text = json.dumps({"version": version, CHECKSUM: "", **tables}, ensure_ascii=False, indent=1)
    # File names may hold what is no UTF-8; its escape is what JSON has for it.
    whole = text.encode("utf-8", "backslashreplace")
    start, mark, rest = whole.partition(b'"checksum": "')
    before = start + mark
    return before + _sum(before, rest) + rest


def is_broken(data: bytes) -> bool:
    """Whether a file is another than was written; False too where it has no checksum."""
    found = _SEAL.match(data)
    if found is None:
        return CHECKSUM.encode() in data[:_HEAD]
    return _sum(found[1], found[3]) != found[2]


def _sum(before: bytes, after: bytes) -> bytes:
    """CRC-32 finds every change of up to 32 bits on end, and of others all but one in four thousand million."""
    return b"%08x" % zlib.crc32(after, zlib.crc32(before))
