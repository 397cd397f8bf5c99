"""Lists: bullets of every shape, numbers, and how deep they are nested."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from zlcli.document import Block
from zlcli.layout.lines import SENTENCE, Line
from zlcli.layout.reader import Reader
from zlcli.patterns import lazy

_BULLET = lazy(r"([●■◆★▲►▶◇□○◎☆•‧∙・➢➤✓✔❖※▪▫])\s*(?=\S)|([-*+o·–])\s+(?=\S)|(·)(?=[\u4e00-\u9fff])")
_ORDERED = lazy(r"(\d{1,3})([.)])\s+(?=\S)")
_NUMBERED = lazy(r"(\d{1,2})\s*[.．、]\s*(\S.*)")
_LETTERED = lazy(r"([a-zA-Z])[.)]\s+(?=\S)")
_TIGHT = lazy(r"(\d{1,2})\.(?=[^\s\d.])")
_CIRCLED = lazy("[①-⑳⑴-⒇]")
_BRACKETED = lazy(r"[（(](\d{1,2})[)）]\s*")
_ATTACHED = lazy(r"附\s?[件表]\s?\d{0,2}.{2,80}|.{2,80}\.(?:pdf|docx?|xlsx?|zip|rar|wps)", re.IGNORECASE)
_ATTACHMENTS = lazy(r"(?:相关|相關)?附件\s*[:：]")


class _Item(NamedTuple):
    family: str
    number: int
    marker: str
    text: str
    line: Line


def is_item(text: str) -> bool:
    """Tell whether ``text`` begins with the mark of an item."""
    return bool(_BULLET.match(text) or _ORDERED.match(text))


def _item(line: Line) -> _Item | None:
    text = line.text
    if match := _BULLET.match(text):
        return _Item(match[1] or match[2] or match[3], 0, "-", text[match.end() :], line)
    if match := _ORDERED.match(text):
        return _Item(match[2], int(match[1]), match[1] + match[2], text[match.end() :], line)
    if match := _TIGHT.match(text):
        return _Item("tight", int(match[1]), match[1] + ".", text[match.end() :], line)
    return _kept_whole(line)


def _kept_whole(line: Line) -> _Item | None:
    """An item whose mark Markdown does not know: it stays before the text."""
    if match := _LETTERED.match(line.text):
        return _Item("lettered", ord(match[1].lower()) - 96, "-", line.text, line)
    if match := _CIRCLED.match(line.text):
        code = ord(match[0])
        return _Item("circled", code - (0x2460 if code < 0x2474 else 0x2474) + 1, "-", line.text, line)
    match = _BRACKETED.match(line.text)
    return _Item("bracketed", int(match[1]), "-", line.text, line) if match else None


def read(reader: Reader, *, official: bool) -> list[Block] | None:
    """Take the list that comes next. In an ``official`` document 1. and （1） are levels of its clauses, no items."""
    first = reader.peek()
    if not first:
        return None
    if _ATTACHMENTS.match(first.text):
        return _attachments(reader)
    items: list[_Item] = []
    extra: dict[int, list[str]] = {}
    count = 0
    for line in reader.ahead():
        item = _item(line)
        if item and (item.family not in ("tight", "circled", "bracketed") or (not official and _short(item))):
            if not _continues(items, item):
                break
            items.append(item)
        elif items and line.indent > items[0].line.indent and line.indent >= items[-1].line.indent + 2 and not _item(line):
            extra.setdefault(len(items) - 1, []).append(line.text)
        else:
            break
        count += 1
    if not _coherent(items):
        return None
    reader.take(count)
    return _nested(items, extra)


def _short(item: _Item) -> bool:
    return not SENTENCE.search(item.text[:-1]) and len(item.text) <= 60


def _coherent(items: list[_Item]) -> bool:
    """Tell whether the marks are those of a list: one bullet of an odd kind may be chance, and 5. alone is no list."""
    if not items:
        return False
    first = items[0]
    if not first.number:
        return len(items) > 1 or first.family in "-*+•"
    return sum((item.family, item.line.indent) == (first.family, first.line.indent) for item in items) > 1


def _continues(items: list[_Item], item: _Item) -> bool:
    """Tell whether the number of ``item`` follows that of its elder, or begins anew."""
    elder = next((e for e in reversed(items) if (e.family, e.line.indent) == (item.family, item.line.indent)), None)
    return elder is None or item.number in (elder.number + 1, min(1, elder.number))


def _nested(items: list[_Item], extra: dict[int, list[str]]) -> list[Block]:
    """Give each item its depth: by indentation, or, where all are flush, by a change of mark."""
    flush = len({item.line.indent for item in items}) == 1
    stack: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for i, item in enumerate(items):
        place = (item.line.indent, item.family)
        if flush:
            families = [family for _, family in stack]
            stack = stack[: families.index(item.family) + 1] if item.family in families else [*stack, place]
        else:
            while stack and stack[-1][0] > item.line.indent:
                stack.pop()
            if not stack or stack[-1][0] < item.line.indent:
                stack.append(place)
        level = len(stack) - 1
        blocks.append(Block("item", item.text, level=level, marker=item.marker))
        blocks += [Block("item", text, level=level) for text in extra.get(i, ())]
    return blocks


def _attachments(reader: Reader) -> list[Block] | None:
    """附件： on its own line and the names below it, or 附件：1.甲 and 2.乙 below that."""
    lines = [line.text for line in islice(reader.ahead(), 1)]
    label = _ATTACHMENTS.match(lines[0])
    first = lines[0][label.end() :].strip() if label else ""
    names = [first] if first else []
    for line in islice(reader.ahead(), 1, None):
        if not _names_attachment(line.text, numbered=bool(first)):
            break
        names.append(line.text)
    if len(names) < 1 + bool(first) or (first and not _NUMBERED.fullmatch(first)):
        return None
    reader.take(len(names) + (not first))
    title = lines[0][: label.end()] if label else ""
    return [Block("paragraph", title.rstrip(" :：") + "："), *map(_attachment, names)]


def _names_attachment(text: str, *, numbered: bool) -> bool:
    if _BULLET.match(text) or SENTENCE.search(text):
        return False
    return _NUMBERED.fullmatch(text) is not None or (not numbered and _ATTACHED.fullmatch(text) is not None)


def _attachment(name: str) -> Block:
    match = _NUMBERED.fullmatch(name)
    return Block("item", match[2], marker=f"{match[1]}.") if match else Block("item", name, marker="-")
