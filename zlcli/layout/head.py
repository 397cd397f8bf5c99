"""The head of a document: its title, what is said of it, and what only repeats either."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise, takewhile

from zlcli.document import Block, Change, Ledger
from zlcli.layout import contents, metadata
from zlcli.layout.barred import bars_in
from zlcli.layout.chrome import Chrome, classify
from zlcli.layout.lines import Line, columns
from zlcli.layout.metadata import Pair
from zlcli.layout.naming import bare_titles, goes_on, quoted_in, with_author, without_site
from zlcli.layout.numbering import is_clause, number_of, spaced_once
from zlcli.layout.reader import Reader
from zlcli.layout.signs import STARRED
from zlcli.layout.titles import (
    ATTACHMENT,
    DOCUMENT_NUMBER,
    LONGEST_TITLE,
    ends_document,
    has_gap,
    holds_sentence,
    is_framed,
    is_official_title,
    is_title,
    squeeze,
)
from zlcli.patterns import lazy

# A head of more lines than this was never seen.
LONGEST_HEAD = 40
# Labels that are not known seldom have more characters; 声音收藏家：把一座城录下来 is a title.
_LONGEST_LABEL = 4
_BEFORE_TITLE = lazy(r"附\s?件.{0,6}|[（(【\[].*[）)】\]]")
# Of a meeting several are named behind one label.
_LISTS = lazy(
    "(?:参会|參會|与会|與會|出席|列席|参加|參加|缺席|请假|請假|主持|记录|紀錄|会议|會議)?(?:人员|人員|单位|單位|代表|议题|議題|地点|地點|时间|時間)"
)
# 某某法院 above 民 事 判 决 书.
_FORUM = lazy(r"[\u4e00-\u9fff]{2,10}(?:吧|版|论坛|論壇|社区|社區)")
# 某某卫生院 directly above 设备采购公告.
_BODY = lazy(
    r"[\u4e00-\u9fff]{2,20}"
    r"(?:院|局|厅|廳|委|办|办公室|政府|中学|小学|大学|学校|学院|中心|委员会|公司|图书馆|博物馆|法院)"
)
# Of a list that has all that is said of a document in one item, and nothing in the next.
_BULLET = lazy(r"[-•·●*](?:\s+|\Z)")
_NEWS = lazy("(?:(?:新闻|新聞)(?:稿|发布|發布)|即[时時](?:发布|發布|發佈))(?:\\s*[（(].{2,6}[）)])?")
_DOUBLE_RULE = lazy("={3,}")
_ASTERISKS = lazy(r"[*＊]{4,}")
# A bare address; a row of a site's sections (新闻 政务 服务 互动) or of other sites, where 民 事 判 决 书 is a title; an
# account and the time.
_NO_TITLE = lazy(
    r"(?:https?://|www\.)[!-~]+|[\u4e00-\u9fff]{2,4}(?:[ \u3000|｜]+[\u4e00-\u9fff]{2,4}){3,}"
    r"|(?:[^\W\d]{2,8}[ \u3000|｜]+){5,}[^\W\d]{2,8}"
    r"|[\u4e00-\u9fff]{2,12}\s+\d{4}年\d{1,2}月\d{1,2}日(?:\s+星期.)?(?:\s+\S{1,12})?"  # the head of a newspaper
    r"|\S{1,16}\s+\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)


def read_head(reader: Reader, ledger: Ledger) -> list[Block]:
    """Take the head from ``reader`` and return its blocks; lines of it that are ordinary text are put back."""
    head = _Head(_lines(reader), reader, ledger)
    return head.blocks()


def _lines(reader: Reader) -> list[Line]:
    found: list[Line] = []
    for line in reader.ahead():
        if len(found) == LONGEST_HEAD or _is_body(line.text):
            break
        found.append(line)
    return found


def _is_body(text: str) -> bool:
    if metadata.parse(text) is not None or metadata.is_label(_BULLET.sub("", text)):
        return False
    if holds_sentence(text) or len(text) > LONGEST_TITLE + 30 or is_clause(text) or contents.TITLE.fullmatch(text):
        return True
    if text.endswith(("：", ":")) and metadata.other(text) is None:
        return True
    return number_of(text) is not None or STARRED.fullmatch(text) is not None


class _Head:
    def __init__(self, lines: list[Line], reader: Reader, ledger: Ledger) -> None:
        self.lines, self.reader, self.ledger = lines, reader, ledger
        self.pairs = self._metadata()
        self.rest = [i for i in range(len(lines)) if i not in self.pairs]

    def blocks(self) -> list[Block]:
        title, author = with_author(self._named_by_page())
        pairs = self._worth_keeping()
        if not title and not pairs and not self._only_chrome():
            return []
        doomed = self._repeated(title) if title else {}
        kept = [i for i in self.rest if i not in doomed]
        bylines: list[Line] = []
        if all(pair.is_byline for pair in pairs) and not _several(self.pairs):
            bylines = [self.lines[i] for i in self.pairs if self._of_byline(i)]
            pairs = []
        self._note(doomed, title)
        self.reader.take(len(self.lines))
        # 附件2 belongs above the title that it numbers; of all other lines the title comes first.
        above = [i for i in kept[:1] if i == 0 and title and ATTACHMENT.fullmatch(self.lines[i].text)]
        # 新闻稿 is no heading of what follows.
        kinds = [i for i in kept if title and _NEWS.fullmatch(self.lines[i].text)]
        bylines += [self.lines[0]._replace(text=author)] if author else []
        self.reader.put_back([*bylines, *(self.lines[i] for i in kept if i not in above + kinds)])
        items = [item(pair) for pair in pairs]
        numbered, named = ([Block("paragraph", self.lines[i].text) for i in places] for places in (above, kinds))
        return [*numbered, *([Block("heading", spaced_once(title), level=1)] if title else []), *items, *named]

    def _metadata(self) -> dict[int, list[Pair]]:
        pairs = {i: found for i, line in enumerate(self.lines) if (found := metadata.parse(line.text)) is not None}
        texts = [_BULLET.sub("", line.text) for line in self.lines]
        listed = {i: found for i, text in enumerate(texts) if i not in pairs and (found := metadata.parse(text) or [])}
        pairs |= {i: found for i, found in listed.items() if len(found) > 1}
        pairs |= metadata.apart(texts, [line.indent for line in self.lines]) | metadata.glued(texts)
        pairs |= {i: [Pair("", "")] for i, text in enumerate(texts) if not text and (i - 1 in pairs or i + 1 in pairs)}
        # A line of a label that is not known is metadata where its neighbours are, and so on from line to line.
        for order in (range(len(self.lines)), range(len(self.lines) - 1, -1, -1)):
            for i in order:
                text = self.lines[i].text
                if i in pairs or not (i - 1 in pairs or i + 1 in pairs):
                    continue
                between = i - 1 in pairs and i + 1 in pairs
                pair = metadata.other(text)
                # 老秦：水大，过不去 is what somebody says.
                said = pair is not None and re.search("[,，]", pair.value) is not None and not _LISTS.fullmatch(pair.label)
                if pair and not said and (pair.value or between) and not (i == 0 and self._is_only_title(pair, pairs)):
                    pairs[i] = [pair]
                elif between and classify(text) is Chrome.WEAK:
                    pairs[i] = [Pair(text, "")]
        return dict(sorted(pairs.items()))

    def _is_only_title(self, pair: Pair, known: Container[int]) -> bool:
        """Tell whether what reads like a label in the first line is the title of a document that has no other."""
        below = [line.text for i, line in enumerate(self.lines) if i and i not in known]
        titled = any(is_title(text) and metadata.other(text) is None for text in below)
        return len(pair.label) > _LONGEST_LABEL and bool(pair.value) and not titled

    def _of_byline(self, i: int) -> bool:
        return any(pair.is_byline for pair in self.pairs[i])

    def _only_chrome(self) -> bool:
        return bool(self.pairs) and not any(pair.value for found in self.pairs.values() for pair in found)

    def _worth_keeping(self) -> list[Pair]:
        every = [pair for found in self.pairs.values() for pair in found]
        useful = [pair for pair in every if not pair.is_chrome and not pair.names_title]
        return list(dict.fromkeys(useful))

    def _named_by_page(self) -> str:
        """The title, without the names of the site and its section that a browser shows behind it."""
        title = self._title()
        bare = without_site(title)
        if bare != title:
            self.ledger.keep("structure", Change(0, title, bare, "name of the site"))
        return bare

    def _title(self) -> str:
        """The title the page names, else the first line that looks like one; empty if there is none."""
        named = [pair.value for found in self.pairs.values() for pair in found if pair.names_title and pair.value]
        if named:
            return named[0]
        if lined := self._underlined():
            return lined
        return next((self._whole_title(at) for at in self._candidates()), "") if self._has_body() else ""

    def _underlined(self) -> str:
        """The title with a line of asterisks below it, as press releases of Hong Kong have it; the line goes too.

        So does what underlines the name of who publishes them, above it.
        """
        for i, j in pairwise(self.rest):
            text, under = self.lines[i].text, self.lines[j].text
            if j == i + 1 and _ASTERISKS.fullmatch(under) and is_title(text) and len(under) <= 2 * columns(text):
                masthead = [k for k in self.rest if k < i and _DOUBLE_RULE.fullmatch(self.lines[k].text)]
                self.rest = [k for k in self.rest if k not in (i, j, *masthead)]
                return text
        return ""

    def _candidates(self) -> Iterator[int]:
        """Places of lines that may be the title: the first that is neither a number nor announces one further down."""
        for at, i in enumerate(self.rest):
            text = self.lines[i].text
            if (
                _NO_TITLE.fullmatch(text)
                or _NEWS.fullmatch(text)
                or metadata.is_label(text)
                or self._repeats_later(at)
                or self._is_masthead(at)
                or self._is_row(at)
            ):
                continue
            if is_title(text):
                yield at
            elif not (DOCUMENT_NUMBER.fullmatch(text) or _BEFORE_TITLE.fullmatch(text) or has_gap(text)):
                return

    def _is_masthead(self, at: int) -> bool:
        """Tell whether the line is a document's red head (某某市人民政府文件 above its number), or a forum above 【求助】……."""
        following = self.rest[at + 1 : at + 2]
        if any(is_framed(self.lines[i].text) for i in following):  # a company's name above 【新闻稿】 and the title
            below = (self.lines[i].text for i in self.rest[at + 2 : at + 3])
            return any(is_title(text) and metadata.other(text) is None for text in below)
        if _FORUM.fullmatch(self.lines[self.rest[at]].text):
            return any(_BEFORE_TITLE.match(self.lines[i].text) and is_title(self.lines[i].text) for i in following)
        return self.lines[self.rest[at]].text.endswith("文件") and any(
            DOCUMENT_NUMBER.fullmatch(self.lines[i].text) for i in following
        )

    def _is_row(self, at: int) -> bool:
        """Tell whether the line is the first row of a table whose cells stand between bars."""
        i = self.rest[at]
        bars, below = bars_in(self.lines[i].text), self.reader.peek(i + 1)
        return bars > 0 and below is not None and bars_in(below.text) == bars

    def _has_body(self) -> bool:
        """A title is the title of something: a sentence, a heading or metadata follows."""
        following = self.reader.peek(len(self.lines))
        return following is not None or len(self.pairs) > 0

    def _whole_title(self, at: int) -> str:
        """Join a title that was set on several lines: the issuing body, then 关于……的通知."""
        places = [self.rest[at]]
        for i in self.rest[at + 1 : at + 4]:
            title = "".join(self.lines[j].text for j in places)
            below = self.lines[i]
            named = below.adjacent and _BODY.fullmatch(title) and len(places) == 1 and is_official_title(below.text)
            if not (named and is_title(below.text)) and not goes_on(title, below.text):
                break
            places.append(i)
        whole = "".join(spaced_once(self.lines[i].text) for i in places)
        if len(places) > 1 and not is_official_title(whole):
            places = places[:1]
            whole = self.lines[places[0]].text
        self.rest = [i for i in self.rest if i not in places]
        return whole

    def _repeats_later(self, at: int) -> bool:
        """Tell whether the line only announces a title further down: 文号《标题》, or 标题_网站."""
        text = self.lines[self.rest[at]].text
        later = {squeeze(self.lines[i].text) for i in self.rest[at + 1 :]}
        bare = {quoted_in(text), *bare_titles(text)} - {squeeze(text)}
        return bool((bare & later) - {""})

    def _repeated(self, title: str) -> dict[int, str]:
        """The lines that say the title again, up to the document's own date: after that comes an attached document."""
        same = squeeze(title)
        before = list(takewhile(lambda i: not ends_document(self.lines[i].text), self.rest))
        doomed = [i for i in before if same in bare_titles(self.lines[i].text)]
        for i, j in pairwise(before):  # 某某政府 directly above 关于……的通知
            if j == i + 1 and self.lines[j].adjacent and squeeze(self.lines[i].text + self.lines[j].text) == same:
                doomed += [i, j]
        return dict.fromkeys(doomed, "repeated title")

    def _note(self, doomed: dict[int, str], title: str) -> None:
        """Write down every line of the head that is not there any more as it was."""
        # A pair that stands twice is written once, so the second line of it goes.
        written: set[Pair] = set()
        for i, found in self.pairs.items():
            useful = [pair for pair in found if not pair.is_chrome and not pair.names_title]
            items = [item(pair).text for pair in useful if pair not in written]
            named = any(pair.names_title for pair in found)
            rule = "metadata" if useful else "title" if named else "counters, buttons and empty labels"
            written.update(useful)
            self._keep(i, " / ".join(items), rule)
        for i, rule in doomed.items():
            self._keep(i, "", rule)
        self.ledger.count("structure", bool(title))

    def _keep(self, i: int, after: str, rule: str) -> None:
        self.ledger.count("structure")
        self.ledger.keep("structure", Change(i + 1, self.lines[i].text, after, rule))


def _several(pairs: dict[int, list[Pair]]) -> bool:
    return sum(not pair.names_title for found in pairs.values() for pair in found) > 1


def item(pair: Pair) -> Block:
    """Return a label and its value as an item of the list below a title, a date without one as a paragraph."""
    if not pair.label:
        return Block("paragraph", pair.value)
    return Block("item", f"{pair.label}：{pair.value}", marker="-")
