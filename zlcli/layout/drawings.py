"""Drawings of lines and arrows, and trees of folders: kept as they stand."""

from __future__ import annotations

from itertools import islice, takewhile

from zlcli.document import Block
from zlcli.layout.lines import Line
from zlcli.layout.listing import as_written
from zlcli.layout.reader import Reader
from zlcli.patterns import lazy

_STROKE = lazy("[\u2500-\u257f]")
# A line that hangs from the one above: the branch of a tree, an arrow that goes down.
_HANGING = lazy("[│┃║├└┝┗╚╠┕┖|+`\\\\][\u2500-\u257f>→ -]")
_CORNERS = frozenset("┌┏╔")
# A rule, which draws nothing.
_ONLY_RULE = lazy("[─━═\\s]+")


def read(reader: Reader) -> list[Block] | None:
    """Take lines directly below each other, two at least, that are drawn; the first may be what the others hang from."""
    first, second = reader.peek(), reader.peek(1)
    if not first or not second or not second.adjacent or not _STROKE.search(second.text):
        return None
    if second.text[0] in _CORNERS and not _STROKE.search(first.text):
        return None  # a table below its caption
    below = list(takewhile(lambda line: line.adjacent and _is_drawn(line), islice(reader.ahead(), 1, None)))
    if (
        not below
        or _ONLY_RULE.fullmatch(first.text)
        or not any(_HANGING.match(line.text) or line.text == "│" for line in below)
    ):
        return None
    return [Block("code", as_written(reader.take(1 + len(below))))]


def _is_drawn(line: Line) -> bool:
    return _STROKE.search(line.text) is not None and not _ONLY_RULE.fullmatch(line.text)
