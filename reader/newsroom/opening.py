"""Opening a library."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime

from reader.config import Config
from reader.newsroom.newsroom import Newsroom
from reader.paths import Home

__all__ = ["library_is_empty", "open_newsroom"]


def open_newsroom(
    home: Home, config: Config | None = None, *, now: Callable[[], datetime] | None = None, apart: bool = False
) -> Newsroom:
    """Open the library under `home`, made if there is none; where that cannot be, files can be read all the same.

    `apart`: feeds are asked, and what they bring is worked on, in another process.

    Raises StoreError where something else is in its place.
    """
    with suppress(OSError):  # the stores tell what that means
        home.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Newsroom(home, config or Config(), now or (lambda: datetime.now().astimezone()), apart=apart)


def library_is_empty(home: Home) -> bool:
    """Whether nothing was ever added: no source is remembered and no article held."""
    if not home.archive_file.exists() and not home.shelf_file.exists():
        return True
    with closing(open_newsroom(home)) as newsroom:
        return newsroom.counts().all == 0 and not newsroom.sources()
