"""Rows of sources and of mutes, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from reader.address import masked
from reader.cli import record, table
from reader.cli.console import Console
from reader.model import MuteStatus, SourceStatus
from reader.text import safe

__all__ = ["span", "write_mutes", "write_sources"]

_WIDTHS: Sequence[int] = (8, 6, 10, 6, 6, 6)
_NARROW = 76
"""Columns of a terminal below which there is no room to say how often and when."""
_HEAD = ("id", "kind", "unread/all", "a week", "read", "next", "name")
_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"))


def write_sources(found: Sequence[SourceStatus], console: Console, now: datetime) -> None:
    """A record for each; on a terminal a table, in which what is to be known of one stands below it."""
    if not console.pretty:
        for status in found:
            table.row(console, _fields(status), ())
        return
    narrow = console.width < _NARROW
    shown = slice(3) if narrow else slice(6)
    if found:
        table.row(console, (*_HEAD[shown], _HEAD[-1]), _WIDTHS[shown], strong=True)
    for status in found:
        *cells, name = _cells(status, now)
        table.row(console, (*cells[shown], name), _WIDTHS[shown])
        for line in _remarks(status, narrow=narrow):
            for part in table.wrap(safe(line), max(console.width - _WIDTHS[0] - 2, 20)):
                console.write(f"{'':{_WIDTHS[0]}}  {part}")


def write_mutes(found: Sequence[MuteStatus], console: Console) -> None:
    """A record for each."""
    for status in found:
        mute = status.mute
        whose = (status.source or mute.source) if mute.source else "all sources"
        if console.pretty:
            query = f"{mute.query} ({status.problem})" if status.problem else mute.query
            table.row(console, (mute.id, f"{status.articles:>6}", whose or "", query), (8, 6, 20))
        else:
            fields = (mute.id, str(status.articles), mute.source or "", whose or "", mute.query, status.problem or "")
            table.row(console, fields, ())


def span(seconds: float) -> str:
    """A length of time in one unit, "5 min", "3 h", "12 d"; "now" below a minute."""
    for size, name in _UNITS:
        if seconds >= size:
            return f"{int(seconds // size)} {name}"
    return "now"


def _cells(status: SourceStatus, now: datetime) -> tuple[str, ...]:
    source, health = status.source, status.health
    kept = f"{status.unread:,}/{status.articles:,}"
    times = (_ago(health.succeeded or status.checked, now), _ahead(status, now))
    name = f"{source.name}  {masked(source.location)}".rstrip()
    return (source.id, source.kind.value, kept, _weekly(health.weekly), *times, name)


def _fields(status: SourceStatus) -> tuple[str, ...]:
    source, health = status.source, status.health
    counts = (str(status.articles), str(status.unread))
    times = (record.iso(health.succeeded) or "", record.iso(health.next_try) or "")
    weekly = "" if health.weekly is None else f"{health.weekly:.1f}"
    doing = (", ".join(source.tags), _state(status), *times, weekly, str(health.failures), status.notice or "")
    return (source.id, source.kind.value, *counts, source.name, masked(source.location), *doing)


def _state(status: SourceStatus) -> str:
    return "paused" if status.source.paused else "gone" if status.health.gone else ""


def _ago(moment: datetime | None, now: datetime) -> str:
    return span((now - moment).total_seconds()) if moment else ""


def _ahead(status: SourceStatus, now: datetime) -> str:
    if _state(status):
        return _state(status)
    moment = status.health.next_try
    return span((moment - now).total_seconds()) if moment else ""


def _weekly(articles: float | None) -> str:
    if articles is None:
        return ""
    return f"{articles:.1f}" if articles < 10 else f"{articles:.0f}"


def _remarks(status: SourceStatus, *, narrow: bool) -> Iterator[str]:
    if narrow and status.source.paused:
        yield "paused"
    if status.source.tags:
        yield f"tagged {', '.join(status.source.tags)}"
    if status.health.gone:
        yield "its server says it is gone for good; 'reader refresh' with its name asks again"
    if status.notice:
        failures = status.health.failures
        yield f"! {status.notice} ({failures} times in a row)" if failures > 1 else f"! {status.notice}"
