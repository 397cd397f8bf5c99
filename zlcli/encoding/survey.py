"""One pass over bytes of any length, keeping what detection needs of them in bounded memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from zlcli.patterns import lazy

# Bytes in a block: of larger ones each has its memory fetched from the system anew, which makes decoding twice as slow.
BLOCK = 1 << 18
# Bytes of the head that are kept: byte order, NULs and controls show there.
HEAD = 1 << 14
# Declarations of an editor stand on the last lines.
TAIL = 1 << 10
# Bytes given to the model. One line in many is enough to tell.
SAMPLE = 4096
# Pieces of lines taken from a block, and kept of the whole (every second is dropped when there are more).
_PIECES = 16
_PIECE = SAMPLE // _PIECES
_KEPT = 2 * _PIECES
# Where ASCII is skipped: large steps cost nothing (``isascii`` reads words), small ones bound the search by pattern.
_STEP = 1 << 12
# Lines from the first escape on that a 7-bit encoding may hold.
_ESCAPED = 1 << 14

BEYOND_ASCII = lazy(rb"[\x80-\xff]")


class Survey:
    """What is known of the bytes that were `add`-ed.

    ``is_utf8``: all is valid UTF-8; the last character may be cut. ``escaped``: of text that is ASCII so far, some lines from
    the first ``~{`` or ESC on.
    """

    def __init__(self) -> None:
        self.size = 0
        self.head = b""
        self.tail = b""
        self.is_ascii = True
        self.is_utf8 = True
        self.escaped = b""
        self._pieces: list[bytes] = []
        self._seen = 0
        self._stride = 1
        self._utf8 = codecs.getincrementaldecoder("utf-8")()

    @property
    def sample(self) -> bytes:
        """The whole of short data; of longer, lines (or parts of long ones) with bytes beyond ASCII from all over it."""
        return self.head if self.size <= SAMPLE else b"".join(self._pieces)  # each ends a line

    def add(self, block: bytes) -> None:
        """Take note of the next block."""
        if len(self.head) < HEAD:
            self.head += block[: HEAD - len(self.head)]
        self.tail = (self.tail + block[-TAIL:])[-TAIL:]
        if len(self.escaped) < _ESCAPED and self.is_ascii:
            self._note_escapes(block)
        self.size += len(block)
        if not block.isascii():
            self.is_ascii = False
            self._note_pieces(block)
        if self.is_utf8:
            try:
                self._utf8.decode(block)
            except UnicodeDecodeError:
                self.is_utf8 = False

    def _note_escapes(self, block: bytes) -> None:
        start = 0
        if not self.escaped:
            found = [at for at in (block.find(b"~{"), block.find(b"\x1b")) if at >= 0]
            if not found:
                return
            start = block.rfind(b"\n", 0, min(found)) + 1
        self.escaped += block[start : start + _ESCAPED]

    def _note_pieces(self, block: bytes) -> None:
        for piece in pieces(block):
            if self._seen % self._stride == 0:
                self._pieces.append(piece)
            self._seen += 1
            if len(self._pieces) > _KEPT:
                del self._pieces[1::2]
                self._stride *= 2


def survey(blocks: Iterable[bytes]) -> Survey:
    """Take note of all ``blocks``."""
    seen = Survey()
    for block in blocks:
        seen.add(block)
    return seen


def blocks(data: bytes) -> Iterator[bytes]:
    r"""Yield ``data`` in blocks of about `BLOCK` bytes, cut after a ``\n`` where there is one."""
    start = 0
    while len(data) - start > BLOCK:
        end = data.rfind(b"\n", start, start + BLOCK) + 1 or start + BLOCK
        yield data[start:end]
        start = end
    yield data[start:] if start else data


def pieces(block: bytes) -> Iterator[bytes]:
    """Yield lines (or parts of long ones) of ``block`` with bytes beyond ASCII, from `_PIECES` places."""
    at = 0
    for i in range(_PIECES):
        found = first_beyond_ascii(block, max(at, i * len(block) // _PIECES))
        if found is None:
            return
        # A line end or a space is no part of a character in any of the candidates.
        start = max(block.rfind(b"\n", at, found), block.rfind(b" ", at, found), at - 1) + 1
        if found - start > _PIECE:
            start = found
        end = block.find(b"\n", start + _PIECE, start + 2 * _PIECE)
        at = end + 1 if end >= 0 else start + _PIECE
        yield block[start:at] if end >= 0 else block[start:at] + b"\n"


def first_beyond_ascii(data: bytes, start: int = 0) -> int | None:
    """Return the offset of the first byte beyond ASCII from ``start`` on, if there is one."""
    for at in range(start, len(data), _STEP):
        if not data[at : at + _STEP].isascii():
            found = BEYOND_ASCII.search(data, at)
            return found.start() if found else None
    return None
