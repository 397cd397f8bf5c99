"""What stands around a character that was lost says of it: brackets and frames that are open, digits, questions, lone cells."""

from __future__ import annotations

import math

from zlcli.patterns import lazy
from zlcli.repair.restored import MARK

# What is open on the left and what closes it; how much likelier closing what is open is, and what is not.
_PAIRS = {"）": "（", "》": "《", "”": "“", "」": "「", "』": "『", "】": "【", "〉": "〈", "’": "‘"}
_CLOSING, _NOT_OPEN = math.exp(1.5), math.exp(-4.0)
# A title or label has no sentence in it, and is closed by one mark.
STOPS = frozenset("。，；：！？、")
"""What ends a clause."""
_IN_TITLE, _TITLES, _TITLE_END, _NO_TITLE = math.exp(-4.0), (("《", "》"), ("【", "】")), math.exp(5.0), math.exp(-7.0)
# The same of what was opened so many characters ago, of which ASCII (an address, code) does not count.
_CLOSING_SOON, _SOON = math.exp(3.0), 16
_LONG_TITLE = 40
_OPENING, _OPENED = frozenset(_PAIRS.values()), lazy("[A-Za-z0-9~/]|-(?! )")
_NOTHING_OPENED = math.exp(-4.5)
# The right side of a frame by the left one, and what tells a line of a frame from a word.
_SIDES = {"│": "│", "├": "┤", "┌": "┐", "└": "┘", "┃": "┃", "║": "║", "╔": "╗", "╠": "╣", "╚": "╝"}
RIGHT_SIDES = frozenset(_SIDES.values())
"""What ends a line of a frame."""
_SIDE = math.exp(14.0)
_PAIRED = _OPENING | RIGHT_SIDES | _PAIRS.keys() | STOPS
# A clause that asks something; how much likelier it ends in a question mark than others.
_QUESTION, _CLAUSE, _ASKING = (
    lazy("[吗嗎呢么麼哪谁誰怎]|多少|[几幾][点點次岁歲]|[是能可]否|[为為]何|[确確][定认認]要|([\u4e00-\u9fff])[不没沒]\\1"),
    lazy("[。，；：！？、,;:!?]"),
    math.exp(3.0),
)
# What no list or sentence ends with: before a blank line, and before the end of a paragraph or cell.
_GOING_ON, _ANNOUNCING = {"，": math.exp(-2.0), "、": math.exp(-2.5), "；": math.exp(-1.0)}, math.exp(1.0)
_BLANK, _BLOCK_END = "\n", lazy(r"\n|[ \t]{2,}|[-*+#] |\d+[.、]|//|/(?:p|li|td|th|div|h[1-6]|option|title|dd|dt)>")
UNITS = frozenset(
    "年月日时時分秒点點号號元个個人次天周週岁歲米升克瓦斤吨噸度页頁行章节節课課期集回届名位条條项項种種倍台本支枝把张張只隻块塊层層楼樓"
    "轮輪盒袋罐碗盘盤首室路级級番万萬亿億件份组組家门門所座辆輛部套双雙杯瓶包箱字步折寸里"
)
"""Characters that stand behind a number."""
# Those that stand by themselves in a cell or between tags.
_ALONE = frozenset(
    "是否有无無男女和与與或的到至在中分个個支本张張台件只隻条條块塊高低大小新旧舊无真假开開关關对對错錯东東西南北"
)
_UNIT, _NUMBER, _LONE = math.exp(2.0), math.exp(3.0), math.exp(5.0)
_BEFORE_NUMBERS = frozenset("共约約为為是至到达達从從过過近超仅僅前后後每满滿按时時价價长長宽寬高重温溫度率数數值期版在于於")
_CAPTIONS, _OFTEN = frozenset("第表图圖"), math.exp(1.0)
# What stands behind a number that 第 begins, and a number before a space.
_PARTS = frozenset("章节節条條页頁项項行列步回次个個篇卷课課名位天年期集轮輪级級层層号號类類种種代届屆段部组組款版")
_PART, _PART_UNIT, _SPACED_NUMBER = lazy("第 ?[0-9.\ufffd]+ ?$"), math.exp(5.0), lazy("[0-9] $")
# What begins an item of a list; how much likelier it begins a line than the characters before say.
BULLET, _LISTED = "•", math.exp(6.0)
SETTLED = _PAIRS.keys() | RIGHT_SIDES | {"？", BULLET}
"""What surroundings make likelier that the characters before it do not expect."""
# Digits and what stands for a number in a text with gaps: what it begins and what it ends with.
_NUMBERS, _NUMBERED = frozenset("0123456789{%$"), frozenset("0123456789}%\ufffd")
# Words of one character between those of another script.
_PARTICLES = frozenset("和與与或的到至在中及是把被")
# What is before a cell, a value, or the text of an element.
_SEPARATORS = frozenset("|,;\t>\"'([:=")
_ASCII, _ASCII_RUN = lazy("[ -~\t\ufffd]$"), lazy("[\x00-\x7f]+")


def asks(line: str) -> bool:
    """Tell whether the last clause of ``line`` asks something."""
    return _QUESTION.search(_CLAUSE.split(line[-_LONG_TITLE:])[-1]) is not None


def factor(char: str, line: str, right: str) -> float:
    """Return how much likelier ``char`` is between ``line`` and ``right`` (still damaged) than the characters before it say."""
    if char == BULLET and not line.strip():
        return _LISTED
    found = _paired(char, line, right) if char in _PAIRED else 1.0
    if right[:1] in _NUMBERS and (char in _BEFORE_NUMBERS or char in _CAPTIONS):
        found *= _NUMBER if char == "第" or (char in _CAPTIONS and not line.strip()) else _OFTEN
    last = line[-1:]
    return found if last > "~" and last != MARK else found * _behind_ascii(char, line, right)


def _behind_ascii(char: str, line: str, right: str) -> float:
    if _PART.search(line):
        return _PART_UNIT if char in _PARTS else 1.0
    if not _ASCII.search(line):
        return 1.0
    if line[-1] in _NUMBERED or _SPACED_NUMBER.search(line):
        return _UNIT if char in UNITS else 1.0
    if line[-1] == " " and char in _PARTICLES:
        return _NUMBER
    if right[:1] > "\x7f" or line.rstrip(" ")[-1:] not in _SEPARATORS:
        return 1.0
    return _LONE if char in _ALONE else _UNIT if char in UNITS else 1.0


def _paired(char: str, line: str, right: str) -> float:
    """What the brackets and the frame that the line has open say of ``char``, and the clause that it may end."""
    if char in STOPS:
        return _ending(char, line, right)
    opening = _PAIRS.get(char)
    if opening:
        if line.count(opening) <= line.count(char):
            return _NOT_OPEN
        if opening not in line[-_SOON:] and opening not in _ASCII_RUN.sub("", line)[-_SOON:]:
            return _CLOSING
        return _TITLE_END if (opening, char) in _TITLES else _CLOSING_SOON
    if char in _OPENING:
        return 1.0 if _OPENED.match(right) else _NOTHING_OPENED
    return _SIDE if char in RIGHT_SIDES and _SIDES.get(line.lstrip(" ")[:1]) == char else 1.0


def _ending(char: str, line: str, right: str) -> float:
    if any(opening in line[-_LONG_TITLE:].rpartition(closing)[2] for opening, closing in _TITLES):
        return _NO_TITLE if char in "。；" else _IN_TITLE
    if line[-1:] in STOPS:
        return _IN_TITLE  # no clause ends twice
    if char == "？":
        return _ASKING if asks(line) else 1.0
    if char == "：":
        return _ANNOUNCING if right.startswith(_BLANK) else 1.0
    if char == "，" and right[:1] in ("'", '"'):
        return _GOING_ON[char]
    return _GOING_ON.get(char, 1.0) if _BLOCK_END.match(right) and (char == "、" or right.startswith(_BLANK)) else 1.0
