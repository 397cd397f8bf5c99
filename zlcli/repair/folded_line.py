"""Which marks of one line of a folded document had been full-width: what its brackets, spaces and neighbours say of each."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate

from zlcli.model.characters import is_han
from zlcli.patterns import lazy
from zlcli.repair.folded import Habit, is_cjk, is_torn
from zlcli.repair.folded_latin import Latin, asks, explains, is_date, is_name, is_tuple, mostly_chinese
from zlcli.repair.spans import PROTECTED
from zlcli.repair.suspicion import is_odd

_MARKS = lazy(r"[,:;?!()]+")
_BRACKET = lazy("[()]")
_SMILEY = lazy(r"[:;=][-'^o]?[()DPp](?![A-Za-z])|\([^\w\s()]{1,2}[_.\-oO][^\w\s()]{0,2}\)|\([TQOo0]_[TQOo0]\)")
# How many quotes and marks are looked across: nobody types more, and a line of nothing else must not cost its square.
_LONGEST_RUN = 16
_LONGEST_QUOTATION = 200
_IN_COLUMNS = lazy(r"  [^\s│|]")
_LONGEST_CLAUSE = 40
_LONGEST_NAME = 20
_CLAUSE_END = lazy("[。,:;?!]")
# Nobody begins a line by asking twice: it is an indentation of full-width spaces that an encoding could not hold.
_LOST_INDENT = lazy(r"\?{2,}")

_WORD = lazy("[A-Za-z]+")
_NUMERAL = lazy("[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十百]{1,4}")
_AFTER = frozenset("，。、；：？！”’》,;:?!")
# 日期:    年   月   日, 甲方:      乙方: of a form.
_TO_FILL_IN = lazy(r" {3,}(?:年|[^\s:]{1,10}:)")
# v2.3.0(2020-06-14) of a list of changes.
DATED = lazy(r"#*[ \t]*v?\d+(?:\.\d+)+[\w.-]*\((?:19|20)\d\d(?:[-./]\d{1,2}){1,2}\)\s*", re.ASCII)
"""A version and its date, which are a line by themselves."""
# What English sets as Chinese does.
_SHARED = frozenset("—‘’“”…")
_FULL_STOP_LAST, _FULL_STOP_FIRST = lazy(r"[^.]\.$"), lazy(r"\.(?!\.)")
_ENGLISH = lazy("[A-Za-z]{2,}(?:[^A-Za-z]+[A-Za-z]{2,}){2}")


class Line:
    """One line of a folded document and what its brackets and protected spans say of each mark."""

    def __init__(self, text: str, habit: Habit, *, opened: str = "") -> None:
        self.text, self.habit, self.opened = text, habit, opened
        self.latin = Latin(text)
        self.english = not any(map(is_han, text)) and _ENGLISH.search(text) is not None
        self.partner = _pair_brackets(text)
        self.fixed = {i for m in PROTECTED.finditer(text) for i in range(*m.span())}
        if indent := _LOST_INDENT.match(text):
            self.fixed |= set(range(indent.end()))
        self.fixed |= {i for m in _SMILEY.finditer(text) if self._is_smiley(m) for i in range(*m.span())}
        self.brackets = {i for i, c in enumerate(text) if c in "()" and i not in self.fixed and self._bracket_folded(i)}

    @property
    def leaves_open(self) -> str | None:
        """The bracket that is open after this line: ``(`` or ``（`` as it was, ``""`` if none, None if the last is still."""
        lone = self._lone("()")
        if not lone:
            return None
        opens = [i for i in lone if self.text[i] == "("]
        if any(i not in self.brackets for i in opens):
            return "("
        return "（" if opens else ""

    def _lone(self, kinds: str) -> list[int]:
        return [i for i, c in enumerate(self.text) if c in kinds and i not in self.partner and i not in self.fixed]

    def folded(self) -> set[int]:
        """Positions of the marks to widen."""
        found = set(self.brackets)
        for run in _MARKS.finditer(self.text):
            for i in range(*run.span()):
                if self.text[i] not in "()" and i not in self.fixed and self._mark_folded(i):
                    found.add(i)
        return found

    def _is_smiley(self, match: re.Match[str]) -> bool:
        """Tell whether ``match`` is no colon before a real bracket: in ``如下:(1)`` and ``(注:)`` the bracket has a partner."""
        ends = [i for i in range(*match.span()) if self.text[i] in "()"]
        return len(ends) != 1 or self.partner.get(ends[0]) is None

    def _bracket_folded(self, i: int) -> bool:
        j = self.partner.get(i)
        if j is None:
            return self._lone_bracket_folded(i)
        start, end = sorted((i, j))
        inside, before, after = self.text[start + 1 : end], self.text[start - 1 : start], self.text[end + 1 : end + 3]
        if self._is_apart(start):
            # Of those that go on without a space, 110 of 159 had been full-width where most of the document are tight.
            return not self.habit.apart and is_han(after[:1]) and any(map(is_cjk, inside))
        if self._is_half(start, end):
            return False
        if any(map(is_cjk, inside)):
            return True
        if inside and not inside.strip():  # to be filled in: 正确的一项是(  )
            return is_cjk(before)
        # 冒号(:) names a mark (25 of 40); without Chinese before it, it is a face.
        named = is_cjk(before) and inside.strip("?!") != ""  # (?) is the author's doubt: 7 of 8
        return (named or re.search(r"\w", inside) is not None) and self._foreign_folded(inside, start, after)

    def _is_half(self, start: int, end: int) -> bool:
        """Tell whether what is around two brackets shows that they were typed half-width."""
        head, inside, rest = self.text[:start].strip(), self.text[start + 1 : end], self.text[end + 1 :]
        # Who types an ASCII full stop there types half-width brackets too; ... is none (10 of 12 were full-width).
        if _FULL_STOP_LAST.search(inside) or _FULL_STOP_FIRST.match(rest) or is_tuple(inside):
            return True
        if not head and not _NUMERAL.fullmatch(inside):
            # (远程) 备份: a space where a full-width bracket has its own; 22 of 22 were half-width. So were 18 of 18 before a
            # mark where most of the document stand apart, which these do not for want of anything before them.
            spaced = rest.startswith(" ") and is_cjk(rest.lstrip(" ")[:1])
            return spaced or (self.habit.apart and rest[:1] in _AFTER)
        return head != "" and self.habit.half_brackets

    def _foreign_folded(self, inside: str, start: int, after: str) -> bool:
        """Tell whether the brackets from ``start`` around ``inside``, which holds no Chinese, were full-width."""
        before = self.text[start - 1 : start]
        if is_cjk(before):
            # 图像(Exif) at the end of a line: 40 of 70 were half-width where the document has most brackets apart.
            return bool(after) or not self.habit.apart or not _WORD.fullmatch(inside)
        goes_on = is_cjk(after.lstrip(",:;?!")[:1])
        if DATED.fullmatch(self.text):
            return not self.habit.apart
        if before.isalnum() and ((goes_on and is_name(inside)) or is_date(inside)):
            # slink(Debian 2.1)是 directly before Chinese: 12 of 12.
            return self.latin.chinese or (is_han(after[:1]) and " " in inside)
        if goes_on and explains(inside, self.text[max(0, start - _LONGEST_NAME) : start]):
            return True
        # An enumerator at the head of a line or clause: (1)加强领导 and (1)Ⅰ级, also after a folded mark: 如下:(1)
        if not before and _NUMERAL.fullmatch(inside) and after[:1].isalnum() and mostly_chinese(self.text):
            return True  # (1)7月, (a)B座: who types them half-width sets a space there
        return inside.isdigit() and after[:1] > "\x7f" and (not before or before in " \t,:;?!)")

    def _is_apart(self, i: int) -> bool:
        """Tell whether the bracket that opens at ``i`` has a space before it that it does not owe to what is before.

        Who types a half-width bracket sets a space before it (in Debian's documents 2,600 times against 400); a full-width
        one brings its own. After a full stop, where no space is due, it is the sentence that was set apart; a mark of
        Markdown has a space of its own.
        """
        lead = self.text[:i].strip(" \t\u3000#>*-+•·") if self.text[i - 1 : i] == " " else ""
        return lead != "" and lead[-1] != "。"

    def _lone_bracket_folded(self, i: int) -> bool:
        """A bracket whose partner stands on another line (wrapped text), or an enumerator like ``1)``."""
        if self._is_apart(i) if self.text[i] == "(" else self.opened == "(":
            return False
        before, after = self.text[i - 1 : i], self.text[i + 1 : i + 2]
        if self.text[i] == "(" and not self.text[:i].strip() and after.isalnum():
            return self.latin.chinese
        closes = self.text[i] == ")" and self.opened == "（"
        return closes or is_cjk(before) or is_cjk(after)

    def _mark_folded(self, i: int) -> bool:
        """Tell whether the mark at ``i``, none of ()，stands in Chinese context."""
        left, right = self._neighbour(i, -1), self._neighbour(i, +1)
        if self._is_plain(i, left, right):
            return False
        if self.text[i] in ",;" and right == " " and (sure := self._by_space(i, left)) is not None:
            return sure
        if self._chinese(left) or self._chinese(right) or self._lists_names(i):
            return True
        return self.latin.is_label(i) if right.isalpha() else self._ends_sentence(i, left, right)

    def _is_plain(self, i: int, left: str, right: str) -> bool:
        """Tell whether the mark at ``i`` is none of Chinese prose, whatever stands beside it."""
        match self.text[i]:
            case "?" if self._is_lost_byte(i):
                return True
            case ":" if self._is_plain_colon(i, left, right):
                return True
        named = self._is_named(i)
        listed = (right == " " and self.latin.is_reference) or ("…" in (left, right) and self._is_series(i))
        return named or listed or self._ends_english(i, right)

    def _is_named(self, i: int) -> bool:
        """Tell whether the mark at ``i`` stands alone or with its like in quotes or brackets: “:”, “???”, (,) (44 of 49)."""
        start, end = i, i + 1
        while start > max(0, i - _LONGEST_RUN) and self.text[start - 1] == self.text[i]:
            start -= 1
        while end < min(len(self.text), i + _LONGEST_RUN) and self.text[end] == self.text[i]:
            end += 1
        return self.text[start - 1 : start] + self.text[end : end + 1] in ("“”", "‘’", "「」", "『』", "()")

    def _is_lost_byte(self, i: int) -> bool:
        """Tell whether the question mark at ``i`` stands for a byte that mojibake has lost."""
        if not is_torn(self.text, i):
            return False
        right = self.text[i + 1 : i + 2]
        if not self.habit.loses:
            return right != "" and right not in _AFTER and is_odd(self.text[i - 1] + right)
        # What asks at the end of a line or quotation is a question, also in verse, whose pairs are odd: 敌不敢犯者,谁之力欤?
        return is_han(right) or not asks(_CLAUSE_END.split(self.text[max(0, i - _LONGEST_CLAUSE) : i])[-1])

    def _ends_sentence(self, i: int, left: str, right: str) -> bool:
        """Tell whether the mark at ``i`` is at the end of a line (or quotation) in Chinese, as of 什么是 Debian GNU/Linux?."""
        # A colon after a note's number was full-width (写成如下形式[13]: 7 of 8), after other brackets seldom (8 of 31).
        if right not in ("", '"', "'"):
            return False
        return (left.isalnum() or left == "]" or (left in "%)" and self.text[i] != ":")) and self.latin.ends(i)

    def _is_series(self, i: int) -> bool:
        """Tell whether the mark at ``i`` stands in a series of numbers or letters, whose dots are not doubled: x1,…,xn."""
        around = self.text[max(0, i - 2) : i], self.text[i + 1 : i + 3]
        return "……" not in around and (around[0].isascii() or around[1].isascii() or around[0][:1] in ",;")

    def _ends_english(self, i: int, right: str) -> bool:
        """Tell whether the mark at ``i`` is the last of a quotation in English: “Welcome to the desktop!”."""
        start = self.text.rfind("“", max(0, i - _LONGEST_QUOTATION), i) if right == "”" else -1
        quoted = self.text[start + 1 : i] if start >= 0 else ""
        return quoted.isascii() and _ENGLISH.search(quoted) is not None

    def _is_plain_colon(self, i: int, left: str, right: str) -> bool:
        """Tell whether the colon at ``i`` was typed like that: of a label: value, a time (16:43), or quoted (“Filename:”)."""
        if right in ("”", "’"):
            return left in ("“", "‘") or (left.isascii() and left.isalpha())
        if left.isdigit() and right.isdigit():
            return True
        if _IN_COLUMNS.match(self.text, i + 1) and self.habit.spaces:  # 31 of 31
            return True
        if self.text.startswith(" 】", i + 1):  # 【 在 某某 的大作中提到: 】 of a bulletin board
            return True
        # Between Chinese and a space a mark was full-width (colons 270 times against 40, commas 720 against 140 in documents
        # that were folded at all), but not where more Chinese follows (12 against 36).
        following = is_han(self.text[i + 1 :].lstrip(" ")[:1]) and not _TO_FILL_IN.match(self.text, i + 1)
        return right == " " and (not self._chinese(left) or (following and not self.habit.spaces))

    def _by_space(self, i: int, left: str) -> bool | None:
        """Tell by the space that follows the mark at ``i``, if Chinese is next, who set it; None if that does not show."""
        if self.habit.spaces is None or not is_han(self.text[i + 1 :].lstrip(" ")[:1]):
            return None
        if self.habit.spaces:
            return is_cjk(left) or self.latin.chinese
        return False if self.text[i] == "," and is_han(left) else None

    def _lists_names(self, i: int) -> bool:
        """Tell whether the comma at ``i`` stands between Latin words as one of Chinese prose, not in half-width brackets.

        Between pieces of inline code, it is the prose around them that has the comma.
        """
        if self.text[i - 1 : i + 2] == "`,`" and i - 1 in self.fixed:
            return True
        if self.habit.spaces and self.text[i + 1 : i + 2] == " ":
            # INSERT, UPDATE,DELETE: two of one list (12 of 13).
            return not self._half_depth[i] and self.latin.joins_spaced(i)
        return not self._half_depth[i] and self.latin.joins(i)

    @cached_property
    def _half_depth(self) -> list[int]:
        """How many half-width brackets with a partner are open at each position."""
        steps = {i: 1 if i < j else -1 for i, j in self.partner.items() if i not in self.brackets}
        return list(accumulate(steps.get(i, 0) for i in range(len(self.text))))

    def _neighbour(self, i: int, step: int) -> str:
        """The nearest character that is neither a straight quote, a mark of emphasis nor another mark; ``""`` past the line."""
        j = i + step
        while 0 <= j < len(self.text) and abs(j - i) <= _LONGEST_RUN:
            c = self.text[j]
            if c in "()" and j in self.brackets:
                return "（"
            if c not in "\"'*,:;?!" or j in self.fixed:
                break
            j += step
        if step > 0 and not self.text[j:].strip():
            return ""
        return self.text[j] if 0 <= j < len(self.text) else ""

    def _chinese(self, char: str) -> bool:
        return is_cjk(char) and not (self.english and char in _SHARED)


def _pair_brackets(text: str) -> dict[int, int]:
    """Positions of matching ASCII brackets, each pointing to its partner."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            partner[start], partner[match.start()] = match.start(), start
    return partner
