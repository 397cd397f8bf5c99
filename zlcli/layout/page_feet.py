"""What a site sets below a document: links, whose the text is, who runs the site and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zlcli.layout.chrome import Chrome, classify, closes_page, fold
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.invitations import is_invitation
from zlcli.layout.items import is_item
from zlcli.layout.lines import CLAUSE, SENTENCE
from zlcli.layout.numbering import number_of
from zlcli.layout.related import heads_links, surely_heads_links
from zlcli.layout.titles import DATE, DOCUMENT_NUMBER, FILE_NAME
from zlcli.patterns import lazy

# The longest link text in a list under 友情链接 or 相关新闻, and the longest line of a site's addresses and licences.
_LINK_LENGTH, _LONGEST_ADDRESS = 40, 100
# Of the links below 相关新闻 so many count as chrome: a longer list was never seen, and may be the document's.
_LISTED = 12
_COUNT_OF_ARTICLES, _CARD_LINES = lazy(r"\d+篇原创内容"), 3
# Two buttons are no accident, and of the lines below the first a third at least have to be chrome.
_FEWEST_SURE, _SMALLEST_SHARE = 2, 1 / 3
_SURE = (Chrome.STRONG, Chrome.OPENER)
# Lines that such a frame may have.
_FARTHEST = 200
# Attachments, signatures and notes that close a text may stand below a button.
_OF_DOCUMENT = lazy(
    "^[↑^]|^附|附件|^[（(【].*[)）】]$|[完终終]$|^[注註]|^(?:抄送|主送|正本|副本|印[发發])|^[-—=*~_※#]|[：:]$|联系人|聯絡人"
)
# Only the foot of a site has one of these; without them an address and a number may be the document's.
_OF_A_SITE = lazy(
    r"网站地图|标识码|公网安备|icp[备证]|隐私|资料开放|版权所有|copyright|©|安全政策|著作权|关于我们|联系我们|(?:浏览器|分辨率|解析度)"
)
# Licences and numbers to call are no document's, however long the line; nor is the praise of a browser.
_ADDRESS = lazy(
    r"(?:许可证|资格证|备案|热线|举报|客服|邮箱|电话|传真|地址|邮编|投稿|版权|e-?mail|qq群?|copyright|©|icp|(?:浏览器|分辨率|解析度))"
)
_ASKED = lazy("(?=.*[？！，,?!])[^。；;]{4,}[^,:，：]")
# What stands beside them: who runs the site, how to reach them, with what to look at it.
_FOOT = lazy(
    r"""
      (?:\s*[(【]?(?:(?:联系|单位|办公|机关|总机|办公室)?(?:地址|电话)|总机|邮编|邮政编码|邮递区号|传真|(?:电子)?(?:邮箱|邮件|信箱)|e-?mail|技术支持|
         (?:网站)?(?:主办|承办|协办|维护|管理|建设)(?:单位)?|(?:服务|咨询|监督|举报)(?:热线|电话)|服务时间|办公时间)\s*[:：]\s*[^:：]{1,48})+
    | [^。]{0,8}(?:建议|最佳|推荐)[^。]{0,30}(?:浏览器?|分辨率|解析度)[^。]{0,60}
    | [\u4e00-\u9fff]{4,20}(?:政府|公所|局|厅|委员会|公司)?\s*(?:版权所有|copyright|©)[^。]{0,60}
    """,
    re.VERBOSE,
)
# How often the page was read, with the day it was changed beside it.
_COUNTED = lazy(
    r"(?=.*(?:浏览|点击|点阅|访问|阅读|人气))(?:\s*(?:(?:浏览|点击|点阅|访问|阅读)(?:总?人次|次数|数|量|率)|人气|(?:最[后近]|资料)?(?:更新|上版|检视)(?:日期|时间))"
    r"\s*:\s*[\d/.:年月日 ,-]{1,20}\s*(?:人?次)?[\s|,]*)+"
)
_FILES = lazy(r"[\[【]?(?:相[关關])?(?:附件|文件|[资資]料)(?:下[载載]|列表)[\]】]?\s*[:：]?")
_END = lazy(r"(?:the\s)?end")
_NO_WORDS = lazy(r"^[\W_]+|[\W_]+$")


def find(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """Return the indexes of such lines among ``kinds``, those at the tail of ``lines``, but for what stands beside others."""
    found = (
        _link_list(lines, kinds)
        | _remnants(lines, kinds)
        | {i for i, kind in kinds.items() if kind is Chrome.NONE and _counts(lines[i])}
    )
    if any(is_invitation(fold(lines[i].strip())) for i, kind in kinds.items() if kind is Chrome.STRONG):
        found |= {i for i in kinds if _END.fullmatch(_NO_WORDS.sub("", fold(lines[i])))}
    outermost = next((i for i, kind in kinds.items() if kind is not Chrome.BLANK), None)
    return found | ({outermost} if outermost is not None and closes_page(lines[outermost]) else set())


def card(lines: list[str], kinds: dict[int, Chrome]) -> dict[int, Chrome]:
    """Return the lines of a public account's card: its name, what it says of itself, 126篇原创内容, 公众号."""
    filled = [i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK]
    at = next((k for k, i in enumerate(filled) if _COUNT_OF_ARTICLES.fullmatch(lines[i].strip())), 0)
    above = filled[max(0, at - _CARD_LINES) : at] if at else []
    # What stands above the name is a call; anything else ends the article.
    named = next((k for k, i in enumerate(above) if kinds[i] is Chrome.STRONG), None)
    if named is None or any(len(lines[i].strip()) > _LINK_LENGTH for i in above[named:]):
        return {}
    return dict.fromkeys([*above[named + 1 :], filled[at]], Chrome.STRONG)


def disclaimed(lines: list[str], kinds: dict[int, Chrome]) -> dict[int, Chrome]:
    """Return the lines at the very end that say whose the text is, as far as only chrome stands between and below them.

    Short lines below chrome may be more of it, links of the site's foot.
    """
    found: dict[int, Chrome] = {}
    for i, kind in kinds.items():
        if kind is Chrome.NONE:
            said = is_disclaimer(lines[i])
            if said is Chrome.NONE and (len(lines[i].strip()) > _LINK_LENGTH or CLAUSE.search(lines[i])):
                break
            found[i] = said
    return found


def unfilled(lines: list[str], kinds: dict[int, Chrome], doomed: set[int]) -> set[int]:
    """Return the last line that is left above ``doomed`` ones, if it announces files that the page has as links only."""
    left = next((i for i in kinds if kinds[i] is not Chrome.BLANK and i not in doomed), None)
    below = left is not None and any(i > left for i in doomed)
    return {left} if left is not None and below and _FILES.fullmatch(lines[left].strip()) else set()


def beside(lines: list[str], kinds: dict[int, Chrome], doomed: set[int]) -> set[int]:
    """Return the lines directly below ``doomed`` ones that say who runs the site, if its foot is there at all."""
    if not any(_OF_A_SITE.search(fold(lines[i])) for i in doomed if i in kinds):
        return set()
    found: set[int] = set()
    for above, i in _neighbours(kinds):
        if (above in doomed or above in found) and kinds[i] is not Chrome.STRONG and _FOOT.fullmatch(fold(lines[i].strip())):
            found.add(i)
    return found


def _neighbours(kinds: dict[int, Chrome]) -> Iterator[tuple[int, int]]:
    return pairwise(i for i in sorted(kinds) if kinds[i] is not Chrome.BLANK)


def _counts(line: str) -> bool:
    return len(line) <= 2 * _LINK_LENGTH and _COUNTED.fullmatch(fold(line.strip())) is not None


def _remnants(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The lines from the first sure chrome to the end, if all are chrome or as short as links, and enough are chrome."""
    region = dict(sorted(_frame(lines, kinds)))
    listed = _listed(lines, region)
    # A question that no list holds is somebody's, and what stands above it too.
    asked = max(
        (i for i, kind in region.items() if kind is Chrome.NONE and i not in listed and _is_asked(lines[i])), default=-1
    )
    sure = [i for i, kind in region.items() if i > asked and (kind in _SURE or surely_heads_links(fold(lines[i].strip())))]
    below = [i for i in region if sure and i >= min(sure)]
    explained = sum(region[i] is not Chrome.NONE or i in listed for i in below)
    return set(below) if len(sure) >= _FEWEST_SURE and _SMALLEST_SHARE * len(below) <= explained else set()


def _frame(lines: list[str], kinds: dict[int, Chrome]) -> Iterator[tuple[int, Chrome]]:
    """Yield the filled lines from the last one up, with their kinds, as long as none of them is a document's.

    Lists of links are longer than what else is looked at near the edge.
    """
    chrome = False
    for i in range(len(lines) - 1, max(-1, len(lines) - 1 - _FARTHEST), -1):
        kind = kinds[i] if i in kinds else classify(lines[i])
        if kind is Chrome.BLANK:
            continue
        if kind is Chrome.NONE and not (_is_link(lines[i]) or (chrome and (is_address(lines[i]) or _is_asked(lines[i])))):
            return
        chrome = chrome or kind is not Chrome.NONE
        yield i, kind


def _listed(lines: list[str], region: dict[int, Chrome]) -> set[int]:
    """The lines of ``region`` that are links in a list with a heading (相关新闻), which may be the row of buttons above it."""
    found: set[int] = set()
    left = 0
    for i, kind in region.items():
        if kind is Chrome.OPENER or heads_links(fold(lines[i].strip())):
            left = _LISTED
        elif kind is not Chrome.NONE:
            left = 0
        elif left:
            found.add(i)
            left -= 1
    return found


def is_address(line: str) -> bool:
    """Tell whether ``line`` is an address, a licence or a number to call, as long as those of a site may be."""
    text = fold(line.strip())
    return (
        len(text) <= _LONGEST_ADDRESS
        and not SENTENCE.search(line)
        and not is_of_document(text)
        and _ADDRESS.search(text) is not None
    )


def _is_asked(line: str) -> bool:
    """Tell whether ``line`` may be the name of another page that asks, calls, or has a comma."""
    text = fold(line.strip())
    return len(text) <= _LINK_LENGTH and not is_of_document(text) and _ASKED.fullmatch(text) is not None


def is_of_document(text: str) -> bool:
    """Tell whether ``text`` is one of what a document ends with: attachments, a signature's date, items, notes."""
    if number_of(text) or is_item(text):
        return True
    return any(
        found
        for found in (DATE.search(text), DOCUMENT_NUMBER.fullmatch(text), FILE_NAME.fullmatch(text), _OF_DOCUMENT.search(text))
    )


def _is_link(line: str) -> bool:
    """Tell whether ``line`` may be the name of another page: short, no sentence, and nothing that ends a document."""
    text = line.strip()
    return len(text) <= _LINK_LENGTH and not CLAUSE.search(text) and not is_of_document(text)


def _link_list(lines: list[str], kinds: dict[int, Chrome]) -> set[int]:
    """The lines from the first opener to the end, if all of them are as short as links are."""
    openers = [i for i, kind in kinds.items() if kind is Chrome.OPENER]
    if not openers:
        return set()
    after = range(min(openers), len(lines))
    if any(len(lines[i].strip()) > _LINK_LENGTH or CLAUSE.search(lines[i]) for i in after if kinds[i] is Chrome.NONE):
        return set()
    return {i for i in after if kinds[i] is not Chrome.BLANK}
