"""Regions' words of zlcli's own, beside OpenCC's: what ``data/words.tsv`` stands for in each of OpenCC's dictionaries.

Needed only to write those tables (:mod:`zlcli.script.build_phrases`); a conversion reads what was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from zlcli.records import Record
from zlcli.script import lexicon
from zlcli.script.counted import CLEARLY, EXPECTED, LONGEST_KEY, Words
from zlcli.script.lexicon import Lists

# Words at least this frequent (of some 60 million) are looked for before one of ours: with rarer ones the table only grows.
_COMMON = 3000
# Shorter words of ours may be what is left of two others.
_UNMISTAKABLE = 3
# OpenCC's dictionaries of a region's words, with the configuration that writes its characters, and those of the way back.
_FORWARD = {"TWPhrases": ("tw", "t2tw"), "HKPhrases": ("hk", "t2hk")}
_BACK = {"TWPhrasesRev": "tw", "HKPhrasesRev": "hk"}


class Row(Record):
    """A line of the table: what the mainland calls a thing, in Simplified, and what regions do, in their characters."""

    regions: str
    way: str
    mainland: str
    regional: str


@cache
def rows() -> tuple[Row, ...]:
    """Return the lines of ``data/words.tsv``, which says what its columns mean; one with a list's name is as many."""
    written, lists = lexicon.table("words.tsv")
    return tuple(row for line in written for row in _read(line, lists))


def phrases(stage: str) -> dict[str, str]:
    """Return what goes beside OpenCC's dictionary ``stage``, one of `lexicon.REGIONAL`."""
    if stage in _FORWARD:
        region, config = _FORWARD[stage]
        found = [row for row in rows() if row.way in "=>" and region in row.regions]
        return {_standard(row.mainland): row.regional or _spelled(config, _standard(row.mainland)) for row in found}
    if stage in _BACK:
        back = [row for row in rows() if row.way in "=<" and _BACK[stage] in row.regions]
        return {row.regional: _standard(row.mainland) or row.regional for row in back}
    # What keeps the words whole until those dictionaries are asked.
    return {row.mainland: _standard(row.mainland) for row in rows() if row.way in "=>"}


def whole_after(keys: Iterable[str], known: Iterable[str], counts: Words) -> dict[str, str]:
    """Return regions' words after what would take their beginning: 台 + 数码相机, where 台数 is one of ``keys``.

    ``known`` are OpenCC's words. A long word of ours is unmistakable after any common one; others have to be clearly likelier
    there than the key is.
    """
    long, begun = _long(), defaultdict[str, set[str]](set)
    for word in {row.mainland for row in rows() if row.mainland}.union(known):
        for cut in range(1, len(word)):
            begun[word[:cut]].add(word)
    found = {
        (key[:cut], word)
        for key in keys
        for cut in range(1, len(key))
        for word in begun.get(key[cut:], ())
        if (word in long and counts.count(key[:cut]) >= _COMMON)
        or (len(key) <= LONGEST_KEY and _likelier(counts, key, cut, word))
    }
    return {left + word: _standard(left) + _standard(word) for left, word in found}


def whole_back() -> dict[str, str]:
    """Return words back with a character that is an entry of ours by itself (迺 of 甘迺迪), which would end the word there."""
    singles = {hant: hans for hant, hans in lexicon.to_hans().items() if len(hant) == 1}
    back = {row.regional for row in rows() if row.way in "=<" and not singles.keys().isdisjoint(row.regional)}
    return {word: _spelled("t2s", "".join(singles.get(char, char) for char in word)) for word in back}


def _long() -> set[str]:
    written = (row[2] for row in lexicon.table("words.tsv")[0] if row[1] in "=>" and "{" not in row[2])
    return {word for word in written if len(word) >= _UNMISTAKABLE}


def _likelier(counts: Words, key: str, cut: int, word: str) -> bool:
    apart = counts.meetings(key[:cut], word)
    return apart >= EXPECTED and apart >= CLEARLY * counts.meetings(key, word[len(key) - cut :])


def _read(line: Sequence[str], lists: Lists) -> Iterator[Row]:
    """Read a line: one with a single word keeps it, and of a list's words it keeps them as they are written on its side."""
    regions, way, mainland, *regional = line
    for hans, hant in lexicon.expanded(mainland, regional[0] if regional else mainland, lists).items():
        if regional:
            yield Row(regions, way, hans, hant)
        else:
            yield Row(regions, way, "", hant) if way == "<" else Row(regions, way, hans, "")


def _standard(hans: str) -> str:
    """Return how the first step of OpenCC's, with our phrases, writes a word of the mainland."""
    return lexicon.to_hant().get(hans) or _spelled("s2t", hans)


def _spelled(config: str, hans: str) -> str:
    return _converter(config)(hans)


@cache
def _converter(config: str) -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert
