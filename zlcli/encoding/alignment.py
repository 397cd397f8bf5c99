"""Reading bytes of which some are missing: in an encoding of two bytes a character, all that follows is out of step.

GBK, Big5 and their like get back into step at the next ASCII byte, UTF-16 never. What such text is in shows when the reader may
step over a byte where that makes more sense of those behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from zlcli.encoding.decode import Decoder
from zlcli.model.bigrams import cost_after

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
# What stepping over a byte costs, in nats: as much as a byte that does not decode.
_STEP_OVER = 23.0


def realigned(data: bytes, candidates: Mapping[str, float]) -> dict[str, float]:
    """Return the cost of ``data`` in each of the ``candidates`` (with their charges) that can be out of step."""
    return {name: charge + _cheapest(data, name) for name, charge in candidates.items() if name in _SIZES}


def _cheapest(data: bytes, encoding: str) -> float:
    """The cost of the best way through ``data``: the next character, or a step over the next byte, and so on (Viterbi 1967)."""
    costs = [0.0] + [float("inf")] * len(data)
    last = ["\n"] * (len(data) + 1)
    for at in range(len(data)):
        if costs[at] == float("inf"):
            continue
        for end, char in _steps(data, at, encoding):
            cost = costs[at] + (cost_after(last[at], char) if char else _STEP_OVER)
            if cost < costs[end]:
                costs[end], last[end] = cost, char or last[at]
    return costs[-1]


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
