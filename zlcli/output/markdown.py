"""Blocks as CommonMark with the tables of GitHub Flavored Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Block
from zlcli.patterns import lazy

# A "<" that CommonMark would take for HTML, or a reader for a placeholder, unless it is escaped or an autolink already.
_ANGLE = lazy(r"(?<!\\)<(?=[A-Za-z/!?\u3400-\u9fff])(?!(?:https?|ftp|mailto):[^\s<>]*>)(?![\w.+-]+@[\w.-]+>)")
# Bounded, so that a line of back-quotes does not cost its square.
_CODE_SPAN = lazy(r"(`{1,8}[^`]+`{1,8})")
# Delimiters that would open and close emphasis (CommonMark 0.31, 6.2, as far as text without Markdown needs it): a run before
# something that is no space, and later one after something. Underscores inside words are none.
_STAR_PAIR = lazy(r"(?<!\\)\*+[^\s*][^\n]*?\*")
_UNDERSCORE_PAIR = lazy(r"(?<![\w\\])_+[^\s_](?:[^\n]*?[^\s\\])?_+(?!\w)")
_UNDERSCORE = lazy(r"(?<!\\)_")
_STAR = lazy(r"(?<!\\)\*")
_TILDES = lazy(r"(?<![\\~])~~(?=\S)")
_ENTITY = lazy(r"(?<!\\)&(?=(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_LINK = lazy(r"(?<!\\)\[(?=[^\]\n]{0,200}\](?:\(|\[|:))")
# What begins a block at the head of a line: a heading, a quotation, a bullet, a number, a rule, a fence, an underline.
_OPENING = lazy(r"(?=\#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|~{3}|`{3}|(?:[-*_]\s?){3,}$|=+$|-+$)")
_NUMBER = lazy(r"(\d{1,9})([.)])(?=\s|$)")
_SPECIAL = lazy(r"[*_~&\[<`]")


def render(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks of a plain text, separated by one blank line, without their old white space."""
    previous: Block | None = None
    columns: list[int] = []
    for block in blocks:
        if not block.text:
            continue
        separator = _separator(previous, block)
        if block.kind == "item" or (block.kind == "code" and block.level):
            if previous is None or not _in_list(previous):
                columns = []
            yield separator + _render_item(block, columns) + "\n"
        else:
            yield separator + _render(block) + "\n"
        previous = block


def _separator(previous: Block | None, block: Block) -> str:
    if previous is None:
        return ""
    if previous.kind == block.kind == "quote":
        return ">\n"
    # Items of one list stay together: blank lines between them would make every item a paragraph.
    return "" if _in_list(previous) and block.kind == "item" and block.marker else "\n"


def _in_list(block: Block) -> bool:
    """Tell whether ``block`` is an item or code that belongs to one."""
    return block.kind == "item" or (block.kind == "code" and block.level > 0)


def _render(block: Block) -> str:
    text = block.text.replace("\r\n", "\n").replace("\r", "\n")
    if block.kind == "code":
        return _fenced(text)
    if block.kind == "heading":
        return "#" * block.level + " " + re.sub(r"(?<!\\)(\s#+)$", r" \\\1", _inline(text)).replace(" \\ ", " \\")
    if block.kind == "verse":
        return "  \n".join(map(escape, text.split("\n")))
    if block.kind == "quote":
        return "> " + escape(text)
    return escape(text) if block.kind == "paragraph" else text


def _render_item(block: Block, columns: list[int]) -> str:
    """Write an item below the text of the one it is nested in; ``columns`` are where the texts of its ancestors begin."""
    if block.kind == "code":
        indent = columns[min(block.level, len(columns)) - 1] if columns else 0
        return _indented(_fenced(block.text), " " * indent)
    del columns[block.level + bool(not block.marker) :]
    indent = columns[-1] if columns and (block.level or not block.marker) else 0
    if not block.marker:
        return " " * indent + escape(block.text)
    lead = " " * indent + block.marker + " "
    columns.append(len(lead))
    return lead + escape(block.text)


def _indented(text: str, lead: str) -> str:
    """Return the lines of ``text`` with ``lead`` before each that is not blank."""
    return "\n".join(lead + line if line else line for line in text.split("\n"))


def escape(text: str) -> str:
    """Escape what CommonMark would read as markup in ``text``, one paragraph; what is escaped already stays."""
    escaped = _inline(text)
    if number := _NUMBER.match(escaped):
        return f"{number[1]}\\{escaped[number.end(1) :]}"
    return "\\" + escaped if _OPENING.match(escaped) else escaped


def _inline(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    parts = _CODE_SPAN.split(text)
    return "".join(part if i % 2 else _outside_code(part) for i, part in enumerate(parts))


def _outside_code(text: str) -> str:
    text = _ENTITY.sub(r"\\&", _LINK.sub(r"\\[", _ANGLE.sub(r"\\<", text)))
    if _STAR_PAIR.search(text):
        text = _STAR.sub(r"\\*", text)
    if _UNDERSCORE_PAIR.search(text):
        text = _UNDERSCORE.sub(r"\\_", text)
    return _TILDES.sub(r"\\~~", text) if text.count("~~") > 1 else text


def _fenced(code: str) -> str:
    longest = max(map(len, re.findall("`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{code}\n{fence}"
