"""Reading inputs: a path, or standard input."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from zlcli.errors import SourceError

STDIN = "-"


def read(path: str) -> bytes:
    """Return all bytes of ``path``, or of standard input for ``-``. Raises SourceError."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        if Path(path).is_dir():
            raise SourceError("is a directory; name the files in it")
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise SourceError("no such file") from error
    except PermissionError as error:
        raise SourceError("permission denied; ask its owner for read access") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot be read ({_reason(error)})") from error


def is_stdout(path: str) -> bool:
    """Tell whether ``path`` is the very file that standard output writes to (``zlcli convert a >> a``)."""
    try:
        source, target = Path(path).stat(), os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(target.st_mode) and os.path.samestat(source, target)


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
