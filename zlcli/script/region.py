"""Where a text was written: the mainland, Taiwan, Hong Kong, or in Traditional characters that a converter put."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from zlcli.compiled import compiled
from zlcli.document import Region, RegionGuess, Script
from zlcli.places import places
from zlcli.resources import read_text

# One word is thin evidence: a region's own words lead over those of one of the others by this many at least.
_MARGIN = 2
# Of Traditional text with the mainland's words, this share of region words makes it the mainland's: Taiwan and Hong Kong know
# them from the news.
_MAINLAND_SHARE = 0.6
# What the names in the table tell of.
_REGIONS: dict[str, Region] = {"tw": "tw", "hk": "hk", "cn": "cn-hant", "converted": "cn-hant"}
_RIVALS: dict[Region, tuple[Region, Region]] = {"cn-hant": ("tw", "hk"), "tw": ("cn-hant", "hk"), "hk": ("cn-hant", "tw")}
# From so many characters on all words are compiled.
_SHORT = 20_000
# Words shown as evidence.
_SHOWN = 6


def guess(text: str, script: Script | None) -> RegionGuess:
    """Guess the region of ``text``; ``None`` where the evidence is thin or points to several.

    Simplified text counts as the mainland's (Singapore's and Malaysia's looks the same). In Traditional text the words and
    forms of ``data/regions.tsv`` are counted, each as often as it stands there. What two regions share
    tells only that it is not the third.
    """
    if script == "hans":
        return RegionGuess("cn", ("Simplified characters",))
    if script != "hant":
        return RegionGuess(None, ())
    found = _counted(text)
    region = _decide(found)
    return RegionGuess(region, _evidence(region, found))


def _decide(found: Counter[str]) -> Region | None:
    """Return the region whose words lead over those of each other one, and over one of them clearly."""
    for region, rivals in _RIVALS.items():
        leads = [_own(found, region, rival) - _own(found, rival, region) for rival in rivals]
        if min(leads) > 0 and max(leads) >= _MARGIN:
            return None if region == "cn-hant" and _as_news(found) else region
    return None


def _own(found: Counter[str], region: Region, rival: Region) -> int:
    """How often words of ``region`` stand there that ``rival`` does not have."""
    return sum(count for word, count in found.items() if region in _words()[word] and rival not in _words()[word])


def _as_news(found: Counter[str]) -> bool:
    """Tell whether the mainland's words are so few beside others that somebody elsewhere may speak of it."""
    mainland = _own(found, "cn-hant", "tw")
    local = max(_own(found, "tw", "cn-hant"), _own(found, "hk", "cn-hant"))
    return mainland <= _MAINLAND_SHARE * (mainland + local)


def _evidence(region: Region | None, found: Counter[str]) -> tuple[str, ...]:
    telling = [word for word, _ in found.most_common() if region in _words()[word]]
    return tuple(telling[:_SHOWN])


@cache
def _words() -> dict[str, set[Region]]:
    rows = [line.split("\t") for line in read_text(__file__, "regions.tsv").splitlines() if line and not line.startswith("#")]
    table: dict[str, set[Region]] = {}
    for name, words in rows:
        for word in words.split(" "):
            table.setdefault(word, set()).add(_REGIONS[name])
    return table


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
