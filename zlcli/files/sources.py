"""Reading inputs: a path, or standard input."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, BinaryIO

from zlcli.errors import SourceError

STDIN = "-"
# Bytes of a pipe that are kept in memory; more go to a temporary file.
_IN_MEMORY = 16 << 20
# Bytes of a document that tell whether it is read whole.
_HEAD = 1024


Blocks = Callable[[], Iterator[bytes]]
"""Gives the blocks of a document anew each time it is called."""


def read(path: str) -> bytes:
    """Return all bytes of ``path``, or of standard input for ``-``. Raises SourceError."""
    with _errors():
        if path == STDIN:
            return sys.stdin.buffer.read()
        with _file(path) as file:
            return file.read()


@contextmanager
def content(
    path: str, limit: int | None, block: int, whole: Callable[[bytes], bool] = lambda _: False
) -> Iterator[bytes | Blocks]:
    """Give all bytes of ``path``, or of standard input for ``-``; of more than ``limit`` bytes a way to read them in blocks.

    Of what can be read only once (standard input, a named pipe) the first call gives the first ``limit`` bytes alone, and the
    second one everything. If ``whole`` says so of its head, a long one is read whole too. Raises SourceError.
    """
    with _errors(), ExitStack() as stack:
        file: IO[bytes] = sys.stdin.buffer if path == STDIN else stack.enter_context(_file(path))
        is_file = path != STDIN and file.seekable()
        is_long = limit is not None and is_file and os.fstat(file.fileno()).st_size > limit
        head = file.read(_HEAD if is_long else -1 if limit is None else limit + 1)
        if not is_long and (limit is None or len(head) <= limit):
            yield head
        elif whole(head[:_HEAD]):
            yield head + file.read()
        elif is_file:
            del head  # of one whose size is not known beforehand it is long
            yield lambda: _blocks(file, block)
        else:
            yield _Piped(head, file, block)


class _Piped:
    """What can be read once: its head when it is called first, all of it the second time."""

    def __init__(self, head: bytes, file: IO[bytes], block: int) -> None:
        self._head, self._file, self._block = head, file, block
        self._calls = 0

    def __call__(self) -> Iterator[bytes]:
        self._calls += 1
        yield from _blocks(io.BytesIO(self._head), self._block)
        if self._calls > 1:
            self._head = b""
            while block := self._file.read(self._block):
                yield block


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what the system says of a file into what its owner can do."""
    try:
        yield
    except FileNotFoundError as error:
        raise SourceError("no such file") from error
    except PermissionError as error:
        raise SourceError("permission denied; ask its owner for read access") from error
    except OSError as error:
        raise SourceError("cannot be read ({reason})", reason=error.strerror or error) from error


@contextmanager
def opened(path: str, block: int) -> Iterator[Callable[[], Iterator[bytes]]]:
    """Open ``path``, or standard input for ``-``, for reading in blocks: calling the result gives them from the beginning.

    Blocks have about ``block`` bytes and end at line ends where they can. What cannot be read twice (standard input, a named
    pipe) is kept in memory or, if it is long, in a temporary file. Raises SourceError.
    """
    with _errors(), ExitStack() as stack:
        file: IO[bytes] = sys.stdin.buffer if path == STDIN else stack.enter_context(_file(path))
        if path == STDIN or not file.seekable():
            import shutil
            import tempfile

            kept = stack.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            shutil.copyfileobj(file, kept, block)
            file = kept
        yield lambda: _blocks(file, block)


def _file(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except IsADirectoryError:
        os.scandir(path).close()  # one that may not be read says so
        raise SourceError("is a directory; name the files in it, or use -r") from None
    except ValueError as error:  # a NUL in the name
        raise SourceError("cannot be read ({reason})", reason=error) from error


def _blocks(file: IO[bytes], size: int) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(size):
        yield block + file.readline(size)


def is_stdout(path: str) -> bool:
    """Tell whether ``path`` is the very file that standard output writes to (``zlcli convert a >> a``)."""
    try:
        source, target = os.stat(path), os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(target.st_mode) and os.path.samestat(source, target)
