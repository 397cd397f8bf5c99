"""Footnotes that a page's end set into the middle of a sentence, which goes on at the top of the next page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from zlcli.document import Change, Ledger
from zlcli.layout.breaks import begins
from zlcli.layout.lines import FINAL, HAS_HAN, columns
from zlcli.patterns import lazy

_MARK = lazy(r"([①-⑳]|\[\d{1,3}\]|[*＊※†])\s?(?=[\w《“「])")
# The notes of a page fill so many lines at most, and belong to marks in so many lines above them.
_LONGEST, _PAGE = 12, 60
# A line so much shorter than its neighbours ends a paragraph.
_SHORT, _NEIGHBOURS = 0.8, 8
_ENDS = lazy(r"[。.）)”」》?!？！]$")
# No heading: a line of a paragraph.
_FULL_LINE = 30


def set_below(lines: Iterable[str], is_frame: Callable[[str], object], ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) with such notes below the paragraph that they cut in two.

    ``is_frame`` tells whether the text of a line is a page's number or header.
    """
    source, ahead = iter(lines), deque[str]()
    above: deque[str] = deque(maxlen=_PAGE)
    held: list[str] = []
    while (line := _next(source, ahead)) is not None:
        text = line.strip()
        if held and (not text or begins(text)) and not is_frame(text):
            yield from _released(held)
        notes = [] if held else _notes(line, above, source, ahead, is_frame)
        if notes:
            ledger.count("page")
            ledger.keep("page", Change(0, notes[0].strip(), notes[0].strip(), "footnote below its paragraph"))
            held = notes
            continue
        yield line
        if text and not is_frame(text):
            above.append(line)
            if (
                held
                and FINAL.search(text)
                and columns(line.rstrip()) < _SHORT * max(map(_columns, islice(reversed(above), _NEIGHBOURS)))
            ):
                yield from _released(held)
    yield from _released(held)


def _notes(
    line: str, above: deque[str], source: Iterator[str], ahead: deque[str], is_frame: Callable[[str], object]
) -> list[str]:
    """Return the notes that begin with ``line`` if they stand between a sentence and a page's end; they are taken then."""
    mark = _MARK.match(line.strip())
    if not mark or not above or not _is_open(above[-1]) or not any(mark[1] in text for text in above):
        return []
    while len(ahead) < _LONGEST + 2 and (following := next(source, None)) is not None:
        ahead.append(following)
    texts = [text.strip() for text in ahead]
    end = next((i for i, text in enumerate(texts[:_LONGEST]) if is_frame(text)), None)
    if end is None or not _ENDS.search([line.strip(), *texts[:end]][end]):
        return []
    rest = next((text for text in texts[end:] if text and not is_frame(text)), "")
    if not rest or begins(rest) or not HAS_HAN.search(rest):
        return []
    return [line, *(ahead.popleft() for _ in range(end))]


def _is_open(line: str) -> bool:
    """Tell whether ``line`` is text that stops inside a sentence, at the edge."""
    return _columns(line) >= _FULL_LINE and not FINAL.search(line.rstrip()) and not _MARK.match(line.strip())


def _columns(line: str) -> int:
    return columns(line.rstrip())


def _next(source: Iterator[str], ahead: deque[str]) -> str | None:
    return ahead.popleft() if ahead else next(source, None)


def _released(held: list[str]) -> Iterator[str]:
    """Yield the notes that were held back, and hold none."""
    yield from held
    held.clear()
