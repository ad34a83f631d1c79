"""A story as lines of text: who told what, day by day, and when nobody did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from reader.cli import table
from reader.cli.console import Console
from reader.model import Report, Story
from reader.newsroom.timeline import by_day, first, stated, teller
from reader.text import safe

__all__ = ["write"]

_NARROW = 20
"""Columns that the text of a report has at least."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write(story: Story, reports: Sequence[Report], console: Console, *, apart: bool) -> None:
    """Print a story: its name and what is known of all of it, then its reports under their days, days as here."""
    if apart:
        console.write("\n")
    for line in table.wrap(safe(story.name), console.width):
        console.write(console.bold(line))
    for said in _head(story, reports):
        for line in table.wrap(safe(said), console.width):
            console.write(line)
    for day in by_day(reports, None):
        if day.silent:
            console.write(f"\n{_count(day.silent, 'day')} without a report")
        console.write("\n" + console.bold(_day(day.day)))
        for report in day.reports:
            _report(report, console)


def _head(story: Story, reports: Sequence[Report]) -> Iterator[str]:
    held = _count(story.articles, "report") if story.articles else "no report of it is held any more"
    copies = f" and {_count(story.copies, 'copy', 'copies')}" if story.copies else ""
    sources = f" · {_count(len(story.sources), 'source')}" if story.sources else ""
    yield f"{story.id} · {held}{copies}{sources}"
    if story.followed and story.since:
        news = f"{story.new} new" if story.new else "nothing new"
        yield f"followed · {news} since {_day(story.since)}"
    earliest = first(reports, None)
    if earliest:
        yield _first(earliest, all(stated(report.headline) for report in reports))


def _first(earliest: Sequence[Report], all_dated: bool) -> str:  # noqa: FBT001 - one of two facts
    names = dict.fromkeys(teller(report.headline) or "a source without a name" for report in earliest)
    when = stated(earliest[0].headline)
    day = _day(when if len(earliest) == 1 or when is None else _bare(when))
    return f"{'first' if all_dated else 'first of those with a date'}: {' or '.join(names)}, {day}"


def _report(report: Report, console: Console) -> None:
    """Hour, mark and title; under the title what else there is to say."""
    row = report.headline
    when = stated(row)
    before = f"{when.astimezone():%H:%M}" if isinstance(when, datetime) else ""
    before = f"{before:<5} {'' if row.read else 'N':<1} "
    room = max(console.width - len(before), _NARROW)
    for line in table.wrap(safe(row.title), room):
        console.write(before + (line if row.read else console.bold(line)))
        before = " " * len(before)
    for line in table.wrap(safe(" · ".join(_facts(report))), room):
        console.write(before + line)


def _facts(report: Report) -> Iterator[str]:
    row = report.headline
    source = teller(row)
    yield from [source] if source else []
    yield row.id[:10]
    yield from [f"+{row.copies}"] if row.copies else []
    if report.added is not None:
        yield f"adds {_count(report.added, 'sentence')}" if report.added else "adds nothing"
    yield from [f"{report.new} new to you"] if report.new else []


def _day(when: date | datetime | None) -> str:
    """A day as it is here, with the hour where that is known."""
    if when is None:
        return "Without a date"
    day = _bare(when)
    hour = f" {when.astimezone():%H:%M}" if isinstance(when, datetime) else ""
    return f"{_WEEKDAYS[day.weekday()]} {day.isoformat()}{hour}"


def _bare(when: date | datetime) -> date:
    return when.astimezone().date() if isinstance(when, datetime) else when


def _count(number: int, thing: str, many: str | None = None) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {many or f'{thing}s'}"
