"""Readings of two to four Chinese characters: what a second model says of them, and sound words that only look misread.

Of so few characters nearly any bytes are some: 宮島 in Shift_JIS is 相遇 in Big5. The model of pairs (`zlcli.model.bigrams`)
tells what the span lacks to be text of its own language; whether the characters of the reading go together the finer one knows
(`zlcli.model.trigrams`); and words of other languages that would be taken for misread ones are listed.
"""

from __future__ import annotations

from functools import cache

from zlcli.model import trigrams
from zlcli.model.bigrams import cheapest
from zlcli.model.characters import HAN
from zlcli.patterns import lazy
from zlcli.resources import read_text

_BRIEF = lazy(f"[{HAN}]{{2,4}}")
# The least evidence in nats by the number of characters. The curve: of words of two that were misread in an East Asian code
# page 59 in 100 have 0, 70 have -3, 73 have -5 and 78 have -8, of phrases of four 88 have -25; of 117,000 words and names in
# Japanese and Korean that are in no list 31, 79, 127 and 270 are taken for one of two, of those that look like three characters
# 19 have -12 and 45 have -16, of four 7 have -25.
_LEAST = {2: -3.0, 3: -14.0, 4: -25.0}
# What it may be less where the span has anything but letters of East Asia: none of 2,943 sound ones is taken.
_OTHERS = -7.0
# What it must be more where the span is Hangul alone: the forms of Korean's verbs are in no list.
_SYLLABLES = 3.0
_LETTERS = lazy(f"[{HAN}\u3041-\u30ff\uac00-\ud7a3]+")
_HANGUL = lazy("[\uac00-\ud7a3]+")
_WORD = lazy(r"[^\W\d_]+")
_TWICE = lazy(r"(.+)\1")
_SYLLABLE_TWICE = lazy("([\uac00-\ud7a3])\\1")


def is_brief(text: str) -> bool:
    """Tell whether ``text`` is two to four Han characters."""
    return _BRIEF.fullmatch(text) is not None


def is_likely(span: str, text: str, gain: float) -> bool:
    """Tell whether ``text``, which is brief and costs ``gain`` nats less than ``span``, is likely to be what was written."""
    more = _SYLLABLES if _HANGUL.fullmatch(span) else 0.0 if _LETTERS.fullmatch(span) else _OTHERS
    return evidence(text, gain) >= _LEAST[len(text)] + more


def evidence(text: str, gain: float) -> float:
    """Return the gain in nats, less what ``text`` costs in the finer model, with what its characters gain there together."""
    folded = trigrams.fold(text)
    finer = sum(trigrams.cost(f"\n{folded[:i]}"[-2:], char) for i, char in enumerate(folded))
    return gain + sum(map(cheapest, text)) - 2 * finer


def is_said_twice(span: str, text: str) -> bool:
    """Tell whether the reading says the same twice, or the span has a syllable twice as Korean's words for sounds do."""
    return _TWICE.fullmatch(text) is not None or _SYLLABLE_TWICE.search(span) is not None


def holds_sound_word(span: str) -> bool:
    """Tell whether a word of ``span`` is one of those that a reading would be taken for better than (`data/lookalikes.txt`)."""
    return not lookalikes().isdisjoint(_WORD.findall(span))


@cache
def lookalikes() -> frozenset[str]:
    """Return those words."""
    return frozenset(read_text(__file__, "lookalikes.txt").split())
