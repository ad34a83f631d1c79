"""One round of each kind, through the same code as the hundreds of the trial."""

from pathlib import Path

from tests.ordeal.dates import TRIAL


def test_a_round_of_each_kind(tmp_path: Path) -> None:
    outcome = TRIAL.run(3, 1, tmp_path)
    assert outcome.failures == ()
