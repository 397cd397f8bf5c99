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
_RULE = lazy(r"[-_─━—]{3,}")
# The notes of a page fill so many lines at most, and belong to marks in so many lines above them.
_LONGEST, _PAGE = 12, 60
# A line so much shorter than its neighbours ends a paragraph.
_SHORT, _NEIGHBOURS = 0.8, 8
_ENDS = lazy(r"[。.）)”」》?!？！]$")
# No heading: a line of a paragraph.
_FULL_LINE = 30

Test = Callable[[str], object]


def set_below(lines: Iterable[str], is_frame: Test, ledger: Ledger) -> Iterator[str]:
    """Yield ``lines`` (with their ends) with such notes below the paragraph that they cut in two.

    ``is_frame`` tells whether the text of a line is a page's number or header.
    """
    source, ahead = iter(lines), deque[str]()
    above: deque[str] = deque(maxlen=_PAGE)
    held: list[str] = []
    resumed = False  # the sentence that the notes cut was seen to go on
    while (line := _next(source, ahead)) is not None:
        text = line.strip()
        if held and resumed and (not text or begins(text)) and not is_frame(text):
            yield from _released(held)
        if not held and (notes := _notes(line, above, source, ahead, is_frame)):
            ledger.count("page")
            ledger.keep("page", Change(0, notes[0].strip(), notes[0].strip(), "footnote below its paragraph"))
            held, resumed = notes, False
            continue
        yield line
        if text and not is_frame(text):
            above.append(line)
            resumed = True
            if held and FINAL.search(text) and _is_short(above):
                yield from _released(held)
    yield from _released(held)


def _notes(line: str, above: deque[str], source: Iterator[str], ahead: deque[str], is_frame: Test) -> list[str]:
    """Return the notes that begin with ``line`` if they stand between a sentence and a page's end; they are taken then.

    A rule above them goes, as the frame of a page does.
    """
    text = line.strip()
    ruled = _RULE.fullmatch(text) is not None
    if not (ruled or _MARK.match(text)) or not above or not _is_open(above[-1]):
        return []
    while len(ahead) < _LONGEST + 2 and (following := next(source, None)) is not None:
        ahead.append(following)
    texts = [text.strip() for text in ahead]
    end = next((i for i, text in enumerate(texts[:_LONGEST]) if is_frame(text)), None)
    notes = [*([] if ruled else [line]), *islice(ahead, end)] if end is not None else []
    rest = next((text for text in texts[end:] if text and not is_frame(text)), "")
    if not _are_notes([note.strip() for note in notes if note.strip()], above):
        return []
    if not rest or begins(rest) or not HAS_HAN.search(rest):
        return []
    for _ in range(end or 0):
        ahead.popleft()
    return notes


def _are_notes(texts: list[str], above: deque[str]) -> bool:
    """Tell whether ``texts`` begin with a mark that stands in the text ``above``, and end."""
    mark = _MARK.match(texts[0]) if texts else None
    return mark is not None and _ENDS.search(texts[-1]) is not None and any(mark[1] in line for line in above)


def _is_open(line: str) -> bool:
    """Tell whether ``line`` is text that stops inside a sentence, at the edge."""
    return _columns(line) >= _FULL_LINE and not FINAL.search(line.rstrip()) and not _MARK.match(line.strip())


def _is_short(lines: deque[str]) -> bool:
    """Tell whether the last of ``lines`` is much shorter than its neighbours."""
    return _columns(lines[-1]) < _SHORT * max(map(_columns, islice(reversed(lines), _NEIGHBOURS)))


def _columns(line: str) -> int:
    return columns(line.rstrip())


def _next(source: Iterator[str], ahead: deque[str]) -> str | None:
    return ahead.popleft() if ahead else next(source, None)


def _released(held: list[str]) -> Iterator[str]:
    """Yield the notes that were held back, and hold none."""
    yield from held
    held.clear()
