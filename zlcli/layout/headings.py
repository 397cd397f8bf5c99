"""Headings: numbered ones, titles of attached documents, underlined ones, and short lines above a paragraph."""

from __future__ import annotations

import re

from zlcli.document import Block
from zlcli.layout import contents, lists
from zlcli.layout.head import quoted_in
from zlcli.layout.lines import FINAL, HAS_HAN, SENTENCE, Line
from zlcli.layout.numbering import Number, is_clause, number_of, stands_alone
from zlcli.layout.reader import Reader
from zlcli.layout.state import State
from zlcli.layout.titles import DOCUMENT_NUMBER, is_official_title, is_title, squeeze

# Words that stand above a note in manuals; they are no headings of what follows.
_NOTICE = frozenset("注意 提示 警告 小心 重要 说明 說明 备注 備註 提醒 注 附注 危险 危險 例 示例 例如 致谢 摘要".split())  # noqa: SIM905
_FORWARDED = re.compile("(?:zt|转载?|轉載?|re|fw|fwd|原创|推荐|分享|合集)+", re.IGNORECASE)
_UNDERLINE = re.compile("={3,}|-{3,}")
# The longest heading without a number, and the shortest paragraph below it that makes one of it.
_LONGEST_PLAIN, _SHORTEST_BODY = 24, 40


def underlined(reader: Reader, state: State) -> list[Block] | None:
    """Take a line with = or - below it, about as long as itself."""
    line, under = reader.peek(), reader.peek(1)
    if not line or not under or not under.adjacent or not _UNDERLINE.fullmatch(under.text) or FINAL.search(line.text):
        return None
    if len(under.text) > 2 * len(line.text) + 8 or not is_title(line.text):
        return None
    reader.take(2)
    return [state.heading(line.text, 1 if under.text[0] == "=" and not state.started else 2, "underlined heading")]


def poem_title(reader: Reader, state: State) -> list[Block] | None:
    """Take 《标题》 with its author below, as anthologies have it."""
    line, below = reader.peek(), reader.peek(1)
    if not line or not below or not quoted_in(line.text) or not re.match(r"(?:作者|著者|文)\s*[:：]", below.text):
        return None
    reader.take()
    heading = state.heading(line.text, 1, "title")
    state.follow(heading)
    state.poem = True
    return [heading, Block("paragraph", reader.take()[0].text)]


def numbered(reader: Reader, state: State) -> list[Block] | None:
    """Take a heading with a number, if there is something below it; a run of them without is a table of contents."""
    line = reader.peek()
    number = _heading_number(line) if line else None
    if not line or not number:
        return None
    if state.items_left:
        state.items_left -= 1
        return None
    level = state.plan.level_of(number, state.ranks)
    if not level:
        return None
    if (run := _run_length(reader, number)) > 1:
        return _run(reader, state, number, run)
    if reader.peek(1) is None and number.scheme == "level":
        return None
    reader.take()
    return [state.heading(_spaced_once(line.text), _ordinal_level(number, level, state), "numbered heading")]


def _heading_number(line: Line) -> Number | None:
    number = number_of(line.text)
    if not number or not stands_alone(number) or is_clause(line.text):
        return None
    return number if number.scheme == "level" or line.text[-1] not in "：:" else None


def _ordinal_level(number: Number, level: int, state: State) -> int:
    """A page that holds one chapter of a novel has its heading as title."""
    if number.scheme == "ordinal":
        state.ranks.add(number.rank)
        if state.plan.novel and not state.plan.many_chapters and not state.started:
            return 1
    return level


def _run(reader: Reader, state: State, number: Number, run: int) -> list[Block] | None:
    if number.scheme in ("ordinal", "decimal"):
        return [Block("item", contents.entry(line.text), marker="-") for line in reader.take(run)]
    state.items_left = run - 1
    return None


def _run_length(reader: Reader, number: Number) -> int:
    """How many lines of the same scheme follow each other without text between them, 1 where they are headings after all."""
    ranks: list[int] = []
    for line in reader.ahead():
        other = number_of(line.text)
        if not other or other.scheme != number.scheme or not stands_alone(other):
            break
        if number.scheme == "level" and other.rank != number.rank:
            break
        ranks.append(other.rank)
    if number.scheme == "level":
        # A heading may be without text now and then (一、…… 二、……); three of them, or two lesser ones, are items.
        return len(ranks) if len(ranks) >= (3 if number.rank < 2 else 2) else 1
    # 第一编, 第一章, 第一节 in a row are three headings, one below the other.
    return len(ranks) if len(ranks) >= max(4, len(set(ranks)) + 2) else 1


def attached(reader: Reader, state: State) -> list[Block] | None:
    """Take the title of a document that follows another: after its date or 附件2, or a forwarded text's own."""
    line, below = reader.peek(), reader.peek(1)
    if not line or not below or not is_title(line.text) or not 4 <= len(line.text) <= 60:
        return None
    announced = state.ended and (is_official_title(line.text) or _opens(below))
    if not announced and not _forwarded(squeeze(line.text), squeeze(state.title)):
        return None
    reader.take()
    return [state.heading(_spaced_once(line.text), 1, "title of an attached document")]


def _forwarded(text: str, title: str) -> bool:
    """Tell whether ``text`` is ``title`` without what a forwarder put before it (转载, zt, Re); both are squeezed."""
    return len(text) >= 4 and title.endswith(text) and _FORWARDED.fullmatch(title.removesuffix(text)) is not None


def _opens(line: Line) -> bool:
    """Tell whether ``line`` is how a document goes on after its title."""
    text = line.text
    number = number_of(text)
    if number and stands_alone(number):
        return True
    framed = contents.TITLE.fullmatch(text) or DOCUMENT_NUMBER.fullmatch(text) or is_clause(text)
    return bool(framed or (len(text) > 30 and SENTENCE.search(text)))


def plain(reader: Reader, state: State) -> list[Block] | None:
    """Take a heading without a number: in a wrapped text, a short flush line above a paragraph, with a gap before it."""
    line, below = reader.peek(), reader.peek(1)
    if not state.plan.wrapped or not line or not below or line.adjacent or not below.adjacent or line.indent:
        return None
    if not _may_be_heading(line.text) or len(below.text) < _SHORTEST_BODY or number_of(below.text) or lists.is_item(below.text):
        return None
    reader.take()
    return [state.heading(line.text, 2, "heading")]


def _may_be_heading(text: str) -> bool:
    if len(text) > _LONGEST_PLAIN or text in _NOTICE or re.search("[，,、：:]", text):
        return False
    return HAS_HAN.search(text) is not None and is_title(text)


def _spaced_once(text: str) -> str:
    return re.sub("[ \t\u3000]+", " ", text)
