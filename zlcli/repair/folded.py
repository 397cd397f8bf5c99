"""Whether NFKC folded the full-width punctuation of a document to ASCII, and what its author's habits are.

NFKC maps ，：；？！（） to ASCII and leaves 。、“”《》 alone (Unicode Standard Annex #15). A folded document therefore has the
latter but none of the former; an author who types half-width marks also types full stops and spaces that way.
"""

from __future__ import annotations

import re
from itertools import islice

from zlcli.model.characters import FOLDED_MARKS, HAN, HAN_CHARACTER, is_everyday, is_han
from zlcli.patterns import lazy
from zlcli.records import Record
from zlcli.repair.suspicion import is_odd

# Characters that only stand in Chinese text: Han, CJK punctuation, full-width forms, ①, and “”‘’—… as Chinese uses them.
_CJK_MARKS = frozenset(
    [*map(chr, range(0x3000, 0x3040)), *map(chr, range(0xFF01, 0xFF61)), *map(chr, range(0x2460, 0x2474)), *"—‘’“”…"]
)
# The patterns have the character itself in a group, for `is_cjk` or `is_han` to look at: compiling those classes into all of
# them would take longer than to treat a short document.
BEYOND_ASCII = r"([^\x00-\x7f])"

# Evidence, counted in the sample.
_FULL = lazy(f"[{FOLDED_MARKS}]")
# A bracket counts when it holds Chinese: 函数(a) was typed like that.
_HALF_TIGHT = lazy(rf"{BEYOND_ASCII}(?:[,:;?!](?=[^\s,:;?!]|[^\S\r\n]*\r|\s*$)|\((?=([^()\n]*)))", re.MULTILINE)
# Not the colon: label: value is typed so in any text.
_HALF_SPACED = lazy(rf"{BEYOND_ASCII}[,;?!] +(?=\S)")
_CLAUSE = lazy("[。，；？！]|[\u4e00-\u9fff][,;?!]")
# The label of a short line, which the page may have set (关键词：供热;安全).
_OWN_LABEL = lazy(r"^[ \t\u3000]*[【]?[\u4e00-\u9fff \u3000]{2,10}[】]?：(?=[^。]{0,40}$)")
_FULL_STOP = lazy("[。、]")
# The heading of a bibliography, which has half-width full stops in any text.
_REFERENCES = lazy(r"^[#\d. \t]*(?:参考|參考|引用)(?:文献|文獻|资料|資料|书目|書目):?\s*$", re.MULTILINE)
_HALF_STOP = lazy(rf"{BEYOND_ASCII}\.(?=[\s\"”]|$|{BEYOND_ASCII})", re.MULTILINE)
# The marks that folding leaves, inside of a line.
_STOP_INSIDE = lazy(rf"[。、]( *)(?=[{HAN}])")
# Those whose space is an author's habit: one in ten (the others stand between quotations), of at least so many.
_FEW_STOPS = 5
_BRACKET = lazy(rf"(\S)( ?)\((?=[^()\n]*[{HAN}])")
# Where nine of ten stand apart, 27 of 38 of the others were half-width; where four of five, hardly more than every second.
_ALL_APART = 8
_FEW_BRACKETS = 8
_KANA = lazy("[\u3041-\u30ff]")
# Chinese in quotation marks; beside it so many marks, of so many kinds, tell. A table has commas only (《书名》,作者,价格).
_QUOTATION = lazy("[《「『“][^》」』”\n]{0,40}[\u4e00-\u9fff][^》」』”\n]{0,40}[》」』”]")
_FEW_TIGHT, _FEW_KINDS = 6, 3
# Three rows of three cells are the least that a column can be seen in; so many rows tell of a long table.
_FEW_ROWS, _FEW_COLUMNS, _MANY_ROWS = 3, 3, 200
_CELL_QUOTED = lazy(r'"[^"\n]*"')
_NUMBER = lazy(r"[-+¥$￥]?\d[\d.:/%-]*")
# What stands before a question mark.
_ASKED = lazy(r"(?<=([^\x00-\x7f]))\?")
# So many characters before it are looked at.
_TORN = 3
# So many of them tell.
_MANY_QUESTIONS = 200


class Habit(Record):
    """How a folded document is to be read."""

    loses: bool
    """Some of its ``?`` stand for bytes that mojibake has lost."""
    spaces: bool | None
    """Its author set spaces after full-width marks too, as after the 。 that folding left; None if nothing shows that."""
    apart: bool
    """Most brackets around Chinese have a space before them."""
    half_brackets: bool
    """So many have that the others were half-width too."""


def diagnose(sample: str) -> Habit | None:
    """Return how the folded punctuation of ``sample`` is to be read, None if it was not folded."""
    sample = sample.replace("\r\n", "\n").replace("\r", "\n")  # the end of a line by itself, as `$` knows it
    tight = _count_tight(sample)
    spaces = _spaces(sample)
    spaced = sum(is_cjk(m[1]) for m in _HALF_SPACED.finditer(sample))
    if spaces:
        tight, spaced = tight + spaced, 0
    if not _is_folded(sample, tight, spaced):
        return None
    apart, close = _count_brackets(sample)
    return Habit(_loses(sample), spaces, apart > close, apart >= max(_ALL_APART * close, _FEW_BRACKETS))


def _loses(sample: str) -> bool:
    odd = [is_torn(sample, match.start()) for match in islice(_ASKED.finditer(sample), _MANY_QUESTIONS) if is_han(match[1])]
    # Of few questions one may be odd by chance (总计十一柄？).
    return sum(odd) != 1 and 4 * sum(odd) >= len(odd)


def is_torn(text: str, end: int) -> bool:
    """Tell whether the characters of ``text`` before ``end`` are odd enough to be those that mojibake makes.

    Of any two of them that UTF-8 read as GBK gives, one is rare; what is all everyday is but put together unusually.
    """
    last = text[max(0, end - _TORN) : end]
    return is_odd(last[-2:]) and not (len(last) == _TORN and all(map(is_everyday, last)))


def _spaces(sample: str) -> bool | None:
    """Tell whether the author set spaces after marks: in Debian's documents 560 of 564 spaced commas had been full-width then.

    Where the 。 and 、 have none, 130 of 150 spaced commas between Chinese were half-width in documents of full-width ones.
    """
    stops = [len(match[1]) for match in _STOP_INSIDE.finditer(sample)]
    if len(stops) < _FEW_STOPS:
        # No author of half-width text types 。 and then a space, so that a few of them tell if all of them have it.
        return True if len(stops) > 1 and all(stops) else None
    return 10 * sum(map(bool, stops)) >= len(stops)


def _count_brackets(sample: str) -> tuple[int, int]:
    """Count the brackets around Chinese behind a space, and those directly behind Chinese."""
    apart = close = 0
    for match in _BRACKET.finditer(sample):
        apart += match[2] != ""
        close += not match[2] and is_han(match[1])
    return apart, close


def _is_folded(sample: str, tight: int, spaced: int) -> bool:
    if not tight or _is_table(sample):
        return False
    # Folding leaves no full-width mark at all; one in twenty may have been added to the document afterwards, and a page sets
    # its own labels around a document (发布机构：…), on lines without a comma or a full stop.
    full = _FULL.findall(sample)
    if 20 * len(full) > tight and 20 * _in_prose(sample) > tight:
        return False
    # Without a single 。 or 、 nothing shows that the author typed Chinese punctuation.
    stops = len(_FULL_STOP.findall(sample))
    # An author of half-width text ends sentences with a full stop and sets a space after most commas; allow for stray ones.
    heading = _REFERENCES.search(sample)
    own = sample[: heading.start()] if heading else sample
    half_stops = sum(is_han(m[1]) and (m[2] is None or is_han(m[2])) for m in _HALF_STOP.finditer(own))
    # One who seldom sets that space, and often enough 。, leaves more full stops that are the text's own (names, numbers). In
    # Debian's documents half-width authors have four full stops for each 。 or 、, those who were folded one for three.
    stray = 3 if 10 * spaced <= tight else 10
    if stray * half_stops > stops or spaced > tight or not (stops or (not spaced and _is_quoting(sample, tight))):
        return False
    # Japanese sets half-width marks beside 。、 as a matter of style.
    kana = len(_KANA.findall(sample))
    return 20 * kana < len(HAN_CHARACTER.findall(sample)) if kana else any(map(is_han, sample))


def _is_table(sample: str) -> bool:
    """Tell whether ``sample`` is rows of comma-separated values: as many commas in each, and a column of numbers.

    Verse has as many commas a line too, but no numbers between them.
    """
    rows = [_CELL_QUOTED.sub("", line).split(",") for line in islice(filter(None, sample.splitlines()), _MANY_ROWS)]
    width = len(rows[len(rows) // 2]) if len(rows) >= _FEW_ROWS else 0
    even = [row for row in rows if len(row) == width]
    if width < _FEW_COLUMNS or 20 * len(even) < 19 * len(rows):
        return False
    # All but the head of the column, and a few that are empty or a dash.
    return any(
        4 * sum(_NUMBER.fullmatch(cell) is not None for cell in column[1:]) >= 3 * len(even[1:])
        for column in zip(*even, strict=True)
    )


def _is_quoting(sample: str, tight: int) -> bool:
    """Tell whether ``sample`` has Chinese in quotation marks that folding leaves, and marks enough that are no table's.

    Of pieces of Debian's documents without 。 and 、 those with such quotations never were half-width, one in six others.
    """
    kinds = {match[0][1] for match in _HALF_TIGHT.finditer(sample)}
    return tight >= _FEW_TIGHT and len(kinds) >= _FEW_KINDS and _QUOTATION.search(sample) is not None


def _count_tight(sample: str) -> int:
    """Count the half-width marks directly behind Chinese, and as one the brackets that hold Chinese with the marks in them."""
    count = end = 0
    for match in _HALF_TIGHT.finditer(sample):
        if match.start() < end or not is_cjk(match[1]):
            continue
        inside = match[2]
        if inside is None:
            count += 1
        elif last := next((i for i in range(len(inside), 0, -1) if is_cjk(inside[i - 1])), 0):
            count, end = count + 1, match.start(2) + last
    return count


def is_cjk(char: str) -> bool:
    """Tell whether one character (or none) only stands in Chinese text."""
    return is_han(char) or char in _CJK_MARKS


def _in_prose(sample: str) -> int:
    """Count the full-width marks on lines that hold a part of a sentence."""
    return sum(len(_FULL.findall(_OWN_LABEL.sub("", line))) for line in sample.splitlines() if _CLAUSE.search(line))
