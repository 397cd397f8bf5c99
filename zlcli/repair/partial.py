"""Characters of UTF-8 of which bytes are lost: what they may have been by the bytes that are known, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import product

from zlcli.model.bigrams import STEP, characters, cheapest, model
from zlcli.patterns import lazy
from zlcli.repair.loss import LEADS, TRAILS
from zlcli.repair.words import Words

FAR = 6.0
"""Nats behind the likeliest from which on a character or a reading has no share worth counting."""
Partial = tuple[int | None, ...]
"""The bytes of a character, None for those that are lost; its last ones may be missing."""

# Characters tried for one of which bytes are lost: the right one is among the first dozen in 99 of 100.
_TRIED = 24
# Characters of which as little is known that are tried at all, the commonest; none beyond that cost in nats by itself.
_COMMONEST, _RAREST = 100, 14.5
_HAN = 3  # bytes of a character in UTF-8
# Bytes without a character, and those of characters that are hardly one.
_UNDEFINED = {
    "cp1252": frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D}),
    "cp1254": frozenset({0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E}),
}
_INVISIBLE = frozenset({0xA0, 0xAD})
_NO_CONTROLS = lazy("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


@lru_cache(1 << 12)
def nearest(words: Words, previous: str, partial: Partial, lost: frozenset[int] | None) -> list[tuple[float, str]]:
    """The likeliest characters for ``partial`` after the character ``previous``, with their costs."""
    seen = (char for char in words.seen_after(previous) if _fits(char, partial) and _loses(char, partial, lost))
    possible = {*seen, *_losing(partial, lost)}
    found = sorted((words.after(previous, char), char) for char in possible)[:_TRIED]
    return [(cost, char) for cost, char in found if cost < found[0][0] + FAR]


@cache
def _losing(partial: Partial, lost: frozenset[int] | None) -> list[str]:
    """The commonest characters that have the bytes which are known, and of which the others get lost."""
    return [char for char in _candidates(partial) if _loses(char, partial, lost)]


def _fits(char: str, partial: Partial) -> bool:
    """Tell whether the bytes of ``char`` are those of ``partial``, as far as they are known."""
    data = char.encode(errors="ignore")
    return len(data) == len(partial) and all(kept in (byte, None) for byte, kept in zip(data, partial, strict=True))


def _loses(char: str, partial: Partial, lost: frozenset[int] | None) -> bool:
    """Tell whether only bytes that get lost are missing in ``partial``; any may be with None."""
    return lost is None or all(byte in lost for byte, kept in zip(char.encode(), partial, strict=True) if kept is None)


def lost_by(wrong: str, text: str) -> frozenset[int] | None:
    """The continuation bytes that ``wrong`` loses: those it has no character for, no-break spaces and soft hyphens.

    Latin-1 may lose all C1 controls; cp1252 and cp1254 show by having characters in their places.
    """
    if wrong not in _UNDEFINED:
        return None
    return _INVISIBLE | (_UNDEFINED[wrong] if _NO_CONTROLS.search(text) else frozenset(range(0x80, 0xA0)))


def length(partial: Partial) -> int:
    """The number of bytes of the character that begins so; an unknown lead is that of a Han character."""
    lead = partial[0] if partial else None
    return 2 if lead is not None and lead < 0xE0 else 3


@cache
def _candidates(partial: Partial) -> list[str]:
    """The commonest characters that have the bytes which are known."""
    if partial.count(None) > 1:
        known = next(((at, byte) for at, byte in enumerate(partial) if byte is not None), (0, None))
        return _common().get(known, []) if len(partial) == _HAN else []
    choices = [(byte,) if byte is not None else TRAILS if at else LEADS for at, byte in enumerate(partial)]
    chars = (bytes(found).decode(errors="ignore") for found in product(*choices))
    costs = sorted((cheapest(char), char) for char in chars if char)
    return [char for cost, char in costs if cost < _RAREST]


@cache
def _common() -> dict[tuple[int, int | None], list[str]]:
    """The commonest characters of the model that Chinese is written in, by one byte and its place; (0, None): by none."""
    found: defaultdict[tuple[int, int | None], list[str]] = defaultdict(list)
    costs = sorted((cost, char) for cost, char in zip(map(min, *model().unigrams), characters(), strict=True))
    for cost, char in costs:
        data = char.encode()
        if len(data) == _HAN and data[0] in LEADS and cost < _RAREST * STEP:
            for key in ((0, None), *enumerate(data)):
                if len(chars := found[key]) < _COMMONEST:
                    chars.append(char)
    return dict(found)
