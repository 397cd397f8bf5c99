"""Which characters had several counterparts, and which was chosen: what is worth a second look after a conversion."""

from __future__ import annotations

from collections.abc import Iterator

from zlcli.document import Choice, Conversion
from zlcli.script.engine import UNDECIDED, undecided
from zlcli.script.lexicon import Direction, candidates

# Characters of context on each side: enough to tell the word.
_CONTEXT = 6


def choices(before: str, after: str, conversion: Conversion, *, line: int, offset: int) -> Iterator[Choice]:
    """Yield a `Choice` for every character of ``before`` that had several counterparts, in order.

    ``line`` is the number of the first line of the text (from 1, 0 if it is not known); ``offset`` is where ``after``
    begins in the document.
    """
    direction: Direction = "hans" if conversion.to == "hans" else "hant"
    several = candidates(direction)
    marked = undecided(direction)(before)
    for old, new in _aligned(before, after):
        char, chosen = before[old], after[new]
        # What stands as it was and could not have stayed was protected.
        if char in several and (chosen != char or char in several[char]):
            settled = len(marked) == len(before) and marked[old] != UNDECIDED
            around = after[max(0, new - _CONTEXT) : new + _CONTEXT + 1].replace("\n", " ")
            place = line + before.count("\n", 0, old) if line else 0
            yield Choice(place, offset + new, char, several[char], chosen, around, settled)


def _aligned(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Pair the positions of two versions; words of another length in between are left out."""
    if len(before) == len(after):
        yield from zip(range(len(before)), range(len(after)), strict=True)
        return
    from difflib import SequenceMatcher

    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if b - a == d - c:
            yield from zip(range(a, b), range(c, d), strict=True)
