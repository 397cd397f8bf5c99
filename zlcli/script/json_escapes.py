r"""Chinese characters that a JSON file writes as ``\u8edf``: read for the conversion, and written that way again after it.

Only escapes of Chinese characters and their punctuation are read; all others are of the format (RFC 8259, section 7).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import tee

from zlcli.document import Block
from zlcli.patterns import lazy
from zlcli.records import Record

# A character of the supplementary planes is a pair; a backslash before a backslash escapes that, and no `u` behind it.
_ESCAPE = lazy(r"\\(?:u([dD]8[4-8][0-9a-fA-F]\\u[dD][c-fC-F][0-9a-fA-F]{2}|[0-9a-fA-F]{4})|.)", re.DOTALL)
_CHINESE = lazy("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60‘’“”—…·\U00020000-\U0003ffff]")
_BACKSLASHES = lazy(r"\\(?:u[0-9a-fA-F]{0,3}|u[dD]8[0-9a-fA-F]{2}\\?(?:u[0-9a-fA-F]{0,3})?)?\Z")
_LETTER, _CAPITAL = lazy("[A-Fa-f]"), lazy("[A-F]")
# A string that goes on in the next piece is kept for that, for its words are not to be divided, unless it is longer.
_LONGEST_STRING = 4000


class _Read(Record):
    """Text with its escapes read: ``places`` are those of the escapes, and ``spelled`` says how each was written."""

    text: str
    spelled: dict[int, str]
    places: list[int]


def around(blocks: Iterable[Block], convert: Callable[[Iterator[Block]], Iterable[Block]]) -> Iterator[Block]:
    """Yield ``blocks`` of JSON as ``convert`` leaves them, which sees the characters that escapes stand for.

    ``convert`` has to return the same number of blocks. Nothing is taken for code: to JSON indentation says nothing.
    """
    shown, kept = tee((block, _read(block.text)) for block in _unbroken(blocks))
    converted = convert(block._replace(kind="paragraph", text=read.text) for block, read in shown)
    for (block, read), result in zip(kept, converted, strict=True):
        yield block if result.text == read.text else block._replace(text=_written(read, result.text))


def _unbroken(blocks: Iterable[Block]) -> Iterator[Block]:
    """Move to the next block what may be half a string, or half an escape."""
    rest = ""
    for block in blocks:
        text = rest + block.text
        end = _end_of_strings(text)
        rest = text[end:]
        yield block._replace(text=text[:end])
    if rest:
        yield Block("paragraph", rest)


def _end_of_strings(text: str) -> int:
    if text.endswith("\n"):
        return len(text)
    quote = text.rfind('"', max(0, len(text) - _LONGEST_STRING))
    if quote >= 0:
        return quote
    torn = _BACKSLASHES.search(text, max(0, len(text) - 12))
    return torn.start() if torn else len(text)


def _read(text: str) -> _Read:
    if "\\u" not in text:
        return _Read(text, {}, [])
    parts: list[str] = []
    spelled: dict[int, str] = {}
    at = length = 0
    for escape in _ESCAPE.finditer(text):
        char = _character(escape[1]) if escape[1] else ""
        if char and _CHINESE.match(char):
            parts += [text[at : escape.start()], char]
            length += escape.start() - at + 1
            spelled[length - 1] = escape[0]
            at = escape.end()
    return _Read("".join([*parts, text[at:]]), spelled, list(spelled))


def _character(code: str) -> str:
    units = b"".join(int(unit, 16).to_bytes(2, "big") for unit in code.split("\\u"))
    return units.decode("utf-16-be", "replace")


def _written(read: _Read, converted: str) -> str:
    """Return the ``converted`` text with escapes for what stands where there were some: the same where nothing changed."""
    capitals = any(map(_CAPITAL.search, read.spelled.values()))
    parts: list[str] = []
    for old, new in _aligned(read.text, converted):
        if old[1] - old[0] == new[1] - new[0]:
            parts += _in_place(read, old, converted[slice(*new)], capitals=capitals)
        else:
            # A word that has no counterpart is written as what it stands beside.
            beside = range(*old) or range(old[0] - 1, old[0] + 1)
            escaped = any(at in read.spelled for at in beside)
            chars = converted[slice(*new)]
            parts += [_escape(char, "", capitals=capitals) if escaped and not char.isascii() else char for char in chars]
    return "".join(parts)


def _in_place(read: _Read, old: tuple[int, int], text: str, *, capitals: bool) -> Iterator[str]:
    """Yield ``text``, which came of the characters from ``old`` on one by one, with escapes where those had some."""
    start, end = old
    done = 0
    for at in read.places[bisect_left(read.places, start) : bisect_left(read.places, end)]:
        yield text[done : at - start]
        char, style = text[at - start], read.spelled[at]
        yield style if char == read.text[at] else _escape(char, style, capitals=capitals)
        done = at - start + 1
    yield text[done:]


def _aligned(before: str, after: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pair the parts of two versions: those of one length in one piece, others word by word."""
    left, right = before.split('"'), after.split('"')
    # A user's word may have a quotation mark; nothing tells then what belongs to what.
    if len(left) != len(right) or list(map(len, left)) == list(map(len, right)):
        yield (0, len(before)), (0, len(after))
        return
    old = new = 0
    # Conversion changes no quotation mark of JSON, and between two of them there is little.
    for a, b in zip(left, right, strict=True):
        if len(a) == len(b):
            yield (old, old + len(a) + 1), (new, new + len(b) + 1)
        else:
            for _, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
                yield (old + i, old + j), (new + k, new + n)
            yield (old + len(a), old + len(a) + 1), (new + len(b), new + len(b) + 1)
        old, new = old + len(a) + 1, new + len(b) + 1


def _escape(char: str, style: str, *, capitals: bool) -> str:
    """Return the escape of ``char``, in capitals if those of ``style`` are, or of the text where that has no letter."""
    capitals = bool(_CAPITAL.search(style)) if _LETTER.search(style, 2) else capitals
    code = char.encode("utf-16-be").hex()
    code = code.upper() if capitals else code
    return "".join(f"\\u{code[i : i + 4]}" for i in range(0, len(code), 4))
