"""A real cluster of separate processes on loopback does the same, also when one of its workers is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_batch import fill, results, summary
from tests.test_cli import ZLCLI, run

pytest.importorskip("distributed")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    file = tmp_path / "scheduler.json"
    flags = ["--scheduler-file", str(file)]
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", *flags, "--host", "127.0.0.1", "--port", "0"]
    processes = [subprocess.Popen([*command, "--no-dashboard"], stderr=subprocess.DEVNULL)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", *flags, "--no-dashboard", "--no-nanny", "--nthreads", "1"]
    processes += [subprocess.Popen(worker, stderr=subprocess.DEVNULL, cwd=tmp_path) for _ in range(2)]
    try:
        for _ in range(300):
            if file.exists() and file.stat().st_size:
                break
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"], processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_the_same_bytes_as_here(tmp_path: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, processes = scheduler
    source = fill(tmp_path / "in", 200)
    assert run("batch", source, tmp_path / "here").returncode == 0
    assert summary(run("batch", "--json", "--dask", address, source, tmp_path / "there")) == {"done": 200}
    assert results(tmp_path / "there") == results(tmp_path / "here")
    again = tmp_path / "again"
    batch = subprocess.Popen([*ZLCLI, "batch", "-q", "--dask", address, source, again])
    journal = again / ".zlcli/journal.jsonl"
    while not (journal.exists() and journal.stat().st_size) and batch.poll() is None:
        time.sleep(0.01)
    os.kill(processes[-1].pid, signal.SIGKILL)
    assert batch.wait(60) == 0
    assert results(tmp_path / "again") == results(tmp_path / "here")


def test_a_scheduler_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = run("batch", "--dask", "tcp://127.0.0.1:9", tmp_path / "in", tmp_path / "out")
    assert done.returncode == 3
    assert b"does not answer" in done.stderr
