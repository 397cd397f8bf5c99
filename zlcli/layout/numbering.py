"""The numbers that Chinese documents set before headings, clauses and items.

Levels of official documents are those of GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）; laws are numbered by
编, 章, 节, 条 (Legislation Law, article 65), those of Taiwan by 款 and 目 below 節, novels by 卷, 章, 回.
"""

from __future__ import annotations

import re

from zlcli.layout.lines import SENTENCE
from zlcli.model.characters import HAN
from zlcli.patterns import lazy
from zlcli.records import Record

_HAN_DIGITS = "一二三四五六七八九十百千零〇○兩两廿卅"
_ORDINAL = rf"第\s*(?:[{_HAN_DIGITS}]{{1,7}}|\d{{1,4}}(?:\.\d{{1,2}})?)\s*"
_RANKS = {
    "编": 0,
    "編": 0,
    "卷": 0,
    "部": 0,
    "部分": 0,
    "篇": 0,
    "册": 0,
    "冊": 0,
    "集": 0,
    "章": 1,
    "回": 1,
    "节": 2,
    "節": 2,
    "款": 3,
    "目": 4,
}
# 第一章总则 and 第一章 总则; but 第一章的内容, 第三回合, 第一部电影: what follows without a space must not go on as a word.
_ORDINAL_HEADING = lazy(
    rf"({_ORDINAL})(部分|[编編卷部篇册冊集章回节節])(?:[\s:：.、]+(\S.*)|([^\s的合目頭头课課电電文中里裡,，。].*))?"
)
# 第一款 買回 divides a section of a law; 第一款所定之…… and 第一款、第二款 point to a clause.
_SUBSECTION = lazy(rf"({_ORDINAL})([款目])[ \t\u3000]+([^\s，。；：、,;:]{{2,20}})")
# 壹、計畫緣起 stands above 一、 where a document has both. 伍、陸、 are surnames too, so no full stop and no comma may follow.
_FORMAL_DIGITS = "壹贰貳叁参參叄肆伍陆陸柒捌玖拾"
_FORMAL = lazy(rf"([{_FORMAL_DIGITS}]{{1,3}})\s?[、．.]\s*(\S.*)")
# Some writers frame the number: 【第一章】 酒肆.
_FRAMED = lazy(r"[【\[〖]\s*([^【】\[\]〖〗]{2,12}?)\s*[】\]〗]\s*(\S.*)?")
_CLAUSE = lazy(rf"{_ORDINAL}[条條款項项]")
_CLAUSE_TITLE = lazy(rf"{_ORDINAL}[条條](?:\s+|[:：]\s*)([^\s，。；：？！,;:?!]{{2,20}})")
CAPTION = r"[图圖表]\s?\d{1,3}(?:[-.–]\d{1,3})*"
"""A pattern of the number before a caption: 表 2-1."""
_WIDE_GAP = lazy(rf"({_ORDINAL}[条條款項项]|{CAPTION})([ \t\u3000]{{2,}}|\t)")
_PARTS = lazy(
    r"(?:序\s*章|楔\s*子|引\s*子|序\s*言|自\s*序|前\s*言|引\s*言|尾\s*[声聲]|[后後]\s*[记記]|[终終]\s*章|番外(?:篇)?|附\s*[录錄](?!\s*[A-Z])|跋)[一二三四五六七八九十\d]*(?:[\s:：]+\S.*)?"
)
_LEVELS = (
    # On bulletin boards a full stop or a space stands for the mark: 一. 起因 and, of a few characters, 一 起因.
    lazy(rf"[{_HAN_DIGITS}]{{1,3}}(?:\s?[、．.]\s*(?=\S)|[ \u3000](?=(?:[^\W_]| (?! )){{2,16}}\Z))(.+)"),
    lazy(rf"[（(]\s?[{_HAN_DIGITS}]{{1,3}}\s?[）)][、.]?\s*(\S.*)"),
    lazy(r"\d{1,2}[.．、](?![\d\s])\s?(\S.*)"),
    lazy(r"[（(]\d{1,2}[）)]\s*(\S.*)"),
)
_DECIMAL = lazy(r"((?:\d{1,2}|[A-Z](?=[.．]\d))(?:[.．]\d{1,2}){0,4})([.．]?)(\s*)(\S.*)")

# 1总则 and 1.总则 above 1.1; what counts things or time (3个月) is no title.
_SECTION = lazy(
    rf"(\d{{1,2}})\s?[.．、]?\s?([{HAN}](?<![年月日号號时時点點分秒周岁歲个個件次人名位种種类類项項条條元万萬亿億台套层層楼樓年米吨]).*)"
)
# The longest heading; a run-in clause without a full stop is longer, or ends like a sentence.
LONGEST_HEADING = 50
_STRETCHED = lazy(rf"[{HAN}](?:\s+[{HAN}]){{1,15}}")
_DATE_DIGITS = rf"(?:[\d〇○{_HAN_DIGITS}]\s*)+"
# One space on either side of a number is an author's habit (2024 年 3 月 5 日).
_STRETCHED_DATE = lazy(rf"(?=.*(?:\s\s|\u3000))(?:[中华華民国國]\s*)*{_DATE_DIGITS}年\s*{_DATE_DIGITS}月\s*{_DATE_DIGITS}日")
_STRETCHED_ORDINAL = lazy(rf"^第\s*[{_HAN_DIGITS}]{{1,7}}\s*(?:[{''.join(r for r in _RANKS if len(r) == 1)}]|部分)")
_RUN_IN = lazy(r"[:：]\s*\S")
_OPEN_END = lazy(r"[,，、;；。]$|\.$")


class Number(Record):
    """The number before a line: which ``scheme`` it belongs to, its ``rank`` there (0 highest), and the ``title`` after it.

    Schemes: ``ordinal`` (第一章), ``level`` (一、 and below), ``decimal`` (1.2), ``part`` (序章).
    """

    scheme: str
    rank: int
    title: str
    value: str = ""

    @property
    def divides_book(self) -> bool:
        """It is a chapter's, or another part's: 第一章, 序章."""
        return self.scheme in ("ordinal", "part")


def number_of(text: str) -> Number | None:
    """Return the number at the head of ``text``, None where it has none. Clauses of laws (第X条) have their own test."""
    if not text or text[0] not in FIRST_OF_NUMBER:
        return None
    if found := _ORDINAL_HEADING.fullmatch(text):
        return Number("ordinal", _RANKS[found[2]], found[3] or found[4] or "", found[1].replace(" ", ""))
    if found := _SUBSECTION.fullmatch(text):
        return Number("ordinal", _RANKS[found[2]], found[3], found[1].replace(" ", ""))
    if text[0] in _FORMAL_DIGITS + _FRAMES:
        return _framed(text) if text[0] in _FRAMES else _formal(text)
    return _level(text) or (Number("part", 1, text) if _PARTS.fullmatch(text) else _decimal(text))


def _level(text: str) -> Number | None:
    """Return the number of one of the levels 一、 （一） 1. （1）."""
    found = ((rank, pattern.fullmatch(text)) for rank, pattern in enumerate(_LEVELS))
    return next((Number("level", rank, match[1]) for rank, match in found if match), None)


_FRAMES = "【[〖"
FIRST_OF_NUMBER = frozenset(_HAN_DIGITS + _FORMAL_DIGITS + _FRAMES + "第（(0123456789序楔引自前尾后後终終番附跋ABCDEFGHIJ")


def _formal(text: str) -> Number | None:
    found = _FORMAL.fullmatch(text)
    return Number("ordinal", _RANKS["章"], found[2], found[1]) if found else None


def _framed(text: str) -> Number | None:
    """Return the number of a heading whose number is framed, or all of it: 【第一章】 酒肆, 【番外】."""
    found = _FRAMED.fullmatch(text)
    number = number_of(f"{found[1]} {found[2] or ''}".rstrip()) if found else None
    return number if number and number.divides_book else None


def _decimal(text: str) -> Number | None:
    found = _DECIMAL.fullmatch(text)
    if not found:
        return None
    depth = 1 + found[1].count(".") + found[1].count("．")
    # Of a single number a space has to follow (1 总则); 1.1编制目的 is plain enough.
    if (depth == 1 and not found[3]) or found[1].startswith("0"):
        return None
    return Number("decimal", depth - 1, found[4], (found[1] + found[2]).replace("．", "."))


def section_of(text: str) -> Number | None:
    """Return the number of a section where 1.1 stands below it, also without a space (1总则) or with a mark (1.总则)."""
    found = _SECTION.fullmatch(text) if text[:1].isdecimal() else None
    return Number("decimal", 0, found[2], found[1]) if found and found[1][0] != "0" else None


def is_clause(text: str) -> bool:
    """Tell whether ``text`` begins with 第X条, 第X款 or 第X项, and is no heading above clauses (第一款 買回)."""
    return text.startswith("第") and _CLAUSE.match(text) is not None and _SUBSECTION.fullmatch(text) is None


def titles_clause(text: str) -> bool:
    """Tell whether ``text`` is a clause's number and title and nothing else (第一条 租赁期限)."""
    return text.startswith("第") and _CLAUSE_TITLE.fullmatch(text) is not None


def gap_closed(text: str) -> str:
    """Return ``text`` with one space after 第X条 or 表 1 where it has several: an ideographic one if there was one.

    A date that was stretched over the line (中　华　民　国　110　年　3　月　26　日) has none.
    """
    if text[-1] == "日" and _STRETCHED_DATE.fullmatch(text):
        return re.sub(r"\s", "", text)
    match = _WIDE_GAP.match(text) if text[0] in "第图圖表" else None
    if not match:
        return text
    return match[1] + ("\u3000" if "\u3000" in match[2] else " ") + text[match.end() :]


def stands_alone(number: Number) -> bool:
    """Tell whether what follows the number is a heading rather than a clause that runs on (标题。正文 or 时间：三月)."""
    title = number.title
    if len(title) > LONGEST_HEADING or SENTENCE.search(title.rstrip("？")) or _RUN_IN.search(title) or _OPEN_END.search(title):
        return False
    if title.count("(") + title.count("（") < title.count(")") + title.count("）"):
        return False  # the rest of (1. 甲；⏎2. 乙)
    # 2 项以上, 5 万元: a sentence that happens to begin with a number has a verb, and commas.
    return number.scheme != "decimal" or len(re.findall("[,，]", title)) < 2


def spaced_once(text: str) -> str:
    """Return a heading with single spaces, and without those that only stretch it (第 一 章　总　则, 一、综  合, 通  知)."""
    number = number_of(text)
    title = number.title if number else text
    if _STRETCHED.fullmatch(title):
        text = text.removesuffix(title) + re.sub(r"\s", "", title)
    if number and number.scheme == "ordinal":
        text = _STRETCHED_ORDINAL.sub(lambda match: re.sub(r"\s", "", match[0]), text)
    return re.sub("[ \t\u3000]+", " ", text)
