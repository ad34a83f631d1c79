"""The dates that feeds state: the two notations they are to use, then whatever else can be read without guessing."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

__all__ = ["any_date", "of_parts", "usual_date"]

_YEARS = range(1900, 2101)
_LONGEST = 80
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:|\Z)")
_PARTIAL = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_SPELLED = re.compile(
    r"(?:[a-z]{3,9}(?:\.?, *|\.? +))?([0-9]{1,2})[ -]([a-z]{3,9})\.?[ -]([0-9]{4}),? +"
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?: *(?:([+-])([0-9]{2}):?([0-9]{2})|([a-z]{1,4})))?",
    re.IGNORECASE | re.ASCII,
)
"""A date as mails write it (RFC 822)."""
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_ZONES = {
    "UT": 0.0, "UTC": 0.0, "GMT": 0.0, "Z": 0.0, "WET": 0.0, "BST": 1.0, "WEST": 1.0, "CET": 1.0, "MET": 1.0,
    "CEST": 2.0, "MEST": 2.0, "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "HKT": 8.0, "SGT": 8.0, "JST": 9.0, "KST": 9.0,
    "AEST": 10.0, "AEDT": 11.0, "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0,
    "PST": -8.0, "PDT": -7.0,
}  # fmt: skip


def usual_date(text: str) -> date | datetime | None:
    """The moment that a text states in ISO 8601 or RFC 822; a `date` where it gives only the day, else in UTC.

    Without a zone it is taken for UTC. None for anything else, and outside the years 1900 to 2100.
    """
    stated = text.strip()
    if not stated or len(stated) > _LONGEST:
        return None
    try:
        return _iso(stated) if _ISO.match(stated) else _spelled(stated)
    except (ValueError, OverflowError):
        return None


def of_parts(parts: Sequence[int] | None) -> datetime | None:
    """The moment that a struct_time in UTC means."""
    try:
        return datetime.fromtimestamp(calendar.timegm(tuple(parts)), UTC) if parts and parts[0] in _YEARS else None
    except (ValueError, OverflowError, TypeError):
        return None


def any_date(text: str, parts: Sequence[int] | None = None) -> date | datetime | None:
    """The moment that a text states in any notation; `parts` is what feedparser made of it.

    What is left to be read is taken only where it gives day, month and year, and in one way: not 02/03/2022.
    """
    stated = text.strip()
    if not stated or len(stated) > _LONGEST or _PARTIAL.fullmatch(stated):
        return None
    return usual_date(stated) or of_parts(parts) or _whole(stated)


def _iso(stated: str) -> date | datetime | None:
    if len(stated) == len("2026-10-14"):
        day = date.fromisoformat(stated)
        return day if day.year in _YEARS else None
    return _in_utc(datetime.fromisoformat(stated))


def _spelled(stated: str) -> datetime | None:
    match = _SPELLED.fullmatch(stated)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes, zone = match.groups()
    number, east = _MONTHS.get(month[:3].lower()), _ZONES.get((zone or "UTC").upper())
    if number is None or east is None or int(year) not in _YEARS:
        return None
    ahead = timedelta(hours=east)
    if sign:
        ahead = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    return datetime(int(year), number, int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC) - ahead


def _whole(stated: str) -> datetime | None:
    """What dateutil reads, where it fills in nothing of its own and no order of day and month decides."""
    from dateutil import parser

    try:
        one, other = (
            parser.parse(stated, default=day, dayfirst=first, tzinfos=_zone)
            for day, first in ((datetime(1908, 1, 31), True), (datetime(1984, 12, 1), False))  # noqa: DTZ001
        )
        return _in_utc(one) if one == other else None
    except (ValueError, OverflowError, TypeError, ArithmeticError, AttributeError, LookupError):
        return None


def _zone(name: str | None, seconds: int | None) -> int | None:
    """How many seconds a zone is ahead of UTC. Raises LookupError where it is not known."""
    return int(_ZONES[name.upper()] * 3600) if name and seconds is None else seconds


def _in_utc(found: datetime) -> datetime | None:
    if found.year not in _YEARS:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
