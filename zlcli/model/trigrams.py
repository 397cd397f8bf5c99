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
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from mmap import ACCESS_READ, mmap

from zlcli.model.characters import scripts
from zlcli.patterns import lazy
from zlcli.records import Record

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
_LAST_OF_PLANE = 0xFFFF
# Costs that are kept when looked up: a long document asks for a few thousand.
_REMEMBERED = 1 << 13
# Code points that are so near to each other are looked for as one block.
_NEAR = 64
_ASCII_RUN, _LINE_END = lazy(r"[\x00-\x09\x0b-\x7f]+"), lazy(r"\s*\n\s*")


class _Table(Record):
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


@lru_cache(_REMEMBERED)
def cost(before: str, char: str) -> float:
    """Return the cost in nats of ``char`` after ``before``, both folded, of which the last two characters count."""
    code = ord(char)
    pair, alone = _lookup(before[-1:], code), _lookup("", code)
    longest = _lookup(before[-2:], code) if pair is not None or _is_common(alone) else None
    found = pair if longest is None else longest
    if found is not None:
        return found / STEP
    return _UNSEEN if alone is None else alone / STEP + (_BACKOFF if before else 0.0)


def score(text: str) -> float:
    """Return the cost in nats of ``text``, a line or its beginning."""
    folded = fold(text)
    return sum(cost(f"\n{folded[:i]}"[-2:], char) for i, char in enumerate(folded))


def _is_common(alone: int | None) -> bool:
    return alone is not None and alone < _RARE


def _lookup(before: str, code: int) -> int | None:
    if code > _LAST_OF_PLANE:
        return None
    numbers, costs = _table()
    key = (_base(before) + code) & _MOST
    at = bisect_left(numbers, key)
    return costs[at] if at < len(numbers) and numbers[at] == key else None


@lru_cache(_REMEMBERED)
def _base(before: str) -> int:
    """The number of what begins with ``before``, to which the code point that follows is added."""
    return number(before) * _SPREAD + 1


class Choice:
    """Characters of which one stands somewhere, folded, made ready for `costs`."""

    def __init__(self, chars: str) -> None:
        self.places: dict[int, tuple[int, ...]] = {}
        for place, code in enumerate(map(ord, chars)):
            self.places[code] = (*self.places.get(code, ()), place)
        self.blocks = tuple(_blocks(sorted(code for code in self.places if code <= _LAST_OF_PLANE)))
        alone = [_lookup("", ord(char)) for char in chars]
        self.common = frozenset(code for code, places in self.places.items() if _is_common(alone[places[0]]))
        """Code points that need not follow the last of two characters to be known after both."""
        self.alone = [_UNSEEN if cost is None else cost / STEP for cost in alone]
        """What each costs by itself."""
        self.backoff = [_UNSEEN if cost is None else cost / STEP + _BACKOFF for cost in alone]
        """What each costs where nothing is known of it there."""


def costs(before: str, choice: Choice) -> dict[int, float]:
    """Return what `cost` does for those of ``choice`` that are known to follow ``before``, by their places.

    Others cost what `Choice.backoff` says.
    """
    if not before:
        return dict(enumerate(choice.alone))
    found: dict[int, float] = {}
    pairs = _following(before[-1:], choice.blocks)
    for code, cost in pairs.items():
        for place in choice.places.get(code, ()):
            found[place] = cost / STEP
    for code, cost in _following(before[-2:], choice.blocks).items() if len(before) > 1 else ():
        if code in pairs or code in choice.common:
            for place in choice.places.get(code, ()):
                found[place] = cost / STEP
    return found


def _blocks(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each block of the sorted ``codes``."""
    ends = [i for i, (code, following) in enumerate(pairwise(codes), 1) if following - code > _NEAR]
    for start, end in pairwise((0, *ends, len(codes)) if codes else ()):
        yield codes[start], codes[end - 1]


def _following(before: str, blocks: tuple[tuple[int, int], ...]) -> dict[int, int]:
    """What is known to follow ``before`` of the code points in ``blocks``, with the costs as they are stored."""
    numbers, costs = _table()
    base = _base(before)
    found: dict[int, int] = {}
    for first, last in blocks:
        low, high = base + first & _MOST, base + last & _MOST
        for least, most in ((low, high),) if low <= high else ((low, _MOST), (0, high)):  # it may go on at the beginning
            start = bisect_left(numbers, least)
            end = bisect_right(numbers, most, start, min(len(numbers), start + most - least + 1))
            for key, cost in zip(numbers[start:end], costs[start:end], strict=True) if start < end else ():
                found[key - base & _MOST] = cost
    return found
