"""Signs that sites set above parts of a text: chapters behind a star, and numbers alone on their lines that count up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, pairwise

from zlcli.layout.lines import FINAL, SENTENCE
from zlcli.patterns import lazy

STARRED = lazy(r"(?:[☆★]\s?、\s*)+(\S.{0,39})")
"""☆、第一章: so one site marks the chapters of every novel that it gives out as a file."""
_DIGITS = "一二三四五六七八九十"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
# 01, PART 1, 一 or （一）, alone on its line, and how many of them are no accident: a 1 and a 2 may be anything.
_FORMS = (
    (TWO_DIGITS := lazy(r"(0[1-9]|[1-9]\d)[./]?"), 2),
    (lazy(r"(?:[Pp](?:art|ART)|[Nn][Oo])[ .]{0,2}0?(\d{1,2})"), 2),
    (lazy(rf"([{_DIGITS}]{{1,3}})[、.]?"), 2),
    (lazy(rf"[（(]([{_DIGITS}]{{1,3}})[)）]"), 2),
    (lazy(rf"([{_ROMAN}])[、.]?"), 2),
    (lazy(r"([1-9]\d?)"), 3),
)
FIRST_OF_COUNT = frozenset("0123456789PpNn（(" + _DIGITS + _ROMAN)
# Between two of them stands a paragraph at least, of so many characters: rows of a table have less.
_SHORTEST_PART, _LONGEST = 20, 7
# A longer line that does not end there goes on below the number, which is a page's.
_FULL_LINE = 20


def counting(texts: list[str]) -> re.Pattern[str] | None:
    """Return the form of the numbers that stand alone on their lines and count up from one, text between them, if any do."""
    return next((form for form, fewest in _FORMS if _counts_up(_alone(form, texts), fewest, texts)), None)


def is_starred(texts: Iterable[str]) -> bool:
    """Tell whether there are several chapters behind a star."""
    return len(list(islice((text for text in texts if text[:1] in "☆★" and STARRED.fullmatch(text)), 2))) > 1


def _alone(form: re.Pattern[str], texts: list[str]) -> list[tuple[int, re.Match[str]]]:
    return [(i, found) for i, text in enumerate(texts) if len(text) <= _LONGEST and (found := form.fullmatch(text))]


def _counts_up(found: list[tuple[int, re.Match[str]]], fewest: int, texts: list[str]) -> bool:
    if len(found) < fewest or [_value(number[1]) for _, number in found] != list(range(1, len(found) + 1)):
        return False
    ends = [*(i for i, _ in found), len(texts)]
    return all(_is_part(texts[i + 1 : j]) for i, j in pairwise(ends)) and not any(_breaks(texts[i - 1]) for i in ends[1:-1])


def _is_part(texts: list[str]) -> bool:
    return sum(map(len, texts)) >= _SHORTEST_PART and any(map(SENTENCE.search, texts))


def _breaks(above: str) -> bool:
    return len(above) > _FULL_LINE and not FINAL.search(above)


def _value(number: str) -> int:
    """Return a number of up to 99, in digits or in Chinese (二十一); 0 for what is none."""
    if number.isdecimal():
        return int(number)
    if number in _ROMAN:
        return _ROMAN.index(number) + 1
    tens, ten, ones = number.rpartition("十")
    if any(len(part) > 1 for part in (tens, ones)):
        return 0
    return 10 * (_DIGITS.index(tens) + 1 if tens else bool(ten)) + (_DIGITS.index(ones) + 1 if ones else 0)
