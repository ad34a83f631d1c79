"""An instant as people say it."""

from __future__ import annotations

from datetime import datetime

__all__ = ["clock"]


def clock(instant: float, now: float) -> str:
    """The time of day of an instant, with the day where that is another than now's; both seconds since the epoch."""
    moment, today = (datetime.fromtimestamp(seconds).astimezone() for seconds in (instant, now))
    return f"{moment:%H:%M}" if moment.date() == today.date() else f"{moment:%Y-%m-%d %H:%M}"
