"""When a feed may be asked again: what its server says, how often it has something new, how often it failed.

Pure functions over `FeedState`; instants are seconds since the epoch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from reader.feed import Rhythm
from reader.store.feed_state import FeedState

__all__ = ["Failure", "after_failure", "after_success", "due", "forbidden", "moved"]

_MINUTE = 60.0
_HOUR = 3_600.0
_DAY = 86_400.0
_FIRST_PAUSE = 5 * _MINUTE
"""After one failure; doubled with each more."""
_SLOW_DOWN = 15 * _MINUTE
"""After 429 or 503 without a word on how long."""
_LONGEST = _DAY
"""No rhythm and no pause of ours is longer."""
_FARTHEST = 9 * _DAY
"""Nothing is put off for longer: a server is heeded for a week, and of a week one wakes up. (What is farther away was
reckoned by a clock that has been set back since.)"""
_SHARE = 4
"""A feed is asked four times in the time in which it usually has one new article."""
_TIMES = 3
"""A move that was seen so often in a row is believed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What kept a feed from being read, as far as it matters for when to ask again."""

    status: int | None = None
    retry_after: float | None = None
    """Seconds its server asks to be left alone for."""
    ours: bool = False
    """Whether nothing speaks against the feed: no network is there."""


def forbidden(state: FeedState, host_held_off: float | None, now: float) -> float | None:
    """Until when the feed's server does not want to be asked, whoever asks; None where it may be."""
    said = (one for one in (state.held_off, host_held_off) if one is not None)
    return max((one for one in said if now < one <= now + _FARTHEST), default=None)


def due(state: FeedState, now: float) -> bool:
    """Whether a feed is to be asked by itself; also where the clock was ahead when that was reckoned."""
    if state.gone:
        return False
    ahead = state.succeeded is not None and state.succeeded > now
    return ahead or state.next is None or not now < state.next <= now + _FARTHEST


def after_success(
    state: FeedState, now: float, *, every: float, fresh: float | None, instants: Sequence[float]
) -> FeedState:
    """The state after an answer as it should be.

    `every` is how often a person wants feeds asked and `fresh` how long the answer holds by its headers, in seconds;
    `instants` are when the newest articles were published, the newest first.
    """
    asked_for = (state.rhythm.minutes or 0) * _MINUTE
    pause = min(max(every, asked_for, fresh or 0.0, _usual_gap(instants, now) / _SHARE), _LONGEST)
    next_ = _awake(now + pause, state.rhythm)
    return replace(state, succeeded=now, failures=0, held_off=None, next=next_, gone=False)


def after_failure(state: FeedState, failure: Failure, now: float) -> FeedState:
    """The state after a failure; what was said of when to come again is kept apart from our own caution."""
    if failure.ours:
        return replace(state, next=now + _FIRST_PAUSE)
    failures = state.failures + 1
    pause = min(_FIRST_PAUSE * 2 ** min(failures - 1, 20), _LONGEST)
    held_off = None
    if failure.retry_after is not None:
        held_off = now + failure.retry_after
    elif failure.status == 429:
        held_off = now + min(_SLOW_DOWN * 2 ** min(failures - 1, 20), _LONGEST)
    return replace(
        state,
        failures=failures,
        held_off=held_off,
        next=now + pause if held_off is None else max(now + pause, held_off),
        gone=state.gone or failure.status == 410,
    )


def moved(state: FeedState, address: str, final: str, *, permanent: bool) -> tuple[FeedState, str | None]:
    """The state after redirects led from an address to where a feed was found, and the new address once it is believed.

    `permanent`: every one of them said that it is for good. One that leads out of https is never believed.
    """
    worse = address.startswith("https:") and not final.startswith("https:")
    if final == address or not permanent or worse:
        return replace(state, moved_to=None, moved=0), None
    times = state.moved + 1 if state.moved_to == final else 1
    if times < _TIMES:
        return replace(state, moved_to=final, moved=times), None
    return replace(state, moved_to=None, moved=0), final


def _usual_gap(instants: Sequence[float], now: float) -> float:
    """Seconds between two articles, usually; 0 where too little is known."""
    known = [instant for instant in instants if instant <= now]
    if len(known) < 3:
        return 0.0
    gaps = sorted(later - earlier for later, earlier in pairwise(known))
    return max(gaps[len(gaps) // 2], 0.0)


def _awake(instant: float, rhythm: Rhythm) -> float:
    """The first hour from then on in which the feed does not say that it sleeps; within a week."""
    if not rhythm.skip_hours and not rhythm.skip_days:
        return instant
    moment = datetime.fromtimestamp(instant, UTC)
    for _ in range(24 * 7):
        if moment.hour not in rhythm.skip_hours and moment.weekday() not in rhythm.skip_days:
            return moment.timestamp()
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return instant
