"""Worker processes under supervision: one that dies or hangs costs one document another try, and takes nothing with it."""

from __future__ import annotations

import contextlib
import ctypes
import math
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
from zlcli.batch.work import rehearse, treat
from zlcli.errors import SourceError, ZlcliError, died
from zlcli.files.groups import Writer

# A document whose worker died or was too slow is tried again once, alone: it may have been another's memory or a busy disk.
_TRIES = 2
# Seconds between looks at the clock for workers that hang.
_TICK = 0.5
_PR_SET_PDEATHSIG = 1
# A fork begins work in a millisecond and has the model loaded; only Linux's is safe beside system libraries.
_FORKS = sys.platform == "linux"
_CONTEXT: Any = multiprocessing.get_context("fork" if _FORKS else "spawn")
# Seconds of work that a worker is given at a time, by the pace of the last so many documents: enough that to ask for more costs
# next to nothing, few enough that long documents are not left to one. The clock is no finer than the shortest.
_SHARE, _REMEMBERED, _SHORTEST = 0.05, 8, 1e-4
# Bytes that a worker which is at work is sent without a wait for it; sockets of Linux hold six times as many.
_AHEAD = 1 << 15 if _FORKS else 0


class _Worker:
    """One process, and the tasks it was given that have no outcome yet.

    ``clock`` is shared with it: how many tasks it has begun, and when the last one.
    """

    def __init__(self, settings: Settings, others: Sequence[_Worker]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.tasks: deque[Task] = deque()
        self.clock = _CONTEXT.RawArray("d", 2)
        self._settled = self._unread = 0
        inherited = [self.connection, *(other.connection for other in others)] if _FORKS else []
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, settings, self.clock, inherited), daemon=True)
        with interruption.held():
            self.process.start()
        theirs.close()

    def give(self, tasks: Sequence[Task]) -> None:
        """Let a worker treat ``tasks`` when it has done the others. A dead one is found out when it is listened to."""
        if self.is_idle:
            self.clock[1] = time.monotonic()
        self.tasks.extend(tasks)
        self._unread += 1
        with contextlib.suppress(OSError):
            self.connection.send(tasks)

    def receive(self) -> Settled:
        """Return tasks with their outcomes; none where it has begun what it was given last. Raises EOFError of a dead one."""
        try:
            outcomes = self.connection.recv()
        except OSError as error:
            raise EOFError from error
        self._unread -= not outcomes
        self._settled += len(outcomes)
        return [(self.tasks.popleft(), outcome) for outcome in outcomes]

    @property
    def is_idle(self) -> bool:
        return not self.tasks

    @property
    def has_begun(self) -> bool:
        """Tell whether the worker has begun the last tasks it was given."""
        return not self._unread

    @property
    def suspect(self) -> Task:
        """The task that the worker was at."""
        return self.tasks[min(max(0, int(self.clock[0]) - 1 - self._settled), len(self.tasks) - 1)]

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
        self._coming: deque[Task] = deque()
        self._again: deque[list[Task]] = deque()
        self._tries: Counter[bytes] = Counter()
        self._pace = _SHARE  # seconds that a document takes, as far as is known

    def run(self, groups: Iterator[list[Task]]) -> Iterator[Settled]:
        """Yield every task of ``groups`` with its outcome, in no order. No more are taken than can be begun at once."""
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
        """Give each worker that has nothing to do some tasks, and one that is at its last ones those that it will do next."""
        idle = [worker for worker in self._workers if worker.is_idle]
        while idle or len(self._workers) < self._jobs:
            tasks = self._again.popleft() if self._again else self._share(groups)
            if not tasks:
                return
            (idle.pop() if idle else self._hire(tasks)).give(tasks)
        for worker in self._workers if self._pace < _SHARE else ():
            if worker.has_begun and (tasks := self._share(groups, _AHEAD)):
                worker.give(tasks)

    def _share(self, groups: Iterator[list[Task]], room: float = math.inf) -> list[Task]:
        """Return the next few tasks, of no more than ``room`` bytes; the last ones are divided evenly."""
        most = max(1, int(_SHARE / self._pace))
        while len(self._coming) < most * self._jobs and (group := next(groups, None)):
            self._coming.extend(group)
        most = min(most, max(1, len(self._coming) // self._jobs))
        tasks: list[Task] = []
        while self._coming and len(tasks) < most:
            room -= _size(self._coming[0])
            if room < 0:
                break
            tasks.append(self._coming.popleft())
        return tasks

    def _hire(self, tasks: Sequence[Task]) -> _Worker:
        if _FORKS and not self._workers and not self._settings.dry_run and any(task.known is None for task in tasks):
            rehearse(self._settings)
        worker = _Worker(self._settings, self._workers)
        self._workers.append(worker)
        return worker

    def _listen(self, worker: _Worker) -> Iterator[Settled]:
        try:
            settled = worker.receive()
        except EOFError:
            yield from self._replace(worker, None)
            return
        for _, outcome in settled:
            self._pace += (max(outcome.seconds, _SHORTEST) - self._pace) / _REMEMBERED
        if settled:
            yield settled

    def _replace(self, worker: _Worker, problem: ZlcliError | None) -> Iterator[Settled]:
        """Put the tasks of a worker back in the queue, the one that it was at by itself."""
        self._workers.remove(worker)
        if not problem:
            worker.process.join(1)
        code = worker.end()
        suspect = worker.suspect
        innocent = [task for task in worker.tasks if task is not suspect]
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

    def begin() -> None:
        clock[0], clock[1] = clock[0] + 1, time.monotonic()

    writer = Writer(settings.drafts)
    with contextlib.suppress(EOFError, OSError):
        for outcomes in treat(_given(connection), settings, writer, begin):
            connection.send(outcomes)
    os._exit(0)


def _given(connection: Connection) -> Iterator[Task | None]:
    """Yield the tasks that come, and None when there are none."""
    while True:
        if not connection.poll():
            yield None
        tasks = connection.recv()
        connection.send([])  # the next ones may come
        yield from tasks


def _size(task: Task) -> int:
    return len(task.data) + len(task.name) + len(task.target)


def _die_with_supervisor() -> None:
    """Leave no orphan that still writes, and be the first to go where memory runs out (both are Linux's own)."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
