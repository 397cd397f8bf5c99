"""Lists: which of their marks go together, how deep items are nested, and what belongs to each."""

from __future__ import annotations

from itertools import groupby, pairwise, takewhile

from zlcli.document import Block
from zlcli.layout import items as marks
from zlcli.layout import tears
from zlcli.layout.breaks import RIGHT
from zlcli.layout.items import Item, width_of_mark
from zlcli.layout.lines import FINAL, SENTENCE, Line, columns
from zlcli.layout.listing import as_written, is_code, is_listing_apart
from zlcli.layout.numbering import number_of
from zlcli.layout.reader import Reader
from zlcli.layout.spacing import Spacing
from zlcli.patterns import lazy

# Families that are numbers of clauses more often than not: only short ones are items.
_LOOSE = frozenset({"tight", "circled", "bracketed", "enumerated", "choice"})
# Families that are items only where others are nested in them, or they in others.
_OF_NESTS = frozenset({"lettered tightly", "enumerated", "below"})
# The answers to choose from (A．平原) are three at least; A、 and B、 alone may be paragraphs.
_FEWEST_CHOICES = 3
# A line that stops inside a sentence and is at least so wide was broken at the edge, and goes on below.
_NARROWEST = 40
# In a narrower list lines are broken inside words, and all of them nearly as wide as the widest.
_NEAR = 0.8
_OF_PARAGRAPH = 4
# Of a nested item, and of a list below a heading.
_INDENTED = 2
_COMMAS = "，、,"
_LABEL = lazy(r"[^\s，。]{1,8}[:：]")


def read(reader: Reader, *, levels: bool, numbered: bool) -> list[Block] | None:
    """Take the list that comes next.

    In an official document (``levels``) 1. is a level of its clauses, and in any with ``numbered`` headings ①, （1） and 1、
    are; none of them are items then, unless they are nested in one.
    """
    first = reader.peek()
    if not first:
        return None
    refused = {"tight"} if levels else set[str]()
    refused |= {"circled", "bracketed", "enumerated"} if numbered else set()
    items, extra = _collected(reader, set() if _holds_inner(reader, first) else refused)
    if not _coherent(items):
        return None
    reader.take(len(items) + sum(map(len, extra.values())))
    return _nested(items, extra)


def _holds_inner(reader: Reader, first: Line) -> bool:
    """Tell whether ``first`` begins an indented run of items, some of which are nested by their indentation."""
    if first.indent < _INDENTED:
        return False
    run = takewhile(lambda line: line.indent >= first.indent and marks.read(line) is not None, reader.ahead())
    return any(line.adjacent and line.indent >= first.indent + _INDENTED for line in run)


def _collected(reader: Reader, refused: set[str]) -> tuple[list[Item], dict[int, list[Line]]]:
    """Return the items to come, but for the ``refused`` families, and the lines below them that belong to them."""
    items: list[Item] = []
    extra: dict[int, list[Line]] = {}
    for line in reader.ahead():
        item = marks.read(line)
        if item and (
            _is_inner(item, items) or (item.family not in refused and _may_be_outer(item, items)) or _is_announced(item, items)
        ):
            if not _continues(items, item):
                break
            items.append(item)
        elif items and not item and _belongs(line, items):
            extra.setdefault(len(items) - 1, []).append(line)
        else:
            break
    return items, extra


def _is_inner(item: Item, items: list[Item]) -> bool:
    """Tell whether ``item`` is nested in one of ``items``, to judge by its indentation."""
    return bool(items) and item.line.adjacent and item.line.indent >= items[0].line.indent + _INDENTED


def _is_announced(item: Item, items: list[Item]) -> bool:
    """Tell whether ``item`` is of a short list within one of another mark that announced it: 3. 成绩：⏎（1）甲⏎（2）乙."""
    announced = next((i for i in range(len(items) - 1, -1, -1) if items[i].family != item.family), -1)
    within = items[announced + 1 :]
    if announced < 0 or not item.line.adjacent or item.number != len(within) + 1:
        return False
    return items[announced].text[-1] in "：:" and item.line.indent == items[announced].line.indent and _short(item)


def _may_be_outer(item: Item, items: list[Item]) -> bool:
    if item.family in _OF_NESTS and items and item.family != items[0].family:
        return False
    return item.family not in _LOOSE or _short(item)


def _belongs(line: Line, items: list[Item]) -> bool:
    """Tell whether ``line`` is below the last of ``items``: deeper, but neither in the middle of its page nor a chapter."""
    apart = _is_chapter(line) or (not line.adjacent and line.indent >= items[-1].line.indent + RIGHT)
    apart = apart or _begins_paragraph(line, items[-1])
    return not apart and line.indent > items[0].line.indent and line.indent >= items[-1].line.indent + _INDENTED


def _begins_paragraph(line: Line, item: Item) -> bool:
    """Tell whether ``line``, directly below a whole ``item``, is indented as paragraphs are: by two ideographic spaces."""
    flush = item.line.indent == 0 and line.indent == _OF_PARAGRAPH and not _is_aligned(line, item.line)
    return flush and line.adjacent and FINAL.search(item.text) is not None and len(line.text) > _NARROWEST // 2


def _is_chapter(line: Line) -> bool:
    number = number_of(line.text)
    return number is not None and (number.divides_book or (number.scheme == "level" and number.rank == 0))


def _short(item: Item) -> bool:
    return not SENTENCE.search(item.text[:-1]) and len(item.text) <= 60


def _coherent(items: list[Item]) -> bool:
    """Tell whether the marks are those of a list: one bullet of an odd kind may be chance, and 5. alone is no list."""
    if not items:
        return False
    first = items[0]
    if first.family in _OF_NESTS and not any(_is_inner(item, items) for item in items):
        return False
    if not first.number:
        return len(items) > 1 or first.family in "-*+•"
    fewest = _FEWEST_CHOICES if first.family == "choice" else 2
    return sum((item.family, item.line.indent) == (first.family, first.line.indent) for item in items) >= fewest


def _continues(items: list[Item], item: Item) -> bool:
    """Tell whether the number of ``item`` follows that of its elder, or begins a list of its own."""
    elder = next((e for e in reversed(items) if (e.family, e.line.indent) == (item.family, item.line.indent)), None)
    if elder is None:
        return not items or item.number < 2
    return item.number in (elder.number + 1, min(1, elder.number))


def _nested(items: list[Item], extra: dict[int, list[Line]]) -> list[Block]:
    """Give each item its depth: by indentation, or, where all are flush, by a change of mark."""
    flush = len({item.line.indent for item in items}) == 1
    spacing = Spacing("\n".join([*(item.text for item in items), *(line.text for more in extra.values() for line in more)]))
    edge = _edge(items, extra) if extra else _NARROWEST
    stack: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for i, item in enumerate(items):
        place = (item.line.indent, item.family)
        if flush:
            families = [family for _, family in stack]
            stack = stack[: families.index(item.family) + 1] if item.family in families else [*stack, place]
        else:
            while stack and stack[-1][0] > item.line.indent:
                stack.pop()
            if not stack or stack[-1][0] < item.line.indent:
                stack.append(place)
        blocks += _with_text_below(item, len(stack) - 1, extra.get(i, []), spacing, edge)
    return blocks


def _with_text_below(item: Item, level: int, below: list[Line], spacing: Spacing, edge: float) -> list[Block]:
    """Make the blocks of an item and of the lines below it: the rest of its sentence, further paragraphs, code."""
    blocks = [Block("item", item.text, level=level, marker=item.marker)]
    last = item.line
    for code, run in groupby(below, key=lambda line: line.text.isascii()):
        lines = list(run)
        deep = lines[0].indent >= item.line.indent + 4
        if code and ((deep and is_code(lines)) or is_listing_apart(lines)):
            blocks.append(Block("code", as_written(lines), level=level + 1))
            continue
        for line in lines:
            if blocks[-1].kind == "item" and _goes_on(last, line, item.line, edge):
                left = blocks[-1].text
                blocks[-1] = blocks[-1]._replace(text=left + spacing.between(left[-1], line.text[0]) + line.text)
            else:
                blocks.append(Block("item", line.text, level=level))
            last = line
    return blocks


def _edge(items: list[Item], extra: dict[int, list[Line]]) -> float:
    """Return how wide a line of this list has to be for its end to be no end of a paragraph."""
    runs = [[item.line, *extra.get(i, [])] for i, item in enumerate(items)]
    if _are_sentences([run for run in runs if len(run) > 1]):
        return 0
    breaks = [
        (a, b) for run in runs for a, b in pairwise(run) if b.adjacent and _is_aligned(b, run[0]) and not FINAL.search(a.text)
    ]
    near = _NEAR * max(_width(line) for run in runs for line in run)
    torn = tears.evidence((a.text, b.text) for a, b in breaks) >= tears.ENOUGH
    return min(near, _NARROWEST) if torn and all(_width(a) >= near for a, _ in breaks) else _NARROWEST


def _are_sentences(runs: list[list[Line]]) -> bool:
    """Tell whether each of ``runs``, the lines of an item, is one sentence, broken wherever its author liked.

    Names with a description below them look the same, but no comma stands after a name.
    """
    return any(run[0].text[-1] in _COMMAS for run in runs) and all(
        FINAL.search(run[-1].text)
        and all(line.adjacent and _is_aligned(line, run[0]) and not _LABEL.match(line.text) for line in run[1:])
        and not any(FINAL.search(line.text) for line in run[:-1])
        for run in runs
    )


def _width(line: Line) -> int:
    return line.indent + columns(line.text)


def _is_aligned(below: Line, item: Line) -> bool:
    """Tell whether ``below`` is set where the text of its ``item`` begins, be its mark one column wide or two."""
    return below.indent - item.indent in (width_of_mark(item.text, 1), width_of_mark(item.text, 2))


def _goes_on(line: Line, below: Line, item: Line, edge: float) -> bool:
    """Tell whether the paragraph of ``line`` goes on in the line ``below``; ``edge`` is that of the list."""
    if not below.adjacent or marks.is_choice(below.text):
        return False
    if line.text[-1] in _COMMAS:
        return True
    aligned = _is_aligned(below, item) and not _LABEL.match(below.text)
    return (aligned or not FINAL.search(line.text)) and _width(line) >= edge
