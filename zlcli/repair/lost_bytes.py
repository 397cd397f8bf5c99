"""UTF-8 that was read in a code page which has no character for some of its bytes, so that they are lost.

Where a byte was lost stands ``?``, U+FFFD, or nothing. Windows (PowerShell 5.1 reading cp936) puts ``?`` for the last byte of
a character **and the ASCII byte after it**, as it takes the one for a lead byte and the other for its trail. What is known of
each character, most often two bytes of three, leaves at most 64; the model chooses by the neighbours and says how sure it is.

The search goes through the bytes from left to right with all readings of what is lost. Wherever they agree again on a character
(the model looks at pairs only) the likeliest is taken, and its probability is its share of them all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product, takewhile
from typing import NamedTuple

from zlcli.model.bigrams import STEP, characters, cheapest, model, score
from zlcli.patterns import lazy
from zlcli.repair import gaps
from zlcli.repair.loss import APART, HOLES, share_of_whole
from zlcli.repair.restored import MARK, Restored, Slot
from zlcli.repair.swallowed import charges
from zlcli.repair.tables import encode
from zlcli.repair.tails import settle
from zlcli.repair.words import UNKNOWN, Words

_MARKS = ("?", MARK)
# Hypotheses kept, and characters tried for one of which bytes are lost: the right one is among the first dozen in 99 of 100.
_BEAM, _TRIED = 100, 24
# Costs in nats above the likeliest character from which on others are not tried, and how many swallowed ones are. With 7 and 8
# below not one line more is right, and the search takes a quarter longer.
_UNLIKELY, _SWALLOWED = 5.0, 10
# Characters of which as little is known that are tried at all, the commonest; none beyond that cost in nats by itself.
_COMMONEST, _RAREST = 100, 14.5
_HAN = 3  # bytes of a character in UTF-8
# A reading that is so many nats behind the best has no share worth counting.
_FAR = 6.0
# Costs in nats: a byte lost without a trace, a question mark that stands for one or two bytes and no ASCII.
_NO_TRACE, _NO_SWALLOW = 7.0, 8.0
# Bounds in nats on the cost of a line end or space after the character before what was swallowed: what the model was counted
# in has few spaces in Chinese, and its rare characters, from lists of words, stand before ASCII more often than frequent ones.
_CHEAPEST, _DEAREST = 2.5, 5.0
# More than so many lost bytes without a pause are no text.
_HOPELESS = 6
# Characters lost without a trace that are allowed: so many, and one in so many.
_TRACELESS, _FEW = 2, 16
# Bytes without a character, and those of characters that are hardly one.
_UNDEFINED = {
    "cp1252": frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D}),
    "cp1254": frozenset({0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E}),
}
_INVISIBLE = frozenset({0xA0, 0xAD})
# A space for a no-break space, and the cost of that in nats, which is less than that of a byte that left nothing.
_SPACE, _NO_BREAK, _NO_BREAK_LOST = 0x20, 0xA0, 1.0
_NO_CONTROLS = lazy("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# Characters (and settled pieces) around a hole that say what was swallowed.
_NEAR = 80
_LEADS = frozenset(range(0xC2, 0xF0))
# Lead bytes of what Chinese text is written in; what may follow any.
_CHINESE, _TRAILS = (*range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0)

_Partial = tuple[int | None, ...]


class _Hypothesis(NamedTuple):
    cost: float
    previous: str
    text: str = ""
    partial: _Partial = ()
    restored: tuple[tuple[int, str], ...] = ()

    def then(self, char: str, cost: float, *, restored: bool = False, previous: str = "") -> _Hypothesis:
        slots = (*self.restored, (len(self.text), char)) if restored else self.restored
        return _Hypothesis(self.cost + cost, previous or char, self.text + char, (), slots)

    def stands_as(self, other: _Hypothesis) -> bool:
        """Tell whether what follows costs both the same."""
        return self.previous == other.previous and self.partial == other.partial

    def waiting(self, partial: _Partial, charge: float = 0.0) -> _Hypothesis:
        return _Hypothesis(self.cost + charge, self.previous, self.text, partial, self.restored)


class _Search:
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

    def known(self, data: bytes) -> None:
        """Go on over bytes that were kept."""
        at = 0
        while at < len(data) and self.open:
            if data[at] == _SPACE and self.lost is not None and any(open_.partial for open_ in self.open):
                self._set(self._spaced())
                at += 1
                continue
            if data[at] not in _TRAILS:
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
        ends = [reading for open_ in self.open for reading in self._completed(open_, _NO_TRACE)]
        if ends:
            self.open = sorted(ends, key=lambda reading: reading.cost + self.words.after(reading.previous, "\n"))
            self._settle()
        return Restored("".join(self.parts), tuple(self.slots), self.cost)

    def _left(self) -> str:
        return "".join(self.parts[-_NEAR:])

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
        found = sorted(readings, key=_cost_of)[:_BEAM]
        limit = found[0].cost + _FAR if found else 0.0
        self.open = list(takewhile(lambda reading: reading.cost <= limit, found))
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
        if byte in _TRAILS and (open_.partial or self.lost is not None):
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

    def _filled(self, open_: _Hypothesis, partial: _Partial, charge: float = 0.0) -> Iterator[_Hypothesis]:
        """``partial`` as the next character where it is complete, else as the beginning of one."""
        if len(partial) < _length(partial):
            yield open_.waiting(partial, charge)
        elif None not in partial:
            char = bytes(byte for byte in partial if byte is not None).decode(errors="ignore")
            if char:
                yield open_.then(char, charge + self.words.after(open_.previous, char))
        else:
            for cost, char in _nearest(self.words, open_.previous, partial, self.lost):
                yield open_.then(char, charge + cost, restored=True)

    def _completed(self, open_: _Hypothesis, charge: float) -> Iterator[_Hypothesis]:
        """The next character although the rest of its bytes is missing."""
        missing = _length(open_.partial) - len(open_.partial)
        if not open_.partial:
            yield open_
        elif open_.partial != (None,):  # of which nothing is known
            yield from self._filled(open_, (*open_.partial, *[None] * missing), charge)
            if missing == 1 and len(open_.partial) == 2:
                yield from self._filled(open_, (open_.partial[0], None, open_.partial[1]), charge)


def _cost_of(reading: _Hypothesis) -> float:
    return reading.cost


def restored(text: str, likely: Iterable[str], words: Words = UNKNOWN) -> tuple[str, Restored] | None:
    """Return the one of the ``likely`` code pages that ``text`` was read in, and what it was before; None where it is none."""
    found = [(wrong, result) for wrong in likely if (result := restore(text, wrong, words))]
    return min(found, key=lambda item: item[1].cost, default=None)


def restore(text: str, wrong: str, words: Words = UNKNOWN, *, sure: bool = False) -> Restored | None:
    """Return what ``text``, UTF-8 read as ``wrong`` with a loss, was; None where it was no such thing.

    ``words`` are those of the document. ``sure`` tells that other parts of it were read so.
    """
    if not sure and not share_of_whole(text, wrong):
        return None
    lost = _lost_by(wrong, text)
    simple = _settled(text, wrong, words) if lost is None else None
    if simple:
        return simple
    return gaps.restore(text, words) if wrong == gaps.WRONG else _searched(text, wrong, words, lost)


def _settled(text: str, wrong: str, words: Words) -> Restored | None:
    """Restore ``text`` where only last bytes of characters were lost, and each was marked; None where it is not as simple."""
    out: list[str] = []
    slots: list[Slot] = []
    length = at = 0
    pieces = HOLES.split(text)
    for piece, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        at += len(piece) + len(mark)
        whole, tail = _whole_and_tail(encode(piece, wrong))
        if (
            whole is None
            or bool(tail) > bool(mark)
            or (mark == MARK and not tail)
            or (mark and not tail and whole[-1:] > "\x7f")
        ):
            return None
        out.append(whole if tail else whole + mark)
        length += len(out[-1])
        if tail:
            loss = settle(tail, "".join(out[-_NEAR:]), text[at : at + _NEAR], words, swallows=mark == "?")
            if loss is None or len(slots) > _HOPELESS * (1 + length // APART):
                return None
            slots.append(Slot(length, loss.char, loss.share, loss.other))
            if loss.swallowed or loss.swallowed_share < 1:
                slots.append(Slot(length + 1, loss.swallowed, loss.swallowed_share, loss.swallowed_other))
            out.append(loss.char + loss.swallowed)
            length += len(out[-1])
    return Restored("".join(out), tuple(slots), score("".join(out)))


def _whole_and_tail(data: bytes | None) -> tuple[str | None, bytes]:
    """The whole characters of ``data``, and what it has of one more: all but the last byte. None where it is no such."""
    if data is None:
        return None, b""
    try:
        return data.decode(), b""
    except UnicodeDecodeError as error:
        tail = data[error.start :]
        cut = error.reason == "unexpected end of data" and len(tail) == _length(tuple(tail)) - 1
        return (data[: error.start].decode(), tail) if cut else (None, b"")


def _searched(text: str, wrong: str, words: Words, lost: frozenset[int] | None) -> Restored | None:
    """Restore ``text`` by a search through all readings."""
    search = _Search(lost, words)
    at = holes = 0
    for piece in HOLES.split(text):
        at += len(piece)
        if piece in _MARKS:
            search.hole(piece, text[at : at + _NEAR])
        else:
            data = encode(piece, wrong)
            if data is None:
                return None
            search.known(data)
        holes += piece in _MARKS
        traceless = len(search.slots) - 2 * holes
        if not search.open or len(search.open[0].restored) > _HOPELESS or traceless > _TRACELESS + at // _FEW:
            return None
    return search.finish()


def _likely(left: str, right: str) -> list[tuple[str, float]]:
    """The ASCII characters that may have been swallowed, the likeliest first, those hopelessly behind left out."""
    found = charges(left, right)
    likely = sorted(found.items(), key=lambda item: item[1])[:_SWALLOWED]
    return [(char, cost) for char, cost in likely if cost < likely[0][1] + _UNLIKELY]


@lru_cache(1 << 12)
def _nearest(words: Words, previous: str, partial: _Partial, lost: frozenset[int] | None) -> list[tuple[float, str]]:
    """The likeliest characters for ``partial`` after the character ``previous``, with their costs."""
    seen = (char for char in words.seen_after(previous) if _fits(char, partial))
    possible = {*seen, *_candidates(partial)}
    if lost is not None:
        possible = {char for char in possible if _loses(char, partial, lost)}
    found = sorted((words.after(previous, char), char) for char in possible)[:_TRIED]
    return [(cost, char) for cost, char in found if cost < found[0][0] + _FAR]


def _fits(char: str, partial: _Partial) -> bool:
    """Tell whether the bytes of ``char`` are those of ``partial``, as far as they are known."""
    data = char.encode(errors="ignore")
    return len(data) == len(partial) and all(kept in (byte, None) for byte, kept in zip(data, partial, strict=True))


def _loses(char: str, partial: _Partial, lost: frozenset[int]) -> bool:
    """Tell whether only bytes that get lost are missing in ``partial``."""
    return all(byte in lost for byte, kept in zip(char.encode(), partial, strict=True) if kept is None)


def _lost_by(wrong: str, text: str) -> frozenset[int] | None:
    """The continuation bytes that ``wrong`` loses: those it has no character for, no-break spaces and soft hyphens.

    Latin-1 may lose all C1 controls; cp1252 and cp1254 show by having characters in their places.
    """
    if wrong not in _UNDEFINED:
        return None
    return _INVISIBLE | (_UNDEFINED[wrong] if _NO_CONTROLS.search(text) else frozenset(range(0x80, 0xA0)))


def _length(partial: _Partial) -> int:
    """The number of bytes of the character that begins so; an unknown lead is that of a Han character."""
    lead = partial[0] if partial else None
    return 2 if lead is not None and lead < 0xE0 else 3


@cache
def _candidates(partial: _Partial) -> list[str]:
    """The commonest characters that have the bytes which are known."""
    if partial.count(None) > 1:
        known = next(((at, byte) for at, byte in enumerate(partial) if byte is not None), (0, None))
        return _common().get(known, []) if len(partial) == _HAN else []
    choices = [(byte,) if byte is not None else _TRAILS if at else _CHINESE for at, byte in enumerate(partial)]
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
        if len(data) == _HAN and data[0] in _CHINESE and cost < _RAREST * STEP:
            for key in ((0, None), *enumerate(data)):
                if len(chars := found[key]) < _COMMONEST:
                    chars.append(char)
    return dict(found)
