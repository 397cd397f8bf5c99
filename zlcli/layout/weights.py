"""What a line of a copied page says for the frame of the page or for its text: buttons, counters, names, sentences."""

from __future__ import annotations

from functools import lru_cache

from zlcli.layout.addresses import addresses_reader
from zlcli.layout.chrome import Chrome, classify, fold
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.lines import CLAUSE, SENTENCE
from zlcli.layout.page_end import LINK_LENGTH, SHORT, weight_of_unknown
from zlcli.layout.related import surely_heads_links
from zlcli.layout.titles import is_sentence
from zlcli.layout.usual import is_usual
from zlcli.patterns import lazy

TEXT = float("-inf")
"""The weight of a line that no frame has: a sentence of some length."""
# Two buttons of which one is unmistakable outweigh a line of a document's end; it takes ten names to do that.
_STRONG, _WEAK, COUNTED, _SHORT, _CLAUSE, _OF_DOCUMENT = 3.0, 2.0, 1.5, 0.5, -0.5, -2.0
_NUMBER = lazy(r"\d[\d,.]*\s?[kKwW万千]?\+?%?(?: (?=[人次个条篇位名]))?")
_DONE = (
    "(?:阅读|浏览|点击|点赞|[赞踩顶]|评论|收藏|关注|粉丝|文章|回答|回复|跟帖|订阅|播放|下载|分享|转发|转载|人气|访问|喜欢|推荐|热度"
    "|主题|帖子|赞同|获赞|提问|采纳|原创|内容|作品|动态|字数|讨论|想法|评分|回应|跟贴|赞赏|月票|好评|热度|积分|支持|反对|有用|打赏|参与)"
)
# How often something was done with the page (3.2k阅读, 阅读 123, 1,025 人赞同了该回答), alone or in a row, and how long it
# takes; a number is written # here.
_PARTS = lazy(r"[\s·|,/()【】:]+")
_OF_IT = "(?:过|了)?(?:该|本|此)?(?:[次人]?[数量者率]|次|于|回答|文章|问题|内容)?"
_MINUTES = "(?:阅读|读完|预计阅读|全文)?(?:时间|需)?约?需?#?分钟(?:阅读|读完)?"
_COUNTER = lazy(
    rf"(?:共|已|被|总|累计|综合)?(?:#人[\u4e00-\u9fff]{{1,10}}|#分|#?[次人个条篇位名]?(?:已|的|在)?{_DONE}{_OF_IT}#?|{_MINUTES}|约|#)[次人个条篇]?"
)
_AGO = lazy(r"(?:\d{1,2}\s*(?:秒|分钟|小时|天|周|个?月|年)前|刚刚|(?:昨|前|今)天\s*\d{0,2}:?\d{0,2})")

FILED = lazy(r"(?:(?:文章|所属)?(?:分类|标签|归类|话题|专题)|固定链接|发布在|归档于)\s*:\s*[^。]{1,30}")
"""Where a site files a text."""
# What a text says of itself below its end: 产地：某地, 文字 | 某某; of a site 客服：某某 is told above.
_SAYS = lazy(r"[^\s:|]{1,8}\s*[:|]\s*[^\s:|]{1,30}")


def counts(folded: str) -> bool:
    """Tell whether a folded line holds nothing but such counters."""
    if len(folded) > LINK_LENGTH or not any(map(str.isdecimal, folded)):
        return False
    return all(map(_COUNTER.fullmatch, filter(None, _PARTS.split(_NUMBER.sub("#", folded)))))


def weight(line: str) -> float:
    """Return what ``line`` says for the frame, more than 0, or against it; `TEXT` if it is surely the text's."""
    return _weight(line.strip()) if len(line) <= 4 * LINK_LENGTH else TEXT


@lru_cache(4 * 200)
def _weight(text: str) -> float:
    kind, said = classify(text), is_disclaimer(text)
    if {kind, said} & {Chrome.STRONG, Chrome.OPENER}:
        return _STRONG
    if kind is Chrome.WEAK:
        return _WEAK
    folded = fold(text)
    return _SHORT if said is Chrome.WEAK or addresses_reader(folded) else _of_unknown(text, folded)


def _of_unknown(text: str, folded: str) -> float:
    known = weight_of_unknown(folded)
    if known > 0 or FILED.fullmatch(folded) or counts(folded) or _AGO.fullmatch(folded) or surely_heads_links(folded):
        return COUNTED
    if is_sentence(text) or "。" in text or (len(text) > LINK_LENGTH and SENTENCE.search(text)):
        return TEXT
    if len(text) > LINK_LENGTH or known < SHORT or _SAYS.fullmatch(folded) or is_usual(text):
        return _OF_DOCUMENT
    return _CLAUSE if CLAUSE.search(text) else _SHORT
