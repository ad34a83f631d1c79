"""How many tests run side by side, and that none is judged by the time it takes."""

import os

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_EACH_CORE = 3
"""Most tests of the screen wait for it rather than work, so a core can have several at once."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many workers `-n auto` means."""
    return _EACH_CORE * len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
