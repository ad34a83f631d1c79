"""What can still be read of damaged files of the Shelf, where no whole one is left."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import Any

__all__ = ["tables"]

_Tables = dict[str, dict[str, dict[str, Any]]]
_PLACE = re.compile(r'^ "(?P<table>[^"]*)": |^  "(?P<row>\d+)": (?=\{)', re.MULTILINE)
"""Where a table or one of its rows begins, as files are written: each in a line of its own, by its indentation."""


def tables(files: Iterable[bytes], names: Collection[str]) -> _Tables:
    """The rows by table and number that are whole; of rows in several files that of the first."""
    found: _Tables = {}
    for data in files:
        for table, number, row in _rows(data.decode("utf-8", "replace")):
            if table in names:
                found.setdefault(table, {}).setdefault(number, row)
    return found


def _rows(text: str) -> Iterable[tuple[str, str, dict[str, Any]]]:
    read, table = json.JSONDecoder().raw_decode, ""
    for place in _PLACE.finditer(text):
        if place["row"] is None:
            table = place["table"]
            continue
        try:
            row, _ = read(text, place.end())
        except (ValueError, RecursionError):
            continue
        yield table, place["row"], row
