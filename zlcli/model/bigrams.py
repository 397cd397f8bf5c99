"""How plausible is a text? One character-bigram model for detection and repair.

The model is Chinese in both scripts; what Chinese bytes are mistaken for (ASCII, Western, Cyrillic, Japanese and Korean text)
is counted in the same table, so that one number compares every reading of the same bytes.

Smoothing is absolute discounting (Ney, Essen and Kneser 1994) with backoff to the class of the character before: a kept
bigram has its discounted relative frequency plus the backoff; any other has the backoff alone, which is how often the second
character follows characters of that class (Han, kana, Hangul, …). So Hangul after Hangul is no surprise even where the pair is
unknown, and a character that only Chinese writes is one after kana. Costs are negative natural logarithms (nats), stored in
eighths: over 32 nats, an eighth is finer than what separates two encodings of even one character.

``data/bigrams.bin`` is written by :mod:`zlcli.model.build_bigrams`, which names its sources.
"""

from __future__ import annotations

import os
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from operator import add
from typing import Literal

from zlcli.patterns import lazy
from zlcli.records import Record

PATH = os.path.join(os.path.dirname(__file__), "data", "bigrams.bin")  # noqa: PTH118, PTH120  (pathlib costs start-up time)
MAGIC = b"ZLB2"
HEADER = struct.Struct("<4sII")
"""The magic number, the number of characters, the number of bigrams."""
STEP = 8
"""Stored units in one nat."""

# Costs in nats of characters the sources never had, by range: about -log of one in the range's size, times how rarely text
# of that kind turns up at all. Only their order matters: Han and the symbols that Chinese code pages have before Latin, all of
# them before what no text holds.
_UNSEEN: tuple[tuple[int, int, float], ...] = (
    (0x00, 0x1F, 22.0),  # controls other than tab and line ends
    (0x20, 0x7E, 12.0),
    (0x7F, 0x9F, 22.0),
    (0xA0, 0x24F, 14.0),
    (0x2000, 0x266F, 13.0),  # punctuation, arrows, mathematics, numbers in circles, box drawing, geometric shapes
    (0x3000, 0x303F, 13.0),
    (0xFF00, 0xFFEF, 13.0),
    (0x4E00, 0x9FFF, 15.5),
    (0x3400, 0x4DBF, 18.0),
    (0xAC00, 0xD7A3, 15.0),
    (0xE000, 0xF8FF, 23.0),  # private use
    (0xFFFD, 0xFFFD, 23.0),
    (0x20000, 0x323AF, 19.0),
)
_UNSEEN_ELSEWHERE = 17.0
# Symbols that repeat themselves (rules, leaders, the sides of boxes), where the sources have no such pair.
_REPEATED = 3.0
_SYMBOLS = range(0x2000, 0x2670)


_BEYOND_ASCII = lazy("[^\x00-\x7f]+")
# Characters that are weighed at once.
_LOOKED_AT = 64
# Classes of characters by their last code points; what is before, between and after is a class too.
_CLASSES = (0x40, 0x5A, 0x60, 0x7A, 0xBF, 0x24F, 0x36F, 0x52F, 0x303F, 0x30FF, 0x33FF, 0x9FFF, 0xABFF, 0xD7A3)
CLASSES = len(_CLASSES) + 1


class Model(Record):
    """The table where it lies in the file, searched there. Costs are in eighths of a nat."""

    chars: Sequence[int]
    """Sorted code points, all of the Basic Multilingual Plane; the place of one is its row."""
    unigrams: tuple[Sequence[int], ...]
    """For each class of the character before, a cost for each row."""
    backoff: Sequence[int]
    """A cost for each row, that of following it in no kept bigram."""
    starts: Sequence[int]
    """For each row (and one more), where its bigrams begin in the two below."""
    seconds: Sequence[int]
    """Sorted rows of the characters that follow, and their costs."""
    costs: Sequence[int]


def class_of(char: str) -> int:
    """Return the class of a character: about its script."""
    return bisect_left(_CLASSES, ord(char))


@cache
def model() -> Model:
    """Return the model. The file is mapped, not read: what is never looked up costs nothing."""
    with open(PATH, "rb") as file:  # noqa: PTH123
        data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    magic, chars, bigrams = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise RuntimeError("zlcli's model file is damaged; install zlcli again")
    sizes = (2 * chars, *[chars] * CLASSES, chars, 4 * (chars + 1), 2 * bigrams, bigrams)
    ends = list(accumulate(sizes, initial=HEADER.size))
    text, *unigrams, backoff, starts, seconds, costs = (data[start:end] for start, end in pairwise(ends))
    return Model(_numbers("H", text), tuple(unigrams), backoff, _numbers("I", starts), _numbers("H", seconds), costs)


def characters() -> str:
    """Return the characters of the model, by row."""
    return "".join(map(chr, model().chars))


def _numbers(code: Literal["H", "I"], data: memoryview) -> Sequence[int]:
    if sys.byteorder == "little":
        return data.cast(code)
    numbers = array(code, data)
    numbers.byteswap()
    return numbers


class _Rows(dict[str, int]):
    """Character -> its row (-1 where it has none), looked up once and remembered."""

    def __missing__(self, char: str) -> int:
        chars, code = model().chars, ord(char)
        row = bisect_left(chars, code)
        self[char] = row = row if row < len(chars) and chars[row] == code else -1
        return row


_ROWS = _Rows()


def score(text: str) -> float:
    """Return the cost of ``text`` in nats: the lower, the more plausible. Additive, so compare readings of the same bytes."""
    return sum(costs_of(text)) / STEP


def costs_of(text: str, previous: str = "\n") -> Iterator[int]:
    """Return the cost of each character of ``text``, the first after ``previous``, in eighths of a nat (see `STEP`)."""
    return map(_PAIRS.__getitem__, map(add, previous + text, text))


def mean_beyond_ascii(text: str) -> float:
    """Return the mean cost in nats of the characters of ``text`` beyond ASCII, 0 where there is none."""
    total = length = 0
    for run in _BEYOND_ASCII.finditer(text):
        start = run.start()
        total, length = total + sum(costs_of(run[0], text[start - 1] if start else "\n")), length + run.end() - start
    return total / STEP / max(1, length)


def costs_more(text: str, limit: float) -> bool:
    """Tell whether the `score` of ``text`` is more than ``limit``, looking no further than that takes."""
    total, previous = 0, "\n"
    for start in range(0, len(text), _LOOKED_AT):
        part = text[start : start + _LOOKED_AT]
        total += sum(costs_of(part, previous))
        if total > limit * STEP:
            return True
        previous = part[-1]
    return False


@lru_cache(1 << 14)
def cheapest(char: str) -> float:
    """Return the cost in nats of ``char`` by itself, after the class of characters that it follows most readily."""
    row = _ROWS[char]
    return min(costs[row] for costs in model().unigrams) / STEP if row >= 0 else _unseen_cost(ord(char))


class _Row(Record):
    """What is needed of the character before: where its bigrams are, its backoff, and the costs of rows after its class."""

    start: int
    end: int
    backoff: int
    alone: Sequence[int]


class _Before(dict[str, _Row]):
    """Character -> its `_Row`, looked up once and remembered. One that the model does not have adds nothing to a backoff."""

    def __missing__(self, char: str) -> _Row:
        table, row = model(), _ROWS[char]
        alone = table.unigrams[class_of(char)]
        kept = (table.starts[row], table.starts[row + 1], table.backoff[row]) if row >= 0 else (0, 0, 0)
        self[char] = found = _Row(*kept, alone)
        return found


_BEFORE = _Before()


class _Pairs(dict[str, int]):
    """Costs of pairs (of a character after another) in eighths of a nat, looked up once and remembered."""

    # A long Chinese book has some 100,000 different pairs; each takes about 100 bytes.
    LIMIT = 1 << 17

    def __missing__(self, pair: str) -> int:
        if len(self) >= self.LIMIT:
            self.clear()
        previous, char = pair[0], pair[1]
        row = _ROWS[char]
        cost = _table_cost(previous, row) if row >= 0 else round(STEP * _unseen_cost(ord(char)))
        if previous == char and ord(char) in _SYMBOLS:
            cost = min(cost, round(STEP * _REPEATED))
        self[pair] = cost
        return cost


_PAIRS = _Pairs()


def _table_cost(previous: str, row: int) -> int:
    start, end, backoff, alone = _BEFORE[previous]
    if start < end:
        seconds = model().seconds
        at = bisect_left(seconds, row, start, end)
        if at < end and seconds[at] == row:
            return model().costs[at]
    return backoff + alone[row]


def _unseen_cost(code: int) -> float:
    return next((cost for first, last, cost in _UNSEEN if first <= code <= last), _UNSEEN_ELSEWHERE)


def cost_of(previous: str, char: str) -> int:
    """Return the cost of ``char`` after ``previous`` in eighths of a nat: quicker for one than `costs_of`."""
    return _PAIRS[previous + char]


def cost_after(previous: str, char: str) -> float:
    """Return the cost in nats of ``char`` after ``previous`` (a line end at the beginning of a text)."""
    return _PAIRS[previous + char] / STEP


def score_after(previous: str, text: str) -> float:
    """Return the cost in nats of ``text`` after the character ``previous``."""
    return sum(costs_of(text, previous)) / STEP
