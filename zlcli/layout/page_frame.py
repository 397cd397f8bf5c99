"""Where an article begins on its page: what stands above the title is the site's, what stands below it may be the document's.

A page is often taken whole, because a library found less than the article. Then the site's name, its menus and its marks for
screen readers stand above the title; and a library that found the text alone leaves a subtitle and a byline outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from zlcli.document import Ledger
from zlcli.layout import metadata
from zlcli.layout.chrome import Chrome, classify
from zlcli.layout.disclaimers import is_disclaimer
from zlcli.layout.elements import HEADINGS, Piece, Writer, walk
from zlcli.layout.lines import SENTENCE
from zlcli.layout.page_parts import is_small, names_of, words
from zlcli.layout.page_tidy import Page
from zlcli.layout.titles import ATTACHMENT, DATE, DOCUMENT_NUMBER, squeeze
from zlcli.patterns import lazy

# Who wrote a report, as newspapers set it below its title: 本报记者　某某, 文/某某.
_BYLINE = lazy(
    r"[（(【]?(?:本[报報刊网網台社]|新[华華]社|中新[网網社]|[\u4e00-\u9fff]{2,8}[报報网網])?\s*(?:特[约約派]|[见見][习習]|[实實][习習]|首席|驻.{2,6})?"
    r"(?:[记記]者|通[讯訊][员員]|撰文|[编編][译譯])\s*[:：/／|]?\s*[\u4e00-\u9fff· \u3000/、]{2,24}[)）】]?"
    r"|[□■◎●]\s*[\u4e00-\u9fff· \u3000]{2,20}|文\s*[/／|｜]\s*[\u4e00-\u9fff· \u3000/、]{2,16}"
)
_SUBTITLE = frozenset({"subtitle", "subheading", "subhead", "description", "desc", "dek", "tagline", "fubiaoti"})
_LONGEST_BYLINE, _LONGEST_SUBTITLE = 48, 60
# What makers call the foot of a site, and what such a foot says.
_FOOT = lazy(
    r"(?:^|\s)(?:[\w-]*footer|(?:site|page|main|web|index|g|pub)?[-_]?foot|bottom|copyright|copy|colophon|banquan)(?:\s|$)",
    re.IGNORECASE,
)
OF_A_SITE = lazy(
    r"版[权權]|copyright|©|icp|[备備]案|公[网網]安|[标標][识識][码碼]|[隐隱]私|all rights|powered|主[办辦]|承[办辦]|技[术術]支"
    r"|[浏瀏][览覽]器|解析度|分辨率|[网網]站地[图圖]|[联聯][系絡络]我|[关關][于於]我|[访訪]客|[浏瀏][览覽]人",
    re.IGNORECASE,
)
"""What no document says at its end, but a site."""
_MARKS = lazy(r"^#{1,6} |\*\*|^- ")
_ONLY_LINKS = lazy(r"[\W_]*(?:!?\[(?:!\[[^\]]*\]\([^()\s]*\)|[^\]])*\]\([^()\s]*\)[\W_]*)+")
_BLOCKS = ("div", "td", "p", "center")
# What a site says to everybody who comes.
_GREETING = lazy(r"(?:您好|你好)?[，,！]?\s?(?:欢迎|歡迎)(?:您|你)?(?:光临|光臨|访问|訪問|来到|來到|使用)|今天是")
_HEADING = lazy("#{1,6} ")


def drop_foot(tree: Any, ledger: Ledger) -> None:
    """Take out what is the foot of the site by its name and by what it says, if most of the text is elsewhere."""
    total = len(words(tree))
    page = Page(ledger)
    for element in page.present(tree, "div", "table", "td", "ul", "p", "section", "center"):
        if not any(_FOOT.search(element.get(name) or "") for name in ("class", "id")):
            continue
        said = words(element)
        if 2 * len(said) < total and OF_A_SITE.search(said):
            page.drop(element, "foot of the site")


def without_top(pieces: list[Piece], title: str) -> list[Piece]:
    """Return ``pieces`` without what the site sets above ``title``: links, names and marks, but no sentence."""
    same = squeeze(title)
    places = [at for at, piece in enumerate(pieces) if same and squeeze(piece.text) == same and not piece.listed]
    headed = (at for at in places if _HEADING.match(pieces[at].text))
    at = next(headed, places[0] if places else 0)
    return [piece for piece in pieces[:at] if _is_of_document(piece)] + pieces[at:]


def _is_of_document(piece: Piece) -> bool:
    """Tell whether a block above the title is the document's: it says something, or gives its number or its labels."""
    if _ONLY_LINKS.fullmatch(piece.text):
        return False
    text = _MARKS.sub("", piece.text)
    if _GREETING.match(text):
        return False
    if piece.text.startswith("|"):
        return "](" not in piece.text
    if metadata.parse(text):
        return True
    return SENTENCE.search(text) is not None or any(form.fullmatch(text) for form in (DOCUMENT_NUMBER, ATTACHMENT))


def below_title(tree: Any, title: str, shown: list[Any], *, marked: bool) -> list[Piece]:
    """Return what stands between the title and the elements ``shown`` and is the document's: subtitle, byline, lead."""
    same = squeeze(title)
    first = shown[0]
    inside = {element for part in shown for element in part.iter()}
    outside = (part for part in tree.iter(*HEADINGS, *_BLOCKS) if part not in inside and is_small(part))
    heading = next((part for part in outside if same and squeeze(words(part)) == same), None)
    if heading is None:
        return []
    found: list[Piece] = []
    for element in _between(heading, first):
        for piece in walk(element, Writer(marked)):
            text = _MARKS.sub("", piece.text)
            subtitle = not found and element is heading.getnext() and _is_subtitle(element)
            if _belongs(text, piece, subtitle=subtitle):
                found.append(Piece(text if subtitle else piece.text, piece.listed, piece.tight))
    return found


def _is_subtitle(element: Any) -> bool:
    """Tell whether ``element``, right below the title, is a heading as well, or is called a subtitle."""
    return element.tag in HEADINGS or not _SUBTITLE.isdisjoint(names_of(element))


def _between(heading: Any, first: Any) -> Iterator[Any]:
    """Yield the elements behind ``heading`` and before ``first``, none if it does not stand behind it at all."""
    above = {first, *first.iterancestors()}
    passed: list[Any] = []
    for element in (heading, *heading.iterancestors()):
        for other in element.itersiblings():
            if other in above:
                yield from passed
                yield from _before(first, other, above)
                return
            passed.append(other)


def _before(first: Any, outer: Any, above: set[Any]) -> Iterator[Any]:
    """Yield the elements inside ``outer`` that stand before ``first``; those that hold it are ``above``."""
    while outer is not first:
        inner = next(child for child in outer if child in above)
        yield from takewhile(lambda child: child not in above, outer)
        outer = inner


def _belongs(text: str, piece: Piece, *, subtitle: bool) -> bool:
    if piece.listed or "](" in piece.text or classify(text) is not Chrome.NONE or is_disclaimer(text) is not Chrome.NONE:
        return False
    if metadata.parse(text) or metadata.dated(text) or DATE.search(text):
        return False
    if len(text) <= _LONGEST_BYLINE and _BYLINE.fullmatch(text):
        return True
    return SENTENCE.search(text) is not None or (subtitle and len(text) <= _LONGEST_SUBTITLE)
