"""Tables of an HTML page: which are data, and their cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from zlcli.layout.lines import SENTENCE

# Tables of data have short cells; those that lay out a page hold whole articles.
_LONGEST_CELL = 300
# One that lays out a post, without a border, has a row for it, one above and one below at most.
_FEW_ROWS = 3
_BLOCKS = frozenset({"div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})


# HTML allows 1,000 columns and 65,534 rows to one cell; a table of text that claims more than this is broken.
_WIDEST, _HIGHEST = 20, 100


def is_data(table: Any) -> bool:
    """Tell whether a table is one of data, and not of the page's layout."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    found = rows(table)
    if len(found) < 2 or max(map(len, found)) < 2:
        return False
    if any(_lays_out(cell) for row in found for cell in row) and len(found) <= _FEW_ROWS and not _has_border(table):
        return False
    return all(len("".join(cell.itertext())) <= _LONGEST_CELL for row in found for cell in row)


def _lays_out(cell: Any) -> bool:
    """Tell whether a cell holds several blocks, of which one says something in a sentence: a post with its head."""
    blocks = [part for part in cell if part.tag in _BLOCKS]
    return len(blocks) > 1 and any(SENTENCE.search("".join(part.itertext())) for part in blocks)


def _has_border(table: Any) -> bool:
    return (table.get("border") or "0") != "0"


def rows(table: Any) -> list[list[Any]]:
    """Return the cells of each row of ``table`` that has any; those of tables inside it are not its own."""
    own = (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)
    found = ([cell for cell in row if cell.tag in ("td", "th")] for row in own)
    return [row for row in found if row]


def grid(table: Any, write: Callable[[Any], str]) -> list[list[str]]:
    """Return the rows of ``table``, equally long: what ``write`` makes of each cell, and nothing where a cell only reaches."""
    laid: list[list[str]] = []
    open_until: dict[int, int] = {}  # column: the row before which a cell from above ends
    for number, row in enumerate(rows(table)):
        written: list[str] = []
        for cell in row:
            while open_until.get(len(written), 0) > number:
                written.append("")
            first, width = len(written), min(count(cell.get("colspan")), _WIDEST)
            written += [write(cell), *[""] * (width - 1)]
            end = number + min(count(cell.get("rowspan")), _HIGHEST)
            open_until.update(dict.fromkeys(range(first, first + width), end))
        laid.append(written)
    longest = max(map(len, laid))
    return [row + [""] * (longest - len(row)) for row in laid]


def count(value: str | None) -> int:
    """Return the number of an attribute; 1 where it holds none that a list or a table can have."""
    return int(value) if value and re.fullmatch("[0-9]{1,6}", value.strip()) else 1
