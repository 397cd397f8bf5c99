"""What Latin words and numbers in a line of Chinese say of the marks between them.

支持的有 Linux,macOS 和 BSD had a full-width comma. The counts are of marks in Debian's documents, folded on purpose as
`tests.bench.restoration` does; those directly beside Chinese need none of this.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice

from zlcli.model.characters import is_han
from zlcli.patterns import lazy
from zlcli.repair.spans import PROTECTED

# No hexadecimal number, and no unit (0x1f, 5GB).
_WORD = lazy("(?<![0-9A-Za-z])[A-Za-z]+")
_OF_ADDRESSES = ("://", "www.", "@")

# A comma between Latin words, options, paths or numbers, without the space of a half-width one; not of one number (1,000), nor
# of a chemical name (1,2-二氯乙烷).
_UNSPACED = lazy(
    r"""(?<=[A-Za-z0-9)"'`%])[,;](?=["'`]?[-/.~@%_]*[A-Za-z]|\d(?!\d?(?:,\d\d?)*-))"""
    r"""(?!(?<=\d,)\d{3}(?![0-9A-Za-z]))"""
)
_LISTED, _TIGHT = lazy("(?<=[A-Za-z0-9]), [A-Za-z0-9-]"), lazy("[A-Za-z0-9],[A-Za-z-]")
_BESIDE_CHINESE = lazy(r"(?<=[^\x00-\x7f])[,:;](?=\S)|[,:;](?=[^\x00-\x7f])")
_WORD_BEFORE, _WORD_AFTER = lazy("(?<![!-~])[!-~]*$"), lazy("[!-~]*")
# u=rw,g=r and {a,b}; a quotation without Chinese, before its end: “-doc,-dev”.
_CODE_SIGN = lazy(r"[={}:|<>$\[\]]")
_OF_TIME = lazy(r"(?<=\d):(?=\d\d)")
_QUOTE_BEFORE = lazy('[“‘"][^“”‘’"\u4e00-\u9fff]*$')
_QUOTE_AFTER = lazy('(?!["\'])[^“”‘’"\u4e00-\u9fff]*[”’"]')

# How far those are looked for; a word of code or a quotation is shorter.
_NEAR = 200

# GStreamer:GNOME 的声音引擎: a name and what it is, at the beginning of a line.
_LABEL = lazy(r"[\s*·•-]*[\w./+-]+(?:\(\d\))?(:)[A-Za-z][\w+./-]* ?(?=[^\x00-\x7f])", re.ASCII)
# What a clause begins with.
_CLAUSE = lazy(r"(?:^|[。！？，；,;!?“「（(])\s*([^\s,;!?])")
# Asked in Chinese, whatever the last word is: 如何从 CD 安装 Debian?
_ASKS = lazy("什[么麼]|何|怎|哪|[谁誰]|[吗嗎呢]|是否|[几幾]|多少|能不能|[还還]是")
# In classical Chinese too: a word that asks, or one that closes a question.
_ASKS_CLASSICALLY = lazy("[胡曷孰奚伊岂豈]|[欤歟乎哉耶]$")

# 巴斯(Debian 1.1)、桌面(KDE): a name, where f(x) and main(int n) are code.
_NAME = lazy(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z][\w.'’/-]*(?: [\w.'’/-]+)+")
# x1,x2,…,xn of mathematics.
_SERIES = lazy(r"(?:,\w{1,9}){0,9},…(?!…)")
_REFERENCE = lazy(r"\[(?:[JMCDRSPNZ]|EB)(?:/OL)?\][.,] ")
_URL = lazy(r"(?:https?|ftp)://[^\s()]+|www\.[^\s()]+")
# A point or an interval, of any number of coordinates.
_TUPLE = lazy(r"[-+]?\d+(?:\.\d+)?(?:,[-+]?\d+(?:\.\d+)?)+")
# 版本 2.3(2020-06-14)
_VERSION = lazy(r"v?\d+(?:\.\d+)+[A-Za-z]*\d*")
_AMOUNT = lazy(r"(?<![\w.])(?:\d+[×x*/.,])*\d+$", re.ASCII)
_NAMED, _NO_LETTER = lazy(r"(?<![A-Za-z])[A-Z]\w+$", re.ASCII), lazy("[^A-Za-z]")
_DATE = lazy(r"(?:19|20)\d\d(?:[-./]\d{1,2}){1,2}")


def mostly_chinese(text: str) -> bool:
    """Tell whether Han characters outweigh Latin words, at two characters a word; an address is no word."""
    words = PROTECTED.sub("", text) if any(map(text.__contains__, _OF_ADDRESSES)) else text
    return sum(map(is_han, text)) >= 2 * len(_WORD.findall(words))


def asks(clause: str) -> bool:
    """Tell whether ``clause`` asks in Chinese of any age."""
    return (_ASKS.search(clause) or _ASKS_CLASSICALLY.search(clause)) is not None


def is_name(inside: str) -> bool:
    """Tell whether what stands in brackets is a name, or an address of the Web."""
    return (_NAME.fullmatch(inside) or _URL.fullmatch(inside)) is not None


def is_tuple(inside: str) -> bool:
    """Tell whether what stands in brackets is a point or an interval, which mathematics sets half-width."""
    return _TUPLE.fullmatch(inside) is not None


def explains(inside: str, before: str) -> bool:
    """Tell whether ``inside`` of brackets is the version of the name before them, Go(1.21), or spells that abbreviation out.

    sin(1.5) and f(x) are no names. What stands behind a number says it otherwise: 1920×1080(16:9), 255(0xff).
    """
    if _VERSION.fullmatch(inside):
        return _NAMED.search(before) is not None
    if _AMOUNT.search(before):
        return not inside.isdigit() and len(inside) > 1
    words = _WORD.findall(inside)
    initials = "".join(word[0] for word in words).lower()
    return len(words) > 1 and _NO_LETTER.sub("", before).lower().endswith(initials) and before[-1:].isupper()


def is_date(inside: str) -> bool:
    """Tell whether what stands in brackets is a date in numbers."""
    return _DATE.fullmatch(inside) is not None


class Latin:
    """The Latin words and numbers of one line."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def chinese(self) -> bool:
        """Tell whether the line as a whole is Chinese."""
        return mostly_chinese(self.text)

    @cached_property
    def is_reference(self) -> bool:
        """Tell whether the line is one of a bibliography as of GB/T 7714, whose marks are half-width: 书名[M]. 北京, 1999."""
        return _REFERENCE.search(self.text) is not None

    @cached_property
    def _beside(self) -> list[int]:
        """Two of the marks directly beside Chinese: enough to have another one than any."""
        return [match.start() for match in islice(_BESIDE_CHINESE.finditer(self.text), 2)]

    def joins(self, i: int) -> bool:
        """Tell whether the comma at ``i`` joins Latin words or numbers of a Chinese line, where it was full-width (445 of 514).

        In a word with signs of code or in a quotation without Chinese it was half-width (59 of 66).
        """
        if not _UNSPACED.match(self.text, i) or _SERIES.match(self.text, i):
            return False
        return (self.chinese or any(start != i for start in self._beside)) and not self._is_code(i)

    def joins_spaced(self, i: int) -> bool:
        """Tell whether the comma at ``i``, before a space, is one of a list in a Chinese line that has others without."""
        return self.chinese and _LISTED.match(self.text, i) is not None and self._has_tight

    @cached_property
    def _has_tight(self) -> bool:
        return _TIGHT.search(self.text) is not None

    def _is_code(self, i: int) -> bool:
        before, after = self.text[max(0, i - _NEAR) : i], self.text[i + 1 : i + 1 + _NEAR]
        word = "".join(match[0] for match in (_WORD_BEFORE.search(before), _WORD_AFTER.match(after)) if match)
        if _CODE_SIGN.search(_OF_TIME.sub("", word).strip(",:;?!()")):
            return True
        return _QUOTE_BEFORE.search(before) is not None and _QUOTE_AFTER.match(after) is not None

    def is_label(self, i: int) -> bool:
        """Tell whether the colon at ``i`` is between a name at the beginning of a line and what it is in Chinese (60 of 64)."""
        match = _LABEL.match(self.text)
        return match is not None and match.start(1) == i

    def ends(self, i: int) -> bool:
        """Tell whether the mark at ``i``, the last of a line or quotation, ends a sentence in Chinese."""
        if self.chinese or (self.text[i] == "?" and _ASKS.search(self.text) is not None):
            return True
        # 欢迎提 issue 和 PR! begins in Chinese.
        return self.text[i] in "?!" and _CLAUSE.findall(self.text, max(0, i - _NEAR), i)[-1:] > ["\x7f"]
