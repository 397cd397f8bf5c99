"""Where the frame of a page begins that a site sets below a text: every line there is weighed, and the frame weighs most.

A line speaks for the site (a button, a counter, who runs it) or for the document (a date, an attachment, an item); a short line
without marks says little. The frame is the end of the page whose weights add up to most, so that a line which no rule
knows is judged by its company.
"""

from __future__ import annotations

import re
from itertools import accumulate

from zlcli.layout.chrome import Chrome, classify, fold
from zlcli.layout.items import is_item
from zlcli.layout.lines import CLAUSE, HAS_HAN, SENTENCE
from zlcli.layout.numbering import number_of
from zlcli.layout.related import heads_links, surely_heads_links
from zlcli.layout.titles import DATE, DOCUMENT_NUMBER, FILE_NAME
from zlcli.patterns import lazy

# Weights, in fortieths of what is enough: the heading of a list of links is enough by itself, of other sure signs two are
# needed, or one and a few weak ones. A sure sign pays for six short lines between it and the next; a date or an attachment
# costs more than one, as it closes the document. What is a word of the language too (返回, 平台) is no beginning: buttons
# beside the frame go with it anyway.
_ENOUGH = 40
_OPENS, _SURE, _COUNTS, _RUNS, _HEADS, _NAMES, _WEAK, _WORD = 40, 30, 20, 15, 15, 12, 10, 5
_LISTED, SHORT, _NAMED, _NUMBERED, _CLOSES = 0, -5, -10, -25, -40
# The longest link text in a list under 友情链接 or 相关新闻, and the longest line of a site's addresses and licences.
LINK_LENGTH, _LONGEST_ADDRESS = 40, 100
# Of the links below 相关新闻 so many count as chrome: a longer list was never seen, and may be the document's.
_LONGEST_LIST = 12
FARTHEST = 200
"""Lines that a frame may have: pages with a line for each link of their menus had about a hundred on either side."""
# Attachments, signatures and notes that close a text may stand below a button.
_OF_DOCUMENT = lazy(
    "^[↑^]|^附|附件|^[（(【].*[)）】]$|[完终終]$|^[注註]|^(?:抄送|主送|正本|副本|印[发發])|^[-—=*~_※#]|[：:]$|联系人|聯絡人"
)
# Only the foot of a site has one of these; without them an address and a number may be the document's.
_OF_A_SITE = lazy(
    r"网站地图|标识码|公网安备|icp[备证]|隐私|资料开放|版权所有|copyright|©|安全政策|著作权|关于我们|联系我们"
    r"|无障碍网页|备案(?:编)?号|(?:访问|浏览|点击)(?:总?人[次数]|总?量)|位访客"
)
# Licences and numbers to call are no document's, however long the line; nor is the praise of a browser.
_ADDRESS = lazy(
    r"(?:上班时间|办公时间|服务时间|许可证|资格证|备案|热线|举报|客服|邮箱|电话|传真|地址|邮编|投稿|版权|e-?mail|qq群?|copyright|©|icp|(?:浏览器|分辨率|解析度))"
)
_ASKED = lazy("(?=.*[？！，,?!])[^。；;]{4,}[^,:，：]")
_LABELS = (
    "(?:联系|单位|办公|机关|总机|办公室|通[信讯])?(?:地址|电话)|总机|邮编|邮政编码|邮递区号|传真|(?:电子)?(?:邮箱|邮件|信箱)|e-?mail"
    "|(?:服务|咨询|监督|举报)(?:热线|电话)|(?:服务|办公|上班)时间"
)
_RUNNERS = r"技术支持|(?:网站)?(?:主办|承办|协办|维护|管理|建设|主管)(?:单位)?"
# What stands beside them: who runs the site, how to reach them, with what to look at it.
_FOOT = lazy(
    rf"""
      (?:\s*[(【]?(?:{_LABELS}|{_RUNNERS})\s*[:：]\s*[^:：]{{1,48}})+
    | [^。]{{0,8}}(?:建议|最佳|推荐)[^。]{{0,30}}(?:浏览器?|分辨率|解析度)[^。]{{0,60}}
    | [\u4e00-\u9fff]{{4,20}}(?:政府|公所|局|厅|委员会|公司)?\s*(?:版权所有|copyright|©)[^。]{{0,60}}
    """,
    re.VERBOSE,
)
_BROWSERS = lazy("(?:建议|最佳|推荐|支持|适用).{0,30}(?:浏览|分辨率|解析度)|(?:浏览器|分辨率|解析度).{0,30}(?:浏览|访问|最佳)")
_RUN_BY = lazy(rf"(?:{_RUNNERS})\s*[:：]")
_LABEL = lazy("[:：]")
# How often the page was read, with the day it was changed beside it.
_COUNTED = lazy(
    r"(?=.*(?:浏览|点击|点阅|访问|阅读|人气))(?:\s*(?:(?:网站)?总?(?:浏览|点击|点阅|访问|阅读)(?:总?人次|次数|数|量|率)?|人气|(?:最[后近]|资料)?(?:更新|上版|检视)(?:日期|时间)?)"
    r"\s*:\s*[\d/.:年月日 ,-]{1,20}\s*(?:人?次)?[\s|,]*)+"
)
# Or that somebody read or fetched something so often, at least.
_TIMES = lazy(
    r"(?:浏览|点击|点阅|访问|阅读|下载|播放|查看)\s*(?:量|数|次数)?\s*[:：]?\s*\d+\s*(?:人?次|$)|\d+\s*(?:人|次)(?:浏览|阅读|下载|点赞)"
)
# What the thousands of a number are set apart with is no comma.
_THOUSANDS = lazy(r"(?<=\d),(?=\d)")
# Words of sites; each is one of the language as well.
_WORDS = lazy(
    r"本站|网站|网页|链接|导航|平台|门户|频道|栏目|专栏|专题|在线|公众号|微信|微博|客户端|检索|搜索|登[录入]|注册|声明|投诉|举报|订阅|投稿|更新|数据来源"
)
# What may head a list of links, or a part of the text.
_HEADING = lazy(
    r"(?:常用|友情|快速|快捷|相关|网站|外部)?(?:链接|连结|导航|入口)"
    r"|[\u4e00-\u9fff]{0,2}标签|(?:常用|友情|快速|快捷|相关|相似|类似|同类|关联|更多|热门|最新|推荐|图片|视频)(?!附件)[\u4e00-\u9fff]{2,4}"
)
# Where a site has nothing to show, it says so.
_NOTHING = lazy(r"暂无[\u4e00-\u9fff]{1,6}|没有了")
_END = lazy(r"[\W_]*(?:the\s)?end[\W_]*|[\W_]*(?:全文)?[完终][\W_]*")
# A row of the names of other sites; cells of a table hold numbers.
_SITES = lazy(r"(?:[^\W\d]{2,12}(?:\s*[|｜·•]\s*|\s+)){2,}[^\W\d]{2,12}[|｜·\s]*")


def find(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """Return the indexes of the frame's lines at the end of ``lines``; ``kinds`` are those of the last ones."""
    region = _region(lines, kinds)
    order = sorted(region, reverse=True)
    sums = accumulate(region[i] for i in order)
    tops = [(total, -at) for at, (i, total) in enumerate(zip(order, sums, strict=True)) if region[i] > _WEAK]
    best, at = max(tops, default=(0, 0))
    return set(order[: 1 - at]) if best >= _ENOUGH else set()


def _region(lines: list[str], kinds: dict[int, Chrome]) -> dict[int, int]:
    """Return the filled lines that may be of the frame, from the last one up to the text, and their weights."""
    found: dict[int, Chrome] = {}
    chrome = False
    for i in range(len(lines) - 1, max(-1, len(lines) - 1 - FARTHEST), -1):
        kind = kinds[i] if i in kinds else classify(lines[i])
        if kind is Chrome.BLANK:
            continue
        if _END.fullmatch(fold(lines[i].strip())) or (kind is Chrome.NONE and not _may_be_of_site(lines[i], chrome=chrome)):
            break
        chrome = chrome or kind is not Chrome.NONE or is_of_site(fold(lines[i].strip()))
        found[i] = kind
    listed = _listed(lines, found)
    # A question that no list holds is somebody's, and what stands above it too.
    asked = max((i for i, kind in found.items() if kind is Chrome.NONE and i not in listed and _asks(lines[i])), default=-1)
    weights = {i: _weight(lines[i], kind) for i, kind in found.items() if i > asked}
    return {i: max(_LISTED, weight) if i in listed else weight for i, weight in weights.items()}


def _listed(lines: list[str], found: dict[int, Chrome]) -> set[int]:
    """The lines of ``found`` that are links in a list with a heading (相关新闻), which may be the row of buttons above it."""
    listed: set[int] = set()
    left = 0
    for i, kind in sorted(found.items()):
        text = fold(lines[i].strip())
        if kind is Chrome.OPENER or heads_links(text) or _HEADING.fullmatch(text):
            left = _LONGEST_LIST
        elif kind is not Chrome.NONE:
            left = 0
        elif left:
            listed.add(i)
            left -= 1
    return listed


def _weight(line: str, kind: Chrome) -> int:
    text = fold(line.strip())
    if kind is Chrome.OPENER or surely_heads_links(text):
        return _OPENS
    if kind is Chrome.STRONG:
        return _SURE
    if kind is Chrome.WEAK:
        return _HEADS if heads_links(text) else _WEAK
    return weight_of_unknown(text)


def weight_of_unknown(text: str) -> int:
    """Return what ``text``, which is folded and no chrome by itself, says for a site (more than 0), or for a document."""
    if weight := _weight_of_site(text):
        return weight
    if DATE.fullmatch(text) or _OF_DOCUMENT.search(text):
        return _CLOSES
    if number_of(text) or is_item(text):
        return _NUMBERED
    named = DATE.search(text) or DOCUMENT_NUMBER.fullmatch(text) or FILE_NAME.fullmatch(text)
    return _NAMED if named else SHORT


def _weight_of_site(text: str) -> int:
    """Return what speaks for a site in a line that is no chrome by itself; 0 if nothing does."""
    if number_of(text):
        return 0
    if _OF_A_SITE.search(text) and not SENTENCE.search(text):
        return _SURE
    if counts_readers(text) or _TIMES.search(text):
        return _COUNTS
    if _BROWSERS.search(text) or (is_foot(text) and (_RUN_BY.search(text) or len(_LABEL.findall(text)) > 1)):
        return _RUNS
    if _HEADING.fullmatch(text) or _NOTHING.fullmatch(text) or (_SITES.fullmatch(text) and HAS_HAN.search(text)):
        return _NAMES
    return _WORD if _WORDS.search(text) and not _OF_DOCUMENT.search(text) else 0


def _may_be_of_site(line: str, *, chrome: bool) -> bool:
    """Tell whether ``line`` is as short as the names of other pages, or an address or a question below which is ``chrome``."""
    text = fold(line.strip())
    if len(text) <= LINK_LENGTH and (not _is_clause(line) or (chrome and _asks(line))):
        return True
    if len(text) > _LONGEST_ADDRESS or SENTENCE.search(line):
        return False
    return _weight_of_site(text) > _WEAK or (chrome and _ADDRESS.search(text) is not None)


def _asks(line: str) -> bool:
    """Tell whether ``line``, which is no address, may be the name of another page that asks, calls, or has a comma."""
    text = fold(line.strip())
    return _is_clause(line) and _ASKED.fullmatch(text) is not None and not (_ADDRESS.search(text) or is_of_site(text))


def _is_clause(line: str) -> bool:
    return CLAUSE.search(_THOUSANDS.sub("", line)) is not None


def is_foot(text: str) -> bool:
    """Tell whether ``text``, which is folded, says who runs a site and how to reach them."""
    return _FOOT.fullmatch(text) is not None


def is_of_site(text: str) -> bool:
    """Tell whether ``text``, which is folded, holds what only the foot of a site has."""
    return _OF_A_SITE.search(text) is not None or _BROWSERS.search(text) is not None


def counts_readers(text: str) -> bool:
    """Tell whether ``text``, which is folded, says how often the page was read and no more."""
    return len(text) <= 2 * LINK_LENGTH and _COUNTED.fullmatch(text) is not None
