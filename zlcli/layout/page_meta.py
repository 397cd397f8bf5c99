"""The lines between a title and its text, which only their elements tell apart, and what newspapers set above a title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Any

from zlcli.layout import metadata
from zlcli.layout.chrome import LONGEST
from zlcli.layout.elements import HEADINGS
from zlcli.layout.lines import SENTENCE
from zlcli.layout.page_parts import is_small, names_of, words
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

_INLINE = frozenset({"span", "em", "i", "a", "time", "font", "b", "small", "label"})
_ROWS = frozenset({"div", "p", "li", "td", "section", "header", "center"})
_DAY, _PUBLISHED = frozenset({"date", "time", "datetime"}), frozenset({"post", "posted", "publish", "published", "pub"})
_LONGEST_DAY = 40
# What counts readers and their votes, where it says nothing else.
_COUNTERS = frozenset("vote votes digg like likes view views hit hits rank badge level lv score pv".split())  # noqa: SIM905
_FIGURES = lazy(r"(?:[赞讚顶踩]|喜[欢歡]|阅读|浏览|点赞)?[\W_]*\d[\d.,]*\s*[kKwW万萬+]?[\W_]*")
# 发布于 stands before its date.
_GOES_ON = "于於"
# So many elements may stand between a title and the text.
_NEAR = 80
# The name of a newspaper, as a site marks it.
_SOURCE = frozenset({"source", "src", "origin", "laiyuan"})
_NAME = lazy(r"[\u4e00-\u9fffA-Za-z· ]{2,16}")
# How makers call the line above a title.
_KICKER = lazy(
    r"^(?:pre|up|sup|shoulder|over|top|yin|jian|eyebrow|kicker)$|^(?:pre|up|shoulder|over|yin|jian)(?:title|ti|line|headline)$"
)
# A shorter line there names a section of the site.
_SHORTEST_KICKER, _LONGEST_KICKER = 6, 40


def tell_apart(tree: Any, title: str) -> None:
    """Make a block of each part of a row that has a date, and set a label to the source below ``title``."""
    for counter in list(tree.iter(*_INLINE, "div")):
        if _COUNTERS.intersection(names_of(counter)) and _FIGURES.fullmatch(words(counter, LONGEST)):
            counter.drop_tree()
    declared = {meta.get("content") for meta in tree.iter("meta")}
    below = set(_rows_below(tree, title))
    for row in list(tree.iter(*_ROWS)):
        parts = _parts_of(row)
        if not parts or not (row in below or _runs_on(parts)):
            continue
        for part in parts if row in below else ():
            if words(part) not in declared:
                _label_source(part)
        _set_blocks(parts)


def _runs_on(parts: list[Any]) -> bool:
    """Tell whether a name and the day of a post run into each other: elsewhere a space sets the parts apart enough."""
    found = ((metadata.dated(said), said) for part in parts if (said := words(part)))
    return not any(part.tail for part in parts) and any(pair is not None and pair.value == said for pair, said in found)


def _set_blocks(parts: list[Any]) -> None:
    block = None
    for part in parts:
        if block is None or words(block)[-1] not in _GOES_ON:
            block = part.makeelement("div")
            part.addprevious(block)
        part.tail, part.tag = None, "a" if part.tag == "a" else "span"  # its style says nothing
        block.append(part)


def _parts_of(row: Any) -> list[Any]:
    """Return the parts of ``row`` if it is a short one with a date, and nothing but signs stands between them; else none."""
    if not is_small(row) or not (said := words(row, LONGEST)) or SENTENCE.search(said):
        return []
    loose = squeeze((row.text or "") + "".join(part.tail or "" for part in row))
    parts = [part for part in row if part.tag in _INLINE and words(part)]
    if loose or len(parts) < 2 or any(words(part)[-1] in ":：" for part in parts) or metadata.parse(said) is not None:
        return []
    return parts if any(metadata.dated(words(part)) for part in parts) else []


def kicker_of(tree: Any, title: str) -> str:
    """Return the line that stands directly above ``title`` in its block and is called so; empty if there is none."""
    heading = heading_of(tree, title)
    above = heading.getprevious() if heading is not None else None
    if above is None or next(above.iter("a"), None) is not None or not any(map(_KICKER.search, names_of(above))):
        return ""
    said = words(above, _LONGEST_KICKER)
    return said if len(said) >= _SHORTEST_KICKER else ""


def day_of(tree: Any) -> str:
    """Return the first date on the page that stands in an element named for when it was published; empty if there is none."""
    for part in tree.iter("time", "span", "div", "em", "p"):
        names = set(names_of(part))
        named = names & _PUBLISHED and (names & _DAY or names & {"at", "on"})
        if named and is_small(part) and (pair := metadata.dated(words(part, _LONGEST_DAY))):
            return pair.value
    return ""


def heading_of(tree: Any, title: str) -> Any:
    """Return the first heading that says ``title``, or the first small element that does; None if nothing does."""
    same = squeeze(title)
    for tags in (tuple(HEADINGS), ("div", "p", "td", "center", "span")):
        found = (part for part in tree.iter(*tags) if same and is_small(part) and squeeze(words(part)) == same)
        if (heading := next(found, None)) is not None:
            return heading
    return None


def _rows_below(tree: Any, title: str) -> Iterator[Any]:
    """Yield the rows of short parts behind the heading, down to the first sentence."""
    heading = heading_of(tree, title)
    if heading is None:
        return
    inside = set(heading.iter())
    behind = (part for part in dropwhile(lambda part: part is not heading, tree.iter()) if part not in inside)
    for part in list(islice(behind, _NEAR)):
        if part.tag not in _ROWS or not is_small(part):
            continue
        said = words(part, LONGEST)
        if part.tag == "p" and SENTENCE.search(said):
            return
        if said:
            yield part


def _label_source(part: Any) -> None:
    said = words(part)
    if _SOURCE.intersection(names_of(part)) and _NAME.fullmatch(said) and metadata.parse(said) is None:
        for child in list(part):
            child.drop_tree()
        part.text = f"来源：{said}"
