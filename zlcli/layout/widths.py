"""Several widths in one document: the columns of a PDF's pages, each as wide as its page has them.

A wrapped line is as wide as others between the same blank lines and headings; which widths count, the whole sample says.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise

from zlcli.layout.lines import columns
from zlcli.records import Record

# Punctuation that may not begin a line, and Latin words, leave so much of a width free.
_NEAR = 0.88
# Lines of verse may be as wide, but do not break words: a width needs so many breaks, and nats of evidence that they do.
_ENOUGH, _EVIDENCE = 3, 14.0
# So great a part of the breaks on lines that are wide enough belongs to one of the widths.
_SHARE = 0.8
# How many lines on either side say how wide the text is at a place.
_REACH = 8


class Break(Record):
    """A break inside a sentence: the ``width`` of the line before it, and the ``evidence`` in nats that it divides a word."""

    width: int
    evidence: float


def found(breaks: list[Break], narrowest: int) -> tuple[int, ...]:
    """Return the widths, in columns, at which text was wrapped, the greatest first; none if lines end anywhere."""
    left = sorted((one for one in breaks if one.width >= narrowest), reverse=True)
    total, widths, members = len(left), [], 0
    while left:
        width = left[0].width
        group = [one for one in left if one.width >= _NEAR * width]
        left = left[len(group) :]
        if len(group) >= _ENOUGH and sum(one.evidence for one in group) >= _EVIDENCE:
            widths.append(width)
            members += len(group)
    return tuple(widths) if members >= _SHARE * total else ()


def local(lines: Iterable[str], widths: tuple[int, ...], divides: Callable[[str, str], bool]) -> Iterator[tuple[str, int]]:
    """Yield each of ``lines`` with the width of the text it stands in: that of its widest neighbour, if ``widths`` has it.

    ``divides`` tells of two lines whether the second begins something else. Where lines are of none of the widths, it is the
    greatest.
    """
    source = iter(lines)
    ahead = deque(islice(source, _REACH + 1))
    before: deque[str] = deque(maxlen=_REACH)
    while ahead:
        widest = max(map(_columns, (*_run([ahead[0], *reversed(before)], divides, back=True), *_run(ahead, divides))))
        yield ahead[0], widest if any(_NEAR * width <= widest <= width + 2 for width in widths) else widths[0]
        before.append(ahead.popleft())
        ahead.extend(islice(source, 1))


def _columns(line: str) -> int:
    return columns(line.rstrip())


def _run(lines: Iterable[str], divides: Callable[[str, str], bool], *, back: bool = False) -> Iterator[str]:
    """Yield the first of ``lines`` and those that go on from it without anything between."""
    run = list(lines)
    yield run[0]
    for line, following in pairwise(run):
        if not following.strip() or (divides(following, line) if back else divides(line, following)):
            return
        yield following
