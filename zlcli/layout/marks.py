"""Text as Markdown: what has to be escaped, and the marks of code and tables.

CommonMark 0.31 with the tables of GitHub Flavored Markdown.
"""

from __future__ import annotations

import re

from zlcli.patterns import lazy

# A "<" that CommonMark would take for HTML, or a reader for a placeholder, unless it is escaped or an autolink already.
_ANGLE = lazy(r"(?<!\\)<(?=[A-Za-z/!?\u3400-\u9fff])(?!(?:https?|ftp|mailto):[^\s<>]*>)(?![\w.+-]+@[\w.-]+>)")
# Bounded, so that a line of back-quotes does not cost its square.
_CODE_SPAN = lazy(r"(`{1,8}[^`]+`{1,8})")
# Delimiters that would open and close emphasis (CommonMark 0.31, 6.2, as far as text without Markdown needs it): a run before
# something that is no space, and later one after something. Underscores inside words are none.
_STAR_PAIR = lazy(r"(?<!\\)\*+[^\s*][^\n]*?\*")
_UNDERSCORES_OPEN, _UNDERSCORES_CLOSE = lazy(r"(?<![\w\\])_+[^\s_]"), lazy(r"(?<=[^\s\\])_+(?!\w)")
_UNDERSCORE = lazy(r"(?<!\\)_")
_STAR = lazy(r"(?<!\\)\*")
_TILDES = lazy(r"(?<![\\~])~~(?=\S)")
_ENTITY = lazy(r"(?<!\\)&(?=(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_LINK = lazy(r"(?<!\\)\[(?=[^\]\n]{0,200}\](?:\(|\[|:))")
# What begins a block at the head of a line: a heading, a quotation, a bullet, a number, a rule, a fence, an underline.
_OPENING = lazy(r"(?=\#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|~{3}|`{3}|(?:[-*_]\s?){3,}$|=+$|-+$)")
_NUMBER = lazy(r"(\d{1,9})([.)])(?=\s|$)")
_SIGNS = (("<", _ANGLE), ("[", _LINK), ("&", _ENTITY))
_SPECIAL = lazy(r"[*_~&\[<`]")
PICTURE = lazy(r"!\[[^\]]*\]\([^()\s]*\)")
"""A picture, as the writer of pages has it: no address holds brackets or spaces."""


def escape(text: str) -> str:
    """Escape what CommonMark would read as markup in ``text``, one paragraph; what is escaped already stays."""
    return escape_opening(escape_inline(text))


def escape_opening(escaped: str) -> str:
    """Escape what would begin a block at the head of a paragraph that is escaped otherwise."""
    if "\u3000" <= escaped[:1] < "\ua000":  # Han and their marks, of which none does
        return escaped
    if number := _NUMBER.match(escaped):
        return f"{number[1]}\\{escaped[number.end(1) :]}"
    return "\\" + escaped if _OPENING.match(escaped) else escaped


def escape_inline(text: str) -> str:
    """Escape what CommonMark would read as markup inside a line."""
    if not _SPECIAL.search(text):
        return text
    if "`" not in text:
        return _outside_code(text)
    parts = _CODE_SPAN.split(text)
    return "".join(part if i % 2 else _outside_code(part) for i, part in enumerate(parts))


def _outside_code(text: str) -> str:
    for sign, pattern in _SIGNS:
        if sign in text:  # most lines have one of them at most, and to look for a character costs next to nothing
            text = pattern.sub(rf"\\{sign}", text)
    if text.count("*") > 1 and _STAR_PAIR.search(text):
        text = _STAR.sub(r"\\*", text)
    if text.count("_") > 1 and (opened := _UNDERSCORES_OPEN.search(text)) and _UNDERSCORES_CLOSE.search(text, opened.end()):
        text = _UNDERSCORE.sub(r"\\_", text)
    return _TILDES.sub(r"\\~~", text) if text.count("~~") > 1 else text


def delimiter_row(least: int) -> str:
    """Return the pattern of the row below a table's header, with ``least`` hyphens or more to a cell; one is enough for GFM."""
    cell = rf" *:?-{{{least},}}:? *"
    return rf"\|?{cell}(?:\|{cell})+\|?"


def fenced(code: str, language: str = "") -> str:
    """Set fences around ``code`` that none of its lines closes; the first names its ``language``."""
    longest = max(map(len, re.findall("`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def table(rows: list[list[str]]) -> str:
    """Write ``rows`` of equally many cells as a table; the first is the header, which GFM cannot do without."""
    written = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([written[0], "|" + " --- |" * len(rows[0]), *written[1:]])
