"""How readings are written behind a character: 區(qū), 區[Qu1], 區（ㄑㄩ）, 區 qū, in whatever brackets and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zlcli.model import zhuyin
from zlcli.model.characters import SYLLABLE, TONED, is_han, toneless
from zlcli.patterns import lazy

# Fonts without a caron have ă or â for ǎ. Marks may be combining, and digits stand for them.
_MARKED = f"{TONED}{TONED.upper()}ăĕĭŏŭâêîôû"
_COMBINING = "\u0300\u0301\u0302\u0304\u0306\u030c"
_TONES = f"{_MARKED}{_COMBINING}1-5"
# What stands for a vowel that an encoding did not have (Big5 has none of the marked ones): 區(q?).
_LOST = "?\ufffd"
_LETTERS = f"{_LOST}a-zA-ZɡɑüÜ\u0308:{_TONES}{zhuyin.LETTERS}{zhuyin.TONES}"
# Up to ten letters, tone marks and tone numbers (zhuang with a decomposed mark has seven), or two readings. Which of these are
# pinyin at all is for `syllables` to say.
_READING = f"[{_LETTERS}]{{1,10}}(?:[/,，、][{_LETTERS}]{{1,10}})?"

OPENING = "(（[【〔［"
# The space that the brackets stand between goes with them. A link's text is no gloss.
BRACKETED = lazy(
    rf"([^\x00-\x7f])( )?[{re.escape(OPENING)}] ?({_READING}) ?(?:[)）】〕］]|\](?!\())(?(2)(?: (?=[^\x00-\x7f]))?)"
)
REPEATED = lazy(r"([^\x00-\x7f])()[(（]([a-z]{1,6})[)）](?:[(（]\3[)）])*")
"""A toneless reading in brackets, or the same one several times."""
_PLAIN = f"[a-zɡɑ]{{0,5}}(?:[ü{TONED}ăĕĭŏŭ]|[aeiouɑ]\u0308?[{_COMBINING}])[a-zɡɑ]{{0,4}}|[a-zü:]{{1,6}}[1-5]"
BARE = lazy(rf"([^\x00-\x7f])( )?({_PLAIN})(?![A-Za-z0-9ü{TONED}])(?(2)(?: |(?=[^\x00-\x7f]|\s|\Z)))")
_SIGN_OF_BARE = lazy(rf"[{TONED}ăĕĭŏŭ{_COMBINING}]|[a-zü][1-5](?![0-9A-Za-z])")

# What `BRACKETED` and `BARE` have behind the character and the space. A class at the beginning is found many times faster than
# a character beyond ASCII, which Chinese consists of.
_BEHIND = r"(?:(?<=[^\x00-\x7f].)|(?<=[^\x00-\x7f] .))"
_BRACKET, _LETTER = lazy(f"[{re.escape(OPENING)}]{_BEHIND}"), lazy(f"[a-zɡɑü:{TONED}ăĕĭŏŭ]{_BEHIND}")

_TONE = lazy(f"[{_TONES}{_LOST}{zhuyin.LETTERS}]")
_BETWEEN = lazy("[/,，、]")


def find(sample: str, *, bare: bool) -> list[re.Match[str]]:
    """Return the characters of ``sample`` with a syllable of pinyin behind them: the character, a space, the reading.

    A toneless one with a capital is a name (陳(Chen)).
    """
    if bare and not _SIGN_OF_BARE.search(sample):
        return []
    if not bare and not any(map(sample.__contains__, OPENING)):
        return []
    found = _found(sample, BARE, _LETTER) if bare else _found(sample, BRACKETED, _BRACKET)
    return [match for match in found if is_han(match[1]) and is_reading(match[3])]


def repeated(sample: str) -> list[re.Match[str]]:
    """Return the characters of ``sample`` with a toneless reading in brackets behind them, or the same one several times."""
    return [match for match in _found(sample, REPEATED, _BRACKET) if is_han(match[1]) and is_reading(match[3])]


def _found(sample: str, pattern: re.Pattern[str], sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Find what ``pattern`` does by its ``sign``."""
    end = 0
    for place in sign.finditer(sample):
        start = place.start() - (2 if sample[place.start() - 1] == " " else 1)
        match = pattern.match(sample, start) if start >= end else None
        if match:
            end = match.end()
            yield match


def is_reading(text: str) -> bool:
    """Tell whether ``text`` is one or two syllables of pinyin; a toneless one with a capital is a name (陳(Chen))."""
    if not (is_toned(text) or text.islower()):
        return False
    return all(any(map(SYLLABLE.fullmatch, possible(syllable))) for syllable in syllables(text))


def syllables(reading: str) -> tuple[str, ...]:
    """Return the one or two readings of ``reading`` as toneless pinyin: ``Qū``, ``ㄑㄩ`` and ``qu1`` all give ``qu``."""
    return tuple(toneless(zhuyin.to_pinyin(part)) for part in _BETWEEN.split(reading))


def possible(syllable: str) -> tuple[str, ...]:
    """Return what ``syllable`` may have been: itself, or with each vowel in the place of one that an encoding lost.

    >>> possible("j?n")
    ('jan', 'jen', 'jin', 'jon', 'jun')
    """
    lost = [char for char in syllable if char in _LOST]
    if len(lost) != 1 or len(syllable) == 1:
        return () if lost else (syllable,)
    return tuple(syllable.replace(lost[0], vowel) for vowel in "aeiou")


def is_toned(reading: str) -> bool:
    """Tell whether ``reading`` says a tone; bopomofo does, as it leaves out but the mark of the first."""
    return _TONE.search(reading) is not None
