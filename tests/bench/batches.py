"""Documents a second of a batch of small files, with one job and with two, and the memory of a run over many names."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.bench.commands import PYTHON, environment
from tests.bench.commands import Spent as Work
from tests.damage import NOTICE, fold, gloss

# Where Linux has a file system in memory.
_MEMORY = "/dev/shm"  # noqa: S108  (its content goes to a folder of our own there)
# One in so many is damaged; the others are sound, as in most archives.
_DAMAGED = 4
# Prints what the supervisor worked, and its workers.
_MEASURED = """
import resource, sys
from zlcli import __main__ as program
program._leave = lambda code: None
code = program.main()
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    used = resource.getrusage(who)
    print(used.ru_utime + used.ru_stime)
sys.exit(code)
"""


class Spent(NamedTuple):
    """Seconds that passed, and those that processors worked for the supervisor and for its workers.

    The latter two a busy machine changes little, and they bound what more jobs can gain: the supervisor is one process.
    """

    passed: float
    supervisor: float
    workers: float

    @property
    def worked(self) -> float:
        """All work."""
        return self.supervisor + self.workers


def main(*, short: bool) -> None:
    """Print both, in the folder for temporary files and in memory, where that has a file system of its own.

    A disk's may work longer for a new file than zlcli for what is in it (ext4's while many were deleted within seconds).
    """
    files = 1000 if short else 10000
    for place in filter(os.path.isdir, (tempfile.gettempdir(), _MEMORY)):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            print(f"in {place}:")
            _compare(Path(folder), files)
    print(f"largest memory of a process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10} MiB")


def _compare(folder: Path, files: int) -> None:
    source = folder / "in"
    _fill(source, files)
    _spent(source / "0000", folder / "out0", 1)  # so that the bytecode is there
    spent = {jobs: _spent(source, folder / f"out{jobs}", jobs) for jobs in (1, 2)}
    again = _spent(source, folder / "out2", 2)
    for jobs, found in spent.items():
        print(
            f"batch, {files} files of about 500 bytes, {jobs} jobs: {files / found.passed:.0f} files/s, "
            f"{files / found.worked:.0f} in each second of a processor, "
            f"{found.supervisor / found.worked:.1%} of it the supervisor's"
        )
    print(f"two jobs are {spent[1].passed / spent[2].passed:.2f} times as fast")
    print(f"nothing new to do: {files / again.passed:.0f} files/s")
    copied = _copies(source, folder / "copies")
    by_work = f"{files / copied.work:.0f} in each second of a processor"
    print(f"plain copies with a sync each: {files / copied.clock:.0f} files/s, {by_work}")


def _fill(folder: Path, files: int) -> None:
    damaged = fold(gloss(NOTICE))
    for number in range(files):
        path = folder / f"{number // 500:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"第{number}號\n{NOTICE if number % _DAMAGED else damaged}", "utf-8")


def _spent(source: Path, target: Path, jobs: int) -> Spent:
    command = [*PYTHON, "-c", _MEASURED, "batch", "-q", "--jobs", str(jobs), str(source), str(target)]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, env=environment(target.parent), stdout=subprocess.PIPE)
    return Spent(time.perf_counter() - start, *map(float, done.stdout.split()))


def _copies(source: Path, target: Path) -> Work:
    from zlcli.files.sinks import write_atomic

    target.mkdir()
    start, worked = time.perf_counter(), time.process_time()
    for path in source.rglob("*.txt"):
        write_atomic(str(target / path.name), path.read_bytes())
    return Work(time.perf_counter() - start, time.process_time() - worked)
