"""When feeds were asked, what they said, and when they may be asked again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from reader.feed import Rhythm
from reader.store.database import Database

__all__ = ["FeedState", "FeedStates"]

_WEEK = 7 * 86_400.0
_WEEKS = 4


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of asking one feed. Instants are seconds since the epoch."""

    origin: str
    etag: str | None = None
    modified: str | None = None
    body: str | None = None
    """A hash of the body that was read last."""
    succeeded: float | None = None
    failures: int = 0
    """Tries in a row that failed."""
    held_off: float | None = None
    """When its server allows to be asked again, where it said so."""
    next: float | None = None
    """When it is asked again by itself."""
    gone: bool = False
    """Whether its server said that it is gone for good."""
    moved_to: str | None = None
    """Where permanent redirects led the last time."""
    moved: int = 0
    """How many times in a row they led there."""
    rhythm: Rhythm = field(default_factory=Rhythm)
    took: float | None = None
    """Seconds that its server took to answer the last time."""


class FeedStates:
    """The states of one Archive's feeds. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, FeedState]:
        """The state of every feed that was ever asked, by the id of its source."""
        with self._database.read() as db:
            return {row[0]: _read(row) for row in db.execute(f"SELECT {_COLUMNS} FROM feed")}  # noqa: S608

    def keep(self, states: Sequence[FeedState], notices: Mapping[str, str | None], now: float) -> None:
        """Keep states in the place of those before, and for sources looked at now what went wrong."""
        with self._database.write() as db:
            db.executemany(
                f"INSERT OR REPLACE INTO feed ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                [_row(state) for state in states],
            )
            db.executemany(
                "INSERT OR REPLACE INTO origin_state VALUES (?, ?, ?)",
                [(origin, now, notice) for origin, notice in notices.items()],
            )

    def held_off(self) -> dict[str, float]:
        """Hosts that asked to be left alone, and until when."""
        with self._database.read() as db:
            return dict(db.execute("SELECT name, held_off FROM host"))

    def hold_off(self, hosts: Mapping[str, float], now: float) -> None:
        """Leave hosts alone until then; what is over goes."""
        with self._database.write() as db:
            db.execute("DELETE FROM host WHERE held_off <= ?", (now,))
            db.executemany("INSERT OR REPLACE INTO host (name, held_off) VALUES (?, ?)", list(hosts.items()))

    def weekly(self, now: float) -> dict[str, float]:
        """Articles a week of each source that had any in the last four."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT origin, count(*) FROM article WHERE sort > ? AND sort <= ? AND origin <> '' GROUP BY origin",
                (now - _WEEKS * _WEEK, now),
            )
            return {origin: count / _WEEKS for origin, count in rows}

    def latest(self, origins: Sequence[str], most: int) -> dict[str, list[float]]:
        """When the newest articles of sources were published, at most so many of each, the newest first."""
        with self._database.read() as db:
            return {
                origin: [
                    instant
                    for (instant,) in db.execute(
                        "SELECT sort FROM article WHERE origin = ? AND read IN (0, 1) ORDER BY sort DESC LIMIT ?",
                        (origin, most),
                    )
                ]
                for origin in origins
            }


_COLUMNS = "origin, etag, modified, body, succeeded, failures, held_off, next, gone, moved_to, moved, rhythm, took"


def _row(state: FeedState) -> tuple[object, ...]:
    return (
        state.origin,
        state.etag,
        state.modified,
        state.body,
        state.succeeded,
        state.failures,
        state.held_off,
        state.next,
        int(state.gone),
        state.moved_to,
        state.moved,
        _packed(state.rhythm),
        state.took,
    )


def _read(row: Sequence[Any]) -> FeedState:
    named = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return FeedState(**{**named, "gone": bool(named["gone"]), "rhythm": _unpacked(named["rhythm"])})


def _packed(rhythm: Rhythm) -> str:
    if rhythm == Rhythm():
        return ""
    return json.dumps([rhythm.minutes, sorted(rhythm.skip_hours), sorted(rhythm.skip_days)])


def _unpacked(text: str) -> Rhythm:
    with suppress(ValueError, TypeError):
        if text:
            minutes, hours, days = json.loads(text)
            return Rhythm(minutes, frozenset(hours), frozenset(days))
    return Rhythm()
