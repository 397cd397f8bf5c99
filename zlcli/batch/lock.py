"""One run at a time for an output: a lock that the kernel takes back when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from zlcli.batch.shard import Shard
from zlcli.errors import LockedError, SinkError


@contextmanager
def held(folder: str, shard: Shard) -> Iterator[None]:
    """Hold the output whose journal is in ``folder``; shards of one batch exclude only themselves and whole runs.

    Raises LockedError, naming the holder.
    """
    handles: list[int] = []
    try:
        whole = fcntl.LOCK_EX if shard.of == 1 else fcntl.LOCK_SH
        handles.append(_lock(os.path.join(folder, "lock"), whole))
        if shard.of > 1:
            handles.append(_lock(os.path.join(folder, f"lock{shard}"), fcntl.LOCK_EX))
        yield
    finally:
        for handle in handles:
            os.close(handle)


def _lock(path: str, kind: int) -> int:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise SinkError("the lock {path} cannot be opened ({reason})", path=path, reason=error.strerror) from error
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 1000, 0).decode("utf-8", "replace")
        os.close(handle)
        raise LockedError("another run holds {path}: {holder}; wait for it to end", path=path, holder=_told(holder)) from None
    mine = {"pid": os.getpid(), "host": socket.gethostname(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps(mine).encode(), 0)
    return handle


def _told(holder: str) -> str:
    try:
        fields = json.loads(holder)
        return f"process {fields['pid']} on {fields['host']} since {fields['since']}"
    except (ValueError, KeyError, TypeError):
        return "one that has just begun"
