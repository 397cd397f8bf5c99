"""The ways that are open over gaps in UTF-8 read as GBK, and which of them stay so."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter

from zlcli.model import trigrams
from zlcli.records import Record
from zlcli.repair.candidates import Likely
from zlcli.repair.restored import Slot

BY_WEIGHT = -1.0
"""Stands for a probability that the other ways are yet to say."""
UNLIKELY = 9.0
"""Nats behind the likeliest from which on a character is not tried, and no way stays open that filled in as many bytes."""


class Way(Record):
    """A reading of the bytes so far: its cost in nats, the last two characters, also folded, and the beginning of one more.

    ``guessed`` tells whether that beginning was lost too. The characters of ``restored`` stand in ``text``; those whose
    probability is `BY_WEIGHT` are weighed against those of the other ways. ``gap`` is the number of bytes it has filled in.
    """

    cost: float
    last: str
    folded: str
    text: str = ""
    partial: bytes = b""
    guessed: bool = False
    restored: tuple[Slot, ...] = ()
    gap: int = 0

    def stands_as(self, other: Way) -> bool:
        """Tell whether what follows costs both the same."""
        return self.last == other.last and self.partial == other.partial

    def waiting(self, partial: bytes, charge: float = 0.0, *, gap: int = 0) -> Way:
        """Go on with the beginning of a character, of which so many bytes fill the gap."""
        guessed = self.guessed or gap > 0
        return Way(self.cost + charge, self.last, self.folded, self.text, partial, guessed, self.restored, self.gap + gap)

    def then(self, char: str, cost: float, slot: Slot | None = None, gap: int = 0) -> Way:
        """Go on with ``char``, which is ``slot`` if it was lost: so many bytes of it."""
        folded = self.folded
        if not (char.isascii() and char != "\n" and folded[-1:] == trigrams.ASCII):
            folded = (folded + folded_char(char))[-2:]
        slots = (*self.restored, Slot(len(self.text), *slot[1:])) if slot else self.restored
        return Way(self.cost + cost, (self.last + char)[-2:], folded, self.text + char, b"", False, slots, self.gap + gap)

    def filled(self, likely: Likely, charge: float, gap: int) -> Way:
        """Go on with the ``likely`` character, of which so many bytes were lost; what `then` does, for the inmost loop."""
        cost, char, alike = likely
        slots = (*self.restored, Slot(len(self.text), char, BY_WEIGHT, ""))
        last, folded = (self.last + char)[-2:], (self.folded + alike)[-2:]
        return Way(self.cost + (cost + charge), last, folded, self.text + char, b"", False, slots, self.gap + gap)


class Bounds:
    """The least costs of the ways over one gap, by the number of bytes filled in: those that none of them stays behind."""

    def __init__(self) -> None:
        self._least: dict[int, float] = {}

    def may_admit(self, gap: int, cost: float) -> bool:
        """Tell whether a way of that cost in nats is not too far behind one that was admitted."""
        least = self._least.get(gap)
        return least is None or cost <= least + UNLIKELY

    def admit(self, gap: int, cost: float) -> bool:
        """The same, and remember it."""
        least = self._least.get(gap)
        if least is None or cost < least:
            self._least[gap] = cost
            return True
        return cost <= least + UNLIKELY


cost_of: Callable[[Way], float] = itemgetter(0)
"""What returns the cost in nats, to sort by."""


@lru_cache(1 << 12)
def folded_char(char: str) -> str:
    """Return ``char`` as the model of three characters has it."""
    return trigrams.fold(char) if char else ""
