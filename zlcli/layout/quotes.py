"""Quotations of mail and bulletin boards: lines that begin with > or a colon."""

from __future__ import annotations

from zlcli.document import Block
from zlcli.layout.lines import FINAL, columns
from zlcli.layout.reader import Reader
from zlcli.layout.verse import may_be_verse
from zlcli.patterns import lazy

ANNOUNCES = lazy(r".*(?:提到|[写寫]道|[铭銘]言)\s*[:：]?\s*】?")
"""A pattern of the line that says whose words follow."""
_MARK = lazy(r"(?:>{1,5}\s?|[:：]\s)(.*)")
_NEAR, _SHORTEST = 30, 14
# A line as wide as the widest of its quotation was broken there, unless all are as short as verse.
_NARROWEST = 38


def read(reader: Reader, *, announced: bool) -> list[Block] | None:
    """Take the quoted lines that come next; one line behind a colon has to be ``announced`` by the one above."""
    texts: list[str] = []
    mark = ""
    for line in reader.ahead():
        match = _MARK.fullmatch(line.text)
        if not match or (mark and line.text[0] != mark):
            break
        mark = line.text[0]
        if match[1].strip():
            texts.append(match[1].strip())
        else:
            texts.append("")
    if not any(texts) or (mark != ">" and len(texts) < 2 and not announced):
        return None
    reader.take(len(texts))
    return [Block("quote", text) for text in _paragraphs(texts)]


def _stops_inside(text: str, following: str) -> bool:
    """Tell whether a line ends with a comma where no verse would."""
    return text[-1] in "，、," and len(text) >= _SHORTEST and not (may_be_verse(text) and may_be_verse(following))


def _paragraphs(texts: list[str]) -> list[str]:
    found: list[str] = []
    full = max(_NARROWEST, 0.9 * max(map(columns, texts)))
    open_ended = False
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        if open_ended and text:
            found[-1] += ("" if not (found[-1][-1].isascii() and text[0].isascii()) else " ") + text
        elif text:
            found.append(text)
        open_ended = bool(text) and (
            _stops_inside(text, following) or (not FINAL.search(text) and (len(text) >= _NEAR or columns(text) >= full))
        )
    return found
