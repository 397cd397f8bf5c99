"""Facts about single Han characters: script, counterpart, readings.

The tables are made by :mod:`zlcli.model.build`, which names their sources and licences; ``data/README.md`` repeats them.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from zlcli.patterns import lazy
from zlcli.resources import read_text

# Unified ideographs with extension A, compatibility ideographs, and the supplementary planes (Unicode 16, Blocks.txt).
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHARACTER = lazy(f"[{HAN}]")
FOLDED_MARKS = "，：；？！（）"
"""Punctuation that NFKC folds to ASCII: to ,:;?!() in this order."""


def is_han(char: str) -> bool:
    """Tell whether one character (or none) is of the class `HAN`, which takes a millisecond to compile wherever it stands."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


# A syllable of Hanyu Pinyin without its tone, ü written u (see `toneless`): an initial or none, then one of the finals.
SYLLABLE = lazy(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|[aoeiu])"
)
# Vowels, and syllabic m and n, with the marks of the four tones, composed.
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# U+0261 and U+0251 are what many fonts and converters put for the g and a of pinyin.
_LOOKALIKES = str.maketrans({"ɡ": "g", "ɑ": "a", "v": "u", ":": None})


class Scripts(NamedTuple):
    """Characters told apart by script."""

    to_hans: dict[int, str]
    """Traditional code point -> its Simplified character, for `str.translate`."""
    hant_only: frozenset[str]
    hans_only: frozenset[str]


@cache
def scripts() -> Scripts:
    """Return the script tables, read once (about 7,000 characters)."""
    pairs, hant, hans, _ = read_text(__file__, "scripts.txt").split("\n")
    to_hans = {ord(a): b for a, b in zip(pairs[::2], pairs[1::2], strict=True)}
    return Scripts(to_hans, frozenset(hant), frozenset(hans))


@cache
def readings() -> dict[str, str]:
    """Return the characters of one script only (區, 项) by each of their syllables, written as `toneless` gives it."""
    return _by_syllable("readings.txt")


@cache
def _readings_of_both() -> dict[str, str]:
    """Return the other characters of GB/T 2312 (月, 的) likewise."""
    return _by_syllable("readings_both.txt")


def _by_syllable(name: str) -> dict[str, str]:
    rows = (line.split("\t") for line in read_text(__file__, name).splitlines())
    return {syllable: chars for syllable, chars in rows}  # noqa: C416  (dict(rows) would not type-check)


@lru_cache(maxsize=4096)  # a converter uses a few hundred spellings
def toneless(pinyin: str) -> str:
    """Fold a written reading to bare letters: ``Lǜ``, ``lv4``, ``lu:`` and ``lü`` all give ``lu``."""
    letters = unicodedata.normalize("NFD", pinyin.strip().lower()).translate(_LOOKALIKES)
    return "".join(c for c in letters if not unicodedata.combining(c)).rstrip("12345")


def is_read(char: str, pinyin: str) -> bool:
    """Tell whether ``pinyin`` is a reading of ``char``, tones aside.

    Known for characters of one script only (區, 项); any other character gives False.
    """
    return char in readings().get(toneless(pinyin), "")


def is_commonly_read(char: str, pinyin: str) -> bool:
    """Tell the same of every character of GB/T 2312, and of every Traditional one."""
    return is_read(char, pinyin) or char in _readings_of_both().get(toneless(pinyin), "")
