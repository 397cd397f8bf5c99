"""What a character is after two others, and before the end of a run: finer than `zlcli.model.bigrams`, for the lost ones.

To choose one of 64 characters that share two bytes, the model of pairs knows too little: 打开 and 打廿 are told apart by it, 和
that stands alone between two Latin words is not, for that takes what stands on both sides. Text is folded: Traditional
characters become Simplified ones (the script of a document is known from the rest of it, and both teach each other), a run of
ASCII becomes ``#``. The cost in nats of a character after two others is that of the three where they are kept, else of the
last two, else of the one, raised by `_BACKOFF`.

``data/trigrams.bin`` is written by :mod:`zlcli.model.build_trigrams`, which names its sources.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from typing import NamedTuple

from zlcli.model.characters import scripts
from zlcli.patterns import lazy

PATH = os.path.join(os.path.dirname(__file__), "data", "trigrams.bin")  # noqa: PTH118, PTH120  (as in bigrams)
MAGIC = b"ZLT2"
HEADER = struct.Struct("<4sI")
"""The magic number, the number of sequences."""
STEP = 10
"""Stored units in one nat."""
ASCII = "#"
"""Stands for any run of ASCII but line ends."""

# Of 0, 1 and 2 nats as good on text that was held out.
_BACKOFF = 1.0
_UNSEEN = 16.0
# A character from that stored cost on that follows two, but not the last one of them, is another one with the same number.
_RARE = 11 * STEP
# Knuth's multiplier spreads the beginnings of sequences over all numbers.
_SPREAD, _MOST = 0x9E3779B1, 0xFFFFFFFF
# Beginnings whose continuations are kept, of some 30 each, when looked up: a long document asks for a few thousand.
_REMEMBERED = 1 << 12
_ASCII_RUN, _LINE_END = lazy(r"[\x00-\x09\x0b-\x7f]+"), lazy(r"\s*\n\s*")


class _Table(NamedTuple):
    """Sorted numbers of sequences (see `number`), and the cost of the last character of each."""

    numbers: Sequence[int]
    costs: Sequence[int]


def fold(text: str) -> str:
    """Return ``text`` as the table knows it."""
    if text.isascii():
        return re.sub(r"[^\n]+", ASCII, text)
    return _ASCII_RUN.sub(ASCII, _LINE_END.sub("\n", text.translate(scripts().to_hans)))


def number(sequence: str) -> int:
    """Return a number of 32 bits for up to three characters; of a million sequences one in 4,000 shares that of another.

    Those that begin with the same characters and end with one of the Basic Multilingual Plane are next to each other.
    """
    found = 0
    for char in sequence:
        found = (found * _SPREAD + ord(char) + 1) & _MOST
    return found


@cache
def _table() -> _Table:
    with open(PATH, "rb") as file:  # noqa: PTH123
        data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    magic, size = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise RuntimeError("zlcli's model file is damaged; install zlcli again")
    numbers = data[HEADER.size : HEADER.size + 4 * size]
    costs = data[HEADER.size + 4 * size :]
    if sys.byteorder == "little":
        return _Table(numbers.cast("I"), costs)
    swapped = array("I", numbers)
    swapped.byteswap()
    return _Table(swapped, costs)


def cost(before: str, char: str) -> float:
    """Return the cost in nats of ``char`` after ``before``, both folded, of which the last two characters count."""
    penalty = 0.0
    for sequence in (before[-2:] + char, before[-1:] + char, char) if len(before) > 1 else (before + char, char):
        found = _lookup(number(sequence))
        if found is not None:
            return found / STEP + (penalty if len(sequence) == 1 else 0.0)
        penalty = _BACKOFF
    return _UNSEEN


def _lookup(key: int) -> int | None:
    numbers, costs = _table()
    at = bisect_left(numbers, key)
    return costs[at] if at < len(numbers) and numbers[at] == key else None


def costs(before: str, chars: Iterable[str]) -> list[float]:
    """Return for each of ``chars`` what `cost` does, which takes less time where there are many."""
    longest, pairs, alone = _row(before[-2:]), _row(before[-1:]), _row("")
    penalty = _BACKOFF if before else 0.0
    found: list[float] = []
    for code in map(ord, chars):
        after = longest.get(code)
        if after is None or (code not in pairs and alone.get(code, _RARE) >= _RARE):
            after = pairs.get(code)
        if after is not None:
            found.append(after / STEP)
        else:
            after = alone.get(code)
            found.append(_UNSEEN if after is None else after / STEP + penalty)
    return found


@lru_cache(_REMEMBERED)
def _row(before: str) -> dict[int, int]:
    """What is known to follow ``before``: code points of the Basic Multilingual Plane and their costs as they are stored."""
    numbers, costs = _table()
    first = number(before) * _SPREAD + 1 & _MOST
    last = first + 0xFFFF
    start = bisect_left(numbers, first)
    row = _between(numbers, costs, start, bisect_right(numbers, min(last, _MOST), start), first)
    if last > _MOST:  # it goes on at the beginning
        row |= _between(numbers, costs, 0, bisect_right(numbers, last & _MOST), first - _MOST - 1)
    return row


def _between(numbers: Sequence[int], costs: Sequence[int], start: int, end: int, first: int) -> dict[int, int]:
    return {key - first: cost for key, cost in zip(numbers[start:end], costs[start:end], strict=True)}
