"""Wrapped text made into paragraphs again: how many come out as the HTML edition of the same document has them."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import zlcli
from tests.bench.editions import Edition, Paragraph, editions

# What the text sets before a paragraph, where the pages have a list: an item's mark, a footnote's number.
_MARKER = re.compile(r"(?:[-*+o•]|\d{1,3}[.)]|[a-z][.)]|\^?\[\w{1,3}\])+")


class Found(NamedTuple):
    """A paragraph that the text holds, over how many ``lines``, and what it became: is it ``whole``, ``spaced`` as in HTML?"""

    paragraph: Paragraph
    whole: bool
    spaced: bool
    lines: int
    became: str


class _Lines:
    """The lines of a text, found by where they are in the text without white space."""

    def __init__(self, text: str) -> None:
        self.lines = [line.strip() for line in text.splitlines() if line.strip()]
        squeezed = ["".join(line.split()) for line in self.lines]
        self.text = "".join(squeezed)
        self.starts = [0, *accumulate(map(len, squeezed))]

    def between(self, start: int, end: int) -> list[str] | None:
        """Return the lines that make up ``start`` to ``end``, a marker before it aside; None if they hold more."""
        first = bisect_left(self.starts, start + 1) - 1
        last = bisect_left(self.starts, end)
        if self.starts[last] != end or not _is_marker(self.text[self.starts[first] : start]):
            return None
        return self.lines[first:last]


def _is_marker(text: str) -> bool:
    return not text or _MARKER.fullmatch(text) is not None


def compare(edition: Edition, result: str) -> Iterator[Found]:
    """Yield the paragraphs of ``edition`` that its text shows as such, with what ``result`` made of them."""
    before, after = _Lines(edition.text), _Lines(result)
    shift = 0 if before.text == after.text else None
    cursor = 0
    for paragraph in edition.paragraphs:
        squeezed = "".join(paragraph.text.split())
        place = _place(before, squeezed, cursor)
        if place is None:
            continue
        start, lines = place
        # A heading may be met in the table of contents first, which must not send what follows astray.
        cursor = start if paragraph.kind != "heading" else cursor
        there = start if shift == 0 else _near(after, squeezed, start)
        made = after.between(there, there + len(squeezed)) if there >= 0 else None
        if paragraph.kind == "code":
            whole = made is not None and len(made) == len(lines)
            yield Found(paragraph, whole, whole, len(lines), "\n".join(made or lines))
        else:
            whole = made is not None and len(made) == 1
            spaced = whole and made is not None and made[0].endswith(paragraph.text)
            yield Found(
                paragraph, whole, spaced, len(lines), made[0] if whole and made else _around(after, there, len(squeezed))
            )


def _place(text: _Lines, squeezed: str, cursor: int) -> tuple[int, list[str]] | None:
    for begin in (cursor, 0):
        start = text.text.find(squeezed, begin)
        while start >= 0:
            if (lines := text.between(start, start + len(squeezed))) is not None:
                return start, lines
            start = text.text.find(squeezed, start + 1)
    return None


def _near(text: _Lines, squeezed: str, start: int) -> int:
    """Return where ``squeezed`` is in a text that has lost some of its characters; -1 if nowhere."""
    at = text.text.find(squeezed, max(0, start - 3000))
    return at if at >= 0 else text.text.find(squeezed)


def _around(text: _Lines, start: int, size: int) -> str:
    first = bisect_left(text.starts, start + 1) - 1
    last = bisect_left(text.starts, start + size)
    return " | ".join(text.lines[first : last + (last == first)])


def main(*, short: bool) -> None:
    """Print the table; ``short`` takes the smaller documents."""
    print("Debian's wrapped .txt documents against their HTML editions (peer: the text as it is)")
    total: Counter[str] = Counter()
    for edition in editions():
        if short and len(edition.text) > 150_000:
            continue
        counts: Counter[str] = Counter()
        for found in compare(edition, zlcli.normalize(edition.text).text):
            kind = found.paragraph.kind
            counts[f"{kind}"] += 1
            counts[f"{kind} whole"] += found.whole
            if kind == "prose":
                counts["spaced"] += found.spaced
                counts["wrapped"] += found.lines > 1
                counts["wrapped whole"] += found.lines > 1 and found.whole
            if "-v" in sys.argv and not found.whole:
                print(f"    {kind}: {found.paragraph.text[:300]!r}\n      -> {found.became[:400]!r}")
            if "-s" in sys.argv and found.whole and not found.spaced:
                print(f"    {kind}: {found.paragraph.text[:300]!r}\n      -> {found.became[:400]!r}")
        print(f"  {edition.name:24}{_row(counts)}")
        total += counts
    print(f"  {'all':24}{_row(total)}")


def _row(counts: Counter[str]) -> str:
    kinds = ("prose", "wrapped", "heading", "cell", "code")
    shares = (f"{kind} {counts[f'{kind} whole'] / counts[kind]:.3f} of {counts[kind]}" for kind in kinds if counts[kind])
    return ", ".join(shares) + f"; spaces as in HTML {counts['spaced'] / (counts['prose whole'] or 1):.3f}"


if __name__ == "__main__":
    main(short="--short" in sys.argv[1:])
