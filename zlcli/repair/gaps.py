"""UTF-8 read as GBK that lost bytes anywhere, with a mark in their places or without.

Pairs without a character were stripped as private use, single bytes became U+FFFD, last bytes a question mark.
GBK has no character for few of the pairs that Chinese in UTF-8 falls into: the last two bytes of one character (417 of 4,096),
or the last byte of one (AA to AF) and the first of the next. A pair may be missing between any two characters of the damaged
text; it shows where the bytes go on as no UTF-8 does. The search goes through the bytes with all ways to fill the gaps, weighed
by what is before and behind as `zlcli.repair.tails` does. What nothing explains is marked, and the search goes on behind it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, groupby, islice, product, takewhile
from operator import itemgetter
from typing import Literal, NamedTuple

from zlcli.model import trigrams
from zlcli.model.bigrams import score
from zlcli.patterns import lazy
from zlcli.repair.candidates import Candidates, Likely, likeliest
from zlcli.repair.restored import MARK, Restored, Slot
from zlcli.repair.tables import encode
from zlcli.repair.tails import settle
from zlcli.repair.words import Words

WRONG = "cp936"
"""The code page."""

_HOLES = lazy("([?\ufffd])")
# Ways that stay open, and nats behind the best from which on none does: a way over a gap has paid for characters that others
# are yet to read. Characters tried for one that is not known, and nats behind the likeliest. Of 200 ways and 100 characters no
# line more is right, and the search takes longer; 60 ways lose three lines in a hundred, 16 nats two in five.
_BEAM, _FAR = 120, 24.0
_TRIED, _UNLIKELY = 60, 9.0
# Ways of which gaps are tried, the best ones; of the best one first and second characters that have one gap in common.
_LEADING, _FIRST, _SECOND = 4, 2, 12
# Costs in nats of a pair and of a single byte that are missing without a mark, and with one in their place.
_NO_TRACE, _MARKED = (5.0, 9.0), (2.0, 3.0)
# What 80 costs less than another byte, any two cost more, the pair behind one, and what nothing explains.
_EURO, _REST, _NEXT, _UNEXPLAINED = 2.0, 3.0, 2.0, 16.0
# Places that nothing explains are allowed: one, and one more in so many characters; of so many bytes each.
_FEW, _STRAY = 24, 4
# Characters on both sides that say what was swallowed.
_NEAR = 80
# Lead bytes of what Chinese is written in, and bytes that follow any.
_LEADS, _TRAILS = (*range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0)
_BY_WEIGHT = -1.0
_Gap = Literal["pair", "rest", "lead", "single", "80", "any"]


class _Way(NamedTuple):
    """A reading of the bytes so far: its cost in nats, the last two characters, also folded, and the beginning of one more.

    ``guessed`` tells whether that beginning was lost too. The characters of ``restored`` stand in ``text``; those whose
    probability is `_BY_WEIGHT` are weighed against those of the other ways. ``gap`` is the number of bytes it has filled in.
    """

    cost: float
    last: str
    folded: str
    text: str = ""
    partial: bytes = b""
    guessed: bool = False
    restored: tuple[Slot, ...] = ()
    gap: int = 0

    def stands_as(self, other: _Way) -> bool:
        """Tell whether what follows costs both the same."""
        return self.last == other.last and self.partial == other.partial

    def waiting(self, partial: bytes, charge: float = 0.0, *, gap: int = 0) -> _Way:
        guessed = self.guessed or gap > 0
        return _Way(self.cost + charge, self.last, self.folded, self.text, partial, guessed, self.restored, self.gap + gap)

    def then(self, char: str, cost: float, slot: Slot | None = None, gap: int = 0) -> _Way:
        """Go on with ``char``, which is ``slot`` if it was lost: so many bytes of it."""
        folded = self.folded
        if not (char.isascii() and char != "\n" and folded[-1:] == trigrams.ASCII):
            folded = (folded + _folded(char))[-2:]
        slots = (*self.restored, Slot(len(self.text), *slot[1:])) if slot else self.restored
        return _Way(self.cost + cost, (self.last + char)[-2:], folded, self.text + char, b"", False, slots, self.gap + gap)

    def filled(self, likely: Likely, charge: float, gap: int) -> _Way:
        """Go on with the ``likely`` character, of which so many bytes were lost; what `then` does, for the inmost loop."""
        cost, char, alike = likely
        slots = (*self.restored, Slot(len(self.text), char, _BY_WEIGHT, ""))
        last, folded = (self.last + char)[-2:], (self.folded + alike)[-2:]
        return _Way(self.cost + (cost + charge), last, folded, self.text + char, b"", False, slots, self.gap + gap)


class _Bounds:
    """The least costs of the ways over one gap, by the number of bytes filled in: those that none of them stays behind."""

    def __init__(self) -> None:
        self._least: dict[int, float] = {}

    def may_admit(self, gap: int, cost: float) -> bool:
        """Tell whether a way of that cost in nats is not too far behind one that was admitted."""
        least = self._least.get(gap)
        return least is None or cost <= least + _UNLIKELY

    def admit(self, gap: int, cost: float) -> bool:
        """The same, and remember it."""
        least = self._least.get(gap)
        if least is None or cost < least:
            self._least[gap] = cost
            return True
        return cost <= least + _UNLIKELY


def restore(text: str, words: Words) -> Restored | None:
    """Return what ``text``, UTF-8 read as `WRONG` with a loss, was; None where it was no such thing."""
    search = _Search(words)
    at = 0
    for piece in _HOLES.split(text):
        at += len(piece)
        if piece in ("?", MARK):
            search.hole(piece, text[at : at + _NEAR])
        else:
            chars = [encode(char, WRONG) for char in piece]
            kept = [char for char in chars if char]
            if len(kept) < len(chars):
                return None
            search.known(b"".join(kept), frozenset(accumulate(map(len, kept), initial=0)))
        if search.lost or search.unexplained > 1 + at // _FEW:
            return None
    return search.finish()


class _Search:
    """The ways that are still open, and what is settled."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.open = [_Way(0.0, "\n", "\n")]
        self.bounds = _Bounds()
        self.parts: list[str] = []
        self.slots: list[Slot] = []
        self.length = 0
        self.unexplained = 0
        self.stray = 0
        self.lost = False
        """Whether more bytes in a row were no UTF-8 than a gap explains: that is other text."""

    def known(self, data: bytes, starts: frozenset[int]) -> None:
        """Go on over bytes that were kept; at the offsets ``starts`` characters of the code page begin."""
        at = 0
        while at < len(data):
            at += self._skip(data[at:])
            if at < len(data):
                if at in starts and at:
                    broken = [way for way in self.open if _breaks(way.partial, data[at : at + 4])]
                    for way in self.open if broken else ():
                        self.bounds.admit(way.gap, way.cost)
                    if broken:
                        self._set((*self.open, *self._filled(broken, _NO_TRACE, data[at : at + 2])))
                self._byte(data[at])
                at += 1

    def hole(self, mark: str, right: str) -> None:
        """Go on over a ``mark``, ``right`` being what follows: it is text, a byte (``?``: and ASCII) or a pair."""
        found = [way.then(mark, self._cost(way, mark)) for way in self.open if not way.partial]
        if mark == "?":
            found += filter(
                None, (self._swallowing(way, right) for way in self.open if len(way.partial) == 2 and way.partial[0] in _LEADS)
            )
        rest = b"".join(filter(None, (encode(char, WRONG) for char in right[:2])))
        # In the place of a pair stands a question mark where private use had no character in an older encoding.
        marked = [way for way in self.open if mark == MARK or len(way.partial) == 1]
        found += self._filled(marked, _MARKED, rest)
        if found:
            self._set(found)
        else:
            self._give_up(MARK)

    def finish(self) -> Restored | None:
        """Return what is restored after the last byte."""
        ends = [way for way in (*self.open, *self._filled(self.open, _NO_TRACE, b"")) if not way.partial]
        if not ends:
            self._give_up(MARK)
            ends = self.open
        self.open = sorted(ends, key=lambda way: way.cost + self._cost(way, "\n"))
        self._settle()
        text = "".join(self.parts)
        return Restored(text, tuple(self.slots), score(text)) if not self.lost else None

    def _skip(self, data: bytes) -> int:
        """Take the whole characters at the beginning of ``data`` at once where nothing is open; return the number of bytes.

        The last one may have got its end from the next one.
        """
        if len(self.open) > 1 or self.open[0].partial:
            return 0
        try:
            text = data.decode()[:-1]
        except UnicodeDecodeError as error:
            text = data[: error.start].decode()[:-1]
        if text:
            self._emit(text)
            near = ("\n" + "".join(self.parts[-3:]))[-3:]
            self.open = [_Way(0.0, near[-2:], trigrams.fold(near)[-2:])]
            self.stray = 0
        return len(text.encode())

    def _byte(self, byte: int) -> None:
        found = [way for one in self.open for way in self._with_byte(one, byte)]
        if found:
            self._set(found)
            self.stray = 0
            return
        self._give_up("" if self.stray and byte in _TRAILS else MARK)  # one for bytes in a row
        self.stray += byte in _TRAILS
        self.lost = self.lost or self.stray > _STRAY
        again = [way for one in self.open for way in self._with_byte(one, byte)]
        if again:
            self._set(again)

    def _with_byte(self, way: _Way, byte: int) -> Iterator[_Way]:
        if not way.partial:
            if byte < 0x80:
                yield way.then(chr(byte), self._cost(way, chr(byte)))
            elif byte not in _TRAILS:
                yield way.waiting(bytes((byte,)))
        elif byte in _TRAILS:
            partial = way.partial + bytes((byte,))
            if len(partial) < 2 + (partial[0] >= 0xE0) + (partial[0] >= 0xF0):
                yield way.waiting(partial)
            elif char := partial.decode(errors="ignore"):
                yield way.then(char, self._cost(way, char), Slot(0, char, _BY_WEIGHT, "") if way.guessed else None)

    def _swallowing(self, way: _Way, right: str) -> _Way | None:
        """The last byte of a character, and ASCII, are lost."""
        left = ("".join(self.parts[-_NEAR:]) + way.text)[-_NEAR:]
        loss = settle(way.partial, left, right, self.words, swallows=True)
        if loss is None:
            return None
        way = way.then(loss.char, self._cost(way, loss.char), Slot(0, loss.char, loss.share, loss.other))
        other = Slot(0, loss.swallowed, loss.swallowed_share, loss.swallowed_other)
        return way.then(loss.swallowed, 0.0, other) if loss.swallowed or loss.swallowed_share < 1 else way

    def _filled(self, ways: Iterable[_Way], charges: tuple[float, float], rest: bytes) -> Iterator[_Way]:
        """Some ``ways`` over a gap of a pair or a byte for one of the ``charges``, ``rest`` being the bytes behind it."""
        charge, single = charges
        begins, goes_on = rest[:1] < b"\x80" or rest[0] not in _TRAILS, all(byte in _TRAILS for byte in rest[:1])
        chinese = (way for way in ways if way.partial and way.partial[0] in _LEADS)
        for number, way in enumerate(islice(chinese, _LEADING)):
            if len(way.partial) == 1:
                yield from self._with_lost(way, "pair", charge) if begins else ()
                yield from self._with_lost(way, "rest", single + _REST) if rest[:1] < b"\x80" else ()
                for byte in _singles() if goes_on else ():
                    yield way.waiting(way.partial + bytes((byte,)), single - _EURO * (byte == 0x80), gap=1)
            else:
                yield from self._with_lost(way, "any" if rest[:1] < b"\x80" else "single", single) if begins else ()
                yield from self._with_lost(way, "80", single - _EURO) if begins else ()
                yield from self._with_next(way, charge, rest, first=_FIRST if number == 0 and begins else 0)

    def _with_next(self, way: _Way, charge: float, rest: bytes, first: int) -> Iterator[_Way]:
        """The last byte of a character and the first of the next; behind the ``first`` ones its others are lost too."""
        goes_on = all(byte in _TRAILS for byte in rest[:2])
        likely = _likely(self.words, way.last, way.folded, way.partial, "lead") if goes_on or first else []
        for number, found in enumerate(likely):
            begun = goes_on and self.bounds.admit(way.gap + 2, way.cost + (found[0] + charge))
            if not begun and number >= first:
                break
            one = way.filled(found, charge, 1)
            for lead in _leads_behind().get(one.text[-1].encode()[-1], ()):
                other = one.waiting(bytes((lead,)), gap=1)
                if begun:
                    yield other
                yield from islice(self._with_lost(other, "pair", _NEXT), _SECOND) if number < first else ()

    def _with_lost(self, way: _Way, gap: _Gap, charge: float) -> Iterator[_Way]:
        missing = 3 - len(way.partial)
        if not self.bounds.may_admit(way.gap + missing, way.cost + charge):
            return
        for found in _likely(self.words, way.last, way.folded, way.partial, gap):
            if not self.bounds.admit(way.gap + missing, way.cost + (found[0] + charge)):
                break
            yield way.filled(found, charge, missing)

    def _cost(self, way: _Way, char: str) -> float:
        folded = _folded(char)
        if folded == trigrams.ASCII == way.folded[-1:]:
            return 0.0
        return self.words.adapted(way.last, char, [trigrams.cost(way.folded, folded)])[0]

    def _set(self, ways: Iterable[_Way]) -> None:
        found = sorted(ways, key=_cost_of)
        self.bounds = _Bounds()
        limit = found[0].cost + _FAR
        self.open = []
        best: dict[int, float] = {}
        for way in takewhile(lambda way: way.cost <= limit, found):
            if way.cost <= best.setdefault(way.gap, way.cost) + _UNLIKELY:
                self.open.append(way)
        del self.open[_BEAM:]
        if not found[0].partial and all(map(found[0].stands_as, self.open)):
            self._settle()

    def _settle(self) -> None:
        """All ways agree on where they stand: take the best."""
        best = self.open[0]
        weights = [math.exp(min(0.0, best.cost - way.cost)) for way in self.open]
        for index, slot in enumerate(best.restored):
            if slot.probability == _BY_WEIGHT:
                shares: defaultdict[str, float] = defaultdict(float)
                for way, weight in zip(self.open, weights, strict=True):
                    shares[way.restored[index].char if index < len(way.restored) else ""] += weight
                share = shares.pop(slot.char) / sum(weights)
                other = max(shares, key=lambda key: shares[key], default="")
            else:
                share, other = slot.probability, slot.runner_up
            self.slots.append(Slot(self.length + slot.at, slot.char, share, other))
        self._emit(best.text)
        self.open = [_Way(0.0, best.last, best.folded)]

    def _give_up(self, mark: str) -> None:
        """Nothing explains what comes next: go on from the best way, with a ``mark`` for what it had begun."""
        best = self.open[0]
        if best.partial or mark:
            best = best._replace(partial=b"", guessed=False).then(MARK, _UNEXPLAINED, Slot(0, MARK, 0.0, ""))
            self.unexplained += 1
        self.open = [best]
        self._settle()

    def _emit(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _breaks(partial: bytes, rest: bytes) -> bool:
    """Tell whether the bytes that come next are no end of the character that is open, or go on in the middle of another one."""
    missing = 3 - len(partial)
    return missing < 3 and not (
        all(byte in _TRAILS for byte in rest[:missing]) and len(rest) > missing and rest[missing] not in _TRAILS
    )


def _cost_of(way: _Way) -> float:
    return way.cost


@lru_cache(1 << 12)
def _folded(char: str) -> str:
    return trigrams.fold(char) if char else ""


@lru_cache(1 << 12)
def _likely(words: Words, last: str, folded: str, known: bytes, gap: _Gap) -> list[Likely]:
    """The likeliest characters after ``last`` (folded: ``folded``) that begin with the bytes ``known``, with their costs."""
    return likeliest(_candidates(known, gap), words, last, folded)


@lru_cache(1 << 10)
def _candidates(known: bytes, gap: _Gap) -> Candidates:
    """The characters that begin with the bytes ``known`` and end in a ``gap``."""
    ends: Iterable[bytes]
    if gap == "pair":
        ends = (pair for pair in _missing() if pair[1] in _TRAILS)
    elif gap == "rest":
        ends = map(bytes, product(_TRAILS, _TRAILS))
    else:
        lasts = {"any": _TRAILS, "single": _singles()[1:], "80": (0x80,)}.get(gap) or _leads_behind()
        ends = (bytes((last,)) for last in lasts)
    return Candidates(((known + end).decode(errors="ignore") for end in ends), _TRIED, _UNLIKELY, {})


@cache
def _missing() -> frozenset[bytes]:
    """The pairs without a character in GBK that Chinese in UTF-8 has."""
    pairs = (bytes(pair) for pair in product(range(0x81, 0xC0), (*_TRAILS, *_LEADS)))
    return frozenset(pair for pair in pairs if not pair.decode("gbk", "ignore"))


@cache
def _leads_behind() -> dict[int, tuple[int, ...]]:
    """The last bytes of a character that are in a pair without a character, each with the first bytes of the next one."""
    pairs = sorted(pair for pair in _missing() if pair[1] in _LEADS)
    return {last: tuple(pair[1] for pair in found) for last, found in groupby(pairs, key=itemgetter(0))}


@cache
def _singles() -> tuple[int, ...]:
    """The bytes that Python loses alone: 80 is none of GBK, of a pair without a character the first one is dropped."""
    return (0x80, *sorted({pair[0] for pair in _missing()}))
