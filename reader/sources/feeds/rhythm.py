"""How often a feed asks to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.feed import Rhythm

__all__ = ["rhythm"]

_LONGEST = 30 * 24 * 60
_PERIODS = {"hourly": 60, "daily": 24 * 60, "weekly": 7 * 24 * 60, "monthly": _LONGEST, "yearly": _LONGEST}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def rhythm(ttl: object, period: object, frequency: object, hours: Iterable[str], days: Iterable[str]) -> Rhythm:
    """The rhythm stated by RSS's ttl, else by the syndication module, and the hours and days to be left out.

    A month is the longest; what leaves out every hour or every day says nothing.
    """
    stated = _number(ttl) or _syndicated(period, frequency)
    skipped = frozenset(hour % 24 for hour in map(_number, hours) if hour is not None and hour <= 24)
    idle = frozenset(_DAYS.index(day) for day in map(_word, days) if day in _DAYS)
    return Rhythm(
        min(stated, _LONGEST) if stated else None,
        skipped if len(skipped) < 24 else frozenset(),
        idle if len(idle) < 7 else frozenset(),
    )


def _syndicated(period: object, frequency: object) -> int | None:
    minutes = _PERIODS.get(_word(period))
    return max(minutes // (_number(frequency) or 1), 1) if minutes else None


def _number(text: object) -> int | None:
    written = _word(text)
    return int(written) if _NUMBER.fullmatch(written) else None


def _word(text: object) -> str:
    return str(text or "").strip().lower()
