"""Tags left in text that a site kept its paragraphs with: ``<br />`` at the ends of lines, ``<p>`` around them.

A page of HTML is read as one (:mod:`zlcli.layout.html`). This is for text that came out of a database or a form, where the
tags stand where lines begin and end; a text that talks of ``<br>`` has them inside its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli import chunks
from zlcli.document import Change, Ledger
from zlcli.model.characters import HAN_CHARACTER
from zlcli.patterns import lazy
from zlcli.repair.spans import Fences

_NAMES = "br|p|div|span|font|center|b|strong|i|em|u"
_TAG = lazy(rf"</?(?:{_NAMES})(?:\s[^<>]{{0,200}})?\s*/?>", re.IGNORECASE)
_TAGS = lazy(rf"(?:{_TAG.pattern}(?:\s|&nbsp;)*)+", re.IGNORECASE)
_BREAKING = lazy(r"<\s*/?\s*(?:br|p|div|center)\b", re.IGNORECASE)
_PARAGRAPH = lazy(r"<\s*/?\s*(?:p|div|center)\b|<br\b[^>]*>\s*<br\b", re.IGNORECASE)
# Where tags that keep paragraphs stand: at either end of a line, after the end of a sentence, beside another.
_AT_EDGE = lazy(
    rf"(?:^|(?<=[。！？”』」…：:；]))\s*(?:{_TAGS.pattern})|(?:{_TAGS.pattern})(?=\s*$)", re.IGNORECASE | re.MULTILINE
)
_OTHER = lazy(rf"<(?!/?(?:{_NAMES})\b)/?[a-zA-Z][^<>]*>|`", re.IGNORECASE)
# So many tags at the edges, and so great a part of all; one or two may be what the text talks of.
_ENOUGH, _SHARE = 3, 0.8
_BREAK = lazy(r"<\s*/?\s*br\s*/?>", re.IGNORECASE)
# Columns of the narrowest lines that were ever wrapped, and by how much a word or a mark at the end makes one shorter.
_NARROWEST, _UNEVEN = 30, 8


def diagnose(sample: str) -> bool:
    """Tell whether ``sample`` is Chinese text with the tags of its paragraphs left in it, but no HTML and no Markdown."""
    if not _BREAKING.search(sample) or _OTHER.search(sample) or not HAN_CHARACTER.search(sample):
        return False
    edge = sum(len(_TAG.findall(match[0])) for match in _AT_EDGE.finditer(sample))
    edge += sum(map(_wrapping, sample.splitlines()))
    return edge >= _ENOUGH and edge >= _SHARE * len(_TAG.findall(sample))


def _wrapping(line: str) -> int:
    """Return how many tags break ``line`` at one width, wherever that fell in its sentences."""
    # In GBK a character has as many bytes as columns.
    widths = [len(part.encode("gbk", "replace")) for part in _BREAK.split(line)[:-1] if part.strip()]
    if len(widths) < _ENOUGH or max(widths) < _NARROWEST or min(widths) < max(widths) - _UNEVEN:
        return 0
    edges = {at for match in _AT_EDGE.finditer(line) for at in range(*match.span())}
    return sum(match.start() not in edges for match in _BREAK.finditer(line))


def take_out(texts: Iterable[str], ledger: Ledger) -> Iterator[str]:
    """Yield ``texts`` with line ends where tags broke lines, and without the tags."""
    number, fences = 1, Fences()
    for piece in chunks.whole(texts):
        if "<" not in piece and "```" not in piece and "~~~" not in piece:
            number += chunks.count(piece)
            yield piece
            continue
        lines = chunks.split(piece)
        for i, line in enumerate(lines):
            if not fences.holds(line) and "<" in line:
                lines[i] = _without(line, number, ledger)
            number += 1
        yield "".join(lines)


def _without(line: str, number: int, ledger: Ledger) -> str:
    body = line.rstrip("\r\n")
    end = line[len(body) :]
    text = _TAGS.sub(lambda match: _instead(match, end or "\n"), body)
    if text != body:
        ledger.count("html-tag")
        if ledger.wants_example("html-tag"):
            ledger.keep("html-tag", Change(number, body, text.strip("\r\n")))
    return text + end


def _instead(tags: re.Match[str], end: str) -> str:
    """Return the line ends that ``tags`` stand for; none at the edges of their line, which is one already."""
    spaces = "".join(re.findall(r"&nbsp;|\s", _TAG.sub("", tags[0])))
    if not _BREAKING.search(tags[0]):
        return spaces
    inside = tags.start() > 0 and tags.end() < len(tags.string)
    paragraph = _PARAGRAPH.search(tags[0]) is not None
    return end * inside * (1 + paragraph) + spaces
