"""Work that a guarded child is given in tests; a child imports it by name."""

import os
import re
import signal
import sys
import time
from pathlib import Path


def doubled(value: int) -> int:
    return 2 * value


def do(what: str) -> str:
    match what:
        case "sleep":
            time.sleep(60)
        case "match":  # one call into C that never comes back, and no signal handler of Python's runs meanwhile
            re.match(r"(a+)+$", "a" * 40 + "b")
        case "eat":
            return str(len(bytearray(2 << 30)))
        case "hoard":
            return hoarded()
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(3)
        case "raise":
            raise ValueError("unreadable")
        case "print":
            os.write(1, b"to the screen")
            os.write(2, b"to the screen")
    return what


def hoarded() -> str:
    """How many MB were in use at most when there was no more to be had; 0 where the system does not tell."""
    hoard: list[bytes] = []
    try:
        while len(hoard) < 2_000:
            hoard.append(b"x" * 1_000_000)
    except MemoryError:
        hoard.clear()
    return str(_peak())


def litter(_: object) -> int:
    """Leave 2 MB that refer to themselves; how many MB were in use at most until now, 0 where nobody tells."""
    litter: list[object] = [b"x" * 2_000_000]
    litter.append(litter)
    return _peak()


def _peak() -> int:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 // 1_000_000 for line in lines if line.startswith("VmHWM")), 0)


def die_once(marker: str) -> str:
    died = Path(marker)
    if not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def unpackable(_: object) -> object:
    return lambda: None


def slow_pid(_: object) -> int:
    time.sleep(0.2)
    return os.getpid()


def pid(_: object) -> int:
    return os.getpid()


def loaded(name: str) -> bool:
    return name in sys.modules
