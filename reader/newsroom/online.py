"""What needs the network: made when it is first needed, with what a person has set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from reader.config import Config
from reader.guard import Worker
from reader.newsroom.values import Progress
from reader.store.archive import Archive
from reader.store.shelf import Shelf

if TYPE_CHECKING:
    from reader.newsroom.pictures import Pictures
    from reader.newsroom.refreshing import Refreshing
    from reader.newsroom.subscribing import Subscribing
    from reader.newsroom.subscriptions import Subscriptions
    from reader.sources.web.fetcher import Fetcher

__all__ = ["Online"]


class Online:
    """Asking servers for one library."""

    def __init__(
        self,
        archive: Archive,
        shelf: Shelf,
        worker: Worker,
        now: Callable[[], datetime],
        config: Config,
        subscriptions: Callable[[], Subscriptions],
    ) -> None:
        self._archive = archive
        self._shelf = shelf
        self._worker = worker
        self._now = now
        self._config = config
        self._subscriptions = subscriptions

    @cached_property
    def subscribing(self) -> Subscribing:
        """Subscriptions."""
        from reader.newsroom.subscribing import Subscribing

        return Subscribing(self._shelf, self._worker, self._now, self._fetcher)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures of articles."""
        from reader.newsroom.pictures import Pictures

        return Pictures(self._worker, self._fetcher)

    def refreshing(self) -> Refreshing:
        """Asking feeds."""
        from reader.newsroom.refreshing import Refreshing

        every = self._config.refresh_minutes * 60.0
        return Refreshing(self._archive, self._worker, self._now, self._fetcher, self._subscriptions(), every)

    def pages(self, progress: Progress | None = None) -> int:
        """Fetch the pages that summaries belong to; how many came."""
        from reader.newsroom.pages import fetch_pages

        return fetch_pages(self._archive, self._fetcher(), progress) if self._archive.entries.wanted(1) else 0

    def _fetcher(self) -> Fetcher:
        from reader.sources.web.fetcher import Fetcher

        return Fetcher(allow_private=self._config.allow_private, logins=self._config.logins)
