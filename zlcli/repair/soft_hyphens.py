"""Big5 that was read as Latin-1 and lost every byte AD, a soft hyphen there: ¤@Ó¨t²Î was 一個系統.

Browsers show no soft hyphen, so that none is left in what was copied or taken out of a page. A character that began with the
byte is then one byte short, and the reader out of step up to the next second byte that is ASCII; what comes out is rare
characters and letters between Chinese ones. There the byte is tried wherever it may have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

from zlcli.model.characters import HAN
from zlcli.model.trigrams import cost, fold
from zlcli.patterns import lazy
from zlcli.repair.tables import decode

LOST = "\xad"
RIGHT = frozenset({"cp950", "big5hkscs"})
"""Encodings whose frequent characters have the byte: 個, 要, 計, 重. Of GBK it is a byte of 江 and few others."""
_BYTE = b"\xad"
# Ways that stay open at each byte, and what each AD costs in nats: of the first bytes of Big5 in text one in forty is AD.
_OPEN, _CHARGE = 8, 3.5
# Text costs 5 to 7 nats a character; out of step hardly a pair of characters is one that follow each other.
_ODD = 9.0
# What a letter costs more that stands between two Chinese characters: 國x老眷村 was 國軍 (AD 78) three times for once that it
# is an x軸, which the model says well enough by its other half.
_CHARGE_LETTER = 8.0
# What a stretch must gain; chance gains nothing.
_GAIN = 1.0
_MARKS = "，。、；：？！「」『』（）《》"
# A letter by itself beside Chinese, which hardly has one without a space or another letter.
_LETTER = lazy(f"(?<![@-~ -])(?:(?<=[{HAN}])[@-~](?=[{HAN}{_MARKS}]|$)|(?:^|(?<=[{_MARKS}]))[@-~](?=[{HAN}]))")
_ENDS = frozenset(_MARKS + " \t\r\n")
# Bytes; a few of them may be half of something else, and become anything with a byte more.
_SHORTEST = 10
# A stretch between two marks is shorter; a longer one is no Chinese.
_LONGEST = 120


def read(data: bytes, right: str) -> str | None:
    """Return ``data`` read in ``right`` with the bytes AD that it lost; as it is where it reads well, None if it is no text."""
    if len(data) < _SHORTEST:
        return decode(data, right)
    text = "".join(_in_order(data, right))
    doubtful = _doubtful(text)
    if not doubtful:
        return decode(data, right)
    places = list(accumulate(map(_size, text), initial=0))
    parts: list[str] = []
    at = 0
    for start, end in _stretches(text, doubtful):
        stretch, before = data[places[start] : places[end]], text[max(0, start - 2) : start]
        parts += text[at:start], _mended(stretch, text[start:end], before, right)
        at = end
    found = "".join((*parts, text[at:]))
    return None if "\ufffd" in found else found


def _in_order(data: bytes, right: str) -> Iterator[str]:
    """Yield the characters of ``data`` one after the other, U+FFFD for two bytes that are none (and for a last one)."""
    at = 0
    while at < len(data):
        size = 1 if data[at] < 0x80 else 2
        yield _char(data[at : at + size], right) or "\ufffd"
        at += size


@lru_cache(1 << 14)
def _char(pair: bytes, right: str) -> str:
    text = decode(pair, right)
    return text if text is not None and len(text) == 1 else ""


def _doubtful(text: str) -> list[int]:
    """Return the places of characters that chance may have put there."""
    folded = fold(text)
    folded = folded if len(folded) == len(text) else text
    odd = {i for i, char in enumerate(folded) if char >= "\x80" and cost(folded[max(0, i - 2) : i], char) > _ODD}
    return sorted(odd | {match.start() for match in _LETTER.finditer(text)} | {i for i, c in enumerate(text) if c == "\ufffd"})


def _stretches(text: str, doubtful: list[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of what stands between two marks and has a doubtful character."""
    ends = [-1, *(i for i, char in enumerate(text) if char in _ENDS), len(text)]
    for before, after in pairwise(ends):
        if any(before < i < after for i in doubtful):
            yield before + 1, after


def _mended(stretch: bytes, found: str, before: str, right: str) -> str:
    """Return ``found``, which is ``stretch`` read behind ``before``, with the bytes that it lost, if that is far likelier."""
    if len(stretch) > 2 * _LONGEST:
        return found
    best = _best(stretch, before, right)
    if best is None or "\ufffd" in best[1]:
        return found
    return best[1] if _of(found, before) - best[0] >= _GAIN else found


def _of(text: str, before: str) -> float:
    whole = before + text
    costs = sum(_cost_of(whole[max(0, i - 2) : i], whole[i]) for i in range(len(before), len(whole)))
    return costs + _CHARGE_LETTER * len(_LETTER.findall(text))


def _best(stretch: bytes, before: str, right: str) -> tuple[float, str] | None:
    """Return the likeliest reading of ``stretch`` with bytes AD put in, and its cost in nats."""
    open_: list[list[tuple[float, str]]] = [[] for _ in range(len(stretch) + 1)]
    open_[0] = [(0.0, "")]
    for at in range(len(stretch)):
        for spent, text in sorted(open_[at])[:_OPEN]:
            for char, size, charge in _ways(stretch, at, right):
                near = (before + text)[-2:]
                open_[at + size].append((spent + charge + _cost_of(near, char), text + char))
    ended = (text for _, text in sorted(open_[-1])[:_OPEN])
    return min(((_of(text, before) + _CHARGE * _put_in(text, stretch), text) for text in ended), default=None)


def _put_in(text: str, stretch: bytes) -> int:
    """Return how many bytes ``text`` has that ``stretch`` has not."""
    return sum(map(_size, text)) - len(stretch)


def _size(char: str) -> int:
    """Return how many bytes of Big5 ``char`` takes."""
    return 1 if char.isascii() else 2


def _ways(stretch: bytes, at: int, right: str) -> Iterator[tuple[str, int, float]]:
    """Yield each character that may stand at ``at``, how many of the bytes it takes, and what was put in for it costs."""
    byte = stretch[at : at + 1]
    if byte < b"\x80":
        yield byte.decode(), 1, 0.0
    elif char := _char(stretch[at : at + 2], right) if at + 1 < len(stretch) else "":
        yield char, 2, 0.0
    for pair in (_BYTE + byte, byte + _BYTE):
        if char := _char(pair, right):
            yield char, 1, _CHARGE


@lru_cache(1 << 14)
def _cost_of(before: str, char: str) -> float:
    return cost(fold(before), fold(char)) if char != "\ufffd" else 4 * _ODD
