"""What a page of HTML repeats or sets beside its text: tables of contents, rows of buttons, shares, lists of other articles.

It is taken out of the tree, where elements still tell what belongs together. Every element is written into the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from zlcli.document import Change, Ledger
from zlcli.layout.chrome import LONGEST, Chrome, classify, fold
from zlcli.layout.lines import SENTENCE
from zlcli.layout.page_parts import MOST, has_file, is_small, leads_within, names_of, target_of, targets, words
from zlcli.layout.related import heads_links
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

_CONTENTS = lazy(
    r"(?:文章|本文|页面|頁面)?(?:目录|目錄|目次|导航|導航|contents|tableofcontents)(?:\[?(?:隐藏|隱藏|展开|展開|hide)\]?)?",
    re.IGNORECASE,
)
# Numbers of sections before a heading, of pages behind it, and leaders between.
_NUMBERS = lazy(r"^[\d.．、]+|[.．…·]*\d*$")
# What a table of contents holds beside its links: numbers of pages and sections, leaders.
_NO_TEXT = lazy(r"[\W\d_]")
_SHARES = lazy(
    r"(?:^|[\s_-])(?:bd|social)?(?:share|sharing|jiathis|addthis|fenxiang)(?:$|[\s_-]|box|bar|tools?\b)", re.IGNORECASE
)
_CRUMBS = lazy(r"(?:^|[\s_-])(?:bread)?crumbs?(?:$|[\s_-])", re.IGNORECASE)
_ADVERTISEMENTS = lazy(r"(?:^|[\s_-])(?:ads?|advert(?:isement)?|guanggao)(?:$|[\s_-])", re.IGNORECASE)
# What makers call what is around a text. What the elements say decides still: nothing with a sentence in it is taken out.
_NAMED = (("share box", _SHARES), ("way to the page", _CRUMBS), ("advertisement", _ADVERTISEMENTS))
# What makers call a row of them that stands between the paragraphs.
_INSETS = frozenset({"related", "relate", "relation", "recommend", "inset", "more", "readmore", "xgyd", "link", "links"})
BUTTON = lazy(
    r"(?:编辑|編輯|锁定|鎖定|(?:查看)?(?:我的)?收藏|展开|展開|收起|(?:展开|阅读)全文|举报|舉報|关注(?:问题)?|(?:添加|查看|我要|发表)?评论|引用|回复|回覆|分享"
    r"|打印|列印|复制(?:链接|代码)?|赞同?|点赞|写回答|邀请回答|只看(?:该作者|楼主|他)"
    r"|转载|轉載|转发|轉發|喜欢|喜歡|有用|没用|沒用|[顶踩]一下|赠金笔)\s*[(（]?[\d.]*[kKwW万]?[)）]?\s*[▼▾]?"
)
"""What a link says that is a button beside a heading or a post."""
# What a site sets behind the last sentence of an article.
_BACK = lazy(r"返回[^，。]{1,8}，查看更多|(?:阅读|查看)更多(?:精彩)?内容")
_PROGRAM = lazy(r"#?|javascript:.*", re.IGNORECASE)
OTHERS = lazy(
    r"(?:更多)?(?:相关|相關)(?:新闻|新聞|阅读|閱讀|文章|报道|報導|推荐|推薦|解读|解讀|链接|連結|专题|專題|资讯|資訊|信息|内容|內容|法规|法規"
    r"|主题|主題|帖子|问题|問題|视频|影片|稿件|产品|產品|商品|案例|图片|圖片|词条|詞條|知识|知識)"
    r"|(?:热门|熱門|推荐|推薦|最新|精彩|精选|精選|近期|往期|随机|隨機)(?:文章|新闻|新聞|推荐|推薦|阅读|閱讀|资讯|資訊|评论|評論|内容|內容|帖子"
    r"|主题|主題|回复|回覆|专题|專題|图文|圖文|回顾|回顧|日志)"
    r"|(?:\d{1,2}小时|本周|今日|一周|本月)?(?:热榜|热点|热文|排行榜?|点击排行|阅读排行)|(?:其他|其它)?(?:类似|類似|相似|同类|同類)(?:问题|問題|文章|推荐|推薦)|等[你您]来答|猜[你您]喜欢|大家都在看|[为為][你您](?:推荐|推薦)|延伸[阅閱][读讀]"
)
"""What a line says above a list of other articles."""
_TAGS = lazy(
    r"(?:文章|相关|[\u4e00-\u9fff]{2})?(?:标签|標籤|关键[词字]|關鍵[詞字]|分类|分類|归类|歸類|话题|話題|专栏|專欄)|tags?|categories",
    re.IGNORECASE,
)
_NO_SEPARATORS = dict.fromkeys(map(ord, " \u3000:：,，、/|#;；"))
_DATES = lazy(r"[\d\W_]*(?:[个個条條次]?(?:回答|评论|評論|回复|回覆|阅读|閱讀|浏览|瀏覽|赞同|讚同|关注|關注)[\d\W_]*)*")
# Two links within a page may be anything; so many that lead to what they say are its contents.
_FEWEST_LINKS = 2
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A heading may have its number, and a word of the site, beside what its link says.
_BESIDE_TITLE = 12
_ROWS = frozenset({"div", "p", "ul", "ol", "section", "td", "span", "dl", "table", "center", "form", "footer"})
_LISTS = frozenset({"ul", "ol", "div", "dl", "table", "section", "tr", "td"})
_LINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "dt", "strong", "b", "span", "a", "caption", "summary"})


def tidy(tree: Any, ledger: Ledger) -> None:
    """Take out of ``tree`` what repeats its headings or only leads elsewhere; each is written into ``ledger`` with its rule."""
    page = Page(ledger)
    _drop_contents(tree, page)
    for element in page.present(tree, *_ROWS):
        if rule := _row_rule(element):
            page.drop(element, rule)
    for part in page.present(tree, "a"):
        if _is_button(part) or _BACK.fullmatch(words(part, LONGEST)):
            page.drop(part, "button")
    for element in page.present(tree, *_LINES):
        _drop_others(element, page)


class Page:
    """What was taken out of a page by now, and the ledger it is written into."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._gone: set[Any] = set()

    def present(self, tree: Any, *tags: str) -> Iterator[Any]:
        """Yield the elements of ``tree`` with these tags, but for those that are taken out meanwhile."""
        return (element for element in list(tree.iter(*tags)) if element not in self._gone and element is not tree)

    def has(self, element: Any) -> bool:
        """Tell whether ``element`` is still there."""
        return element not in self._gone

    def drop(self, element: Any, rule: str) -> None:
        """Take out ``element``, and write down what it says."""
        if text := words(element) or element.get("alt") or element.get("src"):
            self._ledger.count("boilerplate")
            self._ledger.keep("boilerplate", Change(0, text, "", rule))
        self._gone.update(element.iter())
        element.drop_tree()


def _drop_contents(tree: Any, page: Page) -> None:
    """Take out lists of links to headings of this page, with what stands above them to say so."""
    within = [link for link in tree.iter("a") if leads_within(link)]
    if len(within) < _FEWEST_LINKS:
        return
    named = targets(tree)
    order = {element: at for at, element in enumerate(tree.iter())}
    links = [link for link in within if _leads_to_its_text(link, named, order)]
    if len(links) < _FEWEST_LINKS:
        return
    wanted = set(links)
    for link in links:
        if not page.has(link):
            continue
        element = link
        while (parent := element.getparent()) is not None and parent.tag != "body" and _is_contents(parent, wanted):
            element = parent
        if element.tag in ("a", "span"):
            continue
        above = element.getprevious()
        if above is not None and not (above.tail or "").strip() and _CONTENTS.fullmatch(squeeze(words(above, LONGEST))):
            page.drop(above, "table of contents")
        page.drop(element, "table of contents")


def _leads_to_its_text(link: Any, named: dict[str, Any], order: dict[Any, int]) -> bool:
    target = target_of(link, named)
    said = _NUMBERS.sub("", squeeze(words(link, LONGEST)))
    # A heading may lead back to its table of contents, which stands above.
    if target is None or len(said) < 2 or order[target] <= order[link]:
        return False
    most = 2 * len(said) + _BESIDE_TITLE
    place = target if squeeze(words(target)) else target.getparent()
    if place.text_content().strip() == "":  # the anchor has a line to itself above the heading
        place = next((below for below in place.itersiblings() if words(below, 2 * most)), place)
    if not words(place, most):  # a section, which begins with its heading
        place = next(place.iter(*HEADINGS), place)
    there = squeeze(words(place, 2 * most))
    # The link of a contents page repeats the heading; other links say where they lead, or what for.
    return said in there and len(there) <= most and link not in set(place.iter("a"))


def _is_contents(element: Any, wanted: set[Any]) -> bool:
    """Tell whether ``element`` holds nothing but links of a table of contents, and what such a table is called."""
    said: list[str] = []
    nodes: list[Any] = [element]
    while nodes:
        node = nodes.pop()
        if node in wanted:
            continue
        said.append(node.text or "")
        for child in node:
            said.append(child.tail or "")
            nodes.append(child)
        if sum(map(len, said)) > LONGEST:
            return False
    rest = squeeze("".join(said))
    return not (letters := _NO_TEXT.sub("", rest)) or _CONTENTS.fullmatch(letters) is not None


def _row_rule(element: Any) -> str:
    """Return the rule for a row of buttons or shares, empty if ``element`` is none."""
    if not is_small(element) or next(element.iter("a", "img", "button"), None) is None:
        return ""
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if not (text := words(element)):
        return "advertisement" if _ADVERTISEMENTS.search(named) else ""
    if len(text) > LONGEST or SENTENCE.search(text):
        return ""
    rule = next((rule for rule, names in _NAMED if names.search(named)), "")
    if rule and len(text) < LONGEST // 2 and not has_file(element):
        return rule
    return _rule_of_links(element, text)


def _rule_of_links(element: Any, text: str) -> str:
    """Return the rule for a row that is known by its links, and what stands beside them in its ``text``."""
    if _is_row_of_tags(element):
        return "row of tags"
    if _INSETS.intersection(names_of(element)) and _is_headed_row(element, text):
        return "links to other articles"
    buttons = classify(text) is Chrome.STRONG or _leads_nowhere(element)
    return "row of buttons" if buttons and not _is_cell(element) else ""


def _is_headed_row(element: Any, text: str) -> bool:
    """Tell whether ``element`` is what heads a list of other articles (相关报道：) and links, on one line."""
    for link in islice(element.iter("a"), MOST):
        text = text.replace(words(link), "", 1)
    head = text.strip(" :：|、·")
    return head != "" and (OTHERS.fullmatch(head) is not None or heads_links(fold(head))) and not has_file(element)


def _is_button(link: Any) -> bool:
    """Tell whether ``link`` runs a program that is no use outside the page; one that is all of a heading is its text."""
    runs = link.get("onclick") is not None or _PROGRAM.fullmatch(link.get("href", "/")) is not None
    alone = link.getparent().tag in HEADINGS and words(link.getparent(), LONGEST) == words(link, LONGEST)
    return runs and not alone and BUTTON.fullmatch(words(link, LONGEST)) is not None


def _is_row_of_tags(element: Any) -> bool:
    """Tell whether ``element`` says what a site files the page under, each a link, and nothing else: 标签：[渠道][闸门]."""
    links = list(islice(element.iter("a"), MOST))
    if not links or next(element.iterancestors("table"), None) is not None or not (text := words(element, LONGEST)):
        return False
    for link in links:
        text = text.replace(words(link), "", 1)
    return _TAGS.fullmatch(text.translate(_NO_SEPARATORS)) is not None and not has_file(element)


def _leads_nowhere(element: Any) -> bool:
    """Tell whether ``element`` is a list of links alone, of which each runs a program, or nothing."""
    links = list(element.iter("a"))
    nowhere = all(_PROGRAM.fullmatch(link.get("href") or "#") for link in links)
    alone = squeeze(words(element)) == squeeze("".join(map(words, links)))
    return element.tag in _LISTS and len(links) > 1 and nowhere and alone


def _is_cell(element: Any) -> bool:
    """Tell whether ``element`` is part of a table with borders, whose cells may hold the names of buttons."""
    return any(table.get("border", "0") not in ("", "0") for table in element.iterancestors("table"))


def _drop_others(element: Any, page: Page) -> None:
    """Take out a list of links to other articles and the line above that says so."""
    text = squeeze(words(element, LONGEST).strip(" :：")) if len(list(islice(element.iter(), 8))) < 8 else ""
    if not text or len(text) > 12 or not OTHERS.fullmatch(text):
        return
    head = element
    while head.getparent() is not None and squeeze(words(head.getparent(), LONGEST)).strip("：:") == text:
        head = head.getparent()
    below = list(islice((other for other in head.itersiblings() if words(other)), 1))
    if below and below[0].tag in _LISTS and _is_of_links(below[0]):
        page.drop(below[0], "links to other articles")
        page.drop(head, "links to other articles")


def _is_of_links(element: Any) -> bool:
    links = list(element.iter("a"))
    rest = squeeze(words(element))
    for link in links:
        rest = rest.replace(squeeze(words(link)), "", 1)
    elsewhere = [link for link in links if (link.get("href") or "#")[:1] != "#"]
    return bool(elsewhere) and not has_file(element) and _DATES.fullmatch(rest) is not None
