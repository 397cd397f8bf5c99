"""The head of an HTML page: its title, date and source, from what stands near the title and from what the page declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, takewhile
from typing import Any

from zlcli.layout import marks, metadata
from zlcli.layout.chrome import closes_page
from zlcli.layout.elements import HEADINGS, Piece
from zlcli.layout.lines import SENTENCE
from zlcli.layout.metadata import Pair
from zlcli.layout.numbering import spaced_once
from zlcli.layout.page_parts import is_small, words
from zlcli.layout.titles import is_title, squeeze
from zlcli.patterns import lazy

# Names that pages give what they know of themselves, and the label each becomes.
_META = {
    "日期": ("pubdate", "publishdate", "article:published_time", "og:published_time", "dc.date", "date"),
    "来源": ("contentsource", "source", "og:site_name"),
    "作者": ("author", "article:author", "og:article:author"),
}
_TITLES = ("articletitle", "og:title", "title")
_SITE = lazy(r"\s*[-_|–—»]+\s*([^-_|–—»]{2,30})$")
_PARTS = lazy(r"(\s*[-_|–—»]+\s*)")
# Old pages set no more than a space there.
_SPACED_PARTS = lazy(r"(\s*[-_|–—»]+\s*|\s+)")
# A page with more parts in its name is called in another language.
_MOST_PARTS = 12
# Where the name of the site leads.
_FRONT_PAGE = lazy(r"(?:https?://[^/]+)?(?:\.?/)?(?:(?:index|default)\.\w{2,5})?", re.IGNORECASE)
# A part that is shorter names a section of the site as likely as the document.
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 300
_TITLE_BLOCKS = ("p", "div", "td", "h3", "span", "font", "center")
# How old pages show which line is the title.
_MIDDLE = lazy(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = lazy(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:1[6-9]|[2-9]\d)(?:\.\d+)?p[tx]", re.IGNORECASE)
_LARGE = frozenset("4567")
# A shorter h3 may be the name of a part.
_SHORTEST_HEADING = 6
# (2012-09-23 20:14:07) below a title.
_BRACKETED = lazy(r"^[(（](\d{4}[-./年][^()（）]{4,20}:\d{2})[)）]$")
# [复制链接] of a forum, [编辑] of an encyclopedia: a link between brackets in a heading is a button.
# So is the sign that leads to the heading itself.
_BUTTON = lazy(r"\s*(?:[\[【][^\[\]【】]{1,12}[\]】]|[¶#§🔗])\s*")
_INLINE = ("a", "span", "sup", "small", "em", "i", "b", "strong", "font")
_LINK = lazy(r"\[([^\]]*)\]\([^()\s]*\)")
_TEXT_LINK = lazy(r"(?<!!)" + _LINK.pattern)
# So many blocks above it the day of a newspaper.
_ABOVE, _LONGEST_LINE = 3, 60
# The line with date and source stands within so many blocks of the title.
_NEAR = 12


def title_of(tree: Any) -> str:
    """Return the title: the heading that the page's own title begins with, or that without the name of the site."""
    meta = _metas(tree)
    named = next((value for name in _TITLES if (value := meta.get(name))), "")
    element = tree.find(".//title")
    named = named or _text(element)
    links = {squeeze(_text(link)) for link in tree.iter("a")}
    tops = {said for heading in tree.iter("h1") if (said := _text(heading))}
    headings = [said for heading in tree.iter("h1", "h2") if (said := _text(heading)) and squeeze(said) in squeeze(named)]
    if not headings:  # a forum may leave the two above to the site
        third = (said for heading in tree.iter("h3") if (said := _text(heading)))
        headings = [said for said in third if len(said) >= _SHORTEST_HEADING and squeeze(named).startswith(squeeze(said))]
    standing = _standing(named, tree, links)
    found = [*headings, *filter(None, [standing])]
    late = {squeeze(said) for said in tops if said in headings and standing and _stands_before(standing, said, tree)}
    front = {squeeze(_text(link)) for link in tree.iter("a") if _FRONT_PAGE.fullmatch(link.get("href") or "")}
    parts = {squeeze(part): 2 if first else 1 for first, part in _parts(named)}

    def rank(said: str) -> tuple[bool, bool, int, bool, int]:
        return squeeze(said) not in front, squeeze(said) in late, parts.get(squeeze(said), 0), said in tops, len(said)

    best = max(found, key=rank, default="")
    return best or _opening(tree, named) or _without_site(named, links)


def _opening(tree: Any, named: str) -> str:
    """Return the title that the page's text opens with, if it is not ``named`` so anywhere: a line of its own in the middle."""
    if squeeze(named) and squeeze(named) in squeeze(_text(tree.find("body"))):
        return ""
    for block in tree.iter("p", "center", "div", "td", "h1"):
        if block.tag == "p" and is_small(block) and SENTENCE.search(words(block)):
            return ""
        bare = is_small(block) and next(block.iter("a"), None) is None
        said = spaced_once(words(block, _LONGEST_TITLE)) if bare else ""
        if said and not next(block.iter("img"), None) and _in_the_middle(block) and is_title(said):
            return said
    return ""


def _in_the_middle(block: Any) -> bool:
    """Tell whether ``block`` is a heading, or a line in the middle that is set in bold or larger than the text."""
    if block.tag == "h1":
        return True
    middle = block.tag == "center" or block.get("align") == "center" or _MIDDLE.search(block.get("style") or "") is not None
    large = any((font.get("size") or "")[:2].lstrip("+") in _LARGE for font in block.iter("font"))
    styles = [part.get("style") or "" for part in block.iter("span", "p", "b", "strong")]
    bold = next(block.iter("b", "strong"), None) is not None or any(map(_BOLD.search, styles))
    inner = next(block.iter("p", "div", "table", "ul"), block)
    return middle and (large or bold) and (inner is block or inner.tag == block.tag == "p")


def drop_buttons(tree: Any) -> None:
    """Take from headings what is a link between brackets, whether these belong to the link or stand around or beside it."""
    for heading in list(tree.iter(*HEADINGS)):
        for part in [*heading.iterdescendants(), *heading.itersiblings()]:
            bare = part.tag == "a" and not (squeeze(_text(part)) or part.get("id") or part.get("name") or len(part))
            button = part.tag in _INLINE and _BUTTON.fullmatch(_text(part)) and next(part.iter("a"), None) is not None
            # An encyclopedia repeats its title, unseen, before each heading.
            if button or (bare and heading in part.iterancestors()) or part.get("class") == "title-prefix":
                part.drop_tree()


def _pairs_near(page: list[Piece], title: str, article: list[Piece]) -> list[Pair]:
    """Return the labels and values that stand near the title on the page; a date alone, where ``article`` has it not."""
    same = squeeze(title)
    at = _place_of(same, page)
    near = page[at : at + _NEAR]
    near = near[: _end_of_head(near, same)]
    # Above the title only tables of labels are the document's; a single one may be of the site.
    tables = (pairs for line in _lines(page[:at]) if len(pairs := metadata.parse(line) or []) > 1)
    # Who edited the page stands at its end, which for a short one is near.
    lines = (line for line in _lines(near) if not closes_page(line))
    beside = map(_of_line, lines)
    found = [pair for pair in chain(*tables, *beside) if not pair.is_chrome and not pair.names_title]
    if not any(pair.is_date for pair in found):
        kept = {squeeze(piece.text) for piece in article} - {same}
        before_text = takewhile(lambda piece: squeeze(piece.text) not in kept, near)
        found = [*islice(filter(None, map(metadata.dated, _lines(before_text))), 1), *found]
    return list(dict.fromkeys(found))


def _place_of(same: str, page: list[Piece]) -> int:
    """Return where the title, squeezed to ``same``, stands on the page; 0 where it does not."""
    return next((i for i, piece in enumerate(page) if same and squeeze(piece.text) == same), 0)


def pairs_of(tree: Any, page: list[Piece], title: str, article: list[Piece]) -> list[Pair]:
    """Return the labels and values near the title, and what the page declares where there is no more than a date."""
    near = _pairs_near(page, title, article)
    if any(pair.label for pair in near):
        return near
    told = _declared(tree)
    if not near and not any(pair.label == "日期" for pair in told):
        near = _date_above(page, title)
    return near + [pair for pair in told if pair.label == "作者"] if near else told


def _date_above(page: list[Piece], title: str) -> list[Pair]:
    """Return the day of a newspaper, which stands directly above the title: alone, or before some buttons."""
    at = _place_of(squeeze(title), page)
    lines = (line for line in _lines(page[max(0, at - _ABOVE) : at]) if len(line) <= _LONGEST_LINE)
    found = ((line, metadata.dated(line)) for line in lines)
    return [pair for line, pair in found if pair and line.startswith(pair.value)][-1:]


def _declared(tree: Any) -> list[Pair]:
    """Return the date, source and author that the page's meta elements name."""
    meta = _metas(tree)
    values = [(label, next((meta[name] for name in names if name in meta), "")) for label, names in _META.items()]
    written = tree.xpath("//*[@itemprop='author']//meta[@itemprop='name']/@content")  # as schema.org has it
    values = [(label, value or (written[0].strip() if label == "作者" and written else "")) for label, value in values]
    # The makers of a site's software are no authors of its pages.
    software = meta.get("generator", "").split()[:1]
    return [Pair(label, value) for label, value in values if value and len(value) <= 60 and value.split()[:1] != software]


def set_apart(tree: Any) -> None:
    """Set a space between two labels with their values that only their elements, and not their text, keep apart."""
    for element in tree.iter("span", "em", "i", "a", "font", "b"):
        before = element.getprevious()
        if before is not None and not before.tail and _text(before) and metadata.begins_with_label(_text(element)):
            before.tail = " "


def written(title: str, below: list[Piece], pairs: list[Pair], *, marked: bool) -> list[Piece]:
    """Return the title with what is ``below`` it, the dates and the list of labels and values, in Markdown if ``marked``."""
    dates = [pair.value for pair in pairs if not pair.label]
    lines = [f"{pair.label}：{pair.value}" for pair in pairs if pair.label]
    if marked:
        title, lines = title and f"# {marks.escape_inline(title)}", [f"- {marks.escape_inline(line)}" for line in lines]
    head = [*([Piece(title)] if title else []), *below, *map(Piece, filter(None, dates))]
    return head + [Piece(line, listed=True, tight=True) for line in lines]


def without_head(pieces: list[Piece], title: str, *, paired: bool) -> list[Piece]:
    """Leave out what the head says already: the title again, and if it has labels and values (``paired``), those."""
    same = squeeze(title)
    end = _end_of_head(pieces, same) if paired else 0
    return [
        piece
        for i, piece in enumerate(pieces)
        if i >= _NEAR or not (squeeze(_TEXT_LINK.sub(r"\1", piece.text)) == same or (i < end and _says_pairs(piece.text)))
    ]


def _end_of_head(pieces: list[Piece], title: str) -> int:
    """Return how many of ``pieces`` stand above the text: 时间：四月二十日 below a sentence of a notice is a part of that."""
    said = (i for i, piece in enumerate(pieces) if SENTENCE.search(piece.text) and squeeze(piece.text) != title)
    return next((i for i in said if not _says_pairs(pieces[i].text)), len(pieces))


def _says_pairs(text: str) -> bool:
    """Tell whether a block holds labels and values alone, as a line or as a table."""
    if text.startswith("|"):
        rows = [row.strip("| ").split(" | ") for row in _LINK.sub(r"\1", text).split("\n") if not row.startswith("| ---")]
        return all(_of_line("\t".join(row)) for row in rows)
    lines = text.split("\n")
    if len(lines) > 1 and all("\t" in line for line in lines):
        return all(map(_of_line, lines))
    return metadata.parse(_BRACKETED.sub(r"\1", text.lstrip("-# "))) is not None


def _of_line(line: str) -> list[Pair]:
    return metadata.parse(line) or metadata.of_cells(line.split("\t"))


def _parts(named: str, signs: re.Pattern[str] = _PARTS) -> Iterator[tuple[bool, str]]:
    """Yield what stands between the signs that set names apart, also of several together, and whether it stands first."""
    parts = signs.split(named)[: 2 * _MOST_PARTS]
    spans = ((i, j) for i in range(0, len(parts), 2) for j in range(i + 1, len(parts) + 1, 2))
    return ((not i, "".join(parts[i:j]).strip()) for i, j in sorted(spans, reverse=True))


def _standing(named: str, tree: Any, links: set[str]) -> str:
    """Return the longest part of what the page is named that stands on the page alone, in no link."""
    wanted = {
        squeeze(part): part
        for _, part in _parts(named, _SPACED_PARTS)
        if part != named and len(squeeze(part)) >= _SHORTEST_TITLE
    }
    if not wanted:
        return ""
    lines = (squeeze(words(block, _LONGEST_TITLE)) for block in tree.iter(*_TITLE_BLOCKS))
    found = {line for line in lines if line in wanted} - links
    return max((wanted[line] for line in found), key=len, default="")


def _stands_before(standing: str, heading: str, tree: Any) -> bool:
    """Tell whether ``standing``, a name of the site or the book, stands above ``heading`` first."""
    wanted = squeeze(standing), squeeze(heading)
    found = (squeeze(words(block, _LONGEST_TITLE)) for block in tree.iter(*_TITLE_BLOCKS, "h1"))
    return next((said for said in found if said in wanted), "") == wanted[0]


def _without_site(named: str, links: set[str]) -> str:
    """Leave out the name of the site at the end, and before it those of its parts, which the page links to."""
    found = _SITE.search(named)
    while found:
        named = named[: found.start()]
        found = _SITE.search(named)
        found = found if found and squeeze(found[1]) in links else None
    return named


def _text(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip() if element is not None else ""


def _metas(tree: Any) -> dict[str, str]:
    """Return what the page's meta elements say, by name in small letters."""
    found = ((meta.get("name") or meta.get("property") or "", meta.get("content") or "") for meta in tree.iter("meta"))
    return {name.strip().lower(): " ".join(value.split()) for name, value in found if name.strip() and value.strip()}


def _lines(pieces: Iterable[Piece]) -> Iterator[str]:
    texts = (piece.text.removeprefix("- ") if piece.listed else piece.text for piece in pieces)
    lines = (line.strip() for text in texts for line in text.replace("\xa0", " ").split("\n"))
    return (_BRACKETED.sub(r"\1", line) for line in lines)
