"""The characters that one may be of which bytes are lost, the likeliest first by what stands before it."""

from __future__ import annotations

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


Likely = tuple[float, str, str]
"""A cost in nats, the character, and its folded form."""


def likeliest(candidates: Candidates, words: Words, last: str, folded: str) -> list[Likely]:
    """Return the likeliest of ``candidates`` after ``last`` (folded: ``folded``), in order."""
    costs = _by_model(candidates, folded)
    known, discount = candidates.known, candidates.discounts.get
    seen = [char for char in words.seen_after(last[-1:]) if char in known and char not in costs]
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
    by_script: tuple[list[tuple[float, str, float]], ...] = ([], [], [])
    for (char, (_, script)), cost in zip(candidates.known.items(), trigrams.costs(folded, candidates.choice), strict=True):
        by_script[script].append((cost - candidates.discounts.get(char, 0.0), char, cost))
    for costs in by_script:
        costs.sort()
        limit = costs[0][0] + candidates.far + _SAME if costs else 0.0
        found |= {char: cost for weighed, char, cost in costs[: candidates.tried + _MORE] if weighed < limit}
    return found
