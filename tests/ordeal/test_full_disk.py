"""A few full disks; `make ordeal` fills it at each of hundreds of writes."""

import shutil
from pathlib import Path

import pytest

from tests.ordeal.full_disk import TRIAL


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler to make the full disk with")
def test_a_full_disk_costs_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert TRIAL.run(1, 1, tmp_path).failures == ()
