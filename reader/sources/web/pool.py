"""Where connections come from: those that were kept, and new ones to where Reader may go."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from reader.sources.web.connection import FAILURES, Connection
from reader.sources.web.errand import Errand
from reader.sources.web.lookup import LookUp, look_up, numeric
from reader.sources.web.private import is_local_name
from reader.sources.web.proxy import Proxies
from reader.sources.web.sockets import Meter, SecureContext, connect, private_address
from reader.sources.web.target import Target
from reader.sources.web.wording import unconnected

__all__ = ["Pool"]

_KEPT = 128
"""Connections kept unused at most: each is an open file, of which some systems allow 256."""
_Key = tuple[str, str, int]


class Pool:
    """Opens connections, and keeps those that can be used again. For many threads at once."""

    def __init__(self, refused: Callable[[str], bool], by_name: LookUp) -> None:
        """`refused` judges numeric addresses; `by_name` looks up the names of hosts."""
        self._refused = refused
        self._by_name = by_name
        self._proxies = Proxies()
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, list[Connection]] = OrderedDict()
        self._count = 0
        self._closed = False
        self._context: SecureContext | None = None

    def kept(self, target: Target) -> Connection | None:
        """A connection to the same server that nobody uses and that is open still; None where there is none."""
        while True:
            with self._lock:
                there = self._kept.get(target.key)
                if not there:
                    return None
                connection = there.pop()
                self._count -= 1
            if connection.alive:
                return connection
            connection.close()

    def give_back(self, connection: Connection, target: Target) -> None:
        """Keep a connection for the next question where that can be; one not used for longest makes room for it."""
        left_out: Connection | None = connection
        with self._lock:
            if connection.idle and not self._closed:
                self._kept.setdefault(target.key, []).append(connection)
                self._kept.move_to_end(target.key)
                self._count += 1
                left_out = self._oldest() if self._count > _KEPT else None
        if left_out is not None:
            left_out.close()

    def _oldest(self) -> Connection:
        while True:
            key, there = next(iter(self._kept.items()))
            if there:
                self._count -= 1
                return there.pop(0)
            del self._kept[key]

    def open(self, target: Target, errand: Errand) -> Connection:
        """A new connection to a server. Raises FetchError."""
        meter = Meter(errand)
        proxy = self._proxies.to(target)
        try:
            with errand.until(meter.abort):
                if proxy:
                    self._judge_unseen(target)
                    made = connect(look_up(proxy.host, proxy.port, errand, self._by_name), meter, lambda _: False)
                else:
                    made = connect(look_up(target.host, target.port, errand, self._by_name), meter, self._refused)
                return Connection(target, proxy, made, meter, self._secure() if target.scheme == "https" else None)
        except FAILURES as error:
            raise unconnected(error, errand.limits.connect) from None

    def _judge_unseen(self, target: Target) -> None:
        """Behind a proxy only what says itself that it is private can be refused: names are looked up there."""
        addresses = [place[1][0] for place in numeric(target.host, target.port)]
        if is_local_name(target.host):
            addresses.append("127.0.0.1")
        for address in addresses:
            if self._refused(address):
                raise private_address(address)

    def _secure(self) -> SecureContext:
        with self._lock:  # once for all: reading the certificates that the system trusts takes 20 ms
            if self._context is None:
                self._context = SecureContext()
            return self._context

    def rest(self) -> None:
        """Close what is kept: nothing is asked for a while."""
        with self._lock:
            left = [connection for there in self._kept.values() for connection in there]
            self._kept.clear()
            self._count = 0
        for connection in left:
            connection.close()

    def close(self) -> None:
        """Close what is kept, and keep nothing from now on."""
        with self._lock:
            self._closed = True
        self.rest()
