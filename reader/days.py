"""Dates as lists tell them, as short as can be; it loads nothing but dates, as the first screen is painted with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

__all__ = ["DAYS", "MONTHS", "day_name", "short_date"]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def short_date(published: date | datetime, now: datetime) -> str:
    """As short as it can be told: "3 h", "Tue", "14 Nov", "2024-11-02"."""
    if isinstance(published, datetime):
        minutes = (now - published).total_seconds() / 60
        if 0 <= minutes < 1:
            return "now"
        if 0 <= minutes < 60:
            return f"{int(minutes)} min"
        if 0 <= minutes < 24 * 60:
            return f"{int(minutes // 60)} h"
        published = published.astimezone(now.tzinfo).date()
    today = now.date()
    days = (today - published).days
    if days in (0, 1):
        return "yesterday" if days else "today"
    if 0 < days < 7:
        return DAYS[published.weekday()][:3]
    if published.year == today.year:
        return f"{published.day} {MONTHS[published.month - 1][:3]}"
    return published.isoformat()


def day_name(day: date, today: date) -> str:
    """ "Today", "Yesterday", else "Fri 20 Nov 2026"."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
