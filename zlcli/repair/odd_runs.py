"""A few characters by themselves, common ones too, that do not go together: 議頁 was 的是.

The shorter a text is, the closer they are looked at: each takes a third of a millisecond when its readings are weighed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from zlcli.model.bigrams import STEP, costs_of
from zlcli.patterns import lazy

SHORT = 4096
"""The most characters of a text that is looked at one by one; to compile the class of all that are common takes longer."""
CLOSE = 256
"""The most characters of a text that is looked at closely."""
WORTH_SINGLE = 7.0
"""The mean cost in nats that prose in Latin and Cyrillic letters does not have (see `zlcli.repair.suspicion`)."""
_WORTH = 10.0
# The same where a text is looked at closely, and in the finer model. Of what Chinese has between ASCII 7 in a hundred are
# dearer in the one, 7 in a thousand in both, of what was misread 99.7 in a hundred.
_CLOSE_WORTH, _CLOSE_WORTH_SINGLE, _FINER_WORTH = 7.5, 5.0, 7.0
_MOST = 16
_LAST_LETTER = "\u04ff"
_ASCII_LETTER = lazy("[A-Za-z]")
_FEW = lazy(
    r"(?<![^\x00-\x7f])[^\x00-\x7f]{2,8}(?![^\x00-\x7f])"
    # Letters with a mark between, beside Chinese: of Russian capitals alone any may be an abbreviation.
    "|(?<=[\u2e80-\uffef])(?=[\u0400-\u04ff]*[\x80-\xbf])[\x80-\xbf\u0400-\u04ff]{3,8}"
    "|(?=[\u0400-\u04ff]*[\x80-\xbf])[\x80-\xbf\u0400-\u04ff]{3,8}(?=[\u2e80-\uffef])"
)
_FEW_CLOSE = lazy(
    r"(?<![^\x00-\x7f])[^\x00-\x7f]{2,16}(?![^\x00-\x7f])"
    # Letters and symbols of single bytes before others of ASCII, as Big5 has them: ÑiÑH.
    "|(?<![@-~\x80-\u2e7f])[\x80-\u2e7f](?:[@-~](?<=[\x80-\u2e7f].)|[\x80-\u2e7f]){1,14}(?![@-~\x80-\u2e7f])"
)


def odd_runs(text: str, *, closely: bool = True) -> Iterator[int]:
    """Yield where such characters are; in a text that is not short a look takes too long, and where it is not wanted."""
    if len(text) <= SHORT:
        yield from (match.start() for match in _FEW.finditer(text) if _is_dear(match[0], _WORTH, WORTH_SINGLE))
    if closely and len(text) <= CLOSE:
        yield from (match.start() for match in _FEW_CLOSE.finditer(text) if _is_no_word(match[0]))


def least_of_few(text: str) -> float:
    """Return the mean cost in nats from which on a close look at ``text`` is worth it, infinite if it is too long."""
    if len(text) > _MOST:
        return math.inf
    return _CLOSE_WORTH_SINGLE if max(text, default="") <= _LAST_LETTER else _CLOSE_WORTH


def _is_no_word(text: str) -> bool:
    """Tell whether ``text`` is dear, and no word of a European language that ASCII has letters of."""
    is_word = text.isalpha() and (text.islower() or text.isupper() or text.istitle()) and _ASCII_LETTER.search(text)
    if is_word or not _is_dear(text, _CLOSE_WORTH, _CLOSE_WORTH_SINGLE):
        return False
    if max(text) <= _LAST_LETTER:
        return True
    from zlcli.model import trigrams  # what few texts need

    return trigrams.score(text) > _FINER_WORTH * len(text)


def _is_dear(text: str, worth: float, worth_single: float) -> bool:
    return sum(costs_of(text)) > (worth if max(text) > _LAST_LETTER else worth_single) * STEP * len(text)
