"""Breaks between two lines: whether one may be the wrapping's, and whether something else begins with the second."""

from __future__ import annotations

import re

from zlcli.layout import tears
from zlcli.layout.lines import FINAL, HAS_HAN, columns, indent_of
from zlcli.layout.numbering import is_clause, number_of, stands_alone
from zlcli.patterns import lazy

RIGHT = 16
"""Columns of indentation of what is set in the middle or on the right: paragraphs and items have less."""

_STARTER = lazy(
    r"[●■◆★▲►▶◇□○◎☆·•‧∙・➢√✓①-⑳⑴-⒇※>＞【│┌├└|]|[%#$]\s|[-*+o—–]\s|\+[-=]|\d{1,3}[.)．、）](?!\d)|[a-zA-Z][.)]\s|[（(][A-H][)）]|(?:附件|附表|表|图|圖)\s*\d|[\[［][\u4e00-\u9fff]{2,5}[\]］]|[关關][键鍵][词詞字]\s*[：:]|--\s*$|:\s"
)
LABEL = lazy(r"[\u3400-\u9fff\s]{2,8}[:：]")
_CELLS = lazy(r"\S(?: {3,}|\t)\S")
# What a break cannot divide: a Latin word, or a character with the punctuation that may not begin a line. Some programs do
# break after / and -.
_OPEN, _CLOSE = "[“‘（(《「『【\"']{0,3}", "[，。、；：？！）》」』”’】…]*"
_TOKEN = lazy(rf"{_OPEN}(?:[!-~]+|.){_CLOSE}")
SHORT_TOKEN = lazy(rf"{_OPEN}(?:[!-~]+?(?:/+|-|(?=[^!-~])|$)|.){_CLOSE}")
# What looks like a label is the end of a sentence (主要模式优先于全⏎域设定：) where the word before it is torn.
_LABELLED_TEAR = 10.0
_DOTTED = lazy(r"\d{1,2}(?:\.\d{1,2})+\. ")
# A line of a table of contents is filled with dots.
_LEADER = lazy(r"[.．·‥…]{4,}\s*[（(]?\w{1,6}[)）]?$")
_RULE = lazy(r"(.)\1{4,}")
_CODE = lazy(r"[$#>%] |.*(?:\S {2,}\S|[{}\[\];=<>$|\\&@^]|\(\)|[/~]\w+/).*")
# 树阴不碍帆影过，雨气却随潮信来。
_COUPLET = lazy("([\u4e00-\u9fff]{4,7})[，,！？、]([\u4e00-\u9fff]{4,7})[。！？；]")


def inside_sentence(line: str, following: str) -> bool:
    """Tell whether the break between two lines is one that nobody makes on purpose."""
    return bool(
        HAS_HAN.search(line + following)
        and not FINAL.search(line)
        and not begins(following)
        and not (LABEL.match(following.lstrip()) and tears.weigh(line[-1], following.lstrip()[0]) < _LABELLED_TEAR)
        and not (_set_right(line) or _set_right(following))
        and not is_entry(line)
        and not is_entry(following)
        and not is_apart(line)
        and not is_apart(following)
        and not is_couplet(following)
        and len(line) > 4
    )


def is_couplet(line: str) -> bool:
    """Tell whether ``line`` is two clauses of a measure and nothing else, as wrapping leaves none: a verse below its author."""
    match = _COUPLET.fullmatch(line.strip())
    return match is not None and len(match[1]) == len(match[2])


def _set_right(line: str) -> bool:
    """Tell whether ``line`` was set in the middle or on the right: a title, a signature, a date."""
    return indent_of(line) >= RIGHT


def is_entry(line: str) -> bool:
    """Tell whether ``line`` may be a heading or a line of a table of contents: 第一章 总则, 1.2 目的."""
    number = number_of(line.lstrip())
    return number is not None and (
        number.divides_book or (number.scheme == "decimal" and number.rank > 0 and stands_alone(number))
    )


def needed(line: str, following: str, ambiguous: int, pattern: re.Pattern[str] = _TOKEN) -> int:
    """Columns that the first unbreakable piece of ``following`` would take after ``line``, with a space beside Latin."""
    token = pattern.match(following.lstrip())
    return columns(token[0], ambiguous) + (line[-1].isascii() or token[0][0].isascii()) if token else 0


def begins(line: str) -> bool:
    """Tell whether ``line`` begins an item, a heading, a clause, a table or the like."""
    text = line.lstrip()
    return bool(_STARTER.match(text) or is_clause(text) or _numbered(text))


def _numbered(text: str) -> bool:
    number = number_of(text)
    # A wrapped line may well begin with a year or an amount (2010 年, 3.5 米), but not with 3.5. and a space.
    return number is not None and (number.scheme in ("ordinal", "level") or _DOTTED.match(text) is not None)


def is_call(line: str, following: str) -> bool:
    """Tell whether the bracket that begins ``following`` belongs to a Latin word: printf(3)."""
    return line[-1].isascii() and line[-1].isalnum() and re.match(r"\s*\(\d{1,2}\)", following) is not None


def is_apart(line: str) -> bool:
    """Tell whether ``line`` is a row of a table, a rule, or code: never joined."""
    text = line.strip()
    return is_set_apart(line) or (text.isascii() and _CODE.match(text) is not None)


def is_set_apart(line: str) -> bool:
    """Tell whether ``line`` is a row of a table or a rule, which nothing goes on in."""
    text = line.strip()
    return bool(
        _CELLS.search(text) or _RULE.fullmatch(text) or leads_to_page(text) or text[:1] in "│┌├└|" or text[:2] in ("+-", "+=")
    )


def leads_to_page(line: str) -> bool:
    """Tell whether ``line`` is one of a table of contents: dots lead to a page's number, and it may be wider than the text."""
    return (line[-1:].isalnum() or line[-1:] in ")）") and _LEADER.search(line) is not None
