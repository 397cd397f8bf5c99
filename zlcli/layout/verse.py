"""Verse: lines that end where the author ended them."""

from __future__ import annotations

import re

from zlcli.document import Block
from zlcli.layout.lines import HAS_HAN
from zlcli.layout.numbering import is_clause, number_of
from zlcli.layout.reader import Reader
from zlcli.model.characters import HAN

_CLAUSES = re.compile(rf"[{HAN}]+")
_ONLY = re.compile(rf"(?:[{HAN}]|[，。！？；、：,!?;…—“”‘’「」『』\s])+")
# Clauses of classical verse have four to seven characters; a line holds one or two of them, seldom four.
_SHORTEST, _LONGEST = 3, 8
_LONGEST_LINE, _LONGEST_BROKEN = 32, 40


def read(reader: Reader, *, expected: bool) -> list[Block] | None:
    """Take a stanza: lines directly below each other with clauses of one length; of any length where verse is expected."""
    first = reader.peek()
    if not first or len(first.text) > _LONGEST_BROKEN or not (_may_be_verse(first.text) or expected or first.hard):
        return None
    texts: list[str] = []
    hard = 0
    for line in reader.ahead():
        if texts and not line.adjacent:
            break
        free = expected or line.hard or (texts and hard == len(texts))
        if not (_may_be_verse(line.text) or (free and len(line.text) <= _LONGEST_BROKEN)):
            break
        texts.append(line.text)
        hard += line.hard
    # Two spaces at the end of every line but the last are breaks that Markdown has already.
    broken = hard >= len(texts) - 1 > 0 and HAS_HAN.search("".join(texts)) is not None
    if len(texts) < 2 or not (broken or _regular(texts) or (expected and len(texts) > 1)):
        return None
    reader.take(len(texts))
    return [Block("verse", "\n".join(texts))]


def _may_be_verse(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and _ONLY.fullmatch(text) is not None and number_of(text) is None and not is_clause(text)


def _regular(texts: list[str]) -> bool:
    """Tell whether all clauses of all lines are equally long, or all lines alternate alike."""
    shapes = [tuple(map(len, _CLAUSES.findall(text))) for text in texts]
    lengths = {length for shape in shapes for length in shape}
    if len(lengths) == 1:
        return _SHORTEST < lengths.pop() <= _LONGEST and (len(texts) > 2 or all(len(shape) > 1 for shape in shapes))
    return len(set(shapes)) == 1 and len(texts) > 2 and len(shapes[0]) > 1 and max(lengths) <= _LONGEST


def is_verse(texts: list[str]) -> bool:
    """Tell whether the whole document is verse without a measure: short lines in stanzas that rarely end sentences."""
    lines = [text for text in texts if text]
    if len(lines) < 6:
        return False
    short = sum(len(text) <= 20 for text in lines)
    open_ended = sum(text[-1] not in "。！？”」：:;；…" for text in lines)
    chinese = sum(HAS_HAN.search(text) is not None and _ONLY.fullmatch(text) is not None for text in lines)
    return (
        short >= 0.95 * len(lines)
        and open_ended >= 0.7 * len(lines)
        and chinese >= 0.9 * len(lines)
        and len(texts) > len(lines)
    )
