"""Writing many small files durably: each is as safe as one written alone, but nobody waits for the disk in between.

A sync takes the disk some milliseconds, in which another document can be treated; dozens at a time take hardly longer than one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from types import TracebackType

from zlcli.files.sinks import PREFIX, SUFFIX, sync_folder, write_all
from zlcli.records import Record

# Syncs under way at a time.
_THREADS = 8


class Draft(Record):
    """A file that is written, but not yet synced and in its place."""

    handle: int
    path: str
    target: str


class Writer:
    """Writes drafts in ``folder``, which must be on the file system of their targets, and puts them in their places."""

    def __init__(self, folder: str) -> None:
        # A name that no other writer in the folder has, on whichever machine it is.
        self._start = os.path.join(folder, f"{PREFIX}{secrets.token_hex(8)}-")
        self._numbers = count()
        self._threads = ThreadPoolExecutor(_THREADS + 1)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown()

    def draft(self, target: str, data: bytes) -> Draft:
        """Write ``data``, which belongs at ``target``. Raises OSError."""
        path = f"{self._start}{next(self._numbers)}{SUFFIX}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            write_all(handle, data)
        except BaseException:
            os.close(handle)
            os.unlink(path)
            raise
        return Draft(handle, path, target)

    def settle(self, drafts: list[Draft]) -> Future[dict[str, OSError]]:
        """Put drafts in their places, for good. The result says what went wrong, by target."""
        # The shares were submitted before, so that this can wait for them in a thread of the same pool.
        shares = [self._threads.submit(_place, share) for i in range(_THREADS) if (share := drafts[i::_THREADS])]
        return self._threads.submit(_settle, drafts, shares)


def _settle(drafts: list[Draft], shares: list[Future[dict[str, OSError]]]) -> dict[str, OSError]:
    failed = {target: error for share in shares for target, error in share.result().items()}
    for folder in {os.path.dirname(each.target) for each in drafts if each.target not in failed}:
        sync_folder(folder)
    return failed


def _place(drafts: list[Draft]) -> dict[str, OSError]:
    failed: dict[str, OSError] = {}
    for each in drafts:
        try:
            os.fsync(each.handle)
            _rename(each)
        except OSError as error:
            failed[each.target] = error
            with contextlib.suppress(OSError):
                os.unlink(each.path)
        finally:
            os.close(each.handle)
    return failed


def _rename(draft: Draft) -> None:
    try:
        os.replace(draft.path, draft.target)
    except FileNotFoundError:  # only the first one in a folder
        make_folder(os.path.dirname(draft.target))
        os.replace(draft.path, draft.target)


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
