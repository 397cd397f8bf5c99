"""The list of an official document's attachments: 附件： and the names below it."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from zlcli.document import Block
from zlcli.layout.items import is_bullet
from zlcli.layout.lines import SENTENCE
from zlcli.layout.reader import Reader
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

_NUMBERED = lazy(r"(\d{1,2})\s*[.．、]\s*(\S.*)")
_ATTACHED = lazy(r"附\s?[件表]\s?\d{0,2}.{2,80}|.{2,80}\.(?:pdf|docx?|xlsx?|zip|rar|wps)", re.IGNORECASE)
_LABELLED = lazy(r"附\s?[件表]\s?\d{1,2}\s*[:：.．、\s]\s*\S.{1,80}")
_ATTACHMENTS = lazy(r"(?:相关|相關)?附件(?:下[载載]|列表)?\s*[:：]")
FIRST = frozenset("附相")
"""What the title of such a list begins with."""


def read(reader: Reader, names_seen: set[str]) -> list[Block] | None:
    """Take 附件： on its own line and the names below it, 附件：1.甲 and 2.乙 below that, or 附件1：甲 and 附件2：乙.

    The names are added to ``names_seen``, squeezed.
    """
    text = next(reader.ahead()).text
    label = _ATTACHMENTS.match(text)
    if not label:
        return _labelled(reader, names_seen)
    first = text[label.end() :].strip()
    names = [first] if first else []
    for line in islice(reader.ahead(), 1, None):
        if not _is_name(line.text, numbered=bool(first)):
            break
        names.append(line.text)
    if len(names) < 1 + bool(first) or (first and not _NUMBERED.fullmatch(first)):
        return None
    reader.take(len(names) + (not first))
    return [Block("paragraph", label[0].rstrip(" :：") + "："), *_items(names, names_seen)]


def _labelled(reader: Reader, names_seen: set[str]) -> list[Block] | None:
    """Take names that each have their label, directly below each other; 附件1 alone stands above what is attached."""
    lines = list(takewhile(lambda line: _LABELLED.fullmatch(line.text) and not SENTENCE.search(line.text), reader.ahead()))
    if len(lines) < 2 or not all(line.adjacent for line in lines[1:]):
        return None
    return _items([line.text for line in reader.take(len(lines))], names_seen)


def _items(names: list[str], names_seen: set[str]) -> list[Block]:
    items = [_item(name) for name in names]
    names_seen |= {squeeze(item.text) for item in items}
    return items


def _is_name(text: str, *, numbered: bool) -> bool:
    if is_bullet(text) or SENTENCE.search(text):
        return False
    return _NUMBERED.fullmatch(text) is not None or (not numbered and _ATTACHED.fullmatch(text) is not None)


def _item(name: str) -> Block:
    match = _NUMBERED.fullmatch(name)
    return Block("item", match[2], marker=f"{match[1]}.") if match else Block("item", name, marker="-")
