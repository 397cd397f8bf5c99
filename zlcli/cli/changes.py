"""The changes to a document on a terminal: marked where they are, old beside new where there is room, with a legend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.table import Table
from rich.text import Text

from zlcli.cli.text import N_, _, show
from zlcli.document import Choice
from zlcli.records import Record

if TYPE_CHECKING:
    from rich.console import Console

SIDE_BY_SIDE = 120
"""From this many columns on old and new stand side by side: two lines of some thirty Chinese characters."""
# A line may grow by so much when it is repaired (entities become longer only with Markdown).
_GROWTH = 8
_GLOSS = re.compile(r"[(（\[【〔［] ?[A-Za-z1-5\u00c0-\u01dc\u1e3f\u02c7-\u02d9\u3105-\u3129]+ ?[)）\]】〕］]")
_MARKS = re.compile(r"[,.:;?!()，。：；？！（）、“”‘’「」『』\s]*")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# What a change looks like decides, for its step is not known of every place: a legend for the eye; --json has the counts.
_LOOKS = {
    "gloss": ("magenta", N_("pinyin gloss")),
    "punctuation": ("cyan", N_("punctuation")),
    "script": ("green", N_("character converted")),
    "doubtful": ("yellow", N_("character with several counterparts")),
    "mojibake": ("red", N_("mojibake and other repairs")),
    "line": ("bright_black", N_("line removed or moved")),
}


class Piece(Record):
    """A part of a line that is old, new or both. ``look`` is a key of the legend, empty for what did not change."""

    before: str
    after: str
    look: str = ""


class Row(Record):
    """Lines that became others, from line ``number`` on."""

    number: int
    pieces: tuple[Piece, ...]


def rows(before: str, after: str, choices: tuple[Choice, ...] = ()) -> Iterator[Row]:
    """Yield what changed between two texts, line by line where the lines are as many, else in blocks."""
    old, new = before.splitlines(), after.splitlines()
    doubtful = {choice.chosen for choice in choices if not choice.settled}
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if i_end - i == j_end - j:
            for step in range(i_end - i):
                yield Row(i + step + 1, _pieces(old[i + step], new[j + step], doubtful))
        elif tag == "delete":
            yield from (Row(number + 1, (Piece(old[number], "", "line"),)) for number in range(i, i_end))
        else:
            yield from _block(i + 1, old[i:i_end], new[j:j_end], doubtful)


def _block(number: int, old: list[str], new: list[str], doubtful: set[str]) -> Iterator[Row]:
    """Yield a row for each old line where others were only removed, else one for all (joined lines, a new order)."""
    partners = _partners(old, new)
    if partners is None:
        yield Row(number, _pieces("\n".join(old), "\n".join(new), doubtful))
        return
    for step, line in enumerate(old):
        pieces = _pieces(line, new[partners[step]], doubtful) if step in partners else (Piece(line, "", "line"),)
        yield Row(number + step, pieces)


def _partners(old: list[str], new: list[str]) -> dict[int, int] | None:
    """Return which old line each new line was, in order, by their numbers; None if that is not plain to see."""
    found: dict[int, int] = {}
    start = 0
    for index, line in enumerate(new):
        alike = (step for step in range(start, len(old)) if _are_alike(old[step], line))
        step = next(alike, None)
        if step is None:
            return None
        found[step] = index
        start = step + 1
    return found


def _are_alike(old: str, new: str) -> bool:
    """Half of the characters of the shorter line survive a change of script; a line that grew was joined with others."""
    shared = sum((Counter(old) & Counter(new)).values())
    return len(new) <= len(old) + _GROWTH and 2 * shared >= min(len(old), len(new))


def _pieces(before: str, after: str, doubtful: set[str]) -> tuple[Piece, ...]:
    matched = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        Piece(before[i:i_end], after[j:j_end], "" if tag == "equal" else _look(before[i:i_end], after[j:j_end], doubtful))
        for tag, i, i_end, j, j_end in matched
    )


def _look(before: str, after: str, doubtful: set[str]) -> str:
    bare = _GLOSS.sub("", before)
    if bare != before and len(bare) == len(after):
        return "gloss"
    if _MARKS.fullmatch(before) and _MARKS.fullmatch(after):
        return "punctuation"
    if len(before) == len(after) and _HAN.search(before) and _HAN.search(after):
        return "doubtful" if doubtful & set(after) else "script"
    return "mojibake" if after else "line"


def show_changes(  # noqa: PLR0913
    title: str, before: str, after: str, choices: tuple[Choice, ...] = (), *, console: Console, most: int | None = None
) -> None:
    """Print the changes of one document, the first ``most``, and what the colours mean; nothing where nothing changed."""
    every = list(rows(before, after, choices))
    found = every[:most]
    if not found:
        return
    if title:
        console.print(Text(show(title), style="bold"))
    console.print(_beside(found) if console.width >= SIDE_BY_SIDE else _below(found))
    looks = dict.fromkeys(piece.look for row in found for piece in row.pieces if piece.look)
    if len(every) > len(found):
        console.print(Text("… " + _("and {count} more").format(count=len(every) - len(found))))
    legend = [Text(f"■ {_(_LOOKS[look][1])}", style=_LOOKS[look][0]) for look in looks]
    console.print(Columns(legend, padding=(0, 2)))


def _beside(found: list[Row]) -> Table:
    table = Table("", _("before"), _("after"), expand=True)
    table.columns[0].justify = "right"
    for column in table.columns[1:]:
        column.ratio, column.overflow = 1, "fold"
    for row in found:
        table.add_row(str(row.number), _old(row), _new(row))
    return table


def _below(found: list[Row]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column()
    table.add_column(overflow="fold")
    for row in found:
        table.add_row(str(row.number), Text("-", style="red"), _old(row))
        new = _new(row)
        if new:
            table.add_row("", Text("+", style="green"), new)
    return table


def _old(row: Row) -> Text:
    return Text.assemble(*((_lines(p.before), f"{_LOOKS[p.look][0]} strike" if p.look else "") for p in row.pieces))


def _new(row: Row) -> Text:
    return Text.assemble(*((_lines(p.after), f"{_LOOKS[p.look][0]} bold" if p.look else "") for p in row.pieces))


def _lines(text: str) -> str:
    return "\n".join(map(show, text.split("\n")))
