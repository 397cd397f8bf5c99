"""Writing many small files durably: each is as safe as one written alone, but nobody waits for the disk in between.

A sync takes the disk some milliseconds, in which another document can be treated; dozens at a time take hardly longer than one.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import NamedTuple

from zlcli.files.sinks import PREFIX, SUFFIX, new_mode, sync_folder, write_all

# Syncs under way at a time.
_THREADS = 32


class Draft(NamedTuple):
    """A file that is written, and being synced, but not yet in its place."""

    handle: int
    path: str
    target: str
    synced: Future[None]


class Writer:
    """Writes drafts in ``folder``, which must be on the file system of their targets, and puts them in their places."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._mode = new_mode()
        self._threads = ThreadPoolExecutor(_THREADS)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown()

    def draft(self, target: str, data: bytes) -> Draft:
        """Write ``data``, which belongs at ``target``. Raises OSError."""
        handle, path = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=self._folder)
        try:
            write_all(handle, data)
            os.fchmod(handle, self._mode)
        except BaseException:
            os.close(handle)
            os.unlink(path)
            raise
        return Draft(handle, path, target, self._threads.submit(os.fsync, handle))

    def settle(self, drafts: list[Draft]) -> Future[dict[str, OSError]]:
        """Put drafts in their places, for good. The result says what went wrong, by target."""
        # Their syncs were submitted before, so that this can wait for them in a thread of the same pool.
        return self._threads.submit(_settle, drafts)


def _settle(drafts: list[Draft]) -> dict[str, OSError]:
    failed: dict[str, OSError] = {}
    for each in drafts:
        try:
            each.synced.result()
            make_folder(os.path.dirname(each.target))
            os.replace(each.path, each.target)
            os.close(each.handle)
        except OSError as error:
            failed[each.target] = error
            discard(each)
    for folder in {os.path.dirname(each.target) for each in drafts}:
        sync_folder(folder)
    return failed


def discard(unwanted: Draft) -> None:
    """Remove a draft."""
    unwanted.synced.cancel()
    with contextlib.suppress(OSError):
        unwanted.synced.result()
    with contextlib.suppress(OSError):
        os.close(unwanted.handle)
    with contextlib.suppress(OSError):
        os.unlink(unwanted.path)


def make_folder(folder: str) -> None:
    """Make ``folder`` and those it is in, durably, where they are not there yet. Raises OSError."""
    if os.path.isdir(folder):
        return
    parent = os.path.dirname(folder) or os.curdir
    if parent != folder:
        make_folder(parent)
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder)
    sync_folder(parent)
