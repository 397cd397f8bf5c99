"""The workers of a Dask cluster: the same tasks, treated by machines that share the storage of source and output.

A worker that dies loses nothing: its group is treated again elsewhere, and if that fails too, each document by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zlcli.batch.records import Outcome, Settings, Settled, Task, failed
from zlcli.batch.work import treat
from zlcli.errors import SourceError
from zlcli.files.groups import Writer
from zlcli.records import Record

LOCAL = "local"
"""Stands for a cluster on this machine, made for the run."""

# Groups under way for each thread of the cluster, so that none waits for us.
_WINDOW = 2
# Further tries that the scheduler gives a group whose worker failed.
_RETRIES = 1


class Address(Record):
    """Where the scheduler listens, and the files for TLS: certificate authority, our certificate, our key."""

    scheduler: str
    tls: tuple[str, str, str] | None = None


class Cluster:
    """Treats tasks through the scheduler at ``address``; ``jobs`` is the size of a local cluster. Raises SourceError."""

    def __init__(self, settings: Settings, address: Address, jobs: int) -> None:
        self._settings = settings
        self._client = _connect(address, jobs)

    def run(self, groups: Iterator[list[Task]]) -> Iterator[Settled]:
        """Yield every task of ``groups`` with its outcome, in no order. Raises SourceError when the scheduler is lost."""
        from distributed import as_completed

        under_way: dict[Any, list[Task]] = {}
        ready = as_completed()
        window = _WINDOW * max(1, sum(self._client.nthreads().values()))
        try:
            for group in groups:
                self._submit(group, under_way, ready)
                while len(under_way) >= window:
                    yield from self._collect(next(ready), under_way, ready)
            while under_way:
                yield from self._collect(next(ready), under_way, ready)
        except (OSError, StopIteration) as error:
            raise SourceError("the Dask scheduler is lost ({reason}); run the batch again to go on", reason=error) from error

    def close(self) -> None:
        """Leave the cluster; a local one ends."""
        self._client.close()
        if self._client.cluster is not None:
            self._client.cluster.close()

    def _submit(self, group: list[Task], under_way: dict[Any, list[Task]], ready: Any) -> None:
        future = self._client.submit(_treat, group, self._settings, pure=False, retries=_RETRIES)
        under_way[future] = group
        ready.add(future)

    def _collect(self, future: Any, under_way: dict[Any, list[Task]], ready: Any) -> Iterator[Settled]:
        group = under_way.pop(future)
        if future.status == "finished":
            yield list(zip(group, future.result(), strict=True))
        elif future.status in {"cancelled", "lost"}:
            raise OSError(f"tasks were {future.status}")
        elif len(group) > 1:
            for task in group:
                self._submit([task], under_way, ready)
        else:
            problem = SourceError("the workers that treated it failed ({kind})", kind=type(future.exception()).__name__)
            yield [(group[0], failed(group[0].name, problem))]


def _treat(group: list[Task], settings: Settings) -> list[Outcome]:
    with Writer(settings.drafts) as writer:
        return [outcome for outcomes in treat(group, settings, writer) for outcome in outcomes]


def _connect(address: Address, jobs: int) -> Any:
    try:
        from distributed import Client, LocalCluster, Security
    except ImportError:
        raise SourceError("--dask needs the package distributed: pip install 'zlcli[dask]'") from None
    if address.scheduler == LOCAL:
        cluster = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
        return Client(cluster)
    security = None
    if address.tls:
        authority, certificate, key = address.tls
        security = Security(tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key, require_encryption=True)
    try:
        return Client(address.scheduler, security=security, timeout=10)
    except (OSError, ValueError, TypeError) as error:
        raise SourceError(
            "the Dask scheduler {address} does not answer ({reason}); nothing was done", address=address.scheduler, reason=error
        ) from error
