"""What runs in a guarded child: it does one task after another, confined, and ends with its parent."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import signal
import threading
from itertools import count
from queue import SimpleQueue
from typing import BinaryIO

__all__ = ["serve"]

_TIDIED = 20
"""Tasks after which garbage is looked for."""


def serve(memory: int) -> None:
    """Answer the tasks that come in on stdin with at most `memory` bytes of data of its own, until it is closed.

    A task is packed bytes of a packed function, value and number of seconds; the answer on stdout packed bytes of
    the packed result, or of what was raised.
    """
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _confine(memory)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(tasks, waiting), daemon=True).start()
    with contextlib.suppress(OSError):  # no one waits for the answer any more
        _send(answers, b"ready")
        for done in count(1):
            _send(answers, _packed(_outcome(waiting)))
            _tidy(done)


def _tidy(done: int) -> None:
    """Look for garbage now and then: parsed documents refer to themselves, 100 kB each and more.

    What the first task has loaded is not looked at again: it stays.
    """
    if done == 1:
        gc.freeze()
    elif done % _TIDIED == 0:
        gc.collect()


def _confine(memory: int) -> None:
    """Make this process harmless: bounded, silent, and left alone by the keys of the terminal."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS has no such limit
        # Of data, not of addresses: a thread's allocator sets addresses aside by the 64 MB and uses hardly any.
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    gc.set_threshold(50_000)  # a page is many objects, nearly all of them needed until it is done
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _listen(tasks: BinaryIO, waiting: SimpleQueue[bytes]) -> None:
    """Take in tasks; without a parent there is no reason to go on, not even with the task in hand."""
    try:
        while True:
            waiting.put(pickle.load(tasks))  # noqa: S301 - our own parent made it
    finally:
        os._exit(1)


def _send(answers: BinaryIO, answer: bytes) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _outcome(waiting: SimpleQueue[bytes]) -> object:
    """The result of the next task or what it raised; where the time is up, death.

    It is the parent who keeps to the deadline. The alarm is for a child without a parent that matches a pattern:
    meanwhile no thread of Python's can see that the parent is gone.
    """
    try:
        # Nothing holds the task once it is unpacked: a large document would be there twice.
        function, value, seconds = pickle.loads(waiting.get())  # noqa: S301 - our own parent made it
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return function(value)
    except Exception as error:  # noqa: BLE001 - the parent judges it
        return error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _packed(outcome: object) -> bytes:
    try:
        return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(MemoryError())
    except Exception as error:  # noqa: BLE001 - whatever packing may raise, the parent is owed an answer
        return pickle.dumps(ValueError(f"a {type(outcome).__name__} cannot be handed over: {error}"))
