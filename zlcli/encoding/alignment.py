"""Reading bytes of which some are missing: in an encoding of two bytes a character, all that follows is out of step.

GBK, Big5 and their like get back into step at the next ASCII byte, UTF-16 never. What such text is in shows when the reader may
step over a byte where that makes more sense of those behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from zlcli.encoding.decode import Decoder
from zlcli.model.bigrams import cost_after
from zlcli.records import Record

# How many bytes a character may have, in the encodings that can be out of step.
_SIZES = {
    "gb18030": (1, 2, 4),
    "cp950": (1, 2),
    "big5hkscs": (1, 2),
    "cp932": (1, 2),
    "euc_jp": (1, 2, 3),
    "cp949": (1, 2),
    "utf-16-le": (2, 4),
    "utf-16-be": (2, 4),
}
STEPPED = frozenset(_SIZES)
"""The encodings that `way` can go through."""
# What stepping over a byte costs, in nats: as much as a byte that does not decode.
_STEP_OVER = 23.0
# Ways that stay open at each byte; which is best shows a character later.
_OPEN = 3


def realigned(data: bytes, candidates: Mapping[str, float]) -> dict[str, float]:
    """Return the cost of ``data`` in each of the ``candidates`` (with their charges) that can be out of step."""
    return {name: charge + _best(data, name).cost for name, charge in candidates.items() if name in _SIZES}


def way(data: bytes, encoding: str) -> list[tuple[int, int, str]]:
    """Return the best way through ``data``: start and end of each character, and the character; "" for bytes stepped over."""
    steps: list[tuple[int, int, str]] = []
    reading: _Reading | None = _best(data, encoding)
    while reading and reading.before:
        start, end = reading.before.end, reading.end
        if steps and not reading.char and not steps[-1][2]:
            end = steps.pop()[1]
        steps.append((start, end, reading.char))
        reading = reading.before
    return steps[::-1]


class _Reading(Record):
    """A way through the first ``end`` bytes, its cost in nats, and the last character that was read in it.

    ``char`` is that which its last step read after the way ``before``, "" where it stepped over a byte.
    """

    cost: float
    end: int
    last: str
    char: str
    before: _Reading | None


def _best(data: bytes, encoding: str) -> _Reading:
    """Find the best way: the next character, or a step over the next byte, and so on (Viterbi 1967)."""
    found: list[list[_Reading]] = [[] for _ in range(len(data) + 1)]
    found[0].append(_Reading(0.0, 0, "\n", "", None))
    for at in range(len(data)):
        readings = _open(found[at])
        for end, char in _steps(data, at, encoding) if readings else ():
            for reading in readings:
                cost = reading.cost + (cost_after(reading.last, char) if char else _STEP_OVER)
                found[end].append(_Reading(cost, end, char or reading.last, char, reading))
        found[at] = []
    return min(found[-1], key=_cost)


def _open(found: list[_Reading]) -> list[_Reading]:
    """The cheapest of those that go on after the same character, and of these the cheapest."""
    after: dict[str, _Reading] = {}
    for reading in sorted(found, key=_cost):
        after.setdefault(reading.last, reading)
    return list(after.values())[:_OPEN]


def _cost(reading: _Reading) -> float:
    return reading.cost


def _steps(data: bytes, at: int, encoding: str) -> Iterator[tuple[int, str]]:
    """Where a reader at ``at`` can go on, and the character it has read by then; none where it stepped over a byte."""
    yield at + 1, ""
    for size in _SIZES[encoding]:
        char = _char(data[at : at + size], encoding) if at + size <= len(data) else ""
        if char:
            yield at + size, char


@lru_cache(maxsize=1 << 14)  # the bytes of a sample in eight encodings
def _char(piece: bytes, encoding: str) -> str:
    """The one character that ``piece`` is; nothing where it is none, or more than one."""
    decoded = Decoder(encoding).decode(piece, final=True)
    return decoded.text if len(decoded.text) == 1 and not decoded.lost else ""
