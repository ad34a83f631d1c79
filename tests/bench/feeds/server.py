"""The kit's feed server and its libraries."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.kit import KIT

__all__ = ["HOSTS", "Server", "corpus"]

HOSTS = 64
"""Loopback addresses the feeds are spread over."""
_PERF = KIT / "perf"


def corpus(folder: Path, feeds: int, port: int) -> Path:
    """A library of so many feeds of twenty entries, made once."""
    place = folder / f"feeds-{feeds}-{port}"
    if not (place / "meta.json").exists():
        sizes = ("--feeds", str(feeds), "--articles", str(20 * feeds))
        command = [sys.executable, str(_PERF / "corpus.py"), str(place), *sizes]
        subprocess.run([*command, "--hosts", str(HOSTS), "--port", str(port)], check=True, capture_output=True)
    return place


class Server:
    """Serves a library on loopback until it is left."""

    def __init__(self, library: Path, port: int, bad: Sequence[str] = (), latency: str = "50-300") -> None:
        self._address = f"http://127.0.0.1:{port}"
        options = ["--corpus", str(library), "--port", str(port), "--hosts", str(HOSTS), "--latency", latency]
        for kind in bad:
            options += ["--bad", kind]
        command = [sys.executable, str(_PERF / "feedserver.py"), *options, "--preload"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line.startswith("ready"), line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()

    def ask(self, path: str) -> Any:
        """What it answers to an order: stats, reset, bump, kinds."""
        with urllib.request.urlopen(f"{self._address}/{path}") as answer:
            return json.load(answer)

    def warm(self, paths: Sequence[str]) -> None:
        """Let it build what takes it seconds to build."""
        for path in paths:
            with suppress(OSError):
                urllib.request.urlopen(f"{self._address}/{path}", timeout=60).read(1)
