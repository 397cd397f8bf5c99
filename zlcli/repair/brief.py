"""Readings of two to four Chinese characters: what a second model says of them, and sound words that only look misread.

Of so few characters nearly any bytes are some: 宮島 in Shift_JIS is 相遇 in Big5. The model of pairs (`zlcli.model.bigrams`)
tells what the span lacks to be text of its own language; whether the characters of the reading go together the finer one knows
(`zlcli.model.trigrams`); and words of other languages that would be taken for misread ones are listed.
"""

from __future__ import annotations

from functools import cache

from zlcli.model import trigrams
from zlcli.model.bigrams import cheapest, score
from zlcli.model.characters import HAN
from zlcli.patterns import lazy
from zlcli.repair.word_shapes import word_cost
from zlcli.resources import read_text

_BRIEF = lazy(f"[{HAN}]{{2,4}}")
# The least evidence in nats by the number of characters. The curve: of words of two that were misread in an East Asian code
# page 65 in 100 have 5, 81 have 0, 90 have -5 and 94 have -9; of 19,000 words and names of Japanese and Korean, were they in no
# list, 11, 26, 43 and 85 would be taken for one of two; of those that look like three characters 2 have -12, of four none -20.
_LEAST = {2: -9.0, 3: -12.0, 4: -20.0}
# What it must be more where a syllable of Hangul or a character stands twice, as in Korean's words for sounds and in verse: so
# it does in what other bytes give.
_TWICE_MORE = 8.0
# What Chinese costs more than in the finer model as what stands there: of 30,400 sound phrases of two to four 5 are taken for
# others so, 11 without.
_PHRASE = 2.0
_LETTERS = lazy(f"[{HAN}\u3041-\u30ff\uac00-\ud7a3]+")
_CYRILLIC = lazy("[\u0400-\u04ff]")
# What it must be more where the span has other characters than letters of East Asia: Cyrillic ones (of 2,400 forms of words
# two are taken), and letters, numbers or symbols beside Hangul (of 7,800 pairs 29 are taken) or else (of 29,800 with Han, as
# α beside 波, 38). It may be less where it has what sound text has not: none of 2,943 sound ones is taken.
_MORE = (
    (_LETTERS, 0.0),
    (lazy(f"[^{HAN}]*[\u0400-\u04ff][^{HAN}]*"), 6.0),
    (lazy("(?=.*[\uac00-\ud7a3])[^\ue000-\uf8ff\uff61-\uff9f]+"), 6.0),
    (lazy("[\u0370-\ud7a3\uf900-\uff60\uffa0-\uffff]+"), 10.0),
)
_OTHERS = -7.0
_WORD = lazy(r"[^\W\d_]+")
_TWICE = lazy(r"(.+)\1")
_SYLLABLE_TWICE = lazy(f"([{HAN}\uac00-\ud7a3])\\1")


def is_brief(text: str) -> bool:
    """Tell whether ``text`` is two to four Han characters."""
    return _BRIEF.fullmatch(text) is not None


def is_likely(span: str, text: str, gain: float) -> bool:
    """Tell whether ``text``, which is brief and costs ``gain`` nats less than ``span``, is likely to be what was written."""
    more = next((more for kind, more in _MORE if kind.fullmatch(span)), _OTHERS)
    return evidence(span, text, gain) >= least(text) + more + _TWICE_MORE * bool(_SYLLABLE_TWICE.search(span))


def least(text: str) -> float:
    """Return the least evidence in nats for ``text``, which is brief, where the span is of East Asia's letters."""
    return _LEAST[len(text)]


def has_small_cyrillic(span: str) -> bool:
    """Tell whether ``span`` has Cyrillic letters, not capitals alone, which may be any abbreviation."""
    return _CYRILLIC.search(span) is not None and not span.isupper()


def evidence(span: str, text: str, gain: float) -> float:
    """Return the gain in nats, less what ``span`` lacks to be a word of East Asia, and what speaks against ``text``."""
    before = score(span)
    word = (
        min(before, word_cost(span), trigrams.score(span) + _PHRASE) if len(span) > 1 and _LETTERS.fullmatch(span) else before
    )
    return gain - (before - word) - oddness(text)


def oddness(text: str) -> float:
    """Return what ``text`` costs in nats in the finer model, less what its characters gain there together."""
    return 2 * trigrams.score(text) - sum(map(cheapest, text))


def is_said_twice(text: str) -> bool:
    """Tell whether the reading says the same twice."""
    return _TWICE.fullmatch(text) is not None


def holds_sound_word(span: str) -> bool:
    """Tell whether a word of ``span`` is one of those that a reading would be taken for better than (`data/lookalikes.txt`)."""
    return not lookalikes().isdisjoint(_WORD.findall(span))


@cache
def lookalikes() -> frozenset[str]:
    """Return those words."""
    return frozenset(read_text(__file__, "lookalikes.txt").split())
