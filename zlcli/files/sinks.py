"""Writing outputs so that a crash, a full disk or a signal leaves either the old file or the new one, never half of one.

Every step is one call of :mod:`os`, so that tests can make each of them fail, or be the last one that happens.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from zlcli.errors import SinkError

PREFIX, SUFFIX = ".zlcli-", ".tmp"
"""How the names of temporary files begin and end."""


def is_temporary(name: str) -> bool:
    """Tell whether a file with this name is one that a killed run left behind."""
    return name.startswith(PREFIX) and name.endswith(SUFFIX)


def write_atomic(
    path: str, data: bytes, *, backup: str = "", keep_date: bool = False, expected: os.stat_result | None = None
) -> None:
    """Replace the file at ``path`` (or what it links to) by ``data``; the arguments are those of `replacing`."""
    with replacing(path, backup=backup, keep_date=keep_date, expected=expected) as file:
        file.write(data)


class Draft:
    """The temporary file that will take the place of another one."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write(self, data: bytes) -> int:
        """Write all of ``data`` and return its length."""
        write_all(self._handle, data)
        return len(data)

    def flush(self) -> None:
        """Do nothing, for nothing is held back; those who write archives ask for it."""


def write_all(handle: int, data: bytes) -> None:
    """Write all of ``data``, in as many calls as it takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


@contextmanager
def replacing(
    path: str, *, backup: str = "", keep_date: bool = False, expected: os.stat_result | None = None
) -> Iterator[Draft]:
    """Give a file to write to; when the block ends well it replaces the one at ``path`` (or what that links to) in one step.

    The bytes go to a temporary file in the same folder, are synced, and take the name over. An existing file's mode, owner and
    extended attributes are kept, with ``keep_date`` its times too; a new file gets the mode that any program's file gets there.
    ``backup`` is what is added to the name under which the old content stays; a file of that name is never overwritten.
    ``expected`` is the status the file had when it was read: one that has changed since is not replaced. Raises SinkError, with
    what was there intact.
    """
    target = os.path.realpath(path)
    try:
        with _draft(os.path.dirname(target)) as (draft, handle, temporary):
            yield draft
            old = _status(target)
            if expected is not None:
                _check_unchanged(old, expected)
            _dress(temporary, target, old, keep_date=keep_date)
            os.fsync(handle)
            if backup and old:
                _keep(target, target + backup)
            os.replace(temporary, target)
        sync_folder(os.path.dirname(target))
    except OSError as error:
        raise SinkError("cannot be written ({reason}); what was there is unchanged", reason=error.strerror or error) from error


@contextmanager
def _draft(folder: str) -> Iterator[tuple[Draft, int, str]]:
    import tempfile  # what a result on standard output does not need, as below

    handle, temporary = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
    try:
        yield Draft(handle), handle, temporary
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    finally:
        os.close(handle)


def _status(target: str) -> os.stat_result | None:
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "is not a regular file")
    return status


def _check_unchanged(now: os.stat_result | None, before: os.stat_result) -> None:
    if now is None:
        raise SinkError("has vanished while it was read; nothing was written")
    if (now.st_ino, now.st_size, now.st_mtime_ns) != (before.st_ino, before.st_size, before.st_mtime_ns):
        raise SinkError("was changed by another program meanwhile and is left as it is; run zlcli again")


def _dress(temporary: str, target: str, old: os.stat_result | None, *, keep_date: bool) -> None:
    """Give the new file what its owner would miss of the old one."""
    if old is None:
        os.chmod(temporary, new_mode())
        return
    import shutil

    if hasattr(os, "chown"):
        _give_to_owner(temporary, old)
    shutil.copystat(target, temporary)
    if not keep_date:
        os.utime(temporary)


def _give_to_owner(temporary: str, old: os.stat_result) -> None:
    """Only root may give files away; others may still keep the group, or can do nothing about it."""
    for owner in (old.st_uid, -1):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, owner, old.st_gid)
            return


def new_mode() -> int:
    """The mode that any program's new file gets."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _keep(target: str, backup: str) -> None:
    """Let the old file keep a second name, which costs no copy."""
    try:
        os.link(target, backup)
    except FileExistsError:
        # A run that was killed between this step and the next has left the very file.
        if not os.path.samefile(target, backup):
            raise SinkError(
                "is left as it is, for its backup would overwrite {backup}; choose another --backup", backup=backup
            ) from None
    except OSError:  # a file system without hard links
        _copy(target, backup)


def _copy(target: str, backup: str) -> None:
    import shutil

    with open(target, "rb") as source, open(backup, "xb") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    shutil.copystat(target, backup)


def sync_folder(folder: str) -> None:
    """Make new names in ``folder`` durable. Windows cannot open a folder and needs no such step."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
