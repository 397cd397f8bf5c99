"""How plausible is a text? One character-bigram model for detection and repair.

The model is Chinese in both scripts; what Chinese bytes are mistaken for (ASCII, Western, Cyrillic, Japanese and Korean text)
is counted in the same table, so that one number compares every reading of the same bytes.

Smoothing is absolute discounting (Ney, Essen and Kneser 1994) with a unigram backoff: a kept bigram has its discounted
relative frequency plus the backoff; any other has the backoff alone. Costs are negative natural logarithms (nats), stored in
eighths: over 32 nats, an eighth is finer than what separates two encodings of even one character.

``data/bigrams.bin`` is written by :mod:`zlcli.model.build_bigrams`, which names its sources.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from operator import add
from typing import NamedTuple

MAGIC = b"ZLB1"
HEADER = struct.Struct("<4sII")
STEP = 8
"""Stored units in one nat."""

# Costs in nats of characters the sources never had, by range: about -log of one in the range's size, times how rarely text
# of that kind turns up at all. Only their order matters: Han before Latin, both before what no text holds.
_UNSEEN: tuple[tuple[int, int, float], ...] = (
    (0x00, 0x1F, 22.0),  # controls other than tab and line ends
    (0x20, 0x7E, 12.0),
    (0x7F, 0x9F, 22.0),
    (0xA0, 0x24F, 14.0),
    (0x4E00, 0x9FFF, 15.5),
    (0x3400, 0x4DBF, 18.0),
    (0xAC00, 0xD7A3, 15.0),
    (0xE000, 0xF8FF, 23.0),  # private use
    (0xFFFD, 0xFFFD, 23.0),
    (0x20000, 0x323AF, 19.0),
)
_UNSEEN_ELSEWHERE = 17.0


class Model(NamedTuple):
    """The table in memory: flat arrays, searched where they lie."""

    rows: dict[str, int]
    """Character -> its row; the two byte strings below have a cost in eighths of a nat for each row."""
    unigram: bytes
    backoff: bytes
    keys: array[int]
    """Sorted ``row(first) * len(rows) + row(second)`` of the kept bigrams, and their costs."""
    costs: bytes


@cache
def model() -> Model:
    """Return the model, read once (about 1 MB)."""
    data = files(__package__).joinpath("data").joinpath("bigrams.bin").read_bytes()
    magic, chars, bigrams = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise RuntimeError("zlcli's model file is damaged; install zlcli again")
    start = HEADER.size
    text = data[start : start + 4 * chars].decode("utf-32-le")
    start += 4 * chars
    unigram, backoff = data[start : start + chars], data[start + chars : start + 2 * chars]
    start += 2 * chars
    keys = array("I")
    keys.frombytes(data[start : start + 4 * bigrams])
    if sys.byteorder == "big":
        keys.byteswap()
    costs = data[start + 4 * bigrams :]
    return Model({char: i for i, char in enumerate(text)}, unigram, backoff, keys, costs)


def score(text: str) -> float:
    """Return the cost of ``text`` in nats: the lower, the more plausible. Additive, so compare readings of the same bytes."""
    return sum(map(_PAIRS.__getitem__, map(add, "\n" + text, text))) / STEP


class _Pairs(dict[str, int]):
    """Costs of pairs (of a character after another) in eighths of a nat, looked up once and remembered."""

    # A long Chinese book has some 100,000 different pairs; each takes about 100 bytes.
    LIMIT = 1 << 17

    def __missing__(self, pair: str) -> int:
        if len(self) >= self.LIMIT:
            self.clear()
        self[pair] = cost = _pair_cost(*pair)
        return cost


_PAIRS = _Pairs()


def _pair_cost(previous: str, char: str) -> int:
    table = model()
    row = table.rows.get(char)
    if row is None:
        return round(STEP * _unseen_cost(ord(char)))
    before = table.rows.get(previous, table.rows["\n"])
    key = before * len(table.rows) + row
    at = bisect_left(table.keys, key)
    if at < len(table.keys) and table.keys[at] == key:
        return table.costs[at]
    return table.backoff[before] + table.unigram[row]


def _unseen_cost(code: int) -> float:
    return next((cost for first, last, cost in _UNSEEN if first <= code <= last), _UNSEEN_ELSEWHERE)
