"""`python -m tests.ordeal [NAME ...] [--count N] [--seed S]`: run trials in full, and print what came of them."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import tempfile
import time
from pathlib import Path

import tests.ordeal
from tests.ordeal.trial import Outcome, Trial

SEED = 20_260_101
_SHOWN = 20


def trials() -> dict[str, Trial]:
    """All there are, by the name of their module."""
    names = [module.name for module in pkgutil.iter_modules(tests.ordeal.__path__)]
    modules = {
        name: importlib.import_module(f"tests.ordeal.{name}")
        for name in names
        if not name.startswith(("test_", "_")) and name != "trial"
    }
    return {name: module.TRIAL for name, module in modules.items() if hasattr(module, "TRIAL")}


def main() -> int:
    """The exit status is 1 where something went wrong."""
    known = trials()
    parser = argparse.ArgumentParser(prog="python -m tests.ordeal", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--count", type=int, help="how often, instead of each trial's own number")
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    unknown = set(args.names) - known.keys()
    if unknown:
        parser.error(f"no trial is called {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return max([_tried(name, known[name], args) for name in args.names or known])


def _tried(name: str, trial: Trial, args: argparse.Namespace) -> int:
    print(f"{name}: {trial.goal}", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ordeal-") as scratch:
        outcome = trial.run(args.count or trial.count, args.seed, Path(scratch))
    _tell(outcome, time.monotonic() - start)
    return 1 if outcome.failures else 0


def _tell(outcome: Outcome, seconds: float) -> None:
    if outcome.skipped:
        print(f"  skipped: {outcome.skipped}", flush=True)
        return
    print(f"  tried {outcome.tried:,}, {len(outcome.failures):,} went wrong, {seconds:,.0f} s")
    for figure, value in outcome.figures.items():
        print(f"  {figure}: {value}")
    for failure in outcome.failures[:_SHOWN]:
        print(f"  WRONG: {failure}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
