"""What a document itself says of its words: pairs of characters that stand in it undamaged.

A word that lost a byte in one line stands whole in another. The model is adapted by interpolation with the document's own
relative frequencies (the cache model of Kuhn and De Mori, 1990), so that a pair seen twice here outweighs one that is frequent
elsewhere. In manuals, poems and a newspaper's prose the likeliest of the characters for a lost byte before ASCII is the right
one in 87 of 100 cases by the model alone, in 93 with the pairs of a thousand characters on both sides, 94 with four thousand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from functools import cached_property
from operator import add

from zlcli.model.bigrams import cost_after
from zlcli.model.characters import scripts
from zlcli.repair.forms import Forms

_NOTHING: frozenset[str] = frozenset()
# What the model's probability counts for, in occurrences of the first character; 2 to 8 are as good.
_WEIGHT = 4.0
# The same of what is known of the first two.
_WEIGHT_OF_THREE = 1.0
# Occurrences that each script has before any is read.
_EITHER = 0.3
# Characters that are read: as many as a long article; more of them change little.
_ENOUGH = 1 << 16
# Pairs whose cost is remembered: of a book some 100,000 are asked for, of about 100 bytes each.
_REMEMBERED = 1 << 16


class Words:
    """The model, adapted to the ``texts`` of one document.

    ``swallows_ends`` tells that some of its lines lost their ends with the byte before, ``ends_in_cr`` that they
    end in two characters, CR and LF.
    """

    def __init__(self, texts: Iterable[str] = (), *, swallows_ends: bool = False, ends_in_cr: bool = False) -> None:
        self.swallows_ends, self.ends_in_cr = swallows_ends, ends_in_cr
        self._costs: dict[str, float] = {}
        self._pairs: Counter[str] = Counter()
        self._triples: Counter[str] = Counter()
        self.lines = 0
        """Lines that were read."""
        self.forms = Forms()
        """What stands behind other characters than ASCII."""
        read = 0
        for text in texts:
            self._pairs.update(map(add, text, text[1:]))
            self._triples.update(map(add, map(add, text, text[1:]), text[2:]))
            self.lines += 1
            self.forms.read(text)
            read += len(text)
            if read > _ENOUGH:
                break
        self._seconds: defaultdict[str, set[str]] = defaultdict(set)
        self._firsts: Counter[str] = Counter()
        for pair, count in self._pairs.items():
            self._seconds[pair[0]].add(pair[1])
            self._firsts[pair[0]] += count

    def adapted(self, before: str, chars: str, costs: list[float]) -> list[float]:
        """Return the ``costs`` in nats of ``chars`` after the two characters ``before``, as the document has them."""
        last = before[-1:]
        seen = self._firsts.get(last)
        if not seen:
            return costs
        seen_both = self._pairs.get(before, 0) if len(before) == 2 else 0
        rarer = math.log((seen + _WEIGHT) / _WEIGHT * (seen_both + _WEIGHT_OF_THREE) / _WEIGHT_OF_THREE)
        found = [cost + rarer for cost in costs]
        followers = self._seconds[last]
        for i, char in enumerate(chars):
            if char in followers:
                share = (self._pairs[last + char] + _WEIGHT * math.exp(-costs[i])) / (seen + _WEIGHT)
                triples = self._triples[before + char] if seen_both else 0
                found[i] = -math.log((triples + _WEIGHT_OF_THREE * share) / (seen_both + _WEIGHT_OF_THREE))
        return found

    @cached_property
    def script_costs(self) -> tuple[float, float]:
        """What a character costs, in nats, that is Simplified only, and one that is Traditional only."""
        hans, hant = self._scripts
        both = hans + hant + 2 * _EITHER
        return -math.log((hans + _EITHER) / both), -math.log((hant + _EITHER) / both)

    @property
    def _scripts(self) -> tuple[int, int]:
        """Occurrences of characters of one script only: Simplified, Traditional."""
        known = scripts()
        hans, hant = (
            sum(count for char, count in self._firsts.items() if char in only) for only in (known.hans_only, known.hant_only)
        )
        return hans, hant

    def seen_after(self, previous: str) -> Set[str]:
        """Return the characters that follow ``previous`` in the document."""
        return self._seconds.get(previous, _NOTHING)

    def after(self, previous: str, char: str) -> float:
        """Return the cost in nats of ``char`` after the character ``previous``."""
        pair = previous + char
        cost = self._costs.get(pair)
        if cost is None:
            self._costs[pair] = cost = self._cost(previous, char)
        return cost

    def _cost(self, previous: str, char: str) -> float:
        if len(self._costs) >= _REMEMBERED:
            self._costs.clear()
        cost = cost_after(previous, char)
        seen = self._firsts.get(previous)
        if not seen:
            return cost
        return -math.log((self._pairs.get(previous + char, 0) + _WEIGHT * math.exp(-cost)) / (seen + _WEIGHT))

    def score_after(self, previous: str, text: str) -> float:
        """Return the cost in nats of ``text`` after the character ``previous``."""
        return sum(map(self.after, previous + text, text))


UNKNOWN = Words()
"""Of no document: the model alone."""
