"""Papers whose paragraphs are counted through (2. 政府……), with short headings between them, as councils write them."""

from __future__ import annotations

from zlcli.document import Block
from zlcli.layout import sections
from zlcli.layout.lines import Line
from zlcli.layout.reader import Reader
from zlcli.layout.state import State
from zlcli.layout.titles import is_paragraph, may_be_heading


def paragraph(reader: Reader, state: State) -> list[Block] | None:
    """Take a counted paragraph, which is no item of a list."""
    line = reader.peek()
    if not state.plan.counted_paragraphs or not line or not sections.counted(line.text):
        return None
    return [Block("paragraph", reader.take_one().text)]


def heading(reader: Reader, state: State) -> list[Block] | None:
    """Take a short line above a paragraph, or two above each other, the second of which is below the first."""
    if not state.plan.counted_paragraphs or not state.started:
        return None
    lines = [line for line in (reader.peek(i) for i in range(3)) if line]
    short = next((i for i, line in enumerate(lines) if not may_be_heading(line.text)), len(lines))
    if not 0 < short < len(lines) or not _is_paragraph(lines[short]):
        return None
    return [state.heading(line.text, 2 + i, "heading above counted paragraphs") for i, line in enumerate(reader.take(short))]


def _is_paragraph(line: Line) -> bool:
    return sections.counted(line.text) > 0 or is_paragraph(line.text)
