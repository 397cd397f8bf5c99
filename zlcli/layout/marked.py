"""What sites mark in ways of their own: chapters with a star, numbers alone above a part, answers on PTT."""

from __future__ import annotations

from itertools import takewhile

from zlcli.document import Block
from zlcli.layout.lines import SENTENCE
from zlcli.layout.numbering import number_of, spaced_once
from zlcli.layout.reader import Reader
from zlcli.layout.signs import STARRED
from zlcli.layout.state import State
from zlcli.layout.titles import may_be_heading
from zlcli.patterns import lazy

# 推 somebody: an answer      05/09 21:20
_PUSH = lazy(
    r"((?:推|噓|嘘|→)\s?[A-Za-z]\w{1,11}\s*[:：])\s?(.*?)\s*((?:\d{1,3}(?:\.\d{1,3}){3}\s+)?\d{1,2}/\d{2}(?:\s+\d{2}:\d{2})?)?"
)
FIRST_OF_PUSHES = frozenset("推噓嘘→")
_FEWEST_PUSHES = 2


def starred(reader: Reader, state: State) -> list[Block] | None:
    """Take ☆、第一章 or ☆、初见 in a document that has several."""
    line = reader.peek() if state.plan.starred else None
    found = STARRED.fullmatch(line.text) if line else None
    if not found or SENTENCE.search(found[1].rstrip("！？")):
        return None
    reader.take()
    number = number_of(found[1])
    level = state.plan.level_of(number, state.ranks) if number else 0
    return [state.heading(spaced_once(found[1]), level or 2, "chapter behind a star")]


def pushes(reader: Reader, state: State) -> list[Block] | None:
    """Take the answers below a post on PTT, an item each; the time stands one space behind what is said."""
    lines = list(takewhile(lambda line: is_push(line.text), reader.ahead()))
    if len(lines) < _FEWEST_PUSHES:
        return None
    state.ledger.count("structure", len(lines))
    return [Block("item", _said(line.text), marker="-") for line in reader.take(len(lines))]


def is_push(text: str) -> bool:
    """Tell whether ``text`` is an answer on PTT: who agrees or not, what is said and when."""
    return text[:1] in FIRST_OF_PUSHES and _PUSH.fullmatch(text) is not None


def _said(text: str) -> str:
    found = _PUSH.fullmatch(text)
    return " ".join(filter(None, found.groups())) if found else text


def counted(reader: Reader, state: State) -> list[Block] | None:
    """Take a number alone on its line, with the heading below it if there is one: 01⏎第一声."""
    line, below = reader.peek(), reader.peek(1)
    if not state.plan.counted or not line or not below or not state.plan.counted.fullmatch(line.text):
        return None
    titled = may_be_heading(below.text) and number_of(below.text) is None and reader.peek(2) is not None
    text = " ".join(taken.text for taken in reader.take(2 if titled else 1))
    return [state.heading(text, 2, "number above a part")]
