"""Blocks as CommonMark with the tables of GitHub Flavored Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Block
from zlcli.layout.marks import escape, escape_inline, fenced


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
    text = block.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in block.text else block.text
    if block.kind == "paragraph":
        return escape(text)
    if block.kind == "code":
        return fenced(text)
    if block.kind == "heading":
        return "#" * block.level + " " + re.sub(r"(?<!\\)(\s#+)$", r" \\\1", escape_inline(text)).replace(" \\ ", " \\")
    if block.kind == "verse":
        return "  \n".join(map(escape, text.split("\n")))
    if block.kind == "quote":
        return "> " + escape(text)
    return text


def _render_item(block: Block, columns: list[int]) -> str:
    """Write an item below the text of the one it is nested in; ``columns`` are where the texts of its ancestors begin."""
    if block.kind == "code":
        indent = columns[min(block.level, len(columns)) - 1] if columns else 0
        return _indented(fenced(block.text), " " * indent)
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
