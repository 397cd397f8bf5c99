"""The loop of a batch: names from the source, tasks to the workers, outcomes into the journal."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from zlcli.batch import journal, lock
from zlcli.batch.catalog import Catalog
from zlcli.batch.records import FAILURES, Outcome, Settings, Settled, Status, Task, failed
from zlcli.batch.shard import Shard
from zlcli.batch.stores import Found, Store
from zlcli.errors import EXIT_FAILED, EXIT_OK, SinkError, SourceError, ZlcliError
from zlcli.files import sinks, sources
from zlcli.files.groups import make_folder
from zlcli.recipe import Recipe
from zlcli.records import Record
from zlcli.version import __version__

# Documents that a worker is given at a time, or that several share: enough that their syncs come together, few enough that a
# crash costs little.
_GROUP = 64
_GROUP_BYTES = 1 << 20

Report = Callable[[Outcome], None]


class Workers(Protocol):
    """Who treats tasks: processes here, or a cluster."""

    def run(self, groups: Iterator[list[Task]]) -> Iterator[Settled]:
        """Yield every task with its outcome, taking groups only as they are needed."""

    def close(self) -> None:
        """End all work at once."""


class Batch(Record):
    """What one run is to do. ``hire`` makes its workers."""

    store: Store
    recipe: Recipe
    hire: Callable[[Settings], Workers]
    shard: Shard = Shard()
    quarantine: str | None = None
    fail_fast: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class Summary:
    """How many documents ended in each way, and whether the source could be read to its end."""

    counts: Counter[Status] = field(default_factory=Counter)
    seconds: float = 0.0
    problem: ZlcliError | None = None

    @property
    def exit_code(self) -> int:
        """The exit code of the contract."""
        failed = self.problem or any(self.counts[status] for status in FAILURES)
        return EXIT_FAILED if failed else EXIT_OK


def run(batch: Batch, report: Report) -> Summary:
    """Treat what has to be treated and tell ``report`` of every document. Raises LockedError and SinkError."""
    start = time.monotonic()
    catalog = Catalog()
    try:
        with contextlib.ExitStack() as stack:
            if not batch.dry_run:
                _occupy(batch, stack)
            summary = _Run(batch, catalog, report, stack).go()
    finally:
        catalog.close()
    summary.seconds = round(time.monotonic() - start, 3)
    return summary


def _occupy(batch: Batch, stack: contextlib.ExitStack) -> None:
    """Lock the output and clear away what killed runs left; leave nothing but results and the journal."""
    drafts = _drafts(batch)
    try:
        make_folder(batch.store.state)
        stack.enter_context(lock.held(batch.store.state, batch.shard))
        _clear(drafts)
        make_folder(drafts)
    except OSError as error:
        raise SinkError(
            "the folder {folder} cannot be used ({reason})", folder=batch.store.state, reason=error.strerror
        ) from error
    stack.callback(_clear, drafts)


def _drafts(batch: Batch) -> str:
    return os.path.join(batch.store.state, f"drafts{batch.shard}")


def _clear(folder: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        for entry in list(os.scandir(folder)):
            os.unlink(entry.path)
        os.rmdir(folder)


class _Run:
    """One run: who knows what, while it lasts."""

    def __init__(self, batch: Batch, catalog: Catalog, report: Report, stack: contextlib.ExitStack) -> None:
        self._batch, self._catalog, self._report = batch, catalog, report
        self._summary = Summary()
        self._options = hashlib.sha256(repr((__version__, batch.store.form, batch.recipe)).encode()).hexdigest()[:16]
        self._journal: journal.Journal | None = None
        journal.recall(batch.store.state, self._options, catalog)
        if not batch.dry_run:
            self._journal = journal.Journal(os.path.join(batch.store.state, f"journal{batch.shard}.jsonl"), self._options)
            stack.callback(self._journal.close)
        self._workers = batch.hire(Settings(batch.recipe, _drafts(batch), batch.dry_run))
        stack.callback(self._workers.close)

    def go(self) -> Summary:
        for settled in self._workers.run(self._groups()):
            self._conclude(settled)
            if self._batch.fail_fast and any(outcome.status in FAILURES for _, outcome in settled):
                return self._summary
        whole = self._batch.shard.of == 1 and not self._batch.dry_run and self._summary.problem is None
        if whole:
            self._batch.store.finish(self._catalog)
        return self._summary

    def _groups(self) -> Iterator[list[Task]]:
        group: list[Task] = []
        size = 0
        for task in self._tasks():
            group.append(task)
            size += len(task.data) if isinstance(task.data, bytes) else 0
            if len(group) >= _GROUP or size >= _GROUP_BYTES:
                yield group
                group, size = [], 0
        if group:
            yield group

    def _tasks(self) -> Iterator[Task]:
        try:
            spool = None if self._batch.dry_run else _drafts(self._batch)
            for found in self._batch.store.documents(self._catalog, spool):
                if not self._batch.shard.wants(found.name):
                    _forget(found.data)
                elif found.refused:
                    self._settle([Outcome(found.name, found.refused, error=found.reason)])
                else:
                    yield from self._task(found)
        except ZlcliError as problem:  # an archive that breaks off; what came before it is treated
            self._summary.problem = problem

    def _task(self, found: Found) -> Iterator[Task]:
        target = self._batch.store.target(found.name, self._batch.recipe)
        task = Task(found.name, found.data, target, self._catalog.known(found.name))
        if self._catalog.claim(os.fsencode(target)):
            yield task
        else:
            problem = SourceError(
                "another document has the same result {path}; treat one of them in a batch of its own", path=target
            )
            self._finish([(task, failed(found.name, problem))])

    def _conclude(self, settled: Settled) -> None:
        for task, outcome in settled:
            if outcome.status == "failed":
                self._catalog.disown(os.fsencode(task.target))
        self._finish(settled)

    def _finish(self, settled: Settled) -> None:
        for task, outcome in settled:
            if outcome.status in FAILURES and self._batch.quarantine:
                _set_aside(task, self._batch.quarantine)
            _forget(task.data)
        self._settle([outcome for _, outcome in settled])

    def _settle(self, outcomes: list[Outcome]) -> None:
        if self._journal:
            self._journal.append(outcome for outcome in outcomes if outcome.status not in {"unchanged", "skipped"})
        for outcome in outcomes:
            self._summary.counts[outcome.status] += 1
            self._report(outcome)


def _forget(data: bytes | str) -> None:
    """Remove the file of a long member of an archive."""
    if isinstance(data, str) and sinks.is_temporary(os.path.basename(data)):
        os.unlink(data)


def _set_aside(task: Task, folder: str) -> None:
    """Copy a document that failed, as it is; one that cannot be read is named already."""
    path = os.path.join(folder, os.fsdecode(task.name))
    try:
        data = task.data if isinstance(task.data, bytes) else sources.read(task.data)
    except ZlcliError:
        return
    try:
        make_folder(os.path.dirname(os.path.abspath(path)))
        sinks.write_atomic(path, data)
    except (OSError, SinkError) as error:
        raise SinkError("the quarantine {folder} cannot be written ({reason})", folder=folder, reason=error) from error
