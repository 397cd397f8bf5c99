"""Mojibake that touches sound text: 打开鐢ㄦ埛页面 was 打开用户页面.

Both are of the wrong code page, so that the run of characters as a whole is no text in another. Parts of it are: where the
bytes are whole characters of UTF-8 from the boundary of one character to that of another, and what single-byte code pages have
between what they have not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from zlcli.patterns import lazy
from zlcli.repair.chains import best_reading, lossy_reading
from zlcli.repair.loss import HOLES
from zlcli.repair.misreadings import Reading
from zlcli.repair.tables import encode, encode_parts

# Code pages that sound Chinese and mojibake are both written in, and what UTF-8 read in them cannot do without.
_WRONG = {
    "cp936": lazy("."),
    "cp950": lazy("[\ue000-\uf8ff]"),
    "cp949": lazy("[\uac00-\ud7a3]"),
    "cp932": lazy("[\uff61-\uff9f]"),
}
# Two characters at least; one by chance is in every tenth line. Found fast, for a class is at its beginning and no repetition.
_UTF8 = lazy(rb"[\xe2-\xe9\xef][\x80-\xbf]{2}(?:[\xe2-\xe9\xef][\x80-\xbf]{2})+")
# The same with holes: a question mark for a byte that was lost, or for one and the ASCII after it; at the end half a character.
_LOSSY_UTF8 = lazy(
    rb"[\xe2-\xe9\xef][\x80-\xbf]{2}[\xe2-\xe9\xef][\x80-\xbf]{2}(?:[\xe2-\xe9\xef][\x80-\xbf]{1,2}[!-~]{0,3}|[\xe2-\xe9\xef]?\?[!-~]{0,2})*"
)
# A class of what is East Asian takes four times as long to compile.
_ELSE = lazy("[\x00-\u2e7f\uf8ff\ufb01\ufb02\ufff0-\U0010ffff]{2,}")
# What parts of a line are looked for with: marks of lost bytes, signs of other code pages than the first.
_SIGN = lazy("[?\ufffd\uac00-\ud7a3\ue000-\uf8ff\uff61-\uff9f]")
_MARKS = lazy("(?:[\ufb01\ufb02]|[^\x00-\x7f\u2e80-\uffef]){2,}")
_Found = tuple[int, int, Reading]


def fragments(text: str) -> list[tuple[str, Reading | None]]:
    """Return the pieces of ``text``, in order, each with what it was before it was misread (None: what it is)."""
    return list(_pieces(text, list(_utf8(text)) or list(_single(text))))


def letters_beside_sound(text: str) -> list[tuple[str, Reading | None]]:
    """Do as `fragments` for letters and symbols of single-byte code pages; Big5 has ASCII between them: 打开©Ò­z页面."""
    return list(_pieces(text, list(_single(text))))


def lossy_fragments(text: str) -> list[tuple[str, Reading | None]]:
    """Do as `fragments` for parts that lost bytes."""
    return list(_pieces(text, list(_lossy_in(text, "cp936")) if HOLES.search(text) else []))


def may_have_parts(line: str) -> bool:
    """Tell whether a part of ``line`` may be found that was misread, whichever way the line is divided."""
    if _SIGN.search(line):
        return True
    return _UTF8.search(encode_parts(line, "cp936")) is not None or any(best_reading(marks) for marks in _MARKS.findall(line))


def _lossy_in(text: str, wrong: str) -> Iterator[_Found]:
    data, at = _boundaries(text, wrong)
    for match in _LOSSY_UTF8.finditer(data):
        # Up to the last boundary, where the bytes go on with those of sound text.
        end = next(end for end in range(match.end(), match.start() - 1, -1) if end in at)
        if match.start() in at and b"?" in match[0]:
            start = at[match.start()]
            reading = lossy_reading(text[start : at[end]])
            if reading:
                yield start, at[end], reading


def _boundaries(text: str, wrong: str) -> tuple[bytes, dict[int, int]]:
    """Return the bytes of ``text`` (? for a mark, FF for what cannot be), and the character that begins at each offset."""
    chars = [_byte_or_two(char, wrong) for char in text]
    return b"".join(chars), {offset: i for i, offset in enumerate(accumulate(map(len, chars), initial=0))}


@lru_cache(1 << 14)
def _byte_or_two(char: str, wrong: str) -> bytes:
    return b"?" if char == "\ufffd" else encode(char, wrong) or b"\xff"


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
    data, at = _boundaries(text, wrong)
    for match in _UTF8.finditer(data):
        # From its first boundary to its last one, whole characters only.
        inside = [offset for offset in range(match.start(), match.end() + 1, 3) if offset in at]
        if len(inside) > 1:
            yield from _confirmed(text, at[inside[0]], at[inside[-1]])


def _single(text: str) -> Iterator[_Found]:
    """Parts in single-byte code pages, which have no East Asian characters."""
    for part in _ELSE.finditer(text):
        if part[0] != text:
            yield from _confirmed(text, *part.span())


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
