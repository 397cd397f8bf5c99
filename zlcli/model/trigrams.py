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
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from mmap import ACCESS_READ, mmap
from typing import NamedTuple

from zlcli.model.characters import scripts
from zlcli.patterns import lazy

PATH = os.path.join(os.path.dirname(__file__), "data", "trigrams.bin")  # noqa: PTH118, PTH120  (as in bigrams)
MAGIC = b"ZLT1"
HEADER = struct.Struct("<4sI")
"""The magic number, the number of sequences."""
STEP = 10
"""Stored units in one nat."""
ASCII = "#"
"""Stands for any run of ASCII but line ends."""

# Of 0, 1 and 2 nats as good on text that was held out.
_BACKOFF = 1.0
_UNSEEN = 16.0
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
    """Return a number of 32 bits for up to three characters; of a million sequences one in 4,000 shares that of another."""
    found = 0
    for char in sequence:
        found = (found * 0x9E3779B1 + ord(char) + 1) & 0xFFFFFFFF
    return found * 0x85EBCA6B & 0xFFFFFFFF


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
