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
from itertools import accumulate, islice, takewhile

from zlcli.model import trigrams
from zlcli.model.bigrams import score
from zlcli.repair.gap_fillers import Gap, fillers, leads_behind, singles
from zlcli.repair.loss import HOLES, LEADS, NEAR, TRAILS
from zlcli.repair.restored import MARK, Restored, Slot
from zlcli.repair.tables import encode
from zlcli.repair.tails import settle
from zlcli.repair.ways import BY_WEIGHT, UNLIKELY, Bounds, Way, cost_of, folded_char
from zlcli.repair.words import Words

WRONG = "cp936"
"""The code page."""

# Ways that stay open, and nats behind the best from which on none does: a way over a gap has paid for characters that others
# are yet to read. Of 200 ways no line more is right, and the search takes longer; 60 ways lose three lines in a hundred, 16
# nats two in five.
_BEAM, _FAR = 120, 24.0
# Ways of which gaps are tried, the best ones; of the best one first and second characters that have one gap in common.
_LEADING, _FIRST, _SECOND = 4, 2, 12
# Costs in nats of a pair and of a single byte that are missing without a mark, and with one in their place.
_NO_TRACE, _MARKED = (5.0, 9.0), (2.0, 3.0)
# What 80 costs less than another byte, any two cost more, the pair behind one, and what nothing explains.
_EURO, _REST, _NEXT, _UNEXPLAINED = 2.0, 3.0, 2.0, 16.0
# Places that nothing explains are allowed: one, and one more in so many characters; of so many bytes each.
_FEW, _STRAY = 24, 4


def restore(text: str, words: Words) -> Restored | None:
    """Return what ``text``, UTF-8 read as `WRONG` with a loss, was; None where it was no such thing."""
    search = _Search(words)
    at = 0
    for piece in HOLES.split(text):
        at += len(piece)
        if piece in ("?", MARK):
            search.hole(piece, text[at : at + NEAR])
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
        self.open = [Way(0.0, "\n", "\n")]
        self.bounds = Bounds()
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
            taken = self._skip(data[at:]) or self._whole(data, at, starts)
            at += taken
            if not taken:
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
                None, (self._swallowing(way, right) for way in self.open if len(way.partial) == 2 and way.partial[0] in LEADS)
            )
        rest = b"".join(filter(None, (encode(char, WRONG) for char in HOLES.split(right[:2])[0])))
        # In the place of a pair stands a question mark where private use had no character in an older encoding, and Windows
        # has none for a few in which one character ends and the next begins.
        goes_on = mark == MARK or (rest and rest[0] in TRAILS)
        marked = [way for way in self.open if goes_on or len(way.partial) == 1]
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
            self.open = [Way(0.0, near[-2:], trigrams.fold(near)[-2:])]
            self.stray = 0
        return len(text.encode())

    def _whole(self, data: bytes, at: int, starts: frozenset[int]) -> int:
        """Take a character of three bytes at once where all ways are at its beginning; return the number of bytes.

        Between them nothing may be missing, as what comes next is the beginning of another one.
        """
        end = at + 3
        if not 0xE0 <= data[at] < 0xF0 or any(way.partial for way in self.open):
            return 0
        if (at + 1 in starts or at + 2 in starts) and (end >= len(data) or data[end] in TRAILS):
            return 0
        try:
            char = data[at:end].decode()
        except UnicodeDecodeError:
            return 0
        alike, adapted, known = folded_char(char), self.words.adapted, trigrams.cost
        self._set(
            Way(
                way.cost + adapted(way.last, char, [known(way.folded, alike)])[0],
                (way.last + char)[-2:],
                (way.folded + alike)[-2:],
                way.text + char,
                restored=way.restored,
                gap=way.gap,
            )
            for way in self.open
        )
        self.stray = 0
        return 3

    def _byte(self, byte: int) -> None:
        found = [way for one in self.open for way in self._with_byte(one, byte)]
        if found:
            self._set(found)
            self.stray = 0
            return
        self._give_up("" if self.stray and byte in TRAILS else MARK)  # one for bytes in a row
        self.stray += byte in TRAILS
        self.lost = self.lost or self.stray > _STRAY
        again = [way for one in self.open for way in self._with_byte(one, byte)]
        if again:
            self._set(again)

    def _with_byte(self, way: Way, byte: int) -> Iterator[Way]:
        if not way.partial:
            if byte < 0x80:
                yield way.then(chr(byte), self._cost(way, chr(byte)))
            elif byte not in TRAILS:
                yield way.waiting(bytes((byte,)))
        elif byte in TRAILS:
            partial = way.partial + bytes((byte,))
            if len(partial) < 2 + (partial[0] >= 0xE0) + (partial[0] >= 0xF0):
                yield way.waiting(partial)
            elif char := partial.decode(errors="ignore"):
                yield way.then(char, self._cost(way, char), Slot(0, char, BY_WEIGHT, "") if way.guessed else None)

    def _swallowing(self, way: Way, right: str) -> Way | None:
        """The last byte of a character, and ASCII, are lost."""
        left = ("".join(self.parts[-NEAR:]) + way.text)[-NEAR:]
        loss = settle(way.partial, left, right, self.words, swallows=True)
        if loss is None:
            return None
        way = way.then(loss.char, self._cost(way, loss.char), Slot(0, loss.char, loss.share, loss.other))
        other = Slot(0, loss.swallowed, loss.swallowed_share, loss.swallowed_other)
        return way.then(loss.swallowed, 0.0, other) if loss.swallowed or loss.swallowed_share < 1 else way

    def _filled(self, ways: Iterable[Way], charges: tuple[float, float], rest: bytes) -> Iterator[Way]:
        """Some ``ways`` over a gap of a pair or a byte for one of the ``charges``, ``rest`` being the bytes behind it."""
        charge, single = charges
        begins, goes_on = rest[:1] < b"\x80" or rest[0] not in TRAILS, all(byte in TRAILS for byte in rest[:1])
        chinese = (way for way in ways if way.partial and way.partial[0] in LEADS)
        for number, way in enumerate(islice(chinese, _LEADING)):
            if len(way.partial) == 1:
                yield from self._with_lost(way, "pair", charge) if begins else ()
                yield from self._with_lost(way, "rest", single + _REST) if rest[:1] < b"\x80" else ()
                for byte in singles() if goes_on else ():
                    yield way.waiting(way.partial + bytes((byte,)), single - _EURO * (byte == 0x80), gap=1)
            else:
                yield from self._with_lost(way, "any" if rest[:1] < b"\x80" else "single", single) if begins else ()
                yield from self._with_lost(way, "80", single - _EURO) if begins else ()
                yield from self._with_next(way, charge, rest, first=_FIRST if number == 0 and begins else 0)

    def _with_next(self, way: Way, charge: float, rest: bytes, first: int) -> Iterator[Way]:
        """The last byte of a character and the first of the next; behind the ``first`` ones its others are lost too."""
        goes_on = all(byte in TRAILS for byte in rest[:2])
        likely = fillers(self.words, way.last, way.folded, way.partial, "lead") if goes_on or first else []
        for number, found in enumerate(likely):
            begun = goes_on and self.bounds.admit(way.gap + 2, way.cost + (found[0] + charge))
            if not begun and number >= first:
                break
            one = way.filled(found, charge, 1)
            for lead in leads_behind().get(one.text[-1].encode()[-1], ()):
                other = one.waiting(bytes((lead,)), gap=1)
                if begun:
                    yield other
                yield from islice(self._with_lost(other, "pair", _NEXT), _SECOND) if number < first else ()

    def _with_lost(self, way: Way, gap: Gap, charge: float) -> Iterator[Way]:
        missing = 3 - len(way.partial)
        if not self.bounds.may_admit(way.gap + missing, way.cost + charge):
            return
        for found in fillers(self.words, way.last, way.folded, way.partial, gap):
            if not self.bounds.admit(way.gap + missing, way.cost + (found[0] + charge)):
                break
            yield way.filled(found, charge, missing)

    def _cost(self, way: Way, char: str) -> float:
        folded = folded_char(char)
        if folded == trigrams.ASCII == way.folded[-1:]:
            return 0.0
        return self.words.adapted(way.last, char, [trigrams.cost(way.folded, folded)])[0]

    def _set(self, ways: Iterable[Way]) -> None:
        found = sorted(ways, key=cost_of)
        self.bounds = Bounds()
        limit = found[0].cost + _FAR
        self.open = []
        best: dict[int, float] = {}
        for way in takewhile(lambda way: way.cost <= limit, found):
            if way.cost <= best.setdefault(way.gap, way.cost) + UNLIKELY:
                self.open.append(way)
        del self.open[_BEAM:]
        if not found[0].partial and all(map(found[0].stands_as, self.open)):
            self._settle()

    def _settle(self) -> None:
        """All ways agree on where they stand: take the best."""
        best = self.open[0]
        weights = [math.exp(min(0.0, best.cost - way.cost)) for way in self.open]
        for index, slot in enumerate(best.restored):
            if slot.probability == BY_WEIGHT:
                shares: defaultdict[str, float] = defaultdict(float)
                for way, weight in zip(self.open, weights, strict=True):
                    shares[way.restored[index].char if index < len(way.restored) else ""] += weight
                share = shares.pop(slot.char) / sum(weights)
                other = max(shares, key=lambda key: shares[key], default="")
            else:
                share, other = slot.probability, slot.runner_up
            self.slots.append(Slot(self.length + slot.at, slot.char, share, other))
        self._emit(best.text)
        self.open = [Way(0.0, best.last, best.folded)]

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
        all(byte in TRAILS for byte in rest[:missing]) and len(rest) > missing and rest[missing] not in TRAILS
    )
