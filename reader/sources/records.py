"""Articles in JSON Lines, one object a line: `id, title, text` or `html, published, source, url` and more."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from reader.address import is_trap, left_out, web_address
from reader.guard import Worker
from reader.model import Document, Facts, Media, Skipped
from reader.text import clip, safe, squash

__all__ = ["LONGEST", "records"]

LONGEST = 20_000_000
"""Bytes a line may have."""
_GUARDED = 500_000
"""Bytes of a line from which on it is parsed in the guard: of "[[],[],..." Python makes twenty times as many."""
_TOLD = 10
"""Bad lines of a file that are told of one by one."""
_LONGEST_FACT = 300
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"{\0": "utf-16-le", b"\0{": "utf-16-be"}
_YEARS = range(1900, 2101)

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file, and which."""

    data: bytes
    path: Path
    number: int

    @property
    def place(self) -> str:
        return f"{safe(str(self.path))} line {self.number}"


def records(file: BinaryIO, path: Path, worker: Worker) -> Iterator[Document | Skipped]:
    """A document for each line, read as they are asked for; a bad line is passed over and the others go on.

    Long lines are parsed in `worker`.
    """
    number = refused = 0
    for number, data in enumerate(_lines(file), start=1):
        found = _read(_Line(data, path, number), worker) if data.strip() else None
        refused += isinstance(found, Skipped)
        if found and (refused <= _TOLD or not isinstance(found, Skipped)):
            yield found
    if refused > _TOLD:
        yield Skipped(safe(str(path)), f"{refused - _TOLD:,} more of its lines are no articles", failed=True)
    if not number:
        yield Skipped(safe(str(path)), "there is nothing in it")


def _read(line: _Line, worker: Worker) -> Document | Skipped:
    if len(line.data) > LONGEST:
        return Skipped(line.place, f"is longer than {LONGEST // 1_000_000} MB", failed=True)
    return _guarded(line, worker) if len(line.data) > _GUARDED else _record(line)


def _guarded(line: _Line, worker: Worker) -> Document | Skipped:
    outcome = worker.submit(_record, line).result()
    if isinstance(outcome, Exception):
        return Skipped(line.place, f"cannot be read: {safe(str(outcome)) or type(outcome).__name__}", failed=True)
    return outcome


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file in UTF-8; of one that is too long only as much as shows that it is."""
    start = file.read(2)
    file.seek(0)
    encoding = _WIDE.get(start)
    if encoding is None:
        yield from _read_lines(file.readline)
        return
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="\n")
    try:
        yield from _read_lines(lambda size: text.readline(size).encode("utf-8", "replace"))
    finally:
        text.detach()  # the file is not ours to close


def _read_lines(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    while line := readline(LONGEST + 1):
        yield line.removeprefix(b"\xef\xbb\xbf")
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = readline(LONGEST + 1)


def _record(line: _Line) -> Document | Skipped:
    place = line.place
    try:
        record = json.loads(line.data.decode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        return Skipped(place, f"is no JSON: {safe(error.msg)}", failed=True)
    except RecursionError:
        return Skipped(place, "is JSON nested too deep to be read", failed=True)
    except ValueError:  # Python's limit on what becomes an integer
        return Skipped(place, "holds a number of too many digits", failed=True)
    if not isinstance(record, dict):
        return Skipped(place, "is no JSON object", failed=True)
    for field, media in (("text", Media.PLAIN), ("html", Media.HTML)):
        body = record.get(field)
        if isinstance(body, str) and body.strip():
            return _document(record, body, media, line.path, line.number)
    return Skipped(place, 'has neither "text" nor "html"', failed=True)


def _document(record: Record, body: str, media: Media, path: Path, number: int) -> Document:
    address = next((link for name in ("url", "link") if isinstance(link := record.get(name), str) and link.strip()), "")
    facts = Facts(
        title=_line(record, "title", "headline"),
        byline=_line(record, "author", "byline", "authors"),
        published=_date(record),
        source=_line(record, "source", "publisher"),
        language=(_line(record, "language", "lang") or "").replace("_", "-").lower() or None,
        url=web_address(address),
    )
    refused = left_out([address] if is_trap(address) else [])
    name = _line(record, "id") or str(number)
    return Document(
        key=f"url:{facts.url}" if facts.url else f"record:{os.path.realpath(path)}#{name}",
        data=body.encode("utf-8", "replace"),
        media=media,
        name=name,
        path=str(path),
        encoding="utf-8",
        facts=facts,
        notices=(refused,) if refused else (),
    )


def _line(record: Record, *fields: str) -> str | None:
    """The first of these fields that says something, as one safe line."""
    for field in fields:
        value = record.get(field)
        if isinstance(value, list):
            value = ", ".join(str(one) for one in value[:20])
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            line = squash(safe(str(value)[: 4 * _LONGEST_FACT]))
            if line:
                return clip(line, _LONGEST_FACT)
    return None


def _date(record: Record) -> date | datetime | None:
    """The date as ISO 8601 or as mails write it; a moment without a zone is taken for UTC."""
    stated = _line(record, "published", "date") or ""
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(stated)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if found.year not in _YEARS:
            return None
        if isinstance(found, datetime) and found.tzinfo is None:
            return found.replace(tzinfo=UTC)
        return found
    return None
