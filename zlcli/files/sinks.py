"""Writing outputs so that a crash, a full disk or a signal leaves either the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from zlcli.errors import SinkError


def write_atomic(path: str, data: bytes) -> None:
    """Replace the file at ``path`` (or what it links to) by ``data``. Raises SinkError with the old content intact.

    The bytes go to a temporary file in the same folder, are synced, and take the name over in one step. The mode of an
    existing file is kept; a new file gets the mode that any program's file gets there.
    """
    target = Path(os.path.realpath(path))
    try:
        _replace(target, data)
    except OSError as error:
        raise SinkError(f"cannot be written ({error.strerror}); what was there is unchanged") from error


def _replace(target: Path, data: bytes) -> None:
    mode = _mode(target)
    handle, temporary = tempfile.mkstemp(prefix=".zlcli-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    try:
        status = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "is not a regular file")
    return stat.S_IMODE(status.st_mode)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too. Windows cannot open a folder and needs no such step."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
