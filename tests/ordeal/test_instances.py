"""A few writes of each; `make ordeal` does a thousand."""

from pathlib import Path

from tests.ordeal.instances import TRIAL


def test_nothing_is_lost_among_several_writers(tmp_path: Path) -> None:
    failures = TRIAL.run(4, 1, tmp_path).failures
    assert [failure for failure in failures if "the screen showed" not in failure] == []
