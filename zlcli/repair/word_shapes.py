"""How well a few characters are formed as a word of Japanese or Korean or a name, whether or not it is in any list.

A name that nobody listed is made of characters that names are made of, in the places where they stand there: 川 ends names,
議 begins none. ``data/word_shapes.txt`` holds what each character costs at the beginning, within, and at the end of a word, so
that 議頁 is told from a name that the model of pairs (`zlcli.model.bigrams`) never saw. Written by
:mod:`zlcli.repair.build_word_shapes`, which names its sources.
"""

from __future__ import annotations

import math
from functools import cache

from zlcli.resources import read_text

STEP = 2
"""Stored units in one nat."""
FIRST, WITHIN, LAST = range(3)
# What a word costs more than its characters in their places: that it is one. Of 0 to 4 nats that parts 1,600 misread words from
# 11,000 sound ones best.
_WORD = 3.0

_Places = tuple[dict[str, int], ...]


def word_cost(text: str) -> float:
    """Return the cost in nats of ``text``, of at least two characters, as a word of the language that it is one of sooner."""
    return min((_cost(text, places) for places in _languages().values()), default=math.inf)


def places_of(text: str) -> list[int]:
    """Return the place of each character of a word: `FIRST`, `WITHIN` or `LAST`."""
    return [FIRST, *[WITHIN] * (len(text) - 2), LAST]


def _cost(text: str, places: _Places) -> float:
    return _WORD + sum(places[i].get(char, places[i][""]) for char, i in zip(text, places_of(text), strict=True)) / STEP


@cache
def _languages() -> dict[str, _Places]:
    """Return by language the costs of characters in each place, in halves of a nat; "" stands for those that are not there."""
    found: dict[str, _Places] = {}
    for line in read_text(__file__, "word_shapes.txt").splitlines():
        language, place, cost, *chars = line.split(" ")
        table = found.setdefault(language, ({}, {}, {}))[int(place)]
        table.update(dict.fromkeys(chars[0] if chars else ("",), int(cost)))
    return found
