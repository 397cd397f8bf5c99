"""Lines that hang below where the text of a clause, a level or a label begins (第五條, 二、, 主旨：).

Such a line goes on with what stands above it, whatever the width of the document.
"""

from __future__ import annotations

from zlcli.layout import breaks, tears
from zlcli.layout.items import is_item
from zlcli.layout.lines import FINAL, columns, indent_of
from zlcli.layout.numbering import is_clause, number_of
from zlcli.patterns import lazy

_CLAUSE = lazy(r"第[^条條]{1,8}[条條]\s*")
# 主    旨：, and 說    明：一、 with the first of its points.
_LABEL = lazy(r"[\u4e00-\u9fff](?:[ \u3000]{0,6}[\u4e00-\u9fff]){1,3}[：:]\s*")
_LEVEL = lazy(r"[一二三四五六七八九十]{1,3}、\s*|[（(][一二三四五六七八九十]{1,3}[）)]\s*")
_COMMAS = "，、"
_COMMA = lazy("[，；。]")
# Titles of clauses have up to twenty characters.
_LONGEST_TITLE = 48
# Names below each other (附件：甲表, and 乙表 below it) are shorter than a line that was broken.
_NARROWEST = 28
# Below a heading its paragraph may be indented as by its number: there the break has to divide a word beyond doubt.
_TORN = 10.0


def text_at(text: str) -> int:
    """Return how many columns the clause's number, or the label, before ``text`` takes; 0 if it has none."""
    match = _CLAUSE.match(text) if is_clause(text) else _LABEL.match(text)
    return columns(match[0]) if match else 0


def _point_at(text: str) -> int:
    """Return how many columns a label takes with the level behind it, 0 where there is none."""
    label = _LABEL.match(text)
    level = _LEVEL.match(text, label.end()) if label else None
    return columns(text[: level.end()]) if level else 0


def goes_on(first: str, line: str, following: str) -> bool:
    """Tell whether ``following`` hangs below the text of ``first``, the first line of a paragraph whose last is ``line``."""
    if FINAL.search(following.rstrip()) and not breaks.begins(following) and _stops_short(first, line, following):
        return True
    after = indent_of(following)
    if not after or FINAL.search(line) or breaks.begins(following) or breaks.is_apart(following):
        return False
    text, before = first.lstrip(), indent_of(first)
    if (at := text_at(text)) and any(abs(after - before - found) <= 1 for found in (at, _point_at(text))):
        return is_clause(text) or _is_broken(line, following, tears.LEAST)
    level = _LEVEL.match(text)
    return level is not None and after == before + columns(level[0]) and _is_broken(line, following, _TORN)


def _stops_short(first: str, line: str, following: str) -> bool:
    """Tell whether ``line`` of the paragraph that begins with ``first`` stops where none with a number ends.

    No clause ends with a comma, and one of a law that is no title (第二条 适用范围) ends with a full stop.
    """
    text = first.lstrip()
    if line[-1] in _COMMAS:
        return _is_numbered(text)
    sentence = _COMMA.search(text) is not None or columns(text) > _LONGEST_TITLE
    return is_clause(text) and sentence and not FINAL.search(line) and indent_of(following) <= indent_of(first)


def _is_numbered(text: str) -> bool:
    """Tell whether ``text`` is a clause with a number, which does not end with a comma; items are judged as a list."""
    return is_clause(text) or (number_of(text) is not None and not is_item(text))


def _is_broken(line: str, following: str, least: float) -> bool:
    """Tell whether a sentence was broken after ``line``: at a comma, or inside a word by ``least`` nats."""
    own = columns(line)
    return _NARROWEST <= own >= columns(following) - 2 and tears.weigh(line[-1], following.lstrip()[0]) >= least
