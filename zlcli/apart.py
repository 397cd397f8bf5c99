"""A function applied to text after text in a process of its own, while the next ones are got ready here.

One process cannot do both at a time, for OpenCC keeps Python waiting while it works. On Linux only: there a fork begins to work
in a millisecond, and pipes can be made long.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from zlcli import interruption
from zlcli.errors import died

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# Bytes that a pipe may hold, as many as Linux allows everybody: a few chunks of text.
_PIPE = 1 << 20
# A pipe is full when all its pages are, however little is in each; a message begins a new one, and so may its length.
_PAGE, _MORE = 1 << 12, 2
# Python reads and writes it in a third of the time that UTF-8 takes, and halves of surrogate pairs stay apart in it.
_CODEC = "utf-32-le"
# What no text in it begins with.
_ERROR = b"\xff" * 4
_NUMBER = struct.Struct("<Q")
_Found = tuple[str, int]
_Function = Callable[[str], _Found]


def mapped(function: _Function, texts: Iterable[str]) -> Iterator[_Found]:
    """Yield ``function(text)``, a text and a number, for each of ``texts``, in order.

    What ``function`` remembers meanwhile is gone in the end.

    Raises what ``function`` raises, and SourceError where its process dies. Where no process can be spared it is applied here.
    """
    return _exchanged(function, iter(texts)) if _is_possible() else map(function, texts)


def _is_possible() -> bool:
    """Tell whether there is a processor for a second process, and this one may fork: it must have no other threads."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _exchanged(function: _Function, texts: Iterator[str]) -> Iterator[_Found]:
    import multiprocessing

    context = multiprocessing.get_context("fork")
    (theirs, there), (back, ours) = context.Pipe(duplex=False), context.Pipe(duplex=False)
    room = min(map(_lengthened, (there, ours)))
    worker = context.Process(target=_serve, args=(function, theirs, ours, (there, back)), daemon=True)
    with interruption.held():
        worker.start()
    theirs.close()
    ours.close()
    try:
        sizes: deque[int] = deque()
        for text in texts:
            data = _encoded(text)
            size = len(data) // _PAGE + _MORE
            # What fits the pipe never waits for its reader, who may wait for us; nor does what it was emptied for.
            while sizes and sum(sizes) + size > room:
                sizes.popleft()
                yield _received(back)
            there.send_bytes(data)
            sizes.append(size)
        for _ in sizes:
            yield _received(back)
    except (EOFError, BrokenPipeError) as error:
        worker.join()
        raise died(worker.exitcode or 0) from error
    finally:
        there.close()
        back.close()
        worker.join()


def _lengthened(start: Connection) -> int:
    """Make a pipe long, and return how many pages it has; one who has many pipes may get no longer ones."""
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.fcntl(start.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
    return fcntl.fcntl(start.fileno(), fcntl.F_GETPIPE_SZ) // _PAGE


def _received(back: Connection) -> _Found:
    data = memoryview(back.recv_bytes())
    if data[: len(_ERROR)] == _ERROR:
        raise pickle.loads(data[len(_ERROR) :])  # noqa: S301  (of a process of ours)
    end = len(data) - _NUMBER.size
    return _decoded(data[:end]), *_NUMBER.unpack_from(data, end)


def _serve(function: _Function, texts: Connection, results: Connection, inherited: Iterable[Connection]) -> None:
    """Do what the process does until the other one is gone."""
    interruption.begin_worker(inherited)
    with contextlib.suppress(EOFError, OSError):
        while True:
            results.send_bytes(_applied(function, _decoded(texts.recv_bytes())))


def _applied(function: _Function, text: str) -> bytes:
    try:
        found, number = function(text)
        return _encoded(found) + _NUMBER.pack(number)
    except Exception as error:  # raised where the text came from
        return _ERROR + pickle.dumps(error)


def _encoded(text: str) -> bytes:
    return text.encode(_CODEC, "surrogatepass")


def _decoded(data: bytes | memoryview) -> str:
    return str(data, _CODEC, "surrogatepass")
