import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import guard_work
import pytest

from reader.guard import Guard, InProcess, Killed, Worker

TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    guard = Guard(deadline=1.0)
    yield guard
    guard.close()


def outcomes(worker: Worker, *work: str) -> list[str]:
    return outcomes_of(worker, guard_work.do, *work)


def outcomes_of(worker: Worker, function: Callable[[str], str], *work: str) -> list[str]:
    return [str(outcome) for outcome in worker.map(function, work)]


@pytest.mark.parametrize("worker", [InProcess(), Guard()], ids=["in process", "guarded"])
def test_results_come_in_order_and_errors_in_their_places(worker):
    first, error, last = worker.map(guard_work.do, ["a", "raise", "b"])
    worker.close()
    assert (first, last) == ("a", "b")
    assert isinstance(error, ValueError)


def test_work_in_a_guard_is_done_elsewhere(guard):
    (elsewhere,) = guard.map(guard_work.pid, [None])
    assert elsewhere != os.getpid()


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("sleep", "longer than 1 seconds"),
        ("match", "longer than 1 seconds"),
        ("eat", "memory"),
        ("crash", "crashed"),
        ("leave", "crashed"),
    ],
)
def test_what_breaks_the_bounds_is_killed_and_the_rest_goes_on(guard, work, said):
    before, broken, after, later = guard.map(guard_work.do, ["a", work, "b", "c"])
    assert (before, after, later) == ("a", "b", "c")
    assert isinstance(broken, Killed)
    assert said in str(broken)


def test_a_child_that_dies_of_something_else_costs_nothing(guard, tmp_path):
    died = tmp_path / "died"
    assert outcomes_of(guard, guard_work.die_once, str(died), str(died)) == ["done", "done"]
    assert died.exists()


def test_no_death_costs_the_results_of_others():
    guard = Guard(deadline=20, workers=3)
    work = ["leave" if number % 3 == 0 else "crash" if number % 7 == 0 else str(number) for number in range(40)]
    outcomes = list(guard.map(guard_work.do, work))
    guard.close()
    assert [outcome for outcome in outcomes if not isinstance(outcome, Killed)] == [
        one for one in work if one.isdigit()
    ]
    assert [isinstance(outcome, Killed) for outcome in outcomes] == [not one.isdigit() for one in work]


def test_many_children_work_side_by_side_and_keep_the_order():
    guard = Guard(workers=2)
    children = set(guard.map(guard_work.slow_pid, range(8)))
    assert list(guard.map(guard_work.doubled, range(50))) == [2 * value for value in range(50)]
    guard.close()
    assert len(children) == 2


def test_what_cannot_be_handed_over_is_an_error_and_the_child_goes_on(guard):
    unpackable, after = guard.map(guard_work.unpackable, [None, None]), guard.map(guard_work.doubled, [1])
    assert all("cannot be handed over" in str(outcome) for outcome in unpackable)
    assert list(after) == [2]


def test_large_values_pass_both_ways(guard):
    (large,) = guard.map(guard_work.doubled, ["x" * 5_000_000])
    assert len(large) == 10_000_000


def test_values_are_taken_as_results_are_asked_for(guard):
    taken = []

    def values() -> Iterator[int]:
        for value in range(1000):
            taken.append(value)
            yield value

    results = guard.map(guard_work.doubled, values())
    assert [next(results) for _ in range(3)] == [0, 2, 4]
    assert len(taken) < 20


def test_threads_may_share_a_guard(guard):
    results: dict[int, list[int]] = {}

    def work(start: int) -> None:
        results[start] = list(guard.map(guard_work.doubled, range(start, start + 50)))

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 1000, 2000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {start: [2 * value for value in range(start, start + 50)] for start in (0, 1000, 2000)}


def test_a_child_cannot_write_on_the_screen(guard, capfd):
    assert outcomes(guard, "print") == ["print"]
    assert capfd.readouterr() == ("", "")


def test_a_child_does_not_load_the_screen(guard):
    assert list(guard.map(guard_work.loaded, ["textual"])) == [False]


def test_a_closed_guard_works_again():
    guard = Guard()
    (one,) = guard.map(guard_work.pid, [None])
    guard.close()
    (other,) = guard.map(guard_work.pid, [None])
    guard.close()
    assert one != other
    assert gone(one)
    assert gone(other)


def test_closing_ends_work_that_someone_waits_for():
    guard = Guard(deadline=60)
    results = guard.map(guard_work.do, ["a", "sleep", "b"])
    assert next(results) == "a"
    waited: list[object] = []
    thread = threading.Thread(target=lambda: waited.extend(results), daemon=True)
    thread.start()
    guard.close()
    thread.join(20)
    assert [str(outcome) for outcome in waited] == ["Reader was closing"] * 2


def test_a_guard_that_is_not_used_starts_nothing():
    code = "import sys; from reader.guard import Guard; Guard().close(); sys.exit('subprocess' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=TESTS.parent)


def test_a_guard_leaves_the_environment_alone(guard):
    before = dict(os.environ)
    outcomes(guard, "leave", "a")
    assert dict(os.environ) == before


PARENT = """
import sys, time
sys.path[:0] = [{tests!r}, {root!r}]
if __name__ == "__main__":
    import guard_work
    from reader.guard import Guard
    guard = Guard(deadline=60)
    print(next(guard.map(guard_work.pid, [None])), flush=True)
    {then}
"""


def parent(folder: Path, then: str) -> subprocess.Popen[str]:
    script = folder / "parent.py"
    script.write_text(PARENT.format(tests=str(TESTS), root=str(TESTS.parent), then=then))
    return subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder
    )


@pytest.mark.parametrize("then", ["time.sleep(60)", "list(guard.map(guard_work.do, ['sleep']))"], ids=["idle", "busy"])
def test_children_go_when_their_parent_is_killed(tmp_path, then):
    process = parent(tmp_path, then)
    child = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert gone(child)


def test_a_folder_of_articles_cannot_lend_a_child_its_modules(tmp_path):
    for name in ("pickle", "signal", "queue", "threading"):
        (tmp_path / f"{name}.py").write_text("open('CANARY', 'w')")
    code = PARENT.format(tests=str(TESTS), root=str(TESTS.parent), then="pass")
    script = tmp_path / "elsewhere" / "parent.py"
    script.parent.mkdir()
    script.write_text(code)
    subprocess.run([sys.executable, script], check=True, cwd=tmp_path, capture_output=True)
    assert not (tmp_path / "CANARY").exists()


def gone(pid: int) -> bool:
    """Whether a process ends before long."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if is_zombie(pid):
            return True
        time.sleep(0.05)
    return False


def is_zombie(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_child_has_less_than_300_mb_whatever_it_does():
    guard = Guard(deadline=30)
    (peak,) = outcomes(guard, "hoard")
    guard.close()
    assert peak == "0" or 200 < int(peak) < 300


def test_what_tasks_leave_behind_does_not_pile_up():
    guard = Guard(deadline=30)
    peaks = list(guard.map(guard_work.litter, [None] * 100))
    guard.close()
    assert max(peaks) < 100
