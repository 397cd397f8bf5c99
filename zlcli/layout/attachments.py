"""The list of an official document's attachments: 附件： and the names below it."""

from __future__ import annotations

import re
from itertools import islice

from zlcli.document import Block
from zlcli.layout.items import is_bullet
from zlcli.layout.lines import SENTENCE
from zlcli.layout.reader import Reader
from zlcli.layout.titles import squeeze
from zlcli.patterns import lazy

_NUMBERED = lazy(r"(\d{1,2})\s*[.．、]\s*(\S.*)")
_ATTACHED = lazy(r"附\s?[件表]\s?\d{0,2}.{2,80}|.{2,80}\.(?:pdf|docx?|xlsx?|zip|rar|wps)", re.IGNORECASE)
_ATTACHMENTS = lazy(r"(?:相关|相關)?附件(?:下[载載]|列表)?\s*[:：]")
FIRST = frozenset("附相")
"""What the title of such a list begins with."""


def read(reader: Reader, names_seen: set[str]) -> list[Block] | None:
    """Take 附件： on its own line and the names below it, or 附件：1.甲 and 2.乙 below that.

    The names are added to ``names_seen``, squeezed.
    """
    lines = [line.text for line in islice(reader.ahead(), 1)]
    label = _ATTACHMENTS.match(lines[0])
    first = lines[0][label.end() :].strip() if label else ""
    names = [first] if first else []
    for line in islice(reader.ahead(), 1, None):
        if not _is_name(line.text, numbered=bool(first)):
            break
        names.append(line.text)
    if len(names) < 1 + bool(first) or (first and not _NUMBERED.fullmatch(first)):
        return None
    reader.take(len(names) + (not first))
    items = [_item(name) for name in names]
    names_seen |= {squeeze(item.text) for item in items}
    title = lines[0][: label.end()] if label else ""
    return [Block("paragraph", title.rstrip(" :：") + "："), *items]


def _is_name(text: str, *, numbered: bool) -> bool:
    if is_bullet(text) or SENTENCE.search(text):
        return False
    return _NUMBERED.fullmatch(text) is not None or (not numbered and _ATTACHED.fullmatch(text) is not None)


def _item(name: str) -> Block:
    match = _NUMBERED.fullmatch(name)
    return Block("item", match[2], marker=f"{match[1]}.") if match else Block("item", name, marker="-")
