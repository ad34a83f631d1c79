"""A few mutants through the same code as the thousands of the trial."""

from pathlib import Path

from tests.ordeal.mutations import TRIAL


def test_a_few_mutants(tmp_path: Path) -> None:
    outcome = TRIAL.run(3, 1, tmp_path)
    assert outcome.failures == ()
    assert outcome.tried == 3
