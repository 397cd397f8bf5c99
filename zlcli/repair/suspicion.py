"""Where text may be mojibake: a glance that lets sound text pass at the speed of a regular expression."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress, tee
from operator import itemgetter

from zlcli.compiled import compiled
from zlcli.model.bigrams import STEP, characters, cheapest, cost_of, costs_of, model
from zlcli.patterns import lazy
from zlcli.repair.odd_runs import CLOSE, SHORT, WORTH_SINGLE, least_of_few, odd_runs
from zlcli.repair.plain import SIGNS, unusual

# Han, kana and Hangul below this cost in nats, by themselves, are common (1,700 of them); sound prose has two others within
# six characters in one line of six, mojibake of two characters in three cases of four and of four in nearly all.
_COMMON = 8.5
# From that mean cost of its characters beyond ASCII on, a stretch of text is worth a search. Prose of all languages in the
# model lies at 4 to 8, poetry at 8 to 10, damaged text at 11 to 18. Single-byte mojibake shows in forms that sound text hardly
# ever has, and Cyrillic is cheap in the model.
_WORTH = 9.5
# The same of the few characters from one uncommon one to the next.
_STRANGE = 10.0
# The cost of an uncommon character after another from which on a question mark behind it need not be one: 啥, 咯, 嘞 cost less.
_ODD_PAIR = 12.0
# Letters and symbols that single-byte code pages have in their upper half, but for Greek and Cyrillic.
_UPPER = "\x80-\u036f\u2010-\u2044\u207f\u20a7\u20ac\u2116\u2122\u2126\u2190-\u266f\uf8ff\ufb01\ufb02"
_LETTERS = _UPPER.replace("\u2010-\u2044", "")  # Chinese has ”—— and ……“
_SYMBOLS = "\x80-\xbf\u2020-\u2044\u20ac\u2122\u2190-\u266f"
# Code page 437 has some Greek letters too, which stand beside each other in Greek only.
_GREEK = "ΓΘΣΦΩαδεπστφ"
# Those of them that do not stand directly between Cyrillic letters, as quotes, dashes and hyphens may.
_ODD = "\x80-\x9f\xa1-\xaa\xac\xae-\xba\xbc-\xbf\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2190-\u266f"
_CYRILLIC = "\u0400-\u045f\u0490\u0491"
_SMALL, _CAPITAL = "а-я\u0450-\u045f\u0491", "\u0400-\u042f\u0490"
# Letters of Ukrainian, Serbian and Macedonian, and those that the first has only in part and the others not at all.
_NOT_RUSSIAN, _NOT_SERBIAN = "ґїєђѓѕјљњћќџҐЇЄЂЃЅЈЉЊЋЌЏ", "ёъыэЁЪЫЭ"
# A class at the beginning lets the search skip other characters fast; what it may be is looked at behind it.
_LATIN = lazy(
    f"[{_UPPER}{_SYMBOLS}{_GREEK}](?:"
    # Three in a row: accented letters of any language stand between plain ones.
    f"(?<![\u2010-\u2044])[{_UPPER}{_GREEK}][{_UPPER}]|[{_LETTERS}][{_UPPER}]"
    # Big5 has ASCII in between (¤@¤j), of which words have no capitals or brackets.
    f"|[@-`{{-~{_UPPER}](?:[{_SYMBOLS}]|(?<=[{_UPPER}].)[{_UPPER}])"
    f"|[@-~{_UPPER}](?<=[{_SYMBOLS}].)[{_SYMBOLS}]|[@-~{_UPPER}][{_SYMBOLS}][@-~{_UPPER}]"
    f"|(?<=[{_SYMBOLS}])[{_SYMBOLS}][@-~{_CYRILLIC}]|(?<=[{_SYMBOLS}])[{_CYRILLIC}][{_SYMBOLS}]"
    ")"
)
_RUSSIAN = lazy(
    f"[{_CYRILLIC}](?:"
    # Capitals after small letters, letters beside symbols or around a Latin one.
    f"[{_CAPITAL}](?<=[{_SMALL}].)|[{_ODD}][{_CYRILLIC}{_ODD}@-~]|[{_SYMBOLS}]{{3}}|[@-~][{_CYRILLIC}{_ODD}]"
    # Big5 has ASCII in between here too.
    f"|(?<=[{_ODD}].)[@-~]|(?<=[{_ODD}][@-~].)[@-~]"
    # Double lines and shades beside letters; a letter of each alphabet and a symbol.
    f"|[\u2550-\u2593]|(?<=[\u2550-\u2593].)|[@-~][{_SYMBOLS}]"
    # Small letters after two capitals, letters of one alphabet beside those of another.
    f"|[{_SMALL}](?<=[{_CAPITAL}][{_CAPITAL}].)|[{_NOT_RUSSIAN}](?:[{_NOT_SERBIAN}]|(?<=[{_NOT_SERBIAN}].))"
    ")"
)
_SINGLE = (_LATIN, _RUSSIAN)


# Text without one of these has nothing for `_SINGLE`.
_SIGN = lazy(f"[{SIGNS}]")
_PAIR = lazy("x[xso]{0,3}x")
# What every match of `_SINGLE` has in it.
_SIGNS = lazy("s[so]?s")
_SIGNS_ABOVE = "\uf8ff\ufb01\ufb02"
# Lines of more characters than that are looked at by the sentence, which ends as far away or at the next space from there on.
_LONG = 500
# Texts whose looks are kept: each line of a sample is looked at for its plan, and again when it is treated.
_REMEMBERED = 4096
# What damaged text has by chance only; UTF-8 read in GBK has its bytes (。 is the end of 衣) where a character ends.
_LAST_STOP = lazy("(?s).*[。！？；]")
_STOP = lazy("[。！？；]")
_RUN = lazy("[^\x00-\x7f]+")
# Of more characters by themselves, to be worth a search, more than one in three is not common: in misread text 39 in a hundred
# at least, nearly always twice as many; in sound prose 27 at most, in classical one a quarter.
_MANY, _OTHERS = 12, 3
# ASCII that is part of no character of two bytes.
_BETWEEN = lazy("[\x00-\x3e\x7f]")


class _Marks(dict[int, str]):
    """Code point -> ``x`` for an East Asian character that is not common, ``s`` for what `_SINGLE` looks for, ``o`` for others.

    Below @ nothing can stand between two of either.
    """

    def __missing__(self, code: int) -> str:
        strange = 0x2E80 <= code < 0x10000 and cheapest(chr(code)) > _COMMON
        self[code] = mark = "x" if strange else "s" if 0x80 <= code < 0x2E80 else "o" if code >= 0x40 else " "
        return mark


_MARKS = _Marks()


def _uncommon(text: str) -> tuple[re.Pattern[str], str]:
    """Return what finds two East Asian characters that are not common, with up to three others between, and where it does."""
    return (_PAIR, text.translate(_MARKS)) if len(text) <= SHORT else (_strange()[1], text)


@cache
def _strange() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches an East Asian character that is not common, and two of them as `_PAIR` does."""
    costs = map(min, *model().unigrams)
    common = {char for char, cost in zip(characters(), costs, strict=True) if cost <= _COMMON * STEP}
    strange = f"[^\x00-\u2e7f\U00010000-\U0010ffff{re.escape(''.join(sorted(c for c in common if c > chr(0x2E7F))))}]"
    return compiled(strange), compiled(f"{strange}[@-\U0010ffff]{{0,3}}{strange}")


def _count_strange(text: str, *, brief: bool) -> int:
    return text.translate(_MARKS).count("x") if brief else len(_strange()[0].findall(text))


@lru_cache(_REMEMBERED)
def is_suspicious(text: str) -> bool:
    """Tell whether any place in ``text`` may be mojibake."""
    if text.isascii():
        return False
    return _holds_uncommon(text) or _is_single(text) or any(True for _ in odd_runs(text))


def _holds_uncommon(text: str) -> bool:
    pattern, marks = _uncommon(text)
    return pattern.search(marks) is not None


def _is_single(text: str) -> bool:
    return _may_be_single(text) and any(pattern.search(text) for pattern in _SINGLE)


def _may_be_single(text: str) -> bool:
    """Look first in a short text whether the patterns, which take long to compile, can match."""
    beside = len(text) > SHORT or any(map(text.__contains__, _SIGNS_ABOVE)) or _SIGNS.search(text.translate(_MARKS))
    return bool(beside) and _first_sign(text, 0) is not None


def suspicious_lines(text: str, *, closely: bool = True) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of ``text`` (with its end) that is worth a look, in order.

    ``closely`` tells to look closer at a text of few characters, as at all that is no part of a longer one.
    Of a long line the sentences are yielded that are worth it, those beside each other as one.
    """
    start = end = 0
    for at in _suspicious_places(text, closely):
        if at >= end:
            next_start, next_end = _line_around(text, at, end)
            if next_start > end or text[end - 1 : end] == "\n":
                if end > start:
                    yield start, end
                start = next_start
            end = next_end
    if end > start:
        yield start, end


def _line_around(text: str, at: int, least: int) -> tuple[int, int]:
    """Return start and end of the line around the place ``at``, of a long one those of the sentence; none before ``least``."""
    start = text.rfind("\n", least, at) + 1 or least
    end = text.find("\n", at) + 1 or len(text)
    if end - start <= _LONG:
        return start, end
    return _sentence_start(text, at, start), _sentence_end(text, at, end)


def _sentence_start(text: str, at: int, least: int) -> int:
    far = max(least, at - _LONG)
    stop = _LAST_STOP.match(text, far, at)
    return stop.end() if stop else text.rfind(" ", least, far) + 1 or least


def _sentence_end(text: str, at: int, most: int) -> int:
    far = min(most, at + _LONG)
    stop = _STOP.search(text, at, far)
    return stop.end() if stop else text.find(" ", far, most) + 1 or most


@lru_cache(4)  # a short document is looked at for its plan, and again when it is treated
def _suspicious_places(text: str, closely: bool) -> tuple[int, ...]:
    if text.isascii():
        return ()
    return tuple(sorted((*_strange_places(text), *_single_places(text), *odd_runs(text, closely=closely))))


def _strange_places(text: str) -> Iterator[int]:
    """Yield where characters that are not common are implausible too; of a line that is no long one the first place alone."""
    pattern, marks = _uncommon(text)
    found = _implausible(text, marks, pattern.finditer(marks))
    while place := next(found, None):
        start = place.start()
        yield start
        line_end = text.find("\n", start, start + _LONG)
        if line_end >= 0 and line_end - text.rfind("\n", max(0, line_end - _LONG), start) <= _LONG:
            found = _implausible(text, marks, pattern.finditer(marks, line_end))


def _implausible(text: str, marks: str, places: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    # The two alone are quickly looked at, and rule most of sound text out; all of them without a step of Python's for each.
    places, alike = tee(places)
    few = map(_MATCHED, alike) if marks is text else (text[place.start() : place.end()] for place in alike)
    for place in compress(places, map(_FEW_STRANGE.__getitem__, few)):
        if _is_strange(text, place.start(), place.end()):
            yield place


def _single_places(text: str) -> Iterator[int]:
    """Yield where single-byte mojibake may be, in lines with a sign of it."""
    end = 0 if _may_be_single(text) else len(text)
    while (at := _first_sign(text, end)) is not None:
        start, end = text.rfind("\n", end, at) + 1 or end, text.find("\n", at) + 1 or len(text)
        yield from (match.start() for pattern in _SINGLE for match in pattern.finditer(text, start, end))


def _first_sign(text: str, start: int) -> int | None:
    places = unusual(text)
    if places is None:
        sign = _SIGN.search(text, start)
        return sign.start() if sign else None
    following = range(bisect_left(places, start), len(places))
    return next((places[i] for i in following if _SIGN.match(text, places[i])), None)


def _is_strange(text: str, start: int, end: int) -> bool:
    """Tell whether two characters that are not common, and what is between and beside them, are implausible too."""
    before = max(0, start - 1)
    costs = list(costs_of(text[before : end + 1]))[start - before :]
    return sum(costs) > _STRANGE * STEP * len(costs)


class _FewStrange(dict[str, bool]):
    """Whether few characters, two that are not common with what is between, are implausible by themselves: most are words."""

    # A long Chinese book has some 10,000, one of verse ten times as many; each takes about 150 bytes.
    LIMIT = 1 << 16

    def __missing__(self, few: str) -> bool:
        if len(self) >= self.LIMIT:
            self.clear()
        self[few] = strange = sum(costs_of(few)) >= _STRANGE * STEP * len(few)
        return strange


_FEW_STRANGE = _FewStrange()
_MATCHED = itemgetter(0)


@lru_cache(_REMEMBERED)
def is_worth_a_search(text: str) -> bool:
    """Tell whether the characters of ``text`` are as implausible as those of damaged text."""
    return _is_dearer(text, WORTH_SINGLE if _is_single(text) else _WORTH)


@lru_cache(_REMEMBERED)
def is_worth_a_try(text: str) -> bool:
    """Tell whether ``text`` is, or has so few characters that its readings can be weighed one by one."""
    return is_worth_a_search(text) or _is_dearer(text, least_of_few(text))


def _is_dearer(text: str, least: float) -> bool:
    total = length = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        first, beginning = _beginnings(text, start)
        total, length = total + _run_cost(match[0]) + first - beginning, length + end - start
    return total > least * STEP * length


@lru_cache(_REMEMBERED)  # a line is looked at by its runs first, and as a whole where one is worth it
def _run_cost(run: str) -> int:
    """The cost of characters beyond ASCII by themselves, in eighths of a nat."""
    return sum(costs_of(run))


def _beginnings(text: str, start: int) -> tuple[int, int]:
    """Return what the character at ``start`` costs there, and at the beginning of a line."""
    return cost_of(text[start - 1] if start else "\n", text[start]), cost_of("\n", text[start])


def has_worthy_part(line: str, *, brief: bool = True) -> bool:
    """Tell whether ``line``, or any part of it that stands between characters of ASCII, may be worth a search.

    What has no suspicious place is not searched by itself. Quicker than to divide the line in every way, and never wrong where
    it says no. ``brief`` tells that it is one of few lines.
    """
    single = _SIGN.search(line) is not None and _is_single(line)
    least = (WORTH_SINGLE if single else _WORTH) * STEP
    total = length = 0.0
    for match in _RUN.finditer(line):
        start, end = match.span()
        if not single and end - start > _MANY and _OTHERS * _count_strange(match[0], brief=brief) < end - start:
            total, length = total + WORTH_SINGLE * STEP * (end - start), length + end - start
            continue
        first, beginning = _beginnings(line, start)
        cost = _run_cost(match[0]) + max(0, first - beginning)  # a part may begin with the run
        close = min(least, STEP * least_of_few(match[0])) if len(line) <= CLOSE else least
        if cost > close * (end - start) and is_suspicious(_divided(line, start, end)):
            return True
        total, length = total + cost, length + end - start
    return total > least * length


def _divided(line: str, start: int, end: int) -> str:
    """Return the part of ``line`` around a run that is searched by itself."""
    while start and not _BETWEEN.match(line, start - 1):
        start -= 1
    following = _BETWEEN.search(line, end)
    return line[start : following.start() if following else len(line)]


def is_odd(text: str) -> bool:
    """Tell whether the last character of ``text`` is not common, and implausible after the one before."""
    return text[-1:].translate(_MARKS) == "x" and list(costs_of(text))[-1] > _ODD_PAIR * STEP
