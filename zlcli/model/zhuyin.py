"""Bopomofo (注音), the letters that Taiwan writes readings with, as toneless pinyin: ㄑㄩ is qu.

The two spell the same syllables (ISO 7098, annex); only where no initial stands before does pinyin write y and w.
"""

from __future__ import annotations

LETTERS = "ㄅ-ㄩ"
"""The range of the letters, for a pattern's class."""
TONES = "ˊˇˋ˙ˉ"

_INITIALS = {"ㄅ": "b", "ㄆ": "p", "ㄇ": "m", "ㄈ": "f", "ㄉ": "d", "ㄊ": "t", "ㄋ": "n", "ㄌ": "l", "ㄍ": "g", "ㄎ": "k",
             "ㄏ": "h", "ㄐ": "j", "ㄑ": "q", "ㄒ": "x", "ㄓ": "zh", "ㄔ": "ch", "ㄕ": "sh",
             "ㄖ": "r", "ㄗ": "z", "ㄘ": "c", "ㄙ": "s"}  # fmt: skip
_FINALS = {"ㄚ": "a", "ㄛ": "o", "ㄜ": "e", "ㄝ": "e", "ㄞ": "ai", "ㄟ": "ei", "ㄠ": "ao", "ㄡ": "ou", "ㄢ": "an", "ㄣ": "en",
           "ㄤ": "ang", "ㄥ": "eng", "ㄦ": "er", "ㄧ": "i", "ㄨ": "u", "ㄩ": "u"}  # fmt: skip
# Behind one of the three medials, where that is no mere joining of the two.
_JOINED = {"ㄧㄝ": "ie", "ㄧㄡ": "iu", "ㄧㄣ": "in", "ㄧㄥ": "ing", "ㄨㄟ": "ui", "ㄨㄣ": "un", "ㄨㄥ": "ong",
           "ㄩㄝ": "ue", "ㄩㄣ": "un", "ㄩㄥ": "iong"}  # fmt: skip
# Without an initial.
_ALONE = {"i": "yi", "in": "yin", "ing": "ying", "iu": "you", "u": "wu", "ui": "wei", "un": "wen", "ong": "weng"}
# The vowel of 知 and 資, which bopomofo does not write.
_BUZZING = "ㄓㄔㄕㄖㄗㄘㄙ"


def to_pinyin(text: str) -> str:
    """Return the toneless pinyin of one syllable; what is no bopomofo comes out as it is."""
    letters = text.strip(TONES)
    if not letters or not all("ㄅ" <= c <= "ㄩ" for c in letters):
        return text
    initial = letters[0] if letters[0] in _INITIALS else ""
    rest = letters[len(initial) :]
    final = _JOINED.get(rest) or "".join(_FINALS.get(c, c) for c in rest)
    if initial:
        return _INITIALS[initial] + (final or ("i" if initial in _BUZZING else ""))
    if rest.startswith("ㄩ"):
        return "yong" if final == "iong" else f"y{final}"
    return _ALONE.get(final) or {"ㄧ": "y", "ㄨ": "w"}.get(rest[0], "") + (final[1:] if rest[0] in "ㄧㄨ" else final)
