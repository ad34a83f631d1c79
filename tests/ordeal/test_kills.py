"""A few of the trial's kills; `make ordeal` does hundreds."""

from pathlib import Path

from tests.ordeal.kills import TRIAL


def test_what_was_acknowledged_outlives_kills(tmp_path: Path) -> None:
    failures = TRIAL.run(2, 1, tmp_path).failures
    assert [failure for failure in failures if "until it was open" not in failure] == []
