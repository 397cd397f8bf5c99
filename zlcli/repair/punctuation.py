"""Full-width punctuation that NFKC folded to ASCII: ``你好,世界(一)`` was ``你好，世界（一）``.

NFKC maps ，：；？！（） to ASCII and leaves 。、“”《》 alone (Unicode Standard Annex #15). A folded document therefore has the
latter but none of the former; an author who types half-width marks also types full stops and spaces that way. That decides
for the document; then each mark is widened where its neighbours are Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from zlcli.document import Change, Ledger
from zlcli.model.characters import HAN_CHARACTER, is_han
from zlcli.patterns import lazy
from zlcli.repair.spans import PROTECTED, Fences, front_matter, looks_like_code
from zlcli.repair.suspicion import is_odd

WIDE = str.maketrans(",:;?!()", "，：；？！（）")

# Characters that only stand in Chinese text: Han, CJK punctuation, full-width forms, and “”‘’—… as Chinese uses them.
_CJK_MARKS = frozenset([*map(chr, range(0x3000, 0x3040)), *map(chr, range(0xFF01, 0xFF61)), *"—‘’“”…"])
# The patterns have the character itself in a group, for `_is_cjk` or `is_han` to look at: compiling those classes into all of
# them would take longer than to treat a short document.
_BEYOND_ASCII = r"([^\x00-\x7f])"
_MARKS = lazy(r"[,:;?!()]+")
_CANDIDATE = lazy(rf"{_BEYOND_ASCII}(?=[\"'%]?[,:;?!()])|[,:;?!()](?=[\"']?{_BEYOND_ASCII})")
# 能耗下降21.4%; as the last of a sentence that holds no other mark.
_ENDS_MARKED = lazy(r"[A-Za-z0-9%)][,;?!][\"']?\s*$")
_BETWEEN_CODE = "`,`"
_SMILEY = lazy(r"[:;=][-'^o]?[()DPp](?![A-Za-z])|\([^\w\s()]{1,2}[_.\-oO][^\w\s()]{0,2}\)|\([TQOo0]_[TQOo0]\)")

# How many quotes and marks are looked across: nobody types more, and a line of nothing else must not cost its square.
_LONGEST_RUN = 16
# Nobody begins a line by asking twice: it is an indentation of full-width spaces that an encoding could not hold.
_LOST_INDENT = lazy(r"\?{2,}")

# Evidence, counted in the sample.
_FULL = lazy("[，：；？！（）]")
# A bracket counts when it holds Chinese: 函数(a) was typed like that.
_HALF_TIGHT = lazy(rf"{_BEYOND_ASCII}(?:[,:;?!](?=[^\s,:;?!]|[^\S\r\n]*\r|\s*$)|\((?=([^()\n]*)))", re.MULTILINE)
# Not the colon: label: value is typed so in any text.
_HALF_SPACED = lazy(rf"{_BEYOND_ASCII}[,;?!] +(?=\S)")
_CLAUSE = lazy("[。，；？！]|[\u4e00-\u9fff][,;?!]")
# The label of a short line, which the page may have set (关键词：供热;安全).
_OWN_LABEL = lazy(r"^[ \t\u3000]*[【]?[\u4e00-\u9fff \u3000]{2,10}[】]?：(?=[^。]{0,40}$)")
_FULL_STOP = lazy("[。、]")
_HALF_STOP = lazy(rf"{_BEYOND_ASCII}\.(?=[\s\"”]|$|{_BEYOND_ASCII})", re.MULTILINE)
_KANA = lazy("[\u3041-\u30ff]")
_UNSPACED = lazy("[A-Za-z0-9)],[A-Za-z]")
# What stands before a question mark.
_ASKED = lazy(r"[^\n]?[^\x00-\x7f](?=\?)")
# So many of them tell.
_MANY_QUESTIONS = 200
_LINE_END = lazy(r"(\r\n?|\n)")


class Habit(NamedTuple):
    """How a folded document is to be read: ``loses`` if some of its ``?`` stand for bytes that mojibake has lost."""

    loses: bool


def diagnose(sample: str) -> Habit | None:
    """Return how the folded punctuation of ``sample`` is to be read, None if it was not folded."""
    return Habit(_loses(sample)) if _is_folded(sample) else None


def _loses(sample: str) -> bool:
    odd = [is_odd(match[0]) for match in islice(_ASKED.finditer(sample), _MANY_QUESTIONS) if is_han(match[0][-1])]
    return 4 * sum(odd) >= len(odd)


def _is_folded(sample: str) -> bool:
    sample = sample.replace("\r\n", "\n").replace("\r", "\n")  # the end of a line by itself, as `$` knows it
    tight = _count_tight(sample)
    if not tight:
        return False
    # Folding leaves no full-width mark at all; one in twenty may have been added to the document afterwards, and a page sets
    # its own labels around a document (发布机构：…), on lines without a comma or a full stop.
    full = _FULL.findall(sample)
    if 20 * len(full) > tight and 20 * _in_prose(sample) > tight:
        return False
    # Without a single 。 or 、 nothing shows that the author typed Chinese punctuation.
    stops = len(_FULL_STOP.findall(sample))
    # An author of half-width text ends sentences with a full stop and sets a space after most commas; allow for stray ones.
    half_stops = sum(is_han(m[1]) and (m[2] is None or is_han(m[2])) for m in _HALF_STOP.finditer(sample))
    spaced = sum(_is_cjk(m[1]) for m in _HALF_SPACED.finditer(sample))
    # One who seldom sets that space, and often enough 。, leaves more full stops that are the text's own (names, numbers).
    stray = 5 if 10 * spaced <= tight else 10
    if not stops or stray * half_stops > stops or spaced > tight:
        return False
    # Japanese sets half-width marks beside 。、 as a matter of style.
    kana = len(_KANA.findall(sample))
    return 20 * kana < len(HAN_CHARACTER.findall(sample)) if kana else any(map(is_han, sample))


def _count_tight(sample: str) -> int:
    """Count the half-width marks directly behind Chinese, and as one the brackets that hold Chinese with the marks in them."""
    count = end = 0
    for match in _HALF_TIGHT.finditer(sample):
        if match.start() < end or not _is_cjk(match[1]):
            continue
        inside = match[2]
        if inside is None:
            count += 1
        elif last := next((i for i in range(len(inside), 0, -1) if _is_cjk(inside[i - 1])), 0):
            count, end = count + 1, match.start(2) + last
    return count


def _is_cjk(char: str) -> bool:
    """Tell whether one character (or none) only stands in Chinese text."""
    return is_han(char) or char in _CJK_MARKS


def _in_prose(sample: str) -> int:
    """Count the full-width marks on lines that hold a part of a sentence."""
    return sum(len(_FULL.findall(_OWN_LABEL.sub("", line))) for line in sample.splitlines() if _CLAUSE.search(line))


def widen(chunks: Iterable[str], ledger: Ledger, habit: Habit) -> Iterator[str]:
    """Yield ``chunks`` of a folded document with the marks beside Chinese text full-width again.

    Left alone: numbers (16:43, 1,000), URLs, code, tags, Latin phrases, smileys, a colon
    before a space and brackets after one.
    """
    number, fences = 1, Fences()
    for i, chunk in enumerate(chunks):
        head = front_matter(chunk) if i == 0 else 0
        lines = _LINE_END.split(chunk[head:])  # every second is a line end
        number += chunk.count("\n", 0, head)
        for index in range(0, len(lines), 2):
            line = lines[index]
            if not fences.holds(line) and (_is_candidate(line) or _ends_marked(line)):
                lines[index] = _widen_line(line, number + index // 2, habit, ledger)
        number += len(lines) // 2
        yield chunk[:head] + "".join(lines)


def _is_candidate(line: str) -> bool:
    return _BETWEEN_CODE in line or any(_is_cjk(match[1] or match[2] or "") for match in _CANDIDATE.finditer(line))


def _ends_marked(line: str) -> bool:
    return _ENDS_MARKED.search(line) is not None and _mostly_chinese(line)


def _widen_line(line: str, number: int, habit: Habit, ledger: Ledger) -> str:
    code = looks_like_code(line)
    if code and not _mostly_chinese(line):
        return line
    chosen = sorted(_Line(line, habit).folded())
    if code:  # prose about paths and options: only what is inside of a clause of it
        chosen = [i for i in chosen if is_han(line[i - 1 : i]) and is_han(line[i + 1 : i + 2])]
    chars = list(line)
    for i in chosen:
        chars[i] = line[i].translate(WIDE)
        if ledger.wants_example("punctuation"):
            # Four characters either side are enough to find the place again.
            around = slice(max(0, i - 4), i), slice(i + 1, i + 5)
            before, after = (line[around[0]] + mark + line[around[1]] for mark in (line[i], chars[i]))
            ledger.keep("punctuation", Change(number, before, after))
    ledger.count("punctuation", len(chosen))
    return "".join(chars)


class _Line:
    """One line of a folded document and what its brackets and protected spans say of each mark."""

    def __init__(self, text: str, habit: Habit) -> None:
        self.text, self.habit = text, habit
        self.partner = _pair_brackets(text)
        self.fixed = {i for m in PROTECTED.finditer(text) for i in range(*m.span())}
        if indent := _LOST_INDENT.match(text):
            self.fixed |= set(range(indent.end()))
        self.fixed |= {i for m in _SMILEY.finditer(text) if self._is_smiley(m) for i in range(*m.span())}
        self.brackets = {i for i, c in enumerate(text) if c in "()" and i not in self.fixed and self._bracket_folded(i)}

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
        # Who types a half-width bracket sets a space before it (in Debian's documents 2,600 times against 400); a full-width
        # one brings its own. After a full stop, where no space is due, it is the sentence that was set apart; a mark of
        # Markdown has a space of its own.
        if before == " " and (lead := self.text[:start].strip(" \t\u3000#>*")) and lead[-1] != "。":
            return False
        if any(map(_is_cjk, inside)):
            return True
        if not re.search(r"\w", inside):
            return False
        if _is_cjk(before):
            return True
        # An enumerator at the head of a line or clause: (1)加强领导, also after a folded mark: 如下:(1)
        return inside.isdigit() and _is_cjk(after[:1]) and (not before or before in " \t,:;?!)")

    def _lone_bracket_folded(self, i: int) -> bool:
        """A bracket whose partner stands on another line (wrapped text), or an enumerator like ``1)``."""
        before, after = self.text[i - 1 : i], self.text[i + 1 : i + 2]
        return _is_cjk(before) or _is_cjk(after)

    def _mark_folded(self, i: int) -> bool:
        """Tell whether the mark at ``i``, none of ()，stands in Chinese context."""
        if self.text[i] == "?" and is_odd(self.text[max(0, i - 2) : i]):
            right = self.text[i + 1 : i + 2]
            if self.habit.loses or (right and is_odd(self.text[i - 1] + right)):
                return False  # it stands for a byte that mojibake has lost
        left, right = self._neighbour(i, -1), self._neighbour(i, +1)
        # label: value was typed like that, and 16:43 is a time; between Chinese and a space a mark was full-width (colons 270
        # times against 40, commas 720 against 140 in documents that were folded at all).
        if self.text[i] == ":" and ((right == " " and not self._chinese(left)) or (left.isdigit() and right.isdigit())):
            return False
        if self._chinese(left) or self._chinese(right) or self._lists_names(i):
            return True
        # At the end of a line (or quotation) the sentence as a whole decides: 什么是 Debian GNU/Linux?
        at_end = right in ("", '"', "'")
        return at_end and (left.isalnum() or left in "%)") and _mostly_chinese(self.text)

    def _lists_names(self, i: int) -> bool:
        """Tell whether the comma at ``i`` stands between Latin words of a Chinese line, without the space of a half-width one.

        In Debian's documents 33 such commas in folded lines had been full-width, and 3 had not. Between pieces of inline code,
        it is the prose around them that has the comma.
        """
        if self.text[i - 1 : i + 2] == "`,`" and i - 1 in self.fixed:
            return True
        return _UNSPACED.match(self.text, max(0, i - 1)) is not None and _mostly_chinese(self.text)

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

    @staticmethod
    def _chinese(char: str) -> bool:
        return _is_cjk(char)


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


def _mostly_chinese(text: str) -> bool:
    """Tell whether Han characters outweigh Latin words, at two characters a word."""
    return sum(map(is_han, text)) >= 2 * len(re.findall("[A-Za-z]+", text))
