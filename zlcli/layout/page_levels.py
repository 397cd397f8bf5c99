"""Headings and items that a page of HTML shows by number or in bold only: to its markup they are paragraphs like all others."""

from __future__ import annotations

import re

from zlcli.document import Block, Change, Ledger
from zlcli.layout import attachments, headings, items, lists, marks, outline, unnumbered
from zlcli.layout.elements import Piece
from zlcli.layout.lines import SENTENCE
from zlcli.layout.numbering import FIRST_OF_NUMBER
from zlcli.layout.reader import Reader
from zlcli.layout.state import State
from zlcli.layout.titles import may_be_heading
from zlcli.patterns import lazy

_OTHER_BLOCK = ("#", "> ", "|", "```", "---", "![")
_MARKS = lazy(r"\*\*|\\(?=[^\w\s])|(?<=\])\([^()\s]*\)|(?<!\\)[\[\]]")
_ATTACHMENT_MARK = lazy(r"(?:.{0,6}附件.{0,4}[:：])?\s*\d{1,2}\\?[.．、]\s*")
# A page may mark what is above the text, and not the chapters of that (条文内容).
_CHAPTER = lazy(r"(?:\*\*)?第[ \u3000]?[一二三四五六七八九十\d]{1,3}[ \u3000]?[编編章篇][ \u3000]")
_FEWEST_CHAPTERS = 2
_HEADING = lazy(r"(#{1,6}) ")
# Marks of bold stand inside of brackets (see `zlcli.layout.elements`).
_ALL_BOLD = lazy(r"[【《〈「『“\[]?\*\*[^*]+\*\*[】》〉」』”\]？?]?")
# 01 or PART 1 above the title of a part, as accounts set it into a box of its own.
_COUNTED = lazy(r"(?:#{1,6} )?(?:\*\*)?(?:(?:PART|Part|NO|No)[.\s]{0,2})?0?([1-9]\d?)[.、]?(?:\*\*)?")
# A question in bold is the heading of its answer.
_ASKED = lazy(r"[问問Q]\s?\d{0,2}\s?[:：]\s*")
_COMMA = lazy(r"(?<=\w)[，、](?=\w)")
# What stands for a table, a list or a picture where paragraphs are looked at: some text that is no heading.
_SOMETHING = "……。"


def with_levels(pieces: list[Piece], ledger: Ledger) -> list[Piece]:
    """Return ``pieces`` (Markdown) with headings made of paragraphs that are some, where the page marks none itself."""
    pieces = _with_numbers(pieces, ledger)
    marked = any(map(_level, pieces))
    if marked and sum(_CHAPTER.match(piece.text) is not None for piece in pieces) < _FEWEST_CHAPTERS:
        return _below_title(pieces)
    plain = [_plain(piece) for piece in pieces]
    state = State(outline.diagnose("\n".join(plain), wrapped=False), ledger)
    reader = Reader(plain)
    found: list[Piece] = []
    while reader.peek():
        found += _next(reader, pieces, state)
    return found if any(piece.text.startswith("#") for piece in found) else _with_bold(found, ledger)


def _with_numbers(pieces: list[Piece], ledger: Ledger) -> list[Piece]:
    """Return ``pieces`` with numbers in front of the headings below them, where several stand alone and count up (01, 02)."""
    places = [at for at in range(len(pieces) - 1) if _COUNTED.fullmatch(pieces[at].text) and _stands_below(pieces[at + 1])]
    if len(places) < 2 or [int(_COUNTED.sub(r"\1", pieces[at].text)) for at in places] != [*range(1, len(places) + 1)]:
        return pieces
    found = list(pieces)
    for at in places:
        number, title = pieces[at].text, pieces[at + 1].text
        level = "#" * _level(pieces[at + 1]) or "##"
        found[at + 1] = Piece(f"{level} {_MARKS.sub('', number).lstrip('# ')} {_without_bold(title).lstrip('# ')}")
        ledger.count("structure")
        ledger.keep("structure", Change(0, f"{number} {title}", found[at + 1].text, "number of a heading"))
    return [piece for at, piece in enumerate(found) if at not in places]


def _stands_below(piece: Piece) -> bool:
    return _level(piece) > 0 or (_ALL_BOLD.fullmatch(piece.text) is not None and may_be_heading(_COMMA.sub("", _plain(piece))))


def _below_title(pieces: list[Piece]) -> list[Piece]:
    """Return ``pieces`` with their headings moved so that the highest are one below the page's title, if they are not."""
    levels = [level for piece in pieces if (level := _level(piece))]
    shift = 2 - min(levels)
    if not shift:
        return pieces
    return [
        piece._replace(text="#" * min(6, level + shift) + piece.text[level:]) if (level := _level(piece)) else piece
        for piece in pieces
    ]


def _level(piece: Piece) -> int:
    found = _HEADING.match(piece.text)
    return len(found[1]) if found else 0


def _plain(piece: Piece) -> str:
    """Return the text of a paragraph without marks."""
    if piece.listed or "\n" in piece.text or piece.text.startswith(_OTHER_BLOCK):
        return _SOMETHING
    return _MARKS.sub("", piece.text) or _SOMETHING


def _next(reader: Reader, pieces: list[Piece], state: State) -> list[Piece]:
    """Take a heading, a list, or one paragraph as it is."""
    first = reader.position
    blocks = _levels(reader, state) or [Block("paragraph", reader.take_one().text)]
    for block in blocks:
        state.follow(block)
    taken = pieces[first : reader.position]
    if len(blocks) == len(taken) + 1 and blocks[0].text.endswith("附件："):  # 附件：1.甲
        names = [
            Piece(f"{block.marker} {_ATTACHMENT_MARK.sub('', piece.text, 1)}", listed=True, tight=True)
            for block, piece in zip(blocks[1:], taken, strict=True)
        ]
        return [Piece(blocks[0].text), *names]
    return [_laid_out(*both) for both in zip(blocks, taken, strict=True)] if len(blocks) == len(taken) else taken


def _levels(reader: Reader, state: State) -> list[Block] | None:
    """Return what the next paragraphs are by their numbers or by what stands above them, if that is known."""
    line = reader.peek()
    char = line.text[0] if line else ""
    blocks = headings.numbered(reader, state) if char in FIRST_OF_NUMBER else None
    if blocks is None and char in attachments.FIRST:
        blocks = attachments.read(reader, state.attachments)
    if blocks is None and char in items.FIRST:
        blocks = lists.read(reader, levels=state.plan.official, numbered=state.plan.numbered)
    return unnumbered.attached(reader, state) if blocks is None else blocks


def _laid_out(block: Block, piece: Piece) -> Piece:
    if block.kind == "heading":
        return Piece(f"{'#' * block.level} {_without_bold(piece.text)}")
    if block.kind == "item" and block.marker and not block.level and "](" not in piece.text:
        return Piece(f"{block.marker} {marks.escape(block.text)}", listed=True, tight=True)
    return piece


def _without_bold(text: str) -> str:
    return re.sub(r"^(\d+)\\\.", r"\1.", text.replace("**", ""))


def _with_bold(pieces: list[Piece], ledger: Ledger) -> list[Piece]:
    """Make headings of short paragraphs all of whose text is bold, where several of them stand above text."""
    bold = [at for at in range(len(pieces) - 1) if _is_bold_heading(pieces[at], pieces[at + 1])]
    if len(bold) < 2:
        return pieces
    found = list(pieces)
    for at in bold:
        found[at] = Piece(f"## {_without_bold(pieces[at].text)}")
        ledger.count("structure")
        ledger.keep("structure", Change(0, pieces[at].text, found[at].text, "heading in bold"))
    return found


def _is_bold_heading(piece: Piece, below: Piece) -> bool:
    text = _ASKED.sub("", _plain(piece).strip("【】？?「」“”『』"))
    # In bold even two clauses may be a heading (桥通了，船少了).
    alone = not piece.listed and _ALL_BOLD.fullmatch(piece.text) is not None and may_be_heading(_COMMA.sub("", text))
    plain = _plain(below)
    return alone and not _ALL_BOLD.fullmatch(below.text) and (SENTENCE.search(plain) is not None or plain.endswith("："))
