"""A process that is given text after text, and gives back what came of each, in order.

A fork begins to work in a millisecond. Texts and results lie in memory that both processes have, at a place of their own for
each message on its way; what goes through pipes is their sizes, so that neither process ever waits to get rid of a message.
"""

from __future__ import annotations

import os
import pickle
import select
import struct
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from zlcli import interruption
from zlcli.errors import died

MOST = 6
"""Messages that may be on their way."""
# The memory is a file that has what was written, wherever that is: each place is so far from the next that nothing is too long.
_APART = 1 << 36
# The size of a message, and whether it is an error.
_HEAD = struct.Struct("<Q?")
# Python reads and writes it in a third of the time that UTF-8 takes, and halves of surrogate pairs stay apart in it.
_CODEC = "utf-32-le"
# What a later fork inherits and has no use for.
_open: set[int] = set()


def is_possible() -> bool:
    """Tell whether there is a processor for another process, and this one may fork: it must have no other threads."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def encoded(text: str) -> bytes:
    """Return ``text`` as bytes, in the way that takes least time."""
    return text.encode(_CODEC, "surrogatepass")


def decoded(data: bytes | memoryview) -> str:
    """Return what was `encoded`."""
    return str(data, _CODEC, "surrogatepass")


class Worker:
    """Applies ``function`` to texts in a process of its own. What ``function`` remembers meanwhile is gone in the end."""

    def __init__(self, function: Callable[[str], bytes]) -> None:
        self._memory = os.memfd_create("zlcli")
        (theirs, self._to), (self._back, ours) = os.pipe(), os.pipe()
        _open.update((self._memory, self._to, self._back, theirs))
        with interruption.held():
            self._process = os.fork()
            if not self._process:
                _begin({self._memory, theirs})
                _serve(function, self._memory, theirs, ours)
        os.close(ours)
        # Kept open: a pipe that nobody could read from would end this process, silently, where the other one died.
        self._theirs = theirs
        self._sent = self._fetched = 0

    @property
    def waiting(self) -> int:
        """How many texts were sent whose results were not fetched."""
        return self._sent - self._fetched

    def send(self, text: str) -> None:
        """Give a text to the process. There may be no more than `MOST` waiting."""
        data = encoded(text)
        _put(self._memory, self._sent % MOST, data)
        os.write(self._to, _HEAD.pack(len(data), False))
        self._sent += 1

    def is_ready(self) -> bool:
        """Tell whether `fetch` has something to return at once."""
        return bool(select.select([self._back], [], [], 0)[0])

    def fetch(self) -> bytes:
        """Return the next result. Raises what ``function`` raised, and SourceError where its process died."""
        head = os.read(self._back, _HEAD.size)
        if not head:
            _, status = os.waitpid(self._process, 0)
            self._process = 0
            raise died(os.waitstatus_to_exitcode(status))
        size, is_error = _HEAD.unpack(head)
        data = _taken(self._memory, self._fetched % MOST, size)
        self._fetched += 1
        if is_error:
            raise pickle.loads(data)  # noqa: S301  (of a process of ours)
        return data

    def close(self) -> None:
        """End the process, and wait until it has ended."""
        for descriptor in (self._to, self._theirs, self._back, self._memory):
            _open.discard(descriptor)
            os.close(descriptor)
        if self._process:
            os.waitpid(self._process, 0)


def _begin(own: set[int]) -> None:
    interruption.begin_worker(())
    for descriptor in _open - own:
        os.close(descriptor)


def _serve(function: Callable[[str], bytes], memory: int, texts: int, results: int) -> NoReturn:
    """Do what the process does until the other one is gone. Nothing of what that one had begun is ended here, or cleaned up."""
    number = 0
    try:
        while head := os.read(texts, _HEAD.size):
            data, is_error = _applied(function, decoded(_taken(memory, number, _HEAD.unpack(head)[0])))
            _put(memory, number, data)
            os.write(results, _HEAD.pack(len(data), is_error))
            number = (number + 1) % MOST
    except OSError:
        pass
    finally:
        os._exit(0)


def _applied(function: Callable[[str], bytes], text: str) -> tuple[bytes, bool]:
    try:
        return function(text), False
    except Exception as error:  # raised where the text came from
        return pickle.dumps(error), True


def _put(memory: int, place: int, data: bytes) -> None:
    done = 0
    while done < len(data):
        done += os.pwrite(memory, memoryview(data)[done:], place * _APART + done)


def _taken(memory: int, place: int, size: int) -> bytes:
    parts: list[bytes] = []
    done = 0
    while done < size:
        parts.append(os.pread(memory, size - done, place * _APART + done))
        done += len(parts[-1])
    return parts[0] if len(parts) == 1 else b"".join(parts)
