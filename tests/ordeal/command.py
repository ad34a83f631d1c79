"""The command line, run in this process as often as one likes."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.cli import run
from reader.cli.console import Console

__all__ = ["Ran", "command"]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it said."""

    words: tuple[str, ...]
    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON objects it printed."""
        return [json.loads(line) for line in self.out.splitlines()]

    def __str__(self) -> str:
        return f"{' '.join(self.words)}: status {self.status}, {self.err.strip()[-300:]!r}"


def command(home: Path, words: Sequence[str], stdin: bytes = b"") -> Ran:
    """Run a command on a library; nobody is at a terminal."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8", write_through=True) for data in (stdin, b"", b"")]
    status = run(["--home", str(home), *words], Console(*streams))
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams[1:])  # type: ignore[attr-defined]
    return Ran(tuple(words), status, out, err)
