"""Waiting for one's turn."""

import threading
from collections.abc import Callable
from dataclasses import replace
from time import sleep

import pytest

from reader.sources.web.errand import LIMITS, Errand
from reader.sources.web.exchange import FetchError, Trouble
from reader.sources.web.gate import Gate


def eventually(holds: Callable[[], bool]) -> None:
    while not holds():
        sleep(0.001)


def waiting(gate: Gate, count: int) -> bool:
    return len(gate._waiting.get("host", ())) == count


def free(gate: Gate, name: str) -> bool:
    return gate._inside[name] < gate._width


def test_so_many_are_let_through_and_no_more():
    gate = Gate(2, "busy")
    with gate.through("host", Errand(LIMITS)):
        assert free(gate, "host")
        with gate.through("host", Errand(LIMITS)), gate.through("other", Errand(LIMITS)):
            assert not free(gate, "host")
            assert free(gate, "other")
        assert free(gate, "host")
        with gate.through("host", Errand(LIMITS)):
            assert not free(gate, "host")
    assert not gate._inside


def test_who_waits_goes_in_the_order_of_coming():
    gate, came, threads = Gate(1, "busy"), [], []

    def go(number: int) -> None:
        with gate.through("host", Errand(LIMITS)):
            came.append(number)

    with gate.through("host", Errand(LIMITS)):
        for number in range(5):
            threads.append(threading.Thread(target=go, args=(number,)))
            threads[-1].start()
            eventually(lambda number=number: waiting(gate, number + 1))
    for thread in threads:
        thread.join()
    assert came == [0, 1, 2, 3, 4]
    assert free(gate, "host")


def test_waiting_does_not_use_up_the_time_of_a_fetch():
    gate = Gate(1, "busy")
    errand = Errand(replace(LIMITS, total=0.6))
    held = gate.through("host", Errand(LIMITS))
    held.__enter__()
    threading.Timer(0.8, held.__exit__, (None, None, None)).start()
    with gate.through("host", errand):
        assert errand.left(10) > 0


def test_it_has_an_end_of_its_own():
    gate = Gate(1, "busy all the time")
    with gate.through("host", Errand(LIMITS)):
        with (
            pytest.raises(FetchError, match="busy all the time") as caught,
            gate.through("host", Errand(replace(LIMITS, patience=0.05))),
        ):
            pass
        assert waiting(gate, 0)
    assert caught.value.trouble is Trouble.TIMEOUT
    assert free(gate, "host")


def test_who_is_cancelled_waits_no_longer_and_takes_no_ones_place():
    gate, errand, troubles = Gate(1, "busy"), Errand(LIMITS), []

    def go() -> None:
        try:
            with gate.through("host", errand):
                pass
        except FetchError as error:
            troubles.append(error.trouble)

    thread = threading.Thread(target=go)
    with gate.through("host", Errand(LIMITS)):
        thread.start()
        eventually(lambda: waiting(gate, 1))
        errand.cancel()
        thread.join()
    assert troubles == [Trouble.CANCELLED]
    assert free(gate, "host")
    assert not gate._inside
