"""Tables drawn with box characters, with + - |, or by columns of spaces, as tables of GitHub Flavored Markdown.

Those that are such tables already stay as they are. A table whose rows do not fit its columns keeps its drawing, as code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice, takewhile

from zlcli.document import Block, Change, Ledger
from zlcli.layout import barred, marks
from zlcli.layout.lines import HAS_HAN, SENTENCE, Line, columns
from zlcli.layout.listing import as_written
from zlcli.layout.numbering import CAPTION, gap_closed
from zlcli.layout.reader import Reader
from zlcli.model.characters import HAN
from zlcli.patterns import lazy

_BORDER = lazy(r"[─━═\-=+|│┃║┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╭╮╰╯┠┨┯┷ ]{3,}")
# What the first line of any table has: a bar, a gap, or nothing but a border.
_SIGN = lazy(rf"[│┃║|\t\u3000]|  |\A{_BORDER.pattern}\Z")
_DRAWN = lazy(r"[│┃║|].*")
_BARS = lazy("[│┃║|]")
_STROKES = lazy("[─━═=-]")
_GAP = lazy(r"\t+| {2,}|\u3000{1,}")
_SPACED = lazy(rf"[{HAN}] [a-zA-Z0-9]|[a-zA-Z0-9] [{HAN}]")
_CAPTION = lazy(rf"{CAPTION}\s")
_LONGEST_CELL = 40
# Columns set to the right or in the middle are apart by more than the spaces inside a phrase, and a Chinese character wide.
_WIDE_GAP, _CHARACTER = 3, 2
_SPACES = lazy(" {2,}")
# Two lines may be a signature.
_FEWEST_PAIRS = 3


def read(reader: Reader, ledger: Ledger) -> list[Block] | None:
    """Take the table that comes next, None if there is none."""
    first = reader.peek()
    if not first or not _SIGN.search(first.text):
        return None
    if written := barred.written(reader):
        return [written]
    if drawn := _drawn(reader, ledger):
        return drawn
    if rows := barred.rows(reader):
        return [_table(rows, ledger, "cells between bars")]
    return _captioned(reader, ledger) if _is_caption(reader) else _aligned(reader, ledger) or _ragged(reader)


def _is_caption(reader: Reader) -> bool:
    """Tell whether 表 1  水位 comes next, which stands above columns and has none itself."""
    line, below = reader.peek(), reader.peek(1)
    if not line or not below or not _CAPTION.match(line.text):
        return False
    return len(_GAP.split(line.text)) != len(_GAP.split(below.text)) or not _CAPTION.match(below.text)


def _captioned(reader: Reader, ledger: Ledger) -> list[Block] | None:
    """Take a caption with the columns below it, of which two are enough."""
    rows = _rows_in_columns(list(islice(reader.ahead(), 1, None)), fewest=2)
    if not rows:
        return None
    caption = gap_closed(reader.take_one().text)
    reader.take(len(rows))
    return [Block("paragraph", caption), _table(rows, ledger, "aligned columns")]


def _drawn(reader: Reader, ledger: Ledger) -> list[Block] | None:
    lines: list[Line] = []
    for line in reader.ahead():
        if not (_is_border(line.text) or _DRAWN.fullmatch(line.text)):
            break
        lines.append(line)
    if (
        len(lines) < 3
        or not _is_border(lines[0].text)
        or not any(_DRAWN.fullmatch(line.text) and not _is_border(line.text) for line in lines)
    ):
        return None
    reader.take(len(lines))
    rows = _rows([line.text for line in lines])
    if rows is None or len(rows) < 1 or len(rows[0]) < 2:
        return [Block("code", "\n".join(" " * (line.indent - lines[0].indent) + line.text for line in lines))]
    return [_table(rows, ledger, "drawn table")]


def _is_border(text: str) -> bool:
    return _BORDER.fullmatch(text) is not None and _STROKES.search(text) is not None


def _rows(texts: list[str]) -> list[list[str]] | None:
    """The cells of the rows; lines between two borders are mostly one row where there are several borders."""
    groups: list[list[str]] = [[]]
    for text in texts:
        if _is_border(text):
            groups.append([])
        else:
            groups[-1].append(text)
    groups = [group for group in groups if group]
    width = max((len(_BARS.findall(text)) for group in groups for text in group), default=0) - 1
    edges = next((found for text in texts if _is_border(text) and len(found := _edges(text)) == width + 1), None)
    ruled = len(groups) > 2 or (len(groups) == 2 and len(groups[0]) + len(groups[1]) <= 2)
    spaced = any(map(_SPACED.search, texts))
    table = [[_cells(text, width, edges) for text in group] for group in groups]
    if any(len(row) != width for group in table for row in group):
        return None
    widths = [max(columns(cell, 1) for cell in column) for column in zip(*chain.from_iterable(table), strict=True)]
    rows: list[list[str]] = []
    for at, cells in enumerate(table):
        if at == 0 and len(groups) > 1:
            rows.append([_run_on(column, spaced=spaced) for column in zip(*cells, strict=True)])
        else:
            rows += _joined(cells, widths if ruled else [], spaced=spaced)
    return rows


def _joined(cells: list[list[str]], widths: list[int], *, spaced: bool) -> list[list[str]]:
    """Join lines to rows: one whose first cell is empty goes on with the row before.

    In a table with borders between its rows (``widths``: the columns that its cells have) all lines between two of them are
    one row, unless the text shows otherwise.
    """
    rows: list[list[str]] = []
    for above, line in zip([[], *cells], cells, strict=False):
        if above and (not _is_new(above, line, widths) if widths else not line[0] and any(line)):
            rows[-1] = [_run_on(pair, spaced=spaced) for pair in zip(rows[-1], line, strict=True)]
        else:
            rows.append(line)
    return rows


def _is_new(above: list[str], line: list[str], widths: list[int]) -> bool:
    """Tell whether ``line`` is a row of its own: its text would have had room in the first cell above, or in most of them."""
    pairs = [(a, b, width) for a, b, width in zip(above, line, widths, strict=False) if a and b]
    room = [columns(a, 1) + columns(b[:1] if not b[0].isascii() else b.split()[0], 1) <= width for a, b, width in pairs]
    return bool(line[0] and above[0] and (room[0] or sum(room) > len(room) / 2))


def _edges(border: str) -> list[int]:
    """Columns of a border's junctions."""
    return [columns(border[: m.start()], 1) for m in re.finditer("[^─━═=\\- ]", border)]


def _cells(text: str, width: int, edges: list[int] | None) -> list[str]:
    parts = [part.strip() for part in _BARS.split(text)[1:-1]]
    if len(parts) == width or edges is None:
        return parts
    found, start, at = [], 1, 0
    for i, char in enumerate(text):
        if at in edges[1:] and _BARS.match(char):
            found.append(text[start:i].strip())
            start = i + 1
        at += columns(char, 1)
    return found


def _run_on(parts: tuple[str, ...], *, spaced: bool) -> str:
    """Join what was broken at a cell's edge."""
    joined = ""
    for part in filter(None, parts):
        joined += (_between(joined[-1], part[0], spaced) if joined else "") + part
    return joined


def _between(left: str, right: str, spaced: bool) -> str:
    """Return a space between Latin words, and beside them where the table is ``spaced`` that way; none after - and /."""
    if left.isascii() and right.isascii():
        return "" if left in "/-" else " "
    return " " if spaced and re.match("[a-zA-Z0-9][^\x00-\x7f]|[^\x00-\x7f][a-zA-Z0-9]", left + right) else ""


def _aligned(reader: Reader, ledger: Ledger) -> list[Block] | None:
    first = reader.peek()
    rows = _rows_in_columns(reader.ahead(), fewest=3) if first and _GAP.search(first.text) else []
    if not rows:
        return None
    reader.take(len(rows))
    return [_table(rows, ledger, "aligned columns")]


def _rows_in_columns(ahead: Iterable[Line], *, fewest: int) -> list[list[str]]:
    """Return three rows of short cells, or a head and one, with ``fewest`` columns or more below each other; or nothing."""
    lines: list[Line] = []
    for line in ahead:
        if (
            (lines and not line.adjacent)
            or len(_GAP.split(line.text)) < 2
            or not HAS_HAN.search("".join(x.text for x in [*lines, line]))
        ):
            break
        lines.append(line)
    rows = [_GAP.split(line.text) for line in lines]
    if (
        len(rows) < (2 if _are_head_and_row(lines) else 3)
        or len({len(row) for row in rows}) > 1
        or any(len(cell) > _LONGEST_CELL for row in rows for cell in row)
    ):
        return []
    tabbed = all("\t" in line.text for line in lines)
    below = len(rows[0]) >= fewest and (len({_starts(line) for line in lines}) == 1 or _in_columns(lines[1:]))
    return rows if tabbed or below else []


def _are_head_and_row(lines: list[Line]) -> bool:
    """Tell whether two ``lines`` have three cells or more, exactly below each other, without a label (电话：) in them."""
    starts = {_starts(line) for line in lines}
    if len(lines) != 2 or len(starts) > 1 or len(next(iter(starts))) < 2:
        return False
    wide = all(len(gap[0]) >= _WIDE_GAP for line in lines for gap in _GAP.finditer(line.text))
    return wide and not any(mark in line.text for line in lines for mark in "：:")


def _ragged(reader: Reader) -> list[Block] | None:
    """Take lines whose second cells begin below each other, some with that cell alone: as code, which keeps them so."""
    first = reader.peek()
    gaps = list(_SPACES.finditer(first.text)) if first and "\t" not in first.text else []
    if not first or len(gaps) != 1:
        return None
    at = first.indent + columns(first.text[: gaps[0].end()])
    below = takewhile(
        lambda line: line.adjacent and (_gap_before(line, at) or abs(line.indent - at) <= 1), islice(reader.ahead(), 1, None)
    )
    lines = [first, *below]
    found = [gap for line in lines if (gap := _gap_before(line, at))]
    sentences = any(SENTENCE.search(line.text) or len(line.text) > 2 * _LONGEST_CELL for line in lines)
    if (
        len(found) < _FEWEST_PAIRS
        or max(found) < _WIDE_GAP
        or sentences
        or not any(HAS_HAN.search(line.text) for line in lines)
    ):
        return None
    return [Block("code", as_written(reader.take(len(lines))))]


def _gap_before(line: Line, at: int) -> int:
    """Return how many spaces stand before the cell that begins in the column ``at``, 0 if none begins there."""
    place = line.indent
    for i, char in enumerate(line.text):
        if place >= at:
            before = line.text[:i]
            return len(before) - len(before.rstrip(" ")) if place == at and char != " " else 0
        place += columns(char)
    return 0


def _in_columns(lines: list[Line]) -> bool:
    """Tell whether the cells of each column begin, end or have their middle below each other, but for a character."""
    if any(len(gap[0]) < _WIDE_GAP for line in lines for gap in _GAP.finditer(line.text)):
        return False
    for spans in zip(*map(_spans, lines), strict=True):
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        middles = [(start + end) // 2 for start, end in spans]
        if min(max(places) - min(places) for places in (starts, ends, middles)) > _CHARACTER:
            return False
    return True


def _spans(line: Line) -> list[tuple[int, int]]:
    """Return the columns where the cells of ``line`` begin and end."""
    cells = re.finditer(rf"(?:(?!{_GAP.pattern}).)+", line.text)
    return [(columns(line.text[: cell.start()]), columns(line.text[: cell.end()])) for cell in cells]


def _starts(line: Line) -> tuple[int, ...]:
    return tuple(columns(line.text[: m.end()]) for m in _GAP.finditer(line.text))


def _table(rows: list[list[str]], ledger: Ledger, rule: str) -> Block:
    ledger.count("table")
    if ledger.wants_example("table"):
        ledger.keep("table", Change(0, " ".join(rows[0]), f"{len(rows)} × {len(rows[0])}", rule))
    return Block("table", marks.table(rows))
