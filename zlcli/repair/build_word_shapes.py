"""Count where characters stand in words of Japanese and Korean, and in Chinese names: ``data/word_shapes.txt``.

Run ``python -m zlcli.repair.build_word_shapes SOURCES`` (needs the ``build`` extra), with the folder and the sources that
:mod:`zlcli.repair.build_lookalikes` names, and that one anew afterwards. Only counts are kept, no words.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from zlcli.model import build_bigrams
from zlcli.repair.build_lookalikes import hangul, japanese
from zlcli.repair.word_shapes import FIRST, LAST, STEP, places_of

TARGET = Path(__file__).with_name("data") / "word_shapes.txt"
_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]{2,4}")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,4}")
_KOREAN = re.compile("[\uac00-\ud7a3]{2,4}")
# Hanja that newspapers write for a country, a party or an office, before a word of Korean or behind it, and how many words each
# of them counts for in either place: as many as a frequent syllable does.
_ABBREVIATIONS = "美北中日韓與野英佛獨伊露蘇印臺核車金油株銀社校大院市道郡區南東西新反親脫非對小故前現女男靑軍檢警黨政法家氏"
_AS_OFTEN = 60
# One that was counted less often in a place is not kept; what is not kept costs as one counted so often.
_LEAST, _UNSEEN = 2, 0.05
# Characters that may stand anywhere.
_CHARACTERS = 6000


def main(arguments: list[str]) -> int:
    """Count and write."""
    sources = Path(arguments[0])
    languages = {
        "ja": (chain(japanese(sources), _frequent(sources, "ja")), _JAPANESE),
        "ko": (chain(hangul(sources), _frequent(sources, "ko")), _KOREAN),
        "zh": (_chinese_names(sources), _CHINESE),
    }
    lines: list[str] = []
    for language, (found, pattern) in languages.items():
        words = {unicodedata.normalize("NFC", word) for word in found}
        counts = _counted(word for word in words if pattern.fullmatch(word))
        if language == "ko":
            for place in (FIRST, LAST):
                counts[place].update(dict.fromkeys(_ABBREVIATIONS, _AS_OFTEN))
        lines += (f"{language} {place} {line}\n" for place in range(3) for line in _lines(counts[place]))
    TARGET.write_text("".join(lines), "utf-8")
    return 0


def _frequent(sources: Path, language: str) -> Iterator[str]:
    return (word for word, _ in build_bigrams.wordfreq(sources, language))


def _chinese_names(sources: Path) -> Iterator[str]:
    """Yield names of people and places in both scripts."""
    from opencc import OpenCC

    to_hant = OpenCC("s2tw").convert
    for line in next(sources.glob("jieba-*/jieba/dict.txt")).read_text("utf-8").splitlines():
        word, _, kind = line.split(" ")
        if kind in ("nr", "ns"):
            yield from (word, to_hant(word))


def _counted(words: Iterable[str]) -> tuple[Counter[str], ...]:
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for word in words:
        for char, place in zip(word, places_of(word), strict=True):
            counts[place][char] += 1
    return counts


def _lines(counts: Counter[str]) -> Iterator[str]:
    """Yield the cost of all others, then each cost and the characters that have it."""
    total = counts.total() + _UNSEEN * _CHARACTERS
    by_cost: defaultdict[int, str] = defaultdict(str)
    for char in sorted(char for char, count in counts.items() if count >= _LEAST):
        by_cost[_cost(counts[char], total)] += char
    yield str(_cost(0, total))
    yield from (f"{cost} {by_cost[cost]}" for cost in sorted(by_cost))


def _cost(count: int, total: float) -> int:
    return round(-math.log((count + _UNSEEN) / total) * STEP)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
