"""HTML pages as Markdown or plain text: the article with its title, date and source, without what the site sets around it.

Finding the article is left to readability (readability-lxml, Apache-2.0), a port of the one in browsers: on 52 news pages in
Chinese it found more of the text and less beside it than trafilatura did (F1 .96 against .87). Where it comes back with less
than it should, as from a thread of a forum or a page of tables, the whole page is taken instead.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from zlcli.document import Change, Ledger
from zlcli.errors import ExtraMissingError
from zlcli.layout import (
    inline,
    page_below,
    page_chrome,
    page_code,
    page_forum,
    page_frame,
    page_head,
    page_lists,
    page_meta,
    page_notes,
    page_parts,
    page_pictures,
    page_threads,
    page_tidy,
    page_word,
)
from zlcli.layout.elements import Piece, Writer, walk
from zlcli.layout.lines import SENTENCE
from zlcli.layout.metadata import Pair
from zlcli.layout.page_levels import with_levels
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

# What a page begins with; comments and an XML declaration may stand before it.
_BEGINNING = lazy(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = lazy(r"\ufeff?\s*<\?xml[^>]{0,200}\?>")
# Characters that no page may hold (HTML, 13.2.3.5) and that no text of a tree can be set to.
_NO_TEXT = lazy("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_TAG = lazy(r"<(script|style)\b.*?(?:</\1\s*>|$)|<!--.*?-->|</?[a-zA-Z!][^<>]*>", re.IGNORECASE | re.DOTALL)
# Elements that sites keep around an article, by name, and by what they call them.
_AROUND = ("header", "footer", "aside", "nav", "form")
_ROLES = ("navigation", "search", "contentinfo", "banner", "complementary")
# What makers of sites leave out where a page is printed.
_NOT_PRINTED = frozenset({"noprint", "no-print", "hidden-print", "d-print-none", "print-hide"})
_CONTAINERS = frozenset({"body", "div", "section", "article", "main", "td", "center", "form", "html"})
# readability takes seconds for a million characters, and weighs every element by all below it, as looking for posts does.
_LARGEST, _DEEPEST = 2_000_000, 200
# The article has to hold this part of what the page says outside its links, or it is but one post of many.
_LEAST_SHARE = 0.5
# What is as long as this part of it, and of its class, is a post as well.
_LIKE = 0.2
# Part of what the library found that an element has to hold.
_NEARLY_ALL = 0.95
# Whom to ask about a notice, a line each.
_CONTACT, _MOST_CONTACTS = (
    lazy(r"(?:- )?(?:[联聯][系絡络繫]|承[办辦]|[业業][务務])(?:[人者员員]|[单單]位|[电電][话話]|信箱|方式)?\s*[:：]"),
    6,
)


def is_html(text: str) -> bool:
    """Tell whether ``text`` begins as a page of HTML does."""
    return _BEGINNING.match(text[:5000]) is not None


def read(text: str, ledger: Ledger, *, marked: bool) -> str:
    """Return the article of the page ``text`` as Markdown if ``marked``, else as plain text.

    What is left out is written into ``ledger``. Raises ExtraMissingError where lxml or readability is not installed.
    """
    # A form feed is white space.
    text = _DECLARATION.sub("", _NO_TEXT.sub("", text.replace("\f", " ")), count=1)
    tree = _parsed(text)
    if tree is None:
        return _without_tags(text)
    inline.close_breaks(tree)
    page_head.drop_buttons(tree)
    page_head.set_apart(tree)
    title = page_head.title_of(tree)
    page_meta.tell_apart(tree, title)
    kicker = page_meta.kicker_of(tree, title)
    page_notes.mark(tree, ledger)
    page_word.read_lists(tree, ledger)
    page_lists.read(tree, ledger)
    page_frame.drop_foot(tree, ledger)
    page_pictures.read(tree, ledger)
    deep = _depth(tree) > _DEEPEST
    thread = [] if deep else page_threads.posts(tree)  # before its tails of buttons and dates go
    day = "" if thread else page_meta.day_of(tree)
    if not (thread or deep):
        page_below.drop(tree, title, ledger)
    page_code.tidy(tree, ledger)
    page_tidy.tidy(tree, ledger)
    page = walk(tree, Writer(marked=False))
    shown = thread or _article(tree, text, page_meta.heading_of(tree, title), deep=deep)
    shown += page_notes.notes_beside(tree, shown)
    pieces = page_chrome.without_chrome(piece for element in shown for piece in walk(element, Writer(marked, _base(tree))))
    if not _size(pieces):  # the parser, or a rule of this page, gave up: the words are there still
        return _without_tags(text)
    pairs = [] if thread else page_head.pairs_of(tree, page, title, pieces)
    if day and not any(pair.is_date for pair in pairs):
        pairs = [Pair("", day), *pairs]
    below = page_frame.below_title(tree, title, shown, marked=marked)
    below = [*([Piece(kicker)] if kicker else []), *below]
    body = page_head.without_head(page_frame.without_top(pieces, title), title, paired=not thread)
    body = page_chrome.without_edges(page_forum.without_profiles(body), pairs)
    body = with_levels(body, ledger) if marked else body
    whole = _joined([*page_head.written(title, below, pairs, marked=marked), *body])
    _note(page, whole, ledger)
    return whole


def _without_tags(text: str) -> str:
    lines = unescape(_TAG.sub("\n", text)).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def _note(page: list[Piece], result: str, ledger: Ledger) -> None:
    """Write down every block of the page that is not in the result."""
    kept = squeeze(result)
    for piece in page:
        if (same := squeeze(piece.text)) and same not in kept:
            ledger.count("boilerplate")
            ledger.keep("boilerplate", Change(0, piece.text, "", "outside the article"))


def _parsed(text: str) -> Any:
    """Return the tree of the page, however deep it is; None if the parser finds nothing in it."""
    try:
        from lxml import etree, html
    except ImportError as error:
        raise _extra_missing() from error
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        return None


def _article(tree: Any, text: str, heading: Any, *, deep: bool) -> list[Any]:
    """Return the elements that hold what the library takes for the article, or the body where that leaves out too much.

    The library's own copy of the article lacks tables and lists that it found suspicious; so only its place is taken.
    """
    body = tree.find("body")
    whole = tree if body is None else body
    _strip(whole, heading)
    if len(text) > _LARGEST or deep:
        return [whole]
    found = _covering(whole, _readable(text))
    while found is not None and found.tag not in _CONTAINERS:
        found = found.getparent()
    if found is None or _unlinked(found) < _LEAST_SHARE * _unlinked(whole):
        return [whole]
    like = _with_its_like(found)
    return [like] if like is not found else _with_its_parts(found)


def _with_its_parts(found: Any) -> list[Any]:
    """Return ``found`` with what belongs to it beside it: a summary above it, files to download below it."""
    above = [other for other in found.itersiblings(preceding=True) if _is_summary(other)]
    while (
        (parent := found.getparent()) is not None
        and parent.tag != "body"
        and page_parts.words(parent) == page_parts.words(found)
    ):
        found = parent  # nothing stands beside it there
    below = [other for other in found.itersiblings() if page_parts.has_file(other) or _is_contact(other)]
    return [*reversed(above), found, *below]


def _is_contact(element: Any) -> bool:
    """Tell whether ``element`` does nothing but say whom to ask about the document."""
    said = [piece.text for piece in walk(element, Writer(marked=False))]
    return 0 < len(said) <= _MOST_CONTACTS and all(map(_CONTACT.match, said))


def _is_summary(element: Any) -> bool:
    """Tell whether ``element`` says something in sentences, in which no links stand."""
    said = page_parts.words(element)
    return element.tag in _CONTAINERS | {"p"} and SENTENCE.search(said) is not None and next(element.iter("a"), None) is None


def _with_its_like(found: Any) -> Any:
    """Return what holds ``found`` and its like: one post of a thread stands between others of the same class."""
    size = _unlinked(found)
    for element in (found, *found.iterancestors()):
        others = (other for way in (False, True) for other in element.itersiblings(preceding=way))
        if any(
            _kind(other) == _kind(element) != (element.tag, "", "") and _unlinked(other) >= _LIKE * size for other in others
        ):
            return element.getparent()
    return found


def _kind(element: Any) -> tuple[str, str, str]:
    """Return an element's name, class and id, without the numbers that tell it from its like."""
    return element.tag, *(re.sub(r"\d+", "", element.get(name) or "") for name in ("class", "id"))


def _readable(text: str) -> set[str]:
    """Return the runs of text that the library takes for the article, squeezed."""
    try:
        from readability import Document
        from readability.readability import Unparseable
    except ImportError as error:
        raise _extra_missing() from error
    try:
        tree = _parsed(Document(text).summary(html_partial=True))
    except (Unparseable, ValueError):
        return set()
    return set() if tree is None else {run for part in tree.itertext() if (run := squeeze(part))}


def _covering(root: Any, runs: set[str]) -> Any:
    """Return the innermost element that holds nearly all of ``runs``, None if there are none."""
    held: dict[Any, int] = {}
    for element in root.iter():
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            if text and owner is not None and (run := squeeze(text)) in runs:
                held[owner] = held.get(owner, 0) + len(run)
    total = sum(held.values())
    for element in reversed(list(root.iter())):  # children come before their parents
        parent = element.getparent()
        if held.get(element, 0) >= _NEARLY_ALL * total > 0:
            return element
        if parent is not None and element in held:
            held[parent] = held.get(parent, 0) + held[element]
    return None


def _strip(body: Any, heading: Any) -> None:
    """Take from ``body`` what sites keep around an article, if most of the text and the ``heading`` are elsewhere."""
    total = len("".join(body.itertext()))
    named = (part for part in body.iter() if part.tag in _AROUND or part.get("role") in _ROLES or _is_not_printed(part))
    titled = set() if heading is None else set(heading.iterancestors())
    for element in list(named):
        if element not in titled and element.getparent() is not None and 2 * len("".join(element.itertext())) < total:
            element.drop_tree()


def _is_not_printed(element: Any) -> bool:
    return not _NOT_PRINTED.isdisjoint((element.get("class") or "").split())


def _depth(tree: Any) -> int:
    depths: dict[Any, int] = {tree: 0}
    for element in tree.iter():
        for child in element:
            depths[child] = depths[element] + 1
    return max(depths.values())


def _base(tree: Any) -> str:
    base = tree.find(".//base")
    return (base.get("href") or "") if base is not None else ""


def _unlinked(root: Any) -> int:
    """Count the letters inside ``root`` that are in no link."""
    linked = sum(len(squeeze("".join(link.itertext()))) for link in root.iter("a"))
    return _size(walk(root, Writer(marked=False))) - linked


def _size(pieces: list[Piece]) -> int:
    return sum(len(squeeze(piece.text)) for piece in pieces)


def _joined(pieces: list[Piece]) -> str:
    parts: list[str] = []
    ordered: bool | None = None  # the list that was begun last, outside all others
    for i, piece in enumerate(pieces):
        outermost = piece.listed and piece.text[:1] != " "
        other = outermost and ordered not in (None, piece.text[0].isdecimal())
        parts += [_separator(pieces[i - 1], piece, other=other) if i else "", piece.text]
        ordered = piece.text[0].isdecimal() if outermost else ordered if piece.listed else None
    return "".join(parts) + "\n" if parts else ""


def _separator(before: Piece, piece: Piece, *, other: bool) -> str:
    """Return what stands between two blocks; ``other`` says that the second begins a list of another kind."""
    if before.text.startswith("> ") and piece.text.startswith("> "):
        return "\n>\n"
    return "\n" if piece.tight and before.listed and not other else "\n\n"


def _extra_missing() -> ExtraMissingError:
    return ExtraMissingError("is HTML, which needs the extra of that name; install it with: pip install 'zlcli[html]'")
