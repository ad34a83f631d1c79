"""How many tests run side by side, what they cost, and that none is judged by the time it takes."""

import gc
import os
import sys

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))

_EACH_CORE = 3
"""Most tests of the screen wait for it rather than work, so a core can have several at once."""


sys.dont_write_bytecode = False
"""Each worker imports all tests: with them compiled already it takes a third of the time, whatever the shell says."""

_COLLECT_AFTER = (50_000, 20, 20)
"""An app is many objects: looking for cycles after every 700 new ones took a fifth of the time of its tests."""
gc.set_threshold(*_COLLECT_AFTER)


def pytest_collection_finish() -> None:
    """The tests themselves stay to the end; there is no use in looking through them again and again."""
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many workers `-n auto` means."""
    return _EACH_CORE * len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
