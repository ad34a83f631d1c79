"""Whole processes: pipes that close, full disks, killed writers, and what is imported."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import reader as package

from .conftest import BRIDGE

COMMAND = [sys.executable, "-m", "reader"]


def environment(reader):
    root = str(Path(package.__file__).parents[1])
    return os.environ | {"READER_HOME": str(reader.home), "PYTHONPATH": root}


def start(reader, *words, **options):
    return subprocess.run(
        [*COMMAND, *words], env=environment(reader), capture_output=True, text=True, check=False, timeout=60, **options
    )


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["list"], ["list", "--json"], ["show", "--json"], ["completion", "bash"]]
)
def test_no_command_but_the_screen_imports_textual(stocked, words):
    words = [*words, stocked.id_of(BRIDGE)] if "show" in words else words
    program = (
        "import sys; from reader.__main__ import main; sys.argv = ['reader', *sys.argv[1:]]; status = main();"
        "heavy = {'textual', 'rich', 'lxml', 'feedparser', 'readability'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else status)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *words], env=environment(stocked), capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


def test_help_imports_next_to_nothing(stocked):
    program = (
        "import sys; from reader.__main__ import main; sys.argv = ['reader', '--help']; main();"
        "heavy = {'reader.model', 'reader.newsroom', 'sqlite3', 'typing', 'tomllib'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment(stocked), capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["--help"], ["--version"], ["show"]])
def test_a_closed_pipe_ends_quietly(stocked, words):
    words = [*words, *[stocked.id_of(BRIDGE)] * 50] if "show" in words else words
    process = subprocess.Popen(
        [*COMMAND, *words], env=environment(stocked), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), told) == (141, b"")


def test_head_gets_its_line(stocked):
    program = f"'{sys.executable}' -m reader list | head -1"
    ran = subprocess.run(["sh", "-c", program], env=environment(stocked), capture_output=True, text=True, check=False)
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(stocked):
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*COMMAND, "list"], env=environment(stocked), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr.startswith("reader: the output cannot be written")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(stocked, redirection):
    program = f"'{sys.executable}' -m reader list {redirection}"
    ran = subprocess.run(["sh", "-c", program], env=environment(stocked), capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr


def test_without_a_terminal_there_is_no_screen(stocked):
    ran = start(stocked, stdin=subprocess.DEVNULL)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "terminal" in ran.stderr


def test_standard_input_is_read(stocked):
    ran = start(stocked, "resolve", "--json", input=f"{BRIDGE}\n")
    assert stocked.id_of(BRIDGE) in ran.stdout


ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_what_tells_it_to_end_ends_it_quietly_and_stands_in_its_exit_status(stocked, number):
    process = subprocess.Popen(
        [*COMMAND, "resolve"],
        env=environment(stocked),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell lets background jobs ignore some, and so does nohup.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509
    )
    process.stdin.write(f"{BRIDGE}\n".encode())
    process.stdin.flush()
    assert BRIDGE.encode() in process.stdout.readline()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + number, b"", b"")


def test_what_is_ignored_stays_so(stocked):
    process = subprocess.Popen(
        ["nohup", *COMMAND, "resolve"],
        env=environment(stocked),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write(f"{BRIDGE}\n".encode())
    process.stdin.flush()
    assert BRIDGE.encode() in process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_every_bookmark_acknowledged_outlives_the_process(stocked):
    ids = [record["id"] for record in stocked("list", "--json").records]
    acknowledged: set[str] = set()
    for target in ids:
        others = [other for other in ids if other != target]
        process = subprocess.Popen(
            [*COMMAND, "bookmark", target, *others * 40], env=environment(stocked), stdout=subprocess.PIPE, text=True
        )
        acknowledged.add(process.stdout.readline().split("\t")[1])
        process.kill()
        rest, _ = process.communicate()
        acknowledged |= {line.split("\t")[1] for line in rest.splitlines() if line.count("\t") == 2}
        assert acknowledged <= {record["id"] for record in stocked("bookmarks", "--json").records}
    assert acknowledged == set(ids)
