"""What a document's own lines say of the ASCII character that was swallowed: which one stands there elsewhere.

Rows, records and logs repeat their form: what is left behind the gap (``id=`` of a log, the next cell of a row) stands behind a
space or a tab in other rows, behind a comma in others' documents. The more of what follows is the same, the more it tells.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from zlcli.patterns import lazy
from zlcli.repair.restored import MARK
from zlcli.repair.rows import Row, count, row, separator

# A kind of what follows counts for its own share from so many occurrences on, where nothing more general says another.
_WEIGHTS = (8.0, 2.0, 1.0, 0.5)
# Bounds in nats on what the document adds to what is usual, so that an open bracket or quotation still counts.
_LEAST, _MOST = -2.5, 6.0
# Line beginnings, all of them and of the kind asked for, that are assumed before any is read; bounds in nats on what they say.
_ASSUMED, _OF_KIND = 2.0, 0.5
_NO_SUCH_LINE, _SUCH_LINE = -1.0, 1.0
# What a line says in nats that begins as what follows, in its first ASCII characters; and what that share of all lines says.
_SAME_START, _ALL_START, _MANY_START = 2.0, 7.0, 0.3
# A line that is one word or name, which other lines are too: so many of them, what it says in nats.
_LONE, _FEW_LONE, _LONE_LINE = lazy(r"[\w.&/-]+"), 2, 4.0
# Characters of what follows that are looked at, a number being one.
_EXACT = 4
# Rows that are looked at; what a row says in nats.
_ROWS, _ROW = 1000, 5.0
# Words that are looked at for what stands before them; a bound in nats on what that says, and what the usual counts for.
_WORDS, _WORD, _USUAL_BEFORE_WORD = 4000, 2.5, 1.0
_OPENING, _CLOSING, _BLOCK = lazy(r"\s*(?:/\*+|<!--)\s*"), ("*/", "-->"), 6.0
# Full-width punctuation, behind which no space is needed; how much rarer it is there, and occurrences that this counts for.
_STOPS = frozenset("。，；：！？、）》”」")
_SPACE_BEHIND_STOP, _LEFT = 0.1, 8.0
_BEHIND = lazy(r"(?<=([^\x00-\x7f\ufffd]))[\x00-?](?=(.{0,12}))")
_BEFORE_WORD, _WORD_AT = lazy(r"([ -?])([A-Za-z_]\w+)"), lazy(r"[A-Za-z_]\w+")
_DIGITS, _LETTERS = lazy("[0-9]+"), lazy("[A-Za-z]+")


class Forms:
    """Counts of ASCII behind other characters, by what follows it, and of the separators in rows."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._before: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._starts: Counter[str] = Counter()
        self._factors: dict[bool, dict[str, float]] = {}
        self._gains: dict[tuple[str, ...], dict[str, float]] = {}
        self._lone = 0
        self._blocks: Counter[bool] = Counter()  # comments of several lines that begin on their own, and others
        self._lefts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self._open = ""  # the last character of the line before, if Chinese; of one that lost its end nothing is known

    def read(self, line: str) -> None:
        """Count what stands in a ``line`` of the document, in order."""
        for match in _BEHIND.finditer(line):
            self._count(match[1], match[0], match[2])
        self._starts.update(_keys(line))
        self._lone += _is_lone(line)
        if _OPENING.match(line) and not any(map(line.__contains__, _CLOSING)):
            self._blocks[_OPENING.fullmatch(line) is not None] += 1
        if len(self._before) < _WORDS:
            for match in _BEFORE_WORD.finditer(line):
                self._before[match[2]][match[1]] += 1
        if len(self._rows) < _ROWS and line:
            self._rows.append(row(line))
        if self._open:
            self._count(self._open, "\n", line)
        self._open = line[-1:] if line[-1:] > "\x7f" and line[-1] != MARK else ""

    def _count(self, left: str, char: str, right: str) -> None:
        self._lefts[left in _STOPS][char] += 1
        for key in _keys(right):
            self._counts[key][char] += 1

    @cached_property
    def separator(self) -> tuple[str, int]:
        """The separator of which all rows have as many, and how many that are; none, and zero, where the lines are no rows."""
        return separator(self._rows)

    def row_charges(self, line: str, right: str) -> dict[str, float]:
        """Return what a separator and a line end cost more in nats between ``line``, the row that is open, and ``right``."""
        char, size = self.separator
        if not char or line.count('"') % 2:
            return {}
        have, rest = count(line, char), right.partition("\n")[0]
        if have >= size:
            return {char: _ROW, "\n": -_ROW}
        there, lost = have + count(rest, char), 1 + rest.count("?")
        # Where all that was lost stood between fields and rows, another row follows in the line.
        if there == size and (there + lost + 1) % (size + 1):
            return {char: _ROW}
        return {"\n": _ROW} if right.startswith(char) else {"\n": _ROW, char: -_ROW}

    def lines(self, right: str) -> dict[str, float]:
        """Return what a line end and a space gain in nats before a line of one word, and before the end of a comment.

        That stands as its beginning does, on a line of its own or not.
        """
        if self._lone >= _FEW_LONE and _is_lone(right.partition("\n")[0]):
            return {"\n": _LONE_LINE}
        if not right.startswith(_CLOSING) or self._blocks[True] == self._blocks[False]:
            return {}
        return {"\n" if self._blocks[True] > self._blocks[False] else " ": _BLOCK}

    def before_word(self, right: str, usual: Mapping[str, float]) -> dict[str, float]:
        """Return what ASCII characters gain in nats as others of them stand before the word that ``right`` begins with."""
        word = _WORD_AT.match(right)
        seen = self._before.get(word[0]) if word else None
        if not seen:
            return {}
        shares = {
            char: (n + _USUAL_BEFORE_WORD * math.exp(-usual[char])) / (seen.total() + _USUAL_BEFORE_WORD)
            for char, n in seen.items()
        }
        return {char: max(0.0, min(_WORD, math.log(share) + usual[char])) for char, share in shares.items()}

    def gains(self, right: str, usual: Mapping[str, float]) -> dict[str, float]:
        """Return what each ASCII character gains in nats before ``right`` over its ``usual`` cost."""
        keys = tuple(_keys(right.partition("\n")[0]))
        found = self._gains.get(keys)
        if found is None:
            self._gains[keys] = found = self._weighed(keys, usual)
        return found

    def behind(self, left: str, usual: Mapping[str, float]) -> dict[str, float]:
        """Return how much likelier than elsewhere a space and a line end are behind the character ``left``, as factors."""
        stops = left in _STOPS
        found = self._factors.get(stops)
        if found is None:
            here, all_ = self._lefts[stops], self._lefts[False] + self._lefts[True]
            usually = {c: (all_[c] + _LEFT * math.exp(-usual[c])) / (all_.total() + _LEFT) for c in " \n"}
            expected = usually | {" ": usually[" "] * (_SPACE_BEHIND_STOP if stops else 1.0)}
            self._factors[stops] = found = {
                c: (here[c] + _LEFT * expected[c]) / (here.total() + _LEFT) / share for c, share in usually.items()
            }
        return found

    def _weighed(self, keys: tuple[str, ...], usual: Mapping[str, float]) -> dict[str, float]:
        total = sum(math.exp(-cost) for cost in usual.values())
        before = {char: math.exp(-cost) / total for char, cost in usual.items()}
        shares = before
        for key, weight in zip(keys, _WEIGHTS, strict=False):
            counts = self._counts.get(key)
            if counts:
                seen = counts.total()
                shares = {char: (counts[char] + weight * share) / (seen + weight) for char, share in shares.items()}
        gains = {char: min(_MOST, max(_LEAST, math.log(share / before[char]))) for char, share in shares.items()}
        lines = self._starts["any"]
        if lines:
            share = (self._starts[keys[1]] + _OF_KIND) / (lines + _ASSUMED) * _ASSUMED / _OF_KIND
            gains["\n"] += min(_SUCH_LINE, max(_NO_SUCH_LINE, math.log(share)))
            if len(keys) == len(_WEIGHTS) and self._starts[keys[-1]]:
                gains["\n"] += self._begins_lines(keys[-1])
        return {char: gain for char, gain in gains.items() if gain}

    def _begins_lines(self, key: str) -> float:
        """What it says in nats that lines begin so, most of what begins so being a line."""
        same, counts = self._starts[key], self._counts.get(key, Counter())
        inside = counts.total() - counts["\n"]
        if same <= 2 * inside:
            return 0.0
        return _ALL_START if same > 1 and same >= _MANY_START * self._starts["any"] else _SAME_START


def _is_lone(line: str) -> bool:
    return line.isascii() and _LONE.fullmatch(line) is not None


def _kind(text: str) -> str:
    """The kind of the first character: a digit, a letter, one beyond ASCII, itself."""
    first = text[:2] if text.startswith("  ") else text[:1]  # an indentation is no space
    return "0" if first.isdecimal() else "a" if first.isalpha() and first.isascii() else "x" if first > "\x7f" else first


def _keys(right: str) -> Iterator[str]:
    """Yield what is counted of what follows: nothing, the kind of its first character, of more of them, the characters."""
    yield "any"
    yield _kind(right)
    near = re.split("[^\x00-\x7f]", right[: 3 * _EXACT], maxsplit=1)
    rest = "x" if len(near) > 1 else ""
    yield f"2{_LETTERS.sub('a', _DIGITS.sub('0', near[0]))[:2]}{rest if len(near[0]) < 2 else ''}"
    if near[0]:
        yield f"3{_DIGITS.sub('0', near[0])[:_EXACT]}{rest if len(near[0]) < _EXACT else ''}"
