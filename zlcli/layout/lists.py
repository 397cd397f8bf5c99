"""Lists: bullets of every shape, numbers, and how deep they are nested."""

from __future__ import annotations

import re
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from zlcli.document import Block
from zlcli.layout import tears
from zlcli.layout.lines import FINAL, SENTENCE, Line, columns
from zlcli.layout.listing import as_written, is_code
from zlcli.layout.reader import Reader
from zlcli.layout.spacing import Spacing
from zlcli.patterns import lazy

_BULLET = lazy(r"([●■◆★▲►▶◇□○◎☆•‧∙・◦⚫⬤➢➤✓✔❖※▪▫])\s*(?=\S)|([-*+o·–])\s+(?=\S)|(·)(?=[\u4e00-\u9fff])")
_ORDERED = lazy(r"(\d{1,3})([.)])\s+(?=\S)")
_NUMBERED = lazy(r"(\d{1,2})\s*[.．、]\s*(\S.*)")
_LETTERED = lazy(r"([a-zA-Z])[.)]\s+(?=\S)")
_TIGHT_LETTERED = lazy(r"([a-z])[.)）](?=[\u3400-\u9fff])")
_ENUMERATED = lazy(r"(\d{1,2})[、．](?=\D)")
_TIGHT = lazy(r"(\d{1,2})\.(?=[^\s\d.])")
_CIRCLED = lazy("[①-⑳⑴-⒇]")
_BRACKETED = lazy(r"[（(](\d{1,2})[)）]\s*")
# Families that are numbers of clauses more often than not: only short ones are items.
_LOOSE = frozenset({"tight", "circled", "bracketed", "enumerated"})
# Families that are items only where others are nested in them, or they in others.
_OF_NESTS = frozenset({"lettered tightly", "enumerated"})
# A line that stops inside a sentence and is at least so wide was broken at the edge, and goes on below.
_NARROWEST = 40
# In a narrower list lines are broken inside words, and all of them nearly as wide as the widest.
_NEAR = 0.8
_LABEL = lazy(r"[^\s，。]{1,8}[:：]")
_ATTACHED = lazy(r"附\s?[件表]\s?\d{0,2}.{2,80}|.{2,80}\.(?:pdf|docx?|xlsx?|zip|rar|wps)", re.IGNORECASE)
_ATTACHMENTS = lazy(r"(?:相关|相關)?附件(?:下[载載]|列表)?\s*[:：]")


ODD_BULLETS = frozenset("●■◆★▲►▶◇□○◎☆")
FIRST = frozenset(
    "●■◆★▲►▶◇□○◎☆•‧∙・◦⚫⬤➢➤✓✔❖※▪▫-*+·–（(附相0123456789"
    + "".join(map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x2460, 0x2488))))
)
"""What the marks of items, and the title of a list of attachments, begin with."""


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
    if match := _TIGHT_LETTERED.match(line.text):
        return _Item("lettered tightly", ord(match[1]) - 96, "-", line.text, line)
    if match := _ENUMERATED.match(line.text):
        return _Item("enumerated", int(match[1]), "-", line.text, line)
    match = _BRACKETED.match(line.text)
    return _Item("bracketed", int(match[1]), "-", line.text, line) if match else None


def is_bullet(text: str) -> bool:
    """Tell whether ``text`` begins with a bullet."""
    return _BULLET.match(text) is not None


def is_circled(text: str) -> bool:
    """Tell whether ``text`` begins with a number in a circle."""
    return _CIRCLED.match(text) is not None


def read(reader: Reader, *, levels: bool, numbered: bool) -> list[Block] | None:
    """Take the list that comes next.

    In an official document (``levels``) 1. is a level of its clauses, and in any with ``numbered`` headings ①, （1） and 1、
    are; none of them are items then, unless they are nested in one.
    """
    first = reader.peek()
    if not first:
        return None
    if _ATTACHMENTS.match(first.text):
        return _attachments(reader)
    refused = {"tight"} if levels else set[str]()
    refused |= {"circled", "bracketed", "enumerated"} if numbered else set()
    items, extra = _collected(reader, refused)
    if not _coherent(items):
        return None
    reader.take(len(items) + sum(map(len, extra.values())))
    return _nested(items, extra)


def _collected(reader: Reader, refused: set[str]) -> tuple[list[_Item], dict[int, list[Line]]]:
    """Return the items to come, but for the ``refused`` families, and the lines below them that belong to them."""
    items: list[_Item] = []
    extra: dict[int, list[Line]] = {}
    for line in reader.ahead():
        item = _item(line)
        if item and (_is_inner(item, items) or (item.family not in refused and _may_be_outer(item, items))):
            if not _continues(items, item):
                break
            items.append(item)
        elif items and not item and _belongs(line, items):
            extra.setdefault(len(items) - 1, []).append(line)
        else:
            break
    return items, extra


def _is_inner(item: _Item, items: list[_Item]) -> bool:
    """Tell whether ``item`` is nested in one of ``items``, to judge by its indentation."""
    return bool(items) and item.line.adjacent and item.line.indent >= items[0].line.indent + 2


def _may_be_outer(item: _Item, items: list[_Item]) -> bool:
    if item.family in _OF_NESTS and items and item.family != items[0].family:
        return False
    return item.family not in _LOOSE or _short(item)


def _belongs(line: Line, items: list[_Item]) -> bool:
    return line.indent > items[0].line.indent and line.indent >= items[-1].line.indent + 2


def _short(item: _Item) -> bool:
    return not SENTENCE.search(item.text[:-1]) and len(item.text) <= 60


def _coherent(items: list[_Item]) -> bool:
    """Tell whether the marks are those of a list: one bullet of an odd kind may be chance, and 5. alone is no list."""
    if not items:
        return False
    first = items[0]
    if first.family in _OF_NESTS and not any(_is_inner(item, items) for item in items):
        return False
    if not first.number:
        return len(items) > 1 or first.family in "-*+•"
    return sum((item.family, item.line.indent) == (first.family, first.line.indent) for item in items) > 1


def _continues(items: list[_Item], item: _Item) -> bool:
    """Tell whether the number of ``item`` follows that of its elder, or begins a list of its own."""
    elder = next((e for e in reversed(items) if (e.family, e.line.indent) == (item.family, item.line.indent)), None)
    if elder is None:
        return not items or item.number < 2
    return item.number in (elder.number + 1, min(1, elder.number))


def _nested(items: list[_Item], extra: dict[int, list[Line]]) -> list[Block]:
    """Give each item its depth: by indentation, or, where all are flush, by a change of mark."""
    flush = len({item.line.indent for item in items}) == 1
    spacing = Spacing("\n".join([*(item.text for item in items), *(line.text for more in extra.values() for line in more)]))
    edge = _edge(items, extra) if extra else _NARROWEST
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
        blocks += _with_text_below(item, len(stack) - 1, extra.get(i, []), spacing, edge)
    return blocks


def _with_text_below(item: _Item, level: int, below: list[Line], spacing: Spacing, edge: float) -> list[Block]:
    """Make the blocks of an item and of the lines below it: the rest of its sentence, further paragraphs, code."""
    blocks = [Block("item", item.text, level=level, marker=item.marker)]
    last = item.line
    for code, run in groupby(below, key=lambda line: line.text.isascii()):
        lines = list(run)
        if code and lines[0].indent >= item.line.indent + 4 and is_code(lines):
            blocks.append(Block("code", as_written(lines), level=level + 1))
            continue
        for line in lines:
            if blocks[-1].kind == "item" and _goes_on(last, line, item.line, edge):
                left = blocks[-1].text
                blocks[-1] = blocks[-1]._replace(text=left + spacing.between(left[-1], line.text[0]) + line.text)
            else:
                blocks.append(Block("item", line.text, level=level))
            last = line
    return blocks


def _edge(items: list[_Item], extra: dict[int, list[Line]]) -> float:
    """Return how wide a line of this list has to be for its end to be no end of a paragraph."""
    runs = [[item.line, *extra.get(i, [])] for i, item in enumerate(items)]
    breaks = [
        (a, b) for run in runs for a, b in pairwise(run) if b.adjacent and _is_aligned(b, run[0]) and not FINAL.search(a.text)
    ]
    near = _NEAR * max(_width(line) for run in runs for line in run)
    torn = tears.evidence((a.text, b.text) for a, b in breaks) >= tears.ENOUGH
    return min(near, _NARROWEST) if torn and all(_width(a) >= near for a, _ in breaks) else _NARROWEST


def _width(line: Line) -> int:
    return line.indent + columns(line.text)


def _is_aligned(below: Line, item: Line) -> bool:
    """Tell whether ``below`` is set where the text of its ``item`` begins, be its mark one column wide or two."""
    return below.indent - item.indent in (_width_of_mark(item.text, 1), _width_of_mark(item.text, 2))


def _goes_on(line: Line, below: Line, item: Line, edge: float) -> bool:
    """Tell whether the paragraph of ``line`` goes on in the line ``below``; ``edge`` is that of the list."""
    if not below.adjacent:
        return False
    if line.text[-1] in "，、,":
        return True
    aligned = _is_aligned(below, item) and not _LABEL.match(below.text)
    return (aligned or not FINAL.search(line.text)) and _width(line) >= edge


def _width_of_mark(text: str, ambiguous: int) -> int:
    """Return how many columns the mark of an item and the gap behind it take."""
    match = _BULLET.match(text) or _ORDERED.match(text) or _TIGHT.match(text)
    return columns(match[0], ambiguous) if match else 0


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
