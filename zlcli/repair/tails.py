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
from typing import NamedTuple

from zlcli.model import trigrams
from zlcli.repair.candidates import Candidates, likeliest
from zlcli.repair.surroundings import RIGHT_SIDES, STOPS, factor
from zlcli.repair.swallowed import USUAL, charges
from zlcli.repair.words import Words

# Characters that cost so many nats more than the best have no share, nor have swallowed ones.
_FAR, _TRIED = 7.0, 12
_ENDS = ("\n", trigrams.ASCII)
# What was swallowed where that is no ASCII but a line end, or nothing.
_ASCII, _EITHER = (0.0, 1.0, 0.0), (0.5, 0.5, 0.0)
_NO_ASCII = dict.fromkeys(("\n", ""), (1.0, 0.0, 0.0))
# The beginning of strong emphasis, half of which is left: the sentence goes on, as likely as behind any character.
_EMPHASIZED, _IN_TEXT = re.compile("\\*[^\x00-\x7f]"), (0.0, 0.0, math.exp(-2.0))
# No clause ends twice.
_TWICE = math.exp(-4.0)
_BEHIND_STOP = dict.fromkeys(",.;:!?", _TWICE)
# Behind a sentence stands no space, so that what was lost before a Latin word is a line end.
_SENTENCE_ENDS, _NEW_SENTENCE = frozenset("。！？"), math.exp(3.0)
# A question mark that stands for one byte and no ASCII.
_NO_SWALLOW = 8.0
# One before a line end that is there: it stands for half of another, \r\n, which has become one since.
_NO_END = 0.5
# Bounds in nats on the cost of what follows a character: of those that are rare it is known from a few places only.
_SELDOM = (1.5, 5.0)
# Characters on both sides that say what was swallowed and what is paired.
_NEAR, _LINE = 80, 200
# Of a frame only what closes a line or a cell stands before ASCII; nats.
_FRAMES = dict.fromkeys(RIGHT_SIDES, 3.0) | {"│": 5.0}
_RULES, _CORNERS = frozenset("─━═"), dict.fromkeys(RIGHT_SIDES - {"│", "┃", "║"}, 20.0)


class _Likely(NamedTuple):
    """A character, its weight beside the likeliest one's, and the probabilities of a line end and of other ASCII after it."""

    char: str
    weight: float
    line_end: float
    ascii: float


class Loss(NamedTuple):
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
    before = _folded(left[-3:]) if left else "\n"
    found = _ranked(words, before, left[-2:], known)
    if not found:
        return None
    likely = {one.char: one.weight * factor(one.char, line, right) for one in found}
    if not swallows:
        return Loss(*_best(likely))
    swallowed = _swallowed(left[-_NEAR:], right, words)
    behind = _behind(line, right)
    line_end, ascii_, text = (sum(w * behind.get(c, _ASCII)[i] for c, w in swallowed.items()) for i in range(3))
    no_stop = ascii_ - (1 - _TWICE) * sum(swallowed.get(c, 0.0) for c in _BEHIND_STOP)
    best = _best(
        {
            one.char: likely[one.char]
            * (line_end * one.line_end + (no_stop if one.char in STOPS else ascii_) * one.ascii + text)
            for one in found
        }
    )
    chosen = next(one for one in found if one.char == best[0])
    factors = words.forms.behind(chosen.char, USUAL) if right else {}
    if chosen.char in STOPS:
        factors = factors | _BEHIND_STOP | {"\n": factors.get("\n", 1.0) * _new_sentence(chosen.char, right)}
    followers = {
        c: weight * factors.get(c, 1.0) * (by_end * chosen.line_end + by_ascii * chosen.ascii + in_text)
        for c, weight in swallowed.items()
        for by_end, by_ascii, in_text in (behind.get(c, _ASCII),)
    }
    return Loss(*best, *_best(followers))


def _behind(line: str, right: str) -> dict[str, tuple[float, float, float]]:
    """What the character before is weighed by where no plain ASCII follows: parts of its line end, of its ASCII, and of any.

    What closes a quotation or an element ends a sentence as a line end does, or stands behind a word.
    """
    closing = dict.fromkeys((quote for quote in "\"'" if line.count(quote) % 2), _EITHER)
    if right.startswith("/"):
        closing["<"] = _EITHER
    return _NO_ASCII | closing | ({"*": _IN_TEXT} if _EMPHASIZED.match(right) else {})


def _new_sentence(char: str, right: str) -> float:
    return _NEW_SENTENCE if char in _SENTENCE_ENDS and right[:1].isascii() and right[:1].isalnum() else 1.0


@lru_cache(1 << 12)
def _folded(text: str) -> str:
    return trigrams.fold(text)[-2:]


def _swallowed(left: str, right: str, words: Words) -> dict[str, float]:
    """How likely each ASCII character is to have been swallowed, and that none was, beside the likeliest."""
    found = charges(left, right, words.lines, blank=words.swallows_ends)
    least = min(found.values(), default=0.0)
    if right.startswith("\n") and not words.swallows_ends:
        least = min(least, _NO_END)
        found[""] = _NO_END
    else:
        found[""] = least + (_NO_SWALLOW if right else 0.0)
    for char, gain in words.forms.gains(right, USUAL).items() if right else ():
        if char in found:
            found[char] -= gain
    for gains in (words.forms.before_word(right, USUAL), words.forms.closing(right)) if right else ():
        for char in gains.keys() & found.keys():
            found[char] -= gains[char]
    for char, charge in words.forms.row_charges(left[left.rfind("\n") + 1 :], right).items():
        if char in found:
            found[char] += charge
    least = min(found.values())
    return {char: math.exp(least - cost) for char, cost in found.items() if cost < least + _FAR}


@lru_cache(1 << 14)
def _ranked(words: Words, before: str, last: str, known: bytes) -> list[_Likely]:
    """The likeliest characters after ``last`` (folded: ``before``)."""
    found = likeliest(_candidates(known, before[-1:] in _RULES), words, last, before)
    return [_Likely(char, math.exp(found[0][0] - cost), *_before_ends(before[-1:] + alike)) for cost, char, alike in found]


@lru_cache(1 << 14)
def _before_ends(last: str) -> tuple[float, ...]:
    """The probabilities of a line end and of other ASCII after the characters ``last``, folded."""
    costs = (trigrams.cost(last, end) for end in _ENDS)
    return tuple(math.exp(-min(max(cost, _SELDOM[0]), _SELDOM[1])) for cost in costs)


@lru_cache(1 << 12)
def _candidates(known: bytes, ruled: bool) -> Candidates:
    """The characters with those first bytes; ``ruled`` tells whether they stand behind a horizontal line."""
    chars = ((known + bytes((last,))).decode(errors="ignore") for last in range(0x80, 0xC0))
    return Candidates(chars, _TRIED, _FAR, _CORNERS if ruled else _FRAMES)


def _best(weights: dict[str, float]) -> tuple[str, float, str]:
    """The likeliest, its probability and the runner-up."""
    best = max(weights, key=weights.__getitem__)
    most, total = weights.pop(best), 0.0
    for weight in weights.values():
        total += weight
    return best, most / (most + total), max(weights, key=weights.__getitem__, default="")
