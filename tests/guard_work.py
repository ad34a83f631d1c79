"""Work that a guarded child is given in tests; a child imports it by name."""

import os
import re
import signal
import sys
import time


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


def pid(_: object) -> int:
    return os.getpid()


def loaded(name: str) -> bool:
    return name in sys.modules
