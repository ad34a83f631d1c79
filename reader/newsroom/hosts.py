"""How the hosts of many feeds are doing in one go at them: those that are down, or have enough, are asked no more."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.newsroom.clock import clock
from reader.sources.web.exchange import FetchError, Response, Trouble

__all__ = ["Hosts"]

_FAILURES = 3
"""A host that never answered and failed so often is down."""
_SLOWED = 2
"""A host that said so often in a row that there are too many questions (429) means all of them."""
_PAUSE = 900.0
"""Seconds such a host is left alone, where it does not say for how long."""
_DOWN = (Trouble.CONNECT, Trouble.TIMEOUT)

End = Trouble | int | None
"""How a question ended: well (None), with a status, or without an answer."""


@dataclass(slots=True)
class Hosts:
    """The hosts of one go. May be used from many threads."""

    now: Callable[[], float]
    held_off: dict[str, float] = field(default_factory=dict)
    """Hosts that are to be left alone from now on, and until when."""
    _ends: defaultdict[str, list[End]] = field(default_factory=lambda: defaultdict(list))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, host: str, outcome: Response | FetchError) -> str | None:
        """Note how a question ended; where the host is to be asked no more in this go, why."""
        with self._lock:
            ends = self._ends[host]
            ends.append(None if isinstance(outcome, Response) else outcome.status or outcome.trouble)
            if isinstance(outcome, Response):
                return None
            if ends[-_SLOWED:] == [429] * _SLOWED:
                until = self.now() + (outcome.retry_after or _PAUSE)
                self.held_off[host] = until
                return f"not asked: {host} wants to be asked less; again after {clock(until, self.now())}"
            if len(ends) >= _FAILURES and all(end in _DOWN for end in ends):
                return f"not asked: {host} does not answer"
            return None

    def unreachable(self) -> bool:
        """Whether no host could be found at all: then it is not they who are down."""
        with self._lock:
            ends = [end for ends in self._ends.values() for end in ends]
            return len(ends) > 1 and all(end is Trouble.OFFLINE for end in ends)
