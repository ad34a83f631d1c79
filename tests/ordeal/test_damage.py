"""A few of the trial's damages; `make ordeal` does hundreds."""

from pathlib import Path

from tests.ordeal.damage import TRIAL


def test_damaged_stores_open_with_what_was_kept(tmp_path: Path) -> None:
    assert TRIAL.run(2, 3, tmp_path).failures == ()
