"""Characters that a converter tore when it put a gloss between their bytes: 因?yàn)樗軌驇椭髽I(yè) was 因為它能夠幫助企業.

Converters that gloss (:mod:`zlcli.repair.glosses`) replace bytes of GBK, wherever they stand: the second byte of 因 and the
first of 為 are the bytes of 驗, so 因為 becomes 因, half of 為, ``(yàn)``, and the other half. Who reads that takes the half
and the bracket for one bad character, and is out of step until a second byte that is an ASCII letter, or the bracket of a true
gloss, brings it back. Pairs that GBK has no character for are dropped on the way, or are of the private use area then.

The reading says which first byte was torn off; behind it the bytes are at hand but for the pairs that were dropped, which the
model chooses among the thousand or so that GBK leaves undefined. Where no ASCII followed, the letters F of ，F(xiàn) are such:
the gloss is of 現, whose bytes are the second of ， and the F.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from zlcli.model.characters import TONED, is_han, scripts
from zlcli.model.trigrams import cost, fold
from zlcli.patterns import lazy
from zlcli.repair.tables import encode

# A letter of pinyin with its tone is asked for: without, a question mark and a bracket are an author's.
_SPELLED = f"[a-zɡɑ]{{0,5}}[ü{TONED}][a-zɡɑ]{{0,3}}"
_TORN = lazy(rf"([^\x00-\x7f])[?？\ufffd]({_SPELLED})[)）]")
# The same where the gloss is gone, or stands behind the second byte: 制度?，F(xiàn)將 was 制度。現將. No text has the two
# marks side by side.
_LED = lazy(r"([^\x00-\x7f])[?？\ufffd](?=[,:;!()，：；！（）][@-Z\\-~])")
# What brings back into step: a second byte that is ASCII, with the gloss of the character that it ends or none; or the bracket
# of a gloss, or a space or line end, that took the second byte with it.
_IN_STEP = lazy(rf"(?:[?？\ufffd](?:({_SPELLED})[)）]|(?=[\nA-Za-z]|\Z))|([@-~])(?:[(（] ?({_SPELLED}) ?[)）])?)")
_BORROWED = lazy(rf"([^\x00-\x1f]?)([@-~])[(（] ?({_SPELLED}) ?[)）]")
_WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_MARKS = frozenset("　，。、；：？！“”‘’（）《》—…·")

# Ways that stay open at each pair; how many of them may go on across a dropped pair, and after how many characters each.
_OPEN, _ACROSS, _TRIED = 40, 8, 8
# Nats a character that what comes out may cost on average. Text costs 5 to 7; characters in a row by chance more than 11.
_PLAUSIBLE = 8.5
# One pair in ten or so of those out of step is undefined: what it costs in nats to say that one was there.
_DROP = 2.0
# Nats by which the likeliest must lead, or it is a guess.
_CERTAIN = 2.5
# Characters that a place may be out of step for, so that a long line that is damaged otherwise is not searched to its end.
_LONGEST = 120

Fits = Callable[[str, str], bool]
"""Tells whether a gloss of that pinyin on that character is the converter's."""


class Mended(NamedTuple):
    """A torn place, and what it was."""

    start: int
    end: int
    text: str


class _Way(NamedTuple):
    """Characters read so far, their cost in nats, and the first byte of the next."""

    cost: float
    text: str
    pending: int


def is_possible(text: str) -> bool:
    """Tell whether ``text`` shows a trace of pinyin that no bracket opens, or that stands after a letter."""
    return any(pattern.search(text) for pattern in (_TORN, _LED, _BORROWED))


def find(text: str, fits: Fits, *, guess: bool = False) -> Iterator[Mended]:
    """Yield the torn places of ``text`` that can be mended, in order; with ``guess`` also those that are only likely right."""
    at = 0
    while match := _first(text, at):
        mended = _mend(match, fits, guess=guess)
        at = mended.end if mended else match.end()
        if mended:
            yield mended


def _first(text: str, at: int) -> re.Match[str] | None:
    return min(filter(None, (pattern.search(text, at) for pattern in (_TORN, _LED))), key=re.Match.start, default=None)


def borrowed(text: str, fits: Fits) -> Iterator[Mended]:
    """Yield the glosses of ``text`` that are of no character there, but of one across two: ，F(xiàn)."""
    for match in _BORROWED.finditer(text):
        trail = _bytes(_WIDE.get(match[1], match[1]))[1:]
        line = text.rfind("\n", 0, match.start()) + 1
        # Behind what is still torn the letter is no letter but half of a character.
        if _is_glossed(trail + match[2].encode(), match[3], fits) and not _TORN.search(text, line, match.start()):
            yield Mended(match.end(2), match.end(), "")


def _mend(torn: re.Match[str], fits: Fits, *, guess: bool) -> Mended | None:
    trail, reading = _bytes(torn[1])[1:], torn[2] if torn.re.groups > 1 else ""
    firsts = [first for first in range(0x81, 0xFF) if not reading or _is_glossed(trail + bytes([first]), reading, fits)]
    ways = [_Way(0.0, torn[1], first) for first in firsts]
    found = sorted(_followed(torn.string, torn.end(), ways, fits)) if ways else []
    if not found or found[0].cost > _PLAUSIBLE * len(found[0].text):
        return None
    if len(found) > 1 and found[1].cost - found[0].cost < _CERTAIN and not guess:
        return None
    return Mended(torn.end(1), found[0].end, found[0].text[1:])


class _End(NamedTuple):
    """A way that came back into step, and where in the line."""

    cost: float
    text: str
    end: int


def _followed(line: str, at: int, ways: list[_Way], fits: Fits) -> Iterator[_End]:
    """Go on from ``at`` until something brings the reader back into step."""
    for place in range(at, min(at + _LONGEST, len(line) + 1)):
        if end := _IN_STEP.match(line, place):
            yield from _ended(ways, end, fits)
            return
        pair = _bytes(_WIDE.get(line[place : place + 1], line[place : place + 1]))
        if not pair:
            return
        if pair[1] < 0x7F:  # that byte is an ASCII letter after a character that ends here
            yield from (_End(way.cost, way.text + chr(pair[1]), place + 1) for way in _stepped(ways, pair[0]))
            return
        ways = sorted(_stepped(ways, *pair))[:_OPEN]


def _stepped(ways: list[_Way], second: int, first: int = 0) -> Iterator[_Way]:
    """Go on by a pair that ends one character and begins the next, also across a pair that was dropped before it."""
    for rank, way in enumerate(ways):
        yield from _read(way, second, first)
        if rank < _ACROSS:
            before = sorted((_cost(way.text, char), char, dropped) for char, dropped in _before_dropped(way.pending))
            for spent, char, dropped in before[:_TRIED]:
                across = _Way(way.cost + spent + _DROP, way.text + char, 0)
                for last in _DROPPED[dropped]:
                    yield from _read(across._replace(pending=last), second, first)


def _read(way: _Way, second: int, first: int = 0) -> Iterator[_Way]:
    char = _plain(bytes([way.pending, second]))
    if char:
        yield _Way(way.cost + _cost(way.text, char), way.text + char, first)


def _ended(ways: list[_Way], end: re.Match[str], fits: Fits) -> Iterator[_End]:
    """Complete the last character, by the ASCII letter that is its second byte, by the reading of its gloss, or by the model.

    What was swallowed with its second byte is a space where a letter follows.
    """
    seconds = [ord(end[2])] if end[2] else [second for second in range(0x40, 0xFF) if second != 0x7F]
    reading = end[3] if end[2] else end[1]
    swallowed = " " if end[0] in "?？\ufffd" and end.string[end.end() : end.end() + 1].isalpha() else ""
    for way in ways:
        for second in seconds:
            for done in _read(way, second):
                if not reading or fits(done.text[-1], reading):
                    yield _End(done.cost, done.text + swallowed, end.end())


def _is_glossed(pair: bytes, pinyin: str, fits: Fits) -> bool:
    char = _char(pair)
    return bool(char) and fits(char, pinyin)


def _cost(before: str, char: str) -> float:
    return _cost_of(before[-2:], char)


@lru_cache(maxsize=1 << 14)
def _cost_of(before: str, char: str) -> float:
    return cost(fold(before), fold(char))


def _bytes(text: str) -> bytes:
    """Return ``text`` in cp936; nothing unless all of it is characters of two bytes."""
    data = encode(text, "cp936") or b""
    return data if len(data) == 2 * len(text) else b""


@lru_cache(maxsize=1 << 15)  # GBK has 24,000 pairs
def _char(pair: bytes) -> str:
    try:
        char = pair.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


@lru_cache(maxsize=1 << 15)
def _plain(pair: bytes) -> str:
    """Return the character of ``pair`` if it is one of running text."""
    char = _char(pair)
    return char if (is_han(char) and char not in scripts().hans_only) or char in _MARKS else ""


@cache
def _before_dropped(first: int) -> list[tuple[str, int]]:
    """Return the characters that begin with the byte ``first`` and end with one that a dropped pair can begin with."""
    found = ((_plain(bytes([first, second])), second) for second in _DROPPED)
    return [(char, second) for char, second in found if char]


def _dropped() -> dict[int, list[int]]:
    """Return the pairs of the user-defined areas of GBK: the second bytes by the first."""
    return {
        **{first: list(range(0xA1, 0xFF)) for first in (*range(0xAA, 0xB0), *range(0xF8, 0xFF))},
        **{first: [b for b in range(0x40, 0xA1) if b != 0x7F] for first in range(0xA1, 0xA8)},
    }


_DROPPED = _dropped()
