"""A few of the signals, sizes and interrupted commands that `make ordeal` tries in full."""

from pathlib import Path

import pytest

from tests.ordeal import interrupts, signals, sizes
from tests.ordeal.trial import Trial


@pytest.mark.parametrize(
    ("trial", "seed"),
    [(signals.TRIAL, 20_260_136), (sizes.TRIAL, 20_260_106), (interrupts.TRIAL, 54)],
    ids=["signals", "sizes", "interrupts"],
)
def test_nothing_goes_wrong(trial: Trial, seed: int, tmp_path: Path) -> None:
    outcome = trial.run(1, seed, tmp_path)
    assert outcome.failures == ()
