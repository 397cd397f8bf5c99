"""Pictures of a page: whose they are, and what stands below them.

A caption is often only set apart by its style; in the text it would run on from the picture, or from the line above.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from zlcli.document import Ledger
from zlcli.layout.page_parts import is_file, words
from zlcli.layout.page_tidy import Page
from zlcli.patterns import lazy

# What makers call a picture of who wrote, what a forum shows when a mouse rests on a picture, and a caption.
_AVATAR = lazy(r"(?:^|[\s_-])(?:avatar|portrait|touxiang|userface|headimg)(?:$|[\s_-])", re.IGNORECASE)
_TIP = lazy(r"(?:^|\s)aimg_tip(?:$|\s)")
_CAPTION = lazy(
    r"(?:^|[\s_-])(?:captions?|descr?|description|tips?|explain|picinfo|img-?(?:title|info|text)|pic-?(?:title|info|text)|tuzhu|zhushi)(?:$|[\s_-])",
    re.IGNORECASE,
)
# How a caption begins that nothing else tells: 图 1　某某, ▲ 某某.
_BEGINS = lazy(r"\s*(?:[图圖]\s*[\d一二三四五六七八九十]|[▲△◆↑◎])")
_BOXES, _LONGEST_CAPTION = ("div", "figure", "center", "section"), 60
_FLOATS = lazy(r"float\s*:\s*(?:left|right)", re.IGNORECASE)
_LINES = frozenset({"span", "em", "i", "font", "small", "b", "strong", "p", "div", "figcaption"})


def read(tree: Any, ledger: Ledger) -> None:
    """Leave out pictures of writers in ``tree``, and set every other picture apart from its caption."""
    page = Page(ledger)
    for tip in page.present(tree, "div"):
        if _TIP.search(tip.get("class") or ""):
            page.drop(tip, "what a forum says of a picture")
    named = {(link.get("href"), words(link)) for link in tree.iter("a")}
    for picture in page.present(tree, "img"):
        link = _link_around(picture)
        element = picture if link is None else link
        if _is_avatar(picture, link, named):
            page.drop(picture if words(element) else element, "picture of a writer")
            continue
        if _is_icon(picture):
            page.drop(picture, "picture of a kind of file")
            continue
        if picture.get("zoomfile"):  # a forum sets what is attached to a post into its last line
            element.addprevious(element.makeelement("br"))
        if picture.get("zoomfile") or _has_caption(element):
            _break_behind(element)


def _link_around(picture: Any) -> Any:
    """Return the link that holds ``picture`` and nothing else; None if there is none."""
    above = picture.getparent()
    while above is not None and above.tag != "a" and len(above) == 1 and not words(above):
        above = above.getparent()
    alone = above is not None and above.tag == "a" and not words(above) and len(list(above.iter("img"))) == 1
    return above if alone else None


def _is_avatar(picture: Any, link: Any, named: set[tuple[str | None, str]]) -> bool:
    named_so = (part.get("class") or "" for part in (picture, *islice(picture.iterancestors("a", "span"), 2)))
    if any(map(_AVATAR.search, named_so)):
        return True
    name = (picture.get("alt") or "").strip()
    return link is not None and name != "" and (link.get("href"), name) in named


def _is_icon(picture: Any) -> bool:
    """Tell whether ``picture`` stands right before the link to a file, and shows of what kind that is."""
    after = picture.getnext()
    alone = not picture.get("alt") and not (picture.tail or "").strip()
    return alone and after is not None and after.tag == "a" and is_file(after.get("href") or "")


def _has_caption(element: Any) -> bool:
    """Tell whether what follows ``element``, which begins its block, says what it shows."""
    before = element.getprevious()
    above = element.getparent()
    if above is None or (before is not None and before.tag != "br") or (above.text or "").strip():
        return False
    if element.get("align") in ("left", "right") or _FLOATS.search(element.get("style") or ""):
        return True  # the text runs around it
    tail, below = (element.tail or "").strip(" \t\r\n"), element.getnext()
    if tail:
        return tail.startswith("\u3000") or _BEGINS.match(tail) is not None
    if below is None or below.tag not in _LINES:
        return False
    if _CAPTION.search(below.get("class") or "") or _BEGINS.match(words(below)):
        return True
    # A box of a picture and one line more.
    return (
        above.tag in _BOXES and len(above) == 2 and not (below.tail or "").strip() and 0 < len(words(below)) <= _LONGEST_CAPTION
    )


def _break_behind(element: Any) -> None:
    """Set a line break between ``element`` and the text behind it."""
    after = element.makeelement("br")
    after.tail, element.tail = element.tail, None
    element.addnext(after)
