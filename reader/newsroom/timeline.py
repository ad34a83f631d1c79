"""The articles of a story as reports: copies folded, in the order of time, by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from itertools import groupby

from reader.address import outlet
from reader.model import DateOrigin, Headline, Report, instant

__all__ = ["Day", "by_day", "first", "in_order", "reports", "stated", "teller"]


@dataclass(frozen=True, slots=True)
class Day:
    """The reports of one day."""

    day: date | None
    """None for reports without a date of their own."""
    silent: int
    """Days without a report since the one before."""
    reports: tuple[Report, ...]


def stated(headline: Headline) -> date | datetime | None:
    """When an article says it was published; a file's own time says nothing."""
    return None if headline.dated is DateOrigin.FILE else headline.published


def teller(headline: Headline) -> str | None:
    """Whose report an article is: its publisher's, else its site's, else that of the folder it lies in."""
    return outlet(headline.source, headline.url, headline.path)


def in_order(articles: Iterable[Headline]) -> list[Headline]:
    """Articles by time, those without a date last, by arrival."""
    return sorted(articles, key=_order)


def reports(articles: Iterable[Headline]) -> list[Report]:
    """Articles in order, copies folded into the article they are copies of; where that is not there, into the first."""
    folded: dict[str, list[Headline]] = {}
    for article in in_order(articles):
        folded.setdefault(article.copy_of or article.id, []).append(article)
    found = [_report(original, alike) for original, alike in folded.items()]
    return sorted(found, key=lambda report: _order(report.headline))


def by_day(reported: Sequence[Report], zone: tzinfo | None) -> list[Day]:
    """Reports, as `reports` orders them, by their days in `zone`, and how many days nothing came before each."""
    days: list[Day] = []
    for day, group in groupby(reported, key=lambda report: _day(report.headline, zone)):
        before = days[-1].day if days else None
        silent = max((day - before).days - 1, 0) if day and before else 0
        days.append(Day(day, silent, tuple(group)))
    return days


def first(reported: Sequence[Report], zone: tzinfo | None) -> list[Report]:
    """Who reported first; several where a report of that day does not say its hour, none where none says its day."""
    dated = [report for report in reported if stated(report.headline)]
    same_day = [report for report in dated if _day(report.headline, zone) == _day(dated[0].headline, zone)]
    with_hour = [report for report in same_day if isinstance(stated(report.headline), datetime)]
    return [report for report in same_day if report not in with_hour[1:]]


def _report(original: str, alike: list[Headline]) -> Report:
    head = next((article for article in alike if article.id == original), alike[0])
    copies = tuple(article for article in alike if article is not head)
    return Report(head if head.copies == len(copies) else replace(head, copies=len(copies)), copies)


def _order(article: Headline) -> tuple[bool, float, str]:
    when = stated(article)
    return when is None, article.added.timestamp() if when is None else instant(when), article.id


def _day(article: Headline, zone: tzinfo | None) -> date | None:
    when = stated(article)
    return when.astimezone(zone).date() if isinstance(when, datetime) else when
