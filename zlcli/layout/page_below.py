"""What a site sets below an article: who wrote it and whose it is, other articles, what readers said, and its own foot.

The page is peeled from its end, block by block, as long as what stands there is known for the site's by what its makers call
it, by its heading, or by what it says. So nothing above the last paragraph of an article is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zlcli.document import Ledger
from zlcli.layout import cells, page_notes
from zlcli.layout.chrome import LONGEST, Chrome, classify, fold
from zlcli.layout.closings import is_closing
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.lines import SENTENCE
from zlcli.layout.page_frame import OF_A_SITE
from zlcli.layout.page_parts import has_file, names_of, words
from zlcli.layout.page_tidy import OTHERS, Page
from zlcli.layout.related import heads_links
from zlcli.layout.titles import DATE, squeeze
from zlcli.patterns import lazy

# What makers call such a block, anywhere in a word of its class, its id or its role (`RelatedPosts`, `js-pinglun`).
_AROUND = lazy(
    r"share|sharing|social|related|relat(?:e|ion)s?$|recommend|similar|sidebar|copyright|licen[sc]e|disclaim|declar|statement"
    r"|subscri|newsletter|follow|reward|donat|breadcrumb|qr_?code|paginat|pager|advert|toolbar|feedback|sponsor|complementary"
    r"|contentinfo|navigation|appreciat|prevnext|nextprev|xiangguan|tuijian|fenxiang|banquan|dianzan|dashang|erweima|guanggao"
    r"|jiucuo|shengming|jianjie$"
)
# And as a word of its own; it is too short to be looked for inside of others.
_WORDS = frozenset(
    "ad ads adv gg ewm qr tag tags category categories cat cats rec recs rank hot copy prev previous next nav"  # noqa: SIM905
    " tool tools btn btns button buttons operate action actions like likes digg vote zan praise cmt side aside stmt widget"
    " more edit report metas sns ding xgyd xgxw toc outline paginator".split()
)
_READERS = lazy(r"comment|discuss|pinglun|liuyan|respond|guestbook|gentie|disqus|gitalk|valine|waline|twikoo|giscus")
_READERS_ONLY = frozenset({"comments", "commentlist", "pinglun", "cmts"})
# Who wrote the article; a signature has no picture and no link.
_WRITER = lazy(r"author|writer|profile|zuozhe|editorinfo")
# What answers a question or a post is the document's, whatever else it is called; so are notes and files.
_OF_THREAD = lazy(r"topic|thread|forum|bbs")
_OF_DOCUMENT = lazy(r"answer|note|reference|attach|fujian|download|appendix")
_FRAME_TAGS = frozenset({"footer", "aside", "nav"})
# What stands at the foot of a document may be called so as well; a site has links there, or says that it is one.
_FOOT = lazy(r"footer|^(?:foot|bottom|ft)$")
_HOLDERS = frozenset({"body", "div", "section", "article", "main", "center", "form", "td", "tr", "tbody", "table"})
_HELD = ("p", "ul", "ol", "dl", "h2", "h3", "h4", "h5", "h6", *_HOLDERS)
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "select", "button", "iframe", "object", "embed", "br", "link", "input"}
)
_HEADINGS_OF_READERS = lazy(
    r"(?:[\d,]+\s*[条條个個])?(?:全部|所有|最新|热门|熱門|精彩|精选|精選|网友|網友|读者|讀者|用户|發表|发表|我要|添加|我来说两句|文章|条|條|《.{1,60}》有[\d,]+条)*"
    r"(?:(?:撰写|撰寫|发表|發表|我来|提交|添加|写)(?:回答|答案|回复|回覆)|登录后[^。]{0,12}|(?:评论|評論|留言|跟帖|跟贴|回应|讨论区?|討論區?)(?:区|區|列表)?)\s*[(（]?\s*[\d,]*\s*[条條]?\s*[)）]?"
)
# A page may nest elements without end, and each is read whole; no site nests its own parts deeper.
_DEEPEST = 60
# An article says as much outside of what its readers say.
_FEWEST_LETTERS = 30
# What is more of the page than this is no frame of something else.
_LARGEST_SHARE = 0.5
_LONGEST_HEADING = 30


def drop(tree: Any, title: str, ledger: Ledger) -> None:
    """Take out of ``tree`` what stands below the article named ``title``; each is written into ``ledger`` with its rule."""
    body = tree.find("body")
    if body is not None:
        peeler = _Peeler(tree, title, ledger)
        peeler.peel(body)
        peeler.drop_readers()


class _Peeler:
    """Takes the last blocks of a page off, one after the other."""

    def __init__(self, tree: Any, title: str, ledger: Ledger) -> None:
        self._page = Page(ledger)
        self._title = squeeze(title)
        self._body = tree.find("body")
        self._left = _unlinked(self._body)

    def peel(self, root: Any, depth: int = 0) -> bool:
        """Take the last blocks of ``root`` out; return whether nothing is left of it."""
        return all(self._is_gone(block, depth) for block in root[::-1]) and not _says(root.text)

    def drop_readers(self) -> None:
        """Take out what readers said of a part of the page, as of each answer, if most of the text is elsewhere."""
        for block in self._page.present(self._body, "div", "section", "ul", "ol"):
            named = _READERS_ONLY.intersection(names_of(block)) and not any(map(_OF_THREAD.search, names_of(block)))
            if named and 2 * (size := _unlinked(block)) < self._left and not self._is_of_document(block, words(block)):
                self._left -= size
                self._page.drop(block, "what readers said")

    def _is_gone(self, block: Any, depth: int) -> bool:
        """Take ``block`` or its last blocks out; return whether nothing is left of it and behind it."""
        if _says(block.tail):
            return False
        if not isinstance(block.tag, str) or block.tag in _SILENT or _is_empty(block):
            return True
        if rule := self._rule(block):
            self._left -= _unlinked(block)
            self._page.drop(block, rule)
            return True
        holds = block.tag in _HOLDERS and next(block.iterdescendants(*_HELD), None) is not None
        return holds and depth < _DEEPEST and not _is_data(block) and self.peel(block, depth + 1)

    def _rule(self, block: Any) -> str:
        """Return the rule for ``block``, the last one that is left; empty if it is the document's."""
        said, size, names = words(block), _unlinked(block), names_of(block)
        if self._is_of_document(block, said):
            return ""
        # So much is left above it, or it is the article itself.
        enough = self._left - size >= _FEWEST_LETTERS
        if enough and (rule := _line_rule(block, said)):
            return rule
        if enough and _is_of_readers(block, names):
            return "what readers said"
        return "" if size > _LARGEST_SHARE * self._left else _named_rule(block, names) or _list_rule(block)

    def _is_of_document(self, block: Any, said: str) -> bool:
        """Tell whether ``block`` holds what is never of the site: the title, files, notes, code, tables."""
        if self._title and self._title in squeeze(said) and len(squeeze(said)) > _LARGEST_SHARE * self._left:
            return True
        if next(block.iter("h1", "pre", page_notes.MARK), None) is not None or has_file(block):
            return True
        if any(DATE.fullmatch(words(line)) for line in block.iter("p", "div")):  # who signed, and when
            return True
        return any(map(_OF_DOCUMENT.search, names_of(block))) or any(map(_is_data, block.iter("table")))


def _line_rule(block: Any, said: str) -> str:
    """Return the rule for a block that is known by the one line it says, or by what readers are to fill in."""
    if is_disclaimer(said) is not Chrome.NONE:
        return "whose the text is"
    if len(said) > LONGEST:
        return ""
    if any(part.get("type") == "radio" for part in block.iter("input")):
        return "what readers are asked"
    if is_closing(said):
        return "line below an article"
    buttons = not SENTENCE.search(said) and classify(said) in (Chrome.STRONG, Chrome.OPENER)
    return "row of buttons" if buttons else ""


def _is_of_readers(block: Any, names: list[str]) -> bool:
    named = any(map(_READERS.search, names)) and not any(map(_OF_THREAD.search, names))
    return named or _is_headed(block, _HEADINGS_OF_READERS)


def _named_rule(block: Any, names: list[str]) -> str:
    if any(map(_WRITER.search, names)) and next(block.iter("img", "a"), None) is not None:
        return "who wrote the article"
    around = block.tag in _FRAME_TAGS or any(name in _WORDS or _AROUND.search(name) for name in names)
    foot = any(map(_FOOT.search, names))
    of_site = foot and (next(block.iter("a", "img"), None) is not None or OF_A_SITE.search(words(block)) is not None)
    return "named for what is around" if around or of_site else ""


def _list_rule(block: Any) -> str:
    """Return the rule for a list of links below a heading that says so, which stands in ``block`` or above it."""
    links = list(block.iter("a"))
    if not links:
        return "heading of what is gone" if _is_heading(words(block)) else ""
    sentences = sum(1 for part in block.iter("p", "span", "div") if not len(part) and SENTENCE.search(part.text or ""))
    above = block.getprevious()
    headed = _is_headed(block, None) or (above is not None and _is_heading(words(above, LONGEST)))
    return "links to other articles" if headed and sentences <= len(links) else ""


def _is_headed(block: Any, form: re.Pattern[str] | None) -> bool:
    """Tell whether the first that ``block`` says is a heading of ``form``, or of a list of links."""
    for part in _outermost(block):
        said = words(part, LONGEST)
        if not said:
            return False
        if len(said) <= _LONGEST_HEADING or not len(part):
            return (form.fullmatch(said) is not None if form else _is_heading(said)) and part is not block
    return False


def _outermost(block: Any) -> Iterator[Any]:
    """Yield the first element that says something in ``block``, the first in that, and so on."""
    while block is not None and not _says(block.text):
        block = next((part for part in block if isinstance(part.tag, str) and (words(part) or _says(part.tail))), None)
        if block is not None:
            yield block


def _is_heading(said: str) -> bool:
    text = squeeze(said).strip(":：")
    return 0 < len(said) <= _LONGEST_HEADING and (heads_links(fold(said)) or OTHERS.fullmatch(text) is not None)


def _is_data(table: Any) -> bool:
    """Tell whether ``table`` holds data that are no links."""
    linked = sum(1 for _ in table.iter("a"))
    return table.tag == "table" and cells.is_data(table) and len(cells.rows(table)) > linked


def _is_empty(block: Any) -> bool:
    return not _says("".join(block.itertext())) and next(block.iter("img"), None) is None


def _says(text: str | None) -> bool:
    return bool(squeeze(text or ""))


def _unlinked(element: Any) -> int:
    """Count the letters inside ``element`` that are in no link."""
    return len(squeeze("".join(element.itertext()))) - sum(len(squeeze("".join(link.itertext()))) for link in element.iter("a"))
