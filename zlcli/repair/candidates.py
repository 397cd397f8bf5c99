"""The characters that one may be of which bytes are lost, the likeliest first by what stands before it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from zlcli.model import trigrams
from zlcli.model.bigrams import cheapest
from zlcli.model.characters import scripts
from zlcli.repair.words import Words

# Characters that are rarer by themselves (cost in nats) are not tried, unless the document has them.
_RAREST = 14.5
# Contexts whose candidates are kept, of some ten each: a long document asks for ten thousand, many of which others ask for too.
_REMEMBERED = 1 << 14
# What the order of additions may change in nats, and in the order of what costs the same.
_SAME, _MORE = 1e-6, 4


class Candidates:
    """Those of ``chars`` that are not too rare, of which so many are ``tried``, none ``far`` nats behind the likeliest.

    ``discounts`` is what some cost less.
    """

    def __init__(self, chars: Iterable[str], tried: int, far: float, discounts: Mapping[str, float]) -> None:
        self.tried, self.far, self.discounts = tried, far, discounts
        common = "".join(char for char in chars if char and cheapest(char) < _RAREST)
        only = scripts()
        folded = common.translate(only.to_hans)
        self.choice = trigrams.Choice(folded)
        self.known = {
            char: (alike, 1 if char in only.hans_only else 2 * (char in only.hant_only))
            for char, alike in zip(common, folded, strict=True)
        }
        """Each with its folded form, and 1 for Simplified only, 2 Traditional, 0 both."""
        self.places = tuple((char, script, discounts.get(char, 0.0)) for char, (_, script) in self.known.items())
        """The same by place in ``choice``, with what it costs less."""
        self.rest: tuple[list[tuple[float, str, float, int]], ...] = ([], [], [])
        """For each script what those cost of which nothing is known where they stand, in order, with their places."""
        for place, ((char, script, discount), cost) in enumerate(zip(self.places, self.choice.backoff, strict=True)):
            self.rest[script].append((cost - discount, char, cost, place))
        for rest in self.rest:
            rest.sort()


Likely = tuple[float, str, str]
"""A cost in nats, the character, and its folded form."""


def likeliest(candidates: Candidates, words: Words, last: str, folded: str) -> list[Likely]:
    """Return the likeliest of ``candidates`` after ``last`` (folded: ``folded``), in order."""
    costs = _by_model(candidates, folded)
    known, discount = candidates.known, candidates.discounts.get
    seen = (words.seen_after(last[-1:]) & known.keys()) - costs.keys()
    if seen:
        costs = costs | {char: trigrams.cost(folded, known[char][0]) for char in seen}
    script_costs = (0.0, *words.script_costs)
    weighed = [
        (cost + script_costs[known[char][1]] - discount(char, 0.0), char)
        for char, cost in zip(costs, words.adapted(last, "".join(costs), [*costs.values()]), strict=True)
    ]
    limit = min(weighed)[0] + candidates.far if weighed else 0.0
    found = sorted([one for one in weighed if one[0] < limit])[: candidates.tried]
    return [(cost, char, known[char][0]) for cost, char in found]


@lru_cache(_REMEMBERED)
def _by_model(candidates: Candidates, folded: str) -> dict[str, float]:
    """The costs of those that may be among the likeliest, whichever script and words the document has."""
    found: dict[str, float] = {}
    known = trigrams.costs(folded, candidates.choice)
    by_script: tuple[list[tuple[float, str, float]], ...] = ([], [], [])
    for place, cost in known.items():
        char, script, discount = candidates.places[place]
        by_script[script].append((cost - discount, char, cost))
    far, most = candidates.far + _SAME, candidates.tried + _MORE
    for costs, rest in zip(by_script, candidates.rest, strict=True):
        limit = min(costs)[0] + far if costs else math.inf
        for weighed, char, cost, place in rest:
            if weighed >= limit or len(costs) >= most + len(known):
                break
            if place not in known:
                costs.append((weighed, char, cost))
        costs.sort()
        limit = costs[0][0] + far if costs else 0.0
        found |= {char: cost for weighed, char, cost in costs[:most] if weighed < limit}
    return found
