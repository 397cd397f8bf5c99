"""Blocks as CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import dedent

from zlcli.document import Block

# A "<" that CommonMark would take for HTML, or a reader for a placeholder, unless it is escaped or an autolink already.
_ANGLE = re.compile(r"(?<!\\)<(?=[A-Za-z/!?\u3400-\u9fff])(?!(?:https?|ftp|mailto):[^\s<>]*>)(?![\w.+-]+@[\w.-]+>)")
# Bounded, so that a line of back-quotes does not cost its square.
_CODE_SPAN = re.compile(r"(`{1,8}[^`]+`{1,8})")
_ITEM = re.compile(r"[-*+] |\d{1,3}[.)] ")
# "#" and a space begin a heading; text that is no Markdown has none.
_HEADING = re.compile(r"(?=#{1,6} )")


def render(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks of a plain text, separated by one blank line, without their old white space."""
    previous: Block | None = None
    for block in blocks:
        if block.text:
            yield _separator(previous, block) + _render(block) + "\n"
            previous = block


def _separator(previous: Block | None, block: Block) -> str:
    if previous is None:
        return ""
    # Items of one list stay together: blank lines between them would make every item a paragraph.
    together = _ITEM.match(previous.text) and _ITEM.match(block.text) and previous.kind == block.kind == "paragraph"
    return "" if together else "\n"


def _render(block: Block) -> str:
    text = block.text.replace("\r\n", "\n").replace("\r", "\n")
    if block.kind == "code":
        return _fenced(dedent(text))
    if block.kind == "paragraph":
        return _escape(text)
    return text


def _escape(text: str) -> str:
    parts = _CODE_SPAN.split(text)
    escaped = "".join(part if i % 2 else _ANGLE.sub(r"\\<", part) for i, part in enumerate(parts))
    return "\\" + escaped if _HEADING.match(escaped) else escaped


def _fenced(code: str) -> str:
    longest = max(map(len, re.findall("`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{code}\n{fence}"
