"""What may fill a gap in UTF-8 read as GBK: the bytes that the code page loses, and the characters that have them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby, product
from operator import itemgetter
from typing import Literal

from zlcli.repair.candidates import Candidates, Likely, likeliest
from zlcli.repair.loss import LEADS, TRAILS
from zlcli.repair.ways import UNLIKELY
from zlcli.repair.words import Words

Gap = Literal["pair", "rest", "lead", "single", "80", "any"]
"""What is missing of a character."""

# Characters tried for one that is not known; of 100 no line more is right, and the search takes longer.
_TRIED = 60


@lru_cache(1 << 12)
def fillers(words: Words, last: str, folded: str, known: bytes, gap: Gap) -> list[Likely]:
    """The likeliest characters after ``last`` (folded: ``folded``) that begin with the bytes ``known``, with their costs."""
    return likeliest(_candidates(known, gap), words, last, folded)


@lru_cache(1 << 10)
def _candidates(known: bytes, gap: Gap) -> Candidates:
    """The characters that begin with the bytes ``known`` and end in a ``gap``."""
    ends: Iterable[bytes]
    if gap == "pair":
        ends = (pair for pair in _missing() if pair[1] in TRAILS)
    elif gap == "rest":
        ends = map(bytes, product(TRAILS, TRAILS))
    else:
        lasts = {"any": TRAILS, "single": singles()[1:], "80": (0x80,)}.get(gap) or leads_behind()
        ends = (bytes((last,)) for last in lasts)
    return Candidates(((known + end).decode(errors="ignore") for end in ends), _TRIED, UNLIKELY, {})


@cache
def _missing() -> frozenset[bytes]:
    """The pairs without a character in GBK that Chinese in UTF-8 has."""
    pairs = (bytes(pair) for pair in product(range(0x81, 0xC0), (*TRAILS, *LEADS)))
    return frozenset(pair for pair in pairs if not pair.decode("gbk", "ignore"))


@cache
def leads_behind() -> dict[int, tuple[int, ...]]:
    """The last bytes of a character that are in a pair without a character, each with the first bytes of the next one."""
    pairs = sorted(pair for pair in _missing() if pair[1] in LEADS)
    return {last: tuple(pair[1] for pair in found) for last, found in groupby(pairs, key=itemgetter(0))}


@cache
def singles() -> tuple[int, ...]:
    """The bytes that Python loses alone: 80 is none of GBK, of a pair without a character the first one is dropped."""
    return (0x80, *sorted({pair[0] for pair in _missing()}))
