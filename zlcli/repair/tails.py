"""The frequent loss: characters that lost their last byte, and with it the ASCII character behind, each by itself.

Windows reads UTF-8 in pairs of bytes, so that in its code pages the last byte of a run of an odd number of characters is lost.
All else of the line is known, and each loss is settled where it stands, from left to right: the characters with the same
first two bytes are weighed by what is before them, by whether they end a run, by the script and the words of the document, and
by the brackets and frames that are open. What is not as simple is left to the search of `zlcli.repair.lost_bytes`.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from zlcli.model import trigrams
from zlcli.model.bigrams import cheapest
from zlcli.repair.swallowed import charges
from zlcli.repair.words import Words

# Characters that are rarer by themselves (cost in nats) are not tried, unless the document has them.
_RAREST = 14.5
# Characters that cost so many nats more than the best have no share, nor have swallowed ones.
_FAR, _TRIED = 7.0, 12
_ENDS = ("\n", trigrams.ASCII)
# A question mark that stands for one byte and no ASCII.
_NO_SWALLOW = 8.0
# Bounds in nats on the cost of what follows a character: of those that are rare it is known from a few places only.
_SELDOM = (1.5, 5.0)
# Characters on both sides that say what was swallowed and what is paired.
_NEAR, _LINE = 80, 200
# What is open on the left and what closes it; nats for closing what is open, and for what is not.
_PAIRS = {"）": "（", "》": "《", "”": "“", "」": "「", "』": "『", "】": "【", "〉": "〈", "’": "‘"}
_CLOSING, _NOT_OPEN = -1.5, 4.0
# The right side of a frame by the left one, and what tells a line of a frame from a word.
_SIDES = {"│": "│", "├": "┤", "┌": "┐", "└": "┘", "┃": "┃", "║": "║", "╔": "╗", "╠": "╣", "╚": "╝"}
_SIDE = -5.0


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
    before = trigrams.fold(left[-3:])[-2:] if left else "\n"
    found = _ranked(words, before, left[-2:], known)
    if not found:
        return None
    ends, chosen = _ends(left[-_NEAR:], right, words) if swallows else ({}, [])
    weights = {
        char: -cost - _paired(char, line) + (_log_sum([-charge - after[end] for end, charge in ends.items()]) if ends else 0.0)
        for cost, char, after in found
    }
    best = max(weights, key=lambda char: weights[char])
    share, other = _share(weights, best)
    if not chosen:
        return Loss(best, share, other)
    after = next(after for _, char, after in found if char == best)
    followers = {char: -charge - after[_kind(char)] for char, charge in chosen}
    swallowed = max(followers, key=lambda char: followers[char])
    return Loss(best, share, other, swallowed, *_share(followers, swallowed))


def _ends(left: str, right: str, words: Words) -> tuple[dict[str, float], list[tuple[str, float]]]:
    """The costs of a line end and of other ASCII after the character, and of each ASCII character."""
    found = sorted(charges(left, right, lines=words.lines).items(), key=lambda item: item[1])
    found.append(("", (found[0][1] if found else 0.0) + (_NO_SWALLOW if right else 0.0)))
    likely = [(char, cost) for char, cost in found if cost < found[0][1] + _FAR]
    ends = {
        kind: -_log_sum([-cost for char, cost in likely if _kind(char) == kind]) for kind in {_kind(char) for char, _ in likely}
    }
    return ends, likely


def _kind(swallowed: str) -> str:
    return swallowed if swallowed == "\n" else trigrams.ASCII if swallowed else "\n"


@lru_cache(1 << 14)
def _ranked(words: Words, before: str, last: str, known: bytes) -> list[tuple[float, str, dict[str, float]]]:
    """The likeliest characters after ``last`` (folded: ``before``), with their costs, and those of the ends that may follow."""
    costs = [
        (words.adapted(last, char, trigrams.cost(before, folded)) + words.of_script(char), char, folded)
        for char, folded in _candidates(known)
    ]
    least = min(costs, default=(0.0, "", ""))[0]
    likely = sorted(costs)[:_TRIED]
    return [
        (cost, char, {end: _end_cost(before[-1:] + folded, end) for end in _ENDS})
        for cost, char, folded in likely
        if cost < least + _FAR
    ]


def _end_cost(last: str, end: str) -> float:
    return min(max(trigrams.cost(last, end), _SELDOM[0]), _SELDOM[1])


@lru_cache(1 << 12)
def _candidates(known: bytes) -> list[tuple[str, str]]:
    """The characters with those first bytes, each with its folded form."""
    chars = ((known + bytes((last,))).decode(errors="ignore") for last in range(0x80, 0xC0))
    return [(char, trigrams.fold(char)) for char in chars if char and cheapest(char) < _RAREST]


def _paired(char: str, line: str) -> float:
    """What the brackets and the frame that the line has open say of ``char``."""
    opening = _PAIRS.get(char)
    if opening:
        return _CLOSING if line.count(opening) > line.count(char) else _NOT_OPEN
    return _SIDE if char in _SIDES.values() and _SIDES.get(line.lstrip(" ")[:1]) == char else 0.0


def _share(weights: dict[str, float], best: str) -> tuple[float, str]:
    """The probability of ``best`` and the runner-up."""
    others = {key: weight for key, weight in weights.items() if key != best}
    total = sum(math.exp(weight - weights[best]) for weight in weights.values())
    return 1 / total, max(others, key=lambda key: others[key], default="")


def _log_sum(found: list[float]) -> float:
    most = max(found)
    return most + math.log(sum(math.exp(log - most) for log in found))
