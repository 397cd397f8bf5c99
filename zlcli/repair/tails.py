"""The frequent loss: characters that lost their last byte, and with it the ASCII character behind, each by itself.

Windows reads UTF-8 in pairs of bytes, so that in its code pages the last byte of a run of an odd number of characters is lost.
All else of the line is known, and each loss is settled where it stands, from left to right: the characters with the same
first two bytes are weighed by what is before them, by whether they end a run, by the script and the words of the document, and
by the brackets and frames that are open. The rest is for the searches `zlcli.repair.lost_bytes` chooses from.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from zlcli.model import trigrams
from zlcli.records import Record
from zlcli.repair.candidates import Candidates, likeliest
from zlcli.repair.followers import ASCII, before_stop, factors, merged, parts, shares, swallowed
from zlcli.repair.loss import NEAR, TRAILS
from zlcli.repair.surroundings import RIGHT_SIDES, SETTLED, STOPS, factor
from zlcli.repair.words import Words

# Characters that cost so many nats more than the best have no share.
_FAR, _TRIED = 7.0, 12
# The same of punctuation and frames, which what is open settles more than the characters before, and the first bytes they have.
_FAR_OF_MARKS, _MARKS_TRIED = 14.0, 24
_MARKS = (b"\xe2\x80", b"\xe2\x94", b"\xe2\x95", b"\xe3\x80", b"\xef\xbc")
# What may follow, and what it costs more in nats: the code that was counted has ASCII behind Chinese oftener than other text.
_ENDS = {"\n": 0.0, trigrams.ASCII: 0.3}
# Where words are parted by spaces they go together as without.
_SPACED_OUT, _TWO_SPACES = re.compile("[\u4e00-\u9fff] [\u4e00-\u9fff]+ "), re.compile("^ +$|  $")
# Characters before a loss in its line that say what is paired.
_LINE = 200
# Bounds in nats on the cost of what follows a character: of those that are rare it is known from a few places only.
_SELDOM = (1.5, 5.0)
# Of a frame only what closes a line or a cell stands before ASCII; nats.
_FRAMES = dict.fromkeys(RIGHT_SIDES, 3.0) | {"│": 5.0}
_RULES, _CORNERS = frozenset("─━═"), dict.fromkeys(RIGHT_SIDES - {"│", "┃", "║"}, 20.0)


class _Likely(Record):
    """A character, its weight beside the likeliest one's, and the probabilities of a line end and of other ASCII after it."""

    char: str
    weight: float
    line_end: float
    ascii: float


class Loss(Record):
    """A character and what it swallowed: the likeliest of each, their probabilities and what comes next."""

    char: str
    share: float
    other: str
    swallowed: str = ""
    swallowed_share: float = 1.0
    swallowed_other: str = ""


def settle(known: bytes, left: str, right: str, words: Words, *, swallows: bool) -> Loss | None:
    """Return the character that begins with the bytes ``known``, all but its last one, between ``left`` and ``right``.

    ``right`` is damaged still; ``swallows`` tells whether ASCII was lost too. None where nothing is likely.
    """
    line = left[max(0, left.rfind("\n") + 1, len(left) - _LINE) :]
    near = left.rstrip(" ") if _SPACED_OUT.search(line) and not _TWO_SPACES.search(line) else left
    before = _folded(near[-3:]) if near else "\n"
    found = _ranked(words, before, near[-2:], known)
    if not found:
        return None
    likely = {one.char: one.weight * factor(one.char, line, right) for one in found}
    if not swallows:
        return Loss(*_best(likely))
    likely_behind = swallowed(left[-NEAR:], right, words)
    behind = parts(line, right)
    line_end, ascii_, text = shares(likely_behind, behind)
    no_stop = ascii_ - before_stop(likely_behind)
    best = _best(
        {
            one.char: likely[one.char]
            * (line_end * one.line_end + (no_stop if one.char in STOPS else ascii_) * one.ascii + text)
            for one in found
        }
    )
    chosen = next(one for one in found if one.char == best[0])
    usual, special = factors(chosen.char, line, right, words), behind.keys()
    followers: dict[str, float] = {}
    for char, weight in likely_behind.items():
        by_end, by_ascii, in_text = behind[char] if char in special else ASCII
        share = weight * (by_end * chosen.line_end + by_ascii * chosen.ascii + in_text)
        followers[char] = share * usual[char] if char in usual else share
    return Loss(*best, *_best(merged(followers, likely_behind, right, words)))


@lru_cache(1 << 12)
def _folded(text: str) -> str:
    return trigrams.fold(text)[-2:]


@lru_cache(1 << 14)
def _ranked(words: Words, before: str, last: str, known: bytes) -> list[_Likely]:
    """The likeliest characters after ``last`` (folded: ``before``)."""
    found = likeliest(_candidates(known, before[-1:] in _RULES), words, last, before)
    least = found[0][0] if found else 0.0
    return [
        _Likely(char, math.exp(least - cost), *_before_ends(before[-1:] + alike))
        for cost, char, alike in found
        if cost < least + _FAR or char in SETTLED
    ]


@lru_cache(1 << 14)
def _before_ends(last: str) -> tuple[float, ...]:
    """The probabilities of a line end and of other ASCII after the characters ``last``, folded."""
    least, most = _SELDOM
    return tuple([math.exp(-min(max(trigrams.cost(last, end) + more, least), most)) for end, more in _ENDS.items()])


@lru_cache(1 << 12)
def _candidates(known: bytes, ruled: bool) -> Candidates:
    """The characters with those first bytes; ``ruled`` tells whether they stand behind a horizontal line."""
    chars = ((known + bytes((last,))).decode(errors="ignore") for last in TRAILS)
    tried, far = (_MARKS_TRIED, _FAR_OF_MARKS) if known in _MARKS else (_TRIED, _FAR)
    return Candidates(chars, tried, far, _CORNERS if ruled else _FRAMES)


def _best(weights: dict[str, float]) -> tuple[str, float, str]:
    """The likeliest, its probability (0 where none is likely at all) and the runner-up."""
    best = max(weights, key=weights.__getitem__)
    most, total = weights.pop(best), 0.0
    for weight in weights.values():
        total += weight
    return best, most / (most + total) if most else 0.0, max(weights, key=weights.__getitem__, default="")
