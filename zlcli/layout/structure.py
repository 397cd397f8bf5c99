"""Cutting lines into blocks that give the source back exactly.

A plain text is a paragraph a line, with indented source code in between. A text that already is Markdown is kept whole, its
fenced code set apart so that nothing rewrites it. Text that becomes Markdown is read by :mod:`zlcli.layout.blocks` instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice

from zlcli.chunks import split
from zlcli.document import Block, BlockKind
from zlcli.layout.marks import delimiter_row
from zlcli.layout.numbering import is_clause, number_of
from zlcli.patterns import lazy
from zlcli.repair.spans import Fences

# Marks of Markdown that plain text does not show by accident: a link with its target, a heading
# between blank lines ("# cmd" in a transcript has its output below it, if it has any: below the first line one `#` and nothing
# but ASCII is a command or a comment), front matter. Fences count when there are two.
_MARKDOWN = lazy(
    r"""
      [^\s\]]\]\([^()\s]+[()]
    | (?:\A\#|\n\n\#(?=\#|[\x00-\x09\x0b-\x7f]{1,200}?[^\x00-\x7f]))\#{0,5}\ (?!\#)\S[^\n]*(?:\n\n|\n?\Z)
    | \A---\n(?:[\w-]+:.*\n)+---\n
    """,
    re.VERBOSE | re.MULTILINE,
)
# The delimiter row of a table is another. But a notice may have one table that was pasted into it: where nothing else is
# marked, headings without a mark, numbered as in no Markdown, or a frame of box drawings tell that the text is plain.
# One hyphen to a cell may be a drawing's.
_DELIMITER = lazy(rf"^ {{0,3}}{delimiter_row(2)} *$", re.MULTILINE)
_MARKED = lazy(r"\*\*[^\s*]|`[^`\n]+`|^ {0,3}[*+-] \S", re.MULTILINE)
# What is enough in a file that says by its name that it is Markdown.
_ANY_MARK = lazy(
    r"\*\*[^\s*]|`[^`\n]+`|\]\(|^ {0,3}(?:[*+-]|\d{1,9}[.)]|\#{1,6}|>) \S|\\[!-/:-@\[-`{-~]|^ {0,3}(?:={3,}|(?:[-*_] ?){3,})$",
    re.MULTILINE,
)
_CORNERS = "┌┏╔"
# One such line may be a paragraph's.
_FEWEST_UNMARKED = 2
_FENCE = lazy("^ {0,3}(```|~~~)", re.MULTILINE)
_INDENTED_CODE = lazy(r"(?: {4}|\t)[ \t]*[!-~][\x20-\x7e\t]*\s*")
# Text without one has no such line, wherever its lines end.
_INDENTED_ASCII = lazy(r"(?:\A|[\r\n])(?: {4}|\t)[ \t]*[!-~]")
_INDENTS = (" " * 4, "\t")
_FENCES = ("```", "~~~")


def is_markdown(sample: str) -> bool:
    """Tell whether ``sample`` is written in Markdown."""
    if not any(mark in sample for mark in ("```", "~~~", "--", "](", "# ")):
        return False
    text = sample.replace("\r\n", "\n")
    if len(_FENCE.findall(text)) > 1 or _MARKDOWN.search(text):
        return True
    return _DELIMITER.search(text) is not None and not _is_pasted_into(text)


def has_marks(sample: str) -> bool:
    """Tell whether ``sample``, which is named Markdown, has any mark of it; one that has none is taken for plain text."""
    return is_markdown(sample) or _ANY_MARK.search(sample) is not None


def _is_pasted_into(text: str) -> bool:
    """Tell whether ``text``, which holds a table of Markdown, is plain text all the same."""
    if _MARKED.search(text):
        return False
    unmarked = (line for line in text.split("\n") if _is_unmarked(line.lstrip(" \u3000")))
    return len(list(islice(unmarked, _FEWEST_UNMARKED))) == _FEWEST_UNMARKED


def _is_unmarked(line: str) -> bool:
    """Tell whether ``line`` begins with a number of official documents or laws, or with a drawn table's corner."""
    number = number_of(line)
    official = number is not None and (number.scheme == "ordinal" or (number.scheme == "level" and number.rank < 2))
    return official or is_clause(line) or line.startswith(tuple(_CORNERS))


def parse(texts: Iterable[str], *, markdown: bool) -> Iterator[Block]:
    """Yield the blocks of ``texts``, each of whole lines; joined lead, text and tail give them back exactly.

    Lines of one kind that stand together are one block.
    """
    blocks = _parse_markdown(texts) if markdown else _parse_plain(texts)
    return (block for block in blocks if block.text)


def _parse_plain(texts: Iterable[str]) -> Iterator[Block]:
    for text in texts:
        if any(indent in text for indent in _INDENTS) and _INDENTED_ASCII.search(text):
            yield from _runs(text, lambda line: _INDENTED_CODE.fullmatch(line) is not None, "paragraph")
        else:
            yield Block("paragraph", text)


def _parse_markdown(texts: Iterable[str]) -> Iterator[Block]:
    fences = Fences()
    for text in texts:
        if any(fence in text for fence in _FENCES):
            yield from _runs(text, fences.holds, "markdown")
        else:
            yield Block("code" if fences.is_open else "markdown", text)


def _runs(text: str, is_code: Callable[[str], bool], kind: BlockKind) -> Iterator[Block]:
    """Yield the lines of ``text`` that are code, and those that are not, in turn."""
    for code, lines in groupby(split(text), is_code):
        yield Block("code" if code else kind, "".join(lines))
