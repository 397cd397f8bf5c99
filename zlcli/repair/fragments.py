"""Mojibake that touches sound text: 打开鐢ㄦ埛页面 was 打开用户页面.

Both are of the wrong code page, so that the run of characters as a whole is no text in another. Parts of it are: where the
bytes are whole characters of UTF-8 from the boundary of one character to that of another, and what single-byte code pages have
between what they have not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from zlcli.patterns import lazy
from zlcli.repair.chains import Reading, best_reading
from zlcli.repair.tables import encode

# Code pages that sound Chinese and mojibake are both written in, and what UTF-8 read in them cannot do without.
_WRONG = {
    "cp936": re.compile("."),
    "cp950": re.compile("[\ue000-\uf8ff]"),
    "cp949": re.compile("[\uac00-\ud7a3]"),
    "cp932": re.compile("[\uff61-\uff9f]"),
}
# Two characters at least; one by chance is in every tenth line.
_UTF8 = re.compile(rb"(?:[\xe2-\xe9\xef][\x80-\xbf]{2}){2,}")
_EAST_ASIAN = lazy("([\u2e80-\uffef]+)")
_Found = tuple[int, int, Reading]


def fragments(text: str) -> list[tuple[str, Reading | None]]:
    """Return the pieces of ``text``, in order, each with what it was before it was misread (None: what it is)."""
    return list(_pieces(text, list(_utf8(text)) or list(_single(text))))


def _utf8(text: str) -> Iterator[_Found]:
    """Parts whose bytes are UTF-8, in the first code page that has any."""
    for wrong, sign in _WRONG.items():
        found = list(_utf8_in(text, wrong)) if sign.search(text) else []
        if found:
            return iter(found)
    return iter(())


def _utf8_in(text: str, wrong: str) -> Iterator[_Found]:
    whole = encode(text, wrong)
    if whole is not None and not _UTF8.search(whole):
        return
    chars = [encode(char, wrong) or b"\xff" for char in text]
    at = {offset: i for i, offset in enumerate(accumulate(map(len, chars), initial=0))}
    for match in _UTF8.finditer(b"".join(chars)):
        # From its first boundary to its last one, whole characters only.
        inside = [offset for offset in range(match.start(), match.end() + 1, 3) if offset in at]
        if len(inside) > 1:
            yield from _confirmed(text, at[inside[0]], at[inside[-1]])


def _single(text: str) -> Iterator[_Found]:
    """Parts in single-byte code pages, which have no East Asian characters."""
    at = 0
    for part in _EAST_ASIAN.split(text):
        if part != text and len(part) > 1:
            yield from _confirmed(text, at, at + len(part))
        at += len(part)


def _confirmed(text: str, start: int, end: int) -> Iterator[_Found]:
    reading = best_reading(text[start:end])
    if reading:
        yield start, end, reading


def _pieces(text: str, found: list[_Found]) -> Iterator[tuple[str, Reading | None]]:
    done = 0
    for start, end, reading in found:
        yield text[done:start], None
        yield text[start:end], reading
        done = end
    yield text[done:], None
