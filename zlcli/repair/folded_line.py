"""Which marks of one line of a folded document had been full-width: what its brackets, spaces and neighbours say of each."""

from __future__ import annotations

import re

from zlcli.model.characters import HAN, is_han
from zlcli.patterns import lazy
from zlcli.repair.folded import Habit, is_cjk
from zlcli.repair.spans import PROTECTED
from zlcli.repair.suspicion import is_odd

_MARKS = lazy(r"[,:;?!()]+")
_SMILEY = lazy(r"[:;=][-'^o]?[()DPp](?![A-Za-z])|\([^\w\s()]{1,2}[_.\-oO][^\w\s()]{0,2}\)|\([TQOo0]_[TQOo0]\)")
# How many quotes and marks are looked across: nobody types more, and a line of nothing else must not cost its square.
_LONGEST_RUN = 16
# Nobody begins a line by asking twice: it is an indentation of full-width spaces that an encoding could not hold.
_LOST_INDENT = lazy(r"\?{2,}")

# A comma between Latin words or numbers, but not of one number (1,000) and not in a chemical name (1,2-二氯乙烷).
UNSPACED = lazy(
    r"""(?<=[A-Za-z0-9)"'`]),(?=["'`]?[-/.~@%_]*[A-Za-z]|\d(?![\d,]*-))"""
    r"""(?!(?<=\d,)\d{3}(?![0-9A-Za-z]))"""
)
_WORD_BEFORE, _WORD_AFTER = lazy("[!-~]*$"), lazy("[!-~]*")
_CODE_SIGN = lazy(r"[={}:|<>$\[\]]")
# Where a quotation without Chinese begins and ends.
_QUOTE_BEFORE, _QUOTE_AFTER = lazy(rf"""[“‘"][^“”‘’"{HAN}]*$"""), lazy(rf"""[^“”‘’"{HAN}]*[”’"]""")
# 巴斯(Debian 1.1)、桌面(KDE): a name, where f(x) and main(int n) are code.
_NAME = lazy(r"[A-Z][A-Z]+|[A-Z][\w.'’/-]*(?: [\w.'’/-]+)+")
_WORD = lazy("[A-Za-z]+")
_BESIDE_HAN = lazy(rf"(?<=[{HAN}])[,:;](?=\S)|[,;:](?=[{HAN}])")
# What English sets as Chinese does.
_SHARED = frozenset("—‘’“”…")
# No hexadecimal number, and no unit (0x1f, 5GB).
_LATIN_WORD = lazy("(?<![0-9A-Za-z])[A-Za-z]+")
_ENGLISH = lazy("[A-Za-z]{2,}(?:[^A-Za-z]+[A-Za-z]{2,}){2}")


class Line:
    """One line of a folded document and what its brackets and protected spans say of each mark."""

    def __init__(self, text: str, habit: Habit, *, opened: bool) -> None:
        self.text, self.habit, self.opened = text, habit, opened
        self.english = not any(map(is_han, text)) and _ENGLISH.search(text) is not None
        self.partner = _pair_brackets(text)
        self.fixed = {i for m in PROTECTED.finditer(text) for i in range(*m.span())}
        if indent := _LOST_INDENT.match(text):
            self.fixed |= set(range(indent.end()))
        self.fixed |= {i for m in _SMILEY.finditer(text) if self._is_smiley(m) for i in range(*m.span())}
        self.brackets = {i for i, c in enumerate(text) if c in "()" and i not in self.fixed and self._bracket_folded(i)}

    @property
    def leaves_open(self) -> bool:
        """Tell whether a bracket that is not widened is closed on another line."""
        return any(i not in self.brackets for i in self._lone("("))

    @property
    def closes(self) -> bool:
        """Tell whether a bracket is closed that was opened on another line, or one is opened that is widened."""
        return bool(self._lone("()"))

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
        inside, before, after = self.text[start + 1 : end], self.text[start - 1 : start], self.text[end + 1 : end + 2]
        if self._is_apart(start):
            # Of those that go on without a space, 110 of 159 had been full-width where most of the document are tight.
            return not self.habit.apart and is_han(after) and any(map(is_cjk, inside))
        if self.habit.half_brackets and start and inside or self._full_stopped(inside, after):
            return False
        if any(map(is_cjk, inside)):
            return True
        return re.search(r"\w", inside) is not None and self._foreign_folded(inside, before, after)

    def _full_stopped(self, inside: str, after: str) -> bool:
        """Tell whether an ASCII full stop ends what stands in brackets or follows them: who types that, types half-width there."""
        return inside.endswith(".") or after == "."

    def _foreign_folded(self, inside: str, before: str, after: str) -> bool:
        """Tell whether brackets around ``inside``, which holds no Chinese, were full-width."""
        if is_cjk(before):
            # 图像(Exif) at the end of a line: 40 of 70 were half-width where the document has most brackets apart.
            return bool(after) or not self.habit.apart or not _WORD.fullmatch(inside)
        if is_han(after) and before.isalnum() and _NAME.fullmatch(inside):
            return mostly_chinese(self.text)
        # An enumerator at the head of a line or clause: (1)加强领导, also after a folded mark: 如下:(1)
        return inside.isdigit() and is_cjk(after) and (not before or before in " \t,:;?!)")

    def _is_apart(self, i: int) -> bool:
        """Tell whether the bracket that opens at ``i`` has a space before it that it does not owe to what is before.

        Who types a half-width bracket sets a space before it (in Debian's documents 2,600 times against 400); a full-width
        one brings its own. After a full stop, where no space is due, it is the sentence that was set apart; a mark of
        Markdown has a space of its own.
        """
        lead = self.text[:i].strip(" \t\u3000#>*") if self.text[i - 1 : i] == " " else ""
        return lead != "" and lead[-1] != "。"

    def _lone_bracket_folded(self, i: int) -> bool:
        """A bracket whose partner stands on another line (wrapped text), or an enumerator like ``1)``."""
        if self._is_apart(i) if self.text[i] == "(" else self.opened:
            return False
        before, after = self.text[i - 1 : i], self.text[i + 1 : i + 2]
        return is_cjk(before) or is_cjk(after)

    def _mark_folded(self, i: int) -> bool:
        """Tell whether the mark at ``i``, none of ()，stands in Chinese context."""
        if self.text[i] == "?" and is_odd(self.text[max(0, i - 2) : i]):
            right = self.text[i + 1 : i + 2]
            if self.habit.loses or (right and is_odd(self.text[i - 1] + right)):
                return False  # it stands for a byte that mojibake has lost
        left, right = self._neighbour(i, -1), self._neighbour(i, +1)
        if self.text[i] == ":" and self._is_plain_colon(i, left, right):
            return False
        if self.text[i] in ",;" and right == " " and (sure := self._by_space(i, left)) is not None:
            return sure
        if self._chinese(left) or self._chinese(right) or self._lists_names(i):
            return True
        # At the end of a line (or quotation) the sentence as a whole decides: 什么是 Debian GNU/Linux?
        at_end = right in ("", '"', "'")
        return at_end and (left.isalnum() or (left in "%)" and self.text[i] != ":")) and mostly_chinese(self.text)

    def _is_plain_colon(self, i: int, left: str, right: str) -> bool:
        """Tell whether the colon at ``i`` was typed like that: of a label: value, a time (16:43), or quoted (“Filename:”)."""
        if right in ("”", "’"):
            return left in ("“", "‘") or (left.isascii() and left.isalpha())
        if left.isdigit() and right.isdigit():
            return True
        # Between Chinese and a space a mark was full-width (colons 270 times against 40, commas 720 against 140 in documents
        # that were folded at all), but not where more Chinese follows (12 against 36).
        return right == " " and (not self._chinese(left) or is_han(self.text[i + 1 :].lstrip(" ")[:1]))

    def _by_space(self, i: int, left: str) -> bool | None:
        """Tell by the space that follows the mark at ``i``, if Chinese is next, who set it; None if that does not show."""
        if self.habit.spaces is None or not is_han(self.text[i + 1 :].lstrip(" ")[:1]):
            return None
        if self.habit.spaces:
            return is_cjk(left) or mostly_chinese(self.text)
        return False if self.text[i] == "," and is_han(left) else None

    def _lists_names(self, i: int) -> bool:
        """Tell whether the comma at ``i`` stands between Latin words of a Chinese line, without the space of a half-width one.

        In Debian's documents 33 such commas in folded lines had been full-width, and 3 had not. Between pieces of inline code,
        it is the prose around them that has the comma.
        """
        if self.text[i - 1 : i + 2] == "`,`" and i - 1 in self.fixed:
            return True
        return UNSPACED.match(self.text, i) is not None and self._is_prose(i) and not self._in_code(i)

    def _is_prose(self, i: int) -> bool:
        """Tell whether the line is Chinese, or has another mark than the one at ``i`` directly beside Chinese."""
        return mostly_chinese(self.text) or any(m.start() != i for m in _BESIDE_HAN.finditer(self.text))

    def _in_code(self, i: int) -> bool:
        """Tell whether the comma at ``i`` is of code: in a word with signs of it, half-width brackets, or a quotation."""
        before, after = self.text[:i], self.text[i + 1 :]
        word = (_WORD_BEFORE.search(before)[0] + _WORD_AFTER.match(after)[0]).strip(",:;?!()")
        if _CODE_SIGN.search(word):
            return True
        if any(start < i < end and start not in self.brackets for start, end in self.partner.items()):
            return True
        return after[:1] not in ('"', "'") and bool(_QUOTE_BEFORE.search(before) and _QUOTE_AFTER.match(after))

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
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            partner[start], partner[match.start()] = match.start(), start
    return partner


def mostly_chinese(text: str) -> bool:
    """Tell whether Han characters outweigh Latin words, at two characters a word."""
    return sum(map(is_han, text)) >= 2 * len(_LATIN_WORD.findall(text))
