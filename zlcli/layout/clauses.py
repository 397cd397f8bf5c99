"""Clauses of laws (第X条) whose further lines hang below where their text begins."""

from __future__ import annotations

from itertools import islice

from zlcli.document import Block
from zlcli.layout import lists
from zlcli.layout.lines import FINAL, Line, columns
from zlcli.layout.numbering import gap_closed, is_clause, number_of
from zlcli.layout.reader import Reader
from zlcli.layout.spacing import Spacing
from zlcli.patterns import lazy

_NUMBER = lazy(r"第[^条條]{1,8}[条條]\s*")


def read(reader: Reader) -> list[Block] | None:
    """Take a clause of several lines: each stops inside a sentence, and the next begins below the text of the first."""
    first = reader.peek()
    number = _NUMBER.match(first.text) if first and is_clause(first.text) else None
    if not first or not number:
        return None
    text_at = first.indent + columns(number[0])
    lines = [first]
    for line in islice(reader.ahead(), 1, None):
        if FINAL.search(lines[-1].text) or not _hangs(line, text_at):
            break
        lines.append(line)
    if len(lines) < 2:
        return None
    reader.take(len(lines))
    return [Block("paragraph", gap_closed(_joined([line.text for line in lines])))]


def _hangs(line: Line, text_at: int) -> bool:
    """Tell whether ``line`` begins in the column ``text_at``, or one beside it, and is nothing of its own."""
    own = number_of(line.text) or lists.is_item(line.text) or lists.is_circled(line.text)
    return line.adjacent and not own and abs(line.indent - text_at) <= 1


def _joined(texts: list[str]) -> str:
    spacing, whole = Spacing("\n".join(texts)), texts[0]
    for text in texts[1:]:
        whole += spacing.between(whole[-1], text[0]) + text
    return whole
