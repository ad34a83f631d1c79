"""How many tests run side by side."""

import os

import pytest

_EACH_CORE = 3
"""Most tests of the screen wait for it rather than work, so a core can have several at once."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many workers `-n auto` means."""
    return _EACH_CORE * len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
