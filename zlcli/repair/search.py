"""The search through all readings of bytes of which some are lost.

It goes from left to right. Wherever the readings agree again on a character (the model looks at pairs only) the likeliest is
taken, and its probability is its share of them all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from zlcli.records import Record
from zlcli.repair.loss import NEAR, TRAILS
from zlcli.repair.partial import FAR, Partial, length, nearest
from zlcli.repair.restored import Restored, Slot
from zlcli.repair.swallowed import charges
from zlcli.repair.words import Words

# Hypotheses kept.
_BEAM = 100
# Costs in nats above the likeliest character from which on others are not tried, and how many swallowed ones are. With 7 and 8
# below not one line more is right, and the search takes a quarter longer.
_UNLIKELY, _SWALLOWED = 5.0, 10
# Costs in nats: a byte lost without a trace, a question mark that stands for one or two bytes and no ASCII.
_NO_TRACE, _NO_SWALLOW = 7.0, 8.0
# Bounds in nats on the cost of a line end or space after the character before what was swallowed: what the model was counted
# in has few spaces in Chinese, and its rare characters, from lists of words, stand before ASCII more often than frequent ones.
_CHEAPEST, _DEAREST = 2.5, 5.0
# A space for a no-break space, and the cost of that in nats, which is less than that of a byte that left nothing.
_SPACE, _NO_BREAK, _NO_BREAK_LOST = 0x20, 0xA0, 1.0
_LEADS = frozenset(range(0xC2, 0xF0))


class _Hypothesis(Record):
    cost: float
    previous: str
    text: str = ""
    partial: Partial = ()
    restored: tuple[tuple[int, str], ...] = ()

    def then(self, char: str, cost: float, *, restored: bool = False, previous: str = "") -> _Hypothesis:
        slots = (*self.restored, (len(self.text), char)) if restored else self.restored
        return _Hypothesis(self.cost + cost, previous or char, self.text + char, (), slots)

    def stands_as(self, other: _Hypothesis) -> bool:
        """Tell whether what follows costs both the same."""
        return self.previous == other.previous and self.partial == other.partial

    def waiting(self, partial: Partial, charge: float = 0.0) -> _Hypothesis:
        return _Hypothesis(self.cost + charge, self.previous, self.text, partial, self.restored)


class Search:
    """The readings that are still open, and what is settled.

    ``lost`` are the continuation bytes that a single-byte code page loses; None for code pages of two bytes, which may lose
    any.
    """

    def __init__(self, lost: frozenset[int] | None, words: Words) -> None:
        self.lost, self.words = lost, words
        self.open = [_Hypothesis(0.0, "\n")]
        self.parts: list[str] = []
        self.slots: list[Slot] = []
        self.length = 0
        self.cost = 0.0
        self.limit = math.inf
        """What costs more than this is so far behind a reading that goes on that it need not be made."""

    def known(self, data: bytes) -> None:
        """Go on over bytes that were kept."""
        at = 0
        while at < len(data) and self.open:
            if data[at] == _SPACE and self.lost is not None and any(open_.partial for open_ in self.open):
                self._set(self._spaced())
                at += 1
                continue
            if data[at] not in TRAILS:
                self._set(reading for open_ in self.open for reading in self._completed(open_, _NO_TRACE))
            skipped = 0 if any(open_.partial for open_ in self.open) else self._skip(data[at:])
            if not skipped:
                self._set(reading for open_ in self.open for reading in self._with_byte(open_, data[at]))
            at += skipped or 1

    def hole(self, char: str, right: str) -> None:
        """Go on over a mark that stands for lost bytes, ``right`` being what follows."""
        swallowed = _likely(self._left(), right) if char == "?" and self.lost is None else []
        self._set(reading for open_ in self.open for reading in self._with_hole(open_, char, swallowed))

    def finish(self) -> Restored:
        """Return what is restored after the last byte."""
        self.limit = math.inf
        ends = [reading for open_ in self.open for reading in self._completed(open_, _NO_TRACE)]
        if ends:
            self.open = sorted(ends, key=lambda reading: reading.cost + self.words.after(reading.previous, "\n"))
            self._settle()
        return Restored("".join(self.parts), tuple(self.slots), self.cost)

    def _left(self) -> str:
        return "".join(self.parts[-NEAR:])

    def _skip(self, data: bytes) -> int:
        """Take the whole characters at the beginning of ``data`` at once; return the number of their bytes."""
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            text = data[: error.start].decode()
        if text:
            self._set(open_.then(text[0], self.words.after(open_.previous, text[0])) for open_ in self.open)
            cost = self.cost + self.words.score_after(text[0], text[1:])
            self._emit(text[1:])
            self.open = [_Hypothesis(cost, text[-1])]
        return len(text.encode())

    def _emit(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _set(self, readings: Iterable[_Hypothesis]) -> None:
        self.limit = math.inf
        made: list[_Hypothesis] = []
        for reading in readings:
            if reading.cost <= self.limit:
                made.append(reading)
                self.limit = min(self.limit, reading.cost + FAR)
        found = sorted(made, key=_cost_of)[:_BEAM]
        self.open = list(takewhile(lambda reading: reading.cost <= self.limit, found))
        if found and not found[0].partial and all(map(found[0].stands_as, self.open)):
            self._settle()

    def _settle(self) -> None:
        """All readings agree on where they stand: take the best."""
        best = self.open[0]
        weights = [math.exp(min(0.0, best.cost - reading.cost)) for reading in self.open] if best.restored else []
        for index, (at, char) in enumerate(best.restored):
            shares: defaultdict[str, float] = defaultdict(float)
            for reading, weight in zip(self.open, weights, strict=True):
                shares[reading.restored[index][1] if index < len(reading.restored) else ""] += weight
            share = shares.pop(char)
            other = max(shares, key=lambda key: shares[key], default="")
            self.slots.append(Slot(self.length + at, char, share / sum(weights), other))
        self._emit(best.text)
        self.open = [_Hypothesis(best.cost, best.previous)]
        self.cost = best.cost

    def _with_byte(self, open_: _Hypothesis, byte: int) -> Iterator[_Hypothesis]:
        # In code pages of two bytes a lead of UTF-8 finds its trail, so that none is lost without a mark: two continuations
        # by themselves are the punctuation of sound text.
        if byte in TRAILS and (open_.partial or self.lost is not None):
            yield from self._filled(open_, (*(open_.partial or (None,)), byte), 0.0 if open_.partial else _NO_TRACE)
        elif byte in _LEADS:
            yield open_.waiting((byte,))

    def _spaced(self) -> Iterator[_Hypothesis]:
        """The space that comes next is one, or a no-break space that is a byte of the character that is open."""
        for open_ in self.open:
            if open_.partial:
                yield from self._filled(open_, (*open_.partial, _NO_BREAK), _NO_BREAK_LOST)
            for reading in self._completed(open_, _NO_TRACE):
                yield reading.then(" ", self.words.after(reading.previous, " "))

    def _with_hole(self, open_: _Hypothesis, char: str, swallowed: list[tuple[str, float]]) -> Iterator[_Hypothesis]:
        if not open_.partial:
            yield open_.then(char, self.words.after(open_.previous, char))
            if self.lost is None:  # both bytes of a pair, a lead and a continuation
                yield from self._filled(open_, (None, None), _NO_SWALLOW)
            return
        filled = list(self._filled(open_, (*open_.partial, None)))
        limit = min(map(_cost_of, filled), default=0.0) + _UNLIKELY
        for reading in filled:
            if reading.cost <= limit:
                yield from self._with_swallowed(reading, swallowed, limit)

    def _with_swallowed(self, reading: _Hypothesis, swallowed: list[tuple[str, float]], limit: float) -> Iterator[_Hypothesis]:
        if reading.partial or not swallowed:
            yield reading
            return
        limit += swallowed[0][1]
        if reading.cost + _NO_SWALLOW <= limit:
            yield reading.waiting((), _NO_SWALLOW)  # at the end there may be nothing to swallow
            yield reading.waiting((None,), _NO_SWALLOW)
        # Which one it was, the charge says: the model would have $ before letters rather than a space.
        space, line_end = (min(max(self.words.after(reading.previous, c), _CHEAPEST), _DEAREST) for c in " \n")
        for char, charge in swallowed:
            if reading.cost + charge > limit:
                break
            yield reading.then(char, charge + (line_end if char == "\n" else space), restored=True, previous=" ")

    def _filled(self, open_: _Hypothesis, partial: Partial, charge: float = 0.0) -> Iterator[_Hypothesis]:
        """``partial`` as the next character where it is complete, else as the beginning of one."""
        if len(partial) < length(partial):
            yield open_.waiting(partial, charge)
        elif None not in partial:
            char = bytes(byte for byte in partial if byte is not None).decode(errors="ignore")
            if char:
                yield open_.then(char, charge + self.words.after(open_.previous, char))
        else:
            for cost, char in nearest(self.words, open_.previous, partial, self.lost):
                if open_.cost + charge + cost > self.limit:
                    break
                yield open_.then(char, charge + cost, restored=True)

    def _completed(self, open_: _Hypothesis, charge: float) -> Iterator[_Hypothesis]:
        """The next character although the rest of its bytes is missing."""
        missing = length(open_.partial) - len(open_.partial)
        if not open_.partial:
            yield open_
        elif open_.partial != (None,):  # of which nothing is known
            yield from self._filled(open_, (*open_.partial, *[None] * missing), charge)
            if missing == 1 and len(open_.partial) == 2:
                yield from self._filled(open_, (open_.partial[0], None, open_.partial[1]), charge)


def _cost_of(reading: _Hypothesis) -> float:
    return reading.cost


def _likely(left: str, right: str) -> list[tuple[str, float]]:
    """The ASCII characters that may have been swallowed, the likeliest first, those hopelessly behind left out."""
    found = charges(left, right)
    likely = sorted(found.items(), key=lambda item: item[1])[:_SWALLOWED]
    return [(char, cost) for char, cost in likely if cost < likely[0][1] + _UNLIKELY]
