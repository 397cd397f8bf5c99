"""Documents a second of a batch of small files, with one job and with two, and the memory of a run over many names."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.damage import NOTICE, fold, gloss

# One in so many is damaged; the others are sound, as in most archives.
_DAMAGED = 4


def main(*, short: bool) -> None:
    """Print both."""
    files = 1000 if short else 10000
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        _fill(source, files)
        spent = {jobs: _spent(source, Path(folder, f"out{jobs}"), jobs) for jobs in (1, 2)}
        again = _spent(source, Path(folder, "out2"), 2)
        for jobs, (seconds, processor) in spent.items():
            print(
                f"batch, {files} files of about 500 bytes, {jobs} jobs: {files / seconds:.0f} files/s, "
                f"{files / processor:.0f} in each second of a processor"
            )
        print(f"two jobs are {spent[1][0] / spent[2][0]:.2f} times as fast; nothing new to do: {files / again[0]:.0f} files/s")
        print(f"plain copies with a sync each: {files / _copies(source, Path(folder, 'copies')):.0f} files/s")
    print(f"largest memory of a process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10} MiB")


def _fill(folder: Path, files: int) -> None:
    damaged = fold(gloss(NOTICE))
    for number in range(files):
        path = folder / f"{number // 500:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"第{number}號\n{NOTICE if number % _DAMAGED else damaged}", "utf-8")


def _spent(source: Path, target: Path, jobs: int) -> tuple[float, float]:
    """Return the seconds that passed, and those that processors worked, which a busy machine changes little."""
    start, worked = time.perf_counter(), _worked()
    command = [sys.executable, "-m", "zlcli", "batch", "-q", "--jobs", str(jobs), str(source), str(target)]
    subprocess.run(command, check=True)
    return time.perf_counter() - start, _worked() - worked


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _copies(source: Path, target: Path) -> float:
    from zlcli.files.sinks import write_atomic

    target.mkdir()
    start = time.perf_counter()
    for path in source.rglob("*.txt"):
        write_atomic(str(target / path.name), path.read_bytes())
    return time.perf_counter() - start
