"""Cutting lines into blocks that give the source back exactly.

A plain text is a paragraph a line, with indented source code in between. A text that already is Markdown is kept whole, its
fenced code set apart so that nothing rewrites it. Text that becomes Markdown is read by :mod:`zlcli.layout.blocks` instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zlcli.document import Block, BlockKind
from zlcli.patterns import lazy
from zlcli.repair.spans import Fences

# Marks of Markdown that plain text does not show by accident: the delimiter row of a table, a link with its target, a heading
# between blank lines ("# cmd" in a transcript has its output below it, if it has any: below the first line one `#` and nothing
# but ASCII is a command or a comment), front matter. Fences count when there are two.
_MARKDOWN = lazy(
    r"""
      ^\ {0,3}\|?\ *:?-{2,}:?\ *(?:\|\ *:?-{2,}:?\ *)+\|?\ *$
    | [^\s\]]\]\([^()\s]+[()]
    | (?:\A\#|\n\n\#(?=\#|[\x00-\x09\x0b-\x7f]{1,200}?[^\x00-\x7f]))\#{0,5}\ (?!\#)\S[^\n]*(?:\n\n|\n?\Z)
    | \A---\n(?:[\w-]+:.*\n)+---\n
    """,
    re.VERBOSE | re.MULTILINE,
)
_FENCE = lazy("^ {0,3}(```|~~~)", re.MULTILINE)
_INDENTED_CODE = lazy(r"(?: {4}|\t)[ \t]*[!-~][\x20-\x7e\t]*\s*")


def is_markdown(sample: str) -> bool:
    """Tell whether ``sample`` is written in Markdown."""
    if not any(mark in sample for mark in ("```", "~~~", "--", "](", "# ")):
        return False
    text = sample.replace("\r\n", "\n")
    return len(_FENCE.findall(text)) > 1 or _MARKDOWN.search(text) is not None


def parse(lines: Iterable[str], *, markdown: bool) -> Iterator[Block]:
    """Yield the blocks of ``lines`` (with their ends); joined lead, text and tail give the lines back exactly."""
    return _parse_markdown(lines) if markdown else _parse_plain(lines)


def _parse_plain(lines: Iterable[str]) -> Iterator[Block]:
    lead, code = "", list[str]()
    for line in lines:
        if not line.strip():
            yield from _code(code, lead)
            lead = line if code else lead + line
            code = []
        elif _INDENTED_CODE.fullmatch(line):
            code.append(line)
        else:
            yield from _code(code, lead)
            yield _block("paragraph", "" if code else lead, line)
            lead, code = "", []
    yield from _code(code, lead)
    if lead and not code:
        yield Block("paragraph", "", lead)


def _code(lines: list[str], lead: str) -> Iterator[Block]:
    if lines:
        text = "".join(lines)
        body = text.rstrip()
        yield Block("code", body, lead, text[len(body) :])


def _parse_markdown(lines: Iterable[str]) -> Iterator[Block]:
    fences = Fences()
    for line in lines:
        yield Block("code", line) if fences.holds(line) else _block("markdown", "", line)


def _block(kind: BlockKind, lead: str, line: str) -> Block:
    """Split a line into indentation, text, and the white space with its end."""
    text = line.strip()
    start = line.index(text) if text else len(line)
    return Block(kind, text, lead + line[:start], line[start + len(text) :])
