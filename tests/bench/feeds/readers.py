"""The programs that are measured, each with a library of its own."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path

from filelock import FileLock

from tests.bench.feeds.processes import Run, run

__all__ = ["Newsboat", "Reader"]


_NUMBERS = count()


class Reader:
    """Our own. What follows in the background is kept from running, so that it disturbs no other measurement."""

    name = "reader"

    def __init__(self, folder: Path, urls: Path) -> None:
        self.home = folder / f"reader-{next(_NUMBERS)}"
        self._command = [sys.executable, "-m", "reader", "--home", str(self.home)]
        run([*self._command, "import", str(urls)])
        self._lock = FileLock(self.home / "data" / "archive.sqlite3.catch-up.lock")
        self._lock.acquire()

    def refresh(self) -> Run:
        """Ask all feeds; measured until it says how many came."""
        return run([*self._command, "refresh", "--allow-private"], until=" new")

    def articles(self) -> int:
        """How many are listed."""
        return run([*self._command, "list", "--json"]).output.count("\n")

    def readable(self, share: int = 100) -> bool:
        """Whether every so-manieth article can be read."""
        found = run([*self._command, "list", "--json"]).output.splitlines()[::share]
        ids = [line.split('"')[3] for line in found]
        shown = run([*self._command, "show", "--json", *ids])
        return bool(ids) and shown.status == 0 and shown.output.count('"blocks": [{') == len(ids)


class Newsboat:
    """newsboat with as many threads; its cache is ANALYZEd, without which it is many times slower when large."""

    name = "newsboat"

    def __init__(self, folder: Path, urls: Path) -> None:
        place = folder / "newsboat"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        self._cache = place / "cache.db"
        config = place / "config"
        config.write_text("reload-threads 100\nrefresh-on-startup no\nmax-items 0\ndownload-timeout 30\n")
        self._command = ["newsboat", "-q", "-u", str(urls), "-c", str(self._cache), "-C", str(config), "-x", "reload"]

    @staticmethod
    def installed() -> bool:
        """Whether it is there to be measured."""
        return shutil.which("newsboat") is not None

    def refresh(self) -> Run:
        """Ask all feeds."""
        return run(self._command)

    def articles(self) -> int:
        """How many are held."""
        with closing(sqlite3.connect(self._cache)) as db:
            return int(db.execute("SELECT count(*) FROM rss_item").fetchone()[0])

    def settle(self) -> None:
        """Let its database know how large it is."""
        with closing(sqlite3.connect(self._cache)) as db:
            db.execute("ANALYZE")
            db.commit()
