"""What follows a character that was lost: the ASCII character that was swallowed with it, a line end, nothing, or a digit."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from zlcli.repair.loss import HOLES
from zlcli.repair.restored import MARK
from zlcli.repair.surroundings import BULLET, RIGHT_SIDES, STOPS, UNITS
from zlcli.repair.swallowed import USUAL, charges
from zlcli.repair.tables import encode
from zlcli.repair.words import Words

Parts = tuple[float, float, float]
"""What a character is weighed by that stands before something: parts of its line end, of its ASCII, and of any text."""

# Swallowed characters that cost so many nats more than the best have no share.
_FAR = 7.0
ASCII: Parts = (0.0, 1.0, 0.0)
"""Those before plain ASCII."""
_EITHER = (0.5, 0.5, 0.0)
# A line end, or nothing.
_NO_ASCII = dict.fromkeys(("\n", ""), (1.0, 0.0, 0.0))
# The beginning of strong emphasis, half of which is left: the sentence goes on, as likely as behind any character.
_EMPHASIZED, _IN_TEXT = re.compile("\\*[^\x00-\x7f]"), (0.0, 0.0, math.exp(-2.0))
# No clause ends twice.
_TWICE = math.exp(-4.0)
_BEHIND_STOP = dict.fromkeys(",.;:!?", _TWICE)
# Behind a sentence stands no space, so that what was lost before a Latin word is a line end; behind a colon seldom.
_NEW_SENTENCE = dict.fromkeys("。！？", math.exp(5.0)) | {"：": math.exp(2.0)}
# The parts of a book have a title behind a space.
_NUMBERED_PARTS, _NUMBERED = frozenset("章节節课課回篇讲講部卷"), re.compile("第[一二三四五六七八九十百零]+$")
_TITLE_OF_PART = math.exp(7.0)
# Between these and a unit stands a number; in full-width text one stands behind a stop without a space.
_BEFORE_DIGIT, _DIGIT_OF_DATE, _DIGIT_BEHIND_STOP = frozenset("第月年路街楼樓栋棟座共约約"), math.exp(5.0), math.exp(2.0)
_NO_DIGIT, _DIGIT, _DIGITS = 0.05, "0", "0123456789"
_MERGED = {_DIGIT: MARK}
_MERGED_CRLF = _MERGED | {"\n": "\r\n"}
_UNIT_BYTES = frozenset(unit.encode()[:2] for unit in UNITS)
_WRONG = "cp936"
# What the next line of a frame begins with behind the side that ends one.
_FRAME, _LEFT_SIDES, _NEXT_IN_FRAME = "│".encode(), frozenset(side.encode() for side in "├└┌╔╠╚"), math.exp(7.0)
# Behind what begins an item, and the branches of a tree of files that go on beside others.
_INDENTED = {"\n": 0.0, " ": math.exp(12.0)}
# A question mark that stands for one byte and no ASCII.
_NO_SWALLOW = 8.0
_DOUBT, _WHITE, _CERTAIN = 0.006, "\n ", math.exp(6.6)
# One before a line end that is there: it stands for half of another, \r\n, which has become one since.
_NO_END = 0.5


def parts(line: str, right: str) -> dict[str, Parts]:
    """Return what the character before is weighed by where no plain ASCII follows, but one of the keys.

    What closes a quotation or an element ends a sentence as a line end does, or stands behind a word.
    """
    closing = dict.fromkeys((quote for quote in "\"'" if line.count(quote) % 2), _EITHER)
    if right.startswith("/"):
        closing["<"] = _EITHER
    return _NO_ASCII | closing | ({"*": _IN_TEXT} if _EMPHASIZED.match(right) else {})


def shares(likely: Mapping[str, float], behind: Mapping[str, Parts]) -> Parts:
    """Return how much a line end, other ASCII and any text weigh of what is ``likely``, some of it weighed by ``behind``."""
    line_end, ascii_, text = 0.0, sum(likely.values()), 0.0
    for char, (by_end, by_ascii, in_text) in behind.items():
        weight = likely.get(char, 0.0)
        line_end += weight * by_end
        ascii_ -= weight * (1.0 - by_ascii)
        text += weight * in_text
    return line_end, ascii_, text


def swallowed(left: str, right: str, words: Words) -> dict[str, float]:
    """Return how likely each ASCII character is to have been swallowed, and that none was, the digits as one.

    That there was a digit may be known, never which.
    """
    if words.ends_in_cr and right.startswith("\n"):
        return {"\r": 1.0}
    right = right.removeprefix("\r") if right.startswith("\r\n") else right
    found = charges(left, right, words.lines, blank=words.swallows_ends)
    least = min(found.values(), default=0.0)
    if right.startswith("\n") and not words.swallows_ends:
        found[""] = _NO_END
    else:
        found[""] = least + (_NO_SWALLOW if right else 0.0)
    for gains in _gains(right, words):
        for char, gain in gains.items():
            if char in found:
                found[char] -= gain
    for char, charge in words.forms.row_charges(left[left.rfind("\n") + 1 :], right).items():
        if char in found:
            found[char] += charge
    least = min(found.values())
    weights = {char: math.exp(least - cost) for char, cost in found.items() if cost < least + _FAR}
    digits = [weights.pop(char) for char in _DIGITS if char in weights]
    return weights | {_DIGIT: sum(digits)} if digits else weights


def _gains(right: str, words: Words) -> tuple[Mapping[str, float], ...]:
    forms = words.forms
    return (forms.gains(right, USUAL), forms.before_word(right, USUAL), forms.lines(right)) if right else ()


def before_stop(likely: Mapping[str, float]) -> float:
    """Return how much of what is ``likely`` behind a character is not so behind a stop."""
    return (1 - _TWICE) * sum(likely.get(char, 0.0) for char in _BEHIND_STOP)


def factors(char: str, line: str, right: str, words: Words) -> dict[str, float]:
    """Return how much likelier than elsewhere ASCII is behind ``char``; one digit stands for all."""
    found = words.forms.behind(char, USUAL).copy() if right else {}
    if char in STOPS:
        found |= _BEHIND_STOP
    if right[:1].isascii() and right[:1].isalpha():
        found["\n"] = found.get("\n", 1.0) * _NEW_SENTENCE.get(char, 1.0)
    if char in _NUMBERED_PARTS and _NUMBERED.search(line):
        found[" "] = found.get(" ", 1.0) * _TITLE_OF_PART
    if char == BULLET and not line.strip():
        found |= _INDENTED
    if char in RIGHT_SIDES:
        begun = _begun(right)
        if char == "│" and right.startswith(" ") and not line.strip("│ "):
            found |= _INDENTED
        elif begun in _LEFT_SIDES or (char != "│" and begun == _FRAME):
            found["\n"] = found.get("\n", 1.0) * _NEXT_IN_FRAME
    found[_DIGIT] = _digits(char, right)
    return found


def _begun(right: str) -> bytes:
    """The first character of ``right`` as it was, or what is known of it."""
    return (encode(HOLES.split(right[:2])[0], _WRONG) or b"")[:3]


def merged(weights: dict[str, float], likely: Mapping[str, float], right: str, words: Words) -> dict[str, float]:
    """Return the ``weights`` with the mark for a digit, the line ends of the document, and some doubt about white space."""
    line_end, space = (likely.get(char, 0.0) for char in _WHITE)
    if (right[:1].isascii() and right[:1].isalnum()) or max(line_end, space) < _CERTAIN * min(line_end, space):
        _doubt(weights)
    renamed = _MERGED_CRLF if words.ends_in_cr else _MERGED
    return {renamed.get(char, char): weight for char, weight in weights.items()}


def _digits(char: str, right: str) -> float:
    """How much likelier than elsewhere a digit is between ``char`` and ``right``."""
    if right[:1].isdecimal():
        return _DIGIT_BEHIND_STOP if char in STOPS else 1.0
    return _DIGIT_OF_DATE if char in _BEFORE_DIGIT and _begun(right)[:2] in _UNIT_BYTES else _NO_DIGIT


def _doubt(weights: dict[str, float]) -> None:
    """Leave a line end and a space a chance beside each other: what tells them apart is habit."""
    least = _DOUBT * max(weights.values())
    for char in _WHITE:
        weights[char] = max(weights.get(char, 0.0), least)
