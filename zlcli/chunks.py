"""Cutting a document into pieces that can be treated one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from zlcli.patterns import lazy

# Large enough that the work per chunk outweighs its overhead, small enough to stay in the processor's cache.
CHUNK = 1 << 16
# No key of OpenCC's dictionaries holds one of these, and no damage that zlcli repairs spans one.
_STOPS = "。！？，、；"
_LINE = lazy(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LAST_STOP = lazy(f".*[{_STOPS}]", re.DOTALL)


def cut(text: str, size: int = CHUNK) -> Iterator[str]:
    """Yield ``text`` in chunks of about ``size`` characters, cut after line ends, or after 。！？，、； in a longer line.

    A line of more than ``size`` characters without any of them is cut at its ``size``-th character.
    """
    start = 0
    while start < len(text):
        end = _cut_at(text, start, start + size)
        yield text[start:end]
        start = end


def _cut_at(text: str, start: int, limit: int) -> int:
    if limit >= len(text):
        return len(text)
    line_end = text.rfind("\n", start, limit)
    if line_end >= 0:
        return line_end + 1
    stop = _LAST_STOP.match(text, start, limit)
    return stop.end() if stop else limit


def flow(texts: Iterable[str], size: int = CHUNK) -> Iterator[str]:
    """Yield what `cut` yields of all ``texts`` joined, without joining them."""
    rest = ""
    for text in texts:
        rest += text
        start = 0
        while len(rest) - start > size:
            end = _cut_at(rest, start, start + size)
            yield rest[start:end]
            start = end
        rest = rest[start:]
    yield from cut(rest, size)


def whole(chunks: Iterable[str], *, longest: int | None = None) -> Iterator[str]:
    r"""Yield the text of ``chunks`` in pieces of whole lines, as many together as there are in a chunk.

    Only \n, \r\n and \r end a line: others are characters of the text. A line of more than ``longest`` characters may be
    divided, as `cut` does and where its chunks are; none of its pieces holds another line.
    """
    held: list[str] = []  # the beginning of a line; a final \r may be the first half of \r\n
    size = 0
    for chunk in chunks:
        if not held and chunk.endswith("\n"):
            yield chunk
            continue
        if "\n" in chunk or "\r" in chunk or (held and held[-1].endswith("\r")):
            text = "".join((*held, chunk))
            end = _complete(text)
            if end:
                yield text[:end]
            held = [text[end:]] if end < len(text) else []
        else:
            held.append(chunk)
        size = sum(map(len, held)) if longest else 0
        if longest and size > longest and not held[-1].endswith("\r"):
            yield from cut("".join(held), longest)
            held = []
    rest = "".join(held)
    if rest:
        yield rest


def _complete(text: str) -> int:
    r"""Where the last line of ``text`` begins that may go on: behind all others that end with \n, \r\n or \r."""
    return max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1


def lines(chunks: Iterable[str], *, longest: int | None = None) -> Iterator[str]:
    """Yield the lines of ``chunks`` with their ends, each by itself; see `whole`."""
    return apart(whole(chunks, longest=longest))


def apart(texts: Iterable[str]) -> Iterator[str]:
    """Yield the lines of ``texts``, each of whole lines already."""
    return chain.from_iterable(map(split, texts))


def split(text: str) -> list[str]:
    """Return the lines of ``text`` with their ends."""
    # Four times as fast as the pattern. It divides at other characters too (form feed, U+2028), which gives a line too many.
    lines = text.splitlines(keepends=True)
    return lines if len(lines) == text.count("\n") + (not text.endswith("\n")) else _LINE.findall(text)


def count(text: str) -> int:
    """Return how many line ends there are in ``text``."""
    ends = text.count("\n")
    return ends + text.count("\r") - text.count("\r\n") if "\r" in text else ends


def gather(texts: Iterable[str], size: int = CHUNK) -> Iterator[str]:
    """Yield ``texts`` joined to pieces of at least ``size`` characters."""
    held: list[str] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= size:
            yield "".join(held)
            held, length = [], 0
    if held:
        yield "".join(held)
