"""Rows whose cells stand between bars: tables of GitHub Flavored Markdown, and those that other programs write so."""

from __future__ import annotations

from itertools import islice, takewhile

from zlcli.document import Block
from zlcli.layout import marks
from zlcli.layout.lines import HAS_HAN
from zlcli.layout.reader import Reader
from zlcli.patterns import lazy

_DELIMITER = lazy(marks.delimiter_row(1))
_FEWEST = 3


def written(reader: Reader) -> Block | None:
    """Take a table that is one of GitHub Flavored Markdown already: a row, its delimiter row of as many cells, other rows."""
    lines: list[str] = []
    for line in reader.ahead():
        if "|" not in line.text or (lines and not line.adjacent):
            break
        lines.append(line.text.strip())
        if len(lines) == 2 and not (_DELIMITER.fullmatch(lines[1]) and len(cells(lines[0])) == len(cells(lines[1]))):
            return None
    if len(lines) < 2:
        return None
    reader.take(len(lines))
    return Block("table", "\n".join(lines))


def bars_in(text: str) -> int:
    """Return how many bars part the cells of ``text``, 0 if they are fewer than two or part something else than Chinese."""
    found = text.strip(" |｜").count("|")
    return found if found > 1 and HAS_HAN.search(text) else 0


def rows(reader: Reader) -> list[list[str]] | None:
    """Take and return rows with as many bars between their cells each, as programs write tables that read no Markdown.

    Two may be a menu; with a bar at their end as well they are rows.
    """
    first = reader.peek()
    bars = bars_in(first.text) if first else 0
    below = takewhile(lambda line: line.adjacent and bars_in(line.text) == bars, islice(reader.ahead(), 1, None))
    lines = [first, *below] if first and bars else []
    closed = all(line.text.endswith("|") or line.text.startswith("|") for line in lines)
    if len(lines) < (2 if closed else _FEWEST):
        return None
    reader.take(len(lines))
    return [[cell.strip() for cell in cells(line.text.strip())] for line in lines]


def cells(row: str) -> list[str]:
    """Return the cells of a ``row`` with or without bars at its ends."""
    return row.removeprefix("|").removesuffix("|").split("|")
