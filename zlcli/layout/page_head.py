"""The head of an HTML page: its title, date and source, from what stands near the title and from what the page declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, takewhile
from typing import Any

from zlcli.layout import marks, metadata
from zlcli.layout.chrome import closes_page
from zlcli.layout.elements import HEADINGS, Piece
from zlcli.layout.metadata import Pair
from zlcli.layout.page_tidy import words
from zlcli.layout.titles import squeeze
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
# Where the name of the site leads.
_FRONT_PAGE = lazy(r"(?:https?://[^/]+)?(?:\.?/)?(?:(?:index|default)\.\w{2,5})?", re.IGNORECASE)
# A part that is shorter names a section of the site as likely as the document.
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 300
# [复制链接] of a forum, [编辑] of an encyclopedia: a link between brackets in a heading is a button.
# So is the sign that leads to the heading itself.
_LINK = lazy(r"\[([^\]]*)\]\([^()\s]*\)")
_BUTTON = lazy(r"\s*(?:[\[【][^\[\]【】]{1,12}[\]】]|[¶#§🔗])\s*")
# The line with date and source stands within so many blocks of the title.
_NEAR = 12


def title_of(tree: Any) -> str:
    """Return the title: the heading that the page's own title begins with, or that without the name of the site."""
    meta = _metas(tree)
    named = next((value for name in _TITLES if (value := meta.get(name))), "")
    element = tree.find(".//title")
    named = named or _text(element)
    links = {squeeze(_text(link)) for link in tree.iter("a")}
    headings = [said for heading in tree.iter("h1", "h2") if (said := _text(heading)) and squeeze(said) in squeeze(named)]
    found = [*headings, *filter(None, [_standing(named, tree, links)])]
    front = {squeeze(_text(link)) for link in tree.iter("a") if _FRONT_PAGE.fullmatch(link.get("href") or "")}
    parts = {squeeze(part): 2 if first else 1 for first, part in _parts(named)}
    best = max(found, key=lambda said: (squeeze(said) not in front, parts.get(squeeze(said), 0), len(said)), default="")
    return best or _without_site(named, links)


def drop_buttons(tree: Any) -> None:
    """Take from headings what is a link between brackets, whether these belong to the link or stand around it."""
    for heading in list(tree.iter(*HEADINGS)):
        for part in list(heading.iterdescendants()):
            if _BUTTON.fullmatch(_text(part)) and next(part.iter("a"), None) is not None:
                part.drop_tree()


def _pairs_near(page: list[Piece], title: str, article: list[Piece]) -> list[Pair]:
    """Return the labels and values that stand near the title on the page; a date alone, where ``article`` has it not."""
    same = squeeze(title)
    at = next((i for i, piece in enumerate(page) if same and squeeze(piece.text) == same), 0)
    near = page[at : at + _NEAR]
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


def pairs_of(tree: Any, page: list[Piece], title: str, article: list[Piece]) -> list[Pair]:
    """Return the labels and values near the title, and what the page declares where there is no more than a date."""
    near = _pairs_near(page, title, article)
    if any(pair.label for pair in near):
        return near
    told = _declared(tree)
    return near + [pair for pair in told if pair.label == "作者"] if near else told


def _declared(tree: Any) -> list[Pair]:
    """Return the date, source and author that the page's meta elements name."""
    meta = _metas(tree)
    values = ((label, next((meta[name] for name in names if name in meta), "")) for label, names in _META.items())
    # The makers of a site's software are no authors of its pages.
    software = meta.get("generator", "").split()[:1]
    return [Pair(label, value) for label, value in values if value and len(value) <= 60 and value.split()[:1] != software]


def set_apart(tree: Any) -> None:
    """Set a space between two labels with their values that only their elements, and not their text, keep apart."""
    for element in tree.iter("span", "em", "i", "a", "font", "b"):
        before = element.getprevious()
        if before is not None and not before.tail and before.text and metadata.begins_with_label(_text(element)):
            before.tail = " "


def written(title: str, pairs: list[Pair], *, marked: bool) -> list[Piece]:
    """Return the title, the dates and the list of labels and values as blocks of Markdown if ``marked``, else of plain text."""
    dates = [pair.value for pair in pairs if not pair.label]
    lines = [f"{pair.label}：{pair.value}" for pair in pairs if pair.label]
    if marked:
        title, lines = title and f"# {marks.escape_inline(title)}", [f"- {marks.escape_inline(line)}" for line in lines]
    head = [Piece(line) for line in (title, *dates) if line]
    return head + [Piece(line, listed=True, tight=True) for line in lines]


def without_head(pieces: list[Piece], title: str) -> list[Piece]:
    """Leave out what the head says already: the title again, and the line of labels and values."""
    same = squeeze(title)
    return [
        piece for i, piece in enumerate(pieces) if i >= _NEAR or (squeeze(piece.text) != same and not _says_pairs(piece.text))
    ]


def _says_pairs(text: str) -> bool:
    """Tell whether a block holds labels and values alone, as a line or as a table."""
    if text.startswith("|"):
        rows = [row.strip("| ").split(" | ") for row in _LINK.sub(r"\1", text).split("\n") if not row.startswith("| ---")]
        return all(_of_line("\t".join(row)) for row in rows)
    lines = text.split("\n")
    if len(lines) > 1 and all("\t" in line for line in lines):
        return all(map(_of_line, lines))
    return metadata.parse(text.lstrip("-# ")) is not None


def _of_line(line: str) -> list[Pair]:
    return metadata.parse(line) or metadata.of_cells(line.split("\t"))


def _parts(named: str) -> Iterator[tuple[bool, str]]:
    """Yield what stands between the signs that set names apart, also of several together, and whether it stands first."""
    parts = _PARTS.split(named)
    spans = ((i, j) for i in range(0, len(parts), 2) for j in range(i + 1, len(parts) + 1, 2))
    return ((not i, "".join(parts[i:j]).strip()) for i, j in sorted(spans, reverse=True))


def _standing(named: str, tree: Any, links: set[str]) -> str:
    """Return the longest part of what the page is named that stands on the page alone, in no link."""
    wanted = {squeeze(part): part for _, part in _parts(named) if part != named and len(squeeze(part)) >= _SHORTEST_TITLE}
    if not wanted:
        return ""
    lines = (squeeze(words(block, _LONGEST_TITLE)) for block in tree.iter("p", "div", "td", "h3", "span", "font", "center"))
    found = {line for line in lines if line in wanted} - links
    return max((wanted[line] for line in found), key=len, default="")


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
    return (line.strip() for piece in pieces for line in piece.text.replace("\xa0", " ").split("\n"))
