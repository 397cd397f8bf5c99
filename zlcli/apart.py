"""A function applied to text after text with the help of a second process.

One process cannot do two things at a time, for OpenCC keeps Python waiting while it works.
"""

from __future__ import annotations

import pickle
import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from zlcli import worker
from zlcli.worker import MOST, Worker

_T = TypeVar("_T")
_Found = tuple[str, int]
_NUMBER = struct.Struct("<Q")
# Texts that the other process has at a time where both do the same work: one that it is at, and the next. And those that are
# done here at most before their turn, while it is at one that takes long.
_AHEAD, _MOST_HELD = 2, 16


def mapped(function: Callable[[str], _Found], texts: Iterable[str]) -> Iterator[_Found]:
    """Yield ``function(text)``, a text and a number, for each of ``texts``, in order, while the next ones are got ready here.

    ``function`` is applied in another process: what it remembers meanwhile is gone in the end. Raises what it raises, and
    SourceError where the process dies. Where no process can be spared it is applied here.
    """
    return _exchanged(function, texts) if worker.is_possible() else map(function, texts)


def shared(function: Callable[[str], _T], texts: Iterable[str]) -> Iterator[tuple[str, _T]]:
    """Yield each of ``texts`` with ``function(text)``, in order; both processes apply it, each to what the other has not begun.

    So ``function`` must need to remember nothing, and what it returns must be one that can be pickled.
    """
    return _halved(function, iter(texts)) if worker.is_possible() else ((text, function(text)) for text in texts)


def _exchanged(function: Callable[[str], _Found], texts: Iterable[str]) -> Iterator[_Found]:
    def packed(text: str) -> bytes:
        found, number = function(text)
        return worker.encoded(found) + _NUMBER.pack(number)

    other = Worker(packed)
    try:
        for text in texts:
            if other.waiting == MOST:
                yield _unpacked(other.fetch())
            other.send(text)
        while other.waiting:
            yield _unpacked(other.fetch())
    finally:
        other.close()


def _unpacked(data: bytes) -> _Found:
    end = len(data) - _NUMBER.size
    return worker.decoded(memoryview(data)[:end]), *_NUMBER.unpack_from(data, end)


def _halved(function: Callable[[str], _T], texts: Iterator[str]) -> Iterator[tuple[str, _T]]:
    other = Worker(lambda text: pickle.dumps(function(text)))
    held: deque[tuple[str, list[_T]]] = deque()  # in order, with what came of them here
    try:
        for text in texts:
            if other.waiting < _AHEAD:
                other.send(text)
                held.append((text, []))
            else:
                held.append((text, [function(text)]))
            while held and (held[0][1] or len(held) > _MOST_HELD or other.is_ready()):
                yield _first(held, other)
        while held:
            yield _first(held, other)
    finally:
        other.close()


def _first(held: deque[tuple[str, list[_T]]], other: Worker) -> tuple[str, _T]:
    text, found = held.popleft()
    return text, found[0] if found else pickle.loads(other.fetch())  # noqa: S301  (of a process of ours)
