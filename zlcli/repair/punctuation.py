"""Full-width punctuation that NFKC folded to ASCII: ``你好,世界(一)`` was ``你好，世界（一）``.

`zlcli.repair.folded` decides for the document; then each mark is widened where its neighbours are Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zlcli.document import Change, Ledger
from zlcli.model.characters import FOLDED_MARKS, is_han
from zlcli.patterns import lazy
from zlcli.repair.folded import Habit
from zlcli.repair.folded_latin import mostly_chinese
from zlcli.repair.folded_line import DATED, Line
from zlcli.repair.spans import Fences, front_matter, looks_like_code

WIDE = str.maketrans(",:;?!()", FOLDED_MARKS)

_MARK = lazy("[,:;?!()]")
# What begins in Chinese and has a full stop is prose, whatever formulas it holds.
_SENTENCE = lazy(r"[\s#*•-]*(?:\d+[.、])?[\u4e00-\u9fff].*。")

# What no prose about code has: the end of a statement, an assignment, a comment, a prompt, a string of several words.
_STATEMENT = lazy(
    r"[;{}]\s*$|[\w\])]\s*[-+*/|&]?=\s|[=!]=|(?<!:)//|/\*|^\s*(?:[#$>%]|--)|\\n|\"[^\"\n\u4e00-\u9fff]*[\u4e00-\u9fff][^\"\n]*\""
)
# A bracket of a wrapped text is closed so many lines below at the latest.
_WRAPPED = 8
# How far an opening bracket of code is looked for.
_NEAR = 200
_LINE_END = lazy(r"(\r\n?|\n)")


def widen(chunks: Iterable[str], ledger: Ledger, habit: Habit) -> Iterator[str]:
    """Yield ``chunks`` of a folded document with the marks beside Chinese text full-width again.

    Left alone: numbers (16:43, 1,000), URLs, code, tags, Latin phrases, smileys, a colon
    before a space and brackets after one.
    """
    number, fences, document = 1, Fences(), _Document(habit, ledger)
    for i, chunk in enumerate(chunks):
        head = front_matter(chunk) if i == 0 else 0
        lines = _LINE_END.split(chunk[head:])  # every second is a line end
        number += chunk.count("\n", 0, head)
        for index in range(0, len(lines), 2):
            line = lines[index]
            if not fences.holds(line) and _is_candidate(line):
                lines[index] = document.widen(line, number + index // 2)
        number += len(lines) // 2
        yield chunk[:head] + "".join(lines)


def _is_candidate(line: str) -> bool:
    return _MARK.search(line) is not None and (not line.isascii() or DATED.fullmatch(line) is not None)


def _in_prose(line: Line, chosen: list[int]) -> list[int]:
    """Return those of ``chosen`` marks of a line that looks like code that stand in a clause of Chinese, or beside one.

    A pair of brackets is one thing, told by what stands before it.
    """
    statement = _STATEMENT.search(line.text) is not None
    opening = ((i, min(i, line.partner.get(i, i))) for i in chosen)
    return [i for i, at in opening if _is_inside(line.text, at) or not (statement or _is_code(line, at))]


def _is_inside(text: str, i: int) -> bool:
    return is_han(text[i - 1 : i]) and is_han(text[i + 1 : i + 2])


def _is_code(line: Line, i: int) -> bool:
    """Tell whether the mark at ``i``, beside Chinese at most on one side, belongs to code."""
    text, left, right = line.text, line.text[i - 1 : i], line.text[i + 1 : i + 2]
    if text[i] in "()":
        return not is_han(left) or i not in line.partner
    near = max(0, i - _NEAR)
    inside = any(text.rfind(opens, near, i) > text.rfind(closes, near, i) for opens, closes in ("[]", "{}"))
    return inside or right == " " or not (is_han(left) or is_han(right))


class _Document:
    """Widens line after line; a bracket that one line leaves open is left alone where another closes it."""

    def __init__(self, habit: Habit, ledger: Ledger) -> None:
        self.habit, self.ledger = habit, ledger
        self.opened, self.kind = -_WRAPPED, ""  # the last line to leave a bracket open, and how wide that was

    def widen(self, line: str, number: int) -> str:
        """Return ``line``, of that ``number``, with its folded marks full-width."""
        code = looks_like_code(line) and not _SENTENCE.match(line)
        if code and _STATEMENT.search(line) and not mostly_chinese(line):
            return line
        found = Line(line, self.habit, opened=self.kind if number - self.opened < _WRAPPED else "")
        chosen = sorted(found.folded())
        if (kind := found.leaves_open) is not None:
            self.opened, self.kind = number, kind
        if code:  # prose about paths and options: only what is inside of a clause of it
            chosen = _in_prose(found, chosen)
        return self._widened(line, chosen, number)

    def _widened(self, line: str, chosen: list[int], number: int) -> str:
        chars = list(line)
        for i in chosen:
            chars[i] = line[i].translate(WIDE)
            if self.ledger.wants_example("punctuation"):
                # Four characters either side are enough to find the place again.
                around = slice(max(0, i - 4), i), slice(i + 1, i + 5)
                before, after = (line[around[0]] + mark + line[around[1]] for mark in (line[i], chars[i]))
                self.ledger.keep("punctuation", Change(number, before, after))
        self.ledger.count("punctuation", len(chosen))
        return "".join(chars)
