"""Worker processes under supervision: one that dies or hangs costs one document another try, and takes nothing with it."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing import connection as waiting
from multiprocessing.connection import Connection
from typing import Any

from zlcli import interruption
from zlcli.batch.records import Settings, Settled, Task, failed
from zlcli.batch.work import treat
from zlcli.errors import SourceError, ZlcliError, died
from zlcli.files.groups import Writer

# A document whose worker died or was too slow is tried again once, alone: it may have been another's memory or a busy disk.
_TRIES = 2
# Seconds between looks at the clock for workers that hang.
_TICK = 0.5
_PR_SET_PDEATHSIG = 1

# A fork begins work in a millisecond and has the model loaded; only Linux's is safe beside system libraries.
_CONTEXT: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


class _Worker:
    """One process, and what it was given. ``clock`` is shared with it: the task it is at, and when that began."""

    def __init__(self, settings: Settings, others: Sequence[_Worker]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.tasks: Sequence[Task] = ()
        self.settled = 0
        self.clock = _CONTEXT.RawArray("d", 2)
        inherited = [self.connection, *(other.connection for other in others)] if sys.platform == "linux" else []
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, settings, self.clock, inherited), daemon=True)
        with interruption.held():
            self.process.start()
        theirs.close()

    def give(self, tasks: Sequence[Task]) -> None:
        """Let an idle worker begin ``tasks``. A dead one is found out when it is listened to."""
        self.tasks, self.settled = tasks, 0
        self.clock[0], self.clock[1] = 0, time.monotonic()
        with contextlib.suppress(OSError):
            self.connection.send(tasks)

    def receive(self) -> Settled:
        """Return tasks with their outcomes. Raises EOFError of a dead worker."""
        try:
            outcomes = self.connection.recv()
        except OSError as error:
            raise EOFError from error
        start = self.settled
        self.settled += len(outcomes)
        return list(zip(self.tasks[start:], outcomes, strict=False))

    @property
    def is_idle(self) -> bool:
        return self.settled == len(self.tasks)

    @property
    def suspect(self) -> int:
        """The index of the task that the worker was at."""
        return min(max(self.settled, int(self.clock[0])), len(self.tasks) - 1)

    def end(self) -> int:
        """Kill the process if it lives and return its exit code."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        return int(self.process.exitcode or 0)


class Pool:
    """``jobs`` workers. ``timeout`` is the seconds that one document may take."""

    def __init__(self, settings: Settings, jobs: int, timeout: float) -> None:
        self._settings = settings
        self._jobs = jobs
        self._timeout = timeout
        self._workers: list[_Worker] = []
        self._again: deque[list[Task]] = deque()
        self._tries: Counter[bytes] = Counter()

    def run(self, groups: Iterator[list[Task]]) -> Iterator[Settled]:
        """Yield every task of ``groups`` with its outcome, in no order. No more groups are taken than workers are free for."""
        while True:
            interruption.check()
            self._feed(groups)
            busy = [worker for worker in self._workers if not worker.is_idle]
            if not busy:
                return
            ready = set(waiting.wait([worker.connection for worker in busy], _TICK))
            for worker in busy:
                if worker.connection in ready:
                    yield from self._listen(worker)
                elif time.monotonic() - worker.clock[1] > self._timeout:
                    yield from self._replace(
                        worker, SourceError("took longer than {seconds:g} seconds (--timeout)", seconds=self._timeout)
                    )

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _feed(self, groups: Iterator[list[Task]]) -> None:
        idle = [worker for worker in self._workers if worker.is_idle]
        while idle or len(self._workers) < self._jobs:
            tasks = self._again.popleft() if self._again else next(groups, None)
            if tasks is None:
                return
            (idle.pop() if idle else self._hire()).give(tasks)

    def _hire(self) -> _Worker:
        worker = _Worker(self._settings, self._workers)
        self._workers.append(worker)
        return worker

    def _listen(self, worker: _Worker) -> Iterator[Settled]:
        try:
            settled = worker.receive()
        except EOFError:
            yield from self._replace(worker, None)
        else:
            yield settled

    def _replace(self, worker: _Worker, problem: ZlcliError | None) -> Iterator[Settled]:
        """Put the tasks of a worker back in the queue, the one that it was at by itself."""
        self._workers.remove(worker)
        if not problem:
            worker.process.join(1)
        code = worker.end()
        suspect = worker.tasks[worker.suspect]
        innocent = [task for task in worker.tasks[worker.settled :] if task is not suspect]
        if innocent:
            self._again.append(innocent)
        self._tries[suspect.name] += 1
        if self._tries[suspect.name] < _TRIES:
            self._again.append([suspect])
        else:
            yield [(suspect, failed(suspect.name, problem or died(code)))]


def _serve(connection: Connection, settings: Settings, clock: Any, inherited: Sequence[Connection]) -> None:
    """Do what a worker does until its supervisor is gone."""
    interruption.begin_worker(inherited)
    _die_with_supervisor()

    def begin(index: int) -> None:
        clock[0], clock[1] = index, time.monotonic()

    writer = Writer(settings.drafts)
    with contextlib.suppress(EOFError, OSError):
        while True:
            for outcomes in treat(connection.recv(), settings, writer, begin):
                connection.send(outcomes)
    os._exit(0)


def _die_with_supervisor() -> None:
    """Leave no orphan that still writes, and be the first to go where memory runs out (both are Linux's own)."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
