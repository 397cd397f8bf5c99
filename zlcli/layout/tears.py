"""Whether a line end divides a word, weighed by the model in nats.

Between lines that were never one the evidence is 5 nats in the middle, and seldom 10; inside words it is 10 to 17.
"""

from __future__ import annotations

from collections.abc import Iterable

from zlcli.layout.lines import HAS_HAN
from zlcli.model.bigrams import cost_after

LEAST = 5.0
"""Less than this is no evidence of a break inside a word."""
ENOUGH = 14.0
"""So many nats in all tell that lines break inside words."""
_COMMA = 7.0


def evidence(breaks: Iterable[tuple[str, str]]) -> float:
    """Return the nats in all that ``breaks``, each of two lines that hold text, divide words."""
    weights = (weigh(line.rstrip()[-1], following.lstrip()[0]) for line, following in breaks)
    return sum(weight for weight in weights if weight >= LEAST)


def weigh(left: str, right: str) -> float:
    """Return how much likelier ``right`` is after ``left`` than after the end of a line, in nats; a comma ends no line."""
    if left in "，、,":
        return _COMMA
    if not HAS_HAN.match(left) or not HAS_HAN.match(right):
        return 0.0
    return cost_after(left, "\n") + cost_after("\n", right) - cost_after(left, right)
