"""Where a text was written: the mainland, Taiwan, Hong Kong, or in Traditional characters that a converter put."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from zlcli.compiled import compiled
from zlcli.document import Region, RegionGuess, Script
from zlcli.places import places
from zlcli.resources import read_text

# Two regions share words of a third (打印 is the mainland's and Hong Kong's): what decides must be told by this many more.
_MARGIN = 2
# Of Traditional text with the mainland's words, this share of region words makes it the mainland's: Taiwan and Hong Kong know
# them from the news.
_MAINLAND_SHARE = 0.6
# From so many characters on all words are compiled.
_SHORT = 20_000
# Words shown as evidence.
_SHOWN = 6


def guess(text: str, script: Script | None) -> RegionGuess:
    """Guess the region of ``text``; ``None`` where the evidence is thin or points to several.

    Simplified text counts as the mainland's (Singapore's and Malaysia's looks the same). In Traditional text the words and
    forms of ``data/regions.tsv`` are counted, each as often as it stands there; those of two regions count for both.
    """
    if script == "hans":
        return RegionGuess("cn", ("Simplified characters",))
    if script != "hant":
        return RegionGuess(None, ())
    found = _counted(text)
    scores: Counter[str] = Counter()
    for word, count in found.items():
        scores.update(dict.fromkeys(_words()[word], count))
    region = _decide(scores)
    return RegionGuess(region, _evidence(region, found))


def _decide(scores: Counter[str]) -> Region | None:
    """Weigh the counts: what only converters write, or the mainland's words in Traditional, means a converter."""
    mainland = scores["cn"] + scores["converted"]
    local = max(scores["tw"], scores["hk"])
    if mainland - local >= _MARGIN and mainland > _MAINLAND_SHARE * (mainland + local):
        return "cn-hant"
    if abs(scores["tw"] - scores["hk"]) < _MARGIN or local < mainland:
        return None
    return "tw" if scores["tw"] > scores["hk"] else "hk"


def _evidence(region: Region | None, found: Counter[str]) -> tuple[str, ...]:
    names = {"cn", "converted"} if region == "cn-hant" else {region}
    telling = [word for word, _ in found.most_common() if names & set(_words()[word])]
    return tuple(telling[:_SHOWN])


@cache
def _words() -> dict[str, tuple[str, ...]]:
    rows = [line.split("\t") for line in read_text(__file__, "regions.tsv").splitlines() if line and not line.startswith("#")]
    table: dict[str, set[str]] = {}
    for region, words in rows:
        for word in words.split(" "):
            table.setdefault(word, set()).add(region)
    return {word: tuple(sorted(regions)) for word, regions in table.items()}


def _counted(text: str) -> Counter[str]:
    """Count the words of ``text``, the longest at each place.

    In a short one each is looked up, for to compile all takes longer.
    """
    if len(text) > _SHORT:
        return Counter(_all_words().findall(text))
    chars = _by_first().keys() & set(text)
    held = [word for char in chars for word in _by_first()[char] if word in text]
    ordered = sorted((at, -len(word), word) for word in held for at in places(word, text))
    found: Counter[str] = Counter()
    end = 0
    for at, size, word in ordered:
        if at >= end:
            found[word] += 1
            end = at - size
    return found


@cache
def _by_first() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for word in _words():
        words.setdefault(word[0], []).append(word)
    return words


@cache
def _all_words() -> re.Pattern[str]:
    return compiled("|".join(sorted(_words(), key=len, reverse=True)))
