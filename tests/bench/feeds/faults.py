"""The kit's server with 26 ways to fail, three rounds: what is lost, moved, left untold, or takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.feeds.processes import run
from tests.bench.feeds.readers import Reader
from tests.kit import KIT

__all__ = ["faults"]

_ROUNDS = 3
_FINE = ("/ok", "/setcookie")


def faults(folder: Path) -> None:
    """Ask every one of them three times."""
    command = [sys.executable, str(KIT / "hostile" / "faultserver.py"), "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout
        base = server.stdout.readline().strip()
        paths = [path.replace("*", "0") for path in json.loads(run(["curl", "-s", f"{base}/"]).output)]
        urls = folder / "faults.txt"
        urls.write_text("".join(f"{base}{path}\n" for path in paths))
        reader = Reader(folder, urls)
        print(f"\n{len(paths)} faults, {_ROUNDS} rounds")
        for number in range(_ROUNDS):
            took = reader.refresh()
            told = {path: [line for line in took.errors.splitlines() if f"{base}{path}:" in line] for path in paths}
            untold = [path for path, lines in told.items() if len(lines) != 1 and path not in _FINE]
            print(
                f"  round {number + 1}: {took.seconds:5.1f} s, {reader.articles()} articles, {took.memory:.0f} MB, "
                f"not told in one line: {', '.join(untold) or 'none'}"
            )
            if number == 0:
                print("\n".join(f"    {line.removeprefix('reader: ')}" for lines in told.values() for line in lines))
        held = run([sys.executable, "-m", "reader", "--home", str(reader.home), "sources", "--json"]).output
        moved = [path for path in paths if f'"{base}{path}"' not in held]
        print(f"  addresses replaced: {', '.join(moved) or 'none'}")
    finally:
        server.kill()
        server.wait()
