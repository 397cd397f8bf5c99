"""Help whose lines hold characters two columns wide, which click counts as one and finds no place to break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from zlcli.patterns import lazy

# A word, or one wide character with the marks that must not begin a line after it, or those that must not end one before it.
_PIECE = lazy(r"\s+|[（「“《]?(?:[!-~]+|[^\s!-~])[，。：；、？！）」”》]*")


class Formatter(click.HelpFormatter):
    """click's formatter, for text in Chinese."""

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        if text.isascii():
            super().write_text(text)
            return
        pad = " " * self.current_indent
        paragraphs = (wrapped(part, self.width - self.current_indent) for part in text.split("\n\n"))
        self.write("\n".join("".join(f"{pad}{line}\n" for line in lines) for lines in paragraphs))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of flags or commands and what they mean."""
        rows = list(rows)
        if all(meaning.isascii() for _term, meaning in rows):
            super().write_dl(rows, col_max, col_spacing)
            return
        column = min(max(len(term) for term, _meaning in rows), col_max) + col_spacing
        pad = " " * self.current_indent
        for term, meaning in rows:
            lines = wrapped(meaning, max(self.width - column - self.current_indent, 10))
            start = f"{pad}{term.ljust(column)}" if len(term) <= column - col_spacing else f"{pad}{term}\n{pad}{' ' * column}"
            self.write(start + f"\n{pad}{' ' * column}".join(lines) + "\n")


def width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    from unicodedata import east_asian_width  # only help in Chinese is that

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield the lines of one paragraph, broken between words and between wide characters."""
    line = ""
    for piece in _PIECE.findall(" ".join(text.split())):
        if line and width(line + piece.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line = (line + piece) if line else piece.lstrip()
    yield line.rstrip()
