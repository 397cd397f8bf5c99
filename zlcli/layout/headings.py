"""Headings with a number: of the levels of official documents, of laws and novels, and decimal ones."""

from __future__ import annotations

from itertools import islice

from zlcli.document import Block, Change
from zlcli.layout import contents, items, metadata
from zlcli.layout.head import item
from zlcli.layout.lines import SENTENCE, Line
from zlcli.layout.numbering import Number, is_clause, number_of, spaced_once, stands_alone, titles_clause
from zlcli.layout.outline import is_topic
from zlcli.layout.reader import Reader
from zlcli.layout.state import State
from zlcli.layout.titles import has_gap, introduces, is_paragraph, squeeze
from zlcli.patterns import lazy

_INTRODUCES = lazy("(?:如下|如后|如後|下列.{1,8}|[，,].*)[：:]$")
# 第一节 divides the chapters of other books.
_SECTION_RANK = 2
# A chapter's page says of it what fits on a few lines.
_LONGEST_SAID = 4


def numbered(reader: Reader, state: State) -> list[Block] | None:
    """Take a heading with a number, if there is something below it; a run of them without is a table of contents."""
    line = reader.peek()
    number = _heading_number(line, state) if line else None
    if not line or not number or (number_of(line.text) != number and not _counts_on(number, reader.peek(1), state)):
        return None
    if state.items_left:
        state.items_left -= 1
        return None
    level = state.plan.level_of(number, state.ranks)
    if not level or (state.clauses and number.scheme == "level" and not _divides_clauses(number, reader.peek(1), state)):
        return None
    if (run := _run_length(reader, number, state)) > 1:
        return _run(reader, state, number, run)
    if not _has_body(reader.peek(1), number, state):
        return None
    reader.take()
    if number.scheme == "decimal" and not number.rank:
        state.section = int(number.value.rstrip("."))
    heading = state.heading(spaced_once(line.text), _ordinal_level(number, level, state), "numbered heading")
    return [heading, *_said_of(reader, state)] if heading.level == 1 or number.scheme == "ordinal" else [heading]


def titled_clause(reader: Reader, state: State) -> list[Block] | None:
    """Take 第一条 租赁期限 above its text, in a document whose clauses have such titles."""
    line, below = reader.peek(), reader.peek(1)
    if not state.plan.titled_clauses or not line or not below or not titles_clause(line.text) or is_clause(below.text):
        return None
    reader.take()
    state.clauses = True
    return [state.heading(spaced_once(line.text), 2 + len(state.ranks), "title of a clause")]


def _divides_clauses(number: Number, below: Line | None, state: State) -> bool:
    """Tell whether 一、 stands above a clause in a text whose clauses are divided so, as interpretations of laws are."""
    return state.divided and number.rank == 0 and below is not None and is_clause(below.text)


def _said_of(reader: Reader, state: State) -> list[Block]:
    """Take the lines below a title that say several things of it (作者：… 更新时间：…)."""
    said: list[list[Block]] = []
    pairs, dated = 0, False
    for line in islice(reader.ahead(), _LONGEST_SAID):
        found = metadata.parse(line.text)
        if found is None:
            break
        pairs += len(found)
        dated = dated or any(pair.label and pair.is_date for pair in found)
        said.append([item(pair) for pair in found if not pair.is_chrome])
    if pairs < 2 and not dated:
        return []
    for line, blocks in zip(reader.take(len(said)), said, strict=True):
        state.ledger.count("structure")
        state.ledger.keep("structure", Change(0, line.text, " / ".join(block.text for block in blocks), "metadata"))
    return [block for items in said for block in items]


def is_section(reader: Reader, state: State) -> bool:
    """Tell whether ``1. 前言`` is the heading of a section, not an item: its contents name it, or 1.1 and text come below."""
    line, below = reader.peek(), reader.peek(1)
    if not line or not below or line.indent or not line.text[0].isdecimal():
        return False
    if state.entries and squeeze(line.text) in state.entries:
        return True
    number = number_of(line.text)
    if number and _is_topic(number, below, state):
        return True
    tight = state.plan.number_of(line.text)
    if tight and tight != number and stands_alone(tight) and _counts_on(tight, below, state):
        return True
    if state.plan.decimals != 0:
        return False
    return number is not None and number.scheme == "decimal" and stands_alone(number) and not _listed(line, below)


def _counts_on(section: Number, below: Line | None, state: State) -> bool:
    """Tell whether 2总则 is the next section, or has 2.1 below it: a line may begin with a number by chance."""
    first = number_of(below.text) if below else None
    return int(section.value) == state.section + 1 or (first is not None and first.value == f"{section.value}.1")


def _is_topic(number: Number, below: Line, state: State) -> bool:
    """Tell whether ``1. 选盆`` heads the paragraph ``below`` it, in a document where such lines are no items."""
    if state.plan.decimals is not None or not is_topic(number) or not state.plan.level_of(number, state.ranks):
        return False
    text = is_paragraph(below.text) or introduces(below.text) or (items.is_bullet(below.text) and not below.adjacent)
    return stands_alone(number) and text and number_of(below.text) is None and not below.indent


def _listed(line: Line, below: Line) -> bool:
    """Tell whether ``below`` is no text under a heading."""
    return line.adjacent or (items.is_item(below.text) and below.adjacent) or below.indent > 3


def _has_body(below: Line | None, number: Number, state: State) -> bool:
    """Tell whether something stands below a level's heading; below 1. it has to be a sentence or a lesser level."""
    if number.scheme == "decimal" and state.plan.decimals is None:
        return below is not None and _is_topic(number, below, state)
    if number.scheme != "level":
        return True
    if not below or number.rank < 2:
        return below is not None
    lesser = number_of(below.text)
    if lesser is None and is_topic(number) and (pair := metadata.other(below.text)) and pair.value:
        return True  # 1.采购人信息 above 名称：某某学校
    if lesser is not None and lesser.scheme == "level":
        return lesser.rank > number.rank or (lesser.rank < number.rank and SENTENCE.search(below.text) is not None)
    return SENTENCE.search(below.text) is not None


def _heading_number(line: Line, state: State) -> Number | None:
    number = state.plan.number_of(line.text)
    if not number or not stands_alone(number) or is_clause(line.text) or has_gap(line.text):
        return None
    if number.scheme == "level":
        return None if _INTRODUCES.search(number.title) else number
    return number if line.text[-1] not in "：:" else None


def _ordinal_level(number: Number, level: int, state: State) -> int:
    """A page that holds one chapter of a novel has its heading as title."""
    if number.scheme == "ordinal":
        state.ranks.add(number.rank)
        if (
            state.plan.novel
            and _SECTION_RANK not in state.plan.ordinals
            and not state.plan.numbered_otherwise
            and not state.plan.many_chapters
            and not state.started
        ):
            return 1
    return level


def _run(reader: Reader, state: State, number: Number, run: int) -> list[Block] | None:
    if number.scheme in ("ordinal", "decimal"):
        return [Block("item", contents.entry(line.text), marker="-") for line in reader.take(run)]
    state.items_left = run - 1
    return None


def _run_length(reader: Reader, number: Number, state: State) -> int:
    """How many lines of the same scheme follow each other without text between them, 1 where they are headings after all.

    The first of them that comes again, and a number that begins anew, are the body's below a table of contents.
    """
    ranks: list[int] = []
    seen: set[str] = set()
    highest = 0
    for line in reader.ahead():
        other = state.plan.number_of(line.text)
        if not other or other.scheme != number.scheme or not stands_alone(other) or squeeze(line.text) in seen:
            break
        if number.scheme == "level" and other.rank != number.rank:
            break
        if number.scheme == "decimal" and not other.rank:
            plain = int(other.value.rstrip("."))
            if plain <= highest:
                break
            highest = plain
        seen.add(squeeze(line.text))
        ranks.append(other.rank)
    if number.scheme == "level":
        # A heading may be without text now and then (一、…… 二、……); three of them, or two lesser ones, are items.
        return len(ranks) if len(ranks) >= (3 if number.rank < 2 else 2) else 1
    # 第一编, 第一章, 第一节 in a row are three headings, one below the other.
    return len(ranks) if len(ranks) >= max(4, len(set(ranks)) + 2) else 1
